use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::goods::{
    AnomalyView, BalanceView, RmaView, SampleView, anomaly_views, balance_views, rma_views,
    sample_views,
};
use super::touched::{
    LeftView, ReachedView, StockedView, left_views, reached_views, stocked_views,
};
use super::work::{
    ActionView, DepartmentView, RecallView, action_views, department_views, recall_views,
};
use crate::case::{Body, Case, Target, Time};
use crate::policy::{Rules, Sense};
use crate::procedure::goods::Ledger;
use crate::procedure::{
    NextStep, Obligation, Seen, Standing, State, Waiting, may_end, next, obligations, status,
    waiting, wanting,
};

/// Something that the policy lets a complaint name besides.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ParticularView {
    /// Its name in the policy.
    pub name: String,
    /// What the complaint says.
    pub value: String,
}

/// One case as `show` gives it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint show")]
pub struct CaseView {
    /// The number.
    pub case: String,
    /// The number under which it was opened, where it has another one since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened_as: Option<String>,
    /// The uid.
    pub uid: String,
    /// Where it stands.
    pub status: String,
    /// Severity, once decided.
    pub severity: Option<String>,
    /// The rule that gave the severity.
    pub rule: Option<String>,
    /// Why a person decided the severity otherwise than the rule.
    pub overridden: Option<String>,
    /// The customer.
    pub customer: String,
    /// By which channel it came.
    pub channel: Option<String>,
    /// What else is known of the complaint, by the names of the policy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub particulars: Vec<ParticularView>,
    /// What the customer wants.
    pub wants: Vec<String>,
    /// The customer's own number.
    pub reference: Option<String>,
    /// Models.
    pub models: Vec<String>,
    /// Lots.
    pub lots: Vec<String>,
    /// Defect code.
    pub defect: Option<String>,
    /// Quantity complained of.
    pub quantity: Option<String>,
    /// What happened.
    pub description: String,
    /// Who owns it.
    pub owner: Option<String>,
    /// When the complaint came.
    pub opened: String,
    /// When it was closed.
    pub closed: Option<String>,
    /// On what ground it was closed.
    pub basis: Option<String>,
    /// What the policy wants a complaint to name and this one does not.
    pub lacking: Vec<String>,
    /// Every time limit that has started.
    pub obligations: Vec<ObligationView>,
    /// Times before which something must not be done.
    pub not_before: Vec<ObligationView>,
    /// Quantities by where they are, a row each model, lot and unit.
    pub balance: Vec<BalanceView>,
    /// RMAs that were asked for.
    pub rmas: Vec<RmaView>,
    /// In which ways goods came otherwise than they should.
    pub anomalies: Vec<AnomalyView>,
    /// What samples said about their lots.
    pub samples: Vec<SampleView>,
    /// Departments that were asked.
    pub departments: Vec<DepartmentView>,
    /// Actions, those of the case that leads too.
    pub actions: Vec<ActionView>,
    /// Goods that are called back.
    pub recalls: Vec<RecallView>,
    /// What traces found in stock of the lots that the fault touches.
    pub stock: Vec<StockedView>,
    /// What customers got of these lots, as the traces say.
    pub reached: Vec<ReachedView>,
    /// What is left to be done of what was traced and called back.
    pub left: Vec<LeftView>,
    /// Approvals that are waited for.
    pub approvals: Vec<ApprovalView>,
    /// What comes next.
    pub next: Vec<NextView>,
    /// Other cases that it links, and that link it; left out where nobody looked
    /// for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Vec<LinkView>>,
    /// The log.
    pub log: Vec<EntryView>,
}

/// From which side a link was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LinkDirection {
    /// This case names the other one.
    To,
    /// The other case names this one.
    From,
}

/// Another case that is linked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LinkView {
    /// Which of the two names the other.
    pub direction: LinkDirection,
    /// As what: duplicate, repeat, related, follow-up or same-cause.
    #[serde(rename = "as")]
    pub relation: String,
    /// The other case's number today.
    pub case: String,
    /// Where the other case stands; nothing where it is not there.
    pub status: Option<String>,
    /// The other case's customer.
    pub customer: Option<String>,
    /// The entry that says so, in the case that names the other.
    pub entry: String,
    /// In words.
    pub text: Option<String>,
}

