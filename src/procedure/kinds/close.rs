use super::Procedure;
use crate::case::kinds::{Basis, Close};
use crate::finding::{Code, Finding};
use crate::procedure::goods::Place;
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Closed, State};
use crate::procedure::{approvals, closing};

impl Procedure for Close {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let (state, rules) = (situation.state, situation.rules);
        if rules.policy.closing.get(self.basis.word()).is_none() {
            let allowed: Vec<String> = rules.policy.closing.names().map(str::to_owned).collect();
            let finding = Finding::new(Code::BasisNotAllowed).arg("basis", self.basis.word());
            no.field("basis", finding.arg("known", allowed).by_rule("closing"));
            return;
        }
        if situation.is_history() {
            return;
        }
        // What waits for an approval is named with its entry.
        needs(self.basis, situation, no, |place| place != Place::Waiting);
        for waiting in approvals::waiting(state, rules) {
            let finding = Finding::new(Code::ApprovalWaiting).arg("entry", waiting.entry.as_str());
            let finding = finding
                .arg("kind", waiting.kind.word())
                .arg("step", waiting.step);
            no.add(finding.arg("roles", waiting.roles).by_rule(waiting.rule));
        }
        if self.basis == Basis::Withdrawn && self.text.is_none() {
            no.field(
                "text",
                Finding::new(Code::ReasonMissing).arg("basis", self.basis.word()),
            );
        }
    }

    fn effect(&self, state: &mut State, position: usize) {
        let seen = &state.log[position];
        let at = seen.in_force.unwrap_or(seen.entry.at);
        state.closed = Some(Closed {
            entry: seen.id().clone(),
            at,
            basis: self.basis,
        });
    }
}

/// Names everything that closing on that ground still needs.
pub(super) fn needs(
    basis: Basis,
    situation: &Situation,
    no: &mut Refusals,
    wanted: fn(Place) -> bool,
) {
    let open = closing::unmet(situation.state, situation.rules, basis);
    let named = |need: &closing::Open| need.goods.as_ref().is_none_or(|(place, _)| wanted(*place));
    for need in open.unwrap_or_default().into_iter().filter(named) {
        let finding = Finding::new(Code::ClosingNeeds).arg("need", need.need.word());
        let finding = finding.arg("verb", need.verb).arg("command", need.command);
        let (place, pieces) = need
            .goods
            .map(|(place, pieces)| (place.word(), pieces))
            .unzip();
        let finding = finding.maybe("place", place).maybe("pieces", pieces);
        no.add(finding.by_rule(need.rule));
    }
}
