use std::collections::BTreeSet;

use super::*;

const LANGS: [Lang; 2] = [Lang::En, Lang::Zh];

/// The names in braces.
fn names(template: &str) -> BTreeSet<&str> {
    let parts = template.split('{').skip(1);
    parts
        .filter_map(|part| Some(part.split_once('}')?.0))
        .collect()
}

/// Marks of the plural and the article, which Chinese does not have.
fn without_grammar<'a>(names: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let grammar = ["s", "ss", "cs", "ies", "a"];
    names
        .iter()
        .copied()
        .filter(|name| !grammar.contains(name))
        .collect()
}

fn brackets_close(template: &str) -> bool {
    let mut open = false;
    for char in template.chars() {
        match char {
            '[' if open => return false,
            '[' => open = true,
            ']' if !open => return false,
            ']' => open = false,
            _ => {}
        }
    }
    !open
}

#[test]
fn every_code_has_one_sentence_in_each_language() {
    for table in [en::SENTENCES, zh::SENTENCES] {
        for code in Code::ALL {
            let count = table.iter().filter(|(known, ..)| known == code).count();
            assert_eq!(count, 1, "{code}");
        }
        assert_eq!(table.len(), Code::ALL.len());
    }
}

#[test]
fn sentences_name_the_same_in_both_languages() {
    for code in Code::ALL {
        let [english, chinese] = LANGS.map(|lang| sentence(*code, lang));
        assert!(!english.message.is_empty() && !chinese.message.is_empty());
        assert_eq!(
            english.remedy.is_empty(),
            chinese.remedy.is_empty(),
            "{code}"
        );
        assert_eq!(names(english.message), names(chinese.message), "{code}");
        assert_eq!(names(english.remedy), names(chinese.remedy), "{code}");
        assert!(brackets_close(chinese.message), "{code}");
        assert!(brackets_close(chinese.remedy), "{code}");
    }
}

#[test]
fn phrases_name_the_same_in_both_languages() {
    for phrase in Phrase::ALL {
        let [english, chinese] = LANGS.map(|lang| names(phrase.in_lang(lang)));
        assert_eq!(without_grammar(&english), chinese, "{phrase:?}");
        for lang in LANGS {
            assert!(brackets_close(phrase.in_lang(lang)), "{phrase:?}");
        }
    }
}

#[test]
fn sorts_and_words_are_the_same_in_both_languages() {
    let keys = |table: &[(&'static str, &str, &str)]| -> Vec<&str> {
        table.iter().map(|(key, ..)| *key).collect()
    };
    assert_eq!(keys(en::SORTS), keys(zh::SORTS));
    for (key, _) in en::WORDS {
        assert!(
            zh_words::WORDS.iter().any(|(known, _)| known == key),
            "{key}"
        );
    }
}

#[test]
fn arguments_fill_the_sentence() {
    let words = Vocabulary::new(Lang::En);
    let finding = Finding::new(Code::UnknownKey)
        .arg("word", "custmer")
        .arg("nearest", "customer");
    assert_eq!(message(&finding, &words), "unknown key `custmer`");
    assert_eq!(
        remedy(&finding, &words).unwrap(),
        "did you mean `customer`?"
    );
    let finding = Finding::new(Code::UnknownKey).arg("word", "zzz");
    assert_eq!(remedy(&finding, &words), None);
}

#[test]
fn chinese_names_codes_by_their_labels() {
    let mut labels = Labels::default();
    labels.add(Sort::Want, "report", "分析报告");
    labels.add(Sort::Role, "quality", "品质部");
    let words = Vocabulary::new(Lang::Zh).with(labels.clone());
    let finding = Finding::new(Code::UnknownReference)
        .arg("what", "want")
        .arg("word", "raport")
        .arg("nearest", "report")
        .arg("known", vec!["report".to_owned(), "visit".to_owned()]);
    assert_eq!(message(&finding, &words), "没有名为 `raport` 的客户要求");
    assert_eq!(
        remedy(&finding, &words).unwrap(),
        "是否指 `report`？可用：report（分析报告）、visit"
    );
    let finding = Finding::new(Code::MayNotEnterForOthers)
        .arg("person", "li.wei")
        .arg("roles", vec!["quality".to_owned()]);
    assert_eq!(remedy(&finding, &words).unwrap(), "规程规定由品质部代录");
    // In English a code stays a code.
    let words = Vocabulary::new(Lang::En).with(labels);
    assert_eq!(
        remedy(&finding, &words).unwrap(),
        "the policy leaves that to quality"
    );
}

#[test]
fn chinese_says_none_and_counts_repeats_in_words() {
    let words = Vocabulary::new(Lang::Zh);
    let finding = Finding::new(Code::RepeatsDiffer)
        .arg("written", "2611-0009")
        .arg("found", "none");
    assert_eq!(
        message(&finding, &words),
        "所写的重复案件：2611-0009；台账中为：无"
    );
    assert_eq!(
        words.rule("minor × single + 2 × repeat"),
        "minor × single + 重复2次"
    );
    assert_eq!(words.term("10wd"), "10个工作日");
}

#[test]
fn a_remedy_in_general_names_its_arguments_in_capitals() {
    assert_eq!(
        usual_remedy(Code::CaseClosed, Lang::En).as_deref(),
        Some("`plaint reopen CASE --reason TEXT` takes it up again")
    );
    assert_eq!(
        usual_remedy(Code::UnknownWord, Lang::En).as_deref(),
        Some("it can be: KNOWN")
    );
    assert_eq!(usual_remedy(Code::UnknownReference, Lang::En), None);
}
