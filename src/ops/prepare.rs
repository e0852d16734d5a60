//! From what was typed to the entry's body: what the person left to the
//! program is filled in.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::departments::{own_actions, own_item};
use super::desk::{Desk, Loaded};
use super::step::entered;
use crate::case::kinds::{ActionKind, Product};
use crate::case::{Body, Date, EntryId, Kind, Target, Targets};
use crate::finding::{Code, Finding, Stop};
use crate::procedure::{actions, alike, appraisal, candidates, grade, several, waiting};

/// An entry's body as typed: fields of its kind, some still missing.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The kind.
    pub kind: Kind,
    /// The fields given.
    pub fields: Map<String, Value>,
    /// The entry that it answers, as typed: an id, its beginning, or its place
    /// such as `#5` or `5`.
    pub target: Option<String>,
}

/// Fills in what the program can know, and reads the fields into their type.
///
/// # Errors
/// A field that does not fit, or an entry that nobody can tell.
pub fn prepare(draft: &Draft, desk: &Desk, loaded: &Loaded) -> Result<Body, Stop> {
    let mut fields = draft.fields.clone();
    if let Some(target) = target(draft, desk, loaded)? {
        fields.shift_remove("for");
        fields.shift_insert(0, "for".to_owned(), Value::String(target.to_string()));
    }
    match draft.kind {
        Kind::Trace => super::trace::followed(&mut fields, desk)?,
        Kind::Recall => super::recall::customers(&mut fields, desk, loaded)?,
        Kind::Contain => {
            super::contain::found(&mut fields, loaded)?;
            super::goods::usual_unit(&mut fields, loaded);
        }
        Kind::Notify => super::recall::as_recalled("who", &mut fields, desk, loaded),
        Kind::Retrieve => {
            super::recall::as_recalled("customer", &mut fields, desk, loaded);
            super::goods::usual_unit(&mut fields, loaded);
        }
        Kind::Close => outliving(&mut fields, loaded)?,
        Kind::Classify => graded(&mut fields, desk, loaded)?,
        Kind::Appraise => appraised(&mut fields, desk, loaded)?,
        Kind::Approve | Kind::Reject => role(&mut fields, desk, loaded)?,
        Kind::Link => linked(&mut fields, desk)?,
        Kind::Amend => {
            products(&mut fields, loaded);
            super::shipments::amended(&mut fields, desk, loaded)?;
        }
        kind => super::goods::fill(kind, &mut fields, desk, loaded)?,
    }
    Ok(draft.kind.from_json(Value::Object(fields))?)
}

fn text<'a>(fields: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    fields.get(key).and_then(Value::as_str)
}

fn put(fields: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    fields.insert(key.to_owned(), value.into());
}

fn target(draft: &Draft, desk: &Desk, loaded: &Loaded) -> Result<Option<Target>, Stop> {
    if let Some(typed) = draft
        .target
        .as_deref()
        .or_else(|| text(&draft.fields, "for"))
    {
        return Ok(Some(own_item(
            draft.kind,
            loaded.entry(typed)?,
            desk,
            loaded,
        )?));
    }
    let usual = matches!(draft.kind.targets(), Targets::Usually(_));
    let usual = usual && !draft.fields.contains_key("refused");
    if draft.kind == Kind::Act {
        return Ok(cause_of(&draft.fields, loaded));
    }
    if draft.kind == Kind::Notify {
        return super::recall::of_customer(&draft.fields, desk, loaded);
    }
    if !draft.kind.targets().required() && !usual {
        return Ok(None);
    }
    if let Some(rma) = super::goods::numbered(draft, loaded) {
        return Ok(Some(rma));
    }
    let me = match draft.kind.targets() {
        Targets::Any => Some(desk.author(draft.kind.decides())?.0),
        _ => None,
    };
    let mine = me.as_ref().map(|me| (me, desk.today()));
    let open = |mine| candidates(&loaded.state, draft.kind, &loaded.rules, mine);
    let found = open(mine);
    // Where nothing waits for this person, `judge` says for whom it waits.
    let open = if found.is_empty() { open(None) } else { found };
    let open = own_actions(draft.kind, open, desk, loaded)?;
    let open = match draft.kind {
        Kind::Retrieve => super::recall::awaiting(open, &draft.fields, desk, loaded),
        _ => open,
    };
    // One open target is what is meant; none or several: `judge` names them.
    match open.as_slice() {
        [only] => {
            let target = Target::entry(only.clone());
            Ok(Some(own_item(draft.kind, target, desk, loaded)?))
        }
        _ => Ok(None),
    }
}

