//! Which time limits were kept, which were not, and by how much.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{
    About, CaseFigures, ClockFigures, Field, Filed, Gathered, median, numbers, percent,
};
use crate::case::kinds::words;
use crate::procedure::ObligationState;

words! {
    /// What the time limits of a row have in common.
    TimelinessGroup {
        /// The clock.
        Clock = "clock",
        /// The role that owes it.
        Role = "role",
        /// The person who owes it.
        Person = "person",
        /// The severity of the case.
        Severity = "severity",
        /// The customer.
        Customer = "customer",
        /// The customer's class.
        Class = "class",
        /// The model; of a case with several each counts.
        Model = "model",
        /// The defect code.
        Defect = "defect",
        /// The channel by which the complaint came.
        Channel = "channel",
        /// Who owns the case.
        Owner = "owner",
        /// The department found responsible.
        Department = "department",
        /// The supplier found responsible, or charged.
        Supplier = "supplier",
        /// The month in which it was due.
        Month = "month",
        /// The quarter in which it was due.
        Quarter = "quarter",
        /// The year in which it was due.
        Year = "year",
        /// The case.
        Case = "case",
    }
}

impl TimelinessGroup {
    /// The field of a case that it is; months and the like are of the due day.
    pub fn field(self) -> Option<Field> {
        Field::parse(self.word())
    }

    fn of(self, limit: &Limit) -> Vec<Option<String>> {
        let clock = limit.clock;
        match self {
            TimelinessGroup::Clock => vec![Some(clock.clock.clone())],
            TimelinessGroup::Role => vec![clock.role.clone()],
            TimelinessGroup::Person => vec![clock.person.clone()],
            _ => match self.field().and_then(|field| Some((field, field.step()?))) {
                Some((_, step)) => vec![Some(step.label(step.of(clock.due_on())))],
                None => self
                    .field()
                    .map_or(vec![None], |field| field.of(limit.case)),
            },
        }
    }
}

/// What `report timeliness --format json` prints.
///
/// It is about the time limits that something must be done by, those that
/// `overdue` and `explain` know: those of the policy's clocks and the days that
/// were promised, with the pauses in which they stood still. They count in the
/// period in which they are due, by the register's own days. What was let go
/// before it was due, because the case was closed or the entry behind it
/// cancelled, is left out; what was let go later is late.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint report timeliness")]
pub struct TimelinessOutput {
    /// From when, and of which days.
    #[serde(flatten)]
    pub about: About,
    /// What a row is about.
    pub group: TimelinessGroup,
    /// A row each clock; where something else is the group, each value of that
    /// and clock.
    pub rows: Vec<TimelinessRow>,
    /// A row each value of the group, all clocks together; stretches of time in
    /// which nothing was due too. Empty where the group is the clock.
    pub groups: Vec<TimelinessRow>,
    /// All of it together. What stands in several rows counts once.
    pub total: TimelinessRow,
}

/// What became of time limits. Lengths of time are in seconds of plain time, not
/// working time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TimelinessRow {
    /// The value of the group; none for cases without one, and in the total.
    pub group: Option<String>,
    /// The clock; none where all are together.
    pub clock: Option<String>,
    /// Done in time.
    pub met: usize,
    /// Done too late.
    pub late: usize,
    /// Not done, and the time is over.
    pub overdue: usize,
    /// Not done, and there is time left.
    pub open: usize,
    /// Not done, and standing still until the customer answers.
    pub paused: usize,
    /// The share that was done in time of what was met, late or overdue: in
    /// percent, rounded half up to one decimal; none where there is nothing of
    /// them.
    pub on_time: Option<String>,
    /// Of those met and late: the median of the time from the start to the end,
    /// pauses included.
    pub median: Option<i64>,
    /// Of those late and overdue: the longest time behind the limit.
    pub worst: Option<i64>,
    /// The case of that; of several the first.
    pub worst_case: Option<String>,
    /// The cases behind the row; left out where they are not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Vec<String>>,
    /// Those of them with something late or overdue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_cases: Option<Vec<String>>,
}

/// A time limit and its case.
#[derive(Clone, Copy)]
struct Limit<'a> {
    case: &'a CaseFigures,
    clock: &'a ClockFigures,
}

impl Limit<'_> {
    fn is(&self, state: ObligationState) -> bool {
        self.clock.state == state
    }

    fn is_late(&self) -> bool {
        self.clock.state.is_missed()
    }

    /// From the start to the end.
    fn taken(&self) -> Option<i64> {
        let ended = self.clock.ended?;
        Some((ended - self.clock.started).num_seconds())
    }
}

