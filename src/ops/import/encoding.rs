use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8};

use crate::finding::{Code, Finding};
use crate::yaml::nearest;

/// Names that are worth suggesting.
const USUAL: &[&str] = &[
    "utf-8",
    "gb18030",
    "gbk",
    "gb2312",
    "big5",
    "shift_jis",
    "euc-kr",
    "utf-16le",
    "utf-16be",
    "windows-1252",
];

/// What files begin with that are no text, whatever their names say, and what
/// such a file is.
const NO_TEXT: &[(&[u8], &str)] = &[
    (b"\x89PNG", "is-picture"),
    (b"\xFF\xD8\xFF", "is-picture"),
    (b"GIF8", "is-picture"),
    (b"BM", "is-picture"),
    (b"%PDF", "is-pdf"),
    (b"\x1F\x8B", "is-packed"),
    (b"Rar!", "is-packed"),
    (b"7z\xBC\xAF", "is-packed"),
];

/// What the bytes are instead of a text, where that can be told: those of a
/// text hold no NUL, unless they are UTF-16, which is marked.
pub(super) fn no_text(bytes: &[u8]) -> Option<&'static str> {
    let is_marked = Encoding::for_bom(bytes).is_some();
    let known = NO_TEXT.iter().find(|(start, _)| bytes.starts_with(start));
    let has_nul = bytes.contains(&0);
    known
        .map(|(_, what)| *what)
        .filter(|_| has_nul && !is_marked)
}

/// The bytes as text, and the encoding they were in. A byte order mark goes
/// before the name, because it cannot be mistaken; without either, UTF-8 and
/// GB18030 are recognised.
///
/// # Errors
/// A name that no encoding has; bytes that are not in the encoding, with the
/// line; an encoding that cannot be told.
pub fn decode(bytes: &[u8], named: Option<&str>) -> Result<(String, &'static str), Finding> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(&bytes[mark..], encoding);
    }
    if let Some(name) = named {
        return decode_as(bytes, encoding_of(name)?);
    }
    match strictly(bytes, UTF_8) {
        Ok(text) => without_nul(text, UTF_8),
        Err(_) if looks_chinese(bytes) => decode_as(bytes, GB18030).map_err(unclear),
        Err(line) => Err(at_line(Code::EncodingUnclear, line)),
    }
}

pub(super) fn encoding_of(name: &str) -> Result<&'static Encoding, Finding> {
    Encoding::for_label_no_replacement(name.as_bytes()).ok_or_else(|| {
        let near = nearest(&name.to_lowercase(), USUAL.iter().copied());
        let known: Vec<String> = USUAL.iter().map(|name| (*name).to_owned()).collect();
        Finding::new(Code::UnknownReference)
            .arg("what", "encoding")
            .arg("word", name)
            .maybe("nearest", near)
            .arg("known", known)
    })
}

fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Result<(String, &'static str), Finding> {
    let text = strictly(bytes, encoding)
        .map_err(|line| at_line(Code::NotDecodable, line).arg("encoding", name_of(encoding)))?;
    without_nul(text, encoding)
}

/// The text, or the line of the first byte that does not decode.
fn strictly(bytes: &[u8], encoding: &'static Encoding) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or(bytes.len()));
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::Malformed(..) | DecoderResult::OutputFull => Err(lines_in(&text) + 1),
    }
}

/// NUL stands in no table; where it does, the bytes are something else.
fn without_nul(
    text: String,
    encoding: &'static Encoding,
) -> Result<(String, &'static str), Finding> {
    match text.find('\0') {
        Some(at) => Err(at_line(Code::EncodingUnclear, lines_in(&text[..at]) + 1)),
        None => Ok((text, name_of(encoding))),
    }
}

/// The name as people write it; the standard's is in small letters.
fn name_of(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 {
        "GB18030"
    } else {
        encoding.name()
    }
}

/// Other encodings decode as GB18030 too, into rare characters. Chinese text
/// is nearly all made of those that GB 2312 has had since 1980: rows A1 to F7,
/// second byte above A0.
fn looks_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut all) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let Some((&first, behind)) = rest.split_first() {
        rest = behind;
        if first < 0x80 {
            continue;
        }
        let Some((&second, behind)) = rest.split_first() else {
            break;
        };
        let four = second.is_ascii_digit();
        rest = if four {
            behind.get(2..).unwrap_or_default()
        } else {
            behind
        };
        all += 1;
        common += usize::from((0xA1..=0xF7).contains(&first) && second >= 0xA1);
    }
    common * 5 >= all * 4
}

