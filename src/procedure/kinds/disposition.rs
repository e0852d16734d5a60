use rust_decimal::Decimal;

use super::Procedure;
use super::inspect::{confirmed, line, more_than_there};
use crate::case::kinds::{Decision, Disposed, Disposition, Found};
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::goods::{Ledger, Line};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};

impl Procedure for Disposition {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(target) = &self.target else { return };
        let returns = &situation.rules.policy.returns;
        let has_concession = self
            .items
            .iter()
            .any(|it| it.decision == Decision::Concession);
        if has_concession && returns.check_like_products && self.like_products.is_none() {
            let finding = Finding::new(Code::LikeProductsUnchecked);
            no.field(
                "like_products",
                finding.by_rule("returns.check-like-products"),
            );
        }
        confirmed(target, situation, no);
        let ledger = Ledger::of(situation.state, situation.rules);
        let Some(line) = line(&ledger, target, no) else {
            return;
        };
        if self.items.is_empty() || self.items.iter().any(|it| it.quantity.0.number.is_zero()) {
            no.field("items", Finding::new(Code::NothingCounted));
        }
        for item in self.items.iter() {
            guard_item(item, line, situation, no);
        }
        self.guard_counts(line, no);
    }

    fn answers(state: &State, target: &Seen, rules: &Rules) -> bool {
        let ledger = Ledger::of(state, rules);
        let open = |line: &Line| Ledger::disposable(line).next().is_some();
        ledger.lines_of(target.id()).any(open)
    }
}

impl Disposition {
    /// No more of a sort than there is.
    fn guard_counts(&self, line: &Line, no: &mut Refusals) {
        for word in Found::WORDS {
            let items = self.items.iter().filter(|item| item.of.word() == *word);
            let wanted: Decimal = items.map(|item| item.quantity.0.number).sum();
            let there = Found::parse(word).map_or(Decimal::ZERO, |of| line.there(of));
            more_than_there(wanted, there, &line.unit, word, no);
        }
    }
}

fn guard_item(item: &Disposed, line: &Line, situation: &Situation, no: &mut Refusals) {
    let unit = &item.quantity.0.unit;
    if *unit != line.unit {
        let finding = Finding::new(Code::UnitDiffers).arg("found", unit.as_str());
        no.field("items", finding.arg("unit", line.unit.as_str()));
    }
    let proven = matches!(item.of, Found::Good | Found::NoFaultFound);
    if item.decision == Decision::Restock && !proven {
        no.field(
            "items",
            Finding::new(Code::NotProvenGood).arg("of", item.of.word()),
        );
    }
    if item.of == Found::OnTheWay && item.decision != Decision::Missing {
        no.field("items", wrong_place(item, "on-the-way"));
    }
    let at_customers = matches!(item.decision, Decision::Leave | Decision::BringBack);
    let in_house = matches!(
        item.decision,
        Decision::Restock | Decision::ReturnToCustomer
    );
    if at_customers && !line.on_site {
        no.field("items", wrong_place(item, "in-house"));
    } else if in_house && line.on_site {
        no.field("items", wrong_place(item, "at-customers"));
    }
    let mark = &situation.rules.policy.returns.mark;
    if item.decision == Decision::Restock && mark.is_some() && item.mark != *mark {
        let mark = mark.as_ref().map(ToString::to_string);
        let finding = Finding::new(Code::MarkMissing).maybe("mark", mark);
        no.field("items", finding.by_rule("returns.mark"));
    }
}

fn wrong_place(item: &Disposed, place: &'static str) -> Finding {
    let finding = Finding::new(Code::WrongPlace).arg("decision", item.decision.word());
    finding.arg("place", place)
}
