use super::*;
use crate::case::kinds::Basis;
use crate::policy::{CalendarFile, PRESETS, Preset, check_policy};
use crate::yaml;

fn played(text: &str) -> (Arc<Policy>, Rehearsal) {
    let policy: Policy = yaml::read(text.as_bytes()).unwrap();
    assert_eq!(
        check_policy(&policy),
        [],
        "what can be proved is found before"
    );
    let days: CalendarFile = yaml::read(b"zone: Asia/Shanghai\nweekend: [sat, sun]\n").unwrap();
    let policy = Arc::new(policy);
    let from = Time::parse("2026-11-02T09:00:00+08:00").unwrap();
    let rehearsal = rehearse(&policy, &Arc::new(days.build().unwrap()), from);
    (policy, rehearsal)
}

fn preset(key: &str) -> String {
    Preset::find(key).unwrap().policy.to_owned()
}

/// The grounds that were out of reach, with what closing still needed.
fn unreached(text: &str) -> Vec<(Basis, Vec<Need>)> {
    let (_, rehearsal) = played(text);
    let all = rehearsal.unreached.into_iter();
    all.map(|it| (it.basis, it.lacks)).collect()
}

/// What no case shows, with the reason: nothing so far.
const NOT_SHOWN: &[(&str, &str, &str)] = &[];

#[test]
fn cases_show_everything_that_presets_say() {
    for preset in PRESETS {
        let (policy, rehearsal) = played(preset.policy);
        let shown = &rehearsal.occurred;
        let levels = policy.severity.levels.iter().map(|it| it.to_string());
        let clocks = policy.clocks.names().map(str::to_owned);
        let steps = policy.approvals.iter().flat_map(|(kind, steps)| {
            (0..steps.len()).map(move |at| format!("approvals.{kind}[{at}]"))
        });
        let rows = (0..policy.entering.only.len()).map(record::row);
        let all = [
            levels
                .filter(|it| !shown.levels.contains(it))
                .collect::<Vec<_>>(),
            clocks.filter(|it| !shown.met.contains(it)).collect(),
            steps.filter(|it| !shown.given.contains(it)).collect(),
            rows.filter(|it| !shown.used.contains(it)).collect(),
        ];
        let excused = |of: &String| {
            let mut rows = NOT_SHOWN.iter();
            rows.any(|(key, row, _)| *key == preset.key && row == of)
        };
        let missing: Vec<String> = all.concat().into_iter().filter(|it| !excused(it)).collect();
        assert_eq!(missing, [""; 0], "{}", preset.key);
        assert_eq!(rehearsal.unreached, [], "{}", preset.key);
        let stuck = rehearsal.walks.iter().filter(|walk| !walk.reached);
        assert_eq!(stuck.count(), 0, "{}: {:#?}", preset.key, rehearsal.walks);
    }
}

#[test]
fn the_same_policy_shows_the_same() {
    let (_, first) = played(&preset("display"));
    let (_, second) = played(&preset("display"));
    assert_eq!(format!("{first:?}"), format!("{second:?}"));
}

#[test]
fn goods_go_all_the_way() {
    let (_, rehearsal) = played(&preset("component"));
    let walk = rehearsal
        .walks
        .iter()
        .find(|it| it.goal == Goal::Goods(Basis::Accepted));
    let entries = &walk.unwrap().entries;
    for kind in [
        "rma",
        "receive",
        "inspect",
        "disposition",
        "replace",
        "ship",
        "accept",
        "close",
    ] {
        assert!(entries.contains(&kind), "{kind}: {entries:?}");
    }
}

#[test]
fn a_closing_that_nobody_can_reach_is_found_though_nothing_proves_it() {
    // Nobody who may approve a recall may enter an approval.
    let rows = "    - {enter: approve, role: warehouse}\n    - {enter: close, role: qa}";
    let text = preset("pharma").replacen("    - {enter: close, role: qa}", rows, 1);
    let found = unreached(&text);
    assert_eq!(
        found,
        [
            (
                Basis::Accepted,
                vec![Need::RecallDecided, Need::AuthorityDecided]
            ),
            (
                Basis::NoResponse,
                vec![Need::RecallDecided, Need::AuthorityDecided]
            ),
            (Basis::Refuted, vec![Need::FinalReply]),
        ]
    );
}
