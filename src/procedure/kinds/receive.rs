use rust_decimal::Decimal;

use super::rma::counted;
use super::{Procedure, known};
use crate::case::kinds::{Goods, Receive, Way};
use crate::case::{Body, CaseNumber, Kind};
use crate::finding::{Code, Finding};
use crate::policy::{Look, Rules};
use crate::procedure::goods::{Authorised, Ledger};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};
use crate::yaml::Text;

impl Procedure for Receive {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        if self.no_more {
            self.guard_end(situation, no);
            return;
        }
        counted(&self.items, no);
        if let Some(why) = &self.refused {
            let listed = situation.rules.policy.returns.refusals.names();
            known(no, "refused", "refusal", why, listed);
            return;
        }
        self.guard_looks(situation, no);
        self.guard_number(situation, no);
        let Some(target) = &self.target else {
            let ledger = Ledger::of(situation.state, situation.rules);
            let open = ledger.authorised.iter().filter(|rma| rma.awaits());
            let open: Vec<String> = open.map(|rma| rma.entry.to_string()).collect();
            let goods: Vec<String> = self.items.iter().map(Goods::brief).collect();
            let finding = Finding::new(Code::NoRmaNumber).arg("goods", goods);
            no.field(
                "for",
                finding.maybe("open", (!open.is_empty()).then_some(open)),
            );
            return;
        };
        let ledger = Ledger::of(situation.state, situation.rules);
        if situation
            .state
            .seen(&target.entry)
            .map(|seen| seen.entry.kind())
            == Some(Kind::Rma)
        {
            let Some(rma) = ledger.rma(&target.entry) else {
                return;
            };
            self.guard_rma(rma, no);
            self.guard_serials(&ledger, situation.state, no);
            return;
        }
        match ledger.on_the_way(target) {
            Some((line, _)) => self.guard_units([line.unit.as_str()], no),
            None => no.field(
                "for",
                Finding::new(Code::NothingComing).arg("entry", target.to_string()),
            ),
        }
    }

    /// What has its number and whose goods are not all there, and what is on
    /// the way from the customer's site.
    fn answers(state: &State, target: &Seen, rules: &Rules) -> bool {
        let ledger = Ledger::of(state, rules);
        let awaited = ledger.rma(target.id()).is_some_and(Authorised::awaits);
        let mut ways = ledger.lines.iter().flat_map(|line| &line.on_the_way);
        awaited || ways.any(|away| away.by.entry == *target.id() && !away.left.is_zero())
    }
}

impl Receive {
    /// That no more comes can be said only where some came, and is all that is
    /// said.
    fn guard_end(&self, situation: &Situation, no: &mut Refusals) {
        let ledger = Ledger::of(situation.state, situation.rules);
        let named = self.target.as_ref();
        let rma = named.and_then(|target| ledger.rma(&target.entry));
        let came = |rma: &Authorised| {
            let mut receipts = ledger.receipts.iter();
            rma.awaits() && receipts.any(|receipt| receipt.rma == rma.entry)
        };
        let alone = self.items.is_empty() && !self.partial && self.refused.is_none();
        if !rma.is_some_and(came) || !alone {
            let entry = named.map(ToString::to_string);
            let finding = Finding::new(Code::NothingEnds).maybe("entry", entry);
            no.field("no_more", finding);
        }
    }

    /// A serial number is that of one piece, which comes once.
    fn guard_serials(&self, ledger: &Ledger, state: &State, no: &mut Refusals) {
        let here = |seen: &&Seen| {
            let mut lines = ledger.lines_of(seen.id());
            lines.any(|line| line.came > line.sent_back)
        };
        let came = state.live(Kind::Receive).filter(here);
        let mut known: Vec<Text> = Vec::new();
        for seen in came {
            if let Body::Receive(other) = &seen.body {
                known.extend(other.items.iter().flat_map(|goods| goods.serials.clone()));
            }
        }
        for goods in self.items.iter() {
            if Decimal::from(goods.serials.len()) > goods.quantity.0.number {
                let finding = Finding::new(Code::SerialNumbers).arg("goods", goods.brief());
                no.field("items", finding.arg("count", goods.serials.len()));
            }
            for serial in &goods.serials {
                if known.contains(serial) {
                    let finding = Finding::new(Code::SerialNumbers).arg("serial", serial.as_str());
                    no.field("items", finding);
                }
                known.push(serial.clone());
            }
        }
    }

    fn guard_rma(&self, rma: &Authorised, no: &mut Refusals) {
        if rma.number.is_none() {
            let finding = Finding::new(Code::NoRmaNumber).arg("entry", rma.entry.as_str());
            no.field("for", finding);
        } else if rma.way != Way::Return {
            let finding = Finding::new(Code::NothingComing).arg("entry", rma.entry.as_str());
            no.field("for", finding.arg("way", rma.way.word()));
        }
        let units = rma.goods().map(|goods| goods.quantity.0.unit.as_str());
        self.guard_units(units.collect::<Vec<_>>(), no);
    }

    /// What is written of the number is what the register has.
    fn guard_number(&self, situation: &Situation, no: &mut Refusals) {
        let found = situation.neighbours.number_of.as_ref();
        let Some(found) = found.filter(|found| **found != self.number_of) else {
            return;
        };
        let name = |case: &Option<CaseNumber>| {
            let case = case.as_ref().map(ToString::to_string);
            case.unwrap_or_else(|| "none".to_owned())
        };
        let number = self.number.as_ref().map(ToString::to_string);
        let finding = Finding::new(Code::NumberOfDiffers).maybe("number", number);
        let finding = finding.arg("written", name(&self.number_of));
        no.field("number_of", finding.arg("found", name(found)));
    }

    /// The RMA fixes the unit of what follows from it.
    fn guard_units<'a>(&self, units: impl AsRef<[&'a str]>, no: &mut Refusals) {
        let units = units.as_ref();
        for goods in self.items.iter() {
            let unit = &goods.quantity.0.unit;
            if !units.contains(&unit.as_str()) {
                let finding = Finding::new(Code::UnitDiffers).arg("found", unit.as_str());
                no.field("items", finding.arg("unit", units.join(", ")));
            }
        }
    }

    fn guard_looks(&self, situation: &Situation, no: &mut Refusals) {
        let has = |look: &&Look| match look {
            Look::Packing => self.packing.is_some(),
            Look::Marking => self.marking.is_some(),
            Look::Sorting => self.sorting.is_some(),
            Look::Place => self.place.is_some(),
            Look::Photographs => !self.photographs.is_empty(),
            Look::DeliveryNote => self.delivery_note.is_some(),
            Look::Parcel => self.parcel.is_some(),
        };
        let wanted = &situation.rules.policy.returns.receipt;
        for look in wanted.iter().filter(|look| !has(look)) {
            let finding = Finding::new(Code::ReceiptLacks).arg("field", look.word());
            no.add(finding.by_rule("returns.receipt"));
        }
    }
}
