//! The general part, and how complaints come.

use chrono::NaiveDate;

use super::names::Names;
use super::said::{Part, Section};
use crate::messages::{Phrase, Sort, Words};
use crate::policy::{Entering, Label, Numbering, Period, Policy, Remote};
use crate::yaml::Named;

/// The day of which numbers are shown as an example: its year, month and day
/// cannot be taken for one another.
const EXAMPLE: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();

/// Numbers, and how entries are kept.
pub(super) fn general(
    numbering: &Numbering,
    reserve: Option<&Remote>,
    entering: &Entering,
    names: &Names,
) -> Section {
    let Entering {
        for_others,
        only: _,
        first: _,
        never: _,
        must_say: _,
        commit_within,
    } = entering;
    let mut section = Section::points(Part::General);
    section.sentence("numbering", numbers(numbering));
    if let Some(remote) = reserve {
        let words = Words::new(Phrase::ProcReserve).text("remote", remote);
        section.sentence("reserve", words);
    }
    section.pair(
        "entering.for-others",
        Phrase::ProcForOthers,
        names.each(for_others.iter(), Names::role),
    );
    if let Some(term) = commit_within {
        let words = Words::new(Phrase::ProcCommitWithin).limit("limit", term);
        section.sentence("entering.commit-within", words);
    }
    section
}

fn numbers(numbering: &Numbering) -> Words {
    let example = numbering.number(EXAMPLE, 1);
    let example = example.map_or_else(|| numbering.to_string(), |number| number.to_string());
    let (period, again) = match numbering.period() {
        Period::Month => (Phrase::ProcMonthExample, Phrase::ProcMonth),
        Period::Year => (Phrase::ProcYearExample, Phrase::ProcYear),
        Period::Never => return Words::new(Phrase::ProcNumbersOn).text("example", example),
    };
    let words = Words::new(Phrase::ProcNumbers).text("example", example);
    words.phrase("period", period).phrase("again", again)
}

/// How complaints come, and what they name.
pub(super) fn complaints<'p>(policy: &Policy, names: &Names<'p>) -> Section {
    let mut section = Section::points(Part::Complaints);
    let listed = |list: &Named<Label>, name: fn(&Names<'p>, &str) -> Words| {
        list.names().map(|code| name(names, code)).collect()
    };
    section.pair(
        "channels",
        Phrase::ProcChannels,
        listed(&policy.channels, Names::channel),
    );
    section.pair(
        "spoken",
        Phrase::ProcSpoken,
        names.each(policy.spoken.iter(), Names::channel),
    );
    section.pair(
        "wants",
        Phrase::ProcWants,
        listed(&policy.wants, Names::want),
    );
    section.pair(
        "natures",
        Phrase::ProcNatures,
        listed(&policy.natures, Names::nature),
    );
    section.pair(
        "order-kinds",
        Phrase::ProcOrderKinds,
        listed(&policy.order_kinds, Names::order_kind),
    );
    let intake = policy.intake.iter();
    let intake = intake.map(|field| Words::prose(Sort::Field, field.word()));
    section.pair("intake", Phrase::ProcIntake, intake.collect());
    section.pair(
        "particulars",
        Phrase::ProcParticulars,
        listed(&policy.particulars, Names::particular),
    );
    section.pair(
        "intake-particulars",
        Phrase::ProcIntakeParticulars,
        names.each(policy.intake_particulars.iter(), Names::particular),
    );
    section
}
