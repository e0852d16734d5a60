//! Chains, balances and what cannot be true, worked out by hand.

use super::*;
use crate::case::kinds::{ChainLink, Direction, FoundBy};
use crate::trace::{Expected, Missing};

const LOTS: &str = "lot,kind,item,made,line,quantity,unit,label,ink_code,inspection_report,production_record,serial_from,serial_to\n\
    F1,finished,AX-7,2026-10-10,2,100,pcs,LB-1,20261010A,QI-1,PR-1,SN001,SN100\n\
    F2,finished,AX-7,2026-10-12,2,50,pcs,LB-2,20261012A,,PR-2,SN101,SN150\n\
    S1,semi,cell,2026-10-08,1,200,pcs,,,QI-0,PR-0,,\n\
    R7,raw,driver IC,,,,,,,,,,\n";
const USES: &str = "lot,uses_lot,quantity,unit,requisition\n\
    F1,S1,100,pcs,RQ-3\n\
    F2,S1,50,pcs,RQ-4\n\
    S1,R7,20,kg,RQ-1\n\
    S1,R8,200,pcs,\n";
const RECEIPTS: &str = "lot,goods_in,supplier,supplier_lot,date,quantity,unit,item\n\
    R7,GR-1,南山电子,NS-77,2026-09-01,60,kg,\n\
    R7,GR-3,南山电子,NS-78,2026-09-03,40,kg,\n\
    R8,,Glassworks,GW-5,2026-09-05,500,pcs,glass\n";
const SHIPMENTS: &str = "lot,customer,date,quantity,unit,delivery_note\n\
    F1,Kestrel,2026-10-15,30,pcs,DN-2\n\
    F1,HD,2026-10-14,40,pcs,DN-1\n\
    F2,Nordlicht,2026-10-14,50,pcs,DN-1\n\
    F1,华东,2026-10-16,20,pcs,DN-3\n";
const STOCK: &str = "lot,warehouse,place,quantity,unit,state\n\
    F1,成品仓,A-03,10,pcs,released\n\
    S1,半成品仓,,45,pcs,\n";

fn of(sheets: &[(Sheet, &str)]) -> Data {
    let part = |(sheet, text): &(Sheet, &str)| {
        let file = format!("cases/trace/{sheet}.csv");
        read(*sheet, &file, (*text).to_owned()).unwrap()
    };
    Data::of(sheets.iter().map(part).collect())
}

fn factory() -> Data {
    let data = of(&[
        (Sheet::Lots, LOTS),
        (Sheet::Uses, USES),
        (Sheet::Receipts, RECEIPTS),
        (Sheet::Shipments, SHIPMENTS),
        (Sheet::Stock, STOCK),
    ]);
    assert_eq!(data.wrong, []);
    data
}

fn named<'a>(data: &'a Data, lots: &[(Lot, usize)]) -> Vec<(&'a str, usize)> {
    let each = lots.iter().map(|(lot, far)| (data.name(*lot), *far));
    each.collect()
}

#[test]
fn lots_lead_back_to_raw_ones_and_forward_to_finished_ones() {
    let data = factory();
    let walk = |lot: &str, direction| {
        let walked = data.walk(&[data.lot(lot).unwrap()], direction);
        assert!(walked.circles.is_empty());
        (
            named(&data, &walked.back),
            named(&data, &walked.forward),
            walked
                .touched()
                .map(|lot| data.name(lot))
                .collect::<Vec<_>>(),
        )
    };
    let back = vec![("S1", 1), ("R7", 2), ("R8", 2)];
    let forward = vec![("S1", 1), ("F1", 2), ("F2", 2)];
    assert_eq!(walk("F1", Direction::Back), (back, vec![], vec!["F1"]));
    let touched = vec!["R7", "S1", "F1", "F2"];
    assert_eq!(walk("R7", Direction::Forward), (vec![], forward, touched));
    let raw = vec![("R7", 1), ("R8", 1)];
    let made = vec![("F1", 1), ("F2", 1)];
    assert_eq!(
        walk("S1", Direction::Both),
        (raw, made, vec!["S1", "F1", "F2"])
    );
}

