use std::collections::BTreeMap;

use proptest::prelude::*;

use super::factory::*;
use super::*;
use crate::report::{LotView, UseView};

#[test]
fn back_stands_before_forward() {
    assert_eq!(
        tree_of(&of_f1(), None, Lang::En),
        "\
F1: finished AX-7, made 2026-11-03 on line 2, shift A, by 张三 (production), 1200 pcs, label LB-77, ink-jet code 261103-0042, production record PR-9
├─ back
│  ├─ ! no inspection report (quality)
│  └─ S1, used 1200 pcs, requisition RQ-4: semi body, made 2026-11-01 on line welding, 1700 pcs, inspection report IR-3, furnace 3
│     ├─ ! no requisition for R8 (warehouse)
│     ├─ R7, used 850 kg, requisition RQ-1: raw steel sheet, came in 2026-10-20, 2000 kg
│     │  └─ goods-in GI-1, 2026-10-20, 2000 kg, supplier 宝钢, supplier's lot H-2291
│     └─ R8, used 12 l: raw paint, 80 l
│        ├─ ! no supplier's lot
│        └─ goods-in GI-2, supplier Acme \"Paint\" & Sons
└─ forward
   ├─ in stock: FG-1 A-03, 190 pcs, released, pallet P-5
   ├─ customer Nord GmbH: delivery note DN-3, 2026-11-06, 100 pcs, Hamburg
   └─ customer 东莞电子: 900 pcs, 2 deliveries
      ├─ delivery note DN-1, 2026-11-05, 400 pcs, 东莞
      └─ delivery note DN-4, 2026-11-08, 500 pcs
"
    );
}

#[test]
fn long_lines_hang_below_their_branch() {
    let mut view = of_r7();
    view.chain.truncate(3);
    assert_eq!(
        tree_of(&view, Some(60), Lang::Zh),
        "\
R7：原材料 steel sheet、2026-10-20 进货、2000 kg
└─ 去向
   └─ S1、耗用 850 kg、领料单 RQ-1：半成品 body、
      │ 2026-11-01 生产、产线 welding、1700 pcs、检验报告
      │ IR-3、furnace 3
      └─ F1、耗用 1200 pcs、领料单 RQ-4：成品 AX-7、
         │ 2026-11-03 生产、产线 2、班次 A、张三
         │ （production）、1200 pcs、标签 LB-77、喷码
         │ 261103-0042、生产质量记录 PR-9
         ├─ 库存：FG-1 A-03、190 pcs、已放行、pallet P-5
         ├─ 客户 Nord GmbH：送货单 DN-3、2026-11-06、100
         │    pcs、Hamburg
         └─ 客户 东莞电子：900 pcs、发货 2 次
            ├─ 送货单 DN-1、2026-11-05、400 pcs、东莞
            └─ 送货单 DN-4、2026-11-08、500 pcs
"
    );
}

#[test]
fn a_lot_is_shown_once_and_then_named() {
    // F2 is painted with R8 too, which stands below S1 already.
    let mut view = of_f1();
    view.direction = "back".to_owned();
    view.missing.clear();
    view.lots.push("F2".to_owned());
    view.chain.push(LotView {
        lot: "F2".to_owned(),
        uses: vec![used("S1", "500 pcs", "RQ-5"), used("R8", "3 l", "RQ-6")],
        ..LotView::default()
    });
    let text = tree_of(&view, None, Lang::En);
    let second = text.split("\n\n").nth(1);
    assert_eq!(
        second,
        Some(
            "\
F2
└─ back
   ├─ S1 (above), used 500 pcs, requisition RQ-5
   └─ R8 (above), used 3 l, requisition RQ-6
"
        )
    );
}

#[test]
fn a_circle_ends_and_is_said() {
    let expected = "\
C (circle): semi
├─ back
│  └─ B (circle), used 5 kg: semi
│     └─ A (circle), used 5 kg: semi
│        └─ C (circle), used 5 kg
└─ forward
   └─ A (above), took 5 kg
      └─ B (above), took 5 kg
         └─ C (circle), took 5 kg
";
    assert_eq!(tree_of(&in_a_circle(), Some(80), Lang::En), expected);
    // Nobody need have marked the lots.
    let mut view = in_a_circle();
    for lot in &mut view.chain {
        lot.circle = false;
    }
    let text = tree_of(&view, Some(80), Lang::En);
    assert_eq!(text.matches("C (circle), ").count(), 2, "{text}");
    assert!(text.starts_with("C: semi\n"), "{text}");
}

/// `L0` is made of `L1`, that of `L2`, and so on.
fn row(lots: usize) -> TraceView {
    let lot = |at: usize| LotView {
        lot: format!("L{at}"),
        kind: some("semi"),
        side: if at == 0 { "found" } else { "back" }.to_owned(),
        distance: at,
        uses: match at + 1 < lots {
            true => vec![used(&format!("L{}", at + 1), "", "")],
            false => Vec::new(),
        },
        ..LotView::default()
    };
    TraceView {
        direction: "back".to_owned(),
        lots: vec!["L0".to_owned()],
        chain: (0..lots).map(lot).collect(),
        ..TraceView::default()
    }
}

