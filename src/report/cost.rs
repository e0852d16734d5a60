//! What complaints cost, and who bears it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{About, CaseFigures, Gathered, PaymentFigures, Step, numbers};
use crate::case::kinds::{Bearer, words};

words! {
    /// What payments of a row have in common.
    CostGroup {
        /// What was paid for.
        Kind = "kind",
        /// The customer, as the catalog has it.
        Customer = "customer",
        /// The models of the case, all together, since money is not divided.
        Model = "model",
        /// The month of the payment.
        Month = "month",
        /// The supplier that it was charged to; or else the one found responsible.
        Supplier = "supplier",
        /// Who bears it.
        Bearer = "bearer",
        /// The case.
        Case = "case",
    }
}

/// What `report cost --format json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint report cost")]
pub struct CostOutput {
    /// From when, and of which days.
    #[serde(flatten)]
    pub about: About,
    /// What a row is about.
    pub group: CostGroup,
    /// A row each group and currency, in order; payments without such a value
    /// last.
    pub rows: Vec<CostRow>,
    /// All of it together, a row each currency.
    pub totals: Vec<CostRow>,
}

/// Payments of one group in one currency, whose day lies in the period. Amounts
/// are exact, and never added to those of another currency.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CostRow {
    /// The group; none for payments without such a value, and in the totals.
    pub group: Option<String>,
    /// The currency of all amounts.
    pub currency: String,
    /// How many payments are in force.
    pub payments: usize,
    /// How much they are together.
    pub total: String,
    /// Of that: borne by us.
    pub us: String,
    /// Of that: charged to suppliers.
    pub supplier: String,
    /// Of that: charged to carriers.
    pub carrier: String,
    /// How many payments still need an approval; they are in no other figure.
    pub waiting: usize,
    /// How much they are together.
    pub waiting_total: String,
    /// The cases; left out where they are not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Vec<String>>,
}

/// A payment, and the case in which it stands.
type Paid<'a> = (&'a CaseFigures, &'a PaymentFigures);

/// What was paid in the period, by that field.
pub fn cost(gathered: &Gathered, group: CostGroup, cases: bool) -> CostOutput {
    let period = gathered.call.period;
    let all = gathered.cases.iter();
    let all = all.flat_map(|case| case.payments.iter().map(move |paid| (case, paid)));
    let all: Vec<Paid> = all.filter(|(_, paid)| period.holds(paid.day)).collect();
    CostOutput {
        about: gathered.about(),
        group,
        rows: rows(&all, |paid| group.of(paid), cases),
        totals: rows(&all, |_| None, cases),
    }
}

impl CostGroup {
    fn of(self, (case, paid): Paid) -> Option<String> {
        match self {
            CostGroup::Kind => Some(paid.kind.to_string()),
            CostGroup::Customer => Some(case.customer.clone()),
            CostGroup::Model => {
                let mut models = case.models.clone();
                models.sort();
                (!models.is_empty()).then(|| models.join(", "))
            }
            CostGroup::Month => Some(Step::Month.label(Step::Month.of(paid.day))),
            CostGroup::Supplier => {
                let charged = paid.party.as_ref();
                let charged = charged.filter(|_| paid.bearer == Bearer::Supplier);
                charged.or(case.supplier.as_ref()).cloned()
            }
            CostGroup::Bearer => Some(paid.bearer.to_string()),
            CostGroup::Case => Some(case.case.clone()),
        }
    }
}

/// A row each group and currency.
fn rows(all: &[Paid], group: impl Fn(Paid) -> Option<String>, cases: bool) -> Vec<CostRow> {
    let mut groups: BTreeMap<_, Vec<Paid>> = BTreeMap::new();
    for paid in all {
        let value = group(*paid);
        let key = (value.is_none(), value, paid.1.amount.0.unit.clone());
        groups.entry(key).or_default().push(*paid);
    }
    let row = |((_, group, currency), of): (_, Vec<Paid>)| row(group, currency, &of, cases);
    groups.into_iter().map(row).collect()
}

