//! Which cases are generated, and in which order.

use super::premise::{Premise, said};
use super::record::{Occurred, row};
use super::walk::Walk;
use super::wish::Wish;
use super::{Goal, Walked};
use crate::case::kinds::Basis;
use crate::case::{EntryId, Kind, Target, Time};
use crate::policy::{Clock, Condition, Event, Need, Policy, Rules};
use crate::procedure::closing;
use crate::yaml::Text;

/// The generated cases so far.
pub(super) struct Tour<'a> {
    rules: &'a Rules,
    from: Time,
    pub walks: Vec<Walked>,
    pub occurred: Occurred,
}

impl<'a> Tour<'a> {
    pub fn new(rules: &'a Rules, from: Time) -> Self {
        Tour {
            rules,
            from,
            walks: Vec::new(),
            occurred: Occurred::default(),
        }
    }

    fn policy(&self) -> &'a Policy {
        &self.rules.policy
    }

    fn walk(&self, premise: Premise) -> Walk {
        Walk::new(self.rules, premise, self.from)
    }

    fn keep(&mut self, goal: Goal, walk: &Walk, reached: bool) {
        self.occurred.take(&walk.state, self.rules);
        let lacks = match &goal {
            Goal::Close(basis) | Goal::Goods(basis) if !reached => needs(walk, *basis),
            _ => Vec::new(),
        };
        let obstacles = match (reached, walk.obstacles.is_empty()) {
            (true, _) => Vec::new(),
            (false, false) => walk.obstacles.clone(),
            (false, true) => walk.stopped().into_iter().collect(),
        };
        self.walks.push(Walked {
            goal,
            level: walk.premise.level.clone(),
            entries: walk
                .state
                .log
                .iter()
                .map(|it| it.entry.kind().word())
                .collect(),
            reached,
            lacks,
            obstacles,
        });
    }

    /// Each level to each ground of closing, for each sort of complaint that the
    /// policy tells apart; and whatever a ground asks for besides.
    pub fn closings(&mut self) {
        let policy = self.policy();
        let sorts = sorts(policy);
        for (word, closing) in policy.closing.iter() {
            let Some(basis) = Basis::parse(word) else {
                continue;
            };
            for level in policy.severity.levels.iter() {
                let of_level = Premise::of_level(policy, level);
                for (nature, order_kind) in &sorts {
                    let premise = of_level.clone().map(|premise| Premise {
                        nature: nature.clone(),
                        order_kind: order_kind.clone(),
                        ..premise
                    });
                    premise
                        .into_iter()
                        .for_each(|premise| self.close(basis, premise));
                }
            }
            for also in &closing.also {
                let premise = Premise::where_holds(policy, &also.when, &Condition::default());
                premise
                    .into_iter()
                    .for_each(|premise| self.close(basis, premise));
            }
        }
    }

    fn close(&mut self, basis: Basis, premise: Premise) {
        let (walk, reached) = either(|backwards| self.closed(basis, &premise, backwards));
        self.keep(Goal::Close(basis), &walk, reached);
    }

    fn closed(&self, basis: Basis, premise: &Premise, backwards: bool) -> (Walk, bool) {
        let mut walk = self.walk(premise.clone());
        walk.backwards = backwards;
        let begun = walk.open() && walk.grade();
        if begun && walk.premise.is_found_out() {
            walk.achieve(&Wish::new(Kind::Investigate));
        }
        let reached = begun && walk.close(basis);
        (walk, reached)
    }

    /// Goods that come back and are replaced, to each ground of closing: where
    /// every piece is must be known before.
    pub fn goods(&mut self) {
        let policy = self.policy();
        let Some(level) = policy.severity.levels.first() else {
            return;
        };
        for basis in policy.closing.names().filter_map(Basis::parse) {
            let Some(premise) = Premise::of_level(policy, level) else {
                return;
            };
            let rma = Wish::new(Kind::Rma).say("replenish", "true");
            let returned = |backwards: bool| {
                let mut walk = self.walk(premise.clone());
                walk.backwards = backwards;
                let begun = walk.open() && walk.grade() && walk.achieve(&rma).is_some();
                let reached = begun && walk.supply() && walk.close(basis);
                (walk, reached)
            };
            let (walk, reached) = either(returned);
            self.keep(Goal::Goods(basis), &walk, reached);
        }
    }

    /// Each clock that has not run yet from its start to its end.
    pub fn clocks(&mut self) {
        for (name, clock) in self.policy().clocks.iter() {
            let pairs = clock.from.iter();
            let pairs = pairs.flat_map(|from| clock.until.iter().map(move |until| (from, until)));
            for (from, until) in pairs {
                if self.occurred.met.contains(name) {
                    break;
                }
                self.run(name, clock, (from, until));
            }
        }
    }

    fn run(&mut self, name: &str, clock: &Clock, (from, until): (&Event, &Event)) {
        let Some(premise) = self.premise(&clock.when, &Condition::default()) else {
            return;
        };
        let wants = from
            .wanted(crate::case::Facet::Want)
            .filter(|_| from.kind == Kind::Open);
        let wants = wants.into_iter().flat_map(|words| words.iter().take(1));
        let premise = Premise {
            wants: premise
                .wants
                .iter()
                .cloned()
                .chain(wants.map(Text::to_string))
                .collect(),
            ..premise
        };
        let mut walk = self.begun(premise, from.kind);
        let start = self.asked(Wish::event(from), &clock.when, &Condition::default());
        let start = match from.kind {
            Kind::Open | Kind::Classify => latest(&walk, from.kind),
            Kind::Close => closed(&mut walk, from),
            _ => walk.achieve(&start),
        };
        if let Some(start) = start.filter(|_| until.kind != Kind::Close) {
            let kind = walk.state.seen(&start).map(|seen| seen.entry.kind());
            let wish = Wish::event(until);
            let own = kind.is_some_and(|kind| until.kind.targets().allow(kind));
            let named = if own {
                Some(Target::entry(start))
            } else {
                walk.about(&start, until.kind)
            };
            let wish = match named {
                Some(target) => wish.about(target),
                None => wish,
            };
            walk.achieve(&wish);
        } else if until.kind == Kind::Close {
            closed(&mut walk, until);
        }
        let mut occurred = Occurred::default();
        occurred.take(&walk.state, self.rules);
        let reached = occurred.met.contains(name);
        self.keep(Goal::Clock(name.to_owned()), &walk, reached);
    }

    /// Each step of an approval that nobody has given yet.
    pub fn approvals(&mut self) {
        for (word, steps) in self.policy().approvals.iter() {
            let Some(kind) = Kind::parse(word) else {
                continue;
            };
            for (at, step) in steps.iter().enumerate() {
                let rule = format!("approvals.{word}[{at}]");
                if self.occurred.given.contains(&rule) {
                    continue;
                }
                let wish = self.asked(Wish::new(kind), &step.when, &step.unless);
                self.make(&wish, (&step.when, &step.unless), Goal::Approval(rule));
            }
        }
    }

    /// Each entry that is left to some roles and that nobody has made yet.
    pub fn entries(&mut self) {
        for (at, only) in self.policy().entering.only.iter().enumerate() {
            if self.occurred.used.contains(&row(at)) {
                continue;
            }
            let wish = self.asked(Wish::event(&only.enter), &only.when, &only.unless);
            self.make(&wish, (&only.when, &only.unless), Goal::Entry(row(at)));
        }
    }

    fn make(&mut self, wish: &Wish, (when, unless): (&Condition, &Condition), goal: Goal) {
        let Some(premise) = self.premise(when, unless) else {
            return;
        };
        let mut walk = self.begun(premise, wish.kind);
        walk.overrides = when.overridden == Some(true);
        match wish.kind {
            Kind::Close | Kind::Reopen => {
                let basis = wish.one("basis").and_then(Basis::parse);
                let basis = basis.or(walk.premise.basis).unwrap_or(Basis::Withdrawn);
                if walk.close(basis) && wish.kind == Kind::Reopen {
                    walk.achieve(wish);
                }
            }
            _ => {
                walk.achieve(wish);
            }
        }
        let mut occurred = Occurred::default();
        occurred.take(&walk.state, self.rules);
        let reached = match &goal {
            Goal::Approval(rule) => occurred.given.contains(rule),
            Goal::Entry(row) => occurred.used.contains(row),
            _ => false,
        };
        self.keep(goal, &walk, reached);
    }

    /// What a case is like of which a condition holds.
    fn premise(&self, when: &Condition, unless: &Condition) -> Option<Premise> {
        let premise = Premise::where_holds(self.policy(), when, unless)?;
        Some(Premise {
            nature: premise.nature.or_else(|| self.other(unless)),
            ..premise
        })
    }

    /// A nature of which a condition says nothing.
    fn other(&self, unless: &Condition) -> Option<String> {
        let mut natures = self.policy().natures.names();
        let free = natures.find(|name| !unless.nature.iter().any(|it| it.as_str() == *name));
        free.map(str::to_owned)
    }

    /// A case that is open, graded, and of which is known what the policy asks
    /// about, but for what the next entry is to be.
    fn begun(&self, premise: Premise, next: Kind) -> Walk {
        let mut walk = self.walk(premise);
        if walk.open() && walk.grade() && walk.premise.is_found_out() && next != Kind::Investigate {
            walk.achieve(&Wish::new(Kind::Investigate));
        }
        walk
    }

    /// An entry of which a condition holds.
    fn asked(&self, wish: Wish, when: &Condition, unless: &Condition) -> Wish {
        let wish = wish.says(said(when, unless).into_iter());
        let wish = match when.extra {
            Some(true) => wish.say("extra", "true").say("remedy", "exchange"),
            _ => wish,
        };
        let wish = match when.score_under {
            Some(bound) => wish.say("score", bound.saturating_sub(1).to_string()),
            None => wish,
        };
        let wish = match when.arrival.first() {
            Some(arrival) => wish.say("arrival", arrival.word()),
            None => wish,
        };
        wish.of(when.target.first().map(Text::to_string))
    }
}

