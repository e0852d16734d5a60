use super::Procedure;
use super::cancel::goods_under;
use crate::case::kinds::Amend;
use crate::case::{Body, Kind, PersonId};
use crate::finding::{Code, Finding, Step};
use crate::procedure::judge::{Refusals, Situation, broken_by, entries_of};
use crate::procedure::state::Seen;
use crate::procedure::{common, order};
use crate::yaml::{Named, Raw};

impl Procedure for Amend {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(target) = &self.target else { return };
        let Some(seen) = situation.state.seen(&target.entry) else {
            return;
        };
        let kind = seen.entry.kind();
        if kind == Kind::Renumber {
            let finding = Finding::new(Code::NumberStays).arg("entry", target.entry.as_str());
            no.field("for", finding);
            return;
        }
        // What was computed from an appraisal's fields stands beside them.
        let whole = [Kind::Amend, Kind::Strike, Kind::Cancel, Kind::Appraise];
        if whole.contains(&kind) || kind.decides() {
            no.field(
                "for",
                Finding::new(Code::NotAmendable).arg("kind", kind.word()),
            );
            return;
        }
        if kind == Kind::Rma
            && let Some(other) = goods_under(situation.state, seen, situation.rules)
        {
            let finding = Finding::new(Code::GoodsCame).arg("entry", target.entry.as_str());
            no.field("for", finding.arg("other", other.id().as_str()));
            return;
        }
        if kind == Kind::Act && !action_may_change(seen, &self.set, situation, no) {
            return;
        }
        if let Some((act, owner)) = judged_action(seen, situation)
            && *owner == situation.entry.by
        {
            let finding = Finding::new(Code::OwnAction).arg("person", owner.as_str());
            no.field("for", finding.arg("entry", act.id().as_str()));
            return;
        }
        // What other cases say was found when the entry was written.
        let found: &[&str] = match kind {
            Kind::Classify => &["repeats"],
            Kind::Link => &["case", "uid", "as"],
            _ => &[],
        };
        if let Some(field) = found.iter().find(|field| self.set.get(field).is_some()) {
            no.field("set", Finding::new(Code::NotAmendable).arg("kind", *field));
            return;
        }
        if self.set.get("for").is_some() {
            no.field("set", Finding::new(Code::NotAmendable).arg("kind", "for"));
            return;
        }
        match seen.body.amended(&self.set) {
            Ok(body) => {
                common::roles(&body, situation, no);
                order::guard_amended(&seen.body, &body, situation, no);
            }
            Err(mut finding) => {
                let mut path: Vec<Step> = vec!["amend".into(), "set".into()];
                path.append(&mut finding.place.path);
                no.add(finding.at_path(path));
                return;
            }
        }
        let broken = broken_by(situation.entry, situation);
        let own =
            |finding: &&Finding| finding.place.entry.as_deref() == Some(target.entry.as_str());
        let (own, others): (Vec<&Finding>, Vec<&Finding>) = broken.iter().partition(own);
        for finding in own.iter().map(|finding| (*finding).clone()) {
            let field = finding.place.path.get(1..).unwrap_or_default();
            let mut path: Vec<Step> = vec!["amend".into(), "set".into()];
            path.extend(field.iter().cloned());
            no.add(finding.at_path(path));
        }
        let others: Vec<Finding> = others.into_iter().cloned().collect();
        if own.is_empty() && !others.is_empty() {
            let finding = Finding::new(Code::BreaksOthers).arg("entries", entries_of(&others));
            no.field("set", finding.arg("kind", "amend"));
        }
    }
}

/// An action that is done stays as it was planned, and the day of one that is late
/// stays too.
fn action_may_change(
    seen: &Seen,
    set: &Named<Raw>,
    situation: &Situation,
    no: &mut Refusals,
) -> bool {
    let Body::Act(act) = &seen.body else {
        return true;
    };
    let stays = Finding::new(Code::ActionStays).arg("entry", seen.id().as_str());
    if let Some(done) = situation.state.answer_to(Kind::Finish, seen.id()) {
        no.field("for", stays.arg("other", done.id().as_str()));
        return false;
    }
    let calendar = &situation.rules.calendar;
    let late = situation.entry.at.0 > calendar.end_of(act.due.0);
    if late && set.get("due").is_some() {
        no.field("set", stays.arg("day", act.due.to_string()));
        return false;
    }
    true
}

/// The action that an evaluation is about, and whose it is.
fn judged_action<'a>(seen: &Seen, situation: &'a Situation) -> Option<(&'a Seen, &'a PersonId)> {
    let Body::Evaluate(evaluate) = &seen.body else {
        return None;
    };
    let act = situation.state.seen(&evaluate.target.as_ref()?.entry)?;
    match &act.body {
        Body::Act(said) => Some((act, &said.owner)),
        _ => None,
    }
}
