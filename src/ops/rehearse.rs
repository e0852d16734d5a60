//! Playing a policy through with generated cases.

use std::sync::Arc;

use chrono::{DateTime, NaiveTime, TimeZone, Utc, Weekday};

use super::procedures::Written;
use crate::calendar::Calendar;
use crate::case::Time;
use crate::finding::Finding;
use crate::procedure::rehearse;
use crate::report::{RehearsalView, rehearsal, unreachable};
use crate::yaml;

/// What a policy that was read comes to: what is wrong with it, and where nothing
/// is, what generated cases showed.
#[derive(Debug)]
pub struct PolicyCheck {
    /// Its name.
    pub policy: String,
    /// From which day it is in force.
    pub effective: String,
    /// What is wrong with it.
    pub found: Vec<Finding>,
    /// What generated cases showed.
    pub exercised: Option<RehearsalView>,
}

/// Checks a policy. The cases begin on the day on which it comes into force, and
/// days off are weekends alone: so the same policy always shows the same.
pub fn check_written(written: Written, file: Option<&str>) -> PolicyCheck {
    let Written {
        bytes,
        policy,
        mut found,
    } = written;
    let mut checked = PolicyCheck {
        policy: policy.policy.to_string(),
        effective: policy.effective.to_string(),
        found: Vec::new(),
        exercised: None,
    };
    let weekend = [Weekday::Sat, Weekday::Sun];
    let calendar = Calendar::new(chrono_tz::UTC, &weekend, Vec::new());
    if let (true, Ok(calendar)) = (found.is_empty(), calendar) {
        let morning = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
        let from: DateTime<Utc> = Utc.from_utc_datetime(&policy.effective.0.and_time(morning));
        let policy = Arc::new(policy);
        let outcome = rehearse(&policy, &Arc::new(calendar), Time(from.fixed_offset()));
        found = outcome.unreached.iter().map(unreachable).collect();
        checked.exercised = Some(rehearsal(&policy, &outcome));
        if let Some(file) = file {
            found = found.into_iter().map(|it| it.in_file(file)).collect();
        }
        yaml::locate(&String::from_utf8_lossy(&bytes), &mut found);
    }
    checked.found = found;
    checked
}
