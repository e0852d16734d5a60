use super::Procedure;
use crate::case::kinds::{Method, Verified, Verify};
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};
use crate::yaml::Text;

impl Procedure for Verify {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let lacks = match self.result {
            Verified::Waived => self.text.is_none().then_some("text"),
            Verified::Confirmed | Verified::Refuted => self.methods.is_empty().then_some("methods"),
        };
        if let Some(key) = lacks {
            no.add(missing(key));
        }
        self.guard_samples(situation, no);
    }
}

impl Verify {
    /// Samples from the market, and those that were kept back, are of the batch
    /// complained of (aluminium.5).
    fn guard_samples(&self, situation: &Situation, no: &mut Refusals) {
        let from_market = self.methods.contains(&Method::MarketSample);
        let kept = self.methods.contains(&Method::RetainedSample);
        let open = situation.state.open();
        let batches: Vec<&Text> = open.into_iter().flat_map(|open| open.lots()).collect();
        if batches.is_empty() || !(from_market || kept) {
            return;
        }
        if from_market && self.lots.is_empty() {
            no.add(missing("lots"));
        }
        if let Some(other) = self.lots.iter().find(|lot| !batches.contains(lot)) {
            let batches: Vec<String> = batches.iter().map(ToString::to_string).collect();
            let finding = Finding::new(Code::SampleOfOtherLot).arg("lot", other.as_str());
            no.field("lots", finding.arg("known", batches));
        }
    }
}

/// A field that this entry must give, though not every one of its kind.
pub(super) fn missing(key: &str) -> Finding {
    Finding::new(Code::MissingKey).arg("key", key)
}
