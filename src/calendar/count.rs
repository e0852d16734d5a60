use chrono::{DateTime, Days, FixedOffset, Months, NaiveDate, NaiveTime, TimeDelta};

use super::days::{Calendar, Day, next};
use super::pause::{Pause, Stops};
use super::term::{Term, Unit};

/// When something is due.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Due {
    /// The last instant that is still in time, in the register's zone.
    pub at: DateTime<FixedOffset>,
    /// The first day whose working or not had to be guessed from weekends alone, because the
    /// holidays of its year are not known.
    pub assumed_from: Option<NaiveDate>,
    /// An open pause that began by now stands before `at`, so `at` still moves.
    pub paused: bool,
}

/// One step of a count: a day, a run of days, or a span of time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counted {
    /// What the day is on which the step begins.
    pub day: Day,
    /// When the step begins: for days their first instant.
    pub from: DateTime<FixedOffset>,
    /// When the step ends: for days the close of the last.
    pub to: DateTime<FixedOffset>,
    /// What became of it.
    pub part: Part,
    /// How much has been counted at the end of the step: days, for `min`, `h` and `wh` seconds.
    pub sum: u64,
}

/// What became of a step.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Part {
    /// The start, day 0; the first step of all.
    Start,
    /// Counted.
    Counted,
    /// Skipped: not a working day.
    Off,
    /// Skipped: the case stood still.
    Paused,
    /// The due instant, the last step of all.
    Due,
}

impl Calendar {
    /// When a limit that starts at `start` ends. The day of the start is day 0. Limits in days
    /// end at the close of the last day; minutes and hours are exact. Time in pauses is not
    /// counted: for limits in days, a day on whose close the case stands still. An open pause is
    /// taken to end at `now`.
    pub fn due(
        &self,
        start: DateTime<FixedOffset>,
        term: Term,
        pauses: &[Pause],
        now: DateTime<FixedOffset>,
    ) -> Due {
        let stops = Stops::new(self, pauses, now);
        let mut walk = Walk::new(self, &stops, None);
        let at = walk.run(self.local(start), term);
        let open = |pause: &Pause| pause.to.is_none() && pause.from <= now && pause.from < at;
        Due {
            at,
            assumed_from: walk.assumed_from,
            paused: pauses.iter().any(open),
        }
    }

    /// The count behind [`Calendar::due`], step by step in order: every day for `d`, `w` and `wd`,
    /// runs of days for `month` and `y`, spans of time for `min` and `h`, days off and spans of
    /// working time for `wh`. The first step is the start, the last the due instant.
    pub fn explain(
        &self,
        start: DateTime<FixedOffset>,
        term: Term,
        pauses: &[Pause],
        now: DateTime<FixedOffset>,
    ) -> Vec<Counted> {
        let stops = Stops::new(self, pauses, now);
        let mut walk = Walk::new(self, &stops, Some(Vec::new()));
        walk.run(self.local(start), term);
        walk.steps.unwrap_or_default()
    }
}

/// One count on its way; steps are kept only when somebody wants to see them.
struct Walk<'a> {
    calendar: &'a Calendar,
    stops: &'a Stops,
    steps: Option<Vec<Counted>>,
    sum: u64,
    assumed_from: Option<NaiveDate>,
}

impl<'a> Walk<'a> {
    fn new(calendar: &'a Calendar, stops: &'a Stops, steps: Option<Vec<Counted>>) -> Self {
        Walk {
            calendar,
            stops,
            steps,
            sum: 0,
            assumed_from: None,
        }
    }

    fn run(&mut self, start: DateTime<FixedOffset>, term: Term) -> DateTime<FixedOffset> {
        self.note(start, start, Part::Start);
        let count = u64::from(term.count);
        let day = start.date_naive();
        let due = match term.unit {
            Unit::Minute => self.straight(start, TimeDelta::minutes(term.count.into())),
            Unit::Hour => self.straight(start, TimeDelta::hours(term.count.into())),
            Unit::WorkingHour => self.working_hours(start, TimeDelta::hours(term.count.into())),
            Unit::WorkingDay => self.working_days(day, count),
            Unit::Day => self.days(day, count, true),
            Unit::Week => self.days(day, count * 7, true),
            Unit::Month => self.days(day, days_of_months(day, term.count), false),
            Unit::Year => {
                let months = term.count.saturating_mul(12);
                self.days(day, days_of_months(day, months), false)
            }
        };
        let due = self.calendar.in_zone(due);
        self.note(due, due, Part::Due);
        due
    }

    fn straight(
        &mut self,
        start: DateTime<FixedOffset>,
        limit: TimeDelta,
    ) -> DateTime<FixedOffset> {
        let mut left = limit;
        let far = start + limit + self.stops.length();
        self.spend(start, far, &mut left).unwrap_or(far)
    }

