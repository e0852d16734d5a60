//! Looking without writing: show, list, due, overdue, explain.

use chrono::NaiveDate;

use super::desk::{Desk, Loaded, RuleBook, each, parse};
use super::lead::follow;
use super::links::links;
use super::search::Query;
use crate::calendar::Term;
use crate::case::{Case, Entry, PersonId, Time};
use crate::finding::{Code, Finding, Stop};
use crate::policy::Rules;
use crate::procedure::{AHEAD, State, fold, fold_until};
use crate::register::{CaseFile, Register};
use crate::report::{
    CaseView, DueRow, Explanation, FoundView, ListRow, case_view, due_rows, explanation, list_row,
};
use crate::yaml::Spans;

/// What a look over the register found, and the files that could not be read.
#[derive(Debug, Clone)]
pub struct Looked<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// What is wrong with the files left out.
    pub left_out: Vec<Finding>,
}

/// Which obligations are wanted.
#[derive(Debug, Clone, Default)]
pub struct DueFilter {
    /// Due within that time from now.
    pub within: Option<Term>,
    /// Owed by that role.
    pub role: Option<String>,
    /// Owed by that person, or in a case of theirs.
    pub owner: Option<PersonId>,
    /// Owed by that person, or by a role of theirs.
    pub mine: Option<PersonId>,
    /// Only what is overdue.
    pub overdue: bool,
    /// With the line of the entry that started the clock.
    pub lines: bool,
    /// As it was then.
    pub as_of: Option<Time>,
}

/// Which cases are wanted. Empty lists want all.
#[derive(Debug, Clone, Default)]
pub struct ListFilter {
    /// Where they stand.
    pub status: Vec<String>,
    /// Severities.
    pub severity: Vec<String>,
    /// The customer, or a part of the name.
    pub customer: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// The lot.
    pub lot: Option<String>,
    /// The owner.
    pub owner: Option<PersonId>,
    /// Opened on that day or later.
    pub since: Option<NaiveDate>,
    /// Opened on that day or earlier.
    pub until: Option<NaiveDate>,
    /// Not closed.
    pub open: bool,
    /// Not graded.
    pub unclassified: bool,
    /// With those words anywhere in the case.
    pub search: Option<String>,
    /// As they were then.
    pub as_of: Option<Time>,
}

/// One case as it is, or as it was then.
///
/// # Errors
/// There is none of that number, or it cannot be read.
pub fn show(desk: &Desk, ending: &str, as_of: Option<Time>) -> Result<CaseView, Stop> {
    let loaded = desk.find(ending)?;
    let state = state_of(desk, &loaded, as_of)?;
    let now = as_of.unwrap_or(desk.now);
    let mut view = case_view(&loaded.case, &state, &loaded.rules, now);
    view.links = Some(links(desk, &loaded.case, &state, as_of)?);
    Ok(view)
}

/// What the case amounts to, or amounted to then; before it was opened there is
/// nothing to look at.
fn state_of(desk: &Desk, loaded: &Loaded, as_of: Option<Time>) -> Result<State, Stop> {
    let Some(then) = as_of else {
        return Ok(loaded.state.clone());
    };
    let mut state = fold_until(&loaded.case, &loaded.rules, then);
    desk.follow(&mut state, as_of)?;
    match (state.open(), loaded.state.opened()) {
        (None, Some(opened)) => Err(Finding::new(Code::BeforeOpening)
            .arg("time", then.0)
            .arg("opened", opened.0)
            .of_case(loaded.case.number().as_str())
            .into()),
        _ => Ok(state),
    }
}

/// Why the case has its severity and due dates.
///
/// # Errors
/// There is none of that number, or it cannot be read.
pub fn explain(desk: &Desk, ending: &str, as_of: Option<Time>) -> Result<Explanation, Stop> {
    let loaded = desk.find(ending)?;
    let state = state_of(desk, &loaded, as_of)?;
    let now = as_of.unwrap_or(desk.now);
    Ok(explanation(
        loaded.case.number().as_str(),
        &state,
        &loaded.rules,
        now,
    ))
}

