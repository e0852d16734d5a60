//! Small drawings of figures in one line of text.

/// The steps of a sparkline, from nothing to the most.
const STEPS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Figures as a sparkline: a character for each, as high as the figure is from 0
/// to the largest one; a blank where there is none. Behind one that is flagged
/// stands a `!`.
pub fn spark(figures: impl IntoIterator<Item = (Option<f64>, bool)>) -> String {
    let figures: Vec<(Option<f64>, bool)> = figures.into_iter().collect();
    let values = figures.iter().filter_map(|(value, _)| *value);
    let most = values.fold(0.0, f64::max);
    let mut line = String::new();
    for (value, flagged) in figures {
        line.push(match value {
            None => ' ',
            Some(value) => STEPS[step(value, most, STEPS.len() - 1)],
        });
        if flagged {
            line.push('!');
        }
    }
    line
}

/// The place of a value on a scale from 0 to `most`, which is the last step.
fn step(value: f64, most: f64, last: usize) -> usize {
    match most > 0.0 {
        true => (((value / most) * last as f64).round() as usize).min(last),
        false => 0,
    }
}

/// Where a value stands among its limits.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Position {
    /// The value.
    pub value: Option<f64>,
    /// The centre.
    pub centre: Option<f64>,
    /// The limits.
    pub limits: Option<(f64, f64)>,
    /// Whether it is flagged.
    pub flagged: bool,
}

/// A value between its limits, on a line of that many characters from 0 to
/// `most`: `|` for the limits, `:` for the centre, `o` for the value, `*` for one
/// that is flagged.
pub fn position(at: Position, most: f64, width: usize) -> String {
    let mut line = vec![' '; width];
    let mut put = |value: Option<f64>, mark: char| {
        if let Some(value) = value {
            line[step(value, most, width.saturating_sub(1))] = mark;
        }
    };
    let (lower, upper) = at.limits.unzip();
    put(at.centre, ':');
    put(lower, '|');
    put(upper, '|');
    put(at.value, if at.flagged { '*' } else { 'o' });
    line.iter().collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sparkline_goes_from_nothing_to_the_most() {
        let figures = [0.0, 1.0, 7.0, 3.4].map(|value| (Some(value), value == 7.0));
        assert_eq!(spark(figures), "▁▂█!▄");
        assert_eq!(spark([(Some(0.0), false), (None, false)]), "▁ ");
        assert_eq!(spark([]), "");
    }

    #[test]
    fn a_value_stands_among_its_limits() {
        let at = Position {
            value: Some(3.0),
            centre: Some(5.0),
            limits: Some((0.0, 10.0)),
            flagged: false,
        };
        assert_eq!(position(at, 10.0, 11), "|  o :    |");
        let beyond = Position {
            value: Some(20.0),
            flagged: true,
            ..at
        };
        assert_eq!(position(beyond, 20.0, 11), "|  : |    *");
        assert_eq!(position(Position::default(), 20.0, 11), "");
        // A value on a limit hides it.
        let on = Position {
            value: Some(10.0),
            ..at
        };
        assert_eq!(position(on, 10.0, 11), "|    :    o");
        assert_eq!(position(on, 0.0, 3), "o");
    }
}
