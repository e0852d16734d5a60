//! A line of bash as it is typed, taken apart as bash would, and words put back
//! so that bash takes them for what they are.

/// The words of a line, up to the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// Whole words behind the program, without their quotes.
    pub words: Vec<String>,
    /// The word at the cursor, without quotes.
    pub current: String,
    /// The quote that is open at the cursor.
    quote: Option<char>,
}

/// Takes a line apart. The first word is the program; assignments before it
/// do not count.
pub(super) fn typed(line: &str) -> Typed {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = line.chars();
    while let Some(char) = chars.next() {
        match (quote, char) {
            (Some(open), _) if char == open => quote = None,
            (Some('\''), _) => word.get_or_insert_default().push(char),
            (None, '\'' | '"') => {
                quote = Some(char);
                word.get_or_insert_default();
            }
            (None, '\\') => word.get_or_insert_default().extend(chars.next()),
            (Some(_), '\\') => {
                let word = word.get_or_insert_default();
                match chars.next() {
                    Some(next) if "\"\\$`".contains(next) => word.push(next),
                    next => word.extend(std::iter::once('\\').chain(next)),
                }
            }
            (None, _) if char.is_ascii_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(char),
        }
    }
    let program = words.iter().position(|word| !is_assignment(word));
    let words = words.split_off(program.map_or(words.len(), |at| at + 1));
    Typed {
        words,
        current: word.unwrap_or_default(),
        quote,
    }
}

fn is_assignment(word: &str) -> bool {
    let name = word.split_once('=').map(|(name, _)| name);
    name.is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

impl Typed {
    /// The word as bash wants it in the place of the one at the cursor: quoted
    /// as that one is, and without what bash takes for an earlier word, because
    /// one of the characters that break words ends it.
    pub fn ending(&self, word: &str, breaks: &str) -> String {
        let common = match self.quote {
            Some(_) => 0,
            None => {
                let same = self.current.char_indices().zip(word.chars());
                let same = same.take_while(|((_, a), b)| a == b);
                let is_break = |c: char| "=:@".contains(c) && breaks.contains(c);
                same.filter(|((_, c), _)| is_break(*c))
                    .last()
                    .map_or(0, |((at, c), _)| at + c.len_utf8())
            }
        };
        let rest = &word[common..];
        match self.quote {
            Some('\'') => rest.replace('\'', r"'\''"),
            Some(_) => escaped(rest, |c| "\"\\$`".contains(c)),
            None => escaped(rest, |c| c.is_ascii() && !is_safe(c)),
        }
    }
}

fn is_safe(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./=:@%+,".contains(c)
}

fn escaped(text: &str, special: impl Fn(char) -> bool) -> String {
    let mut escaped = String::new();
    for char in text.chars() {
        if special(char) {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (Vec<String>, String, Option<char>) {
        let typed = typed(line);
        (typed.words, typed.current, typed.quote)
    }

    #[test]
    fn a_line_is_taken_apart_as_bash_does() {
        for (line, words, current, quote) in [
            ("plaint", &[][..], "plaint", None),
            ("plaint ", &[], "", None),
            ("plaint sh", &[], "sh", None),
            ("A=1 plaint show 00", &["show"], "00", None),
            (
                "plaint list --customer \"华东 电",
                &["list", "--customer"],
                "华东 电",
                Some('"'),
            ),
            (
                r"plaint list --customer Nordlicht\ G",
                &["list", "--customer"],
                "Nordlicht G",
                None,
            ),
            (
                "plaint --register 'a b' show ''",
                &["--register", "a b", "show"],
                "",
                None,
            ),
            (
                r#"plaint note 1 "a \"b\" \c" '"#,
                &["note", "1", r#"a "b" \c"#],
                "",
                Some('\''),
            ),
            ("plaint due --role=qu", &["due"], "--role=qu", None),
        ] {
            let words = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(read(line), (words, current.to_owned(), quote), "{line}");
        }
    }

    #[test]
    fn a_word_is_put_back_as_bash_wants_it() {
        let breaks = " \t\n\"'><=;|&(:";
        for (line, word, put) in [
            (
                "plaint list --customer N",
                "Nordlicht GmbH",
                r"Nordlicht\ GmbH",
            ),
            (
                "plaint list --customer \"N",
                "Nordlicht \"GmbH\"",
                r#"Nordlicht \"GmbH\""#,
            ),
            (
                "plaint list --customer 'N",
                "Nordlicht's",
                r"Nordlicht'\''s",
            ),
            ("plaint list --customer 华", "华东电子", "华东电子"),
            ("plaint due --role=qu", "--role=quality", "quality"),
            ("plaint due --role=", "--role=quality", "quality"),
            ("plaint list --lot L:1", "L:12 (a)", r"12\ \(a\)"),
        ] {
            assert_eq!(typed(line).ending(word, breaks), put, "{line}");
        }
        let lot = typed("plaint list --lot L:1");
        assert_eq!(lot.ending("L:12", " =\"'"), "L:12");
    }
}
