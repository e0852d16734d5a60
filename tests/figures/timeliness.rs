//! `plaint report timeliness`.
//!
//! Each due date was reckoned from the policy's clocks and the days of the calendar by
//! the other program, and all 179 of them compared with those that `plaint export
//! --rows obligations` names, today and on thirteen past days. These were reckoned by hand:
//!
//! - 2501-0002, final reply, B, 15 working days from Wednesday 15 January 2025: 16, 17
//!   (2), 20 to 24 (7), Sunday 26 made up (8), 27 (9), the Spring Festival to 4 February,
//!   5 to 7 (12), Saturday 8 made up (13), 10, 11: due on 11 February. Approved on the
//!   14th at 10:00, 58 h and a second late.
//! - 2504-0002, final reply, 15 working days from 15 April 2025: 16 to 18 (3), 21 to 25
//!   (8), Sunday 27 made up (9), 28 to 30 (12), Labour Day to 5 May, 6 to 8 (15): 8 May.
//! - 2508-0001, first reply, C, two working days from Monday 4 August 2025; asked on the
//!   5th at 15:00, answered on the 11th at 10:00: the closes of the 5th, 6th, 7th and 8th
//!   do not count, so the 11th is the first day, the 12th the second. Replied on the 12th
//!   at 17:00: met; without the question it would have been due on the 6th.
//! - 2512-0001, classified by: one working day from 31 December 2025: 1 to 3 January are
//!   off, Sunday the 4th is made up: met on the 4th at 10:00.
//! - 2601-0002, first reply, C: due on 22 January 2026, came on 5 March at 10:00: 41 days,
//!   10 h and a second = 3578401 s, the worst of all first replies.
//! - 2602-0001, first reply: due on 26 February at 10:00, the very moment of its closing:
//!   let go, not late.
//! - 2608-0003, not graded, first reply: due on 21 August 10:00, closed at 15:10: late by
//!   18600 s; its classification (due at the end of that day) was let go.
//! - 2609-0001, goods of 7 September: five days, the 12th (a Saturday; days do not
//!   shift). Disposed of on the 14th at 10:00: 34 h and a second = 122401 s late.
//! - 2609-0001, approval of the reply of Friday 18 September 2026: one working day,
//!   Sunday the 20th, made up for National Day.
//! - 2605-0001, evaluation, 45 days from 22 May: 6 July; done on 2 November at 10:00:
//!   118 d 10 h and a second = 10231201 s late.
//! - 2606-0001, final reply, 20 working days from 22 June 2026: 23 to 26 (4), 29 June to 3
//!   July (9), 6 to 10 (14), 13 to 17 (19), 20 July. Overdue at noon of 23 November by 125 d
//!   12 h and a second = 10843201 s.
//! - 2611-0004, first reply: 24 h from Friday 15:00, an hour of which had gone when the
//!   customer was asked: paused, due 23 h after an answer of now: Tuesday 11:00.

use super::register::expect;

/// First replies by hand: 37 in all; seven late: 2501-0002, 2507-0001, 2511-0001,
/// 2601-0002, 2604-0001, 2608-0001, 2608-0003; one overdue: 2611-0001; paused 2609-0002
/// and 2611-0004; open 2611-0002 and 2611-0005; 25 met: 25 of 33 is 75.75…
#[test]
fn by_clock() {
    expect(
        "timeliness",
        "/rows",
        "
        clock                  met late overdue open paused on_time median  worst    worst_case
        action                 11  4    1       3    0      68.8    1121400 7214401  2607-0002
        answer-after-reopening 1   0    1       0    0      50.0    774000  1166401  2605-0002
        answer-to-dispute      0   1    0       1    0      0.0     795600  140401   2604-0001
        classify               31  2    1       2    0      91.2    18000   388801   2611-0001
        contain                4   1    2       0    0      57.1    68400   10803600 2607-0002
        decide-recall          0   0    0       1    0      -       -       -        -
        department-opinion     0   1    0       0    0      0.0     345600  86400    2607-0002
        dispose-returned-goods 0   1    0       0    0      0.0     604800  122401   2609-0001
        evaluate-by            9   3    0       2    0      75.0    3110400 10231201 2605-0001
        final-reply            19  7    3       4    2      65.5    1796400 10843201 2606-0001
        first-reply            25  7    1       2    2      75.8    90900   3578401  2601-0002
        new-action             1   0    0       0    0      100.0   172800  -        -
        promise-replacement    1   0    0       0    0      100.0   86400   -        -
        promised-replacement   0   1    0       0    0      0.0     1123200 36001    2609-0001
        reply-approval         12  2    0       1    0      85.7    82800   208801   2603-0001
        report-on-request      2   1    1       0    0      50.0    84600   439200   2611-0001
        tell-marketing         1   0    0       0    0      100.0   5400    -        -
        trace-customers        0   0    1       0    0      0.0     -       216001   2611-0003
        ",
    );
    expect(
        "timeliness",
        "/total",
        "
        met late overdue open paused on_time median worst    worst_case
        117 31   11      16   4      73.6    172800 10843201 2606-0001
        ",
    );
}

