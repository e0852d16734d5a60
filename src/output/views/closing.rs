use std::io::{self, Write};

use super::line;
use crate::messages::{Phrase, Sort};
use crate::output::{Cell, Column, Screen, Table, Tone};
use crate::report::ClosingView;

/// What closing needs, with a tick for what is there and a command for what is
/// not.
pub fn closing(out: &mut dyn Write, view: &ClosingView, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let open = view.needs.iter().filter(|need| !need.met).count();
    let args = [
        ("case", view.case.as_str()),
        ("basis", &words.word(Sort::Basis, &view.basis)),
        ("open", &open.to_string()),
        ("all", &view.needs.len().to_string()),
    ];
    let phrase = match (view.ready, open) {
        (true, _) => Phrase::ClosingReady,
        (false, 0) => Phrase::ClosingRefused,
        (false, _) => Phrase::ClosingOpen,
    };
    line(out, &words.say(phrase, &args), screen)?;
    let mut table = Table::new([
        Column::fixed(" "),
        Column::text(words.text(Phrase::HeadNeed)),
        Column::text(words.text(Phrase::HeadCommand)).preferred(),
    ]);
    for need in &view.needs {
        let (mark, tone) = match need.met {
            true => ("[x]", Tone::Good),
            false => ("[ ]", Tone::Bad),
        };
        let first = need.commands.first().cloned().unwrap_or_default();
        table.push([
            Cell::new(mark, tone),
            Cell::from(words.word(Sort::Need, &need.need)),
            Cell::from(first),
        ]);
        for command in need.commands.iter().skip(1) {
            table.push([Cell::from(""), Cell::from(""), Cell::from(command.clone())]);
        }
    }
    table.write(out, screen)
}
