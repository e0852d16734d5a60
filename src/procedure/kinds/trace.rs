//! Lots that are followed.

use super::verify::missing;
use super::{Procedure, known};
use crate::case::kinds::{Direction, Trace};
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};
use crate::yaml::Text;

impl Procedure for Trace {
    fn guard(&self, _: &Situation, no: &mut Refusals) {
        no.when(self.lots.is_empty(), || missing("lots"));
        let unnamed = self.found_by.is_some() && self.word.is_none();
        no.when(unnamed, || missing("word"));
        once(self, no);
        if self.direction == Some(Direction::Back) {
            if !self.customers.is_empty() {
                no.field("customers", Finding::new(Code::NotForward));
            }
            no.when(says_nothing(self), || missing("text"));
            return;
        }
        no.when(says_nothing(self), || missing("customers"));
        let lots = self.lots.iter().chain(self.touched.iter());
        let lots = lots.map(Text::as_str);
        let got = self.customers.iter().filter_map(|one| one.lot.as_ref());
        for lot in got {
            known(no, "customers", "traced-lot", lot, lots.clone());
        }
        for row in self.stock.iter() {
            known(no, "stock", "traced-lot", &row.lot, lots.clone());
        }
    }
}

/// A lot that was followed is not also one made of it.
fn once(trace: &Trace, no: &mut Refusals) {
    let lots = trace.lots.iter().map(|lot| ("lots", lot));
    let touched = trace.touched.iter().map(|lot| ("touched", lot));
    let mut before = std::collections::HashSet::new();
    for (field, lot) in lots.chain(touched) {
        if !before.insert(lot.as_str()) {
            no.field(field, Finding::new(Code::LotTwice).arg("lot", lot.as_str()));
        }
    }
}

/// Whether somebody enters it by hand and does not say what was found.
fn says_nothing(trace: &Trace) -> bool {
    let by_hand = trace.files.is_empty() && trace.data.is_none();
    by_hand
        && trace.customers.is_empty()
        && trace.chain.is_empty()
        && trace.missing.is_empty()
        && trace.touched.is_empty()
        && trace.stock.is_empty()
        && trace.text.is_none()
}
