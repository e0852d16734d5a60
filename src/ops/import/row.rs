use std::borrow::Cow;

use chrono::NaiveTime;
use serde_json::{Map, Value};

use super::cell::{Cell, Forms};
use super::columns::Columns;
use super::map::{ClassifyRules, OpenRules};
use super::rule::{Mapped, Rule, present};
use super::sort::{Spec, fields_of};
use super::table::Cells;
use crate::calendar::Calendar;
use crate::case::kinds::{Open, Order, Product};
use crate::case::{Kind, Time};
use crate::finding::{Code, Finding};
use crate::yaml::{Named, Several, Text};

/// What a sheet shows where a formula has gone wrong.
const FORMULA_ERRORS: &[&str] = &[
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
];

/// What a row says, ready to become a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The complaint.
    pub open: Open,
    /// Its grading, where the row gives one.
    pub classify: Option<ClassifyDraft>,
    /// What else happened with it, in the order of time.
    pub steps: Vec<StepDraft>,
}

/// A step in a case, as a row says it.
#[derive(Debug, Clone, PartialEq)]
pub struct StepDraft {
    /// The kind of entry.
    pub kind: Kind,
    /// When it happened.
    pub when: Time,
    /// Its fields.
    pub fields: Map<String, Value>,
}

/// A grading without its severity, which the policy computes.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassifyDraft {
    /// The criteria met.
    pub criteria: Several<Text>,
    /// How far it reaches.
    pub scope: Text,
    /// Nature of the complaint.
    pub nature: Option<Text>,
}

/// Reads one row, collecting everything that is wrong with it.
pub(super) struct Row<'a> {
    pub map: &'a super::Map,
    pub columns: &'a Columns,
    pub calendar: &'a Calendar,
    pub record: &'a Cells,
    pub findings: Vec<Finding>,
}

impl StepDraft {
    /// On the day of the complaint, a day without a time is the moment at which
    /// the complaint came: nothing happened before it.
    pub fn after(mut self, opened: Option<Time>, calendar: &Calendar) -> Self {
        let local = |time: Time| calendar.local(time.0);
        let is_bare = local(self.when).time() == NaiveTime::MIN;
        if let Some(opened) = opened
            && is_bare
            && self.when < opened
            && local(self.when).date_naive() == local(opened).date_naive()
        {
            self.when = opened;
            let text = serde_json::to_value(opened).unwrap_or_default();
            self.fields.insert("when".to_owned(), text);
        }
        self
    }
}

