//! From whom goods are called back, where nobody says it.

use serde_json::{Map, Value};

use super::desk::{Desk, Loaded};
use super::shipments::known_as;
use super::trace::who_got;
use crate::case::kinds::{Delivered, Party, Recall, Recalled, Trace};
use crate::case::{Amount, Body, Kind, Quantity, Target};
use crate::finding::Stop;
use crate::policy::Catalog;
use crate::procedure::recalls;
use crate::yaml::Text;

/// Fills in the customers of a recall: for each lot those whom its last trace
/// names, else those whom the shipment data name.
///
/// # Errors
/// A file of the data cannot be read, or the machine failed.
pub(super) fn customers(
    fields: &mut Map<String, Value>,
    desk: &Desk,
    loaded: &Loaded,
) -> Result<(), Stop> {
    if fields.contains_key("customers") {
        return Ok(());
    }
    // What cannot be read as a recall is refused as it is.
    let whole = Kind::Recall.from_json(Value::Object(fields.clone()));
    let Ok(Body::Recall(recall)) = whole else {
        return Ok(());
    };
    if recall.decision != Recalled::Recall {
        return Ok(());
    }
    let mut found = Vec::new();
    for lot in recall.lots.iter() {
        match last_trace(loaded, lot.as_str()) {
            Some(trace) => found.extend(trace.customers.iter().cloned()),
            None => found.extend(shipped(desk, lot.as_str())?),
        }
    }
    let customers = added_up(found, &desk.book.catalog).into();
    let filled = Body::from(Recall {
        customers,
        ..recall
    });
    if let Value::Object(filled) = filled.to_json() {
        *fields = filled;
    }
    Ok(())
}

/// What was last traced of a lot.
fn last_trace<'a>(loaded: &'a Loaded, lot: &str) -> Option<&'a Trace> {
    let traces = loaded.state.live(Kind::Trace).rev();
    let mut traces = traces.filter_map(|seen| match &seen.body {
        Body::Trace(trace) => Some(trace),
        _ => None,
    });
    traces.find(|trace| trace.lot.as_str() == lot)
}

fn shipped(desk: &Desk, lot: &str) -> Result<Vec<Delivered>, Stop> {
    let followed = who_got(desk, lot)?.into_iter();
    let got = followed.flat_map(|followed| followed.view.customers);
    let each = got.filter_map(|got| {
        Some(Delivered {
            customer: Text::new(got.customer)?,
            quantity: Quantity::parse(&got.quantity),
        })
    });
    Ok(each.collect())
}

/// Each customer once, with everything they got; without a quantity where a part
/// is not known, or is of another unit.
fn added_up(found: Vec<Delivered>, catalog: &Catalog) -> Vec<Delivered> {
    let known = |one: &Delivered| known_as(catalog, one.customer.as_str());
    let mut sums: Vec<Delivered> = Vec::new();
    for one in found {
        match sums.iter_mut().find(|sum| known(sum) == known(&one)) {
            None => sums.push(one),
            Some(sum) => sum.quantity = plus(sum.quantity.take(), one.quantity),
        }
    }
    sums
}

fn plus(sum: Option<Quantity>, more: Option<Quantity>) -> Option<Quantity> {
    let (Quantity(sum), Quantity(more)) = sum.zip(more)?;
    (sum.unit == more.unit).then(|| {
        Quantity(Amount {
            number: (sum.number + more.number).normalize(),
            unit: sum.unit,
        })
    })
}

/// The recall of which a customer is told, where nobody names it: the only one.
pub(super) fn of_customer(fields: &Map<String, Value>, loaded: &Loaded) -> Option<Target> {
    let party = fields.get("party").and_then(Value::as_str);
    if party != Some(Party::Customer.word()) {
        return None;
    }
    let mut called = recalls(&loaded.state).into_iter();
    let only = called.next().filter(|_| called.next().is_none())?;
    Some(Target::entry(only.seen.id().clone()))
}

/// The customer of a recall by the name that the recall has, whichever spelling
/// is typed.
pub(super) fn as_recalled(
    key: &str,
    fields: &mut Map<String, Value>,
    desk: &Desk,
    loaded: &Loaded,
) {
    let target = fields.get("for").and_then(Value::as_str);
    let target = target.and_then(Target::parse);
    let seen = target.and_then(|target| loaded.state.seen(&target.entry));
    let Some(Body::Recall(recall)) = seen.map(|seen| &seen.body) else {
        return;
    };
    let known = |name: &str| known_as(&desk.book.catalog, name);
    if let Some(Value::String(typed)) = fields.get_mut(key) {
        let mut names = recall.customers.iter().map(|one| one.customer.as_str());
        if let Some(name) = names.find(|name| known(name) == known(typed)) {
            *typed = name.to_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(customer: &str, quantity: Option<&str>) -> Delivered {
        Delivered {
            customer: Text::new(customer).unwrap(),
            quantity: quantity.map(|text| Quantity::parse(text).unwrap()),
        }
    }

    #[test]
    fn a_customer_stands_there_once_with_everything_they_got() {
        let found = vec![
            one("ACME", Some("300 pcs")),
            one("Kestrel", Some("5 pcs")),
            one("Nordlicht", None),
            one("ACME", Some("0.50 pcs")),
            one("Kestrel", Some("20 kg")),
            one("Nordlicht", Some("5 pcs")),
            one("Kestrel", Some("20 kg")),
        ];
        let sums = added_up(found, &Catalog::default());
        let expected = [
            one("ACME", Some("300.5 pcs")),
            one("Kestrel", None),
            one("Nordlicht", None),
        ];
        assert_eq!(sums, expected);
    }
}