#[test]
fn whoever_got_a_lot_is_named_with_every_delivery() {
    let data = factory();
    let lots = ["F1", "F2"].map(|lot| data.lot(lot).unwrap());
    let meant = |name: &str| if name == "HD" { "华东" } else { name }.to_owned();
    let got: Vec<String> = data
        .got(&lots, meant)
        .iter()
        .map(|got| {
            let notes = got.deliveries.iter().map(|one| {
                let cells = data.cells(one.at);
                cells.get("delivery_note").unwrap().to_owned()
            });
            let notes: Vec<String> = notes.collect();
            let quantity = got.quantity.as_ref().unwrap();
            format!(
                "{} {} {quantity} {}",
                got.customer,
                data.name(got.lot),
                notes.join("+")
            )
        })
        .collect();
    assert_eq!(
        got,
        [
            "Kestrel F1 30 pcs DN-2",
            "Nordlicht F2 50 pcs DN-1",
            "华东 F1 60 pcs DN-1+DN-3",
        ]
    );
}

/// Unit, made, shipped, stock, used, unaccounted.
fn balance(data: &Data, lot: &str) -> Vec<String> {
    let lines = data.balance(data.lot(lot).unwrap()).into_iter();
    lines
        .map(|it| {
            let known = |number: Option<rust_decimal::Decimal>| {
                number.map_or("?".to_owned(), |number| number.normalize().to_string())
            };
            format!(
                "{} {} = {} + {} + {} + {}",
                it.unit,
                known(it.made),
                it.shipped,
                it.stock,
                it.used,
                known(it.unaccounted())
            )
        })
        .collect()
}

#[test]
fn what_was_made_is_shipped_in_stock_used_or_unaccounted_for() {
    let data = factory();
    for (lot, line) in [
        ("F1", "pcs 100 = 90 + 10 + 0 + 0"),
        ("F2", "pcs 50 = 50 + 0 + 0 + 0"),
        ("S1", "pcs 200 = 0 + 45 + 150 + 5"),
        ("R7", "kg 100 = 0 + 0 + 20 + 80"),
        ("R8", "pcs 500 = 0 + 0 + 200 + 300"),
    ] {
        assert_eq!(balance(&data, lot), [line], "{lot}");
    }
    // Without the number made nobody knows the rest; without a number shipped
    // the sum is not whole, and that is counted.
    let data = of(&[
        (Sheet::Lots, "lot\nF1\nF2\n"),
        (
            Sheet::Shipments,
            "lot,customer,date,quantity,unit\nF1,A,2026-10-14,5.50,kg\nF1,A,2026-10-14,,kg\n",
        ),
    ]);
    assert_eq!(balance(&data, "F1"), ["kg ? = 5.5 + 0 + 0 + ?"]);
    assert_eq!(balance(&data, "F2"), [""; 0]);
    let unknown = |lot: &str| data.unknown(data.lot(lot).unwrap());
    assert_eq!([unknown("F1"), unknown("F2")], [1, 0]);
}

fn missing(data: &Data, lot: &str, expected: &Expected) -> (Vec<String>, usize) {
    let (found, count) = data.missing(data.lot(lot).unwrap(), expected);
    let each = |one: &Missing| {
        let of = one
            .of
            .map_or(String::new(), |of| format!(" {}", data.name(of)));
        format!("{} {}{of}", data.name(one.lot), one.link)
    };
    (found.iter().map(each).collect(), count)
}

#[test]
fn every_missing_link_is_named() {
    let data = factory();
    let by_columns = Expected::by_columns(&data);
    for (lot, expected, count) in [
        // warehouse, label, ink code, inspection, production, materials; S1's
        // requisition.
        ("F1", vec![], 7),
        ("F2", vec!["F2 inspection-report"], 7),
        ("S1", vec!["S1 requisition R8"], 5),
        ("R7", vec![], 4),
        ("R8", vec!["R8 goods-in"], 4),
    ] {
        let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(missing(&data, lot, &by_columns), (expected, count), "{lot}");
    }
    // Where somebody says which links there are, no others count.
    let only = Expected::of(vec![ChainLink::InkCode, ChainLink::GoodsIn]);
    assert_eq!(missing(&data, "F2", &only), (vec![], 1));
    assert_eq!(
        missing(&data, "R8", &only),
        (vec!["R8 goods-in".to_owned()], 1)
    );
}

