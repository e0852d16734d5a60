use schemars::JsonSchema;
use serde::Serialize;

use crate::case::{Case, Time};
use crate::policy::Rules;
use crate::procedure::{State, pending, status};
use crate::yaml::Text;

/// One case in a list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ListRow {
    /// The number.
    pub case: String,
    /// Where it stands.
    pub status: String,
    /// Severity, once decided.
    pub severity: Option<String>,
    /// The customer.
    pub customer: String,
    /// The customer's own number.
    pub reference: Option<String>,
    /// Models.
    pub models: Vec<String>,
    /// Lots.
    pub lots: Vec<String>,
    /// Defect code.
    pub defect: Option<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// When the complaint came.
    pub opened: String,
    /// When it was closed.
    pub closed: Option<String>,
    /// When the next thing is due.
    pub due: Option<String>,
    /// Whether something is overdue.
    pub overdue: bool,
    /// What happened.
    pub description: String,
    /// Where the words stand that were searched for; left out where none were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<Vec<FoundView>>,
}

/// A text in which something was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FoundView {
    /// The entry.
    pub entry: String,
    /// Its kind.
    pub kind: String,
    /// What stands around it.
    pub text: String,
}

/// The case in one row, as it stands at that instant.
pub fn list_row(case: &Case, state: &State, rules: &Rules, now: Time) -> Option<ListRow> {
    let open = state.open()?;
    let local = |time: Time| Time(rules.calendar.local(time.0)).to_string();
    let owed = pending(state, rules, now);
    let due = owed.iter().map(|owed| owed.due.at).min();
    let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
    Some(ListRow {
        case: case.number().to_string(),
        status: status(state, rules).to_string(),
        severity: state.severity().map(str::to_owned),
        customer: open.customer.to_string(),
        reference: text(&open.reference),
        models: open.models().map(ToString::to_string).collect(),
        lots: open.lots().map(ToString::to_string).collect(),
        defect: text(&open.defect),
        owner: open.owner.as_ref().map(ToString::to_string),
        opened: state.opened().map_or(String::new(), local),
        closed: state.closed.as_ref().map(|closed| local(closed.at)),
        due: due.map(|due| Time(due).to_string()),
        overdue: due.is_some_and(|due| due < now.0),
        description: open.description.to_string(),
        found: None,
    })
}
