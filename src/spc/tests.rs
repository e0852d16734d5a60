use proptest::prelude::*;

use super::*;

fn points(counts: &[u64]) -> Vec<Point> {
    sized(&counts.iter().map(|count| (*count, 1.0)).collect::<Vec<_>>())
}

fn sized(figures: &[(u64, f64)]) -> Vec<Point> {
    let point = |(count, size): &(u64, f64)| Point {
        count: *count,
        size: *size,
        part: Part::Base,
    };
    figures.iter().map(point).collect()
}

fn draw(kind: Kind, points: &[Point]) -> Chart {
    chart(kind, Limits::Sigma, RuleSet::WesternElectric, points).unwrap()
}

/// At which places, from 0, a series of deviations ends in the pattern.
fn ends(pattern: Pattern, series: &[f64]) -> Vec<usize> {
    let places = 0..series.len();
    places.filter(|at| pattern.ends(&series[..=*at])).collect()
}

#[test]
fn a_c_chart_is_the_mean_and_three_roots_of_it() {
    // Ten periods with 16 each but for 12 and 20: the mean is 16, its root 4.
    let drawn = draw(Kind::C, &points(&[16, 16, 12, 16, 16, 20, 16, 16]));
    assert_eq!(drawn.centre, Some(16.0));
    let span = drawn.points[0].span.unwrap();
    assert_eq!((span.sigma, span.lower, span.upper), (4.0, 4.0, 28.0));
}

#[test]
fn a_point_on_a_limit_is_within_it() {
    let mut all = points(&[16; 4]);
    for count in [28, 29, 4, 3] {
        let part = Part::Watched;
        let size = 1.0;
        all.push(Point { count, size, part });
    }
    let drawn = draw(Kind::C, &all);
    let beyond: Vec<bool> = drawn.points[4..]
        .iter()
        .map(|point| point.patterns.contains(&Pattern::BeyondLimit))
        .collect();
    assert_eq!(beyond, [false, true, false, true]);
}

#[test]
fn a_u_chart_has_limits_for_each_size() {
    // 30 in 600 units: 0.05 a unit. For 100 units sigma is the root of
    // 0.05/100 = 0.02236, for 500 the root of 0.05/500 = 0.01.
    let drawn = draw(Kind::U, &sized(&[(10, 100.0), (20, 500.0)]));
    assert_eq!(drawn.centre, Some(0.05));
    let [first, second] = [0, 1].map(|at| drawn.points[at].span.unwrap());
    assert!((first.sigma - 0.022_360_68).abs() < 1e-8);
    assert_eq!(first.lower, 0.0);
    assert!((first.upper - 0.117_082_04).abs() < 1e-8);
    assert!((second.lower - 0.02).abs() < 1e-12);
    assert!((second.upper - 0.08).abs() < 1e-12);
}

#[test]
fn a_share_is_never_more_than_one() {
    // 18 of 20: 0.9, sigma for 10 pieces 0.0949, 0.9 + 0.285 is more than 1.
    let drawn = draw(Kind::P, &sized(&[(9, 10.0), (9, 10.0)]));
    let span = drawn.points[0].span.unwrap();
    assert_eq!(span.upper, 1.0);
    assert!((span.lower - 0.615_395_0).abs() < 1e-7);
    let pieces = draw(Kind::Np, &sized(&[(9, 10.0), (9, 10.0)]));
    let span = pieces.points[0].span.unwrap();
    assert_eq!((pieces.centre, span.upper), (Some(9.0), 10.0));
}

#[test]
fn what_is_left_out_counts_nowhere() {
    let mut all = points(&[4, 400, 4, 6]);
    all[1].part = Part::LeftOut;
    all[3].part = Part::Running;
    let drawn = draw(Kind::C, &all);
    assert_eq!(drawn.centre, Some(4.0));
    assert_eq!(drawn.points[1].value, Some(400.0));
    assert_eq!(drawn.points[1].span, None);
    assert!(drawn.points[1].patterns.is_empty());
}

#[test]
fn a_reference_makes_the_centre_and_nothing_else() {
    let mut all = points(&[9, 1, 1, 1, 1, 1, 1, 1, 1]);
    all[0].part = Part::Reference;
    all[1].part = Part::Reference;
    for point in &mut all[2..] {
        point.part = Part::Watched;
    }
    let drawn = draw(Kind::C, &all);
    assert_eq!(drawn.centre, Some(5.0));
    assert_eq!(drawn.points[1].span, None);
    // Seven are below; the eighth, before them, is no point of the run.
    let eight = Pattern::EightOnOneSide;
    assert!(!drawn.points[8].patterns.contains(&eight));
    all[1].part = Part::Base;
    assert!(draw(Kind::C, &all).points[8].patterns.contains(&eight));
}

