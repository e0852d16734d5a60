//! What of the lots that a fault touches lies where, and what is still to be
//! isolated (pharma.11).

use rust_decimal::Decimal;

use super::state::{Seen, State};
use super::touched::{Traces, named};
use crate::case::kinds::{Contain, InStock};
use crate::case::{Amount, Body, half_width};
use crate::policy::Rules;

/// Some of a touched lot, where it lies.
#[derive(Debug, Clone)]
pub struct Stocked<'a> {
    /// What the last trace found.
    pub row: &'a InStock,
    /// How much of it nobody contained, where it is known.
    pub rest: Option<Amount>,
    /// The entry that contains it, or the last that contains a part of it.
    pub by: Option<&'a Seen>,
    /// Whether its state says that nobody may take it anyway.
    pub blocked: bool,
    /// Where in the log the trace is.
    place: usize,
}

impl<'a> Stocked<'a> {
    /// Whether nobody can take it any more.
    pub fn is_isolated(&self) -> bool {
        let contained = match &self.rest {
            Some(rest) => rest.number.is_zero(),
            None => self.by.is_some(),
        };
        self.blocked || contained
    }

    /// Whether some of it was contained, and some was not.
    pub fn is_partly_isolated(&self) -> bool {
        self.by.is_some() && !self.is_isolated()
    }

    /// Takes what it can of a quantity that was contained there.
    fn take(&mut self, much: &mut Amount, by: &'a Seen) {
        let Some(rest) = &mut self.rest else {
            self.by = Some(by);
            return;
        };
        let taken = much.number.min(rest.number);
        if rest.unit == much.unit && !taken.is_zero() {
            *rest = Amount::of(rest.number - taken, &rest.unit);
            much.number -= taken;
            self.by = Some(by);
        }
    }

    /// Nothing of it is there any more.
    fn is_gone(&mut self, by: &'a Seen) {
        if let Some(rest) = &mut self.rest {
            rest.number = Decimal::ZERO;
        }
        self.by = Some(by);
    }
}

/// Something of a lot that is to be contained.
#[derive(Debug, Clone, PartialEq)]
pub enum ToContain<'a> {
    /// The lot, wherever it is: nobody has looked.
    Lot(&'a str),
    /// What a trace found of it in one place, and how much of that nobody has
    /// contained yet.
    Stock(&'a InStock, Option<Amount>),
}

/// What of the touched lots is in stock, and what became of it: what was
/// contained there adds up, and goes to the rows of a warehouse in order.
pub fn stock<'a>(state: &'a State, rules: &Rules) -> Vec<Stocked<'a>> {
    let tracing = &rules.policy.trace;
    let traces = Traces::of(state);
    let rows = traces.stock().map(|(place, row)| Stocked {
        row,
        rest: row.quantity.as_ref().map(|quantity| quantity.0.clone()),
        by: None,
        blocked: row.state.as_deref().is_some_and(|it| tracing.isolates(it)),
        place,
    });
    let mut rows: Vec<Stocked> = rows.collect();
    for (place, seen, contain) in contained(state) {
        let there = rows.iter_mut().filter(|row| is_about(contain, row.row));
        contain_rows(there.collect(), (place, seen), contain);
    }
    rows
}

/// What a containment does to the rows of its lot and place. One that is older
/// than the trace may be why some of it is blocked by now, so it goes there
/// first; one that is newer is about what was free. That nothing is there says
/// nothing against a trace that found some later.
fn contain_rows<'a>(
    rows: Vec<&mut Stocked<'a>>,
    (place, seen): (usize, &'a Seen),
    contain: &Contain,
) {
    let (blocked, free): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.blocked);
    if contain.quantity.0.number.is_zero() {
        let seen_before = free.into_iter().filter(|row| row.place < place);
        seen_before.for_each(|row| row.is_gone(seen));
        return;
    }
    let mut much = contain.quantity.0.clone();
    let older = blocked.into_iter().filter(|row| place < row.place);
    for row in older.chain(free) {
        row.take(&mut much, seen);
    }
}

