//! What comes first, and comes first of that again.

use super::check::{at, path};
use super::check_conditions::any;
use super::{Event, First, Need, Policy};
use crate::case::{Facet, Kind};
use crate::finding::{Code, Finding, Step};
use crate::yaml::{Several, Text};

/// Rows that wait for each other: neither entry can ever be made.
pub(super) fn check_order(policy: &Policy, out: &mut Vec<Finding>) {
    let rows = &policy.entering.first;
    for (at, row) in rows.iter().enumerate() {
        let mut way = Vec::new();
        if leads_to(rows, at, row, &mut way) {
            let names: Vec<String> = way.iter().map(|row| rows[*row].enter.to_string()).collect();
            let finding = Finding::new(Code::OrderInCircle).arg("what", row.enter.to_string());
            let finding = finding.maybe("others", (names.len() > 1).then(|| names[1..].to_vec()));
            out.push(finding.at_path(at!("entering", "first", at, "needs")));
        }
    }
}

/// Whether what a row needs can only be had by what waits for the row that is
/// looked for; `way` are the rows until there.
fn leads_to(rows: &[First], at: usize, sought: &First, way: &mut Vec<usize>) -> bool {
    if way.contains(&at) {
        return false;
    }
    way.push(at);
    for need in &rows[at].needs {
        for entry in met_by(*need) {
            if sought.enter.covers(&entry) && holds_with(sought, &rows[at]) {
                return true;
            }
            for (next, row) in rows.iter().enumerate() {
                let waits = row.enter.covers(&entry) && holds_with(row, &rows[at]);
                if waits && leads_to(rows, next, sought, way) {
                    return true;
                }
            }
        }
    }
    way.pop();
    false
}

/// Whether a row holds wherever the other one does.
fn holds_with(row: &First, other: &First) -> bool {
    row.unless.is_empty() && other.when.implies(&row.when)
}

/// The entries without which a need is never met, for those needs of which that
/// is sure.
fn met_by(need: Need) -> Vec<Event> {
    let of = |kind: Kind, facet: Facet, word: &str| {
        let words: Vec<Text> = Text::new(word).into_iter().collect();
        Event {
            facets: vec![(facet, Several::from(words))],
            ..any(kind)
        }
    };
    let formal = || of(Kind::Reply, Facet::Kind, "final");
    match need {
        Need::Classified => vec![any(Kind::Classify)],
        Need::ComplaintConfirmed => vec![of(Kind::Confirm, Facet::What, "complaint")],
        Need::SolutionConfirmed => vec![of(Kind::Confirm, Facet::What, "solution")],
        Need::PaymentConfirmed => vec![of(Kind::Confirm, Facet::What, "payment")],
        Need::FinalReply => vec![formal()],
        Need::SalesConfirmed => vec![of(Kind::Confirm, Facet::What, "no-answer"), formal()],
        Need::CustomerAccepted => vec![of(Kind::Respond, Facet::Verdict, "accepted"), formal()],
        Need::Reminder => vec![any(Kind::Remind), formal()],
        Need::Appraised => vec![any(Kind::Appraise)],
        Need::Verified => vec![any(Kind::Verify)],
        Need::Refuted => vec![of(Kind::Verify, Facet::Result, "refuted")],
        Need::MarketSampled => vec![of(Kind::Verify, Facet::Method, "market-sample")],
        Need::Assigned => vec![any(Kind::Assign)],
        Need::AuthorityTold => vec![of(Kind::Notify, Facet::Party, "authority")],
        Need::Investigated | Need::NotOurs => vec![any(Kind::Investigate)],
        Need::ActionsPlanned => vec![any(Kind::Act)],
        Need::LikeProductsChecked => vec![of(Kind::Act, Facet::Kind, "like-product")],
        Need::DuplicateLinked => vec![of(Kind::Link, Facet::As, "duplicate")],
        Need::Surveyed => vec![any(Kind::Survey)],
        _ => Vec::new(),
    }
}
