//! The trace data of a factory: raw lots of suppliers, semi-finished lots on
//! three levels, finished lots and who got them. The same for the same count,
//! streamed to the files, and sound: what left a lot is never more than was
//! made of it, days are in order, and no link is missing.
//!
//! Lots come in blocks of ten: two raw, three semi-finished, five finished.
//! Each block belongs to a family of products and takes what it needs from the
//! few blocks of the family before it, so that a raw lot touches a hundred
//! finished lots or two, however big the factory is.

mod names;
mod tables;

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use chrono::{Days, NaiveDate};

use crate::cases::Dice;
use names::{CUSTOMERS, PEOPLE, RAW_ITEMS, SEMI_ITEMS, SUPPLIERS, customer_of};
use tables::{LOTS, RECEIPTS, SHIPMENTS, STOCK, Tables, USES};

/// The first day of production.
const FIRST: (i32, u32, u32) = (2024, 10, 1);

/// Blocks of a family; with more blocks there are more families.
const BLOCKS_OF_FAMILY: u64 = 400;

/// From one block of a family to the next, in tenths of a day.
const PACE: u64 = 18;

/// So many blocks back raw lots are still used, and semi-finished ones.
const RAW_LASTS: usize = 8;
const SEMI_LASTS: usize = 4;

/// Lots of a block that others are made of: two raw ones, then the three levels
/// of semi-finished ones.
const RAW: usize = 2;
const SEMI: usize = 3;
const FINISHED: u64 = 5;

/// Writes the trace data of about so many lots into that folder.
pub fn generate(folder: &Path, lots: u64) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut factory = Factory::new(folder, lots);
    for block in 0..factory.blocks {
        factory.produce(block)?;
    }
    factory.finish()
}

/// A lot that others are made of, as long as it can be used.
struct Upstream {
    name: String,
    /// 0 and 1 are raw; then the levels of semi-finished lots.
    at: usize,
    item: String,
    unit: &'static str,
    day: NaiveDate,
    used: u64,
}

type Block = Vec<Upstream>;

struct Factory {
    blocks: u64,
    families: u64,
    dice: Dice,
    /// The blocks of each family that can still be used, the oldest first.
    recent: Vec<VecDeque<Block>>,
    /// How many lots there are so far, and delivery notes.
    lots: u64,
    notes: u64,
    tables: Tables,
}

impl Factory {
    fn new(folder: &Path, lots: u64) -> Factory {
        let blocks = (lots / 10).max(1);
        let families = blocks.div_ceil(BLOCKS_OF_FAMILY);
        Factory {
            blocks,
            families,
            dice: Dice::of(lots),
            recent: (0..families).map(|_| VecDeque::new()).collect(),
            lots: 0,
            notes: 0,
            tables: Tables::new(folder),
        }
    }

    fn produce(&mut self, block: u64) -> io::Result<()> {
        let (place, family) = (block / self.families, (block % self.families) as usize);
        let (year, month, day) = FIRST;
        let first = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let day = first + Days::new(place * PACE / 10);
        self.recent[family].push_back(Block::new());
        for at in 0..RAW {
            let lot = self.raw(family, at, day);
            self.keep(family, lot);
        }
        for level in 0..SEMI {
            let lot = self.semi(family, level, day)?;
            self.keep(family, lot);
        }
        for _ in 0..FINISHED {
            self.finished(family, day)?;
        }
        // The family before this one is a block ahead, or behind.
        if self.recent[family].len() > RAW_LASTS + 2
            && let Some(old) = self.recent[family].pop_front()
        {
            self.retire(old, false)?;
        }
        Ok(())
    }

    fn keep(&mut self, family: usize, lot: Upstream) {
        if let Some(block) = self.recent[family].back_mut() {
            block.push(lot);
        }
    }

    fn name(&mut self, sort: char, day: NaiveDate) -> String {
        self.lots += 1;
        format!("{sort}{}-{:06}", day.format("%y%m"), self.lots)
    }

    fn raw(&mut self, family: usize, at: usize, day: NaiveDate) -> Upstream {
        let name = self.name('R', day);
        let (item, unit) = RAW_ITEMS[(2 * family + at) % RAW_ITEMS.len()];
        Upstream {
            name,
            at,
            item: item.to_owned(),
            unit,
            day,
            used: 0,
        }
    }

