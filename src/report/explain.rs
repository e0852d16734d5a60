use schemars::JsonSchema;
use serde::Serialize;

use super::case::started_by;
use crate::calendar::{Counted, Part, Unit, Why};
use crate::case::{Body, Time};
use crate::messages::{Phrase, Sort, Words};
use crate::policy::Rules;
use crate::procedure::{Obligation, Source, State, grade, obligations};

/// Why a case has its severity and its due dates.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint explain")]
pub struct Explanation {
    /// The case.
    pub case: String,
    /// The policy and the day from which its revision is in force.
    pub policy: Words,
    /// Why this severity.
    pub severity: Option<SeverityStory>,
    /// Why each due date.
    pub clocks: Vec<ClockStory>,
}

/// Why this severity.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeverityStory {
    /// The level.
    pub severity: String,
    /// The rule as written.
    pub rule: String,
    /// The entry that decided.
    pub entry: String,
    /// Criteria met, each with its seriousness.
    pub criteria: Vec<Words>,
    /// The criterion that decided.
    pub decided_by: Option<String>,
    /// The scope.
    pub scope: String,
    /// The level before repeats lifted it.
    pub before_repeats: Option<String>,
    /// The cases that lifted it.
    pub repeats: Vec<String>,
    /// What the policy computes.
    pub computed: Option<String>,
    /// Why a person decided otherwise.
    pub reason: Option<String>,
}

/// Why this due date.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ClockStory {
    /// The clock.
    pub clock: String,
    /// The row of the policy.
    pub rule: String,
    /// latest or earliest.
    pub sense: String,
    /// The role that owes it.
    pub role: Option<String>,
    /// The entry that started it, and what it is.
    pub by: Words,
    /// When it started.
    pub started: String,
    /// The limit.
    pub within: Option<String>,
    /// Where the limit comes from.
    pub source: Words,
    /// When it is due.
    pub due: String,
    /// open, met, late, overdue or paused.
    pub state: String,
    /// The entry that ended it, and when.
    pub ended: Option<String>,
    /// Times in which it stood still, with their hours.
    pub pauses: Vec<Words>,
    /// The first day whose holidays nobody knows yet.
    pub assumed_from: Option<String>,
    /// Day by day.
    pub days: Vec<DayStory>,
}

/// One day or span of a count.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DayStory {
    /// The day, or the first of several.
    pub date: String,
    /// Weekday.
    pub weekday: String,
    /// When it begins.
    pub from: String,
    /// When it ends.
    pub to: String,
    /// start, counted, off, paused or due.
    pub part: String,
    /// What has been counted by its end: days, or hours for limits in hours.
    pub count: String,
    /// Why it is a working day or a day off.
    pub why: Words,
}

/// The explanation of a case as it stands at that instant.
pub fn explanation(case: &str, state: &State, rules: &Rules, now: Time) -> Explanation {
    let owed = obligations(state, rules, now);
    Explanation {
        case: case.to_owned(),
        policy: Words::new(Phrase::PolicyOf)
            .text("policy", &rules.policy.policy)
            .text("day", rules.policy.effective),
        severity: severity_story(state, rules),
        clocks: owed
            .iter()
            .map(|owed| clock_story(owed, state, rules, now))
            .collect(),
    }
}

fn severity_story(state: &State, rules: &Rules) -> Option<SeverityStory> {
    let graded = state.graded.as_ref()?;
    let Body::Classify(classify) = &state.seen(&graded.entry)?.body else {
        return None;
    };
    let severity = &rules.policy.severity;
    let words: Vec<&str> = graded.criteria.iter().map(String::as_str).collect();
    let grade = grade(severity, &words, &graded.scope, classify.repeats.len());
    let with_row = |word: &&str| match severity.seriousness(word) {
        Some((_, row)) => Words::new(Phrase::CriterionRow)
            .code("criterion", Sort::Criterion, word)
            .code("row", Sort::Seriousness, row),
        None => Words::of(Sort::Criterion, word),
    };
    Some(SeverityStory {
        severity: graded.severity.clone(),
        rule: graded.rule.clone(),
        entry: graded.entry.to_string(),
        criteria: words.iter().map(with_row).collect(),
        decided_by: grade.as_ref().map(|grade| grade.criterion.clone()),
        scope: graded.scope.clone(),
        before_repeats: grade.as_ref().map(|grade| grade.before_repeats.clone()),
        repeats: classify.repeats.iter().map(ToString::to_string).collect(),
        computed: grade.map(|grade| grade.severity),
        reason: classify.reason.as_ref().map(ToString::to_string),
    })
}

