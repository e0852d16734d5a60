//! What is wrong with the guarantee of a policy.

use super::check::{Path, at, known, path};
use super::guarantee::{Guarantee, Opening};
use super::{Condition, Policy};
use crate::case::kinds::Remedy;
use crate::finding::{Code, Finding, Step};
use crate::yaml::Text;

pub(super) fn check_guarantee(policy: &Policy, out: &mut Vec<Finding>) {
    let Some(guarantee) = &policy.guarantee else {
        return;
    };
    for (name, class) in guarantee.classes.iter() {
        let place = at!("guarantee", "classes", name);
        for group in class.group.iter() {
            let groups = guarantee.groups.names();
            known(out, &place, "goods-group", group, groups);
        }
        if guarantee.period(name).is_none() {
            let finding = Finding::new(Code::MissingKey).arg("key", "period");
            out.push(finding.at_path(place));
        }
    }
    for (name, rule) in guarantee.rules.iter() {
        check_rule(guarantee, name, rule, out);
    }
    for (name, charge) in guarantee.charges.iter() {
        let place = at!("guarantee", "charges", name);
        check_classes(guarantee, place, &charge.class, out);
    }
    check_charges(guarantee, out);
}

/// The first row that names a class counts: one of whose classes rows before it
/// name every one never does.
fn check_charges(guarantee: &Guarantee, out: &mut Vec<Finding>) {
    for (at, (name, charge)) in guarantee.charges.iter().enumerate() {
        let before = || guarantee.charges.iter().take(at);
        let own = guarantee.classes.names();
        let mut own = own.filter(|class| guarantee.includes(&charge.class, class));
        let taken = |class: &str| before().find(|(_, row)| guarantee.includes(&row.class, class));
        let taken: Option<Vec<_>> = own.by_ref().map(taken).collect();
        let first = taken.and_then(|rows| rows.into_iter().next());
        if let Some((first, _)) = first {
            let finding = Finding::new(Code::RowNeverCounts).arg("row", name);
            let finding = finding.arg("first", first);
            out.push(finding.at_path(at!("guarantee", "charges", name)));
        }
    }
}

fn check_rule(guarantee: &Guarantee, name: &str, rule: &Opening, out: &mut Vec<Finding>) {
    let place = at!("guarantee", "rules", name);
    let of = |key: &str| [place.clone(), vec![key.into()]].concat();
    check_classes(guarantee, place.clone(), &rule.class, out);
    if rule.fault.is_empty() {
        out.push(missing("fault").at_path(of("fault")));
    }
    for fault in rule.fault.iter() {
        known(out, &of("fault"), "fault", fault, guarantee.faults.names());
    }
    if rule.opens.is_empty() {
        out.push(missing("opens").at_path(of("opens")));
    }
    for remedy in rule.opens.iter().filter(|it| **it == Remedy::Nothing) {
        let real = Remedy::WORDS.iter().filter(|word| **word != remedy.word());
        let real: Vec<String> = real.map(|word| (*word).to_owned()).collect();
        let finding = Finding::new(Code::UnknownWord).arg("word", remedy.word());
        out.push(finding.arg("known", real).at_path(of("opens")));
    }
    if let (Some(over), Some(most)) = (&rule.over, &rule.up_to)
        && most.0.exceeds(&over.0) != Some(true)
    {
        let finding = Finding::new(Code::NeverOpens).arg("row", name);
        let finding = finding.arg("over", over.to_string());
        out.push(finding.arg("most", most.to_string()).at_path(of("over")));
    }
}

/// Classes and groups that must be there.
fn check_classes(guarantee: &Guarantee, place: Vec<Step>, list: &[Text], out: &mut Vec<Finding>) {
    let place = [place, vec!["class".into()]].concat();
    if list.is_empty() {
        out.push(missing("class").at_path(place.clone()));
    }
    for class in list {
        let all = guarantee.classes.names().chain(guarantee.groups.names());
        known(out, &place, "goods-class", class, all);
    }
}

fn missing(key: &'static str) -> Finding {
    Finding::new(Code::MissingKey).arg("key", key)
}

/// What is wrong with the goods and faults that a condition asks about.
pub(super) fn check_appraised(
    policy: &Policy,
    place: Path,
    condition: &Condition,
    out: &mut Vec<Finding>,
) {
    let guarantee = policy.guarantee.iter();
    for word in condition.goods_class.iter() {
        let place = [place, &["goods_class".into()]].concat();
        let names = guarantee
            .clone()
            .flat_map(|it| it.classes.names().chain(it.groups.names()));
        known(out, &place, "goods-class", word, names);
    }
    for word in condition.fault.iter() {
        let place = [place, &["fault".into()]].concat();
        let names = guarantee.clone().flat_map(|it| it.faults.names());
        known(out, &place, "fault", word, names);
    }
}
