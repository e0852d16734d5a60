//! What a drawing of an answer shows: from the suppliers to the customers.

use std::collections::HashMap;

use super::lots::Lots;
use super::said::{self, given};
use crate::messages::{Phrase, Vocabulary};
use crate::output::clean;
use crate::output::views::dash;
use crate::report::{GotView, LotView, ReceiptView, TraceView, UseView};

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Supplier,
    Lot,
    /// A lot that was asked for.
    Found,
    Stock,
    Customer,
    Missing,
}

/// Something in the drawing, with its text in lines that are clean.
pub(super) struct Node {
    pub shape: Shape,
    pub lines: Vec<String>,
}

/// From one node to another, by their places; what it says is clean.
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    pub label: String,
}

/// A drawing of an answer.
#[derive(Default)]
pub(super) struct Graph {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

impl Graph {
    pub fn of(view: &TraceView, words: &Vocabulary) -> Graph {
        let mut drawing = Drawing {
            view,
            words,
            lots: Lots::of(view),
            graph: Graph::default(),
            of_lot: HashMap::new(),
            of_supplier: HashMap::new(),
            of_customer: HashMap::new(),
        };
        drawing.draw();
        drawing.graph
    }
}

struct Drawing<'a> {
    view: &'a TraceView,
    words: &'a Vocabulary,
    lots: Lots<'a>,
    graph: Graph,
    of_lot: HashMap<&'a str, usize>,
    of_supplier: HashMap<&'a str, usize>,
    of_customer: HashMap<&'a str, usize>,
}

impl<'a> Drawing<'a> {
    fn draw(&mut self) {
        let view = self.view;
        for lot in &view.lots {
            self.lot(lot, Shape::Found);
        }
        for lot in &view.chain {
            let to = self.lot(&lot.lot, Shape::Lot);
            for receipt in &lot.receipts {
                self.received(receipt, to);
            }
            for used in &lot.uses {
                let from = self.lot(&used.lot, Shape::Lot);
                self.edge(from, to, used_by(used));
            }
        }
        for one in &view.missing {
            let to = self.lot(&one.lot, Shape::Lot);
            let text = said::missing(Phrase::NoSuchLink, one, self.words);
            let from = self.node(Shape::Missing, vec![text]);
            self.edge(from, to, Vec::new());
        }
        for stock in &view.stock {
            let from = self.lot(&stock.lot, Shape::Lot);
            let to = self.node(Shape::Stock, said::stock(stock, self.words));
            self.edge(from, to, Vec::new());
        }
        for got in &view.customers {
            let from = self.lot(&got.lot, Shape::Lot);
            let to = self.customer(&got.customer);
            let label = self.delivered(got);
            self.edge(from, to, label);
        }
    }

    fn node(&mut self, shape: Shape, lines: Vec<String>) -> usize {
        let clean = |line: &String| clean::terminal(line).trim().to_owned();
        let lines = said::filled(lines.iter().map(clean).collect());
        self.graph.nodes.push(Node { shape, lines });
        self.graph.nodes.len() - 1
    }

    fn edge(&mut self, from: usize, to: usize, label: Vec<String>) {
        let label = said::filled(label).join(self.words.text(Phrase::Comma));
        let label = clean::terminal(&label).trim().to_owned();
        self.graph.edges.push(Edge { from, to, label });
    }

    fn lot(&mut self, lot: &'a str, shape: Shape) -> usize {
        if let Some(at) = self.of_lot.get(lot) {
            return *at;
        }
        let known = self.lots.get(lot);
        let parts = known.map(|lot| self.about(lot)).unwrap_or_default();
        let lines = [vec![lot.to_owned()], parts].concat();
        let at = self.node(shape, lines);
        self.of_lot.insert(lot, at);
        at
    }

    /// What is said of a lot below its name. A goods-in stands beside its
    /// supplier, where there is one.
    fn about(&self, lot: &LotView) -> Vec<String> {
        let words = self.words;
        let nameless = lot.receipts.iter();
        let nameless = nameless.filter(|receipt| given(&receipt.supplier).is_empty());
        let receipts = nameless.map(|receipt| received_by(receipt).join(words.text(Phrase::Comma)));
        let made = said::made(lot, words).into_iter();
        made.chain(receipts).collect()
    }

    fn received(&mut self, receipt: &'a ReceiptView, to: usize) {
        let supplier = given(&receipt.supplier);
        if supplier.is_empty() {
            return;
        }
        let from = match self.of_supplier.get(supplier) {
            Some(at) => *at,
            None => {
                let at = self.node(Shape::Supplier, vec![supplier.to_owned()]);
                self.of_supplier.insert(supplier, at);
                at
            }
        };
        self.edge(from, to, received_by(receipt));
    }

    fn customer(&mut self, customer: &'a str) -> usize {
        if let Some(at) = self.of_customer.get(customer) {
            return *at;
        }
        let at = self.node(Shape::Customer, vec![dash(Some(customer))]);
        self.of_customer.insert(customer, at);
        at
    }

    /// How much a customer got, and by which delivery notes.
    fn delivered(&self, got: &GotView) -> Vec<String> {
        let mut label = vec![given(&got.quantity).to_owned()];
        label.extend(said::notes(&got.deliveries, self.words));
        label
    }
}

fn used_by(used: &UseView) -> Vec<String> {
    [&used.quantity, &used.requisition]
        .map(|text| given(text).to_owned())
        .to_vec()
}

fn received_by(receipt: &ReceiptView) -> Vec<String> {
    let parts = [
        &receipt.quantity,
        &receipt.goods_in,
        &receipt.date,
        &receipt.supplier_lot,
    ];
    said::filled(parts.map(|text| given(text).to_owned()).to_vec())
}
