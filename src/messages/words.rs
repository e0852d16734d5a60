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

    /// A code alone.
    pub fn of(sort: Sort, code: impl ToString) -> Self {
        Words::new(Phrase::Bare).code("text", sort, code)
    }

    /// As that vocabulary has it.
    pub fn say(&self, words: &Vocabulary) -> String {
        let part = |part: &Part| match part {
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
