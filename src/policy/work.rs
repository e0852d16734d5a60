//! What holds for finding the cause and acting on it.

use std::num::NonZeroU8;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::calendar::Term;
use crate::case::kinds::words;
use crate::yaml::{Several, Text};

/// What holds for departments that are asked.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Departments {
    /// Whether a department signs before it gives its opinion (notice.2).
    #[serde(default, rename = "sign-first")]
    pub sign_first: bool,
    /// The departments that are asked in every case; any one will do where none
    /// is named (machine.4).
    #[serde(default)]
    pub always: Several<Text>,
}

/// What holds for investigations.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Investigation {
    /// Whether a dispute asks for a further investigation before the
    /// supplementary reply (pharma.16).
    #[serde(default, rename = "after-dispute")]
    pub after_dispute: bool,
    /// Whether pieces that rework sorted out as defective ask for a further
    /// investigation (component.8).
    #[serde(default, rename = "after-rework")]
    pub after_rework: bool,
    /// Whether a justified complaint asks why nobody noticed the fault before
    /// the goods left.
    #[serde(default)]
    pub escape: bool,
    /// How many whys a cause has behind it at least.
    #[serde(default)]
    pub whys: u8,
    /// How long a cause that is not ours, or an action that was found
    /// effective, is held against a complaint of the same kind that comes
    /// later; no time, no such comparison.
    pub recurrence: Option<Term>,
}

/// What holds for actions.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actions {
    /// Whether an action is done only with a file that proves it.
    #[serde(default)]
    pub evidence: bool,
    /// So many lots shipped since take the place of the waiting time before an
    /// evaluation.
    #[serde(rename = "shipped-lots")]
    pub shipped_lots: Option<NonZeroU8>,
}

words! {
    /// From which day records and samples are kept on.
    KeptFrom {
        /// The day on which the product expires (pharma.20).
        Expiry = "expiry",
        /// The day on which the case was closed.
        Closing = "closing",
    }
}

/// How long records and samples of a complaint are kept.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// From which day on.
    pub from: KeptFrom,
    /// How long.
    pub keep: Term,
    /// How long after closing, where no product of the case has a day on which
    /// it expires.
    pub otherwise: Option<Term>,
}

/// How satisfied customers can be.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// The best score; 1 is the worst.
    pub best: NonZeroU8,
}

impl Default for Survey {
    fn default() -> Self {
        Survey {
            best: const { NonZeroU8::new(5).unwrap() },
        }
    }
}