#[test]
fn what_stands_too_deep_comes_below() {
    // 55 columns leave 15 beside the 40 for the text: 5 steps of 3 columns.
    assert_eq!(
        tree_of(&row(7), Some(55), Lang::En),
        "\
L0: semi
└─ back
   └─ L1: semi
      └─ L2: semi
         └─ L3: semi
            └─ L4 (below)

L4: semi
└─ back
   └─ L5: semi
      └─ L6: semi
"
    );
}

#[test]
fn a_very_long_chain_takes_neither_stack_nor_room() {
    let text = tree_of(&row(100_000), None, Lang::En);
    assert_eq!(text.matches(": semi").count(), 100_000);
    assert!(text.len() < 10_000_000, "{}", text.len());
}

#[test]
fn what_a_terminal_or_a_log_obeys_is_not_obeyed() {
    let mut view = in_a_circle();
    view.lots = vec!["::error::\x1b[2J".to_owned()];
    view.chain[0].lot = view.lots[0].clone();
    view.chain[0].item = some("a\nb\u{202e}");
    let text = tree_of(&view, None, Lang::En);
    let first = text.lines().next();
    assert_eq!(
        first,
        Some(r": :error::\u{1b}[2J (circle): semi a b\u{202e}")
    );
}

/// Any lots made of any others, themselves too.
pub fn anything() -> impl Strategy<Value = TraceView> {
    let uses = prop::collection::vec((0usize..30, 0usize..30), 0..60);
    let found = prop::collection::vec(0usize..30, 1..4);
    (uses, found, 0usize..3).prop_map(|(uses, found, direction)| web(30, &uses, &found, direction))
}

pub fn web(lots: usize, uses: &[(usize, usize)], found: &[usize], direction: usize) -> TraceView {
    let name = |at: usize| format!("L{at};");
    let mut all: BTreeMap<usize, Vec<UseView>> = (0..lots).map(|at| (at, Vec::new())).collect();
    for (lot, of) in uses {
        all.entry(*lot).or_default().push(used(&name(*of), "", ""));
    }
    let mut starts: Vec<usize> = Vec::new();
    starts.extend(found);
    starts.sort_unstable();
    starts.dedup();
    let lot = |(at, uses): (usize, Vec<UseView>)| LotView {
        lot: name(at),
        kind: some("semi"),
        uses,
        ..LotView::default()
    };
    TraceView {
        direction: ["back", "forward", "both"][direction].to_owned(),
        lots: starts.into_iter().map(name).collect(),
        chain: all.into_iter().map(lot).collect(),
        ..TraceView::default()
    }
}

/// The lots to which those found lead, in the directions that are wanted.
fn reached(view: &TraceView) -> BTreeMap<String, usize> {
    let mut seen: Vec<(String, bool)> = Vec::new();
    for lot in &view.lots {
        seen.extend([true, false].map(|back| (lot.clone(), back)));
    }
    let mut at = 0;
    while let Some((lot, back)) = seen.get(at).cloned() {
        at += 1;
        let wanted = if back {
            is_back(view)
        } else {
            is_forward(view)
        };
        for other in view.chain.iter().filter(|_| wanted) {
            for used in &other.uses {
                let next = match back {
                    true if other.lot == lot => &used.lot,
                    false if used.lot == lot => &other.lot,
                    _ => continue,
                };
                let next = (next.clone(), back);
                if !seen.contains(&next) {
                    seen.push(next);
                }
            }
        }
    }
    seen.into_iter().map(|(lot, _)| (lot, 1)).collect()
}

proptest! {
    #[test]
    fn every_lot_is_told_once(view in anything(), width in prop::option::of(60u16..120)) {
        let text = tree_of(&view, width, Lang::En);
        let mut told: BTreeMap<String, usize> = BTreeMap::new();
        for line in text.lines().filter(|line| line.ends_with(": semi")) {
            let name = line.trim_start_matches(['│', '├', '└', '─', ' ']);
            let name = name.split_inclusive(';').next().unwrap_or_default();
            *told.entry(name.to_owned()).or_default() += 1;
        }
        prop_assert_eq!(told, reached(&view), "{}", text);
    }

    #[test]
    fn lots_that_are_named_stand_where_it_says(view in anything()) {
        let text = tree_of(&view, Some(60), Lang::En);
        let branches = ['│', '├', '└', '─', ' '];
        let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches(branches)).collect();
        for (at, line) in lines.iter().enumerate() {
            if let Some((name, "")) = line.split_once(" (above)") {
                prop_assert!(lines[..at].contains(&&*format!("{name}: semi")), "{}", text);
            }
            if let Some((name, "")) = line.split_once(" (below)") {
                let named = lines[at + 1..].iter().filter_map(|line| line.strip_prefix(name));
                let mut named = named.filter(|rest| *rest != " (below)");
                prop_assert!(named.next().is_some(), "{}", text);
            }
        }
    }
}
