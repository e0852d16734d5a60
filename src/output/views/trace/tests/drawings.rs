use proptest::prelude::*;

use super::factory::*;
use super::tree::{anything, web};
use super::*;

fn words() -> Vocabulary {
    Vocabulary::new(Lang::En)
}

fn dot_of(view: &TraceView) -> String {
    printed(|out| trace_dot(out, view, &words()))
}

fn mermaid_of(view: &TraceView) -> String {
    printed(|out| trace_mermaid(out, view, &words()))
}

#[test]
fn a_drawing_for_graphviz() {
    assert_eq!(
        dot_of(&of_f1()),
        r##"digraph trace {
  rankdir=LR;
  node [shape=box, fontname="sans-serif"];
  edge [fontname="sans-serif", fontsize=10];
  n1 [label="F1\nfinished AX-7\nmade 2026-11-03 on line 2\nshift A\nby 张三 (production)\n1200 pcs", style=filled, fillcolor=lightyellow, penwidth=3];
  n2 [label="S1\nsemi body\nmade 2026-11-01 on line welding\n1700 pcs"];
  n3 [label="R7\nraw steel sheet\ncame in 2026-10-20\n2000 kg"];
  n4 [label="R8\nraw paint\n80 l"];
  n5 [label="宝钢", shape=ellipse];
  n6 [label="Acme \"Paint\" &amp; Sons", shape=ellipse];
  n7 [label="no inspection report (quality)", style=dashed, color=red, fontcolor=red];
  n8 [label="no requisition for R8 (warehouse)", style=dashed, color=red, fontcolor=red];
  n9 [label="no supplier's lot", style=dashed, color=red, fontcolor=red];
  n10 [label="FG-1 A-03\n190 pcs\nreleased\npallet P-5", shape=note];
  n11 [label="Nord GmbH", shape=ellipse];
  n12 [label="东莞电子", shape=ellipse];
  n2 -> n1 [label="1200 pcs, RQ-4"];
  n3 -> n2 [label="850 kg, RQ-1"];
  n4 -> n2 [label="12 l"];
  n5 -> n3 [label="2000 kg, GI-1, 2026-10-20, H-2291"];
  n6 -> n4 [label="GI-2"];
  n7 -> n1 [style=dashed, color=red];
  n8 -> n2 [style=dashed, color=red];
  n9 -> n4 [style=dashed, color=red];
  n1 -> n10 [style=dotted, arrowhead=none];
  n1 -> n11 [label="100 pcs, DN-3"];
  n1 -> n12 [label="900 pcs, DN-1, DN-4"];
}
"##
    );
}

#[test]
fn a_drawing_for_mermaid() {
    assert_eq!(
        mermaid_of(&of_f1()),
        r##"flowchart LR
  n1["F1<br/>finished AX-7<br/>made 2026-11-03 on line 2<br/>shift A<br/>by 张三 (production)<br/>1200 pcs"]:::found
  n2["S1<br/>semi body<br/>made 2026-11-01 on line welding<br/>1700 pcs"]
  n3["R7<br/>raw steel sheet<br/>came in 2026-10-20<br/>2000 kg"]
  n4["R8<br/>raw paint<br/>80 l"]
  n5(["宝钢"])
  n6(["Acme #34;Paint#34; #38; Sons"])
  n7{{"no inspection report (quality)"}}:::missing
  n8{{"no requisition for R8 (warehouse)"}}:::missing
  n9{{"no supplier's lot"}}:::missing
  n10[("FG-1 A-03<br/>190 pcs<br/>released<br/>pallet P-5")]
  n11(["Nord GmbH"])
  n12(["东莞电子"])
  n2 -->|"1200 pcs, RQ-4"| n1
  n3 -->|"850 kg, RQ-1"| n2
  n4 -->|"12 l"| n2
  n5 -->|"2000 kg, GI-1, 2026-10-20, H-2291"| n3
  n6 -->|"GI-2"| n4
  n7 -.-> n1
  n8 -.-> n2
  n9 -.-> n4
  n1 --- n10
  n1 -->|"100 pcs, DN-3"| n11
  n1 -->|"900 pcs, DN-1, DN-4"| n12
  classDef found stroke-width:4px
  classDef missing stroke:red,color:red,stroke-dasharray:4
"##
    );
}

