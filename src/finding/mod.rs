//! Findings and refusals as data: a code, a place, typed arguments. The
//! sentences a person reads are made of them in `messages`.

#[macro_use]
mod codes;

mod arg;
mod code;
mod place;
mod stop;

pub use arg::{Arg, Args};
pub use code::Code;
pub use place::{Place, Revision, Step};
pub use stop::{Fault, Stop};

/// One thing that is wrong: with a file, with an entry that is to be written,
/// or with the call itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What kind of thing is wrong.
    pub code: Code,
    /// Where it is wrong, as far as that is known.
    pub place: Box<Place>,
    /// What the message names.
    pub args: Args,
}

impl Finding {
    /// A finding without a place and without arguments.
    pub fn new(code: Code) -> Self {
        Finding {
            code,
            place: Box::default(),
            args: Args::default(),
        }
    }

    /// The same finding with one more argument for its message.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push(name, value.into());
        self
    }

    /// The same finding with one more argument, if there is a value for it.
    #[must_use]
    pub fn maybe(self, name: &'static str, value: Option<impl Into<Arg>>) -> Self {
        match value {
            Some(value) => self.arg(name, value),
            None => self,
        }
    }

    /// The same finding in that file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.place.file = Some(file.into());
        self
    }

    /// The same finding at a line and column, both counted from 1.
    #[must_use]
    pub fn at(mut self, line: usize, column: usize) -> Self {
        self.place.line = Some(line);
        self.place.column = Some(column);
        self
    }

    /// The same finding at a path inside a YAML file; whoever holds the text
    /// turns it into a line.
    #[must_use]
    pub fn at_path(mut self, path: impl IntoIterator<Item = Step>) -> Self {
        self.place.path = path.into_iter().collect();
        self
    }

    /// The same finding about that case.
    #[must_use]
    pub fn of_case(mut self, case: impl Into<String>) -> Self {
        self.place.case = Some(case.into());
        self
    }

    /// The same finding about that entry of the case.
    #[must_use]
    pub fn of_entry(mut self, entry: impl Into<String>) -> Self {
        self.place.entry = Some(entry.into());
        self
    }

    /// The same finding, which that row of the policy asks for.
    #[must_use]
    pub fn by_rule(mut self, rule: impl Into<String>) -> Self {
        self.place.rule = Some(rule.into());
        self
    }

    /// The same finding, in what that commit made of the file.
    #[must_use]
    pub fn in_revision(mut self, revision: Revision) -> Self {
        self.place.revision = Some(Box::new(revision));
        self
    }

    /// What makes this finding the same one tomorrow: code, case, entry,
    /// commit and arguments, but no line numbers, which shift.
    pub fn identity(&self) -> String {
        let place = &self.place;
        let of = |part: &Option<String>| part.clone().unwrap_or_default();
        let file = if place.case.is_some() {
            String::new()
        } else {
            of(&place.file)
        };
        let mut text = format!(
            "{}|{file}|{}|{}",
            self.code,
            of(&place.case),
            of(&place.entry)
        );
        if let Some(revision) = &place.revision {
            text.push_str(&format!("|{}", of(&revision.commit)));
        }
        for (name, arg) in self.args.iter() {
            text.push_str(&format!("|{name}={}", arg.plain()));
        }
        text
    }
}
