use schemars::JsonSchema;
use serde::Serialize;

use crate::case::{CaseNumber, Time};
use crate::policy::Rules;
use crate::procedure::{ObligationState, State, pending};

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
    /// The entry that started it.
    pub by: String,
}

/// What the case still owes at that instant.
pub fn due_rows(
    case: &CaseNumber,
    file: &str,
    state: &State,
    rules: &Rules,
    now: Time,
) -> Vec<DueRow> {
    let customer = state
        .open()
        .map_or(String::new(), |open| open.customer.to_string());
    pending(state, rules, now)
        .into_iter()
        .map(|owed| DueRow {
            case: case.to_string(),
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
            by: owed.by.to_string(),
        })
        .collect()
}

impl DueRow {
    /// Whether its time is over.
    pub fn is_overdue(&self) -> bool {
        self.state == ObligationState::Overdue.word()
    }
}
