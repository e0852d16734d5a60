use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::state::{Closed, Lead, State};
use crate::calendar::Term;
use crate::case::kinds::{Basis, Open, Relation};
use crate::case::{CaseNumber, Quantity, Time, Uid};
use crate::policy::{Alike, Policy};

/// What a case tells others about itself.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseFacts {
    /// Its uid.
    pub uid: Uid,
    /// Its customer.
    pub customer: String,
    /// The case that carries what it has to say, if one does.
    pub follows: Option<Followed>,
}

/// The case that another one follows.
#[derive(Debug, Clone, PartialEq)]
pub struct Followed {
    /// Its number.
    pub case: CaseNumber,
    /// Its uid.
    pub uid: Option<Uid>,
    /// Since when it is followed.
    pub since: Time,
}

/// What other cases say that matters for one entry. What nobody looked up is
/// not judged.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    /// The number of the case itself.
    pub own: Option<CaseNumber>,
    /// Facts of the cases that were looked up; nothing for one that is not
    /// there.
    pub cases: BTreeMap<CaseNumber, Option<CaseFacts>>,
    /// The case that leads this one, as it was when the entry was made.
    pub lead: Option<Lead>,
    /// A case that follows this one already, for a link that would make it follow
    /// another.
    pub led: Option<CaseNumber>,
    /// Repeats as the register has them, for a classification.
    pub repeats: Option<Vec<CaseNumber>>,
    /// For each item of an RMA how much of it the customer got, and how much
    /// other RMAs cover; nothing where the shipment data says nothing.
    pub shipped: Vec<Option<(Quantity, Quantity)>>,
    /// The other case that the number on goods is of, where what is written is
    /// something else.
    pub number_of: Option<Option<CaseNumber>>,
    /// Repeats that were entered in the very second of the classification:
    /// nobody can tell whether it knew them.
    pub repeats_perhaps: Vec<CaseNumber>,
}

/// When a case was found to be no fault of the product's own: refuted, not
/// ours, withdrawn, or the same complaint twice. From then on it is nobody's
/// repeat.
pub fn dismissed(state: &State) -> Option<Time> {
    let mut links = state.links();
    let twice = links.find(|(_, link)| link.relation == Relation::Duplicate);
    let counts = |closed: &Closed| matches!(closed.basis, Basis::Accepted | Basis::NoResponse);
    let closed = state.closed.as_ref().filter(|closed| !counts(closed));
    let twice = twice.map(|(seen, _)| seen.entry.at);
    twice
        .into_iter()
        .chain(closed.map(|closed| closed.at))
        .min()
}

/// What two complaints must share to be repeats of each other; nothing for
/// one that does not name it all.
pub fn likeness(open: &Open, same: &[Alike]) -> Option<Vec<String>> {
    let of = |alike: &Alike| {
        let values: Vec<String> = match alike {
            Alike::Model => open.models().map(|model| model.to_string()).collect(),
            Alike::Lot => open.lots().map(|lot| lot.to_string()).collect(),
            Alike::Defect => open
                .defect
                .iter()
                .map(|defect| defect.to_string())
                .collect(),
            Alike::Customer => vec![open.customer.to_string()],
        };
        let mut values = values;
        values.sort();
        // A model of two lots is named twice.
        values.dedup();
        (!values.is_empty()).then(|| values.join("\u{0}"))
    };
    same.iter().map(of).collect()
}

/// In what complaints must be alike under that policy: as it says, or else in
/// model and defect.
pub fn alike_in(policy: &Policy) -> &[Alike] {
    let rule = policy.severity.repeats.as_ref();
    rule.map_or(&[Alike::Model, Alike::Defect], |rule| &rule.same)
}

/// The first day of a window that reaches back from that one.
pub fn window_start(day: NaiveDate, within: Term) -> NaiveDate {
    use crate::calendar::Unit;
    let days = |count: u32, each: u64| chrono::Days::new(u64::from(count) * each);
    let back = match within.unit {
        Unit::Month => day.checked_sub_months(chrono::Months::new(within.count)),
        Unit::Year => day.checked_sub_months(chrono::Months::new(within.count.saturating_mul(12))),
        Unit::Week => day.checked_sub_days(days(within.count, 7)),
        Unit::Day | Unit::WorkingDay => day.checked_sub_days(days(within.count, 1)),
        Unit::Hour | Unit::WorkingHour => day.checked_sub_days(days(within.count.div_ceil(24), 1)),
        Unit::Minute => day.checked_sub_days(days(within.count.div_ceil(24 * 60), 1)),
    };
    back.unwrap_or(NaiveDate::MIN)
}
