use std::collections::HashMap;
use std::sync::Arc;

use super::phrase::Phrase;
use super::{Lang, prose, template, zh_codes};
use crate::finding::{Arg, Args};

/// What a code stands for: the same code may have another word as a want than
/// as a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A role that people hold.
    Role,
    /// A channel by which complaints come.
    Channel,
    /// What a customer wants.
    Want,
    /// Nature of a complaint.
    Nature,
    /// Kind of order.
    OrderKind,
    /// A criterion of severity.
    Criterion,
    /// How far a complaint reaches.
    Scope,
    /// Seriousness: a row of the matrix.
    Seriousness,
    /// A time limit.
    Clock,
    /// A step of an approval.
    Step,
    /// A defect code.
    Defect,
    /// A model.
    Model,
    /// A customer.
    Customer,
    /// A class of customers.
    CustomerClass,
    /// A kind of entry.
    Kind,
    /// That an entry of a kind was made.
    Taken,
    /// The unit of a limit.
    Unit,
    /// Where a case stands.
    Status,
    /// How a time limit stands.
    State,
    /// Whether an entry counts.
    Standing,
    /// A ground for closing.
    Basis,
    /// What a person or a customer says: a word of an entry's field.
    Word,
    /// What closing needs.
    Need,
    /// A class of goods under the guarantee.
    GoodsClass,
    /// A fault under the guarantee.
    Fault,
    /// What a customer gets under the guarantee.
    Remedy,
    /// A rule of the guarantee.
    GuaranteeRule,
    /// What a complaint or a receipt names.
    Field,
    /// Why goods are taken back.
    Reason,
    /// Why goods are not taken in.
    Refusal,
    /// A way in which goods that come back travel.
    Transport,
    /// What is said of goods: where they are, how they came, what becomes of
    /// them, who pays.
    Goods,
    /// What is said of verifying, finding the cause, recalling and acting.
    Work,
    /// Whether records are still kept.
    Retention,
    /// How goods came otherwise than they should.
    Anomaly,
    /// What a lot that is followed is, and what may be done with it.
    Lot,
    /// What the rows of a report have in common.
    Grouping,
    /// What is said of a trend: how a period stands, which rules are looked at.
    Trend,
    /// A part of a count of days.
    Part,
    /// Why a day is a working day or a day off.
    DayKind,
    /// A weekday.
    Weekday,
    /// A kind of entry as an event that a rule waits for.
    Deed,
    /// What holds of an entry or of goods, or does not.
    Fact,
    /// What opens a remedy of the guarantee besides the fault.
    Circumstance,
    /// A link of the chain of lots.
    ChainLink,
}

/// The register's own words for its codes, in Chinese.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Labels(HashMap<(Sort, String), String>);

impl Labels {
    /// Adds the word for a code.
    pub fn add(&mut self, sort: Sort, code: &str, label: &str) {
        self.0.insert((sort, code.to_owned()), label.to_owned());
    }

    fn get(&self, sort: Sort, code: &str) -> Option<&str> {
        self.0.get(&(sort, code.to_owned())).map(String::as_str)
    }
}

/// In which words a person is spoken to: the language, and what the register
/// calls its roles, clocks and so on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vocabulary {
    /// The language.
    pub lang: Lang,
    labels: Arc<Labels>,
}

impl Vocabulary {
    /// The language alone.
    pub fn new(lang: Lang) -> Self {
        Vocabulary {
            lang,
            labels: Arc::default(),
        }
    }

    /// The same language with the register's own words.
    #[must_use]
    pub fn with(self, labels: Labels) -> Self {
        Vocabulary {
            labels: Arc::new(labels),
            ..self
        }
    }

    /// A phrase without arguments.
    pub fn text(&self, phrase: Phrase) -> &'static str {
        phrase.in_lang(self.lang)
    }

    /// A phrase with its arguments; an empty one counts as missing.
    pub fn say(&self, phrase: Phrase, args: &[(&'static str, &str)]) -> String {
        let mut given = Args::default();
        for (name, value) in args.iter().filter(|(_, value)| !value.is_empty()) {
            given.push(name, Arg::from(*value));
        }
        template::fill(self.text(phrase), &given, self.lang)
    }

    /// The word for a code: the register's, else the program's; in English the
    /// code itself.
    pub fn word(&self, sort: Sort, code: &str) -> String {
        self.label(sort, code).unwrap_or(code).to_owned()
    }

    /// The word for a code, if it has one that is not the code.
    pub fn label(&self, sort: Sort, code: &str) -> Option<&str> {
        if self.lang == Lang::En {
            return None;
        }
        self.labels
            .get(sort, code)
            .or_else(|| zh_codes::code(sort, code))
    }

    /// The words for several codes, in one line.
    pub fn words<S: AsRef<str>>(&self, sort: Sort, codes: &[S]) -> String {
        let words: Vec<String> = codes
            .iter()
            .map(|code| self.word(sort, code.as_ref()))
            .collect();
        words.join(self.text(Phrase::Comma))
    }

    /// One of several.
    pub fn one_of<S: AsRef<str>>(&self, sort: Sort, codes: &[S]) -> String {
        let words: Vec<String> = codes
            .iter()
            .map(|code| self.word(sort, code.as_ref()))
            .collect();
        words.join(self.text(Phrase::Or))
    }

    /// Goods in one line, such as `12 pcs AX-7 lot L1`.
    pub fn goods(&self, brief: &str) -> String {
        match brief.rsplit_once("lot ") {
            None => brief.to_owned(),
            Some((goods, lot)) => goods.to_owned() + &self.say(Phrase::LotNamed, &[("lot", lot)]),
        }
    }

    /// A level of severity: one that is called as a seriousness is has its word.
    pub fn level(&self, code: &str) -> String {
        self.word(Sort::Seriousness, code)
    }

    /// The rule that gave a severity, such as `critical × batch + 1 × repeat`.
    pub fn rule(&self, rule: &str) -> String {
        let sorts = [Sort::Seriousness, Sort::Scope, Sort::Word];
        let word = |part| sorts.iter().find_map(|sort| self.label(*sort, part));
        let (graded, repeats) = rule.split_once(" + ").unwrap_or((rule, ""));
        let parts = graded.split(' ').map(|part| word(part).unwrap_or(part));
        let graded = parts.collect::<Vec<&str>>().join(" ");
        match repeats.split_once(" × ") {
            None => graded,
            Some((count, _)) => {
                let repeats = self.say(Phrase::RuleRepeats, &[("count", count)]);
                format!("{graded} + {repeats}")
            }
        }
    }

    /// A limit such as `2wd`.
    pub fn term(&self, term: &str) -> String {
        let digits = term.bytes().take_while(u8::is_ascii_digit).count();
        let (count, unit) = term.split_at(digits);
        format!("{count}{}", self.word(Sort::Unit, unit))
    }

    /// The program's word for a code, spelled out in English too: in sentences
    /// that people sign no code stands.
    pub fn prose(&self, sort: Sort, code: &str) -> String {
        prose::code(sort, code, self.lang).map_or_else(|| code.replace('-', " "), str::to_owned)
    }

    /// A limit such as `2wd`, spelled out in English too.
    pub fn limit(&self, term: &str) -> String {
        if self.lang == Lang::Zh {
            return self.term(term);
        }
        let digits = term.bytes().take_while(u8::is_ascii_digit).count();
        let (count, unit) = term.split_at(digits);
        let plural = if count == "1" { "" } else { "s" };
        format!("{count} {}{plural}", self.prose(Sort::Unit, unit))
    }
}
