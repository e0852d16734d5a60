use std::borrow::Cow;
use std::io::{Cursor, Read};

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xls, Xlsx};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use csv::StringRecord;

use super::{
    Cells, Record, Rows, Table, Unit, line, not_a_table, nothing_behind, number, one_line,
};
use crate::finding::{Code, Finding};
use crate::ops::import::date::DatePattern;
use crate::ops::import::map::Map;
use crate::yaml::nearest;

/// How much a workbook may have when it is unpacked, and how much text its
/// cells may have together: an honest list of 100,000 complaints has less.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

/// What ZIP files and the old Excel files begin with.
const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Whether the bytes are a workbook, or claim to be.
pub(super) fn is_book(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(OLE)
}

/// What a cell holds, before its column is known.
enum Value {
    Text(String),
    Moment(NaiveDateTime),
    TimeOfDay(NaiveTime),
}

/// The cells of a row that hold something, by column from 0.
struct SheetRow {
    /// Counted from 0.
    at: u32,
    cells: Vec<(usize, Value)>,
}

/// The rows of the sheet that the map names, or of the first one to be seen.
pub(super) fn table<'a>(bytes: &[u8], map: &Map) -> Result<Table<'a>, Finding> {
    let (form, name, mut rows) = read(bytes, map)?;
    rows.sort_by_key(|row| row.at);
    let delimiter = map.delimiter.byte();
    let skipped = rows.iter().take_while(|row| (row.at as usize) < map.skip);
    let mut data = rows.split_off(skipped.count());
    let first = data.first().ok_or_else(|| nothing_behind(map.skip))?;
    let above = above(&rows, map.skip, delimiter);
    let last = |row: &SheetRow| row.cells.iter().map(|(at, _)| at + 1).max().unwrap_or(0);
    let width = match map.header {
        true => last(first),
        false => data.iter().map(last).max().unwrap_or(0),
    };
    let names: Vec<String> = match map.header {
        true => texts(&data.remove(0), width, &[]),
        false => (1..=width).map(|at| at.to_string()).collect(),
    };
    let forms: Vec<Dates> = names.iter().map(|name| Dates::of(name, map)).collect();
    let records: Vec<Record> = data
        .iter()
        .map(|row| Record {
            place: u64::from(row.at) + 1,
            cells: Cells::Dense(StringRecord::from(texts(row, width, &forms))),
            raw: None,
            broken: None,
        })
        .filter(|record| (0..width).any(|at| !record.cells.get(at).trim().is_empty()))
        .collect();
    let header = line(names.iter().map(String::as_str), delimiter);
    let count = records.len();
    Ok(Table {
        form,
        sheet: Some(name),
        unit: Unit::Row,
        above,
        header: map.header.then_some(Cow::Owned(header)),
        names,
        rows: Rows::Held(records.into_iter(), count),
    })
}

/// The rows above the header as CSV, one line a row, so that as many are
/// skipped again.
fn above(rows: &[SheetRow], skip: usize, delimiter: u8) -> String {
    let mut lines = vec![String::new(); skip];
    for row in rows {
        let width = row.cells.last().map_or(0, |(at, _)| at + 1);
        let cells = texts(row, width, &[]);
        lines[row.at as usize] = line(cells.iter().map(String::as_str), delimiter);
    }
    let lines = lines.into_iter();
    lines.map(|line| line + "\r\n").collect()
}

fn texts(row: &SheetRow, width: usize, forms: &[Dates]) -> Vec<String> {
    let mut texts = vec![String::new(); width];
    for (at, value) in row.cells.iter().filter(|(at, _)| *at < width) {
        let none = Dates::default();
        texts[*at] = forms.get(*at).unwrap_or(&none).text(value);
    }
    texts
}

/// How dates of a column are written, so that the map's rules read them.
#[derive(Default)]
struct Dates<'a> {
    patterns: &'a [DatePattern],
    /// Whether the cell is only a part of the date.
    joined: bool,
}

