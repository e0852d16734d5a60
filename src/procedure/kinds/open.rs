use super::{Procedure, known};
use crate::case::Date;
use crate::case::kinds::Open;
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};
use crate::yaml::nearest;

impl Procedure for Open {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let policy = &situation.rules.policy;
        let catalog = &situation.rules.catalog;
        if !catalog.customers.is_empty() && catalog.customer(&self.customer).is_none() {
            known(
                no,
                "customer",
                "customer",
                &self.customer,
                catalog.customers.names(),
            );
        }
        if let Some(channel) = &self.channel {
            known(no, "channel", "channel", channel, policy.channels.names());
        }
        for want in self.wants.iter() {
            known(no, "wants", "want", want, policy.wants.names());
        }
        for name in self.particulars.names() {
            let names = policy.particulars.names();
            known(no, "particulars", "particular", name, names);
        }
        if let Some(kind) = self.order_kind() {
            known(no, "order", "order-kind", kind, policy.order_kinds.names());
        }
        if let Some(defect) = &self.defect {
            known(no, "defect", "defect", defect, catalog.defects.names());
        }
        for model in self.models() {
            known(no, "product", "model", model, catalog.products.names());
        }
        self.guard_sale(situation, no);
        if let Some(owner) = &self.owner
            && situation.rules.people.get(owner).is_none()
        {
            let people = &situation.rules.people.people;
            let near = nearest(owner.as_str(), people.names()).map(str::to_owned);
            let finding = Finding::new(Code::UnknownPerson).arg("person", owner.as_str());
            no.field("owner", finding.maybe("nearest", near));
        }
    }
}

impl Open {
    /// What was complained of had been sold by then.
    fn guard_sale(&self, situation: &Situation, no: &mut Refusals) {
        let opened = situation.entry.fact();
        let day = situation.rules.calendar.local(opened.0).date_naive();
        let later = |sold: &Date| sold.0 > day;
        for sold in self.product.iter().filter_map(|it| it.sold).filter(later) {
            let finding = Finding::new(Code::SoldLater).arg("sold", sold.to_string());
            no.field("product", finding.arg("opened", day.to_string()));
        }
    }
}
