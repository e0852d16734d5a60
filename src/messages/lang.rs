/// The language of what a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

impl Lang {
    /// The language that a word asks for: `zh`, `en`, a locale such as
    /// `zh_CN.UTF-8`, or the country `cn`.
    pub fn parse(word: &str) -> Option<Lang> {
        let name = word.split(['_', '-', '.', '@']).next()?;
        match name.to_ascii_lowercase().as_str() {
            "zh" | "cn" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_begins_with_its_language() {
        for (word, lang) in [
            ("zh", Some(Lang::Zh)),
            ("zh_CN.GB18030", Some(Lang::Zh)),
            ("ZH", Some(Lang::Zh)),
            ("zh_hans", Some(Lang::Zh)),
            ("zh-cn", Some(Lang::Zh)),
            ("cn", Some(Lang::Zh)),
            ("zh-Hans", Some(Lang::Zh)),
            ("en_GB.UTF-8", Some(Lang::En)),
            ("de_DE", None),
            ("zhuang", None),
            ("", None),
        ] {
            assert_eq!(Lang::parse(word), lang, "{word}");
        }
    }
}
