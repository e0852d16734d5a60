//! What each customer complained of, and how much of what it got.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::care::CareRow;
use super::figures::{
    About, CaseFigures, Gathered, LevelCount, Shipped, mean, numbers, per_million,
};
use crate::case::kinds::words;

words! {
    /// Why it is not known how much was shipped.
    NoPpm {
        /// There is no shipment data.
        NoData = "no-data",
        /// It does not say of which model goods are, and one model was asked for.
        NotByModel = "not-by-model",
    }
}

/// What `report customers --format json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint report customers")]
pub struct CustomersOutput {
    /// From when, and of which days.
    #[serde(flatten)]
    pub about: About,
    /// Why it is not known how much was shipped; left out where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_ppm: Option<NoPpm>,
    /// A row each customer that complained, was surveyed or got goods in the
    /// period; most complaints first, equals by name.
    pub rows: Vec<CustomerRow>,
    /// All of it together.
    pub total: CustomerRow,
    /// Whom to call on again, and until when; left out where the policy does not
    /// say how often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub care: Option<Vec<CareRow>>,
}

/// Figures of one customer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CustomerRow {
    /// The customer, as the catalog has it; none in the total.
    pub customer: Option<String>,
    /// Complaints opened in the period.
    pub opened: usize,
    /// Those by severity.
    pub severity: Vec<LevelCount>,
    /// Of those opened: open now.
    pub open: usize,
    /// Of those opened: with a time limit that is overdue now.
    pub overdue: usize,
    /// How many replies to them the customer disputed.
    pub disputed: usize,
    /// In how many of them another investigation found otherwise after a dispute.
    pub overturned: usize,
    /// How much was complained of, and shipped, in each unit.
    pub units: Vec<UnitRow>,
    /// Of those opened: complaints that do not say how much, and are in no
    /// quantity.
    pub without_quantity: usize,
    /// Surveys of the period, of whichever complaint.
    pub surveys: usize,
    /// Their mean score, rounded half up to two decimals.
    pub satisfaction: Option<String>,
    /// The cases opened; left out where they are not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Vec<String>>,
}

/// Goods of one unit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UnitRow {
    /// The unit.
    pub unit: String,
    /// How much the complaints opened in the period complain of; without
    /// complaints that were refuted, are not ours, were withdrawn or came twice.
    pub complained: String,
    /// How much was shipped in the period; none where that is not known.
    pub shipped: Option<String>,
    /// How much of a million shipped was complained of, rounded half up; none where
    /// nothing was shipped, or that is not known.
    pub ppm: Option<u64>,
}

/// Figures of every customer, with what was shipped, or why that is not known.
pub fn customers(
    gathered: &Gathered,
    shipped: Result<Vec<Shipped>, NoPpm>,
    cases: bool,
) -> CustomersOutput {
    let period = gathered.call.period;
    let no_ppm = shipped.as_ref().err().copied();
    // What was shipped later had not been shipped yet.
    let was = |one: &Shipped| period.holds(one.day) && one.day <= gathered.today;
    let shipped = shipped.ok().map(|mut all| {
        all.retain(was);
        all
    });
    let making = Making {
        gathered,
        shipped: shipped.as_deref(),
        cases,
    };
    let of = |customer: String| making.row(Some(customer));
    let mut rows: Vec<CustomerRow> = making.customers().into_iter().map(of).collect();
    // They are in the order of their names.
    rows.sort_by_key(|row| Reverse(row.opened));
    CustomersOutput {
        about: gathered.about(),
        no_ppm,
        total: making.row(None),
        rows,
        care: None,
    }
}

struct Making<'a> {
    gathered: &'a Gathered,
    /// What was shipped in the period, where that is known.
    shipped: Option<&'a [Shipped]>,
    cases: bool,
}

impl<'a> Making<'a> {
    /// The customers that complained, were surveyed or got goods in the period.
    fn customers(&self) -> BTreeSet<String> {
        let period = self.gathered.call.period;
        let has = |case: &&CaseFigures| {
            period.holds(case.opened_on()) || case.surveys.iter().any(|(day, _)| period.holds(*day))
        };
        let cases = self.gathered.cases.iter().filter(has);
        let shipped = self.shipped.into_iter().flatten();
        let shipped = shipped.map(|shipped| shipped.customer.clone());
        cases
            .map(|case| case.customer.clone())
            .chain(shipped)
            .collect()
    }

