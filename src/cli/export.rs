use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::context::{Context, Done, Result, closed_pipe};
use super::list::Filter;
use super::steps::bad;
use crate::finding::{Finding, Stop};
use crate::messages::Phrase;
use crate::ops::{Desk, ExportCall, export};
use crate::output::export::{self as output, columns};
use crate::output::json;
use crate::report::export::{ColumnsOutput, Rows, Selection};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Ndjson,
    Json,
    Xlsx,
}

impl Format {
    /// The format that the ending of a file's name stands for.
    fn of(path: &Path) -> Option<Format> {
        Format::from_str(path.extension()?.to_str()?, true).ok()
    }
}

impl ValueEnum for Rows {
    fn value_variants<'a>() -> &'a [Self] {
        &Rows::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(self.word().into())
    }
}

/// Export cases, log entries, time limits or goods for spreadsheets and
/// databases
///
/// Every row of a kind has the same columns; --columns lists them with their
/// types and meanings. Entries hold all that the case files say.
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// Only these cases, by number or ending
    #[arg(value_name = "CASE")]
    cases: Vec<String>,
    /// How the rows are written; by the ending of FILE, or else csv
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// What a row is about; cases if not said
    #[arg(long, value_enum)]
    rows: Option<Rows>,
    /// Only these columns, in that order
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',')]
    select: Vec<String>,
    /// List the columns, and export nothing
    #[arg(long, conflicts_with_all = ["select", "out", "bom", "cases", "Filter"])]
    columns: bool,
    /// The file to write, in place of what is there; - is standard output
    #[arg(long, short = 'o', value_name = "FILE")]
    out: Option<PathBuf>,
    /// Begin a CSV file with a byte order mark, by which Excel knows UTF-8
    #[arg(long)]
    bom: bool,
    /// Customers by pseudonyms, without what else tells who they are: contacts,
    /// references, consignees, places, orders, delivery notes
    #[arg(long, conflicts_with = "columns")]
    without_customers: bool,
    #[command(flatten)]
    filter: Filter,
}

impl Export {
    pub fn run(self, context: &mut Context) -> Result {
        if self.columns {
            return self.list_columns(context);
        }
        let format = self.format(context)?;
        let rows = self.rows.unwrap_or_default();
        if self.without_customers && rows == Rows::Entries {
            return Err(bad("masked-rows", "--rows entries"));
        }
        let selection = match self.select.is_empty() {
            true => Selection::all(rows),
            false => Selection::of(rows, &self.selected())?,
        };
        let desk = context.desk()?;
        let file = self.file().map(Path::to_owned);
        let filter = self.filter.read(&desk)?;
        let mut call = ExportCall::new(&desk, selection, filter, &self.cases)?;
        call.masked = self.without_customers;
        let Some(path) = file else {
            let (written, left_out) = write(&desk, &call, format, context.out, &closed_pipe)?;
            return tell(&written, &left_out, context);
        };
        let mut file = desk.register.out_file(&context.world.dir.join(&path))?;
        let failed = |error| {
            let text = format!("cannot write {}; nothing was changed", path.display());
            Stop::Machine(anyhow::Error::from(error).context(text))
        };
        let (written, left_out) = write(&desk, &call, format, &mut file, &failed)?;
        file.keep()?;
        tell(&written, &left_out, context)
    }

    /// The file to write, if it is not standard output.
    fn file(&self) -> Option<&Path> {
        let out = self.out.as_deref();
        out.filter(|out| *out != Path::new("-"))
    }

    /// The columns by their names, blanks around them left out.
    fn selected(&self) -> Vec<String> {
        let names = self.select.iter().map(|name| name.trim().to_owned());
        names.collect()
    }

    fn list_columns(&self, context: &mut Context) -> Result {
        let rows = self.rows.map_or(Rows::ALL.to_vec(), |rows| vec![rows]);
        let listed = ColumnsOutput::of(&rows);
        match self.format {
            None => context.print(|out, screen| columns::table(out, &listed.columns, screen))?,
            Some(Format::Csv) => context.print(|out, _| columns::csv(out, &listed.columns))?,
            Some(Format::Json) => context.print(|out, _| json::write(out, &listed))?,
            Some(Format::Ndjson) => {
                context.print(|out, _| json::write_lines(out, &listed.columns))?
            }
            Some(Format::Xlsx) => return Err(bad("columns-format", "xlsx")),
        }
        Ok(Done::Fine)
    }

    /// The format, if it can be written so.
    fn format(&self, context: &Context) -> Result<output::Format> {
        let ending = self.file().and_then(Format::of);
        let format = match self.format.or(ending).unwrap_or(Format::Csv) {
            Format::Ndjson => output::Format::Ndjson,
            Format::Json => output::Format::Json,
            Format::Xlsx => output::Format::Xlsx,
            Format::Csv => {
                let terminal = self.file().is_none() && context.screen.terminal;
                return Ok(output::Format::Csv {
                    bom: self.bom,
                    terminal,
                });
            }
        };
        if self.bom {
            return Err(bad("flag-of-format", "--bom"));
        }
        if format == output::Format::Xlsx && self.file().is_none() && context.screen.terminal {
            return Err(bad("terminal-format", "xlsx"));
        }
        Ok(format)
    }
}

fn write(
    desk: &Desk,
    call: &ExportCall,
    format: output::Format,
    out: &mut dyn Write,
    failed: &dyn Fn(io::Error) -> Stop,
) -> Result<(output::Written, Vec<Finding>)> {
    let head = output::Head {
        rows: call.selection.rows,
        columns: call.selection.columns(),
        now: call.filter.as_of.unwrap_or(desk.now).0,
    };
    let mut sink = output::sink(format, head, out).map_err(failed)?;
    let left_out = export(desk, call, &mut |row| sink.row(&row).map_err(failed))?;
    let written = sink.end(left_out.len()).map_err(failed)?;
    Ok((written, left_out))
}

/// Says on standard error what is not there, or not whole.
fn tell(written: &output::Written, left_out: &[Finding], context: &mut Context) -> Result {
    context.warn_left_out(left_out);
    if written.sheets > 1 {
        let count = written.sheets.to_string();
        context.note(Phrase::MoreSheets, &[("count", &count)]);
    }
    context.warn_cut(&written.cut);
    Ok(match left_out.is_empty() && written.cut.is_empty() {
        true => Done::Fine,
        false => Done::Found,
    })
}
