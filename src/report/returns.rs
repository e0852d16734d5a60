//! Goods that came back, over many cases.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};
use schemars::JsonSchema;
use serde::Serialize;

use super::CountView;
use crate::case::kinds::words;
use crate::case::{Amount, Body, Case, EntryId, Kind};
use crate::policy::Rules;
use crate::procedure::goods::{AnomalySort, Balance, Ledger, Receipt, figures};
use crate::procedure::{Seen, State};

words! {
    /// What the rows of a report about returns have in common.
    Grouping {
        /// The customer, as the catalog has it.
        Customer = "customer",
        /// The model.
        Model = "model",
        /// The lot.
        Lot = "lot",
        /// Why the goods were taken back.
        Reason = "reason",
        /// The month in which the RMA was asked for.
        Month = "month",
        /// The case.
        Case = "case",
    }
}

/// Which returns are wanted, and how they are grouped.
#[derive(Debug, Clone, Default)]
pub struct ReturnsCall {
    /// Asked for on that day or later.
    pub since: Option<NaiveDate>,
    /// Asked for on that day or earlier.
    pub until: Option<NaiveDate>,
    /// Of that customer, or of those with that part in their name.
    pub customer: Option<String>,
    /// What a row is about; everything together where nothing is said.
    pub group: Option<Grouping>,
    /// Whether the cases behind each row are listed.
    pub cases: bool,
}

/// What `report returns --format json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint report returns")]
pub struct ReturnsOutput {
    /// From when it was looked.
    pub now: String,
    /// The first day on which the RMAs were asked for, where one was given.
    pub since: Option<String>,
    /// The last one.
    pub until: Option<String>,
    /// What a row is about: customer, model, lot, reason, month or case; none
    /// where everything is together.
    pub group: Option<String>,
    /// A row each group and unit, by group.
    pub rows: Vec<ReturnsRow>,
    /// How many files could not be read and are left out.
    pub left_out: usize,
}

/// Goods of one group and unit that came back.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReturnsRow {
    /// The group; none for what belongs to no group, such as goods without a
    /// lot, and where everything is together.
    pub group: Option<String>,
    /// The unit.
    pub unit: String,
    /// How many RMAs with a number have such goods.
    pub rmas: usize,
    /// What these cover.
    pub authorised: String,
    /// What came, or is treated on site.
    pub received: String,
    /// What went back as it came.
    pub sent_back: String,
    /// In which ways deliveries came otherwise than they should, each counted
    /// once; one that is about a whole delivery counts with its first item.
    pub anomalies: Vec<AnomalyCount>,
    /// What was inspected.
    pub inspected: String,
    /// What the first inspection found good.
    pub good: String,
    /// Where it found nothing of what was complained of.
    pub no_fault_found: String,
    /// What it found defective.
    pub defective: String,
    /// Defective pieces in a hundred inspected, rounded half up to two places;
    /// none where nothing was inspected.
    pub defect_percent: Option<String>,
    /// Defective pieces by defect code, the most first.
    pub defects: Vec<CountView>,
    /// What has its final disposition, by decision.
    pub dispositions: Vec<CountView>,
    /// What has none in force.
    pub open: String,
    /// What came otherwise than it should and is not settled.
    pub on_hold: String,
    /// How what came differs from what was to come: short, over, wrong-lot or
    /// wrong-item.
    pub differences: Vec<CountView>,
    /// Replacement that was promised.
    pub promised: String,
    /// Replacement that was shipped.
    pub shipped: String,
    /// Replacement that the customer accepted.
    pub accepted: String,
    /// The cases behind it; left out where they are not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Vec<String>>,
}

/// How often goods came otherwise than they should in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnomalyCount {
    /// A to G, as the procedure for display modules letters them.
    pub letter: String,
    /// What kind it is.
    pub anomaly: String,
    /// How often.
    pub count: usize,
}

/// What of a case goes into a report.
#[derive(Debug, Clone)]
pub struct CaseReturns {
    case: String,
    parts: Vec<Part>,
}

