use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::offset::LocalResult;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono::{TimeZone, Timelike, Weekday};
use chrono_tz::Tz;

use super::china;

/// The years that instants are held to before anything is counted from them.
const FIRST_YEAR: i32 = 1;
const LAST_YEAR: i32 = 9999;

/// Why a calendar cannot be built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CalendarError {
    /// The weekend takes all seven days, so that no working day would ever come.
    NoWorkingWeekday,
    /// Working hours that end before they begin, or when they begin. An end of 00:00 is midnight
    /// at the end of the day; a night shift is two spans.
    BackwardHours(NaiveTime, NaiveTime),
    /// The span that begins at the second time begins before the one before it ends.
    OverlappingHours(NaiveTime, NaiveTime),
}

impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CalendarError::NoWorkingWeekday => f.write_str("the weekend takes the whole week"),
            CalendarError::BackwardHours(from, to) => {
                write!(f, "working hours {from} to {to} do not run forward")
            }
            CalendarError::OverlappingHours(end, from) => {
                write!(f, "working hours to {end} and from {from} overlap")
            }
        }
    }
}

impl std::error::Error for CalendarError {}

/// What a day is, and why.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Day {
    /// The date in the register's zone.
    pub date: NaiveDate,
    /// Whether it is a working day.
    pub work: bool,
    /// What makes it so.
    pub why: Why,
    /// Whether the holidays of its year are known; when not, weekends alone decide.
    pub known: bool,
}

/// What makes a day a working day or a day off.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Why {
    /// A working day like any other.
    Ordinary,
    /// Off as every week.
    Weekend,
    /// Off by the calendar: the holiday's name, as it was entered. A weekend day that belongs to
    /// a named holiday is one too.
    Holiday(String),
    /// A weekend day that is worked: the name of the holiday it makes up for, as it was entered.
    MakeUp(String),
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Listed {
    work: bool,
    name: String,
}

/// Working hours of one span; no end is midnight at the end of the day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Hours {
    from: NaiveTime,
    to: Option<NaiveTime>,
}

/// The zone, weekend, holidays, make-up days and working hours of a register.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    zone: Tz,
    weekend: [bool; 7],
    hours: Vec<Hours>,
    days: BTreeMap<NaiveDate, Listed>,
    known: Option<BTreeSet<i32>>,
}

impl Calendar {
    /// A calendar of weekends alone. `hours` are the working hours of every working day, in any
    /// order; none means the whole day. An end of 00:00 is midnight at the end of the day.
    ///
    /// # Errors
    /// When the weekend takes the whole week, or hours run backward or overlap.
    pub fn new(
        zone: Tz,
        weekend: &[Weekday],
        hours: Vec<(NaiveTime, NaiveTime)>,
    ) -> Result<Self, CalendarError> {
        let mut off = [false; 7];
        for day in weekend {
            off[day.num_days_from_monday() as usize] = true;
        }
        if off.iter().all(|day| *day) {
            return Err(CalendarError::NoWorkingWeekday);
        }
        Ok(Calendar {
            zone,
            weekend: off,
            hours: ordered(hours)?,
            days: BTreeMap::new(),
            known: None,
        })
    }

    /// The calendar with a day that is off or worked, whatever its weekday. A later call for the
    /// same date takes the place of an earlier one.
    pub fn with_day(mut self, date: NaiveDate, work: bool, name: &str) -> Self {
        let name = name.to_owned();
        self.days.insert(date, Listed { work, name });
        self
    }

    /// The calendar with a year whose holidays are all entered. Without any such year every year
    /// counts as known; with one, all others are reckoned by weekends and listed days alone and
    /// [`Due::assumed_from`](super::Due::assumed_from) says so.
    pub fn with_known_year(mut self, year: i32) -> Self {
        self.known.get_or_insert_default().insert(year);
        self
    }

    /// The calendar with the holidays and make-up days of China, 2020 to 2026, under their
    /// Chinese names (see [`english_name`](super::english_name)). Days entered afterwards win.
    pub fn with_china(mut self) -> Self {
        for day in china::days() {
            self = self.with_day(day.date, day.work, day.name);
        }
        china::YEARS.fold(self, Calendar::with_known_year)
    }

    /// The register's zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The years whose holidays are entered; none when the calendar is weekends alone by choice.
    pub fn known_years(&self) -> Option<&BTreeSet<i32>> {
        self.known.as_ref()
    }

    /// The same instant in the register's zone. Instants outside the years 1 to 9999 are moved to
    /// the nearest of them.
    pub fn local(&self, t: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        let t = match t.naive_utc().year() {
            year if year < FIRST_YEAR => bound(FIRST_YEAR, 1, 1),
            year if year > LAST_YEAR => bound(LAST_YEAR, 12, 31),
            _ => t,
        };
        self.in_zone(t)
    }

    /// The same instant in the register's zone, however far off.
    pub(super) fn in_zone(&self, t: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        t.with_timezone(&self.zone).fixed_offset()
    }

