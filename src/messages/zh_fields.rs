/// Kind of entry, field, what it is; without a kind it is so in every kind.
#[rustfmt::skip]
const FIELDS: &[(&str, &str, &str)] = &[
    ("", "when", "发生时间；与录入时间不同时填写"),
    ("", "for", "所对应的记录"),
    ("", "text", "说明"),
    ("", "reason", "原因"),
    ("", "file", "文件：案件目录中的文件名及其 SHA-256"),
    ("open", "source", "投诉方；不填则为客户"),
    ("open", "customer", "客户：catalog 中的名称或代码"),
    ("open", "reference", "客户单号"),
    ("open", "channel", "来源渠道；规程列出可用的取值"),
    ("open", "consignee", "货物的最终收货方"),
    ("open", "contact", "客户联系人"),
    ("open", "owner", "本公司负责此案的人"),
    ("open", "product", "所投诉的产品，一个或多个"),
    ("open", "quantity", "所投诉的数量，带单位"),
    ("open", "order", "货物所属的订单"),
    ("open", "delivery_note", "送货单号"),
    ("open", "defect", "不良代码，见 catalog"),
    ("open", "description", "发生了什么"),
    ("open", "wants", "客户要求；规程列出可用的取值"),
    ("open", "service", "服务免费或收费"),
    ("open", "stage", "试产或量产"),
    ("classify", "criteria", "符合的判定项；规程列出各项及其严重程度"),
    ("classify", "scope", "范围；规程列出可用的取值"),
    ("classify", "nature", "客诉性质；规程列出可用的取值"),
    ("classify", "repeats", "录入时查到的同类案件"),
    ("classify", "severity", "严重度"),
    ("classify", "rule", "得出严重度的规则"),
    ("classify", "reason", "未按规则而人工改定的理由"),
    ("request", "want", "客户要求；规程列出可用的取值"),
    ("request", "due", "客户要求的日期；代替规程的限期"),
    ("ask", "text", "问题"),
    ("answer", "for", "所答复的询问"),
    ("answer", "text", "答复"),
    ("confirm", "what", "确认的内容"),
    ("confirm", "text", "说明：由谁、如何确认"),
    ("reply", "for", "所满足的要求"),
    ("reply", "kind", "回复的类别"),
    ("reply", "meets", "满足了哪些客户要求，如 report"),
    ("reply", "file", "函件或报告，须为附件"),
    ("respond", "for", "所针对的回复"),
    ("respond", "verdict", "认可（accepted）或有异议（disputed）"),
    ("approve", "role", "以何角色审批"),
    ("reject", "role", "以何角色审批"),
    ("note", "text", "备注"),
    ("attach", "text", "文件的内容"),
    ("link", "case", "另一案件的编号"),
    ("link", "uid", "另一案件的 uid，以区别于后来取得同一编号的案件"),
    ("link", "as", "关联的方式"),
    ("amend", "for", "所更正的记录"),
    ("amend", "set", "字段及其新值；null 表示删去该字段"),
    ("strike", "for", "所作废的记录"),
    ("cancel", "for", "所取消的记录"),
    ("close", "basis", "结案依据"),
    ("renumber", "from", "原编号"),
    ("renumber", "to", "新编号"),
];

/// What a field of an entry is: of that kind, else of any.
pub(super) fn help(kind: &str, field: &str) -> Option<&'static str> {
    let of = |kind: &str| {
        let mut fields = FIELDS.iter();
        fields.find(|(of, name, _)| *of == kind && *name == field)
    };
    of(kind).or_else(|| of("")).map(|(_, _, help)| *help)
}
