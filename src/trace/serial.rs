//! Serial numbers and ranges of them.

/// A serial number: what stands before its last digits, and these.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Serial {
    prefix: String,
    number: u128,
    /// How many digits it is written with.
    width: usize,
    suffix: String,
}

impl Serial {
    /// Splits `AX7-000123` before its last digits; `AX7-000123-B` has what
    /// follows them as well.
    fn parse(text: &str) -> Option<Serial> {
        let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
        let (front, suffix) = text.split_at(end);
        let start = front.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
            at + front[at..].chars().next().map_or(1, char::len_utf8)
        });
        let (prefix, digits) = front.split_at(start);
        Some(Serial {
            prefix: prefix.to_owned(),
            number: digits.parse().ok()?,
            width: digits.len(),
            suffix: suffix.to_owned(),
        })
    }
}

/// Serial numbers from one to another; the same one twice is that one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Range {
    from: Serial,
    to: u128,
}

impl Range {
    /// The range between two serial numbers, both included. They differ in
    /// their last digits only.
    pub fn between(from: &str, to: &str) -> Option<Range> {
        let (from, to) = (Serial::parse(from)?, Serial::parse(to)?);
        let alike = from.prefix == to.prefix && from.suffix == to.suffix;
        (alike && from.number <= to.number).then_some(Range {
            to: to.number,
            from,
        })
    }

    /// `SN001..SN050`, `SN001~SN050`, or one serial number.
    pub fn parse(text: &str) -> Option<Range> {
        let ends = text.split_once("..").or_else(|| text.split_once('~'));
        match ends {
            Some((from, to)) => Range::between(from.trim(), to.trim()),
            None => Range::between(text, text),
        }
    }

    /// What of it is in none of those ranges, as ranges.
    pub fn without(&self, mut others: Vec<Range>) -> Vec<String> {
        others.sort_by_key(|other| other.from.number);
        let (mut next, mut rest) = (self.from.number, Vec::new());
        for other in others.iter().filter(|other| other.meets(self)) {
            if other.from.number > next {
                rest.push(self.written(next, other.from.number - 1));
            }
            next = next.max(other.to.saturating_add(1));
        }
        if next <= self.to {
            rest.push(self.written(next, self.to));
        }
        rest
    }

    fn written(&self, from: u128, to: u128) -> String {
        let Serial {
            prefix,
            width,
            suffix,
            ..
        } = &self.from;
        let one = |number: u128| format!("{prefix}{number:0width$}{suffix}");
        match from == to {
            true => one(from),
            false => format!("{}..{}", one(from), one(to)),
        }
    }

    /// Whether some number is in both.
    pub fn meets(&self, other: &Range) -> bool {
        let alike = self.from.prefix == other.from.prefix && self.from.suffix == other.from.suffix;
        alike && self.from.number <= other.to && other.from.number <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(asked: &str, from: &str, to: &str) -> bool {
        let range = Range::between(from, to).unwrap();
        Range::parse(asked).is_some_and(|asked| asked.meets(&range))
    }

    #[test]
    fn numbers_that_belong_to_no_lot_are_told() {
        let range = |text: &str| Range::parse(text).unwrap();
        let rest = |asked: &str, lots: &[&str]| {
            range(asked).without(lots.iter().map(|lot| range(lot)).collect())
        };
        let lots = ["SN041..SN060", "SN001..SN030", "SN020..SN031"];
        assert_eq!(rest("SN001..SN050", &lots), ["SN032..SN040"]);
        assert_eq!(
            rest("SN000..SN070", &lots),
            ["SN000", "SN032..SN040", "SN061..SN070"]
        );
        assert_eq!(rest("SN005", &lots), [""; 0]);
        assert_eq!(rest("SN035", &lots), ["SN035"]);
    }

    #[test]
    fn a_serial_number_or_some_of_a_range_are_in_a_lot() {
        let (from, to) = ("AX7-000100", "AX7-000199");
        for there in [
            "AX7-000100",
            "AX7-000199",
            "AX7-000150",
            "AX7-150",
            "AX7-000001..AX7-000100",
            "AX7-000199~AX7-000300",
            "AX7-000001 .. AX7-999999",
        ] {
            assert!(meets(there, from, to), "{there}");
        }
        for elsewhere in [
            "AX7-000099",
            "AX7-000200",
            "AX8-000150",
            "ax7-000150",
            "AX7-000150-B",
            "AX7",
            "",
            "AX7-000300..AX7-000100",
            "AX7-000100..AX8-000199",
        ] {
            assert!(!meets(elsewhere, from, to), "{elsewhere}");
        }
        assert!(meets("序列5号", "序列1号", "序列9号"));
        assert!(!meets("序列5", "序列1号", "序列9号"));
    }
}
