use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::messages::Lang;
use crate::output::term;
use crate::report::{
    ApprovalView, CaseView, DueRow, EntryView, LinkDirection, LinkView, ListRow, NextView,
    ObligationView,
};

/// What people type: Chinese with its marks, Latin, digits, emoji.
fn text() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "客户",
        "投诉，",
        "裂纹。",
        "「亮线」",
        "（三）",
        "AX-7",
        "lot",
        " of",
        "1200 pcs",
        "👍🏽",
        "❤\u{fe0f}",
        "e\u{301}",
        "dead-pixel",
        "、",
        "…",
        "the lamp does not light",
    ]);
    prop::collection::vec(parts, 1..30).prop_map(|parts| parts.concat())
}

const AT: &str = "2026-11-02T09:30:00+08:00";
const DUE: &str = "2027-01-05T17:30:00+08:00";

fn obligation(text: &str) -> ObligationView {
    ObligationView {
        clock: "report-on-request".to_owned(),
        role: Some("quality-head".to_owned()),
        person: None,
        by: "kdqvtz".to_owned(),
        started: AT.to_owned(),
        within: Some("10wd".to_owned()),
        due: DUE.to_owned(),
        state: "overdue".to_owned(),
        ended: text.len().is_multiple_of(2).then(|| DUE.to_owned()),
        assumed: true,
    }
}

fn entry(text: &str) -> EntryView {
    EntryView {
        place: 1,
        id: "kdqvtz".to_owned(),
        at: DUE.to_owned(),
        when: Some(AT.to_owned()),
        by: "li.wei".to_owned(),
        via: Some("wang.min".to_owned()),
        kind: "classify".to_owned(),
        target: Some("vtnphn".to_owned()),
        brief: text.to_owned(),
        standing: "cancelled".to_owned(),
        fields: json!({"severity": "A", "rule": text}),
    }
}

fn case(text: &str) -> CaseView {
    CaseView {
        case: "2611-0001".to_owned(),
        opened_as: None,
        uid: "7mzkdtqhxr".to_owned(),
        status: "waiting-approval".to_owned(),
        severity: Some("A".to_owned()),
        rule: Some("critical × batch".to_owned()),
        overridden: Some(text.to_owned()),
        customer: text.to_owned(),
        channel: Some("phone".to_owned()),
        particulars: vec![crate::report::ParticularView {
            name: text.to_owned(),
            value: text.to_owned(),
        }],
        wants: vec!["report".to_owned()],
        reference: Some(text.to_owned()),
        models: vec!["AX-7".to_owned()],
        lots: vec!["L2310-08".to_owned()],
        defect: Some("bright-line".to_owned()),
        quantity: Some("1200 pcs".to_owned()),
        description: text.to_owned(),
        owner: None,
        opened: AT.to_owned(),
        closed: None,
        basis: None,
        lacking: vec!["delivery-note".to_owned()],
        obligations: vec![obligation(text)],
        not_before: vec![obligation(text)],
        balance: Vec::new(),
        rmas: Vec::new(),
        anomalies: Vec::new(),
        samples: Vec::new(),
        departments: Vec::new(),
        actions: Vec::new(),
        recalls: Vec::new(),
        stock: Vec::new(),
        reached: Vec::new(),
        left: Vec::new(),
        links: Some(vec![LinkView {
            relation: "same-cause".to_owned(),
            direction: LinkDirection::From,
            case: "2611-0002".to_owned(),
            entry: "kdqvtz".to_owned(),
            status: Some("waiting-customer".to_owned()),
            customer: Some(text.to_owned()),
            text: Some(text.to_owned()),
        }]),
        approvals: vec![ApprovalView {
            entry: "kdqvtz".to_owned(),
            kind: "reply".to_owned(),
            step: "release".to_owned(),
            roles: vec!["quality-head".to_owned(), "general-manager".to_owned()],
        }],
        next: vec![NextView {
            verb: "ask".to_owned(),
            command: format!("plaint ask 2611-0001 \"{text}\""),
            roles: vec!["quality".to_owned()],
            person: None,
            required: true,
            due: Some(DUE.to_owned()),
            assumed: true,
            rule: None,
        }],
        log: vec![entry(text)],
    }
}

fn due_row(text: &str) -> DueRow {
    DueRow {
        case: "2611-0001".to_owned(),
        severity: None,
        customer: text.to_owned(),
        clock: "report-on-request".to_owned(),
        role: Some("quality-head".to_owned()),
        person: Some("li.wei".to_owned()),
        started: AT.to_owned(),
        due: DUE.to_owned(),
        state: "overdue".to_owned(),
        late_seconds: 400_000,
        more: Default::default(),
        assumed: true,
        file: String::new(),
        by: "kdqvtz".to_owned(),
    }
}

fn list_row(text: &str) -> ListRow {
    ListRow {
        case: "2611-0001".to_owned(),
        status: "waiting-customer".to_owned(),
        severity: Some("A".to_owned()),
        customer: text.to_owned(),
        reference: None,
        models: vec!["AX-7".to_owned()],
        lots: Vec::new(),
        defect: Some("bright-line".to_owned()),
        owner: None,
        opened: AT.to_owned(),
        closed: None,
        due: Some(DUE.to_owned()),
        overdue: false,
        description: text.to_owned(),
        found: None,
    }
}

fn screen(width: u16, lang: Lang) -> Screen {
    Screen {
        width: Some(width),
        words: Vocabulary::new(lang),
        ..Screen::default()
    }
}

fn printed(print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    print(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn bare(text: &str) -> String {
    text.replace([' ', '\n'], "")
}

proptest! {
    #[test]
    fn nothing_is_wider_than_the_screen(text in text(), width in 60u16..=200) {
        for screen in [screen(width, Lang::En), screen(width, Lang::Zh)] {
            let shown = printed(|out| show(out, &case(&text), &screen));
            let due = printed(|out| due_table(out, &[due_row(&text)], &screen));
            let list = printed(|out| list_table(out, &[list_row(&text)], &screen));
            let all = format!("{shown}{due}{list}");
            for line in all.lines() {
                prop_assert!(term::width(line) <= usize::from(width), "{line:?}");
            }
            // A table, not a field a line.
            let heading = due.lines().next().unwrap_or_default();
            prop_assert!(heading.contains(screen.words.text(Phrase::HeadOwner)));
        }
    }

    #[test]
    fn no_text_is_lost_where_it_wraps(text in text(), width in 60u16..=200) {
        let text = format!("客户{text}");
        let printed = printed(|out| line(out, &text, &screen(width, Lang::Zh)));
        for line in printed.lines() {
            prop_assert!(!line.starts_with(['，', '。', '、', '）', '」', '…']), "{line:?}");
        }
        prop_assert_eq!(bare(&printed), bare(&text));
    }
}

#[test]
fn spans_are_said_in_either_language() {
    let [english, chinese] = [Lang::En, Lang::Zh].map(Vocabulary::new);
    for (seconds, en, zh, brief) in [
        (1800, "30min", "30分钟", "30分钟"),
        (-23_400, "6h30", "6小时30分", "6小时"),
        (194_400, "2d06h", "2天6小时", "2天"),
        (864_000, "10d", "10天", "10天"),
    ] {
        assert_eq!(span(seconds, &english), en);
        assert_eq!(span(seconds, &chinese), zh);
        assert_eq!(brief_span(seconds, &chinese), brief);
    }
}
