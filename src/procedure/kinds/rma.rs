use super::verify::missing;
use super::{Procedure, known};
use crate::case::kinds::{Goods, Rma, Way};
use crate::case::{Body, Kind};
use crate::finding::{Code, Finding};
use crate::procedure::common::about_person;
use crate::procedure::goods::beyond;
use crate::procedure::judge::{Refusals, Situation};

impl Procedure for Rma {
    const NEEDS_FACTS: bool = true;

    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let policy = &situation.rules.policy;
        let reasons = policy.returns.reasons.names();
        known(no, "reason", "return-reason", &self.reason, reasons);
        if let Some(transport) = &self.transport {
            let ways = policy.returns.transports.names();
            known(no, "transport", "transport", transport, ways);
        }
        counted(&self.items, no);
        models(&self.items, situation, no);
        if self.way == Way::OnSite && (self.team.is_empty() || self.by.is_none()) {
            let field = if self.team.is_empty() { "team" } else { "by" };
            no.field(field, Finding::new(Code::TeamMissing).arg("key", field));
        }
        if self.way == Way::OnSite {
            self.guard_lead(situation, no);
        }
        if self.way == Way::Return {
            self.guard_on_site_first(situation, no);
        }
        if let Some(by) = self.by {
            not_past("by", by, situation, no);
        }
        // What stays with the customer does not come back.
        if self.way != Way::NoGoods {
            capped(&self.items, situation, no);
        }
    }
}

impl Rma {
    /// Somebody of the role that the policy names leads the work on site
    /// (packaging.6).
    fn guard_lead(&self, situation: &Situation, no: &mut Refusals) {
        let rules = situation.rules;
        if let Some(finding) = self
            .lead
            .as_ref()
            .and_then(|it| about_person(it, situation))
        {
            no.field("lead", finding);
            return;
        }
        let Some(role) = &rules.policy.returns.lead else {
            return;
        };
        let Some(lead) = &self.lead else {
            no.add(missing("lead").by_rule("returns.lead"));
            return;
        };
        let day = situation.day();
        let person = rules.people.get(lead);
        if person.is_some_and(|person| !person.holds(role, day)) {
            let holders = rules.people.holders(role, day).into_iter();
            let holders: Vec<String> = holders.map(ToString::to_string).collect();
            let finding = Finding::new(Code::RoleNotHeld).arg("person", lead.as_str());
            let finding = finding.arg("role", role.as_str()).arg("holders", holders);
            no.field("lead", finding.by_rule("returns.lead"));
        }
    }

    /// Goods are treated where they are, if that can be (component.4).
    fn guard_on_site_first(&self, situation: &Situation, no: &mut Refusals) {
        let wanted = situation.rules.policy.returns.on_site_first;
        let mut tried = situation.state.live(Kind::Rma);
        let tried =
            tried.any(|seen| matches!(&seen.body, Body::Rma(rma) if rma.way == Way::OnSite));
        if wanted && !tried && self.not_on_site.is_none() {
            let finding = Finding::new(Code::OnSiteFirst);
            no.field("not_on_site", finding.by_rule("returns.on-site-first"));
        }
    }
}

/// Goods must be named, and more than none of each.
pub(super) fn counted(items: &[Goods], no: &mut Refusals) {
    if items.is_empty() || items.iter().any(|goods| goods.quantity.0.number.is_zero()) {
        no.field("items", Finding::new(Code::NothingCounted));
    }
}

/// Models must be in the catalog, where it lists any.
pub(super) fn models(items: &[Goods], situation: &Situation, no: &mut Refusals) {
    let products = &situation.rules.catalog.products;
    for model in items.iter().filter_map(|goods| goods.model.as_ref()) {
        known(no, "items", "model", model, products.names());
    }
}

/// A day that is promised cannot lie behind.
pub(super) fn not_past(
    field: &str,
    day: crate::case::Date,
    situation: &Situation,
    no: &mut Refusals,
) {
    let calendar = &situation.rules.calendar;
    let promised = calendar.local(situation.entry.fact().0).date_naive();
    if day.0 < promised {
        let finding = Finding::new(Code::PromisePast).arg("day", day.to_string());
        no.field(field, finding);
    }
}

/// No more comes back than the customer got and has not sent back yet: as this
/// entry found it, and as the register has it.
fn capped(items: &[Goods], situation: &Situation, no: &mut Refusals) {
    let written = |goods: &Goods| goods.shipped.clone().zip(goods.returned.clone());
    let written: Vec<_> = items.iter().map(written).collect();
    for found in [&written, &situation.neighbours.shipped] {
        let Some((at, quantity)) = beyond(items, found) else {
            continue;
        };
        let Some((shipped, returned)) = &found[at] else {
            continue;
        };
        let goods = Goods {
            quantity,
            ..items[at].clone()
        };
        let finding = Finding::new(Code::OverShipped).arg("goods", goods.brief());
        let finding = finding.arg("shipped", shipped.to_string());
        no.field("items", finding.arg("returned", returned.to_string()));
        return;
    }
}