/// Figures of one group.
#[derive(Debug, Clone)]
struct Part {
    group: Option<String>,
    unit: String,
    figures: Balance,
    /// RMAs with a number.
    rmas: BTreeSet<EntryId>,
    anomalies: Vec<AnomalySort>,
}

/// The returns of a case; nothing where it has none that are wanted.
pub fn case_returns(
    case: &Case,
    state: &State,
    rules: &Rules,
    call: &ReturnsCall,
) -> Option<CaseReturns> {
    let open = state.open()?;
    let known = rules.catalog.customer(open.customer.as_str());
    let customer = known.map_or(open.customer.as_str(), |(code, _)| code);
    let names = [Some(open.customer.as_str()), Some(customer)];
    let name = known.and_then(|(_, known)| known.name.as_ref());
    let names = names.into_iter().chain([name.map(|name| name.as_str())]);
    let wanted = call.customer.as_ref().map(|name| name.to_lowercase());
    let is_wanted = |name: &str| {
        let wanted = wanted.as_ref();
        wanted.is_none_or(|wanted| name.to_lowercase().contains(wanted))
    };
    if !names.flatten().any(is_wanted) {
        return None;
    }
    let of_case = OfCase {
        number: case.number().to_string(),
        customer: customer.to_owned(),
        state,
        rules,
        call,
    };
    let parts = of_case.parts();
    (!parts.is_empty()).then_some(CaseReturns {
        case: of_case.number,
        parts,
    })
}

struct OfCase<'a> {
    number: String,
    customer: String,
    state: &'a State,
    rules: &'a Rules,
    call: &'a ReturnsCall,
}

impl OfCase<'_> {
    fn parts(&self) -> Vec<Part> {
        let mut by_key: BTreeMap<Option<String>, BTreeSet<EntryId>> = BTreeMap::new();
        for seen in self.roots() {
            let ids = by_key.entry(self.key(seen)).or_default();
            ids.insert(seen.id().clone());
        }
        if by_key.is_empty() {
            return Vec::new();
        }
        let whole = Ledger::of(self.state, self.rules);
        let mut parts = Vec::new();
        for (key, ids) in by_key {
            let ledger = whole.clone().under(self.state, |id| ids.contains(id));
            self.take(&ledger, key.as_ref(), &mut parts);
        }
        parts
    }

    /// The RMAs and the promises of replacement for none that the period has.
    fn roots(&self) -> impl Iterator<Item = &Seen> {
        let is_root = |seen: &&Seen| match &seen.body {
            Body::Rma(_) => true,
            Body::Replace(replace) => replace.target.is_none(),
            _ => false,
        };
        let in_period = |seen: &&Seen| {
            let day = self.rules.calendar.local(seen.fact().0).date_naive();
            self.call.since.is_none_or(|since| day >= since)
                && self.call.until.is_none_or(|until| day <= until)
        };
        let live = self.state.log.iter().filter(|seen| seen.is_live());
        live.filter(is_root).filter(in_period)
    }

    /// What the group of an RMA goes by, where it is not by the goods.
    fn key(&self, seen: &Seen) -> Option<String> {
        match (self.call.group?, &seen.body) {
            (Grouping::Reason, Body::Rma(rma)) => Some(rma.reason.to_string()),
            (Grouping::Month, _) => {
                let day = self.rules.calendar.local(seen.fact().0);
                Some(day.format("%Y-%m").to_string())
            }
            _ => None,
        }
    }

    fn group(
        &self,
        key: Option<&String>,
        model: Option<&String>,
        lot: Option<&String>,
    ) -> Option<String> {
        match self.call.group? {
            Grouping::Customer => Some(self.customer.clone()),
            Grouping::Case => Some(self.number.clone()),
            Grouping::Model => model.cloned(),
            Grouping::Lot => lot.cloned(),
            Grouping::Reason | Grouping::Month => key.cloned(),
        }
    }

    fn take(&self, ledger: &Ledger, key: Option<&String>, parts: &mut Vec<Part>) {
        for row in figures(self.state, ledger) {
            let numbered = ledger.authorised.iter().filter(|rma| rma.number.is_some());
            let has = |goods: &crate::case::kinds::Goods| {
                goods.model.as_deref() == row.model.as_deref()
                    && goods.lot.as_deref() == row.lot.as_deref()
                    && goods.quantity.0.unit == row.unit
            };
            let of_row = numbered.filter(|rma| rma.goods().any(has));
            let rmas = of_row.map(|rma| rma.entry.clone()).collect();
            parts.push(Part {
                group: self.group(key, row.model.as_ref(), row.lot.as_ref()),
                unit: row.unit.clone(),
                figures: row,
                rmas,
                anomalies: Vec::new(),
            });
        }
        for receipt in &ledger.receipts {
            self.count(receipt, ledger, key, parts);
        }
    }

    fn count(&self, receipt: &Receipt, ledger: &Ledger, key: Option<&String>, parts: &mut [Part]) {
        for anomaly in &receipt.anomalies {
            let item = anomaly.item.map_or(0, |item| item - 1);
            let line = ledger.lines_of(&receipt.entry).nth(item);
            let came = line.map(|line| (line.model.clone(), line.lot.clone(), &line.unit));
            // Where it is only said that no more comes, nothing came.
            let Some((model, lot, unit)) = came.or_else(|| noted(ledger, receipt)) else {
                continue;
            };
            let group = self.group(key, model.as_ref(), lot.as_ref());
            let same = |part: &&mut Part| part.group == group && part.unit == *unit;
            if let Some(part) = parts.iter_mut().find(same) {
                part.anomalies.push(anomaly.sort);
            }
        }
    }
}

