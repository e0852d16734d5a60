//! Cases linked from either side, and where something stands in a case.

use std::io::{self, Write};

use super::{Cell, Column, Screen, Table, Tone};
use crate::report::{FoundView, LinkDirection, LinkView};

/// Which cases this one names, and which name it, behind a blank line. The arrow points from the case
/// that says so to the one that it names.
pub fn links(out: &mut dyn Write, views: &[LinkView], screen: &Screen) -> io::Result<()> {
    if views.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let mut table = Table::new([
        Column::fixed("link"),
        Column::fixed("case"),
        Column::fixed("status"),
        Column::text("customer"),
        Column::text("text"),
    ]);
    for view in views {
        let link = match view.direction {
            LinkDirection::To => format!("{} →", view.relation),
            LinkDirection::From => format!("← {}", view.relation),
        };
        let plain = |text: &Option<String>, otherwise: &str| {
            Cell::from(text.as_deref().unwrap_or(otherwise).to_owned())
        };
        table.push([
            Cell::from(link),
            Cell::new(view.case.clone(), Tone::Strong),
            plain(&view.status, "missing"),
            plain(&view.customer, "-"),
            plain(&view.text, ""),
        ]);
    }
    table.write(out, screen)
}

/// Where what was searched for stands, unless that is the complaint itself.
pub fn elsewhere(found: &[FoundView]) -> Option<String> {
    let behind = found.iter().filter(|one| one.kind != "open");
    let shown = |one: &FoundView| format!("{} {}: {}", one.kind, one.entry, one.text);
    let shown: Vec<String> = behind.map(shown).collect();
    (!shown.is_empty()).then(|| shown.join("; "))
}
