use super::{bad_item, cases_head, cases_item, group_item, time_item, total_item};
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Head, Item, Sheet, Tone, Value};
use crate::report::{TimelinessGroup, TimelinessOutput, TimelinessRow};

/// Which time limits were kept: by clock, and by what else is asked for.
pub fn timeliness(output: &TimelinessOutput, words: &Vocabulary) -> Vec<Sheet> {
    let by_clock = output.group == TimelinessGroup::Clock;
    let clock = Head::text("clock", words.text(Phrase::HeadClock));
    let group = Head::text("group", words.word(Sort::Grouping, output.group.word()));
    let group = Some(group).filter(|_| !by_clock);
    let group_of = |row: &TimelinessRow| item(output.group, row.group.as_deref(), words);
    let clock_of = |row: &TimelinessRow| item(TimelinessGroup::Clock, row.clock.as_deref(), words);
    let wanted = output.total.cases.is_some();

    let heads = group.clone().into_iter().chain([clock]);
    let title = words.text(Phrase::ReportTimeliness);
    let mut sheet = Sheet::new(title, heads.chain(heads_of(wanted, words)));
    for row in &output.rows {
        let first = group.as_ref().map(|_| group_of(row)).into_iter();
        sheet.push(first.chain([clock_of(row)]).chain(items(row)));
    }
    let total = [total_item(words)].into_iter().chain(items(&output.total));
    let totals = vec![total.collect()];
    let Some(group) = group else {
        sheet.totals = totals;
        return vec![sheet];
    };

    let title = words.text(Phrase::ReportTimelinessTogether);
    let heads = [group].into_iter().chain(heads_of(wanted, words));
    let mut together = Sheet::new(title, heads);
    for row in &output.groups {
        together.push([group_of(row)].into_iter().chain(items(row)));
    }
    together.totals = totals;
    vec![sheet, together]
}

fn item(group: TimelinessGroup, value: Option<&str>, words: &Vocabulary) -> Item {
    let sort = match (group, group.field()) {
        (_, Some(field)) => return group_item(field, value, words),
        (TimelinessGroup::Clock, _) => Sort::Clock,
        (TimelinessGroup::Role, _) => Sort::Role,
        _ => return value.map_or(Value::Nothing, Value::from).into(),
    };
    Value::code(sort, value, words).into()
}

fn heads_of(cases: bool, words: &Vocabulary) -> Vec<Head> {
    let state = |word| Head::number(word, words.word(Sort::State, word));
    let number = |key: &str, phrase| Head::number(key, words.text(phrase));
    let mut heads = vec![
        state("met"),
        state("late"),
        state("overdue"),
        state("open").spare(2),
        state("paused").spare(1),
        number("on_time", Phrase::HeadOnTime),
        number("median", Phrase::HeadTakenMedian).spare(3),
        number("worst", Phrase::HeadWorst),
        Head::fixed("worst_case", words.text(Phrase::HeadWorstCase)).spare(4),
    ];
    let late = || Head::text("late_cases", words.text(Phrase::HeadLateCases));
    heads.extend(cases_head(cases, words));
    heads.extend(cases.then(late));
    heads
}

fn items(row: &TimelinessRow) -> Vec<Item> {
    let share = row.on_time.clone().map(Value::Percent);
    let mut items = vec![
        row.met.into(),
        Item::alarm(row.late, Tone::Warn),
        bad_item(row.overdue),
        row.open.into(),
        row.paused.into(),
        share.into(),
        time_item(row.median),
        time_item(row.worst),
        row.worst_case.as_ref().into(),
    ];
    items.extend(cases_item(row.cases.as_ref()));
    items.extend(cases_item(row.late_cases.as_ref()));
    items
}
