use serde_json::{Map, Value};

use super::context::{Context, Done, Result};
use super::list::unknown;
use super::show::Format;
use super::steps::{Fields, bad};
use crate::case::{Quantity, half_width};
use crate::finding::{Code, Finding};
use crate::messages::{Sort, code_of};
use crate::output::{json, views};
use crate::report::{SamplingView, sampling_view};
use crate::sampling::{Aql, Level, LotSize, Regime};

// What a plan is asked for; a doc comment would become the help of the verb.
#[derive(Debug, clap::Args)]
pub(super) struct Sampling {
    /// Inspection level: S-1 to S-4, I, II, III [default: II]
    #[arg(long)]
    pub level: Option<String>,
    /// Acceptance quality limit, such as 0.65, 1.0 or 2.5
    #[arg(long)]
    pub aql: Option<String>,
    /// How severely: normal, tightened or reduced [default: normal]
    #[arg(long)]
    pub regime: Option<String>,
    /// How many pieces the lot has: 1200, "1200 pcs"
    #[arg(long, value_name = "PIECES")]
    pub lot_size: Option<String>,
}

// The same with a format of its own.
#[derive(Debug, clap::Args)]
pub(super) struct PlanArgs {
    #[command(flatten)]
    pub sampling: Sampling,
    /// How it is shown
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Prints the sampling plan for a lot. It needs no register.
pub(super) fn run(args: PlanArgs, context: &mut Context) -> Result {
    let view = args.sampling.view()?;
    context.print(|out, screen| match args.format {
        Format::Table => views::plan(out, &view, screen),
        Format::Json => json::write(out, &view),
    })?;
    Ok(Done::Fine)
}

impl Sampling {
    /// What was given, as an inspection has it.
    pub fn fields(&self) -> Map<String, Value> {
        let word = |text: &String| code_of(Sort::Word, text).unwrap_or(text).to_owned();
        let many = |text: &String| Quantity::tidied(text).into_owned();
        Fields::default()
            .one("lot", self.lot_size.as_ref().map(many))
            .one("level", self.level.as_ref().map(|text| roman(text)))
            .one("aql", self.aql.as_deref().map(half_width))
            .one("regime", self.regime.as_ref().map(word))
            .done()
    }

    fn view(&self) -> Result<SamplingView> {
        let lot = given(self.lot_size.as_deref(), "lot-size", "--lot-size PIECES")?;
        let aql = given(self.aql.as_deref(), "aql", "--aql AQL")?;
        let level = self.level.as_deref().map_or(Ok(Level::II), level)?;
        let regime = self.regime.as_deref().map_or(Ok(Regime::Normal), regime)?;
        let size = LotSize::parse(&Quantity::tidied(lot)).ok_or_else(|| bad("lot-size", lot))?;
        let limit = Aql::parse(&half_width(aql)).ok_or_else(|| bad("aql", aql))?;
        Ok(sampling_view(&size, level, limit, regime))
    }
}

/// A level in plain capitals.
fn roman(text: &str) -> String {
    let letters = text
        .replace('Ⅲ', "III")
        .replace('Ⅱ', "II")
        .replace('Ⅰ', "I");
    half_width(&letters).to_ascii_uppercase()
}

/// What must be given.
fn given<'a>(text: Option<&'a str>, key: &str, flag: &str) -> Result<&'a str> {
    let missing = || Finding::new(Code::MissingKey).arg("key", key);
    Ok(text.ok_or_else(|| missing().arg("flag", flag))?)
}

fn level(text: &str) -> Result<Level> {
    let known = Level::WORDS.iter().copied();
    let found = Level::parse(&roman(text));
    Ok(found.ok_or_else(|| unknown(Code::UnknownReference, "level", text, known))?)
}

fn regime(text: &str) -> Result<Regime> {
    let known = Regime::WORDS.iter().copied();
    let word = code_of(Sort::Word, text).unwrap_or(text);
    let found = Regime::parse(word);
    Ok(found.ok_or_else(|| unknown(Code::UnknownReference, "regime", text, known))?)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::finding::Stop;

    #[derive(Parser)]
    struct Call {
        #[command(flatten)]
        args: PlanArgs,
    }

    fn view(line: &str) -> Result<SamplingView> {
        let words = line.split('|').filter(|word| !word.is_empty());
        let call = Call::try_parse_from(std::iter::once("plan").chain(words)).unwrap();
        call.args.sampling.view()
    }

    fn refused(line: &str) -> Finding {
        match view(line) {
            Err(Stop::Refused(mut found)) => found.remove(0),
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn the_level_is_ii_and_inspection_normal_unless_said_otherwise() {
        let found = view("--lot-size|1,200 pcs|--aql|1").unwrap();
        assert_eq!(
            (found.level.as_str(), found.regime.as_str()),
            ("II", "normal")
        );
        assert_eq!((found.letter.as_str(), found.sample_size), ("J", 80));
        assert_eq!((found.accept, found.reject), (2, 3));
        assert_eq!(
            (found.aql.as_str(), found.unit.as_deref()),
            ("1.0", Some("pcs"))
        );
    }

    #[test]
    fn words_are_taken_as_people_type_them() {
        let found = view("--lot-size|１２００|--aql|０．６５|--level|s-4|--regime|加严").unwrap();
        assert_eq!(
            (found.level.as_str(), found.regime.as_str()),
            ("S-4", "tightened")
        );
        assert_eq!((found.lot_size, found.aql.as_str()), (1200, "0.65"));
        let found = view("--lot-size|1200片|--aql|1|--level|Ⅲ").unwrap();
        assert_eq!((found.level.as_str(), found.letter.as_str()), ("III", "K"));
    }

    #[test]
    fn what_makes_no_plan_is_refused_by_name() {
        for (line, code) in [
            ("--aql|1.0", Code::MissingKey),
            ("--lot-size|1200", Code::MissingKey),
            ("--lot-size|0|--aql|1.0", Code::BadArgument),
            ("--lot-size|500.5 kg|--aql|1.0", Code::BadArgument),
            ("--lot-size|1200|--aql|3", Code::BadArgument),
            (
                "--lot-size|1200|--aql|1.0|--level|IV",
                Code::UnknownReference,
            ),
            (
                "--lot-size|1200|--aql|1.0|--regime|strict",
                Code::UnknownReference,
            ),
        ] {
            assert_eq!(refused(line).code, code, "{line}");
        }
    }
}
