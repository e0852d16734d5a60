//! Whether the matrix grades what is worse as worse, and every row of it is
//! used.

use super::Policy;
use super::check::{at, path};
use crate::finding::{Code, Finding, Step};

pub(super) fn check_matrix(policy: &Policy, out: &mut Vec<Finding>) {
    let severity = &policy.severity;
    for row in severity.matrix.names() {
        let names = |(_, wanted): (&str, &crate::yaml::Text)| wanted.as_str() == row;
        if !severity.criteria.iter().any(names) {
            let finding = Finding::new(Code::RowUnused).arg("row", row);
            out.push(finding.at_path(at!("severity", "matrix", row)));
        }
    }
    check_order(policy, out);
}

/// A cell of the matrix, with the rank of its level.
struct Cell<'a> {
    row: &'a str,
    scope: &'a str,
    column: usize,
    level: &'a str,
    rank: usize,
}

/// Rows stand from the worst seriousness on, scopes from the narrowest: no cell
/// gives a lighter level than the one below it or the one before it.
fn check_order(policy: &Policy, out: &mut Vec<Finding>) {
    let severity = &policy.severity;
    let cells = |(row, levels): (&'_ str, &'_ Vec<_>)| -> Vec<Option<Cell<'_>>> {
        let row = severity.matrix.names().find(|name| *name == row);
        let cell = |(column, level): (usize, &crate::yaml::Text)| {
            let level = severity.levels.iter().find(|known| *known == level)?;
            Some(Cell {
                row: row?,
                scope: severity.scopes.get(column)?.as_str(),
                column,
                level: level.as_str(),
                rank: severity.rank(level)?,
            })
        };
        levels.iter().enumerate().map(cell).collect()
    };
    let rows: Vec<Vec<Option<Cell>>> = severity.matrix.iter().map(cells).collect();
    for (at, row) in rows.iter().enumerate() {
        for cell in row.iter().flatten() {
            let below = rows.get(at + 1).and_then(|row| row.get(cell.column));
            let before = cell
                .column
                .checked_sub(1)
                .and_then(|before| row.get(before));
            let milder = [below, before].into_iter().flatten().flatten();
            out.extend(milder.filter_map(|milder| out_of_order(cell, milder)));
        }
    }
}

fn out_of_order(cell: &Cell, milder: &Cell) -> Option<Finding> {
    (cell.rank > milder.rank).then(|| {
        let finding = Finding::new(Code::MatrixOrder).arg("level", cell.level);
        let finding = finding.arg("cell", format!("{} × {}", cell.row, cell.scope));
        let finding = finding.arg("graver", milder.level);
        let finding = finding.arg("milder", format!("{} × {}", milder.row, milder.scope));
        finding.at_path(at!("severity", "matrix", cell.row, cell.column))
    })
}