/// The time limits due in the period, grouped by that.
pub fn timeliness(gathered: &Gathered, group: TimelinessGroup, cases: bool) -> TimelinessOutput {
    let period = gathered.call.period;
    let mut all: Vec<Limit> = Vec::new();
    for case in &gathered.cases {
        let due = case
            .clocks
            .iter()
            .filter(|clock| period.holds(clock.due_on()));
        all.extend(due.map(|clock| Limit { case, clock }));
    }
    let groups = grouped(gathered, group, &all);
    let of_clocks = |(value, limits): &(Option<String>, Vec<Limit>)| {
        let clocks = grouped(gathered, TimelinessGroup::Clock, limits).into_iter();
        let rows = clocks.map(|(clock, limits)| row((value.clone(), clock), &limits, cases));
        rows.collect::<Vec<TimelinessRow>>()
    };
    let by_clock = group == TimelinessGroup::Clock;
    let of_group =
        |(value, limits): &(Option<String>, Vec<Limit>)| row((value.clone(), None), limits, cases);
    TimelinessOutput {
        about: gathered.about(),
        group,
        rows: groups.iter().flat_map(of_clocks).collect(),
        groups: groups.iter().filter(|_| !by_clock).map(of_group).collect(),
        total: row((None, None), &all, cases),
    }
}

fn grouped<'a>(
    gathered: &Gathered,
    group: TimelinessGroup,
    limits: &[Limit<'a>],
) -> Vec<(Option<String>, Vec<Limit<'a>>)> {
    let filed = limits.iter().map(|limit| Filed {
        values: group.of(limit),
        day: limit.clock.due_on(),
        item: *limit,
    });
    gathered.grouped(group.field(), filed)
}

