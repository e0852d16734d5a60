//! The documents that the procedure names, and its own words.

use super::events::events;
use super::names::Names;
use super::said::{Part, Section};
use crate::messages::{Phrase, Sort, Words};
use crate::policy::{AnomalySort, Form, Label, Status};
use crate::yaml::Named;

/// Codes and titles of documents, and which entries carry what they say.
pub(super) fn documents(forms: &Named<Form>, names: &Names) -> Section {
    let heads = [
        Phrase::ProcHeadTitle,
        Phrase::ProcHeadCode,
        Phrase::ProcHeadOf,
    ];
    let mut section = Section::table(Part::Documents, &heads, 1);
    for (name, form) in forms.iter() {
        let Form { code, title, of } = form;
        section.row(
            format!("forms.{name}"),
            vec![
                names.form(name, title).into(),
                code.as_ref().map(Words::plain).into(),
                events(of, names).into(),
            ],
        );
    }
    section
}

/// What the house calls anomalies of goods, and where a case stands.
pub(super) fn own_words(labels: &Named<Label>, names: &Names) -> Section {
    let heads = [Phrase::ProcHeadUsual, Phrase::ProcHeadOwn];
    let mut section = Section::table(Part::Words, &heads, 1);
    for code in labels.names() {
        let status = Status::parse(code).map(|_| ("status", Sort::Status));
        let anomaly = AnomalySort::parse(code).map(|_| ("anomaly", Sort::Anomaly));
        for (of, sort) in status.into_iter().chain(anomaly) {
            section.row(
                format!("labels.{code}"),
                vec![
                    Words::prose(sort, code).into(),
                    names.own(of, sort, code).into(),
                ],
            );
        }
    }
    section
}
