//! Random trace data: a handful of lots that are made of each other in any way,
//! circles and themselves included, with papers that are there or not.

use plaint::trace::{Data, Sheet, read};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// How many lots there may be; small, so that they meet.
const LOTS: usize = 9;

/// Customers as rows name them; the last one is another spelling of the first.
pub const CUSTOMERS: [&str; 3] = ["华东, 电子", "Kestrel \"K\"", "HD"];

/// The name by which a customer is known.
pub fn meant(name: &str) -> String {
    match name {
        "HD" => CUSTOMERS[0].to_owned(),
        other => other.to_owned(),
    }
}

/// A quantity: how much, and in which unit.
pub type Many = Option<(u32, &'static str)>;

/// A row that says what a lot is.
#[derive(Debug, Clone)]
pub struct Made {
    pub lot: String,
    pub kind: Option<&'static str>,
    pub day: Option<u32>,
    pub many: Many,
    /// Item, label, ink code, inspection report, production record.
    pub papers: [bool; 5],
}

/// A row that says that a lot is made of another.
#[derive(Debug, Clone)]
pub struct Use {
    pub lot: String,
    pub used: String,
    pub many: Many,
    pub requisition: bool,
}

/// A row that says that a lot came in.
#[derive(Debug, Clone)]
pub struct Came {
    pub lot: String,
    pub day: Option<u32>,
    pub many: Many,
    /// Goods-in, supplier, supplier's lot.
    pub papers: [bool; 3],
}

/// A row that says that some of a lot left.
#[derive(Debug, Clone)]
pub struct Left {
    pub lot: String,
    pub customer: Option<&'static str>,
    pub day: Option<u32>,
    pub many: Many,
}

/// A row that says that some of a lot is in stock.
#[derive(Debug, Clone)]
pub struct There {
    pub lot: String,
    pub many: Many,
}

#[derive(Debug, Clone)]
pub struct World {
    pub made: Vec<Made>,
    pub uses: Vec<Use>,
    pub came: Vec<Came>,
    pub left: Vec<Left>,
    pub there: Vec<There>,
}

pub fn lot() -> impl Strategy<Value = String> {
    (0..LOTS).prop_map(|at| format!("批 {at}, \"{at}\""))
}

fn many() -> impl Strategy<Value = Many> {
    let unit = prop_oneof![6 => Just("pcs"), 1 => Just("kg")];
    prop_oneof![1 => Just(None), 9 => (0..40_u32, unit).prop_map(Some)]
}

fn day() -> impl Strategy<Value = Option<u32>> {
    of(1..28_u32)
}

pub fn world() -> impl Strategy<Value = World> {
    let kind = of(select(vec!["finished", "semi", "raw"]));
    let papers = any::<[bool; 5]>();
    let made = (lot(), kind, day(), many(), papers);
    let made = made.prop_map(|(lot, kind, day, many, papers)| Made {
        lot,
        kind,
        day,
        many,
        papers,
    });
    let uses = (lot(), lot(), many(), any::<bool>());
    let uses = uses.prop_map(|(lot, used, many, requisition)| Use {
        lot,
        used,
        many,
        requisition,
    });
    let came = (lot(), day(), many(), any::<[bool; 3]>());
    let came = came.prop_map(|(lot, day, many, papers)| Came {
        lot,
        day,
        many,
        papers,
    });
    let customer = prop_oneof![1 => Just(None), 6 => select(CUSTOMERS.to_vec()).prop_map(Some)];
    let left = (lot(), customer, day(), many());
    let left = left.prop_map(|(lot, customer, day, many)| Left {
        lot,
        customer,
        day,
        many,
    });
    let there = (lot(), many()).prop_map(|(lot, many)| There { lot, many });
    let all = (
        vec(made, 0..12),
        vec(uses, 0..18),
        vec(came, 0..5),
        vec(left, 0..10),
        vec(there, 0..6),
    );
    all.prop_map(|(made, uses, came, left, there)| World {
        made,
        uses,
        came,
        left,
        there,
    })
}

impl World {
    /// The data, by way of texts.
    pub fn data(&self) -> Data {
        let made = self.made.iter().map(|row| {
            let [item, label, ink, report, record] = row.papers.map(paper);
            let (number, unit) = cells(row.many);
            let kind = row.kind.unwrap_or_default().to_owned();
            vec![
                row.lot.clone(),
                kind,
                date(row.day),
                number,
                unit,
                item,
                label,
                ink,
                report,
                record,
            ]
        });
        let uses = self.uses.iter().map(|row| {
            let (number, unit) = cells(row.many);
            let requisition = paper(row.requisition);
            vec![row.lot.clone(), row.used.clone(), number, unit, requisition]
        });
        let came = self.came.iter().map(|row| {
            let [goods_in, supplier, own] = row.papers.map(paper);
            let (number, unit) = cells(row.many);
            let day = date(row.day);
            vec![row.lot.clone(), day, number, unit, goods_in, supplier, own]
        });
        let left = self.left.iter().map(|row| {
            let customer = row.customer.unwrap_or_default().to_owned();
            let (number, unit) = cells(row.many);
            vec![row.lot.clone(), customer, date(row.day), number, unit]
        });
        let there = self.there.iter().map(|row| {
            let (number, unit) = cells(row.many);
            vec![row.lot.clone(), number, unit]
        });
        let texts = [
            (
                Sheet::Lots,
                text(
                    "lot,kind,made,quantity,unit,item,label,ink_code,inspection_report,\
                     production_record",
                    made,
                ),
            ),
            (
                Sheet::Uses,
                text("lot,uses_lot,quantity,unit,requisition", uses),
            ),
            (
                Sheet::Receipts,
                text(
                    "lot,date,quantity,unit,goods_in,supplier,supplier_lot",
                    came,
                ),
            ),
            (
                Sheet::Shipments,
                text("lot,customer,date,quantity,unit", left),
            ),
            (Sheet::Stock, text("lot,quantity,unit", there)),
        ];
        let part = |(sheet, text): (Sheet, String)| {
            let name = format!("{sheet}.csv");
            read(sheet, &name, text).unwrap()
        };
        Data::of(texts.into_iter().map(part).collect())
    }
}

fn paper(there: bool) -> String {
    if there { "P-1" } else { "" }.to_owned()
}

fn date(day: Option<u32>) -> String {
    day.map_or(String::new(), |day| format!("2026-10-{day:02}"))
}

fn cells(many: Many) -> (String, String) {
    many.map_or((String::new(), "pcs".to_owned()), |(number, unit)| {
        (number.to_string(), unit.to_owned())
    })
}

/// A CSV text of those rows.
fn text(heads: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heads.split(',')).unwrap();
    rows.for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}
