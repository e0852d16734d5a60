use rust_decimal::Decimal;

use super::{Procedure, known};
use crate::case::kinds::Inspect;
use crate::case::{Amount, Kind, Target};
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::goods::{Away, Ledger, Line, Supplied};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};

impl Procedure for Inspect {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(target) = &self.target else { return };
        let codes = self.defective.iter().map(|(code, _)| code);
        for code in codes {
            let defects = &situation.rules.catalog.defects;
            known(no, "defective", "defect", code, defects.names());
        }
        confirmed(target, situation, no);
        let ledger = Ledger::of(situation.state, situation.rules);
        self.guard_report(&ledger, target, situation, no);
        let Some((unit, there)) = there(&ledger, target, no) else {
            return;
        };
        for count in self
            .counts()
            .chain(self.sampled.iter().map(|plan| &plan.lot))
        {
            if count.0.unit != unit {
                let finding = Finding::new(Code::UnitDiffers).arg("found", count.0.unit.as_str());
                no.add(finding.arg("unit", unit.as_str()));
                return;
            }
        }
        let counted: Decimal = self.counts().map(|count| count.0.number).sum();
        if counted.is_zero() {
            no.add(Finding::new(Code::NothingCounted));
        }
        let decided = self
            .sampled
            .as_ref()
            .map_or(counted, |plan| plan.lot.0.number);
        more_than_there(decided.max(counted), there, &unit, "to-inspect", no);
        if !there.is_zero() {
            super::sampling::guard(self, counted, no);
        }
    }

    fn answers(state: &State, target: &Seen, rules: &Rules) -> bool {
        let ledger = Ledger::of(state, rules);
        let id = target.id();
        let waits = |line: &Line| !line.uninspected.is_zero();
        let back = |away: &Away| away.by.entry == *id && !away.left.is_zero();
        let new = |it: &Supplied| it.source.entry == *id && it.to_inspect() > Decimal::ZERO;
        ledger.lines_of(id).any(waits)
            || ledger.lines.iter().flat_map(|line| &line.away).any(back)
            || ledger.supplied.iter().any(|it| it.in_force && new(it))
    }
}

impl Inspect {
    /// What was found at the customer's may need the report of it
    /// (packaging.6).
    fn guard_report(
        &self,
        ledger: &Ledger,
        target: &Target,
        situation: &Situation,
        no: &mut Refusals,
    ) {
        let wanted = situation.rules.policy.returns.report_on_site;
        let line = ledger.away(target).map(|(line, _)| line);
        let line = line.or_else(|| ledger.line(target));
        if wanted && self.file.is_none() && line.is_some_and(|line| line.on_site) {
            let finding = Finding::new(Code::SiteReportMissing);
            no.field("file", finding.by_rule("returns.report-on-site"));
        }
    }
}

/// The unit of the goods, and how many of them wait to be inspected; nothing for
/// goods that wait for `resolve`.
fn there(ledger: &Ledger, target: &Target, no: &mut Refusals) -> Option<(String, Decimal)> {
    let is_held = ledger.line(target).is_some_and(|line| line.held);
    match ledger.to_inspect(target) {
        Some((unit, there)) if !is_held => Some((unit.to_owned(), there)),
        _ => {
            line(ledger, target, no);
            None
        }
    }
}

/// The goods that are meant, unless they wait for `resolve` or nobody can tell
/// which they are.
pub(super) fn line<'a>(ledger: &'a Ledger, target: &Target, no: &mut Refusals) -> Option<&'a Line> {
    let Some(line) = ledger.line(target) else {
        let lines = ledger.lines_of(&target.entry);
        let items: Vec<String> = lines.map(|line| line.source.to_string()).collect();
        no.field("for", meant(Code::NoGoodsThere, target, items));
        return None;
    };
    if line.held {
        let finding = Finding::new(Code::OnHold).arg("entry", line.source.to_string());
        no.field("for", finding);
        return None;
    }
    Some(line)
}

/// Goods are touched only once their count is approved, where the policy asks
/// for that (display.6).
pub(super) fn confirmed(target: &Target, situation: &Situation, no: &mut Refusals) {
    let counted = situation.state.seen(&target.entry);
    let waits = |seen: &Seen| seen.is_live() && !seen.is_in_force();
    if counted.is_some_and(|seen| seen.entry.kind() == Kind::Receive && waits(seen)) {
        let finding = Finding::new(Code::CountUnconfirmed).arg("entry", target.entry.as_str());
        no.field("for", finding);
    }
}

/// Nobody can tell which goods are meant: there are several, or none.
pub(super) fn meant(code: Code, target: &Target, items: Vec<String>) -> Finding {
    match items.is_empty() {
        true => Finding::new(code).arg("lone", target.to_string()),
        false => Finding::new(code)
            .arg("entry", target.to_string())
            .arg("items", items),
    }
}

/// Refuses what needs more pieces than there are.
pub(super) fn more_than_there(
    wanted: Decimal,
    there: Decimal,
    unit: &str,
    place: &'static str,
    no: &mut Refusals,
) {
    if wanted > there {
        let said = |number| Amount::of(number, unit).to_string();
        let finding = Finding::new(Code::MoreThanThere).arg("wanted", said(wanted));
        let there = said(there);
        no.add(finding.arg("there", there).arg("place", place));
    }
}
