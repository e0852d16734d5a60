//! Figures for the tests of reports: cases that say nothing but what a test
//! gives them.

use chrono::{DateTime, FixedOffset};

use super::{CaseFigures, FiguresCall, Gathered};
use crate::case::Time;

/// That day at nine in the morning, in China.
pub(crate) fn nine(day: &str) -> DateTime<FixedOffset> {
    format!("{day}T09:00:00+08:00").parse().unwrap()
}

/// A case of 华东电子 that was opened on that day and is open.
pub(crate) fn case(number: &str, opened: &str) -> CaseFigures {
    CaseFigures {
        case: number.to_owned(),
        customer: "华东电子".to_owned(),
        customer_names: Vec::new(),
        class: None,
        models: Vec::new(),
        lots: Vec::new(),
        defect: None,
        severity: None,
        nature: None,
        scope: None,
        criteria: Vec::new(),
        channel: None,
        source: None,
        owner: None,
        department: None,
        supplier: None,
        charged: None,
        cause: None,
        quantity: None,
        opened: nine(opened),
        closed: None,
        status: "new".to_owned(),
        is_duplicate: false,
        dismissed: None,
        likeness: None,
        settled: Vec::new(),
        first_reply: None,
        disputes: 0,
        overturned: false,
        visits: Vec::new(),
        surveys: Vec::new(),
        is_overdue: false,
        clocks: Vec::new(),
        payments: Vec::new(),
        actions: Vec::new(),
    }
}

/// Those cases, looked at on the last day of 2026, with the levels A and B.
pub(crate) fn gathered(cases: impl IntoIterator<Item = CaseFigures>) -> Gathered {
    let now = nine("2026-12-31");
    Gathered {
        call: FiguresCall::default(),
        now: Time(now),
        today: now.date_naive(),
        over: now.date_naive().pred_opt().unwrap(),
        levels: ["A", "B"].map(str::to_owned).to_vec(),
        cases: cases.into_iter().collect(),
        others: Vec::new(),
        left_out: 0,
    }
}
