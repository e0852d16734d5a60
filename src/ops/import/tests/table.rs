//! Cells, fields and rows.

use serde_json::json;

use super::*;

#[test]
fn every_field_of_a_complaint_can_be_filled() {
    let more = "  source: {column: a, values: {客户: customer, 经销商: dealer}}
  channel: {value: phone}
  consignee: {column: b}
  contact: {column: b}
  owner: {value: li.wei}
  product.model: {column: c}
  product.lot: {column: d}
  product.serials: {column: e, split: ';'}
  product.produced: {column: f}
  product.expires: {column: f}
  product.sold: {column: f, dates: '%Y-%d-%m'}
  product.price: {column: g, unit: CNY}
  quantity: {column: h, unit: pcs}
  order.kind: {value: MO}
  order.number: {column: h}
  delivery_note: {column: h}
  defect: {column: c}
  wants: {column: i, split: 、, values: {补货: replacement, 报告: report}}
  service: {value: free}
  stage: {value: production}
";
    let row = "经销商,王敏,AX-7,007,S1;S2;,2026-01-02,12.50,1200,报告、补货、报告";
    assert_eq!(
        open(more, "a,b,c,d,e,f,g,h,i", row),
        json!({
            "when": "2026-06-08T00:00:00+08:00",
            "source": "dealer",
            "customer": "华东电子",
            "reference": "crm:7",
            "channel": "phone",
            "consignee": "王敏",
            "contact": "王敏",
            "owner": "li.wei",
            "product": {
                "model": "AX-7", "lot": "007", "serials": ["S1", "S2"],
                "produced": "2026-01-02", "expires": "2026-01-02", "sold": "2026-02-01",
                "price": "12.50 CNY",
            },
            "quantity": "1200 pcs",
            "order": {"kind": "MO", "number": "1200"},
            "delivery_note": "1200",
            "defect": "AX-7",
            "description": "亮线",
            "wants": ["report", "replacement"],
            "service": "free",
            "stage": "production",
        })
    );
}

#[test]
fn what_a_row_does_not_say_is_left_out() {
    let more = "  product.lot: {column: a}\n  order.kind: {column: a}\n  wants: {column: a}\n";
    assert_eq!(
        open(more, "a", "\u{3000}\t"),
        json!({
            "when": "2026-06-08T00:00:00+08:00",
            "customer": "华东电子",
            "reference": "crm:7",
            "description": "亮线",
        })
    );
}

#[test]
fn dates_go_by_the_first_form_that_fits_and_keep_their_offset() {
    let rule = "'%Y-%m-%d'\n";
    let forms = "['%Y-%m-%d', '%d.%m.%Y %H:%M', '%Y-%m-%dT%H:%M:%S%z']\n";
    let map = map(&SMALL.replace(rule, forms));
    let text = "id,date,customer,text\n1,2026-06-08,a,b\n2,8.6.2026 09:30,a,b\n\
                3,2026-06-08T09:30:00+0100,a,b\n";
    let when = |row: RowOutcome| row.result.unwrap().open.when.unwrap().to_string();
    assert_eq!(
        outcomes(text, &map)
            .into_iter()
            .map(when)
            .collect::<Vec<_>>(),
        [
            "2026-06-08T00:00:00+08:00",
            "2026-06-08T09:30:00+08:00",
            "2026-06-08T09:30:00+01:00"
        ]
    );
}

#[test]
fn cells_that_do_not_fit_their_field_are_named_all_at_once() {
    let more = "  quantity: {column: a}\n  product.price: {column: a}\n  source: {column: a}
  owner: {column: a}\n  product.sold: {column: a}\n";
    let field = |code, field: &str| (code, field.to_owned(), "1,200 块?".to_owned());
    assert_eq!(
        wrong(more, "a", "\"1,200 块?\""),
        [
            field(Code::UnknownWord, "source"),
            field(Code::BadValue, "owner"),
            field(Code::BadValue, "product.sold"),
            field(Code::BadValue, "product.price"),
            field(Code::BadValue, "quantity"),
        ]
    );
}

