//! Where a lot lies and how much of it, where nobody says it: as it was traced.

use serde_json::{Map, Value};

use super::desk::Loaded;
use super::goods::with_unit;
use crate::case::Amount;
use crate::case::kinds::InStock;
use crate::finding::{Code, Finding, Stop};
use crate::procedure::{ToContain, is_there, to_contain};

/// Fills in lot, place and quantity of what is contained, where the traces leave
/// one place to be isolated.
///
/// # Errors
/// They leave several, and nobody says which one is meant.
pub(super) fn found(fields: &mut Map<String, Value>, loaded: &Loaded) -> Result<(), Stop> {
    let all = to_contain(&loaded.state, &loaded.rules).into_iter();
    let rows = all.filter_map(|one| match one {
        ToContain::Stock(row, rest) => Some((row, rest)),
        ToContain::Lot(_) => None,
    });
    let said = |key: &str| fields.get(key).and_then(Value::as_str);
    let fits = |(row, _): &(&InStock, _)| {
        said("lot").is_none_or(|lot| row.lot.as_str() == lot)
            && said("place").is_none_or(|place| is_there(place, &row.place))
    };
    let (rows, rests): (Vec<&InStock>, Vec<Option<Amount>>) = rows.filter(fits).unzip();
    let Some(first) = rows.first() else {
        return Ok(());
    };
    let one_lot = rows.iter().all(|row| row.lot == first.lot);
    let one_place = one_lot && rows.iter().all(|row| row.place == first.place);
    for (key, one) in [("lot", one_lot), ("place", one_place)] {
        if said(key).is_none() && !one {
            return Err(several(key, &rows).into());
        }
    }
    let sum = sum(rests);
    // A number alone is of the unit of what lies there.
    if let (Some(typed), Some(sum)) = (fields.get_mut("quantity"), &sum) {
        with_unit(typed, &sum.unit);
    }
    let known = [
        ("lot", Some(first.lot.to_string())),
        ("place", Some(first.place.to_string())),
        ("action", None),
        ("quantity", sum.map(|sum| sum.to_string())),
    ];
    // In the order in which a file has them.
    let mut given = std::mem::take(fields);
    for (key, known) in known {
        let value = given.shift_remove(key).or(known.map(Value::String));
        fields.extend(value.map(|value| (key.to_owned(), value)));
    }
    fields.extend(given);
    Ok(())
}

/// How much that is together; nothing where it is not known of each, in one unit.
fn sum(rests: Vec<Option<Amount>>) -> Option<Amount> {
    let mut all = rests.into_iter();
    let first = all.next()??;
    all.try_fold(first, |sum, one| sum.plus(&one?))
}

/// That it is not said which one is meant, with the places to choose from.
fn several(key: &str, rows: &[&InStock]) -> Finding {
    let place = |row: &&InStock| match key {
        "lot" => format!("{} {}", row.lot, row.place),
        _ => row.place.to_string(),
    };
    let places: Vec<String> = rows.iter().map(place).collect();
    let finding = Finding::new(Code::MissingKey).arg("key", key);
    finding.arg("places", places)
}
