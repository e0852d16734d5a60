//! Goods in generated cases: as many as complained of come back, are found good
//! or bad, and go where the policy lets them.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::fields::{LOT, MODEL, day, file};
use super::walk::Walk;
use super::wish::Wish;
use crate::case::kinds::{Bearer, Decision, Found, Means, Packing, Payment, Settled, Supply, Way};
use crate::case::{Amount, Kind, Quantity, Target};
use crate::policy::{Policy, Rules};
use crate::procedure::goods::{Ledger, Line};
use crate::sampling::{Aql, Level, LotSize, Regime, plan};

const TEXT: &str = "as agreed";

/// How much is complained of: as much as the case supposes, or little, in a unit
/// that the policy knows.
pub(super) fn quantity(walk: &Walk) -> String {
    let given = walk.premise.quantity.clone();
    given
        .unwrap_or_else(|| little(&walk.rules.policy))
        .to_string()
}

fn little(policy: &Policy) -> Amount {
    let bounds = super::conditions(policy);
    let mut bounds = bounds.iter().flat_map(|it| it.quantity_over.iter());
    let unit = bounds.next().map_or("pcs", |bound| bound.0.unit.as_str());
    Amount::of(Decimal::ONE, unit)
}

/// How much money: as much as the case supposes, or little.
fn money(walk: &Walk) -> String {
    let bounds = super::conditions(&walk.rules.policy);
    let mut bounds = bounds.iter().flat_map(|it| it.amount_over.iter());
    let unit = bounds.next().map_or("CNY", |bound| bound.0.unit.as_str());
    let given = walk.premise.money.clone();
    given
        .unwrap_or_else(|| Amount::of(Decimal::ONE, unit))
        .to_string()
}

fn goods(walk: &Walk) -> Value {
    json!([{"model": MODEL, "lot": LOT, "quantity": quantity(walk)}])
}

/// The fields of an entry about goods; nothing where there are no such goods.
pub(super) fn fields(walk: &Walk, wish: &Wish, target: Option<&Target>) -> Option<Value> {
    let rules = &walk.rules;
    let ledger = Ledger::of(&walk.state, rules);
    Some(match wish.kind {
        Kind::Rma => rma(walk, wish),
        Kind::Receive => receive(walk, wish, &ledger, target?),
        Kind::Resolve => json!({
            "how": wish.one("how").unwrap_or(Settled::Accepted.word()),
            "reason": TEXT,
        }),
        Kind::Inspect => inspected(to_inspect(&ledger, target?)?, wish, rules)?,
        Kind::Disposition => disposed(line(&ledger, target?)?, wish, rules),
        Kind::Replace => json!({
            "items": goods(walk),
            "by": day(walk, 10),
            "source": source(wish, rules),
        }),
        Kind::Ship => {
            let entry = &target?.entry;
            let mut supplied = ledger.supplied.iter();
            let supplied = supplied.find(|it| it.source.entry == *entry)?;
            json!({
                "quantity": supplied.quantity(supplied.may_ship()).to_string(),
                "delivery_note": "note-2",
                "file": file(),
                "reason": TEXT,
            })
        }
        Kind::Compensate => paid(walk, wish),
        _ => json!({"text": TEXT}),
    })
}

fn rma(walk: &Walk, wish: &Wish) -> Value {
    let returns = &walk.rules.policy.returns;
    let reason = wish.one("reason").or(returns.reasons.names().next());
    let way = wish.one("way").unwrap_or(Way::Return.word());
    let mut fields = json!({
        "reason": reason.unwrap_or("fault"),
        "items": goods(walk),
        "way": way,
        "replenish": wish.one("replenish") == Some("true"),
        "not_on_site": TEXT,
        "value": money(walk),
    });
    let transport = wish.one("transport").or(returns.transports.names().next());
    if let Some(transport) = transport {
        fields["transport"] = json!(transport);
    }
    if way == Way::OnSite.word() {
        fields["team"] = json!(["somebody"]);
        fields["standard"] = json!(TEXT);
        let lead = returns.lead.as_ref();
        let lead = lead.and_then(|role| walk.holder(role));
        if let Some(lead) = lead {
            fields["lead"] = json!(lead);
        }
        fields["by"] = json!(day(walk, 5));
    }
    fields
}