/// Eight above the centre, with one left out and one that is running among
/// them: runs go on across both.
#[test]
fn runs_go_on_across_what_is_left_out() {
    let mut all = points(&[1, 1, 1, 1, 5, 5, 5, 5, 90, 1, 5, 5, 5, 5]);
    all[8].part = Part::LeftOut;
    all[9].part = Part::Running;
    let drawn = draw(Kind::C, &all);
    let flagged = |at: usize| drawn.points[at].patterns.contains(&Pattern::EightOnOneSide);
    assert!(flagged(13));
    assert!(!flagged(12));
}

#[test]
fn a_running_period_says_only_that_there_are_too_many_already() {
    // Mean 4: the limits are 0 and 10.
    for (count, beyond) in [(0, false), (10, false), (11, true)] {
        let mut all = points(&[4, 4, 4, count]);
        all[3].part = Part::Running;
        let drawn = draw(Kind::C, &all);
        let expected = if beyond {
            vec![Pattern::BeyondLimit]
        } else {
            vec![]
        };
        assert_eq!(drawn.points[3].patterns, expected);
        assert!(draw(Kind::U, &all).points[3].patterns.is_empty());
    }
}

#[test]
fn without_a_base_there_are_no_limits() {
    let mut all = points(&[4, 5]);
    all[0].part = Part::Watched;
    all[1].part = Part::Running;
    let drawn = draw(Kind::C, &all);
    assert_eq!(drawn.centre, None);
    assert_eq!(drawn.points[0].span, None);
    let nothing_shipped = sized(&[(3, 0.0)]);
    let drawn = draw(Kind::U, &nothing_shipped);
    assert_eq!((drawn.centre, drawn.points[0].value), (None, None));
}

#[test]
fn where_there_never_was_one_any_is_too_many() {
    let mut all = points(&[0, 0, 0, 1]);
    all[3].part = Part::Watched;
    let drawn = draw(Kind::C, &all);
    assert_eq!(drawn.centre, Some(0.0));
    assert_eq!(drawn.points[3].patterns, [Pattern::BeyondLimit]);
    assert!(drawn.points[2].patterns.is_empty());
}

#[test]
fn exact_limits_are_counts_by_the_size() {
    // Poisson with the mean 5 is within 0 and 13, with the mean 10 within 2
    // and 21.
    let all = sized(&[(5, 100.0), (10, 200.0)]);
    let drawn = chart(Kind::U, Limits::Exact, RuleSet::Limits, &all).unwrap();
    let spans = [0, 1].map(|at| drawn.points[at].span.unwrap());
    assert_eq!((spans[0].lower, spans[0].upper), (0.0, 0.13));
    assert_eq!((spans[1].lower, spans[1].upper), (0.01, 0.105));
}

#[test]
fn points_that_fit_no_chart_are_named() {
    let draw = |kind, figures: &[(u64, f64)]| {
        chart(kind, Limits::Sigma, RuleSet::Limits, &sized(figures)).map(|_| ())
    };
    let more = [(1, 10.0), (11, 10.0)];
    assert_eq!(draw(Kind::P, &more), Err(Unfit::MoreThanSize(1)));
    assert_eq!(draw(Kind::U, &more), Ok(()));
    assert_eq!(draw(Kind::P, &[(1, 2.5)]), Err(Unfit::BrokenSize(0)));
    let other = [(1, 10.0), (1, 11.0)];
    assert_eq!(draw(Kind::Np, &other), Err(Unfit::OtherSize(1)));
    assert_eq!(draw(Kind::P, &other), Ok(()));
}

#[test]
fn two_of_three_need_the_same_side_and_the_last_point() {
    let two = Pattern::TwoOfThree;
    assert_eq!(ends(two, &[0.0, 2.5, 1.0, 2.6, 0.0]), [3]);
    assert_eq!(ends(two, &[0.0, 2.5, -2.5, 2.0, 2.1]), [0; 0]);
    assert_eq!(ends(two, &[0.0, -2.5, -2.5, 0.0, -2.1]), [2, 4]);
    // The first two alone are no three.
    assert_eq!(ends(two, &[2.5, 2.5, 0.0]), [0; 0]);
}

#[test]
fn four_of_five_need_the_same_side_and_the_last_point() {
    let four = Pattern::FourOfFive;
    assert_eq!(ends(four, &[1.2, 1.3, 0.2, 1.4, 1.5, 0.0, 1.1]), [4]);
    assert_eq!(ends(four, &[1.2, 1.3, -1.2, 1.4, 1.0]), [0; 0]);
    assert_eq!(ends(four, &[-1.2; 7]), [4, 5, 6]);
}

#[test]
fn a_point_on_the_centre_ends_a_run() {
    let mut run = vec![0.1; 8];
    assert_eq!(ends(Pattern::EightOnOneSide, &run), [7]);
    assert_eq!(ends(Pattern::NineOnOneSide, &run), [0; 0]);
    run.push(0.1);
    assert_eq!(ends(Pattern::EightOnOneSide, &run), [7, 8]);
    assert_eq!(ends(Pattern::NineOnOneSide, &run), [8]);
    run[4] = 0.0;
    assert_eq!(ends(Pattern::EightOnOneSide, &run), [0; 0]);
}

