//! Text measured by its displayed width: a Chinese character takes two columns,
//! a combining mark none.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::messages::Vocabulary;

/// What is known of the place that text is written to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Screen {
    /// The columns there are; `None` if it is no terminal, and nothing wraps.
    pub width: Option<u16>,
    /// Whether it is a terminal.
    pub terminal: bool,
    /// Whether colours are wanted.
    pub colour: bool,
    /// In which words it is written.
    pub words: Vocabulary,
}

/// On which side text stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// Text on the left, blanks behind it.
    #[default]
    Left,
    /// Text on the right, as numbers stand.
    Right,
}

impl Screen {
    /// What is left of the screen behind an indent.
    #[must_use]
    pub fn beside(&self, indent: usize) -> Screen {
        let indent = u16::try_from(indent).unwrap_or(u16::MAX);
        Screen {
            width: self.width.map(|width| width.saturating_sub(indent)),
            ..self.clone()
        }
    }

    /// The text in lines that fit; one line where nothing wraps.
    pub fn lines(&self, text: &str) -> Vec<String> {
        match self.width {
            Some(to) => wrap(text, to.into()),
            None => vec![text.to_owned()],
        }
    }
}

/// The columns that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text filled with blanks to a width; unchanged if it is that wide.
pub fn pad(text: &str, to: usize, align: Align) -> String {
    let blanks = " ".repeat(to.saturating_sub(width(text)));
    match align {
        Align::Left => format!("{text}{blanks}"),
        Align::Right => format!("{blanks}{text}"),
    }
}

/// The text, or as much of its beginning as fits with a `…` behind it.
pub fn truncate(text: &str, to: usize) -> String {
    if width(text) <= to {
        return text.to_owned();
    }
    if to == 0 {
        return String::new();
    }
    let mut kept = String::new();
    let mut room = to - 1;
    for cluster in clusters(text) {
        let taken = width(cluster);
        if taken > room {
            break;
        }
        room -= taken;
        kept.push_str(cluster);
    }
    kept + "…"
}

/// The text, or as much of its end as fits with a `…` before it.
pub fn truncate_start(text: &str, to: usize) -> String {
    if width(text) <= to {
        return text.to_owned();
    }
    if to == 0 {
        return String::new();
    }
    let all: Vec<&str> = clusters(text).collect();
    let mut room = to - 1;
    let mut from = all.len();
    while from > 0 && width(all[from - 1]) <= room {
        from -= 1;
        room -= width(all[from]);
    }
    format!("…{}", all[from..].concat())
}

/// The text in lines no wider than `to` (at least 3): broken between words, in
/// Chinese between characters, but not before a closing or behind an opening
/// mark. A word that is too wide is broken where it must be.
pub fn wrap(text: &str, to: usize) -> Vec<String> {
    let to = to.max(3);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, to, &mut lines);
    }
    lines
}

fn wrap_paragraph(text: &str, to: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut taken = 0;
    for piece in pieces(text) {
        if !line.is_empty() && taken + piece.gap + piece.width <= to {
            line.push_str(&" ".repeat(piece.gap));
            line.push_str(piece.text);
            taken += piece.gap + piece.width;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        (line, taken) = start_line(&piece, to, lines);
    }
    lines.push(line);
}

/// A piece at the start of a line; of one that is too wide, the full lines are
/// put out and the rest is handed back.
fn start_line(piece: &Piece<'_>, to: usize, lines: &mut Vec<String>) -> (String, usize) {
    if piece.width <= to {
        return (piece.text.to_owned(), piece.width);
    }
    let mut line = String::new();
    let mut taken = 0;
    for cluster in clusters(piece.text) {
        let wide = width(cluster);
        if taken + wide > to && !line.is_empty() {
            let rest = line.split_off(break_of(&line, to));
            lines.push(std::mem::replace(&mut line, rest));
            taken = width(&line);
        }
        line.push_str(cluster);
        taken += wide;
    }
    (line, taken)
}

/// Where a full line of one long word ends: behind its last hyphen, if the line
/// is then still half full.
fn break_of(line: &str, to: usize) -> usize {
    let hyphen = line.rfind('-').map(|at| at + 1);
    let kept = hyphen.filter(|at| width(&line[..*at]) * 2 >= to);
    kept.unwrap_or(line.len())
}

/// Something that is not broken by choice.
struct Piece<'a> {
    text: &'a str,
    /// The blanks before it.
    gap: usize,
    width: usize,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut at = 0;
    let mut gap = 0;
    let mut open: Option<(usize, usize, &str)> = None;
    for cluster in clusters(text) {
        let blank = cluster == " ";
        if let Some((start, wide, last)) = open {
            if blank || breakable(last, cluster) {
                pieces.push(Piece {
                    text: &text[start..at],
                    gap,
                    width: wide,
                });
                (open, gap) = (None, 0);
            } else {
                open = Some((start, wide + width(cluster), cluster));
            }
        }
        if blank {
            gap += 1;
        } else if open.is_none() {
            open = Some((at, width(cluster), cluster));
        }
        at += cluster.len();
    }
    if let Some((start, width, _)) = open {
        pieces.push(Piece {
            text: &text[start..],
            gap,
            width,
        });
    }
    pieces
}

