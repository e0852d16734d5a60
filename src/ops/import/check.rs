use super::cell::{Forms, unknown_word};
use super::encoding::encoding_of;
use super::guess::UNFINISHED;
use super::map::{Field, Map, importable, importable_words};
use super::rule::{Pick, Rule};
use super::sort::{Spec, fields_of};
use crate::calendar::Calendar;
use crate::case::Kind;
use crate::finding::{Code, Finding, Step};
use crate::policy::Policy;
use crate::yaml::{Named, Text, nearest};

/// What is wrong with a map by itself and under the policy of today, each
/// with its path in the map. Which columns the file has, [`super::rows`] says.
pub fn check_map(map: &Map, policy: &Policy, calendar: &Calendar) -> Vec<Finding> {
    let mut out = unfinished(map);
    if !out.is_empty() {
        return out;
    }
    let encoding = map.encoding.as_ref();
    if let Some(finding) = encoding.and_then(|name| encoding_of(name).err()) {
        out.push(finding.at_path(["encoding".into()]));
    }
    check_sections(map, &mut out);
    for (section, field) in map.fields() {
        let path = vec![Step::from(section), field.name.into()];
        let forms = Forms {
            dates: map.dates_for(field.rule),
            calendar,
        };
        check_form(&field, &forms, &path, &mut out);
        check_values(&field, policy, &forms, &path, &mut out);
    }
    out
}

/// Where a guessed map waits for a person.
fn unfinished(map: &Map) -> Vec<Finding> {
    let open = |text: &str| text == UNFINISHED;
    let mut places: Vec<(Vec<Step>, String)> = Vec::new();
    for (key, columns) in [
        ("id", &map.id),
        ("case", &map.case),
        ("match", &map.reference),
    ] {
        if columns.iter().any(|column| open(column)) {
            places.push((vec![key.into()], key.to_owned()));
        }
    }
    for (section, field) in map.fields() {
        let path = [Step::from(section), field.name.into()];
        let rule = field.rule;
        let mut keys = vec![];
        if rule.column.iter().any(|column| open(column)) {
            keys.push(vec!["column"]);
        }
        if rule.unit.as_ref().is_some_and(|unit| open(unit)) {
            keys.push(vec!["unit"]);
        }
        let values = given(rule);
        let values = values.into_iter().filter(|(_, value)| open(value));
        keys.extend(values.map(|(keys, _)| keys));
        let name = field.name;
        places.extend(keys.iter().map(|keys| {
            let last = keys.last().copied().unwrap_or_default();
            (deeper(&path, keys), format!("{name}, {last}"))
        }));
    }
    let findings = places.into_iter().map(|(path, what)| {
        Finding::new(Code::Unfinished)
            .arg("field", what)
            .at_path(path)
    });
    findings.collect()
}

/// Whether the map says what a row becomes, and has all that this needs.
fn check_sections(map: &Map, out: &mut Vec<Finding>) {
    let missing = |key: &str| Finding::new(Code::MissingKey).arg("key", key);
    match (&map.open, &map.step) {
        (Some(_), None) => {
            if map.id.is_empty() {
                out.push(missing("id"));
            }
            let stray = [
                ("case", !map.case.is_empty()),
                ("match", !map.reference.is_empty()),
                ("fields", !map.fields.is_empty()),
            ];
            out.extend(
                stray
                    .iter()
                    .filter(|(_, there)| *there)
                    .map(|(key, _)| without("step", key)),
            );
        }
        (None, Some(step)) => check_step(map, step, out),
        (None, None) => out.push(missing("open")),
        (Some(_), Some(_)) => {
            let finding = bad_rule("open-and-step").arg("field", "step");
            out.push(finding.at_path(["step".into()]));
        }
    }
    let ignore = map.ignore.as_ref();
    if ignore.is_some_and(|ignore| ignore.values.is_empty() && ignore.prefixes.is_empty()) {
        out.push(missing("values").at_path(["ignore".into()]));
    }
    for (section, kind, rules) in map.sections() {
        check_fields(section, kind, rules, out);
    }
}

fn check_step(map: &Map, step: &Text, out: &mut Vec<Finding>) {
    if importable(step).is_none() {
        let finding = unknown_word(step, &importable_words());
        out.push(finding.at_path(["step".into()]));
    }
    if map.case.is_empty() && map.reference.is_empty() {
        out.push(Finding::new(Code::MissingKey).arg("key", "match"));
    }
    let kinds = map.steps.iter().map(|(kind, _)| kind.word());
    let graded = map.classify.as_ref().map(|_| "classify");
    let id = (!map.id.is_empty()).then_some("id");
    out.extend(
        kinds
            .chain(graded)
            .chain(id)
            .map(|key| without("open", key)),
    );
}

/// The finding that a key goes only with another one.
fn without(other: &str, key: &str) -> Finding {
    let finding = Finding::new(Code::KeyWithout).arg("key", key);
    finding.arg("other", other).at_path([key.into()])
}

