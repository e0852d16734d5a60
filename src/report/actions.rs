//! What was done so that the fault does not come again, and whether it helped.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{About, ActionFigures, Alike, CaseFigures, Field, Filed, Gathered, numbers};
use crate::case::kinds::{Effect, words};

words! {
    /// What the actions of a row have in common.
    ActionGroup {
        /// What it is for: containment, corrective or preventive.
        Kind = "kind",
        /// Who does it.
        Owner = "owner",
        /// The customer.
        Customer = "customer",
        /// The model; of a case with several each counts.
        Model = "model",
        /// The defect code.
        Defect = "defect",
        /// The severity of the case.
        Severity = "severity",
        /// The department found responsible.
        Department = "department",
        /// The supplier found responsible, or charged.
        Supplier = "supplier",
        /// Where the cause lies: one of the six M.
        Cause = "cause",
        /// The month of the due day.
        Month = "month",
        /// The quarter of the due day.
        Quarter = "quarter",
        /// The year of the due day.
        Year = "year",
        /// The case.
        Case = "case",
    }
}

impl ActionGroup {
    /// The field of a case that it is; months and the like are of the due day.
    pub fn field(self) -> Option<Field> {
        let of_action = matches!(self, ActionGroup::Kind | ActionGroup::Owner);
        Field::parse(self.word()).filter(|_| !of_action)
    }

    fn of(self, one: &One) -> Vec<Option<String>> {
        let step = self.field().and_then(Field::step);
        match (self, self.field(), step) {
            (ActionGroup::Owner, ..) => vec![Some(one.action.owner.clone())],
            (_, Some(_), Some(step)) => vec![Some(step.label(step.of(one.day())))],
            (_, Some(field), None) => field.of(one.case),
            (_, None, _) => vec![Some(one.action.kind.to_string())],
        }
    }
}

/// What `report actions --format json` prints.
///
/// It is about the actions that count, those that wait for an approval too, by
/// the day on which they are due. Those that were cancelled are left out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint report actions")]
pub struct ActionsOutput {
    /// From when, and of which days.
    #[serde(flatten)]
    pub about: About,
    /// What a row is about.
    pub group: ActionGroup,
    /// A row each group; stretches of time in which nothing was due too.
    pub rows: Vec<ActionsRow>,
    /// All of it together. What stands in several rows counts once.
    pub total: ActionsRow,
}

/// How many actions there are, and how far they are.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionsRow {
    /// The group; none for cases without such a value, and in the total.
    pub group: Option<String>,
    /// Actions due in the period.
    pub planned: usize,
    /// Done.
    pub finished: usize,
    /// Done after their day, or not done and their day is over; of those let go,
    /// too, if they were late by then.
    pub late: usize,
    /// Still to be done.
    pub open: usize,
    /// Done, and still to be evaluated: corrective and preventive ones.
    pub waiting: usize,
    /// Let go: not done, or not evaluated, when their case was closed without
    /// waiting for it.
    pub let_go: usize,
    /// Found to have helped.
    pub effective: usize,
    /// Found not to have helped.
    pub ineffective: usize,
    /// Effective ones after whose evaluation a complaint came that is like theirs:
    /// in what the policy says repeats are alike, from any customer. Complaints
    /// that were refuted, withdrawn, not ours or the same twice do not count as
    /// having come.
    pub repeats: usize,
    /// The cases behind the row; left out where they are not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Vec<String>>,
    /// The complaints that came in spite of effective ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat_cases: Option<Vec<String>>,
}

/// An action and its case.
#[derive(Clone, Copy)]
struct One<'a> {
    case: &'a CaseFigures,
    action: &'a ActionFigures,
}

impl One<'_> {
    fn day(&self) -> NaiveDate {
        self.action.due
    }

    fn is_done(&self) -> bool {
        let evaluated = self.action.evaluated.is_some() || !self.action.for_cause;
        self.action.finished && evaluated
    }

    fn is_found(&self, effect: Effect) -> bool {
        let evaluated = self.action.evaluated;
        evaluated.is_some_and(|(_, found)| found == effect)
    }
}

