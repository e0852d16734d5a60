//! Single sampling plans for inspection by attributes: code letter, sample
//! size, acceptance and rejection number from lot size, level and AQL.
//!
//! The tables are those of MIL-STD-105E (1989): I for code letters, II-A, II-B
//! and II-C for normal, tightened and reduced inspection. ANSI/ASQ Z1.4 has the
//! same. ISO 2859-1 has the same but for reduced inspection: since its edition
//! of 1999 nothing lies between its acceptance and rejection numbers.

mod aql;
mod letter;
mod lot;
mod plan;
mod tables;

pub use aql::Aql;
pub use letter::{Letter, letter};
pub use lot::LotSize;
pub use plan::{Counting, LotVerdict, Plan, plan, verdict};

use crate::case::kinds::words;

words! {
    /// Inspection level: how large a sample is for a lot.
    Level {
        /// The smallest samples, where inspection destroys or costs much.
        S1 = "S-1",
        /// Small samples.
        S2 = "S-2",
        /// Small samples.
        S3 = "S-3",
        /// The largest of the small samples.
        S4 = "S-4",
        /// Less discrimination than usual.
        I = "I",
        /// The level that holds unless another one is agreed.
        II = "II",
        /// More discrimination than usual.
        III = "III",
    }
}

words! {
    /// How severely is inspected, by what earlier lots were like.
    Regime {
        /// Where a series of lots starts.
        Normal = "normal",
        /// After lots that were not accepted.
        Tightened = "tightened",
        /// After many good lots.
        Reduced = "reduced",
    }
}

#[cfg(test)]
mod tests;
