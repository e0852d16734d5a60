//! Departments that are asked, and what they say: assign, sign, opinion.

use super::{Procedure, known};
use crate::case::kinds::{Assign, Opinion, Sign};
use crate::case::{Kind, Target};
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::departments::{Asked, asked, meant};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};

impl Procedure for Assign {
    const NEEDS_FACTS: bool = true;

    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let roles = situation.rules.policy.roles.names();
        let open = asked(situation.state);
        for (at, department) in self.to.iter().enumerate() {
            known(no, "to", "role", department, roles.clone());
            let waits = |asked: &&Asked| {
                asked.department == department.as_str()
                    && asked.answered.is_none()
                    && asked.done.is_none()
            };
            let asked = open.iter().find(waits).map(|it| it.target.to_string());
            let twice = self.to[..at].contains(department);
            if asked.is_some() || twice {
                let finding = Finding::new(Code::DepartmentTwice);
                let finding = finding.arg("department", department.as_str());
                no.field("to", finding.maybe("entry", asked));
            }
        }
        if self.to.is_empty() {
            no.add(super::verify::missing("to"));
        }
    }
}

impl Procedure for Sign {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(asked) = speaks(self.target.as_ref(), situation, no) else {
            return;
        };
        once(&asked, asked.signed.or(asked.answered), no);
    }

    fn answers(state: &State, target: &Seen, _: &Rules) -> bool {
        waits(state, target, |asked| asked.signed.or(asked.answered))
    }
}

impl Procedure for Opinion {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(asked) = speaks(self.target.as_ref(), situation, no) else {
            return;
        };
        once(&asked, asked.answered, no);
        let departments = &situation.rules.policy.departments;
        let later = |signed: &Seen| signed.fact() > situation.entry.fact();
        if departments.sign_first && asked.signed.is_none_or(later) {
            let finding = Finding::new(Code::NotSigned).arg("entry", asked.target.to_string());
            let finding = finding.arg("department", asked.department);
            no.field("for", finding.by_rule("departments.sign-first"));
        }
    }

    fn answers(state: &State, target: &Seen, _: &Rules) -> bool {
        waits(state, target, |asked| asked.answered)
    }
}

/// Whether one of the departments that an entry asks has not said that yet.
pub(super) fn waits(
    state: &State,
    target: &Seen,
    said: for<'a> fn(&Asked<'a>) -> Option<&'a Seen>,
) -> bool {
    let mut all = asked(state).into_iter();
    all.any(|asked| asked.target.entry == *target.id() && said(&asked).is_none())
}

/// The department for which somebody speaks: the one that is named, if they
/// hold its role.
pub(super) fn speaks<'a>(
    target: Option<&Target>,
    situation: &'a Situation,
    no: &mut Refusals,
) -> Option<Asked<'a>> {
    let target = target?;
    let Some(asked) = meant(situation.state, target) else {
        let all = asked(situation.state).into_iter();
        let of_entry = all.filter(|asked| asked.target.entry == target.entry);
        let items: Vec<String> = of_entry
            .map(|asked| format!("{} ({})", asked.target, asked.department))
            .collect();
        let finding = Finding::new(Code::DepartmentUnclear).arg("entry", target.to_string());
        no.field("for", finding.arg("items", items));
        return None;
    };
    let entry = situation.entry;
    let people = &situation.rules.people;
    let role = asked.department;
    let person = people.get(&entry.by);
    let holds = person.is_none_or(|person| person.holds(role, situation.day()));
    if !holds && !entry.imported {
        let holders = people.holders(role, situation.day()).into_iter();
        let holders: Vec<String> = holders.map(str::to_owned).collect();
        let finding = Finding::new(Code::RoleNotHeld).arg("person", entry.by.as_str());
        let finding = finding.arg("role", role);
        no.add(finding.maybe("holders", (!holders.is_empty()).then_some(holders)));
    }
    Some(asked)
}

/// Refuses what a department has said already.
pub(super) fn once(asked: &Asked, said: Option<&Seen>, no: &mut Refusals) {
    if let Some(said) = said {
        let finding = Finding::new(Code::AlreadyAnswered).arg("entry", asked.target.to_string());
        no.field("for", finding.arg("other", said.id().as_str()));
    }
}

/// Whether anything was said for an assignment.
pub(super) fn answered<'a>(state: &'a State, assign: &Seen) -> Option<&'a Seen> {
    let kinds = [Kind::Sign, Kind::Opinion, Kind::Finish].into_iter();
    kinds
        .filter_map(|kind| state.answer_to(kind, assign.id()))
        .next()
}