/// What an action is for, where nobody says it: the one that did not help and
/// asks for another, or else the only cause that was found. What only contains
/// the fault is for none.
fn cause_of(fields: &Map<String, Value>, loaded: &Loaded) -> Option<Target> {
    let kind = text(fields, "kind").and_then(ActionKind::parse)?;
    if !matches!(kind, ActionKind::Corrective | ActionKind::Preventive) {
        return None;
    }
    let all = actions(&loaded.state);
    let failed: Vec<&EntryId> = all
        .iter()
        .filter(|action| action.asks_for_another())
        .map(|action| action.seen.id())
        .collect();
    let causes = loaded.state.live(Kind::Investigate);
    let causes: Vec<&EntryId> = causes.map(|seen| seen.id()).collect();
    match (failed.as_slice(), causes.as_slice()) {
        ([only], _) | ([], [only]) => Some(Target::entry((*only).clone())),
        _ => None,
    }
}

impl Loaded {
    /// The entry meant by an id, the beginning of one, or its place `#5` or `5`;
    /// with `/2` its second item.
    ///
    /// # Errors
    /// There is none, or several.
    pub fn entry(&self, typed: &str) -> Result<Target, Stop> {
        let (word, item) = match typed.split_once('/') {
            Some((word, item)) => (word, Some(item.parse().map_err(|_| no_entry(typed))?)),
            None => (typed, None),
        };
        // An id has no digits, so a number alone is a place.
        let number = word
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(word);
        let starts: Vec<&EntryId> = match word.strip_prefix('#').or(number) {
            Some(place) => self.at_place(place).into_iter().collect(),
            None if word.is_empty() => Vec::new(),
            None => self.starting_with(word),
        };
        match starts.as_slice() {
            [only] => Ok(Target {
                entry: (*only).clone(),
                item,
            }),
            [] => Err(no_entry(typed)),
            several => {
                let list: Vec<String> = several.iter().map(ToString::to_string).collect();
                let finding = Finding::new(Code::AmbiguousEntry).arg("entry", typed);
                Err(finding.arg("candidates", list).into())
            }
        }
    }

    fn at_place(&self, place: &str) -> Option<&EntryId> {
        let at = place.parse::<usize>().ok()?.checked_sub(1)?;
        Some(&self.case.log.get(at)?.id)
    }

    fn starting_with(&self, word: &str) -> Vec<&EntryId> {
        let ids = self.case.log.iter().map(|entry| &entry.id);
        ids.filter(|id| id.as_str().starts_with(word)).collect()
    }
}

fn no_entry(typed: &str) -> Stop {
    Finding::new(Code::NoSuchEntry).arg("entry", typed).into()
}

