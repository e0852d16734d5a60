//! What holds for lots that are followed.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::case::kinds::ChainLink;
use crate::case::{Percent, half_width};
use crate::yaml::{Named, Several, Text};

/// The states in which nobody can take goods from stock, where the policy names
/// none: as warehouses call them.
const ISOLATED: &[&str] = &[
    "blocked",
    "quarantine",
    "quarantined",
    "isolated",
    "hold",
    "on hold",
    "on-hold",
    "locked",
    "frozen",
    "rejected",
    "冻结",
    "已冻结",
    "隔离",
    "已隔离",
    "锁定",
    "已锁定",
    "封存",
    "已封存",
    "待处理",
    "不合格",
];

/// What holds for lots that are followed.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tracing {
    /// The links that a chain must have (aluminium.11), each with the department
    /// that keeps its record; without any, those of which the data have a
    /// column.
    #[serde(default)]
    pub links: Named<Text>,
    /// The department of each production line, or group (component.7).
    #[serde(default)]
    pub lines: Named<Text>,
    /// The states of stock in which nobody can take it, so that it need not be
    /// isolated any more (pharma.11); blocked, quarantine, hold, frozen,
    /// rejected, 冻结, 隔离, 待处理 and the like, where nothing is said.
    pub isolated: Option<Several<Text>>,
    /// The share of a lot that may stay unaccounted for when a recall is
    /// rehearsed; none, where nothing is said.
    pub unaccounted: Option<Percent>,
}

impl Tracing {
    /// The department that keeps the records of that link.
    pub fn keeper(&self, link: ChainLink) -> Option<&str> {
        self.links.get(link.word()).map(Text::as_str)
    }

    /// Whether nobody can take what is in that state.
    pub fn isolates(&self, state: &str) -> bool {
        let plain = |word: &str| half_width(word.trim()).to_lowercase();
        let state = plain(state);
        match &self.isolated {
            Some(words) => words.iter().any(|word| plain(word) == state),
            None => ISOLATED.contains(&state.as_str()),
        }
    }

    /// The department of that line.
    pub fn department(&self, line: &str) -> Option<&str> {
        self.lines.get(line).map(Text::as_str)
    }
}
