//! What is said of a lot and its links, in words.

use std::collections::BTreeMap;

use crate::messages::{Phrase, Sort, Vocabulary};
use crate::report::{DeliveryView, LotView, MissingView, ReceiptView, StockView};

/// The links of a chain, in its order.
pub(super) const LINKS: [&str; 12] = [
    "warehouse",
    "label",
    "ink-code",
    "inspection-report",
    "production-record",
    "materials",
    "requisition",
    "lot",
    "item",
    "goods-in",
    "supplier",
    "supplier-lot",
];

/// The name of a link.
pub(super) fn link(link: &str, words: &Vocabulary) -> String {
    let phrase = match link {
        "warehouse" => Phrase::LinkWarehouse,
        "label" => Phrase::LinkLabel,
        "ink-code" => Phrase::LinkInkCode,
        "inspection-report" => Phrase::LinkInspectionReport,
        "production-record" => Phrase::LinkProductionRecord,
        "materials" => Phrase::LinkMaterials,
        "requisition" => Phrase::LinkRequisition,
        "lot" => Phrase::LinkLotRecord,
        "item" => Phrase::LinkItem,
        "goods-in" => Phrase::LinkGoodsIn,
        "supplier" => Phrase::LinkSupplier,
        "supplier-lot" => Phrase::LinkSupplierLot,
        other => return other.to_owned(),
    };
    words.text(phrase).to_owned()
}

/// By what lots were found, where it was not their names.
pub(super) fn found_by(by: &str, words: &Vocabulary) -> Option<String> {
    match by {
        "" | "lot" => None,
        "serial" => Some(words.text(Phrase::BySerial).to_owned()),
        "delivery-note" => Some(words.text(Phrase::ByDeliveryNote).to_owned()),
        other => Some(link(other, words)),
    }
}

/// A department by its name.
pub(super) fn department(role: Option<&str>, words: &Vocabulary) -> String {
    role.map_or(String::new(), |role| words.word(Sort::Role, role))
}

/// A missing link, by one of the phrases that name one.
pub(super) fn missing(phrase: Phrase, one: &MissingView, words: &Vocabulary) -> String {
    let args = [
        ("lot", one.lot.as_str()),
        ("link", &link(&one.link, words)),
        ("of", one.of.as_deref().unwrap_or_default()),
        ("department", &department(one.department.as_deref(), words)),
    ];
    words.say(phrase, &args)
}

/// What a lot is, when, where and by whom it was made, and how much.
pub(super) fn made(lot: &LotView, words: &Vocabulary) -> Vec<String> {
    let mut parts = vec![called(lot, words)];
    let line = line(given(&lot.line), words);
    parts.push(match given(&lot.made) {
        "" => line,
        day => {
            let phrase = match lot.kind.as_deref() {
                Some("raw") => Phrase::LotCameIn,
                _ => Phrase::LotMadeOn,
            };
            words.say(phrase, &[("day", day), ("line", &line)])
        }
    });
    parts.push(named(Phrase::LotShift, "shift", given(&lot.shift), words));
    let department = department(lot.department.as_deref(), words);
    parts.push(match given(&lot.person) {
        "" => named(Phrase::LotDepartment, "department", &department, words),
        person => {
            let args = [("person", person), ("department", &*department)];
            words.say(Phrase::LotBy, &args)
        }
    });
    parts.push(given(&lot.quantity).to_owned());
    filled(parts)
}

/// A line by its name, which may say already that it is one, or a group.
fn line(name: &str, words: &Vocabulary) -> String {
    let says_so = ["line", "线", "group", "组"];
    let lower = name.to_lowercase();
    match says_so.iter().any(|word| lower.contains(word)) {
        true => name.to_owned(),
        false => named(Phrase::LotLine, "line", name, words),
    }
}

/// Kind and item of a lot.
pub(super) fn called(lot: &LotView, words: &Vocabulary) -> String {
    let kind = lot.kind.as_deref();
    let kind = kind.map(|kind| words.word(Sort::Lot, kind));
    let parts = [kind.unwrap_or_default(), given(&lot.item).to_owned()];
    filled(parts.to_vec()).join(" ")
}

