use super::Procedure;
use super::cancel::goods_under;
use crate::case::Kind;
use crate::case::kinds::Amend;
use crate::finding::{Code, Finding, Step};
use crate::procedure::common;
use crate::procedure::judge::{Refusals, Situation, broken_by, entries_of};

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
            Ok(body) => common::roles(&body, situation, no),
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
