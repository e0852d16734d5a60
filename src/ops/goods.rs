//! What a person leaves to the program in an entry about goods: which goods,
//! their unit, of which pieces, how many.

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::desk::{Desk, Loaded};
use super::prepare::Draft;
use crate::case::kinds::{Decision, Found, Goods, Way};
use crate::case::{Kind, Quantity, Target};
use crate::finding::Stop;
use crate::policy::Returns;
use crate::procedure::goods::{Authorised, Ledger, plain_number};

/// Fills in what can be known.
///
/// # Errors
/// The machine failed.
pub(super) fn fill(
    kind: Kind,
    fields: &mut Map<String, Value>,
    desk: &Desk,
    loaded: &Loaded,
) -> Result<(), Stop> {
    if !kind.is_about_goods() {
        return Ok(());
    }
    let ledger = Ledger::of(&loaded.state, &loaded.rules);
    let target = fields.get("for").and_then(Value::as_str);
    let target = target.and_then(Target::parse);
    match kind {
        Kind::Rma => rma(fields, loaded),
        Kind::Receive => receive(fields, target.as_ref(), &ledger),
        Kind::Resolve => resolve(fields, loaded)?,
        Kind::Inspect => inspect(
            fields,
            target.as_ref(),
            &ledger,
            &loaded.rules.policy.returns,
        ),
        Kind::Disposition => disposition(fields, target.as_ref(), &ledger),
        Kind::Replace => replace(fields, target.as_ref(), &ledger, loaded),
        Kind::Ship | Kind::Accept => shipped(kind, fields, target.as_ref(), &ledger),
        Kind::Compensate if !fields.contains_key("paid_by") => {
            fields.insert("paid_by".to_owned(), "us".into());
        }
        _ => {}
    }
    usual_unit(fields, loaded);
    super::shipments::evidence(kind, fields, desk, loaded)
}

/// The RMA whose number stands on goods that came, unless they are brought back
/// from the customer's site.
pub(super) fn numbered(draft: &Draft, loaded: &Loaded) -> Option<Target> {
    if draft.kind != Kind::Receive {
        return None;
    }
    let typed = draft.fields.get("number").and_then(Value::as_str)?;
    let ledger = Ledger::of(&loaded.state, &loaded.rules);
    let is_meant = |rma: &&Authorised| {
        let number = rma.number.as_deref();
        number.is_some_and(|number| plain_number(number) == plain_number(typed))
    };
    let rma = ledger.authorised.iter().find(is_meant)?;
    (rma.way == Way::Return).then(|| Target::entry(rma.entry.clone()))
}

/// The items of an entry: a list, or the only one.
fn items(fields: &mut Map<String, Value>) -> Vec<&mut Map<String, Value>> {
    match fields.get_mut("items") {
        Some(Value::Array(items)) => items.iter_mut().filter_map(Value::as_object_mut).collect(),
        Some(Value::Object(only)) => vec![only],
        _ => Vec::new(),
    }
}

/// A number alone takes that unit.
pub(super) fn with_unit(value: &mut Value, unit: &str) {
    let number = match &*value {
        Value::String(text) => Quantity::tidied(text).into_owned(),
        Value::Number(number) => number.to_string(),
        _ => return,
    };
    let bare = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    *value = match bare {
        true => format!("{number} {unit}").into(),
        false => number.into(),
    };
}

/// Where nobody knows which goods are meant, a number is of the unit of what is
/// complained of; the judge says what is wrong.
pub(super) fn usual_unit(fields: &mut Map<String, Value>, loaded: &Loaded) {
    let open = loaded.state.open();
    let Some(claimed) = open.and_then(|open| open.quantity.as_ref()) else {
        return;
    };
    let unit = claimed.0.unit.as_str();
    for key in ["good", "no_fault_found", "quantity"] {
        if let Some(count) = fields.get_mut(key) {
            with_unit(count, unit);
        }
    }
    if let Some(Value::Object(counts)) = fields.get_mut("defective") {
        counts.values_mut().for_each(|count| with_unit(count, unit));
    }
    for item in items(fields) {
        if let Some(quantity) = item.get_mut("quantity") {
            with_unit(quantity, unit);
        }
    }
}

/// What is not said of an item is as in those goods.
fn like(item: &mut Map<String, Value>, goods: &Goods) {
    let own = [("model", &goods.model), ("lot", &goods.lot)];
    for (key, value) in own {
        if let (Some(value), false) = (value, item.contains_key(key)) {
            item.insert(key.to_owned(), value.as_str().into());
        }
    }
    let unit = goods.quantity.0.unit.as_str();
    match item.get_mut("quantity") {
        Some(quantity) => with_unit(quantity, unit),
        None => {
            item.insert("quantity".to_owned(), goods.quantity.to_string().into());
        }
    }
    in_order(item);
}

