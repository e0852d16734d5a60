//! Lots that are followed back to their suppliers and forward to the customers:
//! tables, a tree, graphs, the deliveries as CSV, a rehearsed recall.

mod deliveries;
mod dot;
mod graph;
mod lots;
mod mermaid;
mod mock;
mod said;
mod table;
mod tree;

pub use deliveries::trace_csv;
pub use dot::trace_dot;
pub use mermaid::trace_mermaid;
pub use mock::trace_mock;
pub use table::trace_table;
pub use tree::trace_tree;

use std::io::{self, Write};

use crate::output::{Screen, Tone, clean};
use crate::report::TraceView;

/// Whether the answer says what lots are made of.
fn is_back(view: &TraceView) -> bool {
    view.direction != "forward"
}

/// Whether the answer says what became of lots.
fn is_forward(view: &TraceView) -> bool {
    view.direction != "back"
}

/// A line in a tone, in as many lines as it needs.
fn toned(out: &mut dyn Write, text: &str, tone: Tone, screen: &Screen) -> io::Result<()> {
    for line in screen.lines(&clean::terminal(text)) {
        writeln!(out, "{}", tone.paint(&clean::ci_line(&line), screen))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
