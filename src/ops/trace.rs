//! Lots followed through the trace data of the register.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::{Map, Value};

use super::desk::Desk;
use super::trace_data::{TraceData, known_as};
use crate::case::kinds::{
    ChainLink, ChainLot, Direction, File, FoundBy, GoodsIn, InStock, MissingLink, Trace,
    TracedCustomer, UsedLot,
};
use crate::case::{Body, Date, Quantity};
use crate::finding::{Code, Finding, Stop};
use crate::policy::Catalog;
use crate::report::{LotView, MockView, StockView, TraceCall, TraceView};
use crate::trace::{Found, Sheet, Walked};
use crate::yaml::{Text, nearest};

/// What somebody wants to know.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// Lots, or what stands on goods or papers.
    pub words: &'a [String],
    /// What they are, where that is said.
    pub by: Option<FoundBy>,
    /// In which direction.
    pub direction: Direction,
}

/// The answer, and what of the data speaks against it.
#[derive(Debug, Clone, PartialEq)]
pub struct Followed {
    /// The answer.
    pub view: TraceView,
    /// What cannot be true of its lots.
    pub faults: Vec<Finding>,
}

/// Follows what somebody asks for.
///
/// # Errors
/// There is no trace data, a file of it is none, nobody knows a word, or it
/// means several things; or the machine failed.
pub fn follow(desk: &Desk, query: &Query) -> Result<Followed, Stop> {
    asked(desk, query, |_, followed, _| followed)
}

/// Rehearses a recall of what somebody asks for.
///
/// # Errors
/// As `follow`.
pub fn rehearse(desk: &Desk, query: &Query) -> Result<MockView, Stop> {
    asked(desk, query, |call, followed, walked| {
        call.mock(followed.view, walked, &followed.faults)
    })
}

fn asked<T>(
    desk: &Desk,
    query: &Query,
    then: impl FnOnce(&TraceCall, Followed, &Walked) -> T,
) -> Result<T, Stop> {
    let all = readable(desk)?.ok_or_else(no_data)?;
    let found = lots_of(query, all)?;
    let word = query.words.join(", ");
    let policy = desk.book.revisions.on(desk.today());
    let call = TraceCall {
        word: &word,
        found: &found,
        direction: query.direction,
        data: &all.data,
        rules: &policy.trace,
        roles: &policy.roles,
    };
    let (mut view, walked) = call.answer(|name| known_as(&desk.book.catalog, name));
    let lots = walked.all();
    let about = all.data.files_about(lots.iter().copied());
    let files = all.files.iter();
    let files = files.filter(|file| about.contains(file.name.as_str()));
    view.files = files.cloned().collect();
    view.data = all.hash();
    let unread = all.others.iter();
    let unread = unread.filter_map(|other| other.place.file.clone());
    view.unread = unread.collect();
    let faults = all.data.faults_of(&lots);
    view.findings = faults.len();
    Ok(then(&call, Followed { view, faults }, &walked))
}

/// The trace data, if there is some. An answer from a part of the files would
/// be none.
fn readable(desk: &Desk) -> Result<Option<&TraceData>, Stop> {
    let all = desk.trace_data()?;
    match all.unreadable.is_empty() {
        true => Ok((!all.paths.is_empty()).then_some(all)),
        false => Err(Stop::Refused(all.unreadable.clone())),
    }
}

/// The lots that are meant, each once.
fn lots_of(query: &Query, all: &TraceData) -> Result<Found, Stop> {
    let mut sum: Option<Found> = None;
    let mut seen = HashSet::new();
    for word in query.words {
        let mut found = one_of(word, query.by, all)?;
        found.lots.retain(|lot| seen.insert(*lot));
        match &mut sum {
            None => sum = Some(found),
            Some(sum) => {
                sum.lots.append(&mut found.lots);
                sum.unfound.append(&mut found.unfound);
                if sum.by != found.by {
                    sum.by = FoundBy::Lot;
                }
            }
        }
    }
    sum.ok_or_else(no_data)
}

