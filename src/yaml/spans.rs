//! From a path inside a file to its line: built only after a failure, or to
//! append.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScanError, Span, StructureStyle};

use crate::finding::Step;

/// Where a value stands, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Line of the key, or of the value where there is no key.
    pub line: usize,
    /// Column in characters.
    pub column: usize,
    /// Byte offset of the value's first character.
    pub byte: usize,
    /// Whether the value is a list or mapping in brackets.
    pub flow: bool,
}

/// The marks of all values of a text.
#[derive(Debug, Default)]
pub struct Spans(HashMap<Vec<Step>, Mark>);

enum Frame {
    List(usize),
    Map { key: Option<(String, Span)> },
}

impl Spans {
    /// The marks of all values of this text.
    ///
    /// # Errors
    /// The text is not YAML.
    pub fn of(text: &str) -> Result<Spans, ScanError> {
        let mut builder = Builder::default();
        for event in Parser::new_from_str(text) {
            let (event, span) = event?;
            builder.event(&event, span);
        }
        Ok(Spans(builder.marks))
    }

    /// The mark of that path.
    pub fn get(&self, path: &[Step]) -> Option<Mark> {
        self.0.get(path).copied()
    }

    /// The mark of that path or of the nearest thing around it.
    pub fn nearest(&self, path: &[Step]) -> Option<Mark> {
        (0..=path.len())
            .rev()
            .find_map(|length| self.get(&path[..length]))
    }

    /// How many items the list at that path has.
    pub fn items(&self, path: &[Step]) -> usize {
        let item = |at: usize| [path, &[Step::Item(at)]].concat();
        (0..)
            .take_while(|at| self.0.contains_key(&item(*at)))
            .count()
    }

    /// The key at the top of the document that comes last.
    pub fn last_key(&self) -> Option<&str> {
        let top = self.0.iter().filter(|(path, _)| path.len() == 1);
        let last = top.max_by_key(|(_, mark)| (mark.line, mark.byte))?;
        match &last.0[0] {
            Step::Key(key) => Some(key),
            Step::Item(_) => None,
        }
    }
}

#[derive(Default)]
struct Builder {
    marks: HashMap<Vec<Step>, Mark>,
    path: Vec<Step>,
    frames: Vec<Frame>,
}

impl Builder {
    fn event(&mut self, event: &Event, span: Span) {
        match event {
            Event::Scalar(text, ..) => {
                if let Some(Frame::Map { key: key @ None }) = self.frames.last_mut() {
                    *key = Some((text.to_string(), span));
                    return;
                }
                self.enter(&span, false);
                self.leave();
            }
            Event::SequenceStart(style, ..) => {
                self.enter(&span, *style == StructureStyle::Flow);
                self.frames.push(Frame::List(0));
            }
            Event::MappingStart(style, ..) => {
                self.enter(&span, *style == StructureStyle::Flow);
                self.frames.push(Frame::Map { key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.frames.pop();
                self.leave();
            }
            _ => {}
        }
    }

    fn enter(&mut self, span: &Span, flow: bool) {
        let mut shown = *span;
        match self.frames.last() {
            Some(Frame::List(item)) => self.path.push(Step::Item(*item)),
            Some(Frame::Map {
                key: Some((key, at)),
            }) => {
                shown = *at;
                self.path.push(Step::Key(key.clone()));
            }
            // A mapping as a key: nothing that we read has one.
            Some(Frame::Map { key: None }) => self.path.push(Step::Key(String::new())),
            None => {}
        }
        let mark = Mark {
            line: shown.start.line(),
            column: shown.start.col() + 1,
            byte: span.start.byte_offset().unwrap_or(0),
            flow,
        };
        self.marks.entry(self.path.clone()).or_insert(mark);
    }

    fn leave(&mut self) {
        match self.frames.last_mut() {
            Some(Frame::List(item)) => *item += 1,
            Some(Frame::Map { key }) => *key = None,
            None => return,
        }
        self.path.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_items_have_their_lines() {
        let spans = Spans::of("case: x\nlog:\n- id: a\n  open:\n    lot: 7\n- id: b\n").unwrap();
        let at = |path: &[Step]| spans.get(path).map(|mark| (mark.line, mark.column));
        assert_eq!(at(&["log".into()]), Some((2, 1)));
        assert_eq!(
            at(&["log".into(), 0.into(), "open".into(), "lot".into()]),
            Some((5, 5))
        );
        assert_eq!(at(&["log".into(), 1.into(), "id".into()]), Some((6, 3)));
        assert_eq!(spans.items(&["log".into()]), 2);
        assert_eq!(spans.last_key(), Some("log"));
    }
}