/// What nobody has contained yet: of the lots that somebody names, and of those
/// that traces touch, what lies in stock, place by place; of a named lot of
/// which no stock was found, the lot itself, until somebody has looked.
pub fn to_contain<'a>(state: &'a State, rules: &Rules) -> Vec<ToContain<'a>> {
    let stock = stock(state, rules);
    let named = named(state);
    let unseen = named.iter().filter(|lot| {
        let here = |lot_there: &str| lot_there == **lot;
        !stock.iter().any(|it| here(&it.row.lot))
            && !contained(state).any(|(_, _, it)| here(&it.lot))
    });
    let lots = unseen.map(|lot| ToContain::Lot(lot));
    let rows = stock.iter().filter(|it| !it.is_isolated());
    let mut all: Vec<ToContain> = lots
        .chain(rows.map(|it| ToContain::Stock(it.row, it.rest.clone())))
        .collect();
    let place = |one: &ToContain| {
        let lot = match one {
            ToContain::Lot(lot) => lot,
            ToContain::Stock(row, _) => row.lot.as_str(),
        };
        let at = named.iter().position(|known| *known == lot);
        at.unwrap_or(named.len())
    };
    all.sort_by_key(place);
    all
}

/// What lies where a lot is contained, as the last trace found it.
pub(super) fn found_at<'a>(state: &'a State, contain: &Contain) -> Vec<&'a InStock> {
    let traces = Traces::of(state);
    let rows = traces.stock().map(|(_, row)| row);
    rows.filter(|row| is_about(contain, row)).collect()
}

/// The containments that isolate a lot and count, and where in the log they are.
fn contained(state: &State) -> impl Iterator<Item = (usize, &Seen, &Contain)> {
    let all = state.log.iter().enumerate();
    all.filter_map(|(place, seen)| match &seen.body {
        Body::Contain(contain) if seen.is_live() && contain.action.isolates() => {
            Some((place, seen, contain))
        }
        _ => None,
    })
}

fn is_about(contain: &Contain, row: &InStock) -> bool {
    contain.lot == row.lot && is_there(&contain.place, &row.place)
}

/// Whether what lies at a place is there too: a warehouse is where all its
/// places are, and a place alone is meant in whichever warehouse.
pub fn is_there(named: &str, place: &str) -> bool {
    let (named, place) = (words(named), words(place));
    let whole = |words: &[String]| words.concat();
    let part = || {
        let mut parts = place.windows(named.len().max(1));
        parts.any(|part| part == named.as_slice())
    };
    !named.is_empty() && (whole(&named) == whole(&place) || part())
}

/// The words of a place, as they are compared.
fn words(place: &str) -> Vec<String> {
    let plain = half_width(place).to_lowercase();
    let between = |c: char| c.is_whitespace() || ",;()、".contains(c);
    let words = plain.split(between).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warehouse_is_where_its_places_are() {
        for (named, place, there) in [
            ("成品仓 A-03", "成品仓 A-03", true),
            ("成品仓", "成品仓 A-03", true),
            ("A-03", "成品仓 A-03", true),
            ("成品仓a-03", "成品仓 A-03", true),
            ("成品仓　Ａ－０３", "成品仓 A-03", true),
            ("Main store", "main  STORE, row 3", true),
            ("row 3", "main store, row 3", true),
            ("store row", "main store, row 3", true),
            // A part of a word is another place.
            ("A-0", "成品仓 A-03", false),
            ("成品", "成品仓 A-03", false),
            ("main row", "main store, row 3", false),
            ("成品仓 A-03", "成品仓", false),
            ("成品仓 A-04", "成品仓 A-03", false),
            ("半成品仓", "成品仓 A-03", false),
            ("，", "成品仓 A-03", false),
        ] {
            assert_eq!(is_there(named, place), there, "{named} / {place}");
        }
    }
}