/// The documents of a lot, and what else its row says.
pub(super) fn documents(lot: &LotView, words: &Vocabulary) -> Vec<String> {
    let record = |of: &str, record: &Option<String>| match given(record) {
        "" => String::new(),
        record => {
            let args = [("link", &*link(of, words)), ("record", record)];
            words.say(Phrase::LotRecord, &args)
        }
    };
    let serials = named(Phrase::LotSerials, "serials", given(&lot.serials), words);
    let mut parts = vec![
        record("label", &lot.label),
        record("ink-code", &lot.ink_code),
        serials,
        record("inspection-report", &lot.inspection_report),
        record("production-record", &lot.production_record),
    ];
    parts.extend(more(&lot.more));
    filled(parts)
}

/// A delivery from a supplier, part by part.
pub(super) fn receipt(receipt: &ReceiptView, words: &Vocabulary) -> Vec<String> {
    let record = |of: &str, record: &Option<String>| match given(record) {
        "" => String::new(),
        record => {
            let args = [("link", &*link(of, words)), ("record", record)];
            words.say(Phrase::LotRecord, &args)
        }
    };
    let mut parts = vec![
        record("goods-in", &receipt.goods_in),
        given(&receipt.date).to_owned(),
        given(&receipt.quantity).to_owned(),
        record("supplier", &receipt.supplier),
        record("supplier-lot", &receipt.supplier_lot),
    ];
    parts.extend(more(&receipt.more));
    filled(parts)
}

/// Some of a lot that lies somewhere, part by part.
pub(super) fn stock(stock: &StockView, words: &Vocabulary) -> Vec<String> {
    let mut parts = vec![
        stock.whereabouts(),
        given(&stock.quantity).to_owned(),
        words.word(Sort::Lot, given(&stock.state)),
    ];
    parts.extend(more(&stock.more));
    filled(parts)
}

/// A delivery to a customer, part by part.
pub(super) fn delivery(delivery: &DeliveryView, words: &Vocabulary) -> Vec<String> {
    let note = match given(&delivery.delivery_note) {
        "" => String::new(),
        note => {
            let link = words.text(Phrase::ByDeliveryNote);
            words.say(Phrase::LotRecord, &[("link", link), ("record", note)])
        }
    };
    let parts = [
        &*note,
        given(&delivery.date),
        given(&delivery.quantity),
        given(&delivery.place),
    ];
    let mut parts = parts.map(str::to_owned).to_vec();
    parts.extend(more(&delivery.more));
    filled(parts)
}

/// How many delivery notes are named.
const NOTES: usize = 3;

/// The first delivery notes, and how many more there are.
pub(super) fn notes<'a>(
    deliveries: impl IntoIterator<Item = &'a DeliveryView>,
    words: &Vocabulary,
) -> Vec<String> {
    let notes = deliveries.into_iter().map(|one| given(&one.delivery_note));
    let notes: Vec<&str> = notes.filter(|note| !note.is_empty()).collect();
    let mut named: Vec<String> = notes.iter().take(NOTES).map(ToString::to_string).collect();
    if notes.len() > NOTES {
        let rest = (notes.len() - NOTES).to_string();
        named.push(words.say(Phrase::AndMore, &[("count", &rest)]));
    }
    named
}

/// Columns that the program has no meaning for: each with its value.
pub(super) fn more(columns: &BTreeMap<String, String>) -> impl Iterator<Item = String> {
    let columns = columns.iter().filter(|(_, value)| !value.is_empty());
    columns.map(|(column, value)| format!("{column} {value}"))
}

/// A phrase around one text; nothing around none.
pub(super) fn named(phrase: Phrase, name: &'static str, text: &str, words: &Vocabulary) -> String {
    match text {
        "" => String::new(),
        text => words.say(phrase, &[(name, text)]),
    }
}

/// The parts that say something.
pub(super) fn filled(mut parts: Vec<String>) -> Vec<String> {
    parts.retain(|part| !part.is_empty());
    parts
}

/// The text, or none.
pub(super) fn given(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}
