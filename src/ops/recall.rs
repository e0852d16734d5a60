//! From whom goods are called back, where nobody says it.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::desk::{Desk, Loaded};
use super::trace::{NOBODY_KNOWS, who_got};
use super::trace_data::known_as;
use crate::case::kinds::{Delivered, Party, Recall, Recalled};
use crate::case::{Amount, Body, EntryId, Kind, Quantity, Target};
use crate::finding::{Code, Finding, Stop};
use crate::policy::Catalog;
use crate::procedure::{Called, CalledBack, Calls, Got, Traces, reached, recalls, to_tell, traced};
use crate::report::GotView;
use crate::yaml::Text;

/// Fills in the customers of a recall: for each lot, and for those made of it,
/// those whom its last trace names, else those whom the shipment data name. What
/// another recall calls back of a customer already is not called back twice.
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
    let found = still_with_customers(&recall, desk, loaded)?;
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

/// What customers got of the lots, less what other recalls call back already.
fn still_with_customers(
    recall: &Recall,
    desk: &Desk,
    loaded: &Loaded,
) -> Result<Vec<Delivered>, Stop> {
    let traces = Traces::of(&loaded.state);
    let lots: Vec<&str> = recall.lots.iter().map(Text::as_str).collect();
    // What was made of a lot at which no trace starts, the data must tell.
    let asked = lots.iter().filter(|lot| !traces.starts_at(lot));
    let asked: Vec<String> = asked.map(|lot| (*lot).to_owned()).collect();
    let (sent, made) = shipped(desk, &asked)?;
    let mut rows = traced(&traces);
    let known: HashSet<(&str, &str)> = rows
        .iter()
        .flat_map(|got| got.lots.iter().map(|lot| (got.customer, *lot)))
        .collect();
    let new = sent
        .iter()
        .filter(|(lot, one)| !known.contains(&(one.customer.as_str(), lot.as_str())));
    let new: Vec<Got> = new
        .map(|(lot, one)| Got {
            customer: one.customer.as_str(),
            lots: vec![lot],
            quantity: one.quantity.as_ref().map(|quantity| &quantity.0),
        })
        .collect();
    rows.extend(new);
    let mut meant: HashSet<&str> = traces.with_made(&lots).into_iter().collect();
    meant.extend(made.iter().map(String::as_str));
    let wanted = |got: &Got| got.lots.iter().any(|lot| meant.contains(lot));
    let calls = Calls::of(&loaded.state, &traces);
    let open = calls.lacking(rows, wanted).into_iter();
    let each = open.filter_map(|one| {
        Some(Delivered {
            customer: Text::new(one.customer)?,
            quantity: one.quantity.map(Quantity),
        })
    });
    Ok(each.collect())
}

/// What customers got, each row with its lot; and the lots that were followed or
/// touched.
type Sent = (Vec<(String, Delivered)>, Vec<String>);

