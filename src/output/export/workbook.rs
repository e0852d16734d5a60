//! Rows as an Excel workbook: dates as dates, numbers as numbers, text as text
//! and never as a formula.

use std::io::{self, Seek, Write};

use chrono::{DateTime, FixedOffset};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook as Book, XlsxError};

use super::sheet::{Formats, put};
use super::{Cut, Head, Row, Sink, Written};
use crate::output::term::width;

/// Rows of a sheet, headings included.
const MOST_ROWS: u32 = 1_048_576;

/// The widest column; longer text wraps.
const WIDEST: usize = 60;

/// A workbook that is filled.
pub(super) struct Workbook<'a> {
    book: Book,
    head: Head,
    out: &'a mut dyn Write,
    formats: Formats,
    /// Rows of a sheet.
    most: u32,
    /// The next row.
    next: u32,
    sheets: usize,
    /// The widest cell of each column of the sheet.
    widths: Vec<usize>,
    cut: Vec<Cut>,
}

impl<'a> Workbook<'a> {
    pub fn start(head: Head, out: &'a mut dyn Write) -> io::Result<Self> {
        Workbook::with_sheets_of(MOST_ROWS, head, out)
    }

    fn with_sheets_of(most: u32, head: Head, out: &'a mut dyn Write) -> io::Result<Self> {
        let mut book = Book::new();
        book.set_properties(&properties(&head).map_err(io_error)?);
        let mut workbook = Workbook {
            book,
            head,
            out,
            formats: Formats::new(),
            most,
            next: 0,
            sheets: 0,
            widths: Vec::new(),
            cut: Vec::new(),
        };
        workbook.open_sheet().map_err(io_error)?;
        Ok(workbook)
    }

    fn open_sheet(&mut self) -> Result<(), XlsxError> {
        self.sheets += 1;
        let name = self.head.rows.word();
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        match self.sheets {
            1 => sheet.set_name(name)?,
            nth => sheet.set_name(format!("{name} {nth}"))?,
        };
        sheet.set_freeze_panes(1, 0)?;
        self.widths.clear();
        for (at, column) in (0..).zip(&self.head.columns) {
            sheet.write_string_with_format(0, at, column.name, &self.formats.heading)?;
            // The button of the filter stands beside the name.
            self.widths.push(width(column.name) + 3);
        }
        self.next = 1;
        Ok(())
    }

    fn close_sheet(&mut self) -> Result<(), XlsxError> {
        let sheet = self.book.worksheet_from_index(self.sheets - 1)?;
        for (at, &width) in (0..).zip(&self.widths) {
            sheet.set_column_width(at, width.min(WIDEST) as f64)?;
        }
        let last = self.widths.len().saturating_sub(1) as u16;
        sheet.autofilter(0, 0, self.next - 1, last)?;
        Ok(())
    }

    fn fill(&mut self, row: &Row) -> Result<(), XlsxError> {
        if self.next == self.most {
            self.close_sheet()?;
            self.open_sheet()?;
        }
        let sheet = self.book.worksheet_from_index(self.sheets - 1)?;
        for (at, value) in (0..).zip(&row.values) {
            let done = put(sheet, self.next, at, value, &self.formats)?;
            let at = usize::from(at);
            self.widths[at] = self.widths[at].max(done.width + 1);
            if done.cut {
                self.cut.push(Cut {
                    case: row.case.clone(),
                    column: self.head.columns[at].name,
                });
            }
        }
        self.next += 1;
        Ok(())
    }
}

impl Sink for Workbook<'_> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        self.fill(row).map_err(io_error)
    }

    fn end(mut self: Box<Self>, _: usize) -> io::Result<Written> {
        self.close_sheet().map_err(io_error)?;
        let mut file = tempfile::tempfile()?;
        self.book.save_to_writer(&mut file).map_err(io_error)?;
        file.rewind()?;
        io::copy(&mut file, &mut self.out)?;
        self.out.flush()?;
        Ok(Written {
            cut: self.cut,
            sheets: self.sheets,
        })
    }
}

/// The same rows give the same bytes: the workbook was made when they were
/// looked for.
fn properties(head: &Head) -> Result<DocProperties, XlsxError> {
    let title = format!("{} of a complaint register", head.rows.word());
    let properties = DocProperties::new().set_title(title).set_author("plaint");
    Ok(properties.set_creation_datetime(&made(head.now)?))
}

fn made(now: DateTime<FixedOffset>) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_timestamp(now.timestamp())
}

fn io_error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};

    use super::*;
    use crate::output::export::Value;
    use crate::report::export::Rows;

    #[test]
    fn what_a_sheet_does_not_hold_goes_on_in_the_next() {
        let head = Head {
            rows: Rows::Goods,
            columns: Rows::Goods.columns()[..1].to_vec(),
            now: DateTime::parse_from_rfc3339("2026-11-02T09:30:00+08:00").unwrap(),
        };
        let mut out = Vec::new();
        // A line of headings and two rows.
        let mut book = Box::new(Workbook::with_sheets_of(3, head, &mut out).unwrap());
        for number in 1..=5 {
            let case = format!("2611-000{number}");
            let values = vec![Value::Text(case.clone())];
            book.row(&Row { case, values }).unwrap();
        }
        let written = book.end(0).unwrap();
        assert_eq!(written.sheets, 3);
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(out)).unwrap();
        assert_eq!(book.sheet_names(), ["goods", "goods 2", "goods 3"]);
        let mut column = |name: &str| -> Vec<String> {
            let sheet = book.worksheet_range(name).unwrap();
            sheet.rows().map(|row| row[0].to_string()).collect()
        };
        assert_eq!(column("goods"), ["case", "2611-0001", "2611-0002"]);
        assert_eq!(column("goods 2"), ["case", "2611-0003", "2611-0004"]);
        assert_eq!(column("goods 3"), ["case", "2611-0005"]);
        let sheet = book.worksheet_range("goods 3").unwrap();
        assert_eq!(sheet[(1, 0)], Data::String("2611-0005".to_owned()));
    }
}
