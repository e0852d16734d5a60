//! Conditions of the policy in words.

use std::fmt::Display;

use super::events::{called_by_kind, deed_of, fact};
use super::names::Names;
use super::said::Said;
use crate::case::Kind;
use crate::case::kinds::{ActionKind, ReplyKind};
use crate::messages::{Joint, Phrase, Sort, Words};
use crate::policy::{Arrival, Condition};
use crate::yaml::Text;

/// Where a rule applies: where one condition holds and another does not.
pub(super) fn where_both(when: &Condition, unless: &Condition, names: &Names) -> Said {
    Said::list(clauses(when, unless, names), Joint::Clauses)
}

/// The same, each as a clause of its own.
pub(super) fn clauses(when: &Condition, unless: &Condition, names: &Names) -> Vec<Words> {
    let only =
        condition(when, names).map(|when| Words::new(Phrase::ProcOnlyWhere).part("when", when));
    let not = condition(unless, names)
        .map(|unless| Words::new(Phrase::ProcNotWhere).part("unless", unless));
    only.into_iter().chain(not).collect()
}

/// A condition in words, if it asks for anything.
pub(super) fn condition(condition: &Condition, names: &Names) -> Option<Words> {
    // Named one by one, so that no condition is told nowhere.
    let Condition {
        severity,
        scope,
        criterion,
        nature,
        channel,
        source,
        want,
        order_kind,
        customer_class,
        quantity_over,
        quantity_under,
        amount_over,
        kind,
        reason,
        way,
        arrival,
        how,
        decision,
        paid_by,
        basis,
        remedy,
        extra,
        party,
        justified,
        target,
        overridden,
        goods_class,
        fault,
        first,
        replenish,
        service,
        stage,
        score_under,
    } = condition;
    let mut said = Clauses(Vec::new());
    said.one_of(
        Phrase::ProcIfSeverity,
        names.each(severity.iter(), Names::level),
    );
    said.one_of(Phrase::ProcIfScope, names.each(scope.iter(), Names::scope));
    said.one_of(
        Phrase::ProcIfCriterion,
        names.each(criterion.iter(), Names::criterion),
    );
    said.one_of(
        Phrase::ProcIfNature,
        names.each(nature.iter(), Names::nature),
    );
    said.one_of(
        Phrase::ProcIfChannel,
        names.each(channel.iter(), Names::channel),
    );
    said.one_of(Phrase::ProcIfSource, prose(source.iter(), Sort::Word));
    said.one_of(Phrase::ProcIfWant, names.each(want.iter(), Names::want));
    said.one_of(
        Phrase::ProcIfOrderKind,
        names.each(order_kind.iter(), Names::order_kind),
    );
    said.one_of(
        Phrase::ProcIfClass,
        names.each(customer_class.iter(), Names::customer_class),
    );
    said.one_of(
        Phrase::ProcIfMore,
        quantity_over.iter().map(Words::plain).collect(),
    );
    said.one_of(
        Phrase::ProcIfLess,
        quantity_under.iter().map(Words::plain).collect(),
    );
    said.one_of(
        Phrase::ProcIfAmount,
        amount_over.iter().map(Words::plain).collect(),
    );
    said.one_of(Phrase::ProcIfKind, kinds(kind));
    said.one_of(
        Phrase::ProcIfReason,
        names.each(reason.iter(), Names::reason),
    );
    said.one_of(Phrase::ProcIfWay, prose(way.iter(), Sort::Goods));
    said.one_of(Phrase::ProcIfArrival, arrival.iter().map(arrived).collect());
    said.one_of(Phrase::ProcIfHow, prose(how.iter(), Sort::Goods));
    said.one_of(
        Phrase::ProcIfDecision,
        decision.iter().map(decided).collect(),
    );
    said.one_of(Phrase::ProcIfPaidBy, prose(paid_by.iter(), Sort::Goods));
    said.one_of(Phrase::ProcIfBasis, prose(basis.iter(), Sort::Basis));
    said.one_of(Phrase::ProcIfRemedy, prose(remedy.iter(), Sort::Remedy));
    said.fact("replenish", *replenish);
    said.fact("extra", *extra);
    said.one_of(Phrase::ProcIfParty, prose(party.iter(), Sort::Work));
    said.fact("justified", *justified);
    said.one_of(Phrase::ProcIfTarget, targets(target));
    said.fact("overridden", *overridden);
    said.one_of(
        Phrase::ProcIfGoods,
        names.each(goods_class.iter(), Names::goods),
    );
    said.one_of(Phrase::ProcIfFault, names.each(fault.iter(), Names::fault));
    said.fact("first", *first);
    said.one_of(Phrase::ProcIfService, prose(service.iter(), Sort::Word));
    said.one_of(Phrase::ProcIfStage, prose(stage.iter(), Sort::Word));
    let score = score_under.iter().map(Words::plain);
    said.one_of(Phrase::ProcIfScore, score.collect());
    (!said.0.is_empty()).then(|| Words::many(said.0, Joint::Clauses))
}

struct Clauses(Vec<Words>);

impl Clauses {
    fn one_of(&mut self, phrase: Phrase, values: Vec<Words>) {
        if !values.is_empty() {
            let words = Words::new(phrase).list("values", values, Joint::Or);
            self.0.push(words);
        }
    }

    fn fact(&mut self, what: &str, holds: Option<bool>) {
        self.0.extend(holds.map(|holds| fact(what, holds)));
    }
}

fn prose<T: Display>(values: impl Iterator<Item = T>, sort: Sort) -> Vec<Words> {
    let word = |value: T| Words::prose(sort, &value.to_string());
    values.map(word).collect()
}

/// Kinds of replies, of actions or of payments.
fn kinds(words: &[Text]) -> Vec<Words> {
    if !words.is_empty() && words.iter().all(|word| ReplyKind::parse(word).is_some()) {
        return vec![called_by_kind(Kind::Reply, words)];
    }
    words.iter().map(kind_of).collect()
}

fn kind_of(word: &Text) -> Words {
    let sort = if ReplyKind::parse(word).is_some() {
        Sort::Word
    } else if ActionKind::parse(word).is_some() {
        Sort::Work
    } else {
        Sort::Goods
    };
    Words::prose(sort, word)
}

/// Kinds of entry, of reply or of action.
fn targets(words: &[Text]) -> Vec<Words> {
    if words.iter().any(|word| Kind::parse(word).is_none()) {
        return kinds(words);
    }
    words.iter().map(|word| deed_of(word)).collect()
}

/// What is decided about a recall, or about returned goods.
fn decided(word: &Text) -> Words {
    let sort = match crate::case::kinds::Recalled::parse(word) {
        Some(_) => Sort::Work,
        None => Sort::Goods,
    };
    Words::prose(sort, word)
}

fn arrived(arrival: &Arrival) -> Words {
    Words::prose(Sort::Fact, arrival.word())
}
