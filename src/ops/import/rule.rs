use std::borrow::Cow;
use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::date::DatePattern;
use crate::case::kinds::words;
use crate::yaml::{Named, Several, Text};

words! {
    /// Which of several values in one cell count.
    Pick {
        /// All of them.
        All = "all",
        /// The first one.
        First = "first",
    }
}

/// Where the value of a field comes from: a column, several columns, or the
/// same for all rows. Then, in this order: `missing`, `join`, `or`, `split`,
/// `pick`, `values`, `prefixes`, `otherwise`, `default`, `unit`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The column, or several that are joined: by name, or by number from 1
    /// where the file has no header.
    #[serde(default)]
    pub column: Several<Text>,
    /// The same value for every row, instead of a column.
    pub value: Option<Text>,
    /// The column that counts where `column` says nothing; of several, the
    /// first that says something.
    #[serde(default)]
    pub or: Several<Text>,
    /// What stands between joined columns; a space unless said otherwise.
    pub join: Option<String>,
    /// What stands between several values in one cell, such as `,`; nothing
    /// between two of them is no value.
    pub split: Option<String>,
    /// Which of the values of a split cell count: `all` or `first`.
    #[serde(default = "all")]
    pub pick: Pick,
    /// Value table: what the cell says, and what it becomes. What is on no
    /// list makes the row a reject, unless `otherwise` is given.
    #[serde(default)]
    pub values: Named<Text>,
    /// Value table by how the cell begins; the longest that fits counts,
    /// behind `values`.
    #[serde(default)]
    pub prefixes: Named<Text>,
    /// What a value becomes that is in neither table.
    pub otherwise: Option<Text>,
    /// What stands there where the cell says nothing.
    pub default: Option<Text>,
    /// Cells that mean nothing, such as `UNK`; takes the place of the list
    /// for the whole file.
    pub missing: Option<Several<Text>>,
    /// Unit or currency that is put behind a bare number.
    pub unit: Option<Text>,
    /// Forms of dates in this column; they take the place of those for the
    /// whole file.
    #[serde(default)]
    pub dates: Several<DatePattern>,
}

/// Rows that are left out: sums below the list, headings between its parts.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ignore {
    /// The column to look at, or several.
    pub column: Several<Text>,
    /// What the cell says in such a row.
    #[serde(default)]
    pub values: Several<Text>,
    /// How the cell begins in such a row.
    #[serde(default)]
    pub prefixes: Several<Text>,
}

impl Ignore {
    /// Whether a row is left out, whose cells the function gives.
    pub(super) fn takes<'c>(&self, cell: impl Fn(&str) -> &'c str) -> bool {
        let mut cells = self.column.iter().map(|name| cell(name).trim());
        cells.any(|cell| {
            let begins = |start: &Text| cell.starts_with(start.trim());
            self.values.iter().any(|word| word.trim() == cell) || self.prefixes.iter().any(begins)
        })
    }
}

fn all() -> Pick {
    Pick::All
}

/// What a rule makes of a row.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Mapped {
    /// The values, each once.
    pub values: Vec<String>,
    /// What neither table has.
    pub unlisted: Vec<String>,
}

impl Rule {
    /// Whether it has a value table.
    pub fn has_table(&self) -> bool {
        !self.values.is_empty() || !self.prefixes.is_empty()
    }

    /// The columns as a message names them.
    pub(super) fn column_text(&self) -> Option<String> {
        let names: Vec<&str> = self.column.iter().map(Text::as_str).collect();
        (!names.is_empty()).then(|| names.join(" + "))
    }

