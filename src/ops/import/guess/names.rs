use strsim::normalized_levenshtein;

/// A field with the names that lists give it, the usual ones first.
pub(super) struct Known {
    pub field: &'static str,
    names: &'static [&'static str],
}

/// Fields of the map, and three that are none: the status and the severity of
/// the other system, from which something else follows.
#[rustfmt::skip]
pub(super) const FIELDS: &[Known] = &[
    Known { field: "id", names: &[
        "投诉编号", "客诉编号", "投诉单号", "客诉单号", "案件编号", "单号", "编号", "流水号", "序号",
        "complaint number", "complaint no", "complaint id", "case number", "case no", "ticket number", "ticket no",
        "ticket id", "report number", "report no", "claim number", "claim no", "number", "id", "no",
    ] },
    Known { field: "when", names: &[
        "接收日期", "客诉接收日期", "接到投诉的日期", "受理日期", "收到日期", "投诉日期", "客诉日期", "投诉时间",
        "反馈日期", "客诉发生日期", "登记日期", "发生日期", "创建时间", "日期", "时间",
        "date received", "received date", "received on", "receive date", "received", "complaint date",
        "date of complaint", "date opened", "open date", "opened on", "opened", "created at", "created on",
        "created", "reported on", "report date", "date", "datetime",
    ] },
    Known { field: "customer", names: &[
        "客户名称", "客户", "客户简称", "投诉客户", "投诉单位", "顾客名称", "顾客", "customer name", "customer",
        "client name", "client", "account name", "account", "complainant", "company", "manufacturer name",
        "manufacturer", "客户代码", "客户编码", "customer code", "投诉品牌", "brand",
    ] },
    Known { field: "consignee", names: &[
        "终端客户名称", "终端客户", "最终用户", "收货方", "收货人", "end customer", "end user", "consignee", "ship to",
    ] },
    Known { field: "contact", names: &["联系人", "客户联系人", "投诉人", "contact person", "contact name", "contact"] },
    Known { field: "channel", names: &[
        "投诉渠道", "渠道", "投诉形式", "投诉方式", "反馈方式", "channel", "received via", "received by way of",
    ] },
    Known { field: "source", names: &["投诉来源", "客诉来源", "来源", "complaint source", "source"] },
    Known { field: "product.model", names: &[
        "型号", "产品型号", "规格型号", "产品型号及名称", "机型", "投诉车型", "车型", "料号", "产品料号", "物料编码",
        "产品名称", "品名", "产品", "model number", "model no", "model", "part number", "part no", "item number",
        "article", "sku", "product name", "product", "item", "brand name", "car model",
    ] },
    Known { field: "product.lot", names: &[
        "批号", "批次号", "批次", "产品批号", "问题产品批号", "生产批号", "lot number", "lot no", "lot", "batch number",
        "batch no", "batch",
    ] },
    Known { field: "product.serials", names: &[
        "序列号", "机身号", "vin码", "serial numbers", "serial number", "serial no", "serial", "sn", "s/n", "vin",
    ] },
    Known { field: "product.produced", names: &[
        "生产日期", "制造日期", "production date", "date of manufacture", "manufacture date", "mfg date", "produced",
    ] },
    Known { field: "product.expires", names: &["失效期", "有效期至", "有效期", "expiry date", "expiration date", "expires"] },
    Known { field: "product.sold", names: &[
        "销售日期", "购买日期", "购车日期", "purchase date", "date of sale", "sale date", "sold",
    ] },
    Known { field: "product.price", names: &["单价", "价格", "unit price", "price"] },
    Known { field: "quantity", names: &[
        "不良数量", "投诉数量", "问题产品数量", "不良数", "数量", "defective quantity", "defective qty",
        "complaint quantity", "quantity", "qty",
    ] },
    Known { field: "order.kind", names: &["订单类型", "order type", "order kind"] },
    Known { field: "order.number", names: &[
        "订单号", "订单编号", "销售订单号", "工单号", "order number", "order no", "po number", "po no",
        "purchase order", "sales order", "order",
    ] },
    Known { field: "delivery_note", names: &[
        "送货单号", "出货单号", "发货单号", "交货单号", "delivery note number", "delivery note no", "delivery note",
    ] },
    Known { field: "defect", names: &[
        "缺陷代码", "不良代码", "故障代码", "失效模式", "缺陷类型", "不良类型", "问题类型", "典型问题", "缺陷",
        "defect code", "failure code", "fault code", "problem code", "defect type", "failure mode", "defect",
        "problem",
    ] },
    Known { field: "description", names: &[
        "问题描述", "投诉描述", "客诉描述", "投诉内容", "不良现象", "缺陷描述", "故障描述", "不良描述", "投诉细节", "问题简述",
        "故障现象", "现象", "描述", "内容", "摘要", "problem description", "complaint description", "description of complaint",
        "description", "details", "narrative", "issue", "desc", "complaint", "text", "summary",
    ] },
    Known { field: "wants", names: &[
        "客户要求", "客户诉求", "投诉要求", "诉求", "customer request", "requested action", "demand", "demands",
    ] },
    Known { field: "close.when", names: &[
        "结案日期", "关闭日期", "结案时间", "关闭时间", "完成日期", "date closed", "closed date", "close date",
        "closing date", "closed on", "closed at", "closed",
    ] },
    Known { field: "reply.when", names: &[
        "回复日期", "答复日期", "回复时间", "答复时间", "reply date", "date replied", "replied on", "response date", "replied",
    ] },
    Known { field: "note.text", names: &["备注", "备考", "remarks", "remark", "notes", "note", "comments", "comment"] },
    Known { field: STATUS, names: &[
        "状态", "客诉状态", "投诉状态", "处理状态", "结案状态", "complaint status", "status", "state",
    ] },
    Known { field: SEVERITY, names: &[
        "严重度", "严重程度", "严重度等级", "问题严重程度", "客诉级别", "严重等级", "投诉等级", "severity level", "severity",
        "event type", "priority",
    ] },
];

