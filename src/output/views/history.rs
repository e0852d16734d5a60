use std::io::{self, Write};

use super::{brief, brief_span, short};
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Cell, Column, Screen, Table, Tone};
use crate::report::{CommitView, EntryView, HistoryRow, HistoryView};

/// The story of a case: each entry with the commit that brought it.
pub fn history(out: &mut dyn Write, view: &HistoryView, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let signed = view.entries.iter().any(|row| {
        row.commit
            .as_ref()
            .is_some_and(|commit| commit.signature != "none")
    });
    let mut columns = vec![
        Column::number("#"),
        Column::fixed(words.text(Phrase::HeadId)),
        Column::fixed(words.text(Phrase::HeadHappened)),
        Column::fixed(words.text(Phrase::HeadEntered)),
        Column::fixed(words.text(Phrase::HeadCommitted)),
        Column::fixed(words.text(Phrase::HeadCommit)),
        Column::text(words.text(Phrase::HeadBy)),
    ];
    if signed {
        columns.push(Column::fixed(words.text(Phrase::HeadSignature)));
    }
    columns.push(Column::text(words.text(Phrase::HeadWhat)));
    let mut table = Table::new(columns);
    for row in &view.entries {
        let commit = row.commit.as_ref();
        let mut cells = vec![
            Cell::from(row.entry.place.to_string()),
            Cell::from(row.entry.id.clone()),
            Cell::from(short(&row.happened)),
            entered(row, words),
            committed(row, words),
            Cell::from(commit.map_or("-", |commit| commit.id.get(..10).unwrap_or(&commit.id))),
            Cell::from(who(&row.entry, commit, words)),
        ];
        if signed {
            cells.push(signature(commit, words));
        }
        let kind = words.word(Sort::Kind, &row.entry.kind);
        let what = format!("{kind} {}", brief(&row.entry, words));
        cells.push(match row.altered {
            true => Cell::new(
                words.say(Phrase::AlteredSince, &[("what", &what)]),
                Tone::Bad,
            ),
            false => Cell::from(what),
        });
        table.push(cells);
    }
    table.write(out, screen)
}

/// When it was entered: nothing more is said where that was as it happened.
fn entered(row: &HistoryRow, words: &Vocabulary) -> Cell {
    match row.entered_after {
        ..60 => Cell::from(words.text(Phrase::AtOnce)),
        after => Cell::from(format!("+{}", brief_span(after, words))),
    }
}

/// When it was committed, and how long that took.
fn committed(row: &HistoryRow, words: &Vocabulary) -> Cell {
    let Some((commit, after)) = row.commit.as_ref().zip(row.committed_after) else {
        return Cell::new(words.text(Phrase::NotCommitted), Tone::Dim);
    };
    let tone = if row.late { Tone::Bad } else { Tone::Plain };
    match after {
        ..60 => Cell::new(short(&commit.time), tone),
        after => Cell::new(
            format!("{} +{}", short(&commit.time), brief_span(after, words)),
            tone,
        ),
    }
}

/// Who says it, who typed it, and who committed it where that is neither.
fn who(entry: &EntryView, commit: Option<&CommitView>, words: &Vocabulary) -> String {
    let by = match &entry.via {
        Some(via) => words.say(Phrase::Via, &[("by", &entry.by), ("via", via)]),
        None => entry.by.clone(),
    };
    let Some(commit) = commit else {
        return by;
    };
    let own = |person: &String| *person == entry.by || entry.via.as_ref() == Some(person);
    if commit.person.as_ref().is_some_and(own) {
        return by;
    }
    let author = commit
        .person
        .clone()
        .unwrap_or_else(|| format!("{} <{}>", commit.author, commit.email));
    words.say(Phrase::CommittedBy, &[("by", &by), ("author", &author)])
}

fn signature(commit: Option<&CommitView>, words: &Vocabulary) -> Cell {
    let (phrase, tone) = match commit.map(|commit| commit.signature.as_str()) {
        Some("good") => (Phrase::SignedGood, Tone::Plain),
        Some("untrusted") => (Phrase::SignedUntrusted, Tone::Plain),
        Some("bad") => (Phrase::SignedBad, Tone::Bad),
        _ => return Cell::from("-"),
    };
    Cell::new(words.text(phrase), tone)
}
