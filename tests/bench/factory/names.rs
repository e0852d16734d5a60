//! What things and people are called.

pub const RAW_ITEMS: [(&str, &str); 8] = [
    ("Glass, 0.5 mm", "pcs"),
    ("驱动芯片 DX-4", "pcs"),
    ("扩散膜 \"D-188\"", "m"),
    ("LED 2835", "pcs"),
    ("偏光片", "pcs"),
    ("Adhesive, UV-cured", "kg"),
    ("FPC 40P", "pcs"),
    ("锡膏", "kg"),
];
pub const SEMI_ITEMS: [&str; 3] = ["显示单元", "触控单元", "背光单元"];
const REGIONS: [&str; 20] = [
    "华东",
    "华北",
    "深圳",
    "苏州",
    "宁波",
    "青岛",
    "成都",
    "西安",
    "厦门",
    "合肥",
    "Nordwind",
    "Kestrel",
    "Lindqvist",
    "Tanaka",
    "Orchard",
    "Delta",
    "Alba",
    "Corvus",
    "Meridian",
    "Solent",
];
const BUSINESSES: [(&str, &str); 15] = [
    ("电子", " Electronics GmbH"),
    ("仪表", " Instruments Ltd"),
    ("医疗器械", " Medical AB"),
    ("汽车零部件", " Automotive, Inc."),
    ("家电", " Appliances BV"),
    ("航空仪表", " Avionics Inc"),
    ("自动化", " Automation S.A."),
    ("轨道交通", " Rail Systems AG"),
    ("船舶设备", " Marine Oy"),
    ("通信", " Telecom plc"),
    ("安防", " Security, Ltd"),
    ("能源", " Energy SpA"),
    ("农机", " Farming Co."),
    ("印刷机械", " Printing KK"),
    ("智能家居", " Home Systems Ltd"),
];
/// Every name of a region, with every business.
pub const CUSTOMERS: u64 = 300;
pub const SUPPLIERS: u64 = 48;
pub const PEOPLE: [&str; 8] = [
    "张三", "李强", "王芳", "刘洋", "陈静", "J. Novak", "赵敏", "M. Silva",
];

/// The name of a customer, and where it is.
pub fn customer_of(number: u64) -> (String, &'static str) {
    let region = REGIONS[(number % 20) as usize];
    let (chinese, other) = BUSINESSES[(number / 20 % 15) as usize];
    match region.is_ascii() {
        true => (format!("{region}{other}"), "Hamburg, \"Dock 4\""),
        false => (format!("{region}{chinese}"), region),
    }
}
