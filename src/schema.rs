//! The schemas of the files and of the JSON output, made from the types.

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};

use crate::case::Case;
use crate::ops::import::Map;
use crate::output::findings::Document;
use crate::policy::{Acknowledged, CalendarFile, Catalog, People, Policy};
use crate::report::{CaseView, DueOutput, Explanation, ListOutput};

/// Every schema: file name and text.
pub fn files() -> Vec<(&'static str, String)> {
    vec![
        ("case.schema.json", of::<Case>()),
        ("policy.schema.json", of::<Policy>()),
        ("people.schema.json", of::<People>()),
        ("calendar.schema.json", of::<CalendarFile>()),
        ("catalog.schema.json", of::<Catalog>()),
        ("acknowledged.schema.json", of::<Acknowledged>()),
        ("import-map.schema.json", of::<Map>()),
        ("show.schema.json", of::<CaseView>()),
        ("explain.schema.json", of::<Explanation>()),
        ("list.schema.json", of::<ListOutput>()),
        ("due.schema.json", of::<DueOutput>()),
        ("check.schema.json", of::<Document>()),
    ]
}

fn of<T: JsonSchema>() -> String {
    let schema = SchemaGenerator::new(SchemaSettings::draft2020_12()).into_root_schema_for::<T>();
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text + "\n"
}
