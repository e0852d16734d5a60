//! The `plaint` program: reads the clock, the environment and the terminal,
//! and hands everything else to the library.
#![allow(
    clippy::disallowed_methods,
    reason = "this is the one place that reads clock and environment"
)]

use std::io::{IsTerminal, Write, stderr, stdout};
use std::process::ExitCode;

use plaint::cli::{Environment, run};

fn main() -> ExitCode {
    let environment = match environment() {
        Ok(environment) => environment,
        Err(error) => {
            let _ = writeln!(stderr(), "error: {error}");
            return ExitCode::from(3);
        }
    };
    let mut out = std::io::BufWriter::new(stdout().lock());
    let mut err = stderr();
    let status = run(std::env::args_os(), &environment, &mut out, &mut err);
    // A reader that has gone is no error; `run` has flushed what mattered.
    let _ = out.flush();
    ExitCode::from(status)
}

fn environment() -> std::io::Result<Environment> {
    let text = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let colour = text("NO_COLOR").is_none() && text("TERM").as_deref() != Some("dumb");
    let width = stdout()
        .is_terminal()
        .then(terminal_size::terminal_size)
        .flatten();
    let charset = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(text);
    Ok(Environment {
        clock: chrono::Utc::now(),
        started: std::time::Instant::now(),
        dir: std::env::current_dir()?,
        register: std::env::var_os("PLAINT_REGISTER")
            .filter(|dir| !dir.is_empty())
            .map(Into::into),
        now: text("PLAINT_NOW"),
        lang: ["PLAINT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(text),
        charset: charset.clone().filter(|_| stdout().is_terminal()),
        charset_err: charset.filter(|_| stderr().is_terminal()),
        editor: text("VISUAL").or_else(|| text("EDITOR")),
        seed: seed(text("PLAINT_SEED").as_deref())?,
        terminal: stdout().is_terminal(),
        width: width.map(|(terminal_size::Width(width), _)| width),
        colour: colour && stdout().is_terminal(),
        colour_err: colour && stderr().is_terminal(),
        progress: stderr().is_terminal(),
    })
}

/// Random bytes; with `PLAINT_SEED`, for rehearsals, always the same.
fn seed(text: Option<&str>) -> std::io::Result<[u8; 32]> {
    let mut seed = [0; 32];
    match text {
        Some(text) => {
            let bytes = text.as_bytes();
            let length = bytes.len().min(seed.len());
            seed[..length].copy_from_slice(&bytes[..length]);
        }
        None => {
            getrandom::fill(&mut seed).map_err(|error| std::io::Error::other(error.to_string()))?
        }
    }
    Ok(seed)
}
