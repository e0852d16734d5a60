//! A finding as a person reads it: what, where, the line itself, the rule and
//! what would mend it.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level as Label, Origin, Renderer, Snippet,
};

use super::{InCommit, Level, Screen, Shown, clean, term, views};
use crate::messages::{Phrase, Vocabulary};

/// The widest part of a line that is shown, where no window is narrower.
const WIDEST: usize = 200;

/// The finding as text without a line end.
pub(crate) fn render(shown: &Shown, screen: &Screen) -> String {
    let words = &screen.words;
    let label = match shown.level {
        Level::Error => Label::ERROR.with_name(words.text(Phrase::Error)),
        Level::Warning => Label::WARNING.with_name(words.text(Phrase::Warning)),
    };
    let title = label
        .primary_title(clean::terminal(&shown.message))
        .id(clean::terminal(&shown.code));
    let notes = notes(shown, screen);
    let notes = notes
        .into_iter()
        .map(|(name, text)| Label::NOTE.with_name(name).message(text));
    let renderer = match screen.colour {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    // Lines are cut here, by displayed width; the renderer must not cut again.
    let renderer = renderer.term_width(100_000);
    let group = Group::with_title(title);
    let Some(file) = shown.file.as_deref().map(one_line) else {
        // Without a place there is no bar for the notes to hang from.
        let text = renderer.render(&[group]);
        let lines = self::notes(shown, screen)
            .into_iter()
            .map(|(name, note)| format!("\n  {name}: {note}"));
        return lines.fold(text, |text, line| text + &line);
    };
    match shown.line.zip(source_line(shown)) {
        None => renderer.render(&[group.element(origin(&file, shown)).elements(notes)]),
        Some((number, line)) => {
            let excerpt = Excerpt::new(line, shown, room(number, screen));
            let group = group.element(excerpt.snippet(&file, number));
            let text = renderer.render(&[group.elements(notes)]);
            excerpt.with_true_column(text, &format!("{file}:{number}"), shown.column)
        }
    }
}

/// The columns for the line itself, beside its number and the bar.
fn room(number: usize, screen: &Screen) -> usize {
    let gutter = number.to_string().len() + 3;
    let window = screen.width.map_or(WIDEST, usize::from).min(WIDEST);
    window.saturating_sub(gutter).max(20)
}

fn origin<'a>(file: &'a str, shown: &Shown) -> Origin<'a> {
    let mut origin = Origin::path(file);
    if let Some(line) = shown.line {
        origin = origin.line(line);
    }
    match shown.column {
        Some(column) => origin.char_column(column),
        None => origin,
    }
}

/// What stands below the line, in lines that fit.
fn notes(shown: &Shown, screen: &Screen) -> Vec<(&'static str, String)> {
    let gutter = shown.line.map_or(0, |line| line.to_string().len());
    let fitted = |(name, text): (&'static str, String)| {
        // The gutter, ` = `, the name, `: `.
        let indent = gutter + 3 + term::width(name) + 2;
        (name, screen.beside(indent).lines(&text).join("\n"))
    };
    whole_notes(shown, &screen.words)
        .into_iter()
        .map(fitted)
        .collect()
}

fn whole_notes(shown: &Shown, words: &Vocabulary) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    if let (None, Some(case)) = (&shown.file, &shown.case) {
        let entry = shown.entry.iter().map(|entry| format!(" {entry}"));
        let text = format!("{case}{}", entry.collect::<String>());
        notes.push((
            words.text(Phrase::NoteCase),
            clean::terminal(&text).into_owned(),
        ));
    }
    if let (None, Some(field)) = (shown.line, &shown.field) {
        notes.push((
            words.text(Phrase::NoteField),
            clean::terminal(field).into_owned(),
        ));
    }
    if let Some(commit) = &shown.commit {
        notes.push((words.text(Phrase::NoteCommit), commit_note(commit, words)));
    }
    if let Some(rule) = &shown.rule {
        notes.push((
            words.text(Phrase::NoteRule),
            clean::terminal(rule).into_owned(),
        ));
    }
    if let Some(remedy) = &shown.remedy {
        notes.push((
            words.text(Phrase::NoteHelp),
            clean::terminal_lines(remedy).into_owned(),
        ));
    }
    notes
}

/// `1a2b3c4d5e 2026-11-03 14:02 李伟 <li.wei@example.com>`.
pub(super) fn commit_note(commit: &InCommit, words: &Vocabulary) -> String {
    let id = match &commit.id {
        Some(id) => id.get(..10).unwrap_or(id),
        None => words.text(Phrase::Staged),
    };
    let text = format!("{id} {} {}", views::short(&commit.time), commit.author);
    clean::terminal(&text).into_owned()
}

fn source_line(shown: &Shown) -> Option<&str> {
    if let Some(commit) = &shown.commit {
        return commit.line.as_deref().filter(|_| shown.file.is_some());
    }
    let source = shown.source.as_deref().filter(|_| shown.file.is_some())?;
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    source.lines().nth(shown.line?.checked_sub(1)?)
}

