//! The register's own words for its codes: shown in place of them, and taken
//! where one is typed. What lies in a log is always the code.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::desk::RuleBook;
use crate::case::Kind;
use crate::case::kinds::Party;
use crate::messages::{Labels, Sort, code_of};
use crate::policy::{Label, Policy, Status};

/// Every name of every code, in any language.
pub(super) type Names = HashMap<(Sort, String), Vec<String>>;

impl RuleBook {
    /// The names of all codes, of the models and of the customers.
    pub(super) fn names(&self) -> Names {
        let mut names = Names::new();
        let products = self.catalog.products.iter();
        let products = products.map(|(model, label)| (Sort::Model, model, label));
        for (sort, code, label) in self.labelled().chain(products) {
            let known = names.entry((sort, code.to_owned())).or_default();
            let words = [&label.en, &label.zh].into_iter().flatten();
            known.extend(words.map(|word| word.to_string()));
        }
        for (code, customer) in self.catalog.customers.iter() {
            let known = names.entry((Sort::Customer, code.to_owned())).or_default();
            let words = customer.name.iter().chain(customer.also.iter());
            known.extend(words.map(|word| word.to_string()));
        }
        names
    }

    /// The Chinese word for each code; the newest policy's, where several have
    /// one.
    pub fn labels(&self) -> Labels {
        let mut labels = Labels::default();
        for (sort, code, label) in self.labelled() {
            if let Some(word) = label.zh.as_ref().or(label.en.as_ref()) {
                labels.add(sort, code, word);
            }
        }
        labels
    }

    /// The code that is meant: what was typed, if it is one, else the only code
    /// with that label in any language; what was typed, if there is none.
    pub fn code(&self, sort: Sort, typed: &str) -> String {
        let mut found: Vec<&str> = Vec::new();
        for (of, code, label) in self.labelled().filter(|(of, ..)| *of == sort) {
            if code == typed {
                return typed.to_owned();
            }
            let words = [&label.en, &label.zh].into_iter().flatten();
            let named = words.into_iter().any(|word| word.as_str() == typed);
            if named && self.has(of, code) && !found.contains(&code) {
                found.push(code);
            }
        }
        match found.as_slice() {
            [only] => (*only).to_owned(),
            [] => code_of(sort, typed).unwrap_or(typed).to_owned(),
            _ => typed.to_owned(),
        }
    }

    /// Turns labels in an entry's fields into their codes, and names of people
    /// into their ids.
    pub fn write_codes(&self, kind: Kind, fields: &mut Map<String, Value>) {
        let department = |party: &Value| {
            let code = party.as_str().map(|text| self.code(Sort::Work, text));
            code.as_deref() == Some(Party::Department.word())
        };
        let of_department = fields.get("party").is_some_and(department);
        for (key, value) in fields.iter_mut() {
            match (kind, key.as_str()) {
                (Kind::Investigate | Kind::Notify, "party") => {
                    self.write_code("responsible", value)
                }
                (Kind::Investigate | Kind::Notify, "who") if of_department => {
                    self.write_code("role", value);
                }
                (Kind::Assign, "to") => self.write_code("role", value),
                // In other entries a reason is told in words.
                (Kind::Rma, "reason") => self.write_code("return-reason", value),
                (Kind::Receive, "refused") => self.write_code("refusal", value),
                (_, key) => self.write_code(key, value),
            }
        }
    }

    fn write_code(&self, key: &str, value: &mut Value) {
        match value {
            Value::String(text) if matches!(key, "owner" | "lead") => {
                if let [only] = self.people.named(text)[..] {
                    *text = only.to_owned();
                }
            }
            Value::String(text) => {
                let codes = sorts_of(key).iter().map(|sort| self.code(*sort, text));
                if let Some(code) = codes.into_iter().find(|code| code != text) {
                    *text = code;
                }
            }
            Value::Array(items) => {
                items.iter_mut().for_each(|item| self.write_code(key, item));
            }
            Value::Object(order) if key == "order" => {
                if let Some(kind) = order.get_mut("kind") {
                    self.write_code("order.kind", kind);
                }
            }
            Value::Object(counts) if key == "defective" => {
                let named = std::mem::take(counts).into_iter();
                counts.extend(named.map(|(code, count)| (self.code(Sort::Defect, &code), count)));
            }
            Value::Object(named) if key == "particulars" => {
                let each = std::mem::take(named).into_iter();
                named.extend(each.map(|(name, value)| (self.code(Sort::Field, &name), value)));
            }
            Value::Object(fields) if matches!(key, "set" | "items") => {
                for (key, value) in fields.iter_mut() {
                    self.write_code(key, value);
                }
            }
            _ => {}
        }
    }

