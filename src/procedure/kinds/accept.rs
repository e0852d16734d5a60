use super::Procedure;
use super::answer::already;
use super::inspect::more_than_there;
use crate::case::kinds::{Accept, Appraise, Remedy};
use crate::case::{Body, Kind};
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};

impl Procedure for Accept {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        already(Kind::Accept, situation, no);
        let target = self.target.as_ref();
        let target = target.and_then(|target| situation.state.seen(&target.entry));
        if let Some((seen, Body::Appraise(said))) = target.map(|seen| (seen, &seen.body)) {
            self.guard_article(seen, said, no);
            return;
        }
        let (Some(quantity), Some(Body::Ship(ship))) =
            (&self.quantity, target.map(|seen| &seen.body))
        else {
            return;
        };
        let unit = &ship.quantity.0.unit;
        if quantity.0.unit != *unit {
            let finding = Finding::new(Code::UnitDiffers).arg("found", quantity.0.unit.as_str());
            no.field("quantity", finding.arg("unit", unit.as_str()));
            return;
        }
        let (wanted, there) = (quantity.0.number, ship.quantity.0.number);
        more_than_there(wanted, there, unit, "shipped", no);
    }

    fn answers(state: &State, target: &Seen, _: &Rules) -> bool {
        let handed_out = match &target.body {
            Body::Appraise(said) => target.is_in_force() && is_handed_out(said),
            _ => true,
        };
        handed_out && state.answer_to(Kind::Accept, target.id()).is_none()
    }
}

/// Whether the customer gets an article: the one repaired, or another.
fn is_handed_out(said: &Appraise) -> bool {
    matches!(said.remedy, Remedy::Repair | Remedy::Exchange)
}

impl Accept {
    /// An article that was repaired or exchanged under the guarantee.
    fn guard_article(&self, seen: &Seen, said: &Appraise, no: &mut Refusals) {
        let entry = seen.id().as_str();
        if !is_handed_out(said) {
            let finding = Finding::new(Code::WrongTarget).arg("kind", "accept");
            let finding = finding.arg("entry", entry);
            no.field("for", finding.arg("found", said.remedy.word()));
        }
        no.when(!seen.is_in_force(), || {
            Finding::new(Code::NotApproved).arg("entry", entry)
        });
        if self.quantity.is_some() {
            let known: Vec<String> = ["for", "when", "text"].map(str::to_owned).to_vec();
            let finding = Finding::new(Code::UnknownKey).arg("word", "quantity");
            no.field("quantity", finding.arg("known", known));
        }
    }
}
