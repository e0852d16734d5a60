use schemars::JsonSchema;
use serde::Serialize;

use super::case::started_by;
use crate::case::{Case, Time};
use crate::policy::Rules;
use crate::procedure::{ObligationState, State, pending, to_meet};

/// Something that is still owed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DueRow {
    /// The case.
    pub case: String,
    /// Its severity.
    pub severity: Option<String>,
    /// Its customer.
    pub customer: String,
    /// The clock.
    pub clock: String,
    /// The role that owes it.
    pub role: Option<String>,
    /// The person who owes it.
    pub person: Option<String>,
    /// When it started.
    pub started: String,
    /// When it is due.
    pub due: String,
    /// open, overdue or paused.
    pub state: String,
    /// By how many seconds it is late; negative while there is time.
    pub late_seconds: i64,
    /// Whether holidays of a year that nobody knows yet lie before it.
    pub assumed: bool,
    /// The case's file.
    pub file: String,
    /// The entry that started it, or one of its items.
    pub by: String,
    /// What a calendar needs besides.
    #[serde(skip)]
    #[schemars(skip)]
    pub more: DueMore,
}

/// What a calendar needs to know of an obligation besides.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DueMore {
    /// The case's uid.
    pub uid: String,
    /// The owner of the case.
    pub owner: Option<String>,
    /// The command that meets it.
    pub command: String,
    /// How many entries the case had.
    pub entries: usize,
    /// When the last of them was made.
    pub changed: String,
    /// The line at which the entry stands that started the clock, where it was
    /// looked for.
    pub line: Option<usize>,
}

/// What the case still owes at that instant.
pub fn due_rows(case: &Case, file: &str, state: &State, rules: &Rules, now: Time) -> Vec<DueRow> {
    let open = state.open();
    let customer = open.map_or(String::new(), |open| open.customer.to_string());
    let more = DueMore {
        uid: case.uid.to_string(),
        owner: open
            .and_then(|open| open.owner.as_ref())
            .map(ToString::to_string),
        command: String::new(),
        entries: state.log.len(),
        changed: state
            .log
            .iter()
            .map(|seen| seen.entry.at)
            .max()
            .map_or(String::new(), |at| at.to_string()),
        line: None,
    };
    pending(state, rules, now)
        .into_iter()
        .map(|owed| (started_by(&owed), owed))
        .map(|(by, owed)| DueRow {
            more: DueMore {
                command: to_meet(case.number(), &owed, state, rules),
                ..more.clone()
            },
            case: case.number().to_string(),
            severity: state.severity().map(str::to_owned),
            customer: customer.clone(),
            clock: owed.clock,
            role: owed.role,
            person: owed.person.map(|person| person.to_string()),
            started: Time(rules.calendar.local(owed.started.0)).to_string(),
            due: Time(owed.due.at).to_string(),
            state: owed.state.word().to_owned(),
            late_seconds: (now.0 - owed.due.at).num_seconds(),
            assumed: owed.due.assumed_from.is_some(),
            file: file.to_owned(),
            by,
        })
        .collect()
}

impl DueRow {
    /// What makes it the same obligation tomorrow: the case, the clock and what
    /// started it, but no time.
    pub fn identity(&self) -> String {
        format!("overdue|{}|{}|{}", self.case, self.clock, self.by)
    }

    /// Whether its time is over.
    pub fn is_overdue(&self) -> bool {
        self.state == ObligationState::Overdue.word()
    }
}
