//! What the entries of generated cases say: what is asked of them, and
//! something plausible in every other field.

use serde_json::{Map, Value, json};

use super::cast::customer_of;
use super::goods;
use super::walk::Walk;
use super::wish::Wish;
use crate::case::kinds::{Party, Service, Stage, Verified};
use crate::case::{Body, Kind, Target};
use crate::policy::Intake;
use crate::yaml::Text;

pub(super) const LOT: &str = "lot-1";
pub(super) const MODEL: &str = "model-1";
const TEXT: &str = "as it was seen";

/// The entry that was wished for; nothing where the case holds nothing that it
/// could be about.
pub(super) fn body(walk: &Walk, wish: &Wish, target: Option<&Target>) -> Option<Body> {
    let mut fields = match wish.kind {
        Kind::Appraise => return super::guarantee::appraise(walk, wish),
        kind if kind.is_about_goods() => goods::fields(walk, wish, target)?,
        Kind::Classify => classified(walk)?,
        Kind::Verify => verified(walk, wish),
        Kind::Investigate => investigated(walk, wish),
        Kind::Assign | Kind::Act | Kind::Contain | Kind::Notify => work(walk, wish)?,
        Kind::Trace | Kind::Recall | Kind::Retrieve => lots(walk, wish),
        _ => talk(walk, wish),
    };
    if let (Some(target), Value::Object(fields)) = (target, &mut fields) {
        fields.insert("for".to_owned(), json!(target.to_string()));
    }
    wish.kind.from_json(must_say(walk, wish.kind, fields)).ok()
}

/// The fields with those that the policy wants to see of such an entry besides.
fn must_say(walk: &Walk, kind: Kind, mut fields: Value) -> Value {
    let rows = walk.rules.policy.entering.must_say.iter();
    let rows = rows.filter(|row| row.enter.kind == kind);
    for name in rows.flat_map(|row| row.fields.iter()) {
        if fields.get(name.as_str()).is_none_or(Value::is_null) {
            let plausible = match name.as_str() {
                "file" => file(),
                _ => json!(TEXT),
            };
            fields[name.as_str()] = plausible;
        }
    }
    fields
}

/// A file that nobody opens.
pub(super) fn file() -> Value {
    json!({"name": "report.pdf", "sha256": "0".repeat(64)})
}

/// A day so many days after the one that the case has reached.
pub(super) fn day(walk: &Walk, later: i64) -> String {
    let calendar = &walk.rules.calendar;
    let day = calendar.local(walk.time.0).date_naive();
    (day + chrono::TimeDelta::days(later)).to_string()
}

/// The first complaint of a case: everything that can be said of one.
pub(super) fn opened(walk: &Walk) -> Option<Body> {
    let policy = &walk.rules.policy;
    let premise = &walk.premise;
    let spoken = |channel: &&str| policy.spoken.iter().any(|it| it.as_str() == *channel);
    let written = policy.channels.names().find(|it| !spoken(it));
    let channel = premise.channel.as_deref().or(written);
    let channel = channel
        .or(policy.channels.names().next())
        .unwrap_or("letter");
    let kind = premise.order_kind.as_deref();
    let kind = kind
        .or(policy.order_kinds.names().next())
        .unwrap_or("order");
    let source = premise.source.as_deref().unwrap_or("customer");
    let named = policy.particulars.names();
    let particulars: Map<String, Value> =
        named.map(|name| (name.to_owned(), json!(TEXT))).collect();
    let wanted = policy.intake.contains(&Intake::Wants) && premise.wants.is_empty();
    let usual = policy.wants.names().next().unwrap_or("report");
    let usual = wanted.then(|| usual.to_owned());
    let wants: Vec<&String> = premise.wants.iter().chain(&usual).collect();
    let mut fields = json!({
        "customer": customer_of(premise.class.as_deref()),
        "source": source,
        "channel": channel,
        "reference": "ref-1",
        "contact": "contact",
        "product": {
            "model": MODEL,
            "lot": LOT,
            "serials": ["serial-1"],
            "sold": day(walk, 0),
            "price": super::guarantee::price(walk),
        },
        "quantity": goods::quantity(walk),
        "order": {"kind": kind, "number": "order-1"},
        "delivery_note": "note-1",
        "defect": "defect-1",
        "description": "It does not do what it should",
        "wants": wants,
        "service": premise.service.as_deref().unwrap_or(Service::Free.word()),
        "stage": premise.stage.as_deref().unwrap_or(Stage::Production.word()),
        "consignee": "consignee",
        "department": "their department",
        "place": "their site",
        "particulars": particulars,
    });
    if policy.intake.contains(&Intake::Points) {
        fields["points"] = json!(["the only point"]);
    }
    Kind::Open.from_json(fields).ok()
}

