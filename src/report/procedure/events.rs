//! Events of the policy in words.

use super::names::Names;
use crate::case::{Facet, Kind};
use crate::messages::{Joint, Phrase, Sort, Words};
use crate::policy::Event;
use crate::yaml::Text;

/// One of several events.
pub(super) fn events(events: &[Event], names: &Names) -> Words {
    let each = events.iter().map(|one| event(one, names));
    Words::many(each.collect(), Joint::Or)
}

/// An event: the kind of entry, whether its approval is meant, and what must be
/// so.
pub(super) fn event(event: &Event, names: &Names) -> Words {
    let Event {
        kind,
        approved,
        facets,
    } = event;
    // A reply and an action are called by their own kind.
    let is_named = |facet: &Facet| *facet == Facet::Kind && is_called_by_kind(*kind);
    let called = facets.iter().find(|(facet, _)| is_named(facet));
    let others = facets.iter().filter(|(facet, _)| !is_named(facet));
    let others: Vec<Words> = others
        .map(|(facet, wanted)| told(*kind, *facet, wanted, names))
        .collect();
    let phrase = match approved {
        false => Phrase::ProcEvent,
        true => Phrase::ProcApproved,
    };
    let deed = match called {
        Some((_, kinds)) => called_by_kind(*kind, kinds),
        None => deed(*kind),
    };
    let words = Words::new(phrase).part("deed", deed);
    words.list("facets", others, Joint::Clauses)
}

/// Replies or actions by their kinds.
pub(super) fn called_by_kind(kind: Kind, kinds: &[Text]) -> Words {
    let kinds = kinds.iter().map(|word| Words::prose(sort(kind), word));
    let kinds: Vec<Words> = kinds.collect();
    match kind {
        Kind::Reply => Words::new(Phrase::ProcReplies).list("kinds", kinds, Joint::Or),
        _ => Words::many(kinds, Joint::Or),
    }
}

/// A kind of entry as a deed.
pub(super) fn deed(kind: Kind) -> Words {
    Words::prose(Sort::Deed, kind.word())
}

/// A kind of entry by its word.
pub(super) fn deed_of(word: &str) -> Words {
    Words::prose(Sort::Deed, word)
}

/// Whether entries of that kind are called by their own `kind`.
fn is_called_by_kind(kind: Kind) -> bool {
    matches!(kind, Kind::Reply | Kind::Act)
}

/// Which words the `kind`, the verdict and the decision of an entry come from.
fn sort(kind: Kind) -> Sort {
    match kind {
        Kind::Reply | Kind::Respond | Kind::Confirm | Kind::Link => Sort::Word,
        Kind::Act | Kind::Evaluate | Kind::Recall => Sort::Work,
        _ => Sort::Goods,
    }
}

fn told<'p>(kind: Kind, facet: Facet, wanted: &[Text], names: &Names<'p>) -> Words {
    let prose = |sort| {
        let words = wanted.iter().map(|word| Words::prose(sort, word));
        Words::many(words.collect(), Joint::Or)
    };
    let named =
        |name: fn(&Names<'p>, &str) -> Words| Words::many(names.each(wanted, name), Joint::Or);
    let about = |phrase, words| Words::new(phrase).part("values", words);
    match facet {
        Facet::Kind | Facet::Verdict | Facet::Decision | Facet::How => prose(sort(kind)),
        Facet::What | Facet::As => prose(Sort::Word),
        Facet::Want => about(Phrase::ProcFacetWant, named(Names::want)),
        Facet::Meets => about(Phrase::ProcFacetMeets, named(Names::want)),
        Facet::Reason => named(Names::reason),
        Facet::To => named(Names::role),
        Facet::Transport => named(Names::transport),
        Facet::Who => told_to(wanted, names),
        Facet::Basis => prose(Sort::Basis),
        Facet::Remedy => prose(Sort::Remedy),
        Facet::Way | Facet::Source | Facet::PaidBy | Facet::Means => prose(Sort::Goods),
        Facet::Result | Facet::Method | Facet::Action | Facet::Category | Facet::Direction => {
            prose(Sort::Work)
        }
        Facet::Party if kind == Kind::Investigate => {
            about(Phrase::ProcFacetResponsible, prose(Sort::Work))
        }
        Facet::Party => about(Phrase::ProcFacetParty, prose(Sort::Work)),
        Facet::Replenish => holds("replenish", wanted),
        Facet::Refused => holds("refused", wanted),
        Facet::Decided => holds("decided", wanted),
        Facet::Balanced => holds("balanced", wanted),
        Facet::Sampled => holds("sampled", wanted),
        Facet::Justified => holds("justified", wanted),
    }
}

/// Who is told: a department by its label, anybody else by name.
fn told_to(wanted: &[Text], names: &Names) -> Words {
    let who = wanted.iter().map(|who| names.department_or(who));
    Words::many(who.collect(), Joint::Or)
}

/// That something holds, or does not; or that it does not matter.
fn holds(what: &str, wanted: &[Text]) -> Words {
    let fact = |word: &Text| fact(what, word.as_str() == "true");
    Words::many(wanted.iter().map(fact).collect(), Joint::Or)
}

/// That something holds, or does not.
pub(super) fn fact(what: &str, holds: bool) -> Words {
    let code = match holds {
        true => what.to_owned(),
        false => format!("not-{what}"),
    };
    Words::prose(Sort::Fact, &code)
}
