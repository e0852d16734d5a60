//! `cargo run --release --example generate -- DIR 10000` makes a register of
//! so many cases, to measure with.

mod cases;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [dir, count] = args.as_slice() else {
        eprintln!("usage: generate DIR COUNT");
        return ExitCode::from(2);
    };
    let Ok(count) = count.parse() else {
        eprintln!("{count} is no number of cases");
        return ExitCode::from(2);
    };
    match cases::generate(Path::new(dir), count) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(3)
        }
    }
}
