//! Which articles of a complaint the customer still has: what was taken back is
//! gone, and what was exchanged has another one in its place.

use chrono::NaiveDate;

use super::state::{Seen, State};
use crate::calendar::Calendar;
use crate::case::kinds::{Appraise, Product, Remedy};
use crate::case::{Body, Date, Kind};
use crate::finding::{Code, Finding};

/// The articles that the customer has.
pub(super) struct Articles<'a> {
    products: &'a [Product],
    /// How many of those sold at first.
    first: usize,
    /// The days on which others were given in exchange.
    exchanged: Vec<NaiveDate>,
    /// The same for those that the customer still has.
    given: Vec<NaiveDate>,
    /// What took the articles away, the last one behind.
    gone: Vec<&'a Seen>,
}

impl<'a> Articles<'a> {
    /// The articles behind that state.
    pub(super) fn of(state: &'a State, calendar: &Calendar) -> Self {
        let products = state.open().map_or(&[][..], |open| &open.product);
        let mut articles = Articles {
            products,
            first: products.len().max(1),
            exchanged: Vec::new(),
            given: Vec::new(),
            gone: Vec::new(),
        };
        for seen in state.live(Kind::Appraise) {
            let Body::Appraise(said) = &seen.body else {
                continue;
            };
            if !matches!(said.remedy, Remedy::Exchange | Remedy::Refund) {
                continue;
            }
            articles.take(said.sold);
            articles.gone.push(seen);
            if said.remedy == Remedy::Exchange && seen.is_in_force() {
                let day = calendar.local(seen.fact().0).date_naive();
                articles.exchanged.push(day);
                articles.given.push(day);
            }
        }
        articles
    }

    /// Whether one given in exchange, if it is gone again or not, may have been
    /// sold on that day.
    pub(super) fn was_given(&self, sold: Date) -> bool {
        self.exchanged.iter().any(|day| *day <= sold.0)
    }

    /// Whether one of those sold at first may have been sold on that day.
    fn is_first(&self, sold: Date) -> bool {
        let mut days = self.products.iter().filter_map(|it| it.sold).peekable();
        self.first > 0 && (days.peek().is_none() || days.any(|day| day == sold))
    }

    fn take(&mut self, sold: Date) {
        let given = self.given.iter().position(|day| *day <= sold.0);
        match given.filter(|_| !self.is_first(sold)) {
            Some(at) => drop(self.given.remove(at)),
            None => self.first = self.first.saturating_sub(1),
        }
    }

    /// That the customer no longer has the article sold on that day, if so.
    pub(super) fn lacks(&self, said: &Appraise) -> Option<Finding> {
        let given = |day: &NaiveDate| *day <= said.sold.0;
        if self.first > 0 || self.given.iter().any(given) {
            return None;
        }
        let last = self.gone.last()?;
        // Where one was given in its place, that one can be appraised.
        let given = self.given.iter().min();
        let exchange = self
            .gone
            .iter()
            .rev()
            .find(|seen| exchanges(seen) && seen.is_in_force());
        let (code, by) = match (given, exchange) {
            (Some(_), Some(exchange)) => (Code::ExchangedAlready, exchange),
            _ if exchanges(last) => (Code::ExchangedAlready, last),
            _ => (Code::RefundedAlready, last),
        };
        let finding = Finding::new(code).maybe("day", given.map(ToString::to_string));
        let entry = by.id().as_str();
        Some(match &by.body {
            Body::Appraise(said) if by.is_in_force() => finding
                .arg("entry", entry)
                .arg("sold", said.sold.to_string()),
            _ => finding.arg("waiting", entry),
        })
    }
}

fn exchanges(seen: &Seen) -> bool {
    matches!(&seen.body, Body::Appraise(said) if said.remedy == Remedy::Exchange)
}

/// The products that may have been sold on that day.
pub fn alike(products: &[Product], sold: Option<Date>) -> impl Iterator<Item = &Product> {
    let fits = move |product: &&Product| match (product.sold, sold) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    products.iter().filter(fits)
}

/// When several products were sold and for how much: nobody can tell which of
/// them is meant.
pub fn several(products: &[Product]) -> Option<Vec<String>> {
    let one = |product: &Product| {
        let sold = product.sold.map(|sold| sold.to_string());
        let price = product.price.as_ref().map(ToString::to_string);
        let known: Vec<String> = sold.into_iter().chain(price).collect();
        known.join(" ")
    };
    (products.len() > 1).then(|| {
        products
            .iter()
            .map(one)
            .filter(|it| !it.is_empty())
            .collect()
    })
}
