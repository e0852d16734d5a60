//! What is still to be done about goods, and by which command.

use rust_decimal::Decimal;

use super::ledger::{Authorised, Ledger};
use super::line::Line;
use super::supplied::Supplied;
use crate::case::kinds::{Found, Way, words};
use crate::case::{Amount, Body, EntryId, Quantity, Target};
use crate::policy::Rules;
use crate::procedure::state::{Seen, State};

words! {
    /// Where pieces are that are not accounted for.
    Place {
        /// An RMA has its number, and they have not come.
        Awaited = "awaited",
        /// They came otherwise than they should.
        OnHold = "on-hold",
        /// They are not inspected.
        Uninspected = "uninspected",
        /// Nobody has decided what becomes of them.
        Undisposed = "undisposed",
        /// They are reworked, sorted, or get another part.
        InRework = "in-rework",
        /// They are on the way from the customer's site.
        OnTheWay = "on-the-way",
        /// What becomes of them waits for an approval.
        Waiting = "waiting-approval",
        /// They are to go to the customer, and have not left.
        ToShip = "to-ship",
        /// New goods are not inspected.
        ToInspect = "to-inspect",
        /// They have left, and the customer has not accepted them.
        Shipped = "shipped",
        /// They are to be replaced, and nothing is promised.
        ToReplace = "to-replace",
    }
}

/// Pieces that are not accounted for.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Where they are.
    pub place: Place,
    /// How many of what.
    pub pieces: String,
    /// The verb that settles it.
    pub verb: &'static str,
    /// What follows the case behind that verb.
    pub command: String,
}

/// How the result of an inspection is typed.
pub const COUNTS: &str = "--good NUMBER --defective CODE=NUMBER";

/// Everything about goods that is still to be done before the case can be
/// closed; nothing where every piece is accounted for.
pub fn points(ledger: &Ledger) -> Vec<Point> {
    let mut found: Vec<Point> = ledger.authorised.iter().filter_map(awaited).collect();
    for line in &ledger.lines {
        match (line.held, line.unconfirmed) {
            (true, _) => found.push(on_hold(line)),
            (false, true) => found.push(unconfirmed(line)),
            (false, false) => of_line(line, &mut found),
        }
    }
    let back = ledger.supplied.iter().filter(|it| it.sent_back);
    found.extend(back.filter(|it| it.to_ship() > Decimal::ZERO).map(to_ship));
    found
}

fn awaited(rma: &Authorised) -> Option<Point> {
    let number = rma.number.as_ref().filter(|_| rma.awaits())?;
    let left = |item: &super::ledger::Covered| {
        let left = item.goods.quantity.0.number - item.came;
        let goods = crate::case::kinds::Goods {
            quantity: Quantity(Amount::of(left, &item.goods.quantity.0.unit)),
            serials: Vec::new(),
            ..item.goods.clone()
        };
        (left > Decimal::ZERO).then(|| goods.brief())
    };
    let pieces: Vec<String> = rma.items.iter().filter_map(left).collect();
    Some(Point {
        place: Place::Awaited,
        pieces: pieces.join(", "),
        verb: "receive",
        command: format!(
            "{} --number {number} {}",
            rma.entry,
            counted(rma.items.len())
        ),
    })
}

/// How counted goods are typed: one item needs no name.
fn counted(items: usize) -> &'static str {
    match items {
        1 => "--quantity NUMBER",
        _ => "--item ITEM",
    }
}

fn brief(line: &Line, many: Decimal) -> String {
    let model = line.model.iter().cloned();
    let lot = line.lot.iter().map(|lot| format!("lot {lot}"));
    let named: Vec<String> = model.chain(lot).collect();
    format!("{} {}", line.quantity(many), named.join(" "))
        .trim_end()
        .to_owned()
}

fn on_hold(line: &Line) -> Point {
    Point {
        place: Place::OnHold,
        pieces: brief(line, line.came),
        verb: "resolve",
        command: format!("{} --how HOW --reason TEXT", line.source),
    }
}

fn unconfirmed(line: &Line) -> Point {
    Point {
        place: Place::Waiting,
        pieces: brief(line, line.came),
        verb: "approve",
        command: line.source.entry.to_string(),
    }
}

fn of_line(line: &Line, found: &mut Vec<Point>) {
    let mut add = |place, many: Decimal, verb, command: String| {
        if many > Decimal::ZERO {
            found.push(Point {
                place,
                pieces: brief(line, many),
                verb,
                command,
            });
        }
    };
    let source = &line.source;
    let inspect = format!("{source} {COUNTS}");
    add(Place::Uninspected, line.uninspected, "inspect", inspect);
    for of in [Found::Defective, Found::NoFaultFound, Found::Good] {
        let many = line.there(of);
        let item = format!("{source} --item \"DECISION {} {of}\"", line.quantity(many));
        add(Place::Undisposed, many, "disposition", item);
    }
    for away in &line.away {
        let command = format!("{} {COUNTS}", away.by);
        add(Place::InRework, away.left, "inspect", command);
    }
    for away in &line.on_the_way {
        let (verb, command) = match away.lost {
            true => {
                let lost = line.quantity(away.left);
                ("disposition", format!("{source} --item \"missing {lost}\""))
            }
            false => {
                let count = counted(1);
                ("receive", format!("{} --number NUMBER {count}", away.by))
            }
        };
        add(Place::OnTheWay, away.left, verb, command);
    }
    let approve = "--role ROLE".to_owned();
    add(Place::Waiting, line.in_waiting(), "approve", approve);
}