/// The line as it is shown, cut around the place if it is too wide, and the
/// bytes of it to underline.
struct Excerpt {
    text: String,
    span: Range<usize>,
}

impl Excerpt {
    fn new(line: &str, shown: &Shown, room: usize) -> Self {
        let (before, marked, after) = parts(line, shown.column, shown.length);
        let (mut before, mut marked, mut after) =
            (visible(before), visible(marked), visible(after));
        // Even nothing at all is marked by one caret.
        let caret = |marked: &str| term::width(marked).max(1);
        if term::width(&before) + caret(&marked) + term::width(&after) > room {
            marked = term::truncate(&marked, room * 2 / 3);
            let left = room - caret(&marked);
            let of_after = term::width(&after).min(left / 3);
            before = term::truncate_start(&before, left - of_after);
            after = term::truncate(&after, left - term::width(&before));
        }
        let span = before.len()..before.len() + marked.len();
        let text = before + &marked + &after;
        Excerpt { text, span }
    }

    fn snippet<'a>(&'a self, file: &'a str, number: usize) -> Snippet<'a, Annotation<'a>> {
        Snippet::source(&self.text)
            .path(file)
            .line_start(number)
            .annotation(AnnotationKind::Primary.span(self.span.clone()))
    }

    /// The renderer counts the column in the text it is given; this puts the
    /// one in the file there. The place follows the title, which is one line.
    fn with_true_column(&self, text: String, place: &str, column: Option<usize>) -> String {
        let counted = self.text[..self.span.start].chars().count() + 1;
        if column == Some(counted) {
            return text;
        }
        let Some((title, rest)) = text.split_once('\n') else {
            return text;
        };
        let column = column.map_or(String::new(), |column| format!(":{column}"));
        let rest = rest.replacen(
            &format!("{place}:{counted}"),
            &format!("{place}{column}"),
            1,
        );
        format!("{title}\n{rest}")
    }
}

/// What stands before the place, at it, and behind it. Without a column the
/// place is the whole line, without a length one character.
fn parts(line: &str, column: Option<usize>, length: Option<usize>) -> (&str, &str, &str) {
    let Some(column) = column else {
        let (rest, text) = (line.trim_end(), line.trim());
        let (before, marked) = rest.split_at(rest.len() - text.len());
        return (before, marked, "");
    };
    let byte = |text: &str, chars: usize| text.char_indices().nth(chars).map(|(at, _)| at);
    let start = byte(line, column.saturating_sub(1)).unwrap_or(line.len());
    let (before, rest) = line.split_at(start);
    let end = byte(rest, length.unwrap_or(1).max(1)).unwrap_or(rest.len());
    let (marked, after) = rest.split_at(end);
    (before, marked, after)
}

/// Text whose width is the sum of its characters' widths, as the underline
/// needs it: nothing joined, no emoji variants.
/// A file's name may hold anything, a line break too.
fn one_line(name: &str) -> String {
    visible(&name.replace(['\n', '\r'], " "))
}

fn visible(text: &str) -> String {
    clean::terminal_lines(text).replace(['\u{200d}', '\u{fe0e}', '\u{fe0f}'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_counted_in_characters() {
        assert_eq!(parts("客户: 某", Some(5), Some(1)), ("客户: ", "某", ""));
        assert_eq!(parts("ab", Some(1), None), ("", "a", "b"));
        assert_eq!(parts("ab", Some(9), Some(3)), ("ab", "", ""));
        assert_eq!(parts("  ab ", None, None), ("  ", "ab", ""));
        assert_eq!(parts("abc", Some(2), Some(99)), ("a", "bc", ""));
    }

    fn excerpt(line: &str, column: usize, length: usize, room: usize) -> (String, Range<usize>) {
        let shown = Shown {
            column: Some(column),
            length: Some(length),
            ..Shown::new("x", Level::Error, "x")
        };
        let excerpt = Excerpt::new(line, &shown, room);
        (excerpt.text, excerpt.span)
    }

    #[test]
    fn what_is_shown_is_clean_and_the_span_moves_with_it() {
        let (text, span) = excerpt("a\t\u{202e}b: c", 4, 1, 80);
        assert_eq!(text, r"a    \u{202e}b: c");
        assert_eq!(&text[span], "b");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let line = format!("{}裂纹{}", "x".repeat(300), "客".repeat(300));
        let (text, span) = excerpt(&line, 301, 2, 40);
        // 40 columns: 4 marked, 12 (a third of the rest) behind, 24 before.
        let before = format!("…{}", "x".repeat(23));
        let after = format!("{}…", "客".repeat(5));
        assert_eq!(text, format!("{before}裂纹{after}"));
        assert_eq!(&text[span], "裂纹");
    }

    #[test]
    fn a_long_span_is_cut_too() {
        let line = format!("key: {}", "x".repeat(300));
        let (text, span) = excerpt(&line, 6, 300, 30);
        assert_eq!(text, format!("key: {}…", "x".repeat(19)));
        assert_eq!(span, 5..text.len());
    }
}