/// Model, lot and unit of the first goods that an RMA notes.
fn noted<'a>(
    ledger: &'a Ledger,
    receipt: &Receipt,
) -> Option<(Option<String>, Option<String>, &'a String)> {
    let goods = ledger.rma(&receipt.rma)?.goods().next()?;
    let text = |text: &Option<crate::yaml::Text>| text.as_ref().map(ToString::to_string);
    Some((text(&goods.model), text(&goods.lot), &goods.quantity.0.unit))
}

/// Whether a log has anything that a report about returns could want.
pub fn has_returns(case: &Case) -> bool {
    let of_returns = |kind: Kind| matches!(kind, Kind::Rma | Kind::Replace);
    case.log.iter().any(|entry| of_returns(entry.kind()))
}

/// What the rows add up to.
#[derive(Default)]
struct Sums {
    figures: Balance,
    rmas: usize,
    anomalies: BTreeMap<(char, &'static str), usize>,
    cases: BTreeSet<String>,
}

impl Sums {
    fn add(&mut self, part: Part, rmas: usize, case: &str) {
        let (to, from) = (&mut self.figures, part.figures);
        for (to, from) in [
            (&mut to.authorised, from.authorised),
            (&mut to.received, from.received),
            (&mut to.on_hold, from.on_hold),
            (&mut to.sent_back, from.sent_back),
            (&mut to.inspected, from.inspected),
            (&mut to.good, from.good),
            (&mut to.no_fault_found, from.no_fault_found),
            (&mut to.defective, from.defective),
            (&mut to.open, from.open),
            (&mut to.promised, from.promised),
            (&mut to.shipped, from.shipped),
            (&mut to.replaced, from.replaced),
        ] {
            *to += from;
        }
        add_all(&mut to.codes, from.codes);
        add_all(&mut to.disposed, from.disposed);
        add_all(&mut to.differences, from.differences);
        self.rmas += rmas;
        for sort in part.anomalies {
            *self
                .anomalies
                .entry((sort.letter(), sort.word()))
                .or_default() += 1;
        }
        self.cases.insert(case.to_owned());
    }