#[test]
fn by_other_fields() {
    expect(
        "timeliness --group month",
        "/groups",
        "
        group   met late overdue open paused on_time median  worst    worst_case
        2025-01 8   1    0       0    0      88.9    82800   93600    2501-0002
        2025-02 2   3    0       0    0      40.0    190800  313201   2501-0002
        2025-03 3   0    0       0    0      100.0   2919600 -        -
        2025-04 5   1    0       0    0      83.3    62100   90000    2504-0002
        2025-05 9   0    0       0    0      100.0   86400   -        -
        2025-06 3   1    0       0    0      75.0    2082600 813601   2504-0002
        2025-07 3   2    0       0    0      60.0    293400  234001   2507-0002
        2025-08 2   0    0       0    0      100.0   403200  -        -
        2025-09 7   2    0       0    0      77.8    280200  208801   2509-0001
        2025-10 0   0    0       0    0      -       -       -        -
        2025-11 5   1    0       0    0      83.3    518400  36001    2511-0001
        2025-12 1   1    0       0    0      50.0    2635200 36001    2511-0001
        2026-01 9   4    0       0    0      69.2    302400  3578401  2601-0002
        2026-02 0   1    0       0    0      0.0     3801600 727201   2601-0002
        2026-03 7   2    0       0    0      77.8    82800   468001   2603-0001
        2026-04 3   1    0       0    0      75.0    393000  1922400  2604-0001
        2026-05 11  1    0       0    0      91.7    153000  140401   2604-0001
        2026-06 5   0    0       0    0      100.0   172800  -        -
        2026-07 6   2    2       0    0      60.0    129600  10843201 2606-0001
        2026-08 6   3    2       0    0      54.5    105000  9633601  2607-0002
        2026-09 7   3    0       0    0      70.0    52200   230401   2609-0001
        2026-10 6   2    2       0    0      60.0    84600   2772000  2610-0003
        2026-11 9   0    5       10   2      64.3    68400   1166401  2605-0002
        2026-12 0   0    0       5    2      -       -       -        -
        2027-01 0   0    0       1    0      -       -       -        -
        ",
    );
    expect(
        "timeliness --group severity",
        "/groups",
        "
        group met late overdue open paused on_time median worst    worst_case
        A     41  9    5       5    0      74.5    95400  10803600 2607-0002
        B     37  13   1       4    2      72.5    178200 10231201 2605-0001
        C     27  5    2       0    0      79.4    241170 10843201 2606-0001
        D     11  2    0       2    0      84.6    86400  36001    2511-0001
        -     1   2    3       5    2      16.7    105000 439200   2611-0001
        ",
    );
    expect(
        "timeliness --group customer",
        "/groups",
        "
        group          met late overdue open paused on_time median worst    worst_case
        Kestrel_Inc    31  8    3       4    2      73.8    95400  10843201 2606-0001
        Nordlicht_GmbH 26  10   2       6    2      68.4    219600 3578401  2601-0002
        华东电子       60  13   6       6    0      75.9    176400 10803600 2607-0002
        ",
    );
    expect(
        "timeliness --group role",
        "/groups",
        "
        group        met late overdue open paused on_time median  worst    worst_case
        marketing    26  7    1       2    2      76.5    86400   3578401  2601-0002
        production   4   2    2       0    0      50.0    75600   10803600 2607-0002
        quality      55  12   7       7    2      74.3    86400   10843201 2606-0001
        quality-head 21  5    0       4    0      80.8    300600  10231201 2605-0001
        -            11  5    1       3    0      64.7    1122300 7214401  2607-0002
        ",
    );
}

