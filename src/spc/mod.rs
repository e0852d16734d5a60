//! Control charts for attributes (Shewhart): the centre, the limits and the
//! points at which a rule says that something has changed.
//!
//! - `chart`: c, u, p and np charts with limits at three standard deviations;
//! - `exact`: limits of counts from the Poisson and the binomial distribution;
//! - `rules`: the Western Electric rules and those of Nelson.

mod chart;
mod exact;
mod rules;

pub use chart::{Chart, Judged, Kind, Limits, Part, Point, Span, Unfit, chart};
pub use exact::{CountLimits, TAIL, binomial, poisson};
pub use rules::{Pattern, RuleSet};

/// Deviations from the centre, in standard deviations, that differ by less are
/// the same: the rest is rounding of binary fractions.
const ROUNDING: f64 = 1e-9;

#[cfg(test)]
mod tests;
