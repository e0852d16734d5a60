//! What a generated case is like from the first: its grade, its nature, how much
//! it is about.

use rust_decimal::Decimal;

use crate::case::kinds::Basis;
use crate::case::{Amount, Facet};
use crate::policy::{Condition, Policy};
use crate::procedure::grade;
use crate::yaml::Text;

/// What a case is like, as far as the policy asks about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Premise {
    pub criterion: String,
    pub scope: String,
    pub level: String,
    pub nature: Option<String>,
    pub order_kind: Option<String>,
    pub channel: Option<String>,
    pub source: Option<String>,
    pub class: Option<String>,
    pub wants: Vec<String>,
    pub service: Option<String>,
    pub stage: Option<String>,
    /// The fault that an appraisal finds.
    pub fault: Option<String>,
    /// How much is complained of, and comes back.
    pub quantity: Option<Amount>,
    /// How much money it is about.
    pub money: Option<Amount>,
    /// What the investigation finds.
    pub justified: Option<bool>,
    pub party: Option<String>,
    /// On what ground it is going to be closed.
    pub basis: Option<Basis>,
}

/// The first criterion and scope that fit together with the level that they
/// give.
fn graded(
    policy: &Policy,
    fits: impl Fn(&str, &str, &str) -> bool,
) -> Option<(&str, &str, String)> {
    let severity = &policy.severity;
    for (criterion, _) in severity.criteria.iter() {
        for scope in &severity.scopes {
            let level = grade(severity, &[criterion], scope, 0);
            let level = level.map(|grade| grade.severity);
            if let Some(level) = level.filter(|level| fits(criterion, scope, level)) {
                return Some((criterion, scope.as_str(), level));
            }
        }
    }
    None
}

impl Premise {
    /// A case of that level.
    pub fn of_level(policy: &Policy, level: &str) -> Option<Self> {
        let (criterion, scope, level) = graded(policy, |_, _, given| given == level)?;
        Some(Premise {
            criterion: criterion.to_owned(),
            scope: scope.to_owned(),
            level,
            ..Premise::default()
        })
    }

    /// A case of which all of that holds which does not depend on an entry, and
    /// of which the other condition does not hold, as far as can be.
    pub fn where_holds(policy: &Policy, when: &Condition, unless: &Condition) -> Option<Self> {
        let among = |words: &[Text], word: &str| {
            words.is_empty() || words.iter().any(|known| known.as_str() == word)
        };
        let not_among =
            |words: &[Text], word: &str| !words.iter().any(|known| known.as_str() == word);
        let fits = |criterion: &str, scope: &str, level: &str| {
            among(&when.criterion, criterion)
                && among(&when.scope, scope)
                && among(&when.severity, level)
                && not_among(&unless.criterion, criterion)
                && not_among(&unless.scope, scope)
                && not_among(&unless.severity, level)
        };
        let (criterion, scope, level) = graded(policy, fits)?;
        let first = |words: &[Text]| words.first().map(Text::to_string);
        let over = when.quantity_over.first().map(|bound| more(&bound.0));
        let under = when.quantity_under.first().map(|bound| less(&bound.0));
        let mut excluded = unless
            .quantity_over
            .iter()
            .chain(unless.quantity_under.iter());
        let up_to = excluded.next().map(|bound| bound.0.clone());
        let money = when.amount_over.first().map(|bound| more(&bound.0));
        let most = unless.amount_over.first().map(|bound| bound.0.clone());
        Some(Premise {
            criterion: criterion.to_owned(),
            scope: scope.to_owned(),
            level,
            nature: first(&when.nature),
            order_kind: first(&when.order_kind),
            channel: first(&when.channel),
            source: first(&when.source),
            class: first(&when.customer_class),
            wants: first(&when.want).into_iter().collect(),
            service: when.service.first().map(ToString::to_string),
            stage: when.stage.first().map(ToString::to_string),
            fault: first(&when.fault),
            quantity: over.or(under).or(up_to),
            money: money.or(most),
            justified: when.justified,
            party: when.party.first().map(ToString::to_string),
            basis: when.basis.first().and_then(|basis| Basis::parse(basis)),
        })
    }

    /// Whether an entry decides part of it: what is found out.
    pub fn is_found_out(&self) -> bool {
        self.justified.is_some() || self.party.is_some()
    }
}

fn more(bound: &Amount) -> Amount {
    Amount::of(bound.number + Decimal::ONE, &bound.unit)
}

fn less(bound: &Amount) -> Amount {
    Amount::of(bound.number / Decimal::TWO, &bound.unit)
}

/// What an entry says of itself so that a condition holds for it: a word for each
/// facet of which the other condition has none.
pub(super) fn said(when: &Condition, unless: &Condition) -> Vec<(Facet, String)> {
    let forbidden = unless.words();
    let of = |facet: Facet| {
        let mut asked = forbidden
            .iter()
            .filter(move |asked| asked.facet == Some(facet));
        asked.next().map_or(Vec::new(), |asked| asked.words.clone())
    };
    let asked = when.words();
    let wanted = asked.iter().filter_map(|asked| {
        let facet = asked.facet?;
        let without = of(facet);
        let mut free = asked.words.iter().filter(|word| !without.contains(word));
        Some((facet, (*free.next()?).to_owned()))
    });
    wanted.collect()
}