impl<'a> Dates<'a> {
    fn of(column: &str, map: &'a Map) -> Self {
        let named = |name: &str| one_line(name) == one_line(column);
        let rules = map.fields().into_iter().map(|(_, field)| field.rule);
        let of_column = |rule: &&super::super::rule::Rule| {
            let mut columns = rule.column.iter().chain(rule.or.iter());
            columns.any(|name| named(name.as_str()))
        };
        let rules: Vec<_> = rules.filter(of_column).collect();
        let own = rules.iter().find(|rule| !rule.dates.is_empty());
        Dates {
            patterns: own.map_or(&map.dates, |rule| &rule.dates),
            joined: rules.first().is_some_and(|rule| rule.column.len() > 1),
        }
    }

    fn text(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::TimeOfDay(time) => plain_time(*time),
            Value::Moment(moment) => {
                let mut forms = self.patterns.iter();
                let kept = forms.find_map(|pattern| pattern.write(*moment));
                kept.filter(|_| !self.joined)
                    .unwrap_or_else(|| plain_moment(*moment))
            }
        }
    }
}

fn plain_moment(moment: NaiveDateTime) -> String {
    match moment.time() {
        NaiveTime::MIN => moment.date().to_string(),
        time => format!("{} {}", moment.date(), plain_time(time)),
    }
}

fn plain_time(time: NaiveTime) -> String {
    let text = time.format("%H:%M:%S").to_string();
    text.strip_suffix(":00").unwrap_or(&text).to_owned()
}

/// What the workbook is, the name of its sheet, and the rows of that.
fn read(bytes: &[u8], map: &Map) -> Result<(&'static str, String, Vec<SheetRow>), Finding> {
    if bytes.starts_with(OLE) {
        let book = Xls::new(Cursor::new(bytes));
        let mut book = book.map_err(|error| not_a_table("workbook", error))?;
        let (name, rows) = held(&mut book, map)?;
        return Ok(("xls", name, rows));
    }
    match unpacked(bytes, MOST_UNPACKED)? {
        Book::Excel => {
            let (name, rows) = streamed(bytes, map)?;
            Ok(("xlsx", name, rows))
        }
        Book::OpenDocument => {
            let book = Ods::new(Cursor::new(bytes));
            let mut book = book.map_err(|error| not_a_table("workbook", error))?;
            let (name, rows) = held(&mut book, map)?;
            Ok(("ods", name, rows))
        }
    }
}

enum Book {
    Excel,
    OpenDocument,
}

/// Unpacks a workbook without keeping it: what a file says of its own size may
/// be a lie. Gives the sort of workbook that it is.
fn unpacked(bytes: &[u8], most: u64) -> Result<Book, Finding> {
    let broken = |error: &dyn std::fmt::Display| not_a_table("workbook", error);
    let archive = zip::ZipArchive::new(Cursor::new(bytes));
    let mut archive = archive.map_err(|error| broken(&error))?;
    let mut left = most + 1;
    let mut book = None;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|error| broken(&error))?;
        match file.name().map_err(|error| broken(&error))?.as_ref() {
            "xl/workbook.xml" => book = Some(Book::Excel),
            "content.xml" => book = book.or(Some(Book::OpenDocument)),
            _ => {}
        }
        let read = std::io::copy(&mut file.take(left), &mut std::io::sink());
        left -= read.map_err(|error| broken(&error))?;
        if left == 0 {
            return Err(too_much());
        }
    }
    book.ok_or_else(|| {
        not_a_table(
            "workbook",
            "there is no workbook of Excel or OpenDocument in it",
        )
    })
}

fn too_much() -> Finding {
    let limit = usize::try_from(MOST_UNPACKED).unwrap_or(usize::MAX);
    Finding::new(Code::TooMuchUnpacked).arg("limit", limit)
}