#[test]
fn a_link_counts_where_the_data_have_its_column() {
    let data = of(&[
        (Sheet::Lots, "lot,kind,label\nF1,成品,\nF2,finished,LB-2\n"),
        (Sheet::Uses, "lot,uses_lot\nF1,R1\nR1,R2\n"),
        (Sheet::Stock, "lot,quantity,unit\nF9,1,pcs\n"),
    ]);
    let expected = Expected::by_columns(&data);
    let of = |lot: &str| missing(&data, lot, &expected).0;
    assert_eq!(of("F1"), ["F1 label"]);
    assert_eq!(of("F2"), ["F2 materials"]);
    // Where a lot is unknown the chain ends.
    assert_eq!(of("R1"), ["R1 lot"]);
    assert_eq!(of("F9"), ["F9 lot"]);
}

/// File, line, code and arguments of each finding.
fn faults(sheets: &[(Sheet, &str)]) -> Vec<String> {
    let found = of(sheets).faults().into_iter();
    found
        .map(|finding| {
            let args: Vec<String> = finding
                .args
                .iter()
                .map(|(name, value)| format!("{name}={}", value.plain()))
                .collect();
            let place = &finding.place;
            let file = place.file.as_deref().unwrap();
            let file = file.trim_start_matches("cases/trace/");
            let line = place.line.unwrap();
            format!("{file}:{line} {} {}", finding.code, args.join(" "))
        })
        .collect()
}

#[test]
fn a_factory_in_order_has_no_faults() {
    assert_eq!(factory().faults(), []);
}

#[test]
fn what_cannot_be_true_is_named_with_file_and_line() {
    let lots = "lot,made,quantity,unit\nF1,2026-10-10,100,pcs\nS1,2026-10-11,10,pcs\n";
    let uses = |row: &str| format!("lot,uses_lot,quantity,unit\n{row}\n");
    let check = |row: &str| faults(&[(Sheet::Lots, lots), (Sheet::Uses, &uses(row))]);
    assert_eq!(
        check("F1,S1,5,pcs"),
        ["uses.csv:2 used-before-made lot=S1 day=2026-10-10 made=2026-10-11 other=F1"]
    );
    assert_eq!(check("S1,F1,100,pcs"), [""; 0]);
    assert_eq!(
        check("S1,F1,101,pcs"),
        ["lots.csv:2 more-than-made lot=F1 found=101 pcs made=100 pcs over=1 pcs"]
    );
    assert_eq!(
        check("S1,F1,2,kg"),
        ["uses.csv:2 two-units lot=F1 unit=pcs found=kg"]
    );
    assert_eq!(
        check("S1,X9,2,kg\nF1,X9,2,kg"),
        ["uses.csv:2 unknown-lot lot=X9"]
    );
    assert_eq!(
        check("S1,F1,1,pcs\nF1,F1,1,pcs"),
        ["uses.csv:3 lots-in-circle lot=F1 lots=F1"]
    );
    assert_eq!(
        check("S1,F1,1,pcs\nF1,S1,1,pcs"),
        [
            "uses.csv:3 used-before-made lot=S1 day=2026-10-10 made=2026-10-11 other=F1",
            "uses.csv:3 lots-in-circle lot=F1 lots=F1, S1",
        ]
    );
    let shipped = "lot,customer,date,quantity,unit\nF1,A,2026-10-10,60,pcs\nF1,A,2026-10-09,60,pcs\nF7,A,2026-10-09,1,pcs\n";
    assert_eq!(
        faults(&[(Sheet::Lots, lots), (Sheet::Shipments, shipped)]),
        [
            "lots.csv:2 more-than-made lot=F1 found=120 pcs made=100 pcs over=20 pcs",
            "shipments.csv:3 shipped-before-made lot=F1 day=2026-10-09 made=2026-10-10",
            "shipments.csv:4 unknown-lot lot=F7",
        ]
    );
    // Without any list of lots, shipments alone are as they should be.
    assert_eq!(faults(&[(Sheet::Shipments, shipped)]), [""; 0]);
    assert_eq!(
        faults(&[(
            Sheet::Lots,
            "lot,quantity,unit\nF1,5,pcs\nF2,5,pcs\nF1,5,pcs\n"
        )]),
        ["lots.csv:4 lot-again lot=F1 first=cases/trace/lots.csv:2"]
    );
}

