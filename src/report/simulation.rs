//! What would have become of cases under a draft of the policy.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{About, CaseFigures};
use crate::case::Time;
use crate::policy::Rules;
use crate::procedure::{Level, Obligation, Reapproved, Reclocked, Simulated, Steps};

/// What `policy simulate --format json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint policy simulate")]
pub struct SimulationOutput {
    /// From when, and of which days: those on which cases were opened.
    #[serde(flatten)]
    pub about: About,
    /// The draft's name.
    pub draft: String,
    /// How many cases were looked at.
    pub cases: usize,
    /// How many of them would have been graded otherwise.
    pub graded_otherwise: usize,
    /// How many would have missed a limit, and missed none.
    pub newly_late: usize,
    /// How many missed a limit, and would have missed none.
    pub no_longer_late: usize,
    /// How many would have waited for other approvals.
    pub approved_otherwise: usize,
    /// The cases for which the draft makes a difference, by number.
    pub rows: Vec<SimulatedCase>,
}

/// A case for which the draft makes a difference.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SimulatedCase {
    /// The case.
    pub case: String,
    /// Its customer.
    pub customer: String,
    /// The day on which it was opened.
    pub opened: String,
    /// Its other severity; none where it is the same.
    pub severity: Option<SimulatedSeverity>,
    /// Limits missed under one of both and kept, or not there, under the other.
    pub clocks: Vec<SimulatedClock>,
    /// Entries that would have needed other approvals.
    pub approvals: Vec<SimulatedApproval>,
    #[serde(skip)]
    #[schemars(skip)]
    missed: (bool, bool),
}

/// Another severity.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SimulatedSeverity {
    /// As it is graded.
    pub present: String,
    /// The rule of that.
    pub present_rule: String,
    /// As the draft grades it; none where the draft lacks one of the words.
    pub draft: Option<String>,
    /// The rule of that.
    pub draft_rule: Option<String>,
}

/// A limit of which the outcome differs.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SimulatedClock {
    /// The clock.
    pub clock: String,
    /// The entry that starts it.
    pub entry: String,
    /// open, met, late, overdue or paused; none where there is no such limit.
    pub present: Option<String>,
    /// When it was due.
    pub present_due: Option<String>,
    /// The same under the draft.
    pub draft: Option<String>,
    /// When it would have been due.
    pub draft_due: Option<String>,
    /// When it was done.
    pub ended: Option<String>,
}

/// An entry that would have needed other approvals.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SimulatedApproval {
    /// The entry.
    pub entry: String,
    /// Its kind.
    pub kind: String,
    /// The steps that it needs, in order.
    pub present: Vec<SimulatedStep>,
    /// The steps that it would need.
    pub draft: Vec<SimulatedStep>,
}

/// A step of an approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SimulatedStep {
    /// Its name.
    pub step: String,
    /// The roles that may give it.
    pub roles: Vec<String>,
}

/// A case under its own rules and under the draft.
pub fn simulated_case(case: &CaseFigures, simulated: Simulated, rules: &Rules) -> SimulatedCase {
    let clock = |one: Reclocked| clock(one, rules);
    SimulatedCase {
        case: case.case.clone(),
        customer: case.customer.clone(),
        opened: case.opened_on().to_string(),
        severity: simulated.graded.map(|graded| {
            let (draft, draft_rule) = split(graded.draft);
            SimulatedSeverity {
                present: graded.present.severity,
                present_rule: graded.present.rule,
                draft,
                draft_rule,
            }
        }),
        clocks: simulated.clocks.into_iter().map(clock).collect(),
        approvals: simulated.approvals.into_iter().map(approval).collect(),
        missed: (simulated.was_late, simulated.would_be_late),
    }
}

fn split(level: Option<Level>) -> (Option<String>, Option<String>) {
    level.map(|level| (level.severity, level.rule)).unzip()
}

fn clock(one: Reclocked, rules: &Rules) -> SimulatedClock {
    let either = one.present.as_ref().or(one.draft.as_ref());
    let local = |time: Time| Time(rules.calendar.local(time.0)).to_string();
    let state = |owed: &Option<Obligation>| owed.as_ref().map(|it| it.state.word().to_owned());
    let due = |owed: &Option<Obligation>| owed.as_ref().map(|it| local(Time(it.due.at)));
    let ended = either.and_then(|it| it.ended.as_ref());
    SimulatedClock {
        entry: either.map_or(String::new(), |it| it.by.to_string()),
        present: state(&one.present),
        present_due: due(&one.present),
        draft: state(&one.draft),
        draft_due: due(&one.draft),
        ended: ended.map(|(_, time)| local(*time)),
        clock: one.clock,
    }
}

fn approval(one: Reapproved) -> SimulatedApproval {
    let steps = |steps: Steps| {
        let step = |(step, roles)| SimulatedStep { step, roles };
        steps.into_iter().map(step).collect()
    };
    SimulatedApproval {
        entry: one.entry.to_string(),
        kind: one.kind.word().to_owned(),
        present: steps(one.present),
        draft: steps(one.draft),
    }
}

impl SimulationOutput {
    /// The difference that a draft makes to these cases.
    pub fn of(about: About, draft: String, all: Vec<SimulatedCase>) -> SimulationOutput {
        let count = |wanted: fn(&SimulatedCase) -> bool| all.iter().filter(|it| wanted(it)).count();
        SimulationOutput {
            about,
            draft,
            cases: all.len(),
            graded_otherwise: count(|it| it.severity.is_some()),
            newly_late: count(|it| it.missed == (false, true)),
            no_longer_late: count(|it| it.missed == (true, false)),
            approved_otherwise: count(|it| !it.approvals.is_empty()),
            rows: all.into_iter().filter(SimulatedCase::differs).collect(),
        }
    }
}

impl SimulatedCase {
    fn differs(&self) -> bool {
        self.severity.is_some() || !self.clocks.is_empty() || !self.approvals.is_empty()
    }
}
