use std::collections::BTreeMap;

use crate::finding::{Arg, Code, Finding};

use super::row::Draft;
use super::rows::RowOutcome;
use crate::case::Kind;

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// Rows read.
    pub read: usize,
    /// Rows that become cases.
    pub to_open: usize,
    /// How many of those are graded too.
    pub to_classify: usize,
    /// How many entries of other kinds come with them, or into cases that are
    /// there.
    pub to_add: BTreeMap<&'static str, usize>,
    /// How many cases that are there get entries.
    pub cases: usize,
    /// Rows whose case is in the register already.
    pub already_there: usize,
    /// How many of those say something else now.
    pub changed: usize,
    /// Rows that say nothing of a step.
    pub silent: usize,
    /// Rows that the map leaves out.
    pub left_out: usize,
    /// Rows that were refused.
    pub rejected: usize,
    /// The same by the first reason of each row and the column it is about.
    pub reasons: BTreeMap<(Code, Option<String>), usize>,
    /// Values that a value table lacks, by column, with their rows.
    pub not_in_table: BTreeMap<(String, String), usize>,
}

impl Summary {
    /// Counts a row that becomes a case.
    pub fn open(&mut self, draft: &Draft) {
        self.read += 1;
        self.to_open += 1;
        self.to_classify += usize::from(draft.classify.is_some());
        for step in &draft.steps {
            *self.to_add.entry(step.kind.word()).or_default() += 1;
        }
    }

    /// Counts a row that becomes a step in a case.
    pub fn add(&mut self, kind: Kind) {
        self.read += 1;
        *self.to_add.entry(kind.word()).or_default() += 1;
    }

    /// A row that looked good and was refused after all.
    pub fn take_back(&mut self, draft: &Draft) {
        self.read -= 1;
        self.to_open -= 1;
        self.to_classify -= usize::from(draft.classify.is_some());
        for step in &draft.steps {
            *self.to_add.entry(step.kind.word()).or_default() -= 1;
        }
    }

    /// Counts a row whose case is in the register.
    pub fn there(&mut self) {
        self.read += 1;
        self.already_there += 1;
    }

    /// Counts a row that is refused: by the file, or by the rules later.
    pub fn reject(&mut self, findings: &[Finding]) {
        self.read += 1;
        self.rejected += 1;
        if let Some(first) = findings.first() {
            let reason = (first.code, text(first, "column"));
            *self.reasons.entry(reason).or_default() += 1;
        }
        for finding in findings
            .iter()
            .filter(|found| found.code == Code::NotInTable)
        {
            let column = text(finding, "column").unwrap_or_default();
            let value = text(finding, "found").unwrap_or_default();
            *self.not_in_table.entry((column, value)).or_default() += 1;
        }
    }

    /// Counts a row that says nothing of a step.
    pub fn say_nothing(&mut self) {
        self.read += 1;
        self.silent += 1;
    }

    /// Counts rows that the map leaves out.
    pub fn leave_out(&mut self, rows: usize) {
        self.read += rows;
        self.left_out += rows;
    }

    /// Counts a row, given whether its case is in the register: then a row
    /// that is refused was mended and imported before.
    pub fn count(&mut self, row: &RowOutcome, there: bool) {
        match &row.result {
            _ if there => self.there(),
            Ok(draft) => self.open(draft),
            Err(findings) => self.reject(findings),
        }
    }
}

fn text(finding: &Finding, name: &str) -> Option<String> {
    finding.args.get(name).map(Arg::plain)
}