fn row(
    (group, clock): (Option<String>, Option<String>),
    limits: &[Limit],
    cases: bool,
) -> TimelinessRow {
    let count = |state| limits.iter().filter(|limit| limit.is(state)).count();
    let met = count(ObligationState::Met);
    let late = count(ObligationState::Late);
    let overdue = count(ObligationState::Overdue);
    let behind = || limits.iter().filter(|limit| limit.is_late());
    let taken: Vec<i64> = limits.iter().filter_map(Limit::taken).collect();
    // The first of several: the order is turned round for what stands first.
    let worst = behind().max_by(|a, b| {
        let first = b.case.case.cmp(&a.case.case);
        a.clock.late.cmp(&b.clock.late).then(first)
    });
    TimelinessRow {
        group,
        clock,
        met,
        late,
        overdue,
        open: count(ObligationState::Open),
        paused: count(ObligationState::Paused),
        on_time: percent(met, met + late + overdue),
        median: median(&taken),
        worst: worst.map(|limit| limit.clock.late),
        worst_case: worst.map(|limit| limit.case.case.clone()),
        cases: numbers(cases, limits.iter().map(|limit| limit.case)),
        late_cases: numbers(cases, behind().map(|limit| limit.case)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::figures::fixture::{days, gathered};

    /// First replies within 24 hours, looked at on the 5th at 10:00: in time; a
    /// day late; overdue by two days, twice; a day left; paused since two hours
    /// after its opening, so that 22 hours are left of now; let go; closed an hour
    /// too late.
    const CASES: &str = "case 2611-0001
        cmplnb 11-02T09:00 li open: {customer: ACME, description: d}
        rplbbb 11-03T08:00 li reply: {kind: interim, text: t}
        case 2611-0002
        cmplnc 11-02T09:00 li open: {customer: ACME, description: d}
        rplbbb 11-04T09:00 li reply: {kind: interim, text: t}
        case 2611-0003
        cmplnd 11-02T10:00 li open: {customer: Nord, description: d}
        case 2611-0004
        cmplnf 11-02T10:00 li open: {customer: ACME, description: d}
        case 2611-0005
        cmplng 11-05T09:00 li open: {customer: ACME, description: d}
        case 2611-0006
        cmplnh 11-04T10:00 li open: {customer: ACME, description: d}
        skbbbb 11-04T12:00 li ask: {text: t}
        case 2611-0007
        cmplnj 11-02T09:00 li open: {customer: ACME, description: d}
        clsbbb 11-02T12:00 li close: {basis: withdrawn}
        case 2611-0008
        cmplnk 11-02T09:00 li open: {customer: ACME, description: d}
        clsbbb 11-03T10:00 li close: {basis: withdrawn}
    ";

    /// Group, clock, met, late, overdue, open, paused, on time, median, worst and
    /// its case.
    fn line(row: &TimelinessRow) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
        let number = |number: Option<i64>| number.map_or("-".to_owned(), |it| it.to_string());
        format!(
            "{} {} {} {} {} {} {} {} {} {} {}",
            text(&row.group),
            text(&row.clock),
            row.met,
            row.late,
            row.overdue,
            row.open,
            row.paused,
            text(&row.on_time),
            number(row.median),
            number(row.worst),
            text(&row.worst_case),
        )
    }

    fn lines(rows: &[TimelinessRow]) -> Vec<String> {
        rows.iter().map(line).collect()
    }

    #[test]
    fn what_became_of_each_limit() {
        let gathered = gathered(CASES, "11-05T10:00");
        let output = timeliness(&gathered, TimelinessGroup::Clock, true);
        // One of five; the median of 23, 25 and 48 hours.
        let figures = "1 2 2 1 1 20.0 90000 172800 2611-0003";
        let row = format!("first-reply first-reply {figures}");
        assert_eq!(lines(&output.rows), [row]);
        assert_eq!(line(&output.total), format!("- - {figures}"));
        assert!(output.groups.is_empty());
        let ends = |cases: &Option<Vec<String>>| {
            let cases = cases.as_ref().unwrap().iter();
            cases.map(|case| case[8..].to_owned()).collect::<String>()
        };
        assert_eq!(ends(&output.total.cases), "1234568");
        assert_eq!(ends(&output.total.late_cases), "2348");
        let output = timeliness(&gathered, TimelinessGroup::Clock, false);
        assert_eq!(
            (&output.total.cases, &output.total.late_cases),
            (&None, &None)
        );
    }

    #[test]
    fn a_limit_counts_on_its_due_day() {
        let mut gathered = gathered(CASES, "11-05T10:00");
        gathered.call.period = days("2026-11-06", "2026-11-30");
        let output = timeliness(&gathered, TimelinessGroup::Clock, false);
        assert_eq!(line(&output.total), "- - 0 0 0 1 1 - - - -");
        gathered.call.period = days("2026-11-07", "2026-11-30");
        let output = timeliness(&gathered, TimelinessGroup::Clock, false);
        assert!(output.rows.is_empty());
        assert_eq!(line(&output.total), "- - 0 0 0 0 0 - - - -");
    }

    #[test]
    fn other_groups_have_a_row_each_clock_and_one_of_all() {
        let gathered = gathered(CASES, "11-05T10:00");
        let output = timeliness(&gathered, TimelinessGroup::Customer, false);
        // 23, 25 and 48 hours; one of four.
        let acme = "1 2 1 1 1 25.0 90000 172800 2611-0004";
        let nord = "0 0 1 0 0 0.0 - 172800 2611-0003";
        let rows = [
            format!("ACME first-reply {acme}"),
            format!("Nord first-reply {nord}"),
        ];
        assert_eq!(lines(&output.rows), rows);
        let groups = [format!("ACME - {acme}"), format!("Nord - {nord}")];
        assert_eq!(lines(&output.groups), groups);
        let output = timeliness(&gathered, TimelinessGroup::Role, false);
        assert!(line(&output.groups[0]).starts_with("marketing - 1 2 2"));
        // Nobody has been graded, nobody owns a case.
        for group in [TimelinessGroup::Severity, TimelinessGroup::Person] {
            let output = timeliness(&gathered, group, false);
            assert_eq!(output.groups.len(), 1);
            assert_eq!(output.groups[0].group, None);
        }
    }

    #[test]
    fn months_are_those_of_the_due_day() {
        let gathered = gathered(
            "case 2608-0001
            cmplnb 08-31T12:00 li open: {customer: ACME, description: d}
            rplbbb 09-01T10:00 li reply: {kind: interim, text: t}
            case 2611-0001
            cmplnc 11-04T09:00 li open: {customer: ACME, description: d}
            ",
            "11-05T10:00",
        );
        let output = timeliness(&gathered, TimelinessGroup::Month, false);
        // 22 hours; due on the 5th at 9:00.
        let (met, overdue) = (
            "1 0 0 0 0 100.0 79200 - -",
            "0 0 1 0 0 0.0 - 3600 2611-0001",
        );
        assert_eq!(
            lines(&output.rows),
            [
                format!("2026-09 first-reply {met}"),
                format!("2026-11 first-reply {overdue}"),
            ]
        );
        assert_eq!(
            lines(&output.groups),
            [
                format!("2026-09 - {met}"),
                "2026-10 - 0 0 0 0 0 - - - -".to_owned(),
                format!("2026-11 - {overdue}"),
            ]
        );
    }
}