/// Goods as they should come; where just that is wished for, packed so that they
/// would be hurt.
fn receive(walk: &Walk, wish: &Wish, ledger: &Ledger, target: &Target) -> Value {
    let packing = match wish.one("arrival") {
        Some("abnormal") => Packing::Loose,
        _ => Packing::Original,
    };
    let coming = ledger.rma(&target.entry);
    let number = coming.and_then(|rma| rma.number.clone());
    let mut fields = json!({
        "number": number,
        "items": goods(walk),
        "packing": packing.word(),
        "marking": "marked",
        "sorting": "sorted",
        "place": "store",
        "delivery_note": "note-3",
        "parcel": "parcel-1",
        "photographs": [file()],
    });
    if wish.one("refused") == Some("true") || wish.one("arrival") == Some("refused") {
        let refusals = &walk.rules.policy.returns.refusals;
        fields["refused"] = json!(refusals.names().next().unwrap_or("damaged"));
    }
    fields
}

fn line<'a>(ledger: &'a Ledger, target: &Target) -> Option<&'a Line> {
    let mut lines = ledger.lines_of(&target.entry);
    lines.next()
}

fn to_inspect(ledger: &Ledger, target: &Target) -> Option<Quantity> {
    let open = line(ledger, target).filter(|line| !line.uninspected.is_zero());
    if let Some(line) = open {
        return Some(line.quantity(line.uninspected));
    }
    let away = ledger.lines.iter().flat_map(|line| {
        let back = line
            .away
            .iter()
            .filter(|away| away.by.entry == target.entry);
        back.map(|away| line.quantity(away.left))
    });
    let new = ledger
        .supplied
        .iter()
        .filter(|it| it.source.entry == target.entry);
    let new = new.map(|it| it.quantity(it.to_inspect()));
    away.chain(new).next()
}

/// Everything is found good, one by one or by a sample.
fn inspected(all: Quantity, wish: &Wish, rules: &Rules) -> Option<Value> {
    if wish.one("sampled") != Some("true") {
        return Some(json!({"good": all.to_string(), "file": file()}));
    }
    let usual = rules.policy.returns.sampling.as_ref();
    let level = usual.map_or(Level::II, |it| it.level);
    let aql = usual.map(|it| it.aql).or(Aql::parse("1.0"))?;
    let pieces = LotSize::of(&all)?.pieces;
    let plan = plan(pieces, level, aql, Regime::Normal);
    let size = Amount::of(Decimal::from(u64::from(plan.size).min(pieces)), &all.0.unit);
    Some(json!({
        "good": size.to_string(),
        "file": file(),
        "sampled": {
            "lot": all.to_string(),
            "level": level.to_string(),
            "aql": aql.to_string(),
            "regime": Regime::Normal.to_string(),
            "letter": plan.used.to_string(),
            "size": plan.size,
            "accept": plan.accept,
            "reject": plan.reject,
        },
    }))
}

/// Everything of which nobody has decided goes one way: the one that is wished
/// for, or one that ends it.
fn disposed(line: &Line, wish: &Wish, rules: &Rules) -> Value {
    let usual = match line.on_site {
        true => Decision::Leave,
        false => Decision::Scrap,
    };
    let decision = wish.one("decision").unwrap_or(usual.word());
    let sorts = [
        Found::Good,
        Found::NoFaultFound,
        Found::Defective,
        Found::Uninspected,
    ];
    let there = sorts.into_iter().filter(|of| !line.there(*of).is_zero());
    let item = |of: Found| {
        let mut item = json!({
            "decision": decision,
            "quantity": line.quantity(line.there(of)).to_string(),
            "of": of.word(),
        });
        let mark = rules.policy.returns.mark.as_ref();
        if let Some(mark) = mark.filter(|_| decision == Decision::Restock.word()) {
            item["mark"] = json!(mark.as_str());
        }
        item
    };
    json!({"items": there.map(item).collect::<Vec<Value>>(), "like_products": TEXT})
}

fn source(wish: &Wish, rules: &Rules) -> String {
    let allowed = rules.policy.returns.supply.first();
    let usual = allowed.copied().unwrap_or(Supply::Stock);
    wish.one("source").unwrap_or(usual.word()).to_owned()
}

fn paid(walk: &Walk, wish: &Wish) -> Value {
    let refund = walk.rules.policy.returns.refund.as_ref();
    let means = refund.and_then(|means| means.first()).copied();
    json!({
        "kind": wish.one("kind").unwrap_or(Payment::Discount.word()),
        "amount": money(walk),
        "paid_by": wish.one("paid_by").unwrap_or(Bearer::Us.word()),
        "party": "some supplier",
        "means": wish.one("means").unwrap_or(means.unwrap_or(Means::Transfer).word()),
    })
}
