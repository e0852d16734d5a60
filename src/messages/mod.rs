//! What a person reads: sentences for findings, made from their arguments.

#[macro_use]
mod phrases;

mod en;
mod lang;
mod phrase;
mod prose;
mod template;
mod vocabulary;
mod words;
mod zh;
mod zh_codes;
mod zh_fields;
mod zh_words;

use crate::finding::{Arg, Args, Code, Finding, Step};

pub use lang::Lang;
pub use phrase::Phrase;
pub use vocabulary::{Labels, Sort, Vocabulary};
pub use words::{Joint, Words};

/// The sentence and the remedy of one kind of finding. `{name}` stands for an
/// argument; a part in brackets is left out where its argument is missing.
struct Sentence {
    message: &'static str,
    remedy: &'static str,
}

/// What is wrong, in one sentence.
pub fn message(finding: &Finding, words: &Vocabulary) -> String {
    let found = finding.args.get("found").map(Arg::plain);
    let nothing = found.is_some_and(|found| found.trim().is_empty());
    let template = match (finding.code, words.lang) {
        (Code::BadValue | Code::BadArgument, Lang::En) if nothing => en::NOTHING,
        (Code::BadValue | Code::BadArgument, Lang::Zh) if nothing => zh::NOTHING,
        (code, lang) => sentence(code, lang).message,
    };
    template::fill(template, &in_words(finding, words), words.lang)
}

/// What mends it, if something does.
pub fn remedy(finding: &Finding, words: &Vocabulary) -> Option<String> {
    let template = sentence(finding.code, words.lang).remedy;
    let text = template::fill(template, &in_words(finding, words), words.lang);
    (!text.is_empty()).then_some(text)
}

/// What mends a finding of that code in general: what a certain one would name
/// stands there in capitals, as in the help.
pub fn usual_remedy(code: Code, lang: Lang) -> Option<String> {
    let text = template::general(sentence(code, lang).remedy, lang);
    (!text.is_empty()).then_some(text)
}

/// The code that a Chinese word of the program stands for.
pub fn code_of(sort: Sort, word: &str) -> Option<&'static str> {
    zh_codes::code_of(sort, word)
}

/// A key that says why, in words; itself where there are none.
pub fn why<'a>(key: &'a str, words: &Vocabulary) -> &'a str {
    reasons(words.lang)
        .iter()
        .find(|(known, _)| *known == key)
        .map_or(key, |(_, text)| text)
}

fn reasons(lang: Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        Lang::En => en::WORDS,
        Lang::Zh => zh_words::WORDS,
    }
}

/// What a field of an entry is, where the language has words of its own for it.
pub fn field_help(kind: &str, field: &str, lang: Lang) -> Option<&'static str> {
    match lang {
        Lang::En => None,
        Lang::Zh => zh_fields::help(kind, field),
    }
}

/// The arguments, with keys in words: the sort of value that was wanted, and
/// how such a value is written; why something cannot be; what codes stand for.
/// The case and the file of the register can be named too.
fn in_words(finding: &Finding, words: &Vocabulary) -> Args {
    let field = match finding.place.path.last() {
        Some(Step::Key(key)) => Some(key.clone()),
        _ => None,
    };
    let what = finding.args.get("what").map(Arg::plain).or(field);
    let mut args = Args::default();
    for (name, value) in with_case(finding).args.iter() {
        match (name, value) {
            ("expected", Arg::Text(key)) => expected(key, words.lang, &mut args),
            ("known", Arg::List(codes)) => {
                args.push(name, listed(codes, what.as_deref(), words).into());
            }
            (_, Arg::Text(text)) => {
                args.push(name, in_word(finding.code, name, text, words).into())
            }
            (_, Arg::List(codes)) => {
                let word = |code: &String| in_word(finding.code, name, code, words);
                args.push(name, codes.iter().map(word).collect::<Vec<_>>().into());
            }
            (_, value) => args.push(name, value.clone()),
        }
    }
    let file = finding.place.file.as_deref();
    if let Some(file) = file.filter(|file| file.starts_with("cases/")) {
        args.push("kept", Arg::from(file));
    }
    args
}

/// The words for a sort of value, and how one is written.
fn expected(key: &str, lang: Lang, args: &mut Args) {
    let sorts = match lang {
        Lang::En => en::SORTS,
        Lang::Zh => zh::SORTS,
    };
    let Some((_, words, remedy)) = sorts.iter().find(|(known, ..)| *known == key) else {
        args.push("expected", Arg::from(key));
        return;
    };
    args.push("expected", Arg::from(*words));
    if lang == Lang::En {
        args.push("a", Arg::from(en::article(words)));
    }
    args.push("remedy", Arg::from(*remedy));
}

