//! What a customer gets under the guarantee (policy: guarantee): which rules
//! open which remedies, and what is charged or paid.

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::{Decimal, RoundingStrategy};

use super::state::{Seen, State};
use crate::calendar::{Calendar, Term};
use crate::case::kinds::{Appraise, Payee, Remedy};
use crate::case::{Amount, Body, EntryId, Kind, Money, Percent, Time};
use crate::finding::{Code, Finding};
use crate::policy::{Circumstance, Guarantee, Half, Opening, Rounding, Rules};
use crate::yaml::Text;

/// What the guarantee says of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Appraisal {
    /// The last day of the guarantee.
    pub until: NaiveDate,
    /// Days since the sale.
    pub days: u32,
    /// Earlier repairs of the same fault in the case.
    pub repairs: Vec<EntryId>,
    /// The remedies that are open, the lightest first.
    pub open: Vec<Settlement>,
    /// What keeps rules about this fault of this class from opening theirs.
    pub closed: Vec<Closed>,
}

/// How a remedy that is open is carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct Settlement {
    /// The remedy.
    pub remedy: Remedy,
    /// The rule that opens it.
    pub rule: String,
    /// What is charged for a day, where something is.
    pub rate: Option<Percent>,
    /// What is charged; nothing where no price is known.
    pub charge: Option<Money>,
    /// How many times the price is refunded.
    pub times: u32,
    /// What is paid.
    pub sum: Option<Money>,
    /// To whom.
    pub to: Option<Payee>,
    /// Whether one more article may be given.
    pub extra: bool,
    /// Whether the case then goes to the authority.
    pub authority: bool,
}

/// A rule that could have opened remedies, and what speaks against it.
#[derive(Debug, Clone, PartialEq)]
pub struct Closed {
    /// The rule.
    pub rule: String,
    /// The remedies that it would open.
    pub opens: Vec<Remedy>,
    /// What speaks against it.
    pub against: Vec<Against>,
}

/// What speaks against a rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Against {
    /// The guarantee ended on that day.
    Ended(NaiveDate),
    /// The rule holds until that day only.
    Late(Term, NaiveDate),
    /// The guarantee card was not shown.
    NoCard,
    /// Something else is not so.
    Lacks(Circumstance),
    /// The fault was not measured.
    NotMeasured,
    /// The price is not known.
    NoPrice,
    /// It is no more than that.
    NotOver(Amount, Amount),
    /// It is more than that.
    Over(Amount, Amount),
    /// It is less than that.
    Under(Amount, Amount),
    /// Units or currencies differ.
    Unlike(Amount, Amount),
    /// It was repaired so often, not so often.
    Repaired(u32, u32),
}

impl Appraisal {
    /// How that remedy is carried out, where it is open.
    pub fn settlement(&self, remedy: Remedy) -> Option<&Settlement> {
        self.open.iter().find(|open| open.remedy == remedy)
    }

    /// The remedies that are open.
    pub fn remedies(&self) -> Vec<Remedy> {
        self.open.iter().map(|open| open.remedy).collect()
    }

    /// That no rule is about such a fault of such goods, if none is.
    pub fn unruled(&self, said: &Appraise) -> Option<Finding> {
        let none = self.open.is_empty() && self.closed.is_empty();
        none.then(|| without_rule("anything", said))
    }

    /// What speaks against a remedy that is not open: against the rules that
    /// come nearest to opening it.
    pub fn refusals(&self, remedy: Remedy, said: &Appraise) -> Vec<Finding> {
        let opens = |closed: &&Closed| closed.opens.contains(&remedy);
        let could = || self.closed.iter().filter(opens);
        let least = could().map(|closed| closed.against.len()).min();
        let near = could().filter(|closed| Some(closed.against.len()) == least);
        let mut found: Vec<Finding> = near.flat_map(|it| it.findings(&[remedy])).collect();
        if found.is_empty() {
            found.push(without_rule(remedy.word(), said));
        }
        let open: Vec<String> = self.remedies().iter().map(ToString::to_string).collect();
        let with_open = |finding: Finding| finding.maybe("remedies", some(open.clone()));
        found.into_iter().map(with_open).collect()
    }
}

/// That no rule gives such a remedy.
pub(super) fn without_rule(remedy: &'static str, said: &Appraise) -> Finding {
    let finding = Finding::new(Code::RemedyNotOpen).arg("never", remedy);
    let finding = finding.arg("fault", said.fault.as_str());
    finding.arg("class", said.class.as_str())
}

fn some(list: Vec<String>) -> Option<Vec<String>> {
    (!list.is_empty()).then_some(list)
}