impl Row<'_> {
    /// The source's id, if every column of it says something.
    pub fn id(&self, columns: &[Text]) -> Option<String> {
        let cells = columns.iter().map(|column| {
            let cell = self.columns.cell(self.record, column);
            present(cell, &self.map.missing)
        });
        let parts: Option<Vec<&str>> = cells.collect();
        parts
            .filter(|parts| !parts.is_empty())
            .map(|parts| parts.join("/"))
    }

    /// The draft of a case, as far as the row has what it needs.
    pub fn draft(&mut self, rules: &OpenRules, reference: &str) -> Option<Draft> {
        let open = self.open(rules, reference);
        let classify = match &self.map.classify {
            Some(rules) => self.classify(rules),
            None => None,
        };
        let sections = self.map.sections().into_iter();
        let opened = open.as_ref().and_then(|open| open.when);
        let steps = sections.filter_map(|(_, kind, rules)| {
            let step = self.step(kind, rules)?;
            Some(step.after(opened, self.calendar))
        });
        let mut steps: Vec<StepDraft> = steps.collect();
        steps.sort_by_key(|step| step.when);
        open.map(|open| Draft {
            open,
            classify,
            steps,
        })
    }

    fn open(&mut self, rules: &OpenRules, reference: &str) -> Option<Open> {
        let when = self.need("when", &rules.when);
        let customer = self.need("customer", &rules.customer);
        let description = self.need("description", &rules.description);
        let source = self.maybe("source", rules.source.as_ref());
        let channel = self.maybe("channel", rules.channel.as_ref());
        let consignee = self.maybe("consignee", rules.consignee.as_ref());
        let contact = self.maybe("contact", rules.contact.as_ref());
        let owner = self.maybe("owner", rules.owner.as_ref());
        let product = self.product(rules);
        let quantity = self.maybe("quantity", rules.quantity.as_ref());
        let order = self.order(rules);
        let delivery_note = self.maybe("delivery_note", rules.delivery_note.as_ref());
        let defect = self.maybe("defect", rules.defect.as_ref());
        let wants = self.all("wants", rules.wants.as_ref());
        let service = self.maybe("service", rules.service.as_ref());
        let stage = self.maybe("stage", rules.stage.as_ref());
        Some(Open {
            when: Some(when?),
            source,
            reference: Text::new(reference),
            channel,
            consignee,
            contact,
            owner,
            product,
            quantity,
            order,
            delivery_note,
            defect,
            wants: wants.into(),
            service,
            stage,
            ..Open::new(customer?, description?)
        })
    }

    fn product(&mut self, rules: &OpenRules) -> Several<Product> {
        let product = Product {
            model: self.maybe("product.model", rules.model.as_ref()),
            lot: self.maybe("product.lot", rules.lot.as_ref()),
            serials: self.all("product.serials", rules.serials.as_ref()),
            produced: self.maybe("product.produced", rules.produced.as_ref()),
            expires: self.maybe("product.expires", rules.expires.as_ref()),
            sold: self.maybe("product.sold", rules.sold.as_ref()),
            price: self.maybe("product.price", rules.price.as_ref()),
        };
        let said = product != Product::default();
        said.then_some(product)
            .into_iter()
            .collect::<Vec<_>>()
            .into()
    }

    fn order(&mut self, rules: &OpenRules) -> Option<Order> {
        let order = Order {
            kind: self.maybe("order.kind", rules.order_kind.as_ref()),
            number: self.maybe("order.number", rules.order_number.as_ref()),
        };
        (order.kind.is_some() || order.number.is_some()).then_some(order)
    }

    fn classify(&mut self, rules: &ClassifyRules) -> Option<ClassifyDraft> {
        let before = self.findings.len();
        let criteria: Vec<Text> = self.all("criteria", Some(&rules.criteria));
        if criteria.is_empty() && self.findings.len() == before {
            return None;
        }
        let scope = self.need("scope", &rules.scope);
        let nature = self.maybe("nature", rules.nature.as_ref());
        Some(ClassifyDraft {
            criteria: criteria.into(),
            scope: scope?,
            nature,
        })
    }

    fn need<T: Cell>(&mut self, field: &str, rule: &Rule) -> Option<T> {
        let before = self.findings.len();
        let value = self.maybe(field, Some(rule));
        if value.is_none() && self.findings.len() == before {
            self.lacks(field, rule);
        }
        value
    }

    fn lacks(&mut self, field: &str, rule: &Rule) {
        let known = self.findings.iter().any(|finding| {
            finding
                .args
                .get("field")
                .is_some_and(|known| known.plain() == field)
        });
        if !known {
            self.wrong(Finding::new(Code::CellMissing), field, rule);
        }
    }

    fn several(&mut self, field: &str, rule: &Rule) {
        let finding = Finding::new(Code::BadValue).arg("expected", "one-value");
        let found = finding.arg("found", self.shown(rule));
        self.wrong(found, field, rule);
    }

    fn maybe<T: Cell>(&mut self, field: &str, rule: Option<&Rule>) -> Option<T> {
        let mut values = self.all(field, rule);
        if let (Some(rule), 2..) = (rule, values.len()) {
            self.several(field, rule);
            return None;
        }
        values.pop()
    }

    fn all<T: Cell>(&mut self, field: &str, rule: Option<&Rule>) -> Vec<T> {
        match rule {
            Some(rule) => self.values(field, rule, T::tidy, T::read),
            None => Vec::new(),
        }
    }

    /// The values of a rule, read one by one.
    fn values<T>(
        &mut self,
        field: &str,
        rule: &Rule,
        tidy: fn(&str) -> Cow<'_, str>,
        read: impl Fn(&str, &Forms) -> Result<T, Finding>,
    ) -> Vec<T> {
        if self.holds_error(field, rule) {
            return Vec::new();
        }
        let Mapped { values, unlisted } = rule.apply(
            |column| self.columns.cell(self.record, column),
            &self.map.missing,
            tidy,
        );
        for value in unlisted {
            let finding = Finding::new(Code::NotInTable).arg("found", value);
            self.wrong(finding, field, rule);
        }
        let forms = Forms {
            dates: self.map.dates_for(rule),
            calendar: self.calendar,
        };
        let mut all = Vec::new();
        for value in values {
            match read(&value, &forms) {
                Ok(value) => all.push(value),
                Err(finding) => self.wrong(finding, field, rule),
            }
        }
        all
    }

    /// Whether the row is one that the map leaves out.
    pub fn is_left_out(&self) -> bool {
        let ignore = self.map.ignore.as_ref();
        ignore.is_some_and(|ignore| ignore.takes(|column| self.columns.cell(self.record, column)))
    }

    /// Whether the row says that a step happened: by its day, or by a word that
    /// means so in a field that the step must have. A word without a day is
    /// refused, unless the rule has another day for it.
    fn happened(&mut self, kind: Kind, rules: &Named<Rule>) -> bool {
        let Some(when) = rules.get("when") else {
            return false;
        };
        let cell = |column: &str| self.columns.cell(self.record, column);
        let missing = &self.map.missing;
        let said = |rule: &Rule, columns: &[Text]| rule.is_said(columns, cell, missing);
        let needed = fields_of(kind).iter().filter(|spec| spec.required);
        let needed = needed.filter_map(|spec| Some((spec, rules.get(&spec.name)?)));
        let needed: Vec<(&Spec, &Rule)> = needed
            .filter(|(spec, rule)| spec.name != "for" && !rule.column.is_empty())
            .collect();
        if when.value.is_some() || said(when, &when.column) {
            // A remark without words is none.
            let is_silent = |(spec, rule): &(&Spec, &Rule)| {
                let columns = [rule.column.to_vec(), rule.or.to_vec()].concat();
                spec.name == "text" && rule.default.is_none() && !said(rule, &columns)
            };
            return !needed.iter().any(is_silent);
        }
        let has_other_day = when.default.is_some() || said(when, &when.or);
        if needed.is_empty() {
            return has_other_day;
        }
        let forms = Forms {
            dates: &[],
            calendar: self.calendar,
        };
        let sign = needed.iter().find_map(|(spec, rule)| {
            let mut listed = rule.listed(cell, missing).into_iter();
            let found = listed.find(|(_, meant)| spec.sort.read(meant, &forms).is_ok());
            found.map(|(found, _)| (found, rule.column_text()))
        });
        match sign {
            None => false,
            Some(_) if has_other_day => true,
            Some((found, other)) => {
                let finding = Finding::new(Code::StepUndated).arg("found", found);
                self.wrong(finding.maybe("other", other), "when", when);
                false
            }
        }
    }

    /// A step, if the row says that it happened.
    pub fn step(&mut self, kind: Kind, rules: &Named<Rule>) -> Option<StepDraft> {
        if !self.happened(kind, rules) {
            return None;
        }
        let when: Time = self.maybe("when", rules.get("when"))?;
        let mut fields = Map::new();
        for spec in fields_of(kind) {
            let Some(rule) = rules.get(&spec.name) else {
                continue;
            };
            let read = |text: &str, forms: &Forms| spec.sort.read(text, forms);
            let mut values = self.values(&spec.name, rule, spec.sort.tidy(), read);
            if values.len() > 1 && !spec.many {
                self.several(&spec.name, rule);
                continue;
            }
            match (values.pop(), spec.many) {
                (Some(last), true) => {
                    values.push(last);
                    put(&mut fields, spec, values.into());
                }
                (Some(value), false) => put(&mut fields, spec, value),
                (None, _) if spec.required => self.lacks(&spec.name, rule),
                (None, _) => {}
            }
        }
        Some(StepDraft { kind, when, fields })
    }

    /// The number of the case that the row names.
    pub fn case(&self) -> Option<&str> {
        let mut cells = self.map.case.iter();
        cells.find_map(|column| {
            let cell = self.columns.cell(self.record, column);
            present(cell, &self.map.missing)
        })
    }

    /// Whether a formula has gone wrong in a cell of the rule, and nobody says
    /// that this means nothing.
    fn holds_error(&mut self, field: &str, rule: &Rule) -> bool {
        let missing = rule.missing.as_ref().unwrap_or(&self.map.missing);
        let cells = rule.column.iter();
        let mut cells = cells.map(|column| self.columns.cell(self.record, column));
        let error = cells
            .find_map(|cell| present(cell, missing).filter(|cell| FORMULA_ERRORS.contains(cell)));
        let found = error.map(|error| Finding::new(Code::CellError).arg("found", error));
        let wrong = found.is_some();
        if let Some(finding) = found {
            self.wrong(finding, field, rule);
        }
        wrong
    }

    /// The cells of a rule as they stand.
    fn shown(&self, rule: &Rule) -> String {
        let cells = rule.column.iter();
        let cells: Vec<&str> = cells
            .map(|column| self.columns.cell(self.record, column).trim())
            .collect();
        cells.join(" ")
    }

    fn wrong(&mut self, finding: Finding, field: &str, rule: &Rule) {
        let finding = finding.arg("field", field);
        self.findings
            .push(finding.maybe("column", rule.column_text()));
    }
}

/// Puts a value where the name of its field leads: a part of an object, of the
/// only item of a list.
fn put(fields: &mut Map<String, Value>, spec: &Spec, value: Value) {
    let Some((whole, part)) = spec.name.split_once('.') else {
        fields.insert(spec.name.clone(), value);
        return;
    };
    let empty = || Value::Object(Map::new());
    let known = fields.entry(whole).or_insert_with(|| match spec.listed {
        true => Value::Array(vec![empty()]),
        false => empty(),
    });
    let object = match known {
        Value::Array(list) => list.first_mut(),
        other => Some(other),
    };
    if let Some(object) = object.and_then(Value::as_object_mut) {
        object.insert(part.to_owned(), value);
    }
}
