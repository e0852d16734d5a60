//! Text from outside, made safe for the place it goes to: a terminal, the log
//! of a CI job.

use std::borrow::Cow;

/// Text for one line on a terminal. Line breaks and tabs become a space;
/// control and bidirectional characters become visible escapes such as
/// `\u{202e}`. What joins emoji and letters is left alone.
pub fn terminal(text: &str) -> Cow<'_, str> {
    escape(text, " ", " ")
}

/// Text for a terminal that keeps its line breaks; a tab becomes four spaces.
/// Otherwise like [`terminal`].
pub fn terminal_lines(text: &str) -> Cow<'_, str> {
    escape(text, "\n", "    ")
}

fn escape<'a>(text: &'a str, line_break: &str, tab: &str) -> Cow<'a, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' => safe.push_str(line_break),
            '\t' => safe.push_str(tab),
            char if is_unsafe(char) => safe.extend(char.escape_unicode()),
            char => safe.push(char),
        }
    }
    Cow::Owned(safe)
}

/// Whether a character may change what a terminal does or the order in which
/// it shows other characters, or carries text that nobody sees.
pub(crate) fn is_unsafe(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{061c}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// Text for the log of a CI job: cleaned like [`terminal_lines`], and no line
/// of it is taken for a command (`::`, `##[`, `##vso[`).
pub fn ci_line(text: &str) -> Cow<'_, str> {
    let safe = terminal_lines(text);
    let is_command = |line: &str| line.trim_start_matches(is_blank).starts_with("::");
    if !safe.contains("##[") && !safe.contains("##vso[") && !safe.split('\n').any(is_command) {
        return safe;
    }
    let lines: Vec<String> = safe.split('\n').map(defuse).collect();
    Cow::Owned(lines.join("\n"))
}

/// Runners look for `::` behind whatever blanks a line starts with, and for
/// `##[` anywhere in it.
fn defuse(line: &str) -> String {
    let rest = line.trim_start_matches(is_blank);
    let blanks = &line[..line.len() - rest.len()];
    let rest = match rest.strip_prefix("::") {
        Some(command) => Cow::Owned(format!(": :{command}")),
        None => Cow::Borrowed(rest),
    };
    let rest = rest.replace("##[", "## [").replace("##vso[", "## vso[");
    format!("{blanks}{rest}")
}

fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// Text behind the second `::` of a GitHub workflow command.
pub fn github_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a GitHub workflow command, such as `title`.
pub fn github_property(text: &str) -> String {
    github_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(terminal("客户投诉 E-7 naïve"), Cow::Borrowed(_)));
        assert!(matches!(ci_line("a :: b"), Cow::Borrowed(_)));
    }

    #[test]
    fn escape_sequences_are_shown_not_sent() {
        assert_eq!(terminal("a\x1b[31mred"), r"a\u{1b}[31mred");
        assert_eq!(terminal("bell\x07 del\x7f"), r"bell\u{7} del\u{7f}");
        assert_eq!(terminal("csi\u{9b}2J"), r"csi\u{9b}2J");
        assert_eq!(terminal("over\rwrite"), r"over\u{d}write");
    }

    #[test]
    fn bidirectional_controls_are_shown() {
        assert_eq!(terminal("a\u{202e}b"), r"a\u{202e}b");
        assert_eq!(terminal("\u{2067}x\u{2069}"), r"\u{2067}x\u{2069}");
        assert_eq!(
            terminal("\u{200e}\u{200f}\u{61c}"),
            r"\u{200e}\u{200f}\u{61c}"
        );
    }

    #[test]
    fn joined_emoji_stay_whole() {
        let family = "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}";
        assert_eq!(terminal(family), family);
    }

    #[test]
    fn line_breaks_become_a_space_or_stay() {
        assert_eq!(terminal("a\r\nb\nc\td"), "a b c d");
        assert_eq!(terminal_lines("a\r\nb\nc\td"), "a\nb\nc    d");
    }

    #[test]
    fn ci_commands_are_defused() {
        assert_eq!(
            ci_line("::error::x\n ok\n  ::stop-commands::t"),
            ": :error::x\n ok\n  : :stop-commands::t"
        );
        assert_eq!(ci_line("see ##[group]x"), "see ## [group]x");
        assert_eq!(ci_line("##vso[task.x]"), "## vso[task.x]");
        assert_eq!(ci_line("x\r::error::y"), r"x\u{d}::error::y");
        assert_eq!(ci_line("\u{3000}::error::y"), "\u{3000}: :error::y");
    }

    #[test]
    fn github_escapes() {
        assert_eq!(
            github_data("100%\r\n延迟 ::x, y"),
            "100%25%0D%0A延迟 ::x, y"
        );
        assert_eq!(github_property("a::b, 5%"), "a%3A%3Ab%2C 5%25");
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left(text in any::<String>()) {
            prop_assert!(!terminal(&text).chars().any(is_unsafe));
            prop_assert!(!terminal_lines(&text).chars().any(|c| c != '\n' && is_unsafe(c)));
        }

        #[test]
        fn nothing_unsafe_is_left_of_much(text in "[\\x00-\\x20\\x7f-\\u{9f}\\u{200b}-\\u{206f}a裂]{0,20}") {
            const MARKS: &str = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
            let is_bad = |c: char| c.is_control() || MARKS.contains(c);
            prop_assert!(!terminal(&text).chars().any(is_bad));
        }

        #[test]
        fn no_ci_line_is_a_command(text in "[ :#\\[\\n\\r\\t\\u{3000}ax]{0,20}") {
            let safe = ci_line(&text);
            let is_command = |line: &str| line.trim_start().starts_with("::") || line.contains("##[");
            prop_assert!(!safe.split(['\n', '\r']).any(is_command), "{safe:?}");
        }
    }
}