fn one_of(word: &str, by: Option<FoundBy>, all: &TraceData) -> Result<Found, Stop> {
    let mut found = all.data.find(word, by);
    if found.len() > 1 {
        let known: Vec<String> = found.iter().map(|one| one.by.to_string()).collect();
        let finding = Finding::new(Code::AmbiguousLot).arg("what", "found-by");
        let finding = finding.arg("word", word);
        return Err(finding.arg("known", known).into());
    }
    found.pop().ok_or_else(|| {
        let what = by.unwrap_or(FoundBy::Lot);
        let near = match what {
            FoundBy::Lot => all
                .data
                .like(word)
                .or_else(|| nearest(word, all.data.names())),
            _ => None,
        };
        let finding = Finding::new(Code::NoSuchLot).arg("what", what.word());
        finding.arg("word", word).maybe("nearest", near).into()
    })
}

/// That there is nothing to trace by.
pub fn no_data() -> Stop {
    Finding::new(Code::NoTraceData).into()
}

/// Who got those lots and what was made of them, as far as the data know them;
/// nothing where they do not.
///
/// # Errors
/// A file of the data is none, or the machine failed.
pub(super) fn who_got(desk: &Desk, lots: &[String]) -> Result<TraceView, Stop> {
    let Some(all) = readable(desk)? else {
        return Ok(TraceView::default());
    };
    let known = lots.iter().filter(|lot| all.data.lot(lot).is_some());
    let known: Vec<String> = known.cloned().collect();
    if known.is_empty() {
        return Ok(TraceView::default());
    }
    let query = Query {
        words: &known,
        by: Some(FoundBy::Lot),
        direction: Direction::Forward,
    };
    Ok(follow(desk, &query)?.view)
}

/// Writes into a `trace` what the data say of its lots, and which files say so.
/// What a person says of a customer stands for what the data say of that one.
///
/// # Errors
/// There is neither data that know the lot, nor a customer, nor a word about
/// it; or a file of the data is none.
pub(super) fn followed(fields: &mut Map<String, Value>, desk: &Desk) -> Result<(), Stop> {
    let by_hand = says_something(fields);
    let data = readable(desk)?;
    let typed = words(fields);
    let back = fields.get("direction").and_then(Value::as_str) == Some(Direction::Back.word());
    // Without shipments nobody can say who got anything.
    let data = data.filter(|all| back || by_hand || all.data.has_any(Sheet::Shipments));
    let (Some(_), Some(typed)) = (data, typed.as_ref()) else {
        // That nothing of it ever left, somebody must say in words.
        return match by_hand || typed.is_none() {
            true => Ok(()),
            false => Err(no_data()),
        };
    };
    let view = match together(desk, fields, typed) {
        // What the data do not know, a person may.
        Err(Stop::Refused(found)) if by_hand && is_unknown(&found) => return Ok(()),
        found => found?,
    };
    let mut entry = entry_of(view);
    said_of_customers(fields, &mut entry, &desk.book.catalog)?;
    let Value::Object(mut found) = Body::from(entry).to_json() else {
        return Ok(());
    };
    // What a person says beside the data is kept: they do not know everything.
    for key in ["touched", "stock", "chain", "missing", "customers"] {
        let more = listed(fields.get(key));
        if !more.is_empty() {
            let mut all = listed(found.get(key));
            all.extend(
                more.into_iter()
                    .filter(|one| !all.contains(one))
                    .collect::<Vec<_>>(),
            );
            found.insert(key.to_owned(), all.into());
        }
    }
    for key in ["when", "text"] {
        if let Some(said) = fields.shift_remove(key) {
            found.insert(key.to_owned(), said);
        }
    }
    *fields = found;
    Ok(())
}

