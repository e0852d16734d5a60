use std::io::{self, Write};

use super::line;
use crate::messages::message;
use crate::output::Screen;
use crate::report::AppraisalView;

/// What the guarantee says of an article, line by line.
pub fn appraisal(out: &mut dyn Write, view: &AppraisalView, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let said = view.facts.iter().chain(&view.remedies);
    let closed = view.closed.iter().map(|finding| message(finding, words));
    let mut lines = said.map(|said| said.say(words)).chain(closed);
    lines.try_for_each(|text| line(out, &text, screen))
}
