//! Figures over the register.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::desk::{Desk, each, parse};
use super::look::{Read, folded, read};
use crate::case::Time;
use crate::finding::{Code, Finding, Stop};
use crate::policy::Catalog;
use crate::report::figures::{CaseFigures, FiguresCall, Gathered, Shipped, case_figures};
use crate::report::{self, TrendCall, TrendOutput};
use crate::report::{CustomersOutput, NoPpm, Periods, ReviewOutput};
use crate::report::{RetentionCall, RetentionOutput, in_order, retention_row};
use crate::report::{ReturnsCall, ReturnsOutput, case_returns, has_returns, returns_rows};
use crate::yaml::{Text, nearest};

/// Goods that came back, as the call wants them, and what is wrong with the
/// files left out.
///
/// # Errors
/// The machine failed.
pub fn returns(
    desk: &Desk,
    call: &ReturnsCall,
    as_of: Option<Time>,
) -> Result<(ReturnsOutput, Vec<Finding>), Stop> {
    let now = as_of.unwrap_or(desk.now);
    let (register, book) = (&desk.register, &desk.book);
    let (all, left_out) = each(register, |file| {
        let (_, case) = parse(register, file)?;
        if !has_returns(&case) {
            return Ok(None);
        }
        let rules = book.of(&case);
        let state = folded(&case, &rules, as_of, Some(now));
        Ok(case_returns(&case, &state, &rules, call))
    })?;
    let output = ReturnsOutput {
        now: now.to_string(),
        since: call.since.map(|day| day.to_string()),
        until: call.until.map(|day| day.to_string()),
        group: call.group.map(|group| group.to_string()),
        rows: returns_rows(all, call),
        left_out: left_out.len(),
    };
    Ok((output, left_out))
}

/// How long records and samples of closed cases are kept, and what is wrong
/// with the files left out.
///
/// # Errors
/// The machine failed.
pub fn retention(
    desk: &Desk,
    call: &RetentionCall,
    as_of: Option<Time>,
) -> Result<(RetentionOutput, Vec<Finding>), Stop> {
    let now = as_of.unwrap_or(desk.now);
    let (register, book) = (&desk.register, &desk.book);
    let (rows, left_out) = each(register, |file| {
        let (_, case) = parse(register, file)?;
        let rules = book.of(&case);
        let state = folded(&case, &rules, as_of, Some(now));
        Ok(retention_row(&case, &state, &rules, call, now))
    })?;
    let output = RetentionOutput {
        now: now.to_string(),
        rows: in_order(rows),
        left_out: left_out.len(),
    };
    Ok((output, left_out))
}

/// A report that is made from the figures of all cases that are wanted, and what
/// is wrong with the files left out.
///
/// # Errors
/// The machine failed.
pub fn report<T>(
    desk: &Desk,
    (call, as_of): (FiguresCall, Option<Time>),
    make: impl FnOnce(&Gathered) -> T,
) -> Result<(T, Vec<Finding>), Stop> {
    let (gathered, left_out) = gather(desk, call, as_of)?;
    Ok((make(&gathered), left_out))
}

/// The figures of all cases that are wanted, whenever they were, and what is
/// wrong with the files left out.
///
/// # Errors
/// The machine failed.
pub fn gather(
    desk: &Desk,
    call: FiguresCall,
    as_of: Option<Time>,
) -> Result<(Gathered, Vec<Finding>), Stop> {
    let (gathered, _, left_out) = gather_with(desk, call, as_of, |_| ())?;
    Ok((gathered, left_out))
}

/// The same, with something else of each case that is wanted.
fn gather_with<T: Send>(
    desk: &Desk,
    call: FiguresCall,
    as_of: Option<Time>,
    more: impl Fn(&Read) -> T + Sync + Send,
) -> Result<(Gathered, Vec<T>, Vec<Finding>), Stop> {
    let now = as_of.unwrap_or(desk.now);
    let (register, book) = (&desk.register, &desk.book);
    let (all, left_out) = each(register, |file| {
        let Some(read) = read(register, book, file, (as_of, Some(now)), None)? else {
            return Ok(None);
        };
        let figures = case_figures(&read.case, &read.state, &read.rules, now);
        Ok(figures.map(|figures| {
            let more = call.wants(&figures).then(|| more(&read));
            (figures, more)
        }))
    })?;
    let (mut cases, mut others, mut mores) = (Vec::new(), Vec::new(), Vec::new());
    for (figures, more) in all {
        match more {
            Some(more) => {
                cases.push(figures);
                mores.push(more);
            }
            None => others.push(figures),
        }
    }
    known(&call, &desk.book.catalog, &cases, &others)?;
    let today = book.calendar.local(now.0).date_naive();
    let begins = book.calendar.local(now.0 + TimeDelta::seconds(1));
    let levels = book.revisions.on(today).severity.levels.iter();
    let gathered = Gathered {
        now,
        today,
        over: begins.date_naive().pred_opt().unwrap_or(today),
        levels: levels.map(ToString::to_string).collect(),
        cases,
        others,
        left_out: left_out.len(),
        call,
    };
    Ok((gathered, mores, left_out))
}

