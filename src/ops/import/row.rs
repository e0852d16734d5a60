use csv::StringRecord;

use super::cell::{Cell, Forms};
use super::columns::Columns;
use super::map::{ClassifyRules, Map};
use super::rule::{Mapped, Rule, present};
use crate::calendar::Calendar;
use crate::case::kinds::{Open, Order, Product};
use crate::finding::{Code, Finding};
use crate::yaml::{Several, Text};

/// What a row says, ready to become a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The complaint.
    pub open: Open,
    /// Its grading, where the row gives one.
    pub classify: Option<ClassifyDraft>,
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
    pub map: &'a Map,
    pub columns: &'a Columns,
    pub calendar: &'a Calendar,
    pub record: &'a StringRecord,
    pub findings: Vec<Finding>,
}

impl Row<'_> {
    /// The source's id, if every column of it says something.
    pub fn id(&self) -> Option<String> {
        let cells = self.map.id.iter().map(|column| {
            let cell = self.columns.cell(self.record, column);
            present(cell, &self.map.missing)
        });
        let parts: Option<Vec<&str>> = cells.collect();
        parts
            .filter(|parts| !parts.is_empty())
            .map(|parts| parts.join("/"))
    }

    /// The draft, as far as the row has what it needs.
    pub fn draft(&mut self, reference: &str) -> Option<Draft> {
        let open = self.open(reference);
        let classify = match &self.map.classify {
            Some(rules) => self.classify(rules),
            None => None,
        };
        open.map(|open| Draft { open, classify })
    }

    fn open(&mut self, reference: &str) -> Option<Open> {
        let rules = &self.map.open;
        let when = self.need("when", &rules.when);
        let customer = self.need("customer", &rules.customer);
        let description = self.need("description", &rules.description);
        let source = self.maybe("source", rules.source.as_ref());
        let channel = self.maybe("channel", rules.channel.as_ref());
        let consignee = self.maybe("consignee", rules.consignee.as_ref());
        let contact = self.maybe("contact", rules.contact.as_ref());
        let owner = self.maybe("owner", rules.owner.as_ref());
        let product = self.product();
        let quantity = self.maybe("quantity", rules.quantity.as_ref());
        let order = self.order();
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

    fn product(&mut self) -> Several<Product> {
        let rules = &self.map.open;
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

    fn order(&mut self) -> Option<Order> {
        let rules = &self.map.open;
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

    fn need<T: Cell>(&mut self, field: &'static str, rule: &Rule) -> Option<T> {
        let before = self.findings.len();
        let value = self.maybe(field, Some(rule));
        if value.is_none() && self.findings.len() == before {
            self.wrong(Finding::new(Code::CellMissing), field, rule);
        }
        value
    }

    fn maybe<T: Cell>(&mut self, field: &'static str, rule: Option<&Rule>) -> Option<T> {
        let mut values = self.all(field, rule);
        if let (Some(rule), 2..) = (rule, values.len()) {
            let finding = Finding::new(Code::BadValue).arg("expected", "one-value");
            let found = finding.arg("found", self.shown(rule));
            self.wrong(found, field, rule);
            return None;
        }
        values.pop()
    }

    fn all<T: Cell>(&mut self, field: &'static str, rule: Option<&Rule>) -> Vec<T> {
        let Some(rule) = rule else { return Vec::new() };
        let Mapped { values, unlisted } = rule.apply(
            |column| self.columns.cell(self.record, column),
            &self.map.missing,
            T::tidy,
        );
        for value in unlisted {
            self.wrong(
                Finding::new(Code::NotInTable).arg("found", value),
                field,
                rule,
            );
        }
        let forms = Forms {
            dates: self.map.dates_for(rule),
            calendar: self.calendar,
        };
        let mut read = Vec::new();
        for value in values {
            match T::read(&value, &forms) {
                Ok(value) => read.push(value),
                Err(finding) => self.wrong(finding, field, rule),
            }
        }
        read
    }

    /// The cells of a rule as they stand.
    fn shown(&self, rule: &Rule) -> String {
        let cells = rule.column.iter();
        let cells: Vec<&str> = cells
            .map(|column| self.columns.cell(self.record, column).trim())
            .collect();
        cells.join(" ")
    }

    fn wrong(&mut self, finding: Finding, field: &'static str, rule: &Rule) {
        let finding = finding.arg("field", field);
        self.findings
            .push(finding.maybe("column", rule.column_text()));
    }
}
