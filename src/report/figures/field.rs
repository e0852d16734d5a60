use super::CaseFigures;
use super::period::Step;
use crate::case::kinds::words;

words! {
    /// What the cases of a row have in common.
    Field {
        /// The customer, as the catalog has it.
        Customer = "customer",
        /// The customer's class.
        Class = "class",
        /// The model; a case of several counts under each.
        Model = "model",
        /// The lot; a case of several counts under each.
        Lot = "lot",
        /// The defect code.
        Defect = "defect",
        /// The severity decided.
        Severity = "severity",
        /// The nature of the complaint.
        Nature = "nature",
        /// How far it reaches.
        Scope = "scope",
        /// The criterion of severity; a case that meets several counts under
        /// each.
        Criterion = "criterion",
        /// By which channel it came.
        Channel = "channel",
        /// Who complains.
        Source = "source",
        /// The department found responsible.
        Department = "department",
        /// The supplier found responsible, or charged.
        Supplier = "supplier",
        /// Where the cause lies: one of the six M.
        Cause = "cause",
        /// Who owns the case.
        Owner = "owner",
        /// On what ground it was closed.
        Basis = "basis",
        /// The month in which it was opened.
        Month = "month",
        /// The quarter in which it was opened.
        Quarter = "quarter",
        /// The year in which it was opened.
        Year = "year",
        /// The case itself.
        Case = "case",
    }
}

impl Field {
    /// The values of a case; nothing is one too.
    pub fn of(self, case: &CaseFigures) -> Vec<Option<String>> {
        let all = |values: &[String]| match values {
            [] => vec![None],
            values => values.iter().cloned().map(Some).collect(),
        };
        let one = |value: &Option<String>| vec![value.clone()];
        match self {
            Field::Customer => vec![Some(case.customer.clone())],
            Field::Class => one(&case.class),
            Field::Model => all(&case.models),
            Field::Lot => all(&case.lots),
            Field::Defect => one(&case.defect),
            Field::Severity => one(&case.severity),
            Field::Nature => one(&case.nature),
            Field::Scope => one(&case.scope),
            Field::Criterion => all(&case.criteria),
            Field::Channel => one(&case.channel),
            Field::Source => one(&case.source),
            Field::Department => one(&case.department),
            Field::Supplier => vec![case.supplier.clone().or_else(|| case.charged.clone())],
            Field::Cause => one(&case.cause),
            Field::Owner => one(&case.owner),
            Field::Basis => vec![case.closed.map(|(_, basis)| basis.to_string())],
            Field::Case => vec![Some(case.case.clone())],
            Field::Month | Field::Quarter | Field::Year => {
                let label = self
                    .step()
                    .map(|step| step.label(step.of(case.opened_on())));
                vec![label]
            }
        }
    }

    /// How long the stretches are, where it is one of time.
    pub fn step(self) -> Option<Step> {
        match self {
            Field::Month => Some(Step::Month),
            Field::Quarter => Some(Step::Quarter),
            Field::Year => Some(Step::Year),
            _ => None,
        }
    }
}
