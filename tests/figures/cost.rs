//! `plaint report cost`.

use super::register::expect;

/// By hand: 5000.00 (2501-0001) and 12000.00 (2609-0001) for line stops; sorting
/// 2400.00 CNY (2605-0001, ours) and 1500.00 (2607-0002, the supplier's), 800.00 EUR
/// (2501-0002, the supplier's) and 1250.75 (2603-0001, ours); the carrier's 620.00; a
/// discount of 300.50 CNY and 45.00 EUR (2512-0001). The 90.00 EUR of 2511-0001 were
/// struck, the 66.00 CNY of 2609-0001 rejected; 777.00 CNY wait for the general manager.
#[test]
fn by_kind() {
    expect(
        "cost",
        "/rows",
        "
        group     currency payments total    us       supplier carrier waiting waiting_total
        discount  CNY      1        300.50   300.50   0        0       0       0
        discount  EUR      1        45.00    45.00    0        0       0       0
        line-stop CNY      2        17000.00 17000.00 0        0       0       0
        other     CNY      0        0        0        0        0       1       777.00
        sorting   CNY      2        3900.00  2400.00  1500.00  0       0       0
        sorting   EUR      2        2050.75  1250.75  800.00   0       0       0
        transport CNY      1        620.00   0        0        620.00  0       0
        ",
    );
    expect(
        "cost",
        "/totals",
        "
        currency payments total    us       supplier carrier waiting waiting_total
        CNY      6        21820.50 19700.50 1500.00  620.00  1       777.00
        EUR      3        2095.75  1295.75  800.00   0       0       0
        ",
    );
}

/// The 1250.75 EUR changed hands on 31 March 23:30 in Greenwich: in April.
#[test]
fn by_other_fields() {
    expect(
        "cost --group customer",
        "/rows",
        "
        group          currency payments total    us       supplier carrier waiting waiting_total
        Nordlicht_GmbH CNY      1        620.00   0        0        620.00  0       0
        Nordlicht_GmbH EUR      2        2050.75  1250.75  800.00   0       0       0
        华东电子       CNY      5        21200.50 19700.50 1500.00  0       1       777.00
        华东电子       EUR      1        45.00    45.00    0        0       0       0
        ",
    );
    expect(
        "cost --group model",
        "/rows",
        "
        group       currency payments total    us       supplier carrier waiting waiting_total
        AX-7        CNY      2        17000.00 17000.00 0        0       0       0
        AX-7        EUR      1        1250.75  1250.75  0        0       0       0
        AX-7,_TP-5  CNY      1        2400.00  2400.00  0        0       0       0
        BL-12       CNY      1        1500.00  0        1500.00  0       1       777.00
        BL-12       EUR      1        800.00   0        800.00   0       0       0
        BL-12,_TP-5 CNY      1        620.00   0        0        620.00  0       0
        TP-5        CNY      1        300.50   300.50   0        0       0       0
        TP-5        EUR      1        45.00    45.00    0        0       0       0
        ",
    );
    expect(
        "cost --group month",
        "/rows",
        "
        group   currency payments total    us       supplier carrier waiting waiting_total
        2025-01 CNY      1        5000.00  5000.00  0        0       0       0
        2025-02 EUR      1        800.00   0        800.00   0       0       0
        2025-07 CNY      1        620.00   0        0        620.00  0       0
        2026-01 CNY      1        300.50   300.50   0        0       0       0
        2026-01 EUR      1        45.00    45.00    0        0       0       0
        2026-04 EUR      1        1250.75  1250.75  0        0       0       0
        2026-05 CNY      1        2400.00  2400.00  0        0       0       0
        2026-08 CNY      1        1500.00  0        1500.00  0       0       0
        2026-10 CNY      1        12000.00 12000.00 0        0       0       0
        2026-11 CNY      0        0        0        0        0       1       777.00
        ",
    );
    expect(
        "cost --group supplier",
        "/rows",
        "
        group    currency payments total    us       supplier carrier waiting waiting_total
        Kondor   EUR      1        800.00   0        800.00   0       0       0
        明晖光学 CNY      1        1500.00  0        1500.00  0       1       777.00
        -        CNY      5        20320.50 19700.50 0        620.00  0       0
        -        EUR      2        1295.75  1295.75  0        0       0       0
        ",
    );
    expect(
        "cost --group bearer",
        "/rows",
        "
        group    currency payments total    us       supplier carrier waiting waiting_total
        carrier  CNY      1        620.00   0        0        620.00  0       0
        supplier CNY      1        1500.00  0        1500.00  0       0       0
        supplier EUR      1        800.00   0        800.00   0       0       0
        us       CNY      4        19700.50 19700.50 0        0       1       777.00
        us       EUR      2        1295.75  1295.75  0        0       0       0
        ",
    );
    expect(
        "cost --group case",
        "/rows",
        "
        group     currency payments total    us       supplier carrier waiting waiting_total
        2501-0001 CNY      1        5000.00  5000.00  0        0       0       0
        2501-0002 EUR      1        800.00   0        800.00   0       0       0
        2507-0001 CNY      1        620.00   0        0        620.00  0       0
        2512-0001 CNY      1        300.50   300.50   0        0       0       0
        2512-0001 EUR      1        45.00    45.00    0        0       0       0
        2603-0001 EUR      1        1250.75  1250.75  0        0       0       0
        2605-0001 CNY      1        2400.00  2400.00  0        0       0       0
        2607-0002 CNY      1        1500.00  0        1500.00  0       1       777.00
        2609-0001 CNY      1        12000.00 12000.00 0        0       0       0
        ",
    );
}

#[test]
fn in_a_period_and_as_of() {
    let words = "cost --since 2026-01-10 --until 2026-04-01";
    expect(
        words,
        "/rows",
        "
        group    currency payments total   us      supplier carrier waiting waiting_total
        discount EUR      1        45.00   45.00   0        0       0       0
        sorting  EUR      1        1250.75 1250.75 0        0       0       0
        ",
    );
    let words = "cost --as-of 2026-08-05T12:00:00";
    expect(
        words,
        "/rows",
        "
        group     currency payments total   us      supplier carrier waiting waiting_total
        discount  CNY      1        300.50  300.50  0        0       0       0
        discount  EUR      1        45.00   45.00   0        0       0       0
        line-stop CNY      1        5000.00 5000.00 0        0       0       0
        sorting   CNY      1        2400.00 2400.00 0        0       1       1500.00
        sorting   EUR      2        2050.75 1250.75 800.00   0       0       0
        transport CNY      1        620.00  0       0        620.00  0       0
        ",
    );
    let words = "cost --without not-ours --customer Nordlicht";
    expect(
        words,
        "/rows",
        "
        group   currency payments total   us      supplier carrier waiting waiting_total
        sorting EUR      2        2050.75 1250.75 800.00   0       0       0
        ",
    );
}
