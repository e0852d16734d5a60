use std::collections::HashMap;
use std::sync::Arc;

/// Names, each once, with a number instead of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    numbers: HashMap<Arc<str>, u32>,
    names: Vec<Arc<str>>,
}

impl Names {
    /// The number of that name; a new one if nobody asked for it before.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(known) = self.numbers.get(name) {
            return *known;
        }
        let name: Arc<str> = name.into();
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.clone(), number);
        self.names.push(name);
        number
    }

    /// The number of that name, if there is one.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// The name of that number.
    pub fn name(&self, number: u32) -> &str {
        &self.names[number as usize]
    }

    /// All names, by number.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Takes over other names, and tells which number each of them has here.
    pub fn take(&mut self, others: &Names) -> Vec<u32> {
        others.all().map(|name| self.number(name)).collect()
    }
}

/// Which rows of a list are about a lot.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// For each lot where its rows begin; one more for the end.
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Index {
    /// The index of rows by those numbers of lots, of which there are `count`.
    pub fn of(count: usize, lots: impl Iterator<Item = u32> + Clone) -> Index {
        let mut starts = vec![0_u32; count + 1];
        for lot in lots.clone() {
            starts[lot as usize + 1] += 1;
        }
        for lot in 0..count {
            starts[lot + 1] += starts[lot];
        }
        let mut next = starts.clone();
        let mut rows = vec![0; starts[count] as usize];
        for (row, lot) in (0_u32..).zip(lots) {
            let place = &mut next[lot as usize];
            rows[*place as usize] = row;
            *place += 1;
        }
        Index { starts, rows }
    }

    /// The rows about that lot, in their order.
    pub fn rows(&self, lot: u32) -> &[u32] {
        let lot = lot as usize;
        &self.rows[self.starts[lot] as usize..self.starts[lot + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_numbers_and_numbers_names() {
        let mut names = Names::default();
        assert_eq!(["b", "a", "b"].map(|name| names.number(name)), [0, 1, 0]);
        let mut others = Names::default();
        assert_eq!(["c", "a"].map(|name| others.number(name)), [0, 1]);
        assert_eq!(names.take(&others), [2, 1]);
        assert_eq!(names.all().collect::<Vec<_>>(), ["b", "a", "c"]);
        assert_eq!((names.find("c"), names.find("d")), (Some(2), None));
        assert_eq!((names.name(2), names.len()), ("c", 3));
    }

    #[test]
    fn rows_are_found_by_lot_in_their_order() {
        let index = Index::of(4, [2, 0, 2, 3, 2].into_iter());
        assert_eq!(index.rows(0), [1]);
        assert_eq!(index.rows(1), [0_u32; 0]);
        assert_eq!(index.rows(2), [0, 2, 4]);
        assert_eq!(index.rows(3), [3]);
    }
}
