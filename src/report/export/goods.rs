//! One row a product line of a complaint.

use rust_decimal::Decimal;

use super::column::{Field, Sort, Value, field};
use super::facts::{Facts, customer_class, duplicate_of};
use crate::case::Date;
use crate::case::kinds::{Decision, Product};
use crate::procedure::goods::{Balance, Difference, Ledger, figures};

/// A product line of a case, or goods that came back and are on none.
pub(super) struct Line<'a> {
    facts: &'a Facts<'a>,
    /// Its place, from 1; none for goods that the complaint does not name.
    place: Option<usize>,
    /// None where a complaint names a quantity and no product.
    product: Option<&'a Product>,
    /// What came of it.
    back: Option<Back>,
}

/// What became of goods.
struct Back {
    figures: Balance,
    /// The numbers of the RMAs that cover them.
    rmas: Vec<String>,
}

/// The product lines, and behind them goods that none of them names; a quantity
/// of nothing that is named has a line too.
pub(super) fn of<'a>(facts: &'a Facts) -> Vec<Line<'a>> {
    let mut backs = backs(facts);
    let products = &facts.open.product;
    let mut named: Vec<Option<&Product>> = products.iter().map(Some).collect();
    if named.is_empty() && facts.open.quantity.is_some() {
        named.push(None);
    }
    let mut lines: Vec<Line> = Vec::new();
    for (at, product) in named.into_iter().enumerate() {
        let claimed = facts.open.quantity.as_ref().filter(|_| at == 0);
        let unit = claimed.map(|many| many.0.unit.as_str());
        let same = |back: &Back| back.is_of(product, unit);
        let back = backs.iter().position(same).map(|at| backs.remove(at));
        lines.push(Line {
            facts,
            place: Some(at + 1),
            product,
            back,
        });
    }
    let others = backs.into_iter().map(|back| Line {
        facts,
        place: None,
        product: None,
        back: Some(back),
    });
    lines.extend(others);
    lines
}

/// Goods by model, lot and unit that were to come back or to be replaced.
fn backs(facts: &Facts) -> Vec<Back> {
    let ledger = Ledger::of(facts.state, facts.rules);
    let back = |figures: Balance| {
        let numbered = ledger.authorised.iter().filter(|rma| {
            let mut goods = rma.goods();
            goods.any(|goods| {
                goods.model.as_deref() == figures.model.as_deref()
                    && goods.lot.as_deref() == figures.lot.as_deref()
                    && goods.quantity.0.unit == figures.unit
            })
        });
        Back {
            rmas: numbered.filter_map(|rma| rma.number.clone()).collect(),
            figures,
        }
    };
    figures(facts.state, &ledger)
        .into_iter()
        .map(back)
        .collect()
}

impl Back {
    /// Whether the goods are that product's; in that unit, where it matters.
    fn is_of(&self, product: Option<&Product>, unit: Option<&str>) -> bool {
        let model = product.and_then(|product| product.model.as_deref());
        let lot = product.and_then(|product| product.lot.as_deref());
        self.figures.model.as_deref() == model
            && self.figures.lot.as_deref() == lot
            && unit.is_none_or(|unit| unit == self.figures.unit)
    }
}

type Find = fn(&Line) -> Value;

