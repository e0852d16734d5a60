use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The kind of a finding. A code is never reused for something else.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The code as it is written: kebab-case.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }
        }
    };
}

codes! {
    // The call.
    /// There is no register here or above.
    NoRegister = "no-register",
    /// No case has that number or ending.
    NoSuchCase = "no-such-case",
    /// Several cases end so.
    AmbiguousCase = "ambiguous-case",
    /// A file is not there.
    NoSuchFile = "no-such-file",

    // Files.
    /// The file is larger than the reader takes.
    TooLarge = "too-large",
    /// The bytes are not UTF-8.
    NotUtf8 = "not-utf8",
    /// A character that YAML readers do not agree about.
    BadCharacter = "bad-character",
    /// Anchors, aliases, merge keys and tags have no place in a case.
    YamlFeature = "yaml-feature",
    /// Nested deeper than any case needs.
    TooDeep = "too-deep",
    /// More than one YAML document in a file.
    SeveralDocuments = "several-documents",
    /// The file has nothing in it.
    EmptyFile = "empty-file",
    /// git's conflict markers stand in the file.
    ConflictMarkers = "conflict-markers",
    /// The text is not YAML.
    NotYaml = "not-yaml",
    /// A key that nobody knows.
    UnknownKey = "unknown-key",
    /// A key that must be there is not.
    MissingKey = "missing-key",
    /// A key stands twice.
    DuplicateKey = "duplicate-key",
    /// A value of the wrong type or form.
    BadValue = "bad-value",
    /// A word that is none of those allowed.
    UnknownWord = "unknown-word",
    /// A folder, a link or a device stands where a plain file is wanted.
    NotAFile = "not-a-file",
    /// The path leads out of the register.
    OutsideRegister = "outside-register",
    /// The file changed while it was being written.
    Changed = "changed",
    /// Two processes wrote at once, for too long.
    Busy = "busy",
    /// The file ends in a way that nothing can be appended to.
    NotAppendable = "not-appendable",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
