//! Rows about cases, handed out as they are made: what is held in memory does
//! not grow with the register.

use std::collections::HashMap;

use super::desk::{Desk, each, parse, stream};
use super::look::{ListFilter, Read, read};
use super::search::Query;
use crate::case::Body;
use crate::finding::{Code, Finding, Stop};
use crate::register::CaseFile;
use crate::report::export::{Facts, Mask, Row, Rows, Selection};
use crate::report::list_row;

/// What is wanted.
#[derive(Debug, Clone)]
pub struct ExportCall {
    /// Rows and columns.
    pub selection: Selection,
    /// Of which cases.
    pub filter: ListFilter,
    /// Whether customers are told by pseudonyms.
    pub masked: bool,
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
            masked: false,
            files: (!cases.is_empty()).then_some(files),
        })
    }
}

/// A pseudonym for each customer, whatever it is called. It comes from the uid of
/// the customer's first case, so it stays the same, and tells nothing of the name.
fn mask(desk: &Desk) -> Result<Mask, Stop> {
    let (register, book) = (&desk.register, &desk.book);
    let (cases, _) = each(register, |file| {
        let (_, case) = parse(register, file)?;
        let first = case.log.first();
        Ok(first.and_then(|entry| match &entry.body {
            Body::Open(open) => Some((entry.at, case.uid.clone(), open.customer.to_string())),
            _ => None,
        }))
    })?;
    let mut cases = cases;
    cases.sort_by(|a, b| (a.0, a.1.as_str()).cmp(&(b.0, b.1.as_str())));
    let mut known: HashMap<String, String> = HashMap::new();
    let mut names = Vec::new();
    for (_, uid, customer) in cases {
        let code = book
            .catalog
            .customer(&customer)
            .map(|(code, _)| code.to_owned());
        let letters: String = uid.as_str().chars().take(6).collect();
        let pseudonym = known.entry(code.unwrap_or_else(|| customer.clone()));
        let pseudonym = pseudonym.or_insert_with(|| format!("customer-{letters}"));
        names.push((customer, pseudonym.clone()));
    }
    for (code, customer) in book.catalog.customers.iter() {
        let pseudonym = known.get(code).map_or("customer", String::as_str);
        let all = customer.name.iter().chain(customer.also.iter());
        let all = all.map(|name| name.as_str()).chain([code]);
        names.extend(all.map(|name| (name.to_owned(), pseudonym.to_owned())));
    }
    Ok(Mask::new(names))
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
    let mask = call.masked.then(|| mask(desk)).transpose()?;
    let columns = call.selection.columns();
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
        let rows = facts.map(|facts| call.selection.rows_of(&facts));
        Ok(rows.map(|rows| match &mask {
            None => rows,
            Some(mask) => {
                let masked = rows.into_iter().map(|row| mask.row(row, &columns));
                masked.collect()
            }
        }))
    };
    let mut give = |rows: Vec<Row>| rows.into_iter().try_for_each(&mut *take);
    stream(register, call.files.clone(), rows, &mut give)
}
