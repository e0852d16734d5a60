//! What cannot be true of lots.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::alike::look;
use super::data::{Data, added};
use super::rows::{At, Lot, LotKind};
use super::sheet::Sheet;
use crate::finding::{Code, Finding};

impl Data {
    /// What the data say of any lot that cannot be true.
    pub fn faults(&self) -> Vec<Finding> {
        self.faults_of(&(0..self.count()).collect::<Vec<Lot>>())
    }

    /// What the data say of those lots that cannot be true.
    pub fn faults_of(&self, lots: &[Lot]) -> Vec<Finding> {
        let mut found = Vec::new();
        let any_unknown = lots.iter().any(|lot| !self.is_known(*lot));
        let looks = match any_unknown {
            true => self.looks(),
            false => HashMap::new(),
        };
        for lot in lots {
            found.extend(self.again(*lot));
            found.extend(self.unknown_lot(*lot, &looks));
            found.extend(self.twice(*lot));
            found.extend(self.quantities(*lot));
            found.extend(self.two_units(*lot));
            found.extend(self.too_early(*lot));
            found.extend(self.too_much(*lot));
        }
        found.extend(self.in_circles(lots));
        let place = |finding: &Finding| (finding.place.file.clone(), finding.place.line);
        found.sort_by_cached_key(|finding| (place(finding), finding.code));
        found
    }

    fn finding(&self, code: Code, lot: Lot, at: At) -> Finding {
        let finding = Finding::new(code).arg("lot", self.name(lot));
        finding.in_file(self.file(at)).at(at.line(), 1)
    }

    fn again(&self, lot: Lot) -> Vec<Finding> {
        let mut rows = self.lot_rows(lot);
        let Some(first) = rows.next() else {
            return Vec::new();
        };
        let place = format!("{}:{}", self.file(first.at), first.at.line);
        let again = |at| {
            self.finding(Code::LotAgain, lot, at)
                .arg("first", place.as_str())
        };
        rows.map(|row| again(row.at)).collect()
    }

    /// Rows that stand in two files, word for word; of stock, two files that
    /// speak of one place.
    fn twice(&self, lot: Lot) -> Vec<Finding> {
        let mut seen: HashMap<(Sheet, Vec<String>), At> = HashMap::new();
        let mut found = Vec::new();
        for at in self.repeatable(lot) {
            let sheet = self.sheet(at);
            let cells = self.cells(at);
            let key = match sheet {
                Sheet::Stock => ["warehouse", "place"]
                    .map(|column| cells.get(column).unwrap_or_default().to_owned())
                    .to_vec(),
                _ => cells.all(),
            };
            match seen.entry((sheet, key)) {
                Entry::Vacant(new) => drop(new.insert(at)),
                Entry::Occupied(old) if old.get().table != at.table => {
                    let first = *old.get();
                    let place = format!("{}:{}", self.file(first), first.line());
                    let finding = self.finding(Code::RowAgain, lot, at);
                    found.push(finding.arg("first", place));
                }
                Entry::Occupied(_) => {}
            }
        }
        found
    }

    /// The rows that name the lot and would count twice, where they can stand in
    /// two files at all.
    fn repeatable(&self, lot: Lot) -> Vec<At> {
        let mut rows: Vec<At> = self.receipts(lot).map(|row| row.at).collect();
        rows.extend(self.uses(lot).map(|row| row.at));
        rows.extend(self.shipments(lot).map(|row| row.at));
        rows.extend(self.stock(lot).map(|row| row.at));
        let mut of_sheet: HashMap<Sheet, HashSet<u32>> = HashMap::new();
        for at in &rows {
            of_sheet
                .entry(self.sheet(*at))
                .or_default()
                .insert(at.table);
        }
        rows.retain(|at| of_sheet[&self.sheet(*at)].len() > 1);
        rows
    }

