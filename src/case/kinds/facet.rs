/// A property of an entry that the policy's events and conditions may ask
/// about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    /// `kind` of a reply, or of an action.
    Kind,
    /// `meets`: the wants that a reply meets.
    Meets,
    /// `want` of a request.
    Want,
    /// `what` is confirmed.
    What,
    /// `verdict` of the customer about a reply, or about an action's effect.
    Verdict,
    /// `basis` of closing.
    Basis,
    /// `as`: how another case is linked.
    As,
    /// `remedy` of an appraisal.
    Remedy,
    /// `reason` for taking goods back.
    Reason,
    /// `way` that goods take.
    Way,
    /// Whether an RMA lets the customer have other goods.
    Replenish,
    /// Whether goods that came were not taken in.
    Refused,
    /// `how` goods on hold are settled.
    How,
    /// What is decided about returned goods, or about a recall.
    Decision,
    /// Whether it leaves no piece of which nobody has decided what becomes.
    Decided,
    /// Whether it leaves no piece without a final disposition.
    Balanced,
    /// Whether an inspection was by sample.
    Sampled,
    /// `source` of a replacement.
    Source,
    /// `paid_by`: who bears a cost.
    PaidBy,
    /// `means` of payment.
    Means,
    /// `result` of a verification.
    Result,
    /// `method` of a verification.
    Method,
    /// The departments that are asked.
    To,
    /// `action` that contains a lot.
    Action,
    /// Whether the complaint is justified.
    Justified,
    /// `party` that is responsible, or told.
    Party,
    /// `who` is told.
    Who,
    /// `transport` of goods that come back.
    Transport,
    /// `category` of a cause.
    Category,
    /// `direction` in which a lot is followed.
    Direction,
}

impl Facet {
    /// Every facet with its word.
    pub const ALL: &[(&str, Facet)] = &[
        ("kind", Facet::Kind),
        ("meets", Facet::Meets),
        ("want", Facet::Want),
        ("what", Facet::What),
        ("verdict", Facet::Verdict),
        ("basis", Facet::Basis),
        ("as", Facet::As),
        ("remedy", Facet::Remedy),
        ("reason", Facet::Reason),
        ("way", Facet::Way),
        ("replenish", Facet::Replenish),
        ("refused", Facet::Refused),
        ("how", Facet::How),
        ("decision", Facet::Decision),
        ("decided", Facet::Decided),
        ("balanced", Facet::Balanced),
        ("sampled", Facet::Sampled),
        ("source", Facet::Source),
        ("paid_by", Facet::PaidBy),
        ("means", Facet::Means),
        ("result", Facet::Result),
        ("method", Facet::Method),
        ("to", Facet::To),
        ("action", Facet::Action),
        ("justified", Facet::Justified),
        ("party", Facet::Party),
        ("who", Facet::Who),
        ("transport", Facet::Transport),
        ("category", Facet::Category),
        ("direction", Facet::Direction),
    ];
}

/// Facets with the words that each may take.
pub type Facets = &'static [(Facet, &'static [&'static str])];
