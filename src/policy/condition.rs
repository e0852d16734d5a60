use schemars::JsonSchema;
use serde::Deserialize;

use crate::case::kinds::{Bearer, Party, Service, Settled, Stage, Way, words};
use crate::case::{Facet, Money, Quantity};
use crate::yaml::{Several, Text};

words! {
    /// How goods came.
    Arrival {
        /// As their RMA says.
        Normal = "normal",
        /// Otherwise (display.5).
        Abnormal = "abnormal",
        /// They were not taken in.
        Refused = "refused",
    }
}

/// When a rule applies: every field given must hold. Not an expression
/// language, so that an editor completes it and `explain` names the field
/// that decided.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The severity is one of these.
    #[serde(default)]
    pub severity: Several<Text>,
    /// The scope is one of these.
    #[serde(default)]
    pub scope: Several<Text>,
    /// One of these criteria is met.
    #[serde(default)]
    pub criterion: Several<Text>,
    /// The nature is one of these.
    #[serde(default)]
    pub nature: Several<Text>,
    /// The complaint came by one of these channels.
    #[serde(default)]
    pub channel: Several<Text>,
    /// One of these complains.
    #[serde(default)]
    pub source: Several<Text>,
    /// The customer wants one of these: from the first, by a later request, or
    /// as a reply agreed with them.
    #[serde(default)]
    pub want: Several<Text>,
    /// The order is of one of these kinds.
    #[serde(default)]
    pub order_kind: Several<Text>,
    /// The customer is of one of these classes.
    #[serde(default)]
    pub customer_class: Several<Text>,
    /// It is about more than this: the goods of all RMAs, or of all
    /// replacement, of the case; those that came, for what is done with them;
    /// else what is complained of. Of several limits the one in the unit of the
    /// goods counts; where there is none, nobody knows whether it is more.
    #[serde(default)]
    pub quantity_over: Several<Quantity>,
    /// It is about less than this.
    #[serde(default)]
    pub quantity_under: Several<Quantity>,
    /// It is about more money than this: all payments of the case, or the
    /// value of all its RMAs.
    #[serde(default)]
    pub amount_over: Several<Money>,
    /// The service is free, or charged.
    #[serde(default)]
    pub service: Several<Service>,
    /// A prototype failed, or a production article.
    #[serde(default)]
    pub stage: Several<Stage>,
    /// The entry is a survey with a score below this (accounts.7).
    pub score_under: Option<u8>,
    /// The entry is a reply, a payment or an action of one of these kinds.
    #[serde(default)]
    pub kind: Several<Text>,
    /// Goods are taken back for one of these reasons.
    #[serde(default)]
    pub reason: Several<Text>,
    /// Goods go one of these ways.
    #[serde(default)]
    pub way: Several<Way>,
    /// The RMA that the entry is, or is for, lets the customer have other goods,
    /// or not (component.5).
    pub replenish: Option<bool>,
    /// The goods came in one of these ways.
    #[serde(default)]
    pub arrival: Several<Arrival>,
    /// Goods on hold are settled in one of these ways.
    #[serde(default)]
    pub how: Several<Settled>,
    /// One of these is decided about returned goods, or about a recall.
    #[serde(default)]
    pub decision: Several<Text>,
    /// One of these bears the cost.
    #[serde(default)]
    pub paid_by: Several<Bearer>,
    /// The entry closes on one of these grounds.
    #[serde(default)]
    pub basis: Several<Text>,
    /// The entry is an appraisal with one of these remedies.
    #[serde(default)]
    pub remedy: Several<Text>,
    /// The entry is an appraisal that gives one more article as compensation.
    pub extra: Option<bool>,
    /// The entry appraises goods of one of these classes or groups; else the
    /// appraisal of the case does (retail.12).
    #[serde(default)]
    pub goods_class: Several<Text>,
    /// The entry appraises one of these faults; else the appraisal of the case
    /// does (retail.6).
    #[serde(default)]
    pub fault: Several<Text>,
    /// The entry is the first of its kind in the case (retail.12).
    pub first: Option<bool>,
    /// The entry names one of these parties; else the investigation does.
    #[serde(default)]
    pub party: Several<Party>,
    /// The investigation finds the complaint justified, or not.
    pub justified: Option<bool>,
    /// The entry is for one of these kinds of entry, or of action or reply.
    #[serde(default)]
    pub target: Several<Text>,
    /// The severity was decided by a person otherwise than by the rule.
    pub overridden: Option<bool>,
}

