use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{Lang, Phrase, Sort, Vocabulary};

/// A phrase with its arguments, to be put into words where it is shown. In JSON
/// it is always English.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    phrase: Phrase,
    args: Vec<(&'static str, Part)>,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Text(String),
    Code(Sort, String),
    Codes(Sort, Vec<String>),
    Phrase(Phrase),
    Name { english: String, chinese: String },
    Label(Label),
    Prose(Sort, String),
    Limit(String),
    Many(Vec<Words>, Joint),
}

/// A code of the policy with what people read for it.
#[derive(Debug, Clone, PartialEq)]
struct Label {
    code: String,
    english: String,
    chinese: String,
}

/// How the members of a list hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// Only marks between them.
    Comma,
    /// All of them.
    And,
    /// One of them.
    Or,
    /// All of them, each a clause of its own.
    Clauses,
    /// All of them, each for itself.
    Parts,
}

impl Joint {
    /// What stands between two members, and what before the last one.
    fn between(self) -> (Phrase, Phrase) {
        match self {
            Joint::Comma => (Phrase::Comma, Phrase::Comma),
            Joint::And => (Phrase::Comma, Phrase::And),
            Joint::Or => (Phrase::Comma, Phrase::Or),
            Joint::Clauses => (Phrase::ClauseAnd, Phrase::ClauseAnd),
            Joint::Parts => (Phrase::Semicolon, Phrase::Semicolon),
        }
    }

    /// The members in one line.
    pub fn join(self, members: &[String], words: &Vocabulary) -> String {
        let (mut between, mut last) = self.between();
        // Of members that are lists themselves one must see where each ends.
        let mark = words.text(Phrase::Comma);
        if self == Joint::Comma && members.iter().any(|member| member.contains(mark)) {
            (between, last) = (Phrase::Semicolon, Phrase::Semicolon);
        }
        let mut line = String::new();
        for (at, member) in members.iter().enumerate() {
            match at {
                0 => {}
                at if at + 1 == members.len() => line.push_str(words.text(last)),
                _ => line.push_str(words.text(between)),
            }
            line.push_str(member);
        }
        line
    }
}

impl Words {
    /// A phrase without arguments.
    pub fn new(phrase: Phrase) -> Self {
        Words {
            phrase,
            args: Vec::new(),
        }
    }

    /// The same with a text.
    #[must_use]
    pub fn text(mut self, name: &'static str, text: impl ToString) -> Self {
        self.args.push((name, Part::Text(text.to_string())));
        self
    }

    /// The same with a code, shown as its word.
    #[must_use]
    pub fn code(mut self, name: &'static str, sort: Sort, code: impl ToString) -> Self {
        self.args.push((name, Part::Code(sort, code.to_string())));
        self
    }

    /// The same with several codes, shown as their words.
    #[must_use]
    pub fn codes(mut self, name: &'static str, sort: Sort, codes: &[&str]) -> Self {
        let codes = codes.iter().map(ToString::to_string).collect();
        self.args.push((name, Part::Codes(sort, codes)));
        self
    }

    /// The same with another phrase.
    #[must_use]
    pub fn phrase(mut self, name: &'static str, phrase: Phrase) -> Self {
        self.args.push((name, Part::Phrase(phrase)));
        self
    }

    /// The same with a name that each language has for itself.
    #[must_use]
    pub fn name(
        mut self,
        name: &'static str,
        english: impl ToString,
        chinese: impl ToString,
    ) -> Self {
        let (english, chinese) = (english.to_string(), chinese.to_string());
        self.args.push((name, Part::Name { english, chinese }));
        self
    }

    /// The same with other words.
    #[must_use]
    pub fn part(self, name: &'static str, part: Words) -> Self {
        self.list(name, vec![part], Joint::Comma)
    }

    /// The same with several other words.
    #[must_use]
    pub fn list(mut self, name: &'static str, parts: Vec<Words>, joint: Joint) -> Self {
        self.args.push((name, Part::Many(parts, joint)));
        self
    }