#[test]
fn values_outside_the_table_are_each_named() {
    let more = "  wants: {column: a, split: ',', values: {x: report}}\n";
    let not = |value: &str| (Code::NotInTable, "wants".to_owned(), value.to_owned());
    assert_eq!(wrong(more, "a", "\"x,y, z\""), [not("y"), not("z")]);
    let findings = only(more, "a", "y").unwrap_err();
    assert_eq!(arg(&findings[0], "column"), "a");
}

#[test]
fn a_field_for_one_value_takes_no_two() {
    let more = "  defect: {column: a, split: ','}\n";
    let two = (Code::BadValue, "defect".to_owned(), "B1,C2".to_owned());
    assert_eq!(wrong(more, "a", "\"B1,C2\""), [two]);
    assert_eq!(open(more, "a", "\"B1,,B1,\"")["defect"], "B1");
}

#[test]
fn rows_are_graded_where_they_name_a_criterion() {
    let more = "classify:
  criteria: {column: a, split: ',', values: {S: safety}, prefixes: {B: function-lost}}
  scope: {column: b, values: {一: single}}
  nature: {column: b, values: {一: quality}}
";
    let draft = only(more, "a,b", "\"B1,S,B2\",一").unwrap();
    let classify = draft.classify.unwrap();
    let criteria: Vec<&str> = classify.criteria.iter().map(|text| text.as_str()).collect();
    assert_eq!(criteria, ["function-lost", "safety"]);
    assert_eq!(classify.scope.as_str(), "single");
    assert_eq!(classify.nature.unwrap().as_str(), "quality");
    assert_eq!(only(more, "a,b", ",").unwrap().classify, None);
    let lacking = (Code::CellMissing, "scope".to_owned(), String::new());
    assert_eq!(wrong(more, "a,b", "S,"), [lacking]);
    let unlisted = (Code::NotInTable, "criteria".to_owned(), "Z".to_owned());
    assert_eq!(wrong(more, "a,b", "Z,一"), [unlisted]);
}

#[test]
fn text_is_kept_with_its_line_breaks_and_quotes() {
    let text = "id,date,customer,text\r\n1,2026-06-08,华东电子,\"亮线\n第二行, \"\"深\"\"  \"\r\n\
                \r\n,,,\r\n2,2026-06-09,华东电子,x\r\n";
    let map = map(SMALL);
    let rows = outcomes(text, &map);
    let shown: Vec<(u64, String)> = rows
        .iter()
        .map(|row| {
            (
                row.place,
                row.result.as_ref().unwrap().open.description.to_string(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [(2, "亮线\n第二行, \"深\"".to_owned()), (6, "x".to_owned())]
    );
    assert_eq!(
        rows[0].raw,
        "1,2026-06-08,华东电子,\"亮线\n第二行, \"\"深\"\"  \""
    );
    assert_eq!(rows[1].raw, "2,2026-06-09,华东电子,x");
}

#[test]
fn columns_go_by_number_where_there_is_no_header() {
    let text = "delimiter: tab\nheader: false\nsource: crm\nid: [1, 2]\ndates: '%Y%m%d'
open: {when: {column: 3}, customer: {column: 4}, description: {column: [4, 2], join: ': '}}\n";
    let map = map(text);
    let rows = outcomes("A\t1\t20260608\t华东\nA\t2\t20260609\t华东\n", &map);
    let references: Vec<&str> = rows
        .iter()
        .map(|row| row.reference.as_deref().unwrap())
        .collect();
    assert_eq!(references, ["crm:A/1", "crm:A/2"]);
    assert_eq!(rows.iter().map(|row| row.place).collect::<Vec<_>>(), [1, 2]);
    let open = &rows[1].result.as_ref().unwrap().open;
    assert_eq!(open.description.as_str(), "华东: 2");
}
