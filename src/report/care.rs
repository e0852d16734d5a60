//! Which customers are to be called on or surveyed again, by their class.

use chrono::{NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{CaseFigures, Gathered};
use crate::calendar::{Calendar, Term};
use crate::case::kinds::words;
use crate::policy::{Catalog, Customer, Policy};

words! {
    /// What a customer is called on for.
    Call {
        /// A visit or call.
        Visit = "visit",
        /// A survey.
        Survey = "survey",
    }
}

/// When a customer is called on again.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CareRow {
    /// The customer, as the catalog has it.
    pub customer: String,
    /// Its class.
    pub class: String,
    /// What for.
    pub call: Call,
    /// The day of the last one.
    pub last: Option<String>,
    /// Until when the next one follows; counted from the first complaint, where
    /// there was none yet; none without a complaint.
    pub due: Option<String>,
    /// By how many days it is overdue; none where it is not.
    pub days_overdue: Option<i64>,
}

/// A row for each customer of a class that is called on: overdue ones first, then
/// by the day; those of whom no day is known last. Nothing where the policy does
/// not say how often.
pub fn care(
    gathered: &Gathered,
    policy: &Policy,
    catalog: &Catalog,
    calendar: &Calendar,
) -> Option<Vec<CareRow>> {
    let care = &policy.care;
    let (visits, surveys) = (&care.visit, &care.survey);
    if visits.names().next().is_none() && surveys.names().next().is_none() {
        return None;
    }
    let mut rows = Vec::new();
    for (code, customer) in catalog.customers.iter() {
        let Some(class) = &customer.class else {
            continue;
        };
        if !gathered.call.wants_customer(names(code, customer)) {
            continue;
        }
        let cases = cases_of(gathered, code, catalog);
        for (call, terms) in [(Call::Visit, visits), (Call::Survey, surveys)] {
            if let Some(term) = terms.get(class) {
                let told = Told {
                    customer: code,
                    class,
                    today: gathered.today,
                };
                rows.push(told.row(&cases, call, *term, calendar));
            }
        }
    }
    rows.sort_by_key(|row| (row.due.is_none(), row.due.clone()));
    Some(rows)
}

fn names<'a>(code: &'a str, customer: &'a Customer) -> impl Iterator<Item = &'a str> {
    let name = customer.name.as_ref().map(|name| name.as_str());
    name.into_iter().chain([code])
}

/// All cases of a customer that are there today, whichever are asked for.
fn cases_of<'a>(gathered: &'a Gathered, code: &str, catalog: &Catalog) -> Vec<&'a CaseFigures> {
    let is_of = |case: &&CaseFigures| {
        let known = catalog.customer(&case.customer);
        known.is_some_and(|(known, _)| known == code)
    };
    let all = gathered.cases.iter().chain(&gathered.others);
    all.filter(is_of).collect()
}

struct Told<'a> {
    customer: &'a str,
    class: &'a str,
    today: NaiveDate,
}

impl Told<'_> {
    fn row(&self, cases: &[&CaseFigures], call: Call, term: Term, calendar: &Calendar) -> CareRow {
        let days = cases.iter().flat_map(|case| match call {
            Call::Visit => case.visits.clone(),
            Call::Survey => case.surveys.iter().map(|(day, _)| *day).collect(),
        });
        let last = days.max();
        let from = last.or_else(|| cases.iter().map(|case| case.opened_on()).min());
        let due = from.map(|day| after(day, term, calendar));
        let late = due.map(|due| (self.today - due).num_days());
        CareRow {
            customer: self.customer.to_owned(),
            class: self.class.to_owned(),
            call,
            last: last.map(|day| day.to_string()),
            due: due.map(|day| day.to_string()),
            days_overdue: late.filter(|days| *days > 0),
        }
    }
}

/// The day on which a term ends that begins on that one.
fn after(day: NaiveDate, term: Term, calendar: &Calendar) -> NaiveDate {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    let start = calendar.at(day, noon);
    calendar.due(start, term, &[], start).at.date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{CalendarFile, Preset};
    use crate::report::figures::sample::{case, gathered};
    use crate::yaml;

    fn of(number: &str, customer: &str, opened: &str) -> CaseFigures {
        let mut case = case(number, opened);
        case.customer = customer.to_owned();
        case
    }

    /// Today is the last day of 2026.
    #[test]
    fn each_class_has_its_own_pace() {
        let policy = Preset::find("manufacturing").unwrap().policy;
        let care_rows = "care: {visit: {key: 1month, ordinary: 3month}, survey: {key: 6month}}\n";
        let policy: Policy = yaml::read(format!("{policy}\n{care_rows}").as_bytes()).unwrap();
        let catalog = "customers: {K: {name: Kestrel, class: key}, O: {class: ordinary}, P: {class: prospective}, N: {class: key}, X: {name: Ex}}";
        let catalog: Catalog = yaml::read(catalog.as_bytes()).unwrap();
        let calendar: CalendarFile =
            yaml::read(b"weekend: [sat, sun]\nzone: Asia/Shanghai\n").unwrap();
        let calendar = calendar.build().unwrap();
        let mut visited = of("2610-0001", "Kestrel", "2026-10-01");
        visited.visits = vec!["2026-11-29".parse().unwrap(), "2026-10-05".parse().unwrap()];
        visited.surveys = vec![("2026-06-30".parse().unwrap(), 4)];
        let cases = [
            visited,
            of("2609-0001", "O", "2026-09-30"),
            of("2610-0002", "O", "2026-10-20"),
            of("2610-0003", "X", "2026-10-20"),
        ];
        let rows = care(&gathered(cases), &policy, &catalog, &calendar).unwrap();
        let told: Vec<String> = rows
            .iter()
            .map(|row| {
                let dash = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
                let late = row.days_overdue.map(|days| days.to_string());
                let (last, due, late) = (dash(&row.last), dash(&row.due), dash(&late));
                format!(
                    "{} {} {} {last} {due} {late}",
                    row.customer, row.class, row.call
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "K key visit 2026-11-29 2026-12-29 2",
                "K key survey 2026-06-30 2026-12-30 1",
                "O ordinary visit - 2026-12-30 1",
                "N key visit - - -",
                "N key survey - - -",
            ]
        );
    }
}
