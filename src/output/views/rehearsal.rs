//! What checking a policy came to.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::line;
use crate::messages::{Phrase, Sort};
use crate::output::Screen;
use crate::output::findings::Shown;
use crate::report::{RehearsalView, TallyView, UnshownView};

/// What `policy check --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "plaint policy check")]
pub struct PolicyChecked<'a> {
    /// The policy's name.
    pub policy: &'a str,
    /// From which day it is in force.
    pub effective: &'a str,
    /// What is wrong with it.
    pub findings: &'a [Shown],
    /// What generated cases showed; none where something was wrong before.
    pub exercised: Option<&'a RehearsalView>,
}

/// What generated cases showed in one line, and what they did not. Where a ground
/// of closing is out of reach, so is what lies behind, and goes without saying.
pub fn rehearsal(
    out: &mut dyn Write,
    view: &RehearsalView,
    sound: bool,
    screen: &Screen,
) -> io::Result<()> {
    let of = |count: TallyView| match count.occurred == count.all {
        true => count.all.to_string(),
        false => format!("{}/{}", count.occurred, count.all),
    };
    let args = [
        ("cases", view.cases.to_string()),
        ("levels", of(view.levels)),
        ("closings", of(view.closings)),
        ("clocks", of(view.clocks)),
        ("approvals", of(view.approvals)),
        ("entries", of(view.entries)),
        ("needs", of(view.needs)),
    ];
    let args: Vec<(&str, &str)> = args
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    line(
        out,
        &screen.words.say(Phrase::PolicyExercised, &args),
        screen,
    )?;
    for unshown in view.unshown.iter().filter(|_| sound) {
        line(out, &told(unshown, screen), screen)?;
    }
    Ok(())
}

fn told(unshown: &UnshownView, screen: &Screen) -> String {
    let words = &screen.words;
    let (phrase, sort) = match unshown.what {
        "level-given" => (Phrase::UnshownLevel, None),
        "case-closed" => (Phrase::UnshownClosing, Some(Sort::Basis)),
        "clock-started" => (Phrase::UnshownStart, Some(Sort::Clock)),
        "clock-met" => (Phrase::UnshownEnd, Some(Sort::Clock)),
        "approval-asked" => (Phrase::UnshownStep, None),
        "approval-given" => (Phrase::UnshownGiven, None),
        "entry-made" => (Phrase::UnshownEntry, None),
        "goods-settled" => (Phrase::UnshownGoods, Some(Sort::Basis)),
        _ => (Phrase::UnshownNeed, Some(Sort::Need)),
    };
    let of = sort.map_or(unshown.of.clone(), |sort| words.word(sort, &unshown.of));
    words.say(phrase, &[("of", &of)])
}
