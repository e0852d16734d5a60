use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Facet, Facets, Said, words};
use crate::case::{Target, Time};
use crate::yaml::{Named, Raw, Text};

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
        let reason = self
            .reason
            .as_ref()
            .map_or(String::new(), |reason| format!(": {reason}"));
        format!("as {}{reason}", self.role)
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
        let field = |(name, value): (&str, &Raw)| match value.to_json() {
            serde_json::Value::Null => format!("{name} taken away"),
            serde_json::Value::String(text) => format!("{name} = {text}"),
            other => format!("{name} = {other}"),
        };
        let fields: Vec<String> = self.set.iter().map(field).collect();
        format!("{}: {}", fields.join(", "), self.reason)
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
        let text = self
            .text
            .as_ref()
            .map_or(String::new(), |text| format!(": {text}"));
        format!("{}{text}", self.basis)
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
