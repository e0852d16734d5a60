//! A long history of people who were honest: several of them, on branches that
//! are merged, rebased, squashed and picked from, with rules that change for
//! days to come. Nothing may be found in it.

use chrono::{NaiveDateTime, TimeDelta};
use sha2::{Digest, Sha256};

use super::shop::{CALENDAR, PEOPLE, POLICY, Shop};

/// Numbers that look like chance and are always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A complaint as it stands on the branch that is worked on.
#[derive(Clone)]
struct Case {
    number: String,
    closed: bool,
    classified: bool,
    replied: bool,
}

impl Case {
    fn path(&self) -> String {
        format!("cases/2026/11/{}.yaml", self.number)
    }
}

struct Story {
    shop: Shop,
    dice: Dice,
    now: NaiveDateTime,
    cases: Vec<Case>,
    ids: usize,
    commits: usize,
    serial: usize,
    people: usize,
}

const ANYBODY: [&str; 3] = ["li.wei", "wang.min", "zhao.lei"];

impl Story {
    fn new(seed: u64) -> Story {
        let first = "2026-11-04T08:00";
        let mut story = Story {
            shop: Shop::empty("", &[]),
            dice: Dice(seed),
            now: NaiveDateTime::parse_from_str(first, "%Y-%m-%dT%H:%M").unwrap(),
            cases: Vec::new(),
            ids: 0,
            commits: 0,
            serial: 0,
            people: 0,
        };
        (0..3).for_each(|_| story.open());
        story
    }

    /// The time some minutes later, as the shop takes it.
    fn later(&mut self) -> String {
        self.now += TimeDelta::minutes(3 + self.dice.roll(40) as i64);
        self.now.format("%m-%dT%H:%M").to_string()
    }

    fn id(&mut self) -> String {
        const LETTERS: &[u8] = b"bcdfghjklmnpqrstvwxz";
        self.ids += 1;
        let mut left = self.ids * 7919;
        let letters = (0..6).map(|_| {
            let letter = LETTERS[left % LETTERS.len()];
            left /= LETTERS.len();
            char::from(letter)
        });
        letters.collect()
    }

    /// An entry at the present time, with `more` below its kind.
    fn entry(&mut self, at: &str, by: &str, via: Option<&str>, kind: &str, more: &str) -> String {
        let via = via.map_or(String::new(), |via| format!("  via: {via}\n"));
        let id = self.id();
        format!("- id: {id}\n  at: 2026-{at}:00+08:00\n  by: {by}\n{via}  {kind}:\n{more}")
    }

    fn commit(&mut self, who: &str, at: &str, message: &str) {
        self.shop.commit(who, at, message);
        self.commits += 1;
    }

