use super::Bench;
use crate::case::kinds::Goods;
use crate::case::{Body, CaseNumber, Entry, EntryId, Time};
use crate::ops::neighbours::Wanted;
use crate::ops::shipments::{Asked, numbers_of};
use crate::policy::Rules;
use crate::procedure::State;
use crate::procedure::goods::plain_number;

/// What an entry asks of other cases.
pub(super) enum Ask {
    /// A classification of that time: whether it names just those repeats.
    Repeats(Time, Option<Wanted>, Vec<CaseNumber>),
    /// What the other case is like.
    Link,
    /// How far the case that leads was.
    Lead,
    /// Whether other RMAs leave room for the items of one.
    Covers(AsksCovers),
    /// Whether the number on goods is of the case that is written.
    NumberOf(AsksNumber),
}

/// What an RMA asks.
pub(super) struct AsksCovers {
    pub entry: EntryId,
    pub at: Time,
    pub items: Vec<Goods>,
    pub asked: Vec<Option<Asked>>,
}

/// What a delivery asks whose number is none of its own case.
pub(super) struct AsksNumber {
    pub entry: EntryId,
    pub at: Time,
    pub number: String,
    pub written: Option<CaseNumber>,
}

impl Ask {
    pub fn of(state: &State, entry: &Entry, rules: &Rules, bench: &Bench) -> Option<Ask> {
        match &entry.body {
            Body::Classify(classify) => {
                let mut written = classify.repeats.clone();
                written.sort();
                Some(Ask::Repeats(entry.at, Wanted::of(state, rules), written))
            }
            Body::Link(_) => Some(Ask::Link),
            Body::Close(_) | Body::Reply(_) | Body::Approve(_) => state.leader().map(|_| Ask::Lead),
            Body::Rma(rma) => {
                let items = rma.items.to_vec();
                let day = rules.calendar.local(entry.fact().0).date_naive();
                let about = (day, None);
                let asked = Asked::of(bench.shipments?, state, bench.book, rules, &items, about);
                let any = asked.iter().any(Option::is_some);
                any.then(|| {
                    Ask::Covers(AsksCovers {
                        entry: entry.id.clone(),
                        at: entry.at,
                        items,
                        asked,
                    })
                })
            }
            Body::Receive(receive) => {
                let number = plain_number(receive.number.as_ref()?);
                let own = numbers_of(state).any(|own| own == number);
                (!own).then(|| {
                    Ask::NumberOf(AsksNumber {
                        entry: entry.id.clone(),
                        at: entry.at,
                        number,
                        written: receive.number_of.clone(),
                    })
                })
            }
            _ => None,
        }
    }
}
