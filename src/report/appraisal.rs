use crate::case::kinds::{Appraise, Remedy};
use crate::case::{Money, Time};
use crate::finding::Finding;
use crate::messages::{Phrase, Sort, Words};
use crate::policy::Rules;
use crate::procedure::{Appraisal, Settlement, State, appraisal};

/// What the guarantee says of an article, and how it comes about.
#[derive(Debug, Clone)]
pub struct AppraisalView {
    /// The article, its guarantee, and what is open.
    pub facts: Vec<Words>,
    /// How each remedy is carried out: the one chosen, or all that are open.
    pub remedies: Vec<Words>,
    /// What speaks against the other rules, where none was chosen.
    pub closed: Vec<Finding>,
}

/// The view of an appraisal behind that state; with a remedy chosen only that
/// one. Nothing where the guarantee says nothing.
pub fn appraisal_view(
    said: &Appraise,
    state: &State,
    fact: Time,
    rules: &Rules,
    chosen: bool,
) -> Option<AppraisalView> {
    let appraisal = appraisal(state, said, fact, rules)?;
    let meant = |settled: &&Settlement| !chosen || settled.remedy == said.remedy;
    let settled = appraisal.open.iter().filter(meant);
    let remedies = settled.flat_map(|settled| remedy(said, settled, &appraisal));
    let closed = appraisal.closed.iter().filter(|_| !chosen);
    let closed = closed.flat_map(|closed| closed.findings(&closed.opens));
    let unruled = appraisal.unruled(said).filter(|_| !chosen);
    Some(AppraisalView {
        facts: facts(said, &appraisal),
        remedies: remedies.collect(),
        closed: closed.chain(unruled).collect(),
    })
}

fn facts(said: &Appraise, appraisal: &Appraisal) -> Vec<Words> {
    let optional = |text: Option<String>| text.unwrap_or_default();
    let article = Words::new(Phrase::AppraisalOf)
        .code("class", Sort::GoodsClass, &said.class)
        .code("fault", Sort::Fault, &said.fault)
        .text(
            "measure",
            optional(said.measure.as_ref().map(ToString::to_string)),
        )
        .text("sold", said.sold)
        .text(
            "price",
            optional(said.price.as_ref().map(ToString::to_string)),
        );
    let lasts = Words::new(Phrase::GuaranteeUntil)
        .text("until", appraisal.until)
        .text("days", appraisal.days)
        .text("s", plural(appraisal.days));
    let mut facts = vec![article, lasts];
    let elsewhere = said.repaired.unwrap_or_default();
    if !appraisal.repairs.is_empty() || elsewhere > 0 {
        let ids: Vec<String> = appraisal.repairs.iter().map(ToString::to_string).collect();
        let record = optional(said.repair_record.as_ref().map(ToString::to_string));
        let counted = Words::new(Phrase::RepairsBefore)
            .text("here", ids.len())
            .text("entries", ids.join(", "))
            .text("elsewhere", some(elsewhere))
            .text("record", record);
        facts.push(counted);
    }
    let open = appraisal.remedies();
    let open: Vec<&str> = open.iter().map(|remedy| remedy.word()).collect();
    facts.push(match open.is_empty() {
        true => Words::new(Phrase::NothingOpen),
        false => Words::new(Phrase::RemediesOpen).codes("remedies", Sort::Remedy, &open),
    });
    facts
}

/// A count that is worth saying.
fn some(count: u32) -> String {
    match count {
        0 => String::new(),
        count => count.to_string(),
    }
}

fn plural(days: u32) -> &'static str {
    if days == 1 { "" } else { "s" }
}

/// The lines about one remedy: the rule, the charge, the sum, what follows.
fn remedy(said: &Appraise, settled: &Settlement, appraisal: &Appraisal) -> Vec<Words> {
    let by = Words::new(Phrase::RemedyBy)
        .code("remedy", Sort::Remedy, settled.remedy)
        .code("rule", Sort::GuaranteeRule, &settled.rule);
    let mut lines = vec![match settled.rate {
        None => by.phrase("free", Phrase::FreeOfCharge),
        Some(_) => by,
    }];
    if let (Some(price), Some(rate), Some(charge)) = (&said.price, &settled.rate, &settled.charge) {
        let charged = Words::new(Phrase::ChargeFor)
            .text("price", price)
            .text("rate", rate)
            .text("days", appraisal.days)
            .text("s", plural(appraisal.days))
            .text("charge", charge);
        let payable = price.0.number.trunc_with_scale(charge.0.number.scale());
        lines.push(match charge.0.number >= payable {
            true => charged.phrase("most", Phrase::WholePrice),
            false => charged,
        });
    }
    if let (None, Some(rate)) = (&said.price, &settled.rate) {
        let unknown = Words::new(Phrase::PriceUnknown)
            .text("rate", rate)
            .text("days", appraisal.days);
        lines.push(unknown.text("s", plural(appraisal.days)));
    }
    if let (Some(sum), Some(to)) = (&settled.sum, settled.to) {
        lines.push(
            paid(said, settled)
                .text("sum", sum)
                .code("to", Sort::Word, to),
        );
    }
    if said.extra {
        lines.push(Words::new(Phrase::OneMore));
    }
    if settled.authority {
        lines.push(Words::new(Phrase::ThenAuthority));
    }
    lines
}

/// How the sum comes about.
fn paid(said: &Appraise, settled: &Settlement) -> Words {
    if said.agreed && settled.sum == said.sum {
        return Words::new(Phrase::AgreedSum);
    }
    if settled.remedy != Remedy::Refund {
        return Words::new(Phrase::PaidTo);
    }
    let text = |money: &Option<Money>| money.as_ref().map_or(String::new(), Money::to_string);
    match (settled.times, &settled.charge) {
        (1, None) => Words::new(Phrase::Refund),
        (times, charge) => Words::new(Phrase::RefundOf)
            .text("price", text(&said.price))
            .text(
                "times",
                if times == 1 {
                    String::new()
                } else {
                    times.to_string()
                },
            )
            .text("charge", text(charge)),
    }
}