pub(super) const FIELDS: &[Field<Find>] = &[
    field("case", Sort::Text, "Number of the case", |it| {
        it.facts.case.number().as_str().into()
    }),
    field(
        "uid",
        Sort::Text,
        "What tells two complaints with one number apart",
        |it| it.facts.case.uid.as_str().into(),
    ),
    field("customer", Sort::Text, "The customer", |it| {
        it.facts.open.customer.as_str().into()
    }),
    field(
        "customer_class",
        Sort::Text,
        "The customer's class, from the catalog",
        |it| customer_class(it.facts),
    ),
    field("severity", Sort::Text, "Severity, once decided", |it| {
        it.facts.state.severity().into()
    }),
    field("status", Sort::Text, "Where the case stands", |it| {
        it.facts.status.as_str().into()
    }),
    field("opened", Sort::Time, "When the complaint came", |it| {
        it.facts.opened().into()
    }),
    field("closed", Sort::Time, "When the case was closed", |it| {
        it.facts.closed().into()
    }),
    field(
        "duplicate_of",
        Sort::Text,
        "The case whose duplicate it is, by its number when it was linked",
        |it| duplicate_of(it.facts),
    ),
    field("defect", Sort::Text, "Defect code", |it| {
        Value::text(it.facts.open.defect.as_ref())
    }),
    field(
        "line",
        Sort::Integer,
        "Place in the complaint, from 1; none for goods that it does not name",
        |it| it.place.map_or(Value::Nothing, Value::count),
    ),
    field("model", Sort::Text, "Model or article", |it| {
        let named = it.product.and_then(|product| product.model.as_deref());
        let came = || {
            it.back
                .as_ref()
                .and_then(|back| back.figures.model.as_deref())
        };
        Value::text(named.or_else(came))
    }),
    field("lot", Sort::Text, "Lot or batch", |it| {
        let named = it.product.and_then(|product| product.lot.as_deref());
        let came = || {
            it.back
                .as_ref()
                .and_then(|back| back.figures.lot.as_deref())
        };
        Value::text(named.or_else(came))
    }),
    field("serials", Sort::List, "Serial numbers", |it| {
        let serials = |product: &Product| Value::list(&product.serials);
        it.product.map_or(Value::Nothing, serials)
    }),
    field("produced", Sort::Date, "Day of production", |it| {
        day(it, |product| product.produced)
    }),
    field("expires", Sort::Date, "Day on which it expires", |it| {
        day(it, |product| product.expires)
    }),
    field("sold", Sort::Date, "Day of sale", |it| {
        day(it, |product| product.sold)
    }),
    field("price", Sort::Decimal, "Price", |it| {
        let price = it.product.and_then(|product| product.price.as_ref());
        price.map(|price| price.0.number).into()
    }),
    field("currency", Sort::Text, "Currency of the price", |it| {
        let price = it.product.and_then(|product| product.price.as_ref());
        Value::text(price.map(|price| &price.0.unit))
    }),
    field(
        "claimed",
        Sort::Decimal,
        "How much the complaint is about; on its first line, so that sums are right",
        |it| {
            let many = it.facts.open.quantity.as_ref();
            let many = many.filter(|_| it.place == Some(1));
            many.map(|many| many.0.number).into()
        },
    ),
    field(
        "unit",
        Sort::Text,
        "Unit of all the quantities in the row",
        |it| {
            let many = it.facts.open.quantity.as_ref();
            let claimed = many
                .filter(|_| it.place == Some(1))
                .map(|many| &many.0.unit);
            let came = || it.back.as_ref().map(|back| &back.figures.unit);
            Value::text(claimed.or_else(came))
        },
    ),
    field(
        "rmas",
        Sort::List,
        "Numbers of the RMAs that cover it",
        |it| {
            let rmas = |back: &Back| Value::list(&back.rmas);
            it.back.as_ref().map_or(Value::Nothing, rmas)
        },
    ),
    field(
        "authorised",
        Sort::Decimal,
        "What RMAs with a number cover",
        |it| many(it, |row| row.authorised),
    ),
    field(
        "received",
        Sort::Decimal,
        "What came, or is treated on site",
        |it| many(it, |row| row.received),
    ),
    field(
        "sent_back",
        Sort::Decimal,
        "What went back as it came",
        |it| many(it, |row| row.sent_back),
    ),
    field(
        "on_hold",
        Sort::Decimal,
        "What came otherwise than it should and is not settled",
        |it| many(it, |row| row.on_hold),
    ),
    field("inspected", Sort::Decimal, "What was inspected", |it| {
        many(it, |row| row.inspected)
    }),
    field(
        "good",
        Sort::Decimal,
        "What the first inspection found good",
        |it| many(it, |row| row.good),
    ),
    field(
        "no_fault_found",
        Sort::Decimal,
        "Where it found nothing of what was complained of",
        |it| many(it, |row| row.no_fault_found),
    ),
    field(
        "defective",
        Sort::Decimal,
        "What it found defective",
        |it| many(it, |row| row.defective),
    ),
    field(
        "defects",
        Sort::List,
        "Defective pieces by defect code, such as bright-line 38",
        |it| {
            let each = |(code, many): &(String, Decimal)| format!("{code} {many}");
            let list = |back: &Back| Value::list(back.figures.codes.iter().map(each));
            it.back.as_ref().map_or(Value::Nothing, list)
        },
    ),
    field("scrapped", Sort::Decimal, "What was scrapped", |it| {
        disposed(it, Decision::Scrap)
    }),
    field("restocked", Sort::Decimal, "What went into stock", |it| {
        disposed(it, Decision::Restock)
    }),
    field(
        "returned_to_customer",
        Sort::Decimal,
        "What was decided to go back to the customer after inspection",
        |it| disposed(it, Decision::ReturnToCustomer),
    ),
    field(
        "concession",
        Sort::Decimal,
        "What was let pass by concession",
        |it| disposed(it, Decision::Concession),
    ),
    field(
        "left_there",
        Sort::Decimal,
        "What was left at the customer's after treatment on site",
        |it| disposed(it, Decision::Leave),
    ),
    field("missing", Sort::Decimal, "What is missing for good", |it| {
        disposed(it, Decision::Missing)
    }),
    field(
        "open",
        Sort::Decimal,
        "What came and has no final disposition in force",
        |it| many(it, |row| row.open),
    ),
    field(
        "promised",
        Sort::Decimal,
        "Replacement that was promised",
        |it| many(it, |row| row.promised),
    ),
    field(
        "shipped",
        Sort::Decimal,
        "Replacement that was shipped",
        |it| many(it, |row| row.shipped),
    ),
    field(
        "replaced",
        Sort::Decimal,
        "Replacement that the customer accepted",
        |it| many(it, |row| row.replaced),
    ),
    field(
        "short",
        Sort::Decimal,
        "How much less came than was to",
        |it| differs(it, Difference::Short),
    ),
    field(
        "over",
        Sort::Decimal,
        "How much more came than was to",
        |it| differs(it, Difference::Over),
    ),
    field(
        "wrong_lot",
        Sort::Decimal,
        "What came of another lot",
        |it| differs(it, Difference::WrongLot),
    ),
    field(
        "wrong_item",
        Sort::Decimal,
        "What came and no RMA covers",
        |it| differs(it, Difference::WrongItem),
    ),
];

/// A figure of goods that came back.
fn many(line: &Line, of: fn(&Balance) -> Decimal) -> Value {
    line.back.as_ref().map(|back| of(&back.figures)).into()
}

fn disposed(line: &Line, decision: Decision) -> Value {
    let of = |back: &Back| sum(&back.figures.disposed, decision);
    line.back.as_ref().map(of).into()
}

fn differs(line: &Line, difference: Difference) -> Value {
    let of = |back: &Back| sum(&back.figures.differences, difference);
    line.back.as_ref().map(of).into()
}

fn sum<K: PartialEq>(list: &[(K, Decimal)], key: K) -> Decimal {
    let same = list.iter().filter(|(known, _)| *known == key);
    same.map(|(_, many)| *many).sum()
}

fn day(line: &Line, of: fn(&Product) -> Option<Date>) -> Value {
    line.product.and_then(of).map(|day| day.0).into()
}
