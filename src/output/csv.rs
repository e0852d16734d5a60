//! CSV (RFC 4180), safe to open in a spreadsheet and to look at.

use std::io::{self, Write};

use super::clean;
use crate::report::export::guarded;

/// Writes lines of cells. Values that a spreadsheet would take for formulas
/// are defused; lines end with LF. For a terminal they are cleaned as those of
/// a table are; a file and a pipe get every character.
pub struct Lines<'a> {
    writer: ::csv::Writer<&'a mut dyn Write>,
    terminal: bool,
}

impl<'a> Lines<'a> {
    /// Lines for that writer, which may be a terminal.
    pub fn new(out: &'a mut dyn Write, terminal: bool) -> Lines<'a> {
        let writer = ::csv::WriterBuilder::new().flexible(true).from_writer(out);
        Lines { writer, terminal }
    }

    /// Writes a line.
    pub fn line<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) -> io::Result<()> {
        let guarded = |text: S| guarded(text.as_ref()).into_owned();
        let cells = cells.into_iter().map(guarded);
        let written = match self.terminal {
            true => {
                let cells = cells.map(|cell| clean::terminal(&cell).into_owned());
                self.writer.write_record(cells)
            }
            false => self.writer.write_record(cells),
        };
        written.map_err(io_error)
    }

    /// Hands the last lines on.
    pub fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Writes a line of headings and the rows, as [`Lines`] does.
pub fn write<R, S>(
    out: &mut dyn Write,
    headings: &[&str],
    rows: impl IntoIterator<Item = R>,
    terminal: bool,
) -> io::Result<()>
where
    R: IntoIterator<Item = S>,
    S: AsRef<str>,
{
    let mut lines = Lines::new(out, terminal);
    lines.line(headings)?;
    for row in rows {
        lines.line(row)?;
    }
    lines.flush()
}

/// The writer's own error: a closed pipe must be known as one.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(headings: &[&str], rows: &[&[&str]]) -> String {
        let mut out = Vec::new();
        let rows = rows.iter().map(|row| row.iter());
        write(&mut out, headings, rows, false).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn quotes_where_needed() {
        let text = written(
            &["case", "text"],
            &[
                &["2611-0001", "裂纹, \"deep\""],
                &["2611-0002", "a\nb"],
                &["", ""],
            ],
        );
        assert_eq!(
            text,
            "case,text\n2611-0001,\"裂纹, \"\"deep\"\"\"\n2611-0002,\"a\nb\"\n,\n"
        );
    }

    #[test]
    fn formulas_are_defused() {
        let text = written(
            &["a", "b"],
            &[
                &["=HYPERLINK(\"http://x\",\"y\")", "-5"],
                &["@x", "+cmd|' /C calc'!A0"],
            ],
        );
        assert_eq!(
            text,
            "a,b\n\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",-5\n'@x,'+cmd|' /C calc'!A0\n"
        );
    }

    #[test]
    fn only_a_terminal_gets_cleaned_cells() {
        let of = |terminal| {
            let mut out = Vec::new();
            let cells = [["a\x1b[2J\u{202e}b", "one\ntwo", "\t=x"]];
            write(&mut out, &["a", "b", "c"], cells, terminal).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(of(true), "a,b,c\na\\u{1b}[2J\\u{202e}b,one two,' =x\n");
        assert_eq!(of(false), "a,b,c\na\x1b[2J\u{202e}b,\"one\ntwo\",'\t=x\n");
    }

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_known_as_one() {
        let long = "x".repeat(100_000);
        let error = write(&mut Closed, &["a"], [[long]], false).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
