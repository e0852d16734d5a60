//! What is checked before the YAML library sees the bytes: libyaml and its
//! descendants take seconds and gigabytes on a few kilobytes made to hurt.

use memchr::{memchr_iter, memchr3_iter, memmem};

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use crate::finding::{Code, Finding};

/// The largest file that is read as a case or a policy.
pub const MAX_BYTES: usize = 1024 * 1024;

/// Levels of nesting beyond which no honest case goes.
const MAX_DEPTH: usize = 32;

/// Brackets in a file from which on they could be nested so deep that reading
/// takes long; below, the reader proper refuses what is too deep.
const MANY_BRACKETS: usize = 256;

/// Checks the bytes and hands them on as text, without a byte order mark.
///
/// # Errors
/// Size, encoding, conflict markers, characters and YAML features that have
/// no place in a register, each with line and column.
pub fn guard(bytes: &[u8]) -> Result<&str, Finding> {
    if bytes.len() > MAX_BYTES {
        return Err(Finding::new(Code::TooLarge)
            .arg("size", bytes.len())
            .arg("limit", MAX_BYTES));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    if let Some(line) = conflict_marker(text) {
        return Err(Finding::new(Code::ConflictMarkers).at(line, 1));
    }
    if let Some((offset, found)) = bad_character(text) {
        let (line, column) = position(text, offset);
        let shown = format!("U+{:04X}", u32::from(found));
        return Err(Finding::new(Code::BadCharacter)
            .arg("character", shown)
            .at(line, column));
    }
    if is_blank(text) {
        return Err(Finding::new(Code::EmptyFile).at(1, 1));
    }
    if needs_a_closer_look(bytes) {
        look_closely(text)?;
    }
    Ok(text)
}

fn not_utf8(bytes: &[u8], valid: usize) -> Finding {
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let (line, column) = position(&before, before.len());
    let (_, _, broken) = encoding_rs::GB18030.decode(bytes);
    let guess = (!broken).then_some("GB18030");
    Finding::new(Code::NotUtf8)
        .maybe("guess", guess)
        .at(line, column)
}

/// The line and column, from 1, of a byte offset.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (line, before[start..].chars().count() + 1)
}

fn conflict_marker(text: &str) -> Option<usize> {
    let some = |mark: &str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !some("<<<<<<<") && !some(">>>>>>>") {
        return None;
    }
    let marks = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
    text.lines().position(marks).map(|line| line + 1)
}

/// Line breaks that YAML 1.1 and 1.2 do not agree about, and NUL.
fn bad_character(text: &str) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let lone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    if let Some(at) = memchr_iter(b'\r', bytes).find(lone) {
        return Some((at, '\r'));
    }
    memchr3_iter(0, 0xC2, 0xE2, bytes).find_map(|at| match &bytes[at..] {
        [0, ..] => Some((at, '\0')),
        [0xC2, 0x85, ..] => Some((at, '\u{85}')),
        [0xE2, 0x80, 0xA8, ..] => Some((at, '\u{2028}')),
        [0xE2, 0x80, 0xA9, ..] => Some((at, '\u{2029}')),
        _ => None,
    })
}

fn is_blank(text: &str) -> bool {
    text.lines().all(|line| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#') || line == "---" || line == "..."
    })
}

/// One cheap pass: could there be an anchor, an alias, a tag, a merge key, a
/// second document, or deep nesting? A false alarm only costs time.
fn needs_a_closer_look(bytes: &[u8]) -> bool {
    let mut brackets = 0;
    let mut line_start = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'&' | b'*' | b'!' if starts_a_node(bytes, at) => return true,
            b'<' if bytes[at..].starts_with(b"<<") => return true,
            b'[' | b'{' => {
                brackets += 1;
                if brackets > MANY_BRACKETS {
                    return true;
                }
            }
            b'\n' => line_start = at + 1,
            b'-' | b'.' | b'%' | b'?' if at == line_start && odd_line_start(&bytes[at..]) => {
                return true;
            }
            b'-' if bytes[at..].starts_with(b"- - ") => return true,
            b' ' if at - line_start == 2 * MAX_DEPTH && all_spaces(&bytes[line_start..at]) => {
                return true;
            }
            _ => {}
        }
    }
    false
}

fn starts_a_node(bytes: &[u8], at: usize) -> bool {
    at == 0
        || matches!(
            bytes[at - 1],
            b' ' | b'\n' | b'\t' | b'[' | b',' | b'{' | b':' | b'-'
        )
}

fn odd_line_start(rest: &[u8]) -> bool {
    rest.starts_with(b"---") || rest.starts_with(b"...") || matches!(rest[0], b'%' | b'?')
}

fn all_spaces(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == b' ')
}

