//! What has been typed so far, and what can stand at the cursor.

use clap::{Arg, Command};

/// What can stand at the cursor.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// A verb, or a part of one.
    Verb,
    /// The name of an option.
    Option,
    /// A value of that argument; the how-manieth.
    Value(Box<Arg>, usize),
    /// Nothing that is known.
    Nothing,
}

/// The command line up to the cursor.
#[derive(Debug)]
pub(super) struct Line {
    /// The whole program.
    pub root: Command,
    /// The verb, or its part; the program before there is one.
    pub command: Command,
    /// The words that name it.
    pub verb: Vec<String>,
    /// Options that are there already.
    pub given: Vec<String>,
    /// Values of positional arguments.
    pub positional: Vec<String>,
    /// Which register is named.
    pub register: Option<String>,
    /// What can stand at the cursor.
    pub place: Place,
    /// What stands before the value in the same word: `--role=`.
    pub before: String,
    /// The value as far as it is typed.
    pub typed: String,
}

impl Line {
    /// Reads the words before the cursor, and the one at it.
    pub fn read(mut root: Command, words: &[String], current: &str) -> Line {
        root.build();
        let mut line = Line {
            command: root.clone(),
            root,
            verb: Vec::new(),
            given: Vec::new(),
            positional: Vec::new(),
            register: None,
            place: Place::Nothing,
            before: String::new(),
            typed: current.to_owned(),
        };
        let mut waiting: Option<Arg> = None;
        let mut only_values = false;
        for word in words {
            if let Some(arg) = waiting.take() {
                line.note(&arg, word);
            } else if !only_values && word == "--" {
                only_values = true;
            } else if !only_values && word.len() > 1 && word.starts_with('-') {
                waiting = line.option(word);
            } else if !line.word(word) {
                return line;
            }
        }
        line.at_cursor(waiting, only_values);
        line
    }

    /// Takes a word that is no option; false if there is no such verb.
    fn word(&mut self, word: &str) -> bool {
        if !self.command.has_subcommands() {
            self.positional.push(word.to_owned());
            return true;
        }
        let part = self.command.find_subcommand(word).cloned();
        let known = part.is_some();
        if let Some(part) = part {
            self.command = part;
            self.verb.push(word.to_owned());
        }
        known
    }

    /// Takes an option; gives it back if its value comes in the next word.
    fn option(&mut self, word: &str) -> Option<Arg> {
        let (arg, value) = match word.strip_prefix("--") {
            Some(long) => {
                let (name, value) = long
                    .split_once('=')
                    .map_or((long, None), |(name, value)| (name, Some(value)));
                (self.long(name)?, value.map(str::to_owned))
            }
            None => self.short(&word[1..])?,
        };
        self.given.push(arg.get_id().to_string());
        match value {
            _ if !arg.get_action().takes_values() => None,
            None => Some(arg),
            Some(value) => {
                self.note(&arg, &value);
                None
            }
        }
    }

    fn long(&self, name: &str) -> Option<Arg> {
        let mut all = self.command.get_arguments();
        all.find(|arg| arg.get_long() == Some(name)).cloned()
    }

    /// The last of a bundle of short options, and what follows it: `-nd"text"`.
    fn short(&self, letters: &str) -> Option<(Arg, Option<String>)> {
        let mut found = None;
        for (at, letter) in letters.char_indices() {
            let mut all = self.command.get_arguments();
            let arg = all.find(|arg| arg.get_short() == Some(letter))?.clone();
            let rest = &letters[at + letter.len_utf8()..];
            if arg.get_action().takes_values() {
                let value = (!rest.is_empty()).then(|| rest.to_owned());
                return Some((arg, value));
            }
            found = Some((arg, None));
        }
        found
    }

    fn note(&mut self, arg: &Arg, value: &str) {
        if arg.get_id() == "register" {
            self.register = Some(value.to_owned());
        }
    }

    fn at_cursor(&mut self, waiting: Option<Arg>, only_values: bool) {
        if let Some(arg) = waiting {
            self.place = Place::Value(Box::new(arg), 0);
            return;
        }
        if !only_values && self.typed.starts_with('-') {
            self.place = Place::Option;
            let value = self
                .typed
                .strip_prefix("--")
                .and_then(|long| long.split_once('='));
            if let Some((name, value)) = value {
                let (before, typed) = (format!("--{name}="), value.to_owned());
                let arg = self
                    .long(name)
                    .filter(|arg| arg.get_action().takes_values());
                self.place = arg.map_or(Place::Nothing, |arg| Place::Value(Box::new(arg), 0));
                (self.before, self.typed) = (before, typed);
            }
            return;
        }
        self.place = if self.command.has_subcommands() {
            Place::Verb
        } else {
            match self.next_positional() {
                Some((arg, nth)) => Place::Value(Box::new(arg), nth),
                None if !only_values && self.typed.is_empty() => Place::Option,
                None => Place::Nothing,
            }
        };
    }

    /// The positional argument that comes next, and how many values it has.
    fn next_positional(&self) -> Option<(Arg, usize)> {
        let mut taken = self.positional.len();
        for arg in self.command.get_positionals() {
            let most = arg.get_num_args().map_or(1, |range| range.max_values());
            if taken < most {
                return Some((arg.clone(), taken));
            }
            taken -= most;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: &str) -> String {
        let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let current = words.pop().unwrap_or_default();
        let read = Line::read(crate::cli::command(), &words, &current);
        match read.place {
            Place::Verb => "verb".to_owned(),
            Place::Option => "option".to_owned(),
            Place::Nothing => "nothing".to_owned(),
            Place::Value(arg, nth) => format!("{}{} {nth}", read.before, arg.get_id()),
        }
    }

    #[test]
    fn what_stands_at_the_cursor() {
        for (line, expected) in [
            ("", "verb"),
            ("sho", "verb"),
            ("-", "option"),
            ("calendar ", "verb"),
            ("calendar add 2026-11-02 ", "duration 0"),
            ("show ", "case 0"),
            ("show 1 ", "option"),
            ("show 1 x", "nothing"),
            ("--register q show ", "case 0"),
            ("show --as-of ", "as_of 0"),
            ("show --as-of 2026-11-02 ", "case 0"),
            ("due --role=qu", "--role=role 0"),
            ("due --mine=x", "nothing"),
            ("open -n -d ", "description 0"),
            ("open -nd ", "description 0"),
            ("open -ndtext --lot ", "lot 0"),
            ("answer 1 ", "words 0"),
            ("answer 1 abc ", "words 1"),
            ("answer 1 abc text ", "option"),
            ("check a b ", "paths 2"),
            ("note 1 -- -", "text 0"),
            ("nonsense ", "nothing"),
        ] {
            assert_eq!(place(line), expected, "{line}");
        }
    }
}
