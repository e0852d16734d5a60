use crate::case::kinds::words;

words! {
    /// How goods came otherwise than their RMA says (display.5).
    Sort {
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

impl Sort {
    /// Its letter in display.5.
    pub fn letter(self) -> char {
        match self {
            Sort::NoNumber | Sort::UnknownNumber => 'A',
            Sort::Short | Sort::Over => 'B',
            Sort::WrongModel | Sort::WrongLot | Sort::WrongSerial => 'B',
            Sort::Loose => 'C',
            Sort::UnfitPacking => 'D',
            Sort::Mixed => 'E',
            Sort::NotCovered | Sort::UsedNumber => 'F',
            Sort::ForeignNumber | Sort::ExpiredNumber => 'F',
            Sort::Unmarked => 'G',
        }
    }
}

/// One way in which goods came otherwise than they should.
#[derive(Debug, Clone, PartialEq)]
pub struct Anomaly {
    /// In which way.
    pub sort: Sort,
    /// The item that it is about, from 1; all of them where there is none.
    pub item: Option<usize>,
    /// What was expected; nothing where that is plain.
    pub expected: Option<String>,
    /// What came; nothing where nothing did.
    pub came: Option<String>,
}
