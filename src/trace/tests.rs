use super::*;
use crate::case::Date;
use crate::finding::{Code, Finding};

fn read(text: &str) -> (Vec<Shipment>, Vec<Finding>) {
    read_shipments("cases/trace/shipments.csv", text).unwrap()
}

/// Line, column and code of each finding.
fn places(found: &[Finding]) -> Vec<(usize, usize, Code)> {
    let each = |finding: &Finding| {
        let place = &finding.place;
        assert_eq!(place.file.as_deref(), Some("cases/trace/shipments.csv"));
        (place.line.unwrap(), place.column.unwrap(), finding.code)
    };
    found.iter().map(each).collect()
}

fn on(text: &str) -> chrono::NaiveDate {
    Date::parse(text).unwrap().0
}

#[test]
fn columns_may_come_in_any_order_with_others_between() {
    let (rows, wrong) = read(
        "\u{feff}Date,order,quantity, Unit ,lot,delivery_note,customer,place\r\n\
         2026-10-01,SO-1,\"1,200\",pcs,L1,DN-1,\"华东, 电子\",苏州\r\n\
         \r\n\
         2026/10/2 00:00:00,SO-2,500.50,kg,L2,,Kestrel,\r\n",
    );
    assert_eq!(wrong, []);
    let [first, second] = rows.as_slice() else {
        panic!("{rows:?}");
    };
    assert_eq!(first.customer, "华东, 电子");
    assert_eq!(first.quantity.to_string(), "1200 pcs");
    assert_eq!(first.delivery_note.as_deref(), Some("DN-1"));
    assert_eq!((first.place.as_deref(), first.line), (Some("苏州"), 2));
    assert_eq!((second.lot.as_str(), second.line), ("L2", 4));
    assert_eq!((second.date.0, &second.place), (on("2026-10-02"), &None));
    assert_eq!(second.quantity.to_string(), "500.50 kg");
}

#[test]
fn other_delimiters_and_days_are_understood() {
    let (rows, wrong) = read("lot;customer;date;quantity;unit\nL1;A;20261002;1200片;\n");
    assert_eq!(wrong, []);
    assert_eq!(rows[0].quantity.to_string(), "1200 片");
    assert_eq!(rows[0].date.0, on("2026-10-02"));
    let (rows, _) = read("lot\tcustomer\tdate\tquantity\tunit\nL1\tA\t2026.1.2\t3\tpcs\n");
    assert_eq!(rows[0].date.0, on("2026-01-02"));
}

#[test]
fn a_bad_row_is_named_with_line_and_column_and_the_others_are_read() {
    let (rows, wrong) = read(
        "lot,customer,date,quantity,unit\n\
         L1,A,2026-02-30,1200,pcs\n\
         \"L\n1\",华东,2026-10-01,-5,pcs\n\
         ,A,2026-10-01,,pcs\n\
         L1,A,2026-10-01,12,\n\
         L1,A,2026-10-01,12\n\
         L1,A,2026-10-01,12,pcs\n\
         L1,\"A\"x,2026-10-01,12,pcs\n",
    );
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].line, 8);
    assert_eq!(
        places(&wrong),
        [
            (2, 6, Code::BadValue),
            (4, 18, Code::BadValue),
            (5, 1, Code::MissingKey),
            (5, 15, Code::MissingKey),
            (6, 20, Code::MissingKey),
            (7, 1, Code::RaggedRow),
            (9, 1, Code::StrayQuote),
        ]
    );
}

#[test]
fn a_text_without_the_columns_is_no_shipment_data() {
    let refused =
        |text: &str| places(&read_shipments("cases/trace/shipments.csv", text).unwrap_err());
    assert_eq!(refused(""), [(1, 1, Code::EmptyFile)]);
    assert_eq!(
        refused("lot,customer,day,quantity\n"),
        [(1, 1, Code::UnknownColumn), (1, 1, Code::UnknownColumn)]
    );
    assert_eq!(
        refused("lot,customer,date,quantity,unit,lot\n"),
        [(1, 1, Code::DuplicateKey)]
    );
}

#[test]
fn shipments_add_up_by_customer_lot_and_unit_up_to_a_day() {
    let (rows, _) = read(
        "lot,customer,date,quantity,unit\n\
         L1,华东电子,2026-10-01,1000.000,pcs\n\
         L1,HD,2026-10-05,200,pcs\n\
         L1,HD,2026-10-05,3,kg\n\
         L1,Kestrel,2026-10-05,70,pcs\n",
    );
    let meant = |name: &str| if name == "HD" { "华东电子" } else { name }.to_owned();
    let all = Shipments::of(&rows, meant);
    let shipped = |customer, lot, unit, day| {
        let many = all.shipped(customer, lot, unit, on(day));
        many.map(|many| many.to_string())
    };
    let some = |many: &str| Some(many.to_owned());
    assert_eq!(shipped("华东电子", "L1", "pcs", "2026-10-04"), some("1000"));
    assert_eq!(shipped("华东电子", "L1", "pcs", "2026-10-05"), some("1200"));
    assert_eq!(shipped("华东电子", "L1", "kg", "2026-10-05"), some("3"));
    assert_eq!(shipped("华东电子", "L9", "pcs", "2026-10-05"), some("0"));
    assert_eq!(shipped("华东电子", "L1", "pcs", "2026-09-30"), None);
    assert_eq!(
        Shipments::default().shipped("A", "L1", "pcs", on("2026-10-05")),
        None
    );
}
