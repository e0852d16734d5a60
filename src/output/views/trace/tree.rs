use std::collections::{HashSet, VecDeque};
use std::io::{self, Write};
use std::vec;

use super::lots::Lots;
use super::said::{self, given};
use super::{is_back, is_forward};
use crate::messages::{Phrase, Vocabulary};
use crate::output::views::dash;
use crate::output::{Screen, Tone, clean};
use crate::report::{DeliveryView, GotView, TraceView, UseView};

/// The lots found, each as a tree: what it is made of, down to the supplier,
/// then what was made of it, where that lies and who got it. Of every lot all is
/// said once; later it is named. What would stand too deep for the screen comes
/// as a tree of its own behind.
pub fn trace_tree(out: &mut dyn Write, view: &TraceView, screen: &Screen) -> io::Result<()> {
    let mut tree = Tree {
        view,
        lots: Lots::of(view),
        screen,
        words: &screen.words,
        deepest: deepest(screen),
        told: HashSet::new(),
        followed: HashSet::new(),
        path: HashSet::new(),
        below: VecDeque::new(),
    };
    for (at, lot) in view.lots.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        tree.root(out, lot, &[Side::Back, Side::Forward])?;
        while let Some((lot, side)) = tree.below.pop_front() {
            if !tree.followed.contains(&(lot, side)) {
                writeln!(out)?;
                tree.root(out, lot, &[side])?;
            }
        }
    }
    Ok(())
}

/// How deep a tree becomes: with 40 columns left for its text.
fn deepest(screen: &Screen) -> usize {
    let most = 16;
    let room = |width| usize::from(width).saturating_sub(40) / STEP;
    screen
        .width
        .map_or(most, |width| room(width).clamp(4, most))
}

/// The columns of one step to the right.
const STEP: usize = 3;

/// In which direction a part of the tree goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Back,
    Forward,
}

/// What a branch is about.
enum Branch<'a> {
    /// A side of a lot, with all its branches.
    Side(Side, Vec<Branch<'a>>),
    /// A lot, and how it was used.
    Lot(&'a str, Side, &'a UseView),
    /// A customer, with the deliveries.
    Customer(&'a GotView),
    /// A text that has no branches.
    Leaf(String, Tone),
}

/// A branch put into words.
struct Node<'a> {
    text: String,
    tone: Tone,
    branches: Vec<Branch<'a>>,
    /// The lot that it is about.
    lot: Option<&'a str>,
}

/// A node whose branches are being written.
struct Open<'a> {
    branches: vec::IntoIter<Branch<'a>>,
    lot: Option<&'a str>,
    /// How long the lines before its own branches are.
    indent: usize,
}

