//! `plaint report actions`.

use super::register::expect;

/// By hand: twenty actions were planned, one (2601-0001) called off: 12 corrective, 5
/// preventive, 2 containing. Late: 2501-0002 (10 February, done on the 14th), 2509-0001
/// (26 September, 29th), 2601-0001 (30 January, 3 February), 2609-0001 (9 October, 13th),
/// and 2607-0002, due on 31 August and not done. That of 2610-0001 due on 23 November
/// has this day left; 2504-0002's was done at 23:00 of its last day. Effective and
/// no such complaint since: only 2605-0001, about two models together.
#[test]
fn by_kind() {
    expect(
        "actions",
        "/rows",
        "
        group       planned finished late open waiting let_go effective ineffective repeats
        containment 2       1        0    1    0       0      1         0           1
        corrective  12      11       4    1    2       0      9         0           8
        preventive  5       3        1    2    0       0      2         1           2
        ",
    );
    expect(
        "actions",
        "/total",
        "
        planned finished late open waiting let_go effective ineffective repeats
        19      15       5    4    2       0      12        1           11
        ",
    );
}

#[test]
fn by_other_fields() {
    expect(
        "actions --group owner",
        "/rows",
        "
        group      planned finished late open waiting let_go effective ineffective repeats
        li.wei     2       1        1    1    0       0      1         0           1
        wang.min   8       6        3    2    1       0      4         1           4
        zhou.qiang 9       8        1    1    1       0      7         0           6
        ",
    );
    expect(
        "actions --group customer",
        "/rows",
        "
        group          planned finished late open waiting let_go effective ineffective repeats
        Kestrel_Inc    3       2        0    1    0       0      2         0           2
        Nordlicht_GmbH 4       3        1    1    1       0      2         0           2
        华东电子       12      10       4    2    1       0      8         1           7
        ",
    );
    expect(
        "actions --group model",
        "/rows",
        "
        group planned finished late open waiting let_go effective ineffective repeats
        AX-7  12      10       2    2    2       0      8         0           7
        BL-12 7       5        3    2    0       0      4         1           4
        TP-5  1       1        0    0    0       0      1         0           0
        ",
    );
    expect(
        "actions --group month",
        "/rows",
        "
        group   planned finished late open waiting let_go effective ineffective repeats
        2025-01 1       1        0    0    0       0      1         0           1
        2025-02 1       1        1    0    0       0      1         0           1
        2025-03 0       0        0    0    0       0      0         0           0
        2025-04 0       0        0    0    0       0      0         0           0
        2025-05 2       2        0    0    0       0      2         0           2
        2025-06 0       0        0    0    0       0      0         0           0
        2025-07 0       0        0    0    0       0      0         0           0
        2025-08 0       0        0    0    0       0      0         0           0
        2025-09 3       3        1    0    0       0      2         1           2
        2025-10 0       0        0    0    0       0      0         0           0
        2025-11 1       1        0    0    0       0      1         0           1
        2025-12 0       0        0    0    0       0      0         0           0
        2026-01 1       1        1    0    0       0      1         0           1
        2026-02 0       0        0    0    0       0      0         0           0
        2026-03 1       1        0    0    0       0      1         0           1
        2026-04 1       1        0    0    0       0      1         0           1
        2026-05 1       1        0    0    0       0      1         0           0
        2026-06 0       0        0    0    0       0      0         0           0
        2026-07 0       0        0    0    0       0      0         0           0
        2026-08 2       1        1    1    0       0      1         0           1
        2026-09 0       0        0    0    0       0      0         0           0
        2026-10 1       1        1    0    1       0      0         0           0
        2026-11 3       1        0    2    1       0      0         0           0
        2026-12 1       0        0    1    0       0      0         0           0
        ",
    );
    expect(
        "actions --group case",
        "/rows",
        "
        group     planned finished late open waiting let_go effective ineffective repeats
        2501-0001 1       1        0    0    0       0      1         0           1
        2501-0002 1       1        1    0    0       0      1         0           1
        2504-0002 2       2        0    0    0       0      2         0           2
        2509-0001 4       4        1    0    0       0      3         1           3
        2601-0001 1       1        1    0    0       0      1         0           1
        2603-0001 1       1        0    0    0       0      1         0           1
        2604-0001 1       1        0    0    0       0      1         0           1
        2605-0001 1       1        0    0    0       0      1         0           0
        2607-0002 2       0        1    2    0       0      0         0           0
        2608-0001 2       1        0    1    0       0      1         0           1
        2609-0001 1       1        1    0    1       0      0         0           0
        2610-0001 2       1        0    1    1       0      0         0           0
        ",
    );
}

/// On 28 October 2025 the preventive action of 2509-0001 waits for its evaluation, a
/// containment needs none; the corrective one had been found effective the day before,
/// and the complaint of January had not come. On 1 November 2026 that of 2605-0001 is
/// done, and its case was closed without waiting for the evaluation, which came on the
/// 2nd: let go by then.
#[test]
fn in_a_period_and_as_of() {
    let words = "actions --since 2026-08-31 --until 2026-11-20";
    expect(
        words,
        "/rows",
        "
        group      planned finished late open waiting let_go effective ineffective repeats
        corrective 3       2        2    1    2       0      0         0           0
        ",
    );
    let words = "actions --group case --as-of 2025-10-28";
    expect(
        words,
        "/rows",
        "
        group     planned finished late open waiting let_go effective ineffective repeats
        2501-0001 1       1        0    0    0       0      1         0           1
        2501-0002 1       1        1    0    0       0      1         0           1
        2504-0002 2       2        0    0    0       0      2         0           0
        2509-0001 3       3        1    0    1       0      1         0           0
        ",
    );
    let words = "actions --as-of 2026-11-01";
    expect(
        words,
        "/rows",
        "
        group       planned finished late open waiting let_go effective ineffective repeats
        containment 2       1        0    1    0       0      1         0           1
        corrective  12      10       4    2    1       1      8         0           8
        preventive  5       3        1    2    0       0      2         1           2
        ",
    );
}
