//! Two examples or more for each verb, as its help and its manual page show
//! them. `tests/examples.rs` types every one of them.

/// A command line, and what it is good for.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// What it does, in a few words.
    pub about: &'static str,
    /// What is typed.
    pub command: &'static str,
    /// The exit status; 1 where the example is one of something found.
    pub status: u8,
}

/// The examples of that command, named as it is typed: `show`, `calendar add`.
pub fn of(words: &str) -> impl Iterator<Item = Example> + '_ {
    let verb = words.split(' ').next().unwrap_or_default();
    let of_verb = EXAMPLES.iter().filter(move |(known, _)| *known == verb);
    let all = of_verb.flat_map(|(_, examples)| examples.iter().copied());
    all.filter(move |example| {
        let typed = example.command.strip_prefix("plaint ");
        let rest = typed.and_then(|typed| typed.strip_prefix(words));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

const fn good(about: &'static str, command: &'static str) -> Example {
    Example {
        about,
        command,
        status: 0,
    }
}

const fn found(about: &'static str, command: &'static str) -> Example {
    Example {
        about,
        command,
        status: 1,
    }
}

/// The examples of each verb.
#[rustfmt::skip]
pub const EXAMPLES: &[(&str, &[Example])] = &[
    ("init", &[
        good("A register in a new folder, for a maker of parts", "plaint init quality --preset component"),
        good("The procedures to start from", "plaint init --list"),
        good("Add a CI job to the register that is here", "plaint init --ci github"),
    ]),
    ("open", &[
        good("A customer calls; the number of the case is printed first", r#"plaint open --customer 华东电子 --model AX-7 --lot L2610-08 -d "dark line""#),
        good("A letter of another day; the customer wants a report", r#"plaint open --customer 北方重工 -d "leaks" --want report --when 2026-11-17"#),
    ]),
    ("list", &[
        good("Open complaints of one customer; a part of the name will do", "plaint list --open --customer 华东"),
        good("Everything about a lot, for a spreadsheet", "plaint list --lot L2610-08 --format csv"),
        good("What was open at the end of last month", "plaint list --open --as-of 2026-10-31"),
    ]),
    ("show", &[
        good("One case, named by the end of its number", "plaint show 0003"),
        good("As it was on a past day, for a script", "plaint show 2611-0003 --as-of 2026-11-17 --format json"),
    ]),
    ("next", &[
        good("What a case waits for", "plaint next 0003"),
        good("Only what waits for one role", "plaint next 0003 --role quality-head"),
    ]),
    ("due", &[
        good("What you owe within two working days", "plaint due --mine --within 2wd"),
        good("A calendar of what a department owes", "plaint due --role quality --format ics"),
    ]),
    ("overdue", &[
        found("What is overdue now; exit status 1 if anything is", "plaint overdue"),
        found("The same as annotations of a GitHub job", "plaint overdue --format github"),
        found("As test results, for Jenkins and GitLab", "plaint overdue --format junit"),
    ]),
    ("check", &[
        found("Every file against every rule", "plaint check"),
        good("Only one case", "plaint check cases/2026/11/2611-0003.yaml"),
        found("For GitHub's code scanning", "plaint check --format sarif >plaint.sarif"),
    ]),
    ("explain", &[
        good("Why this severity, and why these due dates", "plaint explain 0003"),
        good("As it was on a past day", "plaint explain 0003 --as-of 2026-11-17"),
    ]),
    ("ask", &[
        good("A question; the clocks of the replies stand still", r#"plaint ask 0001 "Is the line bright or dark?""#),
        good("One that was asked by telephone this morning", r#"plaint ask 0001 "Which lots?" --when 2026-11-18T08:40"#),
    ]),
    ("answer", &[
        good("The customer's answer to the question that is open", r#"plaint answer 0002 "bright, and it moves""#),
        good(
                "Where several are open, the question is named by its id or its place",
                r##"plaint answer 0002 "#2" "bright, and it moves""##,
            ),
    ]),
    ("confirm", &[
        good("The customer puts in writing what was said by telephone", r#"plaint confirm 0001 --what complaint --text "e-mail of today""#),
        good("The customer agrees with what is proposed", r#"plaint confirm 0001 --what solution --text "Mr Zhou, by phone""#),
    ]),
    ("verify", &[
        good("The sample that we kept back shows it too", "plaint verify 0001 --method retained-sample --result confirmed"),
        good("It needs no proof", r#"plaint verify 0001 --result waived --text "seen on the photographs""#),
    ]),
    ("classify", &[
        good("The worst criterion and the scope give the severity", "plaint classify 0001 --criterion production-stop --scope batch"),
        good("Another severity than the rule gives, which then needs an approval", r#"plaint classify 0001 --criterion fit --scope batch --severity A --reason AEC"#),
    ]),
    ("appraise", &[
        good(
                "What is open under the guarantee, what it costs, and why not the rest",
                "plaint appraise 0017 --class shoes --fault sole-open --card --dry-run",
            ),
        good("A repair", "plaint appraise 0017 --class shoes --fault sole-open --card --remedy repair"),
    ]),
    ("assign", &[
        good("Two departments are asked", r#"plaint assign 0001 --to quality production --text "cause, and stock""#),
        good("One, by the name that the policy gives it", "plaint assign 0001 --to 品质部"),
    ]),
    ("sign", &[
        good("For your own department, whichever were asked", "plaint sign 0018"),
        good("For the first of the departments that the entry #3 asks", r##"plaint sign 0018 "#3/1" --text "by telephone""##),
    ]),
    ("opinion", &[
        good("What your department thinks", r#"plaint opinion 0018 "polariser cut too short" --impact "looks only""#),
        good("Of several that were asked, the first; with a report", r##"plaint opinion 0018 "#3/1" "see the report" --file 8D.pdf"##),
    ]),
    ("contain", &[
        good("What is in stock is isolated", "plaint contain 0001 --lot L1 --place B2 --action quarantine --quantity 9pcs"),
        good("Nothing more of it leaves; none was there", "plaint contain 0008 --lot L1 --place B2 --action stop-shipment --quantity 0"),
    ]),
    ("investigate", &[
        good("The cause, and who is responsible, as the file says", "plaint investigate 0018 --justified yes --from cause.yaml"),
        good("There is no fault", r#"plaint investigate 0018 --justified no --text "broken in dismantling""#),
    ]),
    ("trace", &[
        good("Who got a lot, by the shipment data", "plaint trace L2610-08"),
        good("Enter it in a case, with one whom the data do not know", r#"plaint trace L2610-08 --case 0018 --customer "ACME 20 pcs""#),
    ]),
    ("recall", &[
        good("From everybody who was shipped the lot", r#"plaint recall 0018 --decision recall --lot L2610-08 --reason "may burn""#),
        good("It stays where it is", r#"plaint recall 0018 --decision no-recall --lot L2610-08 --reason "harmless""#),
    ]),
    ("notify", &[
        good("A customer of a recall", "plaint notify 0020 4 --party customer --who 华东电子 --file 8D.pdf"),
        good("The authority", r#"plaint notify 0020 --party authority --who 市监局 --text "by letter""#),
    ]),
    ("retrieve", &[
        good("A part of it is here", r#"plaint retrieve 0020 --customer 华东电子 --quantity "280 pcs""#),
        good("There is no more to be had", r#"plaint retrieve 0020 --customer 宏达仪表 --quantity 0pcs --rest "used up""#),
    ]),
    ("rma", &[
        good("Everything that is complained of comes back, and is replaced", "plaint rma 0008 --reason quality --way return --replenish yes"),
        good(
                "Treated at the customer's instead; the file says who goes, and until when",
                "plaint rma 0008 --way on-site --from site.yaml",
            ),
    ]),
    ("receive", &[
        good("As counted; packing, marking and sorting come from a file", "plaint receive 0010 --number 2611-0010-kdqvtz --quantity 118 --from in.yaml"),
        good("Goods that were not taken in do not count", r#"plaint receive 0010 --quantity 40 --refused "no RMA number""#),
    ]),
    ("resolve", &[
        good("The customer agrees: two were lost on the way", r#"plaint resolve 0011 --how accepted --reason "118 pcs, as Ms Lin says""#),
        good("Back to the customer as they came", r#"plaint resolve 0011 --how sent-back --reason "not our goods""#),
    ]),
    ("inspect", &[
        good("All of it: good pieces, and defective ones by code", "plaint inspect 0013 --good 90 --defective bright-line=30"),
        good("How large a sample is for a lot, and when it fails", "plaint inspect --plan --lot-size 1200 --aql 1.0"),
        good("A sample of 20 for the 120 pieces", "plaint inspect 0013 --sampled --aql 2.5 --good 20"),
    ]),
    ("disposition", &[
        good("Good ones into stock, bad ones to rework", "plaint disposition 0014 --item \"restock 90\" --item \"rework 30\" --mark 客退"),
        good("Used as they are; like products were checked", r#"plaint disposition 0014 --item "concession 30" --like-products "AX-8: none""#),
    ]),
    ("replace", &[
        good("Everything under the RMA is replaced by a day", "plaint replace 0014 --by-day 2026-11-27"),
        good("A part of it, made anew", "plaint replace 0014 --quantity 30 --source made-anew --by-day 2026-11-27"),
    ]),
    ("ship", &[
        good("All that was promised", "plaint ship 0015 --delivery-note DN-0815"),
        good("A part of it, with its serial numbers", "plaint ship 0015 --quantity 1 --serial S-1 --delivery-note DN-0815"),
    ]),
    ("accept", &[
        good("The customer has it and is content", r#"plaint accept 0016 --text "signed by Mr Zhou""#),
        good("One was broken: it is to be shipped again", "plaint accept 0016 --quantity 29"),
    ]),
    ("compensate", &[
        good("We pay for the hours of sorting", r#"plaint compensate 0014 --kind sorting --amount "1250.00 CNY""#),
        good("Charged on to the carrier who lost two, as the file says", "plaint compensate 0011 --from charge.yaml"),
    ]),
    ("act", &[
        good("Takes the cause away, by a day", "plaint act 0019 --kind corrective --text knife --owner 王敏 --due 2026-12-04"),
        good("For the investigation #3: like products; the file says who, and until when", "plaint act 0019 3 --kind like-product --text AX-8 --from who.yaml"),
    ]),
    ("finish", &[
        good("The action that is open is done, as the photograph shows", r#"plaint finish 0019 "the knife is new" --file photo.jpg"#),
        good("Where several are open, one by its place in the log", r##"plaint finish 0019 "#4" "the knife is new""##),
    ]),
    ("evaluate", &[
        good("Lots made since then are good", "plaint evaluate 0031 --verdict effective --lot L2611-01 --lot L2611-02"),
        good("It came again: another action is due", r#"plaint evaluate 0031 --verdict ineffective --text "3 of 500""#),
    ]),
    ("reply", &[
        good("The first reply", r#"plaint reply 0001 --kind first --text "the lot is quarantined""#),
        good("The final report; it is copied into the folder of the case", "plaint reply 0001 --kind final --meets report --file 8D.pdf"),
    ]),
    ("respond", &[
        good("The customer accepts", "plaint respond 0004 --verdict accepted"),
        good("The customer does not; a supplementary reply is due", r#"plaint respond 0004 --verdict disputed --text "cause not shown""#),
    ]),
    ("remind", &[
        good("No answer to the formal reply yet", r#"plaint remind 0032 --text "e-mail to Ms Lin""#),
        good("Of several replies one, by its place in the log", r##"plaint remind 0032 "#3""##),
    ]),
    ("visit", &[
        good("What was talked about, and what the customer said", r#"plaint visit 0001 "the analysis" --person 王敏 --feedback "more data""#),
        good("The visit that the customer asked for, with its record", r#"plaint visit 0021 2 "the line was looked at" --file 8D.pdf"#),
    ]),
    ("survey", &[
        good("By telephone, with what was said", r#"plaint survey 0005 --score 4 --channel phone --text "quick, but late""#),
        good("The form that came back", "plaint survey 0005 --score 5"),
    ]),
    ("approve", &[
        good("The only entry that waits", "plaint approve 0003"),
        good(
                "One of several, by its place in the log, with a remark",
                r##"plaint approve 0003 "#3" --reason "cause and data are complete""##,
            ),
    ]),
    ("reject", &[
        good("Back to the author, with the reason", r#"plaint reject 0003 --reason "no cause of escape""#),
        good("See first what would be written", r#"plaint reject 0003 --reason "no cause of escape" --dry-run"#),
    ]),
    ("close", &[
        good("The customer has accepted", "plaint close 0005 --basis accepted"),
        good("The same, with a git commit of it", "plaint close 0005 --basis accepted --commit"),
    ]),
    ("reopen", &[
        good("The same fault came back", r#"plaint reopen 0006 --reason "again on 20 panels of the same lot""#),
        good("See first what would be written", r#"plaint reopen 0006 --reason "closed by mistake" --dry-run"#),
    ]),
    ("note", &[
        good("A remark", r#"plaint note 0001 "The customer's buyer is new: Ms Lin""#),
        good(
                "A remark about an entry, from a file with its fields",
                r##"plaint note 0001 --for "#1" --from note.yaml"##,
            ),
    ]),
    ("request", &[
        good("The customer wants a report after all", "plaint request 0001 report"),
        good("A visit, by a day that the customer named", r#"plaint request 0001 visit --due 2026-11-27"#),
    ]),
    ("attach", &[
        good("A photograph; its SHA-256 goes into the log", r#"plaint attach 0001 photo.jpg --text "line at the left edge""#),
        good(
                "A file that belongs to an entry",
                r##"plaint attach 0003 8D.pdf --for "#3""##,
            ),
    ]),
    ("link", &[
        good("The same complaint came twice", "plaint link 0002 0001 --as duplicate"),
        good("Both have one cause", "plaint link 0002 0001 --as same-cause"),
    ]),
    ("amend", &[
        good(
                "A misread lot; the first entry of the log is #1",
                r##"plaint amend 0001 "#1" --set product.lot=L2610-09 --reason misread"##,
            ),
        good(
                "Two fields at once; an empty value takes a field away",
                r##"plaint amend 0001 "#1" --set "quantity=9 pcs" --set stage= --reason e-mail"##,
            ),
    ]),
    ("strike", &[
        good(
                "An entry that went into the wrong case",
                r##"plaint strike 0007 "#2" --reason "belongs to 2611-0001""##,
            ),
        good(
                "See first whether later entries stand on it",
                r##"plaint strike 0007 "#2" --reason "another case" --dry-run"##,
            ),
    ]),
    ("cancel", &[
        good("The question is no longer wanted", r#"plaint cancel 0002 --reason "seen on the sample""#),
        good(
                "One of several, by its place in the log",
                r##"plaint cancel 0002 "#2" --reason "seen on the sample""##,
            ),
    ]),
    ("undo", &[
        good("Take back your last entry", "plaint undo 0007"),
        good("See which entries of yours git does not have yet", "plaint undo 0007 --all --dry-run"),
    ]),
    ("import", &[
        good("A first mapping file, to be looked through", "plaint import --guess old-list.csv"),
        good("Count, and see what is wrong; then without --dry-run", "plaint import old-list.csv --map old-list.map.yaml --dry-run"),
    ]),
    ("calendar", &[
        good("When are ten working days over, and why?", "plaint calendar add 2026-09-29T16:00 10wd --explain"),
        good("Is it a working day?", "plaint calendar check 2026-10-10"),
        good("The company's own holidays", "plaint calendar import holidays.ics --dry-run"),
    ]),
    ("policy", &[
        good("The policy in force, to be read", "plaint policy show"),
        good("A preset as a document to sign", "plaint policy show pharma --format markdown"),
        good("What a draft would change", "plaint policy diff 2026-11-23 draft.yaml"),
        good("Does a draft fit together?", "plaint policy check draft.yaml"),
        good("Put it in force from its day on; the one before is kept", "plaint policy adopt draft.yaml"),
    ]),
    ("export", &[
        good("Every time limit as a workbook, for a pivot table", "plaint export --rows obligations --format xlsx --out limits.xlsx"),
        good("Cases for a database, as they were at the end of October", "plaint export --format ndjson --as-of 2026-10-31"),
    ]),
    ("report", &[
        good("Which limits were kept this year, by customer and clock", "plaint report timeliness --since 2026-01-01 --group customer"),
        good("Complaints like one of the last 90 days, and the earlier ones", "plaint report repeats --within 90d --cases"),
        good("Which defects to work at first: those of the last half year", "plaint report pareto --since 2026-06-01 --top 5"),
        good("What suppliers cost us, and what was charged on to them", "plaint report cost --group supplier"),
        good("Complaints, ppm and satisfaction of each customer", "plaint report customers --since 2026-01-01"),
        good("The figures of this year beside those of the last one, for a report", "plaint report review --cases --format markdown --out review.md"),
        good("Goods that came back this year, by customer", "plaint report returns --since 2026-01-01 --group customer"),
        found("Is this week out of the ordinary, or the last one? Exit status 1 if so", "plaint report trend --signal"),
        good("By month, with the cases behind each figure, for a spreadsheet", "plaint report returns --group month --cases --out returns.csv"),
    ]),
    ("history", &[
        good("Who entered and who committed what, and when", "plaint history 0007"),
        good("With the keys of signatures, for a program", "plaint history 0007 --format json"),
    ]),
    ("audit", &[
        good("The whole history, from the first commit", "plaint audit"),
        good("What came since the last one, of which a tag is kept", "plaint audit --since audited --anchor audited"),
        good("What would be committed now", "plaint audit --staged"),
    ]),
    ("renumber", &[
        good("To the next free number", "plaint renumber 0007"),
        good("To a number that a letter names already", "plaint renumber 0007 --to 2611-0031 --text 来函编号"),
    ]),
    ("merge", &[
        good("What would become of the conflicts, or of two with one number", "plaint merge --dry-run"),
        good("Settle them, and stage what is settled", "plaint merge"),
    ]),
    ("merge-driver", &[
        good("What git calls: base, our side, their side, and the path", "plaint merge-driver base.yaml ours.yaml theirs.yaml 2611-0001.yaml"),
        good("The result is written to our side; there are no entries of theirs to add", "plaint merge-driver base.yaml ours.yaml base.yaml 2611-0001.yaml"),
    ]),
    ("hook", &[
        good("What would be done, with the lines of the hook", "plaint hook install --dry-run"),
        good("In every clone, once", "plaint hook install"),
        good("Commits are checked no longer", "plaint hook remove"),
    ]),
    ("acknowledge", &[
        good("Fingerprints stand in the JSON of a check", r#"plaint acknowledge 9746cc53a89cda6f --reason "has left; cannot be asked""#),
        good("Its first digits will do", r#"plaint acknowledge 9746cc --reason "typed by hand in 2025""#),
    ]),
    ("man", &[
        good("The page of one verb", "plaint man classify > plaint-classify.1"),
        good("Put all pages where `man` finds them", "plaint man --out ~/.local/share/man/man1"),
    ]),
    ("completions", &[
        good("bash: for every shell that starts from now on", "plaint completions bash >> ~/.bashrc"),
        good("fish: in the folder where it looks", "plaint completions fish > ~/.config/fish/completions/plaint.fish"),
    ]),
    ("help", &[
        good("All verbs", "plaint help"),
        good("One of them", "plaint help classify"),
    ]),
];
