//! Cases linked from either side, and where something stands in a case.

use std::io::{self, Write};

use crate::messages::{Phrase, Sort};
use crate::output::{Cell, Column, Screen, Table, Tone};
use crate::report::{FoundView, LinkDirection, LinkView};

/// Which cases this one names, and which name it, behind a blank line. The arrow
/// points from the case that says so to the one that it names.
pub fn links(out: &mut dyn Write, views: &[LinkView], screen: &Screen) -> io::Result<()> {
    if views.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let words = &screen.words;
    let mut table = Table::new([
        Column::fixed(words.text(Phrase::HeadLink)),
        Column::fixed(words.text(Phrase::HeadCase)),
        Column::text(words.text(Phrase::HeadStatus)),
        Column::text(words.text(Phrase::HeadCustomer)).spare(1),
        Column::text(words.text(Phrase::HeadText)),
    ]);
    for view in views {
        let arrow = match view.direction {
            LinkDirection::To => Phrase::LinkTo,
            LinkDirection::From => Phrase::LinkFrom,
        };
        let relation = words.word(Sort::Word, &view.relation);
        let status = match &view.status {
            Some(status) => words.word(Sort::Status, status),
            None => words.text(Phrase::LinkMissing).to_owned(),
        };
        table.push([
            Cell::from(words.say(arrow, &[("relation", relation.as_str())])),
            Cell::new(view.case.clone(), Tone::Strong),
            Cell::from(status),
            Cell::from(view.customer.clone().unwrap_or_else(|| "-".to_owned())),
            Cell::from(view.text.clone().unwrap_or_default()),
        ]);
    }
    table.write(out, screen)
}

/// Where what was searched for stands, unless that is the complaint itself.
pub fn elsewhere(found: &[FoundView], screen: &Screen) -> Option<String> {
    let words = &screen.words;
    let shown = found.iter().filter(|one| one.kind != "open").map(|one| {
        let kind = words.word(Sort::Kind, &one.kind);
        let args = [
            ("kind", kind.as_str()),
            ("entry", one.entry.as_str()),
            ("text", one.text.as_str()),
        ];
        words.say(Phrase::FoundIn, &args)
    });
    let shown: Vec<String> = shown.collect();
    let between = words.text(Phrase::Semicolon);
    (!shown.is_empty()).then(|| shown.join(between))
}
