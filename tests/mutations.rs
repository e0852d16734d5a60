//! Thousands of damaged files, to everything that reads bytes from outside: it
//! refuses them in time or reads them, and does not fall over. The same
//! entries serve the fuzzer in `tests/fuzz`.

#[path = "fuzz/entries.rs"]
mod entries;

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use plaint::policy::PRESETS;

/// Damaged files for each entry.
const INPUTS: u64 = 1500;

/// How long one may take, unoptimised and on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

const CASE: &str = include_str!("mutations/case.yaml");
const HOLIDAYS: &str = include_str!("mutations/holidays.ics");
const PEOPLE: &str = include_str!("mutations/people.yaml");
const CALENDAR: &str = include_str!("mutations/calendar.yaml");
const MAUDE: [&[u8]; 2] = [
    include_bytes!("import/maude.map.yaml"),
    include_bytes!("import/maude.csv"),
];
const CARS: [&[u8]; 2] = [
    include_bytes!("import/car-complaints.map.yaml"),
    include_bytes!("import/car-complaints.csv"),
];

/// What hurts somewhere.
const TOKENS: &[&[u8]] = &[
    b"&a ",
    b"*a",
    b"!!str ",
    b"<<: ",
    b"---\n",
    b"...\n",
    b"- - - ",
    b"[",
    b"]",
    b"{",
    b"}",
    b"[[[[[[[[",
    b"? ",
    b": ",
    b"#",
    b"\t",
    b"\r",
    b"\r\n",
    b"\0",
    b"|\n",
    b">-\n",
    b"'",
    b"\"",
    b"\\",
    b"%",
    b"~",
    b"null",
    b"\xEF\xBB\xBF",
    b"\xE2\x80\xA8",
    b"\xC2\x85",
    b"\xFF",
    b"\xBB\xAA",
    b"\xF0\x9F\x99\x82",
    b"\xE4\xBA",
    b"99999999999999999999",
    b"-1",
    b"0",
    b"1e999",
    b".nan",
    b"9999-12-31",
    b"0000-00-00",
    b"2026-02-30",
    b"9999-12-31T23:59:59-23:59",
    b"10000y",
    b"9999w",
    b"amend",
    b"strike",
    b"reopen",
    b"for: ",
    b"at: ",
    b",",
    b";",
    b"=",
    b"\n=\n",
    b"DTSTART:99991231\n",
    b"RRULE:FREQ=YEARLY;COUNT=999999999\n",
    b"BEGIN:VEVENT\n",
    b"END:VEVENT\n",
    b"%Y%Y%m",
];

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    /// A part of so many bytes.
    fn part(&mut self, of: usize) -> std::ops::Range<usize> {
        let start = self.roll(of + 1);
        let longest = (of - start).min(200);
        start..start + self.roll(longest + 1)
    }
}

fn damaged(seed: &[u8], number: u64) -> Vec<u8> {
    let mut dice = Dice(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(bytes.len() + 1);
        let part = dice.part(bytes.len());
        match dice.roll(9) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
            1 => drop(bytes.drain(part)),
            2 => {
                let copy = bytes[part].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => bytes.truncate(at),
            4 => {
                let token =
                    TOKENS[dice.roll(TOKENS.len())].repeat(1 + dice.roll(3) * dice.roll(2000));
                bytes.splice(at..at, token);
            }
            5 => swap_lines(&mut bytes, &mut dice),
            6 => indent_line(&mut bytes, &mut dice),
            _ => {
                let token = TOKENS[dice.roll(TOKENS.len())];
                bytes.splice(at..at, token.iter().copied());
            }
        }
    }
    bytes
}

fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect()
}

fn swap_lines(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let mut lines = lines(bytes);
    if !lines.is_empty() {
        let (a, b) = (dice.roll(lines.len()), dice.roll(lines.len()));
        lines.swap(a, b);
        *bytes = lines.concat();
    }
}

fn indent_line(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let mut lines = lines(bytes);
    let at = dice.roll(lines.len());
    if let Some(line) = lines.get_mut(at) {
        let blanks = vec![b' '; dice.roll(4)];
        line.splice(0..0, blanks);
        *bytes = lines.concat();
    }
}

fn survives(entry: fn(&[u8]), seeds: Vec<Vec<u8>>) {
    for seed in &seeds {
        entry(seed);
    }
    let (tell, told) = channel();
    let all = seeds.clone();
    let worker = thread::spawn(move || {
        for number in 0..INPUTS {
            tell.send(number).unwrap();
            let seed = &all[number as usize % all.len()];
            entry(&damaged(seed, number));
        }
    });
    let mut last = 0;
    loop {
        match told.recv_timeout(PATIENCE) {
            Ok(number) => last = number,
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                let input = damaged(&seeds[last as usize % seeds.len()], last);
                panic!(
                    "input {last} takes too long: {}",
                    String::from_utf8_lossy(&input)
                );
            }
        }
    }
    if worker.join().is_err() {
        let input = damaged(&seeds[last as usize % seeds.len()], last);
        panic!("input {last}: {}", String::from_utf8_lossy(&input));
    }
}

#[test]
fn cases() {
    survives(entries::case, vec![CASE.into()]);
}

#[test]
fn policies() {
    let mut seeds: Vec<Vec<u8>> = PRESETS.iter().map(|preset| preset.policy.into()).collect();
    seeds.extend([PEOPLE.into(), CALENDAR.into()]);
    survives(entries::policy, seeds);
}

#[test]
fn calendars() {
    survives(
        entries::holidays,
        vec![HOLIDAYS.into(), format!("10wd\n{HOLIDAYS}").into()],
    );
}

#[test]
fn tables() {
    survives(
        entries::import,
        [MAUDE, CARS].map(|of| of.join(&b"\n=\n"[..])).into(),
    );
}

#[test]
fn the_undamaged_are_read() {
    assert!(plaint::yaml::read::<plaint::case::Case>(CASE.as_bytes()).is_ok());
    assert!(plaint::calendar::read_ics(HOLIDAYS, Some(2026..=2026)).is_ok());
    assert!(plaint::yaml::read::<plaint::policy::People>(PEOPLE.as_bytes()).is_ok());
    assert!(plaint::yaml::read::<plaint::policy::CalendarFile>(CALENDAR.as_bytes()).is_ok());
}
