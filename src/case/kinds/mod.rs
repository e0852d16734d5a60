//! The kinds of entry. A new kind is one line in `each_kind!`, its fields in
//! a file here, its guard and effect in `procedure::kinds`, and its verb.

mod appraise;
mod decision;
mod dialogue;
mod disposal;
mod opening;
mod remark;
mod renumber;
mod returns;
mod supply;

pub use appraise::{Appraise, Payee, Remedy};
pub use decision::{Amend, Approve, Basis, Cancel, Close, Reject, Reopen, Strike, assignments};
pub use dialogue::{Answer, Ask, Confirm, Confirmed, Reply, ReplyKind, Request, Respond, Verdict};
pub use disposal::{Decision, Disposed, Disposition, Found, Inspect, Sampled};
pub use opening::{Classify, Open, Order, Product, Service, Source, Stage};
pub use remark::{Attach, File, Link, Note, Relation};
pub use renumber::Renumber;
pub use returns::{Goods, Marking, Packing, Receive, Resolve, Rma, Settled, Sorting, Way};
pub use supply::{Accept, Bearer, Compensate, Means, Payment, Replace, Ship, Supply};

use serde::Serialize;
use serde::de::MapAccess;
use serde_json::Value;

use super::{Target, Time};
use crate::finding::{Code, Finding};

/// Hands the list of kinds to another macro: type, word, what `for` may name.
macro_rules! each_kind {
    ($use:ident) => {
        $use! {
            Open "open" Targets::None;
            Classify "classify" Targets::None;
            Request "request" Targets::None;
            Ask "ask" Targets::None;
            Answer "answer" Targets::Of(&[Kind::Ask]);
            Confirm "confirm" Targets::None;
            Approve "approve" Targets::Any;
            Reject "reject" Targets::Any;
            Reply "reply" Targets::Maybe(&[Kind::Request]);
            Respond "respond" Targets::Of(&[Kind::Reply]);
            Rma "rma" Targets::None;
            Receive "receive" Targets::Usually(&[Kind::Rma, Kind::Disposition]);
            Resolve "resolve" Targets::Of(&[Kind::Receive]);
            Inspect "inspect" Targets::Of(&[Kind::Receive, Kind::Rma, Kind::Disposition, Kind::Replace]);
            Disposition "disposition" Targets::Of(&[Kind::Receive, Kind::Rma]);
            Replace "replace" Targets::Maybe(&[Kind::Rma]);
            Ship "ship" Targets::Of(&[Kind::Replace, Kind::Disposition]);
            Accept "accept" Targets::Of(&[Kind::Ship, Kind::Appraise]);
            Compensate "compensate" Targets::MaybeAny;
            Note "note" Targets::MaybeAny;
            Attach "attach" Targets::MaybeAny;
            Link "link" Targets::None;
            Appraise "appraise" Targets::None;
            Amend "amend" Targets::Any;
            Strike "strike" Targets::Any;
            Cancel "cancel" Targets::Of(&[Kind::Request, Kind::Ask, Kind::Rma, Kind::Replace]);
            Close "close" Targets::None;
            Reopen "reopen" Targets::None;
            Renumber "renumber" Targets::None;
        }
    };
}
pub(crate) use each_kind;

