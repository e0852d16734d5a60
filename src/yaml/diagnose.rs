//! From an error of the YAML library to a finding with its line.

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use super::Spans;
use super::guard::position;
use crate::finding::{Code, Finding, Step};

/// Stands in the text of an error that one of our own types made; what
/// follows is the sort of value it wanted and what it found.
const OURS: char = '\u{1}';

/// The error of a type of ours that wanted another sort of value.
pub fn expected<E: serde::de::Error>(sort: &str, found: &str) -> E {
    E::custom(format_args!("{OURS}{sort}{OURS}{found}{OURS}"))
}

/// The known word nearest to one that is not known, if one is near enough.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let limit = (length / 3).max(1) + 1;
    // Words of very unlike lengths are not near: a long one is compared with none.
    let comparable = |candidate: &&str| candidate.chars().count().abs_diff(length) <= limit;
    known
        .into_iter()
        .filter(comparable)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Reads once more, keeping the path, and says what is wrong and where.
pub(super) fn diagnose<T: DeserializeOwned>(text: &str, error: &serde_yaml::Error) -> Finding {
    let deserializer = serde_yaml::Deserializer::from_str(text);
    // A wrong type may stand before what is not YAML at all.
    let broken = syntax_error(text);
    let finding = match (
        serde_path_to_error::deserialize::<_, T>(deserializer),
        &broken,
    ) {
        (Err(traced), None) => of_path(&traced),
        (_, broken) => return syntax(text, broken.as_ref().unwrap_or(error)),
    };
    let place = Spans::of(text)
        .ok()
        .and_then(|spans| spans.nearest(&finding.place.path));
    match (place, error.location()) {
        (Some(mark), _) => finding.at(mark.line, mark.column),
        (None, Some(at)) => finding.at(at.line(), at.column()),
        (None, None) => finding,
    }
}

fn syntax_error(text: &str) -> Option<serde_yaml::Error> {
    serde_yaml::Deserializer::from_str(text)
        .try_for_each(|document| serde::de::IgnoredAny::deserialize_from(document))
        .err()
}

trait DeserializeFrom: Sized {
    fn deserialize_from(document: serde_yaml::Deserializer) -> Result<(), serde_yaml::Error>;
}

impl DeserializeFrom for serde::de::IgnoredAny {
    fn deserialize_from(document: serde_yaml::Deserializer) -> Result<(), serde_yaml::Error> {
        <Self as serde::Deserialize>::deserialize(document).map(|_| ())
    }
}

/// The text is not YAML: the place is the library's, the words too, but a tab
/// is named as what it is.
fn syntax(text: &str, error: &serde_yaml::Error) -> Finding {
    let (line, column) = match error.location() {
        Some(at) => (at.line(), at.column()),
        None => position(text, text.len()),
    };
    let tab = |line: &&str| line.trim_start_matches(' ').starts_with('\t');
    let near = text
        .lines()
        .enumerate()
        .skip(line.saturating_sub(2))
        .take(3);
    if let Some((at, found)) = near.into_iter().find(|(_, line)| tab(line)) {
        let column = found.len() - found.trim_start_matches(' ').len() + 1;
        return Finding::new(Code::TabIndent).at(at + 1, column);
    }
    let said = error.to_string();
    let problem = said.split(" at line ").next().unwrap_or_default();
    let finding = Finding::new(Code::NotYaml).arg("problem", problem);
    // Where the text ends in the middle of something, its beginning helps.
    match begun(&said).filter(|_| line > text.lines().count()) {
        Some((what, line, column)) => finding.arg("begun", what).at(line, column),
        None => finding.at(line, column),
    }
}

/// What the library was reading, and where that began: "… at line 9 column 1,
/// while scanning a quoted scalar at line 8 column 15".
fn begun(said: &str) -> Option<(&str, usize, usize)> {
    let (_, context) = said.split_once(", while ")?;
    let (what, place) = context.split_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some((what, line.parse().ok()?, column.parse().ok()?))
}

/// What a traced error says, with its path and no line yet.
pub(super) fn of_path<E: std::error::Error>(error: &serde_path_to_error::Error<E>) -> Finding {
    let mut path: Vec<Step> = error
        .path()
        .iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Item(*index)),
            Segment::Map { key } => Some(Step::Key(key.clone())),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect();
    let (finding, key) = of_message(&error.inner().to_string());
    if let Some(key) = key
        && path.last() != Some(&Step::Key(key.clone()))
    {
        path.push(Step::Key(key));
    }
    finding.at_path(path)
}

