use super::Procedure;
use super::answer::already;
use super::inspect::more_than_there;
use crate::case::kinds::Accept;
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
        state.answer_to(Kind::Accept, target.id()).is_none()
    }
}
