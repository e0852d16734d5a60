//! Lots that are called back: recall, notify, retrieve.

use super::verify::missing;
use super::{Procedure, known};
use crate::case::kinds::{Delivered, Notify, Party, Recall, Recalled, Retrieve};
use crate::case::{Amount, Body, Kind, Target};
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::recalls::{Called, recalls};
use crate::procedure::state::{Seen, State};
use crate::yaml::Text;

impl Procedure for Recall {
    const NEEDS_FACTS: bool = true;

    fn guard(&self, _: &Situation, no: &mut Refusals) {
        no.when(self.lots.is_empty(), || missing("lots"));
        for (at, lot) in self.lots.iter().enumerate() {
            if self.lots[..at].contains(lot) {
                no.field(
                    "lots",
                    Finding::new(Code::LotTwice).arg("lot", lot.as_str()),
                );
            }
        }
        let called = self.decision == Recalled::Recall;
        no.when(called && self.customers.is_empty(), || missing("customers"));
        for (at, one) in self.customers.iter().enumerate() {
            let same = |other: &Delivered| other.customer == one.customer;
            if self.customers[..at].iter().any(same) {
                let finding = Finding::new(Code::CustomerTwice);
                no.field("customers", finding.arg("customer", one.customer.as_str()));
            }
        }
    }
}

impl Procedure for Notify {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        if self.party == Party::Department {
            let roles = situation.rules.policy.roles.names();
            known(no, "who", "role", &self.who, roles);
        }
        let state = situation.state;
        let target = self.target.as_ref();
        let seen = target.and_then(|target| state.seen(&target.entry));
        let of_recall = seen.is_some_and(|seen| seen.entry.kind() == Kind::Recall);
        if !of_recall {
            return;
        }
        let called = in_force(target, situation, no);
        if self.party != Party::Customer {
            return;
        }
        let Some(called) = called else { return };
        let told = customer(&called, &self.who, "who", no).and_then(|one| one.told);
        if let Some(told) = told {
            let finding = Finding::new(Code::AlreadyAnswered).arg("entry", self.who.as_str());
            no.field("who", finding.arg("other", told.id().as_str()));
        }
    }
}

impl Procedure for Retrieve {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(called) = in_force(self.target.as_ref(), situation, no) else {
            return;
        };
        let Some(one) = customer(&called, &self.customer, "customer", no) else {
            return;
        };
        let Amount { number, unit } = &self.quantity.0;
        if number.is_zero() && self.rest.is_none() {
            no.field("quantity", Finding::new(Code::NothingCounted));
        }
        let Some(got) = &one.of.quantity else { return };
        if got.0.unit != *unit {
            let finding = Finding::new(Code::UnitDiffers).arg("found", unit.as_str());
            no.field("quantity", finding.arg("unit", got.0.unit.as_str()));
        } else if *number > one.rest(got) {
            let rest = Amount::of(one.rest(got), unit);
            let finding = Finding::new(Code::MoreThanDelivered);
            let finding = finding.arg("wanted", self.quantity.to_string());
            let finding = finding.arg("there", rest.to_string());
            no.field("quantity", finding.arg("customer", self.customer.as_str()));
        }
    }

    fn answers(state: &State, target: &Seen, _: &Rules) -> bool {
        let mut all = recalls(state).into_iter();
        let open = |called: &Called| called.customers.iter().any(|one| !one.is_complete());
        all.any(|called| called.seen.id() == target.id() && target.is_in_force() && open(&called))
    }
}

/// The recall that is meant, if goods are called back by it and it is approved.
fn in_force<'a>(
    target: Option<&Target>,
    situation: &'a Situation,
    no: &mut Refusals,
) -> Option<Called<'a>> {
    let seen = situation.state.seen(&target?.entry)?;
    let entry = seen.id().as_str();
    let Body::Recall(recall) = &seen.body else {
        return None;
    };
    if recall.decision == Recalled::NoRecall {
        no.field("for", Finding::new(Code::NotCalledBack).arg("entry", entry));
        return None;
    }
    if seen.in_force.is_none() {
        no.field("for", Finding::new(Code::NotApproved).arg("entry", entry));
        return None;
    }
    let mut all = recalls(situation.state).into_iter();
    all.find(|called| called.seen.id() == seen.id())
}

/// The customer of a recall, who must be one of those that got the goods.
fn customer<'a, 'b>(
    called: &'b Called<'a>,
    name: &Text,
    field: &str,
    no: &mut Refusals,
) -> Option<&'b crate::procedure::recalls::CalledBack<'a>> {
    let names = called.customers.iter().map(|one| one.of.customer.as_str());
    known(no, field, "recalled-customer", name, names);
    called.customers.iter().find(|one| one.of.customer == *name)
}
