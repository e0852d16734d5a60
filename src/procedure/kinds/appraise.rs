use serde_json::Value;

use super::{Procedure, known};
use crate::case::kinds::{Appraise, Remedy};
use crate::case::{Body, Date, Kind, Money};
use crate::finding::{Code, Finding};
use crate::procedure::guarantee::{Appraisal, appraisal, without_rule};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};

impl Procedure for Appraise {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(guarantee) = &situation.rules.policy.guarantee else {
            no.add(Finding::new(Code::NoGuarantee).by_rule("guarantee"));
            return;
        };
        let class = guarantee.classes.names();
        known(no, "class", "goods-class", &self.class, class);
        let fault = guarantee.faults.names();
        known(no, "fault", "fault", &self.fault, fault);
        if self.repaired.is_some() && self.repair_record.is_none() {
            no.field("repaired", missing("repair_record"));
        }
        self.guard_product(situation.state, no);
        self.guard_refund(situation.state, no);
        let fact = situation.entry.fact();
        let day = situation.rules.calendar.local(fact.0).date_naive();
        if self.sold.0 > day {
            let finding = Finding::new(Code::SoldLater).arg("sold", self.sold.to_string());
            no.field("sold", finding.arg("day", day.to_string()));
        }
        let known = guarantee.faults.get(&self.fault).is_some();
        let appraisal = appraisal(situation.state, self, fact, situation.rules);
        if let Some(appraisal) = appraisal.filter(|_| known) {
            self.guard_remedy(&appraisal, no);
        }
    }
}

fn missing(key: &'static str) -> Finding {
    Finding::new(Code::MissingKey).arg("key", key)
}

impl Appraise {
    /// The complaint says of the product when it was sold and for how much; the
    /// appraisal cannot say otherwise.
    fn guard_product(&self, state: &State, no: &mut Refusals) {
        let products = state.open().map_or(&[][..], |open| &open.product);
        let sold: Vec<Date> = products.iter().filter_map(|it| it.sold).collect();
        if !sold.is_empty() && !sold.contains(&self.sold) {
            no.field(
                "sold",
                differs("sold", &self.sold.to_string(), &list(&sold)),
            );
        }
        let prices: Vec<&Money> = products.iter().filter_map(|it| it.price.as_ref()).collect();
        if let Some(price) = &self.price
            && !prices.is_empty()
            && !prices.contains(&price)
        {
            no.field(
                "price",
                differs("price", &price.to_string(), &list(&prices)),
            );
        }
    }

    /// What was taken back is no longer the customer's. A case may be about
    /// several products, so that many may be taken back.
    fn guard_refund(&self, state: &State, no: &mut Refusals) {
        let articles = state.open().map_or(1, |open| open.product.len().max(1));
        let refunds = |seen: &&Seen| matches!(&seen.body, Body::Appraise(said) if said.remedy == Remedy::Refund);
        let refunded = state.live(Kind::Appraise).filter(refunds).nth(articles - 1);
        if let Some(refund) = refunded.filter(|_| self.remedy != Remedy::Nothing) {
            let finding = Finding::new(Code::RefundedAlready);
            no.field("remedy", finding.arg("entry", refund.id().as_str()));
        }
    }

    fn guard_remedy(&self, appraisal: &Appraisal, no: &mut Refusals) {
        let settled = appraisal.settlement(self.remedy);
        if settled.is_none() && self.remedy != Remedy::Nothing {
            for finding in appraisal.refusals(self.remedy, self) {
                no.field("remedy", finding);
            }
            return;
        }
        if let Some(settled) = settled {
            let priceless = self.price.is_none();
            let priced = settled.rate.is_some() || self.remedy == Remedy::Refund;
            no.when(priceless && priced, || missing("price"));
        }
        if self.extra && !settled.is_some_and(|settled| settled.extra) {
            no.field("extra", without_rule("extra", self));
        }
        self.guard_evidence(appraisal, no);
    }

    /// What was written down must be what comes out.
    fn guard_evidence(&self, appraisal: &Appraisal, no: &mut Refusals) {
        let computed = self.with_evidence(appraisal);
        let same = [
            ("until", self.until == computed.until),
            ("days", self.days == computed.days),
            ("repairs", self.repairs == computed.repairs),
            ("open", self.open == computed.open),
            ("rule", self.rule == computed.rule),
            ("rate", self.rate == computed.rate),
            ("charge", self.charge == computed.charge),
            ("sum", self.sum == computed.sum),
            ("to", self.to == computed.to),
            ("authority", self.authority == computed.authority),
        ];
        let (written, computed) = (json(self), json(&computed));
        for (field, _) in same.into_iter().filter(|(_, same)| !same) {
            let (found, wanted) = (shown(written.get(field)), shown(computed.get(field)));
            no.field(field, differs(field, &found, &wanted));
        }
    }
}

fn json(said: &Appraise) -> Value {
    Body::from(said.clone()).to_json()
}

fn list<T: ToString>(known: &[T]) -> String {
    let known: Vec<String> = known.iter().map(T::to_string).collect();
    known.join(", ")
}

fn differs(field: &'static str, found: &str, computed: &str) -> Finding {
    let finding = Finding::new(Code::AppraisalDiffers).arg("field", field);
    finding.arg("found", found).arg("computed", computed)
}

/// A value as a person reads it.
fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "none".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(list)) => {
            let parts: Vec<String> = list.iter().map(|part| shown(Some(part))).collect();
            parts.join(", ")
        }
        Some(other) => other.to_string(),
    }
}
