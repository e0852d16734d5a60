//! Goods that came, against what was to come.

use rust_decimal::Decimal;

use super::anomaly::{Anomaly, Sort};
use super::ledger::{Authorised, Ledger};
use super::line::Line;
use super::plain_number;
use crate::case::kinds::{Goods, Marking, Packing, Receive, Sorting};
use crate::case::{Amount, EntryId, Quantity, Target, Time};
use crate::policy::Rules;
use crate::procedure::state::Seen;
use crate::yaml::Text;

/// One delivery.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// The `receive`.
    pub entry: EntryId,
    /// When it came.
    pub at: Time,
    /// The RMA under which it came.
    pub rma: EntryId,
    /// In which ways it came otherwise than it should.
    pub anomalies: Vec<Anomaly>,
    /// The items that wait for `resolve`, from 1.
    pub held: Vec<usize>,
    /// Whether a photograph of it is there.
    pub photographed: bool,
    /// Whether more was to come.
    pub partial: bool,
}

/// What is held against one delivery.
struct Delivery<'a> {
    ledger: &'a Ledger,
    receive: &'a Receive,
    rma: &'a Authorised,
    /// The items of the RMA that cover the items that came.
    covers: &'a [Option<usize>],
    at: Time,
    rules: &'a Rules,
}

/// In which ways a delivery came otherwise than its RMA says (display.5).
/// `brought` is how many pieces were on the way back from the customer's
/// site, where it came from there.
pub(super) fn anomalies(
    ledger: &Ledger,
    (seen, receive): (&Seen, &Receive),
    rma: &Authorised,
    covers: &[Option<usize>],
    brought: Option<&Quantity>,
    rules: &Rules,
) -> Vec<Anomaly> {
    let delivery = Delivery {
        ledger,
        receive,
        rma,
        covers,
        at: seen.fact(),
        rules,
    };
    let mut found = Vec::new();
    if !receive.no_more {
        delivery.number(&mut found);
    }
    match brought {
        Some(brought) => delivery.brought(brought, &mut found),
        None => {
            delivery.items(&mut found);
            delivery.quantities(&mut found);
        }
    }
    delivery.looks(&mut found);
    found.sort_by_key(|anomaly| anomaly.sort.letter());
    found
}

fn anomaly(sort: Sort) -> Anomaly {
    Anomaly {
        sort,
        item: None,
        expected: None,
        came: None,
    }
}