/// A time limit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ObligationView {
    /// The clock.
    pub clock: String,
    /// The role that owes it.
    pub role: Option<String>,
    /// The person who owes it.
    pub person: Option<String>,
    /// The entry that started it, or one of its items.
    pub by: String,
    /// When it started.
    pub started: String,
    /// The limit.
    pub within: Option<String>,
    /// When it is due.
    pub due: String,
    /// open, met, late, overdue or paused.
    pub state: String,
    /// When it was done.
    pub ended: Option<String>,
    /// Whether holidays of a year that nobody knows yet lie before it.
    pub assumed: bool,
}

impl ObligationView {
    /// Whether its limit is in minutes: then seconds count.
    pub fn is_of_minutes(&self) -> bool {
        let within = self.within.as_deref();
        within.is_some_and(|term| term.ends_with("min"))
    }
}

/// An approval that is waited for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ApprovalView {
    /// The entry.
    pub entry: String,
    /// Its kind.
    pub kind: String,
    /// The step.
    pub step: String,
    /// The roles that may give it.
    pub roles: Vec<String>,
}

/// A step that comes next.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NextView {
    /// The verb.
    pub verb: String,
    /// The command to type.
    pub command: String,
    /// Who must take it.
    pub roles: Vec<String>,
    /// The person who must take it.
    pub person: Option<String>,
    /// Whether the policy requires it.
    pub required: bool,
    /// When it is due.
    pub due: Option<String>,
    /// Whether holidays of a year that nobody knows yet lie before that.
    pub assumed: bool,
    /// The row of the policy.
    pub rule: Option<String>,
}

/// One entry of the log.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EntryView {
    /// Place in the log, from 1.
    pub place: usize,
    /// The id.
    pub id: String,
    /// When it was entered.
    pub at: String,
    /// When it happened, where that differs.
    pub when: Option<String>,
    /// Who says it.
    pub by: String,
    /// Who typed it.
    pub via: Option<String>,
    /// The kind.
    pub kind: String,
    /// The entry that it answers.
    #[serde(rename = "for")]
    pub target: Option<String>,
    /// One line about it.
    pub brief: String,
    /// live, waiting, struck, cancelled, rejected or void.
    pub standing: String,
    /// Its fields, as they stand after amendments.
    pub fields: Value,
}

/// The view of one case as it stands at that instant.
pub fn case_view(case: &Case, state: &State, rules: &Rules, now: Time) -> CaseView {
    let local = |time: Time| Time(rules.calendar.local(time.0)).to_string();
    let open = state.open();
    let text = |text: Option<&crate::yaml::Text>| text.map(ToString::to_string);
    let ledger = Ledger::of(state, rules);
    let (earliest, latest): (Vec<_>, Vec<_>) = obligations(state, rules, now)
        .into_iter()
        .partition(|owed| owed.sense == Sense::Earliest);
    CaseView {
        case: case.number().to_string(),
        opened_as: (case.number() != &case.opened_as).then(|| case.opened_as.to_string()),
        uid: case.uid.to_string(),
        status: status(state, rules).to_string(),
        severity: state.severity().map(str::to_owned),
        rule: state.graded.as_ref().map(|graded| graded.rule.clone()),
        overridden: overridden(state),
        customer: open.map_or(String::new(), |open| open.customer.to_string()),
        channel: text(open.and_then(|open| open.channel.as_ref())),
        particulars: open.map_or(Vec::new(), |open| {
            let each = open.particulars.iter();
            each.map(|(name, value)| ParticularView {
                name: name.to_owned(),
                value: value.to_string(),
            })
            .collect()
        }),
        wants: open.map_or(Vec::new(), |open| {
            open.wants.iter().map(ToString::to_string).collect()
        }),
        reference: text(open.and_then(|open| open.reference.as_ref())),
        models: open.map_or(Vec::new(), |open| {
            open.models().map(ToString::to_string).collect()
        }),
        lots: open.map_or(Vec::new(), |open| {
            open.lots().map(ToString::to_string).collect()
        }),
        defect: text(open.and_then(|open| open.defect.as_ref())),
        quantity: open
            .and_then(|open| open.quantity.as_ref())
            .map(ToString::to_string),
        description: open.map_or(String::new(), |open| open.description.to_string()),
        owner: open
            .and_then(|open| open.owner.as_ref())
            .map(ToString::to_string),
        opened: state.opened().map_or(String::new(), local),
        closed: state.closed.as_ref().map(|closed| local(closed.at)),
        basis: state.closed.as_ref().map(|closed| closed.basis.to_string()),
        lacking: wanting(state, rules),
        obligations: latest
            .iter()
            .map(|owed| obligation_view(owed, rules))
            .collect(),
        not_before: earliest
            .iter()
            .filter(|owed| owed.ended.is_none() && may_end(owed, state, rules))
            .map(|owed| obligation_view(owed, rules))
            .collect(),
        balance: balance_views(state, &ledger),
        rmas: rma_views(&ledger, rules),
        anomalies: anomaly_views(&ledger),
        samples: sample_views(state),
        departments: department_views(state),
        actions: action_views(state),
        recalls: recall_views(state),
        stock: stocked_views(state, rules),
        reached: reached_views(state),
        left: left_views(state, rules),
        approvals: waiting(state, rules)
            .into_iter()
            .map(approval_view)
            .collect(),
        next: next(case.number(), state, rules, now)
            .into_iter()
            .map(|step| next_view(step, &latest))
            .collect(),
        links: None,
        log: entries(case, state, rules),
    }
}