/// Whether a line may end between two neighbours that no blank separates.
fn breakable(before: &str, after: &str) -> bool {
    const CLOSING: &str = "，。、；：？！）」』】》〉〕］｝”’…—～％℃·,.;:?!)]}%";
    const OPENING: &str = "（「『【《〈〔［｛“‘￥＃([{";
    let is_in = |set: &str, cluster: &str| cluster.chars().next().is_some_and(|c| set.contains(c));
    let wide = width(before) > 1 || width(after) > 1;
    wide && !is_in(CLOSING, after) && !is_in(OPENING, before)
}

/// What is shown as one: a character with the marks on it, a joined emoji, a
/// flag.
pub(crate) fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = cluster_end(rest)?;
        let (cluster, tail) = rest.split_at(end);
        rest = tail;
        Some(cluster)
    })
}

fn cluster_end(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    let (_, mut last) = chars.next()?;
    let mut flag = is_flag_letter(last);
    for (at, char) in chars {
        let second_of_flag = flag && is_flag_letter(char);
        let joined = last == '\u{200d}' && !char.is_ascii();
        let skin = matches!(char, '\u{1f3fb}'..='\u{1f3ff}');
        if char.width().unwrap_or(0) > 0 && !second_of_flag && !joined && !skin {
            return Some(at);
        }
        flag = false;
        last = char;
    }
    Some(text.len())
}

fn is_flag_letter(char: char) -> bool {
    matches!(char, '\u{1f1e6}'..='\u{1f1ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths() {
        assert_eq!(width("abc"), 3);
        assert_eq!(width("客户abc"), 7);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("👨\u{200d}👩\u{200d}👧"), 2);
    }

    #[test]
    fn padding_counts_columns() {
        assert_eq!(pad("客户", 6, Align::Left), "客户  ");
        assert_eq!(pad("客户", 6, Align::Right), "  客户");
        assert_eq!(pad("too long", 3, Align::Left), "too long");
    }

    #[test]
    fn truncation_keeps_characters_whole() {
        assert_eq!(truncate("abcdef", 6), "abcdef");
        assert_eq!(truncate("abcdef", 5), "abcd…");
        // 客户 takes 4, the ellipsis 1; at 4 only one character and the ellipsis fit.
        assert_eq!(truncate("客户投诉", 5), "客户…");
        assert_eq!(truncate("客户投诉", 4), "客…");
        assert_eq!(truncate("e\u{301}abc", 3), "e\u{301}a…");
        assert_eq!(truncate("abc", 0), "");
        assert_eq!(truncate_start("abcdef", 4), "…def");
        assert_eq!(truncate_start("客户投诉", 6), "…投诉");
        assert_eq!(truncate_start("客户投诉", 8), "客户投诉");
    }

    #[test]
    fn english_wraps_between_words() {
        assert_eq!(
            wrap("the lamp does not light", 10),
            ["the lamp", "does not", "light"]
        );
        assert_eq!(
            wrap("2611-0001-and-more", 8),
            ["2611-", "0001-", "and-more"]
        );
        assert_eq!(wrap("a\n\nb", 8), ["a", "", "b"]);
        assert_eq!(wrap("", 8), [""]);
    }

    #[test]
    fn chinese_wraps_anywhere_but_at_marks() {
        assert_eq!(wrap("客户投诉裂纹", 8), ["客户投诉", "裂纹"]);
        // The comma may not start a line, so 诉 goes down with it.
        assert_eq!(wrap("客户投诉，裂纹", 8), ["客户投", "诉，裂纹"]);
        // The opening quote may not end a line.
        assert_eq!(wrap("客户说“裂”", 7), ["客户说", "“裂”"]);
        assert_eq!(wrap("批号LOT-42裂纹", 10), ["批号LOT-42", "裂纹"]);
        assert_eq!(wrap("批号 LOT-42 裂纹", 8), ["批号", "LOT-42", "裂纹"]);
    }

    #[test]
    fn clusters_stay_whole() {
        let all: Vec<&str> = clusters("e\u{301}🇩🇪🇨🇳👍🏽客").collect();
        assert_eq!(all, ["e\u{301}", "🇩🇪", "🇨🇳", "👍🏽", "客"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider(text in "(\\PC|[客户，。 a-z\u{301}\u{200d}\u{fe0f}🇩👍🏽لا]){0,60}", to in 3usize..30) {
            for line in wrap(&text, to) {
                prop_assert!(width(&line) <= to, "{line:?}");
            }
            prop_assert!(width(&truncate(&text, to)) <= to);
            prop_assert!(width(&truncate_start(&text, to)) <= to);
        }

        #[test]
        fn nothing_but_blanks_is_lost(text in "\\PC{0,60}", to in 3usize..30) {
            let bare = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(bare(&wrap(&text, to).concat()), bare(&text));
        }
    }
}
