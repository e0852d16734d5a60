//! The figures of one period.

use rust_decimal::Decimal;

use super::{Figure, Measure, Section};
use crate::report::figures::{Field, Gathered, PaymentFigures, Shipped};
use crate::report::{
    ActionGroup, CostGroup, NoPpm, ReturnsRow, TimelinessGroup, actions, cost, customers, pareto,
    repeats, summary, timeliness,
};

/// How many defects, models, customers and so on of each period are compared.
const MOST: usize = 10;

/// What tells one figure from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub section: Section,
    pub figure: Figure,
    pub by: Option<&'static str>,
    pub of: Option<String>,
    pub unit: Option<String>,
}

/// A figure of one period.
#[derive(Debug, Clone)]
pub(super) struct One {
    pub key: Key,
    pub measure: Measure,
    pub value: Option<Decimal>,
    /// Whether it is among the largest of its kind, and so is shown.
    pub shown: bool,
    pub cases: Option<Vec<String>>,
}

/// The figures of one period.
pub(super) struct Making<'a> {
    pub gathered: &'a Gathered,
    pub returns: &'a [ReturnsRow],
    pub shipped: &'a Result<Vec<Shipped>, NoPpm>,
}

/// A figure without a unit, of everything.
fn one(section: Section, figure: Figure, measure: Measure, value: Option<Decimal>) -> One {
    One {
        key: Key {
            section,
            figure,
            by: None,
            of: None,
            unit: None,
        },
        measure,
        value,
        shown: true,
        cases: None,
    }
}

fn count(section: Section, figure: Figure, count: usize) -> One {
    one(section, figure, Measure::Count, Some(Decimal::from(count)))
}

/// A number as another report has written it.
fn number(text: &str) -> Option<Decimal> {
    text.split(' ').next()?.parse().ok()
}

impl One {
    /// The same of one defect, clock or so.
    fn of(mut self, by: &'static str, of: Option<&str>) -> One {
        self.key.by = Some(by);
        self.key.of = of.map(str::to_owned);
        self
    }

    /// The same in that unit.
    fn in_unit(mut self, unit: &str) -> One {
        self.key.unit = Some(unit.to_owned());
        self
    }

    fn with(mut self, cases: Option<Vec<String>>) -> One {
        self.cases = cases;
        self
    }
}

