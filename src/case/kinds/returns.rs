//! Goods that come back: authorised, received, settled.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::remark::File;
use super::{Facet, Facets, Said, with, words};
use crate::case::{CaseNumber, Date, Money, PersonId, Quantity, Target, Time};
use crate::yaml::{Several, Text};

/// Goods of one model and lot, with their number.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Goods {
    /// Model or article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<Text>,
    /// Lot or batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lot: Option<Text>,
    /// Serial numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serials: Vec<Text>,
    /// How much, with its unit; more than nothing.
    pub quantity: Quantity,
    /// How much of it the customer ever got, as the shipment data said when
    /// this was written; only in an RMA.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipped: Option<Quantity>,
    /// How much of that other RMAs of the register cover already, as found
    /// when this was written; only in an RMA.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned: Option<Quantity>,
}

impl Goods {
    /// Model, lot and quantity in one line.
    pub fn brief(&self) -> String {
        let model = self.model.iter().map(Text::to_string);
        let lot = self.lot.iter().map(|lot| format!("lot {lot}"));
        let parts: Vec<String> = model.chain(lot).collect();
        match parts.is_empty() {
            true => self.quantity.to_string(),
            false => format!("{} {}", self.quantity, parts.join(" ")),
        }
    }
}

/// The words of a facet that holds or does not.
pub(super) const TRUTH: &[&str] = &["true", "false"];

pub(super) fn truth(holds: bool) -> String {
    TRUTH[usize::from(!holds)].to_owned()
}

/// Goods in one line.
pub(super) fn listed(items: &[Goods]) -> String {
    let items: Vec<String> = items.iter().map(Goods::brief).collect();
    items.join(", ")
}

words! {
    /// What happens with goods that are complained of (component.4).
    Way {
        /// They come back.
        Return = "return",
        /// They are sorted or reworked where they are.
        OnSite = "on-site",
        /// They do not come back.
        NoGoods = "no-goods",
    }
}

/// Goods shall come back, or be treated at the customer's: from its last
/// approval on it has a number (display.3).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rma {
    /// When it was asked for, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// Why goods are taken back; the policy lists the words (aluminium.15).
    pub reason: Text,
    /// The goods.
    pub items: Several<Goods>,
    /// Whether they come back, are treated where they are, or neither.
    pub way: Way,
    /// Whether the customer gets other goods for them (component.5).
    pub replenish: bool,
    /// Why they come back and are not treated where they are (component.4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_on_site: Option<Text>,
    /// How they travel: carrier, or our own vehicle (display.21).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transport: Option<Text>,
    /// Who goes to the customer, where the goods are treated on site.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub team: Several<Text>,
    /// Who leads them (packaging.6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<PersonId>,
    /// The standard agreed with the customer for the work on site
    /// (packaging.6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<Text>,
    /// By which day the work on site is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Date>,
    /// The only part that is to be exchanged, such as the panel (display.11).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange: Option<Text>,
    /// What the goods are worth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Rma {
    fn facets() -> Facets {
        &[
            (Facet::Reason, &[]),
            (Facet::Way, Way::WORDS),
            (Facet::Replenish, TRUTH),
            (Facet::Transport, &[]),
        ]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Reason => vec![self.reason.to_string()],
            Facet::Way => vec![self.way.to_string()],
            Facet::Replenish => vec![truth(self.replenish)],
            Facet::Transport => self.transport.iter().map(Text::to_string).collect(),
            _ => Vec::new(),
        }
    }
    fn items(&self) -> usize {
        self.items.len()
    }
    fn brief(&self) -> String {
        let goods = listed(&self.items);
        let replenish = if self.replenish { ", replenish" } else { "" };
        let why = self.not_on_site.as_ref();
        let why = why.map_or(String::new(), |why| format!(", not on site: {why}"));
        let part = self.exchange.as_ref();
        let part = part.map_or(String::new(), |part| format!(", only exchange {part}"));
        let team: Vec<&str> = self.team.iter().map(Text::as_str).collect();
        let team = match (team.as_slice(), self.by) {
            ([], _) | (_, None) => String::new(),
            (team, Some(by)) => format!(" by {} until {by}", team.join(", ")),
        };
        let said = format!("{goods}, {}, {}{team}{replenish}", self.reason, self.way);
        let lead = self.lead.as_ref();
        let lead = lead.map_or(String::new(), |lead| format!(", led by {lead}"));
        let standard = self.standard.as_ref();
        let standard = standard.map_or(String::new(), |it| format!(", standard: {it}"));
        let transport = self.transport.as_ref();
        let transport = transport.map_or(String::new(), |it| format!(", transport: {it}"));
        let said = format!("{said}{lead}{standard}{transport}{part}{why}");
        with(said, self.text.as_ref())
    }
}

