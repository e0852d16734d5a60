//! What a person reads: sentences for findings, made from their arguments.

mod en;
mod template;

use crate::finding::{Arg, Args, Code, Finding};

/// The sentence and the remedy of one kind of finding. `{name}` stands for an
/// argument; a part in brackets is left out where its argument is missing.
struct Sentence {
    message: &'static str,
    remedy: &'static str,
}

/// What is wrong, in one sentence.
pub fn message(finding: &Finding) -> String {
    template::fill(sentence(finding.code).message, &with_sort(finding))
}

/// What mends it, if something does.
pub fn remedy(finding: &Finding) -> Option<String> {
    let text = template::fill(sentence(finding.code).remedy, &with_sort(finding));
    (!text.is_empty()).then_some(text)
}

/// The arguments, with the sort of value that was wanted in words and with
/// how such a value is written.
fn with_sort(finding: &Finding) -> Args {
    let finding = &with_case(finding);
    let Some(Arg::Text(sort)) = finding.args.get("expected") else {
        return finding.args.clone();
    };
    let Some((_, words, remedy)) = en::SORTS.iter().find(|(known, ..)| known == sort) else {
        return finding.args.clone();
    };
    let mut args = Args::default();
    args.push("expected", Arg::from(*words));
    args.push("remedy", Arg::from(*remedy));
    for (name, value) in finding.args.iter().filter(|(name, _)| *name != "expected") {
        args.push(name, value.clone());
    }
    args
}

/// The last of ten annotations, which counts the rest.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}

/// An obligation whose time is over, in one sentence.
pub fn overdue(case: &str, customer: &str, clock: &str, who: &str, due: &str) -> String {
    format!("{case} ({customer}): {clock} was due {due}, owed by {who}")
}

/// A sentence can name the case of the finding, or `CASE` where there is none.
fn with_case(finding: &Finding) -> Finding {
    if finding.args.get("case").is_some() {
        return finding.clone();
    }
    let case = finding.place.case.clone();
    finding
        .clone()
        .arg("case", case.unwrap_or_else(|| "CASE".to_owned()))
}

/// The code and what it means, for the documentation.
pub fn meaning(code: Code) -> &'static str {
    sentence(code).message
}

fn sentence(code: Code) -> Sentence {
    let found = en::SENTENCES.iter().find(|(known, ..)| *known == code);
    let (message, remedy) = found.map_or(("", ""), |(_, message, remedy)| (*message, *remedy));
    Sentence { message, remedy }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_sentence() {
        for code in Code::ALL {
            let count = en::SENTENCES
                .iter()
                .filter(|(known, ..)| known == code)
                .count();
            assert_eq!(count, 1, "{code}");
            assert!(!sentence(*code).message.is_empty(), "{code}");
        }
    }

    #[test]
    fn arguments_fill_the_sentence() {
        let finding = Finding::new(Code::UnknownKey)
            .arg("word", "custmer")
            .arg("nearest", "customer");
        assert_eq!(message(&finding), "unknown key `custmer`");
        assert_eq!(remedy(&finding).unwrap(), "did you mean `customer`?");
        let finding = Finding::new(Code::UnknownKey).arg("word", "zzz");
        assert_eq!(remedy(&finding), None);
    }
}
