//! The schemas of the files and of the JSON output, made from the types.

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde::Serialize;
use serde_json::{Value, json};

use crate::case::Case;
use crate::ops::import::Map;
use crate::output::findings::Document;
use crate::output::views::PolicyChecked;
use crate::policy::{Acknowledged, CalendarFile, Catalog, People, Policy};
use crate::report::export::{Column, Rows, Sort};
use crate::report::procedure::{PolicyDifference, Procedure};
use crate::report::{
    ActionsOutput, AgeingOutput, CostOutput, CustomersOutput, ParetoOutput, RepeatsOutput,
    RetentionOutput, ReturnsOutput, ReviewOutput, SimulationOutput, SummaryOutput,
    TimelinessOutput,
};
use crate::report::{
    CaseView, ClosingView, DueOutput, Explanation, HistoryView, ListOutput, SamplingView,
};
use crate::report::{MockView, TraceView, TrendOutput};

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
        ("history.schema.json", of::<HistoryView>()),
        ("list.schema.json", of::<ListOutput>()),
        ("due.schema.json", of::<DueOutput>()),
        ("check.schema.json", of::<Document>()),
        ("plan.schema.json", of::<SamplingView>()),
        ("policy-check.schema.json", of::<PolicyChecked>()),
        ("closing.schema.json", of::<ClosingView>()),
        ("policy-show.schema.json", of::<Procedure>()),
        ("policy-diff.schema.json", of::<PolicyDifference>()),
        ("report-actions.schema.json", of::<ActionsOutput>()),
        ("report-ageing.schema.json", of::<AgeingOutput>()),
        ("report-repeats.schema.json", of::<RepeatsOutput>()),
        ("report-cost.schema.json", of::<CostOutput>()),
        ("report-customers.schema.json", of::<CustomersOutput>()),
        ("report-pareto.schema.json", of::<ParetoOutput>()),
        ("report-retention.schema.json", of::<RetentionOutput>()),
        ("report-returns.schema.json", of::<ReturnsOutput>()),
        ("report-review.schema.json", of::<ReviewOutput>()),
        ("report-summary.schema.json", of::<SummaryOutput>()),
        ("report-trend.schema.json", of::<TrendOutput>()),
        ("simulate.schema.json", of::<SimulationOutput>()),
        ("report-timeliness.schema.json", of::<TimelinessOutput>()),
        ("trace.schema.json", of::<TraceView>()),
        ("trace-mock.schema.json", of::<MockView>()),
        ("export.schema.json", text(&export())),
    ]
}

fn of<T: JsonSchema>() -> String {
    let schema = SchemaGenerator::new(SchemaSettings::draft2020_12()).into_root_schema_for::<T>();
    text(&schema)
}

fn text(schema: &impl Serialize) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default() + "\n"
}

/// What `export --format json` prints; a line of `ndjson` is one of its rows.
/// Made from the columns, whose values have no type of their own.
fn export() -> Value {
    let mut documents: Vec<Value> = Rows::ALL.iter().map(|rows| document(*rows)).collect();
    documents.push(columns());
    let row = |rows: &Rows| (rows.word().to_owned(), row(*rows));
    let definitions: serde_json::Map<String, Value> = Rows::ALL.iter().map(row).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "plaint export",
        "description": "Rows about cases; `--select` leaves columns out. With `--columns`, what columns there are.",
        "oneOf": documents,
        "$defs": definitions,
    })
}

fn document(rows: Rows) -> Value {
    let word = rows.word();
    json!({
        "type": "object",
        "properties": {
            "plaint": {"type": "string", "description": "The version of the format."},
            "rows": {"const": word, "description": "What a row is about."},
            "now": {"type": "string", "format": "date-time", "description": "From when it was looked."},
            word: {"type": "array", "items": {"$ref": format!("#/$defs/{word}")}},
            "left_out": {
                "type": "integer",
                "minimum": 0,
                "description": "How many files could not be read and are left out.",
            },
        },
        "required": ["plaint", "rows", "now", word, "left_out"],
        "additionalProperties": false,
    })
}

fn columns() -> Value {
    let text = |description: &str| json!({"type": "string", "description": description});
    let unit = json!({"type": ["string", "null"], "description": "The unit of its numbers."});
    json!({
        "type": "object",
        "properties": {
            "plaint": text("The version of the format."),
            "columns": {"type": "array", "items": {
                "type": "object",
                "properties": {
                    "rows": text("What a row with this column is about."),
                    "column": text("Its name."),
                    "type": text("What it holds."),
                    "unit": unit,
                    "meaning": text("What it means."),
                },
                "required": ["rows", "column", "type", "unit", "meaning"],
                "additionalProperties": false,
            }},
        },
        "required": ["plaint", "columns"],
        "additionalProperties": false,
    })
}

fn row(rows: Rows) -> Value {
    let mut properties = serde_json::Map::new();
    let version = json!({"type": "string", "description": "The version, in a line of `ndjson`."});
    properties.insert("plaint".to_owned(), version);
    let columns = rows.columns();
    properties.extend(columns.iter().map(|it| (it.name.to_owned(), column(it))));
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

fn column(column: &Column) -> Value {
    let mut schema = match column.sort {
        Sort::Text => json!({"type": ["string", "null"]}),
        Sort::Integer | Sort::Duration => json!({"type": ["integer", "null"]}),
        Sort::Decimal => json!({"type": ["number", "null"]}),
        Sort::Date => json!({"type": ["string", "null"], "format": "date"}),
        Sort::Time => json!({"type": ["string", "null"], "format": "date-time"}),
        Sort::Flag => json!({"type": ["boolean", "null"]}),
        Sort::List => json!({"type": ["array", "null"], "items": {"type": "string"}}),
        Sort::Json => json!({"type": ["object", "null"]}),
    };
    let unit = column.unit.map(|unit| format!(", in {unit}"));
    let meaning = format!("{}{}.", column.meaning, unit.unwrap_or_default());
    schema["description"] = meaning.into();
    schema
}
