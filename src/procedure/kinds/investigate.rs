use super::verify::missing;
use super::{Procedure, known};
use crate::case::kinds::{Investigate, Party};
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};

impl Procedure for Investigate {
    const NEEDS_FACTS: bool = true;
    const LED: bool = true;

    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let rule = &situation.rules.policy.investigation;
        if self.justified {
            no.when(self.occurrence.is_none(), || missing("occurrence"));
            no.when(self.party.is_none(), || missing("party"));
            no.when(rule.escape && self.escape.is_none(), || {
                missing("escape").by_rule("investigation.escape")
            });
            if self.whys.len() < usize::from(rule.whys) {
                let finding = Finding::new(Code::TooFewWhys).arg("found", self.whys.len());
                let finding = finding.arg("wanted", usize::from(rule.whys));
                no.field("whys", finding.by_rule("investigation.whys"));
            }
        } else {
            no.when(self.text.is_none(), || missing("text"));
        }
        self.guard_party(situation, no);
        self.guard_points(situation, no);
    }
}

impl Investigate {
    /// Only what the complaint names can be answered by itself.
    fn guard_points(&self, situation: &Situation, no: &mut Refusals) {
        let named = situation.state.open().map_or(0, |open| open.points.len());
        let beyond = self
            .points
            .iter()
            .filter(|at| usize::from(at.get()) > named);
        for at in beyond {
            let finding = Finding::new(Code::NoSuchPoint).arg("item", at.to_string());
            no.field("points", finding.arg("count", named));
        }
    }

    /// A department is one of the policy's roles; anybody else is named, but for
    /// the customer of the case.
    fn guard_party(&self, situation: &Situation, no: &mut Refusals) {
        let Some(who) = &self.who else {
            let named = matches!(self.party, None | Some(Party::Customer));
            no.when(!named, || missing("who"));
            return;
        };
        if self.party == Some(Party::Department) {
            let roles = situation.rules.policy.roles.names();
            known(no, "who", "role", who, roles);
        }
    }
}
