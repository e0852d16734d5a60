//! `plaint report pareto`.

use super::register::expect;

/// By hand: 14 of 39 is 35.897…, 14 + 9 = 23 of 39 is 58.974…, 32 of 39 is 82.051…,
/// 37 of 39 is 94.871… bright-line and scratch are nine each: by their text.
#[test]
fn by_defect() {
    expect(
        "pareto",
        "/rows",
        "
        group       count share cumulative
        mura        14    35.9  35.9
        bright-line 9     23.1  59.0
        scratch     9     23.1  82.1
        label-wrong 5     12.8  94.9
        -           2     5.1   100.0
        ",
    );
}

/// 2507-0001 and 2605-0001 name two models: 41 in all, of which AX-7 18: 43.902…
#[test]
fn by_model_and_lot() {
    expect(
        "pareto --group model",
        "/rows",
        "
        group count share cumulative
        AX-7  18    43.9  43.9
        TP-5  12    29.3  73.2
        BL-12 11    26.8  100.0
        ",
    );
    expect(
        "pareto --group lot",
        "/rows",
        "
        group    count share cumulative
        L2502-01 5     12.2  12.2
        L2603-01 5     12.2  24.4
        L2604-01 4     9.8   34.1
        L2607-02 4     9.8   43.9
        L2609-01 4     9.8   53.7
        L2601-01 3     7.3   61.0
        L2501-02 2     4.9   65.9
        L2504-01 2     4.9   70.7
        -        2     4.9   75.6
        K2508-01 1     2.4   78.0
        K2607-03 1     2.4   80.5
        L2501-01 1     2.4   82.9
        L2504-02 1     2.4   85.4
        L2507-01 1     2.4   87.8
        L2507-02 1     2.4   90.2
        L2512-01 1     2.4   92.7
        L2601-02 1     2.4   95.1
        L2603-02 1     2.4   97.6
        L2611-03 1     2.4   100.0
        ",
    );
}

/// The last word counts: 2604-0001 was first the supplier's and its material, then our
/// own measurement. 2507-0001 and 2607-0001 are the carrier's and the customer's, and
/// name no cause.
#[test]
fn by_who_and_why() {
    expect(
        "pareto --group department",
        "/rows",
        "
        group      count share cumulative
        -          29    74.4  74.4
        production 7     17.9  92.3
        quality    3     7.7   100.0
        ",
    );
    expect(
        "pareto --group supplier",
        "/rows",
        "
        group    count share cumulative
        -        36    92.3  92.3
        Kondor   2     5.1   97.4
        明晖光学 1     2.6   100.0
        ",
    );
    expect(
        "pareto --group cause",
        "/rows",
        "
        group       count share cumulative
        -           26    66.7  66.7
        machine     6     15.4  82.1
        material    3     7.7   89.7
        environment 1     2.6   92.3
        man         1     2.6   94.9
        measurement 1     2.6   97.4
        method      1     2.6   100.0
        ",
    );
    expect(
        "pareto --group basis",
        "/rows",
        "
        group       count share cumulative
        accepted    17    43.6  43.6
        -           13    33.3  76.9
        duplicate   2     5.1   82.1
        not-ours    2     5.1   87.2
        refuted     2     5.1   92.3
        withdrawn   2     5.1   97.4
        no-response 1     2.6   100.0
        ",
    );
    expect(
        "pareto --group owner",
        "/rows",
        "
        group    count share cumulative
        -        37    94.9  94.9
        li.wei   1     2.6   97.4
        wang.min 1     2.6   100.0
        ",
    );
}

#[test]
fn by_what_was_judged() {
    expect(
        "pareto --group severity",
        "/rows",
        "
        group count share cumulative
        C     11    28.2  28.2
        B     9     23.1  51.3
        A     7     17.9  69.2
        -     7     17.9  87.2
        D     5     12.8  100.0
        ",
    );
    expect(
        "pareto --group nature",
        "/rows",
        "
        group    count share cumulative
        quality  26    66.7  66.7
        -        7     17.9  84.6
        delivery 5     12.8  97.4
        service  1     2.6   100.0
        ",
    );
    expect(
        "pareto --group scope",
        "/rows",
        "
        group      count share cumulative
        single     20    51.3  51.3
        several    7     17.9  69.2
        -          7     17.9  87.2
        batch      4     10.3  97.4
        widespread 1     2.6   100.0
        ",
    );
    expect(
        "pareto --group criterion",
        "/rows",
        "
        group                count share cumulative
        appearance           12    30.8  30.8
        -                    7     17.9  48.7
        function-lost        4     10.3  59.0
        papers               4     10.3  69.2
        out-of-specification 3     7.7   76.9
        unusable             2     5.1   82.1
        advice               1     2.6   84.6
        fatal-defect         1     2.6   87.2
        fit                  1     2.6   89.7
        packing              1     2.6   92.3
        production-stop      1     2.6   94.9
        safety               1     2.6   97.4
        storage-or-use       1     2.6   100.0
        ",
    );
    expect(
        "pareto --group channel",
        "/rows",
        "
        group  count share cumulative
        phone  14    35.9  35.9
        email  13    33.3  69.2
        portal 8     20.5  89.7
        visit  2     5.1   94.9
        letter 1     2.6   97.4
        web    1     2.6   100.0
        ",
    );
}

