use super::*;

const CLOCKS: &str = "clocks:
  day: {from: open, until: reply, within: 24h, paused_by: ask}
  workdays: {from: open, until: reply, within: 3wd, paused_by: ask}
  days: {from: open, until: reply, within: 5d, paused_by: ask}
  hours: {from: open, until: reply, within: 4wh, paused_by: ask}
  never: {from: open, until: reply, within: 24h}
";

fn due(log: &[&str], name: &str, now: &str) -> String {
    let rules = small(CLOCKS);
    clock(&rules, &legal(&rules, log), name, now).remove(0)
}

const ASK: &str = "skbbbb 11-02T12:00 li ask: {text: which lot}";

#[test]
fn hours_stand_still_from_the_question_to_the_answer() {
    let answered = "nswbbb 11-03T12:00 li answer: {for: skbbbb, text: L1}";
    let second = "skcccc 11-02T18:00 li ask: {text: how many}";
    let late = "nswccc 11-03T18:00 li answer: {for: skcccc, text: '5'}";
    let dropped = "cncbbb 11-02T18:00 li cancel: {for: skbbbb, reason: found it}";
    for (more, now, expected) in [
        (vec![], "11-02T13:00", "11-03 09:30 open"),
        // Two and a half hours are used up; the rest runs from now.
        (vec![ASK], "11-02T18:00", "11-03 15:30 paused"),
        (vec![ASK], "11-20T18:00", "11-21 15:30 paused"),
        (vec![ASK, answered], "11-03T13:00", "11-04 09:30 open"),
        // 30 hours from the first question to the last answer.
        (
            vec![ASK, second, answered, late],
            "11-03T19:00",
            "11-04 15:30 open",
        ),
        // One of the two is still open.
        (
            vec![ASK, second, answered],
            "11-03T13:00",
            "11-04 10:30 paused",
        ),
        (vec![ASK, dropped], "11-02T19:00", "11-03 15:30 open"),
        (vec![ASK, answered], "11-04T09:31", "11-04 09:30 overdue"),
    ] {
        let log = with(&[OPEN], &more);
        assert_eq!(due(&log, "day", now), expected, "{more:#?} {now}");
    }
    assert_eq!(
        due(&[OPEN, ASK], "never", "11-03T10:00"),
        "11-03 09:30 overdue"
    );
}

#[test]
fn a_question_after_the_time_is_over_saves_nothing() {
    let log = [OPEN, "skbbbb 11-03T10:00 li ask: {text: which lot}"];
    assert_eq!(due(&log, "day", "11-03T11:00"), "11-03 09:30 overdue");
}

#[test]
fn a_day_on_whose_close_the_case_stands_still_is_not_counted() {
    for (asked, answered, expected) in [
        // Tuesday's close lies between: Wednesday, Thursday, Friday count.
        ("11-03T10:00", "11-04T10:00", "11-06 17:30 open"),
        ("11-03T10:00", "11-03T16:00", "11-05 17:30 open"),
        ("11-03T18:00", "11-04T08:00", "11-05 17:30 open"),
        ("11-02T10:00", "11-02T18:00", "11-05 17:30 open"),
        // Tuesday to Thursday stand still: Friday, Monday, Tuesday.
        ("11-03T10:00", "11-06T10:00", "11-10 17:30 open"),
    ] {
        let ask = format!("skbbbb {asked} li ask: {{text: a}}");
        let answer = format!("nswbbb {answered} li answer: {{for: skbbbb, text: b}}");
        let log = [OPEN, &ask, &answer];
        assert_eq!(due(&log, "workdays", "11-04T12:00"), expected, "{asked}");
    }
}

#[test]
fn over_national_day() {
    let open = "cmplnt 09-29T09:30 li open: {customer: ACME, description: d}";
    let eve = "cmplnt 09-30T15:30 li open: {customer: ACME, description: d}";
    let ask = "skbbbb 09-30T10:00 li ask: {text: a}";
    let answer = "nswbbb 10-08T10:00 li answer: {for: skbbbb, text: b}";
    for (log, name, expected) in [
        // 30 September, 8 and 9 October.
        (vec![open], "workdays", "10-09 17:30"),
        // 8, 9 and the make-up Saturday 10 October.
        (vec![open, ask, answer], "workdays", "10-10 17:30"),
        (vec![open], "days", "10-04 17:30"),
        // 30 September to 7 October stand still: 8 to 12 October.
        (vec![open, ask, answer], "days", "10-12 17:30"),
        (vec![open], "day", "09-30 09:30"),
        (vec![eve], "day", "10-01 15:30"),
        // Two hours before the holiday, two after it.
        (vec![eve], "hours", "10-08 10:30"),
    ] {
        let due = due(&log, name, "10-08T10:00");
        assert!(due.starts_with(expected), "{name} {due}");
    }
}

#[test]
fn a_question_without_answer_moves_a_limit_in_days_day_by_day() {
    let log = [OPEN, "skbbbb 11-03T10:00 li ask: {text: a}"];
    // Before Tuesday's close nothing is lost yet.
    assert_eq!(due(&log, "workdays", "11-03T12:00"), "11-05 17:30 paused");
    assert_eq!(due(&log, "workdays", "11-04T12:00"), "11-06 17:30 paused");
    assert_eq!(due(&log, "workdays", "11-05T18:00"), "11-10 17:30 paused");
}
