//! Whether rules that were in force, and facts that have their days, were
//! changed for days that are past.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::books::Shelved;
use crate::case::Date;
use crate::finding::{Code, Finding};
use crate::policy::{Customer, Person, Policy};
use crate::yaml::{Named, Several, Text};

/// The days that matter for a change of rules.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// The day of the commit.
    pub today: NaiveDate,
    /// The last day that is past: later ones may still be changed.
    pub past: NaiveDate,
}

/// What of the rules was changed for days that are past. `known` tells whether a
/// customer had complained before.
pub(super) fn changed(
    was: &Shelved,
    is: &Shelved,
    reach: Reach,
    known: &dyn Fn(&str, &Customer) -> bool,
) -> Vec<Finding> {
    let same = |path: &str| was.files.get(path) == is.files.get(path);
    let mut found = revisions(was, is, reach);
    if !same("cases/people.yaml") {
        found.extend(roles(was, is, reach.past));
        found.extend(addresses(was, is));
    }
    if !same("cases/calendar.yaml") {
        found.extend(days(was, is, reach.past));
    }
    if !same("cases/catalog.yaml") {
        found.extend(terms(was, is, reach.past, known));
    }
    found
}

/// Revisions that were in force and are not what they were, and new ones for
/// days that are past.
fn revisions(was: &Shelved, is: &Shelved, reach: Reach) -> Vec<Finding> {
    let of = |shelved: &Shelved, day: Date| {
        let mut all = shelved.revisions.iter();
        all.find(|(_, policy)| policy.effective == day).cloned()
    };
    let about = |code, path: &str, policy: &Policy| {
        let finding = Finding::new(code).arg("day", policy.effective.to_string());
        finding.in_file(path).at_path(["effective".into()])
    };
    let mut found = Vec::new();
    for (path, policy) in was
        .revisions
        .iter()
        .filter(|(_, policy)| policy.effective.0 <= reach.today)
    {
        match of(is, policy.effective) {
            Some((_, now)) if same_rules(&now, policy) => {}
            Some((path, _)) => found.push(about(Code::RevisionChanged, &path, policy)),
            None => found.push(about(Code::RevisionChanged, path, policy)),
        }
    }
    let new = |(_, policy): &&(String, std::sync::Arc<Policy>)| {
        policy.effective.0 <= reach.past && of(was, policy.effective).is_none()
    };
    found.extend(
        is.revisions
            .iter()
            .filter(new)
            .map(|(path, policy)| about(Code::RevisionBackwards, path, policy)),
    );
    found
}

/// Whether two revisions have the same rules. Where numbers are reserved is no rule
/// of the procedure.
fn same_rules(one: &Policy, other: &Policy) -> bool {
    let plain = |policy: &Policy| Policy {
        reserve: None,
        ..policy.clone()
    };
    one == other || plain(one) == plain(other)
}

/// Roles that somebody who was there already holds or lacks on a past day,
/// otherwise than before.
fn roles(was: &Shelved, is: &Shelved, past: NaiveDate) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, old) in was.book.people.people.iter() {
        let new = is.book.people.people.get(id);
        let held = |person: &Person| {
            person
                .roles
                .iter()
                .map(|held| held.role.to_string())
                .collect::<BTreeSet<_>>()
        };
        let mut roles = held(old);
        roles.extend(new.map(held).unwrap_or_default());
        let starts = starts([Some(old), new].into_iter().flatten());
        for role in roles {
            let differs = |day: &&NaiveDate| {
                **day <= past
                    && old.holds(&role, **day) != new.is_some_and(|new| new.holds(&role, **day))
            };
            let Some(day) = starts.iter().find(differs) else {
                continue;
            };
            let given = !old.holds(&role, *day);
            let finding = Finding::new(Code::RoleBackwards)
                .arg("person", id)
                .arg("role", role.as_str());
            let finding = finding
                .maybe("given", given.then_some(id))
                .maybe("taken", (!given).then_some(id));
            let finding = finding.maybe("day", shown(*day));
            found.push(
                finding
                    .in_file("cases/people.yaml")
                    .at_path(["people".into(), id.into()]),
            );
        }
    }
    found
}

/// The days on which what those people hold may begin to be otherwise.
fn starts<'a>(people: impl Iterator<Item = &'a Person>) -> BTreeSet<NaiveDate> {
    let mut starts = BTreeSet::from([NaiveDate::MIN]);
    for person in people {
        let held = person.roles.iter().map(|held| (held.from, held.until));
        for (from, until) in held.chain([(person.from, person.until)]) {
            starts.extend(from.map(|day| day.0));
            starts.extend(until.and_then(|day| day.0.checked_add_days(Days::new(1))));
        }
    }
    starts
}

