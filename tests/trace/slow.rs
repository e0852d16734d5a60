//! The answers found slowly and obviously, from the rows as they are: whatever
//! is looked for, all rows are gone through again until nothing changes.

use std::collections::{BTreeMap, BTreeSet};

use crate::world::{Many, World, meant};

/// Made, shipped, in stock, used.
pub type Balance = (Option<u32>, u32, u32, u32);

impl World {
    /// Every lot that a row speaks of.
    pub fn lots(&self) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        all.extend(self.made.iter().map(|row| row.lot.clone()));
        all.extend(self.uses.iter().map(|row| row.lot.clone()));
        all.extend(self.uses.iter().map(|row| row.used.clone()));
        all.extend(self.came.iter().map(|row| row.lot.clone()));
        all.extend(self.left.iter().map(|row| row.lot.clone()));
        all.extend(self.there.iter().map(|row| row.lot.clone()));
        all
    }

    /// What the starts are made of, without them, with the distance.
    pub fn back(&self, starts: &[String]) -> BTreeMap<String, usize> {
        let edges = self.uses.iter().map(|row| (&row.lot, &row.used));
        reach(starts, &edges.collect::<Vec<_>>())
    }

    /// What was made of the starts, without them, with the distance.
    pub fn forward(&self, starts: &[String]) -> BTreeMap<String, usize> {
        let edges = self.uses.iter().map(|row| (&row.used, &row.lot));
        reach(starts, &edges.collect::<Vec<_>>())
    }

    /// Whether the lot is made of itself, by however many others.
    pub fn is_in_circle(&self, lot: &str) -> bool {
        let used = self.uses.iter().filter(|row| row.lot == lot);
        let used: Vec<String> = used.map(|row| row.used.clone()).collect();
        used.iter().any(|used| used == lot) || self.back(&used).contains_key(lot)
    }

    /// The lots of each circle.
    pub fn circles(&self) -> BTreeSet<BTreeSet<String>> {
        let lots = self.lots();
        let together = |lot: &String| {
            let one = std::slice::from_ref(lot);
            let (back, forward) = (self.back(one), self.forward(one));
            let both = lots.iter().filter(|other| {
                *other == lot || back.contains_key(*other) && forward.contains_key(*other)
            });
            both.cloned().collect::<BTreeSet<String>>()
        };
        let within = lots.iter().filter(|lot| self.is_in_circle(lot));
        within.map(together).collect()
    }

    pub fn is_known(&self, lot: &str) -> bool {
        self.made.iter().any(|row| row.lot == lot) || self.came.iter().any(|row| row.lot == lot)
    }

    /// What the first row says, else how the lot comes and goes.
    pub fn kind(&self, lot: &str) -> Option<&'static str> {
        let row = self.made.iter().find(|row| row.lot == lot);
        let came = self.came.iter().any(|row| row.lot == lot);
        let used = self.uses.iter().any(|row| row.used == lot);
        match (row.and_then(|row| row.kind), came, row) {
            (Some(said), ..) => Some(said),
            (None, true, _) => Some("raw"),
            (None, false, Some(_)) if used => Some("semi"),
            (None, false, Some(_)) => Some("finished"),
            (None, false, None) => None,
        }
    }

    fn day(&self, lot: &str) -> Option<u32> {
        let row = self.made.iter().find(|row| row.lot == lot);
        let came = self.came.iter().filter(|row| row.lot == lot);
        let first = came.filter_map(|row| row.day).min();
        row.and_then(|row| row.day).or(first)
    }

    /// How much of it there was, by unit: of raw lots what came in, where
    /// anybody says how much; of others what their row says.
    fn quantity(&self, lot: &str) -> BTreeMap<&'static str, u32> {
        let came = self.came.iter().filter(|row| row.lot == lot);
        let came = sums(came.map(|row| row.many));
        let row = self.made.iter().find(|row| row.lot == lot);
        let said = sums(row.into_iter().map(|row| row.many));
        let raw = self.kind(lot) == Some("raw");
        match said.is_empty() || raw && !came.is_empty() {
            true => came,
            false => said,
        }
    }

    pub fn balance(&self, lot: &str) -> BTreeMap<&'static str, Balance> {
        let made = self.quantity(lot);
        let left = self.left.iter().filter(|row| row.lot == lot);
        let there = self.there.iter().filter(|row| row.lot == lot);
        let used = self.uses.iter().filter(|row| row.used == lot);
        let left = sums(left.map(|row| row.many));
        let there = sums(there.map(|row| row.many));
        let used = sums(used.map(|row| row.many));
        let all = [&made, &left, &there, &used];
        let units: BTreeSet<&str> = all.iter().flat_map(|sums| sums.keys().copied()).collect();
        let of = |sums: &BTreeMap<_, u32>, unit| sums.get(unit).copied().unwrap_or(0);
        let line = |unit| {
            let made = made.get(unit).copied();
            (made, of(&left, unit), of(&there, unit), of(&used, unit))
        };
        units.into_iter().map(|unit| (unit, line(unit))).collect()
    }

    /// Customer, lot and unit, with the sum and the number of deliveries; an
    /// empty customer or unit where the row has none.
    pub fn got(&self, lots: &[String]) -> BTreeMap<(String, String, String), (u32, usize)> {
        let mut got = BTreeMap::new();
        for row in self.left.iter().filter(|row| lots.contains(&row.lot)) {
            let customer = row.customer.map_or(String::new(), meant);
            let (number, unit) = row.many.unwrap_or_default();
            let key = (customer, row.lot.clone(), unit.to_owned());
            let (sum, count) = got.entry(key).or_insert((0, 0));
            *sum += number;
            *count += 1;
        }
        got
    }

    pub fn stock(&self, lot: &str) -> Vec<Many> {
        let rows = self.there.iter().filter(|row| row.lot == lot);
        rows.map(|row| row.many).collect()
    }

    /// Links that a lot lacks where all of them are asked for, and how many it
    /// should have.
    pub fn missing(&self, lot: &str) -> (Vec<(String, String)>, usize) {
        if !self.is_known(lot) {
            return (vec![("lot".to_owned(), String::new())], 1);
        }
        let kind = self.kind(lot);
        let row = self.made.iter().find(|row| row.lot == lot);
        let [item, label, ink, report, record] = row.map_or([false; 5], |row| row.papers);
        let came: Vec<_> = self.came.iter().filter(|row| row.lot == lot).collect();
        let each = |at: usize| !came.is_empty() && came.iter().all(|row| row.papers[at]);
        let left = self.left.iter().any(|row| row.lot == lot);
        let stored = left || self.there.iter().any(|row| row.lot == lot);
        let uses: Vec<_> = self.uses.iter().filter(|row| row.lot == lot).collect();
        let mut links = Vec::new();
        if kind == Some("raw") {
            links.extend([("item", item), ("goods-in", each(0))]);
            links.extend([("supplier", each(1)), ("supplier-lot", each(2))]);
        } else {
            if kind == Some("finished") {
                links.extend([("warehouse", stored), ("label", label), ("ink-code", ink)]);
            }
            links.extend([("inspection-report", report), ("production-record", record)]);
            links.push(("materials", !uses.is_empty()));
        }
        let mut all: Vec<(String, String, bool)> = links
            .into_iter()
            .map(|(link, there)| (link.to_owned(), String::new(), there))
            .collect();
        for row in uses {
            let link = "requisition".to_owned();
            all.push((link, row.used.clone(), row.requisition));
        }
        let count = all.len();
        let missing = all.into_iter().filter(|(_, _, there)| !there);
        let mut missing: Vec<_> = missing.map(|(link, of, _)| (link, of)).collect();
        missing.sort();
        (missing, count)
    }

    /// What cannot be true: the code and the lot of each finding, sorted.
    pub fn faults(&self) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        for lot in self.lots() {
            let rows = self.made.iter().filter(|row| row.lot == lot).count();
            let mut say = |code, times: usize| {
                found.extend(std::iter::repeat_n((code, lot.clone()), times));
            };
            say("lot-again", rows.saturating_sub(1));
            say("unknown-lot", usize::from(!self.is_known(&lot)));
            say("quantity-differs", usize::from(self.differs(&lot)));
            say("two-units", self.units(&lot).len().saturating_sub(1));
            say("used-before-made", self.used_early(&lot));
            say("shipped-before-made", self.left_early(&lot));
            let over = self.balance(&lot).into_values().filter(|line| {
                let (made, left, there, used) = *line;
                made.is_some_and(|made| left + there + used > made)
            });
            say("more-than-made", over.count());
        }
        let first = |circle: &BTreeSet<String>| circle.first().unwrap().clone();
        let circles = self.circles();
        found.extend(circles.iter().map(|one| ("lots-in-circle", first(one))));
        found.sort();
        found
    }

    /// Whether the row of a raw lot says another number than its goods-in.
    fn differs(&self, lot: &str) -> bool {
        let row = self.made.iter().find(|row| row.lot == lot);
        let Some((number, unit)) = row.and_then(|row| row.many) else {
            return false;
        };
        let came = self.came.iter().filter(|row| row.lot == lot);
        let came = sums(came.map(|row| row.many));
        let other = came.get(unit).is_some_and(|sum| *sum != number);
        other && self.kind(lot) == Some("raw")
    }

    /// The units in which anybody counts a lot.
    fn units(&self, lot: &str) -> BTreeSet<&'static str> {
        let made = self.made.iter().find(|row| row.lot == lot);
        let came = self.came.iter().filter(|row| row.lot == lot);
        let left = self.left.iter().filter(|row| row.lot == lot);
        let there = self.there.iter().filter(|row| row.lot == lot);
        let used = self.uses.iter().filter(|row| row.used == lot);
        let all = made.into_iter().map(|row| row.many);
        let all = all.chain(came.map(|row| row.many));
        let all = all.chain(left.map(|row| row.many));
        let all = all.chain(there.map(|row| row.many));
        let all = all.chain(used.map(|row| row.many));
        all.flatten().map(|(_, unit)| unit).collect()
    }

    fn used_early(&self, lot: &str) -> usize {
        let rows = self.uses.iter().filter(|row| row.used == lot);
        rows.filter(|row| is_before(self.day(&row.lot), self.day(lot)))
            .count()
    }

    fn left_early(&self, lot: &str) -> usize {
        let rows = self.left.iter().filter(|row| row.lot == lot);
        rows.filter(|row| is_before(row.day, self.day(lot))).count()
    }
}

fn is_before(day: Option<u32>, other: Option<u32>) -> bool {
    matches!((day, other), (Some(day), Some(other)) if day < other)
}

fn sums(all: impl Iterator<Item = Many>) -> BTreeMap<&'static str, u32> {
    let mut sums = BTreeMap::new();
    for (number, unit) in all.flatten() {
        *sums.entry(unit).or_insert(0) += number;
    }
    sums
}

/// Goes through all edges again and again until nothing new is reached.
fn reach(starts: &[String], edges: &[(&String, &String)]) -> BTreeMap<String, usize> {
    let mut far: BTreeMap<String, usize> = starts.iter().map(|lot| (lot.clone(), 0)).collect();
    for distance in 1.. {
        let before = far.clone();
        for (from, to) in edges {
            if before.contains_key(*from) && !far.contains_key(*to) {
                far.insert((*to).clone(), distance);
            }
        }
        if far.len() == before.len() {
            break;
        }
    }
    far.retain(|_, distance| *distance > 0);
    far
}