fn to_ship(supplied: &Supplied) -> Point {
    let many = supplied.to_ship();
    Point {
        place: Place::ToShip,
        pieces: supplied.quantity(many).to_string(),
        verb: "ship",
        command: format!("{} --delivery-note NOTE", supplied.source),
    }
}

/// What is still to be done so that the customer has everything that was
/// promised, or was to go back; and what nobody has promised yet.
pub fn to_supply(ledger: &Ledger) -> Vec<Point> {
    let mut found = Vec::new();
    let in_force = || ledger.supplied.iter().filter(|it| it.in_force);
    let promised = ledger.supplied.iter().any(|it| !it.sent_back);
    let wanting = ledger.authorised.iter();
    let wanting = wanting.filter(|rma| rma.number.is_some() && rma.replenish && !promised);
    found.extend(wanting.map(to_replace));
    for supplied in in_force() {
        if supplied.to_inspect() > Decimal::ZERO && supplied.may_ship().is_zero() {
            found.push(to_inspect(supplied));
        } else if supplied.to_ship() > Decimal::ZERO {
            found.push(to_ship(supplied));
        }
        let open = supplied.shipments.iter().filter(|it| it.accepted.is_none());
        found.extend(open.map(|shipment| Point {
            place: Place::Shipped,
            pieces: supplied.quantity(shipment.shipped).to_string(),
            verb: "accept",
            command: shipment.entry.to_string(),
        }));
    }
    found
}

fn to_replace(rma: &Authorised) -> Point {
    let goods: Vec<String> = rma.goods().map(crate::case::kinds::Goods::brief).collect();
    Point {
        place: Place::ToReplace,
        pieces: goods.join(", "),
        verb: "replace",
        command: format!("{} --item ITEM --by-day DAY", rma.entry),
    }
}

fn to_inspect(supplied: &Supplied) -> Point {
    Point {
        place: Place::ToInspect,
        pieces: supplied.quantity(supplied.to_inspect()).to_string(),
        verb: "inspect",
        command: format!("{} {COUNTS}", supplied.source),
    }
}

/// The entry that did what was promised for a day: everything shipped that was
/// to replace, everything inspected that was to be treated on site.
pub(in crate::procedure) fn done_by<'a>(
    state: &'a State,
    promise: &Seen,
    rules: &Rules,
) -> Option<&'a Seen> {
    let is_done: fn(&Ledger, &EntryId) -> bool = match &promise.body {
        Body::Replace(_) => is_shipped,
        Body::Rma(rma) if rma.way == Way::OnSite => is_treated,
        _ => return None,
    };
    if !is_done(&Ledger::of(state, rules), promise.id()) {
        return None;
    }
    // The first entry after which nothing was left to do any more.
    let mut done = None;
    for (place, ledger) in Ledger::steps(state, rules) {
        match (is_done(&ledger, promise.id()), done) {
            (true, None) => done = Some(place),
            (false, _) => done = None,
            _ => {}
        }
    }
    done.map(|place| &state.log[place])
}

fn is_shipped(ledger: &Ledger, entry: &EntryId) -> bool {
    let of_entry = ledger.supplied.iter();
    let mut of_entry = of_entry.filter(|it| it.source.entry == *entry).peekable();
    of_entry.peek().is_some() && of_entry.all(|supplied| supplied.to_ship().is_zero())
}

fn is_treated(ledger: &Ledger, entry: &EntryId) -> bool {
    let mut lines = ledger.lines_of(entry).peekable();
    lines.peek().is_some() && lines.all(|line| line.uninspected.is_zero())
}

/// Whether no piece of those that an entry is about is without a final
/// disposition; `approved` counts only those that are in force.
pub(in crate::procedure) fn is_balanced(
    state: &State,
    target: &Target,
    approved: bool,
    rules: &Rules,
) -> bool {
    every(state, target, rules, |line| match approved {
        true => line.open().is_zero(),
        false => (line.open() - line.in_waiting()).is_zero(),
    })
}

/// Whether no piece of those that an entry is about is on hold, or without a
/// decision what becomes of it; `approved` counts only those in force.
pub(in crate::procedure) fn is_decided(
    state: &State,
    target: &Target,
    approved: bool,
    rules: &Rules,
) -> bool {
    every(state, target, rules, |line| {
        let undecided = line.uninspected + line.good + line.no_fault_found + line.defective;
        undecided.is_zero() && !(approved && line.in_waiting() > Decimal::ZERO)
    })
}

/// Whether something holds for all goods of an entry, if it has any.
fn every(state: &State, target: &Target, rules: &Rules, holds: impl Fn(&Line) -> bool) -> bool {
    let ledger = Ledger::of(state, rules);
    let mut lines = ledger.lines_of(&target.entry).peekable();
    lines.peek().is_some() && lines.all(holds)
}
