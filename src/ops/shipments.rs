//! What trace data and other cases say about goods that come back.

use chrono::NaiveDate;
use memchr::{memchr, memmem::Finder};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::desk::{Desk, Loaded, RuleBook, each};
use super::trace_data::known_as;
use super::when::parse_when;
use crate::case::kinds::{Amend, Goods};
use crate::case::{Amount, Body, CaseNumber, Entry, EntryId, Kind, Quantity, Target, half_width};
use crate::finding::Stop;
use crate::procedure::goods::{covers, plain_number, rma_number};
use crate::procedure::{State, fold};
use crate::trace::Shipments;
use crate::yaml;

/// What was shipped and what came back of it, for each item of an RMA; nothing
/// for an item of which nobody can tell.
pub(super) type Found = Vec<Option<(Quantity, Quantity)>>;

/// Goods of a lot, by which the data is asked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    pub customer: String,
    pub lot: String,
    pub unit: String,
    /// What the customer got up to the day of the entry.
    pub shipped: Decimal,
    /// What other RMAs of the case cover.
    pub own: Decimal,
}

impl Asked {
    /// What is asked for each item of an RMA that would be put behind that
    /// state; nothing for one of which nobody can tell.
    pub fn of(
        shipments: &Shipments,
        state: &State,
        book: &RuleBook,
        rules: &crate::policy::Rules,
        items: &[Goods],
        (day, but): (NaiveDate, Option<&EntryId>),
    ) -> Vec<Option<Asked>> {
        let Some(open) = state.open() else {
            return vec![None; items.len()];
        };
        let customer = known_as(&book.catalog, open.customer.as_str());
        let mut own = covers(state, rules);
        own.retain(|cover| Some(&cover.rma) != but);
        let of = |goods: &Goods| {
            let lot = goods.lot.as_ref()?.to_string();
            let unit = goods.quantity.0.unit.clone();
            let shipped = shipments.shipped(&customer, &lot, &unit, day)?;
            let same = own.iter().filter(|it| it.lot == lot && it.unit == unit);
            Some(Asked {
                own: same.map(|cover| cover.number()).sum(),
                customer: customer.clone(),
                lot,
                unit,
                shipped,
            })
        };
        items.iter().map(of).collect()
    }

    /// What was shipped, and what came back of it where RMAs of other cases
    /// cover so much.
    pub fn with(&self, others: Decimal) -> (Quantity, Quantity) {
        let many = |number| {
            let unit = self.unit.clone();
            Quantity(Amount { number, unit })
        };
        (many(self.shipped), many(self.own + others))
    }
}

/// What the data and the register say about the items of an RMA.
///
/// # Errors
/// A file of the data cannot be read, or the machine failed.
pub(super) fn found(
    desk: &Desk,
    loaded: &Loaded,
    items: &[Goods],
    (day, but): (NaiveDate, Option<&EntryId>),
) -> Result<Found, Stop> {
    if items.iter().all(|goods| goods.lot.is_none()) {
        return Ok(Vec::new());
    }
    let data = desk.shipments()?;
    if !data.unreadable.is_empty() {
        return Err(Stop::Refused(data.unreadable.clone()));
    }
    let Some(shipments) = &data.shipments else {
        return Ok(Vec::new());
    };
    let about = (day, but);
    let asked = Asked::of(
        shipments,
        &loaded.state,
        &desk.book,
        &loaded.rules,
        items,
        about,
    );
    let wanted: Vec<&Asked> = asked.iter().flatten().collect();
    let others = match wanted.as_slice() {
        [] => Vec::new(),
        _ => elsewhere(desk, loaded, &wanted)?,
    };
    let mut others = others.into_iter();
    let each = |one: &Option<Asked>| {
        let one = one.as_ref()?;
        Some(one.with(others.next()?))
    };
    Ok(asked.iter().map(each).collect())
}

