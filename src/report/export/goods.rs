//! One row a product line of a complaint.

use super::column::{Field, Sort, Value, field};
use super::facts::{Facts, customer_class, duplicate_of};
use crate::case::Date;
use crate::case::kinds::Product;

/// A product line of a case.
pub(super) struct Line<'a> {
    facts: &'a Facts<'a>,
    /// Its place, from 1.
    place: usize,
    /// None where a complaint names a quantity and no product.
    product: Option<&'a Product>,
}

/// The product lines; a quantity of nothing that is named has one too.
pub(super) fn of<'a>(facts: &'a Facts) -> Vec<Line<'a>> {
    let line = |(at, product)| Line {
        facts,
        place: at + 1,
        product,
    };
    let products = &facts.open.product;
    if products.is_empty() && facts.open.quantity.is_some() {
        return vec![line((0, None))];
    }
    let lines = products.iter().map(Some).enumerate();
    lines.map(line).collect()
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
        "Place in the complaint, from 1",
        |it| Value::count(it.place),
    ),
    field("model", Sort::Text, "Model or article", |it| {
        Value::text(it.product.and_then(|product| product.model.as_ref()))
    }),
    field("lot", Sort::Text, "Lot or batch", |it| {
        Value::text(it.product.and_then(|product| product.lot.as_ref()))
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
            let many = many.filter(|_| it.place == 1);
            many.map(|many| many.0.number).into()
        },
    ),
    field("unit", Sort::Text, "Unit of what is claimed", |it| {
        let many = it.facts.open.quantity.as_ref();
        Value::text(many.filter(|_| it.place == 1).map(|many| &many.0.unit))
    }),
];

fn day(line: &Line, of: fn(&Product) -> Option<Date>) -> Value {
    line.product.and_then(of).map(|day| day.0).into()
}
