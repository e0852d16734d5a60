//! Lots that are contained where they lie.

use super::Procedure;
use crate::case::kinds::Contain;
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::stock::found_at;

impl Procedure for Contain {
    const NEEDS_FACTS: bool = true;

    /// What is contained adds up against what was traced there, so it is counted
    /// in the same unit.
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        if !self.action.isolates() {
            return;
        }
        let rows = found_at(situation.state, self);
        let units = rows.iter().filter_map(|row| row.quantity.as_ref());
        let units: Vec<&str> = units.map(|it| it.0.unit.as_str()).collect();
        let unit = self.quantity.0.unit.as_str();
        if let Some(first) = units.first()
            && !units.contains(&unit)
        {
            let finding = Finding::new(Code::UnitDiffers).arg("found", unit);
            no.field("quantity", finding.arg("unit", *first));
        }
    }
}