/// Model, lot, serials, quantity, as the file has them.
fn in_order(item: &mut Map<String, Value>) {
    let keys = ["model", "lot", "serials", "quantity"];
    let mut rest = std::mem::take(item);
    for key in keys {
        if let Some(value) = rest.shift_remove(key) {
            item.insert(key.to_owned(), value);
        }
    }
    item.extend(rest);
}

/// The goods complained of, if the complaint names one product and how much.
fn claimed(loaded: &Loaded) -> Option<Goods> {
    let open = loaded.state.open()?;
    let product = match &*open.product {
        [] => None,
        [only] => Some(only),
        _ => return None,
    };
    Some(Goods {
        model: product.and_then(|product| product.model.clone()),
        lot: product.and_then(|product| product.lot.clone()),
        serials: Vec::new(),
        quantity: open.quantity.clone()?,
        shipped: None,
        returned: None,
    })
}

fn one_item(fields: &mut Map<String, Value>) {
    let missing = !fields.contains_key("items");
    if missing {
        let item = Value::Object(Map::new());
        fields.insert("items".to_owned(), vec![item].into());
    }
}

fn rma(fields: &mut Map<String, Value>, loaded: &Loaded) {
    let Some(goods) = claimed(loaded) else { return };
    one_item(fields);
    for item in items(fields) {
        like(item, &goods);
    }
}

fn receive(fields: &mut Map<String, Value>, target: Option<&Target>, ledger: &Ledger) {
    let Some(target) = target else { return };
    let expected: Vec<Goods> = match ledger.on_the_way(target) {
        Some((line, away)) => vec![Goods {
            quantity: line.quantity(away.left),
            ..line.goods()
        }],
        None => {
            let rma = ledger.rma(&target.entry);
            rma.into_iter()
                .flat_map(|rma| rma.goods())
                .cloned()
                .collect()
        }
    };
    let unit = expected.first().map(|goods| goods.quantity.0.unit.clone());
    for item in items(fields) {
        match expected.as_slice() {
            // What was not counted is not there.
            [only] if item.contains_key("quantity") => like(item, only),
            _ => {
                if let (Some(quantity), Some(unit)) = (item.get_mut("quantity"), &unit) {
                    with_unit(quantity, unit);
                }
            }
        }
    }
}

/// The RMA that corrects a delivery may be typed as entries are.
fn resolve(fields: &mut Map<String, Value>, loaded: &Loaded) -> Result<(), Stop> {
    if let Some(Value::String(typed)) = fields.get_mut("rma") {
        *typed = loaded.entry(typed)?.to_string();
    }
    Ok(())
}

fn inspect(
    fields: &mut Map<String, Value>,
    target: Option<&Target>,
    ledger: &Ledger,
    returns: &Returns,
) {
    let Some((unit, there)) = target.and_then(|target| ledger.to_inspect(target)) else {
        // The judge asks which goods are meant.
        if let Some(Value::Object(plan)) = fields.get_mut("sampled") {
            plan.entry("lot").or_insert_with(|| "0 pcs".into());
            super::sampling::planned(plan, returns);
        }
        return;
    };
    for key in ["good", "no_fault_found"] {
        if let Some(count) = fields.get_mut(key) {
            with_unit(count, unit);
        }
    }
    if let Some(Value::Object(counts)) = fields.get_mut("defective") {
        counts.values_mut().for_each(|count| with_unit(count, unit));
    }
    if let Some(Value::Object(plan)) = fields.get_mut("sampled") {
        let lot = plan
            .entry("lot")
            .or_insert_with(|| there.to_string().into());
        with_unit(lot, unit);
        super::sampling::planned(plan, returns);
    }
}

/// Of which pieces a decision takes some, unless it is said: the first of
/// these that has enough.
fn usual(decision: Decision) -> &'static [Found] {
    use Found::{Defective, Good, NoFaultFound, OnTheWay, Uninspected};
    match decision {
        Decision::Rework | Decision::ExchangePart => &[Defective, Uninspected],
        Decision::Scrap | Decision::Sample | Decision::Concession => &[Defective, Uninspected],
        Decision::Sort => &[Uninspected, Defective],
        Decision::Restock => &[Good, NoFaultFound],
        Decision::ReturnToCustomer => &[Defective, NoFaultFound, Good, Uninspected],
        Decision::BringBack => &[Defective, Uninspected, NoFaultFound, Good],
        Decision::Leave => &[Good, NoFaultFound, Uninspected],
        Decision::Missing => &[OnTheWay, Uninspected],
    }
}

