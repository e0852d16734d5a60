//! What was contained, against what lies there.

use super::*;
use crate::case::kinds::Basis;

const FULL: &str =
    "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, product: {model: AX, lot: F1}}";
const LOOKED: &str =
    "cntbbb 11-02T09:40 li contain: {lot: F1, place: x, action: sort, quantity: 0 支}";

fn rules() -> Rules {
    closing_by("  accepted: {needs: [contained]}\n", "")
}

/// A trace of F1 that finds those rows, at that time.
fn found(id: &str, time: &str, rows: &str) -> String {
    format!("{id} 11-02T{time} wang trace: {{lots: F1, stock: [{rows}], text: t}}")
}

/// A containment: time, place, action, quantity.
fn contain(id: &str, [time, place, action, quantity]: [&str; 4]) -> String {
    format!(
        "{id} 11-02T{time} li contain: {{lot: F1, place: {place}, action: {action}, quantity: {quantity}}}"
    )
}

/// What is to be isolated, and the entries shown for each row that is.
fn left_of(log: &[&str]) -> Vec<String> {
    let rules = rules();
    let state = legal(&rules, log);
    let thing = |one: &Left| match one {
        Left::Isolate(row, rest) => {
            let rest = rest.as_ref().map_or("?".to_owned(), ToString::to_string);
            format!("{} {rest}", row.place)
        }
        other => panic!("{other:?}"),
    };
    left(&state, &rules).iter().map(thing).collect()
}

const HALL: &str = "{lot: F1, place: 成品库 A-03, quantity: 290 支, state: released}";

#[test]
fn what_is_contained_adds_up() {
    let trace = found("trcbbb", "10:00", HALL);
    let mut log = vec![FULL.to_owned(), trace];
    for (said, left) in [
        (["11:00", "A-03", "inform", "290 支"], vec!["290 支"]),
        (["11:10", "A-03", "quarantine", "10 支"], vec!["280 支"]),
        (
            ["11:20", "成品库", "stop-shipment", "80.5 支"],
            vec!["199.5 支"],
        ),
        (
            ["11:30", "B-01", "quarantine", "199.5 支"],
            vec!["199.5 支"],
        ),
        (["11:40", "成品库 A-03", "sort", "200 支"], vec![]),
    ] {
        let id = format!("cnt{}", ["bbb", "ccc", "ddd", "fff", "ggg"][log.len() - 2]);
        log.push(contain(&id, said));
        let lines: Vec<&str> = log.iter().map(String::as_str).collect();
        let left: Vec<String> = left.iter().map(|it| format!("成品库 A-03 {it}")).collect();
        assert_eq!(left_of(&lines), left, "{said:?}");
        let rules = rules();
        let state = legal(&rules, &lines);
        let need = unmet(&state, &rules, Basis::Accepted).unwrap();
        let need: Vec<&str> = need.iter().map(|one| one.command.as_str()).collect();
        let rest = left.iter().map(|it| it.trim_start_matches("成品库 A-03 "));
        let command = rest.map(|it| {
            format!("--lot F1 --place '成品库 A-03' --action quarantine --quantity '{it}'")
        });
        // Closing asks for the rest, in the same words.
        assert_eq!(need, command.collect::<Vec<_>>(), "{said:?}");
    }
}

