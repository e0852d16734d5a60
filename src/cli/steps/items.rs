//! Goods and dispositions as people type them: `AX-7 L2310-08 1200 pcs`,
//! `rework 38 pcs of defective`.

use serde_json::{Map, Value};

use super::super::context::Result;
use super::run::bad;
use crate::case::Quantity;
use crate::case::kinds::Found;
use crate::messages::{Sort, code_of};

/// Goods of one model and lot: model, lot and quantity, or `model=`, `lot=`,
/// `serial=`; with commas between them where a name has blanks.
pub(super) fn goods(text: &str) -> Result<Value> {
    let mut item = Map::new();
    for word in words(text) {
        let (key, value) = match word {
            Word::Quantity(quantity) => ("quantity", quantity),
            Word::Named(key, value) => (key_of(key).ok_or_else(|| bad("item", text))?, value),
            Word::Plain(word) if !item.contains_key("model") => ("model", word),
            Word::Plain(word) if !item.contains_key("lot") => ("lot", word),
            Word::Plain(_) => return Err(bad("item", text)),
        };
        let value = match key {
            "serials" => value.split('+').map(Value::from).collect(),
            _ => Value::from(value),
        };
        if item.insert(key.to_owned(), value).is_some() {
            return Err(bad("item", text));
        }
    }
    Ok(Value::Object(item))
}

fn key_of(typed: &str) -> Option<&'static str> {
    Some(match typed {
        "model" => "model",
        "lot" => "lot",
        "serial" | "serials" => "serials",
        "quantity" => "quantity",
        _ => return None,
    })
}

/// What is done with how many: the decision, the quantity, of which pieces;
/// all of them where no number is given.
pub(super) fn decided(text: &str) -> Result<Value> {
    let mut item = Map::new();
    for word in words(text) {
        let (key, value) = match word {
            Word::Quantity(quantity) => ("quantity", quantity),
            Word::Named("mark", mark) => ("mark", mark),
            Word::Named(..) => return Err(bad("disposed-item", text)),
            Word::Plain(word) if !item.contains_key("decision") => ("decision", word),
            Word::Plain(word) if matches!(&*word, "of" | "all" | "全部") => continue,
            Word::Plain(word) => ("of", word),
        };
        if item.insert(key.to_owned(), value.into()).is_some() {
            return Err(bad("disposed-item", text));
        }
    }
    Ok(Value::Object(item))
}

/// A defect code and how many pieces have it: `bright-line=30`.
pub(super) fn defective(pairs: &[String]) -> Result<Option<Value>> {
    let mut counts = Map::new();
    for pair in pairs {
        let (code, count) = pair
            .split_once('=')
            .ok_or_else(|| bad("defect-count", pair))?;
        let count = Quantity::tidied(count.trim()).into_owned();
        if counts
            .insert(code.trim().to_owned(), count.into())
            .is_some()
        {
            return Err(bad("defect-count", pair));
        }
    }
    Ok((!counts.is_empty()).then_some(Value::Object(counts)))
}

/// Customers and how much each got: `ACME 300 pcs`, or a name alone.
///
/// # Errors
/// Something like a number stands behind the name and is none.
pub(in super::super) fn delivered(typed: &[String]) -> Result<Option<Value>> {
    let each = typed.iter().map(|text| customer(text));
    let all = each.collect::<Result<Vec<Value>>>()?;
    Ok((!all.is_empty()).then_some(Value::Array(all)))
}

fn customer(text: &str) -> Result<Value> {
    let text = text.trim();
    let blanks: Vec<usize> = text
        .match_indices(char::is_whitespace)
        .map(|(at, _)| at)
        .collect();
    let split = |at: &usize| {
        let quantity = Quantity::tidied(text[*at..].trim()).into_owned();
        let name = text[..*at].trim().trim_end_matches([',', '，', '、']);
        (Quantity::parse(&quantity).is_some() && !name.is_empty()).then_some((name, quantity))
    };
    let mut item = Map::new();
    let (name, quantity) = match blanks.iter().rev().take(2).rev().find_map(split) {
        Some((name, quantity)) => (name, Some(quantity)),
        None if ends_in_digits(text) => return Err(bad("delivered", text)),
        None => (text, None),
    };
    item.insert("customer".to_owned(), name.into());
    item.extend(quantity.map(|quantity| ("quantity".to_owned(), quantity.into())));
    Ok(Value::Object(item))
}

/// Whether the last word but one looks like a number behind a name: a quantity
/// that cannot be read is no part of it.
fn ends_in_digits(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [_, .., number, _] => {
            let bare = number.trim_start_matches(['-', '+']);
            bare.starts_with(char::is_numeric)
        }
        _ => false,
    }
}

