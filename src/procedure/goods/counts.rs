use rust_decimal::Decimal;

use crate::case::Amount;

/// What amounts come to.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::procedure) enum Sum {
    /// There is none.
    Nothing,
    /// All of one unit or currency.
    Of(Amount),
    /// Of several, which add up to nothing that could be compared.
    Mixed,
}

/// Adds amounts up.
pub(in crate::procedure) fn sum<'a>(all: impl IntoIterator<Item = &'a Amount>) -> Sum {
    all.into_iter().fold(Sum::Nothing, |sum, each| match sum {
        Sum::Nothing => Sum::Of(each.clone()),
        Sum::Of(so_far) => so_far.plus(each).map_or(Sum::Mixed, Sum::Of),
        Sum::Mixed => Sum::Mixed,
    })
}

/// Takes that much, if it is there.
pub(super) fn take(from: &mut Decimal, much: Decimal) -> bool {
    let there = *from >= much;
    if there {
        *from -= much;
    }
    there
}

/// Adds to the number of that key.
pub(super) fn add<K: PartialEq + Clone>(list: &mut Vec<(K, Decimal)>, key: &K, many: Decimal) {
    match list.iter_mut().find(|(known, _)| known == key) {
        Some((_, so_far)) => *so_far += many,
        None => list.push((key.clone(), many)),
    }
}

/// Amounts added up, one for each unit.
pub(in crate::procedure) fn each_unit(amounts: &[Amount]) -> Vec<Amount> {
    let mut units: Vec<&str> = amounts.iter().map(|amount| amount.unit.as_str()).collect();
    units.sort_unstable();
    units.dedup();
    let of_unit = |unit: &str| match sum(amounts.iter().filter(|amount| amount.unit == unit)) {
        Sum::Of(all) => Some(all),
        _ => None,
    };
    units.into_iter().filter_map(of_unit).collect()
}