impl Delivery<'_> {
    /// The number on the goods: display.5 A and F.
    fn number(&self, found: &mut Vec<Anomaly>) {
        let expected = self.rma.number.clone();
        let Some(came) = self.receive.number.as_ref() else {
            found.push(Anomaly {
                expected,
                ..anomaly(Sort::NoNumber)
            });
            return;
        };
        // As people write it on a box.
        let came = plain_number(came);
        if expected.as_deref().map(plain_number) == Some(came.clone()) {
            return self.own_number(came, found);
        }
        let other = |rma: &Authorised| {
            let own = rma.number.as_deref().map(plain_number);
            own.as_ref() == Some(&came)
        };
        let known = self.ledger.authorised.iter().any(other);
        let (sort, came) = match &self.receive.number_of {
            Some(case) => (Sort::ForeignNumber, format!("{came} ({case})")),
            None if known => (Sort::ForeignNumber, came),
            None => (Sort::UnknownNumber, came),
        };
        let came = Some(came);
        found.push(Anomaly {
            expected,
            came,
            ..anomaly(sort)
        });
    }

    fn own_number(&self, came: String, found: &mut Vec<Anomaly>) {
        let came = Some(came);
        if self.rma.complete {
            found.push(Anomaly {
                came: came.clone(),
                ..anomaly(Sort::UsedNumber)
            });
        }
        if let Some(until) = self.rma.good_until
            && self.at > until
        {
            let expected = Some(Time(self.rules.calendar.local(until.0)).to_string());
            found.push(Anomaly {
                expected,
                came,
                ..anomaly(Sort::ExpiredNumber)
            });
        }
    }

    /// Models, lots and serial numbers: display.5 B, E and F.
    fn items(&self, found: &mut Vec<Anomaly>) {
        let any_covered = self.covers.iter().any(Option::is_some);
        for (at, item) in self.receive.items.iter().enumerate() {
            match self.covers[at] {
                None => found.push(self.uncovered(at, item, any_covered)),
                Some(covering) => {
                    let noted = &self.rma.items[covering - 1];
                    found.extend(wrong_serial(at, item, &noted.goods));
                }
            }
        }
        let models = models(&self.receive.items);
        let noted: Vec<Goods> = self.rma.goods().cloned().collect();
        let noted = self::models(&noted);
        let strange = models.iter().any(|model| !noted.contains(model));
        if models.len() > 1 && !noted.is_empty() && strange {
            found.push(Anomaly {
                expected: Some(noted.join(", ")),
                came: Some(models.join(", ")),
                ..anomaly(Sort::Mixed)
            });
        }
    }

    /// Goods that no item of the RMA covers.
    fn uncovered(&self, at: usize, item: &Goods, any_covered: bool) -> Anomaly {
        let of_model = |noted: &&Goods| same(item.model.as_ref(), noted.model.as_ref());
        let lots: Vec<String> = self
            .rma
            .goods()
            .filter(of_model)
            .filter_map(|noted| noted.lot.as_ref().map(ToString::to_string))
            .collect();
        let named = |text: Option<&Text>| text.map(ToString::to_string);
        let (sort, expected, came) = if !lots.is_empty() {
            (Sort::WrongLot, lots.join(", "), named(item.lot.as_ref()))
        } else {
            let noted: Vec<String> = self.rma.goods().map(Goods::brief).collect();
            let sort = match any_covered {
                true => Sort::NotCovered,
                false => Sort::WrongModel,
            };
            (sort, noted.join(", "), Some(item.brief()))
        };
        Anomaly {
            sort,
            item: Some(at + 1),
            expected: Some(expected),
            came,
        }
    }

    /// How much came, with what came before: display.5 B.
    fn quantities(&self, found: &mut Vec<Anomaly>) {
        for (at, item) in self.rma.items.iter().enumerate() {
            let covered = self.receive.items.iter().zip(self.covers);
            let covered = covered.filter(|(_, covering)| **covering == Some(at + 1));
            let now: Decimal = covered.map(|(goods, _)| goods.quantity.0.number).sum();
            let noted = item.goods.quantity.0.number;
            let came = item.came + now;
            let sort = match came.cmp(&noted) {
                std::cmp::Ordering::Greater if now > Decimal::ZERO => Sort::Over,
                std::cmp::Ordering::Less if !self.receive.partial && !self.rma.complete => {
                    Sort::Short
                }
                _ => continue,
            };
            let unit = &item.goods.quantity.0.unit;
            found.push(Anomaly {
                sort,
                item: None,
                expected: Some(item.goods.brief()),
                came: Some(Amount::of(came, unit).to_string()),
            });
        }
    }

    /// Pieces brought back from the customer's site.
    fn brought(&self, brought: &Quantity, found: &mut Vec<Anomaly>) {
        let unit = &brought.0.unit;
        let of_unit = |goods: &&Goods| goods.quantity.0.unit == *unit;
        let came = self.receive.items.iter().filter(of_unit);
        let came: Decimal = came.map(|goods| goods.quantity.0.number).sum();
        let sort = match came.cmp(&brought.0.number) {
            std::cmp::Ordering::Greater => Sort::Over,
            std::cmp::Ordering::Less if !self.receive.partial => Sort::Short,
            _ => return,
        };
        found.push(Anomaly {
            expected: Some(brought.to_string()),
            came: Some(Amount::of(came, unit).to_string()),
            ..anomaly(sort)
        });
    }

    /// Packing, marking, sorting: display.5 C, D and G.
    fn looks(&self, found: &mut Vec<Anomaly>) {
        let receive = self.receive;
        let unmarked = receive
            .marking
            .filter(|marking| *marking != Marking::Marked);
        let mixed = receive.sorting.filter(|sorting| *sorting == Sorting::Mixed);
        let said = [unmarked.map(Marking::word), mixed.map(Sorting::word)];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        if receive.packing == Some(Packing::Loose) && !said.is_empty() {
            found.push(Anomaly {
                came: Some(said.join(", ")),
                ..anomaly(Sort::Loose)
            });
        }
        let returns = &self.rules.policy.returns;
        if let Some(packing) = receive.packing
            && !returns.allows(packing)
        {
            let all = Packing::WORDS.iter().copied();
            let allowed = |word: &&str| Packing::parse(word).is_some_and(|it| returns.allows(it));
            let allowed: Vec<&str> = all.filter(allowed).collect();
            found.push(Anomaly {
                expected: Some(allowed.join(", ")),
                came: Some(packing.to_string()),
                ..anomaly(Sort::UnfitPacking)
            });
        }
        if receive.marking == Some(Marking::Unmarked) && mixed.is_some() {
            found.push(Anomaly {
                came: Some(said.join(", ")),
                ..anomaly(Sort::Unmarked)
            });
        }
    }
}

