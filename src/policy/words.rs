//! Words that the program says, for which a policy may have its own.

use crate::case::kinds::words;

words! {
    /// Where a case stands: the first of these that holds.
    Status {
        /// Closed.
        Closed = "closed",
        /// Goods came otherwise than they should, and wait for `resolve`.
        OnHold = "on-hold",
        /// A question to the customer is open.
        WaitingCustomer = "waiting-customer",
        /// An entry waits for an approval.
        WaitingApproval = "waiting-approval",
        /// The customer disputes a reply.
        Disputed = "disputed",
        /// Not yet graded, and the policy asks for it or nothing was done yet.
        New = "new",
        /// The policy asks whether the facts are true, and nobody has said.
        Verifying = "verifying",
        /// An RMA has its number, and its goods are not all there.
        AwaitingGoods = "awaiting-goods",
        /// Pieces are there without a final disposition.
        InDisposition = "in-disposition",
        /// Goods are promised to the customer and not accepted yet.
        Replenishing = "replenishing",
        /// The policy asks for the cause, and it is not found yet.
        Investigating = "investigating",
        /// An action is not done, or nobody has said whether it helped.
        Acting = "acting",
        /// A formal reply was given, no answer came yet, and nobody has
        /// confirmed that none will.
        Replied = "replied",
        /// Everything that closing needs is there.
        ReadyToClose = "ready-to-close",
        /// In work.
        Open = "open",
    }
}

words! {
    /// How goods came otherwise than their RMA says (display.5).
    AnomalySort {
        /// A: no RMA number is marked on them.
        NoNumber = "no-number",
        /// A: the number is on no record.
        UnknownNumber = "unknown-number",
        /// B: fewer than noted.
        Short = "short",
        /// B: more than noted.
        Over = "over",
        /// B: another model.
        WrongModel = "wrong-model",
        /// B: another lot.
        WrongLot = "wrong-lot",
        /// B: other serial numbers.
        WrongSerial = "wrong-serial",
        /// C: loose, without marked reasons or unsorted.
        Loose = "loose",
        /// D: not packed as required.
        UnfitPacking = "unfit-packing",
        /// E: several products under one number.
        Mixed = "mixed",
        /// F: goods that the RMA does not cover.
        NotCovered = "not-covered",
        /// F: the number has been used already.
        UsedNumber = "used-number",
        /// F: the number is of another RMA.
        ForeignNumber = "foreign-number",
        /// F: the number is no longer good.
        ExpiredNumber = "expired-number",
        /// G: neither marked nor sorted.
        Unmarked = "unmarked",
    }
}

impl AnomalySort {
    /// Its letter in display.5.
    pub fn letter(self) -> char {
        match self {
            AnomalySort::NoNumber | AnomalySort::UnknownNumber => 'A',
            AnomalySort::Short | AnomalySort::Over => 'B',
            AnomalySort::WrongModel | AnomalySort::WrongLot | AnomalySort::WrongSerial => 'B',
            AnomalySort::Loose => 'C',
            AnomalySort::UnfitPacking => 'D',
            AnomalySort::Mixed => 'E',
            AnomalySort::NotCovered | AnomalySort::UsedNumber => 'F',
            AnomalySort::ForeignNumber | AnomalySort::ExpiredNumber => 'F',
            AnomalySort::Unmarked => 'G',
        }
    }
}