/// The case that got there; the one that did what is needed in the usual order,
/// where neither did.
fn either(walked: impl Fn(bool) -> (Walk, bool)) -> (Walk, bool) {
    let usual = walked(false);
    if usual.1 {
        return usual;
    }
    let backwards = walked(true);
    match backwards.1 {
        true => backwards,
        false => usual,
    }
}

fn latest(walk: &Walk, kind: Kind) -> Option<EntryId> {
    walk.state
        .live(kind)
        .next_back()
        .map(|seen| seen.id().clone())
}

/// Closes the case as an event asks for it.
fn closed(walk: &mut Walk, event: &Event) -> Option<EntryId> {
    let basis = event
        .wanted(crate::case::Facet::Basis)
        .and_then(|words| words.first());
    let basis = basis
        .and_then(|word| Basis::parse(word))
        .unwrap_or(Basis::Accepted);
    walk.close(basis)
        .then(|| latest(walk, Kind::Close))
        .flatten()
}

/// What closing still needs, each once.
fn needs(walk: &Walk, basis: Basis) -> Vec<Need> {
    let open = closing::unmet(&walk.state, &walk.rules, basis).unwrap_or_default();
    let mut needs: Vec<Need> = Vec::new();
    for need in open {
        if !needs.contains(&need.need) {
            needs.push(need.need);
        }
    }
    needs
}

/// The natures and kinds of order that some condition asks about, and one of
/// which none does.
fn sorts(policy: &Policy) -> Vec<(Option<String>, Option<String>)> {
    let all = super::conditions(policy);
    let told = |words: fn(&Condition) -> &[Text], known: Vec<&str>| -> Vec<Option<String>> {
        let asked = |name: &&str| {
            let mut asking = all.iter();
            asking.any(|it| words(it).iter().any(|word| word.as_str() == *name))
        };
        let (named, others): (Vec<&str>, Vec<&str>) = known.into_iter().partition(asked);
        let other = others.first().map(|name| (*name).to_owned());
        let named = named.into_iter().map(|name| Some(name.to_owned()));
        let mut sorts: Vec<Option<String>> = named.collect();
        if sorts.is_empty() || other.is_some() {
            sorts.push(other);
        }
        sorts
    };
    let natures = told(|it| &it.nature, policy.natures.names().collect());
    let kinds = told(|it| &it.order_kind, policy.order_kinds.names().collect());
    let pairs = natures.iter();
    pairs
        .flat_map(|nature| kinds.iter().map(move |kind| (nature.clone(), kind.clone())))
        .collect()
}
