//! Words anywhere in a case: in every text that somebody wrote into it, in the
//! names of its files and its people, and in what its codes are called.

use serde_json::Value;

use super::labels::{Names, named_by};
use crate::case::{Case, CaseNumber, Entry};
use crate::report::FoundView;

/// How many characters stand around what was found.
const AROUND: usize = 16;

/// Words, all of which a case must have somewhere. Large and small letters are
/// the same, and so are full-width and half-width ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Query {
    words: Vec<Vec<char>>,
    names: Names,
}

impl Query {
    /// The words of a text; codes are also found by those names.
    pub fn new(text: &str, names: Names) -> Self {
        let words = text.split_whitespace();
        Query {
            names,
            words: words
                .map(|word| word.chars().map(plain).collect())
                .collect(),
        }
    }

    /// Where the words stand: for each the first entry that has it, and what
    /// stands around it. Nothing if one of them is nowhere.
    pub fn find<'e>(
        &self,
        case: &Case,
        entries: impl Iterator<Item = &'e Entry>,
    ) -> Option<Vec<FoundView>> {
        let numbers = [&case.opened_as, case.number()].map(CaseNumber::as_str);
        let heads = numbers.into_iter().chain([case.uid.as_str()]);
        let heads: Vec<Letters> = heads.map(Letters::of).collect();
        let texts: Vec<(&Entry, Vec<Letters>)> =
            entries.map(|entry| (entry, self.texts(entry))).collect();
        let mut found: Vec<FoundView> = Vec::new();
        for word in &self.words {
            if heads.iter().any(|head| head.find(word).is_some()) {
                continue;
            }
            let one = texts.iter().find_map(|(entry, texts)| {
                let text = texts.iter().find_map(|text| text.around(word))?;
                Some(FoundView {
                    entry: entry.id.to_string(),
                    kind: entry.kind().word().to_owned(),
                    text,
                })
            })?;
            if !found.contains(&one) {
                found.push(one);
            }
        }
        Some(found)
    }

    /// Every text of an entry: its people, the values of its fields, and what
    /// these are called.
    fn texts(&self, entry: &Entry) -> Vec<Letters> {
        let mut all = Vec::new();
        self.collect("", &entry.body.to_json(), &mut all);
        let people = [Some(&entry.by), entry.via.as_ref()].into_iter().flatten();
        all.extend(people.map(|by| Letters::of(by.as_str())));
        all.push(Letters::of(entry.id.as_str()));
        all
    }

    fn collect(&self, key: &str, value: &Value, all: &mut Vec<Letters>) {
        match value {
            Value::String(text) => {
                all.push(Letters::of(text));
                let named = named_by(key).and_then(|sort| self.names.get(&(sort, text.clone())));
                all.extend(named.into_iter().flatten().map(|name| Letters::of(name)));
            }
            Value::Array(list) => list.iter().for_each(|one| self.collect(key, one, all)),
            Value::Object(map) => map.iter().for_each(|(part, one)| {
                let is_order = key == "order" && part == "kind";
                let part = if is_order { "order.kind" } else { part };
                self.collect(part, one, all);
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// A text with its white space as single blanks, and the same made plain.
struct Letters {
    shown: Vec<char>,
    plain: Vec<char>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        let shown: Vec<char> = words.join(" ").chars().collect();
        let plain = shown.iter().map(|c| plain(*c)).collect();
        Letters { shown, plain }
    }

    fn find(&self, word: &[char]) -> Option<usize> {
        let mut windows = self.plain.windows(word.len().max(1));
        windows.position(|window| window == word)
    }

    /// What stands around the word.
    fn around(&self, word: &[char]) -> Option<String> {
        let at = self.find(word)?;
        let (from, to) = (at.saturating_sub(AROUND), at + word.len() + AROUND);
        let to = to.min(self.shown.len());
        let text: String = self.shown[from..to].iter().collect();
        let before = if from > 0 { "…" } else { "" };
        let after = if to < self.shown.len() { "…" } else { "" };
        Some(format!("{before}{text}{after}"))
    }
}

/// The letter as it is compared: half-width and small.
fn plain(letter: char) -> char {
    let narrow = match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{3000}' => ' ',
        other => other,
    };
    narrow.to_lowercase().next().unwrap_or(narrow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Sort;
    use crate::yaml;

    fn case() -> Case {
        let text = "case: 2611-0001\nuid: 7mzkdtqhxr\nlog:\n- id: kdqvtz\n  at: 2026-11-02T09:30:00+08:00\n  by: li.wei\n  open:\n    customer: 华东电子\n    description: |\n      屏幕右侧有一条\n      亮线 ＡＸ７\n    product: {model: AX-7, lot: L2406}\n    wants: report\n- id: bcdfgh\n  at: 2026-11-02T10:30:00+08:00\n  by: he\n  note: {text: \"returned to the Berlin depot by courier, see waybill 77\"}\n";
        yaml::read(text.as_bytes()).unwrap()
    }

    fn found(words: &str) -> Option<Vec<(String, String)>> {
        let case = case();
        let report = (Sort::Want, "report".to_owned());
        let names = Names::from([(report, vec!["分析报告".to_owned()])]);
        let found = Query::new(words, names).find(&case, case.log.iter())?;
        Some(found.into_iter().map(|one| (one.kind, one.text)).collect())
    }

    fn one(kind: &str, text: &str) -> Option<Vec<(String, String)>> {
        Some(vec![(kind.to_owned(), text.to_owned())])
    }

    #[test]
    fn words_are_found_wherever_they_stand() {
        assert_eq!(found("亮线"), one("open", "屏幕右侧有一条 亮线 ＡＸ７"));
        assert_eq!(found("ax7"), one("open", "屏幕右侧有一条 亮线 ＡＸ７"));
        assert_eq!(found("ｌ２４０６"), one("open", "L2406"));
        assert_eq!(
            found("berlin"),
            one("note", "returned to the Berlin depot by courie…")
        );
        assert_eq!(found("WAYBILL 77"), one_of_two());
        assert_eq!(found("li.wei"), one("open", "li.wei"));
        assert_eq!(found("2611-0001"), Some(Vec::new()));
        assert_eq!(found("分析"), one("open", "分析报告"));
    }

    fn one_of_two() -> Option<Vec<(String, String)>> {
        let around = |text: &str| ("note".to_owned(), text.to_owned());
        Some(vec![
            around("…by courier, see waybill 77"),
            around("…er, see waybill 77"),
        ])
    }

    #[test]
    fn all_words_must_stand_somewhere_and_keys_are_no_text() {
        assert!(found("亮线 berlin").is_some());
        assert_eq!(found("亮线 paris"), None);
        assert_eq!(found("description"), None);
        assert_eq!(found("log:"), None);
        assert_eq!(found(""), Some(Vec::new()));
    }
}
