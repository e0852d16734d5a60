//! Reports as sheets: what stands in which column, in the reader's words.

mod actions;
mod ageing;
mod cost;
mod customers;
mod pareto;
mod repeats;
mod retention;
mod returns;
mod review;
mod simulation;
mod summary;
mod timeliness;
mod trend;

pub use actions::actions;
pub use ageing::ageing;
pub use cost::cost;
pub use customers::customers;
pub use pareto::pareto;
pub use repeats::repeats;
pub use retention::retention;
pub use returns::returns;
pub use review::review;
pub use simulation::{simulated, simulation};
pub use summary::summary;
pub use timeliness::timeliness;
pub use trend::trend;

use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Head, Item, Tone, Value};
use crate::report::figures::{Field, LevelCount};

/// The heading of the column that says what a row is about.
fn group_head(field: Field, words: &Vocabulary) -> Head {
    Head::text("group", words.word(Sort::Grouping, field.word()))
}

/// The value of a field, in words.
fn group_item(field: Field, value: Option<&str>, words: &Vocabulary) -> Item {
    let sort = match field {
        Field::Customer => Sort::Customer,
        Field::Model => Sort::Model,
        Field::Defect => Sort::Defect,
        Field::Severity => Sort::Seriousness,
        Field::Nature => Sort::Nature,
        Field::Scope => Sort::Scope,
        Field::Criterion => Sort::Criterion,
        Field::Channel => Sort::Channel,
        Field::Source => Sort::Word,
        Field::Department => Sort::Role,
        Field::Cause => Sort::Work,
        Field::Basis => Sort::Basis,
        Field::Class
        | Field::Lot
        | Field::Supplier
        | Field::Owner
        | Field::Month
        | Field::Quarter
        | Field::Year
        | Field::Case => return value.map_or(Value::Nothing, Value::from).into(),
    };
    Value::code(sort, value, words).into()
}

/// The first cell of a row that adds all others up.
fn total_item(words: &Vocabulary) -> Item {
    words.text(Phrase::ReportTotal).into()
}

/// A column for each level of severity, and one for what is not graded.
fn level_heads<'a>(
    counts: &'a [LevelCount],
    words: &'a Vocabulary,
) -> impl Iterator<Item = Head> + 'a {
    counts.iter().map(|count| match &count.severity {
        Some(level) => Head::number(format!("severity_{level}"), words.level(level)),
        None => Head::number("not_graded", words.text(Phrase::HeadNotGraded)),
    })
}

fn level_items(counts: &[LevelCount]) -> impl Iterator<Item = Item> + '_ {
    counts.iter().map(|count| count.count.into())
}

/// The column of the cases behind each row, where they are asked for.
fn cases_head(wanted: bool, words: &Vocabulary) -> Option<Head> {
    wanted.then(|| Head::text("cases", words.text(Phrase::HeadCases)))
}

fn cases_item(cases: Option<&Vec<String>>) -> Option<Item> {
    cases.map(|cases| Value::Cases(cases.clone()).into())
}

/// A length of time, in seconds.
fn time_item(seconds: Option<i64>) -> Item {
    seconds.map_or(Value::Nothing, Value::Seconds).into()
}

/// How many, red where there is one.
fn bad_item(count: usize) -> Item {
    Item::alarm(count, Tone::Bad)
}
