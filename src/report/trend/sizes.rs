use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::finding::{Code, Finding};
use crate::report::figures::{Shipped, Step, Stretch};

/// The unit in which goods were shipped: the one that is asked for, or the only one.
pub(super) fn unit_of(shipped: &[Shipped], asked: Option<&str>) -> Result<Option<String>, Finding> {
    let units: BTreeSet<&str> = shipped.iter().map(|it| it.unit.as_str()).collect();
    only(&units, asked)
}

/// How much was shipped in each stretch, on the days that are wanted.
pub(super) fn sums(
    shipped: &[Shipped],
    by: Step,
    unit: &str,
    wanted: impl Fn(NaiveDate) -> bool,
) -> BTreeMap<Stretch, Decimal> {
    let mut sums = BTreeMap::new();
    for shipped in shipped
        .iter()
        .filter(|it| it.unit == unit && wanted(it.day))
    {
        *sums.entry(by.of(shipped.day)).or_default() += shipped.number;
    }
    sums
}

/// The unit that is asked for, if there is such a one, or else the only one.
pub(super) fn only(units: &BTreeSet<&str>, asked: Option<&str>) -> Result<Option<String>, Finding> {
    let known = || units.iter().map(ToString::to_string).collect::<Vec<_>>();
    match asked {
        Some(unit) if units.contains(unit) || units.is_empty() => Ok(Some(unit.to_owned())),
        Some(unit) => {
            let finding = Finding::new(Code::UnknownReference).arg("what", "unit");
            Err(finding.arg("word", unit).arg("known", known()))
        }
        None if units.len() > 1 => Err(Finding::new(Code::SeveralUnits).arg("units", known())),
        None => Ok(units.first().map(ToString::to_string)),
    }
}
