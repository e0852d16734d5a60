//! An entry that a generated case is to get, and how commands name one.

use std::collections::BTreeMap;

use crate::case::{Facet, Kind, Target};
use crate::policy::Event;

/// An entry of a kind that says certain things.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wish {
    pub kind: Kind,
    /// The entry that it is for; one that fits, where none is named.
    pub target: Option<Target>,
    /// The kind of entry that it is for, or of action or reply.
    pub of: Option<String>,
    /// What it says, by the name of the field; each may be said several times.
    pub said: BTreeMap<String, Vec<String>>,
}

impl Wish {
    pub fn new(kind: Kind) -> Self {
        Wish {
            kind,
            target: None,
            of: None,
            said: BTreeMap::new(),
        }
    }

    /// The same wish, saying that too.
    #[must_use]
    pub fn say(mut self, field: &str, word: impl Into<String>) -> Self {
        self.said
            .entry(field.to_owned())
            .or_default()
            .push(word.into());
        self
    }

    /// The same wish for that entry.
    #[must_use]
    pub fn about(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }

    /// The same wish, for an entry of that kind.
    #[must_use]
    pub fn of(mut self, kind: Option<String>) -> Self {
        self.of = kind;
        self
    }

    /// The entry that an event means: the first word of each facet.
    pub fn event(event: &Event) -> Self {
        let facets = event.facets.iter().filter_map(|(facet, words)| {
            let word = words.first()?.to_string();
            Some((*facet, word))
        });
        Wish::new(event.kind).says(facets)
    }

    /// The same wish, with these words for facets that it says nothing of.
    #[must_use]
    pub fn says(mut self, facets: impl Iterator<Item = (Facet, String)>) -> Self {
        for (facet, word) in facets {
            let name = Facet::ALL.iter().find(|(_, known)| *known == facet);
            let name = name.map_or("", |(name, _)| *name);
            if self.one(name).is_none() {
                self = self.say(name, word);
            }
        }
        self
    }

    /// The entry that a command would make: what stands there in capitals is
    /// left open.
    pub fn command(verb: &str, rest: &str) -> Option<Self> {
        let kind = Kind::parse(verb)?;
        let mut wish = Wish::new(kind);
        let mut flag: Option<String> = None;
        for word in split(rest) {
            match (word.strip_prefix("--"), flag.take()) {
                (Some(name), _) => flag = Some(name.to_owned()),
                (None, Some(name)) if !is_open(&word) => wish = wish.say(&name, word),
                (None, Some(_)) => {}
                (None, None) if is_open(&word) => {}
                // A trace names its lot first.
                (None, None) if kind == Kind::Trace => wish = wish.say("lot", word),
                (None, None) => wish.target = wish.target.or(Target::parse(&word)),
            }
        }
        if let Some(name) = flag {
            wish = wish.say("direction", name);
        }
        Some(wish)
    }

    /// What it says of that field.
    pub fn one(&self, field: &str) -> Option<&str> {
        self.said.get(field)?.first().map(String::as_str)
    }

    /// Everything that it says of that field.
    pub fn all(&self, field: &str) -> Vec<&str> {
        let said = self.said.get(field).into_iter().flatten();
        said.map(String::as_str).collect()
    }
}

/// The entry for which the wished one would be.
pub(super) fn new_target(wish: &Wish, kinds: &[Kind], guarantee: bool) -> Wish {
    let of = wish.of.as_deref();
    let kind = of.and_then(Kind::parse);
    if let (Some(word), None) = (of, kind) {
        // A kind of action or of reply.
        let kinds = kinds.iter().copied();
        let mut having = kinds.filter(|it| {
            let mut facets = it.facets().iter();
            facets.any(|(facet, words)| *facet == Facet::Kind && words.contains(&word))
        });
        if let Some(kind) = having.next() {
            return Wish::new(kind).say("kind", word);
        }
    }
    let usual = match wish.kind {
        Kind::Accept if guarantee => Kind::Appraise,
        Kind::Inspect if wish.one("new").is_some() => Kind::Replace,
        _ => kinds.first().copied().unwrap_or(Kind::Note),
    };
    let new = Wish::new(kind.unwrap_or(usual));
    match new.kind {
        Kind::Reply => new.say("kind", "final"),
        Kind::Recall if wish.kind == Kind::Retrieve => new.say("decision", "recall"),
        _ => new,
    }
}

/// The words of a command, as a shell takes them apart.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    for c in line.chars() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('\'' | '"', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (' ', None) => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Whether a word stands for what is still to be filled in.
fn is_open(word: &str) -> bool {
    let capital = |c: char| c.is_ascii_uppercase() || matches!(c, '-' | '=' | ' ');
    word.len() > 1 && word.chars().all(capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_read_as_the_entry_that_it_would_make() {
        let wish = Wish::command("notify", "kdqvtz --party customer --who 'ACME Ltd'").unwrap();
        assert_eq!(wish.target, Target::parse("kdqvtz"));
        assert_eq!(wish.one("who"), Some("ACME Ltd"));
        let open = Wish::command("verify", "--method METHOD --result refuted").unwrap();
        assert_eq!(
            (open.one("method"), open.one("result")),
            (None, Some("refuted"))
        );
        let trace = Wish::command("trace", "L1 --back").unwrap();
        assert_eq!(
            (trace.one("lot"), trace.one("direction")),
            (Some("L1"), Some("back"))
        );
    }
}
