use rust_decimal::Decimal;

use super::Procedure;
use super::inspect::{meant, more_than_there};
use crate::case::kinds::Ship;
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::goods::{Ledger, Supplied};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};

impl Procedure for Ship {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(target) = &self.target else { return };
        let ledger = Ledger::of(situation.state, situation.rules);
        let Some(supplied) = ledger.supply(target) else {
            let lines = ledger.supplied.iter();
            let items = lines.filter(|it| it.source.entry == target.entry);
            let items: Vec<String> = items.map(|it| it.source.to_string()).collect();
            no.field("for", meant(Code::NothingToShip, target, items));
            return;
        };
        if !supplied.in_force {
            let finding = Finding::new(Code::NotApproved).arg("entry", target.entry.as_str());
            no.field("for", finding);
        }
        self.guard_quantity(supplied, no);
        let returns = &situation.rules.policy.returns;
        if supplied.sent_back && returns.report_with_goods {
            let lacks = [
                ("file", self.file.is_none()),
                ("reason", self.reason.is_none()),
            ];
            for (field, _) in lacks.into_iter().filter(|(_, lacks)| *lacks) {
                let finding = Finding::new(Code::ReportMissing).arg("field", field);
                no.field(field, finding.by_rule("returns.report-with-goods"));
            }
        }
    }

    fn answers(state: &State, target: &Seen, rules: &Rules) -> bool {
        let ledger = Ledger::of(state, rules);
        let mut supplied = ledger.supplied.iter();
        supplied
            .any(|it| it.source.entry == *target.id() && it.in_force && !it.may_ship().is_zero())
    }
}

impl Ship {
    fn guard_quantity(&self, supplied: &Supplied, no: &mut Refusals) {
        let unit = &self.quantity.0.unit;
        if *unit != supplied.unit {
            let finding = Finding::new(Code::UnitDiffers).arg("found", unit.as_str());
            no.field("quantity", finding.arg("unit", supplied.unit.as_str()));
            return;
        }
        let wanted = self.quantity.0.number;
        if wanted.is_zero() {
            no.field("quantity", Finding::new(Code::NothingCounted));
        }
        let place = match supplied.made_anew && supplied.may_ship() < supplied.to_ship() {
            true => "passed-inspection",
            false => "to-ship",
        };
        let there: Decimal = supplied.may_ship();
        more_than_there(wanted, there, unit, place, no);
    }
}