impl Closed {
    /// What speaks against it, one finding each.
    pub fn findings(&self, remedies: &[Remedy]) -> Vec<Finding> {
        let remedies: Vec<String> = remedies.iter().map(ToString::to_string).collect();
        let one = |against: &Against| {
            let finding = Finding::new(Code::RemedyNotOpen).arg("by", self.rule.as_str());
            let finding = against.named(finding.arg("remedy", remedies.clone()));
            finding.by_rule(format!("guarantee.rules.{}", self.rule))
        };
        self.against.iter().map(one).collect()
    }
}

impl Against {
    /// The finding with what the message names.
    fn named(&self, finding: Finding) -> Finding {
        match self {
            Against::Ended(day) => finding.arg("ended", day.to_string()),
            Against::Late(term, day) => finding
                .arg("within", term.to_string())
                .arg("last", day.to_string()),
            Against::NoCard => finding.arg("why", "no-card"),
            Against::Lacks(circumstance) => finding.arg("why", lacking(*circumstance)),
            Against::NotMeasured => finding.arg("why", "not-measured"),
            Against::NoPrice => finding.arg("why", "no-price"),
            Against::NotOver(found, least) => finding
                .arg("found", found.to_string())
                .arg("least", least.to_string()),
            Against::Over(found, most) => finding
                .arg("found", found.to_string())
                .arg("most", most.to_string()),
            Against::Under(found, floor) => finding
                .arg("found", found.to_string())
                .arg("floor", floor.to_string()),
            Against::Unlike(found, bound) => finding
                .arg("found", found.to_string())
                .arg("unlike", bound.to_string()),
            Against::Repaired(times, needed) => finding
                .arg("times", times.to_string())
                .arg("needed", needed.to_string()),
        }
    }
}

/// The word for what is not so.
fn lacking(circumstance: Circumstance) -> &'static str {
    match circumstance {
        Circumstance::NotForced => "forced",
        Circumstance::FromStart => "not-from-start",
        Circumstance::Unworn => "not-unworn",
        Circumstance::NoEqual => "equal-there",
        Circumstance::Declined => "not-declined",
        Circumstance::Agreed => "not-agreed",
    }
}

/// What the guarantee says of the article that an entry is about, behind that
/// state. Nothing where the policy has no guarantee or no such class, or the
/// sale lies after the appraisal.
pub fn appraisal(state: &State, said: &Appraise, fact: Time, rules: &Rules) -> Option<Appraisal> {
    let guarantee = rules.policy.guarantee.as_ref()?;
    let repairs = repairs(state, said, fact);
    let day = rules.calendar.local(fact.0).date_naive();
    appraise(guarantee, &rules.calendar, said, day, repairs)
}

/// Earlier repairs of the same fault of the same article that count: what was
/// given in exchange was sold on a day of its own.
fn repairs(state: &State, said: &Appraise, fact: Time) -> Vec<EntryId> {
    let same = |seen: &&Seen| match &seen.body {
        Body::Appraise(earlier) => {
            earlier.remedy == Remedy::Repair
                && earlier.fault == said.fault
                && earlier.class == said.class
                && earlier.sold == said.sold
        }
        _ => false,
    };
    let done = state.live(Kind::Appraise).filter(|seen| seen.is_in_force());
    done.filter(same)
        .filter(|seen| seen.fact() <= fact)
        .map(|seen| seen.id().clone())
        .collect()
}

/// The bound of a rule about such a fault with which the measure cannot be
/// compared, if there is one.
pub(super) fn incomparable<'a>(guarantee: &'a Guarantee, said: &Appraise) -> Option<&'a Amount> {
    let measure = said.measure.as_ref()?;
    let about = guarantee.rules.iter().map(|(_, rule)| rule);
    let bounds = about
        .filter(|rule| concerns(guarantee, said, rule))
        .flat_map(|rule| rule.over.iter().chain(&rule.up_to));
    bounds
        .map(|bound| &bound.0)
        .find(|bound| measure.0.exceeds(bound).is_none())
}

/// Whether a rule is about this fault of this class.
fn concerns(guarantee: &Guarantee, said: &Appraise, rule: &Opening) -> bool {
    rule.fault.contains(&said.fault) && guarantee.includes(&rule.class, &said.class)
}

