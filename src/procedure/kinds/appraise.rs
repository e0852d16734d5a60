use serde_json::Value;

use super::{Procedure, known};
use crate::case::kinds::{Appraise, Product, Remedy};
use crate::case::{Amount, Body, Date, Money};
use crate::finding::{Code, Finding};
use crate::procedure::articles::{Articles, alike, several};
use crate::procedure::guarantee::{Appraisal, appraisal, incomparable, without_rule};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::State;

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
        let articles = Articles::of(situation.state, &situation.rules.calendar);
        let lacking = articles.lacks(self);
        if let Some(finding) = lacking.filter(|_| self.remedy != Remedy::Nothing) {
            no.field("remedy", finding);
            return;
        }
        self.guard_product(situation.state, &articles, no);
        self.guard_price(no);
        let fact = situation.entry.fact();
        let day = situation.rules.calendar.local(fact.0).date_naive();
        if self.sold.0 > day {
            let finding = Finding::new(Code::SoldLater).arg("sold", self.sold.to_string());
            no.field("sold", finding.arg("day", day.to_string()));
        }
        if let Some(bound) = incomparable(guarantee, self) {
            self.guard_measure(bound, no);
            return;
        }
        let known = guarantee.faults.get(&self.fault).is_some();
        let appraisal = appraisal(situation.state, self, fact, situation.rules);
        if let Some(appraisal) = appraisal.filter(|_| known) {
            self.guard_remedy(&appraisal, situation.state, no);
        }
    }
}

fn products(state: &State) -> &[Product] {
    state.open().map_or(&[], |open| &open.product)
}

fn missing(key: &'static str) -> Finding {
    Finding::new(Code::MissingKey).arg("key", key)
}

impl Appraise {
    /// The complaint says of the product when it was sold and for how much; the
    /// appraisal cannot say otherwise. One given in exchange has its own day.
    fn guard_product(&self, state: &State, articles: &Articles, no: &mut Refusals) {
        let products = products(state);
        let sold: Vec<Date> = products.iter().filter_map(|it| it.sold).collect();
        let given = articles.was_given(self.sold);
        let said = sold.is_empty() || sold.contains(&self.sold);
        if !said && !given {
            no.field(
                "sold",
                differs("sold", &self.sold.to_string(), &list(&sold)),
            );
        }
        let day = Some(self.sold).filter(|_| said);
        let alike = alike(products, day);
        let prices: Vec<&Money> = alike.filter_map(|it| it.price.as_ref()).collect();
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

    /// What cost nothing has no price.
    fn guard_price(&self, no: &mut Refusals) {
        if let Some(price) = self.price.as_ref().filter(|it| it.0.number.is_zero()) {
            let finding = Finding::new(Code::BadValue).arg("expected", "price");
            no.field("price", finding.arg("found", price.to_string()));
        }
    }

    fn guard_measure(&self, bound: &Amount, no: &mut Refusals) {
        if let Some(measure) = &self.measure {
            let finding = Finding::new(Code::UnlikeMeasure).arg("found", measure.to_string());
            let finding = finding.arg("bound", bound.to_string());
            let units = bound.comparable().into_iter().map(str::to_owned);
            no.field("measure", finding.arg("units", units.collect::<Vec<_>>()));
        }
    }

    fn guard_remedy(&self, appraisal: &Appraisal, state: &State, no: &mut Refusals) {
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
            let several = several(products(state));
            no.when(priceless && priced, || {
                missing("price").maybe("several", several)
            });
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