    fn working_hours(
        &mut self,
        start: DateTime<FixedOffset>,
        limit: TimeDelta,
    ) -> DateTime<FixedOffset> {
        let calendar = self.calendar;
        let mut left = limit;
        let mut date = start.date_naive();
        loop {
            if self.works(date) {
                for (from, to) in calendar.spans(date) {
                    if let Some(due) = self.spend(from.max(start), to, &mut left) {
                        return due;
                    }
                }
            } else {
                self.note_days(date, date, Part::Off);
            }
            date = next(date);
        }
    }

    /// Counts the time between two instants that no pause takes, until nothing is left.
    fn spend(
        &mut self,
        from: DateTime<FixedOffset>,
        to: DateTime<FixedOffset>,
        left: &mut TimeDelta,
    ) -> Option<DateTime<FixedOffset>> {
        // The whole span lies before the start, or clocks skip it.
        if from >= to {
            return None;
        }
        let stops = self.stops;
        let mut at = from;
        for stop in stops.within(from, to) {
            if let Some(due) = self.pass(at, stop.from.min(to), left) {
                return Some(due);
            }
            let end = stop.to.min(to);
            self.note(at.max(stop.from), end, Part::Paused);
            at = end;
        }
        self.pass(at, to, left)
    }

    fn pass(
        &mut self,
        from: DateTime<FixedOffset>,
        to: DateTime<FixedOffset>,
        left: &mut TimeDelta,
    ) -> Option<DateTime<FixedOffset>> {
        if from >= to {
            return None;
        }
        let length = (to - from).min(*left);
        *left -= length;
        self.sum += length.num_seconds().unsigned_abs();
        self.note(from, from + length, Part::Counted);
        left.is_zero().then(|| from + length)
    }

    fn working_days(&mut self, start: NaiveDate, count: u64) -> DateTime<FixedOffset> {
        let mut date = start;
        while self.sum < count {
            date = next(date);
            let part = if !self.works(date) {
                Part::Off
            } else if self.stands_still(date) {
                Part::Paused
            } else {
                Part::Counted
            };
            self.note_days(date, date, part);
        }
        self.calendar.end_of(date)
    }

    /// Counts calendar days, jumping over runs of paused ones.
    fn days(&mut self, start: NaiveDate, count: u64, each: bool) -> DateTime<FixedOffset> {
        let (calendar, stops) = (self.calendar, self.stops);
        let mut last = start;
        for (first, until) in stops.days(calendar) {
            let first = first.max(next(last));
            if until < first {
                continue;
            }
            let free = days_between(last, first) - 1;
            if self.sum + free >= count {
                break;
            }
            self.run_of_days(last, free, Part::Counted, each);
            let paused = days_between(first, until) + 1;
            self.run_of_days(last + Days::new(free), paused, Part::Paused, each);
            last = until;
        }
        let left = count - self.sum;
        self.run_of_days(last, left, Part::Counted, each);
        calendar.end_of(last + Days::new(left))
    }

    /// Notes so many days after `last`, one by one or as one step.
    fn run_of_days(&mut self, last: NaiveDate, count: u64, part: Part, each: bool) {
        if count == 0 {
            return;
        }
        if !each || self.steps.is_none() {
            return self.note_days(next(last), last + Days::new(count), part);
        }
        for n in 1..=count {
            let date = last + Days::new(n);
            self.note_days(date, date, part);
        }
    }

    fn works(&mut self, date: NaiveDate) -> bool {
        if self.assumed_from.is_none() && !self.calendar.knows(date) {
            self.assumed_from = Some(date);
        }
        self.calendar.works(date)
    }

    fn stands_still(&self, date: NaiveDate) -> bool {
        !self.stops.is_empty() && self.stops.cover(self.calendar.end_of(date))
    }

    fn note_days(&mut self, first: NaiveDate, last: NaiveDate, part: Part) {
        if part == Part::Counted {
            self.sum += days_between(first, last) + 1;
        }
        if self.steps.is_some() {
            let from = self.calendar.at(first, NaiveTime::MIN);
            self.note_on(first, from, self.calendar.end_of(last), part);
        }
    }

    fn note(&mut self, from: DateTime<FixedOffset>, to: DateTime<FixedOffset>, part: Part) {
        if self.steps.is_some() {
            let (from, to) = (self.calendar.in_zone(from), self.calendar.in_zone(to));
            self.note_on(from.date_naive(), from, to, part);
        }
    }

    fn note_on(
        &mut self,
        date: NaiveDate,
        from: DateTime<FixedOffset>,
        to: DateTime<FixedOffset>,
        part: Part,
    ) {
        let (day, sum) = (self.calendar.day(date), self.sum);
        if let Some(steps) = &mut self.steps {
            steps.push(Counted {
                day,
                from,
                to,
                part,
                sum,
            });
        }
    }
}

fn days_between(first: NaiveDate, last: NaiveDate) -> u64 {
    (last - first).num_days().unsigned_abs()
}

/// Days from a date to the same day so many months later, clamped to the month's end.
fn days_of_months(date: NaiveDate, months: u32) -> u64 {
    let end = date.checked_add_months(Months::new(months));
    days_between(date, end.unwrap_or(date))
}