#[test]
fn six_rise_or_fall_without_a_pause() {
    let six = Pattern::SixRising;
    assert_eq!(ends(six, &[0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.5]), [5, 6]);
    assert_eq!(ends(six, &[0.6, 0.5, 0.4, 0.3, 0.2, 0.1]), [5]);
    assert_eq!(ends(six, &[0.0, 0.1, 0.2, 0.2, 0.4, 0.5, 0.6]), [0; 0]);
}

#[test]
fn fourteen_go_up_and_down_in_turn() {
    let turn = |at: usize| if at.is_multiple_of(2) { 0.5 } else { -0.5 };
    let mut series: Vec<f64> = (0..15).map(turn).collect();
    assert_eq!(ends(Pattern::FourteenAlternating, &series), [13, 14]);
    series[7] = series[6];
    assert_eq!(ends(Pattern::FourteenAlternating, &series), [0; 0]);
}

#[test]
fn fifteen_close_and_eight_far() {
    let close = Pattern::FifteenClose;
    let mut series = [1.0, -1.0, 0.0].repeat(5);
    assert_eq!(ends(close, &series), [14]);
    series[3] = 1.1;
    assert_eq!(ends(close, &series), [0; 0]);
    let far = Pattern::EightFar;
    assert_eq!(ends(far, &[1.1, -1.1].repeat(4)), [7]);
    assert_eq!(ends(far, &[1.1, -1.0].repeat(4)), [0; 0]);
    // On one side alone other rules find it.
    assert_eq!(ends(far, &[1.1; 8]), [0; 0]);
}

#[test]
fn sets_number_their_patterns() {
    let (old, nelson) = (RuleSet::WesternElectric, RuleSet::Nelson);
    assert_eq!(old.number(Pattern::FourOfFive), Some(3));
    assert_eq!(nelson.number(Pattern::FourOfFive), Some(6));
    assert_eq!(nelson.number(Pattern::EightOnOneSide), None);
    assert_eq!(RuleSet::Limits.patterns(), [Pattern::BeyondLimit]);
}

fn parts() -> impl Strategy<Value = Part> {
    prop_oneof![
        4 => Just(Part::Base),
        2 => Just(Part::Watched),
        1 => Just(Part::Reference),
        1 => Just(Part::LeftOut),
        1 => Just(Part::Running),
    ]
}

fn any_points() -> impl Strategy<Value = Vec<Point>> {
    let point = (0u64..60, 0u64..90, parts());
    let point = point.prop_map(|(count, more, part)| Point {
        count,
        size: (count + more) as f64,
        part,
    });
    prop::collection::vec(point, 0..40)
}

proptest! {
    #[test]
    fn limits_lie_around_the_centre(all in any_points()) {
        for kind in [Kind::C, Kind::U, Kind::P] {
            for limits in [Limits::Sigma, Limits::Exact] {
                let drawn = chart(kind, limits, RuleSet::Nelson, &all).unwrap();
                prop_assert_eq!(drawn.points.len(), all.len());
                for point in &drawn.points {
                    let Some(span) = point.span else { continue };
                    prop_assert!(0.0 <= span.lower && span.lower <= span.upper);
                    prop_assert!(kind != Kind::P || span.upper <= 1.0);
                    if limits == Limits::Sigma {
                        let centre = drawn.centre.unwrap();
                        prop_assert!(span.lower <= centre && centre <= span.upper);
                    }
                }
            }
        }
    }

    /// Good pieces are the mirror of bad ones: what is too high there is too
    /// low here, and every pattern stands where it stood.
    #[test]
    fn the_mirror_shows_the_same(all in any_points()) {
        let mirrored: Vec<Point> = all
            .iter()
            .map(|point| Point { count: point.size as u64 - point.count, ..*point })
            .collect();
        for rules in [RuleSet::WesternElectric, RuleSet::Nelson] {
            for limits in [Limits::Sigma, Limits::Exact] {
                let here = chart(Kind::P, limits, rules, &all).unwrap();
                let there = chart(Kind::P, limits, rules, &mirrored).unwrap();
                for (here, there) in here.points.iter().zip(&there.points) {
                    prop_assert_eq!(&here.patterns, &there.patterns);
                }
            }
        }
    }

    /// A sample of the same size each time: shares and pieces are two ways to
    /// write one chart.
    #[test]
    fn shares_and_pieces_agree(counts in prop::collection::vec(0u64..50, 1..40)) {
        let all = sized(&counts.iter().map(|count| (*count, 50.0)).collect::<Vec<_>>());
        let [shares, pieces] = [Kind::P, Kind::Np].map(|kind| draw(kind, &all));
        for (share, piece) in shares.points.iter().zip(&pieces.points) {
            prop_assert_eq!(&share.patterns, &piece.patterns);
            let (share, piece) = (share.span.unwrap(), piece.span.unwrap());
            prop_assert!((share.upper * 50.0 - piece.upper).abs() < 1e-9);
            prop_assert!((share.lower * 50.0 - piece.lower).abs() < 1e-9);
        }
    }
}
