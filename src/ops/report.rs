//! Figures over the register.

use super::desk::{Desk, each, parse};
use super::look::folded;
use crate::case::Time;
use crate::finding::{Finding, Stop};
use crate::report::{RetentionCall, RetentionOutput, in_order, retention_row};
use crate::report::{ReturnsCall, ReturnsOutput, case_returns, has_returns, returns_rows};

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
