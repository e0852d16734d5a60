//! A small factory: steel R7 and paint R8 become the body S1, that the lamps F1
//! and F2; F2 is painted once more.

use std::collections::BTreeMap;

use crate::report::{
    DeliveryView, GapView, GotView, LotBalanceView, LotView, MissingView, MockView, ReceiptView,
    ShareView, StockView, TraceView, UseView,
};

pub fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

pub fn used(lot: &str, quantity: &str, requisition: &str) -> UseView {
    UseView {
        lot: lot.to_owned(),
        quantity: some(quantity),
        requisition: some(requisition),
        more: BTreeMap::new(),
    }
}

fn lot(lot: &str, side: &str, distance: usize, kind: &str, item: &str) -> LotView {
    LotView {
        lot: lot.to_owned(),
        side: side.to_owned(),
        distance,
        kind: some(kind),
        item: some(item),
        ..LotView::default()
    }
}

fn f1(side: &str, distance: usize) -> LotView {
    LotView {
        made: some("2026-11-03"),
        quantity: some("1200 pcs"),
        line: some("2"),
        shift: some("A"),
        person: some("张三"),
        department: some("production"),
        label: some("LB-77"),
        ink_code: some("261103-0042"),
        production_record: some("PR-9"),
        uses: vec![used("S1", "1200 pcs", "RQ-4")],
        ..lot("F1", side, distance, "finished", "AX-7")
    }
}

fn f2(side: &str, distance: usize) -> LotView {
    LotView {
        made: some("2026-11-04"),
        quantity: some("500 pcs"),
        line: some("2"),
        uses: vec![used("S1", "500 pcs", "RQ-5")],
        ..lot("F2", side, distance, "finished", "AX-8")
    }
}

fn s1(side: &str, distance: usize, uses: Vec<UseView>) -> LotView {
    LotView {
        made: some("2026-11-01"),
        quantity: some("1700 pcs"),
        line: some("welding"),
        inspection_report: some("IR-3"),
        more: BTreeMap::from([("furnace".to_owned(), "3".to_owned())]),
        uses,
        ..lot("S1", side, distance, "semi", "body")
    }
}

fn r7(side: &str, distance: usize) -> LotView {
    LotView {
        made: some("2026-10-20"),
        quantity: some("2000 kg"),
        receipts: vec![ReceiptView {
            goods_in: some("GI-1"),
            supplier: some("宝钢"),
            supplier_lot: some("H-2291"),
            date: some("2026-10-20"),
            quantity: some("2000 kg"),
            more: BTreeMap::new(),
        }],
        ..lot("R7", side, distance, "raw", "steel sheet")
    }
}

fn r8(side: &str, distance: usize) -> LotView {
    LotView {
        quantity: some("80 l"),
        receipts: vec![ReceiptView {
            goods_in: some("GI-2"),
            supplier: some("Acme \"Paint\" & Sons"),
            ..ReceiptView::default()
        }],
        ..lot("R8", side, distance, "raw", "paint")
    }
}

fn missing(lot: &str, link: &str, of: &str, department: &str) -> MissingView {
    MissingView {
        lot: lot.to_owned(),
        link: link.to_owned(),
        of: some(of),
        department: some(department),
    }
}

pub fn delivery(note: &str, date: &str, quantity: &str, place: &str) -> DeliveryView {
    DeliveryView {
        delivery_note: some(note),
        date: some(date),
        quantity: some(quantity),
        place: some(place),
        more: BTreeMap::new(),
    }
}

fn customers() -> Vec<GotView> {
    vec![
        GotView {
            customer: "Nord GmbH".to_owned(),
            lot: "F1".to_owned(),
            quantity: some("100 pcs"),
            last: some("2026-11-06"),
            deliveries: vec![delivery("DN-3", "2026-11-06", "100 pcs", "Hamburg")],
        },
        GotView {
            customer: "东莞电子".to_owned(),
            lot: "F1".to_owned(),
            quantity: some("900 pcs"),
            last: some("2026-11-08"),
            deliveries: vec![
                delivery("DN-1", "2026-11-05", "400 pcs", "东莞"),
                delivery("DN-4", "2026-11-08", "500 pcs", ""),
            ],
        },
    ]
}