/// An argument's text in words, where it is a key or a code.
fn in_word(code: Code, name: &str, text: &str, words: &Vocabulary) -> String {
    if matches!(name, "goods" | "pieces") {
        let each = text.split(", ").map(|goods| words.goods(goods));
        return each.collect::<Vec<String>>().join(", ");
    }
    if name == "rule" {
        return words.rule(text);
    }
    let is_term = match name {
        "within" => code == Code::RemedyNotOpen,
        "term" => code == Code::CommittedLate,
        _ => false,
    };
    if is_term {
        return words.term(text);
    }
    let sort = match name {
        "role" | "roles" | "department" => Some(Sort::Role),
        "others" if code == Code::NobodyMayEnter => Some(Sort::Role),
        "found" if code == Code::WrongTarget => Some(Sort::Kind),
        "found" if code == Code::NotFormal => Some(Sort::Word),
        "kind" if code == Code::NotAgreed => Some(Sort::Goods),
        "kind" | "wanted" => Some(Sort::Kind),
        "what" if matches!(code, Code::RoleMissing | Code::NeededFirst | Code::RuledOut) => {
            Some(Sort::Kind)
        }
        "what" if code == Code::NoSuchLot => Some(Sort::Lot),
        "source" if code == Code::SupplyNotAllowed => Some(Sort::Goods),
        "basis" => Some(Sort::Basis),
        "need" => Some(Sort::Need),
        "clock" => Some(Sort::Clock),
        "step" => Some(Sort::Step),
        "standing" => Some(Sort::Standing),
        "class" => Some(Sort::GoodsClass),
        "fault" => Some(Sort::Fault),
        "remedy" | "remedies" | "never" => Some(Sort::Remedy),
        "by" if code == Code::RemedyNotOpen => Some(Sort::GuaranteeRule),
        "place" | "decision" | "of" | "bearer" | "means" | "allowed" | "way" => Some(Sort::Goods),
        "field" if code == Code::ReceiptLacks => Some(Sort::Field),
        _ => None,
    };
    if let Some(label) = sort.and_then(|sort| words.label(sort, text)) {
        return label.to_owned();
    }
    if let (Lang::Zh, Code::WrongType, Some(found)) =
        (words.lang, code, text.strip_prefix("the text "))
    {
        return format!("文字 {found}");
    }
    let table = reasons(words.lang);
    let is_key = match name {
        "what" | "why" | "problem" | "hint" | "place" | "of" | "part" => true,
        "feature" => words.lang == Lang::Zh,
        "kind" => code == Code::AuthorDiffers,
        "found" | "wanted" if code == Code::WrongType => words.lang == Lang::Zh,
        "found" | "written" if matches!(code, Code::RepeatsDiffer | Code::NumberOfDiffers) => {
            words.lang == Lang::Zh
        }
        "found" | "computed" if code == Code::AppraisalDiffers => words.lang == Lang::Zh,
        _ => false,
    };
    let word = table.iter().find(|(known, _)| is_key && *known == text);
    word.map_or(text, |(_, words)| words).to_owned()
}

/// Codes of which one can be typed, each with its word beside it.
fn listed(codes: &[String], what: Option<&str>, words: &Vocabulary) -> Vec<String> {
    let sort = match what {
        Some("role") => Sort::Role,
        Some("scope") => Sort::Scope,
        Some("criterion") => Sort::Criterion,
        Some("nature") => Sort::Nature,
        Some("channel") => Sort::Channel,
        Some("want") => Sort::Want,
        Some("order-kind") => Sort::OrderKind,
        Some("basis") => Sort::Basis,
        Some("status") => Sort::Status,
        Some("defect") => Sort::Defect,
        Some("goods-class") => Sort::GoodsClass,
        Some("fault") => Sort::Fault,
        Some("return-reason") => Sort::Reason,
        Some("way" | "how" | "packing" | "marking" | "sorting" | "decision" | "of") => Sort::Goods,
        Some("paid_by" | "means" | "source") => Sort::Goods,
        Some("refusal") => Sort::Refusal,
        Some("transport") => Sort::Transport,
        Some("found-by") => Sort::Lot,
        Some("result" | "methods" | "action" | "category" | "party") => Sort::Work,
        _ => Sort::Word,
    };
    // Such a field takes words of actions and recalls too.
    let also = match what {
        Some("kind" | "verdict" | "decision") => Sort::Work,
        _ => sort,
    };
    let label = |code: &String| words.label(sort, code).or_else(|| words.label(also, code));
    let beside = |code: &String| match label(code) {
        Some(label) if label != code => format!("{code}（{label}）"),
        _ => code.clone(),
    };
    codes.iter().map(beside).collect()
}

/// A sentence can name the case of the finding, or `CASE` where there is none.
/// One that stands in a file can name its entry, too.
fn with_case(finding: &Finding) -> Finding {
    let entry = finding.place.entry.clone();
    let entry = entry.filter(|_| finding.place.line.is_some());
    let finding = &finding.clone().maybe("this", entry);
    if finding.args.get("case").is_some() {
        return finding.clone();
    }
    let case = finding.place.case.clone();
    finding
        .clone()
        .arg("case", case.unwrap_or_else(|| "CASE".to_owned()))
}

fn sentence(code: Code, lang: Lang) -> Sentence {
    let table = match lang {
        Lang::En => en::SENTENCES,
        Lang::Zh => zh::SENTENCES,
    };
    let found = table.iter().find(|(known, ..)| *known == code);
    let (message, remedy) = found.map_or(("", ""), |(_, message, remedy)| (*message, *remedy));
    Sentence { message, remedy }
}

#[cfg(test)]
mod tests;
