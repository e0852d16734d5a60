//! Lots followed through random data and through a factory: the program's
//! answers are those of a slow and obvious walk, in whatever order the rows come.

#[path = "../bench/cases.rs"]
#[allow(dead_code, reason = "benches use the rest")]
mod cases;
#[path = "../bench/factory/mod.rs"]
mod factory;
mod orders;
mod slow;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use plaint::case::kinds::Direction;
use plaint::trace::{Data, Expected, Lot};
use proptest::collection::vec;
use proptest::prelude::*;
use world::{Many, World, lot, meant, world};

/// Names and distances, in the order of the answer.
fn named(data: &Data, lots: &[(Lot, usize)]) -> Vec<(usize, String)> {
    let each = |(lot, distance): &(Lot, usize)| (*distance, data.name(*lot).to_owned());
    lots.iter().map(each).collect()
}

/// The same of a slow answer: nearer ones first, then by name.
fn ordered(far: BTreeMap<String, usize>) -> Vec<(usize, String)> {
    let mut all: Vec<(usize, String)> = far.into_iter().map(|(lot, far)| (far, lot)).collect();
    all.sort();
    all
}

fn amount(many: Many) -> Option<String> {
    many.map(|(number, unit)| format!("{number} {unit}"))
}

fn compare_walk(world: &World, data: &Data, names: &[String]) -> Result<(), TestCaseError> {
    let starts: Vec<Lot> = names.iter().map(|name| data.lot(name).unwrap()).collect();
    let (back, forward) = (world.back(names), world.forward(names));
    for direction in [Direction::Back, Direction::Forward, Direction::Both] {
        let walked = data.walk(&starts, direction);
        let (mut far_back, mut far_forward) = (Vec::new(), Vec::new());
        if direction != Direction::Forward {
            far_back = ordered(back.clone());
        }
        if direction != Direction::Back {
            far_forward = ordered(forward.clone());
        }
        prop_assert_eq!(&named(data, &walked.back), &far_back);
        prop_assert_eq!(&named(data, &walked.forward), &far_forward);
        let all = names.iter().cloned();
        let all = all.chain(far_back.into_iter().map(|(_, lot)| lot));
        let all: BTreeSet<String> = all
            .chain(far_forward.into_iter().map(|(_, lot)| lot))
            .collect();
        let seen = walked.all();
        let seen_names: BTreeSet<String> =
            seen.iter().map(|lot| data.name(*lot).to_owned()).collect();
        prop_assert_eq!(seen.len(), seen_names.len());
        prop_assert_eq!(&seen_names, &all);
        let circles = walked.circles.iter().map(|lot| data.name(*lot).to_owned());
        let circles: BTreeSet<String> = circles.collect();
        let slow = all.into_iter().filter(|lot| world.is_in_circle(lot));
        prop_assert_eq!(circles, slow.collect::<BTreeSet<String>>());
    }
    Ok(())
}

fn compare_customers(world: &World, data: &Data, names: &[String]) -> Result<(), TestCaseError> {
    let starts: Vec<Lot> = names.iter().map(|name| data.lot(name).unwrap()).collect();
    let walked = data.walk(&starts, Direction::Forward);
    let touched: Vec<Lot> = walked.touched().collect();
    let mut lots = names.to_vec();
    lots.extend(world.forward(names).into_keys());
    let mut slow = world.got(&lots);
    for got in data.got(&touched, meant) {
        let quantity = got.quantity.as_ref();
        let unit = quantity.map_or(String::new(), |many| many.unit.clone());
        let key = (got.customer.clone(), data.name(got.lot).to_owned(), unit);
        let (sum, count) = slow.remove(&key).unwrap();
        prop_assert_eq!(got.deliveries.len(), count);
        let number = quantity.map_or("0".to_owned(), |many| many.number.to_string());
        prop_assert_eq!(number, sum.to_string());
    }
    prop_assert_eq!(slow, BTreeMap::new());
    Ok(())
}

fn compare_lot(world: &World, data: &Data, name: &str) -> Result<(), TestCaseError> {
    let lot = data.lot(name).unwrap();
    prop_assert_eq!(data.is_known(lot), world.is_known(name));
    prop_assert_eq!(data.kind(lot).map(|kind| kind.word()), world.kind(name));
    let stock = data.stock_rows(lot);
    let stock: Vec<_> = stock
        .map(|(_, many)| many.map(|many| many.to_string()))
        .collect();
    let slow: Vec<_> = world.stock(name).into_iter().map(amount).collect();
    prop_assert_eq!(stock, slow);
    let mut slow = world.balance(name);
    for line in data.balance(lot) {
        let (made, left, there, used) = slow.remove(line.unit.as_str()).unwrap();
        let text = |number: rust_decimal::Decimal| number.to_string();
        prop_assert_eq!(line.made.map(text), made.map(|made| made.to_string()));
        let parts = [line.shipped, line.stock, line.used].map(text);
        prop_assert_eq!(parts, [left, there, used].map(|part| part.to_string()));
        let rest = made.map(|made| i64::from(made) - i64::from(left + there + used));
        prop_assert_eq!(
            line.unaccounted().map(text),
            rest.map(|rest| rest.to_string())
        );
    }
    prop_assert_eq!(slow, BTreeMap::new());
    let (missing, count) = data.missing(lot, &Expected::by_columns(data));
    let mut missing: Vec<(String, String)> = missing
        .iter()
        .map(|one| {
            let of = one.of.map_or("", |lot| data.name(lot));
            (one.link.to_string(), of.to_owned())
        })
        .collect();
    missing.sort();
    prop_assert_eq!((missing, count), world.missing(name));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_those_of_a_slow_walk(world in world(), starts in vec(lot(), 1..4)) {
        let data = world.data();
        let lots = world.lots();
        let names: BTreeSet<String> = data.names().map(str::to_owned).collect();
        prop_assert_eq!(&names, &lots);
        let mut starts: Vec<String> = starts.into_iter().filter(|lot| lots.contains(lot)).collect();
        starts.sort();
        starts.dedup();
        compare_walk(&world, &data, &starts)?;
        compare_customers(&world, &data, &starts)?;
        for name in &lots {
            compare_lot(&world, &data, name)?;
        }
        let faults = data.faults().into_iter().map(|finding| {
            (finding.code.as_str(), finding.args.get("lot").unwrap().plain())
        });
        let mut faults: Vec<_> = faults.collect();
        faults.sort();
        prop_assert_eq!(faults, world.faults());
    }
}
