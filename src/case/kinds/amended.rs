use serde_json::Value;

use super::Body;
use crate::finding::{Code, Finding, Step};

impl Body {
    /// The same fields with some replaced whole; null takes one away. A name
    /// with dots is a part of a field: `product.lot`, or `product.2.lot` of
    /// several.
    ///
    /// # Errors
    /// A field that the kind has not, or a value that does not fit.
    pub fn amended(&self, set: &crate::yaml::Named<crate::yaml::Raw>) -> Result<Body, Finding> {
        let mut fields = self.to_json();
        for (key, value) in set.iter() {
            let parts: Vec<&str> = key.split('.').collect();
            replace(&mut fields, &parts, value.to_json()).ok_or_else(|| {
                Finding::new(Code::UnknownKey)
                    .arg("word", key)
                    .at_path([key.into()])
            })?;
        }
        // A field to be taken away must be one that the kind has.
        if let Err(finding) = self.kind().from_json(fields.clone())
            && finding.code == Code::UnknownKey
        {
            return Err(finding);
        }
        prune(&mut fields);
        let read = self.kind().from_json(fields.clone());
        let Err(finding) = &read else { return read };
        // What is typed is text; its field says what it is.
        let key = match finding.place.path.first() {
            Some(Step::Key(key)) if finding.code == Code::WrongType => key.clone(),
            _ => return read,
        };
        let typed = fields.get(&key).and_then(Value::as_str).and_then(meant);
        match typed.filter(|_| set.get(&key).is_some()) {
            Some(value) => {
                fields[&key] = value;
                self.kind().from_json(fields)
            }
            None => read,
        }
    }
}

/// A truth value or a whole number that somebody typed.
fn meant(text: &str) -> Option<Value> {
    match text {
        "true" | "yes" | "是" => Some(true.into()),
        "false" | "no" | "否" => Some(false.into()),
        text => text.parse::<u64>().ok().map(Value::from),
    }
}

/// Replaces the part of a value that those names lead to; nothing where they
/// lead nowhere.
fn replace(value: &mut Value, parts: &[&str], new: Value) -> Option<()> {
    let Some((part, rest)) = parts.split_first() else {
        *value = new;
        return Some(());
    };
    match value {
        Value::Array(list) => {
            let place = part.parse::<usize>().ok()?.checked_sub(1)?;
            replace(list.get_mut(place)?, rest, new)
        }
        // Of several values one alone stands for itself.
        Value::Object(_) if *part == "1" => replace(value, rest, new),
        Value::Object(map) => {
            let inner = map.entry(*part).or_insert(Value::Null);
            if inner.is_null() && !rest.is_empty() {
                *inner = Value::Object(serde_json::Map::new());
            }
            replace(inner, rest, new)
        }
        _ => None,
    }
}

/// Takes away what is null, and what has nothing left in it, at any depth.
fn prune(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(prune);
            map.retain(|_, inner| {
                !inner.is_null() && inner.as_object().is_none_or(|m| !m.is_empty())
            });
        }
        Value::Array(list) => list.iter_mut().for_each(prune),
        _ => {}
    }
}