/// serde's own sentences, turned back into data. The key, where one is
/// named, belongs to the path.
fn of_message(message: &str) -> (Finding, Option<String>) {
    if let Some(ours) = message.split(OURS).nth(1) {
        let found = message.split(OURS).nth(2).unwrap_or_default();
        return (
            Finding::new(Code::BadValue)
                .arg("expected", ours)
                .arg("found", found),
            None,
        );
    }
    let message = sentence(message);
    let mut quoted = message.split('`').skip(1).step_by(2);
    let word = quoted.next().unwrap_or_default().to_owned();
    let known: Vec<String> = quoted.map(str::to_owned).collect();
    if message.starts_with("unknown field") {
        return (unknown(Code::UnknownKey, &word, known), Some(word));
    }
    if message.starts_with("unknown variant") {
        return (unknown(Code::UnknownWord, &word, known), None);
    }
    if message.starts_with("missing field") {
        return (Finding::new(Code::MissingKey).arg("key", word), None);
    }
    if message.starts_with("duplicate field") {
        return (
            Finding::new(Code::DuplicateKey).arg("key", word.clone()),
            Some(word),
        );
    }
    let plain = message.split(" at line ").next().unwrap_or_default();
    let (found, wanted) = match plain.split_once(", expected ") {
        Some((found, wanted)) => (found.trim_start_matches("invalid type: "), wanted),
        None => (plain, ""),
    };
    let found = found.trim_start_matches("invalid value: ");
    let finding = Finding::new(Code::WrongType).arg("found", in_words(found));
    let wanted = (!wanted.is_empty()).then(|| in_words(wanted));
    (finding.maybe("wanted", wanted), None)
}

/// serde's names of types, as those who write YAML call them.
fn in_words(name: &str) -> String {
    let name = name.trim();
    let word = match name {
        "sequence" | "a sequence" => "a list",
        "map" | "a map" => "a mapping",
        "unit value" | "null" => "nothing",
        "a boolean" => "true or false",
        "usize" | "u64" | "u32" | "u16" | "u8" => "a whole number",
        name if name.starts_with("struct ") => "a mapping",
        name => match name.split_once(' ') {
            Some(("string", text)) => return format!("the text {}", text.replace('"', "`")),
            Some(("boolean", text)) => text,
            Some(("integer" | "floating point", text)) => {
                return format!("the number {text}");
            }
            _ => name,
        },
    };
    word.to_owned()
}

/// The library puts the path before serde's sentence; cut it off.
fn sentence(message: &str) -> &str {
    const STARTS: [&str; 6] = [
        "unknown field",
        "unknown variant",
        "missing field",
        "duplicate field",
        "invalid type",
        "invalid value",
    ];
    let start = STARTS.iter().filter_map(|start| message.find(start)).min();
    &message[start.unwrap_or(0)..]
}

fn unknown(code: Code, word: &str, known: Vec<String>) -> Finding {
    let near = nearest(word, known.iter().map(String::as_str)).map(str::to_owned);
    let finding = Finding::new(code).arg("word", word).maybe("nearest", near);
    finding.maybe("known", (!known.is_empty()).then_some(known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::read;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Outer {
        name: String,
        list: Vec<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Inner {
        customer: u8,
    }

    fn at(text: &str) -> (Code, usize, usize) {
        let finding = read::<Outer>(text.as_bytes()).unwrap_err();
        (
            finding.code,
            finding.place.line.unwrap(),
            finding.place.column.unwrap(),
        )
    }

    #[test]
    fn errors_point_at_their_line() {
        assert_eq!(
            at("name: a\nlist:\n- custmer: 1\n"),
            (Code::UnknownKey, 3, 3)
        );
        assert_eq!(
            at("name: a\nlist:\n- customer: x\n"),
            (Code::WrongType, 3, 3)
        );
        assert_eq!(at("name: a\nname: b\nlist: []\n").0, Code::DuplicateKey);
        assert_eq!(at("name: a\n").0, Code::MissingKey);
        assert_eq!(
            at("name: a\nlist:\n\t- customer: 1\n"),
            (Code::TabIndent, 3, 1)
        );
        assert_eq!(at("name: [a\n").0, Code::NotYaml);
    }

    #[test]
    fn the_nearest_word_is_near() {
        assert_eq!(nearest("custmer", ["customer", "lot"]), Some("customer"));
        assert_eq!(nearest("zzz", ["customer", "lot"]), None);
    }
}