fn appraise(
    guarantee: &Guarantee,
    calendar: &Calendar,
    said: &Appraise,
    day: NaiveDate,
    repairs: Vec<EntryId>,
) -> Option<Appraisal> {
    let last = |term| last_day(calendar, said.sold.0, term);
    let until = last(guarantee.period(&said.class)?);
    let days = u32::try_from((day - said.sold.0).num_days()).ok()?;
    let elsewhere = said.repaired.unwrap_or_default();
    let here = u32::try_from(repairs.len()).unwrap_or(u32::MAX);
    let article = Article {
        guarantee,
        said,
        day,
        until,
        repaired: here.saturating_add(elsewhere),
        last: &last,
    };
    let mut open: Vec<(&str, &Opening)> = Vec::new();
    let mut closed = Vec::new();
    for (name, rule) in guarantee
        .rules
        .iter()
        .filter(|(_, rule)| concerns(guarantee, said, rule))
    {
        let against = article.against(rule);
        match against.is_empty() {
            true => open.push((name, rule)),
            false => closed.push(Closed {
                rule: name.to_owned(),
                opens: rule.opens.to_vec(),
                against,
            }),
        }
    }
    let remedies = [Remedy::Repair, Remedy::Exchange, Remedy::Refund];
    let settled = remedies.into_iter().filter_map(|remedy| {
        let opening = open.iter().filter(|(_, rule)| rule.opens.contains(&remedy));
        // Of several the best for the customer, then the first.
        let (name, rule) =
            opening.min_by_key(|(_, rule)| (u32::MAX - rule.times.get(), !rule.free))?;
        Some(article.settle(remedy, name, rule, days))
    });
    Some(Appraisal {
        until,
        days,
        open: settled.collect(),
        closed,
        repairs,
    })
}

/// The last day of a limit that runs from the sale.
fn last_day(calendar: &Calendar, sold: NaiveDate, term: Term) -> NaiveDate {
    let start = calendar.at(sold, NaiveTime::MIN);
    calendar.due(start, term, &[], start).at.date_naive()
}

/// An article on the day of its appraisal.
struct Article<'a> {
    guarantee: &'a Guarantee,
    said: &'a Appraise,
    day: NaiveDate,
    until: NaiveDate,
    repaired: u32,
    last: &'a dyn Fn(Term) -> NaiveDate,
}

impl Article<'_> {
    fn against(&self, rule: &Opening) -> Vec<Against> {
        let mut found = Vec::new();
        if !rule.any_time && self.day > self.until {
            found.push(Against::Ended(self.until));
        }
        let away = rule.within_out_of_town.filter(|_| self.said.out_of_town);
        if let Some(term) = away.or(rule.within)
            && self.day > (self.last)(term)
        {
            found.push(Against::Late(term, (self.last)(term)));
        }
        if rule.card.unwrap_or(self.guarantee.card) && !self.said.card {
            found.push(Against::NoCard);
        }
        let lacks = rule.needs.iter().filter(|need| !self.holds(**need));
        found.extend(lacks.map(|need| Against::Lacks(*need)));
        found.extend(self.out_of_bounds(rule));
        found.extend(
            rule.price_from
                .as_ref()
                .and_then(|from| self.too_cheap(from)),
        );
        let needed = rule.repaired.unwrap_or_default();
        if self.repaired < needed {
            found.push(Against::Repaired(self.repaired, needed));
        }
        found
    }

    fn holds(&self, need: Circumstance) -> bool {
        match need {
            Circumstance::NotForced => !self.said.forced,
            Circumstance::FromStart => self.said.from_start,
            Circumstance::Unworn => self.said.unworn,
            Circumstance::NoEqual => self.said.no_equal,
            Circumstance::Declined => self.said.declined,
            Circumstance::Agreed => self.said.agreed,
        }
    }

    fn out_of_bounds(&self, rule: &Opening) -> Option<Against> {
        let least = rule.over.as_ref().map(|bound| &bound.0);
        let most = rule.up_to.as_ref().map(|bound| &bound.0);
        let bound = least.or(most)?;
        let Some(measure) = &self.said.measure else {
            return Some(Against::NotMeasured);
        };
        let measure = &measure.0;
        let of = |wrong: fn(Amount, Amount) -> Against, bound: &Amount| {
            Some(wrong(measure.clone(), bound.clone()))
        };
        let exceeds = |bound: &Amount| measure.exceeds(bound);
        match (least.map(exceeds), most.map(exceeds)) {
            (Some(None), _) | (_, Some(None)) => of(Against::Unlike, bound),
            (Some(Some(false)), _) => of(Against::NotOver, bound),
            (_, Some(Some(true))) => of(Against::Over, most?),
            _ => None,
        }
    }

    fn too_cheap(&self, from: &Money) -> Option<Against> {
        let Some(price) = &self.said.price else {
            return Some(Against::NoPrice);
        };
        let (price, from) = (&price.0, &from.0);
        match from.exceeds(price) {
            None => Some(Against::Unlike(price.clone(), from.clone())),
            Some(true) => Some(Against::Under(price.clone(), from.clone())),
            Some(false) => None,
        }
    }

    fn settle(&self, remedy: Remedy, name: &str, rule: &Opening, days: u32) -> Settlement {
        let rate = self.guarantee.rate(&self.said.class, remedy);
        let rate = rate.filter(|_| !rule.free);
        let price = self.said.price.as_ref().map(|price| &price.0);
        let rounding = &self.guarantee.rounding;
        let charge = rate.zip(price).map(|(rate, price)| Amount {
            number: charge(price.number, rate, days, rounding),
            unit: price.unit.clone(),
        });
        let times = rule.times.get();
        let (sum, to) = match remedy {
            Remedy::Refund => {
                let whole = price.and_then(|price| self.refund(price, times, charge.as_ref()));
                let sum = whole.map(|whole| self.agreed(rule, Some(&whole)).unwrap_or(whole));
                (sum, Payee::Customer)
            }
            _ => (self.agreed(rule, price).or(charge.clone()), Payee::Seller),
        };
        Settlement {
            remedy,
            rule: name.to_owned(),
            rate: rate.cloned(),
            charge: charge.map(Money),
            times,
            to: sum.is_some().then_some(to),
            sum: sum.map(Money),
            extra: rule.extra && remedy == Remedy::Exchange,
            authority: rule.authority,
        }
    }

    /// The price as often as the rule says, without the charge: both together
    /// are never more than that.
    fn refund(&self, price: &Amount, times: u32, charge: Option<&Amount>) -> Option<Amount> {
        let whole = price.number.checked_mul(Decimal::from(times))?;
        let charge = charge.map_or(Decimal::ZERO, |charge| charge.number);
        let whole = rounded_down(whole, &self.guarantee.rounding);
        Some(Amount {
            number: (whole - charge).max(Decimal::ZERO),
            unit: price.unit.clone(),
        })
    }

    /// The sum that customer and seller agreed on, where the rule leaves it to
    /// them: no more than that.
    fn agreed(&self, rule: &Opening, most: Option<&Amount>) -> Option<Amount> {
        let sum = self.said.sum.as_ref().map(|sum| &sum.0)?;
        let free = rule.needs.contains(&Circumstance::Agreed);
        let fits = most.is_none_or(|most| sum.exceeds(most) == Some(false));
        (free && fits).then(|| sum.clone())
    }
}