    /// The values of a row, whose cells the function gives; each made tidy
    /// before a unit goes behind it.
    pub(super) fn apply<'c>(
        &self,
        cell: impl Fn(&str) -> &'c str,
        missing: &Several<Text>,
        tidy: fn(&str) -> Cow<'_, str>,
    ) -> Mapped {
        let missing = self.missing.as_ref().unwrap_or(missing);
        let mut mapped = Mapped::default();
        for piece in self.pieces(cell, missing) {
            match self.look_up(&piece) {
                Some(value) => mapped.values.push(self.with_unit(&tidy(value))),
                None => mapped.unlisted.push(piece),
            }
        }
        if mapped.values.is_empty() && mapped.unlisted.is_empty() {
            let default = self.default.as_ref();
            mapped
                .values
                .extend(default.map(|text| self.with_unit(&tidy(text))));
        }
        let mut seen = HashSet::new();
        mapped.values.retain(|value| seen.insert(value.clone()));
        mapped
    }

    /// What the cell says, before any table.
    fn pieces<'c>(&self, cell: impl Fn(&str) -> &'c str, missing: &Several<Text>) -> Vec<String> {
        let text = match &self.value {
            Some(value) => value.to_string(),
            None => self.joined(cell, missing),
        };
        let mut pieces: Vec<String> = match &self.split {
            Some(mark) => text
                .split(mark.as_str())
                .filter_map(|piece| present(piece, missing))
                .map(str::to_owned)
                .collect(),
            None => present(&text, missing)
                .map(str::to_owned)
                .into_iter()
                .collect(),
        };
        if self.pick == Pick::First {
            pieces.truncate(1);
        }
        pieces
    }

    fn joined<'c>(&self, cell: impl Fn(&str) -> &'c str, missing: &Several<Text>) -> String {
        let cells = self.column.iter().map(|name| cell(name));
        let cells: Vec<&str> = cells.filter_map(|cell| present(cell, missing)).collect();
        if cells.is_empty() {
            let mut others = self.or.iter().map(|name| cell(name));
            let other = others.find_map(|cell| present(cell, missing));
            return other.unwrap_or_default().to_owned();
        }
        cells.join(self.join.as_deref().unwrap_or(" "))
    }

    /// Whether one of those columns says something.
    pub(super) fn is_said<'c>(
        &self,
        columns: &[Text],
        cell: impl Fn(&str) -> &'c str,
        missing: &Several<Text>,
    ) -> bool {
        let missing = self.missing.as_ref().unwrap_or(missing);
        let mut cells = columns.iter().map(|name| cell(name));
        cells.any(|cell| present(cell, missing).is_some())
    }

    /// What the cell says, as far as the tables have a line for it, and what
    /// that means.
    pub(super) fn listed<'c>(
        &self,
        cell: impl Fn(&str) -> &'c str,
        missing: &Several<Text>,
    ) -> Vec<(String, String)> {
        let missing = self.missing.as_ref().unwrap_or(missing);
        let pieces = self.pieces(cell, missing).into_iter();
        let meant = pieces.filter_map(|piece| {
            let meaning = self.in_tables(&piece)?.to_owned();
            Some((piece, meaning))
        });
        meant.collect()
    }

    fn look_up<'a>(&'a self, piece: &'a str) -> Option<&'a str> {
        let otherwise = self.otherwise.as_ref().map(Text::as_str);
        self.in_tables(piece).or(otherwise)
    }

    fn in_tables<'a>(&'a self, piece: &'a str) -> Option<&'a str> {
        if !self.has_table() {
            return Some(piece);
        }
        let begins = self
            .prefixes
            .iter()
            .filter(|(start, _)| piece.starts_with(start));
        let longest = begins.max_by_key(|(start, _)| start.len());
        let listed = self.values.get(piece).or(longest.map(|(_, value)| value));
        listed.map(Text::as_str)
    }

    /// The value with the unit behind it, where it is a bare number.
    pub(super) fn with_unit(&self, value: &str) -> String {
        let bare = |c: char| c.is_ascii_digit() || c == '.';
        match &self.unit {
            Some(unit) if value.chars().all(bare) => format!("{value} {unit}"),
            _ => value.to_owned(),
        }
    }
}

