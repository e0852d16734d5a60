//! Guarded reading of YAML, places after a failure, and writing of one entry.
//! Knows nothing of cases.

mod append;
mod as_text;
mod diagnose;
mod guard;
mod named;
mod raw;
mod several;
mod spans;
mod text;

pub use append::{append_item, item_start, item_starts, to_item};
pub(crate) use as_text::as_text;
pub use diagnose::{expected, nearest};
pub use guard::{MAX_BYTES, guard};
pub use named::Named;
pub use raw::Raw;
pub use several::Several;
pub use spans::{Mark, Spans};
pub use text::Text;
pub(crate) use text::spelled;

use serde::de::DeserializeOwned;

use crate::finding::Finding;

/// Reads one YAML document into a typed value. What is wrong is named with
/// its line and column; the caller adds the file.
///
/// # Errors
/// The first thing that is wrong with the bytes, the YAML or the types.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Finding> {
    let text = guard(bytes)?;
    serde_yaml::from_str(text).map_err(|error| diagnose::diagnose::<T>(text, &error))
}

/// The same for a value that another program hands over as JSON.
///
/// # Errors
/// The first thing that is wrong, with its path.
pub fn from_json<T: DeserializeOwned>(value: serde_json::Value) -> Result<T, Finding> {
    serde_path_to_error::deserialize(value).map_err(|error| diagnose::of_path(&error))
}

/// Turns the paths of findings into lines and columns of this text.
pub fn locate(text: &str, findings: &mut [Finding]) {
    if findings.iter().all(|finding| finding.place.path.is_empty()) {
        return;
    }
    let Ok(spans) = Spans::of(text) else { return };
    for finding in findings
        .iter_mut()
        .filter(|finding| finding.place.line.is_none())
    {
        if let Some(mark) = spans.nearest(&finding.place.path) {
            finding.place.line = Some(mark.line);
            finding.place.column = Some(mark.column);
        }
    }
}
