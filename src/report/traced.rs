//! The answer of a trace, from the data that it was walked in.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::trace::{
    AlikeView, DeliveryView, GotView, LotBalanceView, LotView, MissingView, ReceiptView, StockView,
    TraceView, UseView,
};
use crate::case::Amount;
use crate::case::kinds::{ChainLink, Direction};
use crate::policy::{Label, Tracing};
use crate::trace::{Data, Expected, Found, Got, Lot, Walked};
use crate::yaml::Named;

/// What was asked, and where the answer comes from.
pub struct TraceCall<'a> {
    /// What was typed.
    pub word: &'a str,
    /// What it was found to be.
    pub found: &'a Found,
    /// In which direction it is followed.
    pub direction: Direction,
    /// The trace data.
    pub data: &'a Data,
    /// What the policy says about chains.
    pub rules: &'a Tracing,
    /// The roles that departments are.
    pub roles: &'a Named<Label>,
}

impl TraceCall<'_> {
    /// Follows the lots and looks up all that is said of them; `meant` gives the
    /// name by which a customer is known. The files and their hash are for the
    /// caller to fill in.
    pub fn answer(&self, meant: impl Fn(&str) -> String) -> (TraceView, Walked) {
        let walked = self.data.walk(&self.found.lots, self.direction);
        let touched: Vec<Lot> = match self.direction {
            Direction::Back => walked.starts.clone(),
            _ => walked.touched().collect(),
        };
        let all = walked.all();
        let name = |lot: &Lot| self.data.name(*lot).to_owned();
        let stock = touched.iter().flat_map(|lot| self.stock(*lot));
        let got = self.data.got(&touched, meant).into_iter();
        let view = TraceView {
            word: self.word.to_owned(),
            found_by: self.found.by.to_string(),
            direction: self.direction.to_string(),
            lots: self.found.lots.iter().map(name).collect(),
            chain: self.chain(&walked),
            touched: walked.forward.iter().map(|(lot, _)| name(lot)).collect(),
            unfound: self.found.unfound.clone(),
            missing: self.missing(&walked).0,
            stock: stock.collect(),
            customers: got.map(|got| self.got(got)).collect(),
            balance: all.iter().flat_map(|lot| self.balance(*lot)).collect(),
            alike: self.alike(&all),
            left_out: self.data.wrong_rows,
            ..TraceView::default()
        };
        (view, walked)
    }

    /// The links that the policy asks for, or of which the data have a column.
    fn expected(&self) -> Expected {
        let links = self.rules.links.names().filter_map(ChainLink::parse);
        let links: Vec<ChainLink> = links.collect();
        match links.is_empty() {
            true => Expected::by_columns(self.data),
            false => Expected::of(links),
        }
    }

    /// What is missing in the chain back, and how many links it should have.
    pub fn missing(&self, walked: &Walked) -> (Vec<MissingView>, usize) {
        let expected = self.expected();
        let back = walked.back.iter().map(|(lot, _)| lot);
        let lots: Vec<&Lot> = match self.direction {
            Direction::Forward => Vec::new(),
            _ => walked.starts.iter().chain(back).collect(),
        };
        let (mut missing, mut links) = (Vec::new(), 0);
        for lot in lots {
            let (found, count) = self.data.missing(*lot, &expected);
            links += count;
            missing.extend(found.into_iter().map(|one| MissingView {
                lot: self.data.name(one.lot).to_owned(),
                link: one.link.to_string(),
                of: one.of.map(|lot| self.data.name(lot).to_owned()),
                department: self.rules.keeper(one.link).map(str::to_owned),
            }));
        }
        (missing, links)
    }

    fn chain(&self, walked: &Walked) -> Vec<LotView> {
        let back: HashSet<Lot> = walked.back.iter().map(|(lot, _)| *lot).collect();
        let forward: HashSet<Lot> = walked.forward.iter().map(|(lot, _)| *lot).collect();
        let starts: HashSet<Lot> = walked.starts.iter().copied().collect();
        // A link belongs to the answer where it was walked.
        let is_walked = |lot: Lot, used: Lot| {
            let ends = |set: &HashSet<Lot>, lot| starts.contains(&lot) || set.contains(&lot);
            ends(&back, lot) && back.contains(&used)
                || forward.contains(&lot) && ends(&forward, used)
                || starts.contains(&lot) && starts.contains(&used)
        };
        let mut far: HashMap<Lot, (&'static str, usize)> = HashMap::new();
        for (lot, distance) in &walked.forward {
            far.insert(*lot, ("forward", *distance));
        }
        for (lot, distance) in &walked.back {
            far.insert(*lot, ("back", *distance));
        }
        let view = |lot: Lot| {
            let (side, distance) = far.get(&lot).copied().unwrap_or(("found", 0));
            let circle = walked.circles.contains(&lot);
            let uses = self.uses(lot, |used| is_walked(lot, used));
            LotView {
                side: side.to_owned(),
                distance,
                circle,
                uses,
                receipts: self.receipts(lot),
                ..self.lot(lot)
            }
        };
        walked.all().into_iter().map(view).collect()
    }

    /// The role that a department is: its own word, or one of its labels.
    fn role(&self, department: Option<&str>) -> Option<String> {
        let department = department?;
        let labelled = |(_, label): &(&str, &Label)| {
            let labels = [&label.en, &label.zh].into_iter().flatten();
            let mut labels = labels.map(|text| text.as_str());
            labels.any(|text| text == department)
        };
        let role = self.roles.iter().find(labelled);
        Some(role.map_or(department, |(role, _)| role).to_owned())
    }

    fn alike(&self, lots: &[Lot]) -> Vec<AlikeView> {
        let view = |one: crate::trace::Alike| AlikeView {
            lot: self.data.name(one.lot).to_owned(),
            other: self.data.name(one.other).to_owned(),
            file: self.data.file(one.at).to_owned(),
            line: one.at.line(),
        };
        self.data.alike(lots).into_iter().map(view).collect()
    }

    /// What its own row says of a lot.
    fn lot(&self, lot: Lot) -> LotView {
        let data = self.data;
        let row = data.row_of(lot);
        let cells = row.map(|at| data.cells(at)).unwrap_or_default();
        let get = |column: &str| cells.get(column).map(str::to_owned);
        let line = get("line");
        let of_line = line.as_deref().and_then(|line| self.rules.department(line));
        LotView {
            lot: data.name(lot).to_owned(),
            kind: data.kind(lot).map(|kind| kind.to_string()),
            item: get("item").or_else(|| self.item(lot)),
            made: data.made(lot).map(|day| day.to_string()),
            quantity: sum(&data.amounts(lot)),
            department: self.role(get("department").as_deref().or(of_line)),
            line,
            shift: get("shift"),
            person: get("person"),
            label: get("label"),
            ink_code: get("ink_code"),
            serials: serials(get("serial_from"), get("serial_to")),
            inspection_report: get("inspection_report"),
            production_record: get("production_record"),
            more: cells.more(),
            ..LotView::default()
        }
    }

    /// What the goods-in says that a lot is, where nothing else does.
    fn item(&self, lot: Lot) -> Option<String> {
        let mut rows = self.data.receipt_rows(lot);
        rows.find_map(|(at, ..)| self.data.cells(at).get("item").map(str::to_owned))
    }

    fn uses(&self, lot: Lot, is_walked: impl Fn(Lot) -> bool) -> Vec<UseView> {
        let rows = self.data.use_rows(lot);
        let rows = rows.filter(|(used, ..)| is_walked(*used));
        let view = |(used, at, quantity): (Lot, _, Option<Amount>)| {
            let cells = self.data.cells(at);
            UseView {
                lot: self.data.name(used).to_owned(),
                quantity: quantity.map(|many| many.to_string()),
                requisition: cells.get("requisition").map(str::to_owned),
                more: cells.more(),
            }
        };
        rows.map(view).collect()
    }

    fn receipts(&self, lot: Lot) -> Vec<ReceiptView> {
        let view = |(at, day, quantity): (_, Option<NaiveDate>, Option<Amount>)| {
            let cells = self.data.cells(at);
            let get = |column: &str| cells.get(column).map(str::to_owned);
            ReceiptView {
                goods_in: get("goods_in"),
                supplier: get("supplier"),
                supplier_lot: get("supplier_lot"),
                date: day.map(|day| day.to_string()),
                quantity: quantity.map(|many| many.to_string()),
                more: cells.more(),
            }
        };
        self.data.receipt_rows(lot).map(view).collect()
    }

    fn stock(&self, lot: Lot) -> Vec<StockView> {
        let view = |(at, quantity): (_, Option<Amount>)| {
            let cells = self.data.cells(at);
            let get = |column: &str| cells.get(column).map(str::to_owned);
            StockView {
                lot: self.data.name(lot).to_owned(),
                warehouse: get("warehouse"),
                place: get("place"),
                quantity: quantity.map(|many| many.to_string()),
                state: get("state"),
                more: cells.more(),
            }
        };
        self.data.stock_rows(lot).map(view).collect()
    }

    fn got(&self, got: Got) -> GotView {
        let last = got.deliveries.iter().filter_map(|one| one.date).max();
        let deliveries = got.deliveries.into_iter().map(|one| {
            let cells = self.data.cells(one.at);
            DeliveryView {
                delivery_note: cells.get("delivery_note").map(str::to_owned),
                date: one.date.map(|day| day.to_string()),
                quantity: one.quantity.map(|many| many.to_string()),
                place: cells.get("place").map(str::to_owned),
                more: cells.more(),
            }
        });
        GotView {
            customer: got.customer,
            lot: self.data.name(got.lot).to_owned(),
            quantity: got.quantity.map(|many| many.to_string()),
            last: last.map(|day| day.to_string()),
            deliveries: deliveries.collect(),
        }
    }

    fn balance(&self, lot: Lot) -> Vec<LotBalanceView> {
        let unknown = self.data.unknown(lot);
        let plain = |number: Decimal| number.normalize().to_string();
        let view = |balance: crate::trace::Balance| LotBalanceView {
            lot: self.data.name(lot).to_owned(),
            made: balance.made.map(plain),
            shipped: plain(balance.shipped),
            stock: plain(balance.stock),
            used: plain(balance.used),
            unaccounted: balance.unaccounted().map(plain),
            unit: balance.unit,
            unknown,
        };
        self.data.balance(lot).into_iter().map(view).collect()
    }
}

/// Amounts of several units, one behind the other.
fn sum(amounts: &[Amount]) -> Option<String> {
    let all: Vec<String> = amounts.iter().map(ToString::to_string).collect();
    (!all.is_empty()).then(|| all.join(" + "))
}

/// The first and the last serial number; one, where there is only one.
fn serials(from: Option<String>, to: Option<String>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) if from != to => Some(format!("{from}..{to}")),
        (from, to) => from.or(to),
    }
}