/// A quantity or an amount as typed.
pub(super) fn many(text: &Option<String>) -> Option<String> {
    text.as_deref()
        .map(|text| Quantity::tidied(text).into_owned())
}

/// Whether a word says of which pieces, and is no unit.
fn is_sort(word: &str) -> bool {
    let code = code_of(Sort::Goods, word).unwrap_or(word);
    Found::parse(code).is_some()
}

enum Word<'a> {
    Quantity(String),
    Named(&'a str, String),
    Plain(String),
}

fn words(text: &str) -> Vec<Word<'_>> {
    let listed = text.contains(", ") || text.contains(['，', '、']);
    let parts: Vec<&str> = match listed {
        true => text
            .split(['，', '、'])
            .flat_map(|part| part.split(", "))
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect(),
        false => text.split_whitespace().collect(),
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let part = parts[at];
        at += 1;
        if let Some((key, value)) = part.split_once('=') {
            found.push(Word::Named(key.trim(), value.trim().to_owned()));
            continue;
        }
        let tidy = Quantity::tidied(part).into_owned();
        let number = tidy.chars().all(|c| c.is_ascii_digit() || c == '.');
        let with_unit = parts.get(at).map(|unit| format!("{tidy} {unit}"));
        let with_unit = with_unit.filter(|text| number && Quantity::parse(text).is_some());
        let is_word = |unit: &&&str| **unit == "of" || is_sort(unit);
        if let Some(quantity) = with_unit.filter(|_| parts.get(at).filter(is_word).is_none()) {
            at += 1;
            found.push(Word::Quantity(quantity));
        } else if number || Quantity::parse(&tidy).is_some() {
            found.push(Word::Quantity(tidy));
        } else {
            found.push(Word::Plain(part.to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goods_are_typed_by_place_or_by_name() {
        for (typed, read) in [
            ("1200 pcs", r#"{"quantity":"1200 pcs"}"#),
            ("AX-7 1,200pcs", r#"{"model":"AX-7","quantity":"1200pcs"}"#),
            (
                "AX-7 L2310-08 1200",
                r#"{"model":"AX-7","lot":"L2310-08","quantity":"1200"}"#,
            ),
            (
                "model=铝型材 6063，lot=A 1，620 kg",
                r#"{"model":"铝型材 6063","lot":"A 1","quantity":"620 kg"}"#,
            ),
            (
                "AX-7 serial=S1+S2 2 pcs",
                r#"{"model":"AX-7","serials":["S1","S2"],"quantity":"2 pcs"}"#,
            ),
        ] {
            assert_eq!(goods(typed).unwrap().to_string(), read, "{typed}");
        }
        for wrong in ["a b c 3 pcs", "2 pcs 3 pcs", "colour=red 2 pcs"] {
            assert!(goods(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_customer_may_have_blanks_in_its_name() {
        for (typed, name, quantity) in [
            ("ACME 300 pcs", "ACME", Some("300 pcs")),
            (
                "Nordlicht GmbH 1,300 pcs",
                "Nordlicht GmbH",
                Some("1300 pcs"),
            ),
            ("华东电子，300片", "华东电子，300片", None),
            ("华东电子， 300片", "华东电子", Some("300片")),
            ("Studio 54", "Studio 54", None),
            ("Studio 54 20 kg", "Studio 54", Some("20 kg")),
            ("ACME", "ACME", None),
            ("300 pcs", "300 pcs", None),
        ] {
            let read = customer(typed).unwrap();
            assert_eq!(read["customer"], name, "{typed}");
            assert_eq!(
                read.get("quantity").and_then(Value::as_str),
                quantity,
                "{typed}"
            );
        }
    }

    #[test]
    fn a_decision_comes_first() {
        for (typed, read) in [
            (
                "rework 38 pcs",
                r#"{"decision":"rework","quantity":"38 pcs"}"#,
            ),
            (
                "scrap 8 of defective",
                r#"{"decision":"scrap","quantity":"8","of":"defective"}"#,
            ),
            ("restock all good", r#"{"decision":"restock","of":"good"}"#),
            (
                "restock 5 pcs of good mark=客退",
                r#"{"decision":"restock","quantity":"5 pcs","of":"good","mark":"客退"}"#,
            ),
            (
                "restock 230 good",
                r#"{"decision":"restock","quantity":"230","of":"good"}"#,
            ),
            (
                "入库 230 良品",
                r#"{"decision":"入库","quantity":"230","of":"良品"}"#,
            ),
            ("入库 全部 良品", r#"{"decision":"入库","of":"良品"}"#),
            (
                "返工 38片 不良",
                r#"{"decision":"返工","quantity":"38片","of":"不良"}"#,
            ),
        ] {
            assert_eq!(decided(typed).unwrap().to_string(), read, "{typed}");
        }
        assert!(decided("scrap 3 pcs of good bad").is_err());
    }
}
