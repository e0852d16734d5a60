use super::{CaseFigures, Period};
use crate::case::kinds::{Basis, words};

words! {
    /// Complaints that a report can leave out.
    Without {
        /// Closed as the same complaint twice, or linked as such.
        Duplicate = "duplicate",
        /// Closed because the facts were refuted.
        Refuted = "refuted",
        /// Closed because somebody else is responsible.
        NotOurs = "not-ours",
        /// Closed because the customer withdrew it.
        Withdrawn = "withdrawn",
    }
}

/// Of which cases a report speaks.
#[derive(Debug, Clone, Default)]
pub struct FiguresCall {
    /// The days.
    pub period: Period,
    /// Of that customer: its code, its name, or a part of them.
    pub customer: Option<String>,
    /// With that model.
    pub model: Option<String>,
    /// Of these severities; of all where there is none.
    pub severity: Vec<String>,
    /// Complaints left out.
    pub without: Vec<Without>,
}

impl FiguresCall {
    /// Whether the report speaks of the customer of those names.
    pub fn wants_customer<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> bool {
        let named = |part: &String| {
            let part = part.to_lowercase();
            let mut names = names.into_iter();
            names.any(|name| name.to_lowercase().contains(&part))
        };
        self.customer.as_ref().is_none_or(named)
    }

    /// Whether the report speaks of that case, whenever it was.
    pub fn wants(&self, case: &CaseFigures) -> bool {
        let model = |model: &String| case.models.iter().any(|it| it.eq_ignore_ascii_case(model));
        let graded = |severity: &String| case.severity.as_ref() == Some(severity);
        let names = case.customer_names.iter().chain([&case.customer]);
        self.wants_customer(names.map(String::as_str))
            && self.model.as_ref().is_none_or(model)
            && (self.severity.is_empty() || self.severity.iter().any(graded))
            && !self.without.iter().any(|without| without.means(case))
    }
}

impl Without {
    fn means(self, case: &CaseFigures) -> bool {
        let closed = |basis| case.closed.is_some_and(|(_, closed)| closed == basis);
        match self {
            Without::Duplicate => case.is_duplicate || closed(Basis::Duplicate),
            Without::Refuted => closed(Basis::Refuted),
            Without::NotOurs => closed(Basis::NotOurs),
            Without::Withdrawn => closed(Basis::Withdrawn),
        }
    }
}
