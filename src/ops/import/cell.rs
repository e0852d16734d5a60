use std::borrow::Cow;

use super::date::{self, DatePattern};
use crate::calendar::Calendar;
use crate::case::kinds::{Service, Source, Stage};
use crate::case::{Date, Money, PersonId, Quantity, Time};
use crate::finding::{Code, Finding};
use crate::yaml::{Text, nearest};

/// What is needed to read a cell.
#[derive(Clone, Copy)]
pub(super) struct Forms<'a> {
    pub dates: &'a [DatePattern],
    pub calendar: &'a Calendar,
}

/// A value that a cell can say.
pub(super) trait Cell: Sized {
    /// Whether it has a unit behind its number.
    const UNIT: bool = false;

    /// Whether patterns of dates say how it is written.
    const DATED: bool = false;

    /// The text as it is read, before a unit is put behind it.
    fn tidy(text: &str) -> Cow<'_, str> {
        Cow::Borrowed(text)
    }

    /// Reads a cell that says something.
    fn read(text: &str, forms: &Forms) -> Result<Self, Finding>;
}

fn bad(expected: &'static str, found: &str) -> Finding {
    Finding::new(Code::BadValue)
        .arg("expected", expected)
        .arg("found", found)
}

impl Cell for Text {
    fn read(text: &str, _: &Forms) -> Result<Self, Finding> {
        Text::new(text).ok_or_else(|| bad("text", text))
    }
}

impl Cell for Time {
    const DATED: bool = true;

    fn read(text: &str, forms: &Forms) -> Result<Self, Finding> {
        date::instant(text, forms.dates, forms.calendar).ok_or_else(|| not_a_date(text, forms))
    }
}

impl Cell for Date {
    const DATED: bool = true;

    fn read(text: &str, forms: &Forms) -> Result<Self, Finding> {
        date::day(text, forms.dates, forms.calendar).ok_or_else(|| not_a_date(text, forms))
    }
}

fn not_a_date(text: &str, forms: &Forms) -> Finding {
    let patterns = forms.dates.iter();
    let patterns: Vec<String> = patterns.map(|form| form.as_str().to_owned()).collect();
    bad("date-by-pattern", text).arg("patterns", patterns)
}

impl Cell for Quantity {
    const UNIT: bool = true;

    fn tidy(text: &str) -> Cow<'_, str> {
        let tidy = ungrouped(&half_width(text));
        let bare = tidy.chars().all(|c| c.is_ascii_digit() || c == '.');
        // What is refused all the same is shown as it stands in the file.
        match bare || Quantity::parse(&tidy).is_some() {
            true => Cow::Owned(tidy),
            false => Cow::Borrowed(text),
        }
    }

    fn read(text: &str, _: &Forms) -> Result<Self, Finding> {
        Quantity::parse(text).ok_or_else(|| bad("quantity", text))
    }
}

/// Full-width digits, letters and signs as ASCII has them: `１２００ｐｃｓ`.
pub(super) fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    text.chars().map(narrow).collect()
}

/// Without the commas between thousands: `1,200` is 1200. A comma anywhere
/// else, such as in `1,5` or `0,500`, stays, and is refused.
fn ungrouped(text: &str) -> String {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ','));
    let (number, rest) = text.split_at(end.unwrap_or(text.len()));
    let mut groups = number.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3);
    match grouped {
        true => format!("{}{rest}", number.replace(',', "")),
        false => text.to_owned(),
    }
}

impl Cell for Money {
    const UNIT: bool = true;

    fn read(text: &str, _: &Forms) -> Result<Self, Finding> {
        Money::parse(text).ok_or_else(|| bad("money", text))
    }
}

impl Cell for PersonId {
    fn read(text: &str, _: &Forms) -> Result<Self, Finding> {
        PersonId::parse(text).ok_or_else(|| bad("person-id", text))
    }
}

macro_rules! word_cell {
    ($($name:ident)*) => {
        $(impl Cell for $name {
            fn read(text: &str, _: &Forms) -> Result<Self, Finding> {
                $name::parse(text).ok_or_else(|| unknown_word(text, $name::WORDS))
            }
        })*
    };
}
word_cell!(Source Service Stage);

pub(super) fn unknown_word<W: AsRef<str>>(text: &str, known: &[W]) -> Finding {
    let words = known.iter().map(AsRef::as_ref);
    let all: Vec<String> = words.clone().map(str::to_owned).collect();
    Finding::new(Code::UnknownWord)
        .arg("word", text)
        .maybe("nearest", nearest(text, words))
        .arg("known", all)
}
