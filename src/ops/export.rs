//! Rows about cases, handed out as they are made: what is held in memory does
//! not grow with the register.

use super::desk::{Desk, stream};
use super::look::{ListFilter, Read, read};
use super::search::Query;
use crate::finding::{Code, Finding, Stop};
use crate::register::CaseFile;
use crate::report::export::{Facts, Row, Rows, Selection};
use crate::report::list_row;

/// What is wanted.
#[derive(Debug, Clone)]
pub struct ExportCall {
    /// Rows and columns.
    pub selection: Selection,
    /// Of which cases.
    pub filter: ListFilter,
    /// The files of the cases that were named; none where all are meant.
    files: Option<Vec<CaseFile>>,
}

impl ExportCall {
    /// Those rows of these cases, by number or ending; of all cases where none
    /// is named.
    ///
    /// # Errors
    /// A case that is named is not there.
    pub fn new(
        desk: &Desk,
        selection: Selection,
        filter: ListFilter,
        cases: &[String],
    ) -> Result<ExportCall, Stop> {
        let resolve = |case: &String| desk.resolve(case);
        let mut files: Vec<CaseFile> = cases.iter().map(resolve).collect::<Result<_, Stop>>()?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup();
        Ok(ExportCall {
            selection,
            filter,
            files: (!cases.is_empty()).then_some(files),
        })
    }
}

/// Hands out the rows, case by case in the order of the files; gives what is
/// wrong with the files left out.
///
/// # Errors
/// The machine failed, or `take` did.
pub fn export(
    desk: &Desk,
    call: &ExportCall,
    take: &mut dyn FnMut(Row) -> Result<(), Stop>,
) -> Result<Vec<Finding>, Stop> {
    let now = call.filter.as_of.unwrap_or(desk.now);
    let (register, book) = (&desk.register, &desk.book);
    let search = call.filter.search.as_deref();
    let query = search.map(|text| Query::new(text, book.names()));
    // Entries are handed out whole, so that a register can be made of them.
    let ahead = (call.selection.rows != Rows::Entries).then_some(now);
    let rows = |file: &CaseFile| {
        let read = read(
            register,
            book,
            file,
            (call.filter.as_of, ahead),
            query.as_ref(),
        )?;
        let Some(Read {
            case, rules, state, ..
        }) = read
        else {
            return Ok(None);
        };
        let Some(row) = list_row(&case, &state, &rules, now) else {
            // On an earlier day it was not there yet.
            let missing = Finding::new(Code::NotOpened)
                .in_file(register.relative(&file.path))
                .of_case(file.number.as_str());
            return match call.filter.as_of {
                Some(_) => Ok(None),
                None => Err(missing.into()),
            };
        };
        let facts = Facts::of(&case, &state, &rules, now).filter(|_| call.filter.wants(&row));
        Ok(facts.map(|facts| call.selection.rows_of(&facts)))
    };
    let mut give = |rows: Vec<Row>| rows.into_iter().try_for_each(&mut *take);
    stream(register, call.files.clone(), rows, &mut give)
}
