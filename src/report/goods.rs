//! Where the goods of a case are, for people and programs.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use crate::case::kinds::Way;
use crate::case::{Amount, Body, Kind, Time};
use crate::policy::Rules;
use crate::procedure::goods::{self, Authorised, Ledger};
use crate::procedure::{Seen, State};

/// Quantities of one model, lot and unit, by where they are.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BalanceView {
    /// The model, where one is named.
    pub model: Option<String>,
    /// The lot, where one is named.
    pub lot: Option<String>,
    /// The unit.
    pub unit: String,
    /// How much is complained of.
    pub claimed: Option<String>,
    /// What RMAs with a number cover.
    pub authorised: String,
    /// What came, or is treated on site.
    pub received: String,
    /// What came otherwise than it should and is not settled.
    pub on_hold: String,
    /// What went back as it came.
    pub sent_back: String,
    /// What was inspected, whatever came of it.
    pub inspected: String,
    /// What the first inspection found good.
    pub good: String,
    /// Where it found nothing of what was complained of.
    pub no_fault_found: String,
    /// What it found defective.
    pub defective: String,
    /// Defective pieces by defect code.
    pub defects: Vec<CountView>,
    /// What is being reworked or sorted, or gets another part.
    pub in_rework: String,
    /// What is on the way from the customer's site.
    pub on_the_way: String,
    /// What has its final disposition, by decision.
    pub disposed: Vec<CountView>,
    /// What has none in force.
    pub open: String,
    /// Replacement that was promised.
    pub promised: String,
    /// Replacement that was shipped.
    pub shipped: String,
    /// Replacement that the customer accepted.
    pub replaced: String,
    /// How what came differs from what was to come: short, over, wrong-lot or
    /// wrong-item.
    pub differences: Vec<CountView>,
}

/// How much of something.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CountView {
    /// Of what.
    pub of: String,
    /// How much.
    pub quantity: String,
}

/// An RMA.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RmaView {
    /// The entry.
    pub entry: String,
    /// Its number; none before its last approval.
    pub number: Option<String>,
    /// return, on-site or no-goods.
    pub way: String,
    /// Whether the customer gets other goods.
    pub replenish: bool,
    /// Until when the number is good.
    pub good_until: Option<String>,
    /// Whether goods are still to come.
    pub awaited: bool,
}

/// A way in which goods came otherwise than their RMA says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnomalyView {
    /// The delivery.
    pub entry: String,
    /// Its item, where it is about one.
    pub item: Option<usize>,
    /// A to G, as the procedure for display modules letters them.
    pub letter: String,
    /// What kind it is.
    pub anomaly: String,
    /// What was expected.
    pub expected: Option<String>,
    /// What came.
    pub came: Option<String>,
    /// Whether it waits for `resolve`.
    pub on_hold: bool,
}

/// What a sample said about its lot.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SampleView {
    /// The inspection.
    pub entry: String,
    /// The lot that the sample stands for.
    pub lot: String,
    /// How many pieces the sample has.
    pub size: u32,
    /// How many of them are defective.
    pub defective: String,
    /// With so many or fewer the lot is accepted.
    pub accept: u32,
    /// With so many or more it is rejected.
    pub reject: u32,
    /// accepted, accepted-back-to-normal or rejected.
    pub verdict: String,
}

/// The balance of a case.
pub fn balance_views(state: &State, ledger: &Ledger) -> Vec<BalanceView> {
    let rows = goods::balance(state, ledger).into_iter();
    rows.map(balance_view).collect()
}

fn balance_view(row: goods::Balance) -> BalanceView {
    let unit = row.unit;
    let many = |number: Decimal| Amount::of(number, &unit).to_string();
    let counts = |list: &[(String, Decimal)]| -> Vec<CountView> {
        let each = |(of, number): &(String, Decimal)| CountView {
            of: of.clone(),
            quantity: many(*number),
        };
        list.iter().map(each).collect()
    };
    let disposed = row.disposed.iter();
    let disposed: Vec<_> = disposed.map(|(of, n)| (of.to_string(), *n)).collect();
    let differences = row.differences.iter();
    let differences: Vec<_> = differences.map(|(of, n)| (of.to_string(), *n)).collect();
    BalanceView {
        claimed: (!row.claimed.is_zero()).then(|| many(row.claimed)),
        authorised: many(row.authorised),
        received: many(row.received),
        on_hold: many(row.on_hold),
        sent_back: many(row.sent_back),
        inspected: many(row.inspected),
        good: many(row.good),
        no_fault_found: many(row.no_fault_found),
        defective: many(row.defective),
        defects: counts(&row.codes),
        in_rework: many(row.in_rework),
        on_the_way: many(row.on_the_way),
        disposed: counts(&disposed),
        open: many(row.open),
        promised: many(row.promised),
        shipped: many(row.shipped),
        replaced: many(row.replaced),
        differences: counts(&differences),
        model: row.model,
        lot: row.lot,
        unit,
    }
}

/// The RMAs of a case.
pub fn rma_views(ledger: &Ledger, rules: &Rules) -> Vec<RmaView> {
    let local = |time: Time| Time(rules.calendar.local(time.0)).to_string();
    let view = |rma: &Authorised| RmaView {
        entry: rma.entry.to_string(),
        number: rma.number.clone(),
        way: rma.way.to_string(),
        replenish: rma.replenish,
        good_until: rma.good_until.filter(|_| rma.way == Way::Return).map(local),
        awaited: rma.awaits(),
    };
    ledger.authorised.iter().map(view).collect()
}

/// In which ways goods came otherwise than they should, delivery by delivery.
pub fn anomaly_views(ledger: &Ledger) -> Vec<AnomalyView> {
    let of_receipt = |receipt: &goods::Receipt| -> Vec<AnomalyView> {
        let view = |anomaly: &goods::Anomaly| AnomalyView {
            entry: receipt.entry.to_string(),
            item: anomaly.item,
            letter: anomaly.sort.letter().to_string(),
            anomaly: anomaly.sort.to_string(),
            expected: anomaly.expected.clone(),
            came: anomaly.came.clone(),
            on_hold: match anomaly.item {
                Some(item) => receipt.held.contains(&item),
                None => !receipt.held.is_empty(),
            },
        };
        receipt.anomalies.iter().map(view).collect()
    };
    ledger.receipts.iter().flat_map(of_receipt).collect()
}

/// What the samples of a case said about their lots.
pub fn sample_views(state: &State) -> Vec<SampleView> {
    let of_inspection = |seen: &Seen| {
        let Body::Inspect(inspect) = &seen.body else {
            return None;
        };
        let plan = inspect.sampled.as_ref()?;
        Some(SampleView {
            entry: seen.id().to_string(),
            lot: plan.lot.to_string(),
            size: plan.size,
            defective: inspect.defects().to_string(),
            accept: plan.accept,
            reject: plan.reject,
            verdict: goods::verdict(inspect)?.to_string(),
        })
    };
    state
        .live(Kind::Inspect)
        .filter_map(of_inspection)
        .collect()
}