#[test]
fn rows_of_exports_that_overlap_are_named() {
    let shipped = "lot,customer,date,quantity,unit\nF1,A,2026-10-01,5,pcs\n";
    let part = |sheet: Sheet, file: &str, text: &str| {
        read(sheet, &format!("cases/trace/{file}"), text.to_owned()).unwrap()
    };
    let stock = "lot,warehouse,quantity,unit\nF1,W1,";
    let data = Data::of(vec![
        part(
            Sheet::Shipments,
            "shipments-a.csv",
            &format!("{shipped}F1,A,2026-10-01,5,pcs\n"),
        ),
        part(
            Sheet::Shipments,
            "shipments-b.csv",
            "customer,lot,unit,date,quantity\nA,F1,pcs,2026-10-01,5\nB,F1,pcs,2026-10-01,5\n",
        ),
        part(Sheet::Stock, "stock-a.csv", &format!("{stock}5,pcs\n")),
        part(Sheet::Stock, "stock-b.csv", &format!("{stock}4,pcs\n")),
    ]);
    let found: Vec<String> = data
        .faults()
        .iter()
        .map(|finding| {
            let first = finding.args.get("first").unwrap().plain();
            format!("{} {} {first}", finding.place, finding.code)
        })
        .collect();
    assert_eq!(
        found,
        [
            "cases/trace/shipments-b.csv:2:1 row-again cases/trace/shipments-a.csv:2",
            "cases/trace/stock-b.csv:2:1 row-again cases/trace/stock-a.csv:2",
        ]
    );
}

#[test]
fn a_row_and_a_goods_in_that_disagree_are_named() {
    let found = faults(&[
        (
            Sheet::Lots,
            "lot,kind,quantity,unit\nR1,raw,150,m\nR2,raw,30,m\n",
        ),
        (
            Sheet::Receipts,
            "lot,quantity,unit\nR1,100,m\nR2,10,m\nR2,20.0,m\n",
        ),
    ]);
    assert_eq!(
        found,
        ["lots.csv:2 quantity-differs lot=R1 made=150 m found=100 m"]
    );
}

#[test]
fn lots_that_look_like_one_are_told() {
    let data = of(&[
        (Sheet::Lots, "lot\nP2610-01\nP2610-02\n"),
        (
            Sheet::Shipments,
            "lot,customer,date,quantity,unit\np2610-01,A,2026-10-01,5,pcs\nP261O-01,B,2026-10-01,5,pcs\nP2610-03,C,2026-10-01,5,pcs\n",
        ),
    ]);
    let found = data.alike(&[data.lot("P2610-01").unwrap()]);
    let each = found
        .iter()
        .map(|one| format!("{}:{}", data.name(one.other), one.at.line()));
    assert_eq!(each.collect::<Vec<_>>(), ["p2610-01:2", "P261O-01:3"]);
    assert_eq!(data.like("p2610 0I"), Some("P2610-01"));
    // What is made of S1 stands under another name: L1 and who got it are missing.
    let data = of(&[
        (Sheet::Lots, "lot\nS1\nL1\n"),
        (Sheet::Uses, "lot,uses_lot\nl1,S1\n"),
    ]);
    let walked = data.walk(&[data.lot("S1").unwrap()], Direction::Forward);
    let found = data.alike(&walked.all());
    let each = found
        .iter()
        .map(|one| (data.name(one.lot), data.name(one.other)));
    assert_eq!(each.collect::<Vec<_>>(), [("L1", "l1")]);
}

