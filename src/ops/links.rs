//! Which cases are linked, from either side.

use std::path::Path;

use memchr::memmem::Finder;

use super::desk::{Desk, each};
use super::look::folded;
use crate::case::kinds::Link;
use crate::case::{Case, CaseNumber, Time, Uid};
use crate::finding::Stop;
use crate::policy::Rules;
use crate::procedure::{Seen, State, status};
use crate::register::{CaseFile, Register};
use crate::report::{LinkDirection, LinkView};
use crate::yaml;

/// A case that names one of those looked for, or is one.
struct Related {
    case: Case,
    rules: Rules,
    state: State,
}

/// The links of a case: those that it makes, in the order of its log, and those
/// that others make to it, by number.
///
/// # Errors
/// The machine failed.
pub(super) fn links(
    desk: &Desk,
    case: &Case,
    state: &State,
    as_of: Option<Time>,
) -> Result<Vec<LinkView>, Stop> {
    let made: Vec<(&Seen, &Link)> = state.links().collect();
    let mut wanted = vec![&case.uid];
    wanted.extend(made.iter().filter_map(|(_, link)| link.uid.as_ref()));
    let related = naming(desk, &wanted, as_of)?;
    let to = made.into_iter().map(|(seen, link)| {
        let other = related
            .iter()
            .find(|other| Some(&other.case.uid) == link.uid.as_ref());
        view(LinkDirection::To, seen, link, other)
    });
    let mut views: Vec<LinkView> = to.collect();
    let others = related.iter().filter(|other| other.case.uid != case.uid);
    for other in others {
        let here = other
            .state
            .links()
            .filter(|(_, link)| link.uid.as_ref() == Some(&case.uid));
        views.extend(here.map(|(seen, link)| view(LinkDirection::From, seen, link, Some(other))));
    }
    Ok(views)
}

/// How many other cases link that one.
pub(super) fn linking(desk: &Desk, case: &Case) -> Result<usize, Stop> {
    let related = naming(desk, &[&case.uid], None)?;
    let links = |other: &&Related| {
        let mut links = other.state.links();
        links.any(|(_, link)| link.uid.as_ref() == Some(&case.uid))
    };
    let others = related.iter().filter(|other| other.case.uid != case.uid);
    Ok(others.filter(links).count())
}

/// A case that follows that one, if one does: the first by number.
pub(super) fn led(desk: &Desk, case: &Case) -> Result<Option<CaseNumber>, Stop> {
    let related = naming(desk, &[&case.uid], None)?;
    let follows = |other: &&Related| {
        let to = |link: &Link| link.uid.as_ref() == Some(&case.uid) && link.relation.follows();
        other.state.links().any(|(_, link)| to(link))
    };
    let found = related.iter().find(follows);
    Ok(found.map(|other| other.case.number().clone()))
}

/// The file in which the case of that uid lies.
pub(super) fn holder(desk: &Desk, uid: &Uid) -> Result<Option<CaseFile>, Stop> {
    holder_besides(desk, uid, None)
}

/// The same, but for the file at that path.
pub(super) fn holder_besides(
    desk: &Desk,
    uid: &Uid,
    path: Option<&Path>,
) -> Result<Option<CaseFile>, Stop> {
    holder_in(&desk.register, uid, path)
}

/// The file of a register in which the case of that uid lies.
pub(super) fn holder_of(register: &Register, uid: &Uid) -> Result<Option<CaseFile>, Stop> {
    holder_in(register, uid, None)
}

fn holder_in(
    register: &Register,
    uid: &Uid,
    path: Option<&Path>,
) -> Result<Option<CaseFile>, Stop> {
    let finder = Finder::new(uid.as_str());
    let (found, _) = each(register, |file| {
        let bytes = register.read_case(file)?;
        if Some(file.path.as_path()) == path || finder.find(&bytes).is_none() {
            return Ok(None);
        }
        let case = yaml::read::<Case>(&bytes);
        Ok(case
            .is_ok_and(|case| case.uid == *uid)
            .then(|| file.clone()))
    })?;
    Ok(found.into_iter().next())
}

/// The cases in whose files one of those uids stands. A uid is written as it
/// is, so all others are passed over without being parsed.
fn naming(desk: &Desk, uids: &[&Uid], as_of: Option<Time>) -> Result<Vec<Related>, Stop> {
    let finders: Vec<Finder> = uids.iter().map(|uid| Finder::new(uid.as_str())).collect();
    let (register, book, now) = (&desk.register, &desk.book, desk.now);
    // What cannot be read links nothing; `check` names it.
    let (found, _) = each(register, |file| {
        let bytes = register.read_case(file)?;
        if finders.iter().all(|finder| finder.find(&bytes).is_none()) {
            return Ok(None);
        }
        let Ok(case) = yaml::read::<Case>(&bytes) else {
            return Ok(None);
        };
        let rules = book.of(&case);
        let state = folded(&case, &rules, as_of, Some(now));
        Ok(Some(Related { case, rules, state }))
    })?;
    Ok(found)
}

fn view(direction: LinkDirection, seen: &Seen, link: &Link, other: Option<&Related>) -> LinkView {
    let open = other.and_then(|other| other.state.open());
    LinkView {
        direction,
        relation: link.relation.to_string(),
        case: other.map_or(link.case.to_string(), |other| {
            other.case.number().to_string()
        }),
        status: other.map(|other| status(&other.state, &other.rules).to_string()),
        customer: open.map(|open| open.customer.to_string()),
        entry: seen.id().to_string(),
        text: link.text.as_ref().map(ToString::to_string),
    }
}
