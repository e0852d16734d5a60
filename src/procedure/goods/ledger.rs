use rust_decimal::Decimal;

use super::line::Line;
use super::receipt::{self, Receipt, covers, nth};
use super::rma_number;
use super::supplied::{Shipment, Supplied};
use crate::case::kinds::{
    Accept, Decision, Disposition, Found, Goods, Inspect, Receive, Replace, Rma, Sampled, Ship,
    Supply, Way,
};
use crate::case::{Body, EntryId, Quantity, Target, Time};
use crate::policy::Rules;
use crate::procedure::state::{Seen, Standing, State};
use crate::sampling::{self, LotVerdict};

/// An item of an RMA.
#[derive(Debug, Clone, PartialEq)]
pub struct Covered {
    /// What is to come, or to be treated.
    pub goods: Goods,
    /// How much of it came, but for what was sent back.
    pub came: Decimal,
}

/// Goods for which an RMA was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Authorised {
    /// The `rma`.
    pub entry: EntryId,
    /// Its number; nothing before its last approval.
    pub number: Option<String>,
    /// Until when the number is good, where the policy says so.
    pub good_until: Option<Time>,
    /// What happens with the goods.
    pub way: Way,
    /// Whether the customer gets others for them.
    pub replenish: bool,
    /// The goods.
    pub items: Vec<Covered>,
    /// Whether everything that is to come has come.
    pub complete: bool,
}

impl Authorised {
    /// Its goods.
    pub fn goods(&self) -> impl Iterator<Item = &Goods> {
        self.items.iter().map(|item| &item.goods)
    }

    /// Whether goods are still to come.
    pub fn awaits(&self) -> bool {
        self.number.is_some() && self.way == Way::Return && !self.complete
    }
}

/// Where every piece of a case is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// What was asked for.
    pub authorised: Vec<Authorised>,
    /// What came.
    pub receipts: Vec<Receipt>,
    /// The goods that came, or are treated on site.
    pub lines: Vec<Line>,
    /// What the customer is to get.
    pub supplied: Vec<Supplied>,
}

/// The verdict over a lot; nothing where no sample was taken.
pub fn verdict(inspect: &Inspect) -> Option<LotVerdict> {
    let plan = inspect.sampled.as_ref()?;
    let verdict = sampling::verdict(plan.accept, plan.reject, inspect.defects());
    Some(verdict)
}

/// How many pieces an inspection decides about: those inspected, or the lot
/// that an accepted sample stands for.
pub(super) fn decided(inspect: &Inspect) -> Decimal {
    match (&inspect.sampled, verdict(inspect)) {
        (None, _) | (_, Some(LotVerdict::Rejected)) => {
            inspect.counts().map(|many| many.0.number).sum()
        }
        (Some(Sampled { lot, .. }), _) => lot.0.number,
    }
}

/// The place of an item in the list of its entry, from 0.
fn item_of(target: &Target) -> usize {
    target.item.map_or(0, |item| item as usize - 1)
}

impl Ledger {
    /// The ledger of a case.
    pub fn of(state: &State, rules: &Rules) -> Ledger {
        let mut ledger = Ledger::default();
        for seen in &state.log {
            ledger.take(state, seen, rules);
        }
        ledger.end_cancelled(state);
        ledger
    }

    /// The ledger after each entry that moves pieces on, with its place in the
    /// log.
    pub(super) fn steps(state: &State, rules: &Rules) -> impl Iterator<Item = (usize, Ledger)> {
        let mut so_far = Ledger::default();
        let log = state.log.iter().enumerate();
        log.filter_map(move |(place, seen)| {
            so_far.take(state, seen, rules);
            let moves = matches!(
                seen.body,
                Body::Ship(_) | Body::Accept(_) | Body::Inspect(_) | Body::Disposition(_)
            );
            moves.then(|| {
                let mut ledger = so_far.clone();
                ledger.end_cancelled(state);
                (place, ledger)
            })
        })
    }

    /// Of a promise that was cancelled only what left is promised.
    fn end_cancelled(&mut self, state: &State) {
        let is_live = |it: &Supplied| {
            let seen = state.seen(&it.source.entry);
            seen.is_none_or(Seen::is_live)
        };
        for supplied in self.supplied.iter_mut().filter(|it| !is_live(it)) {
            supplied.promised = supplied.shipped();
        }
        self.supplied
            .retain(|it| is_live(it) || !it.shipments.is_empty());
    }