#[test]
fn by_time_and_customer() {
    expect(
        "pareto --group quarter",
        "/rows",
        "
        group   count share cumulative
        2026-Q4 8     20.5  20.5
        2026-Q3 7     17.9  38.5
        2025-Q2 5     12.8  51.3
        2026-Q1 5     12.8  64.1
        2026-Q2 5     12.8  76.9
        2025-Q3 4     10.3  87.2
        2025-Q1 3     7.7   94.9
        2025-Q4 2     5.1   100.0
        ",
    );
    expect(
        "pareto --group year",
        "/rows",
        "
        group count share cumulative
        2026  25    64.1  64.1
        2025  14    35.9  100.0
        ",
    );
    expect(
        "pareto --group customer",
        "/rows",
        "
        group          count share cumulative
        华东电子       16    41.0  41.0
        Kestrel_Inc    12    30.8  71.8
        Nordlicht_GmbH 11    28.2  100.0
        ",
    );
    expect(
        "pareto --group class",
        "/rows",
        "
        group count share cumulative
        重点  16    41.0  41.0
        -     12    30.8  71.8
        key   11    28.2  100.0
        ",
    );
}

/// Sixteen cases, one each: 1 of 16 is 6.25, 3 of 16 18.75, 5 of 16 31.25: halves go up.
#[test]
fn halves_go_up() {
    let words = "pareto --group case --customer 华东电子";
    expect(
        words,
        "/rows",
        "
        group     count share cumulative
        2501-0001 1     6.3   6.3
        2504-0002 1     6.3   12.5
        2506-0001 1     6.3   18.8
        2509-0001 1     6.3   25.0
        2512-0001 1     6.3   31.3
        2601-0001 1     6.3   37.5
        2603-0002 1     6.3   43.8
        2605-0001 1     6.3   50.0
        2606-0002 1     6.3   56.3
        2607-0002 1     6.3   62.5
        2608-0002 1     6.3   68.8
        2608-0003 1     6.3   75.0
        2609-0001 1     6.3   81.3
        2610-0002 1     6.3   87.5
        2611-0001 1     6.3   93.8
        2611-0005 1     6.3   100.0
        ",
    );
}

#[test]
fn in_a_period_and_as_of() {
    let words = "pareto --since 2026-01-01 --until 2026-06-30";
    expect(
        words,
        "/rows",
        "
        group       count share cumulative
        mura        4     40.0  40.0
        scratch     3     30.0  70.0
        bright-line 2     20.0  90.0
        label-wrong 1     10.0  100.0
        ",
    );
    let words = "pareto --group severity --as-of 2025-07-15";
    expect(
        words,
        "/rows",
        "
        group count share cumulative
        B     3     33.3  33.3
        C     3     33.3  66.7
        A     1     11.1  77.8
        D     1     11.1  88.9
        -     1     11.1  100.0
        ",
    );
    let words = "pareto --group model --without duplicate --without withdrawn --without refuted";
    expect(
        words,
        "/rows",
        "
        group count share cumulative
        AX-7  15    42.9  42.9
        BL-12 10    28.6  71.4
        TP-5  10    28.6  100.0
        ",
    );
}

/// The rest in one row, which says how many values it holds: label-wrong and those
/// without a defect, 5 and 2; then only the latter.
#[test]
fn the_largest() {
    expect(
        "pareto --top 3",
        "/rows",
        "
        group       others? count share cumulative
        mura        -       14    35.9  35.9
        bright-line -       9     23.1  59.0
        scratch     -       9     23.1  82.1
        -           2       7     17.9  100.0
        ",
    );
    expect(
        "pareto --top 4",
        "/rows",
        "
        group       others? count share cumulative
        mura        -       14    35.9  35.9
        bright-line -       9     23.1  59.0
        scratch     -       9     23.1  82.1
        label-wrong -       5     12.8  94.9
        -           1       2     5.1   100.0
        ",
    );
    expect(
        "pareto --top 5",
        "/rows",
        "
        group       others? count share cumulative
        mura        -       14    35.9  35.9
        bright-line -       9     23.1  59.0
        scratch     -       9     23.1  82.1
        label-wrong -       5     12.8  94.9
        -           -       2     5.1   100.0
        ",
    );
    let words = "pareto --group lot --top 2 --since 2026-01-01";
    expect(
        words,
        "/rows",
        "
        group    others? count share cumulative
        L2603-01 -       5     19.2  19.2
        L2604-01 -       4     15.4  34.6
        -        9       17    65.4  100.0
        ",
    );
}

#[test]
fn the_cases_behind_it() {
    let words = "pareto --group cause --cases";
    expect(words, "/rows", "
        group       count cases
        -           26    2502-0001,2504-0001,2505-0001,2505-0002,2506-0001,2507-0001,2507-0002,2508-0001,2511-0001,2512-0001,2601-0002,2602-0001,2603-0002,2605-0002,2606-0001,2606-0002,2607-0001,2608-0002,2608-0003,2609-0002,2610-0002,2611-0001,2611-0002,2611-0003,2611-0004,2611-0005
        machine     6     2501-0001,2504-0002,2603-0001,2608-0001,2609-0001,2610-0003
        material    3     2501-0002,2601-0001,2607-0002
        environment 1     2610-0001
        man         1     2605-0001
        measurement 1     2604-0001
        method      1     2509-0001
        ");
}