    /// The figures of a customer, or of all.
    fn row(&self, customer: Option<String>) -> CustomerRow {
        let period = self.gathered.call.period;
        let is_of = |name: &String| customer.as_ref().is_none_or(|customer| customer == name);
        let all = self.gathered.cases.iter();
        let all: Vec<&CaseFigures> = all.filter(|case| is_of(&case.customer)).collect();
        let opened = all.iter().copied();
        let opened: Vec<&CaseFigures> = opened
            .filter(|case| period.holds(case.opened_on()))
            .collect();
        let surveys = all.iter().flat_map(|case| &case.surveys);
        let scores: Vec<u8> = surveys
            .filter(|(day, _)| period.holds(*day))
            .map(|(_, score)| *score)
            .collect();
        let shipped = self
            .shipped
            .map(|all| all.iter().filter(|one| is_of(&one.customer)));
        let count = |wanted: fn(&CaseFigures) -> bool| {
            let cases = opened.iter();
            cases.filter(|case| wanted(case)).count()
        };
        CustomerRow {
            opened: opened.len(),
            severity: self.gathered.severities(&opened),
            open: count(|case| case.closed.is_none()),
            overdue: count(|case| case.is_overdue),
            disputed: opened.iter().map(|case| case.disputes).sum(),
            overturned: count(|case| case.overturned),
            units: units(&opened, shipped),
            without_quantity: count(|case| case.dismissed.is_none() && case.quantity.is_none()),
            surveys: scores.len(),
            satisfaction: mean(&scores),
            cases: numbers(self.cases, opened.iter().copied()),
            customer,
        }
    }
}

