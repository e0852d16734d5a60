use super::Procedure;
use crate::case::Kind;
use crate::case::kinds::Cancel;
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::goods::Ledger;
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::promises::met_by;
use crate::procedure::state::{Seen, State};

impl Procedure for Cancel {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let target = self
            .target
            .as_ref()
            .and_then(|target| situation.state.seen(&target.entry));
        if let Some(seen) = target
            && let Some(done) = done_by(situation.state, seen, situation.rules)
        {
            let code = match seen.entry.kind() {
                Kind::Rma => Code::GoodsCame,
                _ => Code::AlreadyAnswered,
            };
            let finding = Finding::new(code).arg("entry", seen.id().as_str());
            no.field("for", finding.arg("other", done.id().as_str()));
        }
    }

    fn answers(state: &State, target: &Seen, rules: &Rules) -> bool {
        done_by(state, target, rules).is_none()
    }
}

/// What already settled an entry that somebody wants to cancel.
fn done_by<'a>(state: &'a State, seen: &Seen, rules: &Rules) -> Option<&'a Seen> {
    match seen.entry.kind() {
        Kind::Ask => state.answer_to(Kind::Answer, seen.id()),
        Kind::Request => met_by(state, seen),
        Kind::Rma => goods_under(state, seen, rules),
        Kind::Replace => all_shipped(state, seen, rules),
        Kind::Act => state.answer_to(Kind::Finish, seen.id()),
        Kind::Assign => super::assign::answered(state, seen),
        _ => None,
    }
}

/// What was done with goods under an RMA: a delivery that stayed, or work on
/// site.
pub(super) fn goods_under<'a>(state: &'a State, rma: &Seen, rules: &Rules) -> Option<&'a Seen> {
    let ledger = Ledger::of(state, rules);
    let stayed = |seen: &&Seen| {
        let mut lines = ledger.lines_of(seen.id());
        lines.any(|line| line.came > line.sent_back)
    };
    let mut came = state.answers_to(Kind::Receive, rma.id());
    let done = [Kind::Inspect, Kind::Disposition].into_iter();
    let mut done = done.flat_map(|kind| state.answers_to(kind, rma.id()));
    let corrected = ledger
        .lines
        .iter()
        .find(|line| line.rma.as_ref() == Some(rma.id()) && line.came > line.sent_back);
    let corrected = corrected.and_then(|line| state.seen(&line.source.entry));
    let corrected = corrected.filter(|seen| seen.entry.kind() == Kind::Receive);
    came.find(stayed).or(corrected).or_else(|| done.next())
}

/// The shipment with which everything promised had left.
fn all_shipped<'a>(state: &'a State, promise: &Seen, rules: &Rules) -> Option<&'a Seen> {
    let ledger = Ledger::of(state, rules);
    let mut of_entry = ledger.supplied.iter();
    let open = of_entry.any(|it| it.source.entry == *promise.id() && !it.to_ship().is_zero());
    match open {
        true => None,
        false => state.answers_to(Kind::Ship, promise.id()).next_back(),
    }
}
