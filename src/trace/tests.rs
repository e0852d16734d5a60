mod following;

use super::*;
use crate::case::Date;
use crate::finding::{Code, Finding};

const FILE: &str = "cases/trace/shipments.csv";

fn data(text: &str) -> Data {
    Data::of(vec![read(Sheet::Shipments, FILE, text.to_owned()).unwrap()])
}

/// Line, customer, day, quantity of each shipment.
fn rows(data: &Data) -> Vec<String> {
    let each = |row: &rows::ShipmentRow| {
        let customer = row.customer.map_or("-", |name| data.customers.name(name));
        let date = row.date.map_or("-".to_owned(), |date| date.to_string());
        let many = row
            .many
            .map_or("-".to_owned(), |many| data.amount(many).to_string());
        let lot = data.name(row.lot);
        format!("{} {lot} {customer} {date} {many}", row.at.line)
    };
    data.rows.shipments.iter().map(each).collect()
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
    let data = data(
        "\u{feff}Date,order,quantity, Unit ,lot,delivery_note,customer,place\r\n\
         2026-10-01,SO-1,\"1,200\",pcs,L1,DN-1,\"华东, 电子\",苏州\r\n\
         \r\n\
         2026/10/2 00:00:00,SO-2,500.50,kg,L2,,Kestrel,\r\n",
    );
    assert_eq!(data.wrong, []);
    assert_eq!(
        rows(&data),
        [
            "2 L1 华东, 电子 2026-10-01 1200 pcs",
            "4 L2 Kestrel 2026-10-02 500.5 kg",
        ]
    );
    // What has no meaning here is kept for whoever wants to see it.
    let [first, second] = [0, 1].map(|row| data.cells(data.rows.shipments[row].at));
    assert_eq!(first.get("delivery_note"), Some("DN-1"));
    assert_eq!(first.get("place"), Some("苏州"));
    let order = |number: &str| [("order".to_owned(), number.to_owned())].into();
    assert_eq!(first.more(), order("SO-1"));
    assert_eq!((second.get("place"), second.more()), (None, order("SO-2")));
}

#[test]
fn other_delimiters_and_days_are_understood() {
    let semicolons = data("lot;customer;date;quantity;unit\nL1;A;20261002;1200片;\n");
    assert_eq!(semicolons.wrong, []);
    assert_eq!(rows(&semicolons), ["2 L1 A 2026-10-02 1200 片"]);
    let tabs = data("lot\tcustomer\tdate\tquantity\tunit\nL1\tA\t2026.1.2\t3\tpcs\n");
    assert_eq!(rows(&tabs), ["2 L1 A 2026-01-02 3 pcs"]);
}

#[test]
fn a_bad_row_is_named_with_line_and_column_and_the_rest_is_used() {
    let data = data(
        "lot,customer,date,quantity,unit\n\
         L1,A,2026-02-30,1200,pcs\n\
         \"L\n1\",华东,2026-10-01,-5,pcs\n\
         ,A,2026-10-01,,pcs\n\
         L1,A,2026-10-01,12,\n\
         L1,A,2026-10-01,12\n\
         L1,A,2026-10-01,12,pcs\n\
         L1,\"A\"x,2026-10-01,12,pcs\n",
    );
    // Who got a lot is known, even where the day or the number is not.
    assert_eq!(
        rows(&data),
        [
            "2 L1 A - 1200 pcs",
            "3 L\n1 华东 2026-10-01 -",
            "6 L1 A 2026-10-01 -",
            "7 L1 A - -",
            "8 L1 A 2026-10-01 12 pcs",
            "9 L1 Ax - -",
        ]
    );
    assert_eq!(
        places(&data.wrong),
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
    assert_eq!(data.wrong_rows, 6);
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_its_own_row() {
    let data = data(
        "lot,customer,date,quantity,unit\n\
         L1,\"A,2026-10-01,1,pcs\n\
         L1,B,2026-10-01,2,pcs\n\
         L1,C,2026-10-01,3,pcs,Suzhou\n\
         合计,,,5,pcs\n\
         =\"L1\",D,2026-10-01,4,pcs\n",
    );
    let rest = [
        "2 L1 A - -",
        "3 L1 B 2026-10-01 2 pcs",
        "4 L1 C - -",
        "6 L1 D 2026-10-01 4 pcs",
    ];
    assert_eq!(rows(&data), rest);
    let found = [(2, 1, Code::StrayQuote), (4, 1, Code::RaggedRow)];
    assert_eq!(places(&data.wrong), found);
    // Cells that are looked up later are those that were read.
    let all = data.rows.shipments.iter().skip(1);
    let lots: Vec<String> = all
        .map(|row| data.cells(row.at).get("lot").unwrap().to_owned())
        .collect();
    assert_eq!(lots, ["L1"; 3]);
}

#[test]
fn a_text_without_the_columns_is_no_shipment_data() {
    let refused = |text: &str| places(&read(Sheet::Shipments, FILE, text.to_owned()).unwrap_err());
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
    let data = data(
        "lot,customer,date,quantity,unit\n\
         L1,华东电子,2026-10-01,1000.000,pcs\n\
         L1,HD,2026-10-05,200,pcs\n\
         L1,HD,2026-10-05,3,kg\n\
         L1,Kestrel,2026-10-05,70,pcs\n",
    );
    let meant = |name: &str| if name == "HD" { "华东电子" } else { name }.to_owned();
    let all = data.sums_shipped(meant);
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