/// What was complained of, and shipped, in each unit.
fn units<'a>(
    opened: &[&CaseFigures],
    shipped: Option<impl Iterator<Item = &'a Shipped>>,
) -> Vec<UnitRow> {
    let is_known = shipped.is_some();
    let mut units: BTreeMap<&str, (Decimal, Decimal)> = BTreeMap::new();
    let stands = opened.iter().filter(|case| case.dismissed.is_none());
    for amount in stands.filter_map(|case| case.quantity.as_ref()) {
        units.entry(&amount.unit).or_default().0 += amount.number;
    }
    for one in shipped.into_iter().flatten() {
        units.entry(&one.unit).or_default().1 += one.number;
    }
    let text = |number: Decimal| number.normalize().to_string();
    let row = |(unit, (complained, shipped)): (&str, (Decimal, Decimal))| UnitRow {
        unit: unit.to_owned(),
        complained: text(complained),
        shipped: is_known.then(|| text(shipped)),
        ppm: per_million(complained, shipped).and_then(|rate| rate.try_into().ok()),
    };
    units.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Quantity, Time};
    use crate::report::figures::sample::{case, gathered, nine};

    fn of(number: &str, customer: &str, day: &str, quantity: &str) -> CaseFigures {
        let mut case = case(number, day);
        case.customer = customer.to_owned();
        case.quantity = Quantity::parse(quantity).map(|many| many.0);
        case
    }

    fn shipped(customer: &str, day: &str, number: i64, unit: &str) -> Shipped {
        Shipped {
            customer: customer.to_owned(),
            day: day.parse().unwrap(),
            number: number.into(),
            unit: unit.to_owned(),
        }
    }

    /// HD complains of 3 + 0.5 pcs and 2 kg, once more than it should, and once
    /// without saying how much; KA of 5 pcs.
    fn register() -> Gathered {
        let mut refuted = of("2610-0003", "HD", "2026-10-03", "900 pcs");
        refuted.dismissed = Some(Time(nine("2026-10-05")));
        let mut disputed = of("2610-0001", "HD", "2026-10-01", "3 pcs");
        disputed.disputes = 2;
        disputed.overturned = true;
        disputed.is_overdue = true;
        disputed.severity = Some("B".to_owned());
        disputed.surveys = vec![("2026-11-01".parse().unwrap(), 4)];
        let mut closed = of("2610-0002", "KA", "2026-10-02", "5 pcs");
        closed.closed = Some((nine("2026-10-20"), crate::case::kinds::Basis::Accepted));
        gathered([
            disputed,
            closed,
            refuted,
            of("2610-0004", "HD", "2026-10-31", "0.50 pcs"),
            of("2611-0001", "HD", "2026-11-01", "2 kg"),
            of("2611-0002", "HD", "2026-11-02", ""),
        ])
    }

    fn deliveries() -> Vec<Shipped> {
        vec![
            shipped("HD", "2026-10-01", 1000, "pcs"),
            shipped("HD", "2026-11-01", 500, "pcs"),
            shipped("KA", "2026-10-31", 3, "kg"),
            shipped("NL", "2026-12-31", 40, "pcs"),
            // On the day after the last of all.
            shipped("NL", "2027-01-01", 7, "pcs"),
        ]
    }

    fn units(row: &CustomerRow) -> Vec<String> {
        let dash = |text: Option<String>| text.unwrap_or("-".to_owned());
        let unit = |it: &UnitRow| {
            let (shipped, ppm) = (it.shipped.clone(), it.ppm.map(|ppm| ppm.to_string()));
            let (shipped, ppm) = (dash(shipped), dash(ppm));
            format!("{} {} / {shipped}: {ppm}", it.unit, it.complained)
        };
        row.units.iter().map(unit).collect()
    }

    #[test]
    fn most_complaints_first_and_one_without_any_last() {
        let output = customers(&register(), Ok(deliveries()), true);
        let told: Vec<_> = output
            .rows
            .iter()
            .map(|row| (row.customer.as_deref().unwrap(), row.opened, row.open))
            .collect();
        assert_eq!(told, [("HD", 5, 5), ("KA", 1, 0), ("NL", 0, 0)]);
        let row = &output.rows[0];
        assert_eq!((row.overdue, row.disputed, row.without_quantity), (1, 2, 1));
        assert_eq!(
            (
                row.overturned,
                output.rows[1].overturned,
                output.total.overturned
            ),
            (1, 0, 1)
        );
        let levels: Vec<usize> = row.severity.iter().map(|level| level.count).collect();
        assert_eq!(levels, [0, 1, 4]);
        assert_eq!(
            (row.surveys, row.satisfaction.as_deref()),
            (1, Some("4.00"))
        );
        assert_eq!(row.cases.as_ref().unwrap().len(), 5);
        assert_eq!((output.total.opened, output.total.open), (6, 5));
        assert_eq!(output.no_ppm, None);
    }

    #[test]
    fn units_stay_apart() {
        let output = customers(&register(), Ok(deliveries()), false);
        // 3.5 of 1500 is 2333.33 of a million.
        assert_eq!(
            units(&output.rows[0]),
            ["kg 2 / 0: -", "pcs 3.5 / 1500: 2333"]
        );
        assert_eq!(units(&output.rows[1]), ["kg 0 / 3: 0", "pcs 5 / 0: -"]);
        assert_eq!(units(&output.rows[2]), ["pcs 0 / 40: 0"]);
        // 2 of 3 is 666666.67; 8.5 of 1540 is 5519.48.
        assert_eq!(
            units(&output.total),
            ["kg 2 / 3: 666667", "pcs 8.5 / 1540: 5519"]
        );
        let unknown = customers(&register(), Err(NoPpm::NoData), false);
        assert_eq!(units(&unknown.rows[0]), ["kg 2 / -: -", "pcs 3.5 / -: -"]);
        assert_eq!(
            (unknown.rows.len(), unknown.no_ppm),
            (2, Some(NoPpm::NoData))
        );
    }

    #[test]
    fn the_period_is_that_of_complaints_shipments_and_surveys() {
        let mut gathered = register();
        gathered.call.period.since = "2026-11-01".parse().ok();
        gathered.call.period.until = "2026-11-30".parse().ok();
        let output = customers(&gathered, Ok(deliveries()), false);
        assert_eq!(output.rows.len(), 1);
        let row = &output.rows[0];
        assert_eq!((row.opened, row.disputed, row.surveys), (2, 0, 1));
        assert_eq!(units(row), ["kg 2 / 0: -", "pcs 0 / 500: 0"]);
        // A survey alone is a row too: that of KA was asked in December.
        gathered.cases[1].surveys = vec![("2026-12-05".parse().unwrap(), 5)];
        gathered.call.period.since = "2026-12-01".parse().ok();
        gathered.call.period.until = None;
        let output = customers(&gathered, Ok(Vec::new()), false);
        assert_eq!(output.rows.len(), 1);
        assert_eq!((output.rows[0].opened, output.rows[0].surveys), (0, 1));
        assert_eq!(output.rows[0].satisfaction.as_deref(), Some("5.00"));
    }
}
