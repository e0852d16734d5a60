//! A policy as the procedure that it lays down: sections of statements, each
//! under the key of the policy that makes it. What is shown and what is compared
//! is the same.

mod cells;
mod conditions;
mod difference;
mod documents;
mod events;
mod goods;
mod grading;
mod guarantee;
mod intake;
mod limits;
mod names;
mod roles;
mod rows;
mod said;
mod steps;
#[cfg(test)]
mod tests;
mod work;

use schemars::JsonSchema;
use serde::Serialize;

use crate::policy::Policy;

pub use difference::{Change, How, PolicyDifference, PolicyName, differences};
pub use names::Word;
pub use said::{Layout, Limit, Part, Row, Said, Section, Spoken};

use names::Names;

/// What `policy show --format json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint policy show")]
pub struct Procedure {
    /// Name of the procedure.
    pub policy: String,
    /// The first day on which it is in force.
    pub effective: String,
    /// Its parts, in the order in which people read them.
    pub sections: Vec<Section>,
    /// What people read for the policy's codes.
    pub words: Vec<Word>,
}

/// What a policy says.
pub fn procedure(policy: &Policy) -> Procedure {
    let names = Names::of(policy);
    // Named one by one, so that nothing is added to a policy and told nowhere.
    let Policy {
        policy: name,
        effective,
        numbering,
        reserve,
        roles: _,
        channels: _,
        spoken: _,
        wants: _,
        natures: _,
        order_kinds: _,
        labels,
        severity,
        intake: _,
        particulars: _,
        intake_particulars: _,
        care,
        clocks,
        approvals,
        departments,
        investigation,
        trace,
        actions,
        retention,
        survey,
        closing,
        guarantee,
        returns,
        entering,
        forms,
    } = policy;
    let mut sections = vec![
        intake::general(numbering, reserve.as_ref(), entering, &names),
        roles::roles(policy, &names),
        intake::complaints(policy, &names),
    ];
    sections.extend(grading::grading(severity, &names));
    sections.push(limits::limits(clocks, &names));
    sections.push(steps::approvals(approvals, &names));
    sections.push(steps::entering(entering, &names));
    sections.push(steps::must_say(entering, &names));
    sections.push(steps::never(entering, &names));
    sections.push(steps::order(entering, &names));
    sections.push(work::work(departments, investigation, actions, &names));
    sections.extend(work::trace(trace, &names));
    sections.push(goods::returns(returns, &names));
    sections.extend(
        guarantee
            .iter()
            .flat_map(|it| guarantee::guarantee(it, &names)),
    );
    sections.push(steps::closing(closing, &names));
    sections.push(work::care(care, &names));
    sections.push(work::records(retention.as_ref(), survey));
    sections.push(documents::documents(forms, &names));
    sections.push(documents::own_words(labels, &names));
    sections.retain(|section| !section.rows.is_empty());
    Procedure {
        policy: name.to_string(),
        effective: effective.to_string(),
        sections,
        words: names.told(),
    }
}
