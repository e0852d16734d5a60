//! The list of phrases as a type.

macro_rules! phrases {
    ($($name:ident: $en:literal, $zh:literal;)*) => {
        /// What is printed beside findings: headings, words, sentences. `{name}`
        /// stands for an argument; a part in brackets is left out where its
        /// argument is missing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the words themselves say what each is")]
        pub enum Phrase { $($name,)* }

        impl Phrase {
            /// Every phrase there is.
            pub const ALL: &[Phrase] = &[$(Phrase::$name,)*];

            /// The words in that language.
            pub const fn in_lang(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Phrase::$name, Lang::En) => $en,
                    (Phrase::$name, Lang::Zh) => $zh,)*
                }
            }
        }
    };
}
