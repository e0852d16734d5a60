use super::short;

/// Times as a narrow screen shows them: without the year where all of a table
/// are of one, else with its last two digits.
pub struct Days {
    cut: usize,
}

impl Days {
    /// For the times of one table.
    pub fn of<'a>(times: impl IntoIterator<Item = &'a str>) -> Days {
        let mut years = times.into_iter().filter_map(|time| time.get(..4));
        let first = years.next();
        let one = years.all(|year| Some(year) == first);
        Days {
            cut: if one { 5 } else { 2 },
        }
    }

    /// The day alone.
    pub fn day(&self, time: &str) -> String {
        time.get(self.cut..10).unwrap_or(time).to_owned()
    }

    /// The day and the minute.
    pub fn minute(&self, time: &str) -> String {
        let time = short(time);
        time.get(self.cut..).unwrap_or(&time).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_stays_where_there_are_two() {
        let (old, new) = ("2025-12-30T23:59:59+08:00", "2026-01-05T09:30:00+08:00");
        let both = Days::of([old, new]);
        assert_eq!(both.day(old), "25-12-30");
        assert_eq!(both.minute(new), "26-01-05 09:30");
        let one = Days::of([new]);
        assert_eq!(one.day(new), "01-05");
        assert_eq!(one.minute(new), "01-05 09:30");
        assert_eq!(Days::of([old]).minute(old), "12-30");
        assert_eq!(one.day("-"), "-");
    }
}
