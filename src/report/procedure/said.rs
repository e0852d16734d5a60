//! Sections, rows and what their cells say.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::calendar::Term;
use crate::case::kinds::words;
use crate::messages::{Joint, Lang, Phrase, Vocabulary, Words};
use crate::policy::Sense;

words! {
    /// A part of a procedure.
    Part {
        /// Numbering, reservation, committing.
        General = "general",
        /// Who does what.
        Roles = "roles",
        /// How complaints come, and what they name.
        Complaints = "complaints",
        /// Levels, and what lifts them.
        Grading = "grading",
        /// The seriousness of each criterion.
        Criteria = "criteria",
        /// Severity by seriousness and scope.
        Matrix = "matrix",
        /// Time limits.
        Limits = "limits",
        /// Approvals in their order.
        Approvals = "approvals",
        /// Who may enter what.
        Entering = "entering",
        /// What entries must say.
        MustSay = "must-say",
        /// What comes before what.
        Order = "order",
        /// Departments, causes, actions.
        Work = "work",
        /// Lots that are followed.
        Trace = "trace",
        /// The records of a chain, and who keeps them.
        Links = "links",
        /// The departments of production lines.
        Lines = "lines",
        /// Goods that come back.
        Returns = "returns",
        /// What a seller answers for.
        Guarantee = "guarantee",
        /// Classes of goods.
        Classes = "classes",
        /// What opens which remedy.
        Rules = "rules",
        /// What is charged for use.
        Charges = "charges",
        /// Entries that are not made in some cases.
        Never = "never",
        /// How often customers are called on.
        Care = "care",
        /// What closing needs.
        Closing = "closing",
        /// What is kept, and what customers are asked.
        Records = "records",
        /// The documents that the procedure names.
        Documents = "documents",
        /// The house's own words.
        Words = "words",
    }
}

impl Part {
    /// What it is called.
    pub fn title(self) -> Phrase {
        match self {
            Part::General => Phrase::ProcGeneral,
            Part::Roles => Phrase::ProcRoles,
            Part::Complaints => Phrase::ProcComplaints,
            Part::Grading => Phrase::ProcGrading,
            Part::Criteria => Phrase::ProcCriteria,
            Part::Matrix => Phrase::ProcMatrix,
            Part::Limits => Phrase::ProcLimits,
            Part::Approvals => Phrase::ProcApprovals,
            Part::Entering => Phrase::ProcEntering,
            Part::MustSay => Phrase::ProcMustSay,
            Part::Order => Phrase::ProcOrder,
            Part::Work => Phrase::ProcWork,
            Part::Trace => Phrase::ProcTrace,
            Part::Links => Phrase::ProcLinks,
            Part::Lines => Phrase::ProcLines,
            Part::Returns => Phrase::ProcReturns,
            Part::Guarantee => Phrase::ProcGuarantee,
            Part::Classes => Phrase::ProcClasses,
            Part::Rules => Phrase::ProcRules,
            Part::Charges => Phrase::ProcCharges,
            Part::Never => Phrase::ProcNever,
            Part::Care => Phrase::ProcCare,
            Part::Closing => Phrase::ProcClosing,
            Part::Records => Phrase::ProcRecords,
            Part::Documents => Phrase::ProcForms,
            Part::Words => Phrase::ProcOwnWords,
        }
    }
}

/// Words that JSON has in both languages.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken(pub Words);

#[derive(Serialize, JsonSchema)]
struct Both {
    /// In English.
    en: String,
    /// In Chinese.
    zh: String,
}

impl Serialize for Spoken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [en, zh] = [Lang::En, Lang::Zh].map(|lang| self.0.say(&Vocabulary::new(lang)));
        Both { en, zh }.serialize(serializer)
    }
}

impl JsonSchema for Spoken {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Spoken".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Both::json_schema(generator)
    }
}

impl From<Words> for Spoken {
    fn from(words: Words) -> Self {
        Spoken(words)
    }
}

/// How a section is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// Sentences; a row of two cells names something and lists its members.
    Points,
    /// A table with headings.
    Table,
    /// A table in which rows that end alike are one: what they end with, and
    /// all that they begin with.
    Gathered,
}

