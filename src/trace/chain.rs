//! The chain from a finished lot back to the supplier, and what is missing in
//! it (aluminium.11).

use super::data::Data;
use super::rows::{Lot, LotKind};
use super::sheet::Sheet;
use crate::case::kinds::ChainLink;

/// A link of which there is no record.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// The lot.
    pub lot: Lot,
    /// What of it is missing.
    pub link: ChainLink,
    /// The lot that was used without a requisition.
    pub of: Option<Lot>,
}

/// The links that a chain must have.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected(Vec<ChainLink>);

impl Expected {
    /// Those that somebody asks for. Where a lot is unknown the chain ends,
    /// whatever anybody asks for.
    pub fn of(mut links: Vec<ChainLink>) -> Expected {
        links.push(ChainLink::Lot);
        Expected(links)
    }

    /// Those of which the data have a column, where nobody asks for any.
    pub fn by_columns(data: &Data) -> Expected {
        let there = |link: &ChainLink| {
            let (sheet, column) = match link {
                ChainLink::Warehouse => {
                    return data.has_any(Sheet::Stock) && data.has_any(Sheet::Shipments);
                }
                ChainLink::Materials => return data.has_any(Sheet::Uses),
                ChainLink::Lot => {
                    return data.has_any(Sheet::Lots) || data.has_any(Sheet::Receipts);
                }
                ChainLink::Label => (Sheet::Lots, "label"),
                ChainLink::InkCode => (Sheet::Lots, "ink_code"),
                ChainLink::InspectionReport => (Sheet::Lots, "inspection_report"),
                ChainLink::ProductionRecord => (Sheet::Lots, "production_record"),
                ChainLink::Item => (Sheet::Lots, "item"),
                ChainLink::Requisition => (Sheet::Uses, "requisition"),
                ChainLink::GoodsIn => (Sheet::Receipts, "goods_in"),
                ChainLink::Supplier => (Sheet::Receipts, "supplier"),
                ChainLink::SupplierLot => (Sheet::Receipts, "supplier_lot"),
            };
            data.has(sheet, column)
        };
        let all = ChainLink::WORDS.iter();
        let all = all.filter_map(|word| ChainLink::parse(word));
        Expected(all.filter(there).collect())
    }

    fn has(&self, link: ChainLink) -> bool {
        self.0.contains(&link)
    }
}

impl Data {
    /// What is missing of a lot in a chain back, and how many links it should
    /// have.
    pub fn missing(&self, lot: Lot, expected: &Expected) -> (Vec<Missing>, usize) {
        let mut links = Links {
            lot,
            expected,
            missing: Vec::new(),
            count: 0,
        };
        if !self.is_known(lot) {
            links.link(ChainLink::Lot, false);
            return (links.missing, links.count);
        }
        match self.kind(lot) {
            Some(LotKind::Raw) => self.of_raw(lot, &mut links),
            kind => self.of_made(lot, kind == Some(LotKind::Finished), &mut links),
        }
        for row in self.uses(lot) {
            let cells = self.cells(row.at);
            let there = cells.get("requisition").is_some();
            links.about(ChainLink::Requisition, there, Some(row.used));
        }
        (links.missing, links.count)
    }

    fn of_made(&self, lot: Lot, finished: bool, links: &mut Links) {
        let cells = self.lot_row(lot).map(|row| self.cells(row.at));
        let says = |column: &str| {
            cells
                .as_ref()
                .is_some_and(|cells| cells.get(column).is_some())
        };
        if finished {
            let stored = self.stock(lot).next().is_some() || self.shipments(lot).next().is_some();
            links.link(ChainLink::Warehouse, stored);
            links.link(ChainLink::Label, says("label"));
            links.link(ChainLink::InkCode, says("ink_code"));
        }
        links.link(ChainLink::InspectionReport, says("inspection_report"));
        links.link(ChainLink::ProductionRecord, says("production_record"));
        links.link(ChainLink::Materials, self.uses(lot).next().is_some());
    }

    fn of_raw(&self, lot: Lot, links: &mut Links) {
        let named = self.lot_row(lot).map(|row| self.cells(row.at));
        let item = named.is_some_and(|cells| cells.get("item").is_some());
        let receipts: Vec<_> = self.receipts(lot).map(|row| self.cells(row.at)).collect();
        let named = receipts.iter().any(|cells| cells.get("item").is_some());
        links.link(ChainLink::Item, item || named);
        for (link, column) in [
            (ChainLink::GoodsIn, "goods_in"),
            (ChainLink::Supplier, "supplier"),
            (ChainLink::SupplierLot, "supplier_lot"),
        ] {
            // Each delivery has its own.
            let all = receipts.iter().all(|cells| cells.get(column).is_some());
            links.link(link, all && !receipts.is_empty());
        }
    }
}

struct Links<'a> {
    lot: Lot,
    expected: &'a Expected,
    missing: Vec<Missing>,
    count: usize,
}

impl Links<'_> {
    fn link(&mut self, link: ChainLink, there: bool) {
        self.about(link, there, None);
    }

    fn about(&mut self, link: ChainLink, there: bool, of: Option<Lot>) {
        if !self.expected.has(link) {
            return;
        }
        self.count += 1;
        if !there {
            let lot = self.lot;
            self.missing.push(Missing { lot, link, of });
        }
    }
}
