//! From a lot to all that it is made of, and to all that was made of it.

use std::collections::{HashMap, HashSet, VecDeque};

use super::data::Data;
use super::rows::Lot;
use crate::case::kinds::Direction;

/// The lots that were found, and those that they lead to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Walked {
    /// The lots from which it starts.
    pub starts: Vec<Lot>,
    /// What they are made of, with the distance from the nearest start; nearer
    /// ones first, then by name.
    pub back: Vec<(Lot, usize)>,
    /// What was made of them, likewise.
    pub forward: Vec<(Lot, usize)>,
    /// Those of all these that are made of themselves.
    pub circles: HashSet<Lot>,
}

impl Walked {
    /// All of them: starts, back, forward; each once.
    pub fn all(&self) -> Vec<Lot> {
        let mut seen = HashSet::new();
        let lots = self
            .starts
            .iter()
            .chain(self.back.iter().map(|(lot, _)| lot));
        let lots = lots.chain(self.forward.iter().map(|(lot, _)| lot));
        let lots = lots.copied().filter(|lot| seen.insert(*lot));
        lots.collect()
    }

    /// The lots that are touched: the starts, and what was made of them.
    pub fn touched(&self) -> impl Iterator<Item = Lot> {
        let forward = self.forward.iter().map(|(lot, _)| *lot);
        self.starts.iter().copied().chain(forward)
    }
}

impl Data {
    /// Follows those lots.
    pub fn walk(&self, starts: &[Lot], direction: Direction) -> Walked {
        let (mut back, mut forward) = (Vec::new(), Vec::new());
        if direction != Direction::Forward {
            back = self.reach(starts, |lot| self.uses(lot).map(|row| row.used));
        }
        if direction != Direction::Back {
            forward = self.reach(starts, |lot| self.users(lot).map(|row| row.lot));
        }
        let mut walked = Walked {
            starts: starts.to_vec(),
            back,
            forward,
            circles: HashSet::new(),
        };
        let all = walked.all();
        let found = self.circles(&all);
        walked.circles = found.into_iter().flatten().collect();
        walked
    }

    /// Every lot to which `next` leads, but not the starts, by distance and name.
    fn reach<'a, I: Iterator<Item = Lot> + 'a>(
        &'a self,
        starts: &[Lot],
        next: impl Fn(Lot) -> I,
    ) -> Vec<(Lot, usize)> {
        let mut seen: HashSet<Lot> = starts.iter().copied().collect();
        let mut found = Vec::new();
        let mut queue: VecDeque<(Lot, usize)> = starts.iter().map(|lot| (*lot, 0)).collect();
        while let Some((lot, distance)) = queue.pop_front() {
            for other in next(lot) {
                if seen.insert(other) {
                    found.push((other, distance + 1));
                    queue.push_back((other, distance + 1));
                }
            }
        }
        found.sort_by(|(a, near), (b, far)| (near, self.name(*a)).cmp(&(far, self.name(*b))));
        found
    }

    /// The lots of which none can be first, since each is made of the others:
    /// the circles among those lots, in the order in which the lots come.
    pub(super) fn circles(&self, lots: &[Lot]) -> Vec<Vec<Lot>> {
        let mut search = Search {
            data: self,
            wanted: lots.iter().copied().collect(),
            order: HashMap::new(),
            stack: Vec::new(),
            on_stack: HashSet::new(),
            path: Vec::new(),
            found: Vec::new(),
        };
        for lot in lots {
            search.from(*lot);
        }
        let mut circles = search.found;
        for circle in &mut circles {
            circle.sort_by(|a, b| self.name(*a).cmp(self.name(*b)));
        }
        circles.sort_by(|a, b| self.name(a[0]).cmp(self.name(b[0])));
        circles
    }
}

/// Tarjan's search for strongly connected lots, without recursion: chains may
/// be as long as they like.
struct Search<'a> {
    data: &'a Data,
    wanted: HashSet<Lot>,
    /// When each lot was come to, and the earliest lot that it leads back to.
    order: HashMap<Lot, (usize, usize)>,
    stack: Vec<Lot>,
    on_stack: HashSet<Lot>,
    path: Vec<(Lot, Vec<Lot>)>,
    found: Vec<Vec<Lot>>,
}

impl Search<'_> {
    fn from(&mut self, lot: Lot) {
        if self.order.contains_key(&lot) {
            return;
        }
        self.enter(lot);
        while let Some((lot, rest)) = self.path.last_mut() {
            let lot = *lot;
            match rest.pop() {
                Some(next) => match self.order.get(&next) {
                    None => self.enter(next),
                    Some((came, _)) if self.on_stack.contains(&next) => {
                        let came = *came;
                        self.lower(lot, came);
                    }
                    Some(_) => {}
                },
                None => self.leave(lot),
            }
        }
    }

    fn enter(&mut self, lot: Lot) {
        let number = self.order.len();
        self.order.insert(lot, (number, number));
        self.stack.push(lot);
        self.on_stack.insert(lot);
        let next = self.data.uses(lot).map(|row| row.used);
        let next = next.filter(|next| self.wanted.contains(next)).collect();
        self.path.push((lot, next));
    }

    fn lower(&mut self, lot: Lot, to: usize) {
        if let Some((_, low)) = self.order.get_mut(&lot) {
            *low = (*low).min(to);
        }
    }

    fn leave(&mut self, lot: Lot) {
        self.path.pop();
        let (came, low) = self.order[&lot];
        if let Some((above, _)) = self.path.last() {
            let above = *above;
            self.lower(above, low);
        }
        if came != low {
            return;
        }
        let mut together = Vec::new();
        while let Some(other) = self.stack.pop() {
            self.on_stack.remove(&other);
            together.push(other);
            if other == lot {
                break;
            }
        }
        let itself = self.data.uses(lot).any(|row| row.used == lot);
        if together.len() > 1 || itself {
            self.found.push(together);
        }
    }
}
