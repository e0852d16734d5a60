//! How a complaint is graded (policy: severity).

use crate::policy::Severity;

/// The level and the words that say how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// The level.
    pub severity: String,
    /// The rule: seriousness × scope, and repeats if they lifted it.
    pub rule: String,
    /// The criterion that decided.
    pub criterion: String,
    /// The level before repeats lifted it.
    pub before_repeats: String,
}

/// Grades by criteria, scope and the number of repeats: the worst criterion
/// gives the row, the scope the column, enough repeats lift the level.
/// Nothing where a word is not in the policy.
pub fn grade(severity: &Severity, criteria: &[&str], scope: &str, repeats: usize) -> Option<Grade> {
    let ranked = criteria.iter().map(|criterion| {
        let (rank, row) = severity.seriousness(criterion)?;
        Some((rank, *criterion, row))
    });
    let known: Vec<_> = ranked.collect::<Option<_>>()?;
    let (_, criterion, row) = known.into_iter().min_by_key(|(rank, ..)| *rank)?;
    let column = severity
        .scopes
        .iter()
        .position(|known| known.as_str() == scope)?;
    let level = severity.matrix.get(row)?.get(column)?;
    let rank = severity.rank(level)?;
    let raise = match &severity.repeats {
        Some(rule) if repeats >= rule.at_least.max(1) as usize => rule.raise as usize,
        _ => 0,
    };
    let lifted = rank.saturating_sub(raise);
    let mut rule = format!("{row} × {scope}");
    if lifted < rank {
        rule.push_str(&format!(" + {repeats} × repeat"));
    }
    Some(Grade {
        severity: severity.levels[lifted].to_string(),
        rule,
        criterion: criterion.to_owned(),
        before_repeats: level.to_string(),
    })
}
