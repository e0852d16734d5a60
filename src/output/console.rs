//! A console that does not take UTF-8: what it has is encoded, what it lacks is
//! written in characters that every console has.

use std::io::{self, Write};

use encoding_rs::{Encoding, GBK};

/// The characters that a console has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// All of them, as UTF-8.
    Unicode,
    /// ASCII alone.
    Ascii,
    /// Those of that encoding; `true` if the bytes 80 to 9F are controls.
    Of(&'static Encoding, bool),
}

impl Charset {
    /// The charset that a locale names, such as `zh_CN.GB18030`. One that names
    /// none, or an unknown one, takes UTF-8: minimal systems run under `C`, and
    /// their terminals take it.
    pub fn of_locale(locale: &str) -> Charset {
        let name = locale.split_once('.').map_or("", |(_, name)| name);
        let name = name.split('@').next().unwrap_or_default();
        let name = name.to_ascii_lowercase().replace('_', "-");
        match name.as_str() {
            "ascii" | "us-ascii" | "ansi-x3.4-1968" | "646" => return Charset::Ascii,
            "euccn" | "euc-cn" | "cp936" | "936" => return Charset::Of(GBK, false),
            _ => {}
        }
        let latin = name
            .strip_prefix("iso8859")
            .map(|rest| rest.trim_matches('-'));
        let label = latin.map_or(name.clone(), |part| format!("iso-8859-{part}"));
        match Encoding::for_label(label.as_bytes()).map(Encoding::output_encoding) {
            None => Charset::Unicode,
            Some(encoding) if encoding == encoding_rs::UTF_8 => Charset::Unicode,
            Some(encoding) => Charset::Of(encoding, label.starts_with("iso-8859")),
        }
    }

    /// Whether Chinese can be written.
    pub fn has_chinese(self) -> bool {
        "客诉逾期".chars().all(|char| self.encode(char).is_some())
    }

    /// The character's bytes, if the console has it.
    fn encode(self, char: char) -> Option<Vec<u8>> {
        let mut text = [0; 4];
        let text: &str = char.encode_utf8(&mut text);
        match self {
            Charset::Unicode => Some(text.as_bytes().to_vec()),
            Charset::Ascii => char.is_ascii().then(|| text.as_bytes().to_vec()),
            Charset::Of(encoding, controls) => {
                let (bytes, _, missing) = encoding.encode(text);
                let control = controls && bytes.iter().any(|byte| (0x80..0xa0).contains(byte));
                (!missing && !control).then(|| bytes.into_owned())
            }
        }
    }

    /// The text as the console takes it.
    fn bytes(self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len());
        for char in text.chars() {
            match self.encode(char) {
                Some(known) => bytes.extend(known),
                None => bytes.extend(instead(char).into_bytes()),
            }
        }
        bytes
    }
}

/// ASCII for a character: what looks like it, or its number.
fn instead(char: char) -> String {
    let alike = match char {
        '×' => "x",
        '…' => "...",
        '→' => "->",
        '├' | '│' => "|",
        '└' => "`",
        '─' => "-",
        '█' => "#",
        '–' | '—' | '‐' | '‑' => "-",
        '‘' | '’' => "'",
        '“' | '”' => "\"",
        '▁' => "_",
        '▂' => ".",
        '▃' => "-",
        '▄' => "=",
        '▅' => "+",
        '▆' => "o",
        '▇' => "*",
        '\u{a0}' | '\u{3000}' => " ",
        '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' => "",
        char => return char.escape_unicode().to_string(),
    };
    alike.to_owned()
}

/// A writer that takes UTF-8 and writes what the console takes.
pub struct Console<'a> {
    charset: Charset,
    inner: &'a mut dyn Write,
    /// The beginning of a character whose end is still to come.
    begun: Vec<u8>,
}

impl<'a> Console<'a> {
    /// A console behind that writer.
    pub fn new(charset: Charset, inner: &'a mut dyn Write) -> Self {
        Console {
            charset,
            inner,
            begun: Vec::new(),
        }
    }
}

impl Write for Console<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.charset == Charset::Unicode {
            return self.inner.write(bytes);
        }
        self.begun.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.begun) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => self.begun.len(),
        };
        let rest = self.begun.split_off(whole);
        let text = String::from_utf8_lossy(&self.begun);
        self.inner.write_all(&self.charset.bytes(&text))?;
        self.begun = rest;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(locale: &str, text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        let charset = Charset::of_locale(locale);
        let mut console = Console::new(charset, &mut out);
        // In pieces that cut characters in two.
        for byte in text.as_bytes() {
            console.write_all(&[*byte]).unwrap();
        }
        out
    }

    #[test]
    fn a_locale_names_its_charset() {
        for (locale, chinese) in [
            ("zh_CN.GBK", true),
            ("zh_CN.GB18030", true),
            ("zh_CN.gb2312", true),
            ("zh_CN.eucCN", true),
            ("zh_TW.Big5", false),
            ("de_DE.ISO-8859-1", false),
            ("de_DE.ISO8859-15@euro", false),
            ("C.ANSI_X3.4-1968", false),
        ] {
            let charset = Charset::of_locale(locale);
            assert_ne!(charset, Charset::Unicode, "{locale}");
            assert_eq!(charset.has_chinese(), chinese, "{locale}");
        }
        for locale in [
            "C",
            "POSIX",
            "",
            "zh_CN",
            "C.UTF-8",
            "zh_CN.utf8",
            "x.klingon",
        ] {
            assert_eq!(Charset::of_locale(locale), Charset::Unicode, "{locale}");
        }
    }

    #[test]
    fn chinese_is_encoded() {
        // 客诉 in GBK, by iconv; × too.
        assert_eq!(
            written("zh_CN.GBK", "客诉 ×"),
            [0xbf, 0xcd, 0xcb, 0xdf, b' ', 0xa1, 0xc1]
        );
        // An emoji: four bytes in GB18030, none in GBK.
        assert_eq!(written("zh_CN.GB18030", "👍"), [0x94, 0x39, 0xd1, 0x31]);
        assert_eq!(written("zh_CN.GBK", "👍"), b"\\u{1f44d}");
    }

    #[test]
    fn what_is_missing_is_written_in_ascii() {
        assert_eq!(
            written("de_DE.ISO-8859-1", "ä × 客 … → “x”"),
            b"\xe4 \xd7 \\u{5ba2} ... -> \"x\""
        );
        assert_eq!(written("C.ASCII", "├─ a\n│  └─ b"), b"|- a\n|  `- b");
        assert_eq!(written("C.ASCII", "9  ██"), b"9  ##");
        assert_eq!(
            written("C.ASCII", "A  critical × batch"),
            b"A  critical x batch"
        );
        assert_eq!(written("zh_CN.UTF-8", "客 …"), "客 …".as_bytes());
    }
}
