use schemars::JsonSchema;
use serde::Deserialize;

use crate::case::kinds::words;
use crate::yaml::Named;

words! {
    /// Something that must be there before a case is closed.
    Need {
        /// The complaint is graded.
        Classified = "classified",
        /// A spoken complaint was confirmed by the customer.
        ComplaintConfirmed = "complaint-confirmed",
        /// The customer agreed to the solution.
        SolutionConfirmed = "solution-confirmed",
        /// A final reply, or a supplementary one after each dispute.
        FinalReply = "final-reply",
        /// The customer accepted the last formal reply.
        CustomerAccepted = "customer-accepted",
        /// A role confirmed that no answer came, after the last formal reply.
        SalesConfirmed = "sales-confirmed",
        /// The article was appraised under the guarantee.
        Appraised = "appraised",
        /// Everything the customer asked for later was met or cancelled.
        RequestsMet = "requests-met",
        /// No question to the customer is open.
        QuestionsAnswered = "questions-answered",
        /// Every piece that came is disposed of, and none is awaited; closing
        /// needs it whether it is named or not.
        GoodsAccountedFor = "goods-accounted-for",
        /// Replacement that was promised, and goods that were sent back, are
        /// with the customer and accepted (display.19).
        ReplacementAccepted = "replacement-accepted",
        /// A link to the case that carries this complaint.
        DuplicateLinked = "duplicate-linked",
    }
}

words! {
    /// What a complaint can be asked to name.
    Intake {
        /// How it came.
        Channel = "channel",
        /// The customer's own number.
        Reference = "reference",
        /// Whom to talk to.
        Contact = "contact",
        /// The model.
        Model = "model",
        /// The lot.
        Lot = "lot",
        /// The quantity.
        Quantity = "quantity",
        /// The defect code.
        Defect = "defect",
        /// The kind of order.
        OrderKind = "order-kind",
        /// The number of the order.
        Order = "order",
        /// The delivery note.
        DeliveryNote = "delivery-note",
        /// What the customer wants.
        Wants = "wants",
    }
}

/// What one basis of closing needs.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// Whatever the severity.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// Besides, by severity.
    #[serde(default, rename = "when-severity")]
    pub when_severity: Named<Vec<Need>>,
}
