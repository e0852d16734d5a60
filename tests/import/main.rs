//! What comes from elsewhere: complaints from CSV, holidays from iCalendar; and
//! the job that CI runs.

#[path = "../scratch/mod.rs"]
mod scratch;

use std::fs;

use scratch::Scratch;

const MAP: &str = "source: crm
id: id
dates: '%Y-%m-%d'
open:
  when: {column: date}
  customer: {column: customer}
  quantity: {column: many, unit: pcs}
  description: {column: text}
";
const HEAD: &str = "id,date,customer,many,text\n";

fn register() -> Scratch {
    let scratch = Scratch::new("manufacturing");
    fs::write(scratch.dir.path().join("map.yaml"), MAP).unwrap();
    scratch
}

impl Scratch {
    fn put(&self, name: &str, text: &str) {
        fs::write(self.dir.path().join(name), text).unwrap();
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.dir.path().join(name)).unwrap()
    }

    fn import(&self, file: &str) -> (u8, String) {
        let (status, out, err) = self.run(&["import", file, "--map", "map.yaml", "--by", "li.wei"]);
        (status, out + &err)
    }

    fn holidays(&self, days: &[&str], more: &[&str]) -> String {
        let event = |day: &&str| {
            format!(
                "BEGIN:VEVENT\r\nUID:{day}\r\nDTSTART;VALUE=DATE:{day}\r\nSUMMARY:休\r\nEND:VEVENT\r\n"
            )
        };
        let events: String = days.iter().map(event).collect();
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
        self.put("days.ics", &text);
        let (status, out, err) = self.run(&[&["calendar", "import", "days.ics"], more].concat());
        assert_eq!((status, err.as_str()), (0, ""), "{out}");
        out
    }
}

#[test]
fn mended_rejects_are_never_overwritten() {
    let scratch = register();
    scratch.put("list.csv", &format!("{HEAD}1,never,a,,b\n"));
    let (status, said) = scratch.import("list.csv");
    assert_eq!(status, 1);
    assert!(said.contains("list.rej.csv\n"), "{said}");
    scratch.put("list.rej.csv", "mended");
    for name in ["list.rej-2.csv", "list.rej-3.csv"] {
        let (status, said) = scratch.import("list.csv");
        assert_eq!(status, 1);
        assert!(said.contains(&format!("{name}\n")), "{said}");
        assert!(scratch.text(name).contains("1,never,a,,b"));
    }
    assert_eq!(scratch.text("list.rej.csv"), "mended");
}

#[test]
fn a_second_row_of_one_id_is_refused_however_often_it_is_imported() {
    let scratch = register();
    let good = "1,2026-02-02,a,,b\n";
    scratch.put(
        "list.csv",
        &format!("{HEAD}{good}1,2026-02-03,a,,c\n2,never,a,,d\n"),
    );
    let (status, said) = scratch.import("list.csv");
    assert_eq!(status, 1);
    assert!(
        said.contains("1 opened (0 classified), 0 there already, 2 rejected"),
        "{said}"
    );
    scratch.put("mended.csv", &format!("{HEAD}2,2026-02-04,a,,d\n"));
    assert_eq!(scratch.import("mended.csv").0, 0);
    // The row that was mended and imported is there; the second one is not.
    let (status, said) = scratch.import("list.csv");
    assert_eq!(status, 1);
    assert!(
        said.contains("0 opened (0 classified), 2 there already, 1 rejected"),
        "{said}"
    );
    let rejects = scratch.text("list.rej-2.csv");
    assert!(rejects.contains("1,2026-02-03,a,,c"), "{rejects}");
    assert_eq!(rejects.lines().count(), 2, "{rejects}");
}

