//! Whether the facts are true, and what caused them.

use chrono::NaiveDate;

use super::actions::actions;
use super::state::{Seen, State};
use crate::case::kinds::{Effect, Investigate, Party, Verdict, Verified, Verify};
use crate::case::{Body, Entry, Kind, Target, Time};
use crate::finding::{Code, Finding};
use crate::policy::Rules;

/// The last verification, and what it says.
pub fn verification(state: &State) -> Option<(&Seen, &Verify)> {
    let mut all = state.live(Kind::Verify).rev().filter(|it| it.is_in_force());
    all.find_map(|seen| match &seen.body {
        Body::Verify(verify) => Some((seen, verify)),
        _ => None,
    })
}

/// Whether the last verification refuted the facts (pharma.5).
pub fn is_refuted(state: &State) -> bool {
    verification(state).is_some_and(|(_, verify)| verify.result == Verified::Refuted)
}

/// The investigation that counts: the last one of this case, or of the case
/// that leads it. Where the policy asks for a further one after a dispute, or
/// after rework that left defective pieces, only one since then.
pub fn investigation<'a>(state: &'a State, rules: &Rules) -> Option<(&'a Seen, &'a Investigate)> {
    let found = state.and_lead().find_map(last_investigation)?;
    let asks = &rules.policy.investigation;
    let place = |of: &Seen| state.log.iter().position(|seen| seen.id() == of.id());
    let disputed = questioned(state).filter(|_| asks.after_dispute);
    let reworked = failed_rework(state).filter(|_| asks.after_rework);
    let since = disputed
        .into_iter()
        .chain(reworked)
        .max_by_key(|it| place(it));
    let later = |since: &Seen| match place(found.0) {
        Some(at) => Some(at) > place(since) && found.0.fact() >= since.fact(),
        None => found.0.fact() > since.fact(),
    };
    since.is_none_or(later).then_some(found)
}

/// The last entry that puts in question what was found: a dispute that is not
/// settled, or the case was taken up again.
fn questioned(state: &State) -> Option<&Seen> {
    let unsettled = matches!(state.verdict(), Some((_, Verdict::Disputed)));
    let disputed = state.verdict().map(|(seen, _)| seen).filter(|_| unsettled);
    let reopened = state.reopened.and_then(|at| state.log.get(at));
    let all = [disputed, reopened].into_iter().flatten();
    all.max_by_key(|seen| state.log.iter().position(|known| known.id() == seen.id()))
}

/// The last inspection of reworked goods that found defective ones among them.
fn failed_rework(state: &State) -> Option<&Seen> {
    let reworked = |target: &Target| {
        let seen = state.seen(&target.entry);
        seen.is_some_and(|seen| seen.entry.kind() == Kind::Disposition)
    };
    state.live(Kind::Inspect).rev().find(|seen| {
        let target = seen.body.target();
        matches!(&seen.body, Body::Inspect(found) if !found.defective.is_empty())
            && target.is_some_and(|target| reworked(&target))
    })
}

/// The last investigation of the case itself. Where the points of the complaint
/// are told apart, the last word on each counts: one that is justified before
/// those that are not.
pub fn last_investigation(state: &State) -> Option<(&Seen, &Investigate)> {
    let all = state.live(Kind::Investigate).rev();
    let mut all = all.filter_map(|seen| match &seen.body {
        Body::Investigate(found) if seen.is_in_force() => Some((seen, found)),
        _ => None,
    });
    let last = all.next()?;
    if last.1.points.is_empty() || last.1.justified {
        return Some(last);
    }
    let mut answered = last.1.points.clone();
    for (seen, found) in all.take_while(|(_, found)| !found.points.is_empty()) {
        let counts = found.points.iter().any(|at| !answered.contains(at));
        if counts && found.justified {
            return Some((seen, found));
        }
        answered.extend(&found.points);
    }
    Some(last)
}

impl Investigate {
    /// Whether it names somebody who is no department of the house.
    pub fn is_not_ours(&self) -> bool {
        self.party.is_some_and(|party| party != Party::Department)
    }
}

/// A cause that a case settled: by an action that helped, or because it is not
/// ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// When somebody said so.
    pub at: Time,
    /// Whether it was ours, and an action was found effective.
    pub ours: bool,
    /// Who is responsible, where it is not.
    pub who: Option<String>,
}

impl Settled {
    /// The day on which somebody said so.
    pub fn day(&self) -> NaiveDate {
        self.at.0.date_naive()
    }
}

/// What a case settled. One that follows another settles nothing by itself.
pub fn settled(state: &State) -> Vec<Settled> {
    let helped = actions(state).into_iter().filter_map(|action| {
        let (seen, effect) = action.evaluated?;
        (action.is_for_cause() && effect == Effect::Effective).then(|| Settled {
            at: seen.fact(),
            ours: true,
            who: None,
        })
    });
    let cause = last_investigation(state).filter(|(_, found)| found.is_not_ours());
    let elsewhere = cause.map(|(seen, found)| Settled {
        at: seen.fact(),
        ours: false,
        who: found.who.as_ref().map(ToString::to_string),
    });
    helped.chain(elsewhere).collect()
}

/// What is doubtful about an entry, though nothing forbids it.
pub fn doubts(state: &State, entry: &Entry) -> Vec<Finding> {
    let Body::Investigate(found) = &entry.body else {
        return Vec::new();
    };
    let again = found.occurrence.as_ref();
    let again = again.filter(|cause| repeats_complaint(state, cause));
    let doubt = again.map(|_| {
        let path = ["investigate".into(), "occurrence".into()];
        Finding::new(Code::CauseRepeats).at_path(path)
    });
    doubt.into_iter().collect()
}

/// Whether a cause only says again what the complaint did: four of five pairs of
/// neighbouring letters of it stands there already.
fn repeats_complaint(state: &State, cause: &str) -> bool {
    let Some(open) = state.open() else {
        return false;
    };
    let said = letters(&open.description);
    let pairs = |text: &[char]| text.windows(2).map(<[char]>::to_vec).collect::<Vec<_>>();
    let known = pairs(&said);
    let cause = pairs(&letters(cause));
    let again = cause.iter().filter(|pair| known.contains(pair)).count();
    !cause.is_empty() && again * 10 >= cause.len() * 8
}

/// The letters and digits of a text, in lower case.
fn letters(text: &str) -> Vec<char> {
    let plain = text.chars().filter(|c| c.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}