/// How much RMAs of other cases cover of each, in that order. A case without
/// any of the lots in its file is dismissed without being parsed.
fn elsewhere(desk: &Desk, loaded: &Loaded, wanted: &[&Asked]) -> Result<Vec<Decimal>, Stop> {
    let (register, book) = (&desk.register, &desk.book);
    let here = &loaded.file.path;
    let plain = |lot: &str| lot.chars().all(|c| c.is_alphanumeric() || c == '-');
    let finders: Vec<Option<Finder>> = wanted
        .iter()
        .map(|asked| plain(&asked.lot).then(|| Finder::new(&asked.lot)))
        .collect();
    let rma = Finder::new("rma");
    let (sums, _) = each(register, |file| {
        if file.path == *here {
            return Ok(None);
        }
        let bytes = register.read_case(file)?;
        // Behind a backslash any letter can hide.
        let has = |finder: &Option<Finder>| {
            finder
                .as_ref()
                .is_none_or(|finder| finder.find(&bytes).is_some())
        };
        let hidden = memchr(b'\\', &bytes).is_some();
        if rma.find(&bytes).is_none() || !(hidden || finders.iter().any(has)) {
            return Ok(None);
        }
        let Ok(case) = yaml::read(&bytes) else {
            return Ok(None);
        };
        let rules = book.of(&case);
        let state = fold(&case, &rules);
        let customer = state.open().map(|open| open.customer.to_string());
        let customer = customer.map(|name| known_as(&book.catalog, &name));
        let covers = covers(&state, &rules);
        let sum = |asked: &&Asked| -> Decimal {
            let same = covers.iter().filter(|cover| {
                customer.as_ref() == Some(&asked.customer)
                    && cover.lot == asked.lot
                    && cover.unit == asked.unit
            });
            same.map(|cover| cover.number()).sum()
        };
        Ok(Some(wanted.iter().map(sum).collect::<Vec<Decimal>>()))
    })?;
    let of = |at: usize| sums.iter().map(|sums| sums[at]).sum();
    Ok((0..wanted.len()).map(of).collect())
}

/// Writes into the entry what was found.
///
/// # Errors
/// A file of the data cannot be read, or the machine failed.
pub(super) fn evidence(
    kind: Kind,
    fields: &mut Map<String, Value>,
    desk: &Desk,
    loaded: &Loaded,
) -> Result<(), Stop> {
    match kind {
        Kind::Rma => rma(fields, desk, loaded),
        Kind::Receive => foreign(fields, desk, loaded),
        _ => Ok(()),
    }
}

/// What is found counts, whatever was typed.
fn rma(fields: &mut Map<String, Value>, desk: &Desk, loaded: &Loaded) -> Result<(), Stop> {
    for item in items_of(fields) {
        item.shift_remove("shipped");
        item.shift_remove("returned");
    }
    // What cannot be read as an RMA is refused as it is.
    let Ok(Body::Rma(rma)) = Kind::Rma.from_json(Value::Object(fields.clone())) else {
        return Ok(());
    };
    let found = found(desk, loaded, &rma.items, (day(fields, desk), None))?;
    for (item, found) in items_of(fields).into_iter().zip(found) {
        if let Some((shipped, returned)) = found {
            item.insert("shipped".to_owned(), shipped.to_string().into());
            item.insert("returned".to_owned(), returned.to_string().into());
        }
    }
    Ok(())
}

/// The items of an entry: a list, or the only one.
fn items_of(fields: &mut Map<String, Value>) -> Vec<&mut Map<String, Value>> {
    match fields.get_mut("items") {
        Some(Value::Array(items)) => items.iter_mut().filter_map(Value::as_object_mut).collect(),
        Some(Value::Object(only)) => vec![only],
        _ => Vec::new(),
    }
}

/// The day of the fact.
fn day(fields: &Map<String, Value>, desk: &Desk) -> NaiveDate {
    let calendar = &desk.book.calendar;
    let when = fields.get("when").and_then(Value::as_str);
    let when = when.and_then(|when| parse_when(when, calendar).ok());
    calendar.local(when.unwrap_or(desk.now).0).date_naive()
}

