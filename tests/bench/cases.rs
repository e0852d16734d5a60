//! Believable cases, made by the program's own types: the same for the same
//! count, legal under the preset `manufacturing`, about 3 KB each.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, TimeDelta};
use plaint::case::{EntryId, Kind, SCHEMA_LINE, Uid};
use plaint::ops::{InitOptions, init};
use plaint::policy::{PRESETS, Policy};
use plaint::procedure::grade;
use plaint::register::Register;
use plaint::{case, yaml};
use rayon::prelude::*;
use serde_json::{Value, json};

/// The first day on which one of them is opened.
const FIRST: &str = "2020-11-02T00:00:00+08:00";

/// They come evenly over so many days; the last steps are taken two months
/// later.
const DAYS: u64 = 2160;

/// How many cases there are for each one that is still open.
const ONE_OPEN_OF: u64 = 20;

const CUSTOMERS: [&str; 12] = [
    "华东电子",
    "Nordwind Antriebe GmbH",
    "深圳市蓝海显示",
    "Kestrel Avionics",
    "苏州精工模具",
    "Lindqvist Medical AB",
    "宁波港机",
    "Tanaka Seiki",
    "广州万里汽车零部件",
    "Orchard Foods Ltd",
    "西安航天仪表",
    "Delta Pumps BV",
];
const DEFECTS: [&str; 15] = [
    "bright-line",
    "scratch",
    "crack",
    "burr",
    "short-circuit",
    "leak",
    "wrong-label",
    "dimension-out",
    "corrosion",
    "missing-part",
    "noise",
    "discolouration",
    "delamination",
    "loose-screw",
    "contamination",
];
const CRITERIA: [&str; 10] = [
    "safety",
    "production-stop",
    "function-lost",
    "function-lost",
    "unusable",
    "out-of-specification",
    "appearance",
    "appearance",
    "packing",
    "storage-or-use",
];
const SCOPES: [&str; 5] = ["single", "single", "several", "batch", "widespread"];
const CHANNELS: [&str; 5] = ["phone", "email", "portal", "visit", "letter"];
const PARTS: [&str; 8] = [
    "上线后客户在功能测试工位发现异常，同一托盘内其余产品外观正常，不良率约 3.2%，已隔离待判。",
    "Found at incoming inspection; the pallet was sorted and the suspect pieces put aside: 38 of 1,200.",
    "客户要求三个工作日内给出临时措施，并在两周内提供完整的 8D 报告；现场照片见附件。",
    "The line stopped for forty minutes. Pieces of the lot before and the lot after show nothing of the kind.",
    "留样复检：尺寸 12.05 mm（规格 12.00 ± 0.03），测量系统分析 GR&R 8.7%，结果可信。",
    "The retained sample of the lot was inspected again under the same light and at the same angle.",
    "经与生产、工艺、仓储确认，该批次在换线后首件检验合格，第 3 小时巡检记录缺失。",
    "Torque log of station 14 shows 17 values below 0.8 Nm between 10:20 and 10:45.",
];
const CAUSES: [&str; 6] = [
    "Why 1: the seal was not seated. Why 2: the press stopped short. Why 3: its stop had worked loose. Why 4: it is not on the list of daily checks. Why 5: the list was copied from the older press.",
    "发生原因：夹具定位销磨损 0.12 mm，未列入点检；流出原因：终检抽样未覆盖该尺寸。对策：更换定位销、纳入日点检、终检增加通止规。",
    "The adhesive was used 6 h after mixing; its pot life is 4 h. The clock on the mixer had been reset by a power cut; now the batch card carries the time of mixing.",
    "运输途中纸箱受潮，托盘无防潮膜；包装规范只对出口件要求防潮。对策：所有海运及梅雨季内销件加膜，并在发货检查表中确认。",
    "An operator new to the station mixed two trays. The trays of both parts are now of different colours and do not fit the other nest.",
    "供应商来料镀层厚度 3.1 µm，低于 5 µm 的规格；来料检验方案放宽后未再测。已恢复加严检验，并要求供应商提供 8D。",
];

/// Numbers that look like chance and are always the same.
pub struct Dice(u64);

impl Dice {
    pub fn of(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D)
    }

    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides
    }

    pub fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len() as u64) as usize]
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.roll(256) as u8)
    }
}

/// A complaint before anybody worked on it.
struct Plan {
    number: String,
    opened: DateTime<FixedOffset>,
    model: String,
    defect: &'static str,
    dice: u64,
}

/// Cases by model and defect, in the order in which they came.
type Alike<'a> = HashMap<(&'a str, &'a str), Vec<&'a Plan>>;

/// Makes a register in that folder, unless there is one, and so many cases.
pub fn generate(dir: &Path, count: u64) -> io::Result<()> {
    each(dir, count, fs::write).map(drop)
}