/// The exact answer, by the events of a parser. A text that is not YAML at
/// all passes here: the reader proper says so better.
fn look_closely(text: &str) -> Result<(), Finding> {
    let mut depth = 0usize;
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => return scan_error(&error),
        };
        match &event {
            Event::DocumentStart(..) => documents += 1,
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        if documents > 1 {
            return Err(place(Code::SeveralDocuments, &span));
        }
        if depth > MAX_DEPTH {
            return Err(place(Code::TooDeep, &span).arg("limit", MAX_DEPTH));
        }
        if let Some(feature) = feature(&event) {
            let (line, column) = before(text, &span);
            let finding = Finding::new(Code::YamlFeature).arg("feature", feature);
            return Err(finding.at(line, column));
        }
    }
    Ok(())
}

/// The place of the mark, `&x` or `!y`, before a node; the parser gives that of
/// the node.
fn before(text: &str, span: &Span) -> (usize, usize) {
    let (line, column) = (span.start.line(), span.start.col());
    let shown = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let ahead: Vec<char> = shown.chars().take(column).collect();
    let blank = |c: &char| c.is_whitespace();
    let end = ahead.len() - ahead.iter().rev().take_while(|c| blank(c)).count();
    let start = ahead[..end].iter().rposition(blank).map_or(0, |at| at + 1);
    match ahead[..end].get(start) {
        Some('&' | '!') => (line, start + 1),
        _ => (line, column + 1),
    }
}

/// What the parser refuses by itself; what is merely not YAML is left to the
/// reader proper.
fn scan_error(error: &ScanError) -> Result<(), Finding> {
    let mark = error.marker();
    let info = error.info();
    if info.contains("recursion limit") {
        let finding = Finding::new(Code::TooDeep).arg("limit", MAX_DEPTH);
        return Err(finding.at(mark.line(), mark.col() + 1));
    }
    if info.contains("anchor") {
        let finding = Finding::new(Code::YamlFeature).arg("feature", "alias");
        return Err(finding.at(mark.line(), mark.col() + 1));
    }
    Ok(())
}

fn feature(event: &Event) -> Option<&'static str> {
    match event {
        Event::Alias(_) => Some("alias"),
        Event::Scalar(_, _, anchor, tag)
        | Event::SequenceStart(_, anchor, tag)
        | Event::MappingStart(_, anchor, tag)
            if *anchor != 0 || tag.is_some() =>
        {
            Some(if *anchor != 0 { "anchor" } else { "tag" })
        }
        Event::Scalar(text, ScalarStyle::Plain, ..) if text == "<<" => Some("merge key"),
        _ => None,
    }
}

fn place(code: Code, span: &Span) -> Finding {
    Finding::new(code).at(span.start.line(), span.start.col() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<Code> {
        guard(text.as_bytes()).err().map(|finding| finding.code)
    }

    #[test]
    fn ordinary_text_passes() {
        assert_eq!(code("a: AT&T and 3 * 4! [x] {y}\nb: '& *'\n"), None);
        assert_eq!(code("---\na: 1\n"), None);
        assert_eq!(code("a: |\n  <<<<<<< not at the margin\n"), None);
        assert_eq!(code("a: x &not an anchor\nb: is *this* one\n"), None);
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(guard(b"\xef\xbb\xbfa: 1").unwrap(), "a: 1");
    }

    #[test]
    fn what_has_no_place_is_refused() {
        assert_eq!(code("a: &x 1\n"), Some(Code::YamlFeature));
        assert_eq!(code("a: *x\n"), Some(Code::YamlFeature));
        assert_eq!(code("a: !!str 1\n"), Some(Code::YamlFeature));
        assert_eq!(code("<<: {a: 1}\n"), Some(Code::YamlFeature));
        assert_eq!(code("a: 1\n---\nb: 2\n"), Some(Code::SeveralDocuments));
        assert_eq!(code(&"[".repeat(10_000)), Some(Code::TooDeep));
        assert_eq!(code(&"- ".repeat(2_000)), Some(Code::TooDeep));
        assert_eq!(code("a: x\u{2028}y\n"), Some(Code::BadCharacter));
        assert_eq!(code("a: 1\r&x b: 2\n"), Some(Code::BadCharacter));
        assert_eq!(code("a: 1\r\nb: 2\r\n"), None);
        assert_eq!(code("# nothing\n\n"), Some(Code::EmptyFile));
        assert_eq!(code("a: 1\n<<<<<<< HEAD\n"), Some(Code::ConflictMarkers));
    }

    #[test]
    fn broken_utf8_says_where_and_guesses_gbk() {
        let mut bytes = b"a: 1\nb: ".to_vec();
        bytes.extend_from_slice(&[0xBB, 0xAA, 0xB6, 0xAB]);
        let finding = guard(&bytes).unwrap_err();
        assert_eq!(
            (finding.place.line, finding.place.column),
            (Some(2), Some(4))
        );
        assert_eq!(finding.args.get("guess").unwrap().plain(), "GB18030");
    }
}
