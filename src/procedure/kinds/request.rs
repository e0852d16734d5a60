use super::{Procedure, known};
use crate::case::kinds::Request;
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};

impl Procedure for Request {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        known(
            no,
            "want",
            "want",
            &self.want,
            situation.rules.policy.wants.names(),
        );
        let asked = situation
            .rules
            .calendar
            .local(situation.entry.fact().0)
            .date_naive();
        if let Some(due) = self.due
            && due.0 < asked
        {
            no.field(
                "due",
                Finding::new(Code::DueBeforeRequest).arg("due", due.to_string()),
            );
        }
    }
}
