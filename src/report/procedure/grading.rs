//! How complaints are graded.

use super::names::Names;
use super::said::{Part, Said, Section};
use crate::messages::{Joint, Phrase, Sort, Words};
use crate::policy::{Repeats, Severity};

/// Levels, criteria and the matrix.
pub(super) fn grading(severity: &Severity, names: &Names) -> [Section; 3] {
    let Severity {
        levels,
        criteria: _,
        scopes: _,
        matrix: _,
        repeats,
    } = severity;
    let mut section = Section::points(Part::Grading);
    let levels = names.each(levels, Names::level);
    section.row(
        "severity.levels",
        vec![
            Words::new(Phrase::ProcSeverities).into(),
            Said::ranked(levels),
        ],
    );
    section.sentence("severity", Words::new(Phrase::ProcGraded));
    if let Some(repeats) = repeats {
        section.sentence("severity.repeats", lifted(repeats));
    }
    [section, criteria(severity, names), matrix(severity, names)]
}

fn lifted(repeats: &Repeats) -> Words {
    let Repeats {
        same,
        within,
        at_least,
        raise,
    } = repeats;
    let alike = same
        .iter()
        .map(|one| Words::prose(Sort::Grouping, one.word()));
    let plural = |count: &u32| if *count == 1 { "" } else { "s" };
    Words::new(Phrase::ProcRepeats)
        .limit("limit", within)
        .text("count", at_least)
        .text("s", plural(at_least))
        .list("alike", alike.collect(), Joint::And)
        .text("raise", raise)
        .text("ss", plural(raise))
}

/// The seriousness of each criterion, the worst first.
fn criteria(severity: &Severity, names: &Names) -> Section {
    let heads = [Phrase::ProcHeadCriterion, Phrase::ProcHeadSeriousness];
    let mut section = Section::gathered(Part::Criteria, &heads);
    let rank = |code: &str| severity.matrix.names().position(|row| row == code);
    let mut criteria: Vec<(&str, &str)> = severity
        .criteria
        .iter()
        .map(|(criterion, seriousness)| (criterion, seriousness.as_str()))
        .collect();
    criteria.sort_by_key(|(_, seriousness)| rank(seriousness));
    for (criterion, seriousness) in criteria {
        section.row(
            format!("severity.criteria.{criterion}"),
            vec![
                names.criterion(criterion).into(),
                names.seriousness(seriousness).into(),
            ],
        );
    }
    section
}

fn matrix(severity: &Severity, names: &Names) -> Section {
    let mut section = Section::table(Part::Matrix, &[Phrase::ProcHeadSeriousness], 1);
    let scopes = severity
        .scopes
        .iter()
        .map(|scope| names.scope(scope).into());
    section.heads.extend(scopes);
    section.ordered = true;
    for (seriousness, levels) in severity.matrix.iter() {
        let mut cells: Vec<Said> = vec![names.seriousness(seriousness).into()];
        cells.extend(levels.iter().map(|level| names.level(level).into()));
        section.row(format!("severity.matrix.{seriousness}"), cells);
    }
    section
}