    fn quantities(&self, lot: Lot) -> Option<Finding> {
        let own = self
            .lot_row(lot)
            .filter(|_| self.kind(lot) == Some(LotKind::Raw))?;
        let made = own.many?;
        let came = added(self.receipts(lot).map(|row| row.many));
        let same = came.iter().find(|many| many.unit == made.unit)?;
        (same.number != made.number).then(|| {
            let finding = self.finding(Code::QuantityDiffers, lot, own.at);
            let finding = finding.arg("made", self.amount(made).to_string());
            finding.arg("found", self.amount(*same).to_string())
        })
    }

    /// Where there are no lists of lots nobody can know any.
    fn unknown_lot(&self, lot: Lot, looks: &HashMap<String, Lot>) -> Option<Finding> {
        if self.is_known(lot) || !self.has_any(Sheet::Lots) {
            return None;
        }
        let near = looks.get(&look(self.name(lot)));
        let finding = self.finding(Code::UnknownLot, lot, self.rows_about(lot).next()?);
        Some(finding.maybe("nearest", near.map(|near| self.name(*near))))
    }

    fn two_units(&self, lot: Lot) -> Vec<Finding> {
        let made = self.lot_rows(lot).take(1).map(|row| (row.many, row.at));
        let came = self.receipts(lot).map(|row| (row.many, row.at));
        let used = self.users(lot).map(|row| (row.many, row.at));
        let left = self.shipments(lot).map(|row| (row.many, row.at));
        let there = self.stock(lot).map(|row| (row.many, row.at));
        let all = made.chain(came).chain(used).chain(left).chain(there);
        let mut all = all.filter_map(|(many, at)| Some((many?.unit, at)));
        let Some((unit, _)) = all.next() else {
            return Vec::new();
        };
        let mut seen = HashSet::from([unit]);
        let other = |(other, at)| {
            let finding = self.finding(Code::TwoUnits, lot, at);
            let finding = finding.arg("unit", self.units.name(unit));
            finding.arg("found", self.units.name(other))
        };
        all.filter(|(unit, _)| seen.insert(*unit))
            .map(other)
            .collect()
    }

    fn too_early(&self, lot: Lot) -> Vec<Finding> {
        let Some(made) = self.made(lot) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for row in self.users(lot) {
            if let Some(user) = self.made(row.lot).filter(|user| *user < made) {
                let finding = self.finding(Code::UsedBeforeMade, lot, row.at);
                let finding = finding.arg("day", user.to_string());
                let finding = finding.arg("made", made.to_string());
                found.push(finding.arg("other", self.name(row.lot)));
            }
        }
        for row in self.shipments(lot) {
            if let Some(left) = row.date.filter(|left| *left < made) {
                let finding = self.finding(Code::ShippedBeforeMade, lot, row.at);
                let finding = finding.arg("day", left.to_string());
                found.push(finding.arg("made", made.to_string()));
            }
        }
        found
    }

    fn too_much(&self, lot: Lot) -> Vec<Finding> {
        let Some(at) = self.rows_about(lot).next() else {
            return Vec::new();
        };
        let much = self.balance(lot).into_iter().filter_map(|balance| {
            let over = balance
                .unaccounted()
                .filter(|rest| rest.is_sign_negative())?;
            let many =
                |number: rust_decimal::Decimal| format!("{} {}", number.normalize(), balance.unit);
            let finding = self.finding(Code::MoreThanMade, lot, at);
            let finding = finding.arg("found", many(balance.found()));
            let finding = finding.arg("made", many(balance.made?));
            Some(finding.arg("over", many(-over)))
        });
        much.collect()
    }

    fn in_circles(&self, lots: &[Lot]) -> Vec<Finding> {
        let circle = |circle: Vec<Lot>| {
            let within: HashSet<Lot> = circle.iter().copied().collect();
            let mut rows = circle.iter().flat_map(|lot| self.uses(*lot));
            let row = rows.find(|row| within.contains(&row.used))?;
            let finding = self.finding(Code::LotsInCircle, circle[0], row.at);
            let names = circle.iter().map(|lot| self.name(*lot).to_owned());
            Some(finding.arg("lots", names.collect::<Vec<String>>()))
        };
        let found = self.circles(lots).into_iter();
        found.filter_map(circle).collect()
    }
}
