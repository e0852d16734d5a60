//! `cargo run --release --example generate -- DIR 10000` makes a register of
//! so many cases, to measure with; `generate DIR --factory 100000` one with the
//! trace data of so many lots; `generate DIR --history --cases 10000 --commits
//! 50000` one whose cases have a history in git.

mod cases;
mod factory;
mod history;

use std::io;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let Some(made) = make(&args) else {
        eprintln!(
            "usage: generate DIR CASES, generate DIR --factory LOTS, or \
             generate DIR --history --cases CASES --commits COMMITS"
        );
        return ExitCode::from(2);
    };
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(3)
        }
    }
}

/// Makes what is asked for; nothing if the call says no such thing.
fn make(args: &[&str]) -> Option<io::Result<()>> {
    let number = |text: &str| text.parse().ok();
    Some(match args {
        [dir, "--factory", lots] => {
            let (dir, lots) = (Path::new(dir), number(lots)?);
            cases::make_register(dir)
                .and_then(|()| factory::generate(&dir.join("cases/trace"), lots))
        }
        [dir, "--history", "--cases", cases, "--commits", commits] => {
            history::generate(Path::new(dir), number(cases)?, number(commits)?)
        }
        [dir, count] => cases::generate(Path::new(dir), number(count)?),
        _ => return None,
    })
}
