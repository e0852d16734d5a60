//! Grounds of closing on which no case can be closed.

use super::check::{at, path};
use super::{Closing, Need, Policy};
use crate::case::kinds::Basis;
use crate::finding::{Code, Finding, Step};

pub(super) fn check_needs(policy: &Policy, out: &mut Vec<Finding>) {
    for (basis, closing) in policy.closing.iter() {
        for (place, needs) in lists(basis, closing) {
            // What is always needed is needed with everything else.
            let with = || closing.needs.iter().chain(needs);
            for need in needs {
                if let Some(finding) = excluded(basis, *need, with()) {
                    out.push(finding.at_path(place.clone()));
                    break;
                }
            }
            if needs.contains(&Need::Appraised) && policy.guarantee.is_none() {
                let finding = Finding::new(Code::NeedWithoutMeans).arg("basis", basis);
                let finding = finding.arg("need", Need::Appraised.word());
                out.push(finding.arg("section", "guarantee").at_path(place));
            }
        }
    }
}

/// Every list of needs of a basis, with its place.
fn lists<'a>(basis: &str, closing: &'a Closing) -> Vec<(Vec<Step>, &'a [Need])> {
    let always = (at!("closing", basis, "needs"), closing.needs.as_slice());
    let levels = closing.when_severity.iter();
    let levels = levels.map(|(level, needs)| {
        let place = at!("closing", basis, "when-severity", level);
        (place, needs.as_slice())
    });
    let also = closing.also.iter().enumerate();
    let also = also.map(|(row, also)| {
        let place = at!("closing", basis, "also", row, "needs");
        (place, also.needs.as_slice())
    });
    [always].into_iter().chain(levels).chain(also).collect()
}

/// What else is needed that cannot be there together with that need.
fn excluded<'a>(
    basis: &str,
    need: Need,
    mut with: impl Iterator<Item = &'a Need>,
) -> Option<Finding> {
    let finding = |needs: &[Need], why: &str| {
        let needs: Vec<String> = needs.iter().map(|need| need.word().to_owned()).collect();
        let finding = Finding::new(Code::NeedsExclude).arg("basis", basis);
        finding.arg("need", needs).arg("why", why)
    };
    if basis == Basis::NoResponse.word() && need == Need::CustomerAccepted {
        return Some(finding(&[need], SILENT));
    }
    let excludes = |other: &Need| {
        let row = EXCLUDED.iter().find(|(one, another, _)| {
            (*one, *another) == (need, *other) || (*one, *another) == (*other, need)
        });
        row.map(|(.., why)| (*other, *why))
    };
    let (other, why) = with.find_map(excludes)?;
    Some(finding(&[need, other], why))
}

const REFUTED: &str = "refuted-ends";
const SILENT: &str = "silence-or-answer";

/// Needs that cannot both be met, and why.
const EXCLUDED: [(Need, Need, &str); 5] = [
    (Need::Refuted, Need::Investigated, REFUTED),
    (Need::Refuted, Need::NotOurs, REFUTED),
    (Need::Refuted, Need::ActionsPlanned, REFUTED),
    (Need::Refuted, Need::LikeProductsChecked, REFUTED),
    (Need::CustomerAccepted, Need::SalesConfirmed, SILENT),
];