fn classified(walk: &Walk) -> Option<Value> {
    let premise = &walk.premise;
    let severity = &walk.rules.policy.severity;
    let grade = crate::procedure::grade(severity, &[&premise.criterion], &premise.scope, 0)?;
    let first = walk.rules.policy.natures.names().next();
    let mut fields = json!({
        "criteria": premise.criterion,
        "scope": premise.scope,
        "severity": grade.severity,
        "rule": grade.rule,
    });
    if let Some(nature) = premise.nature.as_deref().or(first) {
        fields["nature"] = json!(nature);
    }
    if walk.overrides {
        let mut others = severity.levels.iter().map(Text::as_str);
        fields["severity"] = json!(others.find(|level| *level != grade.severity)?);
        fields["reason"] = json!(TEXT);
    }
    Some(fields)
}

fn verified(walk: &Walk, wish: &Wish) -> Value {
    let result = wish.one("result").unwrap_or(Verified::Confirmed.word());
    let mut fields = json!({"result": result, "text": TEXT, "file": file()});
    if result != Verified::Waived.word() {
        let method = wish.one("method").unwrap_or("records");
        fields["methods"] = json!([method]);
        let open = walk.state.open();
        let lots: Vec<&str> = open
            .iter()
            .flat_map(|it| it.lots())
            .map(Text::as_str)
            .collect();
        fields["lots"] = json!(lots);
    }
    fields
}

/// The cause lies with a department of the house, unless something else is asked
/// for.
fn investigated(walk: &Walk, wish: &Wish) -> Value {
    let premise = &walk.premise;
    let said = wish
        .one("justified")
        .map(|word| word != "false" && word != "no");
    let justified = said.or(premise.justified).unwrap_or(true);
    let party = wish.one("party").or(premise.party.as_deref());
    let party = party.unwrap_or(Party::Department.word());
    let whys = walk.rules.policy.investigation.whys;
    let points = wish.all("point").into_iter();
    let points: Vec<u8> = points.filter_map(|point| point.parse().ok()).collect();
    json!({
        "justified": justified,
        "occurrence": "a tool was worn",
        "escape": "nobody measured it",
        "whys": vec!["it had come to the end of its life"; usize::from(whys)],
        "category": wish.one("category").unwrap_or("machine"),
        "party": party,
        "who": who(walk, party, wish.one("who")),
        "points": points,
        "text": TEXT,
    })
}

/// A name of somebody of that sort; a department by its role.
fn who(walk: &Walk, party: &str, named: Option<&str>) -> String {
    let department = || {
        walk.rules
            .policy
            .roles
            .names()
            .next()
            .unwrap_or("department")
    };
    let usual = match party == Party::Department.word() {
        true => department().to_owned(),
        false => format!("some {party}"),
    };
    named.map_or(usual, str::to_owned)
}

