//! `plaint report customers`.

use super::register::expect;

/// By hand, 华东电子: 120, 60, 2, 25, 90, 1, 44, 5, 300, 50, 7, 11 and 2 are 717 pcs (not
/// the duplicates' 60 and 300, not the refuted 700); shipped 5000, 3000, 1000, 9000, 4000
/// and 2000, 24000 in all: 29875 per million. Kestrel Inc: 8, 15, 200, 10, 75, 12, 33, 4,
/// 21 and 1 are 379 of 2940: 128911.56. Nordlicht GmbH: 2.5 of 1250.5 kg: 1999.2; 40, 6,
/// 20, 9, 18, 2 and 3 are 98 of 4200 pcs: 23333.3. Scores of Kestrel Inc: 4, 2 and 4; all
/// six make 23. Halden AS got goods and complained of nothing; Vesta Ltd got none and is
/// no row.
#[test]
fn all() {
    let words = "customers";
    expect(words, "/rows", "
        customer       opened severity:A severity:B severity:C severity:D severity:- open overdue disputed surveys satisfaction
        华东电子       16     4          3          3          2          4          5    2       0        2       4.00
        Kestrel_Inc    12     2          3          3          2          2          4    3       2        3       3.33
        Nordlicht_GmbH 11     1          3          5          1          1          4    2       0        1       5.00
        Halden_AS      0      0          0          0          0          0          0    0       0        0       -
        ");
    expect(
        words,
        "/rows/0/units",
        "
        unit complained shipped ppm
        pcs  717        24000   29875
        ",
    );
    expect(
        words,
        "/rows/1/units",
        "
        unit complained shipped ppm
        pcs  379        2940    128912
        ",
    );
    expect(
        words,
        "/rows/2/units",
        "
        unit complained shipped ppm
        kg   2.5        1250.5  1999
        pcs  98         4200    23333
        ",
    );
    expect(
        words,
        "/rows/3/units",
        "
        unit complained shipped ppm
        pcs  0          1050    0
        ",
    );
    expect(words, "/total", "
        opened severity:A severity:B severity:C severity:D severity:- open overdue disputed surveys satisfaction
        39     7          9          11         5          7          13   7       2        6       3.83
        ");
    expect(
        words,
        "/total/units",
        "
        unit complained shipped ppm
        kg   2.5        1250.5  1999
        pcs  1194       32190   37092
        ",
    );
}

/// The second half of 2025: Nordlicht GmbH got 300 pcs on 1 July, the 700 of 30 June
/// are not counted; 华东电子 got 1000 on 31 December.
#[test]
fn in_a_period() {
    let words = "customers --since 2025-07-01 --until 2025-12-31";
    expect(words, "/rows", "
        customer       opened severity:A severity:B severity:C severity:D severity:- open overdue disputed surveys satisfaction
        Kestrel_Inc    2      0          0          0          1          1          0    0       0        1       2.00
        Nordlicht_GmbH 2      0          0          2          0          0          0    0       0        0       -
        华东电子       2      1          0          1          0          0          0    0       0        0       -
        Halden_AS      0      0          0          0          0          0          0    0       0        0       -
        ");
    expect(
        words,
        "/rows/0/units",
        "
        unit complained shipped ppm
        pcs  10         0       -
        ",
    );
    expect(
        words,
        "/rows/1/units",
        "
        unit complained shipped ppm
        kg   2.5        250.5   9980
        pcs  0          300     0
        ",
    );
    expect(
        words,
        "/rows/2/units",
        "
        unit complained shipped ppm
        pcs  27         1000    27000
        ",
    );
    expect(
        words,
        "/rows/3/units",
        "
        unit complained shipped ppm
        pcs  0          450     0
        ",
    );
}

/// On 31 March 2026: shipments of later days had not been made.
#[test]
fn as_of_a_day() {
    let words = "customers --as-of 2026-03-31";
    expect(words, "/rows", "
        customer       opened severity:A severity:B severity:C severity:D severity:- open overdue disputed surveys satisfaction
        华东电子       7      2          2          1          1          1          0    0       0        2       4.00
        Kestrel_Inc    6      0          0          2          2          2          0    0       0        2       3.00
        Nordlicht_GmbH 6      1          2          3          0          0          1    0       0        0       -
        Halden_AS      0      0          0          0          0          0          0    0       0        0       -
        ");
    expect(
        words,
        "/rows/0/units",
        "
        unit complained shipped ppm
        pcs  298        18000   16556
        ",
    );
    expect(
        words,
        "/rows/1/units",
        "
        unit complained shipped ppm
        pcs  233        800     291250
        ",
    );
    expect(
        words,
        "/rows/2/units",
        "
        unit complained shipped ppm
        kg   2.5        250.5   9980
        pcs  66         4200    15714
        ",
    );
    expect(
        words,
        "/rows/3/units",
        "
        unit complained shipped ppm
        pcs  0          450     0
        ",
    );
    expect(words, "/total", "
        opened severity:A severity:B severity:C severity:D severity:- open overdue disputed surveys satisfaction
        19     3          4          6          3          3          1    0       0        4       3.50
        ");
    expect(
        words,
        "/total/units",
        "
        unit complained shipped ppm
        kg   2.5        250.5   9980
        pcs  597        23450   25458
        ",
    );
}
