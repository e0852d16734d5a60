//! One more item at the end of a file, with every old byte left as it is.

use serde::Serialize;

use super::Spans;
use crate::finding::{Code, Fault, Finding, Step};

/// A value as the item of a block list, quoted so that every YAML reader
/// reads it back the same.
///
/// # Errors
/// The value cannot be written as YAML.
pub fn to_item<T: Serialize>(value: &T) -> Result<String, Fault> {
    let written = |blocks| {
        let options = serde_saphyr::ser_options! {
            compact_list_indent: true,
            prefer_block_scalars: blocks,
            min_fold_chars: usize::MAX,
            folded_wrap_chars: usize::MAX,
        };
        serde_saphyr::to_string_with_options(&[value], options)
    };
    let text = written(true)?;
    // A tab at the start of a block is indentation to some readers.
    let tab = |line: &str| line.trim_start_matches(' ').starts_with('\t');
    match text.lines().any(tab) {
        true => Ok(written(false)?),
        false => Ok(text),
    }
}

/// The old text with the item behind its last one: indented as the others
/// are, with the line ends of the file.
///
/// # Errors
/// The list is not the last thing in the file, or not in block style.
pub fn append_item(old: &str, list: &str, item: &str) -> Result<String, Finding> {
    let no = |why: &str| {
        let finding = Finding::new(Code::NotAppendable).arg("why", why);
        finding.arg("list", list)
    };
    let spans = Spans::of(old).map_err(|error| {
        let mark = error.marker();
        Finding::new(Code::NotYaml)
            .arg("problem", error.info())
            .at(mark.line(), mark.col() + 1)
    })?;
    let path = [Step::from(list)];
    let mark = spans.get(&path).ok_or_else(|| no("no-list"))?;
    if spans.last_key() != Some(list) {
        return Err(no("not-last").at(mark.line, mark.column));
    }
    if mark.flow || spans.items(&path) == 0 {
        return Err(no("flow").at(mark.line, mark.column));
    }
    let ends = |line: &&str| line.trim_end() == "..." || line.starts_with("--- ");
    if let Some(line) = old.lines().position(|line| ends(&line)) {
        return Err(no("document-end").at(line + 1, 1));
    }
    Ok(joined(old, item, &indent_of(old, mark.byte)))
}

/// The white space before the list's first dash.
fn indent_of(old: &str, dash: usize) -> String {
    let start = old[..dash].rfind('\n').map_or(0, |newline| newline + 1);
    old[start..dash].chars().take_while(|c| *c == ' ').collect()
}

fn joined(old: &str, item: &str, indent: &str) -> String {
    let newline = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let mut new = old.to_owned();
    if !old.ends_with('\n') {
        new.push_str(newline);
    }
    for line in item.lines() {
        if !line.is_empty() {
            new.push_str(indent);
        }
        new.push_str(line);
        new.push_str(newline);
    }
    new
}

/// The byte at which the line of an item's dash starts.
pub fn item_start(text: &str, list: &str, item: usize) -> Option<usize> {
    dash_of(text, &Spans::of(text).ok()?, list, item)
}

/// The bytes at which the lines of all items' dashes start.
pub fn item_starts(text: &str, list: &str) -> Vec<usize> {
    let Ok(spans) = Spans::of(text) else {
        return Vec::new();
    };
    (0..)
        .map_while(|item| dash_of(text, &spans, list, item))
        .collect()
}

fn dash_of(text: &str, spans: &Spans, list: &str, item: usize) -> Option<usize> {
    let mark = spans.get(&[Step::from(list), Step::from(item)])?;
    let mut end = mark.byte;
    loop {
        let start = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
        if text[start..].trim_start_matches(' ').starts_with('-') {
            return Some(start);
        }
        end = start.checked_sub(1)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEM: &str = "- id: b\n  note:\n    text: x\n";

    #[test]
    fn old_bytes_are_a_prefix_whatever_they_look_like() {
        let olds = [
            "log:\n- id: a\n",
            "log:\n- id: a",
            "log:\r\n- id: a\r\n",
            "log:\n  - id: a  # why\n\n# the end\n\n",
            "log:\n-\n  id: a\n",
        ];
        for old in olds {
            let new = append_item(old, "log", ITEM).unwrap();
            assert!(new.starts_with(old), "{new:?}");
            let value: serde_json::Value = serde_yaml::from_str(&new).unwrap();
            assert_eq!(value["log"][1]["note"]["text"], "x", "{new}");
        }
    }

    #[test]
    fn the_files_own_indent_and_line_ends_are_kept() {
        let new = append_item("log:\r\n  - id: a\r\n", "log", ITEM).unwrap();
        assert!(
            new.ends_with("  - id: b\r\n    note:\r\n      text: x\r\n"),
            "{new:?}"
        );
    }

    #[test]
    fn a_list_in_brackets_or_before_other_keys_is_refused() {
        for old in [
            "log: [{id: a}]\n",
            "log:\n- id: a\nuid: x\n",
            "log: []\n",
            "log:\n- id: a\n...\n",
        ] {
            assert_eq!(
                append_item(old, "log", ITEM).unwrap_err().code,
                Code::NotAppendable,
                "{old}"
            );
        }
    }

    #[test]
    fn an_item_starts_at_its_dash() {
        assert_eq!(item_start("log:\n- id: a\n- id: b\n", "log", 1), Some(13));
        assert_eq!(
            item_start("log:\n- id: a\n-\n  id: b\n", "log", 1),
            Some(13)
        );
    }
}
