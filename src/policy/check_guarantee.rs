//! What is wrong with the guarantee of a policy.

use super::Policy;
use super::check::{at, known, path};
use super::guarantee::{Guarantee, Opening};
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
