//! Where every piece is: what an RMA covers, what came, what became of it, and
//! what the customer got. Worked out anew from the log whenever it is asked
//! for, so that amended, struck and rejected entries leave no trace.

mod anomaly;
mod asked;
mod balance;
mod counts;
mod cover;
mod ledger;
mod line;
mod number;
mod points;
mod receipt;
mod settling;
mod supplied;

pub use anomaly::{Anomaly, Sort as AnomalySort};
pub use balance::{Balance, Difference, balance, figures};
pub use cover::{Cover, beyond, covers};
pub use ledger::{Authorised, Ledger, verdict};
pub use line::{Away, Line};
pub use number::{plain_number, rma_number};
pub use points::{COUNTS, Place, Point, points, to_supply};
pub use receipt::Receipt;
pub(super) use receipt::covered;
pub use supplied::{Shipment, Supplied};

pub(super) use asked::{amounts, claimed, quantities};
pub(super) use counts::{Sum, each_unit, sum};
pub(super) use points::{done_by, is_balanced, is_decided};
