use plaint::spc::{Kind, Limits, Part, Point, RuleSet, binomial, chart, poisson};

/// The rows of a table without comments and heading.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.skip(1).map(|line| line.split(',').collect())
}

fn number(text: &str) -> f64 {
    text.parse().expect("a number")
}

fn numbers(text: &str) -> Vec<usize> {
    let words = text.split_whitespace();
    words.map(|word| word.parse().expect("a number")).collect()
}

/// A data set without some of its samples; those of the trial are the base.
fn series(name: &str, without: &[usize]) -> Vec<Point> {
    let rows = rows(include_str!("spc_series.csv")).filter(|row| row[0] == name);
    let kept = rows.filter(|row| !without.contains(&row[1].parse().expect("a sample")));
    let point = |row: Vec<&str>| Point {
        count: row[2].parse().expect("a count"),
        size: number(row[3]),
        part: match row[4] {
            "1" => Part::Base,
            _ => Part::Watched,
        },
    };
    kept.map(point).collect()
}

fn kind(word: &str) -> Kind {
    match word {
        "c" => Kind::C,
        "u" => Kind::U,
        "p" => Kind::P,
        "np" => Kind::Np,
        other => panic!("{other}"),
    }
}

/// Whether a figure is the printed one, to the digits that are printed.
fn agrees(found: f64, printed: &str) -> bool {
    let places = printed.split_once('.').map_or(0, |(_, after)| after.len());
    (found - number(printed)).abs() <= 0.5001 * 10f64.powi(-(places as i32))
}

#[test]
fn published_limits() {
    let mut checked = 0;
    for row in rows(include_str!("spc_limits.csv")) {
        let kind = kind(row[1]);
        let mut points = series(row[0], &numbers(row[2]));
        points.retain(|point| point.part == Part::Base);
        let chart = chart(kind, Limits::Sigma, RuleSet::Limits, &points).expect("a chart");
        assert!(agrees(chart.centre.unwrap(), row[3]), "{row:?}");
        let span = chart.points[0].span.unwrap();
        let sigma = match kind {
            Kind::U => span.sigma * points[0].size.sqrt(),
            _ => span.sigma,
        };
        assert!(agrees(sigma, row[4]), "{row:?} {sigma}");
        assert!(agrees(span.lower, row[5]), "{row:?} {span:?}");
        assert!(agrees(span.upper, row[6]), "{row:?} {span:?}");
        if !row[7].is_empty() {
            let points = chart.points.iter().enumerate();
            let beyond = points.filter(|(_, point)| !point.patterns.is_empty());
            let beyond: Vec<usize> = beyond.map(|(at, _)| at + 1).collect();
            assert_eq!(beyond, numbers(row[7]), "{row:?}");
        }
        checked += 1;
    }
    assert_eq!(checked, 6);
}

#[test]
fn published_flags() {
    let mut checked = 0;
    for row in rows(include_str!("spc_flags.csv")) {
        let without: &[usize] = match (row[0], row[2]) {
            (_, "trial") => &[],
            ("circuit", _) => &[6, 20],
            _ => &[15, 23],
        };
        let mut points = series(row[0], without);
        if row[2] == "trial" {
            points.retain(|point| point.part == Part::Base);
        }
        let rules = match row[3] {
            "nelson" => RuleSet::Nelson,
            _ => RuleSet::WesternElectric,
        };
        let chart = chart(kind(row[1]), Limits::Sigma, rules, &points).expect("a chart");
        let rule = rules.patterns()[row[4].parse::<usize>().expect("a rule") - 1];
        let points = chart.points.iter().enumerate();
        let flagged = points.filter(|(_, point)| point.patterns.contains(&rule));
        let flagged: Vec<usize> = flagged.map(|(at, _)| at + 1).collect();
        assert_eq!(flagged, numbers(row[5]), "{row:?}");
        checked += 1;
    }
    assert_eq!(checked, 72);
}

#[test]
fn exact_limits() {
    let mut checked = 0;
    for row in rows(include_str!("spc_exact.csv")) {
        let found = match row[0] {
            "poisson" => poisson(number(row[1])),
            _ => {
                let (marked, of) = row[1].split_once('/').expect("a fraction");
                binomial(row[2].parse().expect("a size"), number(marked) / number(of))
            }
        };
        let limits = (found.lower.to_string(), found.upper.to_string());
        assert_eq!(limits, (row[3].to_owned(), row[4].to_owned()), "{row:?}");
        checked += 1;
    }
    assert_eq!(checked, 31);
}