/// Makes a register in that folder, unless there is one, and hands on so many
/// cases, each with its path.
pub fn each<T: Send>(
    dir: &Path,
    count: u64,
    take: impl Fn(PathBuf, String) -> io::Result<T> + Sync,
) -> io::Result<Vec<T>> {
    make_register(dir)?;
    let register = Register::at(dir);
    let text = PRESETS[0].policy;
    let policy: Policy = yaml::read(text.as_bytes()).map_err(|finding| other(&finding))?;
    let plans = plans(count);
    let mut alike: Alike = HashMap::new();
    for plan in &plans {
        let key = (plan.model.as_str(), plan.defect);
        alike.entry(key).or_default().push(plan);
        let path = path(&register, plan);
        fs::create_dir_all(path.parent().unwrap_or(dir))?;
    }
    plans
        .par_iter()
        .map(|plan| take(path(&register, plan), text_of(plan, &alike, &policy)))
        .collect()
}

fn other(error: &dyn std::fmt::Debug) -> io::Error {
    io::Error::other(format!("{error:?}"))
}

/// Makes a register in that folder, unless there is one.
pub fn make_register(dir: &Path) -> io::Result<()> {
    if Register::at(dir).policy_path().exists() {
        return Ok(());
    }
    fs::create_dir_all(dir)?;
    let options = InitOptions {
        dir: dir.to_owned(),
        preset: PRESETS[0].key.to_owned(),
        zone: None,
        ci: None,
        schemas: Vec::new(),
    };
    init(&options).map_err(|stop| other(&stop))?;
    let path = Register::at(dir).people_path();
    let mut people = fs::read_to_string(&path)?;
    for (id, roles) in [
        ("li.wei", "marketing, customer-service"),
        ("wang.min", "quality"),
        ("chen.jun", "quality-head"),
        ("zhao.lei", "general-manager"),
    ] {
        if people.contains(&format!("  {id}:\n")) {
            // Who made the register is one of them, with every role.
            continue;
        }
        people.push_str(&format!(
            "  {id}:\n    name: {id}\n    email: {id}@example.com\n    roles: [{roles}]\n"
        ));
    }
    fs::write(path, people)
}

fn path(register: &Register, plan: &Plan) -> PathBuf {
    register.path_for(plan.opened.year(), plan.opened.month(), &plan.number)
}

fn plans(count: u64) -> Vec<Plan> {
    let first = DateTime::parse_from_rfc3339(FIRST).unwrap_or_default();
    let models = (count / 40).clamp(24, 240);
    let mut month = (0, 0);
    let mut serial = 0;
    (0..count)
        .map(|at| {
            let mut dice = Dice::of(at);
            // Somewhere in the working hours of its day, in order.
            let worked = DAYS * 9 * 3600 * at / count;
            let (day, second) = (worked / (9 * 3600), worked % (9 * 3600));
            let opened = first + TimeDelta::seconds((day * 86_400 + 8 * 3600 + second) as i64);
            if (opened.year(), opened.month()) != month {
                (month, serial) = ((opened.year(), opened.month()), 0);
            }
            serial += 1;
            let number = format!("{:02}{:02}-{serial:04}", month.0 % 100, month.1);
            Plan {
                number,
                opened,
                model: format!("AX-{}", 7 + dice.roll(models)),
                defect: dice.pick(&DEFECTS),
                dice: dice.roll(u64::MAX),
            }
        })
        .collect()
}

/// A case as it grows.
struct Story {
    dice: Dice,
    now: DateTime<FixedOffset>,
    text: String,
    left: u64,
}

impl Story {
    /// One more entry some hours later; gives its id.
    fn add(&mut self, hours: u64, by: &str, kind: Kind, fields: Value) -> String {
        let seconds = hours * 3600 + self.dice.roll(3600);
        self.at(
            self.now + TimeDelta::seconds(seconds as i64),
            by,
            kind,
            fields,
        )
    }

    /// One more entry at that time, unless the case stops here; gives its id.
    fn at(&mut self, at: DateTime<FixedOffset>, by: &str, kind: Kind, fields: Value) -> String {
        let id = EntryId::from_bytes(self.dice.bytes());
        if self.left > 0 {
            self.left -= 1;
            self.now = at;
            let entry = case::Entry {
                id: id.clone(),
                at: case::Time(at),
                by: case::PersonId::parse(by).unwrap(),
                via: None,
                imported: false,
                body: kind.from_json(fields).unwrap(),
            };
            self.text.push_str(&yaml::to_item(&entry).unwrap());
        }
        id.to_string()
    }

    fn words(&mut self, sentences: usize) -> String {
        let picked: Vec<&str> = (0..sentences).map(|_| self.dice.pick(&PARTS)).collect();
        picked.join("\n")
    }
}

