use std::collections::HashSet;

use super::column::Column;
use super::dates::dates;
use super::names::{FIELDS, score};
use super::write::DATED;
use crate::calendar::Calendar;
use crate::case::{Money, Quantity};
use crate::ops::import::cell::{Cell, Forms};

/// A column that was taken for a field.
pub(super) struct Found {
    pub field: &'static str,
    /// Its place, from 0.
    pub column: usize,
}

/// Gives each field the column that fits it best, and each column one field.
pub(super) fn assigned(columns: &[Column], rows: usize, calendar: &Calendar) -> Vec<Found> {
    let mut pairs = Vec::new();
    for known in FIELDS {
        for (at, column) in columns.iter().enumerate() {
            let fits = score(known, &column.name);
            let fits = fits.filter(|_| can_be(known.field, column, calendar));
            pairs.extend(fits.map(|fit| (fit, at, known.field)));
        }
    }
    pairs.sort_by_key(|(fit, at, _)| (std::cmp::Reverse(*fit), *at));
    let (mut fields, mut taken) = (HashSet::new(), HashSet::new());
    pairs.retain(|(_, at, field)| {
        let free = !fields.contains(field) && !taken.contains(at);
        if free {
            fields.insert(*field);
            taken.insert(*at);
        }
        free
    });
    let found = pairs
        .into_iter()
        .map(|(_, at, field)| Found { field, column: at });
    let mut found: Vec<Found> = found.collect();
    if !found.iter().any(|one| one.field == "id") {
        let free = (0..).zip(columns).filter(|(at, _)| !taken.contains(at));
        let mut unique = free.filter(|(_, column)| column.is_unique(rows));
        found.extend(unique.next().map(|(column, _)| Found {
            field: "id",
            column,
        }));
    }
    found
}

/// Whether most of what stands in a column could be values of the field.
fn can_be(field: &str, column: &Column, calendar: &Calendar) -> bool {
    let forms = Forms {
        dates: &[],
        calendar,
    };
    let number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let good = match field {
        field if DATED.contains(&field) => {
            let unread = dates(column).unread.len();
            100 - unread * 100 / column.values.len().max(1)
        }
        "quantity" => column.share(|text| {
            let tidy = Quantity::tidy(text);
            number(&tidy) || Quantity::read(&tidy, &forms).is_ok()
        }),
        "product.price" => column.share(|text| number(text) || Money::read(text, &forms).is_ok()),
        _ => 100,
    };
    column.filled > 0 && good >= 60
}