/// The names of the sheets that can be seen.
pub(super) fn names(bytes: &[u8]) -> Result<Vec<String>, Finding> {
    fn seen<B, R>(book: &B) -> Vec<String>
    where
        B: Reader<R>,
        R: Read + std::io::Seek,
    {
        let sheets = book.sheets_metadata().iter();
        let seen = sheets.filter(|sheet| {
            sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
        });
        seen.map(|sheet| sheet.name.clone()).collect()
    }
    let broken = |error: &dyn std::fmt::Display| not_a_table("workbook", error);
    let bytes = || Cursor::new(bytes);
    if bytes().get_ref().starts_with(OLE) {
        let book: Xls<_> = Xls::new(bytes()).map_err(|error| broken(&error))?;
        return Ok(seen(&book));
    }
    match unpacked(bytes().get_ref(), MOST_UNPACKED)? {
        Book::Excel => {
            let book: Xlsx<_> = Xlsx::new(bytes()).map_err(|error| broken(&error))?;
            Ok(seen(&book))
        }
        Book::OpenDocument => {
            let book: Ods<_> = Ods::new(bytes()).map_err(|error| broken(&error))?;
            Ok(seen(&book))
        }
    }
}

/// The name of the sheet that is meant.
fn sheet_of<B, R>(book: &B, map: &Map) -> Result<String, Finding>
where
    B: Reader<R>,
    R: Read + std::io::Seek,
{
    let sheets = book.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (seen, hidden): (Vec<_>, Vec<_>) =
        sheets.partition(|sheet| sheet.visible == SheetVisible::Visible);
    let mut known = seen.iter().chain(&hidden).map(|sheet| sheet.name.as_str());
    let Some(wanted) = &map.sheet else {
        let first = known.next().map(str::to_owned);
        return first.ok_or_else(|| Finding::new(Code::EmptyFile));
    };
    let all: Vec<String> = known.clone().map(str::to_owned).collect();
    match known.find(|name| *name == wanted.as_str()) {
        Some(name) => Ok(name.to_owned()),
        None => Err(Finding::new(Code::UnknownReference)
            .arg("what", "sheet")
            .arg("word", wanted.as_str())
            .maybe("nearest", nearest(wanted, all.iter().map(String::as_str)))
            .arg("known", all.clone())
            .at_path(["sheet".into()])),
    }
}

/// Reads a sheet of Excel cell by cell: empty space between far cells takes
/// no room.
fn streamed(bytes: &[u8], map: &Map) -> Result<(String, Vec<SheetRow>), Finding> {
    let broken = |error: calamine::XlsxError| not_a_table("workbook", error);
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let name = sheet_of(&book, map)?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(broken)?;
    let mut rows = Gathered::default();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
        let format = reader.styles().get(style);
        let format = format.and_then(|style| style.number_format.as_ref());
        let format = format.map(|format| format.format_code.as_str());
        let (row, column) = cell.get_position();
        rows.add(row, column, value(cell.get_value().clone(), format))?;
    }
    Ok((name, rows.rows))
}

/// Reads a sheet of a workbook that is held in memory.
fn held<B, R>(book: &mut B, map: &Map) -> Result<(String, Vec<SheetRow>), Finding>
where
    B: Reader<R>,
    B::Error: std::fmt::Display,
    R: Read + std::io::Seek,
{
    let name = sheet_of(book, map)?;
    let range = book.worksheet_range(&name);
    let range = range.map_err(|error| not_a_table("workbook", error))?;
    let (top, left) = range.start().unwrap_or_default();
    let mut rows = Gathered::default();
    for (row, column, cell) in range.used_cells() {
        let (row, column) = (row as u32 + top, column as u32 + left);
        rows.add(row, column, value(of_held(cell), None))?;
    }
    Ok((name, rows.rows))
}

