//! A file that says how large periods are: what was made, sold or run in each.

use std::collections::BTreeMap;
use std::str::FromStr;

use csv::{Position, ReaderBuilder, StringRecord};
use rust_decimal::Decimal;

use super::import::decode;
use crate::finding::{Code, Finding, Stop};
use crate::report::figures::{Step, Stretch};

/// The columns that such a file has, in any order and among others.
const COLUMNS: [&str; 2] = ["period", "size"];

/// How many rows that make no sense are named.
const SHOWN: usize = 5;

/// The size of each period, from a CSV file with a row for each.
///
/// # Errors
/// It is no such file, or rows of it make no sense: each is named.
pub fn sizes(name: &str, bytes: &[u8], by: Step) -> Result<BTreeMap<Stretch, Decimal>, Stop> {
    let (text, _) = decode(bytes, None).map_err(|finding| finding.in_file(name))?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut records = reader.records();
    let header = records.next().transpose().ok().flatten();
    let places = header.as_ref().and_then(places);
    let Some(places) = places else {
        let finding = Finding::new(Code::BadSizes).arg("why", "no-period-size");
        return Err(finding.in_file(name).at(1, 1).into());
    };
    let mut sheet = Rows {
        by,
        places,
        sizes: BTreeMap::new(),
        lines: BTreeMap::new(),
    };
    let mut wrong = Vec::new();
    for record in records {
        // Text that decoded has no other fault for a reader this lenient.
        let Ok(record) = record else { continue };
        if let Err(finding) = sheet.take(&record) {
            wrong.push(finding.in_file(name).at(line(&record), 1));
        }
    }
    // The file as a whole may be by another step: one line tells as much as all.
    let more = wrong.len().saturating_sub(SHOWN);
    wrong.truncate(SHOWN);
    if more > 0 {
        let finding = Finding::new(Code::BadSizes).arg("why", "more-rows");
        wrong.push(finding.arg("found", more.to_string()).in_file(name));
    }
    match wrong.is_empty() {
        true => Ok(sheet.sizes),
        false => Err(wrong.into()),
    }
}

fn places(header: &StringRecord) -> Option<[usize; 2]> {
    let place = |column: &str| {
        let mut cells = header.iter();
        cells.position(|cell| cell.trim().eq_ignore_ascii_case(column))
    };
    Some([place(COLUMNS[0])?, place(COLUMNS[1])?])
}

fn line(record: &StringRecord) -> usize {
    let line = record.position().map_or(1, Position::line);
    usize::try_from(line).unwrap_or(1)
}

struct Rows {
    by: Step,
    places: [usize; 2],
    sizes: BTreeMap<Stretch, Decimal>,
    /// On which line each period stands.
    lines: BTreeMap<Stretch, usize>,
}

impl Rows {
    fn take(&mut self, record: &StringRecord) -> Result<(), Finding> {
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        let [period, size] = self.places.map(cell);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        let bad = |why: &str, found: &str| {
            let finding = Finding::new(Code::BadSizes).arg("why", why);
            finding.arg("found", found)
        };
        let Some(stretch) = self.by.read(period) else {
            return Err(bad(no_label(self.by), period));
        };
        let plain = size
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let number = Decimal::from_str(size).ok().filter(|_| plain);
        let number = number.ok_or_else(|| bad("no-size", size))?;
        if let Some(line) = self.lines.insert(stretch, line(record)) {
            return Err(bad("period-twice", period).arg("line", line));
        }
        self.sizes.insert(stretch, number);
        Ok(())
    }
}

/// Why something is no name of a period.
fn no_label(by: Step) -> &'static str {
    match by {
        Step::Day => "no-day",
        Step::Week => "no-week",
        Step::Month => "no-month",
        Step::Quarter => "no-quarter",
        Step::Year => "no-year",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, by: Step) -> Result<Vec<(String, String)>, Vec<String>> {
        match sizes("sizes.csv", text.as_bytes(), by) {
            Ok(sizes) => Ok(sizes
                .into_iter()
                .map(|(stretch, size)| (by.label(stretch), size.to_string()))
                .collect()),
            Err(Stop::Refused(found)) => Err(found
                .iter()
                .map(|finding| {
                    let args = finding.args.iter().map(|(_, arg)| arg.plain());
                    let args: Vec<String> = args.collect();
                    format!("{} {}", finding.place, args.join(" "))
                })
                .collect()),
            Err(Stop::Machine(fault)) => panic!("{fault}"),
        }
    }

    #[test]
    fn columns_stand_in_any_order_among_others() {
        let text =
            "\u{feff}plant,Size,note,period\r\nA,1200,,2026-W46\r\n\r\nA,0.5,\"x, y\",2026-W45\r\n";
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            read(text, Step::Week),
            Ok(vec![pair("2026-W45", "0.5"), pair("2026-W46", "1200")])
        );
    }

    #[test]
    fn rows_that_make_no_sense_are_named_by_line() {
        let text = "period,size\n2026-W46,10\n2026-11,10\n2026-W47,-3\n2026-W48\n2026-W46,11\n2026-W49,1e3\n";
        assert_eq!(
            read(text, Step::Week),
            Err(vec![
                "sizes.csv:3:1 no-week 2026-11".to_owned(),
                "sizes.csv:4:1 no-size -3".to_owned(),
                "sizes.csv:5:1 no-size ".to_owned(),
                "sizes.csv:6:1 period-twice 2026-W46 2".to_owned(),
                "sizes.csv:7:1 no-size 1e3".to_owned(),
            ])
        );
    }

    #[test]
    fn a_file_without_its_columns_is_none() {
        for text in ["", "period;size\n2026-W46;10\n", "month,size\n2026-11,1\n"] {
            assert_eq!(
                read(text, Step::Month),
                Err(vec!["sizes.csv:1:1 no-period-size".to_owned()]),
                "{text}"
            );
        }
    }
}
