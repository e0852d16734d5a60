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

/// Due time and state of a clock that a request starts, after those lines.
fn wanted(more: &[&str], name: &str, now: &str) -> String {
    let rules = small(
        "clocks:
  day: {from: request, until: reply, within: 24h, paused_by: ask}
  workdays: {from: request, until: reply, within: 3wd, paused_by: ask}
",
    );
    let log = with(&[OPEN], more);
    clock(&rules, &legal(&rules, &log), name, now).remove(0)
}

#[test]
fn a_question_from_before_the_start_counts_from_the_start() {
    let ask = "skbbbb 11-02T10:00 li ask: {text: a}";
    let request = "rqsbbb 11-02T12:00 li request: {want: report}";
    let answer = |time: &str| format!("nswbbb {time} li answer: {{for: skbbbb, text: b}}");
    for (answered, day, workdays) in [
        // Answered before anything was wanted.
        ("11-02T11:00", "11-03 12:00", "11-05 17:30"),
        // Tuesday noon: a day of hours, and no day's close.
        ("11-03T12:00", "11-04 12:00", "11-05 17:30"),
        ("11-03T18:00", "11-04 18:00", "11-06 17:30"),
    ] {
        let answer = answer(answered);
        let mut log = vec![ask, &answer, request];
        log.sort_by_key(|line| line[7..18].to_owned());
        let found = wanted(&log, "day", "11-03T19:00");
        assert!(found.starts_with(day), "{answered} {found}");
        let found = wanted(&log, "workdays", "11-03T19:00");
        assert!(found.starts_with(workdays), "{answered} {found}");
    }
}

#[test]
fn what_is_asked_after_the_end_or_answered_after_it_saves_no_more() {
    let reply = "rplbbb 11-02T20:00 li reply: {kind: first}";
    let late = "skccc 11-02T21:00 li ask: {text: a}".replace("skccc", "skcccc");
    // Until the reply eight hours stood still, however long nobody answers.
    let answer = "nswbbb 11-09T12:00 li answer: {for: skbbbb, text: b}";
    for (more, expected) in [
        (vec![reply, &late], "11-03 09:30 met"),
        (vec![ASK, reply], "11-03 17:30 met"),
        (vec![ASK, reply, &late], "11-03 17:30 met"),
        (vec![ASK, reply, answer], "11-03 17:30 met"),
    ] {
        let log = with(&[OPEN], &more);
        for now in ["11-09T13:00", "12-09T13:00"] {
            assert_eq!(due(&log, "day", now), expected, "{more:?}");
        }
    }
}

/// A log with questions that were open at those times.
fn asked(open: &str, times: &[(&str, &str)]) -> Vec<String> {
    let mut lines = vec![open.to_owned()];
    let ids = ["bbb", "ccc", "ddd"];
    for ((from, to), id) in times.iter().zip(ids) {
        lines.push(format!("skk{id} {from} li ask: {{text: a}}"));
        lines.push(format!("nsw{id} {to} li answer: {{for: skk{id}, text: b}}"));
    }
    lines.sort_by_key(|line| line[7..18].to_owned());
    lines
}

#[test]
fn no_time_stands_still_twice() {
    for (times, day, workdays) in [
        // One within the other, and one that follows at once: eight hours.
        (
            vec![
                ("11-02T12:00", "11-02T18:00"),
                ("11-02T13:00", "11-02T14:00"),
                ("11-02T18:00", "11-02T20:00"),
            ],
            "11-03 17:30",
            "11-05 17:30",
        ),
        // Both stand over the close of Tuesday, which is one day.
        (
            vec![
                ("11-03T08:30", "11-04T10:00"),
                ("11-03T09:00", "11-04T12:30"),
            ],
            "11-04 13:30",
            "11-06 17:30",
        ),
        // The same from beginning to end.
        (
            vec![
                ("11-02T22:00", "11-03T06:00"),
                ("11-02T22:00", "11-03T06:00"),
            ],
            "11-03 17:30",
            "11-05 17:30",
        ),
    ] {
        let log = asked(OPEN, &times);
        let log: Vec<&str> = log.iter().map(String::as_str).collect();
        let now = "11-04T13:00";
        assert!(due(&log, "day", now).starts_with(day), "{times:?}");
        assert_eq!(due(&log, "workdays", now), format!("{workdays} open"));
    }
}

#[test]
fn nights_and_holidays_are_lost_only_where_they_count() {
    let monday = "cmplnt 11-02T15:30 li open: {customer: ACME, description: d}";
    let eve = "cmplnt 09-30T15:30 li open: {customer: ACME, description: d}";
    let before = "cmplnt 09-29T09:30 li open: {customer: ACME, description: d}";
    for (open, from, to, name, expected) in [
        // Two hours on Monday and two on Tuesday; the night is no working time.
        (monday, "11-02T17:30", "11-03T08:30", "hours", "11-03 10:30"),
        (monday, "11-02T16:30", "11-03T09:30", "hours", "11-03 12:30"),
        // Straight hours run through the night, and stand still in it.
        (monday, "11-02T22:00", "11-03T06:00", "day", "11-03 23:30"),
        (eve, "10-01T08:00", "10-07T18:00", "hours", "10-08 10:30"),
        (eve, "09-30T16:30", "10-08T09:30", "hours", "10-08 12:30"),
        // 8.5 hours are used up at midnight.
        (eve, "10-01T00:00", "10-08T00:00", "day", "10-08 15:30"),
        // 30 September, then 7 to 10 October.
        (before, "10-01T10:00", "10-07T10:00", "days", "10-10 17:30"),
        // 30 September, 8 and 9 October: the holidays count neither way.
        (
            before,
            "10-01T10:00",
            "10-07T18:00",
            "workdays",
            "10-09 17:30",
        ),
        (
            before,
            "10-01T10:00",
            "10-08T18:00",
            "workdays",
            "10-10 17:30",
        ),
    ] {
        let log = asked(open, &[(from, to)]);
        let log: Vec<&str> = log.iter().map(String::as_str).collect();
        let found = due(&log, name, "11-01T00:00");
        assert!(found.starts_with(expected), "{name} {from} {found}");
    }
}

#[test]
fn a_question_stops_only_the_clocks_that_say_so_and_that_still_run() {
    let rules = small(
        "clocks:
  signature: {from: assign, until: sign, within: 24h}
  opinion: {from: assign, until: opinion, within: 72h, paused_by: ask}
",
    );
    let log = [
        OPEN,
        "sgnbbb 11-02T10:00 li assign: {to: [quality, quality-head]}",
        "pnnbbb 11-02T11:00 wang opinion: {for: sgnbbb/1, text: t}",
        ASK,
        "nswbbb 11-02T18:00 li answer: {for: skbbbb, text: L1}",
    ];
    let state = legal(&rules, &log);
    assert_eq!(
        clock(&rules, &state, "opinion", "11-02T19:00"),
        ["11-05 10:00 met", "11-05 16:00 open"]
    );
    assert_eq!(
        clock(&rules, &state, "signature", "11-02T19:00"),
        ["11-03 10:00 open", "11-03 10:00 open"]
    );
}
