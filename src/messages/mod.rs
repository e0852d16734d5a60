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
    let found = finding.args.get("found").map(Arg::plain);
    let nothing = found.is_some_and(|found| found.trim().is_empty());
    let template = match finding.code {
        Code::BadValue | Code::BadArgument if nothing => en::NOTHING,
        code => sentence(code).message,
    };
    template::fill(template, &in_words(finding))
}

/// What mends it, if something does.
pub fn remedy(finding: &Finding) -> Option<String> {
    let text = template::fill(sentence(finding.code).remedy, &in_words(finding));
    (!text.is_empty()).then_some(text)
}

/// The arguments, with keys in words: the sort of value that was wanted, and
/// how such a value is written; why something cannot be. The case and the file
/// of the register can be named too.
fn in_words(finding: &Finding) -> Args {
    let mut args = Args::default();
    for (name, value) in with_case(finding).args.iter() {
        let Arg::Text(key) = value else {
            args.push(name, value.clone());
            continue;
        };
        let sort = en::SORTS.iter().find(|(known, ..)| known == key);
        let word = en::WORDS.iter().find(|(known, _)| known == key);
        match (name, sort, word) {
            ("expected", Some((_, words, remedy)), _) => {
                args.push("expected", Arg::from(*words));
                args.push("a", Arg::from(en::article(words)));
                args.push("remedy", Arg::from(*remedy));
            }
            ("what" | "why" | "problem" | "hint", _, Some((_, words))) => {
                args.push(name, Arg::from(*words));
            }
            _ => args.push(name, value.clone()),
        }
    }
    let file = finding.place.file.as_deref();
    if let Some(file) = file.filter(|file| file.starts_with("cases/")) {
        args.push("kept", Arg::from(file));
    }
    args
}

/// The last of ten annotations, which counts the rest.
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}

/// Rows that went on in further sheets of a workbook.
pub fn more_sheets(count: usize) -> String {
    format!("note: a sheet holds 1,048,576 rows, so there are {count} sheets")
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