/// Refuses a customer or model of which neither the catalog nor any case knows:
/// a report without cases would look like one without complaints.
fn known(
    call: &FiguresCall,
    catalog: &Catalog,
    cases: &[CaseFigures],
    others: &[CaseFigures],
) -> Result<(), Finding> {
    if !cases.is_empty() || others.is_empty() {
        return Ok(());
    }
    let listed = catalog.customers.iter().flat_map(|(code, customer)| {
        let names = customer.name.iter().chain(customer.also.iter());
        names.map(Text::as_str).chain([code])
    });
    let named = others.iter().flat_map(|case| {
        let names = case.customer_names.iter().chain([&case.customer]);
        names.map(String::as_str)
    });
    let customers: BTreeSet<&str> = listed.chain(named).collect();
    let models = others.iter().flat_map(|case| &case.models);
    let models = models.map(String::as_str).chain(catalog.products.names());
    let models: BTreeSet<&str> = models.collect();
    let unknown = |what: &str, word: &str, known: &BTreeSet<&str>| {
        let near = nearest(word, known.iter().copied());
        Finding::new(Code::UnknownReference)
            .arg("what", what)
            .arg("word", word)
            .maybe("nearest", near.map(str::to_owned))
    };
    let model = call.model.as_ref().filter(|model| {
        let mut all = models.iter();
        !all.any(|it| it.eq_ignore_ascii_case(model))
    });
    let customer = call.customer.as_ref();
    let customer = customer.filter(|_| !call.wants_customer(customers.iter().copied()));
    match (customer, model) {
        (Some(customer), _) => Err(unknown("customer", customer, &customers)),
        (None, Some(model)) => Err(unknown("model", model, &models)),
        (None, None) => Ok(()),
    }
}

/// Every figure of a period against the one before, and what is wrong with the
/// files left out.
///
/// # Errors
/// A file of the shipment data cannot be read, or the machine failed.
pub fn review(
    desk: &Desk,
    (call, as_of): (FiguresCall, Option<Time>),
    periods: Periods,
    cases: bool,
) -> Result<(ReviewOutput, Vec<Finding>), Stop> {
    let shipped = shipped_to(desk, &call)?;
    let returns = [periods.before, periods.now].map(|period| ReturnsCall {
        since: period.since,
        until: period.until,
        ..ReturnsCall::default()
    });
    let of_case = |read: &Read| {
        let of = |call| case_returns(&read.case, &read.state, &read.rules, call);
        [of(&returns[0]), of(&returns[1])]
    };
    let (gathered, all, mut left_out) = gather_with(desk, call, as_of, of_case)?;
    left_out.extend(desk.shipments()?.data.wrong.iter().cloned());
    let rows = |at: usize| {
        let of_period = all.iter().filter_map(|both| both[at].clone());
        returns_rows(of_period.collect(), &returns[at])
    };
    let rows = [rows(0), rows(1)];
    let output = crate::report::review(gathered, periods, rows, shipped, cases);
    Ok((output, left_out))
}

/// What each customer complained of, and how much of what it got, and what is
/// wrong with the files left out.
///
/// # Errors
/// A file of the shipment data cannot be read, or the machine failed.
pub fn customers(
    desk: &Desk,
    (call, as_of): (FiguresCall, Option<Time>),
    cases: bool,
) -> Result<(CustomersOutput, Vec<Finding>), Stop> {
    let shipped = shipped_to(desk, &call)?;
    let book = &desk.book;
    let make = |of: &Gathered| {
        let policy = book.revisions.on(of.today);
        let care = report::care(of, policy, &book.catalog, &book.calendar);
        let figures = report::customers(of, shipped, cases);
        CustomersOutput { care, ..figures }
    };
    let (output, mut left_out) = self::report(desk, (call, as_of), make)?;
    left_out.extend(desk.shipments()?.data.wrong.iter().cloned());
    Ok((output, left_out))
}

/// What the customers that are wanted got, or why nobody can tell.
///
/// # Errors
/// A file of the data cannot be read, or the machine failed.
pub fn shipped_to(desk: &Desk, call: &FiguresCall) -> Result<Result<Vec<Shipped>, NoPpm>, Stop> {
    if call.model.is_some() {
        return Ok(Err(NoPpm::NotByModel));
    }
    let Some(mut all) = shipped(desk)? else {
        return Ok(Err(NoPpm::NoData));
    };
    let catalog = &desk.book.catalog;
    all.retain(|one| {
        let known = catalog.customer(&one.customer);
        let name = known.and_then(|(_, customer)| customer.name.as_ref());
        let names = name.map(|name| name.as_str());
        call.wants_customer(names.into_iter().chain([one.customer.as_str()]))
    });
    Ok(Ok(all))
}

/// What customers got, by the shipment data; nothing where there is none.
///
/// # Errors
/// A file of the data cannot be read, or the machine failed.
pub fn shipped(desk: &Desk) -> Result<Option<Vec<Shipped>>, Stop> {
    let data = desk.shipments()?;
    if !data.unreadable.is_empty() {
        return Err(Stop::Refused(data.unreadable.clone()));
    }
    let Some(shipments) = &data.shipments else {
        return Ok(None);
    };
    let shipped = shipments.iter().map(|shipment| Shipped {
        customer: shipment.customer.to_owned(),
        day: shipment.day,
        number: shipment.number,
        unit: shipment.unit.to_owned(),
    });
    let mut all: Vec<Shipped> = shipped.collect();
    all.sort_by(|a, b| (a.day, &a.customer, &a.unit).cmp(&(b.day, &b.customer, &b.unit)));
    Ok(Some(all))
}

/// Complaints over time on a control chart, the signals in it, and what is wrong
/// with the files left out.
///
/// # Errors
/// The call and the data make no chart, or the machine failed.
pub fn trend(
    desk: &Desk,
    wanted: (FiguresCall, Option<Time>),
    call: &TrendCall,
) -> Result<(TrendOutput, Vec<Finding>, Vec<Finding>), Stop> {
    let (which, as_of) = wanted;
    // Of periods to come nobody knows that they are without complaints.
    let wanted = (which, as_of.map(|as_of| as_of.min(desk.now)));
    let (made, left_out) = report(desk, wanted, |gathered| report::trend(gathered, call))?;
    let (output, signals) = made?;
    Ok((output, signals, left_out))
}
