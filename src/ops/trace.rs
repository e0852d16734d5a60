//! Who got a lot, by the shipment data of the register.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::desk::Desk;
use super::shipments::{known_as, rows};
use crate::finding::{Code, Finding, Stop};
use crate::report::{GotView, TraceFile, TraceView};
use crate::trace::{Shipment, got};
use crate::yaml::nearest;

/// What the shipment data say about a lot.
#[derive(Debug, Clone, PartialEq)]
pub struct Followed {
    /// Who got it.
    pub view: TraceView,
    /// A lot of the data with a name much like it, where nobody got this one.
    pub nearest: Option<String>,
}

/// Everybody who was shipped that lot; nothing where the register has no
/// shipment data.
///
/// # Errors
/// A file of the data cannot be read, or the machine failed.
pub fn who_got(desk: &Desk, lot: &str) -> Result<Option<Followed>, Stop> {
    let register = &desk.register;
    let (paths, mut unreadable) = register.tables("shipments")?;
    let (mut all, mut files, mut left_out) = (Vec::<Shipment>::new(), Vec::new(), 0);
    for path in &paths {
        let name = register.relative(path);
        let bytes = register.read_table(path)?;
        match rows(&name, &bytes) {
            Ok((shipments, wrong)) => {
                left_out += wrong.len();
                let names_it = shipments.iter().any(|row| row.lot == lot);
                let sha256 = hex(&Sha256::digest(&bytes));
                files.push((names_it, TraceFile { name, sha256 }));
                all.extend(shipments);
            }
            Err(found) => unreadable.extend(found),
        }
    }
    if !unreadable.is_empty() {
        return Err(Stop::Refused(unreadable));
    }
    if paths.is_empty() {
        return Ok(None);
    }
    let catalog = &desk.book.catalog;
    let found = got(&all, lot, |name| known_as(catalog, name));
    let is_named = !found.is_empty();
    let files = files.into_iter();
    let lots: BTreeSet<&str> = all.iter().map(|row| row.lot.as_str()).collect();
    let view = TraceView {
        lot: lot.to_owned(),
        customers: found
            .into_iter()
            .map(|got| GotView {
                customer: got.customer,
                quantity: got.quantity.to_string(),
                deliveries: got.deliveries,
                last: got.last.to_string(),
            })
            .collect(),
        files: files
            .filter(|(names_it, _)| *names_it || !is_named)
            .map(|(_, file)| file)
            .collect(),
        left_out,
    };
    Ok(Some(Followed {
        view,
        nearest: nearest(lot, lots).filter(|_| !is_named).map(str::to_owned),
    }))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// That there is nothing to trace by.
pub fn no_data() -> Stop {
    Finding::new(Code::NoShipmentData).into()
}

/// Writes into a `trace` who got the lot, and which files say so. What a person
/// says of a customer stands for what the data say of that one.
///
/// # Errors
/// There is neither data nor a customer nor a word about it, or a file cannot be
/// read.
pub(super) fn followed(fields: &mut Map<String, Value>, desk: &Desk) -> Result<(), Stop> {
    fields.shift_remove("files");
    let Some(lot) = fields.get("lot").and_then(Value::as_str) else {
        return Ok(());
    };
    let named = listed(fields.get("customers"));
    let Some(followed) = who_got(desk, lot)? else {
        // That nothing of it ever left, somebody must say in words.
        return match named.is_empty() && !fields.contains_key("text") {
            true => Err(no_data()),
            false => Ok(()),
        };
    };
    let known = |name: &str| known_as(&desk.book.catalog, name);
    let by_hand: BTreeSet<String> = named.iter().filter_map(name_of).map(known).collect();
    let TraceView {
        customers, files, ..
    } = followed.view;
    let found = customers
        .iter()
        .filter(|got| !by_hand.contains(&got.customer));
    let found = found.map(|got| json!({"customer": got.customer, "quantity": got.quantity}));
    let customers: Vec<Value> = found.chain(named).collect();
    let text = fields.shift_remove("text");
    fields.insert("customers".to_owned(), customers.into());
    fields.insert("files".to_owned(), json!(files));
    fields.extend(text.map(|text| ("text".to_owned(), text)));
    Ok(())
}

/// A list, or the only one.
fn listed(value: Option<&Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(several)) => several.clone(),
        Some(one) => vec![one.clone()],
        None => Vec::new(),
    }
}

fn name_of(customer: &Value) -> Option<&str> {
    customer.get("customer")?.as_str()
}