/// What the `for` of a kind may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Targets {
    /// It has no `for`.
    None,
    /// It must name an entry of these kinds.
    Of(&'static [Kind]),
    /// It may name an entry of these kinds.
    Maybe(&'static [Kind]),
    /// It names an entry of these kinds, but for exceptions that its guard
    /// knows.
    Usually(&'static [Kind]),
    /// It must name an entry.
    Any,
    /// It may name an entry.
    MaybeAny,
}

impl Targets {
    /// Whether an entry of that kind may be named.
    pub fn allow(self, kind: Kind) -> bool {
        match self {
            Targets::None => false,
            Targets::Of(kinds) | Targets::Maybe(kinds) | Targets::Usually(kinds) => {
                kinds.contains(&kind)
            }
            Targets::Any | Targets::MaybeAny => true,
        }
    }

    /// Whether an entry must be named.
    pub fn required(self) -> bool {
        matches!(self, Targets::Of(_) | Targets::Any)
    }
}

/// A property of an entry that the policy's events and conditions may ask
/// about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    /// `kind` of a reply.
    Kind,
    /// `meets`: the wants that a reply meets.
    Meets,
    /// `want` of a request.
    Want,
    /// `what` is confirmed.
    What,
    /// `verdict` of the customer about a reply.
    Verdict,
    /// `basis` of closing.
    Basis,
    /// `as`: how another case is linked.
    As,
    /// `remedy` of an appraisal.
    Remedy,
    /// `reason` for taking goods back.
    Reason,
    /// `way` that goods take.
    Way,
    /// Whether an RMA lets the customer have other goods.
    Replenish,
    /// Whether goods that came were not taken in.
    Refused,
    /// `how` goods on hold are settled.
    How,
    /// What is decided about returned goods.
    Decision,
    /// Whether it leaves no piece of which nobody has decided what becomes.
    Decided,
    /// Whether it leaves no piece without a final disposition.
    Balanced,
    /// Whether an inspection was by sample.
    Sampled,
    /// `source` of a replacement.
    Source,
    /// `paid_by`: who bears a cost.
    PaidBy,
    /// `means` of payment.
    Means,
}

impl Facet {
    /// Every facet with its word.
    pub const ALL: &[(&str, Facet)] = &[
        ("kind", Facet::Kind),
        ("meets", Facet::Meets),
        ("want", Facet::Want),
        ("what", Facet::What),
        ("verdict", Facet::Verdict),
        ("basis", Facet::Basis),
        ("as", Facet::As),
        ("remedy", Facet::Remedy),
        ("reason", Facet::Reason),
        ("way", Facet::Way),
        ("replenish", Facet::Replenish),
        ("refused", Facet::Refused),
        ("how", Facet::How),
        ("decision", Facet::Decision),
        ("decided", Facet::Decided),
        ("balanced", Facet::Balanced),
        ("sampled", Facet::Sampled),
        ("source", Facet::Source),
        ("paid_by", Facet::PaidBy),
        ("means", Facet::Means),
    ];
}

/// Facets with the words that each may take.
pub type Facets = &'static [(Facet, &'static [&'static str])];

/// What every kind of entry can say about itself.
pub trait Said {
    /// The facets it has, each with the words it may take; no words where the
    /// policy lists them.
    fn facets() -> Facets
    where
        Self: Sized,
    {
        &[]
    }

    /// The time of the fact, where it differs from the time of entry.
    fn when(&self) -> Option<Time>;

    /// The entry that this one answers.
    fn target(&self) -> Option<&Target> {
        None
    }

    /// The values of one of its facets.
    fn facet(&self, _facet: Facet) -> Vec<String> {
        Vec::new()
    }

    /// How many items it has that another entry may name by `id/2`.
    fn items(&self) -> usize {
        0
    }

    /// One line about it.
    fn brief(&self) -> String;
}

macro_rules! define_kinds {
    ($($name:ident $word:literal $targets:expr;)*) => {
        /// The kind of an entry.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = concat!("`", $word, "`")] $name,)*
        }

        impl Kind {
            /// Every kind there is.
            pub const ALL: &[Kind] = &[$(Kind::$name,)*];

            /// The word for it: key in the log, verb on the command line.
            pub fn word(self) -> &'static str {
                match self { $(Kind::$name => $word,)* }
            }

            /// The kind of that word.
            pub fn parse(word: &str) -> Option<Kind> {
                match word { $($word => Some(Kind::$name),)* _ => None }
            }

            /// What its `for` may name.
            pub fn targets(self) -> Targets {
                match self { $(Kind::$name => $targets,)* }
            }

            /// Its facets and the words that each may take.
            pub fn facets(self) -> Facets {
                match self { $(Kind::$name => <$name as Said>::facets(),)* }
            }

            /// The schema of its fields.
            pub fn schema(self, generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                match self { $(Kind::$name => generator.subschema_for::<$name>(),)* }
            }

            pub(super) fn read<'de, A: MapAccess<'de>>(self, map: &mut A) -> Result<Body, A::Error> {
                match self { $(Kind::$name => map.next_value().map(Body::$name),)* }
            }

            /// Reads fields handed over as JSON.
            ///
            /// # Errors
            /// The first field that does not fit, with its path.
            pub fn from_json(self, fields: serde_json::Value) -> Result<Body, crate::finding::Finding> {
                match self {
                    $(Kind::$name => crate::yaml::from_json(fields).map(Body::$name),)*
                }
            }
        }

        /// What an entry says.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(clippy::large_enum_variant, reason = "nearly every log starts with the largest")]
        pub enum Body {
            $(#[doc = concat!("`", $word, "`")] $name($name),)*
        }

        impl Body {
            /// Its kind.
            pub fn kind(&self) -> Kind {
                match self { $(Body::$name(_) => Kind::$name,)* }
            }

            fn said(&self) -> &dyn Said {
                match self { $(Body::$name(body) => body,)* }
            }

            /// Its fields as JSON.
            pub fn to_json(&self) -> serde_json::Value {
                let json = match self { $(Body::$name(body) => serde_json::to_value(body),)* };
                json.unwrap_or(serde_json::Value::Null)
            }
        }

        impl Serialize for Body {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self { $(Body::$name(body) => body.serialize(serializer),)* }
            }
        }

        $(impl From<$name> for Body {
            fn from(body: $name) -> Self { Body::$name(body) }
        })*

        /// The keys of an entry: its own, then one for each kind.
        pub(super) const KEYS: &[&str] = &["id", "at", "by", "via", "imported", $($word,)*];
    };
}
each_kind!(define_kinds);

