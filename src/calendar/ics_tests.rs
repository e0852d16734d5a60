use super::{IcsDay, IcsError, IcsFault, IcsReason, parse_ics, read_ics};

fn file(events: &[&str]) -> String {
    let events: String = events
        .iter()
        .map(|event| {
            format!(
                "BEGIN:VEVENT\r\nUID:1\r\n{}\r\nEND:VEVENT\r\n",
                event.replace('\n', "\r\n")
            )
        })
        .collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{events}END:VCALENDAR\r\n")
}

fn day(date: &str, name: &str, work: Option<bool>) -> IcsDay {
    let date = date.parse().unwrap();
    let name = name.to_owned();
    IcsDay { date, name, work }
}

fn reason(event: &str) -> IcsReason {
    match parse_ics(&file(&[event])) {
        Err(IcsError::Events(faults)) => faults[0].reason.clone(),
        other => panic!("{event}: {other:?}"),
    }
}

#[test]
fn reads_days_and_spans() {
    let text = file(&[
        "SUMMARY:国庆节（休）\nDTSTART;VALUE=DATE:20261001\nDTEND;VALUE=DATE:20261004",
        "SUMMARY:国庆节（班）\nDTSTART;VALUE=DATE:20261010\nDTEND;VALUE=DATE:20261011",
        "SUMMARY;LANGUAGE=en:New Year\\, the first\nDTSTART;VALUE=DATE:20260101",
    ]);
    let expected = vec![
        day("2026-01-01", "New Year, the first", None),
        day("2026-10-01", "国庆节（休）", Some(false)),
        day("2026-10-02", "国庆节（休）", Some(false)),
        day("2026-10-03", "国庆节（休）", Some(false)),
        day("2026-10-10", "国庆节（班）", Some(true)),
    ];
    assert_eq!(parse_ics(&text).as_ref(), Ok(&expected));
    // The same with bare line feeds and a byte order mark.
    let bare = format!("\u{feff}{}", text.replace("\r\n", "\n"));
    assert_eq!(parse_ics(&bare), Ok(expected));
}

#[test]
fn reads_folded_lines_lengths_marks_and_midnights() {
    let text = file(&[
        "SUMMARY:Spring\n  Festiv\n\tal\nDTSTART;VALUE=DATE:2026\n 0217\nDURATION:P2D",
        "SUMMARY:元旦\nDTSTART;VALUE=DATE:20260104\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY",
        "SUMMARY:Christmas\nDTSTART;TZID=Europe/Berlin:20261225T000000\nDTEND;TZID=Europe/Berlin:20261227T000000",
        "SUMMARY:Same end\nDTSTART;VALUE=DATE:20260601\nDTEND;VALUE=DATE:20260601",
        "SUMMARY:Gone\nDTSTART;VALUE=DATE:20260701\nSTATUS:CANCELLED",
        "SUMMARY:Bell\nDTSTART;VALUE=DATE:20260801\nBEGIN:VALARM\nTRIGGER:-PT15M\nSUMMARY:no\nEND:VALARM",
    ]);
    let expected = vec![
        day("2026-01-04", "元旦", Some(true)),
        day("2026-02-17", "Spring Festival", None),
        day("2026-02-18", "Spring Festival", None),
        day("2026-06-01", "Same end", None),
        day("2026-08-01", "Bell", None),
        day("2026-12-25", "Christmas", None),
        day("2026-12-26", "Christmas", None),
    ];
    assert_eq!(parse_ics(&text), Ok(expected));
}

#[test]
fn says_what_it_does_not_understand() {
    let bad = |text: &str| IcsReason::BadDate(text.to_owned());
    let repeats = |text: &str| IcsReason::Repeats(text.to_owned());
    for (event, expected) in [
        ("DTSTART;VALUE=DATE:20260101", IcsReason::NoSummary),
        ("SUMMARY:x", IcsReason::NoStart),
        ("SUMMARY:x\nDTSTART;VALUE=DATE:20260230", bad("20260230")),
        ("SUMMARY:x\nDTSTART:2026-01-01", bad("2026-01-01")),
        ("SUMMARY:x\nDTSTART:20260101T090000Z", IcsReason::NotAllDay),
        (
            "SUMMARY:x\nDTSTART:20260101\nDTEND:20260101T120000",
            IcsReason::NotAllDay,
        ),
        (
            "SUMMARY:x\nDTSTART:20260101\nDURATION:PT1H",
            IcsReason::NotAllDay,
        ),
        ("SUMMARY:x\nDTSTART:20260101\nDURATION:P1日", bad("P1日")),
        (
            "SUMMARY:x\nDTSTART:20260102\nDTEND:20260101",
            IcsReason::Backward,
        ),
        (
            "SUMMARY:x\nDTSTART:20260101\nDTEND:20290101",
            IcsReason::TooLong,
        ),
        (
            "SUMMARY:x\nDTSTART:20260101\nRRULE:FREQ=YEARLY",
            repeats("FREQ=YEARLY"),
        ),
        (
            "SUMMARY:x\nDTSTART:20260101\nRDATE:20260102",
            repeats("RDATE:20260102"),
        ),
        (
            "SUMMARY:放假 补班\nDTSTART:20260101",
            IcsReason::Contradiction,
        ),
    ] {
        assert_eq!(reason(event), expected, "{event}");
    }
}

#[test]
fn a_fault_names_its_line_and_leaves_the_others() {
    let text = file(&[
        "SUMMARY:New Year\nDTSTART;VALUE=DATE:20260101",
        "SUMMARY:Meeting\nDTSTART:20260105T090000Z",
    ]);
    let fault = IcsFault {
        line: 9,
        summary: Some("Meeting".to_owned()),
        reason: IcsReason::NotAllDay,
    };
    let ics = read_ics(&text, None).unwrap();
    assert!(!ics.has_marks());
    assert_eq!(ics.days, [day("2026-01-01", "New Year", None)]);
    assert_eq!(ics.faults, std::slice::from_ref(&fault));
    assert_eq!(parse_ics(&text), Err(IcsError::Events(vec![fault])));
}

#[test]
fn expands_yearly_events_for_the_years_asked_for() {
    let text = file(&[
        "SUMMARY:Turn\nDTSTART;VALUE=DATE:20201231\nDTEND;VALUE=DATE:20210102\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20261231",
        "SUMMARY:Odd\nDTSTART;VALUE=DATE:20200101\nRRULE:FREQ=WEEKLY",
    ]);
    let ics = read_ics(&text, Some(2026..=2027)).unwrap();
    let expected = [
        day("2026-01-01", "Turn", None),
        day("2027-12-31", "Turn", None),
    ];
    assert_eq!(ics.days, expected);
    assert_eq!(ics.faults.len(), 1);
    assert_eq!(
        ics.faults[0].reason,
        IcsReason::Repeats("FREQ=WEEKLY".to_owned())
    );
}

#[test]
fn refuses_what_is_no_calendar() {
    let deep = "BEGIN:X\n".repeat(100_000);
    let nested = "BEGIN:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:20260101\nEND:VEVENT\nEND:VCALENDAR\nEND:VCALENDAR\n";
    for text in [
        "",
        "<html></html>",
        "BEGIN:VCALENDAR\n",
        "BEGIN:",
        &deep,
        nested,
    ] {
        assert_eq!(parse_ics(text), Err(IcsError::NotCalendar), "{:.40}", text);
    }
    assert_eq!(parse_ics("BEGIN:VCALENDAR\nEND:VCALENDAR"), Ok(vec![]));
}
