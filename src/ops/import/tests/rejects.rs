//! Rows that become no case, and the file they go to.

use super::*;

const HEAD: &str = "id,date,customer,text\n";

/// Line, reference and codes of the rows that are refused.
fn refused(text: &str) -> Vec<(u64, Option<String>, Vec<Code>)> {
    let map = map(SMALL);
    let rows = outcomes(text, &map).into_iter();
    rows.filter_map(|row| {
        let findings = row.result.err()?;
        let codes = findings.iter().map(|finding| finding.code).collect();
        Some((row.place, row.reference, codes))
    })
    .collect()
}

#[test]
fn rows_without_an_id_and_second_rows_of_one_id() {
    let text = format!("{HEAD}1,2026-06-08,a,b\n ,2026-06-08,a,b\n1,2026-06-09,a,c\n");
    assert_eq!(
        refused(&text),
        [
            (3, None, vec![Code::SourceIdMissing]),
            (4, Some("crm:1".to_owned()), vec![Code::DuplicateSourceId]),
        ]
    );
    let map = map(SMALL);
    let last = outcomes(&text, &map).pop().unwrap();
    assert_eq!(arg(&last.result.unwrap_err()[0], "first"), "2");
}

#[test]
fn ragged_rows_are_not_guessed_at() {
    let text = format!("{HEAD}1,2026-06-08,a\n2,2026-06-08,a,b,\n3,2026-06-08,a,b\n");
    let ragged = |line| (line, None, vec![Code::RaggedRow]);
    assert_eq!(refused(&text), [ragged(2), ragged(3)]);
}

#[test]
fn a_quotation_mark_that_nobody_closes_swallows_nothing_silently() {
    let text = format!("{HEAD}1,2026-06-08,a,b\n2,2026-06-08,a,\"b\n3,2026-06-08,a,b\n");
    assert_eq!(refused(&text), [(3, None, vec![Code::StrayQuote])]);
    let text = format!("{HEAD}1,2026-06-08,a,\"b\n2,2026-06-08,a,\"c\"\n3,2026-06-08,a,b\n");
    assert_eq!(refused(&text), [(2, None, vec![Code::StrayQuote])]);
    let (file, _) = reject_file(&text, &map(SMALL));
    assert!(
        file.ends_with("1,2026-06-08,a,\"b\n2,2026-06-08,a,\"c\"\r\n"),
        "{file}"
    );
    let text = format!("{HEAD}1,2026-06-08,a,\"5\"\" panel\"\n2,2026-06-08,a,5\" panel");
    assert_eq!(refused(&text), []);
}

#[test]
fn what_every_case_needs_must_be_there() {
    let text = format!("{HEAD}1,,,\n2,08/06/2026,a,b\n");
    let first = vec![Code::CellMissing; 3];
    assert_eq!(
        refused(&text),
        [
            (2, Some("crm:1".to_owned()), first),
            (3, Some("crm:2".to_owned()), vec![Code::BadValue]),
        ]
    );
}

fn reject_file(text: &str, map: &Map) -> (String, Summary) {
    let mut rows = read(text, map).unwrap();
    let mut rejects =
        RejectCsv::start(Vec::new(), map, "", rows.table().header.as_deref()).unwrap();
    let mut summary = Summary::default();
    for row in rows.by_ref() {
        summary.count(&row, false);
        if let Err(findings) = &row.result {
            let reason = findings[0].code.as_str();
            rejects.add(row.place, &row.raw, reason).unwrap();
        }
    }
    (
        String::from_utf8(rejects.finish().unwrap()).unwrap(),
        summary,
    )
}

#[test]
fn rejects_come_back_as_they_were() {
    let text = format!("{HEAD} 1 ,,a,\"b\nc\"\n2,2026-06-08,a\n3,2026-06-08,a,b\n");
    let map = map(SMALL);
    let (file, _) = reject_file(&text, &map);
    assert_eq!(
        file,
        "\u{feff}plaint-line,plaint-reason,id,date,customer,text\r\n\
         2,cell-missing, 1 ,,a,\"b\nc\"\r\n\
         4,ragged-row,2,2026-06-08,a\r\n"
    );
    let (again, _) = decode(file.as_bytes(), Some("GB18030")).unwrap();
    let (file, summary) = reject_file(&again, &map);
    assert_eq!(summary.rejected, 2, "uncorrected rows are refused again");
    assert!(
        file.starts_with("\u{feff}plaint-line,plaint-reason,id,date"),
        "{file}"
    );
    assert!(file.contains("\r\n2,cell-missing, 1 ,,"), "{file}");
    let mended = again.replace(" 1 ,,", " 1 ,2026-06-08,");
    let mended = mended.replace("2,2026-06-08,a\r\n", "2,2026-06-08,a,b\r\n");
    assert_eq!(reject_file(&mended, &map).1.to_open, 2);
}