/// What a person says of a customer stands for what the data say of that one. A
/// lot that is not named is the one that the customer got by the data, where
/// there is one; a quantity that is not, what the data say.
fn said_of_customers(
    fields: &mut Map<String, Value>,
    entry: &mut Trace,
    catalog: &Catalog,
) -> Result<(), Stop> {
    let mut named = listed(fields.get("customers"));
    let known = |name: &str| known_as(catalog, name);
    let mut told: BTreeSet<String> = BTreeSet::new();
    for one in &mut named {
        let Some(name) = name_of(one).map(known) else {
            continue;
        };
        if one.get("lot").is_none() && !told.insert(name.clone()) {
            let finding = Finding::new(Code::CustomerTwice).arg("customer", name);
            return Err(finding.at_path(["customers".into()]).into());
        }
        let rows = entry.customers.iter();
        let rows: Vec<&TracedCustomer> = rows
            .filter(|row| known(row.customer.as_str()) == name)
            .collect();
        if let (Value::Object(one), [row]) = (one, rows.as_slice()) {
            let lot = row.lot.as_ref().map(|lot| lot.to_string());
            let many = row.quantity.as_ref().map(ToString::to_string);
            for (key, of_data) in [("lot", lot), ("quantity", many)] {
                if let Some(of_data) = of_data.filter(|_| !one.contains_key(key)) {
                    one.insert(key.to_owned(), of_data.into());
                }
            }
        }
    }
    let mut customers: Vec<TracedCustomer> = entry.customers.to_vec();
    let by_hand = |row: &TracedCustomer| told.contains(&known(row.customer.as_str()));
    customers.retain(|row| !by_hand(row));
    entry.customers = customers.into();
    if !named.is_empty() {
        fields.insert("customers".to_owned(), named.into());
    }
    Ok(())
}

/// Whether somebody says more of the lots than their names.
fn says_something(fields: &Map<String, Value>) -> bool {
    ["customers", "text", "chain", "touched", "stock"]
        .iter()
        .any(|key| fields.contains_key(*key))
}

fn is_unknown(found: &[Finding]) -> bool {
    found.iter().all(|finding| finding.code == Code::NoSuchLot)
}

/// The words that were typed for the lots.
fn words(fields: &Map<String, Value>) -> Option<Vec<String>> {
    let word = fields.get("word").or_else(|| fields.get("lots"))?;
    let words = listed(Some(word)).into_iter();
    words.map(|word| word.as_str().map(str::to_owned)).collect()
}

/// The answer for all the words.
fn together(desk: &Desk, fields: &Map<String, Value>, words: &[String]) -> Result<TraceView, Stop> {
    let text = |key: &str| fields.get(key).and_then(Value::as_str);
    let direction = text("direction").and_then(Direction::parse);
    let query = Query {
        words,
        by: text("as").and_then(FoundBy::parse),
        direction: direction.unwrap_or(Direction::Both),
    };
    Ok(follow(desk, &query)?.view)
}

/// Whom nobody named: somebody must find out, so it stands among the customers.
pub(super) const NOBODY_KNOWS: &str = "?";

/// Rows of customers and lots of which an entry takes so many; of more it has
/// each customer once, since a case is a file that people read.
const MOST_ROWS: usize = 500;

/// Lots of which the chain of an entry takes so many; the data have the rest.
const MOST_LOTS: usize = 300;

/// The entry that says what was found.
fn entry_of(view: TraceView) -> Trace {
    let start = view.lots.iter().filter_map(text).collect::<Vec<Text>>();
    let all = &view.chain;
    let of_side = |side: &'static str| all.iter().filter(move |lot| lot.side == side);
    let touched: Vec<Text> = view.touched.iter().filter_map(text).collect();
    let alone = start.len() == 1 && touched.is_empty();
    let by_other = FoundBy::parse(&view.found_by).filter(|by| *by != FoundBy::Lot);
    let is_back = view.direction != Direction::Forward.word();
    let chain = of_side("found").chain(of_side("back"));
    let is_forward = view.direction != Direction::Back.word();
    let customers = view.customers.iter().filter(|_| is_forward);
    let customers = customers.filter_map(|got| {
        Some(TracedCustomer {
            customer: text(&got.customer).or_else(|| Text::new(NOBODY_KNOWS))?,
            lot: text(&got.lot).filter(|_| !alone),
            quantity: got.quantity.as_deref().and_then(Quantity::parse),
        })
    });
    let stock = view.stock.iter().filter(|_| is_forward);
    Trace {
        when: None,
        lots: start.into(),
        found_by: by_other,
        word: text(&view.word).filter(|_| by_other.is_some()),
        direction: Direction::parse(&view.direction),
        chain: match is_back {
            true => chain.take(MOST_LOTS).filter_map(chain_lot).collect(),
            false => Vec::new(),
        },
        missing: view.missing.iter().filter_map(missing).collect(),
        touched: touched.into(),
        stock: stock.filter_map(in_stock).collect::<Vec<_>>().into(),
        customers: bounded(customers.collect()).into(),
        data: text(&view.data),
        files: view.files.iter().filter_map(file).collect(),
        text: None,
    }
}

