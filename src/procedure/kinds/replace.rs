use super::Procedure;
use super::rma::{counted, models, not_past};
use crate::case::Kind;
use crate::case::kinds::{Goods, Replace};
use crate::case::{Amount, Body};
use crate::finding::{Code, Finding};
use crate::procedure::goods::{Ledger, Sum, each_unit, sum};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::State;

impl Procedure for Replace {
    const NEEDS_FACTS: bool = true;

    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        counted(&self.items, no);
        models(&self.items, situation, no);
        not_past("by", self.by, situation, no);
        self.guard_source(situation, no);
        let ledger = Ledger::of(situation.state, situation.rules);
        let rma = self.target.as_ref().and_then(|rma| ledger.rma(&rma.entry));
        if let Some(rma) = rma
            && !rma.replenish
        {
            let finding = Finding::new(Code::NotReplenished).arg("entry", rma.entry.as_str());
            no.field("for", finding);
        }
        self.guard_owed(&ledger, situation.state, no);
    }
}

impl Replace {
    /// The policy may say from where replacement comes (component.7).
    fn guard_source(&self, situation: &Situation, no: &mut Refusals) {
        let allowed = &situation.rules.policy.returns.supply;
        if allowed.is_empty() || self.source.is_some_and(|source| allowed.contains(&source)) {
            return;
        }
        let words: Vec<String> = allowed.iter().map(ToString::to_string).collect();
        let finding = Finding::new(Code::SupplyNotAllowed);
        let finding = match self.source {
            Some(source) => finding.arg("source", source.word()),
            None => finding.arg("field", "source"),
        };
        no.field(
            "source",
            finding.arg("allowed", words).by_rule("returns.supply"),
        );
    }

    /// No more than is complained of, or comes back, in the same unit.
    fn guard_owed(&self, ledger: &Ledger, state: &State, no: &mut Refusals) {
        let promised = state
            .live(Kind::Replace)
            .filter_map(|seen| match &seen.body {
                Body::Replace(replace) => Some(replace),
                _ => None,
            });
        let promised: Vec<&Goods> = promised
            .chain([self])
            .flat_map(|it| it.items.iter())
            .collect();
        let owed = owed(ledger, state);
        for owed in owed {
            let same = promised
                .iter()
                .filter(|goods| goods.quantity.0.unit == owed.unit);
            let Sum::Of(all) = sum(same.map(|goods| &goods.quantity.0)) else {
                continue;
            };
            if all.exceeds(&owed) == Some(true) {
                let finding = Finding::new(Code::MoreThanOwed).arg("promised", all.to_string());
                no.field("items", finding.arg("owed", owed.to_string()));
            }
        }
    }
}

/// For how much the customer can get replacement, by unit: the larger of what
/// is complained of and what came back or was treated on site; where the
/// complaint says nothing, what its RMAs cover.
fn owed(ledger: &Ledger, state: &State) -> Vec<Amount> {
    let open = state.open();
    let claimed = open.and_then(|open| open.quantity.as_ref());
    let authorised = ledger.authorised.iter().flat_map(|rma| rma.goods());
    let authorised: Vec<Amount> = authorised.map(|goods| goods.quantity.0.clone()).collect();
    let Some(claimed) = claimed else {
        return each_unit(&authorised);
    };
    let here = ledger.lines.iter().filter(|line| !line.brought);
    let here = here.map(|line| line.quantity(line.came - line.sent_back).0);
    let here: Vec<Amount> = here.filter(|many| many.unit == claimed.0.unit).collect();
    let most = match sum(&here) {
        Sum::Of(here) if here.number > claimed.0.number => here,
        _ => claimed.0.clone(),
    };
    let others = authorised.into_iter();
    let others: Vec<Amount> = others.filter(|many| many.unit != most.unit).collect();
    [vec![most], each_unit(&others)].concat()
}