/// A field of a condition that asks for one of several words.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked<'a> {
    /// Name of the field.
    pub field: &'static str,
    /// The facet of the entry that it asks about; none where it is about the
    /// case.
    pub facet: Option<Facet>,
    /// The words of which one must be there; any, where there is none.
    pub words: Vec<&'a str>,
}

impl Condition {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Condition::default()
    }

    /// The fields that ask for words, but for `target`, which asks for kinds.
    pub fn words(&self) -> Vec<Asked<'_>> {
        fn of(words: &[Text]) -> Vec<&str> {
            words.iter().map(Text::as_str).collect()
        }
        fn spelled<T: Copy>(words: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
            words.iter().map(|one| word(*one)).collect()
        }
        let asked = [
            ("severity", None, of(&self.severity)),
            ("scope", None, of(&self.scope)),
            ("criterion", None, of(&self.criterion)),
            ("nature", None, of(&self.nature)),
            ("channel", None, of(&self.channel)),
            ("source", None, of(&self.source)),
            ("want", None, of(&self.want)),
            ("order_kind", None, of(&self.order_kind)),
            ("customer_class", None, of(&self.customer_class)),
            ("service", None, spelled(&self.service, Service::word)),
            ("stage", None, spelled(&self.stage, Stage::word)),
            ("kind", Some(Facet::Kind), of(&self.kind)),
            ("reason", Some(Facet::Reason), of(&self.reason)),
            ("way", Some(Facet::Way), spelled(&self.way, Way::word)),
            ("how", Some(Facet::How), spelled(&self.how, Settled::word)),
            ("decision", Some(Facet::Decision), of(&self.decision)),
            (
                "paid_by",
                Some(Facet::PaidBy),
                spelled(&self.paid_by, Bearer::word),
            ),
            ("basis", Some(Facet::Basis), of(&self.basis)),
            ("remedy", Some(Facet::Remedy), of(&self.remedy)),
            (
                "party",
                Some(Facet::Party),
                spelled(&self.party, Party::word),
            ),
        ];
        let asked = asked.into_iter().filter(|(.., words)| !words.is_empty());
        asked
            .map(|(field, facet, words)| Asked {
                field,
                facet,
                words,
            })
            .collect()
    }

    /// Whether the other one holds wherever this one does, as far as their
    /// words show it.
    pub fn implies(&self, other: &Condition) -> bool {
        // Named one by one, so that no condition is passed over. What asks for
        // words may ask for fewer of them; the rest is to be the same.
        let Condition {
            severity: _,
            scope: _,
            criterion: _,
            nature: _,
            channel: _,
            source: _,
            want: _,
            order_kind: _,
            customer_class: _,
            service: _,
            stage: _,
            kind: _,
            reason: _,
            way: _,
            how: _,
            decision: _,
            paid_by: _,
            basis: _,
            remedy: _,
            party: _,
            target,
            arrival,
            quantity_over,
            quantity_under,
            amount_over,
            replenish,
            goods_class,
            fault,
            first,
            extra,
            score_under,
            justified,
            overridden,
        } = other;
        let own = self.words();
        let covered = |wanted: &Asked| {
            let mut same = own.iter().filter(|asked| asked.field == wanted.field);
            same.any(|asked| asked.words.iter().all(|word| wanted.words.contains(word)))
        };
        other.words().iter().all(covered)
            && same(target, &self.target)
            && same(arrival, &self.arrival)
            && same(quantity_over, &self.quantity_over)
            && same(quantity_under, &self.quantity_under)
            && same(amount_over, &self.amount_over)
            && same(replenish, &self.replenish)
            && same(goods_class, &self.goods_class)
            && same(fault, &self.fault)
            && same(first, &self.first)
            && same(extra, &self.extra)
            && same(score_under, &self.score_under)
            && same(justified, &self.justified)
            && same(overridden, &self.overridden)
    }
}

/// Whether nothing is asked, or the same.
fn same<T: Default + PartialEq>(asked: &T, own: &T) -> bool {
    *asked == T::default() || asked == own
}
