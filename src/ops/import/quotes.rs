use std::borrow::Cow;

/// Where the quotation marks of a row leave its cells.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Quotes {
    /// Byte offsets of the delimiters between cells.
    pub ends: Vec<usize>,
    /// Whether a cell begins with a mark that is not closed, or closed before
    /// its end: then the reader takes the next rows for part of the cell, or
    /// drops the mark.
    pub stray: bool,
}

impl Quotes {
    /// Looks at a row as it stands in the file.
    pub fn of(row: &str, delimiter: u8) -> Quotes {
        let mut quotes = Quotes::default();
        let (mut quoted, mut starts, mut closed) = (false, true, false);
        let mut bytes = row.bytes().enumerate().peekable();
        while let Some((at, byte)) = bytes.next() {
            if !quoted && byte == delimiter {
                quotes.ends.push(at);
                (starts, closed) = (true, false);
                continue;
            }
            quotes.stray |= closed;
            match byte {
                b'"' if quoted && bytes.next_if(|(_, next)| *next == b'"').is_some() => {}
                b'"' if quoted => (quoted, closed) = (false, true),
                b'"' if starts => quoted = true,
                _ => {}
            }
            starts = false;
        }
        quotes.stray |= quoted;
        quotes
    }
}

/// The text as a cell: in quotation marks where it needs them.
pub(super) fn quote(text: &str, delimiter: u8) -> Cow<'_, str> {
    let needs = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\r' | b'\n');
    if text.bytes().any(needs) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_enclose_a_whole_cell_or_are_part_of_the_text() {
        let stray = |row| Quotes::of(row, b',').stray;
        for good in [
            "a,b",
            "\"a,\n\"\"b\"\"\",c",
            "a,5\" panel",
            "\"\",\"\"",
            "",
            "a,\"\"\"\"",
        ] {
            assert!(!stray(good), "{good}");
        }
        for bad in [
            "a,\"b",
            "\"5\" panel\"",
            "a,\"b\n3,x,\"c\"",
            "\"a\" ,b",
            "\"a\"\"",
            "\"",
        ] {
            assert!(stray(bad), "{bad}");
        }
        assert_eq!(Quotes::of("a,\"b,c\",d", b',').ends, [1, 7]);
    }
}
