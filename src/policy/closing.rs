use schemars::JsonSchema;
use serde::Deserialize;

use super::Condition;
use crate::case::kinds::words;
use crate::yaml::{Named, Several};

words! {
    /// Something that must be there before a case is closed.
    Need {
        /// The complaint names all that `intake` asks for, and no question to
        /// the customer is open (component.2, pharma.3).
        IntakeComplete = "intake-complete",
        /// The complaint is graded.
        Classified = "classified",
        /// A spoken complaint was confirmed by the customer.
        ComplaintConfirmed = "complaint-confirmed",
        /// The customer agreed to the solution.
        SolutionConfirmed = "solution-confirmed",
        /// A final reply, or a supplementary one after each dispute.
        FinalReply = "final-reply",
        /// A supplementary reply was given: the customer was answered more than
        /// once (pharma.19).
        AnsweredAgain = "answered-again",
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
        /// It is decided whether goods come back: there is an RMA, which may be
        /// one without goods (pharma.12).
        ReturnDecided = "return-decided",
        /// Every piece that came is disposed of, and none is awaited; closing
        /// needs it whether it is named or not.
        GoodsAccountedFor = "goods-accounted-for",
        /// Replacement that was promised, and goods that were sent back, are
        /// with the customer and accepted (display.19).
        ReplacementAccepted = "replacement-accepted",
        /// A link to the case that carries this complaint.
        DuplicateLinked = "duplicate-linked",
        /// The facts were verified, or need no proof (pharma.4).
        Verified = "verified",
        /// The last verification refuted the facts (pharma.5).
        Refuted = "refuted",
        /// Samples of the same batch from the market were tested (aluminium.5).
        MarketSampled = "market-sampled",
        /// A department was asked (notice.1).
        Assigned = "assigned",
        /// Every department that was asked gave its opinion (notice.3).
        DepartmentsAnswered = "departments-answered",
        /// The department that the investigation holds responsible gave its
        /// opinion (pharma.13, pharma.25).
        ResponsibleAnswered = "responsible-answered",
        /// Every department that was asked is done (notice.4).
        DepartmentsDone = "departments-done",
        /// Every lot that the fault touches is contained, wherever it lies
        /// (pharma.11).
        Contained = "contained",
        /// Every lot complained of was followed to who got it (component.9).
        Traced = "traced",
        /// Every lot complained of was followed back to its suppliers
        /// (component.7, aluminium.11).
        TracedBack = "traced-back",
        /// Every customer who was traced was told, but for those of lots that
        /// stay where they are (component.9, pharma.12).
        CustomersTold = "customers-told",
        /// It is decided whether goods that have left are called back.
        RecallDecided = "recall-decided",
        /// Every customer of a recall was told, and gave back what can be had.
        RecallComplete = "recall-complete",
        /// An authority was told (pharma.17).
        AuthorityTold = "authority-told",
        /// An authority was told, or it is decided that none is to be told
        /// (pharma.17).
        AuthorityDecided = "authority-decided",
        /// The cause is found, since the last dispute where the policy says so.
        Investigated = "investigated",
        /// The investigation names somebody who is no department of ours.
        NotOurs = "not-ours",
        /// Whoever is responsible and not ours was told (pharma.26).
        HandedOver = "handed-over",
        /// A corrective or preventive action is planned.
        ActionsPlanned = "actions-planned",
        /// Like products and processes were checked (display.16).
        LikeProductsChecked = "like-products-checked",
        /// Every action is done.
        ActionsFinished = "actions-finished",
        /// Every corrective and preventive action helped, or another one did.
        ActionsEffective = "actions-effective",
        /// The customer was reminded of the last formal reply (pharma.19).
        Reminder = "reminder",
        /// The customer was asked how satisfied they are.
        Surveyed = "surveyed",
        /// Nothing waits for an approval (service.8).
        ApprovalsGiven = "approvals-given",
        /// A role confirmed that the customer paid, since goods were last
        /// promised (dealer.7).
        PaymentConfirmed = "payment-confirmed",
        /// Of every point complained of it is said what was found, and, where it
        /// is justified, what is done (drugstore.1).
        PointsAnswered = "points-answered",
        /// A customer was told since the last action helped (drugstore.2).
        OutcomeTold = "outcome-told",
        /// The customer was visited or called (accounts.2).
        Visited = "visited",
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
        /// The day on which it was sold, or left the house (pcb.4).
        Sold = "sold",
        /// What the customer wants.
        Wants = "wants",
        /// Whether the service is free or charged (machine.1).
        Service = "service",
        /// Prototype or production (machine.1).
        Stage = "stage",
        /// Who got the goods in the end (machine.1).
        Consignee = "consignee",
        /// The customer's department (machine.1).
        Department = "department",
        /// A serial number (machine.1).
        Serial = "serial",
        /// Where it happened (machine.1).
        Place = "place",
        /// A picture, as attached (machine.1).
        Pictures = "pictures",
        /// The single points complained of (drugstore.1).
        Points = "points",
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
    /// Besides, where a condition holds.
    #[serde(default)]
    pub also: Vec<Also>,
    /// What may go on after the case is closed, if `close` names it.
    #[serde(default, rename = "may-outlive")]
    pub may_outlive: Several<Outliving>,
}

/// What closing needs where a condition holds.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Also {
    /// The condition.
    pub when: Condition,
    /// What is needed.
    pub needs: Vec<Need>,
}

words! {
    /// What may go on after a case is closed.
    Outliving {
        /// Actions (pharma.18).
        Actions = "actions",
    }
}
