use super::{Lang, Phrase};
use crate::finding::{Arg, Args};

/// Fills `{name}` with arguments. A part in brackets disappears where one of
/// its arguments is missing; elsewhere a missing argument leaves nothing.
pub(super) fn fill(template: &str, args: &Args, lang: Lang) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('[') {
        out.push_str(&plain(&rest[..open], args, lang).0);
        let close = rest[open..].find(']').map_or(rest.len(), |at| open + at);
        let (part, whole) = plain(&rest[open + 1..close], args, lang);
        if whole {
            out.push_str(&part);
        }
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    out.push_str(&plain(rest, args, lang).0);
    out.trim().to_owned()
}

/// The template without its parts in brackets; each argument is its name in
/// capitals.
pub(super) fn general(template: &'static str, lang: Lang) -> String {
    let outside = template
        .split('[')
        .map(|part| part.split_once(']').map_or(part, |(_, outside)| outside));
    let mut args = Args::default();
    let mut kept = String::new();
    for part in outside {
        kept.push_str(part);
        for name in part.split('{').skip(1) {
            if let Some((name, _)) = name.split_once('}') {
                args.push(name, Arg::from(name.to_uppercase()));
            }
        }
    }
    fill(&kept, &args, lang)
}

/// The text with its arguments, and whether all were there.
fn plain(template: &str, args: &Args, lang: Lang) -> (String, bool) {
    let mut out = String::new();
    let mut whole = true;
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let close = rest[open..].find('}').map_or(rest.len(), |at| open + at);
        match args.get(&rest[open + 1..close]) {
            Some(arg) => out.push_str(&shown(arg, lang)),
            None => whole = false,
        }
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    (out, whole)
}

/// The argument in words; of a long list only the beginning.
fn shown(arg: &Arg, lang: Lang) -> String {
    const MOST: usize = 12;
    let Arg::List(list) = arg else {
        return arg.plain();
    };
    let first = list[..list.len().min(MOST)].join(Phrase::Comma.in_lang(lang));
    match (list.len().saturating_sub(MOST), lang) {
        (0, _) => first,
        (rest, Lang::En) => format!("{first} and {rest} more"),
        (_, Lang::Zh) => format!("{first} 等 {} 项", list.len()),
    }
}