impl Making<'_> {
    /// All of them, in order.
    pub fn rows(&self) -> Vec<One> {
        let mut rows = self.complaints();
        rows.extend(self.limits());
        rows.extend(self.largest(Section::Defects, Field::Defect));
        rows.extend(self.largest(Section::Models, Field::Model));
        rows.extend(self.largest(Section::Customers, Field::Customer));
        rows.extend(self.per_million());
        rows.extend(self.largest(Section::Causes, Field::Cause));
        rows.extend(self.largest(Section::Causes, Field::Department));
        rows.extend(self.largest(Section::Causes, Field::Supplier));
        rows.extend(self.goods());
        rows.extend(self.cost());
        rows.extend(self.actions());
        rows.extend(self.repeats());
        rows
    }

    fn complaints(&self) -> Vec<One> {
        use Figure::{Closed, NotGraded, Open, Opened, Severity};
        let output = summary(self.gathered, Field::Severity, true);
        let total = output.total;
        let opened = |wanted: &dyn Fn(Option<&str>) -> bool| {
            let cases = self.gathered.opened();
            let of = cases.filter(|case| wanted(case.severity.as_deref()));
            Some(of.map(|case| case.case.clone()).collect::<Vec<String>>())
        };
        let closed = self.gathered.cases.iter().filter(|case| {
            let day = case.closed_on();
            day.is_some_and(|day| self.gathered.call.period.holds(day))
        });
        let mut rows = vec![
            count(Section::Complaints, Opened, total.opened).with(opened(&|_| true)),
            count(Section::Complaints, Closed, total.closed)
                .with(Some(closed.map(|case| case.case.clone()).collect())),
            count(Section::Complaints, Open, total.open),
        ];
        for level in total.severity {
            let severity = level.severity.as_deref();
            let cases = opened(&|graded| graded == severity);
            rows.push(match severity {
                Some(_) => count(Section::Complaints, Severity, level.count)
                    .of("severity", severity)
                    .with(cases),
                None => count(Section::Complaints, NotGraded, level.count).with(cases),
            });
        }
        let time = |figure, seconds: Option<i64>| {
            one(
                Section::Speed,
                figure,
                Measure::Seconds,
                seconds.map(Decimal::from),
            )
        };
        rows.extend([
            time(Figure::FirstReplyMedian, total.first_reply_median),
            time(Figure::FirstReplyP90, total.first_reply_p90),
            time(Figure::CloseMedian, total.close_median),
            time(Figure::CloseP90, total.close_p90),
        ]);
        rows
    }

    fn limits(&self) -> Vec<One> {
        let output = timeliness(self.gathered, TimelinessGroup::Clock, true);
        let all = output.rows.into_iter().chain([output.total]);
        let mut rows: Vec<One> = Vec::new();
        for row in all {
            let share = row.on_time.as_deref().and_then(number);
            let share = one(Section::Limits, Figure::OnTime, Measure::Percent, share);
            let missed = count(Section::Limits, Figure::Missed, row.late + row.overdue);
            let missed = missed.with(row.late_cases);
            match row.clock.as_deref() {
                Some(clock) => {
                    rows.push(share.of("clock", Some(clock)));
                    rows.push(missed.of("clock", Some(clock)));
                }
                None => rows.splice(0..0, [share, missed]).for_each(drop),
            }
        }
        rows
    }

    /// The complaints by a field; only the largest are shown.
    fn largest(&self, section: Section, field: Field) -> Vec<One> {
        let rows = pareto(self.gathered, field, None, true).rows.into_iter();
        let named = rows.filter(|row| row.group.is_some());
        named
            .enumerate()
            .map(|(at, row)| One {
                shown: at < MOST,
                ..count(section, Figure::Count, row.count)
                    .of(field.word(), row.group.as_deref())
                    .with(row.cases)
            })
            .collect()
    }

    fn per_million(&self) -> Vec<One> {
        let output = customers(self.gathered, self.shipped.clone(), false);
        let all = output.rows.iter().chain([&output.total]);
        let mut rows = Vec::new();
        for (at, customer) in all.enumerate() {
            for unit in &customer.units {
                let ppm = unit.ppm.map(Decimal::from);
                let figure = one(Section::Customers, Figure::Ppm, Measure::Ppm, ppm);
                let figure = figure.in_unit(&unit.unit);
                let shown = ppm.is_some() && (at < MOST || customer.customer.is_none());
                rows.push(One {
                    shown,
                    ..match customer.customer.as_deref() {
                        Some(name) => figure.of(Field::Customer.word(), Some(name)),
                        None => figure,
                    }
                });
            }
        }
        let total = &output.total;
        let score = total.satisfaction.as_deref().and_then(number);
        rows.extend([
            count(Section::Satisfaction, Figure::Disputed, total.disputed),
            count(Section::Satisfaction, Figure::Surveys, total.surveys),
            one(Section::Satisfaction, Figure::Score, Measure::Score, score),
        ]);
        rows
    }

    fn goods(&self) -> Vec<One> {
        let of = |row: &ReturnsRow| {
            let many = |figure, quantity: &str| {
                let row = one(Section::Returns, figure, Measure::Amount, number(quantity));
                row.in_unit(&row_unit(quantity)).with(None)
            };
            let share = row.defect_percent.as_deref().and_then(number);
            let share = one(
                Section::Returns,
                Figure::DefectPercent,
                Measure::Percent,
                share,
            );
            [
                many(Figure::Authorised, &row.authorised),
                many(Figure::Received, &row.received),
                many(Figure::Defective, &row.defective),
                share.in_unit(&row.unit),
            ]
        };
        self.returns.iter().flat_map(of).collect()
    }

    fn cost(&self) -> Vec<One> {
        let output = cost(self.gathered, CostGroup::Kind, false);
        let mut rows = Vec::new();
        for row in output.totals {
            let amount = |figure, amount: &str| {
                one(Section::Cost, figure, Measure::Amount, number(amount)).in_unit(&row.currency)
            };
            rows.extend([
                amount(Figure::Paid, &row.total).with(self.paid_in(&row.currency)),
                amount(Figure::ByUs, &row.us),
                amount(Figure::BySupplier, &row.supplier),
                amount(Figure::ByCarrier, &row.carrier),
            ]);
        }
        rows
    }

    /// The cases with payments in force in that currency.
    fn paid_in(&self, currency: &str) -> Option<Vec<String>> {
        let period = self.gathered.call.period;
        let counts = |paid: &PaymentFigures| {
            paid.in_force && period.holds(paid.day) && paid.amount.0.unit == currency
        };
        let cases = self.gathered.cases.iter();
        let cases = cases.filter(|case| case.payments.iter().any(counts));
        Some(cases.map(|case| case.case.clone()).collect())
    }

    fn actions(&self) -> Vec<One> {
        let total = actions(self.gathered, ActionGroup::Kind, true).total;
        let of = |figure, number| count(Section::Actions, figure, number);
        vec![
            of(Figure::Planned, total.planned).with(total.cases),
            of(Figure::Finished, total.finished),
            of(Figure::Late, total.late),
            of(Figure::Effective, total.effective),
            of(Figure::Ineffective, total.ineffective),
            of(Figure::AfterEffective, total.repeats).with(total.repeat_cases),
        ]
    }

    fn repeats(&self) -> Vec<One> {
        let output = repeats(self.gathered, None, false);
        let share = output.share.as_deref().and_then(number);
        let cases = output.rows.iter().map(|row| row.case.clone()).collect();
        let solved = output.rows.iter().filter(|row| row.solved_by.is_some());
        let after = solved.map(|row| row.case.clone()).collect();
        let of = |figure, number| count(Section::Repeats, figure, number);
        vec![
            of(Figure::Repeats, output.repeats).with(Some(cases)),
            one(
                Section::Repeats,
                Figure::RepeatPercent,
                Measure::Percent,
                share,
            ),
            of(Figure::AfterSolved, output.after_solved).with(Some(after)),
        ]
    }
}

/// The unit of a quantity.
fn row_unit(quantity: &str) -> String {
    let unit = quantity.split_once(' ').map(|(_, unit)| unit);
    unit.unwrap_or_default().to_owned()
}
