//! What generated cases showed of a policy.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::{Code, Finding, Step};
use crate::policy::Policy;
use crate::procedure::{Goal, Obstacle, Rehearsal, Unreached, Walked};
use crate::yaml::Text;

/// What generated cases showed of a policy.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RehearsalView {
    /// How many cases were generated.
    pub cases: usize,
    /// Levels, and those that were given.
    pub levels: TallyView,
    /// Grounds of closing, and those on which a case was closed.
    pub closings: TallyView,
    /// Clocks, and those that were started and met.
    pub clocks: TallyView,
    /// Steps of approvals, and those that were given.
    pub approvals: TallyView,
    /// Entries that are left to some roles, and those that were made.
    pub entries: TallyView,
    /// Needs of closing, and those that were met.
    pub needs: TallyView,
    /// What no case showed.
    pub unshown: Vec<UnshownView>,
    /// The cases.
    pub walks: Vec<WalkView>,
}

/// How many rows of the policy there are, and how many of them occurred.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct TallyView {
    /// How many there are.
    pub all: usize,
    /// How many occurred.
    pub occurred: usize,
}

/// Something that no case showed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UnshownView {
    /// What never was: level-given, case-closed, clock-started, clock-met,
    /// approval-asked, approval-given, entry-made, need-met or goods-settled.
    pub what: &'static str,
    /// Its name, or the path of its row.
    pub of: String,
}

/// A generated case.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WalkView {
    /// What it was to show: close, goods, clock, approval or entry.
    pub goal: &'static str,
    /// Of which ground, clock or row.
    pub of: String,
    /// Its level.
    pub level: String,
    /// Its entries, by kind.
    pub entries: Vec<String>,
    /// Whether it showed it.
    pub reached: bool,
    /// What closing still needed in the end.
    pub lacks: Vec<String>,
    /// What stood against it.
    pub obstacles: Vec<ObstacleView>,
}

/// An entry that a generated case could not get.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ObstacleView {
    /// Its kind.
    pub entry: String,
    /// The codes of what stood against it.
    pub codes: Vec<String>,
}

/// What the generated cases showed.
pub fn rehearsal(policy: &Policy, rehearsal: &Rehearsal) -> RehearsalView {
    let occurred = &rehearsal.occurred;
    let mut unshown = Vec::new();
    let levels = policy.severity.levels.iter().map(Text::to_string);
    let bases = policy.closing.names().map(str::to_owned);
    let clocks = || policy.clocks.names().map(str::to_owned);
    let steps = || {
        let all = policy.approvals.iter();
        all.flat_map(|(kind, steps)| {
            (0..steps.len()).map(move |at| format!("approvals.{kind}[{at}]"))
        })
    };
    let rows = 0..policy.entering.only.len();
    let rows = rows.map(|at| format!("entering.only[{at}]"));
    let mut count = |what, all: &mut dyn Iterator<Item = String>, shown: &BTreeSet<String>| {
        let all: Vec<String> = all.collect();
        let (there, missing): (Vec<&String>, Vec<&String>) =
            all.iter().partition(|name| shown.contains(*name));
        let view = |of: &&String| UnshownView {
            what,
            of: (*of).clone(),
        };
        unshown.extend(missing.iter().map(view));
        TallyView {
            all: all.len(),
            occurred: there.len(),
        }
    };
    let started = |name: &String| occurred.started.contains(name);
    let asked = |rule: &String| occurred.asked.contains(rule);
    let mut view = RehearsalView {
        cases: rehearsal.walks.len(),
        levels: count("level-given", &mut levels.into_iter(), &occurred.levels),
        closings: count("case-closed", &mut bases.into_iter(), &occurred.closed),
        clocks: count("clock-met", &mut clocks(), &occurred.met),
        approvals: count("approval-given", &mut steps(), &occurred.given),
        entries: count("entry-made", &mut rows.into_iter(), &occurred.used),
        needs: count("need-met", &mut needs(policy).into_iter(), &occurred.needs),
        unshown: Vec::new(),
        walks: rehearsal.walks.iter().map(walk).collect(),
    };
    for row in &mut unshown {
        row.what = match row.what {
            "clock-met" if !started(&row.of) => "clock-started",
            "approval-given" if !asked(&row.of) => "approval-asked",
            what => what,
        };
    }
    unshown.extend(unsettled(&rehearsal.walks));
    view.unshown = unshown;
    view
}

/// Grounds to which no case came where goods were to be settled first.
fn unsettled(walks: &[Walked]) -> impl Iterator<Item = UnshownView> + '_ {
    walks.iter().filter_map(|walk| match walk.goal {
        Goal::Goods(basis) if !walk.reached => Some(UnshownView {
            what: "goods-settled",
            of: basis.word().to_owned(),
        }),
        _ => None,
    })
}

/// Every need of closing that the policy names, once.
fn needs(policy: &Policy) -> BTreeSet<String> {
    let all = policy.closing.iter().flat_map(|(_, closing)| {
        let graded = closing.when_severity.iter().flat_map(|(_, needs)| needs);
        let also = closing.also.iter().flat_map(|also| &also.needs);
        closing.needs.iter().chain(graded).chain(also)
    });
    all.map(|need| need.word().to_owned()).collect()
}

fn walk(walk: &Walked) -> WalkView {
    let (goal, of) = match &walk.goal {
        Goal::Close(basis) => ("close", basis.word()),
        Goal::Goods(basis) => ("goods", basis.word()),
        Goal::Clock(name) => ("clock", name.as_str()),
        Goal::Approval(rule) => ("approval", rule.as_str()),
        Goal::Entry(row) => ("entry", row.as_str()),
    };
    let obstacle = |obstacle: &Obstacle| ObstacleView {
        entry: obstacle.kind.word().to_owned(),
        codes: obstacle.refused.iter().map(ToString::to_string).collect(),
    };
    WalkView {
        goal,
        of: of.to_owned(),
        level: walk.level.clone(),
        entries: walk.entries.iter().map(|kind| (*kind).to_owned()).collect(),
        reached: walk.reached,
        lacks: walk
            .lacks
            .iter()
            .map(|need| need.word().to_owned())
            .collect(),
        obstacles: walk.obstacles.iter().map(obstacle).collect(),
    }
}

/// That no case could be closed on a ground.
pub fn unreachable(unreached: &Unreached) -> Finding {
    let basis = unreached.basis.word();
    let needs: Vec<String> = unreached
        .lacks
        .iter()
        .map(|need| need.word().to_owned())
        .collect();
    let against = |obstacle: &Obstacle| {
        let codes: Vec<&str> = obstacle.refused.iter().map(|code| code.as_str()).collect();
        (!codes.is_empty()).then(|| format!("{}: {}", obstacle.kind.word(), codes.join(", ")))
    };
    let against: Vec<String> = unreached.obstacles.iter().filter_map(against).collect();
    let some = |list: Vec<String>| (!list.is_empty()).then_some(list);
    let finding = Finding::new(Code::ClosingUnreachable).arg("basis", basis);
    let finding = finding.arg("count", unreached.tried);
    let finding = finding.maybe("levels", some(unreached.levels.clone()));
    let finding = finding.maybe("need", some(needs));
    let finding = finding.maybe("against", some(against));
    finding.at_path([Step::from("closing"), Step::from(basis)])
}