fn wrong_serial(at: usize, item: &Goods, noted: &Goods) -> Option<Anomaly> {
    if noted.serials.is_empty() {
        return None;
    }
    let strange = item.serials.iter();
    let strange = strange.filter(|serial| !noted.serials.contains(serial));
    let strange: Vec<&str> = strange.map(Text::as_str).collect();
    let expected: Vec<&str> = noted.serials.iter().map(Text::as_str).collect();
    (!strange.is_empty()).then(|| Anomaly {
        sort: Sort::WrongSerial,
        item: Some(at + 1),
        expected: Some(expected.join(", ")),
        came: Some(strange.join(", ")),
    })
}

/// The models that are named, each once.
fn models(items: &[Goods]) -> Vec<String> {
    let mut models: Vec<String> = Vec::new();
    for model in items.iter().filter_map(|item| item.model.as_ref()) {
        if !models.iter().any(|known| known == model.as_str()) {
            models.push(model.to_string());
        }
    }
    models
}

/// Whether two names can mean the same: one that is not given can be any.
fn same(one: Option<&Text>, other: Option<&Text>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// The item of an RMA that covers each item that came, from 1: of the same
/// model, lot and unit, and one that still waits for goods before one that
/// does not.
pub(super) fn covers(rma: &Authorised, items: &[Goods]) -> Vec<Option<usize>> {
    let mut left: Vec<Decimal> = rma
        .items
        .iter()
        .map(|item| item.goods.quantity.0.number - item.came)
        .collect();
    let mut found = Vec::new();
    for goods in items {
        let fits = |at: &usize| {
            let noted = &rma.items[*at].goods;
            same(goods.model.as_ref(), noted.model.as_ref())
                && same(goods.lot.as_ref(), noted.lot.as_ref())
                && goods.quantity.0.unit == noted.quantity.0.unit
        };
        let fitting: Vec<usize> = (0..rma.items.len()).filter(fits).collect();
        let waiting = fitting.iter().find(|at| left[**at] > Decimal::ZERO);
        let at = waiting.or(fitting.first()).copied();
        if let Some(at) = at {
            left[at] -= goods.quantity.0.number;
        }
        found.push(at.map(|at| at + 1));
    }
    found
}

/// The item of an entry that has several.
pub(super) fn nth(entry: &EntryId, at: usize, of: usize) -> Target {
    Target {
        entry: entry.clone(),
        item: (of > 1).then_some(at as u32 + 1),
    }
}

/// Whether an RMA covers these goods, each with as many as still may come.
pub(in crate::procedure) fn covered(rma: &Authorised, lines: &[&Line]) -> bool {
    let goods: Vec<Goods> = lines.iter().map(|line| line.goods()).collect();
    let covering = covers(rma, &goods);
    let mut left: Vec<Decimal> = rma
        .items
        .iter()
        .map(|item| item.goods.quantity.0.number - item.came)
        .collect();
    covering.iter().zip(&goods).all(|(at, goods)| {
        let Some(at) = at else { return false };
        left[at - 1] -= goods.quantity.0.number;
        left[at - 1] >= Decimal::ZERO
    })
}