/// Severity, rule and repeats, as the policy and the register give them.
fn graded(fields: &mut Map<String, Value>, desk: &Desk, loaded: &Loaded) -> Result<(), Stop> {
    let criteria = match fields.get("criteria") {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    let repeats = loaded.repeats(desk)?;
    let severity = &loaded.rules.policy.severity;
    let scope = text(fields, "scope").unwrap_or_default();
    let grade = grade(severity, &criteria, scope, repeats.len());
    let reason = fields.shift_remove("reason");
    if !repeats.is_empty() {
        let list: Vec<String> = repeats.iter().map(ToString::to_string).collect();
        put(fields, "repeats", list);
    }
    // Where a word is not known there is no grade; `judge` names the word.
    let worst = severity
        .levels
        .first()
        .map(ToString::to_string)
        .unwrap_or_default();
    let computed = grade.as_ref().map_or(worst, |grade| grade.severity.clone());
    if text(fields, "severity").is_none() {
        put(fields, "severity", computed);
    }
    put(
        fields,
        "rule",
        grade.map_or("ungraded".to_owned(), |grade| grade.rule),
    );
    if let Some(reason) = reason {
        put(fields, "reason", reason);
    }
    Ok(())
}

/// Day of sale and price, as the complaint has them, and what the guarantee of
/// the policy gives; `judge` says what is wrong with evidence that was typed.
fn appraised(fields: &mut Map<String, Value>, desk: &Desk, loaded: &Loaded) -> Result<(), Stop> {
    let products = loaded.state.open().map_or(&[][..], |open| &open.product);
    let sold = |product: &Product| product.sold.map(|sold| sold.to_string());
    let price = |product: &Product| product.price.as_ref().map(ToString::to_string);
    let days = products.iter().filter_map(sold).collect();
    fill(fields, "sold", only(days));
    let day = text(fields, "sold").and_then(Date::parse);
    // One given in exchange has a day of its own, and the price of the first.
    let day = day.filter(|day| products.iter().any(|it| it.sold == Some(*day)));
    let prices = alike(products, day).filter_map(price).collect();
    fill(fields, "price", only(prices));
    let whole = Kind::Appraise.from_json(Value::Object(fields.clone()));
    let Body::Appraise(said) = whole.map_err(|finding| of_several(finding, products))? else {
        return Ok(());
    };
    let fact = said.when.unwrap_or_else(|| entered(desk, loaded));
    let computed = match appraisal(&loaded.state, &said, fact, &loaded.rules) {
        Some(appraisal) => said.with_evidence(&appraisal),
        None => said,
    };
    if let Value::Object(mut whole) = Body::from(computed).to_json() {
        whole.extend(std::mem::take(fields));
        *fields = whole;
    }
    Ok(())
}

/// That the day of sale is missing, with the products to choose from.
fn of_several(finding: Finding, products: &[Product]) -> Finding {
    let key = finding.args.get("key").map(|key| key.plain());
    let sold = finding.code == Code::MissingKey && key.as_deref() == Some("sold");
    finding.maybe("several", several(products).filter(|_| sold))
}

fn fill(fields: &mut Map<String, Value>, key: &str, known: Option<String>) {
    if let Some(known) = known.filter(|_| !fields.contains_key(key)) {
        put(fields, key, known);
    }
}

/// The only one of several.
fn only(found: BTreeSet<String>) -> Option<String> {
    let one = found.len() == 1;
    found.into_iter().next().filter(|_| one)
}

/// The role in which somebody decides: the one that the step waits for and
/// the person holds.
fn role(fields: &mut Map<String, Value>, desk: &Desk, loaded: &Loaded) -> Result<(), Stop> {
    if text(fields, "role").is_some() {
        return Ok(());
    }
    let waiting = waiting(&loaded.state, &loaded.rules);
    let step = waiting
        .iter()
        .find(|step| Some(step.entry.as_str()) == text(fields, "for"));
    let me = desk.author(true)?.0;
    let person = desk.book.people.get(&me);
    let held = |role: &&String| person.is_some_and(|person| person.holds(role, desk.today()));
    let role = step.and_then(|step| step.roles.iter().find(held).or(step.roles.first()));
    put(
        fields,
        "role",
        role.cloned().unwrap_or_else(|| "none".to_owned()),
    );
    Ok(())
}

/// The whole number and the uid of the other case.
fn linked(fields: &mut Map<String, Value>, desk: &Desk) -> Result<(), Stop> {
    let Some(typed) = text(fields, "case") else {
        return Ok(());
    };
    let other = desk.find(typed)?;
    let rest: Vec<_> = ["as", "text"]
        .iter()
        .filter_map(|key| fields.shift_remove_entry(*key))
        .collect();
    put(fields, "case", other.case.number().to_string());
    if text(fields, "uid").is_none() {
        put(fields, "uid", other.case.uid.to_string());
    }
    fields.extend(rest);
    Ok(())
}

/// The whole ids of the entries that outlive a case.
fn outliving(fields: &mut Map<String, Value>, loaded: &Loaded) -> Result<(), Stop> {
    let typed = match fields.get_mut("outlive") {
        Some(Value::Array(several)) => several.iter_mut().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for value in typed {
        if let Value::String(typed) = value {
            *typed = loaded.entry(typed)?.to_string();
        }
    }
    Ok(())
}

/// A lot or model alone is the product's.
fn products(fields: &mut Map<String, Value>, loaded: &Loaded) {
    let target = text(fields, "for").and_then(Target::parse);
    let seen = target.and_then(|target| loaded.state.seen(&target.entry));
    let opens = seen.is_some_and(|seen| seen.entry.kind() == Kind::Open);
    let Some(Value::Object(set)) = fields.get_mut("set").filter(|_| opens) else {
        return;
    };
    let named = std::mem::take(set).into_iter();
    set.extend(named.map(|(key, value)| match key.as_str() {
        "lot" | "model" => (format!("product.{key}"), value),
        _ => (key, value),
    }));
}
