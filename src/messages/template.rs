use crate::finding::{Arg, Args};

/// Fills `{name}` with arguments. A part in brackets disappears where one of
/// its arguments is missing; elsewhere a missing argument leaves nothing.
pub(super) fn fill(template: &str, args: &Args) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('[') {
        out.push_str(&plain(&rest[..open], args).0);
        let close = rest[open..].find(']').map_or(rest.len(), |at| open + at);
        let (part, whole) = plain(&rest[open + 1..close], args);
        if whole {
            out.push_str(&part);
        }
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    out.push_str(&plain(rest, args).0);
    out.trim().to_owned()
}

/// The text with its arguments, and whether all were there.
fn plain(template: &str, args: &Args) -> (String, bool) {
    let mut out = String::new();
    let mut whole = true;
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let close = rest[open..].find('}').map_or(rest.len(), |at| open + at);
        match args.get(&rest[open + 1..close]) {
            Some(arg) => out.push_str(&shown(arg)),
            None => whole = false,
        }
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    (out, whole)
}

fn shown(arg: &Arg) -> String {
    const MOST: usize = 12;
    match arg {
        Arg::List(list) if list.len() > MOST => {
            format!("{} and {} more", list[..MOST].join(", "), list.len() - MOST)
        }
        arg => arg.plain(),
    }
}