    /// The instant of a wall clock time. A time that clocks skip is the first instant after the
    /// gap; of a time that comes twice it is the first.
    pub fn at(&self, date: NaiveDate, time: NaiveTime) -> DateTime<FixedOffset> {
        self.instant(date.and_time(time), false)
    }

    /// The close of a day, worked or not: the end of the last working hours where they are given,
    /// else 23:59:59. Of a time that comes twice it is the second.
    pub fn end_of(&self, date: NaiveDate) -> DateTime<FixedOffset> {
        let last_second = NaiveTime::MIN
            .overflowing_sub_signed(TimeDelta::seconds(1))
            .0;
        let close = self.hours.last().and_then(|hours| hours.to);
        self.instant(date.and_time(close.unwrap_or(last_second)), true)
    }

    /// Whether a day is the same in another calendar: worked or off, in the same
    /// hours of the same zone.
    pub fn agrees(&self, other: &Calendar, date: NaiveDate) -> bool {
        let alike = self.zone == other.zone && self.hours == other.hours;
        alike && self.works(date) == other.works(date)
    }

    /// What a day is, and why.
    pub fn day(&self, date: NaiveDate) -> Day {
        let weekend = self.is_weekend(date);
        let listed = self.days.get(&date);
        let why = match listed {
            Some(day) if day.work && weekend => Why::MakeUp(day.name.clone()),
            Some(day) if day.work => Why::Ordinary,
            Some(day) => Why::Holiday(day.name.clone()),
            None if weekend => Why::Weekend,
            None => Why::Ordinary,
        };
        Day {
            date,
            work: self.works(date),
            why,
            known: self.knows(date),
        }
    }

    /// Whether a date is a working day.
    pub(super) fn works(&self, date: NaiveDate) -> bool {
        match self.days.get(&date) {
            Some(day) => day.work,
            None => !self.is_weekend(date),
        }
    }

    /// Whether the holidays of a date's year are known.
    pub(super) fn knows(&self, date: NaiveDate) -> bool {
        let known = self.known.as_ref();
        known.is_none_or(|years| years.contains(&date.year()))
    }

    /// The working hours of a date as instants, in order, were it a working day.
    pub(super) fn spans(
        &self,
        date: NaiveDate,
    ) -> impl Iterator<Item = (DateTime<FixedOffset>, DateTime<FixedOffset>)> {
        const WHOLE_DAY: &[Hours] = &[Hours {
            from: NaiveTime::MIN,
            to: None,
        }];
        let hours = match self.hours.as_slice() {
            [] => WHOLE_DAY,
            hours => hours,
        };
        hours.iter().map(move |hours| {
            let end = match hours.to {
                Some(to) => self.at(date, to),
                None => self.at(next(date), NaiveTime::MIN),
            };
            (self.at(date, hours.from), end)
        })
    }

    fn is_weekend(&self, date: NaiveDate) -> bool {
        self.weekend[date.weekday().num_days_from_monday() as usize]
    }

    fn instant(&self, wall: NaiveDateTime, later: bool) -> DateTime<FixedOffset> {
        match self.zone.from_local_datetime(&wall) {
            LocalResult::Single(t) => t.fixed_offset(),
            LocalResult::Ambiguous(_, second) if later => second.fixed_offset(),
            LocalResult::Ambiguous(first, _) => first.fixed_offset(),
            LocalResult::None => self.after_gap(wall),
        }
    }

    /// Gaps are whole minutes long, at most a day (when a zone changed sides of the date line).
    fn after_gap(&self, wall: NaiveDateTime) -> DateTime<FixedOffset> {
        let time = wall.time();
        let minute = NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time);
        let minute = wall.date().and_time(minute);
        (0..=24 * 60)
            .map(|minutes| minute + TimeDelta::minutes(minutes))
            .find_map(|wall| self.zone.from_local_datetime(&wall).earliest())
            .unwrap_or_else(|| self.zone.from_utc_datetime(&wall))
            .fixed_offset()
    }
}

/// The day after.
pub(super) fn next(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(date)
}

fn bound(year: i32, month: u32, day: u32) -> DateTime<FixedOffset> {
    let date = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    date.and_time(NaiveTime::MIN).and_utc().fixed_offset()
}

fn ordered(mut hours: Vec<(NaiveTime, NaiveTime)>) -> Result<Vec<Hours>, CalendarError> {
    hours.sort_unstable();
    for &(from, to) in &hours {
        if to <= from && to != NaiveTime::MIN {
            return Err(CalendarError::BackwardHours(from, to));
        }
    }
    for pair in hours.windows(2) {
        let (end, from) = (pair[0].1, pair[1].0);
        if end == NaiveTime::MIN || from < end {
            return Err(CalendarError::OverlappingHours(end, from));
        }
    }
    let span = |(from, to)| Hours {
        from,
        to: (to != NaiveTime::MIN).then_some(to),
    };
    Ok(hours.into_iter().map(span).collect())
}
