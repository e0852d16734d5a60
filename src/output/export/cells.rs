//! Values as text.

use chrono::SecondsFormat;

use super::Value;

/// The value as one text, for a cell: a list with `; ` between, a time with its
/// offset, a length of time in seconds.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => text.clone(),
        Value::Integer(number) | Value::Duration(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Time(time) => time.to_rfc3339_opts(SecondsFormat::Secs, false),
        Value::Flag(flag) => flag.to_string(),
        Value::List(list) => list.join("; "),
        Value::Json(json) => json.to_string(),
    }
}
