use super::assign::Found;
use super::column::Column;
use super::dates::{Dates, dates};
use super::names::{SEVERITY, STATUS};
use super::quoting::{comment, escaped, quoted};
use super::words::{Need, Words, need};
use super::{Layout, UNFINISHED};
use crate::case::Money;
use crate::policy::{Catalog, Policy};

/// What a map is written from.
pub(super) struct About<'a> {
    pub file: &'a str,
    pub source: &'a str,
    pub layout: &'a Layout,
    pub columns: &'a [Column],
    /// The columns that were taken for fields.
    pub found: &'a [Found],
    /// What the status says where there is a day of closing.
    pub ends: Option<&'a Column>,
    pub rows: usize,
    pub policy: &'a Policy,
    pub catalog: &'a Catalog,
}

/// What every complaint must have.
pub(super) const REQUIRED: [&str; 3] = ["when", "customer", "description"];

/// Fields that are dates.
pub(super) const DATED: [&str; 6] = [
    "when",
    "close.when",
    "reply.when",
    "product.produced",
    "product.expires",
    "product.sold",
];

/// A map as it grows.
pub(super) struct Text<'a> {
    about: &'a About<'a>,
    /// How the dates are written that count for most.
    pub dates: Dates,
    /// What becomes of rows that lack what is needed.
    pub lacking: &'static str,
    pub out: String,
}

impl About<'_> {
    /// The map with its comments.
    pub fn map(&self) -> String {
        let mut text = Text::of(self);
        let when = text.column("when");
        text.dates = when.map(|column| text.dates_of(column)).unwrap_or_default();
        text.head();
        text.open();
        text.steps();
        text.note();
        text.rest();
        text.out
    }
}

impl<'a> Text<'a> {
    /// A map without a line.
    pub fn of(about: &'a About<'a>) -> Self {
        Text {
            about,
            dates: Dates::default(),
            lacking: "those will be rejected",
            out: String::new(),
        }
    }

    pub fn line(&mut self, text: impl AsRef<str>) {
        self.out.push_str(text.as_ref());
        self.out.push('\n');
    }

