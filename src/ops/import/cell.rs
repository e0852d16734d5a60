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
        Quantity::tidied(text)
    }

    fn read(text: &str, _: &Forms) -> Result<Self, Finding> {
        Quantity::parse(text).ok_or_else(|| bad("quantity", text))
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
