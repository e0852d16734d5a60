//! The files of trace data, and their columns.

use std::collections::btree_map::{BTreeMap, Entry};
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use csv::Writer;

pub const LOTS: [&str; 17] = [
    "lot",
    "kind",
    "item",
    "made",
    "line",
    "shift",
    "person",
    "quantity",
    "unit",
    "ink_code",
    "label",
    "inspection_report",
    "production_record",
    "serial_from",
    "serial_to",
    "department",
    "remark",
];
pub const USES: [&str; 6] = [
    "lot",
    "uses_lot",
    "quantity",
    "unit",
    "requisition",
    "work_order",
];
pub const RECEIPTS: [&str; 7] = [
    "lot",
    "goods_in",
    "supplier",
    "supplier_lot",
    "date",
    "quantity",
    "unit",
];
pub const SHIPMENTS: [&str; 7] = [
    "lot",
    "customer",
    "delivery_note",
    "date",
    "quantity",
    "unit",
    "place",
];
pub const STOCK: [&str; 6] = ["lot", "warehouse", "place", "quantity", "unit", "state"];

/// The files, each opened when its first row comes.
pub struct Tables {
    folder: PathBuf,
    open: BTreeMap<String, Writer<BufWriter<File>>>,
}

impl Tables {
    pub fn new(folder: &Path) -> Tables {
        Tables {
            folder: folder.to_owned(),
            open: BTreeMap::new(),
        }
    }

    /// The file of that kind and period.
    pub fn of(
        &mut self,
        kind: &str,
        period: &str,
        columns: &[&str],
    ) -> io::Result<&mut Writer<BufWriter<File>>> {
        let name = match period.is_empty() {
            true => format!("{kind}.csv"),
            false => format!("{kind}-{period}.csv"),
        };
        match self.open.entry(name) {
            Entry::Occupied(open) => Ok(open.into_mut()),
            Entry::Vacant(new) => {
                let file = File::create(self.folder.join(new.key()))?;
                let mut writer = Writer::from_writer(BufWriter::new(file));
                writer.write_record(columns)?;
                Ok(new.insert(writer))
            }
        }
    }

    pub fn close(self) -> io::Result<()> {
        for mut table in self.open.into_values() {
            table.flush()?;
        }
        Ok(())
    }
}
