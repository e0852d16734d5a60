use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Facet, Facets, Said, with, words};
use crate::case::{EntryId, Target, Time};
use crate::yaml::{Named, Raw, Several, Text};

/// A step of an approval is given.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approve {
    /// The entry approved.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The role in which it is approved.
    pub role: Text,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

impl Said for Approve {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn brief(&self) -> String {
        with(format!("as {}", self.role), self.reason.as_ref())
    }
}

/// A step of an approval is refused; the entry does not count.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reject {
    /// The entry rejected.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The role in which it is rejected.
    pub role: Text,
    /// Why.
    pub reason: Text,
}

impl Said for Reject {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn brief(&self) -> String {
        format!("as {}: {}", self.role, self.reason)
    }
}

macro_rules! because {
    ($(#[$doc:meta])* $name:ident, $target:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            #[doc = $target]
            #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
            #[schemars(required)]
            pub target: Option<Target>,
            /// When, where that is not when it was entered.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub when: Option<Time>,
            /// Why.
            pub reason: Text,
        }

        impl Said for $name {
            fn when(&self) -> Option<Time> {
                self.when
            }
            fn target(&self) -> Option<&Target> {
                self.target.as_ref()
            }
            fn brief(&self) -> String {
                self.reason.to_string()
            }
        }
    };
}

because!(
    /// A mistaken entry no longer counts.
    Strike,
    "The entry struck out."
);
because!(
    /// Something is no longer wanted.
    Cancel,
    "The entry cancelled."
);

/// Fields of an earlier entry are replaced whole, lists too.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Amend {
    /// The entry amended.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The fields and their new values; null takes a field away.
    pub set: Named<Raw>,
    /// Why.
    pub reason: Text,
}

impl Said for Amend {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn brief(&self) -> String {
        let said = |(field, value): (String, Option<String>)| match value {
            None => format!("{field} taken away"),
            Some(value) => format!("{field} = {value}"),
        };
        let fields = self.set.iter();
        let fields: Vec<String> = fields
            .flat_map(|(name, value)| assignments(name, &value.to_json()))
            .map(said)
            .collect();
        format!("{}: {}", fields.join(", "), self.reason)
    }
}

/// The fields that an amendment gives a value, each by its path such as
/// `product.lot`; one that is taken away has none.
pub fn assignments(field: &str, value: &Value) -> Vec<(String, Option<String>)> {
    let plain = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items = items.iter().flat_map(|item| assignments("", item));
            let items = items.map(|(part, value)| match part.is_empty() {
                true => value.unwrap_or_default(),
                false => format!(
                    "{} {}",
                    part.trim_start_matches('.'),
                    value.unwrap_or_default()
                ),
            });
            items.collect::<Vec<String>>().join(", ")
        }
        other => other.to_string(),
    };
    match value {
        Value::Null => vec![(field.to_owned(), None)],
        Value::Object(parts) => parts
            .iter()
            .flat_map(|(part, value)| assignments(&format!("{field}.{part}"), value))
            .collect(),
        value => vec![(field.to_owned(), Some(plain(value)))],
    }
}

words! {
    /// On what ground a case is closed.
    Basis {
        /// The customer is content.
        Accepted = "accepted",
        /// No answer came (pharma.19).
        NoResponse = "no-response",
        /// The facts are refuted (pharma.5).
        Refuted = "refuted",
        /// The cause is not ours (pharma.13).
        NotOurs = "not-ours",
        /// The customer takes the complaint back.
        Withdrawn = "withdrawn",
        /// Another case of the same customer carries it.
        Duplicate = "duplicate",
    }
}

/// The case is closed.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// On what ground.
    pub basis: Basis,
    /// Actions that go on after it; the policy says whether they may.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub outlive: Several<EntryId>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Close {
    fn facets() -> Facets {
        &[(Facet::Basis, Basis::WORDS)]
    }

    fn when(&self) -> Option<Time> {
        self.when
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Basis => vec![self.basis.to_string()],
            _ => Vec::new(),
        }
    }
    fn brief(&self) -> String {
        let outlive: Vec<&str> = self.outlive.iter().map(EntryId::as_str).collect();
        let outlive = match outlive.as_slice() {
            [] => String::new(),
            outlive => format!(", outlived by {}", outlive.join(", ")),
        };
        with(format!("{}{outlive}", self.basis), self.text.as_ref())
    }
}

/// A closed case is taken up again.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reopen {
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// Why.
    pub reason: Text,
}

impl Said for Reopen {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn brief(&self) -> String {
        self.reason.to_string()
    }
}
