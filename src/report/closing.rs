//! What closing a case needs, with what is there and what is not.

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::kinds::Basis;
use crate::case::{Case, EntryId};
use crate::policy::Rules;
use crate::procedure::{OpenNeed, State, Wanted, checklist, typed};

/// What `close --dry-run --format json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint close --dry-run")]
pub struct ClosingView {
    /// The case.
    pub case: String,
    /// On what ground.
    pub basis: String,
    /// Whether nothing lacks.
    pub ready: bool,
    /// Everything that is needed.
    pub needs: Vec<NeedView>,
}

/// Something that closing needs.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NeedView {
    /// What is needed.
    pub need: String,
    /// Whether it is there.
    pub met: bool,
    /// The row of the policy that asks for it.
    pub rule: String,
    /// The commands that settle what lacks.
    pub commands: Vec<String>,
}

/// What closing on that ground needs; nothing where the policy does not allow
/// it.
pub fn closing_view(
    case: &Case,
    state: &State,
    rules: &Rules,
    basis: Basis,
    outlive: &[EntryId],
) -> Option<ClosingView> {
    let number = case.number();
    let command = |open: &OpenNeed| {
        let of = open.case.as_ref().unwrap_or(number);
        typed(of.as_str(), open.verb, &open.command)
    };
    let need = |wanted: Wanted| NeedView {
        need: wanted.need.to_string(),
        met: wanted.open.is_empty(),
        rule: wanted.rule,
        commands: wanted.open.iter().map(command).collect(),
    };
    let all = checklist(state, rules, basis, outlive)?;
    let needs: Vec<NeedView> = all.into_iter().map(need).collect();
    Some(ClosingView {
        case: number.to_string(),
        basis: basis.to_string(),
        ready: needs.iter().all(|need| need.met),
        needs,
    })
}
