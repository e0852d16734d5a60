//! What becomes of goods that came otherwise than they should.

use rust_decimal::Decimal;

use super::ledger::{Covered, Ledger};
use super::receipt::covers;
use crate::case::EntryId;
use crate::case::kinds::{Resolve, Settled};

impl Ledger {
    /// Settles what is on hold: it stays, goes back, or is another RMA's.
    pub(super) fn resolve(&mut self, resolve: &Resolve) {
        let Some(target) = &resolve.target else {
            return;
        };
        let item = target.item.map(|item| item as usize);
        let mut receipts = self.receipts.iter_mut();
        let Some(receipt) = receipts.find(|receipt| receipt.entry == target.entry) else {
            return;
        };
        let meant = |at: &usize| item.is_none_or(|item| item == *at);
        let settled: Vec<usize> = receipt.held.iter().copied().filter(meant).collect();
        receipt.held.retain(|at| !settled.contains(at));
        let from = receipt.rma.clone();
        if resolve.how == Settled::Corrected
            && let Some(rma) = &resolve.rma
        {
            receipt.rma = rma.entry.clone();
        }
        let lines = self.lines.iter();
        let places: Vec<usize> = lines
            .enumerate()
            .filter(|(_, line)| line.source.entry == target.entry)
            .map(|(place, _)| place)
            .collect();
        for at in settled {
            if let Some(place) = places.get(at - 1) {
                self.settle(*place, resolve, &from);
            }
        }
    }

    fn settle(&mut self, place: usize, resolve: &Resolve, from: &EntryId) {
        let line = &mut self.lines[place];
        line.held = false;
        let (covering, came) = (line.rma_item, line.came);
        let covering = covering.filter(|_| !line.brought);
        match (resolve.how, &resolve.rma) {
            (Settled::Accepted, _) => {}
            (Settled::SentBack, _) => {
                line.send_back();
                self.uncount(from, covering, came);
            }
            (Settled::Corrected, Some(to)) => {
                line.rma = Some(to.entry.clone());
                let goods = self.lines[place].goods();
                self.uncount(from, covering, came);
                let Some(rma) = self.rma(&to.entry) else {
                    return;
                };
                let covers = covers(rma, std::slice::from_ref(&goods));
                self.lines[place].rma_item = covers[0];
                self.count(&to.entry, &covers, &[goods]);
                self.complete(&to.entry, false);
            }
            (Settled::Corrected, None) => {}
        }
    }

    /// What did not stay does not count as having come; its RMA waits again,
    /// unless other goods came under it.
    fn uncount(&mut self, rma: &EntryId, covering: Option<usize>, came: Decimal) {
        let Some(rma) = self.rma_mut(rma) else { return };
        if let Some(item) = covering.and_then(|at| rma.items.get_mut(at - 1)) {
            item.came = (item.came - came).max(Decimal::ZERO);
        }
        let none = |item: &Covered| item.came.is_zero();
        if rma.items.iter().all(none) {
            rma.complete = false;
        }
    }
}