    fn row(self, group: Option<String>, unit: String, cases: bool) -> ReturnsRow {
        let figures = self.figures;
        let many = |number: Decimal| {
            let unit = unit.clone();
            Amount { number, unit }.to_string()
        };
        let mut defects = figures.codes;
        defects.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
        let anomaly = |((letter, anomaly), count): ((char, &str), usize)| AnomalyCount {
            letter: letter.to_string(),
            anomaly: anomaly.to_owned(),
            count,
        };
        ReturnsRow {
            rmas: self.rmas,
            authorised: many(figures.authorised),
            received: many(figures.received),
            sent_back: many(figures.sent_back),
            anomalies: self.anomalies.into_iter().map(anomaly).collect(),
            inspected: many(figures.inspected),
            good: many(figures.good),
            no_fault_found: many(figures.no_fault_found),
            defective: many(figures.defective),
            defect_percent: percent(figures.defective, figures.inspected),
            defects: counts(defects, &many),
            dispositions: counts(by_word(figures.disposed), &many),
            open: many(figures.open),
            on_hold: many(figures.on_hold),
            differences: counts(by_word(figures.differences), &many),
            promised: many(figures.promised),
            shipped: many(figures.shipped),
            accepted: many(figures.replaced),
            cases: cases.then(|| self.cases.into_iter().collect()),
            group,
            unit,
        }
    }
}

fn add_all<K: PartialEq>(to: &mut Vec<(K, Decimal)>, from: Vec<(K, Decimal)>) {
    for (key, many) in from {
        match to.iter_mut().find(|(known, _)| *known == key) {
            Some((_, so_far)) => *so_far += many,
            None => to.push((key, many)),
        }
    }
}

fn by_word<K: ToString>(list: Vec<(K, Decimal)>) -> Vec<(String, Decimal)> {
    let named = list.into_iter().map(|(of, many)| (of.to_string(), many));
    let mut named: Vec<_> = named.collect();
    named.sort();
    named
}

fn counts(list: Vec<(String, Decimal)>, many: &dyn Fn(Decimal) -> String) -> Vec<CountView> {
    let view = |(of, number)| CountView {
        of,
        quantity: many(number),
    };
    list.into_iter().map(view).collect()
}

/// A share in percent, rounded half up to two places.
fn percent(part: Decimal, whole: Decimal) -> Option<String> {
    let share = (part * Decimal::ONE_HUNDRED).checked_div(whole)?;
    let rounded = share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    Some(format!("{rounded:.2}"))
}

/// The rows of a report: each group and unit once, by group; what belongs to
/// no group comes last.
pub fn returns_rows(all: Vec<CaseReturns>, call: &ReturnsCall) -> Vec<ReturnsRow> {
    type Key = (bool, Option<String>, String);
    let mut sums: BTreeMap<Key, Sums> = BTreeMap::new();
    for CaseReturns { case, parts } in all {
        let mut counted: BTreeSet<(Key, EntryId)> = BTreeSet::new();
        for part in parts {
            let key = (part.group.is_none(), part.group.clone(), part.unit.clone());
            // An RMA with two lots of one model is still one.
            let new = |rma: &&EntryId| counted.insert((key.clone(), (*rma).clone()));
            let rmas = part.rmas.iter().filter(new).count();
            sums.entry(key).or_default().add(part, rmas, &case);
        }
    }
    let row = |((_, group, unit), sums): (Key, Sums)| sums.row(group, unit, call.cases);
    sums.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(part: &str, whole: &str) -> Option<String> {
        percent(part.parse().unwrap(), whole.parse().unwrap())
    }

    #[test]
    fn shares_are_rounded_half_up_to_two_places() {
        for (part, whole, expected) in [
            ("38", "1187", "3.20"),
            ("1", "3", "33.33"),
            ("2", "3", "66.67"),
            ("1", "800", "0.13"),
            ("1", "8000", "0.01"),
            ("0", "5", "0.00"),
            ("2.5", "2.5", "100.00"),
        ] {
            assert_eq!(
                share(part, whole).as_deref(),
                Some(expected),
                "{part}/{whole}"
            );
        }
        assert_eq!(share("0", "0"), None);
    }
}
