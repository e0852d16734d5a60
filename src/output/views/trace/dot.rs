use std::io::{self, Write};

use super::graph::{Graph, Shape};
use crate::messages::Vocabulary;
use crate::report::TraceView;

/// The answer as a graph for Graphviz, from the suppliers on the left to the
/// customers on the right.
pub fn trace_dot(out: &mut dyn Write, view: &TraceView, words: &Vocabulary) -> io::Result<()> {
    let graph = Graph::of(view, words);
    writeln!(out, "digraph trace {{")?;
    writeln!(out, "  rankdir=LR;")?;
    writeln!(out, "  node [shape=box, fontname=\"sans-serif\"];")?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=10];")?;
    for (at, node) in graph.nodes.iter().enumerate() {
        let lines: Vec<String> = node.lines.iter().map(|line| escaped(line)).collect();
        let style = style(node.shape);
        writeln!(
            out,
            "  n{} [label=\"{}\"{style}];",
            at + 1,
            lines.join("\\n")
        )?;
    }
    for edge in &graph.edges {
        let label = match edge.label.as_str() {
            "" => String::new(),
            label => format!("label=\"{}\"", escaped(label)),
        };
        let style = match (graph.nodes[edge.from].shape, graph.nodes[edge.to].shape) {
            (Shape::Missing, _) => "style=dashed, color=red",
            (_, Shape::Stock) => "style=dotted, arrowhead=none",
            _ => "",
        };
        let both = [label.as_str(), style];
        let given: Vec<&str> = both.into_iter().filter(|text| !text.is_empty()).collect();
        let attributes = match given.is_empty() {
            true => String::new(),
            false => format!(" [{}]", given.join(", ")),
        };
        writeln!(out, "  n{} -> n{}{attributes};", edge.from + 1, edge.to + 1)?;
    }
    writeln!(out, "}}")
}

/// How a node looks.
fn style(shape: Shape) -> &'static str {
    match shape {
        Shape::Lot => "",
        Shape::Found => ", style=filled, fillcolor=lightyellow, penwidth=3",
        Shape::Supplier | Shape::Customer => ", shape=ellipse",
        Shape::Stock => ", shape=note",
        Shape::Missing => ", style=dashed, color=red, fontcolor=red",
    }
}

/// Text between quotes. Graphviz takes `\N` for the name of a node and `&lt;`
/// for `<`.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('&', "&amp;")
}
