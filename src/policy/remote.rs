use std::fmt;

use crate::yaml::as_text;

/// The name of a git remote, such as `origin`: a name and no address, so that
/// only what the user's git was told of is ever asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote(String);

impl Remote {
    /// The name, if git could take it for one.
    pub fn parse(text: &str) -> Option<Self> {
        let odd = |c: char| c.is_whitespace() || c.is_control() || r"~^:?*[\{".contains(c);
        let part = |part: &str| {
            !part.is_empty() && !part.starts_with(['-', '.']) && !part.ends_with(".lock")
        };
        let sound = text.split('/').all(part) && !text.contains(odd) && !text.contains("..");
        (sound && !text.ends_with('.')).then(|| Remote(text.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

as_text!(Remote, "remote", {"type": "string", "pattern": "^[^-.\\s:][^\\s:]*$"});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_is_none() {
        for name in ["origin", "集团", "plant-2", "up/stream", "a.b"] {
            assert!(Remote::parse(name).is_some(), "{name}");
        }
        for other in [
            "",
            "-x",
            "--upload-pack=x",
            ".",
            "..",
            "../other",
            "/srv/git",
            "two words",
            "a\tb",
            "a\u{a0}b",
            "a\nb",
            "https://x/y",
            "ext::sh",
            "host:path",
            "a..b",
            "a.lock",
            "a.",
            "a//b",
            "a/-b",
        ] {
            assert_eq!(Remote::parse(other), None, "{other:?}");
        }
    }
}
