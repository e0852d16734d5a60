//! CSV (RFC 4180), safe to open in a spreadsheet.

use std::io::{self, Write};

use super::clean;

/// Writes lines of cells. Values that a spreadsheet would take for formulas
/// are defused; lines end with LF.
pub struct Lines<'a>(::csv::Writer<&'a mut dyn Write>);

impl<'a> Lines<'a> {
    /// Lines for that writer.
    pub fn new(out: &'a mut dyn Write) -> Lines<'a> {
        Lines(::csv::WriterBuilder::new().flexible(true).from_writer(out))
    }

    /// Writes a line.
    pub fn line<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) -> io::Result<()> {
        let cells = cells.into_iter();
        let cells = cells.map(|text| clean::cell(text.as_ref()).into_owned());
        self.0.write_record(cells).map_err(io_error)
    }

    /// Hands the last lines on.
    pub fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Writes a line of headings and the rows, as [`Lines`] does.
pub fn write<R, S>(
    out: &mut dyn Write,
    headings: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> io::Result<()>
where
    R: IntoIterator<Item = S>,
    S: AsRef<str>,
{
    let mut lines = Lines::new(out);
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
        write(&mut out, headings, rows.iter().map(|row| row.iter())).unwrap();
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
        let error = write(&mut Closed, &["a"], [[long]]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