/// What customers got of those lots and of what was made of them, by the data,
/// and which lots these are.
fn shipped(desk: &Desk, lots: &[String]) -> Result<Sent, Stop> {
    let view = who_got(desk, lots)?;
    let each = |got: GotView| {
        let one = Delivered {
            customer: Text::new(got.customer).or_else(|| Text::new(NOBODY_KNOWS))?,
            quantity: got.quantity.as_deref().and_then(Quantity::parse),
        };
        Some((got.lot, one))
    };
    let sent = view.customers.into_iter().filter_map(each).collect();
    Ok((sent, [view.lots, view.touched].concat()))
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

/// The recall of which a customer is told, where nobody names it: the one that
/// names them and of which they were not told; none where they are told of what
/// a trace found beside the recalls.
///
/// # Errors
/// There are several of these.
pub(super) fn of_customer(
    fields: &Map<String, Value>,
    desk: &Desk,
    loaded: &Loaded,
) -> Result<Option<Target>, Stop> {
    let who = match fields.get("party").and_then(Value::as_str) {
        Some(party) if party == Party::Customer.word() => fields.get("who"),
        _ => return Ok(None),
    };
    let Some(who) = who.and_then(Value::as_str) else {
        return Ok(None);
    };
    let called = recalls(&loaded.state);
    let named: Vec<(&Called, &CalledBack)> = called
        .iter()
        .filter_map(|it| Some((it, of(it, who, desk)?)))
        .collect();
    let open: Vec<&Called> = named
        .iter()
        .filter(|(_, one)| one.told.is_none())
        .map(|(it, _)| *it)
        .collect();
    let approved: Vec<&Called> = open
        .iter()
        .copied()
        .filter(|it| it.seen.is_in_force())
        .collect();
    let traced = as_traced(who, desk, loaded);
    let beside = || match &traced {
        Some(name) => to_tell(&loaded.state).contains(&name.as_str()) || named.is_empty(),
        None => false,
    };
    // Of one that waits, or knows of no such customer, the judge says so.
    let only = match (approved.as_slice(), open.as_slice(), named.as_slice()) {
        ([only], ..) | ([], [only], _) => Some(*only),
        ([], [], _) if beside() => None,
        ([], [], [(only, _)]) => Some(*only),
        ([], [], []) if called.len() == 1 => called.first(),
        ([], [], _) => None,
        ([], several, _) | (several, ..) => return Err(several_recalls(several)),
    };
    Ok(only.map(|it| Target::entry(it.seen.id().clone())))
}

/// What a recall says of that customer, whichever spelling is typed.
fn of<'a, 'b>(called: &'b Called<'a>, typed: &str, desk: &Desk) -> Option<&'b CalledBack<'a>> {
    let known = |name: &str| known_as(&desk.book.catalog, name);
    let mut all = called.customers.iter();
    all.find(|one| known(&one.of.customer) == known(typed))
}

fn several_recalls(several: &[&Called]) -> Stop {
    let open: Vec<String> = several.iter().map(|it| it.seen.id().to_string()).collect();
    let finding = Finding::new(Code::TargetMissing).arg("kind", Kind::Notify.word());
    let finding = finding.arg("wanted", vec![Kind::Recall.word().to_owned()]);
    finding.arg("open", open).at_path(["for".into()]).into()
}

/// Of several recalls those that still await goods of the customer who gave some
/// back; all of them where none does, and the judge says why.
pub(super) fn awaiting(
    open: Vec<EntryId>,
    fields: &Map<String, Value>,
    desk: &Desk,
    loaded: &Loaded,
) -> Vec<EntryId> {
    let Some(customer) = fields.get("customer").and_then(Value::as_str) else {
        return open;
    };
    let called = recalls(&loaded.state);
    let awaits = |id: &&EntryId| {
        let mut of_id = called.iter().filter(|it| it.seen.id() == *id);
        let one = of_id.find_map(|it| of(it, customer, desk));
        one.is_some_and(|one| !one.is_complete())
    };
    let these: Vec<EntryId> = open.iter().filter(awaits).cloned().collect();
    match these.is_empty() {
        true => open,
        false => these,
    }
}

/// A customer by the name that the traces have.
fn as_traced(typed: &str, desk: &Desk, loaded: &Loaded) -> Option<String> {
    let known = |name: &str| known_as(&desk.book.catalog, name);
    let all = reached(&loaded.state);
    let mut names = all.iter().map(|one| one.customer());
    let name = names.find(|name| known(name) == known(typed))?;
    Some(name.to_owned())
}

/// The customer by the name that the recall has, or else the traces, whichever
/// spelling is typed.
pub(super) fn as_recalled(
    key: &str,
    fields: &mut Map<String, Value>,
    desk: &Desk,
    loaded: &Loaded,
) {
    let target = fields.get("for").and_then(Value::as_str);
    let target = target.and_then(Target::parse);
    let seen = target.and_then(|target| loaded.state.seen(&target.entry));
    let is_customer = fields.get("party").and_then(Value::as_str) == Some(Party::Customer.word());
    let known = |name: &str| known_as(&desk.book.catalog, name);
    let Some(Value::String(typed)) = fields.get_mut(key) else {
        return;
    };
    if let Some(Body::Recall(recall)) = seen.map(|seen| &seen.body) {
        let mut names = recall.customers.iter().map(|one| one.customer.as_str());
        if let Some(name) = names.find(|name| known(name) == known(typed)) {
            *typed = name.to_owned();
        }
    } else if is_customer && let Some(name) = as_traced(typed, desk, loaded) {
        *typed = name;
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
