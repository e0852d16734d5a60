//! The cells of a sheet.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};

use super::{Value, cells};
use crate::output::term;

/// Characters that a cell holds, as UTF-16 counts them.
const MOST_UNITS: usize = 32_767;

/// The longest text that is marked as text: of longer ones that are, some
/// versions of Excel show `####`.
const LONGEST_MARKED: usize = 255;

/// Decimal digits that the numbers of a spreadsheet keep.
const DIGITS: usize = 15;

/// How cells look.
pub(super) struct Formats {
    /// The first row.
    pub heading: Format,
    plain: Format,
    /// Short text, which stays text when somebody edits it.
    marked: Format,
    long: Format,
    date: Format,
    time: Format,
    duration: Format,
}

impl Formats {
    pub fn new() -> Formats {
        let top = || Format::new().set_align(FormatAlign::Top);
        Formats {
            heading: top().set_bold(),
            plain: top(),
            marked: top().set_num_format("@").set_text_wrap(),
            long: top().set_text_wrap(),
            date: top().set_num_format("yyyy-mm-dd"),
            time: top().set_num_format("yyyy-mm-dd hh:mm:ss"),
            duration: top().set_num_format("[h]:mm:ss"),
        }
    }
}

/// What became of a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Put {
    /// The columns that it takes.
    pub width: usize,
    /// Whether it was longer than a cell holds.
    pub cut: bool,
}

impl Put {
    fn of(width: usize) -> Put {
        Put { width, cut: false }
    }
}

/// Puts a value into a cell. Numbers, days and times that a spreadsheet does
/// not have are put as text, whole.
pub(super) fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    formats: &Formats,
) -> Result<Put, XlsxError> {
    let number = match value {
        Value::Nothing => return Ok(Put::of(0)),
        Value::Flag(flag) => {
            sheet.write_boolean_with_format(row, column, *flag, &formats.plain)?;
            return Ok(Put::of(5));
        }
        Value::Date(day) => serial_day(*day).map(|day| (day, &formats.date, 10)),
        Value::Time(time) => serial_time(*time).map(|time| (time, &formats.time, 19)),
        Value::Duration(seconds) => length(*seconds).map(|days| (days, &formats.duration, 10)),
        Value::Integer(number) => exact(Decimal::from(*number)).map(|n| (n, &formats.plain, 0)),
        Value::Decimal(number) => exact(*number).map(|number| (number, &formats.plain, 0)),
        Value::Text(_) | Value::List(_) | Value::Json(_) => None,
    };
    let text = cells::text(value);
    let Some((number, format, width)) = number else {
        let format = match value {
            // In one line: rows would become as high as the screen.
            Value::Json(_) => &formats.plain,
            _ if text.chars().count() <= LONGEST_MARKED => &formats.marked,
            _ => &formats.long,
        };
        return put_text(sheet, row, column, text, format);
    };
    sheet.write_number_with_format(row, column, number, format)?;
    Ok(Put::of(if width == 0 { text.len() } else { width }))
}

fn put_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: String,
    format: &Format,
) -> Result<Put, XlsxError> {
    if text.is_empty() {
        return Ok(Put::of(0));
    }
    let width = text.lines().map(term::width).max().unwrap_or(0);
    let fitting = fitting(&text);
    let cut = fitting.is_some();
    let text = fitting.unwrap_or(text);
    sheet.write_string_with_format(row, column, text, format)?;
    Ok(Put { width, cut })
}

/// As much of the text as a cell holds with `…` behind it, if it is too long.
fn fitting(text: &str) -> Option<String> {
    // A byte or more for each unit.
    if text.len() <= MOST_UNITS || text.encode_utf16().count() <= MOST_UNITS {
        return None;
    }
    let mut units = 1;
    let mut fits = |char: &char| {
        units += char.len_utf16();
        units <= MOST_UNITS
    };
    let kept: String = text.chars().take_while(|char| fits(char)).collect();
    Some(kept + "…")
}

/// The number, if a spreadsheet keeps all its digits.
fn exact(number: Decimal) -> Option<f64> {
    let digits = number.normalize().mantissa().unsigned_abs().to_string();
    let kept = digits.len() <= DIGITS;
    kept.then(|| number.to_f64()).flatten()
}

/// A length of time in days; a spreadsheet has no negative ones.
fn length(seconds: i64) -> Option<f64> {
    (seconds >= 0).then_some(seconds as f64 / 86_400.0)
}

/// The number of a day, if it is one about which spreadsheets agree.
fn serial_day(day: NaiveDate) -> Option<f64> {
    Some(date(day)?.to_excel())
}

/// The number of a moment, as the clocks of its place show it.
fn serial_time(time: DateTime<FixedOffset>) -> Option<f64> {
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    let moment = date(time.date_naive())?.and_hms(hour as u16, minute as u8, second);
    Some(moment.ok()?.to_excel())
}

/// From 1 March 1900 to the end of 9999: Excel believes that 1900 was a leap
/// year, and others do not.
fn date(day: NaiveDate) -> Option<ExcelDateTime> {
    let early = (day.year(), day.month()) < (1900, 3);
    let year = u16::try_from(day.year()).ok().filter(|_| !early)?;
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_so_many_units_and_no_more() {
        let long = "x".repeat(MOST_UNITS);
        assert_eq!(fitting(&long), None);
        let cut = fitting(&(long + "y")).unwrap();
        assert_eq!(cut.chars().count(), MOST_UNITS);
        assert!(cut.ends_with("x…"));
        // Three bytes, one unit.
        assert_eq!(fitting(&"裂".repeat(MOST_UNITS)), None);
        // Four bytes, two units: 16,383 of them and the ellipsis fill it.
        let cut = fitting(&"👍".repeat(20_000)).unwrap();
        assert_eq!(cut.encode_utf16().count(), MOST_UNITS);
        assert_eq!(cut.chars().count(), 16_384);
    }

    #[test]
    fn numbers_that_would_lose_digits_are_no_numbers() {
        let exact = |text: &str| exact(text.parse().unwrap());
        assert_eq!(exact("1250.00"), Some(1250.0));
        assert_eq!(exact("0.1"), Some(0.1));
        assert_eq!(exact("123456789012345"), Some(123_456_789_012_345.0));
        assert_eq!(exact("1234567890123456"), None);
        assert_eq!(exact("1.234567890123456"), None);
        assert_eq!(length(-1), None);
        assert_eq!(length(43_200), Some(0.5));
    }

    #[test]
    fn days_and_times_are_numbers_as_clocks_show_them() {
        let day = |text: &str| serial_day(text.parse().unwrap());
        assert_eq!(day("1900-03-01"), Some(61.0));
        assert_eq!(day("2026-11-02"), Some(46_328.0));
        assert_eq!(day("1900-02-28"), None);
        let time = DateTime::parse_from_rfc3339("2026-11-02T18:00:00+08:00").unwrap();
        assert_eq!(serial_time(time), Some(46_328.75));
    }
}