fn text_of(plan: &Plan, alike: &Alike, policy: &Policy) -> String {
    let mut dice = Dice::of(plan.dice);
    let left = match dice.roll(ONE_OPEN_OF) {
        0 => 1 + dice.roll(8),
        _ => u64::MAX,
    };
    let uid = Uid::from_bytes(dice.bytes());
    let mut story = Story {
        dice,
        now: plan.opened,
        text: format!("{SCHEMA_LINE}\ncase: {}\nuid: {uid}\nlog:\n", plan.number),
        left,
    };
    open(&mut story, plan);
    let criteria = classify(&mut story, plan, alike, policy);
    converse(&mut story);
    answer(&mut story, &criteria);
    story.text
}

fn open(story: &mut Story, plan: &Plan) {
    let pieces = 50 * (1 + story.dice.roll(60));
    let lot = format!(
        "L{}-{:02}",
        plan.opened.format("%y%m"),
        story.dice.roll(100)
    );
    let fields = json!({
        "customer": story.dice.pick(&CUSTOMERS),
        "reference": format!("QA-{}", 1000 + story.dice.roll(9000)),
        "channel": story.dice.pick(&CHANNELS),
        "contact": "QA desk",
        "owner": "wang.min",
        "product": {"model": plan.model, "lot": lot},
        "quantity": format!("{pieces} pcs"),
        "defect": plan.defect,
        "description": story.words(4),
        "wants": ["report", "replacement"],
    });
    story.at(plan.opened, "li.wei", Kind::Open, fields);
}

/// Grades the complaint with the repeats that came before it.
fn classify(story: &mut Story, plan: &Plan, alike: &Alike, policy: &Policy) -> String {
    let criteria = story.dice.pick(&CRITERIA);
    let scope = story.dice.pick(&SCOPES);
    let known_by = plan.opened + TimeDelta::minutes(30 + story.dice.roll(1200) as i64);
    let repeats = repeats(plan, alike);
    let grade = grade(&policy.severity, &[criteria], scope, repeats.len()).unwrap();
    let mut fields = json!({
        "criteria": criteria,
        "scope": scope,
        "nature": "quality",
        "severity": grade.severity,
        "rule": grade.rule,
    });
    if !repeats.is_empty() {
        fields["repeats"] = repeats.into();
    }
    story.at(known_by, "wang.min", Kind::Classify, fields);
    criteria.to_owned()
}

fn repeats(plan: &Plan, alike: &Alike) -> Vec<String> {
    let to: NaiveDate = plan.opened.date_naive();
    let from = to - Days::new(90);
    let same = &alike[&(plan.model.as_str(), plan.defect)];
    let start = same.partition_point(|other| other.opened.date_naive() < from);
    let before = |other: &&&Plan| (other.opened, &other.number) < (plan.opened, &plan.number);
    let mut found: Vec<String> = same[start..]
        .iter()
        .filter(before)
        .map(|other| other.number.clone())
        .collect();
    found.sort();
    found
}

fn converse(story: &mut Story) {
    let text = story.words(2);
    let first = json!({"kind": "first", "text": text});
    story.add(2, "li.wei", Kind::Reply, first);
    if story.dice.roll(2) == 0 {
        let text = story.words(1);
        let ask = story.add(3, "li.wei", Kind::Ask, json!({"text": text}));
        let text = story.words(1);
        let answer = json!({"for": ask, "text": text});
        story.add(30, "li.wei", Kind::Answer, answer);
    }
    if story.dice.roll(3) == 0 {
        story.add(2, "li.wei", Kind::Request, json!({"want": "report"}));
    }
    let cause = format!("{}\n{}", story.dice.pick(&CAUSES), story.words(2));
    story.add(40, "wang.min", Kind::Note, json!({"text": cause}));
}

fn answer(story: &mut Story, criteria: &str) {
    let text = story.words(3);
    let last = json!({"kind": "final", "meets": "report", "text": text});
    let reply = story.add(90, "wang.min", Kind::Reply, last);
    let graded = story.text.split("severity: ").nth(1).unwrap_or_default();
    if graded.starts_with(['A', 'B']) {
        let approve = json!({"for": reply, "role": "quality-head"});
        story.add(5, "chen.jun", Kind::Approve, approve);
    }
    if criteria == "safety" {
        let release = json!({"for": reply, "role": "general-manager"});
        story.add(4, "zhao.lei", Kind::Approve, release);
    }
    if story.dice.roll(10) == 0 {
        let silence = json!({"what": "no-answer"});
        story.add(30 * 24, "li.wei", Kind::Confirm, silence);
        let text = story.words(1);
        let close = json!({"basis": "no-response", "text": text});
        story.add(20, "wang.min", Kind::Close, close);
        return;
    }
    let accepted = json!({"for": reply, "verdict": "accepted"});
    story.add(70, "li.wei", Kind::Respond, accepted);
    let text = story.words(1);
    story.add(20, "wang.min", Kind::Note, json!({"text": text}));
    story.add(20, "wang.min", Kind::Close, json!({"basis": "accepted"}));
}
