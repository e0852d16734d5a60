use std::collections::HashMap;
use std::sync::Arc;

use crate::case::kinds::{Basis, Classify, Link, Open, ReplyKind, Verdict};
use crate::case::{Body, CaseNumber, Entry, EntryId, Kind, PersonId, Time};

use super::running::Running;
use crate::yaml::Text;

/// Whether an entry still counts.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// It counts.
    Live,
    /// It was a mistake, says that entry.
    Struck(EntryId),
    /// It is no longer wanted, says that entry.
    Cancelled(EntryId),
    /// An approval of it was refused, says that entry.
    Rejected(EntryId),
    /// It approved what was amended later, by that entry.
    Void(EntryId),
}

/// A step of an approval that was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The entry that gave it.
    pub entry: EntryId,
    /// Name of the step.
    pub step: String,
    /// The row of the policy that asks for it.
    pub rule: String,
    /// The role in which it was given.
    pub role: String,
    /// Who gave it.
    pub by: PersonId,
}

/// An entry as the fold sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The entry as written.
    pub entry: Arc<Entry>,
    /// What it says now, amendments included.
    pub body: Body,
    /// Whether it still counts.
    pub standing: Standing,
    /// Approvals given so far.
    pub given: Vec<Given>,
    /// Since when it is in force: at once, or from its last approval on.
    pub in_force: Option<Time>,
}

impl Seen {
    /// Whether it counts.
    pub fn is_live(&self) -> bool {
        self.standing == Standing::Live
    }

    /// Whether it counts and every approval that it needs is there.
    pub fn is_in_force(&self) -> bool {
        self.is_live() && self.in_force.is_some()
    }

    /// The time of the fact.
    pub fn fact(&self) -> Time {
        self.body.when().unwrap_or(self.entry.at)
    }

    /// Its id.
    pub fn id(&self) -> &EntryId {
        &self.entry.id
    }
}

/// The severity decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Graded {
    /// The level.
    pub severity: String,
    /// The rule that gave it.
    pub rule: String,
    /// The entry that decided it.
    pub entry: EntryId,
    /// Criteria met.
    pub criteria: Vec<String>,
    /// Scope.
    pub scope: String,
    /// Nature.
    pub nature: Option<String>,
}

/// How the case was closed.
#[derive(Debug, Clone, PartialEq)]
pub struct Closed {
    /// The entry.
    pub entry: EntryId,
    /// When.
    pub at: Time,
    /// On what ground.
    pub basis: Basis,
    /// Actions that go on after it.
    pub outlive: Vec<EntryId>,
}

impl Closed {
    /// Whether that entry, or the one that it is for, goes on after the
    /// closing.
    pub(super) fn is_outlived_by(&self, seen: &Seen) -> bool {
        let target = seen.body.target().map(|target| target.entry);
        self.outlive
            .iter()
            .any(|id| id == seen.id() || Some(id) == target.as_ref())
    }
}

/// The case that carries investigation and actions for this one.
#[derive(Debug, Clone)]
pub struct Lead {
    /// Its number.
    pub case: CaseNumber,
    /// What it amounts to.
    pub state: Arc<State>,
}

/// What a log amounts to.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The number under which the case was opened.
    pub(super) opened_as: Option<CaseNumber>,
    /// Every entry, in the order of folding.
    pub log: Vec<Seen>,
    /// The severity, once it is decided.
    pub graded: Option<Graded>,
    /// How it was closed, while it is.
    pub closed: Option<Closed>,
    /// The place of the last `reopen`: what settled the case before it no
    /// longer does.
    pub(super) reopened: Option<usize>,
    /// The case whose investigation and actions count here, where somebody
    /// looked it up.
    pub lead: Option<Lead>,
    /// Clocks that have started.
    pub(super) running: Vec<Running>,
    /// How many entries at the beginning came from another system: what was
    /// done there was decided there.
    pub(super) history: usize,
    /// What is taken as it is instead of being decided anew, if something is.
    pub(super) assumed: Option<Arc<Assumed>>,
}

/// What a fold by other rules takes as it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Assumed {
    /// Since when entries are in force; others are not.
    pub in_force: HashMap<EntryId, Time>,
    /// Severity and rule of classifications.
    pub grades: HashMap<EntryId, (Text, Text)>,
}

impl Assumed {
    /// What an entry says: a classification with the grade that is assumed.
    pub fn body(&self, entry: &EntryId, body: Body) -> Body {
        match (body, self.grades.get(entry)) {
            (Body::Classify(said), Some((severity, rule))) => Body::Classify(Classify {
                severity: severity.clone(),
                rule: rule.clone(),
                ..said
            }),
            (body, _) => body,
        }
    }
}

impl State {
    /// The state of a case before its first entry.
    pub(super) fn of(opened_as: Option<&CaseNumber>) -> Self {
        State {
            opened_as: opened_as.cloned(),
            ..State::default()
        }
    }

    /// Whether everything so far came from another system.
    pub(super) fn is_history(&self) -> bool {
        self.history == self.log.len()
    }