    pub fn column(&self, field: &str) -> Option<&'a Column> {
        let mut found = self.about.found.iter();
        let found = found.find(|one| one.field == field)?;
        self.about.columns.get(found.column)
    }

    /// The forms of dates of a column, with what the others tell about them.
    pub fn dates_of(&self, column: &Column) -> Dates {
        let others = DATED.iter().filter_map(|field| self.column(field));
        let others: Vec<Dates> = others.map(dates).collect();
        dates(column).settled_by(&others)
    }

    fn head(&mut self) {
        self.title("complaints");
        self.line("# The source's name stays the same for next month's file: by it and the id an");
        self.line("# import knows what is there already.");
        self.line(format!("source: {}", quoted(self.about.source)));
        self.place();
        self.id();
        self.dates_line();
        self.missing();
    }

    /// What the list is taken for.
    pub fn title(&mut self, what: &str) {
        let about = self.about;
        let file = escaped(about.file);
        self.line(format!(
            "# A first mapping of {file}, guessed from {} rows: {what}. Look it through:",
            about.rows
        ));
        self.line(format!(
            "# where \"{UNFINISHED}\" stands nobody but you knows, and nothing is imported before."
        ));
    }

    /// Where in the file the rows are.
    pub fn place(&mut self) {
        let layout = self.about.layout;
        if let Some(sheet) = &layout.sheet {
            let others: Vec<String> = layout.others.iter().map(|name| quoted(name)).collect();
            let others = match others.is_empty() {
                true => String::new(),
                false => format!("  # not {}", others.join(", ")),
            };
            self.line(format!("sheet: {}{others}", quoted(sheet)));
        }
        if let Some(delimiter) = layout.delimiter {
            let word = match delimiter {
                '\t' => "tab".to_owned(),
                sign => format!("\"{sign}\""),
            };
            self.line(format!("delimiter: {word}"));
        }
        if let Some(records) = &layout.records {
            self.line(format!("records: {}", quoted(records)));
        }
        if layout.skip > 0 {
            self.line(format!("skip: {}", layout.skip));
        }
        if let Some(sums) = &layout.sums {
            let words: Vec<String> = sums.words.iter().map(|word| quoted(word)).collect();
            let (name, words) = (quoted(&sums.name), words.join(", "));
            self.line(format!("ignore: {{column: {name}, values: [{words}]}}"));
        }
    }

    /// Words for nothing in the columns that are used.
    pub fn missing(&mut self) {
        let mut nothing: Vec<&str> = Vec::new();
        let found = self.about.found.iter();
        let columns = found.filter_map(|one| self.about.columns.get(one.column));
        for word in columns.flat_map(|column| &column.nothing) {
            if !nothing.contains(&word.as_str()) {
                nothing.push(word);
            }
        }
        if !nothing.is_empty() {
            let words: Vec<String> = nothing.iter().map(|word| quoted(word)).collect();
            self.line(format!("missing: [{}]", words.join(", ")));
        }
    }

    fn id(&mut self) {
        let rows = self.about.rows;
        match self.column("id") {
            Some(column) if column.is_unique(rows) => {
                self.line(format!("id: {}", quoted(&column.name)));
            }
            Some(column) => {
                let name = quoted(&column.name);
                let why = match column.filled < rows {
                    true => format!("empty in {} rows", rows - column.filled),
                    false => "some stand twice".to_owned(),
                };
                self.line(format!("id: {name}  # {why}: those rows will be rejected"));
            }
            None => {
                self.line(
                    "# No column has a value of its own in every row. Without one a second import",
                );
                self.line("# would add everything again; several columns together may do: [A, B].");
                self.line(format!("id: \"{UNFINISHED}\""));
            }
        }
    }

    pub fn dates_line(&mut self) {
        if self.dates.forms.is_empty() {
            return;
        }
        let dates = std::mem::take(&mut self.dates);
        let unclear = unclear(&dates);
        self.line(format!("dates: {}{unclear}", listed(&dates.forms)));
        self.dates = dates;
    }

    fn open(&mut self) {
        self.line("\nopen:");
        let words_of_policy = ["channel", "source", "order.kind", "defect", "wants"];
        let order = [
            "when",
            "source",
            "customer",
            "consignee",
            "contact",
            "channel",
            "product.model",
            "product.lot",
            "product.serials",
            "product.produced",
            "product.expires",
            "product.sold",
            "product.price",
            "quantity",
            "order.kind",
            "order.number",
            "delivery_note",
            "defect",
            "description",
            "wants",
        ];
        for field in order {
            match self.column(field) {
                Some(column) if words_of_policy.contains(&field) => {
                    self.worded(field, column, "  ")
                }
                Some(column) => self.plain(field, column),
                None if REQUIRED.contains(&field) => {
                    self.line(format!(
                        "  {field}: {{column: \"{UNFINISHED}\"}}  # no column looks like it"
                    ));
                }
                None => {}
            }
        }
    }

    pub fn plain(&mut self, field: &str, column: &Column) {
        let mut keys = vec![format!("column: {}", quoted(&column.name))];
        let mut notes = self.gaps(column);
        let needed = REQUIRED.contains(&field) && !notes.is_empty();
        notes.extend(needed.then(|| self.lacking.to_owned()));
        match field {
            "quantity" | "product.price" => self.unit(field, column, &mut keys, &mut notes),
            "product.serials" => {
                keys.extend(column.split().map(|mark| format!("split: \"{mark}\"")))
            }
            _ => {}
        }
        notes.extend(self.uncatalogued(field, column));
        if DATED.contains(&field) {
            self.own_dates(column, &mut keys, &mut notes);
        }
        self.line(format!(
            "  {field}: {{{}}}{}",
            keys.join(", "),
            noted(&notes)
        ));
    }

    /// Names that the catalog does not have, where it has a list of them.
    fn uncatalogued(&self, field: &str, column: &Column) -> Option<String> {
        let catalog = self.about.catalog;
        let known = |name: &str| match field {
            "customer" => catalog.customers.is_empty() || catalog.customer(name).is_some(),
            "product.model" => catalog.products.is_empty() || catalog.products.get(name).is_some(),
            _ => true,
        };
        let names = column.values.iter().map(|(name, _)| name.as_str());
        let unknown: Vec<&str> = names.filter(|name| !known(name)).collect();
        let first: Vec<String> = unknown.iter().take(3).map(|name| comment(name)).collect();
        let more = match unknown.len() {
            0 => return None,
            1..=3 => String::new(),
            count => format!(" and {} more", count - 3),
        };
        Some(format!("not in the catalog: {}{more}", first.join(", ")))
    }

    /// Dates that are written otherwise than the complaints' own.
    fn own_dates(&self, column: &Column, keys: &mut Vec<String>, notes: &mut Vec<String>) {
        let own = self.dates_of(column);
        if own
            .forms
            .iter()
            .any(|form| !self.dates.forms.contains(form))
        {
            keys.push(format!("dates: {}", listed(&own.forms)));
            notes.extend(unclear(&own).strip_prefix("  # ").map(str::to_owned));
        }
        if let Some(first) = own.unread.first() {
            let count = own.unread.len();
            notes.push(format!(
                "no form of dates reads {} ({count} different)",
                comment(first)
            ));
        }
    }

    fn unit(&self, field: &str, column: &Column, keys: &mut Vec<String>, notes: &mut Vec<String>) {
        let bare = |text: &str| {
            text.chars()
                .all(|c| c.is_ascii_digit() || c == '.' || c == ',')
        };
        if column.share(bare) == 0 {
            return;
        }
        let named = bracketed(&column.name).map(str::to_owned);
        match (field, named) {
            ("quantity", Some(unit)) => keys.push(format!("unit: {}", quoted(&unit))),
            ("quantity", None) => {
                keys.push("unit: pcs".to_owned());
                notes.push("is that the unit?".to_owned());
            }
            (_, Some(unit)) if Money::parse(&format!("1 {unit}")).is_some() => {
                keys.push(format!("unit: {unit}"));
            }
            _ => keys.push(format!("unit: \"{UNFINISHED}\"")),
        }
    }

    /// How many rows say nothing in a column.
    fn gaps(&self, column: &Column) -> Vec<String> {
        let empty = self.about.rows - column.filled;
        (empty > 0)
            .then(|| format!("empty in {empty} of {} rows", self.about.rows))
            .into_iter()
            .collect()
    }

    /// A field whose words are listed somewhere.
    pub fn worded(&mut self, field: &str, column: &Column, indent: &str) {
        let about = self.about;
        let split = column
            .split()
            .filter(|_| matches!(field, "wants" | "defect"));
        let first = field == "defect";
        let mut keys = vec![format!("column: {}", quoted(&column.name))];
        if let Some(mark) = split {
            keys.push(format!("split: \"{mark}\""));
            if first {
                keys.push("pick: first".to_owned());
            }
        }
        let notes = match field {
            "basis" => String::new(),
            _ => noted(&self.gaps(column)),
        };
        let one_line = format!("{indent}{field}: {{{}}}{notes}", keys.join(", "));
        let Some(words) = Words::of(field, about.policy, about.catalog) else {
            self.line(one_line);
            return;
        };
        match need(column, split, first, &words) {
            Need::Nothing => self.line(one_line),
            Need::TooMany(count) => {
                let name = quoted(&column.name);
                self.line(format!(
                    "{indent}# {field}: {name} has {count} different values; it can be {}",
                    words.list()
                ));
            }
            Need::Table(lines) => {
                self.line(format!("{indent}{field}:{notes}  # {}", words.list()));
                keys.iter()
                    .for_each(|key| self.line(format!("{indent}  {key}")));
                self.line(format!("{indent}  values:"));
                for line in lines {
                    let word = match line.word == UNFINISHED {
                        true => format!("\"{UNFINISHED}\"  # {}", counted(line.rows)),
                        false => quoted(&line.word),
                    };
                    self.line(format!("{indent}    {}: {word}", quoted(&line.value)));
                }
            }
        }
    }

    /// What became of the complaints.
    fn steps(&mut self) {
        if let Some(column) = self.column("reply.when") {
            self.line("\nreply:");
            self.dated_step(column);
            self.line("  kind: {value: final}  # first, interim, final, supplementary");
        }
        let closed = self.column("close.when");
        match (closed, self.column(STATUS)) {
            (Some(column), Some(status)) => {
                self.line("\nclose:");
                self.dated_step(column);
                self.worded("basis", self.about.ends.unwrap_or(status), "  ");
            }
            (Some(column), None) => {
                self.line("\nclose:");
                self.dated_step(column);
                self.line("  basis: {value: accepted}  # for all of them");
            }
            (None, Some(status)) => {
                let name = quoted(&status.name);
                self.line(format!("\n# {name} says what became of a complaint, and no column on which day it was closed:"));
                self.line("# all come in open, and run into their limits.");
            }
            (None, None) => {}
        }
    }

    /// Remarks, on the day of the complaint.
    fn note(&mut self) {
        if let (Some(when), Some(text)) = (self.column("when"), self.column("note.text")) {
            let (when, text) = (quoted(&when.name), quoted(&text.name));
            self.line(format!("\nnote:\n  when: {{column: {when}}}"));
            self.line(format!("  text: {{column: {text}}}"));
        }
    }

    fn dated_step(&mut self, column: &Column) {
        let mut keys = vec![format!("column: {}", quoted(&column.name))];
        let mut notes = Vec::new();
        self.own_dates(column, &mut keys, &mut notes);
        self.line(format!("  when: {{{}}}{}", keys.join(", "), noted(&notes)));
    }

    /// What a person may add.
    pub fn rest(&mut self) {
        if let Some(column) = self.column(SEVERITY) {
            let criteria: Vec<&str> = self.about.policy.severity.criteria.names().collect();
            let name = quoted(&column.name);
            self.line(format!(
                "\n# The severity is computed here. Where {name} says enough about what is wrong:"
            ));
            self.line(format!(
                "# classify:\n#   criteria:  # {}",
                criteria.join(", ")
            ));
            self.line(format!("#     column: {name}\n#     values:"));
            for (value, rows) in column.pieces(None, false).into_iter().take(12) {
                self.line(format!(
                    "#       {}: \"{UNFINISHED}\"  # {}",
                    quoted(&value),
                    counted(rows)
                ));
            }
            self.line("#   scope: {value: single}");
        }
        let used: Vec<usize> = self.about.found.iter().map(|one| one.column).collect();
        let columns = self.about.columns.iter().enumerate();
        let unused = columns.filter(|(at, column)| !column.name.is_empty() && !used.contains(at));
        let unused: Vec<String> = unused.map(|(_, column)| quoted(&column.name)).collect();
        if !unused.is_empty() {
            self.line(format!("\n# Not used: {}", unused.join(", ")));
        }
    }
}

fn counted(rows: usize) -> String {
    match rows {
        1 => "1 row".to_owned(),
        rows => format!("{rows} rows"),
    }
}

fn noted(notes: &[String]) -> String {
    match notes.is_empty() {
        true => String::new(),
        false => format!("  # {}", notes.join("; ")),
    }
}

fn listed(forms: &[&str]) -> String {
    match forms {
        [only] => format!("\"{only}\""),
        several => format!("[\"{}\"]", several.join("\", \"")),
    }
}

fn unclear(dates: &Dates) -> String {
    dates
        .unclear
        .as_ref()
        .map_or(String::new(), |(value, other)| {
            format!(
                "  # or \"{other}\"? {value} can be read both ways",
                value = comment(value)
            )
        })
}

/// What stands in brackets behind a name: the unit of `数量(kg)`.
fn bracketed(name: &str) -> Option<&str> {
    let open = name.find(['(', '（'])?;
    let rest = &name[open..];
    let inside = &rest[rest.chars().next()?.len_utf8()..rest.find([')', '）'])?];
    let inside = inside.trim();
    let plain = !inside.is_empty() && inside.chars().all(char::is_alphabetic);
    plain.then_some(inside)
}