fn balance(lot: &str, unit: &str, numbers: [&str; 5]) -> LotBalanceView {
    let [made, shipped, stock, used, unaccounted] = numbers;
    LotBalanceView {
        lot: lot.to_owned(),
        unit: unit.to_owned(),
        made: some(made),
        shipped: shipped.to_owned(),
        stock: stock.to_owned(),
        used: used.to_owned(),
        unaccounted: some(unaccounted),
        unknown: 0,
    }
}

fn stock() -> Vec<StockView> {
    vec![StockView {
        lot: "F1".to_owned(),
        warehouse: some("FG-1"),
        place: some("A-03"),
        quantity: some("190 pcs"),
        state: some("released"),
        more: BTreeMap::from([("pallet".to_owned(), "P-5".to_owned())]),
    }]
}

/// Of the lamps F1, found by their label: both ways.
pub fn of_f1() -> TraceView {
    TraceView {
        word: "LB-77".to_owned(),
        found_by: "label".to_owned(),
        direction: "both".to_owned(),
        lots: vec!["F1".to_owned()],
        chain: vec![
            f1("found", 0),
            s1(
                "back",
                1,
                vec![used("R7", "850 kg", "RQ-1"), used("R8", "12 l", "")],
            ),
            r7("back", 2),
            r8("back", 2),
        ],
        missing: vec![
            missing("F1", "inspection-report", "", "quality"),
            missing("S1", "requisition", "R8", "warehouse"),
            missing("R8", "supplier-lot", "", ""),
        ],
        stock: stock(),
        customers: customers(),
        balance: vec![balance("F1", "pcs", ["1200", "1000", "190", "0", "10"])],
        data: "ab12".to_owned(),
        ..TraceView::default()
    }
}

/// Of the steel R7: forward.
pub fn of_r7() -> TraceView {
    TraceView {
        word: "R7".to_owned(),
        found_by: "lot".to_owned(),
        direction: "forward".to_owned(),
        lots: vec!["R7".to_owned()],
        chain: vec![
            r7("found", 0),
            s1("forward", 1, vec![used("R7", "850 kg", "RQ-1")]),
            f1("forward", 2),
            f2("forward", 2),
        ],
        stock: stock(),
        customers: customers(),
        balance: vec![
            balance("R7", "kg", ["2000", "0", "1150", "850", "0"]),
            LotBalanceView {
                unknown: 2,
                ..balance("S1", "pcs", ["1700", "0", "0", "1712", "-12"])
            },
            balance("F1", "pcs", ["1200", "1000", "190", "0", "10"]),
            balance("F2", "pcs", ["", "0", "0", "0", ""]),
        ],
        ..TraceView::default()
    }
}

/// Lots that are made of each other: scrap of C is melted into A again.
pub fn in_a_circle() -> TraceView {
    let circle = |name, side, distance, of| LotView {
        uses: vec![used(of, "5 kg", "")],
        circle: true,
        ..lot(name, side, distance, "semi", "")
    };
    TraceView {
        word: "C".to_owned(),
        found_by: "lot".to_owned(),
        direction: "both".to_owned(),
        lots: vec!["C".to_owned()],
        chain: vec![
            circle("C", "found", 0, "B"),
            circle("B", "back", 1, "A"),
            circle("A", "back", 2, "C"),
        ],
        ..TraceView::default()
    }
}

/// The recall of F1, rehearsed.
pub fn rehearsed() -> MockView {
    let gap = |sort: &str, lot: &str, what: &str, department: &str| GapView {
        sort: sort.to_owned(),
        lot: some(lot),
        what: what.to_owned(),
        department: some(department),
    };
    MockView {
        trace: of_f1(),
        lots: 1,
        customers: 2,
        deliveries: 3,
        found: vec![ShareView {
            kind: "finished".to_owned(),
            unit: "pcs".to_owned(),
            made: "1200".to_owned(),
            shipped: "1000".to_owned(),
            stock: "190".to_owned(),
            used: "0".to_owned(),
            percent: some("99.1"),
        }],
        links: 17,
        gaps: vec![
            gap("missing-link", "F1", "inspection-report", "quality"),
            gap("missing-link", "S1", "requisition R8", "warehouse"),
            gap("unaccounted", "F1", "10 pcs", ""),
            gap("rows-left-out", "", "2", ""),
        ],
    }
}
