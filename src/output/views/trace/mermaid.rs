use std::fmt::Write as _;
use std::io::{self, Write};

use super::graph::{Graph, Shape};
use crate::messages::Vocabulary;
use crate::report::TraceView;

/// The answer as a flow chart for Mermaid, from the suppliers on the left to the
/// customers on the right.
pub fn trace_mermaid(out: &mut dyn Write, view: &TraceView, words: &Vocabulary) -> io::Result<()> {
    let graph = Graph::of(view, words);
    writeln!(out, "flowchart LR")?;
    for (at, node) in graph.nodes.iter().enumerate() {
        let lines: Vec<String> = node.lines.iter().map(|line| escaped(line)).collect();
        let (open, close) = shape(node.shape);
        let text = lines.join("<br/>");
        writeln!(out, "  n{}{open}\"{text}\"{close}", at + 1)?;
    }
    for edge in &graph.edges {
        let arrow = match (graph.nodes[edge.from].shape, graph.nodes[edge.to].shape) {
            (Shape::Missing, _) => "-.->",
            (_, Shape::Stock) => "---",
            _ => "-->",
        };
        let label = match edge.label.as_str() {
            "" => String::new(),
            label => format!("|\"{}\"|", escaped(label)),
        };
        writeln!(out, "  n{} {arrow}{label} n{}", edge.from + 1, edge.to + 1)?;
    }
    writeln!(out, "  classDef found stroke-width:4px")?;
    writeln!(
        out,
        "  classDef missing stroke:red,color:red,stroke-dasharray:4"
    )
}

/// What stands around the text of a node.
fn shape(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Lot => ("[", "]"),
        Shape::Found => ("[", "]:::found"),
        Shape::Supplier | Shape::Customer => ("([", "])"),
        Shape::Stock => ("[(", ")]"),
        Shape::Missing => ("{{", "}}:::missing"),
    }
}

/// Text between quotes. Mermaid reads it as Markdown and HTML, and knows
/// characters by their numbers.
fn escaped(text: &str) -> String {
    let whole = starts_a_list(text);
    let mut safe = String::with_capacity(text.len());
    for char in text.chars() {
        let plain = match char {
            ' ' | ',' | '\'' => true,
            '-' | '.' | '/' | '(' | ')' => !whole,
            char => !char.is_ascii() || char.is_ascii_alphanumeric(),
        };
        match plain {
            true => safe.push(char),
            // Writing to a string cannot fail.
            false => _ = write!(safe, "#{};", u32::from(char)),
        }
    }
    safe
}

/// Whether Markdown would make more of the text than a line.
fn starts_a_list(text: &str) -> bool {
    let rest = text.trim_start_matches(|char: char| char.is_ascii_digit());
    let numbered = rest.len() < text.len() && rest.starts_with(['.', ')']);
    numbered || text.starts_with('-') || text.contains("www.")
}
