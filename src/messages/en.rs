use crate::finding::Code;

/// Code, what is wrong, what mends it.
pub(super) const SENTENCES: &[(Code, &str, &str)] = &[
    (
        Code::NoRegister,
        "no register in {folder} or above",
        "`plaint init` makes one; `--register DIR` or PLAINT_REGISTER names another",
    ),
    (
        Code::NoSuchCase,
        "there is no case `{case}`",
        "[did you mean `{nearest}`?]",
    ),
    (
        Code::AmbiguousCase,
        "several cases end in `{case}`",
        "type more of the number: {candidates}",
    ),
    (
        Code::NoSuchFile,
        "there is no file `{file}`",
        "check the path",
    ),
    (
        Code::NotAFile,
        "`{file}` is no plain file",
        "name a plain file",
    ),
    (
        Code::BadArgument,
        "`{found}` is no {expected}",
        "[{remedy}]",
    ),
    (
        Code::NoIdentity,
        "git does not say who you are",
        "git config user.email YOU@EXAMPLE.COM[, or `--by {example}` to enter what somebody says]",
    ),
    (
        Code::UnknownEmail,
        "nobody in people.yaml has the e-mail address `{email}`",
        "add it to your entry in cases/people.yaml, or name the person with `--by ID`",
    ),
    (
        Code::AmbiguousEntry,
        "`{entry}` could be any of {candidates}",
        "type the whole id, or its place in the log such as `#2`",
    ),
    (
        Code::RegisterExists,
        "there is a register already: {file}",
        "choose another folder",
    ),
    (
        Code::UnknownPreset,
        "there is no preset `{preset}`",
        "[did you mean `{nearest}`? ]`plaint init --list` shows them: {known}",
    ),
    (
        Code::CannotGrade,
        "the policy has no level for {criteria} × {scope}",
        "name criteria and scope that the policy knows: {known}",
    ),
    (
        Code::NothingToUndo,
        "nothing of yours at the end of the log could be taken back[: {why}]",
        "`plaint strike` takes back an entry by another one, and both stay in the log",
    ),
    (
        Code::Committed,
        "git has entry {entry} already, and what is committed stays",
        "`plaint strike {case} {entry} --reason TEXT` says that it was a mistake",
    ),
    (
        Code::RevisionNotLater,
        "the draft would be in force from {effective}, which is not after {latest}, when the present revision began",
        "give it a later `effective:` day",
    ),
    (
        Code::NoSuchFinding,
        "`check` has no finding with the fingerprint `{fingerprint}`",
        "`plaint check --format json` shows fingerprints",
    ),
    (
        Code::TooLarge,
        "the file has {size} bytes; {limit} is the most that is read",
        "put long texts and pictures into files with `plaint attach`",
    ),
    (
        Code::NotUtf8,
        "the text is not UTF-8[; it looks like {guess}]",
        "save the file as UTF-8",
    ),
    (
        Code::BadCharacter,
        "the character {character} has no place in the file: YAML readers do not agree about it",
        "delete it",
    ),
    (
        Code::YamlFeature,
        "a YAML {feature} has no place in the register",
        "write the value out; quote a text that starts with `&`, `*` or `!`",
    ),
    (
        Code::TooDeep,
        "nested deeper than {limit} levels",
        "no case needs that: the file is damaged or made to hurt",
    ),
    (
        Code::SeveralDocuments,
        "a second YAML document starts here",
        "one file holds one document: delete the `---`",
    ),
    (
        Code::EmptyFile,
        "there is nothing in the file",
        "git checkout -- FILE brings back what was committed; a case is made by `plaint open`",
    ),
    (
        Code::ConflictMarkers,
        "git's conflict markers stand in the file",
        "keep the entries of both sides, take out the lines with <<<<<<<, ======= and >>>>>>>, then git add the file",
    ),
    (
        Code::NotYaml,
        "this is not YAML: {problem}",
        "mend the line, or git checkout -- FILE",
    ),
    (
        Code::UnknownKey,
        "unknown key `{word}`",
        "[did you mean `{nearest}`?]",
    ),
    (
        Code::MissingKey,
        "`{key}` is missing",
        "[give it with `{flag}`]",
    ),
    (
        Code::DuplicateKey,
        "`{key}` stands twice",
        "keep one of the two",
    ),
    (Code::BadValue, "`{found}` is no {expected}", "[{remedy}]"),
    (
        Code::WrongType,
        "found {found}[ where {expected} is wanted]",
        "",
    ),
    (
        Code::TabIndent,
        "the line is indented with a tab",
        "YAML is indented with spaces",
    ),
    (
        Code::UnknownWord,
        "`{word}` is not one of the words allowed",
        "[did you mean `{nearest}`? ]it can be: {known}",
    ),
    (
        Code::UnknownReference,
        "there is no {what} `{word}`",
        "[did you mean `{nearest}`? ][known: {known}]",
    ),
    (
        Code::MatrixShape,
        "the row `{row}` has {cells} levels for {scopes} scopes",
        "give one level for each scope",
    ),
    (
        Code::LevelNeverGiven,
        "no cell of the matrix gives level `{level}`",
        "take the level out, or use it in `matrix:`",
    ),
    (
        Code::NeverApproved,
        "nothing approves a `{kind}`",
        "add `approvals: {kind}:`, or wait for `{kind}` itself",
    ),
    (
        Code::SharedEmail,
        "`{email}` belongs to `{person}` already",
        "one address, one person",
    ),
    (
        Code::RoleVacant,
        "nobody holds the role `{role}` today, and the policy needs it",
        "give it to somebody in cases/people.yaml, from a day on",
    ),
    (
        Code::BadCalendar,
        "the calendar makes no sense: {problem}",
        "",
    ),
    (
        Code::NumberDiffers,
        "the header says case `{case}`, the file's name says `{number}`",
        "the number in the header stays; give the file that name again",
    ),
    (
        Code::NumberClash,
        "case number {number} is also taken by {other}",
        "two complaints took one number: give one of them another",
    ),
    (
        Code::UidClash,
        "{other} has the same uid {uid}",
        "one of the files is a copy: delete it",
    ),
    (
        Code::AttachmentMissing,
        "the file `{name}` is not in the case's folder",
        "put it back, or strike the entry that names it",
    ),
    (
        Code::LeftOut,
        "{count} files could not be read and are left out",
        "`plaint check` names them",
    ),
    (
        Code::NotOpened,
        "the log does not start with `open`",
        "`plaint open` makes a case",
    ),
    (
        Code::OpenedTwice,
        "the case is opened already",
        "a complaint of its own gets its own case; a mistake is mended with `plaint amend`",
    ),
    (
        Code::DuplicateId,
        "another entry has this id",
        "an id is unique in its case",
    ),
    (
        Code::FutureTime,
        "entered at {time}, which is still to come",
        "check the clock of the machine that wrote it",
    ),
    (
        Code::FutureFact,
        "happened at {time}, after it was entered at {at}",
        "`when` is the time of the fact, and cannot lie ahead",
    ),
    (
        Code::BeforeOpening,
        "happened at {time}, before the complaint came at {opened}",
        "amend `when` of the open entry if the complaint came earlier",
    ),
    (
        Code::BeforeTarget,
        "came at {time}, before {entry} of {other}",
        "check `when`",
    ),
    (
        Code::ImportedWithoutWhen,
        "an imported entry needs the date that counts",
        "give `when`",
    ),
    (
        Code::UnknownPerson,
        "there is nobody called `{person}` in people.yaml",
        "[did you mean `{nearest}`?]",
    ),
    (
        Code::PersonLeft,
        "`{person}` was not in the house on that day[ (until {until})]",
        "who enters it now? `--by ID`",
    ),
    (
        Code::NotForOthers,
        "{kind} is decided by the person whom git names, and cannot be typed by somebody else",
        "let that person run the command",
    ),
    (
        Code::MayNotEnterForOthers,
        "`{person}` may not enter what others say",
        "the policy leaves that to {roles}",
    ),
    (
        Code::RoleMissing,
        "`{person}` may not enter {what}",
        "the policy leaves it to {roles}",
    ),
    (
        Code::TargetMissing,
        "`{kind}` must say which entry it answers[ ({wanted})]",
        "[name one of {open}]",
    ),
    (
        Code::NoSuchEntry,
        "there is no entry `{entry}` in this case",
        "`plaint show CASE` lists the log with its ids",
    ),
    (
        Code::WrongTarget,
        "`{kind}` cannot answer {entry}, which is `{found}`",
        "[name an entry of kind {wanted}]",
    ),
    (
        Code::DeadTarget,
        "{entry} no longer counts: {standing} by {other}",
        "name an entry that counts",
    ),
    (
        Code::AlreadyAnswered,
        "{entry} is answered already, by {other}",
        "amend or strike {other} if it was a mistake",
    ),
    (
        Code::CaseClosed,
        "the case was closed at {time}; `{kind}` comes too late",
        "`plaint reopen CASE --reason TEXT` takes it up again",
    ),
    (Code::NotClosed, "the case is not closed", ""),
    (
        Code::TooEarly,
        "too early: the clock `{clock}`, started by {entry}, runs until {time}",
        "wait until after then",
    ),
    (
        Code::NoCriterion,
        "no criterion is named",
        "`--criterion K`, once or more",
    ),
    (
        Code::SeverityDiffers,
        "severity `{found}` is not what the policy computes: `{computed}` ({rule})",
        "write `{computed}`, or give a `reason` for deciding otherwise",
    ),
    (
        Code::RepeatsDiffer,
        "repeats written: {written}; the register has: {found}",
        "classify again, and the repeats are looked up anew",
    ),
    (
        Code::NotApproved,
        "{entry} is not approved yet, so the customer cannot have it",
        "approve it first",
    ),
    (
        Code::NothingToSupplement,
        "there is no formal reply that could be supplemented",
        "`--kind final` is the first formal reply",
    ),
    (
        Code::SupplementaryDue,
        "the customer disputes the last reply",
        "answer with `--kind supplementary`",
    ),
    (
        Code::DueBeforeRequest,
        "wanted by {due}, which is before it was asked for",
        "check the day",
    ),
    (
        Code::NothingToApprove,
        "{entry} waits for no approval",
        "`plaint show CASE` lists what waits",
    ),
    (
        Code::WrongRole,
        "the step `{step}` does not wait for the role `{role}`",
        "it waits for {roles}",
    ),
    (
        Code::RoleNotHeld,
        "`{person}` does not hold the role `{role}` on that day",
        "[it is held by {holders}]",
    ),
    (
        Code::OwnEntry,
        "nobody decides about their own entry: {entry} is by `{person}`",
        "another person must do it",
    ),
    (
        Code::SamePerson,
        "`{person}` gave the step `{step}` already; each step needs another person",
        "another person must do it",
    ),
    (
        Code::BasisNotAllowed,
        "the policy does not close a case as `{basis}`",
        "it knows {known}",
    ),
    (
        Code::ClosingNeeds,
        "closing needs {need}",
        "plaint {verb} CASE {command}",
    ),
    (
        Code::ApprovalWaiting,
        "{kind} {entry} waits for `{step}` by {roles}",
        "plaint approve CASE {entry}, or reject it",
    ),
    (
        Code::ReasonMissing,
        "closing as `{basis}` needs a reason",
        "`--text TEXT`",
    ),
    (
        Code::OpenStays,
        "the first entry cannot be struck",
        "amend it, or close the case as withdrawn",
    ),
    (
        Code::StillReferredTo,
        "{entry} is still referred to by {entries}",
        "strike those first",
    ),
    (
        Code::BreaksOthers,
        "after this {kind} the entries {entries} would not be legal",
        "strike or amend those first",
    ),
    (
        Code::NotAmendable,
        "`{kind}` cannot be amended",
        "strike the entry and write it again",
    ),
    (
        Code::UidDiffers,
        "case {case} has the uid {uid}, not the one written here",
        "two complaints took that number; link the right one",
    ),
    (
        Code::OtherCustomer,
        "case {case} is of another customer, {customer}",
        "a duplicate is the same customer's; link it as `related` or `same-cause`",
    ),
    (
        Code::LeadFollows,
        "case {case} itself follows {lead}",
        "link {lead}, which leads",
    ),
    (
        Code::OutsideRegister,
        "`{file}` leads out of the register",
        "put a plain file in its place",
    ),
    (
        Code::Changed,
        "somebody else changed `{file}` at the same time, again and again",
        "try again",
    ),
    (
        Code::Busy,
        "another process has held `{file}` for {seconds} seconds",
        "try again; if nothing else runs, look for a hanging plaint",
    ),
    (
        Code::NotAppendable,
        "nothing can be appended to this file: {why}",
        "write `log:` last in the file, one `- ` item a line, without brackets",
    ),
];