    /// Whether that entry and everything before it came from another system.
    pub(super) fn was_settled_elsewhere(&self, seen: &Seen) -> bool {
        let came = &self.log[..self.history.min(self.log.len())];
        seen.entry.imported && came.iter().any(|known| known.id() == seen.id())
    }

    /// The entry of that id.
    pub fn seen(&self, id: &EntryId) -> Option<&Seen> {
        self.log.iter().find(|seen| seen.id() == id)
    }

    pub(super) fn seen_mut(&mut self, id: &EntryId) -> Option<&mut Seen> {
        self.log.iter_mut().find(|seen| seen.id() == id)
    }

    /// The complaint as it now stands.
    pub fn open(&self) -> Option<&Open> {
        self.log.iter().find_map(|seen| match &seen.body {
            Body::Open(open) => Some(open),
            _ => None,
        })
    }

    /// When the complaint came.
    pub fn opened(&self) -> Option<Time> {
        self.log
            .iter()
            .find(|seen| seen.entry.kind() == Kind::Open)
            .map(Seen::fact)
    }

    /// The severity decided.
    pub fn severity(&self) -> Option<&str> {
        self.graded.as_ref().map(|graded| graded.severity.as_str())
    }

    /// Entries of a kind that count, approved or not.
    pub fn live(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Seen> {
        self.log
            .iter()
            .filter(move |seen| seen.entry.kind() == kind && seen.is_live())
    }

    /// The links to other cases that count.
    pub fn links(&self) -> impl Iterator<Item = (&Seen, &Link)> {
        self.live(Kind::Link).filter_map(|seen| match &seen.body {
            Body::Link(link) => Some((seen, link)),
            _ => None,
        })
    }

    /// The case that leads this one, if they have the same cause.
    pub fn leader(&self) -> Option<&Link> {
        let mut links = self.links().map(|(_, link)| link);
        links.find(|link| link.is_led())
    }

    /// The state itself, and that of the case that leads it.
    pub(super) fn and_lead(&self) -> impl Iterator<Item = &State> {
        let lead = self.lead.as_ref().map(|lead| &*lead.state);
        std::iter::once(self).chain(lead)
    }

    /// The live entries of a kind that answer that one.
    pub(super) fn answers_to(
        &self,
        kind: Kind,
        target: &EntryId,
    ) -> impl DoubleEndedIterator<Item = &Seen> {
        self.live(kind).filter(move |seen| {
            let named = seen.body.target();
            named.is_some_and(|named| named.entry == *target)
        })
    }

    /// The first live entry of a kind that answers that one.
    pub fn answer_to(&self, kind: Kind, target: &EntryId) -> Option<&Seen> {
        self.answers_to(kind, target).next()
    }

    /// Questions to the customer without an answer.
    pub fn open_asks(&self) -> impl Iterator<Item = &Seen> {
        self.live(Kind::Ask)
            .filter(|ask| self.answer_to(Kind::Answer, ask.id()).is_none())
    }

    /// Replies of these kinds that count and are approved.
    pub fn replies(&self, wanted: fn(ReplyKind) -> bool) -> impl DoubleEndedIterator<Item = &Seen> {
        let of_kind =
            move |seen: &&Seen| matches!(&seen.body, Body::Reply(reply) if wanted(reply.kind));
        self.live(Kind::Reply)
            .filter(of_kind)
            .filter(|seen| seen.in_force.is_some())
    }

    /// The last formal reply that is approved.
    pub fn formal_reply(&self) -> Option<&Seen> {
        self.replies(ReplyKind::is_formal).next_back()
    }

    /// What the customer last said to a reply, and the entry.
    pub fn verdict(&self) -> Option<(&Seen, Verdict)> {
        self.live(Kind::Respond)
            .next_back()
            .and_then(|seen| match &seen.body {
                Body::Respond(respond) => Some((seen, respond.verdict)),
                _ => None,
            })
    }

    /// Whether that entry came after the last reopening.
    pub(super) fn is_since_reopening(&self, seen: &Seen) -> bool {
        let position = self.log.iter().position(|known| known.id() == seen.id());
        position > self.reopened
    }

    /// Whether the last formal reply still stands: not disputed, and not
    /// answered before the case was reopened.
    pub(super) fn has_standing_reply(&self) -> bool {
        let Some(reply) = self.formal_reply() else {
            return false;
        };
        let answer = self.answer_to(Kind::Respond, reply.id());
        !self.is_disputed() && answer.is_none_or(|answer| self.is_since_reopening(answer))
    }

    /// Whether the customer disputes a reply, and no formal reply has been
    /// given since.
    pub fn is_disputed(&self) -> bool {
        let Some((disputed, Verdict::Disputed)) = self.verdict() else {
            return false;
        };
        let position = |id: &EntryId| self.log.iter().position(|seen| seen.id() == id);
        let reply = self.formal_reply().and_then(|reply| position(reply.id()));
        reply < position(disputed.id())
    }
}
