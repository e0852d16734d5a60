//! What traces of cases say, against what the data say.

use std::collections::{BTreeSet, HashSet};

use super::Read;
use crate::case::kinds::{Direction, Trace};
use crate::case::{Body, Kind};
use crate::finding::{Code, Finding};
use crate::ops::trace_data::{TraceData, known_as};
use crate::policy::Catalog;
use crate::procedure::State;

/// What a trace of a case found.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// The entry.
    entry: String,
    lots: Vec<String>,
    /// The hash of the data in which it was found.
    data: String,
    /// Who got which lot; without a lot, whichever of them.
    got: HashSet<(String, Option<String>)>,
    /// Whether it is what the case goes by: no later one is about the same lots,
    /// and the case is open.
    stands: bool,
}

impl Kept {
    /// The traces forward of a case that were found in data.
    pub fn of(state: &State, catalog: &Catalog) -> Vec<Kept> {
        let forward: Vec<(&str, &Trace)> = state
            .live(Kind::Trace)
            .filter_map(|seen| match &seen.body {
                Body::Trace(trace) if trace.is_forward() => Some((seen.id().as_str(), trace)),
                _ => None,
            })
            .collect();
        let known = |name: &str| known_as(catalog, name);
        let kept = |(at, (entry, trace)): (usize, &(&str, &Trace))| {
            let mut later = forward[at + 1..].iter();
            let again = later.any(|(_, other)| trace.lots.iter().all(|it| other.lots.contains(it)));
            let lot = |lot: &crate::yaml::Text| lot.to_string();
            let got = trace.customers.iter();
            let got = got.map(|one| (known(&one.customer), one.lot.as_ref().map(lot)));
            let got: HashSet<_> = got.collect();
            Some(Kept {
                entry: (*entry).to_owned(),
                lots: trace.lots.iter().map(lot).collect(),
                data: trace.data.as_ref()?.to_string(),
                got,
                stands: state.closed.is_none() && !again,
            })
        };
        forward.iter().enumerate().filter_map(kept).collect()
    }

    /// The customers who got some of its lots, or of what was made of them, by
    /// the data as they are, and of whom it says nothing.
    fn lacks(&self, all: &TraceData, catalog: &Catalog) -> Vec<String> {
        let lots: Vec<_> = self
            .lots
            .iter()
            .filter_map(|lot| all.data.lot(lot))
            .collect();
        let touched: Vec<_> = all.data.walk(&lots, Direction::Forward).touched().collect();
        let got = all.data.got(&touched, |name| known_as(catalog, name));
        let new = got.into_iter().filter_map(|got| {
            let lot = all.data.name(got.lot);
            let said = |lot: Option<&str>| {
                let key = (got.customer.clone(), lot.map(str::to_owned));
                self.got.contains(&key)
            };
            // A lot that is not named is the only one that was followed.
            let known = got.customer.is_empty() || said(Some(lot)) || said(None);
            (!known).then(|| format!("{} ({lot})", got.customer))
        });
        new.collect::<BTreeSet<String>>().into_iter().collect()
    }
}

/// Where a trace says less than the data: of the same data, somebody changed it;
/// of newer ones, it must be followed again.
pub(super) fn against(
    one: &Read,
    file: &str,
    (all, hash): (&TraceData, &str),
    catalog: &Catalog,
) -> Vec<Finding> {
    let finding = |kept: &Kept| {
        let same = kept.data == hash;
        let lacks = match same || kept.stands {
            true => kept.lacks(all, catalog),
            false => Vec::new(),
        };
        let code = match same {
            true => Code::TraceDiffers,
            false => Code::TraceOutdated,
        };
        let finding = Finding::new(code).arg("entry", kept.entry.as_str());
        let finding = finding.arg("lots", kept.lots.join(" "));
        let finding = finding.arg("customers", lacks.clone());
        let finding = finding.in_file(file).at(1, 1);
        (!lacks.is_empty()).then(|| finding.of_case(one.numbers.now.as_str()))
    };
    one.traces.iter().filter_map(finding).collect()
}