/// The text without white space around it, unless it means nothing.
pub(super) fn present<'a>(text: &'a str, missing: &Several<Text>) -> Option<&'a str> {
    let text = text.trim();
    let nothing = text.is_empty() || missing.iter().any(|word| word.trim() == text);
    (!nothing).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn apply(rule: &str, cells: &[(&str, &'static str)]) -> Mapped {
        let rule: Rule = yaml::read(rule.as_bytes()).unwrap();
        let cell = |name: &str| cells.iter().find(|(known, _)| *known == name).unwrap().1;
        let missing = Several::from(vec![Text::new("NI").unwrap()]);
        rule.apply(cell, &missing, |text| Cow::Borrowed(text))
    }

    fn values(rule: &str, cell: &'static str) -> Vec<String> {
        let mapped = apply(rule, &[("x", cell)]);
        assert_eq!(mapped.unlisted, Vec::<String>::new());
        mapped.values
    }

    #[test]
    fn cells_are_trimmed_and_may_mean_nothing() {
        assert_eq!(values("column: x", " \u{3000}亮线\t"), ["亮线"]);
        assert_eq!(values("column: x", "\u{3000}"), [""; 0]);
        assert_eq!(values("column: x", " NI "), [""; 0]);
        assert_eq!(values("{column: x, missing: [UNK, '-']}", "NI"), ["NI"]);
        assert_eq!(values("{column: x, missing: [UNK, '-']}", "-"), [""; 0]);
        assert_eq!(values("{column: x, default: none}", "NI"), ["none"]);
        assert_eq!(values("{value: web}", "ignored"), ["web"]);
    }

    #[test]
    fn another_column_counts_where_the_first_says_nothing() {
        let of = |a, b| {
            apply(
                "{column: a, or: [b, c], default: z}",
                &[("a", a), ("b", b), ("c", "")],
            )
        };
        assert_eq!(of("1", "2").values, ["1"]);
        assert_eq!(of("NI", "2").values, ["2"]);
        assert_eq!(of("", "").values, ["z"]);
    }

    #[test]
    fn columns_are_joined_without_the_empty_ones() {
        let of = |rule, a, b| apply(rule, &[("a", a), ("b", b)]).values;
        assert_eq!(of("column: [a, b]", "一汽", "速腾 "), ["一汽 速腾"]);
        assert_eq!(of("column: [a, b]", "", "速腾"), ["速腾"]);
        assert_eq!(of("{column: [a, b], join: /}", "1", "2"), ["1/2"]);
        assert_eq!(of("{column: [a, b], join: ''}", "1", "2"), ["12"]);
    }

    #[test]
    fn split_cells_drop_what_is_empty() {
        assert_eq!(
            values("{column: x, split: ','}", "H93, ,H15,"),
            ["H93", "H15"]
        );
        assert_eq!(
            values("{column: x, split: ',', pick: first}", ",H93,H15"),
            ["H93"]
        );
        assert_eq!(values("{column: x, split: ' '}", "a NI  b"), ["a", "b"]);
        assert_eq!(
            values("{value: 'report,visit', split: ','}", ""),
            ["report", "visit"]
        );
    }

    #[test]
    fn tables_are_exact_and_the_longest_beginning_counts() {
        let rule = "{column: x, split: ',', values: {H1: exact}, prefixes: {H: body, H34: power}}";
        assert_eq!(values(rule, "H1,H12,H343,H90"), ["exact", "body", "power"]);
        let mapped = apply(rule, &[("x", "Q1,H1,h1")]);
        assert_eq!(mapped.unlisted, ["Q1", "h1"]);
        let rule = "{column: x, values: {1: one, 007: bond, Y: yes}, otherwise: rest}";
        for (cell, value) in [("1", "one"), ("007", "bond"), ("Y", "yes"), ("7", "rest")] {
            assert_eq!(values(rule, cell), [value]);
        }
        assert_eq!(values(rule, ""), [""; 0]);
    }

    #[test]
    fn a_unit_goes_behind_a_bare_number() {
        assert_eq!(values("{column: x, unit: pcs}", "1200"), ["1200 pcs"]);
        assert_eq!(values("{column: x, unit: pcs}", "0.5 kg"), ["0.5 kg"]);
        assert_eq!(values("{column: x, unit: pcs}", "about 3"), ["about 3"]);
    }
}