#[test]
fn of_headings_that_mean_the_same_the_first_counts() {
    let data = of(&[
        (
            Sheet::Lots,
            "批号,品号,品名,生产线,班组\nF1,X-7,显示屏,2,甲\n",
        ),
        (Sheet::Uses, "成品批次,物料批次,数量,单位\nF1,R1,5,千克\n"),
    ]);
    assert_eq!(data.wrong, []);
    let f1 = data.lot("F1").unwrap();
    let cells = data.cells(data.row_of(f1).unwrap());
    assert_eq!(
        (cells.get("item"), cells.get("line")),
        (Some("X-7"), Some("2"))
    );
    let more = [("品名", "显示屏"), ("班组", "甲")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(cells.more(), more.into());
    assert_eq!(data.walk(&[f1], Direction::Back).back.len(), 1);
}

#[test]
fn material_that_came_later_than_it_was_used_is_a_fault() {
    let found = faults(&[
        (Sheet::Lots, "lot,made\nS1,2026-09-01\n"),
        (Sheet::Uses, "lot,uses_lot\nS1,R7\n"),
        (Sheet::Receipts, "lot,date\nR7,2026-09-02\nR7,2026-09-03\n"),
    ]);
    assert_eq!(
        found,
        ["uses.csv:2 used-before-made lot=R7 day=2026-09-01 made=2026-09-02 other=S1"]
    );
}

#[test]
fn lots_are_found_by_what_stands_on_goods_and_papers() {
    let data = factory();
    let find = |word: &str, by| {
        let found = data.find(word, by).into_iter();
        found
            .map(|found| {
                let lots: Vec<&str> = found.lots.iter().map(|lot| data.name(*lot)).collect();
                format!("{} {}", found.by, lots.join("+"))
            })
            .collect::<Vec<String>>()
    };
    for (word, found) in [
        ("F1", "lot F1"),
        ("ｆ1", "lot F1"),
        ("sn100", "serial F1"),
        (" F1 ", "lot F1"),
        ("lb-2", "label F2"),
        ("ＬＢ－２", "label F2"),
        ("20261010a", "ink-code F1"),
        ("SN100", "serial F1"),
        ("SN90..SN101", "serial F1+F2"),
        ("DN-1", "delivery-note F1+F2"),
        ("ns-78", "supplier-lot R7"),
    ] {
        assert_eq!(find(word, None), [found], "{word}");
    }
    for nobody in ["F9", "F-1", "LB", "SN151", ""] {
        assert_eq!(find(nobody, None), [""; 0], "{nobody}");
    }
    assert_eq!(find("F1", Some(FoundBy::Label)), [""; 0]);
    assert_eq!(find("LB-1", Some(FoundBy::Label)), ["label F1"]);
}

#[test]
fn a_word_that_is_two_things_is_one_only_where_they_mean_the_same_lots() {
    let data = of(&[(
        Sheet::Lots,
        "lot,label,ink_code\nF1,X,X\nF2,Y,Z\nF3,Z,\nX9,F2,\n",
    )]);
    let find = |word: &str| {
        let found = data.find(word, None).into_iter();
        found.map(|found| found.by.word()).collect::<Vec<_>>()
    };
    assert_eq!(find("X"), ["label"]);
    assert_eq!(find("Z"), ["label", "ink-code"]);
    // What is a lot is no label.
    assert_eq!(find("F2"), ["lot"]);
}

#[test]
fn circles_end_and_are_found() {
    let data = of(&[(
        Sheet::Uses,
        "lot,uses_lot\nA,B\nB,C\nC,A\nC,D\nD,E\nE,E\nF,A\n",
    )]);
    let walked = data.walk(&[data.lot("B").unwrap()], Direction::Both);
    assert_eq!(
        named(&data, &walked.back),
        [("C", 1), ("A", 2), ("D", 2), ("E", 3)]
    );
    assert_eq!(
        named(&data, &walked.forward),
        [("A", 1), ("C", 2), ("F", 2)]
    );
    let mut circles: Vec<&str> = walked.circles.iter().map(|lot| data.name(*lot)).collect();
    circles.sort_unstable();
    assert_eq!(circles, ["A", "B", "C", "E"]);
}

#[test]
fn a_chain_of_a_hundred_thousand_lots_is_walked() {
    let rows: String = (0..100_000)
        .map(|at| format!("L{at},L{}\n", at + 1))
        .collect();
    let data = of(&[(Sheet::Uses, &format!("lot,uses_lot\n{rows}"))]);
    let walked = data.walk(&[data.lot("L0").unwrap()], Direction::Back);
    assert_eq!(walked.back.len(), 100_000);
    assert_eq!(data.faults(), []);
}

#[test]
fn rows_are_kept_as_far_as_they_can_be_read() {
    let text = "lot,uses_lot,quantity,unit\nF1,S1,x,pcs\nF1,,5,pcs\n,S1,5,pcs\nF1,S2,,\n";
    let data = of(&[(Sheet::Uses, text)]);
    let walked = data.walk(&[data.lot("F1").unwrap()], Direction::Back);
    assert_eq!(named(&data, &walked.back), [("S1", 1), ("S2", 1)]);
    let places: Vec<(usize, Code)> = data
        .wrong
        .iter()
        .map(|finding| (finding.place.line.unwrap(), finding.code))
        .collect();
    assert_eq!(
        places,
        [
            (2, Code::BadValue),
            (3, Code::MissingKey),
            (4, Code::MissingKey),
            (5, Code::MissingKey),
        ]
    );
    assert_eq!(data.wrong_rows, 4);
}

#[test]
fn headings_may_be_chinese() {
    let data = of(&[
        (
            Sheet::Lots,
            "批号,类别,品名,生产日期,数量,单位,喷码\nF1,成品,显示屏,2026/10/10,100,片,P1\n",
        ),
        (
            Sheet::Uses,
            "批号,用料批次,数量,单位,领料单号,备注\nF1,R1,5,千克,LL-1,急\n",
        ),
        (
            Sheet::Receipts,
            "批号,供应商,供应商批号,入库单号,到货日期\nR1,南山,NS-1,RK-1,2026-09-01\n",
        ),
        (
            Sheet::Shipments,
            "批次,客户名称,发货日期,数量,单位,送货单号\nF1,华东,2026-10-12,60,片,SH-1\n",
        ),
        (
            Sheet::Stock,
            "批次,仓库,库位,数量,单位,状态\nF1,成品仓,A-03,40,片,合格\n",
        ),
    ]);
    assert_eq!(
        (data.wrong.as_slice(), data.faults().as_slice()),
        (&[][..], &[][..])
    );
    assert_eq!(balance(&data, "F1"), ["片 100 = 60 + 40 + 0 + 0"]);
    let [f1, r1] = ["F1", "R1"].map(|lot| data.lot(lot).unwrap());
    let cells = data.cells(data.use_rows(f1).next().unwrap().1);
    assert_eq!(cells.get("requisition"), Some("LL-1"));
    assert_eq!(cells.more(), [("备注".to_owned(), "急".to_owned())].into());
    assert_eq!(
        missing(&data, "R1", &Expected::by_columns(&data)).0,
        ["R1 item"]
    );
    assert_eq!(data.find("ns-1", None)[0].lots, [r1]);
}

#[test]
fn kinds_are_said_in_two_languages_or_seen_by_what_becomes_of_a_lot() {
    let data = of(&[
        (
            Sheet::Lots,
            "lot,kind\nA,Finished\nB,半成品\nC,原材料\nD,pig\nE,\nG,\n",
        ),
        (Sheet::Uses, "lot,uses_lot\nA,G\n"),
        (Sheet::Receipts, "lot\nE\n"),
    ]);
    let kind = |lot: &str| {
        let kind = data.kind(data.lot(lot).unwrap());
        kind.map(LotKind::word)
    };
    let kinds = ["A", "B", "C", "D", "E", "G"].map(kind);
    let all = ["finished", "semi", "raw", "finished", "raw", "semi"];
    assert_eq!(kinds, all.map(Some));
    assert_eq!(data.wrong.len(), 1);
    assert_eq!(data.wrong[0].code, Code::UnknownWord);
}