    fn person(&mut self) -> &'static str {
        ANYBODY[self.dice.roll(ANYBODY.len())]
    }

    fn open(&mut self) {
        let at = self.later();
        self.serial += 1;
        let number = format!("2611-{:04}", self.serial);
        let uid: String = self.id() + &self.id()[..4];
        let more = "    customer: HD\n    channel: phone\n    product: {model: AX-7, lot: L}\n    \
                    quantity: 10 pcs\n    defect: scratch\n    description: d\n";
        let by = self.person();
        let text = self.entry(&at, by, None, "open", more);
        let case = Case {
            number: number.clone(),
            closed: false,
            classified: false,
            replied: false,
        };
        let head = format!("case: {number}\nuid: {uid}\nlog:\n");
        self.shop.write(&case.path(), head + &text);
        self.cases.push(case);
        self.commit(by, &at, "open");
    }

    fn note(&mut self, which: usize) {
        let (at, by) = (self.later(), self.person());
        let who = self.person();
        let via = (by != who).then_some(who);
        let text = self.entry(&at, by, via, "note", "    text: looked at\n");
        self.shop.add(&self.cases[which].path(), &text);
        if self.dice.roll(6) == 0 {
            self.shop.add(&self.cases[which].path(), "# seen\n\n");
        }
        self.commit(who, &at, "note");
    }

    fn attach(&mut self, which: usize) {
        let (at, by) = (self.later(), self.person());
        let name = format!("p{}.jpg", self.ids);
        let hash: String = Sha256::digest(name.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let more = format!("    file: {{name: {name}, sha256: {hash}}}\n");
        let text = self.entry(&at, by, None, "attach", &more);
        let path = self.cases[which].path();
        self.shop.add(&path, &text);
        let folder = path.replace(".yaml", ".files");
        self.shop.write(&format!("{folder}/{name}"), &name);
        self.commit(by, &at, "attach");
    }

    /// The next step of the case, by whoever must take it.
    fn step(&mut self, which: usize) {
        let case = self.cases[which].clone();
        let at = self.later();
        let (who, text) = if case.closed {
            return self.note(which);
        } else if !case.classified {
            self.cases[which].classified = true;
            let more = "    criteria: [production-stop]\n    scope: batch\n    severity: A\n    \
                        rule: critical × batch\n";
            let text = self.entry(&at, "wang.min", None, "classify", more);
            ("wang.min", text)
        } else if !case.replied {
            self.cases[which].replied = true;
            let more = "    kind: final\n    text: new seals\n";
            let reply = self.entry(&at, "wang.min", None, "reply", more);
            let target = reply[6..12].to_owned();
            self.shop.add(&case.path(), &reply);
            self.commit("wang.min", &at, "reply");
            let at = self.later();
            let more = format!("    for: {target}\n    role: quality-head\n");
            let by = ["zhao.lei", "chen.hua"][self.dice.roll(2)];
            let text = self.entry(&at, by, None, "approve", &more);
            self.shop.add(&case.path(), &text);
            return self.commit(by, &at, "approve");
        } else {
            self.cases[which].closed = true;
            let more = "    basis: withdrawn\n    text: taken back\n";
            ("wang.min", self.entry(&at, "wang.min", None, "close", more))
        };
        self.shop.add(&case.path(), &text);
        self.commit(who, &at, "step");
    }

    fn renumber(&mut self, which: usize) {
        let at = self.later();
        let case = self.cases[which].clone();
        self.serial += 1;
        let to = format!("2611-{:04}", self.serial);
        let more = format!("    from: {}\n    to: {to}\n", case.number);
        let text = self.entry(&at, "li.wei", None, "renumber", &more);
        self.cases[which].number = to;
        let path = self.cases[which].path();
        self.shop.git(&["mv", &case.path(), &path]);
        let files = case.path().replace(".yaml", ".files");
        if self.shop.path(&files).exists() {
            self.shop
                .git(&["mv", &files, &path.replace(".yaml", ".files")]);
        }
        self.shop.add(&path, &text);
        self.commit("li.wei", &at, "renumber");
    }

    /// Rules for days to come, and people who come.
    fn rules(&mut self) {
        let at = self.later();
        self.people += 1;
        let day = |days: i64, story: &Story| {
            let day = story.now + TimeDelta::days(days);
            day.format("%Y-%m-%d").to_string()
        };
        match self.dice.roll(4) {
            0 => {
                let day = day(1 + self.people as i64, self);
                let text = self.shop.read(POLICY);
                let text = text.replace("effective: 2020-01-01", &format!("effective: {day}"));
                self.shop.write(&format!("cases/policy/{day}.yaml"), text);
            }
            1 => {
                let (from, name) = (day(0, self), format!("new.{}", self.people));
                let text = format!(
                    "  {name}:\n    name: {name}\n    email: {name}@example.com\n    \
                     from: {from}\n    roles: [quality, {{role: quality-head, until: 2026-12-24}}]\n"
                );
                self.shop.add(PEOPLE, &text);
            }
            2 => {
                let from = day(1, self);
                let text = format!("marketing, customer-service, {{role: quality, from: {from}}}");
                let was = "marketing, customer-service";
                let people = self.shop.read(PEOPLE);
                self.shop.write(PEOPLE, people.replacen(was, &text, 1));
            }
            _ => {
                let text = format!(
                    "- {{date: 2027-01-{:02}, name: off}}\n",
                    1 + self.people % 28
                );
                self.shop.add(CALENDAR, &text);
            }
        }
        self.commit("chen.hua", &at, "rules");
    }

    /// A case that another system had, with what was decided there.
    fn import(&mut self) {
        let at = self.later();
        self.serial += 1;
        let number = format!("2611-{:04}", self.serial);
        let uid = self.id() + &self.id()[..4];
        let mut text = format!("case: {number}\nuid: {uid}\nlog:\n");
        for (by, day, kind, more) in [
            (
                "zhao.lei",
                "01",
                "open",
                "customer: HD\n    channel: phone\n    product: {model: A, lot: L}\n    \
                 quantity: 1 pcs\n    defect: scratch\n    description: d",
            ),
            ("wang.min", "05", "note", "text: from the old system"),
            ("wang.min", "09", "close", "basis: withdrawn\n    text: t"),
        ] {
            let fields = format!("    when: 2026-03-{day}T09:00:00+08:00\n    {more}\n");
            let entry = self.entry(&at, by, None, kind, &fields);
            let by_whom = format!("  by: {by}\n");
            let imported = format!("{by_whom}  via: li.wei\n  imported: true\n");
            let imported = match kind {
                "close" => format!("{by_whom}  imported: true\n"),
                _ => imported,
            };
            text.push_str(&entry.replace(&by_whom, &imported));
        }
        self.shop
            .write(&format!("cases/2026/11/{number}.yaml"), text);
        self.commit("li.wei", &at, "import");
    }

    fn work(&mut self) {
        let which = self.dice.roll(self.cases.len());
        match self.dice.roll(12) {
            0 => self.open(),
            1 | 2 => self.attach(which),
            3..=6 => self.step(which),
            _ => self.note(which),
        }
    }

    /// Works on a branch and on main, and brings them together again.
    fn branch(&mut self) {
        self.shop.git(&["checkout", "--quiet", "-b", "side"]);
        let how = self.dice.roll(5);
        let which = self.dice.roll(self.cases.len());
        if how == 4 {
            // The number changes here, while main goes on under the old one.
            self.shop.git(&["checkout", "--quiet", "main"]);
            self.note(which);
            self.shop.git(&["checkout", "--quiet", "side"]);
            self.renumber(which);
            self.shop.git(&["checkout", "--quiet", "main"]);
        } else {
            self.note(which);
            let other = self.dice.roll(self.cases.len());
            self.note(other);
            self.shop.git(&["checkout", "--quiet", "main"]);
            if how != 0 {
                self.note(which);
            }
        }
        let by = self.person();
        match how {
            // Fast-forward.
            0 => drop(self.shop.git(&["merge", "--quiet", "--ff-only", "side"])),
            1 => self.apply(&["rebase", "--quiet", "main", "side"], by),
            2 => {
                self.apply(&["merge", "--squash", "side"], by);
                let now = self.later();
                self.commit(by, &now, "squash");
            }
            3 => {
                self.apply(&["cherry-pick", "side~1"], by);
                self.commits += 1;
                self.apply(&["merge", "--no-ff", "--no-edit", "side"], by);
            }
            _ => self.apply(&["merge", "--no-ff", "--no-edit", "side"], by),
        }
        if how == 1 {
            self.shop.git(&["checkout", "--quiet", "main"]);
            self.shop.git(&["merge", "--quiet", "--ff-only", "side"]);
        }
        self.shop.git(&["branch", "--quiet", "-D", "side"]);
    }

    /// Runs git; what it cannot bring together by itself is joined as plaint's
    /// merge driver does: the common beginning, our tail, theirs.
    fn apply(&mut self, args: &[&str], by: &str) {
        let at = self.later();
        let mut output = self.shop.try_git_as(by, &at, args);
        for _ in 0..20 {
            let unmerged = self.shop.git(&["diff", "--name-only", "--diff-filter=U"]);
            for path in unmerged.lines() {
                let side = |stage: u8| {
                    let name = format!(":{stage}:{path}");
                    let output = self.shop.try_git(&["show", &name]);
                    String::from_utf8(output.stdout).unwrap()
                };
                let text = joined(&side(1), &side(2), &side(3));
                self.shop.write(path, text);
            }
            self.shop.git(&["add", "--all", "."]);
            let next: &[&str] = match args[0] {
                "rebase" if !output.status.success() => &["rebase", "--continue"],
                "cherry-pick" if !output.status.success() => &["cherry-pick", "--continue"],
                "merge" if !args.contains(&"--squash") && !output.status.success() => {
                    &["commit", "--quiet", "--no-edit"]
                }
                _ => return,
            };
            let next = [&["-c", "core.editor=true"], next].concat();
            output = self.shop.try_git_as(by, &at, &next);
            if output.status.success() {
                return;
            }
        }
        panic!("{args:?}: {output:?}");
    }
}