/// The cases that the filter wants, by number.
///
/// # Errors
/// The machine failed.
pub fn list(desk: &Desk, filter: &ListFilter) -> Result<Looked<ListRow>, Stop> {
    let now = filter.as_of.unwrap_or(desk.now);
    let (register, book) = (&desk.register, &desk.book);
    let search = filter.search.as_deref();
    let query = search.map(|text| Query::new(text, book.names()));
    let (rows, left_out) = each(register, |file| {
        let Some(read) = read(
            register,
            book,
            file,
            (filter.as_of, Some(now)),
            query.as_ref(),
        )?
        else {
            return Ok(None);
        };
        let row = list_row(&read.case, &read.state, &read.rules, now);
        let row = row.filter(|row| filter.wants(row));
        Ok(row.map(|row| ListRow {
            found: read.found,
            ..row
        }))
    })?;
    Ok(Looked { rows, left_out })
}

/// A case as it is, or as it was then.
pub(super) struct Read {
    pub case: Case,
    pub rules: Rules,
    pub state: State,
    /// Where the words stand that are searched for, if some are.
    pub found: Option<Vec<FoundView>>,
}

/// Reads and folds a case, if it has the words that are searched for.
pub(super) fn read(
    register: &Register,
    book: &RuleBook,
    file: &CaseFile,
    (as_of, now): (Option<Time>, Option<Time>),
    query: Option<&Query>,
) -> Result<Option<Read>, Stop> {
    let (_, case) = parse(register, file)?;
    let rules = book.of(&case);
    let mut state = folded(&case, &rules, as_of, now);
    follow(register, book, &mut state, (as_of, now))?;
    let found = match query {
        None => None,
        Some(query) => {
            let entries = state.log.iter().map(|seen| &*seen.entry);
            let Some(found) = query.find(&case, entries) else {
                return Ok(None);
            };
            Some(found)
        }
    };
    Ok(Some(Read {
        case,
        rules,
        state,
        found,
    }))
}

/// What a case amounts to then, or now. An entry that some clock dated into the
/// future does not count yet, unless it is the complaint itself; without a now,
/// all count.
pub(super) fn folded(case: &Case, rules: &Rules, as_of: Option<Time>, now: Option<Time>) -> State {
    if let Some(then) = as_of {
        return fold_until(case, rules, then);
    }
    let ahead = now.map(|now| Time(now.0 + AHEAD));
    let future = |entry: &Entry| ahead.is_some_and(|ahead| entry.known() > ahead);
    let complaint = case.log.first().is_some_and(future);
    match ahead {
        Some(ahead) if !complaint && case.log.iter().any(future) => fold_until(case, rules, ahead),
        _ => fold(case, rules),
    }
}

impl ListFilter {
    /// Whether it wants that case.
    pub(super) fn wants(&self, row: &ListRow) -> bool {
        let any = |wanted: &[String], value: Option<&str>| {
            wanted.is_empty() || value.is_some_and(|value| wanted.iter().any(|word| word == value))
        };
        let one = |wanted: &Option<String>, values: &[String]| {
            wanted.as_ref().is_none_or(|wanted| {
                values
                    .iter()
                    .any(|value| value.eq_ignore_ascii_case(wanted))
            })
        };
        let day = row
            .opened
            .get(..10)
            .and_then(|day| day.parse::<NaiveDate>().ok());
        let customer =
            |wanted: &String| row.customer.to_lowercase().contains(&wanted.to_lowercase());
        any(&self.status, Some(&row.status))
            && any(&self.severity, row.severity.as_deref())
            && self.customer.as_ref().is_none_or(customer)
            && one(&self.model, &row.models)
            && one(&self.lot, &row.lots)
            && self
                .owner
                .as_ref()
                .is_none_or(|owner| row.owner.as_deref() == Some(owner.as_str()))
            && self.since.is_none_or(|since| day >= Some(since))
            && self.until.is_none_or(|until| day <= Some(until))
            && !(self.open && row.closed.is_some())
            && !(self.unclassified && (row.severity.is_some() || row.closed.is_some()))
    }
}

