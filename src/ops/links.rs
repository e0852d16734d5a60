//! Which cases are linked, from either side.

use memchr::memmem::Finder;

use super::desk::{Desk, each};
use super::look::folded;
use crate::case::kinds::Link;
use crate::case::{Case, Time, Uid};
use crate::finding::Stop;
use crate::policy::Rules;
use crate::procedure::{Seen, State, status};
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

/// The cases in whose files one of those uids stands. A uid is written as it
/// is, so all others are passed over without being parsed.
fn naming(desk: &Desk, uids: &[&Uid], as_of: Option<Time>) -> Result<Vec<Related>, Stop> {
    let finders: Vec<Finder> = uids.iter().map(|uid| Finder::new(uid.as_str())).collect();
    let (register, book) = (&desk.register, &desk.book);
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
        let state = folded(&case, &rules, as_of);
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
