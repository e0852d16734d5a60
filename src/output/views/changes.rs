use std::io::{self, Write};

use super::{doer, exact, goods, line, mark, owner, short};
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Align, Screen, term};
use crate::report::{CaseView, ObligationView};

/// What a step changed: clocks that started or ended, and approvals now waited
/// for.
pub fn changes(
    out: &mut dyn Write,
    was: &CaseView,
    now: &CaseView,
    screen: &Screen,
) -> io::Result<()> {
    let words = &screen.words;
    let mut lines = Vec::new();
    for owed in &now.obligations {
        let same = |old: &&ObligationView| old.clock == owed.clock && old.by == owed.by;
        lines.extend(change(was.obligations.iter().find(same), owed, words));
    }
    for rma in &now.rmas {
        let known = was.rmas.iter().any(|old| old.number == rma.number);
        if rma.number.is_some() && !known {
            lines.push(goods::number(rma, words));
        }
    }
    for anomaly in &now.anomalies {
        let known = was.anomalies.iter().any(|old| old.entry == anomaly.entry);
        if !known {
            lines.push(goods::found(anomaly, words));
        }
    }
    for sample in &now.samples {
        let known = was.samples.iter().any(|old| old.entry == sample.entry);
        if !known {
            lines.push(goods::verdict(sample, words));
        }
    }
    for waiting in &now.approvals {
        let known = was.approvals.iter().any(|old| {
            (&old.entry, &old.step, &old.roles) == (&waiting.entry, &waiting.step, &waiting.roles)
        });
        if !known {
            let args = [
                ("step", &*words.word(Sort::Step, &waiting.step)),
                ("entry", &waiting.entry),
                ("who", &words.one_of(Sort::Role, &waiting.roles)),
            ];
            lines.push(words.say(Phrase::ChangeWait, &args));
        }
    }
    lines.iter().try_for_each(|text| line(out, text, screen))
}

/// The line about one clock, if it is not as it was.
fn change(
    old: Option<&ObligationView>,
    owed: &ObligationView,
    words: &Vocabulary,
) -> Option<String> {
    let ended = old.is_some_and(|old| old.ended.is_none() && owed.ended.is_some());
    let word = match owed.state.as_str() {
        _ if old.is_none() => words.text(Phrase::ChangeDue).to_owned(),
        "open" if !ended => words.text(Phrase::ChangeDue).to_owned(),
        state => words.word(Sort::State, state),
    };
    let moved = old.filter(|old| old.due != owed.due);
    if old.is_some_and(|old| old.state == owed.state) && moved.is_none() && !ended {
        return None;
    }
    // What is done no longer says who owes it, nor until when it was due before.
    let who = match ended {
        true => String::new(),
        false => owner(owed.role.as_deref(), doer(owed), words),
    };
    let time = if owed.is_of_minutes() { exact } else { short };
    let until = |owed: &ObligationView| format!("{}{}", time(&owed.due), mark(owed.assumed));
    let args = [
        ("due", &*until(owed)),
        ("clock", &words.word(Sort::Clock, &owed.clock)),
        ("who", if who == "-" { "" } else { &who }),
        (
            "was",
            &moved.filter(|_| !ended).map_or(String::new(), until),
        ),
    ];
    let word = term::pad(&word, 4, Align::Left);
    Some(format!("{word} {}", words.say(Phrase::ChangeLine, &args)))
}
