//! What a seller answers for after the sale.

use super::names::Names;
use super::said::{Part, Said, Section};
use crate::messages::{Joint, Phrase, Sort, Words};
use crate::policy::{Charge, GoodsClass, Guarantee, Half, Opening, Rounding};
use crate::yaml::Named;

/// The guarantee: its terms, the classes of goods, the rules, and charges.
pub(super) fn guarantee(guarantee: &Guarantee, names: &Names) -> [Section; 4] {
    let Guarantee {
        groups,
        period,
        classes: goods,
        faults,
        card,
        rules: openings,
        charges: rates,
        rounding,
    } = guarantee;
    let mut section = Section::points(Part::Guarantee);
    if let Some(term) = period {
        let words = Words::new(Phrase::ProcPeriod).limit("limit", term);
        section.sentence("guarantee.period", words);
    }
    section.sentence_if("guarantee.card", *card, Phrase::ProcCard);
    section.pair(
        "guarantee.groups",
        Phrase::ProcGroups,
        groups.names().map(|code| names.goods(code)).collect(),
    );
    section.pair(
        "guarantee.faults",
        Phrase::ProcFaults,
        faults.names().map(|code| names.fault(code)).collect(),
    );
    section.sentence("guarantee.rounding", rounded(rounding));
    [
        section,
        classes(goods, names),
        rules(openings, names),
        charges(rates, names),
    ]
}

fn rounded(rounding: &Rounding) -> Words {
    let Rounding { decimals, half } = rounding;
    let phrase = match half {
        Half::Up => Phrase::ProcRoundUp,
        Half::Even => Phrase::ProcRoundEven,
    };
    let words = Words::new(phrase).text("count", decimals);
    words.text("s", if *decimals == 1 { "" } else { "s" })
}

fn classes(classes: &Named<GoodsClass>, names: &Names) -> Section {
    let heads = [
        Phrase::ProcHeadClass,
        Phrase::ProcHeadGroups,
        Phrase::ProcHeadPeriod,
    ];
    let mut section = Section::table(Part::Classes, &heads, 1);
    for (name, class) in classes.iter() {
        // Its label is in `names`.
        let GoodsClass {
            label: _,
            group,
            period,
        } = class;
        section.row(
            format!("guarantee.classes.{name}"),
            vec![
                names.goods(name).into(),
                Said::list(names.each(group.iter(), Names::goods), Joint::Comma),
                period.map(Words::of_limit).into(),
            ],
        );
    }
    section
}

fn rules(rules: &Named<Opening>, names: &Names) -> Section {
    let heads = [
        Phrase::ProcHeadRule,
        Phrase::ProcHeadGoods,
        Phrase::ProcHeadFaults,
        Phrase::ProcHeadOpens,
        Phrase::ProcHeadBesides,
    ];
    let mut section = Section::table(Part::Rules, &heads, 1);
    for (name, rule) in rules.iter() {
        let opens = rule.opens.iter();
        let opens = opens.map(|remedy| Words::prose(Sort::Remedy, remedy.word()));
        section.row(
            format!("guarantee.rules.{name}"),
            vec![
                names.rule(name).into(),
                Said::list(names.each(rule.class.iter(), Names::goods), Joint::Comma),
                Said::list(names.each(rule.fault.iter(), Names::fault), Joint::Comma),
                Said::list(opens.collect(), Joint::Or),
                Said::list(besides(rule), Joint::Parts),
            ],
        );
    }
    section
}

/// What else must be so, and what else follows.
fn besides(rule: &Opening) -> Vec<Words> {
    let Opening {
        class: _,
        fault: _,
        opens: _,
        over,
        up_to,
        within,
        within_out_of_town,
        price_from,
        repaired,
        needs,
        card,
        any_time,
        free,
        times,
        extra,
        authority,
    } = rule;
    let mut said = Vec::new();
    let amount = |phrase, amount: &dyn std::fmt::Display| Words::new(phrase).text("amount", amount);
    said.extend(over.as_ref().map(|it| amount(Phrase::ProcOver, it)));
    said.extend(up_to.as_ref().map(|it| amount(Phrase::ProcUpTo, it)));
    said.extend(within.map(|term| Words::new(Phrase::ProcWithin).limit("limit", term)));
    let town = Words::new(Phrase::ProcOutOfTown);
    said.extend(within_out_of_town.map(|term| town.limit("limit", term)));
    said.extend(
        price_from
            .as_ref()
            .map(|it| amount(Phrase::ProcPriceFrom, it)),
    );
    said.extend(repaired.map(|count| {
        let words = Words::new(Phrase::ProcRepaired).text("count", count);
        words.text("s", if count == 1 { "" } else { "s" })
    }));
    let needs = needs.iter();
    said.extend(needs.map(|need| Words::prose(Sort::Circumstance, need.word())));
    said.extend(card.map(|card| match card {
        true => Words::new(Phrase::ProcWithCard),
        false => Words::new(Phrase::ProcNoCard),
    }));
    if times.get() > 1 {
        said.push(Words::new(Phrase::ProcTimes).text("count", times));
    }
    let facts = [
        (any_time, Phrase::ProcAnyTime),
        (free, Phrase::ProcFree),
        (extra, Phrase::ProcExtra),
        (authority, Phrase::ProcAuthority),
    ];
    let facts = facts.into_iter().filter(|(holds, _)| **holds);
    said.extend(facts.map(|(_, phrase)| Words::new(phrase)));
    said
}

/// The first row that names a class or a group of it counts.
fn charges(charges: &Named<Charge>, names: &Names) -> Section {
    let heads = [
        Phrase::ProcHeadGoods,
        Phrase::ProcHeadExchange,
        Phrase::ProcHeadRefund,
    ];
    let mut section = Section::table(Part::Charges, &heads, 0);
    section.ordered = true;
    for (name, charge) in charges.iter() {
        let Charge {
            class,
            exchange,
            refund,
        } = charge;
        let rate = |share: &Option<_>| -> Said {
            let share = share.as_ref();
            share
                .map(|share| Words::new(Phrase::ProcRate).text("share", share))
                .into()
        };
        section.row(
            format!("guarantee.charges.{name}"),
            vec![
                Said::list(names.each(class.iter(), Names::goods), Joint::Comma),
                rate(exchange),
                rate(refund),
            ],
        );
    }
    section
}
