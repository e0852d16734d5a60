//! CSV (RFC 4180), safe to open in a spreadsheet.

use std::io::{self, Write};

use super::clean;

/// Writes a line of headings and the rows. Values that a spreadsheet would take
/// for formulas are defused; lines end with LF.
pub fn write<R, S>(
    out: &mut dyn Write,
    headings: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> io::Result<()>
where
    R: IntoIterator<Item = S>,
    S: AsRef<str>,
{
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(out);
    let headings = headings.iter().map(|text| clean::cell(text).into_owned());
    writer.write_record(headings).map_err(io_error)?;
    for row in rows {
        let cells = row.into_iter();
        let cells = cells.map(|text| clean::cell(text.as_ref()).into_owned());
        writer.write_record(cells).map_err(io_error)?;
    }
    writer.flush()
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
