use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::common::{Format, Ready, Shown, Which};
use crate::cli::context::{Context, Done, Result, read_input};
use crate::cli::steps::{bad, free_text};
use crate::finding::Finding;
use crate::messages::Phrase;
use crate::ops::Desk;
use crate::ops::report::{shipped_to, trend};
use crate::ops::sizes::sizes;
use crate::output::findings::{self, Report};
use crate::output::views::reports;
use crate::report::figures::{FiguresCall, Step};
use crate::report::{ChartKind, Per, PerWord, RuleWord, TrendCall, TrendOutput, read_base};

/// Complaints over time on a control chart, with what breaks its rules
///
/// A c chart of the cases opened in each period; with `--per` a u chart of the
/// cases for each unit; with `--chart p` a chart of the share of pieces complained
/// of.
#[derive(Debug, clap::Args)]
pub(super) struct Trend {
    #[command(flatten)]
    which: Which,
    /// How long a period is
    #[arg(long, value_name = "STEP", default_value = "week", value_parser = step())]
    group: Step,
    /// How large periods are: `shipped`, or a CSV file with the columns period and
    /// size
    #[arg(long, value_name = "FILE", value_parser = free_text)]
    per: Option<String>,
    /// What is counted in, where there are several units
    #[arg(long, requires = "per", value_parser = free_text)]
    unit: Option<String>,
    /// c: cases; u: cases for each unit; p: the share of pieces
    #[arg(long, value_parser = chart())]
    chart: Option<ChartKind>,
    /// Make centre and limits from these days or periods: 2026-W01..2026-W26
    #[arg(long, value_name = "FROM..TO")]
    base: Option<String>,
    /// Leave that period out of centre, limits and runs; once or more
    #[arg(long, value_name = "PERIOD")]
    exclude: Vec<String>,
    /// Limits that a Poisson (for p a binomial) count seldom passes, for few
    /// complaints
    #[arg(long)]
    exact: bool,
    /// Which rules find a signal
    #[arg(long, value_name = "SET", default_value = "western-electric", value_parser = rules())]
    rules: RuleWord,
    /// Exit status 1 if the last finished period, or the running one, is flagged
    #[arg(long)]
    signal: bool,
    /// List the cases behind each row
    #[arg(long)]
    cases: bool,
    /// How it is written; by the ending of FILE, or else a table
    #[arg(long, value_enum)]
    format: Option<TrendFormat>,
    /// The file to write, in place of what is there; - is standard output
    #[arg(long, short = 'o', value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TrendFormat {
    Table,
    Json,
    Csv,
    #[value(alias = "md")]
    Markdown,
    // Annotations for GitHub Actions: the signals alone.
    Github,
}

fn step() -> impl TypedValueParser<Value = Step> {
    let steps = [Step::Day, Step::Week, Step::Month, Step::Quarter];
    PossibleValuesParser::new(steps.map(Step::word)).try_map(|word| Step::parse(&word).ok_or(word))
}

fn chart() -> impl TypedValueParser<Value = ChartKind> {
    PossibleValuesParser::new(ChartKind::WORDS).try_map(|word| ChartKind::parse(&word).ok_or(word))
}

fn rules() -> impl TypedValueParser<Value = RuleWord> {
    PossibleValuesParser::new(RuleWord::WORDS).try_map(|word| RuleWord::parse(&word).ok_or(word))
}

impl Trend {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let base = self.base.as_deref();
        let base = base.map(|base| read_base(base).ok_or_else(|| bad("trend-base", base)));
        let base = base.transpose()?;
        let wanted = self.which.call(&desk)?;
        let per = self.per.as_deref();
        let per = per.map(|per| sizes_of(per, self.group, &wanted.0, &desk, context));
        let call = TrendCall {
            group: self.group,
            chart: self.chart,
            per: per.transpose()?,
            unit: self.unit,
            base,
            exclude: self.exclude,
            exact: self.exact,
            rules: self.rules,
            cases: self.cases,
        };
        let (output, signals, left_out) = trend(&desk, wanted, &call)?;
        let shown = Shown {
            format: self.format.and_then(TrendFormat::of_all),
            out: self.out,
        };
        let done = match self.format {
            Some(TrendFormat::Github) => annotate(&shown, &signals, &left_out, &desk, context)?,
            _ => {
                let done = write(&shown, &output, &left_out, &desk, context)?;
                if self.signal {
                    context.tell_all(&signals);
                }
                done
            }
        };
        Ok(match self.signal && !signals.is_empty() {
            true => Done::Found,
            false => done,
        })
    }
}

impl TrendFormat {
    /// The format, where other reports have it too.
    fn of_all(self) -> Option<Format> {
        match self {
            TrendFormat::Table => Some(Format::Table),
            TrendFormat::Json => Some(Format::Json),
            TrendFormat::Csv => Some(Format::Csv),
            TrendFormat::Markdown => Some(Format::Markdown),
            TrendFormat::Github => None,
        }
    }
}

/// How large periods are: by the shipment data, or by a file.
fn sizes_of(
    per: &str,
    by: Step,
    call: &FiguresCall,
    desk: &Desk,
    context: &mut Context,
) -> Result<Per> {
    if per == PerWord::Shipped.word() {
        return Ok(Per::Shipped(shipped_to(desk, call)?));
    }
    let (name, bytes) = read_input(Path::new(per), &context.world.dir)?;
    context.keep(&name, &bytes);
    Ok(Per::File(sizes(&name, &bytes, by)?))
}

fn write(
    shown: &Shown,
    output: &TrendOutput,
    left_out: &[Finding],
    desk: &Desk,
    context: &mut Context,
) -> Result {
    let ready = Ready {
        title: Phrase::ReportTrend,
        value: output,
        sheets: reports::trend,
        nothing: Phrase::ReportNothing,
    };
    shown.write(&ready, left_out, desk, context)
}

/// Writes the signals alone, and what is wrong with files left out.
fn annotate(
    shown: &Shown,
    signals: &[Finding],
    left_out: &[Finding],
    desk: &Desk,
    context: &mut Context,
) -> Result {
    let mut found = context.shown(signals);
    found.extend(context.shown(left_out));
    let prefix = context.prefix();
    let report = Report {
        verb: "report",
        findings: &found,
        files: &[],
        prefix: &prefix,
    };
    shown.put(desk, context, |out, screen| {
        findings::github(out, &report, screen)
    })?;
    Ok(match left_out.is_empty() {
        true => Done::Fine,
        false => Done::Found,
    })
}
