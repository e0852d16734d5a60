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
