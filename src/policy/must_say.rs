//! Fields that an entry must have because the policy says so.

use schemars::JsonSchema;
use serde::Deserialize;

use super::check::{at, check_condition, check_event, known, path};
use super::{Condition, Event, Policy};
use crate::finding::{Finding, Step};
use crate::yaml::{Several, Text};

/// What an entry must say, though others of its kind need not.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MustSay {
    /// The entry.
    pub enter: Event,
    /// Its fields, such as `file` of a reply (pharma.16).
    pub fields: Several<Text>,
    /// The row applies only where this holds.
    #[serde(default)]
    pub when: Condition,
    /// The row does not apply where this holds.
    #[serde(default)]
    pub unless: Condition,
}

/// What is wrong with those rows.
pub(super) fn check_must_say(policy: &Policy, out: &mut Vec<Finding>) {
    for (at, row) in policy.entering.must_say.iter().enumerate() {
        let place = at!("entering", "must-say", at, "enter");
        check_event(policy, &place, &row.enter, out);
        let fields = row.enter.kind.fields();
        for field in row.fields.iter() {
            let names = fields.iter().map(String::as_str);
            known(
                out,
                &at!("entering", "must-say", at, "fields"),
                "entry-field",
                field,
                names,
            );
        }
        let place = at!("entering", "must-say", at, "when");
        check_condition(policy, &place, &row.when, out);
        let place = at!("entering", "must-say", at, "unless");
        check_condition(policy, &place, &row.unless, out);
    }
}
