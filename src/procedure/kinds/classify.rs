use super::{Procedure, known};
use crate::case::kinds::Classify;
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::severity::grade;
use crate::procedure::state::{Graded, State};
use crate::yaml::Text;

impl Procedure for Classify {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let severity = &situation.rules.policy.severity;
        if self.criteria.is_empty() {
            no.field(
                "criteria",
                Finding::new(Code::NoCriterion).by_rule("severity.criteria"),
            );
        }
        for criterion in self.criteria.iter() {
            known(
                no,
                "criteria",
                "criterion",
                criterion,
                severity.criteria.names(),
            );
        }
        known(
            no,
            "scope",
            "scope",
            &self.scope,
            severity.scopes.iter().map(Text::as_str),
        );
        known(
            no,
            "severity",
            "severity",
            &self.severity,
            severity.levels.iter().map(Text::as_str),
        );
        if let Some(nature) = &self.nature {
            known(
                no,
                "nature",
                "nature",
                nature,
                situation.rules.policy.natures.names(),
            );
        }
        self.guard_level(situation, no);
        self.guard_repeats(situation, no);
    }

    fn effect(&self, state: &mut State, position: usize) {
        // One that was approved late does not take the place of a later one.
        let earlier = &state.log[..position];
        let takes_place = |graded: &Graded| earlier.iter().any(|seen| *seen.id() == graded.entry);
        if !state.graded.as_ref().is_none_or(takes_place) {
            return;
        }
        state.graded = Some(Graded {
            severity: self.severity.to_string(),
            rule: self.rule.to_string(),
            entry: state.log[position].id().clone(),
            criteria: self.criteria.iter().map(Text::to_string).collect(),
            scope: self.scope.to_string(),
            nature: self.nature.as_ref().map(Text::to_string),
        });
    }
}

impl Classify {
    fn guard_level(&self, situation: &Situation, no: &mut Refusals) {
        let criteria: Vec<&str> = self.criteria.iter().map(Text::as_str).collect();
        let severity = &situation.rules.policy.severity;
        let Some(grade) = grade(severity, &criteria, &self.scope, self.repeats.len()) else {
            return;
        };
        if self.reason.is_none() && grade.severity != self.severity.as_str() {
            let finding = Finding::new(Code::SeverityDiffers).arg("found", self.severity.as_str());
            let finding = finding
                .arg("computed", grade.severity)
                .arg("rule", grade.rule);
            no.field("severity", finding.by_rule("severity.matrix"));
        }
    }

    fn guard_repeats(&self, situation: &Situation, no: &mut Refusals) {
        let Some(found) = &situation.neighbours.repeats else {
            return;
        };
        let perhaps = &situation.neighbours.repeats_perhaps;
        let missing = found.iter().any(|case| !self.repeats.contains(case));
        let known = |case| found.contains(case) || perhaps.contains(case);
        let differ = missing || !self.repeats.iter().all(known);
        if differ {
            let text = |cases: &[crate::case::CaseNumber]| match cases {
                [] => "none".to_owned(),
                cases => cases
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(", "),
            };
            let finding = Finding::new(Code::RepeatsDiffer).arg("found", text(found));
            no.field(
                "repeats",
                finding
                    .arg("written", text(&self.repeats))
                    .by_rule("severity.repeats"),
            );
        }
    }
}