fn row(group: Option<String>, currency: String, of: &[Paid], cases: bool) -> CostRow {
    let sum = |wanted: &dyn Fn(&PaymentFigures) -> bool| {
        let payments = of.iter().filter(|(_, paid)| wanted(paid));
        let sum: Decimal = payments.map(|(_, paid)| paid.amount.0.number).sum();
        match sum.is_zero() {
            true => "0".to_owned(),
            false => sum.to_string(),
        }
    };
    let borne = |bearer| sum(&|paid| paid.in_force && paid.bearer == bearer);
    let in_force = of.iter().filter(|(_, paid)| paid.in_force).count();
    CostRow {
        group,
        currency,
        payments: in_force,
        total: sum(&|paid| paid.in_force),
        us: borne(Bearer::Us),
        supplier: borne(Bearer::Supplier),
        carrier: borne(Bearer::Carrier),
        waiting: of.len() - in_force,
        waiting_total: sum(&|paid| !paid.in_force),
        cases: numbers(cases, of.iter().map(|(case, _)| *case)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Money;
    use crate::case::kinds::Payment;
    use crate::report::figures::sample::{case, gathered};

    fn paid(day: &str, kind: Payment, amount: &str, bearer: Bearer) -> PaymentFigures {
        let party = match bearer {
            Bearer::Us => None,
            Bearer::Supplier => Some("明晖光学".to_owned()),
            Bearer::Carrier => Some("顺达物流".to_owned()),
        };
        PaymentFigures {
            kind,
            amount: Money::parse(amount).unwrap(),
            bearer,
            party,
            day: day.parse().unwrap(),
            in_force: true,
        }
    }

    /// Two cases: of two models, with sorting by a supplier and a transport by a
    /// carrier; of none, with sorting in two currencies, one still to be approved.
    fn register() -> Gathered {
        let mut first = case("2610-0001", "2026-10-02");
        first.models = vec!["AX-8".to_owned(), "AX-7".to_owned()];
        first.supplier = Some("科顿".to_owned());
        first.payments = vec![
            paid(
                "2026-10-31",
                Payment::Sorting,
                "1250.50 CNY",
                Bearer::Supplier,
            ),
            paid(
                "2026-11-01",
                Payment::Transport,
                "99.5 CNY",
                Bearer::Carrier,
            ),
            paid("2026-11-01", Payment::Sorting, "0.10 CNY", Bearer::Us),
        ];
        let mut second = case("2611-0001", "2026-11-02");
        second.customer = "Nordlicht".to_owned();
        second.payments = vec![
            paid("2026-11-30", Payment::Sorting, "70.05 EUR", Bearer::Us),
            paid("2026-12-01", Payment::Sorting, "500.00 CNY", Bearer::Us),
        ];
        second.payments[1].in_force = false;
        gathered([first, second])
    }

    fn told(rows: &[CostRow]) -> Vec<String> {
        let row = |row: &CostRow| {
            let group = row.group.as_deref().unwrap_or("-");
            format!(
                "{group} {} {}: {} = {} + {} + {}; {}: {}",
                row.currency,
                row.payments,
                row.total,
                row.us,
                row.supplier,
                row.carrier,
                row.waiting,
                row.waiting_total
            )
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn currencies_stay_apart_and_what_waits_does_too() {
        let output = cost(&register(), CostGroup::Kind, false);
        // 1250.50 + 0.10 is 1250.60; 99.5 more is 1350.10.
        assert_eq!(
            told(&output.rows),
            [
                "sorting CNY 2: 1250.60 = 0.10 + 1250.50 + 0; 1: 500.00",
                "sorting EUR 1: 70.05 = 70.05 + 0 + 0; 0: 0",
                "transport CNY 1: 99.5 = 0 + 0 + 99.5; 0: 0",
            ]
        );
        assert_eq!(
            told(&output.totals),
            [
                "- CNY 3: 1350.10 = 0.10 + 1250.50 + 99.5; 1: 500.00",
                "- EUR 1: 70.05 = 70.05 + 0 + 0; 0: 0",
            ]
        );
    }

    #[test]
    fn each_way_to_group() {
        let groups = |group| -> Vec<String> {
            let rows = cost(&register(), group, false).rows;
            let of = |row: &CostRow| {
                let group = row.group.as_deref().unwrap_or("-");
                format!("{group} {} {}", row.total, row.currency)
            };
            rows.iter().map(of).collect()
        };
        assert_eq!(
            groups(CostGroup::Customer),
            [
                "Nordlicht 0 CNY",
                "Nordlicht 70.05 EUR",
                "华东电子 1350.10 CNY"
            ]
        );
        // Two models are one value, by name; none comes last.
        assert_eq!(
            groups(CostGroup::Model),
            ["AX-7, AX-8 1350.10 CNY", "- 0 CNY", "- 70.05 EUR"]
        );
        assert_eq!(
            groups(CostGroup::Month),
            [
                "2026-10 1250.50 CNY",
                "2026-11 99.60 CNY",
                "2026-11 70.05 EUR",
                "2026-12 0 CNY"
            ]
        );
        // What 明晖光学 was charged is its own; the rest stands under the supplier
        // found responsible.
        assert_eq!(
            groups(CostGroup::Supplier),
            [
                "明晖光学 1250.50 CNY",
                "科顿 99.60 CNY",
                "- 0 CNY",
                "- 70.05 EUR"
            ]
        );
        assert_eq!(
            groups(CostGroup::Bearer),
            [
                "carrier 99.5 CNY",
                "supplier 1250.50 CNY",
                "us 0.10 CNY",
                "us 70.05 EUR"
            ]
        );
        assert_eq!(
            groups(CostGroup::Case),
            [
                "2610-0001 1350.10 CNY",
                "2611-0001 0 CNY",
                "2611-0001 70.05 EUR"
            ]
        );
    }

    #[test]
    fn the_period_is_that_of_the_payments() {
        let mut gathered = register();
        gathered.call.period.since = "2026-11-01".parse().ok();
        gathered.call.period.until = "2026-11-30".parse().ok();
        let output = cost(&gathered, CostGroup::Bearer, true);
        assert_eq!(
            told(&output.rows),
            [
                "carrier CNY 1: 99.5 = 0 + 0 + 99.5; 0: 0",
                "us CNY 1: 0.10 = 0.10 + 0 + 0; 0: 0",
                "us EUR 1: 70.05 = 70.05 + 0 + 0; 0: 0",
            ]
        );
        // Opened in October, paid in November.
        assert_eq!(output.rows[0].cases.as_ref().unwrap(), &["2610-0001"]);
        gathered.call.period.since = "2027-01-01".parse().ok();
        gathered.call.period.until = None;
        let output = cost(&gathered, CostGroup::Kind, true);
        assert!(output.rows.is_empty() && output.totals.is_empty());
    }
}