#[test]
fn nothing_there_any_more_clears_a_place_until_a_newer_trace_finds_some() {
    let first = found("trcbbb", "10:00", HALL);
    let ten = contain("cntccc", ["11:00", "A-03", "quarantine", "10 支"]);
    let none = contain("cntddd", ["12:00", "A-03", "quarantine", "0 支"]);
    let told = contain("cntddd", ["12:00", "A-03", "inform", "0 支"]);
    let early = contain("cntfff", ["09:50", "A-03", "quarantine", "0 支"]);
    let again = found("trcccc", "13:00", &HALL.replace("290", "40"));
    for (log, left) in [
        (vec![&first, &ten, &none], vec![]),
        (vec![&first, &ten, &told], vec!["成品库 A-03 280 支"]),
        // Whoever looked before the trace says nothing against it.
        (vec![&early, &first], vec!["成品库 A-03 290 支"]),
        // 40 less the 10 that were contained.
        (vec![&first, &ten, &none, &again], vec!["成品库 A-03 30 支"]),
    ] {
        let log: Vec<&str> = log.into_iter().map(String::as_str).collect();
        assert_eq!(left_of(&with(&[FULL], &log)), left, "{log:?}");
    }
    // Somebody looked where nobody has traced.
    let rules = rules();
    let looked = [contain("cntccc", ["11:00", "A-03", "quarantine", "0 支"])];
    assert_eq!(to_contain(&legal(&rules, &[FULL, &looked[0]]), &rules), []);
    let told = looked[0].replace("quarantine", "inform");
    let lot = [ToContain::Lot("F1")];
    assert_eq!(to_contain(&legal(&rules, &[FULL, &told]), &rules), lot);
}

#[test]
fn the_quantity_of_a_warehouse_goes_to_its_places_in_order() {
    let rows = "{lot: F1, place: 成品库 A-03, quantity: 60 支}, \
        {lot: F1, place: 成品库 Q-01, quantity: 25 支, state: blocked}, \
        {lot: F1, place: 成品库 B-01}, {lot: F1, place: 成品库 C-01, quantity: 60 支}, \
        {lot: F1, place: 外库, quantity: 5 支}";
    let trace = found("trcbbb", "10:00", rows);
    let hundred = |time| contain("cntccc", [time, "成品库", "quarantine", "100 支"]);
    // Blocked stock needs nothing: 60, then 40 of the other 60.
    let later = hundred("11:00");
    let left = ["成品库 C-01 20 支", "外库 5 支"];
    assert_eq!(left_of(&[FULL, LOOKED, &trace, &later]), left);
    // What was contained before may be what is blocked by now: 25 of it.
    let before = hundred("09:50");
    let left = ["成品库 C-01 45 支", "外库 5 支"];
    assert_eq!(left_of(&[FULL, LOOKED, &before, &trace]), left);
    let rules = rules();
    let state = legal(&rules, &[FULL, LOOKED, &trace, &later]);
    let shown: Vec<String> = stock(&state, &rules)
        .iter()
        .map(|one| {
            let by = one.by.map_or("-", |seen| seen.id().as_str());
            format!("{by} {} {}", one.is_isolated(), one.is_partly_isolated())
        })
        .collect();
    let expected = [
        "cntccc true false",
        "- true false",
        "cntccc true false",
        "cntccc false true",
        "- false false",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn stock_is_contained_in_its_own_unit() {
    let trace = found(
        "trcbbb",
        "10:00",
        &format!("{HALL}, {{lot: F1, place: 散料}}"),
    );
    let rules = rules();
    let refusal = |said: [&str; 4]| refused(&rules, &[FULL, &trace], &contain("xxxxxx", said));
    for (place, action, quantity, codes) in [
        ("A-03", "quarantine", "290 kg", vec![Code::UnitDiffers]),
        ("成品库", "sort", "0 kg", vec![Code::UnitDiffers]),
        ("A-03", "quarantine", "290 支", vec![]),
        // Who is told counts nothing; of the other places nobody knows the unit.
        ("A-03", "inform", "290 kg", vec![]),
        ("散料", "quarantine", "9 kg", vec![]),
        ("B-01", "quarantine", "9 kg", vec![]),
    ] {
        let said = ["11:00", place, action, quantity];
        assert_eq!(refusal(said), codes, "{said:?}");
    }
    // Contained in another unit before it was traced, it is not compared.
    let kilos = contain("cntccc", ["09:50", "A-03", "quarantine", "290 kg"]);
    assert_eq!(
        left_of(&[FULL, &kilos, &trace]),
        ["成品库 A-03 290 支", "散料 ?"]
    );
}