/// The rows as they are; of too many, each customer with everything they got.
fn bounded(rows: Vec<TracedCustomer>) -> Vec<TracedCustomer> {
    if rows.len() <= MOST_ROWS {
        return rows;
    }
    let mut sums: BTreeMap<(Text, Option<String>), TracedCustomer> = BTreeMap::new();
    for row in rows {
        let unit = row.quantity.as_ref().map(|many| many.0.unit.clone());
        match sums.entry((row.customer.clone(), unit)) {
            Entry::Vacant(new) => drop(new.insert(TracedCustomer { lot: None, ..row })),
            Entry::Occupied(mut known) => {
                let sum = &mut known.get_mut().quantity;
                if let (Some(Quantity(sum)), Some(Quantity(more))) = (sum, row.quantity) {
                    sum.number = sum.number.saturating_add(more.number);
                }
            }
        }
    }
    sums.into_values().collect()
}

fn text(text: impl AsRef<str>) -> Option<Text> {
    Text::new(text.as_ref())
}

fn maybe(said: Option<&String>) -> Option<Text> {
    text(said?)
}

fn file(file: &crate::report::TraceFile) -> Option<File> {
    Some(File {
        name: text(&file.name)?,
        sha256: text(&file.sha256)?,
    })
}

fn chain_lot(lot: &LotView) -> Option<ChainLot> {
    let uses = lot.uses.iter().filter_map(|used| {
        Some(UsedLot {
            lot: text(&used.lot)?,
            requisition: maybe(used.requisition.as_ref()),
        })
    });
    let receipts = lot.receipts.iter().map(|receipt| GoodsIn {
        goods_in: maybe(receipt.goods_in.as_ref()),
        supplier: maybe(receipt.supplier.as_ref()),
        supplier_lot: maybe(receipt.supplier_lot.as_ref()),
    });
    let found = ChainLot {
        lot: text(&lot.lot)?,
        item: maybe(lot.item.as_ref()),
        made: lot.made.as_deref().and_then(Date::parse),
        line: maybe(lot.line.as_ref()),
        shift: maybe(lot.shift.as_ref()),
        person: maybe(lot.person.as_ref()),
        department: maybe(lot.department.as_ref()),
        label: maybe(lot.label.as_ref()),
        ink_code: maybe(lot.ink_code.as_ref()),
        inspection_report: maybe(lot.inspection_report.as_ref()),
        production_record: maybe(lot.production_record.as_ref()),
        uses: uses.collect::<Vec<_>>().into(),
        receipts: receipts.collect::<Vec<_>>().into(),
    };
    // Of a lot of which there is nothing but its name the chain says nothing.
    let bare = ChainLot::of(found.lot.clone());
    (found != bare).then_some(found)
}

fn missing(one: &crate::report::MissingView) -> Option<MissingLink> {
    Some(MissingLink {
        lot: text(&one.lot)?,
        link: ChainLink::parse(&one.link)?,
        of: maybe(one.of.as_ref()),
        department: maybe(one.department.as_ref()),
    })
}

/// Some of a lot that lies somewhere: nowhere in particular, where the data say
/// no place.
fn in_stock(row: &StockView) -> Option<InStock> {
    Some(InStock {
        lot: text(&row.lot)?,
        place: text(row.whereabouts()).or_else(|| Text::new("?"))?,
        quantity: row.quantity.as_deref().and_then(Quantity::parse),
        state: maybe(row.state.as_ref()),
    })
}

/// A list, or the only one.
fn listed(value: Option<&Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(several)) => several.clone(),
        Some(one) => vec![one.clone()],
        None => Vec::new(),
    }
}

fn name_of(customer: &Value) -> Option<&str> {
    customer.get("customer")?.as_str()
}
