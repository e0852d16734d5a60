use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Head, Item, Sheet, Tone, Value, views};
use crate::report::{
    SimulatedApproval, SimulatedCase, SimulatedClock, SimulatedSeverity, SimulatedStep,
    SimulationOutput,
};

/// What a draft of the policy would have changed: a row each difference.
pub fn simulation(output: &SimulationOutput, words: &Vocabulary) -> Vec<Sheet> {
    let fixed = |key: &str, phrase| Head::fixed(key, words.text(phrase));
    let text = |key: &str, phrase| Head::text(key, words.text(phrase));
    let mut sheet = Sheet::new(
        words.text(Phrase::ReportSimulation),
        [
            fixed("case", Phrase::HeadCase),
            fixed("opened", Phrase::HeadOpened).spare(1),
            text("what", Phrase::HeadWhat),
            text("present", Phrase::HeadPresent),
            text("draft", Phrase::HeadDraft),
        ],
    );
    for case in &output.rows {
        let lines = Lines { case, words };
        case.severity
            .iter()
            .for_each(|it| sheet.push(lines.severity(it)));
        case.clocks
            .iter()
            .for_each(|it| sheet.push(lines.clock(it)));
        case.approvals
            .iter()
            .for_each(|it| sheet.push(lines.approval(it)));
    }
    sheet.notes.push(simulated(output, words));
    vec![sheet]
}

/// How many cases it makes a difference for, in one sentence.
pub fn simulated(output: &SimulationOutput, words: &Vocabulary) -> String {
    let count = |count: usize| count.to_string();
    words.say(
        Phrase::Simulated,
        &[
            ("draft", &output.draft),
            ("cases", &count(output.cases)),
            ("s", if output.cases == 1 { "" } else { "s" }),
            ("graded", &count(output.graded_otherwise)),
            ("late", &count(output.newly_late)),
            ("kept", &count(output.no_longer_late)),
            ("approved", &count(output.approved_otherwise)),
        ],
    )
}

struct Lines<'a> {
    case: &'a SimulatedCase,
    words: &'a Vocabulary,
}

impl Lines<'_> {
    fn line(&self, what: Value, present: Item, draft: Item) -> [Item; 5] {
        let case = (&self.case.case).into();
        [
            case,
            (&self.case.opened).into(),
            what.into(),
            present,
            draft,
        ]
    }

    fn severity(&self, it: &SimulatedSeverity) -> [Item; 5] {
        let said = |level: Option<&str>, rule: Option<&str>| {
            let level = level.map(|level| self.words.level(level));
            let rule = rule.map(|rule| self.words.rule(rule)).unwrap_or_default();
            level.map_or(Item::new(Value::Nothing, Tone::Bad), |level| {
                let said = format!("{level}  {rule}");
                Item::from(&said)
            })
        };
        let what = self.words.text(Phrase::SimulatedSeverity);
        self.line(
            Value::Code("severity".to_owned(), what.to_owned()),
            said(Some(&it.present), Some(&it.present_rule)),
            said(it.draft.as_deref(), it.draft_rule.as_deref()),
        )
    }

    fn clock(&self, it: &SimulatedClock) -> [Item; 5] {
        let said = |state: &Option<String>, due: &Option<String>| {
            let Some((state, due)) = state.as_ref().zip(due.as_ref()) else {
                return Value::Nothing.into();
            };
            let tone = match state.as_str() {
                "late" | "overdue" => Tone::Bad,
                _ => Tone::Plain,
            };
            let word = self.words.word(Sort::State, state);
            let due = views::short(due);
            let text = self
                .words
                .say(Phrase::SimulatedDue, &[("state", &word), ("due", &due)]);
            Item::new(Value::Text(text), tone)
        };
        let what = self.words.word(Sort::Clock, &it.clock);
        self.line(
            Value::Code(it.clock.clone(), what),
            said(&it.present, &it.present_due),
            said(&it.draft, &it.draft_due),
        )
    }

    fn approval(&self, it: &SimulatedApproval) -> [Item; 5] {
        let said = |steps: &[SimulatedStep]| {
            let one = |step: &SimulatedStep| {
                let roles = self.words.one_of(Sort::Role, &step.roles);
                format!("{} {roles}", self.words.word(Sort::Step, &step.step))
            };
            let each: Vec<String> = steps.iter().map(one).collect();
            match each.is_empty() {
                true => Item::from(Value::Nothing),
                false => Value::List(each).into(),
            }
        };
        let kind = self.words.word(Sort::Kind, &it.kind);
        let what = format!("{kind} {}", it.entry);
        let code = format!("{} {}", it.kind, it.entry);
        self.line(Value::Code(code, what), said(&it.present), said(&it.draft))
    }
}