fn obligation_view(owed: &Obligation, rules: &Rules) -> ObligationView {
    let local = |time: Time| Time(rules.calendar.local(time.0)).to_string();
    ObligationView {
        clock: owed.clock.clone(),
        role: owed.role.clone(),
        person: owed.person.as_ref().map(ToString::to_string),
        by: started_by(owed),
        started: local(owed.started),
        within: owed.term.map(|term| term.to_string()),
        due: Time(owed.due.at).to_string(),
        state: owed.state.word().to_owned(),
        ended: owed.ended.as_ref().map(|(_, time)| local(*time)),
        assumed: owed.due.assumed_from.is_some(),
    }
}

/// The entry that started a clock, with its item where it runs for each of
/// several.
pub(super) fn started_by(owed: &Obligation) -> String {
    let by = Target {
        entry: owed.by.clone(),
        item: owed.item,
    };
    by.to_string()
}

fn overridden(state: &State) -> Option<String> {
    let graded = state.graded.as_ref()?;
    match &state.seen(&graded.entry)?.body {
        Body::Classify(classify) => classify.reason.as_ref().map(ToString::to_string),
        _ => None,
    }
}

fn approval_view(waiting: Waiting) -> ApprovalView {
    ApprovalView {
        entry: waiting.entry.to_string(),
        kind: waiting.kind.word().to_owned(),
        step: waiting.step,
        roles: waiting.roles,
    }
}

/// A step is due when one of the obligations is.
fn next_view(step: NextStep, owed: &[Obligation]) -> NextView {
    let assumed = owed.iter().any(|owed| {
        owed.due.assumed_from.is_some() && step.due.is_some_and(|due| due.0 == owed.due.at)
    });
    NextView {
        verb: step.verb.to_owned(),
        command: step.command,
        roles: step.roles,
        person: step.person.map(|person| person.to_string()),
        required: step.required,
        due: step.due.map(|due| due.to_string()),
        assumed,
        rule: step.rule,
    }
}

fn entries(case: &Case, state: &State, rules: &Rules) -> Vec<EntryView> {
    let place = |seen: &Seen| case.log.iter().position(|entry| entry.id == *seen.id());
    state
        .log
        .iter()
        .map(|seen| entry_view(seen, place(seen).map_or(0, |at| at + 1), rules))
        .collect()
}

fn entry_view(seen: &Seen, place: usize, rules: &Rules) -> EntryView {
    let local = |time: Time| Time(rules.calendar.local(time.0)).to_string();
    EntryView {
        place,
        id: seen.id().to_string(),
        at: local(seen.entry.at),
        when: seen.body.when().map(local),
        by: seen.entry.by.to_string(),
        via: seen.entry.via.as_ref().map(ToString::to_string),
        kind: seen.entry.kind().word().to_owned(),
        target: seen.body.target().map(|target| target.to_string()),
        brief: seen.body.brief(),
        standing: standing(seen).to_owned(),
        fields: fields(&seen.body),
    }
}

pub(super) fn standing(seen: &Seen) -> &'static str {
    match seen.standing {
        Standing::Live if seen.in_force.is_none() => "waiting",
        Standing::Live => "live",
        Standing::Struck(_) => "struck",
        Standing::Cancelled(_) => "cancelled",
        Standing::Rejected(_) => "rejected",
        Standing::Void(_) => "void",
    }
}

/// The entry's fields but for those that stand beside them.
fn fields(body: &Body) -> Value {
    let Value::Object(fields) = body.to_json() else {
        return Value::Object(Map::new());
    };
    let kept = fields
        .into_iter()
        .filter(|(key, _)| !matches!(key.as_str(), "for" | "when"));
    Value::Object(kept.collect())
}
