use super::Procedure;
use crate::case::kinds::{Resolve, Settled, Way};
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::goods::Ledger;
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};

impl Procedure for Resolve {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(target) = &self.target else { return };
        let ledger = Ledger::of(situation.state, situation.rules);
        let receipt = ledger.receipt(&target.entry);
        let item = target.item.map(|item| item as usize);
        let held = receipt.filter(|receipt| match item {
            Some(item) => receipt.held.contains(&item),
            None => !receipt.held.is_empty(),
        });
        let Some(receipt) = held else {
            let finding = Finding::new(Code::NotOnHold).arg("entry", target.to_string());
            no.field("for", finding);
            return;
        };
        let wanted = situation.rules.policy.returns.photograph_anomalies;
        if wanted && !receipt.photographed {
            let finding = Finding::new(Code::PhotographMissing).arg("entry", target.entry.as_str());
            no.field("for", finding.by_rule("returns.photograph-anomalies"));
        }
        if self.how == Settled::Corrected {
            let other = self.rma.as_ref().and_then(|rma| ledger.rma(&rma.entry));
            let covers = other.is_some_and(|rma| {
                rma.number.is_some() && rma.way == Way::Return && rma.entry != receipt.rma
            });
            no.when(!covers, || {
                Finding::new(Code::OtherRmaMissing).at_path(["resolve".into(), "rma".into()])
            });
        }
    }

    fn answers(state: &State, target: &Seen, rules: &Rules) -> bool {
        let ledger = Ledger::of(state, rules);
        let receipt = ledger.receipt(target.id());
        receipt.is_some_and(|receipt| !receipt.held.is_empty())
    }
}