#[test]
fn by_severity_and_clock() {
    let words = "timeliness --group severity";
    expect(words, "/rows", "
        group clock                  met late overdue open paused on_time median  worst    worst_case
        A     action                 5   2    1       1    0      62.5    691200  7214401  2607-0002
        A     answer-after-reopening 1   0    0       0    0      100.0   774000  -        -
        A     answer-to-dispute      0   0    0       1    0      -       -       -        -
        A     classify               7   0    0       0    0      100.0   3600    -        -
        A     contain                4   1    2       0    0      57.1    68400   10803600 2607-0002
        A     decide-recall          0   0    0       1    0      -       -       -        -
        A     department-opinion     0   1    0       0    0      0.0     345600  86400    2607-0002
        A     dispose-returned-goods 0   1    0       0    0      0.0     604800  122401   2609-0001
        A     evaluate-by            5   0    0       1    0      100.0   2919600 -        -
        A     final-reply            3   2    1       1    0      50.0    1195200 9633601  2607-0002
        A     first-reply            7   0    0       0    0      100.0   28800   -        -
        A     new-action             1   0    0       0    0      100.0   172800  -        -
        A     promise-replacement    1   0    0       0    0      100.0   86400   -        -
        A     promised-replacement   0   1    0       0    0      0.0     1123200 36001    2609-0001
        A     reply-approval         5   1    0       0    0      83.3    84600   208801   2603-0001
        A     report-on-request      1   0    0       0    0      100.0   84600   -        -
        A     tell-marketing         1   0    0       0    0      100.0   5400    -        -
        A     trace-customers        0   0    1       0    0      0.0     -       216001   2611-0003
        B     action                 6   2    0       2    0      75.0    1511400 313201   2501-0002
        B     answer-to-dispute      0   1    0       0    0      0.0     795600  140401   2604-0001
        B     classify               9   0    0       0    0      100.0   18000   -        -
        B     evaluate-by            4   3    0       1    0      57.1    3369600 10231201 2605-0001
        B     final-reply            5   2    1       0    1      62.5    1908000 2116801  2610-0001
        B     first-reply            5   3    0       0    1      62.5    84570   1922400  2604-0001
        B     reply-approval         7   1    0       1    0      87.5    21600   36001    2501-0002
        B     report-on-request      1   1    0       0    0      50.0    129600  90000    2504-0002
        C     answer-after-reopening 0   0    1       0    0      0.0     -       1166401  2605-0002
        C     classify               10  1    0       0    0      90.9    79200   122401   2601-0002
        C     final-reply            8   2    1       0    0      72.7    1989000 10843201 2606-0001
        C     first-reply            9   2    0       0    0      81.8    190800  3578401  2601-0002
        D     classify               5   0    0       0    0      100.0   14400   -        -
        D     final-reply            3   1    0       1    0      75.0    993600  36001    2511-0001
        D     first-reply            3   1    0       1    0      75.0    129600  36001    2511-0001
        -     classify               0   1    1       2    0      0.0     370800  388801   2611-0001
        -     final-reply            0   0    0       2    1      -       -       -        -
        -     first-reply            1   1    1       1    1      33.3    93900   439200   2611-0001
        -     report-on-request      0   0    1       0    0      0.0     -       439200   2611-0001
        ");
}

/// What is due in the period, whenever the case was opened.
#[test]
fn in_a_period() {
    let words = "timeliness --since 2026-01-01 --until 2026-06-30";
    expect(
        words,
        "/rows",
        "
        clock                  met late overdue open paused on_time median  worst   worst_case
        action                 3   1    0       0    0      75.0    834600  295201  2601-0001
        answer-after-reopening 1   0    0       0    0      100.0   774000  -       -
        answer-to-dispute      0   1    0       0    0      0.0     795600  140401  2604-0001
        classify               9   1    0       0    0      90.0    18000   122401  2601-0002
        contain                1   0    0       0    0      100.0   68400   -       -
        evaluate-by            3   0    0       0    0      100.0   2959200 -       -
        final-reply            5   3    0       0    0      62.5    1911600 727201  2601-0002
        first-reply            7   2    0       0    0      77.8    172800  3578401 2601-0002
        reply-approval         5   1    0       0    0      83.3    52200   208801  2603-0001
        report-on-request      1   0    0       0    0      100.0   82800   -       -
        ",
    );
    expect(
        words,
        "/total",
        "
        met late overdue open paused on_time median worst   worst_case
        35  9    0       0    0      79.5    216000 3578401 2601-0002
        ",
    );
    let words = "timeliness --since 2026-11-23 --until 2026-11-23";
    expect(
        words,
        "/rows",
        "
        clock          met late overdue open paused on_time median worst worst_case
        action         0   0    0       1    0      -       -      -     -
        classify       0   0    0       1    0      -       -      -     -
        decide-recall  0   0    0       1    0      -       -      -     -
        reply-approval 0   0    0       1    0      -       -      -     -
        ",
    );
}

/// On 8 August 2025 the customer of 2508-0001 is being asked; on 13 September 2026 the
/// reply of 2608-0001 has been late and what 2609-0001 owes is overdue.
#[test]
fn as_of_a_day() {
    let words = "timeliness --as-of 2025-08-08";
    expect(
        words,
        "/rows",
        "
        clock             met late overdue open paused on_time median  worst  worst_case
        action            3   1    0       0    0      75.0    1476000 313201 2501-0002
        classify          9   1    0       0    0      90.0    49500   234001 2507-0002
        contain           1   0    0       0    0      100.0   82800   -      -
        evaluate-by       3   1    0       0    0      75.0    3144600 813601 2504-0002
        final-reply       7   1    0       0    1      87.5    1354500 208801 2501-0002
        first-reply       7   2    0       0    1      77.8    95400   93600  2501-0002
        reply-approval    3   1    0       0    0      75.0    84600   36001  2501-0002
        report-on-request 1   1    0       0    0      50.0    130500  90000  2504-0002
        ",
    );
    let words = "timeliness --as-of 2026-09-13";
    expect(
        words,
        "/rows",
        "
        clock                  met late overdue open paused on_time median  worst   worst_case
        action                 10  3    1       2    0      71.4    892200  1123200 2607-0002
        answer-after-reopening 1   0    0       0    0      100.0   774000  -       -
        answer-to-dispute      0   1    0       0    0      0.0     795600  140401  2604-0001
        classify               25  2    0       0    0      92.6    18000   234001  2507-0002
        contain                3   1    1       0    0      60.0    75600   4712399 2607-0002
        department-opinion     0   1    0       0    0      0.0     345600  86400   2607-0002
        dispose-returned-goods 0   0    1       0    0      0.0     -       86400   2609-0001
        evaluate-by            9   1    0       0    0      90.0    2991600 813601  2504-0002
        final-reply            17  6    2       1    0      68.0    1814400 4752000 2606-0001
        first-reply            21  7    0       0    0      75.0    100200  3578401 2601-0002
        new-action             1   0    0       0    0      100.0   172800  -       -
        promise-replacement    1   0    0       0    0      100.0   86400   -       -
        promised-replacement   0   0    0       1    0      -       -       -       -
        reply-approval         10  2    0       0    0      83.3    82800   208801  2603-0001
        report-on-request      2   1    0       0    0      66.7    84600   90000   2504-0002
        ",
    );
}

#[test]
fn the_cases_behind_it() {
    let words = "timeliness --since 2026-09-01 --cases";
    expect(words, "/rows", "
        clock                  cases                                                                                                         late_cases
        action                 2607-0002,2608-0001,2609-0001,2610-0001                                                                       2609-0001
        answer-after-reopening 2605-0002                                                                                                     2605-0002
        answer-to-dispute      2610-0003                                                                                                     -
        classify               2609-0001,2609-0002,2610-0001,2610-0002,2610-0003,2611-0001,2611-0002,2611-0003,2611-0004,2611-0005           2611-0001
        contain                2609-0001,2610-0003,2611-0003                                                                                 2610-0003
        decide-recall          2611-0003                                                                                                     -
        dispose-returned-goods 2609-0001                                                                                                     2609-0001
        evaluate-by            2608-0001,2609-0001,2610-0001                                                                                 2608-0001
        final-reply            2608-0002,2609-0001,2609-0002,2610-0001,2610-0002,2610-0003,2611-0001,2611-0002,2611-0003,2611-0004,2611-0005 2609-0001,2610-0001
        first-reply            2609-0001,2609-0002,2610-0001,2610-0002,2610-0003,2611-0001,2611-0002,2611-0003,2611-0004,2611-0005           2611-0001
        promise-replacement    2609-0001                                                                                                     -
        promised-replacement   2609-0001                                                                                                     2609-0001
        reply-approval         2609-0001,2610-0001,2610-0003                                                                                 -
        report-on-request      2611-0001                                                                                                     2611-0001
        tell-marketing         2611-0003                                                                                                     -
        trace-customers        2611-0003                                                                                                     2611-0003
        ");
}

#[test]
fn without() {
    let words = "timeliness --without withdrawn --without duplicate --customer Kestrel";
    expect(
        words,
        "/rows",
        "
        clock             met late overdue open paused on_time median  worst    worst_case
        action            2   0    0       1    0      100.0   1122600 -        -
        answer-to-dispute 0   1    0       1    0      0.0     795600  140401   2604-0001
        classify          10  0    0       0    0      100.0   18000   -        -
        contain           1   0    1       0    0      50.0    68400   2772000  2610-0003
        decide-recall     0   0    0       1    0      -       -       -        -
        evaluate-by       1   1    0       0    0      50.0    3888000 640801   2608-0001
        final-reply       5   2    1       1    1      62.5    2008800 10843201 2606-0001
        first-reply       6   3    0       0    1      66.7    172800  1922400  2604-0001
        reply-approval    4   0    0       0    0      100.0   19800   -        -
        tell-marketing    1   0    0       0    0      100.0   5400    -        -
        trace-customers   0   0    1       0    0      0.0     -       216001   2611-0003
        ",
    );
}