impl Kind {
    /// Whether an entry of this kind stops the clocks that name it, until it
    /// is answered.
    pub fn pauses(self) -> bool {
        self == Kind::Ask
    }

    /// Whether it speaks of goods that come back, or of what the customer gets
    /// for them.
    pub fn is_about_goods(self) -> bool {
        matches!(
            self,
            Kind::Rma
                | Kind::Receive
                | Kind::Resolve
                | Kind::Inspect
                | Kind::Disposition
                | Kind::Replace
                | Kind::Ship
                | Kind::Accept
                | Kind::Compensate
        )
    }

    /// Whether it may be for one item of an entry, `id/2`.
    pub fn names_items(self) -> bool {
        matches!(
            self,
            Kind::Receive | Kind::Resolve | Kind::Inspect | Kind::Disposition | Kind::Ship
        )
    }

    /// Whether the policy may ask for an approval of it: decisions, words to the
    /// customer, and the count of goods that came (display.6).
    pub fn can_wait_for_approval(self) -> bool {
        matches!(
            self,
            Kind::Classify
                | Kind::Appraise
                | Kind::Reply
                | Kind::Rma
                | Kind::Receive
                | Kind::Resolve
                | Kind::Disposition
                | Kind::Replace
                | Kind::Compensate
                | Kind::Close
                | Kind::Reopen
        )
    }

    /// Whether it decides: then its author is who git says, and nobody else
    /// may type it.
    pub fn decides(self) -> bool {
        matches!(self, Kind::Approve | Kind::Reject | Kind::Close)
    }
}

impl Body {
    /// The time of the fact, where it differs from the time of entry.
    pub fn when(&self) -> Option<Time> {
        self.said().when()
    }

    /// The entry that this one answers.
    pub fn target(&self) -> Option<Target> {
        self.said().target().cloned()
    }

    /// The values of one of its facets.
    pub fn facet(&self, facet: Facet) -> Vec<String> {
        self.said().facet(facet)
    }

    /// How many items it has that another entry may name by `id/2`.
    pub fn items(&self) -> usize {
        self.said().items()
    }

    /// One line about it.
    pub fn brief(&self) -> String {
        self.said().brief()
    }

    /// The same fields with some replaced whole; null takes one away. A name
    /// with dots is a part of a field: `product.lot`, or `product.2.lot` of
    /// several.
    ///
    /// # Errors
    /// A field that the kind has not, or a value that does not fit.
    pub fn amended(
        &self,
        set: &crate::yaml::Named<crate::yaml::Raw>,
    ) -> Result<Body, crate::finding::Finding> {
        let mut fields = self.to_json();
        for (key, value) in set.iter() {
            let parts: Vec<&str> = key.split('.').collect();
            replace(&mut fields, &parts, value.to_json()).ok_or_else(|| {
                Finding::new(Code::UnknownKey)
                    .arg("word", key)
                    .at_path([key.into()])
            })?;
        }
        // A field to be taken away must be one that the kind has.
        if let Err(finding) = self.kind().from_json(fields.clone())
            && finding.code == crate::finding::Code::UnknownKey
        {
            return Err(finding);
        }
        prune(&mut fields);
        self.kind().from_json(fields)
    }
}

/// Replaces the part of a value that those names lead to; nothing where they
/// lead nowhere.
fn replace(value: &mut Value, parts: &[&str], new: Value) -> Option<()> {
    let Some((part, rest)) = parts.split_first() else {
        *value = new;
        return Some(());
    };
    match value {
        Value::Array(list) => {
            let place = part.parse::<usize>().ok()?.checked_sub(1)?;
            replace(list.get_mut(place)?, rest, new)
        }
        // Of several values one alone stands for itself.
        Value::Object(_) if *part == "1" => replace(value, rest, new),
        Value::Object(map) => {
            let inner = map.entry(*part).or_insert(Value::Null);
            if inner.is_null() && !rest.is_empty() {
                *inner = Value::Object(serde_json::Map::new());
            }
            replace(inner, rest, new)
        }
        _ => None,
    }
}

/// What is said, and more in words.
fn with(said: String, text: Option<&crate::yaml::Text>) -> String {
    match text {
        None => said,
        Some(text) if said.is_empty() => text.to_string(),
        Some(text) => format!("{said}: {text}"),
    }
}

/// Takes away what is null, and what has nothing left in it, at any depth.
fn prune(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(prune);
            map.retain(|_, inner| {
                !inner.is_null() && inner.as_object().is_none_or(|m| !m.is_empty())
            });
        }
        Value::Array(list) => list.iter_mut().for_each(prune),
        _ => {}
    }
}

/// A closed list of words, written in kebab-case.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// All words.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// The word.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// The value of that word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}
pub(crate) use words;