/// Items that an amendment gives an RMA are compared anew with what was
/// shipped, and what was found goes with them.
///
/// # Errors
/// A file of the data cannot be read, or the machine failed.
pub(super) fn amended(
    fields: &mut Map<String, Value>,
    desk: &Desk,
    loaded: &Loaded,
) -> Result<(), Stop> {
    let target = fields.get("for").and_then(Value::as_str);
    let target = target.and_then(Target::parse);
    let Some(seen) = target.and_then(|target| loaded.state.seen(&target.entry)) else {
        return Ok(());
    };
    if seen.entry.kind() == Kind::Receive {
        return renumbered(fields, desk, loaded);
    }
    let about_items = |key: &String| key == "items" || key.starts_with("items.");
    let Some(Value::Object(set)) = fields.get_mut("set") else {
        return Ok(());
    };
    if seen.entry.kind() != Kind::Rma || !set.keys().any(about_items) {
        return Ok(());
    }
    set.retain(|key, _| !(about_items(key) && is_evidence(key)));
    let amend = Value::Object(fields.clone());
    let Ok(Body::Amend(Amend { set, .. })) = Kind::Amend.from_json(amend) else {
        return Ok(());
    };
    let Ok(Body::Rma(rma)) = seen.body.amended(&set) else {
        return Ok(());
    };
    let calendar = &desk.book.calendar;
    let day = calendar.local(rma.when.unwrap_or(seen.entry.at).0);
    let but = Some(seen.id());
    let found = found(desk, loaded, &rma.items, (day.date_naive(), but))?;
    let Some(Value::Object(set)) = fields.get_mut("set") else {
        return Ok(());
    };
    for (at, goods) in rma.items.iter().enumerate() {
        let new = found.get(at).cloned().flatten().unzip();
        let old = [&goods.shipped, &goods.returned];
        for ((key, new), old) in ["shipped", "returned"]
            .into_iter()
            .zip([new.0, new.1])
            .zip(old)
        {
            if new != *old {
                let new = new.map_or(Value::Null, |many| many.to_string().into());
                set.insert(format!("items.{}.{key}", at + 1), new);
            }
        }
    }
    Ok(())
}

/// Another number on the goods may be of another case.
fn renumbered(fields: &mut Map<String, Value>, desk: &Desk, loaded: &Loaded) -> Result<(), Stop> {
    let Some(Value::Object(set)) = fields.get_mut("set") else {
        return Ok(());
    };
    if !set.contains_key("number") {
        return Ok(());
    }
    foreign(set, desk, loaded)?;
    set.entry("number_of").or_insert(Value::Null);
    Ok(())
}

fn is_evidence(key: &str) -> bool {
    key.ends_with(".shipped") || key.ends_with(".returned")
}

/// What the register says about the items of an RMA as written.
///
/// # Errors
/// A file of the data cannot be read, or the machine failed.
pub(super) fn gathered(desk: &Desk, loaded: &Loaded, entry: &Entry) -> Result<Found, Stop> {
    let Body::Rma(rma) = &entry.body else {
        return Ok(Vec::new());
    };
    // It was looked up a moment ago, when the entry was made.
    let written = |goods: &Goods| goods.shipped.clone().zip(goods.returned.clone());
    if rma.items.iter().any(|goods| written(goods).is_some()) {
        return Ok(rma.items.iter().map(written).collect());
    }
    let day = desk.book.calendar.local(entry.fact().0).date_naive();
    found(desk, loaded, &rma.items, (day, None))
}

/// The other case that the number on the goods is of, if it is of one.
fn foreign(fields: &mut Map<String, Value>, desk: &Desk, loaded: &Loaded) -> Result<(), Stop> {
    fields.shift_remove("number_of");
    let number = fields.get("number").and_then(Value::as_str);
    let Some(number) = number.map(|number| half_width(number.trim())) else {
        return Ok(());
    };
    let plain = plain_number(&number);
    if numbers_of(&loaded.state).any(|own| own == plain) {
        return Ok(());
    }
    if let Some(case) = owner_of(desk, loaded, &number)? {
        fields.insert("number_of".to_owned(), case.to_string().into());
    }
    Ok(())
}

/// The RMA numbers that a case has given, plain.
pub(super) fn numbers_of(state: &State) -> impl Iterator<Item = String> + '_ {
    let rmas = state.live(Kind::Rma);
    let numbers = rmas.filter_map(|seen| rma_number(state, seen));
    numbers.map(|number| plain_number(&number))
}

/// The case that gave that number: the one whose number it begins with, or that
/// had it once.
fn owner_of(desk: &Desk, loaded: &Loaded, number: &str) -> Result<Option<CaseNumber>, Stop> {
    let Some((case, id)) = number.rsplit_once('-') else {
        return Ok(None);
    };
    let id = EntryId::parse(&id.to_lowercase());
    let (Some(case), Some(_)) = (CaseNumber::parse(case), id) else {
        return Ok(None);
    };
    let now = match desk.register.resolve(case.as_str()) {
        Ok(file) => Some(file),
        Err(Stop::Refused(_)) => None,
        Err(machine) => return Err(machine),
    };
    for once in [false, true] {
        let file = match once {
            false => now.clone(),
            true => desk.once_numbered(&case)?,
        };
        let Some(file) = file.filter(|file| file.path != loaded.file.path) else {
            continue;
        };
        let Ok(other) = desk.load(&file) else {
            continue;
        };
        if numbers_of(&other.state).any(|given| given == plain_number(number)) {
            return Ok(Some(other.case.number().clone()));
        }
    }
    Ok(None)
}