/// The actions due in the period, grouped by that.
pub fn actions(gathered: &Gathered, group: ActionGroup, cases: bool) -> ActionsOutput {
    let period = gathered.call.period;
    let mut all: Vec<One> = Vec::new();
    for case in &gathered.cases {
        let due = case
            .actions
            .iter()
            .filter(|action| period.holds(action.due));
        all.extend(due.map(|action| One { case, action }));
    }
    let making = Making {
        alike: Alike::of(gathered),
        cases,
    };
    let filed = all.iter().map(|one| Filed {
        values: group.of(one),
        day: one.day(),
        item: *one,
    });
    let groups = gathered.grouped(group.field(), filed).into_iter();
    ActionsOutput {
        about: gathered.about(),
        group,
        rows: groups.map(|(value, of)| making.row(value, &of)).collect(),
        total: making.row(None, &all),
    }
}

struct Making<'a> {
    alike: Alike<'a>,
    cases: bool,
}

impl Making<'_> {
    fn row(&self, group: Option<String>, of: &[One]) -> ActionsRow {
        let count = |wanted: &dyn Fn(&One) -> bool| of.iter().filter(|one| wanted(one)).count();
        let again: Vec<Vec<&CaseFigures>> = of.iter().map(|one| self.repeats(one)).collect();
        ActionsRow {
            group,
            planned: of.len(),
            finished: count(&|one| one.action.finished),
            late: count(&|one| one.action.is_late),
            open: count(&|one| !one.action.finished && one.action.goes_on),
            waiting: count(&|one| one.action.finished && !one.is_done() && one.action.goes_on),
            let_go: count(&|one| !one.is_done() && !one.action.goes_on),
            effective: count(&|one| one.is_found(Effect::Effective)),
            ineffective: count(&|one| one.is_found(Effect::Ineffective)),
            repeats: again.iter().filter(|again| !again.is_empty()).count(),
            cases: numbers(self.cases, of.iter().map(|one| one.case)),
            repeat_cases: numbers(self.cases, again.iter().flatten().copied()),
        }
    }

    /// The complaints that came though the action was found to have helped.
    fn repeats(&self, one: &One) -> Vec<&CaseFigures> {
        match one.action.evaluated {
            Some((time, Effect::Effective)) => self.alike.after(one.case, time).collect(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::figures::fixture::{days, gathered};

    const OPEN: &str = "cmplnb 11-02T09:00 li open: {customer: ACME, description: d, product: {model: AX}, defect: line}
        nvsbbb 11-02T10:00 wang investigate: {justified: true, occurrence: o}\n";

    /// An action due on the 6th, whose day is over at 17:30.
    fn act(id: &str, kind: &str, owner: &str) -> String {
        format!(
            "{id} 11-03T09:00 li act: {{for: nvsbbb, kind: {kind}, text: t, owner: {owner}, due: 2026-11-06}}\n"
        )
    }

    fn done(id: &str, of: &str, time: &str) -> String {
        format!("{id} {time} wang finish: {{for: {of}, text: t}}\n")
    }

    fn found(id: &str, of: &str, time: &str, verdict: &str) -> String {
        format!("{id} {time} li evaluate: {{for: {of}, verdict: {verdict}, text: t}}\n")
    }

    /// Group, planned, finished, late, open, waiting, let go, effective, ineffective,
    /// repeats.
    fn line(row: &ActionsRow) -> String {
        let counts = [
            row.planned,
            row.finished,
            row.late,
            row.open,
            row.waiting,
            row.let_go,
            row.effective,
            row.ineffective,
            row.repeats,
        ];
        let counts = counts.map(|count| count.to_string());
        format!(
            "{} {}",
            row.group.as_deref().unwrap_or("-"),
            counts.join(" ")
        )
    }

    fn lines(rows: &[ActionsRow]) -> Vec<String> {
        rows.iter().map(line).collect()
    }

    #[test]
    fn how_far_each_is() {
        let log = [
            "case 2611-0001\n",
            OPEN,
            // Done and found effective; done late, and not evaluated yet; not done;
            // done, and not to be evaluated; done in time, of no use.
            &act("ctbbbb", "corrective", "wang"),
            &done("fnnbbb", "ctbbbb", "11-05T09:00"),
            &found("vlbbbb", "ctbbbb", "11-09T09:00", "effective"),
            &act("ctbbbc", "corrective", "wang"),
            &done("fnnbbc", "ctbbbc", "11-06T17:31"),
            &act("ctbbbd", "preventive", "li"),
            &act("ctbbbf", "containment", "li"),
            &done("fnnbbf", "ctbbbf", "11-06T17:30"),
            &act("ctbbbg", "preventive", "li"),
            &done("fnnbbg", "ctbbbg", "11-04T09:00"),
            &found("vlbbbg", "ctbbbg", "11-09T10:00", "ineffective"),
        ];
        let gathered = gathered(&log.concat(), "11-10T09:00");
        let output = actions(&gathered, ActionGroup::Kind, false);
        assert_eq!(
            lines(&output.rows),
            [
                "containment 1 1 0 0 0 0 0 0 0",
                "corrective 2 2 1 0 1 0 1 0 0",
                "preventive 2 1 1 1 0 0 0 1 0",
            ]
        );
        assert_eq!(line(&output.total), "- 5 4 2 1 1 0 1 1 0");
        let output = actions(&gathered, ActionGroup::Owner, false);
        assert_eq!(
            lines(&output.rows),
            ["li 3 2 1 1 0 0 0 1 0", "wang 2 2 1 0 1 0 1 0 0"]
        );
        let output = actions(&gathered, ActionGroup::Month, false);
        assert_eq!(lines(&output.rows), ["2026-11 5 4 2 1 1 0 1 1 0"]);
    }

    /// The clock `start` of the policy is over an hour after the action.
    #[test]
    fn late_is_its_own_day_alone() {
        let log = [
            "case 2611-0001\n",
            OPEN,
            &act("ctbbbb", "corrective", "wang"),
        ]
        .concat();
        let at = |now: &str| line(&actions(&gathered(&log, now), ActionGroup::Kind, false).total);
        assert_eq!(at("11-06T17:30"), "- 1 0 0 1 0 0 0 0 0");
        assert_eq!(at("11-06T17:31"), "- 1 0 1 1 0 0 0 0 0");
        let mut gathered = gathered(&log, "11-09T09:00");
        gathered.call.period = days("2026-11-07", "2026-11-30");
        let output = actions(&gathered, ActionGroup::Kind, false);
        assert_eq!((output.rows.len(), output.total.planned), (0, 0));
    }

    /// Of a closed case nothing is asked for but what was to go on.
    #[test]
    fn what_was_let_go() {
        let log = [
            "case 2611-0001\n",
            OPEN,
            &act("ctbbbb", "corrective", "wang"),
            &act("ctbbbc", "corrective", "wang"),
            &done("fnnbbc", "ctbbbc", "11-04T09:00"),
            &act("ctbbbd", "containment", "wang"),
            &done("fnnbbd", "ctbbbd", "11-04T09:00"),
        ]
        .concat();
        let total = |closing: &str| {
            let log = format!("{log}clsbbb 11-05T09:00 li close: {closing}\n");
            line(&actions(&gathered(&log, "11-09T09:00"), ActionGroup::Kind, false).total)
        };
        assert_eq!(total("{basis: withdrawn}"), "- 3 2 0 0 0 2 0 0 0");
        let goes_on = "{basis: accepted, outlive: ctbbbb}";
        assert_eq!(total(goes_on), "- 3 2 1 1 0 1 0 0 0");
    }

    #[test]
    fn what_came_again_though_it_was_settled() {
        let of = |case: &str, time: &str, more: &str| {
            format!(
                "case {case}\ncmplnb {time} li open: {{customer: Nord, description: d, product: {{model: AX}}, defect: line}}\n{more}"
            )
        };
        let settled = [
            "case 2611-0001\n",
            OPEN,
            &act("ctbbbb", "corrective", "wang"),
            &done("fnnbbb", "ctbbbb", "11-05T09:00"),
            &found("vlbbbb", "ctbbbb", "11-09T09:00", "effective"),
        ]
        .concat();
        let figures = |more: &str, others: &str| {
            let cases = format!("{settled}{more}others\n{others}");
            let gathered = gathered(&cases, "11-20T09:00");
            let total = actions(&gathered, ActionGroup::Kind, true).total;
            (total.repeats, total.repeat_cases.unwrap().join(" "))
        };
        let early = of("2611-0002", "11-09T09:00", "");
        assert_eq!(figures("", &early), (0, String::new()));
        let closed = "clsbbb 11-12T09:00 li close: {basis: withdrawn}\n";
        let withdrawn = of("2611-0003", "11-10T09:00", closed);
        assert_eq!(figures("", &withdrawn), (0, String::new()));
        let both =
            early + &of("2611-0004", "11-09T09:01", "") + &of("2611-0005", "11-12T09:00", "");
        let again = (1, "2611-0004 2611-0005".to_owned());
        assert_eq!(figures("", &both), again);
        // What becomes of the action's own case is no matter.
        assert_eq!(figures(closed, &both), again);
    }
}