    fn take(&mut self, state: &State, seen: &Seen, rules: &Rules) {
        match (&seen.body, &seen.standing) {
            (_, Standing::Live) => self.take_live(state, seen, rules),
            // What was shipped of it before stays with the customer.
            (Body::Replace(replace), Standing::Cancelled(_)) => self.promise(seen, replace),
            _ => {}
        }
    }

    fn take_live(&mut self, state: &State, seen: &Seen, rules: &Rules) {
        match &seen.body {
            Body::Rma(rma) => self.authorise(state, seen, rma, rules),
            Body::Receive(receive) => self.receive(seen, receive, rules),
            Body::Attach(attach) => self.photograph(attach.target.as_ref()),
            Body::Resolve(resolve) if seen.is_in_force() => self.resolve(resolve),
            Body::Inspect(inspect) => self.inspect(inspect),
            Body::Disposition(disposition) => self.dispose(seen, disposition),
            Body::Replace(replace) => self.promise(seen, replace),
            Body::Ship(ship) => self.ship(seen, ship),
            Body::Accept(accept) => self.accept(accept),
            _ => {}
        }
    }

    /// The lines of an entry, in the order of its items.
    pub fn lines_of<'a>(&'a self, entry: &EntryId) -> impl Iterator<Item = &'a Line> {
        let entry = entry.clone();
        self.lines
            .iter()
            .filter(move |line| line.source.entry == entry)
    }

    /// The line that is meant; nothing where an item is missing or wrong.
    pub fn line(&self, target: &Target) -> Option<&Line> {
        let place = self.place(target)?;
        self.lines.get(place)
    }

    fn place(&self, target: &Target) -> Option<usize> {
        let of_entry = |place: &usize| self.lines[*place].source.entry == target.entry;
        let places: Vec<usize> = (0..self.lines.len()).filter(of_entry).collect();
        match (places.as_slice(), target.item) {
            ([only], None) => Some(*only),
            (places, Some(_)) => places.get(item_of(target)).copied(),
            _ => None,
        }
    }

    /// The line and the item of the disposition from which pieces come back to
    /// be inspected.
    pub fn away(&self, target: &Target) -> Option<(&Line, &super::Away)> {
        let all = self.lines.iter();
        let away = all.flat_map(|line| line.away.iter().map(move |away| (line, away)));
        only(away, |(_, away)| &away.by, target)
    }

    /// The line from which pieces are on the way, and their disposition.
    pub fn on_the_way(&self, target: &Target) -> Option<(&Line, &super::Away)> {
        let all = self.lines.iter();
        let ways = all.flat_map(|line| line.on_the_way.iter().map(move |away| (line, away)));
        only(ways, |(_, away)| &away.by, target)
    }

    /// The goods for the customer that are meant.
    pub fn supply(&self, target: &Target) -> Option<&Supplied> {
        only(self.supplied.iter(), |supplied| &supplied.source, target)
    }

    /// How many pieces wait to be inspected under a target, and their unit: sent
    /// to rework, made anew, or as they came. Nothing where nobody can tell
    /// which are meant.
    pub fn to_inspect(&self, target: &Target) -> Option<(&str, Decimal)> {
        if let Some((line, away)) = self.away(target) {
            return Some((&line.unit, away.left));
        }
        if let Some(supplied) = self.supply(target).filter(|it| it.made_anew) {
            return Some((&supplied.unit, supplied.to_inspect()));
        }
        let line = self.line(target)?;
        Some((&line.unit, line.uninspected))
    }

    fn supply_mut(&mut self, target: &Target) -> Option<&mut Supplied> {
        let source = self.supply(target)?.source.clone();
        self.supplied.iter_mut().find(|it| it.source == source)
    }

    /// The RMA of that entry.
    pub fn rma(&self, entry: &EntryId) -> Option<&Authorised> {
        self.authorised.iter().find(|rma| rma.entry == *entry)
    }

    pub(super) fn rma_mut(&mut self, entry: &EntryId) -> Option<&mut Authorised> {
        self.authorised.iter_mut().find(|rma| rma.entry == *entry)
    }

    /// The delivery of that entry.
    pub fn receipt(&self, entry: &EntryId) -> Option<&Receipt> {
        self.receipts.iter().find(|receipt| receipt.entry == *entry)
    }

    fn authorise(&mut self, state: &State, seen: &Seen, rma: &Rma, rules: &Rules) {
        let number = rma_number(state, seen);
        let good_until = seen.in_force.zip(rules.policy.returns.valid);
        let good_until = good_until.map(|(from, term)| {
            let due = rules.calendar.due(from.0, term, &[], from.0);
            Time(due.at)
        });
        if number.is_some() && rma.way == Way::OnSite {
            for (at, goods) in rma.items.iter().enumerate() {
                let mut line = Line::new(nth(seen.id(), at, rma.items.len()), goods);
                line.on_site = true;
                line.rma = Some(seen.id().clone());
                line.rma_item = Some(at + 1);
                self.lines.push(line);
            }
        }
        let covered = |goods: &Goods| Covered {
            goods: goods.clone(),
            came: Decimal::ZERO,
        };
        self.authorised.push(Authorised {
            entry: seen.id().clone(),
            number,
            good_until,
            way: rma.way,
            replenish: rma.replenish,
            items: rma.items.iter().map(covered).collect(),
            complete: false,
        });
    }

    fn receive(&mut self, seen: &Seen, receive: &Receive, rules: &Rules) {
        let Some(target) = receive
            .target
            .as_ref()
            .filter(|_| receive.refused.is_none())
        else {
            return;
        };
        let from = self.on_the_way(target);
        let brought = from.map(|(line, away)| (line.rma.clone(), line.quantity(away.left)));
        let (rma, brought) = match brought {
            Some((rma, quantity)) => (rma, Some(quantity)),
            None => (Some(target.entry.clone()), None),
        };
        let Some(rma) = rma.as_ref().and_then(|rma| self.rma(rma)) else {
            return;
        };
        let covers = covers(rma, &receive.items);
        let said = (seen, receive);
        let found = receipt::anomalies(self, said, rma, &covers, brought.as_ref(), rules);
        let on_hold = !found.is_empty();
        let rma = rma.entry.clone();
        self.receipts.push(Receipt {
            entry: seen.id().clone(),
            at: seen.fact(),
            rma: rma.clone(),
            held: (1..=receive.items.len()).filter(|_| on_hold).collect(),
            anomalies: found,
            photographed: !receive.photographs.is_empty(),
            partial: receive.partial,
        });
        for (at, goods) in receive.items.iter().enumerate() {
            let mut line = Line::new(nth(seen.id(), at, receive.items.len()), goods);
            line.held = on_hold;
            line.unconfirmed = !seen.is_in_force();
            line.rma = Some(rma.clone());
            line.rma_item = covers[at];
            if brought.is_some() {
                self.arrive(&mut line, target, !receive.partial);
            }
            self.lines.push(line);
        }
        if brought.is_none() {
            self.count(&rma, &covers, &receive.items);
            self.complete(&rma, !receive.partial);
        }
    }

    /// Pieces that were on the way are here; what came beyond them is new.
    fn arrive(&mut self, line: &mut Line, from: &Target, last: bool) {
        let by = self.on_the_way(from).map(|(_, away)| away.by.clone());
        let mut lines = self.lines.iter_mut();
        let way = by.and_then(|by| lines.find_map(|source| source.arrive(&by, line.came, last)));
        line.brought = true;
        if let Some((of, many)) = way {
            line.known_as(of, many);
        }
    }

    pub(super) fn count(&mut self, rma: &EntryId, covers: &[Option<usize>], items: &[Goods]) {
        let Some(rma) = self.rma_mut(rma) else { return };
        for (covering, goods) in covers.iter().zip(items) {
            if let Some(at) = covering {
                rma.items[at - 1].came += goods.quantity.0.number;
            }
        }
    }

    /// Everything has come once it is all there, or nobody expects more.
    pub(super) fn complete(&mut self, rma: &EntryId, last: bool) {
        let Some(rma) = self.rma_mut(rma) else { return };
        let all = |item: &Covered| item.came >= item.goods.quantity.0.number;
        rma.complete |= last || rma.items.iter().all(all);
    }

    fn photograph(&mut self, target: Option<&Target>) {
        let Some(target) = target else { return };
        let mut receipts = self.receipts.iter_mut();
        if let Some(receipt) = receipts.find(|receipt| receipt.entry == target.entry) {
            receipt.photographed = true;
        }
    }

    fn inspect(&mut self, inspect: &Inspect) {
        let Some(target) = &inspect.target else {
            return;
        };
        let many = decided(inspect);
        if let Some(by) = self.away(target).map(|(_, away)| away.by.clone()) {
            let has = |line: &&mut Line| line.away.iter().any(|away| away.by == by);
            if let Some(line) = self.lines.iter_mut().find(has) {
                line.inspect(inspect, Some(&by), many);
            }
        } else if let Some(place) = self.place(target) {
            self.lines[place].inspect(inspect, None, many);
        } else {
            if let Some(supplied) = self.supply_mut(target) {
                supplied.passed += many - inspect.defects();
            }
        }
    }

    fn dispose(&mut self, seen: &Seen, disposition: &Disposition) {
        let target = disposition.target.as_ref();
        let Some(place) = target.and_then(|target| self.place(target)) else {
            return;
        };
        let in_force = seen.is_in_force();
        for (at, item) in disposition.items.iter().enumerate() {
            let by = nth(seen.id(), at, disposition.items.len());
            let line = &mut self.lines[place];
            let settled = line.in_settled();
            line.dispose(item, by.clone(), in_force);
            let goes_back = item.decision == Decision::ReturnToCustomer;
            if goes_back && line.in_settled() > settled {
                let goods = Goods {
                    quantity: item.quantity.clone(),
                    ..self.lines[place].goods()
                };
                let mut back = Supplied::new(by, &goods, true);
                back.sent_back = true;
                self.supplied.push(back);
            }
        }
    }

    fn promise(&mut self, seen: &Seen, replace: &Replace) {
        for (at, goods) in replace.items.iter().enumerate() {
            let source = nth(seen.id(), at, replace.items.len());
            let mut promised = Supplied::new(source, goods, seen.in_force.is_some());
            promised.by = Some(replace.by);
            promised.made_anew = replace.source == Some(Supply::MadeAnew);
            self.supplied.push(promised);
        }
    }

    fn ship(&mut self, seen: &Seen, ship: &Ship) {
        let Some(target) = &ship.target else { return };
        let Some(supplied) = self.supply_mut(target) else {
            return;
        };
        if ship.quantity.0.number <= supplied.may_ship() {
            supplied.shipments.push(Shipment {
                entry: seen.id().clone(),
                at: seen.fact(),
                shipped: ship.quantity.0.number,
                accepted: None,
            });
        }
    }

    fn accept(&mut self, accept: &Accept) {
        let Some(target) = &accept.target else { return };
        let shipments = self.supplied.iter_mut();
        let mut shipments = shipments.flat_map(|supplied| supplied.shipments.iter_mut());
        if let Some(shipment) = shipments.find(|shipment| shipment.entry == target.entry) {
            let number = |quantity: &Quantity| quantity.0.number.min(shipment.shipped);
            let accepted = accept.quantity.as_ref().map(number);
            shipment.accepted = Some(accepted.unwrap_or(shipment.shipped));
        }
    }

    /// Whether anything was ever asked for, came, or was promised.
    pub fn is_empty(&self) -> bool {
        *self == Ledger::default()
    }

    /// What goods of that line can be disposed of at once, by sort.
    pub fn disposable(line: &Line) -> impl Iterator<Item = (Found, Decimal)> + '_ {
        let sorts = Found::WORDS.iter().filter_map(|word| Found::parse(word));
        let there = sorts.map(|of| (of, line.there(of)));
        there.filter(|(_, many)| *many > Decimal::ZERO)
    }
}

/// What a target means: the item that it names, or the only one of its entry.
fn only<T>(all: impl Iterator<Item = T>, of: impl Fn(&T) -> &Target, target: &Target) -> Option<T> {
    let mut of_entry = all.filter(|one| of(one).entry == target.entry);
    if let Some(item) = target.item {
        return of_entry.find(|one| of(one).item.unwrap_or(1) == item);
    }
    let first = of_entry.next()?;
    of_entry.next().is_none().then_some(first)
}
