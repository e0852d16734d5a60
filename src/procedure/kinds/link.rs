use super::Procedure;
use crate::case::kinds::{Link, Relation};
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::neighbours::CaseFacts;

impl Procedure for Link {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        if situation.neighbours.own.as_ref() == Some(&self.case) {
            no.field("case", Finding::new(Code::LinkToItself));
            return;
        }
        if self.relation.follows() {
            self.guard_alone(situation, no);
        }
        match situation.neighbours.cases.get(&self.case) {
            None => {}
            Some(None) => {
                no.field(
                    "case",
                    Finding::new(Code::NoSuchCase).arg("case", self.case.as_str()),
                );
            }
            Some(Some(facts)) => self.guard_other(facts, situation, no),
        }
    }
}

impl Link {
    /// One case leads, not two.
    fn guard_alone(&self, situation: &Situation, no: &mut Refusals) {
        let mut followed = situation.state.links();
        if let Some((seen, lead)) = followed.find(|(_, link)| link.relation.follows()) {
            let finding = Finding::new(Code::LedAlready).arg("lead", lead.case.as_str());
            no.field("case", finding.arg("entry", seen.id().as_str()));
        }
    }

    fn guard_other(&self, other: &CaseFacts, situation: &Situation, no: &mut Refusals) {
        if self.uid.as_ref() != Some(&other.uid) {
            let finding = Finding::new(Code::UidDiffers).arg("case", self.case.as_str());
            no.field("uid", finding.arg("uid", other.uid.as_str()));
        }
        let customer = situation.state.open().map(|open| open.customer.as_str());
        if self.relation == Relation::Duplicate && customer != Some(other.customer.as_str()) {
            let finding = Finding::new(Code::OtherCustomer).arg("case", self.case.as_str());
            no.field("as", finding.arg("customer", other.customer.as_str()));
        }
        if !self.relation.follows() {
            return;
        }
        if let Some(lead) = &other.follows
            && lead.since <= situation.entry.at
        {
            let finding = Finding::new(Code::LeadFollows).arg("case", self.case.as_str());
            no.field("case", finding.arg("lead", lead.case.as_str()));
        }
        if let Some(follower) = &situation.neighbours.led {
            let finding = Finding::new(Code::LeadLed).arg("follower", follower.as_str());
            no.field("case", finding.arg("lead", self.case.as_str()));
        }
    }
}
