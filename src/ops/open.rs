//! A new case: its number, its file.

use std::cell::OnceCell;

use chrono::{Datelike, NaiveDate};

use super::desk::{Desk, Loaded};
use super::reserve::{Taking, take_number};
use super::step::{StepCall, can_commit, of_draft, reads_back, summary, uncommitted};
use crate::case::kinds::Open;
use crate::case::{Body, Case, CaseNumber, Entry, SCHEMA_LINE};
use crate::finding::{Fault, Stop};
use crate::policy::{Period, Policy};
use crate::procedure::{Neighbours, State, fold, judge};
use crate::register::{CaseFile, create};
use crate::yaml;

/// How often a number may be taken by somebody else before we give up.
pub(super) const TRIES: u32 = 1000;

/// What opening did.
#[derive(Debug)]
pub struct Opened {
    /// The case.
    pub case: Loaded,
    /// Its file's text.
    pub text: String,
    /// Whether it was written.
    pub written: bool,
    /// The commit, where one was made.
    pub commit: Option<String>,
}

/// Opens a case: takes the next number and writes the file.
///
/// # Errors
/// Everything that speaks against it; then nothing was written.
pub fn open(desk: &Desk, body: Open, call: StepCall) -> Result<Opened, Stop> {
    let (by, via) = desk.author(false)?;
    let body = Body::Open(body);
    let entry = Entry {
        id: desk.new_id(&[]),
        at: desk.now,
        by,
        via,
        imported: false,
        body,
    };
    if call.commit && !call.dry_run {
        can_commit(desk)?;
    }
    let mut opened = create_case(desk, vec![entry], call.dry_run)?;
    if call.commit && opened.written {
        let file = &opened.case.file;
        let message = summary(&opened.case, &opened.case.case.log[0]);
        let made = desk.git.commit(std::slice::from_ref(&file.path), &message);
        opened.commit = Some(made.map_err(|stop| uncommitted(stop, desk, file))?);
    }
    Ok(opened)
}

/// Writes a new case with that log under the next free number. The first
/// entry is judged here; whoever brings more has judged them.
pub(super) fn create_case(desk: &Desk, log: Vec<Entry>, dry_run: bool) -> Result<Opened, Stop> {
    let day = desk.book.calendar.local(log[0].fact().0).date_naive();
    let rules = desk.book.on(day);
    let refused = judge(
        &State::default(),
        &log[0],
        &rules,
        &Neighbours::default(),
        desk.now,
    );
    if !refused.is_empty() {
        let refused = refused.into_iter();
        let refused = refused.map(|finding| of_draft(finding, &log[0]));
        return Err(Stop::Refused(refused.collect()));
    }
    refuse_outside(desk, day)?;
    let uid = desk.new_uid();
    let taking = Taking {
        policy: &rules.policy,
        day,
        uid: &uid,
        dry_run,
    };
    take_number(desk, &taking, |number| {
        let case = Case {
            opened_as: number.clone(),
            uid: uid.clone(),
            log: log.clone(),
        };
        let path = desk
            .register
            .path_for(day.year(), day.month(), case.number().as_str());
        let text = text(&case)?;
        let check = |bytes: &[u8]| reads_back(bytes, &case);
        check(text.as_bytes())?;
        if !dry_run && !create(&path, text.as_bytes(), &check)? {
            return Ok(None);
        }
        let state = fold(&case, &rules);
        let file = CaseFile {
            number: case.number().to_string(),
            path,
        };
        let bytes = text.clone().into_bytes().into();
        let case = Loaded {
            file,
            bytes,
            case,
            rules: rules.clone(),
            state,
            repeats: OnceCell::new(),
        };
        Ok(Some(Opened {
            case,
            text,
            written: !dry_run,
            commit: None,
        }))
    })
}

/// The file of a case.
pub(super) fn text(case: &Case) -> Result<String, Fault> {
    let number = case_number(&case.opened_as);
    let mut text = format!("{SCHEMA_LINE}\ncase: {number}\nuid: {}\nlog:\n", case.uid);
    for entry in &case.log {
        text.push_str(&yaml::to_item(entry)?);
    }
    Ok(text)
}

/// A number that some reader would take for a number or a date is quoted.
fn case_number(number: &CaseNumber) -> String {
    let text = number.as_str();
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.contains('-');
    let month_and_serial = text.split_once('-').is_some_and(|(period, serial)| {
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(period) && digits(serial)
    });
    if plain || month_and_serial {
        text.to_owned()
    } else {
        format!("\"{text}\"")
    }
}

/// Numbers for a complaint of that day, from one above every number of the
/// period that is known anywhere; somebody else may take one of them meanwhile.
pub(super) fn free_numbers(
    desk: &Desk,
    policy: &Policy,
    day: NaiveDate,
) -> Result<impl Iterator<Item = CaseNumber> + use<>, Stop> {
    let known = known_numbers(desk, policy, day)?;
    let known = known.iter().map(String::as_str);
    let numbering = policy.numbering.clone();
    let first = numbering.highest(day, known).unwrap_or(0) + 1;
    let serials = first..first.saturating_add(TRIES);
    Ok(serials.map_while(move |serial| numbering.number(day, serial)))
}

/// Every number of that day's period that the working tree, the branches, other
/// worktrees or the history know.
pub(super) fn known_numbers(
    desk: &Desk,
    policy: &Policy,
    day: NaiveDate,
) -> Result<Vec<String>, Stop> {
    let (years, months) = match policy.numbering.period() {
        Period::Month => (day.year()..=day.year(), day.month()..=day.month()),
        Period::Year => (day.year()..=day.year(), 1..=12),
        Period::Never => (1990..=desk.today().year() + 1, 1..=12),
    };
    let mut known = Vec::new();
    let mut folders = Vec::new();
    for year in years {
        known.extend(desk.register.numbers_in_tree(year, months.clone())?);
        folders.extend(
            months
                .clone()
                .map(|month| format!("cases/{year:04}/{month:02}")),
        );
    }
    known.extend(desk.numbers_in_git(&folders)?.iter().cloned());
    Ok(known)
}

/// The folder of the month may be a link; where it leads out, nothing is
/// written.
pub(super) fn refuse_outside(desk: &Desk, day: NaiveDate) -> Result<(), Stop> {
    let path = desk.register.path_for(day.year(), day.month(), "0");
    let folders = path
        .ancestors()
        .skip(1)
        .take(2)
        .filter(|folder| folder.exists());
    match folders
        .into_iter()
        .find_map(|folder| desk.register.leads_out(folder))
    {
        Some(finding) => Err(finding.into()),
        None => Ok(()),
    }
}
