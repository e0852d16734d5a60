//! `cargo run --release --example generate -- DIR 10000` makes a register of
//! so many cases, to measure with; `generate DIR --factory 100000` one with the
//! trace data of so many lots.

mod cases;
mod factory;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (dir, count, of_lots) = match args.as_slice() {
        [dir, "--factory", count] => (Path::new(dir), count, true),
        [dir, count] => (Path::new(dir), count, false),
        _ => {
            eprintln!("usage: generate DIR CASES, or generate DIR --factory LOTS");
            return ExitCode::from(2);
        }
    };
    let Ok(count) = count.parse() else {
        eprintln!("{count} is no number");
        return ExitCode::from(2);
    };
    let made = match of_lots {
        true => cases::make_register(dir)
            .and_then(|()| factory::generate(&dir.join("cases/trace"), count)),
        false => cases::generate(dir, count),
    };
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(3)
        }
    }
}