#[test]
fn columns_keep_their_numbers_in_a_reject_file_without_header() {
    let map = map(
        "source: crm\nid: 1\nheader: false\ndelimiter: ;\ndates: '%Y-%m-%d'
open: {when: {column: 2}, customer: {column: 3}, description: {column: 3}}\n",
    );
    let (file, _) = reject_file("1;x;a\n2;2026-06-08;b\n", &map);
    assert_eq!(file, "\u{feff}1;x;a;1;bad-value\r\n");
    let mended = file.replace(";x;", ";2026-06-08;");
    let (text, _) = decode(mended.as_bytes(), None).unwrap();
    assert_eq!(reject_file(&text, &map).1.to_open, 1);
}

#[test]
fn a_summary_counts_every_row_once() {
    let more = "  wants: {column: w, split: ',', values: {x: report}}\n";
    let map = map(&format!("{SMALL}{more}"));
    let head = "id,date,customer,text,w\n";
    let good = "1,2026-06-08,a,b,x\n2,2026-06-08,a,b,x\n";
    let bad = "3,2026-06-08,a,b,\"y,z\"\n4,,a,b,y\n5,2026-06-08,a,b,y\n";
    let mut summary = reject_file(&format!("{head}{good}{bad}"), &map).1;
    let counts = |of: &Summary| {
        (
            of.read,
            of.to_open,
            of.to_classify,
            of.already_there,
            of.rejected,
        )
    };
    assert_eq!(counts(&summary), (5, 2, 0, 0, 3));
    let reasons: Vec<_> = summary.reasons.iter().collect();
    let column = |name: &str| Some(name.to_owned());
    assert_eq!(
        reasons,
        [
            (&(Code::CellMissing, column("date")), &1),
            (&(Code::NotInTable, column("w")), &2),
        ]
    );
    let unlisted: Vec<_> = summary.not_in_table.iter().collect();
    let value = |value: &str| ("w".to_owned(), value.to_owned());
    assert_eq!(unlisted, [(&value("y"), &3), (&value("z"), &1)]);
    for _ in 10..30 {
        summary.reject(&[Finding::new(Code::FutureFact)]);
    }
    summary.there();
    let mut rows = outcomes("id,date,customer,text,w\n7,2026-06-08,a,b,x\n", &map);
    summary.open(rows.remove(0).result.as_ref().unwrap());
    assert_eq!(counts(&summary), (27, 3, 0, 1, 23));
}

proptest::proptest! {
    /// Whatever is rejected and left as it is, is rejected again, in order;
    /// whatever is taken was taken from what stands in the file.
    #[test]
    fn nothing_is_lost_between_rows(body in "([1-4]?(,2026-06-08|,)(,a|,\"a\n\"|,\"\"\"|,亮\u{3000}\"|\r\n|\n|,|\r){1,6}){0,9}") {
        let map = map(SMALL);
        let text = format!("{HEAD}{body}");
        let found = outcomes(&text, &map);
        let lines: Vec<u64> = found.iter().map(|row| row.place).collect();
        proptest::prop_assert!(lines.is_sorted());
        let mut rest = text.as_str();
        for row in &found {
            let at = rest.find(row.raw.as_ref());
            proptest::prop_assert!(at.is_some(), "{:?} in {:?}", row.raw, rest);
            rest = &rest[at.unwrap_or(0) + row.raw.len()..];
        }
        let (file, summary) = reject_file(&text, &map);
        let (again, _) = decode(file.as_bytes(), None).unwrap();
        let (_, second) = reject_file(&again, &map);
        let only_second = found.iter().filter_map(|row| row.result.as_ref().err());
        let duplicates = only_second.filter(|found| found[0].code == Code::DuplicateSourceId).count();
        proptest::prop_assert!(second.rejected + duplicates >= summary.rejected, "{text:?} {file:?}");
    }
}