/// Sorts of values: the key, the words for it, how one is written.
pub(super) const SORTS: &[(&str, &str, &str)] = &[
    ("text", "text", "write something, or leave the key out"),
    (
        "quoted",
        "text",
        "put it in quotes, so that no digit is lost",
    ),
    (
        "time",
        "time",
        "write date, time and offset, such as 2026-11-02T09:30:00+08:00, and only days that exist",
    ),
    (
        "when",
        "time",
        "write 2026-11-02, 2026-11-02T09:30 or 2026-11-02T09:30:00+08:00, and only days that exist",
    ),
    (
        "date",
        "date",
        "write a day that exists, such as 2026-11-02",
    ),
    (
        "time-of-day",
        "time of day",
        "write it as \"08:30\", in quotes",
    ),
    (
        "case-number",
        "case number",
        "letters, digits, - and _, at most 40",
    ),
    ("entry-id", "entry id", "six consonants; plaint makes them"),
    ("uid", "uid", "ten consonants or digits; plaint makes them"),
    (
        "person-id",
        "person id",
        "letters, digits, `.`, `-` and `_`",
    ),
    ("target", "entry id", "six consonants, such as kdqvtz"),
    (
        "quantity",
        "quantity",
        "a number and a unit, such as `1200 pcs`",
    ),
    (
        "money",
        "sum of money",
        "a number and a currency, such as `1250.00 CNY`",
    ),
    (
        "term",
        "limit",
        "such as 30min, 24h, 4wh, 5d, 2wd, 1w, 1month, 1y",
    ),
    (
        "numbering",
        "pattern of numbers",
        "such as {yy}{mm}-{n:04}: one serial, and a year wherever there is a month",
    ),
    ("zone", "time zone", "such as Asia/Shanghai"),
    (
        "event",
        "entry to wait for",
        "one kind, such as `open` or `{reply: {kind: final}}`",
    ),
    (
        "one-kind",
        "single kind of entry",
        "an entry says exactly one thing, such as `note:`; write two entries",
    ),
    (
        "entry",
        "entry",
        "an id such as kdqvtz, or its place in the log such as `#2`",
    ),
    (
        "json-or-yaml",
        "body of an entry",
        "a mapping of the entry's fields, as YAML or JSON",
    ),
];