    /// Made of raw lots, and on the upper levels of four lots of those below.
    fn semi(&mut self, family: usize, level: usize, day: NaiveDate) -> io::Result<Upstream> {
        let name = self.name('S', day);
        let below = RAW..RAW + level;
        let mut inputs = self.pick(family, RAW_LASTS, 0..RAW, if level == 0 { 16 } else { 13 });
        inputs.extend(self.pick(family, SEMI_LASTS, below, 4));
        for (from, back, at) in inputs {
            let many = 10 * (20 + self.dice.roll(200));
            self.issue(&name, day, (from, back, at), many)?;
        }
        Ok(Upstream {
            name,
            at: RAW + level,
            item: format!("{} F{family:03}", SEMI_ITEMS[level]),
            unit: "pcs",
            day,
            used: 0,
        })
    }

    /// Made of ten semi-finished lots, and delivered to six customers.
    fn finished(&mut self, family: usize, day: NaiveDate) -> io::Result<()> {
        let name = self.name('L', day);
        let number = self.lots;
        for input in self.pick(family, SEMI_LASTS, RAW..RAW + SEMI, 10) {
            let many = 10 * (10 + self.dice.roll(90));
            self.issue(&name, day, input, many)?;
        }
        let mut out = 0;
        for _ in 0..6 {
            out += self.deliver(&name, day)?;
        }
        let stock = self.left_over(4);
        if stock > 0 {
            self.stock(&name, "成品仓", stock, "pcs")?;
        }
        let made = out + stock + self.scrap();
        let first = number * 10_000 + 1;
        let serials = [first, first + made / 10 - 1].map(|serial| format!("{serial:012}"));
        let ink = format!("{}{number:06}", day.format("%y%m%d"));
        let documents = [
            ink,
            format!("LB-{number:06}"),
            format!("FQC-{number:06}"),
            format!("PR-{number:06}"),
        ];
        let item = format!("AX-{}", family + 7);
        self.lot(
            &name,
            "finished",
            &item,
            day,
            (made, "pcs"),
            documents,
            serials,
        )
    }

    /// So many different lots of those places in the last blocks of the family,
    /// as family, blocks back and place; now and then a raw one of the next
    /// family. The very first block takes its own.
    fn pick(
        &mut self,
        family: usize,
        lasts: usize,
        places: Range<usize>,
        wanted: usize,
    ) -> Vec<(usize, usize, usize)> {
        let known = (self.recent[family].len() - 1).min(lasts);
        let mut all: Vec<(usize, usize, usize)> = (known.min(1)..=known)
            .flat_map(|back| places.clone().map(move |at| (family, back, at)))
            .collect();
        while all.len() > wanted {
            all.swap_remove(self.dice.roll(all.len() as u64) as usize);
        }
        let next = (family + 1) % self.recent.len();
        if places.start < RAW
            && next != family
            && self.dice.roll(4) == 0
            && let Some(one) = all.last_mut()
            && self.recent[next].len() > one.1
        {
            one.0 = next;
        }
        all
    }

    /// A use of the lot at that place, in tenths of its unit.
    fn issue(
        &mut self,
        lot: &str,
        day: NaiveDate,
        (family, back, at): (usize, usize, usize),
        many: u64,
    ) -> io::Result<()> {
        let requisition = format!("RQ-{}-{:02}", &lot[1..], 1 + self.dice.roll(99));
        let part = self.dice.roll(10);
        let blocks = &mut self.recent[family];
        let from = blocks.len() - 1 - back;
        let used = &mut blocks[from][at];
        let many = many + if used.unit == "pcs" { 0 } else { part };
        used.used += many;
        let order = format!("WO-{}", &lot[1..]);
        let cells = [
            lot,
            &used.name,
            &tenths(many),
            used.unit,
            &requisition,
            &order,
        ];
        self.tables
            .of("uses", &month(day), &USES)?
            .write_record(cells)?;
        Ok(())
    }

    /// A delivery within a month; gives how much it was, in tenths.
    fn deliver(&mut self, lot: &str, made: NaiveDate) -> io::Result<u64> {
        self.notes += 1;
        let day = made + Days::new(1 + self.dice.roll(28));
        let many = 10 * (5 + self.dice.roll(100));
        // Half of the deliveries go to a tenth of the customers.
        let customer = match self.dice.roll(2) {
            0 => self.dice.roll(CUSTOMERS / 10) * 10,
            _ => self.dice.roll(CUSTOMERS),
        };
        let (customer, place) = customer_of(customer);
        let note = format!("DN-{:07}", self.notes);
        let cells = [
            lot,
            &customer,
            &note,
            &day.to_string(),
            &tenths(many),
            "pcs",
            place,
        ];
        let table = self.tables.of("shipments", &month(day), &SHIPMENTS)?;
        table.write_record(cells)?;
        Ok(many)
    }

