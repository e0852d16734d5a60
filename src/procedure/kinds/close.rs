use super::Procedure;
use crate::case::kinds::{Basis, Close};
use crate::finding::{Code, Finding};
use crate::policy::Outliving;
use crate::procedure::actions::actions;
use crate::procedure::goods::Place;
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Closed, State};
use crate::procedure::{approvals, closing, common};

impl Procedure for Close {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let (state, rules) = (situation.state, situation.rules);
        if rules.policy.closing.get(self.basis.word()).is_none() {
            let allowed: Vec<String> = rules.policy.closing.names().map(str::to_owned).collect();
            let finding = Finding::new(Code::BasisNotAllowed).arg("basis", self.basis.word());
            no.field("basis", finding.arg("known", allowed).by_rule("closing"));
            return;
        }
        if situation.is_history() || state.closed.is_some() {
            return;
        }
        self.guard_outlive(situation, no);
        // What waits for an approval is named with its entry.
        needs(self, situation, no, |place| place != Place::Waiting);
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
            outlive: self.outlive.to_vec(),
        });
    }
}

impl Close {
    /// Only actions that are still open go on, and only where the policy lets
    /// them (pharma.18).
    fn guard_outlive(&self, situation: &Situation, no: &mut Refusals) {
        let closing = situation.rules.policy.closing.get(self.basis.word());
        let may = closing.is_some_and(|it| it.may_outlive.contains(&Outliving::Actions));
        if !may && !self.outlive.is_empty() {
            let rule = format!("closing.{}.may-outlive", self.basis);
            no.field("outlive", Finding::new(Code::MayNotOutlive).by_rule(rule));
            return;
        }
        let state = situation.state;
        let mut all = actions(state);
        all.extend(state.lead.iter().flat_map(|lead| actions(&lead.state)));
        let open: Vec<String> = all
            .iter()
            .filter(|action| action.is_open())
            .map(|action| action.seen.id().to_string())
            .collect();
        for id in self.outlive.iter() {
            if !open.iter().any(|known| known == id.as_str()) {
                let finding = Finding::new(Code::NothingOutlives).arg("entry", id.as_str());
                let known = (!open.is_empty()).then(|| open.clone());
                no.field("outlive", finding.maybe("open", known));
            }
        }
    }
}

/// Names everything that closing on that ground still needs.
pub(super) fn needs(
    close: &Close,
    situation: &Situation,
    no: &mut Refusals,
    wanted: fn(Place) -> bool,
) {
    let (state, rules) = (situation.state, situation.rules);
    let all = closing::checklist(state, rules, close.basis, &close.outlive);
    let open = all.unwrap_or_default().into_iter();
    let open = open.flat_map(|wanted| wanted.open);
    let named = |need: &closing::Open| need.goods.as_ref().is_none_or(|(place, _)| wanted(*place));
    for need in open.filter(named) {
        let finding = Finding::new(Code::ClosingNeeds).arg("need", need.need.word());
        let rule = need.rule.clone();
        no.add(common::to_settle(finding, need.into()).by_rule(rule));
    }
}
