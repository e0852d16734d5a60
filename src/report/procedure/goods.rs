//! Goods that come back.

use super::names::Names;
use super::said::{Part, Section};
use crate::messages::{Phrase, Sort, Words};
use crate::policy::{Returns, Sampling};

/// What holds for goods that come back, and for what the customer gets.
pub(super) fn returns(returns: &Returns, names: &Names) -> Section {
    let Returns {
        reasons,
        on_site_first,
        valid,
        receipt,
        refusals,
        packing,
        photograph_anomalies,
        report_on_site,
        mark,
        check_like_products,
        report_with_goods,
        supply,
        refund,
        agreed,
        sampling,
        transports,
        lead,
        tell_anomalies,
    } = returns;
    let goods = |word: &str| Words::prose(Sort::Goods, word);
    let mut section = Section::points(Part::Returns);
    section.pair(
        "returns.reasons",
        Phrase::ProcReasons,
        reasons.names().map(|code| names.reason(code)).collect(),
    );
    section.sentence_if(
        "returns.on-site-first",
        *on_site_first,
        Phrase::ProcOnSiteFirst,
    );
    if let Some(term) = valid {
        let words = Words::new(Phrase::ProcValid).limit("limit", term);
        section.sentence("returns.valid", words);
    }
    let ways = transports.names().map(|code| names.transport(code));
    section.pair("returns.transports", Phrase::ProcTransports, ways.collect());
    if let Some(role) = lead {
        let words = Words::new(Phrase::ProcLead).part("role", names.role(role));
        section.sentence("returns.lead", words);
    }
    let named = receipt
        .iter()
        .map(|look| Words::prose(Sort::Field, look.word()));
    section.pair("returns.receipt", Phrase::ProcReceipt, named.collect());
    section.pair(
        "returns.refusals",
        Phrase::ProcRefusals,
        refusals.names().map(|code| names.refusal(code)).collect(),
    );
    section.pair(
        "returns.packing",
        Phrase::ProcPacking,
        packing.iter().map(|one| goods(one.word())).collect(),
    );
    section.sentence_if(
        "returns.photograph-anomalies",
        *photograph_anomalies,
        Phrase::ProcPhotograph,
    );
    section.sentence_if(
        "returns.tell-anomalies",
        *tell_anomalies,
        Phrase::ProcTellAnomalies,
    );
    section.sentence_if(
        "returns.report-on-site",
        *report_on_site,
        Phrase::ProcReportOnSite,
    );
    if let Some(mark) = mark {
        section.sentence(
            "returns.mark",
            Words::new(Phrase::ProcMark).text("mark", mark),
        );
    }
    section.sentence_if(
        "returns.check-like-products",
        *check_like_products,
        Phrase::ProcLikeProducts,
    );
    section.sentence_if(
        "returns.report-with-goods",
        *report_with_goods,
        Phrase::ProcReportWithGoods,
    );
    section.pair(
        "returns.supply",
        Phrase::ProcSupply,
        supply.iter().map(|one| goods(one.word())).collect(),
    );
    if let Some(means) = refund {
        let ways = means.iter().map(|one| goods(one.word()));
        section.sentence_if("returns.refund", means.is_empty(), Phrase::ProcNoRefund);
        section.pair("returns.refund", Phrase::ProcRefund, ways.collect());
    }
    section.pair(
        "returns.agreed",
        Phrase::ProcAgreed,
        agreed.iter().map(|one| goods(one.word())).collect(),
    );
    if let Some(Sampling { level, aql }) = sampling {
        let words = Words::new(Phrase::ProcSampling).text("level", level);
        section.sentence("returns.sampling", words.text("aql", aql));
    }
    section
}
