//! Recognising a closed case by its last lines.

use memchr::memmem;

use crate::case::Time;

/// When a case was closed, if its file ends in a `close` exactly as the
/// program writes it and no entry ever reopened it. Anything else, however
/// slightly different, is left to the reader proper.
pub(super) fn closed_at(bytes: &[u8]) -> Option<Time> {
    let start = last_entry(bytes)?;
    let text = std::str::from_utf8(&bytes[start..]).ok()?;
    let mut lines = text.lines().peekable();
    lines.next()?.strip_prefix("- id: ")?;
    let at = lines.next()?.strip_prefix("  at: \"")?.strip_suffix('"')?;
    lines.next()?.strip_prefix("  by: ")?;
    lines.next_if(|line| line.starts_with("  via: "));
    let imported = lines.next_if_eq(&"  imported: true").is_some();
    (lines.next()? == "  close:").then_some(())?;
    let field = |line: &str| {
        ["    basis: ", "    when: ", "    text: ", "      "]
            .iter()
            .any(|known| line.starts_with(known))
    };
    let when = |line: &str| {
        line.strip_prefix("    when: \"")?
            .strip_suffix('"')
            .map(str::to_owned)
    };
    let closed = match imported {
        true => lines.clone().find_map(when)?,
        false => at.to_owned(),
    };
    let fields = lines.peek().is_some() && lines.all(field);
    (fields && !was_reopened(&bytes[..start])).then(|| Time::parse(&closed))?
}

fn last_entry(bytes: &[u8]) -> Option<usize> {
    memmem::rfind(bytes, b"\n- id: ").map(|found| found + 1)
}

/// After a merge a later `reopen` may stand before an earlier `close`.
fn was_reopened(bytes: &[u8]) -> bool {
    memmem::find(bytes, b"reopen").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_imported_close_counts_from_when_it_happened() {
        let imported = CLOSE.replace("by: b\n", "by: b\n  imported: true\n");
        assert!(!closed(&format!("{OPEN}{imported}")));
        let when = "2026-03-09T10:00:00+08:00";
        let text = format!("{OPEN}{imported}    when: \"{when}\"\n");
        assert_eq!(closed_at(text.as_bytes()), Time::parse(when));
    }

    const OPEN: &str = "case: 2611-0001\nlog:\n- id: kdqvtz\n  at: \"2026-11-02T09:30:00+08:00\"\n  by: a\n  open:\n    customer: c\n";
    const CLOSE: &str = "- id: wnxrhb\n  at: \"2026-11-09T10:00:00+08:00\"\n  by: b\n  close:\n    basis: accepted\n";

    fn closed(text: &str) -> bool {
        closed_at(text.as_bytes()).is_some()
    }

    #[test]
    fn only_a_plain_close_at_the_very_end_counts() {
        assert!(closed(&format!("{OPEN}{CLOSE}")));
        assert!(!closed(OPEN));
        let via = CLOSE.replace("by: b\n", "by: b\n  via: c\n");
        assert!(closed(&format!("{OPEN}{via}")));
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
