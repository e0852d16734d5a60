//! Recognising a closed case by its last lines.

use memchr::{memchr, memchr2, memmem};

use crate::case::Time;
use crate::case::kinds::Basis;

/// When a case was closed, if its file ends in a `close` exactly as the
/// program writes it and no entry ever reopened it. Anything else, however
/// slightly different, is left to the reader proper.
pub(super) fn closed_at(bytes: &[u8]) -> Option<Time> {
    let start = last_entry(bytes)?;
    let text = std::str::from_utf8(&bytes[start..]).ok()?;
    let mut lines = text.lines();
    lines.next()?.strip_prefix("- id: ")?;
    let at = lines.next()?.strip_prefix("  at: \"")?.strip_suffix('"')?;
    lines.next()?.strip_prefix("  by: ")?;
    let (at, basis) = match lines.next()? {
        "  close:" => (at, lines.next()?),
        "  imported: true" => (elsewhere(&mut lines)?, lines.next()?),
        _ => return None,
    };
    let basis = basis.strip_prefix("    basis: ")?;
    let text = |line: &str| line.starts_with("    text: ") || line.starts_with("      ");
    let plain = Basis::parse(basis).is_some() && lines.all(text);
    (plain && is_simple(bytes, start)).then(|| Time::parse(at))?
}

/// When another system closed it.
fn elsewhere<'a>(lines: &mut std::str::Lines<'a>) -> Option<&'a str> {
    (lines.next()? == "  close:").then_some(())?;
    let when = lines.next()?.strip_prefix("    when: \"")?;
    when.strip_suffix('"')
}

/// Nothing in the file could make the last lines mean something else: line
/// breaks that only YAML knows, a quote that runs on into them, an unsettled
/// merge, or a `reopen`, which after a merge may stand before an earlier
/// `close`.
fn is_simple(bytes: &[u8], start: usize) -> bool {
    let basis = memmem::find(&bytes[start..], b"    basis: ").map_or(start, |at| start + at);
    let has = |wanted: &[u8]| memmem::find(bytes, wanted).is_some();
    let quotes = memchr2(b'\'', b'"', &bytes[basis..]).is_some();
    !quotes && memchr(b'\r', bytes).is_none() && !has(b"reopen") && !has(b"<<<<<<<")
}

fn last_entry(bytes: &[u8]) -> Option<usize> {
    memmem::rfind(bytes, b"\n- id: ").map(|found| found + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: &str = "case: 2611-0001\nlog:\n- id: kdqvtz\n  at: \"2026-11-02T09:30:00+08:00\"\n  by: a\n  open:\n    customer: c\n";
    const CLOSE: &str = "- id: wnxrhb\n  at: \"2026-11-09T10:00:00+08:00\"\n  by: b\n  close:\n    basis: accepted\n";

    fn closed(text: &str) -> bool {
        closed_at(text.as_bytes()).is_some()
    }

    #[test]
    fn only_a_plain_close_at_the_very_end_counts() {
        assert!(closed(&format!("{OPEN}{CLOSE}")));
        assert!(!closed(OPEN));
        let imported = CLOSE.replace("by: b\n", "by: b\n  imported: true\n");
        assert!(!closed(&format!("{OPEN}{imported}")));
        let dated = imported.replace(
            "close:\n",
            "close:\n    when: \"2020-03-02T00:00:00+08:00\"\n",
        );
        let text = format!("{OPEN}{dated}");
        let there = Time::parse("2020-03-02T00:00:00+08:00");
        assert_eq!(closed_at(text.as_bytes()), there);
        let hidden = "    text: 'x\n- id: wnxrhb\n  at: \"2026-11-09T10:00:00+08:00\"\n  by: b\n  close:\n    basis: accepted'\n";
        assert!(!closed(&format!("{OPEN}{hidden}")));
        assert!(!closed(&format!("{OPEN}{CLOSE}\r- id: x\r")));
        assert!(!closed(&format!(
            "{OPEN}{CLOSE}{}",
            OPEN.lines().last().unwrap()
        )));
        assert!(!closed(&format!("{OPEN}{CLOSE}  note: x\n")));
        assert!(!closed(&format!(
            "{OPEN}{CLOSE}- id: bbbbbb\n  at: \"2026-11-10T10:00:00+08:00\"\n  by: b\n  reopen:\n    reason: r\n"
        )));
        assert!(!closed(&format!("{OPEN}  reopen: x\n{CLOSE}")));
        assert!(!closed(&format!("{OPEN}{CLOSE}  reopen: x\n")));
        assert!(!closed(&format!(
            "{OPEN}{CLOSE}# reopen by hand?\nlog2: x\n"
        )));
    }
}