/// The status of the complaint in the other system.
pub(super) const STATUS: &str = "status";

/// The severity in the other system.
pub(super) const SEVERITY: &str = "severity";

/// How well a column's name fits a field; nothing where it does not.
pub(super) fn score(known: &Known, column: &str) -> Option<usize> {
    let names = known.names.iter().enumerate();
    names
        .filter_map(|(at, name)| fits(name, column).map(|fit| fit - at))
        .max()
}

fn fits(name: &str, column: &str) -> Option<usize> {
    let (wanted, found) = (parts(name), parts(column));
    if wanted == found {
        return Some(1000);
    }
    let size = wanted
        .iter()
        .map(|part| part.chars().count())
        .sum::<usize>();
    let inside = match name.is_ascii() {
        true => size >= 3 && found.windows(wanted.len()).any(|part| part == wanted),
        false => size >= 2 && found.concat().contains(&wanted.concat()),
    };
    if inside {
        let rest = found.concat().chars().count().saturating_sub(size);
        return Some(500 + 10 * size - rest.min(50));
    }
    let (wanted, found) = (wanted.concat(), found.concat());
    let near = size >= 5 && normalized_levenshtein(&wanted, &found) >= 0.8;
    near.then_some(300)
}

/// The words of a name, in small letters: `dateReceived`, `date_received` and
/// `Date received (local)` are the same ones. What stands in brackets does not
/// count.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let (mut ends, mut small, mut depth) = (true, false, 0_usize);
    for char in name.chars() {
        match char {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 || !char.is_alphanumeric() {
            (ends, small) = (true, false);
            continue;
        }
        let humps = small && char.is_ascii_uppercase();
        small = char.is_ascii_lowercase();
        if ends || humps {
            parts.push(String::new());
        }
        ends = false;
        if let Some(part) = parts.last_mut() {
            part.extend(char.to_lowercase());
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(column: &str) -> &'static str {
        let scored = FIELDS
            .iter()
            .filter_map(|known| Some((score(known, column)?, known.field)));
        scored.max().map_or("", |(_, field)| field)
    }

    #[test]
    fn columns_are_known_by_their_usual_names() {
        let cases = [
            ("客户名称", "customer"),
            ("终端客户名称", "consignee"),
            ("问题产品批号", "product.lot"),
            ("批次", "product.lot"),
            ("机型", "product.model"),
            ("不良现象", "description"),
            ("缺陷代码", "defect"),
            ("投诉日期", "when"),
            ("结案日期", "close.when"),
            ("8D回复日期", "reply.when"),
            ("数量(PCS)", "quantity"),
            ("客诉状态", "status"),
            ("Customer Name", "customer"),
            ("dateReceived", "when"),
            ("date_received", "when"),
            ("Qty.", "quantity"),
            ("device.0.lot_number", "product.lot"),
            ("Descripton", "description"),
            ("closed on", "close.when"),
            ("S/N", "product.serials"),
            ("备注", "note.text"),
            ("pilot", ""),
        ];
        for (column, field) in cases {
            assert_eq!(best(column), field, "{column}");
        }
    }
}
