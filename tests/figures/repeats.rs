//! `plaint report repeats`.

use super::register::expect;

/// Bright lines on AX-7 by hand: 6 January and 15 April 2025 (99 days after), 7 January,
/// 10 March, 3 August, 1 September, 20 October, 17 November 2026; the one of 3 June 2025
/// is a duplicate. Found effective: 2501-0001 on 20 February 2025, 2504-0002 on 16 June
/// and 10 July, 2601-0001 on 9 March 2026, 2603-0001 on 27 April, 2608-0001 on 19 October.
/// 2609-0001 comes 127 days after the 27 April that 2603-0001 names, not after the
/// verdict of October. 39 less the eight that were dismissed are 31. 2605-0001 is about two models together, and like no complaint
/// about one of them, as for the severity.
#[test]
fn all() {
    expect("repeats", "/rows", "
        case      opened     customer       models defect      earlier last      days_since solved_by solved     solved_days
        2504-0002 2025-04-15 华东电子       AX-7   bright-line 1       2501-0001 99         2501-0001 2025-02-20 54
        2508-0001 2025-08-04 Nordlicht_GmbH TP-5   scratch     1       2502-0001 175        -         -          -
        2509-0001 2025-09-08 华东电子       BL-12  mura        1       2501-0002 236        2501-0002 2025-03-20 172
        2512-0001 2025-12-31 华东电子       TP-5   scratch     2       2508-0001 149        -         -          -
        2601-0001 2026-01-07 华东电子       AX-7   bright-line 2       2504-0002 267        2504-0002 2025-07-10 181
        2601-0002 2026-01-20 Nordlicht_GmbH BL-12  mura        2       2509-0001 134        2509-0001 2025-12-15 36
        2603-0001 2026-03-10 Nordlicht_GmbH AX-7   bright-line 3       2601-0001 62         2601-0001 2026-03-09 1
        2604-0001 2026-04-13 Kestrel_Inc    AX-7   mura        1       2504-0001 377        -         -          -
        2605-0002 2026-05-18 Nordlicht_GmbH BL-12  mura        3       2601-0002 118        2509-0001 2025-12-15 154
        2606-0001 2026-06-22 Kestrel_Inc    TP-5   scratch     3       2512-0001 173        -         -          -
        2607-0002 2026-07-20 华东电子       BL-12  mura        4       2605-0002 63         2509-0001 2025-12-15 217
        2608-0001 2026-08-03 Kestrel_Inc    AX-7   bright-line 4       2603-0001 146        2603-0001 2026-04-27 98
        2609-0001 2026-09-01 华东电子       AX-7   bright-line 5       2608-0001 29         2603-0001 2026-04-27 127
        2609-0002 2026-09-21 Kestrel_Inc    BL-12  mura        5       2607-0002 63         2509-0001 2025-12-15 280
        2610-0001 2026-10-09 Nordlicht_GmbH AX-7   mura        2       2604-0001 179        2604-0001 2026-06-05 126
        2610-0002 2026-10-19 华东电子       TP-5   scratch     4       2606-0001 119        -         -          -
        2610-0003 2026-10-20 Kestrel_Inc    AX-7   bright-line 6       2609-0001 49         2608-0001 2026-10-19 1
        2611-0001 2026-11-17 华东电子       AX-7   bright-line 7       2610-0003 28         2608-0001 2026-10-19 29
        2611-0002 2026-11-19 Nordlicht_GmbH TP-5   label-wrong 1       2505-0002 549        -         -          -
        2611-0003 2026-11-19 Kestrel_Inc    BL-12  mura        6       2609-0002 59         2509-0001 2025-12-15 339
        2611-0005 2026-11-23 华东电子       BL-12  mura        7       2611-0003 4          2509-0001 2025-12-15 343
        ");
    expect(
        "repeats",
        "",
        "
        opened repeats share after_solved
        31     21      67.7  15
        ",
    );
}

#[test]
fn within_some_days() {
    expect("repeats --within 90d", "/rows", "
        case      opened     customer       models defect      earlier last      days_since solved_by solved     solved_days
        2603-0001 2026-03-10 Nordlicht_GmbH AX-7   bright-line 1       2601-0001 62         2601-0001 2026-03-09 1
        2607-0002 2026-07-20 华东电子       BL-12  mura        1       2605-0002 63         -         -          -
        2609-0001 2026-09-01 华东电子       AX-7   bright-line 1       2608-0001 29         -         -          -
        2609-0002 2026-09-21 Kestrel_Inc    BL-12  mura        1       2607-0002 63         -         -          -
        2610-0003 2026-10-20 Kestrel_Inc    AX-7   bright-line 2       2609-0001 49         2608-0001 2026-10-19 1
        2611-0001 2026-11-17 华东电子       AX-7   bright-line 2       2610-0003 28         -         -          -
        2611-0003 2026-11-19 Kestrel_Inc    BL-12  mura        1       2609-0002 59         -         -          -
        2611-0005 2026-11-23 华东电子       BL-12  mura        2       2611-0003 4          -         -          -
        ");
    expect(
        "repeats --within 90d",
        "",
        "
        opened repeats share after_solved
        31     8       25.8  2
        ",
    );
    expect("repeats --within 62d", "/rows", "
        case      opened     customer       models defect      earlier last      days_since solved_by solved     solved_days
        2603-0001 2026-03-10 Nordlicht_GmbH AX-7   bright-line 1       2601-0001 62         2601-0001 2026-03-09 1
        2609-0001 2026-09-01 华东电子       AX-7   bright-line 1       2608-0001 29         -         -          -
        2610-0003 2026-10-20 Kestrel_Inc    AX-7   bright-line 1       2609-0001 49         -         -          -
        2611-0001 2026-11-17 华东电子       AX-7   bright-line 1       2610-0003 28         -         -          -
        2611-0003 2026-11-19 Kestrel_Inc    BL-12  mura        1       2609-0002 59         -         -          -
        2611-0005 2026-11-23 华东电子       BL-12  mura        1       2611-0003 4          -         -          -
        ");
}

#[test]
fn in_a_period_and_as_of() {
    let words = "repeats --since 2026-03-01 --until 2026-05-31";
    expect(words, "/rows", "
        case      opened     customer       models defect      earlier last      days_since solved_by solved     solved_days
        2603-0001 2026-03-10 Nordlicht_GmbH AX-7   bright-line 3       2601-0001 62         2601-0001 2026-03-09 1
        2604-0001 2026-04-13 Kestrel_Inc    AX-7   mura        1       2504-0001 377        -         -          -
        2605-0002 2026-05-18 Nordlicht_GmbH BL-12  mura        3       2601-0002 118        2509-0001 2025-12-15 154
        ");
    let words = "repeats --as-of 2026-01-07";
    expect(words, "/rows", "
        case      opened     customer       models defect      earlier last      days_since solved_by solved     solved_days
        2504-0002 2025-04-15 华东电子       AX-7   bright-line 1       2501-0001 99         2501-0001 2025-02-20 54
        2508-0001 2025-08-04 Nordlicht_GmbH TP-5   scratch     1       2502-0001 175        -         -          -
        2509-0001 2025-09-08 华东电子       BL-12  mura        1       2501-0002 236        2501-0002 2025-03-20 172
        2512-0001 2025-12-31 华东电子       TP-5   scratch     2       2508-0001 149        -         -          -
        2601-0001 2026-01-07 华东电子       AX-7   bright-line 2       2504-0002 267        2504-0002 2025-07-10 181
        ");
    let words = "repeats --customer Nordlicht";
    expect(words, "/rows", "
        case      opened     customer       models defect      earlier last      days_since solved_by solved     solved_days
        2508-0001 2025-08-04 Nordlicht_GmbH TP-5   scratch     1       2502-0001 175        -         -          -
        2601-0002 2026-01-20 Nordlicht_GmbH BL-12  mura        2       2509-0001 134        2509-0001 2025-12-15 36
        2603-0001 2026-03-10 Nordlicht_GmbH AX-7   bright-line 3       2601-0001 62         2601-0001 2026-03-09 1
        2605-0002 2026-05-18 Nordlicht_GmbH BL-12  mura        3       2601-0002 118        2509-0001 2025-12-15 154
        2610-0001 2026-10-09 Nordlicht_GmbH AX-7   mura        2       2604-0001 179        2604-0001 2026-06-05 126
        2611-0002 2026-11-19 Nordlicht_GmbH TP-5   label-wrong 1       2505-0002 549        -         -          -
        ");
}