struct Tree<'a> {
    view: &'a TraceView,
    lots: Lots<'a>,
    screen: &'a Screen,
    words: &'a Vocabulary,
    deepest: usize,
    /// Lots of which all is said.
    told: HashSet<&'a str>,
    /// Lots whose branches on that side stand in the tree.
    followed: HashSet<(&'a str, Side)>,
    /// Lots between the root and what is being written.
    path: HashSet<&'a str>,
    /// Lots that come as trees of their own.
    below: VecDeque<(&'a str, Side)>,
}

impl<'a> Tree<'a> {
    /// Writes a lot with those sides of it that do not stand in the tree yet. A
    /// chain may be of any length, so that this does not call itself.
    fn root(&mut self, out: &mut dyn Write, lot: &'a str, sides: &[Side]) -> io::Result<()> {
        let branches: Vec<Branch<'a>> = sides
            .iter()
            .filter_map(|side| self.side(lot, *side))
            .collect();
        let node = Node {
            text: self.lot(lot, Vec::new(), false),
            tone: Tone::Plain,
            branches,
            lot: Some(lot),
        };
        let mut indent = String::new();
        self.write(out, "", "", &node)?;
        self.path.insert(lot);
        let mut open = vec![Open {
            branches: node.branches.into_iter(),
            lot: node.lot,
            indent: 0,
        }];
        while let Some(parent) = open.last_mut() {
            indent.truncate(parent.indent);
            let Some(branch) = parent.branches.next() else {
                if let Some(lot) = parent.lot {
                    self.path.remove(lot);
                }
                open.pop();
                continue;
            };
            let (fork, rest) = match parent.branches.len() {
                0 => ("└─ ", "   "),
                _ => ("├─ ", "│  "),
            };
            let node = self.node(branch, open.len());
            self.write(
                out,
                &format!("{indent}{fork}"),
                &format!("{indent}{rest}"),
                &node,
            )?;
            if !node.branches.is_empty() {
                self.path.extend(node.lot);
                indent.push_str(rest);
                open.push(Open {
                    branches: node.branches.into_iter(),
                    lot: node.lot,
                    indent: indent.len(),
                });
            }
        }
        Ok(())
    }

    /// One side of a lot, if it is wanted, has branches and does not stand in
    /// the tree yet.
    fn side(&mut self, lot: &'a str, side: Side) -> Option<Branch<'a>> {
        let wanted = match side {
            Side::Back => is_back(self.view),
            Side::Forward => is_forward(self.view),
        };
        if !wanted || !self.followed.insert((lot, side)) {
            return None;
        }
        let branches = self.branches(lot, side);
        (!branches.is_empty()).then_some(Branch::Side(side, branches))
    }

    /// What stands below a lot on one side.
    fn branches(&self, lot: &'a str, side: Side) -> Vec<Branch<'a>> {
        let words = self.words;
        let comma = words.text(Phrase::Comma);
        let mut branches = Vec::new();
        match side {
            Side::Back => {
                branches.extend(self.lots.missing(lot).iter().map(|one| {
                    let what = said::missing(Phrase::NoSuchLink, one, words);
                    let text = words.say(Phrase::TreeMissing, &[("what", &what)]);
                    Branch::Leaf(text, Tone::Bad)
                }));
                let Some(lot) = self.lots.get(lot) else {
                    return branches;
                };
                let used = |used: &'a UseView| Branch::Lot(&used.lot, side, used);
                branches.extend(lot.uses.iter().map(used));
                let receipts = lot.receipts.iter();
                let receipts = receipts.map(|one| said::receipt(one, words).join(comma));
                branches.extend(receipts.map(|text| Branch::Leaf(text, Tone::Plain)));
            }
            Side::Forward => {
                let products = self.lots.products(lot).iter();
                branches.extend(products.map(|(lot, used)| Branch::Lot(&lot.lot, side, used)));
                branches.extend(self.lots.stock(lot).iter().map(|one| {
                    let what = said::stock(one, words).join(comma);
                    let text = words.say(Phrase::TreeStock, &[("what", &what)]);
                    Branch::Leaf(text, Tone::Plain)
                }));
                let customers = self.lots.customers(lot).iter();
                branches.extend(customers.map(|got| Branch::Customer(got)));
            }
        }
        branches
    }

    fn node(&mut self, branch: Branch<'a>, depth: usize) -> Node<'a> {
        let leaf = |text, tone| Node {
            text,
            tone,
            branches: Vec::new(),
            lot: None,
        };
        match branch {
            Branch::Leaf(text, tone) => leaf(text, tone),
            Branch::Customer(got) => self.customer(got),
            Branch::Side(side, branches) => {
                let phrase = match side {
                    Side::Back => Phrase::TreeBack,
                    Side::Forward => Phrase::TreeForward,
                };
                Node {
                    branches,
                    ..leaf(self.words.text(phrase).to_owned(), Tone::Dim)
                }
            }
            Branch::Lot(lot, side, used) => {
                let used = self.used(used, side);
                let branches = match self.followed.contains(&(lot, side)) {
                    true => Vec::new(),
                    false => self.branches(lot, side),
                };
                if depth >= self.deepest && !branches.is_empty() {
                    self.below.push_back((lot, side));
                    return leaf(self.lot(lot, used, true), Tone::Plain);
                }
                self.followed.insert((lot, side));
                Node {
                    text: self.lot(lot, used, false),
                    tone: Tone::Plain,
                    branches,
                    lot: Some(lot),
                }
            }
        }
    }

    /// A lot in one line: its name with what is to be known of its place in the
    /// tree, how it was used, and once all that is known of it.
    fn lot(&mut self, lot: &'a str, used: Vec<String>, below: bool) -> String {
        let words = self.words;
        let known = self.lots.get(lot);
        let circle = known.is_some_and(|lot| lot.circle);
        let told = !below && !self.told.insert(lot);
        let mark = match told {
            _ if below => Some(Phrase::TreeBelow),
            _ if self.path.contains(lot) => Some(Phrase::TreeCircle),
            true => Some(Phrase::TreeAbove),
            false => circle.then_some(Phrase::TreeCircle),
        };
        let mark = mark.map_or("", |mark| words.text(mark));
        // Chinese brackets need no blank.
        let name = match mark.is_ascii() && !mark.is_empty() {
            true => format!("{lot} {mark}"),
            false => format!("{lot}{mark}"),
        };
        let comma = words.text(Phrase::Comma);
        let name = said::filled([vec![name], used].concat()).join(comma);
        let mut parts = Vec::new();
        if let Some(lot) = known.filter(|_| !told && !below) {
            parts.extend(said::made(lot, words));
            parts.extend(said::documents(lot, words));
        }
        match parts.is_empty() {
            true => name,
            false => {
                let what = parts.join(comma);
                words.say(Phrase::LotIs, &[("lot", &name), ("what", &what)])
            }
        }
    }

    /// How much of a lot went into another, and by which document.
    fn used(&self, used: &UseView, side: Side) -> Vec<String> {
        let words = self.words;
        let phrase = match side {
            Side::Back => Phrase::LotUsed,
            Side::Forward => Phrase::LotTook,
        };
        let quantity = said::named(phrase, "quantity", given(&used.quantity), words);
        let requisition = match given(&used.requisition) {
            "" => String::new(),
            record => {
                let link = said::link("requisition", words);
                words.say(Phrase::LotRecord, &[("link", &link), ("record", record)])
            }
        };
        let parts = [quantity, requisition].into_iter();
        said::filled(parts.chain(said::more(&used.more)).collect())
    }

    /// A customer with what came; several deliveries stand below.
    fn customer(&self, got: &GotView) -> Node<'a> {
        let words = self.words;
        let comma = words.text(Phrase::Comma);
        let told = |one: &DeliveryView| said::delivery(one, words).join(comma);
        let mut told: Vec<String> = said::filled(got.deliveries.iter().map(told).collect());
        let mut parts = Vec::new();
        if let [alone] = got.deliveries.as_slice() {
            parts.extend(got.quantity.clone().filter(|_| alone.quantity.is_none()));
            parts.append(&mut told);
        } else {
            parts.extend(got.quantity.clone());
        }
        if got.deliveries.len() > 1 {
            let count = got.deliveries.len().to_string();
            parts.push(words.say(Phrase::TreeDeliveries, &[("count", &count)]));
        }
        let customer = dash(Some(&got.customer));
        let args = [("customer", &*customer), ("what", &parts.join(comma))];
        let leaf = |text| Branch::Leaf(text, Tone::Plain);
        Node {
            text: words.say(Phrase::TreeCustomer, &args),
            tone: Tone::Plain,
            branches: told.into_iter().map(leaf).collect(),
            lot: None,
        }
    }

    /// A node in as many lines as it needs; the branches below it hang on the
    /// further ones too.
    fn write(
        &self,
        out: &mut dyn Write,
        first: &str,
        rest: &str,
        node: &Node<'_>,
    ) -> io::Result<()> {
        let hang = if node.branches.is_empty() {
            "  "
        } else {
            "│ "
        };
        let columns = rest.chars().count() + hang.chars().count();
        let lines = self
            .screen
            .beside(columns)
            .lines(&clean::terminal(&node.text));
        for (at, line) in lines.iter().enumerate() {
            let line = node.tone.paint(&clean::ci_line(line), self.screen);
            match at {
                0 => writeln!(out, "{first}{line}")?,
                _ => writeln!(out, "{rest}{hang}{line}")?,
            }
        }
        Ok(())
    }
}