fn disposition(fields: &mut Map<String, Value>, target: Option<&Target>, ledger: &Ledger) {
    let mark = fields.shift_remove("mark");
    let Some(line) = target.and_then(|target| ledger.line(target)) else {
        // The judge says that nothing is there.
        for item in items(fields) {
            item.entry("quantity").or_insert_with(|| "0".into());
            item.entry("of")
                .or_insert_with(|| Found::Uninspected.word().into());
        }
        return;
    };
    let mut taken: Vec<(Found, Decimal)> = Vec::new();
    for item in items(fields) {
        let decision = item.get("decision").and_then(Value::as_str);
        let Some(decision) = decision.and_then(Decision::parse) else {
            continue;
        };
        if let Some(quantity) = item.get_mut("quantity") {
            with_unit(quantity, &line.unit);
        }
        let left = |of: Found| {
            let before = taken.iter().filter(|(taken, _)| *taken == of);
            line.there(of) - before.map(|(_, many)| *many).sum::<Decimal>()
        };
        let said = item.get("quantity").and_then(Value::as_str);
        let wanted = said.and_then(Quantity::parse).map(|wanted| wanted.0.number);
        let of = item.get("of").and_then(Value::as_str);
        let of = of.map_or_else(|| Some(chosen(decision, wanted, &left)), Found::parse);
        let Some(of) = of else { continue };
        let many = wanted.unwrap_or_else(|| left(of));
        taken.push((of, many));
        if wanted.is_none() && said.is_none() {
            item.insert(
                "quantity".to_owned(),
                line.quantity(many).to_string().into(),
            );
        }
        item.insert("of".to_owned(), of.word().into());
        if let (Some(mark), Decision::Restock) = (&mark, decision) {
            item.insert("mark".to_owned(), mark.clone());
        }
    }
}

/// The first usual sort that has enough, else the first that has any.
fn chosen(decision: Decision, wanted: Option<Decimal>, left: &dyn Fn(Found) -> Decimal) -> Found {
    let sorts = usual(decision);
    let enough = |of: &&Found| left(**of) >= wanted.unwrap_or(Decimal::ONE);
    let any = |of: &&Found| left(**of) > Decimal::ZERO;
    let found = sorts.iter().find(enough);
    let found = found.or_else(|| sorts.iter().find(any));
    found.copied().unwrap_or(sorts[0])
}

/// Without an RMA that is named, the only one that lets the customer have
/// others is meant.
fn replace(
    fields: &mut Map<String, Value>,
    target: Option<&Target>,
    ledger: &Ledger,
    loaded: &Loaded,
) {
    let in_force =
        |rma: &&crate::procedure::goods::Authorised| rma.number.is_some() && rma.replenish;
    let rma = match target {
        Some(target) => ledger.rma(&target.entry),
        None => {
            let mut all = ledger.authorised.iter().filter(in_force);
            all.next().filter(|_| all.next().is_none())
        }
    };
    if let (Some(rma), None) = (rma, target) {
        fields.shift_insert(0, "for".to_owned(), rma.entry.to_string().into());
    }
    let goods: Vec<Goods> = match rma {
        Some(rma) => rma.goods().cloned().collect(),
        None => claimed(loaded).into_iter().collect(),
    };
    if !fields.contains_key("items") && !goods.is_empty() {
        let plain = goods.iter().map(|goods| {
            let mut item = Map::new();
            like(
                &mut item,
                &Goods {
                    lot: None,
                    ..goods.clone()
                },
            );
            Value::Object(item)
        });
        let list: Vec<Value> = plain.collect();
        fields.insert("items".to_owned(), list.into());
    }
    if let [only] = goods.as_slice() {
        // New goods are of another lot.
        let plain = Goods {
            lot: None,
            ..only.clone()
        };
        for item in items(fields) {
            like(item, &plain);
        }
    }
}

fn shipped(kind: Kind, fields: &mut Map<String, Value>, target: Option<&Target>, ledger: &Ledger) {
    // What waits for its approval is meant as well, for the judge to say so.
    let only = match (target, kind) {
        (None, Kind::Ship) => {
            let mut open = ledger.supplied.iter().filter(|it| !it.to_ship().is_zero());
            open.next().filter(|_| open.next().is_none())
        }
        _ => None,
    };
    if let Some(only) = only {
        fields.shift_insert(0, "for".to_owned(), only.source.to_string().into());
    }
    let target = target.or(only.map(|only| &only.source));
    if kind == Kind::Ship && target.is_none_or(|target| ledger.supply(target).is_none()) {
        // The judge says that nothing is there.
        let nothing = fields.entry("quantity");
        nothing.or_insert_with(|| "0".into());
    }
    let Some(target) = target else { return };
    let supplied = match kind {
        Kind::Ship => ledger.supply(target),
        _ => {
            let is = |shipment: &crate::procedure::goods::Shipment| shipment.entry == target.entry;
            ledger
                .supplied
                .iter()
                .find(|it| it.shipments.iter().any(is))
        }
    };
    let Some(supplied) = supplied else { return };
    match fields.get_mut("quantity") {
        Some(quantity) => with_unit(quantity, &supplied.unit),
        None if kind == Kind::Ship => {
            let many = match supplied.may_ship().is_zero() {
                true => supplied.to_ship(),
                false => supplied.may_ship(),
            };
            let at = usize::from(fields.contains_key("for"));
            let many = supplied.quantity(many).to_string();
            fields.shift_insert(at, "quantity".to_owned(), many.into());
        }
        None => {}
    }
}
