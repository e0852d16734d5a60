use std::io::{self, Write};

use super::map::Map;
use super::quotes::{Quotes, quote};

/// The columns that are put to a rejected row.
const LINE: &str = "plaint-line";
const REASON: &str = "plaint-reason";

/// Writes the rows that were not taken, so that the corrected file can be
/// imported with the same map: UTF-8 with a byte order mark, which Excel needs,
/// what stood above the header and the cells to the letter as they were, the line and the reason in two more
/// columns. These stand before the others where the file has a header, so that
/// a row with too few or too many cells stays one; else behind them, so that
/// columns keep their numbers.
pub struct RejectCsv<W: Write> {
    out: W,
    delimiter: u8,
    before: bool,
    /// Whether the rows come from such a file already.
    again: bool,
}

impl<W: Write> RejectCsv<W> {
    /// Starts the file, with what the file that the rows come from has above
    /// its header, and the header.
    ///
    /// # Errors
    /// It cannot be written to.
    pub fn start(mut out: W, map: &Map, above: &str, header: Option<&str>) -> io::Result<Self> {
        write!(out, "\u{feff}{above}")?;
        let delimiter = map.delimiter.byte();
        let ours = format!("{LINE}{0}{REASON}{0}", char::from(delimiter));
        let mut rejects = RejectCsv {
            out,
            delimiter,
            before: header.is_some(),
            again: header.is_some_and(|header| header.starts_with(&ours)),
        };
        if let Some(header) = header {
            rejects.write(LINE, header, REASON)?;
        }
        Ok(rejects)
    }

    /// Adds a row, as it stands in the file, with the reason against it.
    ///
    /// # Errors
    /// It cannot be written to.
    pub fn add(&mut self, line: u64, raw: &str, reason: &str) -> io::Result<()> {
        self.write(&line.to_string(), raw, reason)
    }

    /// Writes what is still held back and hands the writer over.
    ///
    /// # Errors
    /// It cannot be written to.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn write(&mut self, line: &str, raw: &str, reason: &str) -> io::Result<()> {
        let between = char::from(self.delimiter);
        let reason = quote(reason, self.delimiter);
        if self.before {
            let cells = self.without_ours(raw);
            write!(self.out, "{line}{between}{reason}{between}{cells}\r\n")
        } else {
            write!(self.out, "{raw}{between}{line}{between}{reason}\r\n")
        }
    }

    /// The row without the line and the reason of an earlier time.
    fn without_ours<'r>(&self, raw: &'r str) -> &'r str {
        if !self.again {
            return raw;
        }
        match Quotes::of(raw, self.delimiter).ends.get(1) {
            Some(end) => &raw[end + 1..],
            None => raw,
        }
    }
}