words! {
    /// How the goods that came are packed (display.5 D).
    Packing {
        /// In the packing in which they were shipped.
        Original = "original",
        /// In another one that protects them as well.
        Adequate = "adequate",
        /// In one that does not.
        Unfit = "unfit",
        /// In none.
        Loose = "loose",
    }
}

words! {
    /// Whether the reasons are marked on the goods (display.5 C, G).
    Marking {
        /// On every piece or package.
        Marked = "marked",
        /// On some of them.
        Partly = "partly",
        /// On none.
        Unmarked = "unmarked",
    }
}

words! {
    /// Whether good and bad pieces are apart (display.5 C, G; display.13).
    Sorting {
        /// Apart.
        Sorted = "sorted",
        /// Together.
        Mixed = "mixed",
    }
}

/// Goods have come, and are counted (display.4); or they were not taken in.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Receive {
    /// The RMA under which they came, or the disposition that brought them
    /// back from the customer's site.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// When they came, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The RMA number marked on the goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Text>,
    /// The other case that this number is of, as found when this was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of: Option<CaseNumber>,
    /// The goods, as counted; none where it is only said that no more comes.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub items: Several<Goods>,
    /// That the rest of what was to come under this RMA will not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_more: bool,
    /// Whether more is to come under this RMA.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// How they are packed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing: Option<Packing>,
    /// Whether the reasons are marked on them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marking: Option<Marking>,
    /// Whether good and bad are apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sorting: Option<Sorting>,
    /// Where they are kept (packaging.7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Text>,
    /// The customer's delivery note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_note: Option<Text>,
    /// Number of the parcel in which they came (machine.4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parcel: Option<Text>,
    /// Photographs, as attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photographs: Vec<File>,
    /// Why they were not taken in; then they do not count. The policy may list
    /// the words (display.13).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<Text>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Receive {
    fn facets() -> Facets {
        &[(Facet::Refused, TRUTH)]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Refused => vec![truth(self.refused.is_some())],
            _ => Vec::new(),
        }
    }
    fn items(&self) -> usize {
        self.items.len()
    }
    fn files(&self) -> Vec<&File> {
        self.photographs.iter().collect()
    }
    fn brief(&self) -> String {
        let goods = listed(&self.items);
        let partial = match (self.partial, self.no_more) {
            (_, true) => "no more comes",
            (true, _) => ", more to come",
            _ => "",
        };
        let refused = self.refused.as_ref();
        let refused = refused.map_or(String::new(), |why| format!(", not taken in: {why}"));
        let place = self.place.as_ref();
        let place = place.map_or(String::new(), |place| format!(", kept at {place}"));
        with(
            format!("{goods}{place}{partial}{refused}"),
            self.text.as_ref(),
        )
    }
}

words! {
    /// What becomes of goods that came otherwise than they should (display.6).
    Settled {
        /// They are taken as they are.
        Accepted = "accepted",
        /// They go back to the customer.
        SentBack = "sent-back",
        /// Another RMA covers them.
        Corrected = "corrected",
    }
}

/// Goods on hold are released, sent back, or covered by another RMA.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resolve {
    /// The `receive`, or one of its items.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// What becomes of the goods.
    pub how: Settled,
    /// The RMA that covers them, where they are `corrected`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rma: Option<Target>,
    /// Why; what the customer was told.
    pub reason: Text,
}

impl Said for Resolve {
    fn facets() -> Facets {
        &[
            (Facet::How, Settled::WORDS),
            (Facet::Decided, TRUTH),
            (Facet::Balanced, TRUTH),
        ]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::How => vec![self.how.to_string()],
            _ => Vec::new(),
        }
    }
    fn brief(&self) -> String {
        format!("{}: {}", self.how, self.reason)
    }
}
