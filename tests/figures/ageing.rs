//! `plaint report ageing`.

use super::register::expect;

/// By hand, from the day opened to 23 November: 2611-0005 0 days, 2611-0004 3,
/// 2611-0002 and 2611-0003 4, 2611-0001 6; 2610-0003 34, 2610-0002 35, 2610-0001 45,
/// 2609-0002 63, 2609-0001 83; 2607-0002 126, 2606-0001 154; 2605-0002 (13 + 30 + 31 +
/// 31 + 30 + 31 + 23) 189.
#[test]
fn now() {
    expect(
        "ageing",
        "/rows",
        "
        band     count severity:A severity:B severity:C severity:D severity:-
        0-7      5     1          0          0          1          3
        8-30     0     0          0          0          0          0
        31-90    5     2          2          1          0          0
        91-180   2     1          0          1          0          0
        181-365  1     0          0          1          0          0
        over_365 0     0          0          0          0          0
        ",
    );
    expect(
        "ageing",
        "/total",
        "
        count
        13
        ",
    );
    expect(
        "ageing",
        "/oldest",
        "
        case      age
        2605-0002 189
        ",
    );
}

/// The last day of a band and the first of the next: 2609-0002 is of 21 September
/// and 30 days old on 21 October, 31 on the 22nd; 2607-0002 is of 20 July and 90 days
/// old on 18 October.
#[test]
fn at_the_edges() {
    expect(
        "ageing --as-of 2026-10-21",
        "/rows",
        "
        band     count severity:A severity:B severity:C severity:D severity:-
        0-7      2     1          0          1          0          0
        8-30     2     0          2          0          0          0
        31-90    1     1          0          0          0          0
        91-180   3     1          0          2          0          0
        181-365  0     0          0          0          0          0
        over_365 0     0          0          0          0          0
        ",
    );
    expect(
        "ageing --as-of 2026-10-22",
        "/rows",
        "
        band     count severity:A severity:B severity:C severity:D severity:-
        0-7      2     1          0          1          0          0
        8-30     1     0          1          0          0          0
        31-90    2     1          1          0          0          0
        91-180   3     1          0          2          0          0
        181-365  0     0          0          0          0          0
        over_365 0     0          0          0          0          0
        ",
    );
    expect(
        "ageing --as-of 2026-10-18",
        "/rows",
        "
        band     count severity:A severity:B severity:C severity:D severity:-
        0-7      0     0          0          0          0          0
        8-30     2     0          2          0          0          0
        31-90    2     2          0          0          0          0
        91-180   2     0          0          2          0          0
        181-365  0     0          0          0          0          0
        over_365 0     0          0          0          0          0
        ",
    );
    expect(
        "ageing --as-of 2026-10-19",
        "/rows",
        "
        band     count severity:A severity:B severity:C severity:D severity:-
        0-7      1     0          0          0          0          1
        8-30     2     0          2          0          0          0
        31-90    1     1          0          0          0          0
        91-180   3     1          0          2          0          0
        181-365  0     0          0          0          0          0
        over_365 0     0          0          0          0          0
        ",
    );
    expect(
        "ageing --as-of 2025-07-08",
        "/rows",
        "
        band     count severity:A severity:B severity:C severity:D severity:-
        0-7      1     0          0          1          0          0
        8-30     0     0          0          0          0          0
        31-90    0     0          0          0          0          0
        91-180   0     0          0          0          0          0
        181-365  0     0          0          0          0          0
        over_365 0     0          0          0          0          0
        ",
    );
    expect(
        "ageing --as-of 2025-07-09",
        "/rows",
        "
        band     count severity:A severity:B severity:C severity:D severity:-
        0-7      0     0          0          0          0          0
        8-30     1     0          0          1          0          0
        31-90    0     0          0          0          0          0
        91-180   0     0          0          0          0          0
        181-365  0     0          0          0          0          0
        over_365 0     0          0          0          0          0
        ",
    );
}

#[test]
fn the_cases_behind_it() {
    expect(
        "ageing --cases",
        "/rows",
        "
        band     cases
        0-7      2611-0001,2611-0002,2611-0003,2611-0004,2611-0005
        8-30     -
        31-90    2609-0001,2609-0002,2610-0001,2610-0002,2610-0003
        91-180   2606-0001,2607-0002
        181-365  2605-0002
        over_365 -
        ",
    );
}

#[test]
fn other_bands_and_some_cases() {
    let words = "ageing --bands 3,4,34,126";
    expect(
        words,
        "/rows",
        "
        band     count severity:A severity:B severity:C severity:D severity:-
        0-3      2     0          0          0          0          2
        4-4      2     1          0          0          1          0
        5-34     2     1          0          0          0          1
        35-126   5     2          2          1          0          0
        over_126 2     0          0          2          0          0
        ",
    );
    let words = "ageing --customer Kestrel";
    expect(
        words,
        "/rows",
        "
        band     count severity:A severity:B severity:C severity:D severity:-
        0-7      1     1          0          0          0          0
        8-30     0     0          0          0          0          0
        31-90    2     1          1          0          0          0
        91-180   1     0          0          1          0          0
        181-365  0     0          0          0          0          0
        over_365 0     0          0          0          0          0
        ",
    );
    let words = "ageing --since 2026-07-01 --until 2026-09-30";
    expect(
        words,
        "/rows",
        "
        band     count severity:A severity:B severity:C severity:D severity:-
        0-7      0     0          0          0          0          0
        8-30     0     0          0          0          0          0
        31-90    2     1          1          0          0          0
        91-180   1     1          0          0          0          0
        181-365  0     0          0          0          0          0
        over_365 0     0          0          0          0          0
        ",
    );
}
