//! Invented people, so that a policy can be played through without a register.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::case::PersonId;
use crate::policy::{Catalog, Condition, People, Policy};
use crate::yaml;

/// As many people for each role as the longest approval takes, whoever enters
/// what is approved included; two at least.
pub(super) fn people(policy: &Policy) -> People {
    let steps = policy.approvals.iter().map(|(_, steps)| steps.len());
    let each = steps.max().unwrap_or_default().max(1) + 1;
    let mut people = Map::new();
    for (place, role) in (1..).zip(policy.roles.names()) {
        for of_role in 1..=each {
            let person = json!({"name": format!("{role} {of_role}"), "roles": [role]});
            people.insert(format!("p{place}.{of_role}"), person);
        }
    }
    yaml::from_json(json!({ "people": people })).unwrap_or_default()
}

/// A customer of each class that some condition asks for; none where none does.
pub(super) fn catalog(conditions: &[&Condition]) -> Catalog {
    let classes = conditions.iter().flat_map(|it| it.customer_class.iter());
    let mut customers = Map::new();
    for class in classes {
        let customer = json!({ "class": class.as_str() });
        customers.insert(customer_of(Some(class)), customer);
    }
    if !customers.is_empty() {
        customers.insert(customer_of(None), Value::Object(Map::new()));
    }
    yaml::from_json(json!({ "customers": customers })).unwrap_or_default()
}

/// The name of the customer of a class.
pub(super) fn customer_of(class: Option<&str>) -> String {
    class.map_or("customer".to_owned(), |class| format!("customer {class}"))
}

/// Those who hold one of the roles; one of each role where none is named.
pub(super) fn holders(people: &People, roles: &[String], day: NaiveDate) -> Vec<PersonId> {
    let ids: Vec<&str> = match roles {
        [] => people.people.names().collect(),
        roles => roles
            .iter()
            .flat_map(|role| people.holders(role, day))
            .collect(),
    };
    ids.into_iter().filter_map(PersonId::parse).collect()
}
