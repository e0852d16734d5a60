use std::collections::HashMap;

use super::Read;
use super::selection::Selection;
use crate::case::CaseNumber;
use crate::finding::{Code, Finding};
use crate::register::Register;

/// Two files with one number or one uid.
pub(super) fn clashes(register: &Register, read: &[Read], wanted: &Selection) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut numbers: HashMap<&CaseNumber, &Read> = HashMap::new();
    let mut uids: HashMap<&str, &Read> = HashMap::new();
    for one in read {
        let other = uids.insert(one.facts.uid.as_str(), one);
        let clash = match (other, numbers.insert(&one.numbers.now, one)) {
            (Some(other), _) => Some((Code::UidClash, other)),
            (None, Some(other)) => Some((Code::NumberClash, other)),
            (None, None) => None,
        };
        if let Some((code, other)) = clash
            && wanted.wants(&one.file.path)
        {
            let finding = Finding::new(code).arg("other", register.relative(&other.file.path));
            let finding = finding
                .arg("number", one.numbers.now.as_str())
                .arg("uid", one.facts.uid.as_str());
            found.push(finding.in_file(register.relative(&one.file.path)).at(1, 1));
        }
    }
    found
}
