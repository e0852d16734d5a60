//! A policy played through with generated cases: each grade to each ground of
//! closing, each clock from its start to its end, each approval to its last
//! step. What never occurs is told.

mod cast;
mod fields;
mod goods;
mod guarantee;
mod premise;
mod record;
mod tour;
mod walk;
mod wish;

use std::sync::Arc;

use crate::calendar::Calendar;
use crate::case::Time;
use crate::case::kinds::Basis;
use crate::policy::{Condition, Need, Policy, Rules};
pub use record::Occurred;
use tour::Tour;
pub use walk::Obstacle;

/// What a generated case was to show.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal {
    /// That a case can be closed on that ground.
    Close(Basis),
    /// The same where goods come back and are replaced before.
    Goods(Basis),
    /// That a clock is started and met.
    Clock(String),
    /// That a step of an approval is asked for and given; the path of its row.
    Approval(String),
    /// That somebody enters what is left to a role; the path of its row.
    Entry(String),
}

/// A generated case, and what came of it.
#[derive(Debug, Clone)]
pub struct Walked {
    /// What it was to show.
    pub goal: Goal,
    /// Its level.
    pub level: String,
    /// The entries, by kind and in order.
    pub entries: Vec<&'static str>,
    /// Whether it came to what it was to show.
    pub reached: bool,
    /// What closing still needed in the end.
    pub lacks: Vec<Need>,
    /// What stood against it.
    pub obstacles: Vec<Obstacle>,
}

/// A ground on which no generated case could be closed.
#[derive(Debug, Clone, PartialEq)]
pub struct Unreached {
    /// The ground.
    pub basis: Basis,
    /// The levels, where it could be reached at others.
    pub levels: Vec<String>,
    /// How many cases tried.
    pub tried: usize,
    /// What closing still needed.
    pub lacks: Vec<Need>,
    /// What stood against it.
    pub obstacles: Vec<Obstacle>,
}

/// What the generated cases showed.
#[derive(Debug, Clone)]
pub struct Rehearsal {
    /// The cases.
    pub walks: Vec<Walked>,
    /// What occurred in them.
    pub occurred: Occurred,
    /// Grounds of closing that none came to.
    pub unreached: Vec<Unreached>,
}

/// Plays a policy through, with invented people, from that instant on.
pub fn rehearse(policy: &Arc<Policy>, calendar: &Arc<Calendar>, from: Time) -> Rehearsal {
    let all = conditions(policy);
    let rules = Rules {
        policy: policy.clone(),
        people: Arc::new(cast::people(policy)),
        calendar: calendar.clone(),
        catalog: Arc::new(cast::catalog(&all)),
    };
    let mut tour = Tour::new(&rules, from);
    tour.closings();
    tour.goods();
    tour.clocks();
    tour.approvals();
    tour.entries();
    let unreached = unreached(&tour.walks, policy);
    Rehearsal {
        walks: tour.walks,
        occurred: tour.occurred,
        unreached,
    }
}

/// Every condition of a policy.
fn conditions(policy: &Policy) -> Vec<&Condition> {
    let clocks = policy.clocks.iter().map(|(_, clock)| &clock.when);
    let steps = policy.approvals.iter().flat_map(|(_, steps)| steps);
    let steps = steps.flat_map(|step| [&step.when, &step.unless]);
    let closing = policy.closing.iter().flat_map(|(_, it)| &it.also);
    let closing = closing.map(|also| &also.when);
    let only = policy.entering.only.iter();
    let only = only.flat_map(|only| [&only.when, &only.unless]);
    let first = policy.entering.first.iter();
    let first = first.flat_map(|first| [&first.when, &first.unless]);
    let entering = only.chain(first);
    clocks.chain(steps).chain(closing).chain(entering).collect()
}

/// The grounds that no case of some level came to.
fn unreached(walks: &[Walked], policy: &Policy) -> Vec<Unreached> {
    let bases = policy.closing.names().filter_map(Basis::parse);
    let of = |basis: Basis| {
        let tried = walks.iter().filter(|it| it.goal == Goal::Close(basis));
        let tried: Vec<&Walked> = tried.collect();
        let all = policy.severity.levels.iter().map(|level| level.as_str());
        let all: Vec<&str> = all
            .filter(|level| tried.iter().any(|it| it.level == **level))
            .collect();
        let reached = |level: &str| tried.iter().any(|it| it.level == level && it.reached);
        let levels: Vec<&str> = all
            .iter()
            .copied()
            .filter(|level| !reached(level))
            .collect();
        let last = tried
            .iter()
            .find(|it| levels.contains(&it.level.as_str()))?;
        let failed = tried
            .iter()
            .filter(|it| levels.contains(&it.level.as_str()));
        Some(Unreached {
            basis,
            levels: match levels.len() == all.len() {
                true => Vec::new(),
                false => levels.iter().map(|level| (*level).to_owned()).collect(),
            },
            tried: failed.count(),
            lacks: last.lacks.clone(),
            obstacles: last.obstacles.clone(),
        })
    };
    bases.filter_map(of).collect()
}

#[cfg(test)]
mod tests;