fn unclear(mut finding: Finding) -> Finding {
    finding.code = Code::EncodingUnclear;
    finding
}

fn at_line(code: Code, line: usize) -> Finding {
    let mut finding = Finding::new(code);
    finding.place.line = Some(line);
    finding
}

/// How many lines end in the text: with LF, CRLF or CR.
pub(super) fn lines_in(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |(at, byte): (usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    bytes.iter().enumerate().filter(|pair| ends(*pair)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = std::iter::once(0xFEFF);
        mark.chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    fn refused(bytes: &[u8], named: Option<&str>) -> (Code, Option<usize>) {
        let finding = decode(bytes, named).unwrap_err();
        (finding.code, finding.place.line)
    }

    #[test]
    fn encodings_are_recognised() {
        let text = "编号,描述\r\n1,上线后 38 块面板出现亮线 😀\r\n";
        let cases: [(Vec<u8>, &str); 5] = [
            (text.as_bytes().to_vec(), "UTF-8"),
            (format!("\u{feff}{text}").into_bytes(), "UTF-8"),
            (utf16(text, u16::to_le_bytes), "UTF-16LE"),
            (utf16(text, u16::to_be_bytes), "UTF-16BE"),
            (encoded(GB18030, text), "GB18030"),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(decode(&bytes, None), Ok((text.to_owned(), encoding)));
        }
    }

    #[test]
    fn a_mark_goes_before_the_name_and_the_name_before_a_guess() {
        let (text, encoding) = decode("\u{feff}亮线".as_bytes(), Some("GBK")).unwrap();
        assert_eq!((text.as_str(), encoding), ("亮线", "UTF-8"));
        let western = encoded(encoding_rs::WINDOWS_1252, "Gehäuse,Müller");
        let (text, encoding) = decode(&western, Some("latin1")).unwrap();
        assert_eq!(
            (text.as_str(), encoding),
            ("Gehäuse,Müller", "windows-1252")
        );
        let (text, _) = decode(&encoded(GB18030, "亮线"), Some("gb2312")).unwrap();
        assert_eq!(text, "亮线");
    }

    #[test]
    fn what_does_not_decode_is_named_with_its_line() {
        let bytes = b"id,text\r\n1,a\r\n2,\xff\xff\r\n";
        assert_eq!(refused(bytes, None), (Code::EncodingUnclear, Some(3)));
        assert_eq!(refused(bytes, Some("utf-8")), (Code::NotDecodable, Some(3)));
        assert_eq!(refused(bytes, Some("GBK")), (Code::NotDecodable, Some(3)));
        let cut = &utf16("a\nb", u16::to_le_bytes)[..7];
        assert_eq!(refused(cut, None), (Code::NotDecodable, Some(2)));
        assert_eq!(refused(b"a\0b\0", None), (Code::EncodingUnclear, Some(1)));
    }

    #[test]
    fn other_encodings_are_not_taken_for_chinese() {
        let western = encoded(encoding_rs::WINDOWS_1252, "id,name\n1,Müller\n2,Gehäuse\n");
        assert!(!GB18030.decode(&western).2, "it would decode");
        assert_eq!(refused(&western, None), (Code::EncodingUnclear, Some(2)));
        let japanese = encoded(encoding_rs::SHIFT_JIS, "id,説明\n1,画面が点灯しない\n");
        assert_eq!(refused(&japanese, None), (Code::EncodingUnclear, Some(1)));
    }

    #[test]
    fn a_name_that_no_encoding_has() {
        let finding = decode(b"a", Some("GB1803")).unwrap_err();
        assert_eq!(finding.code, Code::UnknownReference);
        assert_eq!(finding.args.get("nearest").unwrap().plain(), "gb18030");
    }

    #[test]
    fn every_kind_of_line_end_counts_once() {
        assert_eq!(lines_in("a\r\nb\nc\rd"), 3);
        assert_eq!(lines_in("\r\r\n\n"), 3);
    }
}
