use super::factory::*;
use super::*;
use crate::output::term;
use crate::report::DeliveryView;
use crate::report::{GapView, MockView};

#[test]
fn a_table_has_a_section_for_each_question() {
    assert_eq!(
        table_of(&of_f1(), Some(120), Lang::En),
        "\
label LB-77: lot F1
F1: finished AX-7, made 2026-11-03 on line 2, shift A, by 张三 (production), 1200 pcs

lot  link               record
F1   warehouse          FG-1 A-03
F1   label              LB-77
F1   ink-jet code       261103-0042
F1   inspection report  missing (quality)
F1   production record  PR-9
F1   materials          S1 body 1200 pcs
F1   requisition        RQ-4 for S1
S1   inspection report  IR-3
S1   materials          R7 steel sheet 850 kg
S1   materials          R8 paint 12 l
S1   requisition        RQ-1 for R7
S1   requisition        missing for R8 (warehouse)
R7   item               steel sheet
R7   goods-in           GI-1
R7   supplier           宝钢
R7   supplier's lot     H-2291
R8   item               paint
R8   goods-in           GI-2
R8   supplier           Acme \"Paint\" & Sons
R8   supplier's lot     missing

lot  item             day         responsible                   line     shift  person
F1   finished AX-7    2026-11-03  production                    2        A      张三
S1   semi body        2026-11-01  -                             welding  -      -
R7   raw steel sheet  2026-10-20  supplier 宝钢                 -        -      -
R8   raw paint        -           supplier Acme \"Paint\" & Sons  -        -      -

missing: lot F1: no inspection report (kept by quality)
missing: lot S1: no requisition for R8 (kept by warehouse)
missing: lot R8: no supplier's lot

lot  item           unit  made  shipped  in stock  used  unaccounted
F1   finished AX-7  pcs   1200     1000       190     0           10

lot  warehouse  place  quantity  state
F1   FG-1       A-03    190 pcs  released

customer   lot  quantity  deliveries  last day    delivery notes
Nord GmbH  F1    100 pcs           1  2026-11-06  DN-3
东莞电子   F1    900 pcs           2  2026-11-08  DN-1, DN-4
"
    );
}

#[test]
fn forward_says_nothing_of_suppliers() {
    assert_eq!(
        table_of(&of_r7(), Some(80), Lang::En),
        "\
R7: raw steel sheet, came in 2026-10-20, 2000 kg

lot  item             unit  made  shipped     in  used  unaccounted        no
                                           stock                     quantity
R7   raw steel sheet  kg    2000        0   1150   850            0         -
S1   semi body        pcs   1700        0      0  1712          -12         2
F1   finished AX-7    pcs   1200     1000    190     0           10         -
F2   finished AX-8    pcs      ?        0      0     0            ?         -

lot  warehouse  place  quantity  state
F1   FG-1       A-03    190 pcs  released

customer   lot  quantity  deliveries  last day    delivery notes
Nord GmbH  F1    100 pcs           1  2026-11-06  DN-3
东莞电子   F1    900 pcs           2  2026-11-08  DN-1, DN-4
"
    );
}

#[test]
fn a_table_in_chinese() {
    let mut view = of_f1();
    view.customers.clear();
    view.stock.clear();
    view.chain.truncate(2);
    assert_eq!(
        table_of(&view, Some(80), Lang::Zh),
        "\
标签 LB-77：批次 F1
F1：成品 AX-7、2026-11-03 生产、产线 2、班次 A、张三（production）、1200 pcs

批次  环节          记录
F1    标签          LB-77
F1    喷码          261103-0042
F1    检验报告      缺失（quality）
F1    生产质量记录  PR-9
F1    用料记录      S1 body 1200 pcs
F1    领料单        RQ-4（S1）
S1    检验报告      IR-3
S1    用料记录      R7 850 kg
S1    用料记录      R8 12 l
S1    领料单        RQ-1（R7）
S1    领料单        R8 缺失（warehouse）

批次  品名         日期        责任方      产线     班次  人员
F1    成品 AX-7    2026-11-03  production  2        A     张三
S1    半成品 body  2026-11-01  -           welding  -     -

缺失：批次 F1 的检验报告，由quality保存
缺失：批次 S1 领用 R8 的领料单，由warehouse保存
缺失：批次 R8 的供应商批号

批次  品名       单位  总量  已发  库存  耗用  去向不明
F1    成品 AX-7  pcs   1200  1000   190     0        10
"
    );
}

#[test]
fn nothing_is_wider_than_the_screen() {
    for (width, lang) in [60, 80, 120]
        .into_iter()
        .flat_map(|w| [(w, Lang::En), (w, Lang::Zh)])
    {
        for view in [of_f1(), of_r7(), in_a_circle()] {
            let tables = table_of(&view, Some(width), lang);
            let tree = tree_of(&view, Some(width), lang);
            let mock = printed(|out| trace_mock(out, &rehearsed(), &screen(Some(width), lang)));
            for line in [tables, tree, mock].iter().flat_map(|text| text.lines()) {
                assert!(term::width(line) <= width.into(), "{width} {line:?}");
            }
        }
    }
}

#[test]
fn a_lot_of_which_none_is_left_went_by_its_delivery_notes() {
    let mut view = of_f1();
    view.stock.clear();
    let text = table_of(&view, Some(120), Lang::En);
    let row = "F1   warehouse          delivery note DN-3, DN-1, DN-4\n";
    assert!(text.contains(row), "{text}");
}

