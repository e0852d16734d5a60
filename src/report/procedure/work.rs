//! Departments, causes, actions, lots and records.

use super::names::Names;
use super::said::{Part, Section};
use crate::messages::{Phrase, Sort, Words};
use crate::policy::{
    Actions, Care, Departments, Investigation, KeptFrom, Retention, Survey, Tracing,
};

/// Finding the cause, and acting on it.
pub(super) fn work(
    departments: &Departments,
    investigation: &Investigation,
    actions: &Actions,
    names: &Names,
) -> Section {
    let Departments { sign_first, always } = departments;
    let Investigation {
        after_dispute,
        after_rework,
        escape,
        whys,
        recurrence,
    } = investigation;
    let Actions {
        evidence,
        shipped_lots,
    } = actions;
    let mut section = Section::points(Part::Work);
    section.sentence_if("departments.sign-first", *sign_first, Phrase::ProcSignFirst);
    section.pair(
        "departments.always",
        Phrase::ProcAlwaysAsked,
        names.each(always.iter(), Names::role),
    );
    section.sentence_if(
        "investigation.after-dispute",
        *after_dispute,
        Phrase::ProcAfterDispute,
    );
    section.sentence_if(
        "investigation.after-rework",
        *after_rework,
        Phrase::ProcAfterRework,
    );
    section.sentence_if("investigation.escape", *escape, Phrase::ProcEscape);
    if *whys > 0 {
        let words = Words::new(Phrase::ProcWhys).text("count", whys);
        let words = words.text("s", if *whys == 1 { "" } else { "s" });
        section.sentence("investigation.whys", words);
    }
    if let Some(term) = recurrence {
        let words = Words::new(Phrase::ProcRecurrence).limit("limit", term);
        section.sentence("investigation.recurrence", words);
    }
    section.sentence_if("actions.evidence", *evidence, Phrase::ProcEvidence);
    if let Some(count) = shipped_lots {
        let one = count.get() == 1;
        let words = Words::new(Phrase::ProcShippedLots)
            .text("count", count)
            .text("s", if one { "" } else { "s" });
        section.sentence("actions.shipped-lots", words);
    }
    section
}

/// What holds for lots that are followed, and who keeps which record.
pub(super) fn trace(trace: &Tracing, names: &Names) -> [Section; 3] {
    let Tracing {
        links,
        lines,
        isolated,
        unaccounted,
    } = trace;
    let mut section = Section::points(Part::Trace);
    let states = isolated.iter().flat_map(|states| states.iter());
    section.pair(
        "trace.isolated",
        Phrase::ProcIsolated,
        states.map(Words::plain).collect(),
    );
    if let Some(share) = unaccounted {
        let words = Words::new(Phrase::ProcUnaccounted).text("share", share);
        section.sentence("trace.unaccounted", words);
    }
    let heads = [Phrase::ProcHeadRecord, Phrase::ProcHeadKeeper];
    let mut kept = Section::gathered(Part::Links, &heads);
    for (link, keeper) in links.iter() {
        kept.row(
            format!("trace.links.{link}"),
            vec![
                Words::prose(Sort::ChainLink, link).into(),
                names.role(keeper).into(),
            ],
        );
    }
    let heads = [Phrase::ProcHeadLine, Phrase::ProcHeadDepartment];
    let mut run = Section::gathered(Part::Lines, &heads);
    for (line, department) in lines.iter() {
        run.row(
            format!("trace.lines.{line}"),
            vec![Words::plain(line).into(), names.role(department).into()],
        );
    }
    [section, kept, run]
}

/// How often customers of each class are called on and surveyed.
pub(super) fn care(care: &Care, names: &Names) -> Section {
    let Care {
        classes,
        visit,
        survey,
    } = care;
    let mut section = Section::points(Part::Care);
    section.pair(
        "care.classes",
        Phrase::ProcClassesOfCustomers,
        classes
            .names()
            .map(|code| names.customer_class(code))
            .collect(),
    );
    for (key, phrase, limits) in [
        ("visit", Phrase::ProcCareVisit, visit),
        ("survey", Phrase::ProcCareSurvey, survey),
    ] {
        for (class, limit) in limits.iter() {
            let words = Words::new(phrase).part("class", names.customer_class(class));
            section.sentence(&format!("care.{key}.{class}"), words.limit("limit", limit));
        }
    }
    section
}

/// How long records are kept, and how customers are asked.
pub(super) fn records(retention: Option<&Retention>, survey: &Survey) -> Section {
    let Survey { best } = survey;
    let mut section = Section::points(Part::Records);
    if let Some(Retention {
        from,
        keep,
        otherwise,
    }) = retention
    {
        let phrase = match from {
            KeptFrom::Closing => Phrase::ProcKeptClosing,
            KeptFrom::Expiry => Phrase::ProcKeptExpiry,
        };
        let mut words = Words::new(phrase).limit("limit", keep);
        if let Some(term) = otherwise {
            words = words.limit("otherwise", term);
        }
        section.sentence("retention", words);
    }
    let words = Words::new(Phrase::ProcSurvey).text("best", best);
    section.sentence("survey.best", words);
    section
}