    /// A lot that nobody uses any longer: now it is known how much of it there
    /// was.
    fn retire(&mut self, block: Block, at_the_end: bool) -> io::Result<()> {
        for old in block {
            let stock = self.left_over(if at_the_end { 1 } else { 10 });
            if stock > 0 {
                let warehouse = if old.at < RAW {
                    "原材料仓"
                } else {
                    "半成品仓"
                };
                self.stock(&old.name, warehouse, stock, old.unit)?;
            }
            let made = (old.used + stock + self.scrap()).max(10);
            let number = old.name[6..].to_owned();
            let empty = [String::new(), String::new()];
            let [ink, label] = empty.clone();
            let report = format!("IQC-{number}");
            let many = (made, old.unit);
            if old.at < RAW {
                self.receive(&old, &number, made)?;
                let documents = [ink, label, report, String::new()];
                self.lot(&old.name, "raw", &old.item, old.day, many, documents, empty)?;
            } else {
                let documents = [ink, label, report, format!("PR-{number}")];
                self.lot(
                    &old.name, "semi", &old.item, old.day, many, documents, empty,
                )?;
            }
        }
        Ok(())
    }

    fn receive(&mut self, lot: &Upstream, number: &str, many: u64) -> io::Result<()> {
        let supplier = self.dice.roll(SUPPLIERS);
        let (supplier, _) = customer_of(supplier * 7 + 3);
        let supplier = format!("{supplier} (supply)");
        let own = format!("{}/{}", lot.day.format("%Y-%U"), self.dice.roll(900) + 100);
        let goods_in = format!("GR-{number}");
        let day = lot.day.to_string();
        let cells = [
            &lot.name,
            &goods_in,
            &supplier,
            &own,
            &day,
            &tenths(many),
            lot.unit,
        ];
        let table = self.tables.of("receipts", "", &RECEIPTS)?;
        table.write_record(cells)?;
        Ok(())
    }

    fn stock(&mut self, lot: &str, warehouse: &str, many: u64, unit: &str) -> io::Result<()> {
        let bay = ['A', 'B', 'C', 'D'][self.dice.roll(4) as usize];
        let place = format!("{bay}-{:02}", 1 + self.dice.roll(40));
        let state = self
            .dice
            .pick(&["released", "released", "released", "blocked"]);
        let cells = [lot, warehouse, &place, &tenths(many), unit, state];
        let table = self.tables.of("stock", "", &STOCK)?;
        table.write_record(cells)?;
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "a row has many cells")]
    fn lot(
        &mut self,
        name: &str,
        kind: &str,
        item: &str,
        day: NaiveDate,
        (made, unit): (u64, &str),
        [ink, label, report, record]: [String; 4],
        [from, to]: [String; 2],
    ) -> io::Result<()> {
        let (line, shift, person, department) = match kind {
            "raw" => (String::new(), "", "", "warehouse"),
            _ => {
                let line = format!("line {}", 1 + self.dice.roll(6));
                let shift = self.dice.pick(&["day", "night"]);
                (line, shift, self.dice.pick(&PEOPLE), "production")
            }
        };
        let remark = match self.dice.roll(50) {
            0 => "first \"good\" piece kept,\nsee the shift book",
            1 => "换线后首件合格，\n已签字",
            _ => "",
        };
        let (day, made) = (day.to_string(), tenths(made));
        let cells = [
            name, kind, item, &day, &line, shift, person, &made, unit, &ink, &label, &report,
            &record, &from, &to, department, remark,
        ];
        let table = self.tables.of("lots", &day[..4], &LOTS)?;
        table.write_record(cells)?;
        Ok(())
    }

    /// What is left of one lot in so many, in tenths.
    fn left_over(&mut self, one_of: u64) -> u64 {
        match self.dice.roll(one_of) {
            0 => 10 * (1 + self.dice.roll(60)),
            _ => 0,
        }
    }

    /// What of a lot nobody can account for: mostly nothing.
    fn scrap(&mut self) -> u64 {
        match self.dice.roll(6) {
            0 => 10 * (1 + self.dice.roll(5)),
            _ => 0,
        }
    }

    fn finish(mut self) -> io::Result<()> {
        for blocks in std::mem::take(&mut self.recent) {
            for block in blocks {
                self.retire(block, true)?;
            }
        }
        self.tables.close()
    }
}

fn month(day: NaiveDate) -> String {
    day.format("%Y-%m").to_string()
}

/// A number of tenths as a decimal number, without a zero behind the point.
fn tenths(many: u64) -> String {
    match many % 10 {
        0 => (many / 10).to_string(),
        rest => format!("{}.{rest}", many / 10),
    }
}