#[test]
fn what_is_wrong_stands_out() {
    let coloured = Screen {
        colour: true,
        ..screen(None, Lang::En)
    };
    let text = printed(|out| trace_table(out, &of_f1(), &coloured));
    assert!(text.contains("\x1b[31mmissing (quality)\x1b[0m"), "{text}");
    assert!(text.contains("\x1b[31mmissing: lot R8: no supplier's lot\x1b[0m"));
    // 10 pieces are nowhere, 12 pieces of S1 never were made.
    assert!(text.contains("\x1b[33m10\x1b[0m"), "{text}");
    let text = printed(|out| trace_table(out, &of_r7(), &coloured));
    assert!(text.contains("\x1b[31m-12\x1b[0m"), "{text}");
    assert!(!text.contains("\x1b[33m0\x1b"), "{text}");
}

#[test]
fn a_lot_of_which_nothing_is_known_is_named() {
    let view = TraceView {
        lots: vec!["R9".to_owned()],
        direction: "back".to_owned(),
        ..TraceView::default()
    };
    assert_eq!(table_of(&view, Some(80), Lang::En), "lot R9\n");
    assert_eq!(tree_of(&view, Some(80), Lang::En), "R9\n");
}

#[test]
fn a_line_that_says_so_is_not_called_one() {
    let mut view = of_r7();
    view.chain[0].line = some("Line 4");
    view.chain[0].made = None;
    let text = tree_of(&view, None, Lang::En);
    assert!(
        text.starts_with("R7: raw steel sheet, Line 4, 2000 kg\n"),
        "{text}"
    );
    view.chain[0].line = some("4");
    let text = tree_of(&view, None, Lang::Zh);
    assert!(
        text.starts_with("R7：原材料 steel sheet、产线 4、2000 kg\n"),
        "{text}"
    );
}

#[test]
fn deliveries_for_a_spreadsheet() {
    let mut view = of_f1();
    view.customers[0].customer = "=cmd()".to_owned();
    view.customers[0].deliveries = vec![DeliveryView {
        date: some("2026-11-06"),
        quantity: some("100 pcs"),
        more: [("driver".to_owned(), "吴 @1".to_owned())].into(),
        ..DeliveryView::default()
    }];
    let text = printed(|out| trace_csv(out, &view, &screen(None, Lang::Zh)));
    assert_eq!(
        text,
        "\
customer,lot,delivery_note,date,quantity,unit,place,driver
'=cmd(),F1,,2026-11-06,100,pcs,,吴 @1
东莞电子,F1,DN-1,2026-11-05,400,pcs,东莞,
东莞电子,F1,DN-4,2026-11-08,500,pcs,,
"
    );
}

#[test]
fn a_rehearsed_recall_is_a_page() {
    assert_eq!(
        printed(|out| trace_mock(out, &rehearsed(), &screen(Some(80), Lang::En))),
        "\
mock recall of LB-77: lots touched 1, customers 2, deliveries 3
label LB-77: lot F1
F1: finished AX-7, made 2026-11-03 on line 2, shift A, by 张三 (production),
1200 pcs
chain back: 14 of 17 links on record
trace data: sha256 ab12

kind      unit  made  shipped  in stock  used  traceable
finished  pcs   1200     1000       190     0      99.1%

gaps: 4
lot F1: no inspection report (kept by quality)
lot S1: no requisition for R8 (kept by warehouse)
lot F1: 10 pcs unaccounted for
rows of the data that cannot be read whole: 2
"
    );
}

#[test]
fn every_gap_has_its_sentence() {
    let of = |sort: &str, what: &str| {
        let mock = MockView {
            gaps: vec![GapView {
                sort: sort.to_owned(),
                lot: some("F1"),
                what: what.to_owned(),
                department: None,
            }],
            ..MockView::default()
        };
        let last = |lang| {
            let text = printed(|out| trace_mock(out, &mock, &screen(None, lang)));
            text.lines().last().unwrap_or_default().to_owned()
        };
        (last(Lang::En), last(Lang::Zh))
    };
    for (sort, what, english, chinese) in [
        (
            "too-much",
            "12 pcs",
            "lot F1: 12 pcs more left than was made",
            "批次 F1：去向数量比总量多 12 pcs",
        ),
        (
            "made-unknown",
            "",
            "lot F1: nobody knows how much was made",
            "批次 F1：总量不明",
        ),
        (
            "quantity-unknown",
            "2",
            "lot F1: rows without a quantity: 2",
            "批次 F1：没有数量的行：2",
        ),
        (
            "customer-unknown",
            "5 pcs",
            "lot F1: shipped, nobody knows to whom: 5 pcs",
            "批次 F1：发货客户不明：5 pcs",
        ),
        (
            "circle",
            "",
            "lot F1: it is made of lots that are made of it",
            "批次 F1：与其他批次互为用料（循环）",
        ),
        (
            "missing-link",
            "label",
            "lot F1: no label",
            "批次 F1：缺标签",
        ),
    ] {
        assert_eq!(of(sort, what), (english.to_owned(), chinese.to_owned()));
    }
}

#[test]
fn a_recall_without_gaps_says_so() {
    let mut mock = rehearsed();
    mock.gaps.clear();
    let text = printed(|out| trace_mock(out, &mock, &screen(None, Lang::En)));
    let last = text.lines().last();
    assert_eq!(
        last,
        Some("everything can be traced: no link is missing, and all goods are accounted for")
    );
}
