use super::Procedure;
use crate::case::Kind;
use crate::case::kinds::Strike;
use crate::finding::{Code, Finding};
use crate::procedure::common;
use crate::procedure::judge::{Refusals, Situation, broken_by, entries_of};

impl Procedure for Strike {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(target) = &self.target else { return };
        let Some(seen) = situation.state.seen(&target.entry) else {
            return;
        };
        if seen.entry.kind() == Kind::Open {
            no.field("for", Finding::new(Code::OpenStays));
            return;
        }
        if seen.entry.kind() == Kind::Renumber {
            let finding = Finding::new(Code::NumberStays).arg("entry", target.entry.as_str());
            no.field("for", finding);
            return;
        }
        if seen.entry.kind() == Kind::Reopen {
            let finding = Finding::new(Code::ReopenStays).arg("entry", target.entry.as_str());
            no.field("for", finding);
            return;
        }
        let entry = situation.entry;
        if seen.entry.kind().decides() && (entry.by != seen.entry.by || entry.via.is_some()) {
            let finding = Finding::new(Code::OthersDecision).arg("entry", target.entry.as_str());
            no.field("for", finding.arg("person", seen.entry.by.as_str()));
            return;
        }
        common::roles(&seen.body, situation, no);
        let refers = |other: &&crate::procedure::Seen| {
            other.is_live()
                && other
                    .body
                    .target()
                    .is_some_and(|named| named.entry == target.entry)
        };
        let referring: Vec<String> = situation
            .state
            .log
            .iter()
            .filter(refers)
            .map(|other| other.id().to_string())
            .collect();
        if !referring.is_empty() {
            let finding = Finding::new(Code::StillReferredTo).arg("entry", target.entry.as_str());
            no.field("for", finding.arg("entries", referring));
            return;
        }
        let broken = broken_by(situation.entry, situation);
        if !broken.is_empty() {
            let entries = entries_of(&broken);
            let finding = Finding::new(Code::BreaksOthers).arg("entries", entries);
            no.field("for", finding.arg("kind", "strike"));
        }
    }
}
