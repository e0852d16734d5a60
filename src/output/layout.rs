//! How wide the columns of a table become on a screen.

/// What a column asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    /// The widest cell.
    pub content: usize,
    /// The heading.
    pub heading: usize,
    /// The widest word of the heading.
    pub heading_word: usize,
    /// Whether the column may be narrower than its content.
    pub flexible: bool,
}

impl Need {
    /// At least 1: the table knows no narrower column.
    fn natural(&self) -> usize {
        self.content.max(self.heading).max(1)
    }

    /// The width with the heading broken into its words.
    fn tight(&self) -> usize {
        self.content.max(self.heading_word).max(1)
    }
}

/// The blanks between two columns.
pub(crate) const GAP: usize = 2;

/// The widths when there is no end of room.
pub(crate) fn natural(needs: &[Need]) -> Vec<usize> {
    needs.iter().map(Need::natural).collect()
}

/// The least that a flexible column is given, from comfortable to what can just
/// be read.
pub(crate) const FLOORS: [usize; 3] = [20, 12, 8];

/// The widths that fit into `room`: first the flexible columns give way down to
/// `floor`, then headings are broken. `None` where that is not enough.
pub(crate) fn fit(needs: &[Need], room: usize, floor: usize) -> Option<Vec<usize>> {
    attempt(needs, room, false, floor).or_else(|| attempt(needs, room, true, floor))
}

fn attempt(needs: &[Need], room: usize, tight: bool, floor: usize) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = needs
        .iter()
        .map(|need| match (need.flexible, tight) {
            (false, true) => need.tight(),
            _ => need.natural(),
        })
        .collect();
    let of_fixed: usize = widths
        .iter()
        .zip(needs)
        .filter(|(_, need)| !need.flexible)
        .map(|(width, _)| width)
        .sum();
    let gaps = GAP * needs.len().saturating_sub(1);
    let left = room.checked_sub(of_fixed + gaps)?;
    let mut flexible: Vec<usize> = (0..needs.len()).filter(|&at| needs[at].flexible).collect();
    let least: usize = flexible.iter().map(|&at| widths[at].min(floor)).sum();
    if least > left {
        return None;
    }
    share(&mut widths, &mut flexible, left);
    Some(widths)
}

/// Gives each of these columns what it asks for, or an even share of what the
/// narrower ones leave; the odd blank goes to the widest.
fn share(widths: &mut [usize], columns: &mut [usize], mut left: usize) {
    columns.sort_by_key(|&at| widths[at]);
    for (done, &at) in columns.iter().enumerate() {
        let part = left / (columns.len() - done);
        widths[at] = widths[at].min(part);
        left -= widths[at];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(content: usize, heading: usize, heading_word: usize, flexible: bool) -> Need {
        Need {
            content,
            heading,
            heading_word,
            flexible,
        }
    }

    fn fit(needs: &[Need], room: usize) -> Option<Vec<usize>> {
        FLOORS
            .into_iter()
            .find_map(|floor| super::fit(needs, room, floor))
    }

    #[test]
    fn what_fits_stays() {
        let needs = [need(9, 4, 4, false), need(30, 5, 5, true)];
        assert_eq!(fit(&needs, 41), Some(vec![9, 30]));
    }

    #[test]
    fn flexible_columns_share_what_is_left() {
        // 60 - 9 fixed - 2 gaps of 2 = 47; the narrow one keeps its 20, the wide one has 27.
        let needs = [
            need(9, 4, 4, false),
            need(80, 5, 5, true),
            need(20, 5, 5, true),
        ];
        assert_eq!(fit(&needs, 60), Some(vec![9, 27, 20]));
        // 44 - 13 = 31: less than 20 + 20, so 16 and 15.
        assert_eq!(fit(&needs, 44), Some(vec![9, 16, 15]));
    }

    #[test]
    fn headings_give_way_before_text_gets_too_narrow() {
        // 40 - 2 = 38; with the heading whole only 18 were left for the text.
        let needs = [need(5, 20, 8, false), need(90, 5, 5, true)];
        assert_eq!(fit(&needs, 40), Some(vec![8, 30]));
    }

    #[test]
    fn fixed_columns_are_never_cut() {
        let needs = [need(30, 4, 4, false), need(90, 5, 5, true)];
        assert_eq!(fit(&needs, 39), None);
    }
}