#[test]
fn many_delivery_notes_are_counted() {
    let mut view = of_f1();
    view.customers.truncate(1);
    view.customers[0].deliveries = (1..=5)
        .map(|at| delivery(&format!("DN-{at}"), "", "", ""))
        .collect();
    let text = dot_of(&view);
    assert!(
        text.contains(r#"[label="100 pcs, DN-1, DN-2, DN-3, and 2 more"]"#),
        "{text}"
    );
}

#[test]
fn a_goods_in_without_supplier_stands_with_its_lot() {
    let mut view = of_f1();
    view.chain[2].receipts[0].supplier = None;
    let text = dot_of(&view);
    let lot = r#"[label="R7\nraw steel sheet\ncame in 2026-10-20\n2000 kg\n2000 kg, GI-1, 2026-10-20, H-2291"]"#;
    assert!(text.contains(lot), "{text}");
}

/// The texts between quotes of a drawing, and the drawing without them.
fn parts(drawing: &str, escapes: bool) -> (Vec<String>, String) {
    let (mut texts, mut rest) = (Vec::new(), String::new());
    let mut text: Option<String> = None;
    let mut chars = drawing.chars();
    while let Some(char) = chars.next() {
        match (&mut text, char) {
            (Some(_), '"') => texts.extend(text.take()),
            (Some(said), '\\') if escapes => said.push(match chars.next() {
                Some('n') => '\n',
                Some(char @ ('"' | '\\')) => char,
                other => panic!("an escape to {other:?}"),
            }),
            (Some(said), char) => {
                assert_ne!(char, '\n', "a text over two lines");
                said.push(char);
            }
            (None, '"') => text = Some(String::new()),
            (None, char) => rest.push(char),
        }
    }
    assert_eq!(text, None, "a quote that is never closed");
    (texts, rest)
}

/// A Mermaid text without its numbered characters.
fn decoded(text: &str) -> String {
    let mut parts = text.split('#');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(';').expect("a number");
        plain.push(char::from_u32(number.parse().expect("a number")).expect("a character"));
        plain.push_str(rest);
    }
    plain
}

fn of_item(item: &str) -> TraceView {
    let mut view = in_a_circle();
    view.chain[0].kind = None;
    view.chain[0].item = some(item);
    view
}

proptest! {
    #[test]
    fn any_text_is_shown_as_it_is(item in "[a-z0-9 \"\\\\&#;<>{}|`*_:.()\n裂-]{1,20}") {
        let view = of_item(&item);
        let clean = clean::terminal(&item).trim().to_owned();
        let (texts, rest) = parts(&dot_of(&view), true);
        let texts: Vec<String> = texts.iter().map(|text| text.replace("&amp;", "&")).collect();
        let lines: Vec<&str> = texts.iter().flat_map(|text| text.split('\n')).collect();
        prop_assert!(clean.is_empty() || lines.contains(&clean.as_str()), "{texts:?}");
        prop_assert!(!rest.contains(['裂', '\\', '&']), "{rest}");

        let (texts, rest) = parts(&mermaid_of(&view), false);
        let lines = texts.iter().flat_map(|text| text.split("<br/>"));
        let lines: Vec<String> = lines.map(decoded).collect();
        prop_assert!(clean.is_empty() || lines.contains(&clean), "{texts:?}");
        prop_assert!(!rest.contains(['裂', '\\', '&', '#', '<', '`']), "{rest}");
    }

    #[test]
    fn every_lot_is_one_node_and_every_use_one_edge(view in anything()) {
        let uses: usize = view.chain.iter().map(|lot| lot.uses.len()).sum();
        for drawing in [dot_of(&view), mermaid_of(&view)] {
            for lot in &view.chain {
                let name = lot.lot.trim_end_matches(';');
                let named = drawing.matches(&format!("\"{name};")).count()
                    + drawing.matches(&format!("\"{name}#59;")).count();
                prop_assert_eq!(named, 1, "{}", drawing);
            }
            prop_assert_eq!(drawing.matches(" ->").count() + drawing.matches(" -->").count(), uses);
        }
    }
}

#[test]
fn thousands_of_lots_end() {
    // Each lot is made of the ten before it, and the first of the last.
    let lots = 3000;
    let uses: Vec<(usize, usize)> = (0..lots)
        .flat_map(|at| (1..=10).map(move |back| (at, (at + lots - back) % lots)))
        .collect();
    let view = web(lots, &uses, &[lots / 2], 2);
    let tree = tree_of(&view, Some(80), Lang::En);
    assert_eq!(tree.matches(": semi").count(), lots);
    assert_eq!(dot_of(&view).matches(" -> ").count(), uses.len());
    assert_eq!(mermaid_of(&view).matches(" --> ").count(), uses.len());
}

#[test]
fn what_markdown_would_make_more_of_is_numbered() {
    for (item, shown) in [
        ("1. steel", "1#46; steel"),
        ("- steel", "#45; steel"),
        ("www.steel", "www#46;steel"),
        ("1.5 mm steel (raw)", "1#46;5 mm steel #40;raw#41;"),
        ("steel 1.5 mm", "steel 1.5 mm"),
    ] {
        let text = mermaid_of(&of_item(item));
        assert!(text.contains(&format!("<br/>{shown}\"]")), "{text}");
    }
}