/// The charge for so many days: at most the whole price.
fn charge(price: Decimal, rate: &Percent, days: u32, rounding: &Rounding) -> Decimal {
    let share = rate.0.number.checked_mul(Decimal::from(days));
    let charge = share
        .and_then(|share| share.checked_div(Decimal::ONE_HUNDRED))
        .and_then(|share| share.checked_mul(price));
    // What is too much to be written is more than the price.
    let charge = charge.map_or(price, |charge| rounded(charge, rounding));
    charge.min(rounded_down(price, rounding))
}

/// As much of a price as can be paid.
fn rounded_down(number: Decimal, rounding: &Rounding) -> Decimal {
    let mut number = number.round_dp_with_strategy(rounding.decimals, RoundingStrategy::ToZero);
    number.rescale(rounding.decimals);
    number
}

fn rounded(number: Decimal, rounding: &Rounding) -> Decimal {
    let strategy = match rounding.half {
        Half::Up => RoundingStrategy::MidpointAwayFromZero,
        Half::Even => RoundingStrategy::MidpointNearestEven,
    };
    let mut number = number.round_dp_with_strategy(rounding.decimals, strategy);
    number.rescale(rounding.decimals);
    number
}

impl Appraise {
    /// The same with what the guarantee gives as evidence.
    #[must_use]
    pub fn with_evidence(&self, appraisal: &Appraisal) -> Appraise {
        let settled = appraisal.settlement(self.remedy);
        Appraise {
            until: Some(crate::case::Date(appraisal.until)),
            days: Some(appraisal.days),
            repairs: appraisal.repairs.clone(),
            open: appraisal.remedies(),
            rule: settled.and_then(|settled| Text::new(settled.rule.as_str())),
            rate: settled.and_then(|settled| settled.rate.clone()),
            charge: settled.and_then(|settled| settled.charge.clone()),
            sum: settled.and_then(|settled| settled.sum.clone()),
            to: settled.and_then(|settled| settled.to),
            authority: settled.is_some_and(|settled| settled.authority),
            ..self.clone()
        }
    }
}
