//! Cells of the tables of MIL-STD-105E, and what holds of all of them.

use super::*;

fn aql(text: &str) -> Aql {
    Aql::parse(text).unwrap()
}

/// A lot that has that letter.
fn lot_of(letter: &str) -> (u64, Level) {
    const LOTS: [(u64, Level); 16] = [
        (2, Level::II),
        (9, Level::II),
        (16, Level::II),
        (26, Level::II),
        (51, Level::II),
        (91, Level::II),
        (151, Level::II),
        (281, Level::II),
        (501, Level::II),
        (1_201, Level::II),
        (3_201, Level::II),
        (10_001, Level::II),
        (35_001, Level::II),
        (150_001, Level::II),
        (500_001, Level::II),
        (500_001, Level::III),
    ];
    LOTS[Letter::parse(letter).unwrap().0]
}

fn letters() -> impl Iterator<Item = String> {
    (0..16).map(|row| Letter(row).to_string())
}

fn of(regime: Regime, letter: &str, limit: Aql) -> Plan {
    let (lot, level) = lot_of(letter);
    let plan = plan(lot, level, limit, regime);
    assert_eq!(plan.letter.to_string(), letter);
    plan
}

/// Letter of the lot, AQL, letter used, n, Ac, Re.
type Row = (&'static str, &'static str, &'static str, u32, u32, u32);

fn agrees(regime: Regime, rows: &[Row]) {
    for (letter, limit, used, n, accept, reject) in rows {
        let plan = of(regime, letter, aql(limit));
        let found = (plan.used.to_string(), plan.size, plan.accept, plan.reject);
        let wanted = ((*used).to_owned(), *n, *accept, *reject);
        assert_eq!(found, wanted, "{regime}, {letter}, AQL {limit}");
    }
}

#[test]
fn normal_inspection_is_table_ii_a() {
    agrees(
        Regime::Normal,
        &[
            ("J", "1.0", "J", 80, 2, 3),
            ("J", "0.15", "J", 80, 0, 1),
            ("J", "10", "J", 80, 14, 15),
            ("A", "6.5", "A", 2, 0, 1),
            ("A", "1000", "A", 2, 30, 31),
            ("B", "1000", "B", 3, 44, 45),
            ("E", "250", "E", 13, 44, 45),
            ("F", "65", "F", 20, 21, 22),
            ("K", "2.5", "K", 125, 7, 8),
            ("Q", "0.010", "Q", 1250, 0, 1),
            ("R", "0.025", "R", 2000, 1, 2),
            ("R", "0.65", "R", 2000, 21, 22),
            // Arrows down, up, and both ends of a long one.
            ("A", "0.010", "Q", 1250, 0, 1),
            ("G", "0.10", "K", 125, 0, 1),
            ("F", "1.0", "E", 13, 0, 1),
            ("G", "1.0", "H", 50, 1, 2),
            ("L", "10", "K", 125, 21, 22),
            ("R", "1000", "B", 3, 44, 45),
            ("F", "150", "E", 13, 30, 31),
            // Where no plan lies ahead of the arrow.
            ("A", "10", "C", 5, 1, 2),
            ("R", "0.015", "P", 800, 0, 1),
        ],
    );
}

#[test]
fn tightened_inspection_is_table_ii_b() {
    agrees(
        Regime::Tightened,
        &[
            ("J", "1.0", "J", 80, 1, 2),
            ("K", "1.5", "K", 125, 3, 4),
            ("B", "6.5", "B", 3, 0, 1),
            ("A", "1000", "A", 2, 27, 28),
            ("B", "1000", "B", 3, 41, 42),
            ("F", "65", "F", 20, 18, 19),
            ("R", "0.010", "R", 2000, 0, 1),
            ("R", "0.65", "R", 2000, 18, 19),
            // The two cells between Ac 0 and Ac 1 both point down.
            ("G", "1.0", "J", 80, 1, 2),
            ("H", "1.0", "J", 80, 1, 2),
            ("A", "10", "D", 8, 1, 2),
            ("A", "6.5", "B", 3, 0, 1),
            ("R", "100", "E", 13, 18, 19),
            // S has no lot of its own.
            ("R", "0.025", "S", 3150, 1, 2),
            ("Q", "0.025", "S", 3150, 1, 2),
            ("R", "0.015", "Q", 1250, 0, 1),
        ],
    );
}

#[test]
fn reduced_inspection_is_table_ii_c() {
    agrees(
        Regime::Reduced,
        &[
            ("J", "1.0", "J", 32, 1, 3),
            ("J", "2.5", "J", 32, 2, 5),
            ("K", "2.5", "K", 50, 3, 6),
            ("L", "0.25", "L", 80, 0, 2),
            ("L", "0.15", "M", 125, 0, 2),
            ("L", "0.10", "K", 50, 0, 1),
            ("A", "25", "A", 2, 1, 2),
            ("B", "25", "B", 2, 1, 3),
            ("B", "65", "B", 2, 3, 5),
            ("C", "25", "C", 2, 1, 4),
            ("A", "1000", "A", 2, 30, 31),
            ("C", "1000", "B", 2, 30, 31),
            ("F", "65", "F", 8, 10, 13),
            ("F", "100", "E", 5, 10, 13),
            ("A", "10", "C", 2, 0, 2),
            ("R", "0.010", "Q", 500, 0, 1),
            ("R", "0.015", "P", 315, 0, 1),
            ("R", "0.025", "R", 800, 0, 2),
        ],
    );
}

#[test]
fn letters_change_where_a_range_of_lot_sizes_ends() {
    // The first lot of each range and its letters: S-1 to S-4, I, II, III.
    for (first, row) in [
        (2, "AAAAAAB"),
        (9, "AAAAABC"),
        (16, "AABBBCD"),
        (26, "ABBCCDE"),
        (51, "BBCCCEF"),
        (91, "BBCDDFG"),
        (151, "BCDEEGH"),
        (281, "BCDEFHJ"),
        (501, "CCEFGJK"),
        (1_201, "CDEGHKL"),
        (3_201, "CDFGJLM"),
        (10_001, "CDFHKMN"),
        (35_001, "DEGJLNP"),
        (150_001, "DEGJMPQ"),
        (500_001, "DEHKNQR"),
    ] {
        let of = |lot: u64| -> String {
            let levels = Level::WORDS.iter().map(|word| Level::parse(word).unwrap());
            levels.map(|level| letter(lot, level).to_string()).collect()
        };
        assert_eq!(of(first), row, "{first}");
        if first > 2 {
            assert_ne!(of(first - 1), row, "{first}");
        }
    }
    assert_eq!(letter(u64::MAX, Level::III).to_string(), "R");
}

#[test]
fn letters_are_read_as_they_are_written() {
    assert!(letters().all(|letter| Letter::parse(&letter).unwrap().to_string() == letter));
    for text in ["", "I", "O", "T", "j", "AB"] {
        assert_eq!(Letter::parse(text), None, "{text}");
    }
}

#[test]
fn a_lot_no_larger_than_its_sample_is_inspected_whole() {
    for (lot, limit, n, whole) in [
        (1, "6.5", 2, true),
        (2, "6.5", 2, true),
        (3, "6.5", 2, false),
        (80, "0.15", 80, true),
        (81, "0.15", 80, false),
    ] {
        let plan = plan(lot, Level::II, aql(limit), Regime::Normal);
        assert_eq!((plan.size, plan.whole), (n, whole), "{lot}");
    }
}

#[test]
fn above_aql_10_defects_are_counted() {
    let counting = |limit| of(Regime::Normal, "J", aql(limit)).counting;
    assert_eq!(counting("10"), Counting::DefectivePieces);
    assert_eq!(counting("15"), Counting::Defects);
}

#[test]
fn a_sample_accepts_rejects_or_ends_reduced_inspection() {
    let normal = of(Regime::Normal, "J", aql("1.0"));
    let reduced = of(Regime::Reduced, "J", aql("2.5"));
    for (plan, found, said) in [
        (&normal, 0, LotVerdict::Accepted),
        (&normal, 2, LotVerdict::Accepted),
        (&normal, 3, LotVerdict::Rejected),
        (&reduced, 2, LotVerdict::Accepted),
        (&reduced, 3, LotVerdict::AcceptedBackToNormal),
        (&reduced, 4, LotVerdict::AcceptedBackToNormal),
        (&reduced, 5, LotVerdict::Rejected),
    ] {
        assert_eq!(
            verdict(plan.accept, plan.reject, found.into()),
            said,
            "{found}"
        );
    }
}

#[test]
fn rejection_follows_acceptance_but_for_reduced_inspection() {
    for letter in letters() {
        for limit in Aql::all() {
            for regime in [Regime::Normal, Regime::Tightened] {
                let plan = of(regime, &letter, limit);
                assert_eq!(plan.reject, plan.accept + 1, "{regime} {letter} {limit}");
            }
            let plan = of(Regime::Reduced, &letter, limit);
            assert!(plan.reject > plan.accept, "{letter} {limit}");
        }
    }
}

#[test]
fn a_larger_lot_never_has_a_smaller_sample_or_acceptance_number() {
    for regime in [Regime::Normal, Regime::Tightened, Regime::Reduced] {
        for limit in Aql::all() {
            let plans: Vec<Plan> = letters().map(|letter| of(regime, &letter, limit)).collect();
            for pair in plans.windows(2) {
                assert!(pair[0].size <= pair[1].size, "{regime} {limit} {pair:?}");
                assert!(
                    pair[0].accept <= pair[1].accept,
                    "{regime} {limit} {pair:?}"
                );
            }
        }
    }
}

#[test]
fn tightened_inspection_is_never_milder_and_reduced_never_dearer_than_normal() {
    for letter in letters() {
        for limit in Aql::all() {
            let normal = of(Regime::Normal, &letter, limit);
            let tightened = of(Regime::Tightened, &letter, limit);
            let reduced = of(Regime::Reduced, &letter, limit);
            assert!(tightened.size >= normal.size, "{letter} {limit}");
            assert!(tightened.accept <= normal.accept, "{letter} {limit}");
            assert!(reduced.size <= normal.size, "{letter} {limit}");
        }
    }
}

#[test]
fn files_hold_them_as_words() {
    #[derive(serde::Deserialize, serde::Serialize)]
    struct Sampled {
        lot: LotSize,
        level: Level,
        aql: Aql,
        regime: Regime,
        letter: Letter,
    }
    let read = |text: &str| crate::yaml::read::<Sampled>(text.as_bytes());
    let text = "lot: 1200 pcs\nlevel: S-4\naql: 1\nregime: tightened\nletter: F\n";
    let found = read(text).unwrap();
    let json = serde_json::to_value(&found).unwrap();
    let wanted = serde_json::json!({
        "lot": "1200 pcs", "level": "S-4", "aql": "1.0", "regime": "tightened", "letter": "F",
    });
    assert_eq!(json, wanted);
    assert!(read(&text.replace("S-4", "IV")).is_err());
    assert!(read(&text.replace("1200", "0.5")).is_err());
    let bare = read(&text.replace("1200 pcs", "1200")).unwrap();
    assert_eq!((bare.lot.pieces, bare.lot.unit), (1200, None));
}
