//! Whole files with their maps.

use super::*;

macro_rules! file {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/", $name))
    };
}

fn import(bytes: &[u8], map: &[u8]) -> (&'static str, Vec<RowOutcome<'static>>, Summary) {
    let map: &Map = Box::leak(Box::new(yaml::read(map).unwrap()));
    assert_eq!(check_map(map, &policy(), calendar()), []);
    let (text, encoding) = decode(bytes, None).unwrap();
    let rows = outcomes(text.leak(), map);
    let mut summary = Summary::default();
    for row in &rows {
        summary.count(row, false);
    }
    (encoding, rows, summary)
}

fn criteria(row: &RowOutcome) -> String {
    let Ok(draft) = &row.result else {
        return row.result.as_ref().unwrap_err()[0].code.to_string();
    };
    let Some(classify) = &draft.classify else {
        return String::new();
    };
    let nature = classify.nature.as_ref().unwrap();
    let criteria: Vec<&str> = classify.criteria.iter().map(|text| text.as_str()).collect();
    format!("{nature}: {}", criteria.join(" "))
}

#[test]
fn chinese_complaints_in_the_encoding_of_excel() {
    let (encoding, rows, summary) = import(
        file!("car-complaints.csv"),
        file!("car-complaints.map.yaml"),
    );
    assert_eq!(encoding, "GB18030");
    assert_eq!(
        (
            summary.read,
            summary.to_open,
            summary.to_classify,
            summary.rejected
        ),
        (12, 10, 10, 2)
    );
    assert_eq!(
        rows.iter().map(criteria).collect::<Vec<_>>(),
        [
            "quality: function-lost",
            "quality: function-lost",
            "quality: function-lost",
            "quality: appearance fit",
            "quality: safety",
            "quality: safety",
            "service: advice",
            "service: papers",
            "duplicate-source-id",
            "quality: function-lost",
            "not-in-table",
            "delivery: advice",
        ]
    );
    let lines: Vec<u64> = rows.iter().map(|row| row.place).collect();
    assert_eq!(lines, [2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14]);
    let open = &rows[3].result.as_ref().unwrap().open;
    assert_eq!(open.reference.as_deref(), Some("car-site:700009"));
    assert_eq!(open.description.as_str(), "华湾海鸥车门生锈\n天窗异响");
    assert_eq!(open.defect.as_deref(), Some("H79"));
    assert_eq!(
        open.models().next().unwrap().as_str(),
        "海鸥 2024款 EV 标准版"
    );
    assert_eq!(open.when.unwrap().to_string(), "2026-06-07T00:00:00+08:00");
    let open = &rows[6].result.as_ref().unwrap().open;
    assert_eq!(open.models().count(), 0);
}

#[test]
fn event_reports_with_lots_unknown_in_many_spellings() {
    let (encoding, rows, summary) = import(file!("maude.csv"), file!("maude.map.yaml"));
    assert_eq!(encoding, "UTF-8");
    assert_eq!(
        (
            summary.read,
            summary.to_open,
            summary.to_classify,
            summary.rejected
        ),
        (12, 10, 9, 2)
    );
    let of = |row: &RowOutcome| -> Option<(String, String)> {
        let open = &row.result.as_ref().ok()?.open;
        let lot = open.lots().next().map(ToString::to_string);
        Some((open.customer.to_string(), lot.unwrap_or_default()))
    };
    let lots: Vec<_> = rows.iter().filter_map(of).map(|(_, lot)| lot).collect();
    assert_eq!(
        lots,
        [
            "LQ0076", "", "000412", "", "", "B7731", "", "007", "LQ0081", ""
        ]
    );
    assert_eq!(of(&rows[7]).unwrap().0, "unknown");
    assert_eq!(criteria(&rows[7]), "");
    let codes: Vec<(Code, String)> = summary
        .reasons
        .into_keys()
        .map(|(code, of)| (code, of.unwrap()))
        .collect();
    assert_eq!(
        codes,
        [
            (Code::BadValue, "date_received".to_owned()),
            (Code::NotInTable, "event_type".to_owned()),
        ]
    );
}
