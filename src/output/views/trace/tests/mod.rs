mod drawings;
mod factory;
mod shown;
mod tree;

use super::*;
use crate::messages::{Lang, Vocabulary};

fn screen(width: Option<u16>, lang: Lang) -> Screen {
    Screen {
        width,
        words: Vocabulary::new(lang),
        ..Screen::default()
    }
}

fn printed(print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    print(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn tree_of(view: &TraceView, width: Option<u16>, lang: Lang) -> String {
    printed(|out| trace_tree(out, view, &screen(width, lang)))
}

fn table_of(view: &TraceView, width: Option<u16>, lang: Lang) -> String {
    printed(|out| trace_table(out, view, &screen(width, lang)))
}