/// What is owed, the most pressing first. Closed cases are dismissed by their
/// last lines, without being parsed.
///
/// # Errors
/// The machine failed.
pub fn due(desk: &Desk, filter: &DueFilter) -> Result<Looked<DueRow>, Stop> {
    let now = filter.as_of.unwrap_or(desk.now);
    let until = filter
        .within
        .map(|term| desk.book.calendar.due(now.0, term, &[], now.0).at);
    let roles: Option<Vec<String>> = filter.mine.as_ref().map(|me| {
        let person = desk.book.people.get(me);
        let held = person
            .map(|person| person.roles_on(now.0.date_naive()))
            .unwrap_or_default();
        held.into_iter().map(str::to_owned).collect()
    });
    let wants = |row: &DueRow| {
        let mine = filter.mine.as_ref().is_none_or(|me| {
            row.person.as_deref() == Some(me.as_str())
                || roles
                    .as_ref()
                    .is_some_and(|roles| row.role.as_ref().is_some_and(|role| roles.contains(role)))
        });
        let role = filter
            .role
            .as_ref()
            .is_none_or(|role| row.role.as_ref() == Some(role));
        let owner = filter.owner.as_ref().is_none_or(|owner| {
            let owns = |person: &Option<String>| person.as_deref() == Some(owner.as_str());
            owns(&row.person) || owns(&row.more.owner)
        });
        let soon =
            until.is_none_or(|until| Time::parse(&row.due).is_some_and(|due| due.0 <= until));
        mine && role && owner && soon && (!filter.overdue || row.is_overdue())
    };
    let (register, book) = (&desk.register, &desk.book);
    // A closing that still waits for an approval is not the end.
    let skip = book
        .revisions
        .iter()
        .all(|policy| policy.approvals.get("close").is_none());
    let (rows, left_out) = each(register, |file| {
        owed(register, file, filter, now, skip, book)
    })?;
    let mut rows: Vec<DueRow> = rows
        .into_iter()
        .flatten()
        .filter(|row| wants(row))
        .collect();
    rows.sort_by_cached_key(|row| (std::cmp::Reverse(row.late_seconds), row.case.clone()));
    Ok(Looked { rows, left_out })
}

fn owed(
    register: &Register,
    file: &CaseFile,
    filter: &DueFilter,
    now: Time,
    skip: bool,
    book: &RuleBook,
) -> Result<Option<Vec<DueRow>>, Stop> {
    let bytes = register.read_case(file)?;
    if skip && super::tail::closed_at(&bytes).is_some_and(|closed| closed <= now) {
        return Ok(None);
    }
    let relative = register.relative(&file.path);
    let case: Case = crate::yaml::read(&bytes).map_err(|finding| {
        finding
            .in_file(relative.as_str())
            .of_case(file.number.as_str())
    })?;
    let rules = book.of(&case);
    let mut state = folded(&case, &rules, filter.as_of, Some(now));
    follow(register, book, &mut state, (filter.as_of, Some(now)))?;
    let mut rows = due_rows(&case, &relative, &state, &rules, now);
    if filter.lines && rows.iter().any(DueRow::is_overdue) {
        number_lines(&mut rows, &bytes, &case);
    }
    Ok(Some(rows))
}

/// Gives each row the line at which the entry stands that started its clock.
fn number_lines(rows: &mut [DueRow], bytes: &[u8], case: &Case) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(spans) = Spans::of(text.trim_start_matches('\u{feff}')) else {
        return;
    };
    for row in rows {
        let id = row.by.split('/').next();
        let at = case
            .log
            .iter()
            .position(|entry| Some(entry.id.as_str()) == id);
        let mark = at.and_then(|at| spans.get(&["log".into(), at.into()]));
        row.more.line = mark.map(|mark| mark.line);
    }
}
