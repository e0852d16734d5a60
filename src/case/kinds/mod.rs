//! The kinds of entry. A new kind is one line in `each_kind!`, its fields in
//! a file here, its guard and effect in `procedure::kinds`, and its verb.

mod action;
mod amended;
mod appraise;
mod contact;
mod decision;
mod department;
mod dialogue;
mod disposal;
mod facet;
mod inquiry;
mod opening;
mod recall;
mod remark;
mod renumber;
mod returns;
mod supply;
mod trace;

pub use action::{Act, ActionKind, Effect, Evaluate, Finish};
pub use appraise::{Appraise, Payee, Remedy};
pub use contact::{Remind, Survey, Visit};
pub use decision::{Amend, Approve, Basis, Cancel, Close, Reject, Reopen, Strike, assignments};
pub use department::{Assign, Opinion, Sign};
pub use dialogue::{Answer, Ask, Confirm, Confirmed, Reply, ReplyKind, Request, Respond, Verdict};
pub use disposal::{Decision, Disposed, Disposition, Found, Inspect, Sampled};
pub use facet::{Facet, Facets};
pub use inquiry::{Category, Delivered, Investigate, Method, Party, Verified, Verify};
pub use opening::{Classify, Open, Order, Product, Service, Source, Stage};
pub use recall::{Contain, Containment, Notify, Recall, Recalled, Retrieve};
pub use remark::{Attach, File, Link, Note, Relation};
pub use renumber::Renumber;
pub use returns::{Goods, Marking, Packing, Receive, Resolve, Rma, Settled, Sorting, Way};
pub use supply::{Accept, Bearer, Compensate, Means, Payment, Replace, Ship, Supply};
pub use trace::{
    ChainLot, Direction, FoundBy, GoodsIn, InStock, Link as ChainLink, MissingLink, Trace,
    TracedCustomer, UsedLot,
};

use serde::Serialize;
use serde::de::MapAccess;

use super::{Target, Time};

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
            Verify "verify" Targets::None;
            Assign "assign" Targets::None;
            Sign "sign" Targets::Of(&[Kind::Assign]);
            Opinion "opinion" Targets::Of(&[Kind::Assign]);
            Contain "contain" Targets::None;
            Investigate "investigate" Targets::None;
            Trace "trace" Targets::None;
            Recall "recall" Targets::None;
            Notify "notify" Targets::Maybe(&[Kind::Recall, Kind::Investigate]);
            Retrieve "retrieve" Targets::Of(&[Kind::Recall]);
            Act "act" Targets::Maybe(&[Kind::Investigate, Kind::Act, Kind::Assign, Kind::Survey]);
            Finish "finish" Targets::Of(&[Kind::Act, Kind::Assign]);
            Evaluate "evaluate" Targets::Of(&[Kind::Act]);
            Approve "approve" Targets::Any;
            Reject "reject" Targets::Any;
            Reply "reply" Targets::Maybe(&[Kind::Request]);
            Respond "respond" Targets::Of(&[Kind::Reply]);
            Remind "remind" Targets::Of(&[Kind::Reply]);
            Visit "visit" Targets::Maybe(&[Kind::Request]);
            Survey "survey" Targets::None;
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
            Cancel "cancel" Targets::Of(&[Kind::Request, Kind::Ask, Kind::Rma, Kind::Replace, Kind::Act, Kind::Assign]);
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

    /// The files that it brought into the case's folder.
    fn files(&self) -> Vec<&File> {
        Vec::new()
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

    /// The names of its fields.
    pub fn fields(self) -> Vec<String> {
        let mut generator = schemars::SchemaGenerator::default();
        let schema = self.schema(&mut generator).to_value();
        let name = schema["$ref"].as_str().unwrap_or_default();
        let name = name.rsplit('/').next().unwrap_or_default();
        let schema = generator.definitions().get(name).unwrap_or(&schema);
        let properties = schema["properties"].as_object();
        properties.map_or(Vec::new(), |fields| fields.keys().cloned().collect())
    }

    /// Whether it may be for one item of an entry, `id/2`.
    pub fn names_items(self) -> bool {
        matches!(
            self,
            Kind::Receive
                | Kind::Resolve
                | Kind::Inspect
                | Kind::Disposition
                | Kind::Ship
                | Kind::Sign
                | Kind::Opinion
                | Kind::Finish
        )
    }

    /// Whether the policy may ask for an approval of it: decisions, words to the
    /// customer, and the count of goods that came (display.6).
    pub fn can_wait_for_approval(self) -> bool {
        matches!(
            self,
            Kind::Classify
                | Kind::Appraise
                | Kind::Verify
                | Kind::Investigate
                | Kind::Recall
                | Kind::Notify
                | Kind::Act
                | Kind::Evaluate
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

    /// The files that it brought into the case's folder.
    pub fn files(&self) -> Vec<&File> {
        self.said().files()
    }

    /// One line about it.
    pub fn brief(&self) -> String {
        self.said().brief()
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

            /// All values, in the same order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

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