#[test]
fn quantities_as_they_are_typed_in_china() {
    let scratch = register();
    let typed = [
        ("５０", "50 pcs"),
        ("１２００个", "1200 个"),
        ("\"1,200\"", "1200 pcs"),
        ("1，200", "1200 pcs"),
        ("\"1,234,567.5 kg\"", "1234567.5 kg"),
        ("１．５　ｋｇ", "1.5 kg"),
    ];
    for (at, (cell, read)) in typed.iter().enumerate() {
        scratch.put("list.csv", &format!("{HEAD}{at},2026-02-02,１,{cell},２\n"));
        let (status, said) = scratch.import("list.csv");
        assert_eq!(status, 0, "{said}");
        let number = format!("2602-{:04}", at + 1);
        let case = scratch.text(&format!("cases/2026/02/{number}.yaml"));
        assert!(case.contains(&format!("quantity: {read}\n")), "{case}");
        assert!(case.contains('１') && case.contains('２'), "{case}");
    }
    for cell in [
        "\"1,5 kg\"",
        "\"0,500 kg\"",
        "\"12,00\"",
        "\",200\"",
        "\"1200,300\"",
    ] {
        scratch.put("list.csv", &format!("{HEAD}x,2026-02-02,a,{cell},b\n"));
        let (status, said) = scratch.import("list.csv");
        assert_eq!(status, 1, "{cell}: {said}");
    }
    scratch.put("list.csv", &format!("{HEAD}x,46055,a,1,b\n"));
    assert_eq!(scratch.import("list.csv").0, 1);
}

#[test]
fn a_year_with_few_days_is_not_taken_as_complete() {
    let scratch = register();
    let partial =
        |days| format!("2027 has only {days} off: not taken as complete; --complete says it is\n");
    let said = scratch.holidays(&["20270101"], &[]);
    assert_eq!(
        said,
        format!("1 days added, 0 known already\n{}", partial("1 day"))
    );
    let said = scratch.holidays(&["20270101", "20270206", "20270207", "20270208"], &["-n"]);
    assert!(said.ends_with(&partial("4 days")), "{said}");
    let four = ["20270206", "20270207", "20270208", "20270209"];
    // With the one that is there already they are enough.
    let said = scratch.holidays(&four, &["-n"]);
    assert!(
        said.ends_with("these years count as complete: 2027\n"),
        "{said}"
    );
    let unknown = "the holidays of this year are not known";
    let ask = || scratch.run(&["calendar", "check", "2027-03-01"]).1;
    assert!(ask().contains(unknown));
    let said = scratch.holidays(&["20270101"], &["--complete"]);
    assert!(
        said.ends_with("these years count as complete: 2027\n"),
        "{said}"
    );
    assert!(!ask().contains(unknown));
}

#[test]
fn ci_jobs_lie_at_the_top_of_the_repository() {
    let scratch = register();
    let git = |args: &[&str]| {
        let status = std::process::Command::new("git")
            .args(args)
            .current_dir(scratch.dir.path())
            .status();
        assert!(status.unwrap().success());
    };
    git(&["init", "--quiet"]);
    // A register that is there already gets the job and nothing else.
    let (status, out, err) = scratch.run(&["init", "--ci", "github"]);
    assert_eq!(
        (status, out.as_str()),
        (0, ".github/workflows/plaint.yml\n"),
        "{err}"
    );
    let job = scratch.text(".github/workflows/plaint.yml");
    assert!(!job.contains("REGISTER") && !job.contains("cargo"), "{job}");
    let (status, out, err) = scratch.run(&["init", "--ci", "github"]);
    assert_eq!((status, out.as_str()), (0, ""));
    assert!(err.contains("there already"), "{err}");
    assert_eq!(scratch.run(&["init"]).0, 2);

    // A register below, in folders that are not there yet.
    let (status, out, err) = scratch.run(&["init", "质量/register", "--ci", "gitlab"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.ends_with("\n.gitlab/plaint.yml\n"), "{out}");
    assert!(
        err.contains("include: [{local: /.gitlab/plaint.yml}]"),
        "{err}"
    );
    let job = scratch.text(".gitlab/plaint.yml");
    assert!(
        job.contains("  variables:\n    PLAINT_REGISTER: \"质量/register\"\n"),
        "{job}"
    );
    fs::remove_dir_all(scratch.dir.path().join(".github")).unwrap();
    assert_eq!(
        scratch.run(&["init", "质量/register", "--ci", "github"]).0,
        0
    );
    let job = scratch.text(".github/workflows/plaint.yml");
    assert!(
        job.contains("      PLAINT_REGISTER: \"质量/register\"\n"),
        "{job}"
    );
    assert!(!job.contains("REGISTER\n"), "{job}");
}
