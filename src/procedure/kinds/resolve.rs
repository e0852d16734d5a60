use super::Procedure;
use crate::case::Kind;
use crate::case::kinds::{Party, Resolve, Settled};
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::goods::{Ledger, Line, covered};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::needs::tells;
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
        let told = || {
            let mut notices = situation.state.live(Kind::Notify);
            notices.any(|seen| {
                let came = situation.state.seen(&target.entry).map(Seen::fact);
                tells(&seen.body, Party::Customer, None) && Some(seen.fact()) >= came
            })
        };
        if situation.rules.policy.returns.tell_anomalies && !told() {
            let finding = Finding::new(Code::CustomerNotTold).arg("entry", target.entry.as_str());
            no.field("for", finding.by_rule("returns.tell-anomalies"));
        }
        if self.how == Settled::Corrected {
            let other = self.rma.as_ref().and_then(|rma| ledger.rma(&rma.entry));
            let lines = ledger.lines_of(&target.entry).enumerate();
            let meant = |at: &usize| receipt.held.contains(at) && item.is_none_or(|it| it == *at);
            let lines: Vec<&Line> = lines
                .filter(|(at, _)| meant(&(at + 1)))
                .map(|(_, line)| line)
                .collect();
            let covers = other.is_some_and(|rma| {
                rma.awaits() && rma.entry != receipt.rma && covered(rma, &lines)
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