    /// Whether the codes of that sort have the one whose label was found:
    /// `labels:` says words for codes of several sorts.
    fn has(&self, sort: Sort, code: &str) -> bool {
        self.revisions.iter().any(|policy| match sort {
            Sort::Criterion => policy.severity.criteria.get(code).is_some(),
            Sort::Scope => {
                let mut scopes = policy.severity.scopes.iter();
                scopes.any(|scope| scope.as_str() == code)
            }
            Sort::Status => Status::parse(code).is_some(),
            _ => true,
        })
    }

    /// Every label, oldest policy first.
    fn labelled(&self) -> impl Iterator<Item = (Sort, &str, &Label)> {
        let defects = self.catalog.defects.iter();
        let defects = defects.map(|(code, label)| (Sort::Defect, code, label));
        let policies = self.revisions.iter();
        policies.flat_map(|policy| of_policy(policy)).chain(defects)
    }
}

fn of_policy(policy: &Policy) -> impl Iterator<Item = (Sort, &str, &Label)> {
    const SHARED: [Sort; 8] = [
        Sort::Criterion,
        Sort::Seriousness,
        Sort::Scope,
        Sort::Clock,
        Sort::Step,
        Sort::GuaranteeRule,
        Sort::Anomaly,
        Sort::Status,
    ];
    let lists = [
        (Sort::Role, &policy.roles),
        (Sort::Channel, &policy.channels),
        (Sort::Want, &policy.wants),
        (Sort::Nature, &policy.natures),
        (Sort::OrderKind, &policy.order_kinds),
        (Sort::Field, &policy.particulars),
        (Sort::Reason, &policy.returns.reasons),
        (Sort::Refusal, &policy.returns.refusals),
        (Sort::Transport, &policy.returns.transports),
        (Sort::CustomerClass, &policy.care.classes),
    ];
    let shared = SHARED.map(|sort| (sort, &policy.labels));
    let guarantee = policy.guarantee.iter();
    let goods = guarantee.flat_map(|guarantee| {
        let classes = guarantee.classes.iter();
        let classes = classes.map(|(code, class)| (Sort::GoodsClass, code, &class.label));
        let faults = guarantee.faults.iter();
        classes.chain(faults.map(|(code, label)| (Sort::Fault, code, label)))
    });
    lists
        .into_iter()
        .chain(shared)
        .flat_map(|(sort, list)| list.iter().map(move |(code, label)| (sort, code, label)))
        .chain(goods)
}

/// What the value of a field is a code of, models and customers too.
pub(super) fn named_by(field: &str) -> Option<Sort> {
    match field {
        "customer" => Some(Sort::Customer),
        "model" => Some(Sort::Model),
        field => sorts_of(field).first().copied(),
    }
}

/// Which sorts of code a field takes.
fn sorts_of(field: &str) -> &'static [Sort] {
    match field {
        "channel" => &[Sort::Channel],
        "want" | "wants" | "meets" => &[Sort::Want],
        "defect" => &[Sort::Defect],
        "criteria" => &[Sort::Criterion],
        "scope" => &[Sort::Scope],
        "nature" => &[Sort::Nature],
        "role" => &[Sort::Role],
        "order.kind" => &[Sort::OrderKind],
        "basis" => &[Sort::Basis],
        "class" => &[Sort::GoodsClass],
        "fault" => &[Sort::Fault],
        "remedy" => &[Sort::Remedy],
        "return-reason" => &[Sort::Reason],
        "refusal" => &[Sort::Refusal],
        "transport" => &[Sort::Transport],
        "kind" | "source" => &[Sort::Word, Sort::Goods, Sort::Work],
        "verdict" => &[Sort::Word, Sort::Work],
        "what" | "as" | "service" | "stage" => &[Sort::Word],
        "decision" => &[Sort::Goods, Sort::Work],
        "result" | "methods" | "action" | "category" | "responsible" => &[Sort::Work],
        "way" | "how" | "packing" | "marking" | "sorting" | "of" | "paid_by" | "means" => {
            &[Sort::Goods]
        }
        _ => &[],
    }
}
