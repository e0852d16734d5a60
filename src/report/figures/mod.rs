//! What every report is made from: one value a case, computed once from its
//! state, and how values are grouped, dated and measured.

mod alike;
mod call;
mod case;
mod field;
#[cfg(test)]
pub(in crate::report) mod fixture;
mod gathered;
mod measure;
mod period;
#[cfg(test)]
pub(crate) mod sample;

pub use alike::Alike;
pub use call::{FiguresCall, Without};
pub use case::{ActionFigures, CaseFigures, ClockFigures, PaymentFigures, Shipped, case_figures};
pub use field::Field;
pub use gathered::{About, Filed, Gathered, LevelCount, numbers};
pub use measure::{mean, median, ninetieth, per_million, percent, share};
pub use period::{Period, Step, Stretch};