fn of_held(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(serial) => DataRef::DateTime(*serial),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// Cells as they come, gathered by row.
#[derive(Default)]
struct Gathered {
    rows: Vec<SheetRow>,
    bytes: u64,
}

impl Gathered {
    fn add(&mut self, row: u32, column: u32, value: Option<Value>) -> Result<(), Finding> {
        let Some(value) = value else { return Ok(()) };
        if let Value::Text(text) = &value {
            self.bytes += text.len() as u64;
        }
        self.bytes += std::mem::size_of::<(usize, Value)>() as u64;
        if self.bytes > MOST_UNPACKED {
            return Err(too_much());
        }
        if self.rows.last().is_none_or(|last| last.at != row) {
            self.rows.push(SheetRow {
                at: row,
                cells: Vec::new(),
            });
        }
        if let Some(last) = self.rows.last_mut() {
            last.cells.push((column as usize, value));
        }
        Ok(())
    }
}

/// What a cell says; nothing where it is blank.
fn value(cell: DataRef, format: Option<&str>) -> Option<Value> {
    let text = match cell {
        DataRef::Empty => return None,
        DataRef::Int(number) => number::shown(number as f64, format),
        DataRef::Float(number) => number::shown(number, format),
        DataRef::String(text) => text,
        DataRef::SharedString(text) => text.to_owned(),
        DataRef::Bool(value) => if value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(serial) => return Some(dated(serial)),
        DataRef::DateTimeIso(text) => return Some(iso(text)),
        DataRef::DurationIso(text) => text,
        DataRef::Error(error) => error.to_string(),
    };
    (!text.trim().is_empty()).then_some(Value::Text(text))
}

fn dated(serial: ExcelDateTime) -> Value {
    let number = serial.as_f64();
    let plain = || Value::Text(number::shown(number, None));
    let seconds = TimeDelta::seconds((number.fract() * 86_400.0).round() as i64);
    if serial.is_duration() || (0.0..1.0).contains(&number) {
        let time = NaiveTime::MIN.overflowing_add_signed(seconds);
        return match (0.0..1.0).contains(&number) && time.1 == 0 {
            true => Value::TimeOfDay(time.0),
            false => plain(),
        };
    }
    let Some(moment) = serial.as_datetime() else {
        return plain();
    };
    // Half a second more, then cut: a time of day is a fraction with dust.
    let day = (moment + TimeDelta::milliseconds(500)).date();
    let rounded = moment + TimeDelta::milliseconds(500);
    let time = rounded.time().format("%H:%M:%S").to_string();
    match NaiveTime::parse_from_str(&time, "%H:%M:%S") {
        Ok(time) => Value::Moment(day.and_time(time)),
        Err(_) => plain(),
    }
}

/// A date as OpenDocument holds it.
fn iso(text: String) -> Value {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Value::Moment(day.and_time(NaiveTime::MIN));
    }
    match text.parse::<NaiveDateTime>() {
        Ok(moment) => Value::Moment(moment),
        Err(_) => Value::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use calamine::ExcelDateTimeType;

    use super::*;

    fn packed(name: &str, size: usize) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).unwrap();
        zip.write_all(&vec![b' '; size]).unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_would_unpack_to_too_much_is_refused_before_it_is_read() {
        let bytes = packed("xl/workbook.xml", 5000);
        assert!(bytes.len() < 500, "it is packed");
        assert!(matches!(unpacked(&bytes, 5000), Ok(Book::Excel)));
        let finding = unpacked(&bytes, 4999).err().unwrap();
        assert_eq!(finding.code, Code::TooMuchUnpacked);
    }

    #[test]
    fn a_packed_file_that_is_no_workbook_is_named() {
        let other = unpacked(&packed("word/document.xml", 5), 100);
        assert_eq!(other.err().unwrap().code, Code::NotATable);
        assert!(matches!(
            unpacked(&packed("content.xml", 5), 100),
            Ok(Book::OpenDocument)
        ));
    }

    #[test]
    fn cells_may_not_hold_more_text_together_than_is_read() {
        let mut rows = Gathered::default();
        let long = "x".repeat(16 * 1024 * 1024);
        let mut add = |row| rows.add(row, 0, Some(Value::Text(long.clone())));
        let taken = (0..20).take_while(|row| add(*row).is_ok()).count();
        assert_eq!(taken, 15);
    }

    fn moment(serial: f64, is_1904: bool) -> String {
        let serial = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
        Dates::default().text(&dated(serial))
    }

    #[test]
    fn days_are_counted_from_1900_or_1904() {
        assert_eq!(moment(46_300.0, false), "2026-10-05");
        assert_eq!(moment(44_838.0, true), "2026-10-05");
        assert_eq!(moment(46_300.0 + 9.5 / 24.0, false), "2026-10-05 09:30");
        assert_eq!(moment(46_300.999_999_9, false), "2026-10-06");
        assert_eq!(moment(0.395_833_333_333, false), "09:30");
        let hours = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(Dates::default().text(&dated(hours)), "1.5");
    }
}
