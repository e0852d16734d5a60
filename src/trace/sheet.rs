use crate::case::kinds::words;

words! {
    /// What a file of trace data is about; the name of the file begins so.
    Sheet {
        /// Lots that were made, or came in.
        Lots = "lots",
        /// Which lot was used for which.
        Uses = "uses",
        /// Goods that came from suppliers.
        Receipts = "receipts",
        /// Goods that left for customers.
        Shipments = "shipments",
        /// What is in stock.
        Stock = "stock",
    }
}

impl Sheet {
    /// The columns that have a meaning.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Sheet::Lots => &[
                "lot",
                "made",
                "quantity",
                "unit",
                "kind",
                "item",
                "line",
                "shift",
                "person",
                "department",
                "label",
                "ink_code",
                "serial_from",
                "serial_to",
                "inspection_report",
                "production_record",
            ],
            Sheet::Uses => &["lot", "uses_lot", "quantity", "unit", "requisition"],
            Sheet::Receipts => &[
                "lot",
                "date",
                "quantity",
                "unit",
                "goods_in",
                "supplier",
                "supplier_lot",
            ],
            Sheet::Shipments => &[
                "lot",
                "customer",
                "date",
                "quantity",
                "unit",
                "delivery_note",
                "place",
            ],
            Sheet::Stock => &["lot", "quantity", "unit", "warehouse", "place", "state"],
        }
    }

    /// The column that a heading means, in English or Chinese; as it is, where
    /// it has no meaning.
    pub(super) fn meant(self, heading: &str) -> &str {
        let known = |(_, others): &&(&str, &[&str])| others.contains(&heading);
        let found = IN_CHINESE.iter().filter(known);
        let mut found = found.map(|(column, _)| *column);
        let own = found.find(|column| self.columns().contains(column));
        own.unwrap_or(heading)
    }

    /// How many of them, the first ones, must be there.
    pub(super) fn needed(self) -> usize {
        match self {
            Sheet::Lots | Sheet::Receipts | Sheet::Stock => 1,
            Sheet::Uses => 2,
            Sheet::Shipments => 5,
        }
    }

    /// How many of them, the first ones, must say something in every row where
    /// they are there.
    pub(super) fn filled(self) -> usize {
        match self {
            Sheet::Lots | Sheet::Receipts => 1,
            Sheet::Uses => 4,
            Sheet::Shipments => 5,
            Sheet::Stock => 3,
        }
    }

    /// The place of a column in the list.
    pub(super) fn column(self, name: &str) -> Option<usize> {
        self.columns().iter().position(|column| *column == name)
    }
}

/// Columns as Chinese systems call them.
const IN_CHINESE: &[(&str, &[&str])] = &[
    (
        "uses_lot",
        &[
            "用料批次",
            "用料批号",
            "使用批次",
            "原料批次",
            "原料批号",
            "物料批次",
        ],
    ),
    (
        "lot",
        &[
            "批次",
            "批号",
            "批次号",
            "成品批次",
            "产品批号",
            "物料批次",
            "原料批号",
        ],
    ),
    (
        "quantity",
        &[
            "数量",
            "用量",
            "领用数量",
            "发货数量",
            "库存数量",
            "入库数量",
            "生产数量",
        ],
    ),
    ("unit", &["单位", "计量单位"]),
    ("kind", &["类别", "类型"]),
    (
        "item",
        &["品名", "品号", "产品", "型号", "物料", "物料名称"],
    ),
    ("made", &["生产日期", "完工日期"]),
    ("line", &["产线", "生产线", "线别", "班组"]),
    ("shift", &["班次"]),
    ("person", &["人员", "操作员", "操作人", "作业员"]),
    ("department", &["部门", "责任部门"]),
    ("label", &["标签", "标签号"]),
    ("ink_code", &["喷码"]),
    ("serial_from", &["起始序列号", "起始序号"]),
    ("serial_to", &["截止序列号", "结束序列号", "截止序号"]),
    ("inspection_report", &["检验报告", "检验报告号"]),
    ("production_record", &["生产记录", "生产记录号"]),
    ("requisition", &["领料单", "领料单号", "发料单"]),
    ("goods_in", &["入库单", "入库单号", "进货单", "收货单"]),
    ("supplier", &["供应商", "供方"]),
    ("supplier_lot", &["供应商批次", "供应商批号", "厂商批号"]),
    (
        "date",
        &["日期", "入库日期", "到货日期", "发货日期", "出货日期"],
    ),
    ("customer", &["客户", "客户名称"]),
    (
        "delivery_note",
        &["送货单", "送货单号", "发货单", "发货单号"],
    ),
    ("warehouse", &["仓库"]),
    ("place", &["地点", "收货地", "库位", "货位"]),
    ("state", &["状态"]),
];