fn clock_story(owed: &Obligation, state: &State, rules: &Rules, now: Time) -> ClockStory {
    let local = |time: Time| Time(rules.calendar.local(time.0)).to_string();
    let counted = owed.term.map(|term| {
        let steps = rules
            .calendar
            .explain(owed.started.0, term, &owed.pauses, now.0);
        steps
            .iter()
            .map(|step| day_story(step, term.unit))
            .collect()
    });
    let kind = state
        .seen(&owed.by)
        .map_or("", |seen| seen.entry.kind().word());
    ClockStory {
        clock: owed.clock.clone(),
        rule: format!("clocks.{}", owed.clock),
        sense: owed.sense.to_string(),
        role: owed.role.clone(),
        by: Words::new(Phrase::EntryOf)
            .code("kind", Sort::Kind, kind)
            .text("entry", started_by(owed)),
        started: local(owed.started),
        within: owed.term.map(|term| term.to_string()),
        source: source(&owed.source),
        due: Time(owed.due.at).to_string(),
        state: owed.state.word().to_owned(),
        ended: owed
            .ended
            .as_ref()
            .map(|(entry, time)| format!("{entry} at {}", local(*time))),
        pauses: owed
            .pauses
            .iter()
            .map(|pause| pause_text(pause, now))
            .collect(),
        assumed_from: owed.due.assumed_from.map(|day| day.to_string()),
        days: counted.unwrap_or_default(),
    }
}

fn source(source: &Source) -> Words {
    match source {
        Source::Clock => Words::new(Phrase::SourceClock),
        Source::Severity(level) => Words::new(Phrase::SourceSeverity).text("level", level),
        Source::Strictest => Words::new(Phrase::SourceStrictest),
        Source::Customer(customer) => Words::new(Phrase::SourceCustomer).text("customer", customer),
        Source::Promise(day) => Words::new(Phrase::SourcePromise).text("day", day),
        Source::Request(day) => Words::new(Phrase::SourceRequest).text("day", day),
    }
}

fn pause_text(pause: &crate::calendar::Pause, now: Time) -> Words {
    let to = pause.to.unwrap_or(now.0);
    let minutes = (to - pause.from).num_minutes().max(0);
    let format = "%Y-%m-%d %H:%M";
    let words = Words::new(Phrase::PauseSpan).text("from", pause.from.format(format));
    let words = match pause.to {
        Some(to) => words.text("to", to.format(format)),
        None => words.phrase("to", Phrase::StillOpen),
    };
    words
        .text("h", minutes / 60)
        .text("m", format!("{:02}", minutes % 60))
}

/// One step of a count in words.
pub fn day_story(step: &Counted, unit: Unit) -> DayStory {
    let in_seconds = matches!(unit, Unit::Minute | Unit::Hour | Unit::WorkingHour);
    let count = match in_seconds {
        true => format!("{}h{:02}", step.sum / 3600, step.sum / 60 % 60),
        false => step.sum.to_string(),
    };
    DayStory {
        date: step.day.date.to_string(),
        weekday: step.day.date.format("%a").to_string(),
        from: step.from.format("%Y-%m-%d %H:%M:%S").to_string(),
        to: step.to.format("%Y-%m-%d %H:%M:%S").to_string(),
        part: part(step.part).to_owned(),
        count,
        why: why(&step.day),
    }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Start => "start",
        Part::Counted => "counted",
        Part::Off => "off",
        Part::Paused => "paused",
        Part::Due => "due",
    }
}

fn why(day: &crate::calendar::Day) -> Words {
    let words = match &day.why {
        Why::Ordinary => Words::new(Phrase::DayOrdinary),
        Why::Weekend => Words::new(Phrase::DayWeekend),
        Why::Holiday(name) => named(Phrase::DayHoliday, name),
        Why::MakeUp(name) => named(Phrase::DayMakeUp, name),
    };
    match day.known {
        true => words,
        false => words.phrase("unknown", Phrase::HolidaysUnknown),
    }
}

fn named(what: Phrase, name: &str) -> Words {
    let words = Words::new(what);
    match (name, crate::calendar::english_name(name)) {
        ("", _) => words,
        (name, Some(english)) => words.name("name", format!("{english} {name}"), name),
        (name, None) => words.text("name", name),
    }
}