/// The day, where it is not the beginning of time.
fn shown(day: NaiveDate) -> Option<String> {
    (day != NaiveDate::MIN).then(|| day.to_string())
}

/// Addresses by which git's authors are known, that went to somebody else.
fn addresses(was: &Shelved, is: &Shelved) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, person) in was.book.people.people.iter() {
        for address in person.email.iter() {
            let holder = is.book.people.by_email(address).map(|(holder, _)| holder);
            if let Some(holder) = holder.filter(|holder| *holder != id) {
                let finding = Finding::new(Code::AddressMoved).arg("email", address.as_str());
                let finding = finding.arg("person", id).arg("other", holder);
                let path = ["people".into(), holder.into(), "email".into()];
                found.push(finding.in_file("cases/people.yaml").at_path(path));
            }
        }
    }
    found
}

/// The first past day that is worked otherwise than before.
fn days(was: &Shelved, is: &Shelved, past: NaiveDate) -> Option<Finding> {
    let first = NaiveDate::from_ymd_opt(2000, 1, 1)?;
    let mut days = first.iter_days().take_while(|day| *day <= past);
    let day = days.find(|day| !was.book.calendar.agrees(&is.book.calendar, *day))?;
    let finding = Finding::new(Code::CalendarBackwards).arg("day", day.to_string());
    Some(finding.in_file("cases/calendar.yaml").at(1, 1))
}

/// Customers who were there already, or had complained, with other terms for past
/// days.
fn terms(
    was: &Shelved,
    is: &Shelved,
    past: NaiveDate,
    known: &dyn Fn(&str, &Customer) -> bool,
) -> Vec<Finding> {
    let (old, new) = (&was.book.catalog, &is.book.catalog);
    let mut found = Vec::new();
    let mut compare = |code: &str, was: Option<&Customer>, is: Option<&Customer>| {
        if let Some(day) = first_difference(was, is).filter(|day| *day <= past) {
            let finding = Finding::new(Code::TermsBackwards).arg("customer", code);
            let finding = finding
                .maybe("day", shown(day))
                .in_file("cases/catalog.yaml");
            found.push(finding.at_path(["customers".into(), code.into()]));
        }
    };
    for (code, customer) in old.customers.iter() {
        // By whatever name: whoever is no longer there has the policy's limits.
        compare(code, Some(customer), new.customer(code).map(|(_, new)| new));
    }
    for (code, customer) in new.customers.iter() {
        let has_terms = first_difference(None, Some(customer)).is_some();
        if has_terms && old.customer(code).is_none() && known(code, customer) {
            compare(code, None, Some(customer));
        }
    }
    found
}

/// The first day on which a customer's terms are others.
fn first_difference(was: Option<&Customer>, is: Option<&Customer>) -> Option<NaiveDate> {
    let none = Named::default();
    let on = |customer: Option<&Customer>, day: NaiveDate| {
        let terms = customer.map_or(&none, |customer| customer.terms_on(day));
        terms.clone()
    };
    let mut starts = BTreeSet::from([NaiveDate::MIN]);
    for customer in was.into_iter().chain(is) {
        let ends = customer.earlier.iter().map(|earlier| earlier.until.0);
        starts.extend(ends.filter_map(|day| day.checked_add_days(Days::new(1))));
    }
    starts.into_iter().find(|day| on(was, *day) != on(is, *day))
}

/// Addresses and keys of somebody who was there already, changed by somebody else:
/// with them that one could say what the other did not.
pub(super) fn identities(was: &Shelved, is: &Shelved, author: &str) -> Vec<Finding> {
    let (old, new) = (&was.book.people, &is.book.people);
    let me = old.by_email(author).map_or(author, |(id, _)| id);
    let mut found = Vec::new();
    for (id, person) in old.people.iter().filter(|(id, _)| *id != me) {
        let Some(now) = new.people.get(id) else {
            continue;
        };
        let added = |was: &Several<Text>, is: &Several<Text>| {
            let new = is.iter().find(|one| !was.contains(one));
            new.map(ToString::to_string)
        };
        let what = added(&person.email, &now.email).or_else(|| added(&person.keys, &now.keys));
        if let Some(what) = what {
            let finding = Finding::new(Code::IdentityGiven).arg("person", id);
            let finding = finding.arg("author", me).arg("what", what);
            found.push(
                finding
                    .in_file("cases/people.yaml")
                    .at_path(["people".into(), id.into()]),
            );
        }
    }
    found
}