/// The entries of both sides behind the common beginning; one that both have
/// stands once.
fn joined(base: &str, ours: &str, theirs: &str) -> String {
    let tail = theirs.strip_prefix(base).unwrap();
    assert!(ours.starts_with(base));
    let parts = tail
        .split("- id: ")
        .skip(1)
        .map(|part| format!("- id: {part}"));
    let new: String = parts.filter(|part| !ours.contains(&part[..12])).collect();
    format!("{ours}{new}")
}

fn told(commits: usize, seed: u64) {
    let mut story = Story::new(seed);
    while story.commits < commits {
        match story.dice.roll(16) {
            0..=2 => story.branch(),
            3 => {
                let which = story.dice.roll(story.cases.len());
                story.renumber(which);
            }
            4 => story.rules(),
            5 => story.import(),
            _ => story.work(),
        }
    }
    let count = |args: &[&str]| {
        let all = story
            .shop
            .git(&[&["rev-list", "--count", "HEAD"], args].concat());
        all.parse::<usize>().unwrap()
    };
    assert!(count(&["--merges"]) * 30 > commits);
    for message in ["renumber", "squash", "import", "rules", "approve"] {
        assert!(count(&["--grep", message]) > 0, "{message}");
    }
    story.shop.finds(&[]);
}

#[test]
fn a_hundred_and_fifty_commits() {
    told(150, 1);
}

#[test]
#[ignore = "takes a minute"]
fn a_thousand_commits() {
    told(1000, 2);
}

/// What several people decided cannot be squashed into one commit: git keeps one
/// author of it.
#[test]
fn decisions_squashed() {
    let mut story = Story::new(3);
    story.step(0);
    story.shop.git(&["checkout", "--quiet", "-b", "side"]);
    story.step(0);
    story.shop.git(&["checkout", "--quiet", "main"]);
    story.apply(&["merge", "--squash", "side"], "wang.min");
    let at = story.later();
    story.commit("wang.min", &at, "squash");
    let found = story.shop.audit(&[]);
    let [one] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert!(one.starts_with("author-differs 2611-0001:"), "{one}");
}
