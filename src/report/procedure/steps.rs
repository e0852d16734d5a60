//! Who approves and enters what, and what closing needs.

use super::conditions::{condition, where_both};
use super::events::{deed_of, event};
use super::names::Names;
use super::said::{Part, Said, Section};
use crate::case::Kind;
use crate::messages::{Joint, Lang, Phrase, Sort, Words, field_help};
use crate::policy::{Also, Approval, Closing, Entering, First, MustSay, Need, Never, Only};
use crate::yaml::Named;

/// The steps of each approval, in their order.
pub(super) fn approvals(approvals: &Named<Vec<Approval>>, names: &Names) -> Section {
    let heads = [
        Phrase::ProcHeadEntry,
        Phrase::ProcHeadStep,
        Phrase::ProcHeadBy,
        Phrase::ProcHeadWhere,
    ];
    let mut section = Section::table(Part::Approvals, &heads, 2);
    section.ordered = true;
    for (kind, steps) in approvals.iter() {
        for approval in steps {
            let Approval {
                step,
                role,
                when,
                unless,
            } = approval;
            section.row(
                format!("approvals.{kind}.{step}"),
                vec![
                    deed_of(kind).into(),
                    names.step(step).into(),
                    Said::list(names.each(role.iter(), Names::role), Joint::Or),
                    where_both(when, unless, names),
                ],
            );
        }
    }
    section
}

/// Entries that only some roles may make.
pub(super) fn entering(entering: &Entering, names: &Names) -> Section {
    let heads = [
        Phrase::ProcHeadEntry,
        Phrase::ProcHeadOnlyBy,
        Phrase::ProcHeadWhere,
    ];
    let mut section = Section::table(Part::Entering, &heads, 1);
    for only in &entering.only {
        let Only {
            enter,
            role,
            when,
            unless,
        } = only;
        section.row(
            format!("entering.only.{enter}"),
            vec![
                event(enter, names).into(),
                Said::list(names.each(role.iter(), Names::role), Joint::Or),
                where_both(when, unless, names),
            ],
        );
    }
    section
}

/// What entries must say, though others of their kind need not.
pub(super) fn must_say(entering: &Entering, names: &Names) -> Section {
    let heads = [
        Phrase::ProcHeadEntry,
        Phrase::ProcHeadFields,
        Phrase::ProcHeadWhere,
    ];
    let mut section = Section::table(Part::MustSay, &heads, 1);
    for row in &entering.must_say {
        let MustSay {
            enter,
            fields,
            when,
            unless,
        } = row;
        let fields = fields.iter().map(|name| field(enter.kind, name));
        section.row(
            format!("entering.must-say.{enter}"),
            vec![
                event(enter, names).into(),
                Said::list(fields.collect(), Joint::Comma),
                where_both(when, unless, names),
            ],
        );
    }
    section
}

/// A field of an entry: in Chinese what its help begins with.
fn field(kind: Kind, name: &str) -> Words {
    let help = field_help(kind.word(), name, Lang::Zh);
    let chinese = help.and_then(|help| help.split(['，', '；', '（']).next());
    let english = name.replace('_', " ");
    let chinese = chinese.unwrap_or(&english).to_owned();
    Words::new(Phrase::Bare).name("text", english, chinese)
}

/// Entries that are not made in some cases.
pub(super) fn never(entering: &Entering, names: &Names) -> Section {
    let heads = [Phrase::ProcHeadEntry, Phrase::ProcHeadWhere];
    let mut section = Section::table(Part::Never, &heads, 1);
    for row in &entering.never {
        let Never {
            enter,
            when,
            unless,
        } = row;
        let cells = vec![event(enter, names).into(), where_both(when, unless, names)];
        section.row(format!("entering.never.{enter}"), cells);
    }
    section
}

/// What must be there before an entry is made.
pub(super) fn order(entering: &Entering, names: &Names) -> Section {
    let heads = [
        Phrase::ProcHeadBefore,
        Phrase::ProcHeadNeeds,
        Phrase::ProcHeadWhere,
    ];
    let mut section = Section::table(Part::Order, &heads, 1);
    for first in &entering.first {
        let First {
            enter,
            needs,
            when,
            unless,
        } = first;
        section.row(
            format!("entering.first.{enter}"),
            vec![
                event(enter, names).into(),
                needed(needs),
                where_both(when, unless, names),
            ],
        );
    }
    section
}

/// What each ground of closing needs.
pub(super) fn closing(closing: &Named<Closing>, names: &Names) -> Section {
    let heads = [
        Phrase::ProcHeadGround,
        Phrase::ProcHeadWhere,
        Phrase::ProcHeadNeeds,
    ];
    let mut section = Section::table(Part::Closing, &heads, 2);
    for (ground, row) in closing.iter() {
        let Closing {
            needs,
            when_severity,
            also,
            may_outlive,
        } = row;
        let basis = || Said::from(Words::prose(Sort::Basis, ground));
        let mut add = |key: String, on: Words, what: Said| {
            section.row(
                format!("closing.{ground}.{key}"),
                vec![basis(), on.into(), what],
            );
        };
        let always = Words::new(Phrase::ProcAlways);
        add("needs".to_owned(), always, needed(needs));
        for (level, needs) in when_severity.iter() {
            let on = Words::new(Phrase::ProcIfSeverity).part("values", names.level(level));
            add(format!("when-severity.{level}"), on, needed(needs));
        }
        for Also { when, needs } in also {
            let on = condition(when, names);
            let on = on.unwrap_or_else(|| Words::new(Phrase::ProcAlways));
            add(format!("also.{}", on.meaning()), on, needed(needs));
        }
        if !may_outlive.is_empty() {
            let on = Words::new(Phrase::ProcOutlive);
            let what = may_outlive.iter().map(|_| Words::new(Phrase::ProcActions));
            let what = Said::list(what.collect(), Joint::Comma);
            add("may-outlive".to_owned(), on, what);
        }
    }
    section
}

fn needed(needs: &[Need]) -> Said {
    let words = needs
        .iter()
        .map(|need| Words::prose(Sort::Need, need.word()));
    match needs {
        [] => Words::new(Phrase::ProcNothingNeeded).into(),
        _ => Said::list(words.collect(), Joint::Comma),
    }
}
