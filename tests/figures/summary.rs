//! `plaint report summary`.

use super::register::expect;

/// By month. June 2025 by hand: opened 2506-0001; closed 2504-0001 (opened
/// 1 April 07:30, closed 23 June 10:00: 83 days 2 h 30 min = 7180200 s), 2504-0002
/// (15 April 08:00 to 17 June 10:00: 63 d 2 h = 5450400 s) and 2506-0001 (3 June
/// 09:00 to 15:10: 22200 s): median 5450400, ninetieth percentile a fifth of the way
/// back from the largest: 5450400 + 0.8 × 1729800 = 6834240.
///
/// 2504-0001 came on 31 March 23:30 in Greenwich and counts in April, 2507-0001 half
/// an hour after midnight in July. 2509-0001 was closed in December 2025, taken up
/// again and closed on 27 January 2026: only that closing stands, so it is open at
/// the end of December. January 2025: first replies after 6 h 0 min 1 s = 21601 s and
/// after 26 + 24 h = 180000 s, mean 100800.5, rounded up; May 2025: closings after
/// 14 d 1 s and 10 d: mean 1036800.5, rounded up. The only reply of 2604-0001 that says
/// anything first is its formal one, written after 23 days and approved six hours later:
/// 23 d = 1987200 s.
#[test]
fn by_month() {
    expect("summary", "/rows", MONTHS);
    expect("summary --group month", "/rows", MONTHS);
    expect("summary", "/total", "
        opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        39     26     13   7       7          9          11         5          7          86400              388800          2422200      5522400
        ");
}

const MONTHS: &str = "
        group   opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        2025-01 2      0      2    0       1          1          0          0          0          100801             164160          -            -
        2025-02 1      1      2    0       0          0          1          0          0          190800             190800          3974400      3974400
        2025-03 0      2      0    0       0          0          0          0          0          -                  -               3790800      5233680
        2025-04 2      0      2    0       0          1          1          0          0          62100              88740           -            -
        2025-05 2      2      2    0       0          1          0          1          0          127800             163800          1036801      1175041
        2025-06 1      3      0    0       0          0          0          0          1          -                  -               5450400      6834240
        2025-07 2      2      0    0       0          0          1          0          1          188100             272340          850500       1234260
        2025-08 1      0      1    0       0          0          1          0          0          720000             720000          -            -
        2025-09 1      1      1    0       1          0          0          0          0          82800              82800           2423400      2423400
        2025-10 0      0      1    0       0          0          0          0          0          -                  -               -            -
        2025-11 1      0      2    0       0          0          0          1          0          345600             345600          -            -
        2025-12 1      1      2    0       0          0          1          0          0          388800             388800          2766600      2766600
        2026-01 2      1      3    0       0          1          1          0          0          1911600            3423600         12168000     12168000
        2026-02 1      3      1    0       0          0          0          0          1          -                  -               2592000      3317760
        2026-03 2      2      1    0       1          0          0          1          0          45900              75420           2086500      3737940
        2026-04 1      1      1    0       0          1          0          0          0          1987200            1987200         4233600      4233600
        2026-05 2      0      3    1       0          1          1          0          0          129570             164154          -            -
        2026-06 2      2      3    1       0          0          1          1          0          129600             164160          3587400      4588200
        2026-07 2      2      3    1       1          0          1          0          0          100800             158400          1599300      2256660
        2026-08 3      2      4    0       0          1          1          0          1          129600             164160          441300       710340
        2026-09 2      1      5    0       1          1          0          0          0          7200               7200            3110400      3110400
        2026-10 3      0      8    2       1          1          1          0          0          82800              195072          -            -
        2026-11 5      0      13   2       1          0          0          1          3          7200               7200            -            -
        ";

#[test]
fn by_quarter_and_year() {
    expect("summary --group quarter", "/rows", "
        group   opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        2025-Q1 3      3      0    0       1          1          1          0          0          180000             188640          3974400      5270400
        2025-Q2 5      5      0    0       0          2          1          1          1          89100              149580          1209601      6488280
        2025-Q3 4      3      1    0       1          0          2          0          1          188100             592020          1330200      2204760
        2025-Q4 2      1      2    0       0          0          1          1          0          367200             384480          2766600      2766600
        2026-Q1 5      6      1    0       1          1          1          1          1          52200              2685960         3045600      8159400
        2026-Q2 5      3      3    2       0          2          2          1          0          172800             1261440         4233600      4717440
        2026-Q3 7      5      5    1       2          2          2          0          1          86400              172800          777600       2834640
        2026-Q4 8      0      13   4       2          1          1          1          3          82800              181038          -            -
        ");
    expect("summary --group year", "/rows", "
        group opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        2025  14     12     2    0       2          3          5          2          2          172800             380160          2205300      5580000
        2026  25     14     13   7       5          6          6          3          5          86370              752358          2506500      4656960
        ");
}

/// East China Electronics is 华东电子 by the catalog; Kestrel Inc has no class.
/// Overdue now: 2605-0002, 2610-0001 (Nordlicht), 2606-0001, 2610-0003, 2611-0003
/// (Kestrel), 2607-0002 and 2611-0001 (华东电子): 2 + 3 + 2 = 7. What is only paused
/// (2609-0002, 2611-0004) is not overdue.
#[test]
fn by_customer_and_class() {
    expect("summary --group customer", "/rows", "
        group          opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        Kestrel_Inc    12     8      4    3       2          3          3          2          2          172800             509760          2376900      5540940
        Nordlicht_GmbH 11     7      4    2       1          3          5          1          1          172800             1336320         2423400      4777920
        华东电子       16     11     5    2       4          3          3          2          4          55800              209466          2421000      5450400
        ");
    expect("summary --group class", "/rows", "
        group opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        key   11     7      4    2       1          3          5          1          1          172800             1336320         2423400      4777920
        重点  16     11     5    2       4          3          3          2          4          55800              209466          2421000      5450400
        -     12     8      4    3       2          3          3          2          2          172800             509760          2376900      5540940
        ");
}

/// Two cases name two models: 39 cases make 41.
#[test]
fn by_severity_defect_and_model() {
    expect("summary --group severity", "/rows", "
        group opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        A     7      3      4    3       7          0          0          0          0          28800              82800           4233600      10581120
        B     9      7      2    1       0          9          0          0          0          84570              722160          3110400      5508000
        C     11     8      3    2       0          0          11         0          0          190800             720000          2205300      5059620
        D     5      4      1    0       0          0          0          5          0          129600             293760          1642500      2662920
        -     7      4      3    1       0          0          0          0          7          82800              82800           95700        291060
        ");
    expect("summary --group defect", "/rows", "
        group       opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        bright-line 9      6      3    2       4          3          0          0          2          28800              118800          3542400      4842000
        label-wrong 5      4      1    0       0          0          1          4          0          129600             293760          820800       2195820
        mura        14     8      6    4       3          4          4          0          3          134100             2168640         4494600      8676540
        scratch     9      7      2    1       0          2          6          1          0          190800             455040          2336400      2853720
        -           2      1      1    0       0          0          0          0          2          82800              82800           370800       370800
        ");
    expect("summary --group model", "/rows", "
        group opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        AX-7  18     13     5    3       4          7          1          2          4          82800              276480          2766600      5328000
        BL-12 11     6      5    3       3          2          3          1          2          127800             1345860         2740500      8881200
        TP-5  12     9      3    1       0          1          8          2          1          181800             421920          1330200      2638560
        ");
}

/// A period that begins and ends within months. Open on 15 December: 2509-0001
/// (closed for good on 27 January) and no other: 2511-0001 was closed on the 12th.
/// Then 2512-0001, 2601-0001 and 2601-0002 come, and 2509-0001 goes: 1 + 3 − 1 = 3.
#[test]
fn in_a_period() {
    let words = "summary --since 2025-12-15 --until 2026-01-27";
    expect(words, "/rows", "
        group   opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        2025-12 1      0      2    0       0          0          1          0          0          388800             388800          -            -
        2026-01 2      1      3    0       0          1          1          0          0          1911600            3423600         12168000     12168000
        ");
    expect(words, "/total", "
        opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        3      1      3    0       0          1          2          0          0          388800             3119040         12168000     12168000
        ");
    let words = "summary --group customer --since 2026-04-01 --until 2026-06-30";
    expect(words, "/rows", "
        group          opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        Kestrel_Inc    2      1      1    1       0          1          1          0          0          1080000            1805760         4838400      4838400
        Nordlicht_GmbH 1      1      1    1       0          0          1          0          0          172800             172800          4233600      4233600
        华东电子       2      1      1    0       0          1          0          1          0          86370              86394           2336400      2336400
        ");
    expect(words, "/total", "
        opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        5      3      3    2       0          2          2          1          0          172800             1261440         4233600      4717440
        ");
    let words = "summary --group quarter --until 2025-08-15";
    expect(words, "/rows", "
        group   opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        2025-Q1 3      3      0    0       1          1          1          0          0          180000             188640          3974400      5270400
        2025-Q2 5      5      0    0       0          2          1          1          1          89100              149580          1209601      6488280
        2025-Q3 3      2      1    0       0          0          2          0          1          293400             634680          850500       1234260
        ");
}

/// As it was. On 31 December 2025 the closing of 2509-0001 (after 98 d 20 h =
/// 8539200 s) stood; on 20 January 2026 it was open again, with nothing overdue: its
/// answer was due on the 26th. On 13 September 2026 the goods of 2609-0001 are a day
/// late, and the replies of 2606-0001, 2607-0002 too.
#[test]
fn as_of_a_day() {
    let words = "summary --group year --as-of 2025-12-31";
    expect(words, "/rows", "
        group opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        2025  14     13     1    0       2          3          4          2          3          134100             340380          2423400      6863040
        ");
    let words = "summary --group year --as-of 2026-01-20";
    expect(words, "/rows", "
        group opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        2025  14     12     2    0       2          3          5          2          2          172800             380160          2205300      5580000
        2026  2      0      4    0       0          1          0          0          1          21600              21600           -            -
        ");
    let words = "summary --group customer --as-of 2026-09-13";
    expect(words, "/rows", "
        group          opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        Kestrel_Inc    9      8      1    1       0          2          3          2          2          172800             838080          2376900      5540940
        Nordlicht_GmbH 8      8      0    0       1          2          5          0          0          176400             1644480         2422200      4641840
        华东电子       13     11     2    2       4          3          2          2          2          28800              86400           2421000      5450400
        ");
    // Complained of at 07:30, and entered two hours later.
    let words = "summary --as-of 2025-04-01T09:00:00";
    expect(words, "/total", "
        opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        3      3      0    0       1          1          1          0          0          180000             188640          3974400      5270400
        ");
}

/// A formal reply that still waits for its approval is none yet: at noon of 6 May 2026
/// 2604-0001 has no reply, at five in the afternoon it has one.
#[test]
fn a_reply_counts_once_it_is_approved() {
    let words = "summary --customer Kestrel --since 2026-04-01 --as-of 2026-05-06T12:00:00";
    expect(words, "/total", "
        opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        1      0      1    1       0          1          0          0          0          -                  -               -            -
        ");
    let words = "summary --customer Kestrel --since 2026-04-01 --as-of 2026-05-06T17:00:00";
    expect(words, "/total", "
        opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        1      0      1    0       0          1          0          0          0          1987200            1987200         -            -
        ");
}

/// Left out: two duplicates, two refuted, two not ours, two withdrawn: 39 − 8 = 31.
#[test]
fn without() {
    let words =
        "summary --without duplicate --without refuted --without not-ours --without withdrawn";
    expect(words, "/total", "
        opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        31     18     13   7       7          8          8          5          3          90900              554400          3304800      6070140
        ");
    let words = "summary --group severity --without withdrawn";
    expect(words, "/rows", "
        group opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        A     7      3      4    3       7          0          0          0          0          28800              82800           4233600      10581120
        B     9      7      2    1       0          9          0          0          0          84570              722160          3110400      5508000
        C     11     8      3    2       0          0          11         0          0          190800             720000          2205300      5059620
        D     5      4      1    0       0          0          0          5          0          129600             293760          1642500      2662920
        -     5      2      3    1       0          0          0          0          5          -                  -               63600        96720
        ");
}

/// Only some of the cases.
#[test]
fn of_some() {
    let words = "summary --group year --customer 华东";
    expect(words, "/rows", "
        group opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        2025  5      3      2    0       2          1          1          0          1          55800              297000          3974400      5155200
        2026  11     8      5    2       2          2          2          2          3          57570              127422          2378700      6099840
        ");
    let words = "summary --group year --model TP-5";
    expect(words, "/rows", "
        group opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        2025  5      4      1    0       0          0          4          1          0          293400             587520          1658700      2292540
        2026  7      5      3    1       0          1          4          1          1          172800             203004          777600       3034080
        ");
    let words = "summary --group year --severity A --severity B";
    expect(words, "/rows", "
        group opened closed open overdue severity:A severity:B severity:C severity:D severity:- first_reply_median first_reply_p90 close_median close_p90
        2025  5      4      1    0       2          3          0          0          0          82800              141120          4712400      5551200
        2026  11     6      6    4       5          6          0          0          0          82800              354240          3672000      8503200
        ");
}

/// The cases that were opened or closed, once each.
#[test]
fn the_cases_behind_it() {
    let words = "summary --group quarter --since 2025-04-01 --until 2025-12-31 --cases";
    expect(
        words,
        "/rows",
        "
        group   cases
        2025-Q2 2504-0001,2504-0002,2505-0001,2505-0002,2506-0001
        2025-Q3 2507-0001,2507-0002,2508-0001,2509-0001
        2025-Q4 2511-0001,2512-0001
        ",
    );
    let words = "summary --group class --until 2025-06-30 --cases";
    expect(
        words,
        "/rows",
        "
        group cases
        key   2501-0002,2505-0001
        重点  2501-0001,2504-0002,2506-0001
        -     2502-0001,2504-0001,2505-0002
        ",
    );
}