/// Whether the kind has the fields of a section, and the section those that
/// every entry of the kind needs.
fn check_fields(section: &str, kind: Kind, rules: &Named<Rule>, out: &mut Vec<Finding>) {
    let known: Vec<&str> = fields_of(kind)
        .iter()
        .map(|spec| spec.name.as_str())
        .collect();
    for name in rules.names().filter(|name| !known.contains(name)) {
        let finding = Finding::new(Code::UnknownKey).arg("word", name);
        let near = nearest(name, known.iter().copied());
        let all: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
        let finding = finding.maybe("nearest", near).arg("known", all);
        out.push(finding.at_path([section.into(), name.into()]));
    }
    let needed = |spec: &&Spec| (spec.required && spec.name != "for") || spec.name == "when";
    for spec in fields_of(kind).iter().filter(needed) {
        if rules.get(&spec.name).is_none() {
            let finding = Finding::new(Code::MissingKey).arg("key", spec.name.as_str());
            out.push(finding.at_path([section.into()]));
        }
    }
}

fn bad_rule(why: &'static str) -> Finding {
    Finding::new(Code::BadRule).arg("why", why)
}

/// What of a rule does not go together.
fn check_form(field: &Field, forms: &Forms, path: &[Step], out: &mut Vec<Finding>) {
    let rule = field.rule;
    let faults = [
        (
            rule.column.is_empty() && rule.value.is_none(),
            "no-column",
            "",
        ),
        (
            !rule.column.is_empty() && rule.value.is_some(),
            "column-and-value",
            "value",
        ),
        (
            rule.column.is_empty() && !rule.or.is_empty(),
            "or-without-column",
            "or",
        ),
        (
            rule.otherwise.is_some() && !rule.has_table(),
            "no-table",
            "otherwise",
        ),
        (rule.split.as_deref() == Some(""), "empty-split", "split"),
        (
            rule.split.is_some() && rule.pick == Pick::All && !field.many,
            "takes-one-value",
            "split",
        ),
        (
            rule.unit.is_some() && !field.sort.has_unit(),
            "has-no-unit",
            "unit",
        ),
        (
            field.sort.is_dated() && forms.dates.is_empty(),
            "no-date-pattern",
            "",
        ),
    ];
    for (wrong, why, key) in faults {
        if wrong {
            let finding = bad_rule(why).arg("field", field.name);
            out.push(finding.at_path(deeper(path, &[key])));
        }
    }
}

/// The values that the map itself names must fit their field, and be words
/// that the policy has.
fn check_values(
    field: &Field,
    policy: &Policy,
    forms: &Forms,
    path: &[Step],
    out: &mut Vec<Finding>,
) {
    for (keys, value) in given(field.rule) {
        let value = field.rule.with_unit(&value);
        let wrong = field
            .sort
            .wrong(&value, forms)
            .or_else(|| unknown(field.name, &value, policy));
        out.extend(wrong.map(|finding| finding.at_path(deeper(path, &keys))));
    }
}

fn deeper(path: &[Step], keys: &[&str]) -> Vec<Step> {
    let keys = keys.iter().filter(|key| !key.is_empty());
    let keys = keys.map(|key| Step::from(*key));
    path.iter().cloned().chain(keys).collect()
}

/// The values that a rule may give without looking at the file.
fn given(rule: &Rule) -> Vec<(Vec<&str>, String)> {
    let mut all = Vec::new();
    for (from, to) in rule.values.iter() {
        all.push((vec!["values", from], to.to_string()));
    }
    for (from, to) in rule.prefixes.iter() {
        all.push((vec!["prefixes", from], to.to_string()));
    }
    let single = [("otherwise", &rule.otherwise), ("default", &rule.default)];
    for (key, value) in single {
        all.extend(value.iter().map(|value| (vec![key], value.to_string())));
    }
    if !rule.has_table()
        && let Some(value) = &rule.value
    {
        let mark = rule.split.as_deref().filter(|mark| !mark.is_empty());
        let pieces: Vec<&str> = match mark {
            Some(mark) => value.split(mark).collect(),
            None => vec![value],
        };
        let pieces = pieces
            .into_iter()
            .map(str::trim)
            .filter(|piece| !piece.is_empty());
        all.extend(pieces.map(|piece| (vec!["value"], piece.to_owned())));
    }
    all
}

/// The finding that the policy has no such word for the field.
fn unknown(field: &str, word: &str, policy: &Policy) -> Option<Finding> {
    let (what, known): (_, Vec<&str>) = match field {
        "channel" => ("channel", policy.channels.names().collect()),
        "wants" | "want" | "meets" => ("want", policy.wants.names().collect()),
        "basis" => ("basis", policy.closing.names().collect()),
        "order.kind" => ("order-kind", policy.order_kinds.names().collect()),
        "criteria" => ("criterion", policy.severity.criteria.names().collect()),
        "scope" => (
            "scope",
            policy.severity.scopes.iter().map(Text::as_str).collect(),
        ),
        "nature" => ("nature", policy.natures.names().collect()),
        _ => return None,
    };
    if known.is_empty() || known.contains(&word) {
        return None;
    }
    let all: Vec<String> = known.iter().map(|word| (*word).to_owned()).collect();
    let near = nearest(word, known);
    Some(
        Finding::new(Code::UnknownReference)
            .arg("what", what)
            .arg("word", word)
            .maybe("nearest", near)
            .arg("known", all),
    )
}