/// A part of the procedure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Section {
    /// Which part.
    pub section: Part,
    /// How it is laid out.
    pub layout: Layout,
    /// The headings of its columns.
    pub heads: Vec<Spoken>,
    /// How many columns say what a row is about.
    #[serde(skip)]
    #[schemars(skip)]
    pub names: usize,
    /// Whether it only gathers what other sections say.
    #[serde(skip)]
    #[schemars(skip)]
    pub derived: bool,
    /// Whether the order of rows of one group is a rule by itself.
    #[serde(skip)]
    #[schemars(skip)]
    pub ordered: bool,
    /// Its statements.
    pub rows: Vec<Row>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Row {
    /// Where the policy says it.
    pub key: String,
    /// What it says, a cell for each column.
    pub cells: Vec<Said>,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// Nothing.
    Nothing,
    /// Words.
    Words(Spoken),
    /// Several things.
    List {
        /// What hangs them together.
        #[serde(skip)]
        #[schemars(skip)]
        joint: ListJoint,
        /// Whether their order says something.
        ordered: bool,
        /// The things.
        items: Vec<Spoken>,
    },
    /// A time limit.
    Limits {
        /// Whether it must not be done before, rather than be done by then.
        earliest: bool,
        /// The limits.
        limits: Vec<Limit>,
    },
}

/// [`Joint`], with a value to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListJoint(pub Joint);

impl Default for ListJoint {
    fn default() -> Self {
        ListJoint(Joint::Comma)
    }
}

/// A limit, for one severity or for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Limit {
    /// The severity; none where it is for all.
    pub severity: Option<String>,
    /// The limit, such as `2wd`.
    pub limit: Term,
}

impl From<Words> for Said {
    fn from(words: Words) -> Self {
        Said::Words(Spoken(words))
    }
}

impl From<Option<Words>> for Said {
    fn from(words: Option<Words>) -> Self {
        words.map_or(Said::Nothing, Said::from)
    }
}

impl Said {
    /// Several things of which all count.
    pub(super) fn list(items: Vec<Words>, joint: Joint) -> Said {
        if items.is_empty() {
            return Said::Nothing;
        }
        Said::List {
            joint: ListJoint(joint),
            ordered: false,
            items: items.into_iter().map(Spoken).collect(),
        }
    }

    /// Several things in an order that says something.
    pub(super) fn ranked(items: Vec<Words>) -> Said {
        Said::List {
            joint: ListJoint(Joint::Comma),
            ordered: true,
            items: items.into_iter().map(Spoken).collect(),
        }
    }

    /// Limits that end by then, or before which nothing is done.
    pub(super) fn limits(limits: Vec<(Option<&str>, Term)>, sense: Sense) -> Said {
        let limit = |(severity, limit): (Option<&str>, Term)| Limit {
            severity: severity.map(str::to_owned),
            limit,
        };
        Said::Limits {
            earliest: sense == Sense::Earliest,
            limits: limits.into_iter().map(limit).collect(),
        }
    }

    /// The same as words, if it says anything.
    pub(super) fn words(&self) -> Option<Words> {
        Some(match self {
            Said::Nothing => return None,
            Said::Words(said) => said.0.clone(),
            Said::List { joint, items, .. } => {
                let items = items.iter().map(|item| item.0.clone());
                Words::many(items.collect(), joint.0)
            }
            Said::Limits { earliest, limits } => in_words(limits, *earliest),
        })
    }

    /// In the words of a language; nothing where it says nothing.
    pub fn say(&self, words: &Vocabulary) -> String {
        self.words()
            .map_or_else(String::new, |said| said.say(words))
    }
}

/// Limits in words: severities with the same limit stand together.
fn in_words(limits: &[Limit], earliest: bool) -> Words {
    let mut groups: Vec<(Vec<&str>, Term)> = Vec::new();
    for limit in limits {
        let severity = limit.severity.as_deref();
        match groups.last_mut().filter(|(_, term)| *term == limit.limit) {
            Some((severities, _)) => severities.extend(severity),
            None => groups.push((severity.into_iter().collect(), limit.limit)),
        }
    }
    let all = |groups: &[(Vec<&str>, Term)]| groups.iter().all(|(levels, _)| levels.is_empty());
    if let ([(_, term)], true) = (groups.as_slice(), all(&groups)) {
        return match earliest {
            true => Words::new(Phrase::ProcNotBefore).limit("limit", term),
            false => Words::of_limit(term),
        };
    }
    let group = |(levels, term): &(Vec<&str>, Term)| {
        let levels = levels.iter().map(|level| Words::plain(*level)).collect();
        let said = Words::new(Phrase::ProcLevels).list("levels", levels, Joint::Comma);
        said.limit("limit", term)
    };
    let said = Words::many(groups.iter().map(group).collect(), Joint::Parts);
    match earliest {
        true => Words::new(Phrase::ProcEarliest).part("limits", said),
        false => said,
    }
}