    /// The same with a limit such as `2wd`, in words.
    #[must_use]
    pub fn limit(mut self, name: &'static str, term: impl ToString) -> Self {
        self.args.push((name, Part::Limit(term.to_string())));
        self
    }

    /// A text alone.
    pub fn plain(text: impl ToString) -> Self {
        Words::new(Phrase::Bare).text("text", text)
    }

    /// A limit alone.
    pub fn of_limit(term: impl ToString) -> Self {
        Words::new(Phrase::Bare).limit("text", term)
    }

    /// Several words in one line.
    pub fn many(parts: Vec<Words>, joint: Joint) -> Self {
        Words::new(Phrase::Bare).list("text", parts, joint)
    }

    /// A code of the policy with what people read for it.
    pub fn label(code: &str, english: &str, chinese: &str) -> Self {
        let label = Part::Label(Label {
            code: code.to_owned(),
            english: english.to_owned(),
            chinese: chinese.to_owned(),
        });
        Words {
            phrase: Phrase::Bare,
            args: vec![("text", label)],
        }
    }

    /// A code of the program, spelled out in English too.
    pub fn prose(sort: Sort, code: &str) -> Self {
        Words {
            phrase: Phrase::Bare,
            args: vec![("text", Part::Prose(sort, code.to_owned()))],
        }
    }

    /// A code alone.
    pub fn of(sort: Sort, code: impl ToString) -> Self {
        Words::new(Phrase::Bare).code("text", sort, code)
    }

    /// As that vocabulary has it.
    pub fn say(&self, words: &Vocabulary) -> String {
        self.say_with(words, false)
    }

    /// What is said, whatever the policy calls its codes: the same for two
    /// policies that differ only in their labels.
    pub fn meaning(&self) -> String {
        self.say_with(&Vocabulary::new(Lang::En), true)
    }

    /// The only limit in it, and what is said apart from that.
    pub fn one_limit(&self) -> Option<(String, &str)> {
        let limits = self.args.iter().filter_map(|(_, part)| match part {
            Part::Limit(term) => Some(term.as_str()),
            _ => None,
        });
        let [limit] = limits.collect::<Vec<&str>>().try_into().ok()?;
        let mut rest = self.clone();
        rest.args
            .retain(|(_, part)| !matches!(part, Part::Limit(_)));
        Some((rest.meaning(), limit))
    }

    fn say_with(&self, words: &Vocabulary, codes: bool) -> String {
        let part = |part: &Part| match part {
            Part::Label(label) if codes => label.code.clone(),
            Part::Label(label) if words.lang == Lang::Zh => label.chinese.clone(),
            Part::Label(label) => label.english.clone(),
            Part::Prose(sort, code) => words.prose(*sort, code),
            Part::Limit(term) => words.limit(term),
            Part::Many(members, joint) => {
                let said = members.iter().map(|member| member.say_with(words, codes));
                joint.join(&said.collect::<Vec<String>>(), words)
            }
            Part::Text(text) => text.clone(),
            Part::Code(sort, code) => words.word(*sort, code),
            Part::Codes(sort, codes) => words.words(*sort, codes),
            Part::Phrase(phrase) => words.text(*phrase).to_owned(),
            Part::Name { english, chinese } => match words.lang {
                Lang::En => english.clone(),
                Lang::Zh => chinese.clone(),
            },
        };
        let args: Vec<(&'static str, String)> = self
            .args
            .iter()
            .map(|(name, arg)| (*name, part(arg)))
            .collect();
        let args: Vec<(&'static str, &str)> = args
            .iter()
            .map(|(name, arg)| (*name, arg.as_str()))
            .collect();
        words.say(self.phrase, &args)
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.say(&Vocabulary::new(Lang::En)))
    }
}

impl JsonSchema for Words {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        String::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
    fn inline_schema() -> bool {
        true
    }
}