fn work(walk: &Walk, wish: &Wish) -> Option<Value> {
    Some(match wish.kind {
        Kind::Assign => {
            let asked = crate::procedure::asked(&walk.state);
            let free = |role: &&str| !asked.iter().any(|it| it.department == *role);
            let department = wish.one("to");
            let department = department.or(walk.rules.policy.roles.names().find(free))?;
            json!({"to": department, "text": TEXT})
        }
        Kind::Act => json!({
            "kind": wish.one("kind").unwrap_or("corrective"),
            "text": TEXT,
            "owner": walk.doer()?,
            "due": day(walk, 30),
        }),
        Kind::Contain => json!({
            "lot": wish.one("lot").unwrap_or(LOT),
            "place": wish.one("place").unwrap_or("store"),
            "action": wish.one("action").unwrap_or("quarantine"),
            "quantity": wish.one("quantity").map_or_else(|| goods::quantity(walk), str::to_owned),
        }),
        _ => {
            let party = wish.one("party").unwrap_or(Party::Department.word());
            json!({"party": party, "who": who(walk, party, wish.one("who")), "text": TEXT})
        }
    })
}

fn lots(walk: &Walk, wish: &Wish) -> Value {
    let named = wish.all("lot");
    let lots = if named.is_empty() { vec![LOT] } else { named };
    let customer = customer_of(walk.premise.class.as_deref());
    let quantity = goods::quantity(walk);
    match wish.kind {
        Kind::Trace => {
            let back = wish.one("direction") == Some("back");
            let mut fields = json!({"lots": lots, "text": TEXT});
            if let Some(direction) = wish.one("direction") {
                fields["direction"] = json!(direction);
            }
            if !back {
                let got = json!({"customer": customer, "lot": lots[0], "quantity": quantity});
                fields["customers"] = json!([got]);
            }
            fields
        }
        Kind::Recall => {
            let decision = wish.one("decision").unwrap_or("no-recall");
            let mut fields = json!({"decision": decision, "lots": lots, "reason": TEXT});
            if decision == "recall" {
                fields["customers"] = json!([{"customer": customer, "quantity": quantity}]);
            }
            fields
        }
        _ => json!({
            "customer": wish.one("customer").unwrap_or(&customer),
            "quantity": wish.one("quantity").unwrap_or(&quantity),
            "rest": TEXT,
        }),
    }
}

/// What is said to and fro.
fn talk(walk: &Walk, wish: &Wish) -> Value {
    let policy = &walk.rules.policy;
    match wish.kind {
        Kind::Request => {
            let want = wish.one("want").or(policy.wants.names().next());
            json!({"want": want.unwrap_or("report")})
        }
        Kind::Confirm => json!({"what": wish.one("what").unwrap_or("complaint"), "text": TEXT}),
        Kind::Reply => {
            let kind = wish.one("kind").unwrap_or("interim");
            let meets: Vec<&str> = wish.all("meets");
            let meets: Vec<&str> = meets.iter().flat_map(|word| word.split(',')).collect();
            json!({"kind": kind, "meets": meets, "text": TEXT, "file": file()})
        }
        Kind::Respond => json!({"verdict": wish.one("verdict").unwrap_or("accepted")}),
        Kind::Evaluate => json!({"verdict": wish.one("verdict").unwrap_or("effective")}),
        Kind::Survey => {
            let score = wish.one("score").and_then(|score| score.parse().ok());
            json!({"score": score.unwrap_or(policy.survey.best.get()), "text": TEXT})
        }
        Kind::Remind | Kind::Sign => json!({}),
        Kind::Finish => json!({"text": TEXT, "file": file()}),
        Kind::Attach => json!({"file": file()}),
        Kind::Link => json!({
            "case": "other-1",
            "uid": "bbbbbbbbbb",
            "as": wish.one("as").unwrap_or("duplicate"),
        }),
        Kind::Cancel | Kind::Reopen | Kind::Strike => json!({"reason": TEXT}),
        Kind::Close => json!({"basis": wish.one("basis").unwrap_or("accepted"), "text": TEXT}),
        _ => json!({"text": TEXT}),
    }
}
