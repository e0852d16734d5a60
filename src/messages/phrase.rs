use super::Lang;

// Name, English, Chinese. In Chinese one thing has one word: 时限 is a clock of
// the policy, 限期 the limit that it sets (2wd), 到期 the day on which that ends,
// 逾期 that it has passed, 日期 any other day. What people accept at a reply is
// 认可; a finding that somebody lets stand is 确认接受.
#[rustfmt::skip]
phrases! {
    // Between words.
    Comma: ", ", "、";
    Semicolon: "; ", "；";
    Or: " or ", "或";
    Bare: "{text}", "{text}";

    // Where a text comes from.
    StandardInput: "standard input", "标准输入";
    WhatYouWrote: "what you wrote", "您所写的内容";
    NoEditor: "no editor is named: set EDITOR, or give the fields by flags or --from", "未指定编辑器：请设置 EDITOR，或用选项、--from 给出各字段";
    EditHead: "The fields of `{kind}`. Take away the # before a field to give it.", "“{kind}”的各字段。去掉字段前的 # 即可填写。";
    EditorFailed: "cannot run the editor `{editor}`", "无法运行编辑器 `{editor}`";
    EditorEnded: "the editor ended with {status}; nothing was written", "编辑器异常退出（{status}），未写入任何内容";

    // Headings.
    HeadCase: "case", "编号";
    HeadSeverity: "sev", "等级";
    HeadCustomer: "customer", "客户";
    HeadClock: "clock", "时限";
    HeadOwner: "owner", "责任方";
    HeadDue: "due", "到期";
    HeadLate: "late", "超/余";
    HeadStatus: "status", "状态";
    HeadOpened: "opened", "受理";
    HeadWhat: "what", "内容";
    HeadWithin: "within", "限期";
    HeadState: "state", "情况";
    HeadDone: "done", "完成";
    HeadNextBy: "next by", "下一步到期";
    HeadWho: "who", "责任方";
    HeadCommand: "command", "命令";
    HeadId: "id", "记录";
    HeadWhen: "when", "时间";
    HeadBy: "by", "录入人";
    HeadKind: "kind", "类别";
    HeadHappened: "happened", "发生";
    HeadEntered: "entered", "录入";
    AtOnce: "at once", "当时";
    HeadCommitted: "committed", "提交时间";
    HeadCommit: "commit", "提交";
    HeadSignature: "signature", "签名";
    SignedGood: "good", "有效";
    SignedUntrusted: "good, key unknown", "有效，密钥未登记";
    SignedBad: "bad", "无效";
    AlteredSince: "[altered since] {what}", "【提交后被改】{what}";
    NotCommitted: "not committed", "未提交";
    CommittedBy: "{by} (committed by {author})", "{by}（由 {author} 提交）";
    HistoryShallow: "note: the clone does not have the whole history; older commits are missing here", "注意：克隆不含全部历史，此处缺少更早的提交";
    HeadFor: "for", "对应";
    HeadDay: "day", "日期";
    HeadFrom: "from", "起";
    HeadTo: "to", "止";
    HeadPart: "part", "类型";
    HeadCount: "count", "累计";
    HeadWhy: "why", "说明";

    HeadGoods: "goods", "货物";
    HeadClaimed: "claimed", "投诉";
    HeadAuthorised: "authorised", "准退";
    HeadReceived: "received", "实收";
    HeadGood: "good", "良品";
    HeadFaultless: "no fault", "无异常";
    HeadDefective: "defective", "不良";
    HeadDisposed: "disposed", "处置";
    HeadLeft: "open", "未结";
    HeadReplaced: "replaced", "已补";
    HeadDifference: "difference", "差异";

    HeadQuantity: "quantity", "数量";
    HeadDeliveries: "deliveries", "发货次数";
    HeadLastDay: "last day", "最近日期";

    HeadDepartment: "department", "部门";
    HeadSigned: "signed", "签收";
    HeadOpinion: "opinion", "意见";
    HeadAction: "action", "措施";
    HeadDelivered: "delivered", "已发货";
    HeadTold: "told", "已通知";
    HeadBack: "back", "已收回";
    HeadLost: "lost", "无法收回";
    HeadIsolated: "isolated", "隔离";
    HeadRecall: "recall", "召回";
    HeadNeed: "closing needs", "结案条件";
    HeadLots: "lots", "批号";
    HeadClosed: "closed", "结案";
    HeadExpires: "expires", "有效期至";
    HeadKeptUntil: "kept until", "保存至";
    HeadLink: "link", "关联";
    HeadText: "text", "说明";

    // Events of a calendar.
    EventSummary: "{case} {clock} {state}: {customer}", "{case} {clock} {state}：{customer}";
    EventSeverity: "severity {level}", "{level} 级";

    // Spans of time.
    SpanSeconds: "{sec}s", "{sec}秒";
    SpanMinutes: "{m}min", "{m}分钟";
    SpanHours: "{h}h{m}", "{h}小时{m}分";
    SpanWholeHours: "{h}h", "{h}小时";
    SpanDaysHours: "{d}d{h}h", "{d}天{h}小时";
    SpanDays: "{d}d", "{d}天";
    TimeOver: "+{span}", "超{span}";
    TimeLeft: "-{span}", "余{span}";

    // Findings.
    Error: "error", "错误";
    Warning: "warning", "警告";
    NoteCase: "case", "案件";
    NoteField: "field", "字段";
    NoteCommit: "commit", "提交";
    Staged: "staged", "已暂存";
    NoteRule: "rule", "规则";
    NoteHelp: "help", "提示";
    AndMore: "and {count} more", "另有 {count} 项";
    LeftOutLine: "{text}; {help}", "{text}；{help}";
    OverdueLine: "{case} ({customer}): {clock}, running since {started}, was due {due}, owed by {who}", "{case}（{customer}）：{clock}自 {started} 起算，应于 {due} 前完成，责任方：{who}";
    Nobody: "nobody", "无人负责";
    Checked: "{cases} case{s}, {findings} finding{ss}[, {known} acknowledged]", "共 {cases} 件客诉，{findings} 项问题[，另有 {known} 项已确认接受]";
    MergeGoesOn: "a merge only brings both sides together, so it goes on: settle what is found after it, such as with `plaint strike`; `git reset --merge ORIG_HEAD` takes the merge back", "合并只汇集双方内容，因此照常进行：所列问题请在合并后处理，如用 `plaint strike`；`git reset --merge ORIG_HEAD` 可撤回合并";
    Audited: "{commits} commit{s}, {cases} case{cs}, {entries} entr{ies}: {findings} finding{ss}[, {known} acknowledged]", "{commits} 个提交，{cases} 件客诉，{entries} 条记录：{findings} 项问题[，另有 {known} 项已确认接受]";
    AuditedStaged: "staged: {cases} case{cs}, {entries} entr{ies}: {findings} finding{ss}[, {known} acknowledged]", "已暂存：{cases} 件客诉，{entries} 条记录：{findings} 项问题[，另有 {known} 项已确认接受]";
    AuditUnsigned: "note: authors of commits are as each machine says; `--signed` asks for signatures", "注意：提交者姓名由各自机器填写，不能作证；`--signed` 要求签名";
    AuditReading: "reading the history", "正在读取历史";
    Cases: "{count} case{s}", "共 {count} 件";

    // Goods.
    RmaNumber: "rma  {number}, {way} ({entry})[, good until {until}]", "RMA  {number}，{way}（{entry}）[，有效期至 {until}]";
    AnomalyOpen: "hold {entry} {letter} {anomaly}[, expected {expected}][, came {came}]", "暂扣 {entry} {letter} {anomaly}[，应为 {expected}][，实为 {came}]";
    AnomalySettled: "was  {entry} {letter} {anomaly}[, expected {expected}][, came {came}]", "曾有 {entry} {letter} {anomaly}[，应为 {expected}][，实为 {came}]";

    LotAccepted: "lot  {entry} {lot} accepted: {found} of {size} defective, Ac {ac}", "批   {entry} {lot} 接收：{size} 件中不良 {found} 件，Ac {ac}";
    LotBackToNormal: "lot  {entry} {lot} accepted: {found} of {size} defective, between Ac {ac} and Re {re}; back to normal inspection", "批   {entry} {lot} 接收：{size} 件中不良 {found} 件，介于 Ac {ac} 与 Re {re} 之间；恢复正常检验";
    LotRejected: "lot  {entry} {lot} rejected: {found} of {size} defective, Re {re}; the rest is to be inspected", "批   {entry} {lot} 拒收：{size} 件中不良 {found} 件，Re {re}；其余须全检";

    // What traces and recalls leave to be done.
    LeftIsolate: "left {lot} in {place}[: {stock}], to be isolated", "待办 {lot}，{place}[：{stock}]，尚未隔离";
    LeftTell: "left {customer}, to be told[ of recall {recall}]", "待办 {customer}，尚未通知[（召回 {recall}）]";
    LeftCallBack: "left goods of {customer}: [{quantity} of ]lot {lots}, to be called back", "待办 {customer}，批次 {lots}[ 共 {quantity}]，尚未召回";
    LeftAwait: "left goods of {customer}[: {rest} of {delivered}], to come back", "待办 {customer}，货物尚未收回[：{delivered} 中的 {rest}]";
    MoreBy: "and {count} more: `{command}`", "另有 {count} 项：`{command}`";
    IsolatedAlready: "yes", "已隔离";
    ToIsolate: "[{rest} ]to do", "待隔离[ {rest}]";
    RestOf: "{rest} of {whole}", "{whole} 中的 {rest}";
    GoodsStay: "stays", "不召回";
    ToTell: "to do", "待通知";

    // Recalls and closing.
    RecallLine: "recall {entry}: lot {lots}[; {rates}]", "召回 {entry}：批号 {lots}[；{rates}]";
    RecallRate: "{back} of {delivered} back[ ({percent} %)]", "{delivered} 中已收回 {back}[（{percent} %）]";
    ClosingReady: "{case} can be closed as {basis}: nothing lacks", "{case} 可以结案（{basis}）：条件均已满足";
    ClosingRefused: "{case} has all that closing as {basis} needs, and yet cannot be closed", "{case} 的结案（{basis}）条件均已满足，但仍不能结案";
    ClosingOpen: "{case} cannot be closed as {basis} yet: {open} of {all} lack", "{case} 尚不能结案（{basis}）：{all} 项中有 {open} 项未满足";
    NoRetention: "no closed case is wanted", "没有符合条件的已结案案件";

    // A case.
    NotClassified: "not classified", "未分级";
    Graded: "{severity}[ ({rule})][, decided otherwise: {why}]", "{severity}[（{rule}）][，人工改定：{why}]";
    NeverOpened: "never opened", "未受理";
    Opened: "{customer}, opened {time}[ by {channel}][, closed {closed} ({basis})]", "{customer}，{time} 受理[，来源：{channel}][，{closed} 结案（{basis}）]";
    LotNamed: "lot {lot}", "批次 {lot}";
    ReferenceNamed: "ref {reference}", "客户单号 {reference}";
    OwnerNamed: "owner {owner}", "负责人 {owner}";
    Wants: "wants: {wants}", "客户要求：{wants}";
    Lacking: "not named yet: {fields}", "尚缺信息：{fields}";
    Question: "{fields}?", "请告知{fields}。";
    NotBefore: "not before {due}: {clock}", "{clock}：最早可在 {due} 之后办理";
    WaitsFor: "{kind} {entry} waits for `{step}` by {who}", "{kind} {entry} 待{who}{step}";
    EnteredLater: "{what} (entered {at})", "{what}（{at} 录入）";
    Via: "{by} via {via}", "{by}（{via} 代录）";
    StatusLine: "{case}: {status}", "{case}：{status}";
    OwnedBy: "{role} ({person})", "{role}（{person}）";

    NumberOf: "{case}[ (opened as {first})]", "{case}[（立案时为 {first}）]";
    LinkTo: "{relation} →", "{relation} →";
    LinkFrom: "← {relation}", "← {relation}";
    LinkMissing: "missing", "不存在";
    FoundIn: "{kind} {entry}: {text}", "{kind} {entry}：{text}";

    // What an entry says, in one line.
    BriefOf: "{what}: {text}", "{what}：{text}";
    BriefAs: "as {role}[: {text}]", "以{role}身份[：{text}]";
    BriefWant: "{want}[ by {due}][: {text}]", "{want}[，{due} 前][：{text}]";
    BriefReply: "{kind}[, meets {meets}][, with {file}][: {text}]", "{kind}[，满足{meets}][，附 {file}][：{text}]";
    BriefRma: "{goods}, {reason}, {way}[ by {team} until {by}][, {replenish}][, only exchange {part}][, not on site: {why}][: {text}]", "{goods}，{reason}，{way}[（派{team}，{by} 前）][，{replenish}][，只换{part}][，不在现场处理：{why}][：{text}]";
    BriefReplenish: "replenish", "补货";
    BriefReceive: "{goods}[, kept at {place}][, {partial}][, not taken in: {refused}][: {text}]", "{goods}[，存放于{place}][，{partial}][，拒收：{refused}][：{text}]";
    BriefMore: "more to come", "还有货未到";
    BriefNoMore: "no more comes", "余货不再到";
    BriefSample: "sample for {lot} at AQL {aql}", "抽样代表 {lot}，AQL {aql}";
    BriefDisposed: "{decision} {quantity} ({of})", "{decision} {quantity}（{of}）";
    BriefReplace: "{goods} by {by}[, {source}][: {text}]", "{goods}，{by} 前[，{source}][：{text}]";
    BriefShip: "{quantity}, delivery note {note}[, {reason}][: {text}]", "{quantity}，送货单 {note}[，{reason}][：{text}]";
    BriefCharged: "{kind} {amount}[, charged to {bearer} {party}][: {text}]", "{kind} {amount}[，由{bearer}{party}承担][：{text}]";
    BriefVerified: "{result}[ by {methods}][, lot {lots}][: {text}]", "{result}[（{methods}）][，批次 {lots}][：{text}]";
    BriefOpinion: "{text}[; impact: {impact}]", "{text}[；影响：{impact}]";
    BriefAsked: "{departments}[: {text}]", "{departments}[：{text}]";
    BriefContained: "{action}: lot {lot}, {quantity} at {place}[: {text}]", "{action}：批次 {lot}，{place} {quantity}[：{text}]";
    BriefJustified: "justified", "客诉成立";
    BriefUnjustified: "not justified", "客诉不成立";
    BriefInvestigated: "{justified}[, {party}][ {who}][, {category}][, also lot {lots}][: {occurrence}][; why: {whys}][; not noticed: {escape}][; {text}]", "{justified}[，责任方：{party}][ {who}][，{category}][，涉及批次 {lots}][：{occurrence}][；为什么：{whys}][；未发现：{escape}][；{text}]";
    BriefTraced: "[{back}: ]lot {lots}[, touches {touched}][, {missing}][: {customers}][: {text}]", "[{back}：]批次 {lots}[，涉及批次 {touched}][，{missing}][：{customers}][：{text}]";
    TracedBack: "back", "反向";
    ListAndMore: "{list} and {count} more", "{list}（另有 {count} 个）";
    LinksMissing: "{count} link{s} missing", "缺 {count} 个环节";
    GotOfLot: "{customer}[ {quantity}] of {lot}", "{customer}[ {quantity}]（{lot}）";
    NoCustomer: "no customer", "无客户";
    BriefRecall: "{decision} lot {lots}[ from {customers}]: {reason}", "{decision}批次 {lots}[，客户：{customers}]：{reason}";
    BriefTold: "{party} {who}[: {text}]", "{party} {who}[：{text}]";
    BriefRetrieved: "{quantity} from {customer}[, no more: {rest}][: {text}]", "{customer}：收回 {quantity}[，其余不再收回：{rest}][：{text}]";
    BriefAction: "{kind} by {owner} until {due}: {text}", "{kind}，{owner} 负责，{due} 前：{text}";
    BriefEvaluated: "{verdict}[, lot {lots}][: {text}]", "{verdict}[，批次 {lots}][：{text}]";
    BriefVisit: "{text}[; feedback: {feedback}]", "{text}[；客户反馈：{feedback}]";
    BriefScore: "{score}[: {text}]", "{score} 分[：{text}]";
    BriefClosed: "{basis}[, outlived by {outlive}][: {text}]", "{basis}[，{outlive} 继续进行][：{text}]";
    BriefTaken: "{field} taken away", "删去 {field}";
    BriefSet: "{field} = {value}", "{field} = {value}";

    BriefAppraised: "{remedy} for {fault}[ {measure}] of {class}[, {sum} to the {to}][: {text}]", "{class}“{fault}”[（{measure}）]：{remedy}[，付给{to} {sum}][：{text}]";

    // What the guarantee says.
    AppraisalOf: "{class}, {fault}[ {measure}]: sold {sold}[ for {price}]", "{class}，{fault}[（{measure}）]：{sold} 售出[，价格 {price}]";
    GuaranteeUntil: "guarantee until {until}; {days} day{s} since the sale", "三包期至 {until}；售出已 {days} 天";
    RepairsBefore: "repairs of the same fault: {here}[ ({entries})][; elsewhere {elsewhere}: {record}]", "同一故障此前已修理 {here} 次[（{entries}）][；另有 {elsewhere} 次：{record}]";
    RemediesOpen: "open: {remedies}", "可办理：{remedies}";
    NothingOpen: "open: nothing", "可办理：无";
    RemedyBy: "{remedy} by `{rule}`[, {free}]", "{remedy}，依据“{rule}”[，{free}]";
    FreeOfCharge: "nothing is charged", "不收折旧费";
    ChargeFor: "charge: {price} × {rate} × {days} day{s} = {charge}[ ({most})]", "折旧费：{price} × {rate} × {days} 天 = {charge}[（{most}）]";
    PriceUnknown: "charge: {rate} × {days} day{s} of a price that is not known: `--price`", "折旧费：价格 × {rate} × {days} 天，未注明价格（`--price`）";
    WholePrice: "no more than the price", "以价格为限";
    Refund: "refund: {sum} to the {to}", "退款：{sum}，付给{to}";
    RefundOf: "refund: {price}[ × {times}][ − {charge}] = {sum} to the {to}", "退款：{price}[ × {times}][ − {charge}] = {sum}，付给{to}";
    AgreedSum: "agreed: {sum} to the {to}", "协商金额：{sum}，付给{to}";
    PaidTo: "to pay: {sum} to the {to}", "应付：{sum}，付给{to}";
    OneMore: "one more article is given as compensation", "另赔一件";
    ThenAuthority: "the case then goes to the authority", "随后移交主管部门";

    // Why a severity and a due date.
    ExplainHead: "{case} under the policy {policy}", "{case}，适用规程 {policy}";
    PolicyOf: "{policy} of {day}", "{policy}（{day} 起生效）";
    SeverityNone: "severity: not classified yet", "严重度：尚未分级";
    SeverityHead: "severity: {severity}  {rule}  (entry {entry})", "严重度：{severity}  {rule}（记录 {entry}）";
    Criteria: "criteria: {criteria}", "判定项：{criteria}";
    CriterionRow: "{criterion} ({row})", "{criterion}（{row}）";
    DecidedBy: "decided by: {criterion}; scope: {scope}", "决定项：{criterion}；范围：{scope}";
    Repeated: "repeats: {cases}; without them: {before}", "重复发生：{cases}；若不计重复：{before}";
    Otherwise: "decided otherwise than the rule ({computed}): {reason}", "未按规则（{computed}）而人工改定：{reason}";
    ClockLatest: "{clock}: due {due}  {state}", "{clock}：{due} 到期  {state}";
    ClockEarliest: "{clock}: not before {due}  {state}", "{clock}：最早可在 {due} 之后办理  {state}";
    ClockFrom: "{within} ({source}), by {rule}, from {by} at {time}", "{within}（{source}），依据 {rule}，自 {time} 的{by} 起算";
    ADay: "a day", "指定日期";
    EntryOf: "{kind} {entry}", "{kind} {entry}";
    EndedBy: "ended by {entry} at {time}", "{time} 由 {entry} 完成";
    StoodStill: "stood still {span}", "暂停计时 {span}";
    AssumedFrom: "from {day} on the holidays are not known: counted with weekends alone", "日历尚未录入 {day} 起的节假日，仅按周末推算";
    SourceClock: "the clock's limit", "该时限的规定";
    SourceSeverity: "severity {level}", "{level} 级的规定";
    SourceStrictest: "not classified yet: the strictest limit", "尚未分级，取最严限期";
    SourceCustomer: "{customer}'s own term, from the catalog", "{customer} 的约定限期，见 catalog";
    SourceRequest: "the customer wants it by {day}", "客户要求 {day} 前";
    SourcePromise: "it is promised for {day}", "承诺 {day} 前";
    PauseSpan: "{from} to {to} ({h}h{m})", "{from} 至 {to}（{h}小时{m}分）";
    StillOpen: "now, still open", "现在（尚未结束）";
    DayOrdinary: "working day[ ({unknown})]", "工作日[（{unknown}）]";
    DayWeekend: "weekend[ ({unknown})]", "周末[（{unknown}）]";
    DayHoliday: "holiday[: {name}][ ({unknown})]", "节假日[：{name}][（{unknown}）]";
    DayMakeUp: "make-up working day[: {name}][ ({unknown})]", "调休上班[：{name}][（{unknown}）]";
    HolidaysUnknown: "holidays of this year are not known", "日历尚未录入当年节假日";

    // After a step.
    StepLine: "{case} {kind} {entry}[ for {answered} {target}]: {status}", "{case} {kind}（{entry}[，对应{answered} {target}]）：{status}";
    RuleRepeats: "{count} × repeat", "重复{count}次";
    BecameStatus: "{was} → {now}", "{was} → {now}";
    ChangeDue: "due", "到期";
    ChangeLine: "{due}  {clock}[ by {who}][ (was {was})]", "{due}  {clock}[，{who}][（原定 {was}）]";
    ChangeWait: "wait {step} of {entry} by {who}", "待批 {entry}：由{who}{step}";
    Commit: "commit {commit}", "提交 {commit}";
    Rehearsal: "note: written as of {now}, not by the clock", "注意：按 {now} 录入，并非当前时间";
    WouldUndo: "would take back {what}", "将撤回{what}";
    Undone: "took back {what}", "已撤回{what}";
    UndoneEntry: "{case} {kind} {entry}", "案件 {case} 的{kind} {entry}";
    UndoneFile: "the file {file}", "文件 {file}";
    UndoneCase: "the case {case}", "案件 {case}";
    AcknowledgedBy: "{fingerprint} {code} by {person}", "{fingerprint} {code} 已确认接受，确认人：{person}";

    // Numbers and merging.
    IsNow: "{from} is now {to}", "{from} 改编号为 {to}";
    StaysWith: "{number} stays with {file}", "{number} 仍归 {file}";
    Joined: "{case}: both sides put together; entries of one that now stand behind the other's: {added}", "{case}：双方记录已合并，其中一方的 {added} 条排在另一方之后";
    WouldJoin: "{case}: both sides would be put together; entries of one that would stand behind the other's: {added}", "{case}：将合并双方记录，其中一方的 {added} 条将排在另一方之后";
    Parted: "{number} stays with {stays}; the case of {moves} is now {to}", "{number} 仍归 {stays}；{moves} 的案件改编号为 {to}";
    WouldPart: "{number} stays with {stays}; the case of {moves} would take the next free number", "{number} 仍归 {stays}；{moves} 的案件将取下一个空号";
    Followed: "{number} stays with {stays}; entries of the other case that went to {to}: {added}", "{number} 仍归 {stays}；另一案件的 {added} 条记录已并入 {to}";
    WouldFollow: "{number} stays with {stays}; entries of the other case that would go to {to}: {added}", "{number} 仍归 {stays}；另一案件的 {added} 条记录将并入 {to}";
    Rejoined: "{number} is {to} on one side; entries that go there: {added}", "{number} 在一方已改编号为 {to}，并入其中的记录：{added} 条";
    KeptFiles: "{case}: {name} stays[; the other branch's lies beside it as {other}]", "{case}：{name} 保留[；另一分支的同名文件另存为 {other}]";
    KeptCase: "{case} stays: one side deleted its file", "{case} 保留：一方删除了其文件";
    StillUnmerged: "git could not merge {file} either: settle it by hand", "git 也未能合并 {file}，请手工处理";

    // What git runs by itself.
    HookAdded: "{file}: plaint checks what is staged before every commit", "{file}：每次提交前由 plaint 检查暂存内容";
    MergeHookAdded: "{file}: plaint checks every merge that git commits by itself", "{file}：git 自行提交的合并先由 plaint 检查";
    HookWouldBeAdded: "{file} would get these lines:", "将在 {file} 中加入：";
    HookSame: "{file}: as it was", "{file}：未变";
    HookRemoved: "{file}: plaint's lines are taken away", "{file}：已移除 plaint 的各行";
    HookWouldBeRemoved: "{file}: plaint's lines would be taken away", "{file}：将移除 plaint 的各行";
    DriverAdded: "merge driver: registered", "合并驱动：已登记";
    DriverWouldBeAdded: "merge driver: would be registered", "合并驱动：将登记";
    DriverSame: "merge driver: as it was", "合并驱动：未变";
    DriverRemoved: "merge driver: taken away", "合并驱动：已移除";
    DriverWouldBeRemoved: "merge driver: would be taken away", "合并驱动：将移除";
    AttributesAdded: "{file}: names the merge driver; commit it", "{file}：已写入合并驱动，请提交";
    AttributesWouldBeAdded: "{file}: would name the merge driver", "{file}：将写入合并驱动";

    // A sampling plan.
    PlanLine: "{used}  n = {n}  Ac {accept}  Re {reject}  (lot of {lot}, level {level}, AQL {aql}, {regime})", "{used}  n = {n}  Ac {accept}  Re {reject}（批量 {lot}，检验水平 {level}，AQL {aql}，{regime}检验）";
    PlanArrow: "the lot has the letter {letter}, where the table's arrow leads to the plan of {used}", "该批的字码为 {letter}，按表中箭头改用 {used} 的方案";
    PlanWhole: "the lot is no larger than the sample: inspect every piece", "样本量不小于批量：全数检验";
    PlanDefects: "above AQL 10 defects are counted, not defective pieces: one piece may have several", "AQL 大于 10 时按不合格数计数，而非不合格品数：一件产品可有多处不合格";
    PlanBetweenOne: "if {from} is found, the lot is accepted and the next one inspected normally", "查出 {from} 个时接收该批，但下一批恢复正常检验";
    PlanBetween: "if {from} to {to} are found, the lot is accepted and the next one inspected normally", "查出 {from} 至 {to} 个时接收该批，但下一批恢复正常检验";

    // Lots that were followed.
    NobodyGot: "note: by the trace data nobody got any of it", "注意：追溯数据中没有客户收到这些批次";
    RowsLeftOut: "note: {count} row{s} of the trace data cannot be read whole: `plaint check` says why", "注意：追溯数据中有 {count} 行无法完整读取，`plaint check` 会说明原因";
    LotAlike: "note: {file}:{line} names a lot `{other}` that nobody made: if {lot} is meant, it is missing here", "注意：{file}:{line} 写有无人生产的批次 `{other}`；若指 {lot}，则其未计入";
    MockTook: "note: it took {time} ms", "注意：用时 {time} 毫秒";
    SerialsUnknown: "note: serial numbers of no lot: {ranges}", "注意：不属于任何批次的序列号：{ranges}";
    FilesUnread: "note: {count} file{s} in cases/trace not read, by the name: {files}", "注意：cases/trace 中有 {count} 个文件因文件名未读取：{files}";
    LotsDoubtful: "note: {count} row{s} about these lots cannot be true: `plaint check` says why", "注意：追溯数据中有 {count} 行关于这些批次自相矛盾，`plaint check` 会说明原因";

    // Lots that are followed: the links of their chain, in its order.
    LinkWarehouse: "warehouse", "仓库";
    LinkLabel: "label", "标签";
    LinkInkCode: "ink-jet code", "喷码";
    LinkInspectionReport: "inspection report", "检验报告";
    LinkProductionRecord: "production record", "生产质量记录";
    LinkMaterials: "materials", "用料记录";
    LinkRequisition: "requisition", "领料单";
    LinkLotRecord: "record of the lot", "批次记录";
    LinkItem: "item", "品名";
    LinkGoodsIn: "goods-in", "进货记录";
    LinkSupplier: "supplier", "供应商";
    LinkSupplierLot: "supplier's lot", "供应商批号";
    BySerial: "serial number", "序列号";
    ByDeliveryNote: "delivery note", "送货单";

    // What is said of a lot, part by part.
    LotsFoundBy: "{by} {word}: lot {lots}", "{by} {word}：批次 {lots}";
    LotIs: "{lot}: {what}", "{lot}：{what}";
    LotMadeOn: "made {day}[ on {line}]", "{day} 生产[、{line}]";
    LotCameIn: "came in {day}[, {line}]", "{day} 进货[、{line}]";
    LotLine: "line {line}", "产线 {line}";
    LotShift: "shift {shift}", "班次 {shift}";
    LotBy: "by {person}[ ({department})]", "{person}[（{department}）]";
    LotDepartment: "department {department}", "部门 {department}";
    LotRecord: "{link} {record}", "{link} {record}";
    LotSerials: "serial numbers {serials}", "序列号 {serials}";
    LotUsed: "used {quantity}", "用量 {quantity}";
    LotTook: "took {quantity}", "耗用 {quantity}";
    RecordFor: "{record} for {lot}", "{record}（{lot}）";
    MissingOwed: "missing[ ({department})]", "缺失[（{department}）]";
    MissingOwedFor: "missing for {lot}[ ({department})]", "{lot} 缺失[（{department}）]";
    MissingLink: "missing: lot {lot}: no {link}[ for {of}][ (kept by {department})]", "缺失：批次 {lot}[ 领用 {of}] 的{link}[，由{department}保存]";
    NoSuchLink: "no {link}[ for {of}][ ({department})]", "缺[ {of} 的]{link}[（{department}）]";
    TreeBack: "back", "来源";
    TreeForward: "forward", "去向";
    TreeMissing: "! {what}", "! {what}";
    TreeAbove: "(above)", "（见上）";
    TreeBelow: "(below)", "（见下）";
    TreeCircle: "(circle)", "（循环）";
    TreeStock: "in stock: {what}", "库存：{what}";
    TreeCustomer: "customer {customer}[: {what}]", "客户 {customer}[：{what}]";
    TreeDeliveries: "{count} deliveries", "发货 {count} 次";
    HeadLot: "lot", "批次";
    HeadChainLink: "link", "环节";
    HeadRecord: "record", "记录";
    HeadItem: "item", "品名";
    HeadResponsible: "responsible", "责任方";
    HeadLine: "line", "产线";
    HeadShift: "shift", "班次";
    HeadPerson: "person", "人员";
    HeadMade: "made", "总量";
    HeadInStock: "in stock", "库存";
    HeadUsed: "used", "耗用";
    HeadUnaccounted: "unaccounted", "去向不明";
    HeadNoQuantity: "no quantity", "缺数量";
    HeadWarehouse: "warehouse", "仓库";
    HeadPlace: "place", "库位";
    HeadDeliveryNotes: "delivery notes", "送货单";
    HeadTraceable: "traceable", "可追溯";

    // A rehearsed recall.
    MockOf: "mock recall of {word}: lots touched {lots}, customers {customers}, deliveries {deliveries}", "模拟召回 {word}：涉及批次 {lots} 个、客户 {customers} 家、发货 {deliveries} 次";
    MockLinks: "chain back: {there} of {links} links on record", "追溯来源：应有环节 {links} 个，有记录 {there} 个";
    MockData: "trace data: sha256 {data}", "追溯数据：sha256 {data}";
    MockWhole: "everything can be traced: no link is missing, and all goods are accounted for", "全部可追溯：环节无缺失，货物去向清楚";
    MockGaps: "gaps: {count}", "未能追溯：{count} 项";
    GapOf: "lot {lot}: {what}", "批次 {lot}：{what}";
    GapLink: "no {link}[ for {of}][ (kept by {department})]", "缺[ {of} 的]{link}[（由{department}保存）]";
    GapUnaccounted: "{what} unaccounted for", "{what} 去向不明";
    GapTooMuch: "{what} more left than was made", "去向数量比总量多 {what}";
    GapMadeUnknown: "nobody knows how much was made", "总量不明";
    GapQuantityUnknown: "rows without a quantity: {what}", "没有数量的行：{what}";
    GapCustomerUnknown: "shipped, nobody knows to whom: {what}", "发货客户不明：{what}";
    GapCircle: "it is made of lots that are made of it", "与其他批次互为用料（循环）";
    GapTwoUnits: "{what} of it were counted, and none were made in that unit", "以 {what} 计，而生产数量不用该单位";
    GapDoubtful: "what the data say cannot be true ({what}): `plaint check` says why", "追溯数据自相矛盾（{what}），`plaint check` 会说明原因";
    GapSerials: "serial numbers of no lot: {what}", "不属于任何批次的序列号：{what}";
    GapLotAlike: "`{what}` stands in the data, a lot that nobody made: is it meant?", "追溯数据中有无人生产的批次 `{what}`，是否指本批次？";
    GapRowsLeftOut: "rows of the data that cannot be read whole: {what}", "追溯数据中无法完整读取的行：{what}";
    GapNoFile: "there is no {what}", "没有 {what}";
    GapFileUnread: "`{what}` is not read: its name is none of trace data", "`{what}` 未读取：文件名不是追溯数据的名称";

    // A report.
    ReportNone: "none", "无";
    ReportTotal: "total", "合计";
    ReportNothing: "no cases in this period", "该期间没有客诉";
    ReportReturns: "Returns", "退货情况";
    ReportReturnsParts: "What they consist of", "构成";
    ReportReturnsCases: "Cases", "案件";
    ReportRetention: "Records kept", "记录与样品保存";
    ReportReview: "Quality review", "产品质量回顾";
    NoReview: "nothing is known of either period", "两个期间均无数据";
    HeadFigure: "figure", "指标";
    HeadChange: "change", "增减";
    ReviewComplaints: "Complaints", "客诉";
    ReviewSpeed: "Time to reply and to close", "回复与结案用时";
    ReviewDefects: "Defects", "缺陷";
    ReviewModels: "Models", "型号";
    ReviewCauses: "Causes and who is responsible", "原因与责任方";
    ReviewSatisfaction: "Satisfaction", "客户满意度";
    ReviewOpen: "open at the end", "期末未结";
    ReviewSeverity: "opened, of severity", "新增（按等级）";
    ReviewMissed: "limits missed", "超期次数";
    ReviewPaid: "paid in all", "合计金额";
    ReviewPlanned: "due", "应完成";
    ReviewEffective: "effective", "有效";
    ReviewIneffective: "ineffective", "无效";
    ReviewRepeats: "like an earlier one", "重复发生";
    ReviewRepeatShare: "share of them", "重复占比";
    ReviewAfterSolved: "after it was solved", "措施有效后再发";
    ReviewScore: "mean score", "平均分";
    ReportSimulation: "Differences under the draft", "草案带来的差异";
    HeadPresent: "as it is", "现行";
    HeadDraft: "under the draft", "草案";
    SimulatedSeverity: "severity", "等级";
    SimulatedDue: "{state}, due {due}", "{state}，期限 {due}";
    SimulatedNone: "the draft makes no difference", "草案不产生差异";
    Simulated: "{draft}: of {cases} case[{s}] {graded} would be graded otherwise, {late} that kept every limit would miss one, {kept} that missed one would keep all, {approved} would need other approvals", "{draft}：{cases} 件中 {graded} 件等级不同，{late} 件由全部按期变为有超期，{kept} 件由有超期变为全部按期，{approved} 件审批不同";
    ReportSummary: "Summary", "客诉汇总";
    HeadNewCount: "opened", "新增";
    HeadClosedCount: "closed", "结案";
    HeadOpenCount: "open", "未结";
    HeadOverdue: "overdue", "逾期";
    HeadNotGraded: "not graded", "未定级";
    HeadReplyMedian: "first reply (median)", "首次回复（中位数）";
    HeadReplyP90: "first reply (90 %)", "首次回复（90 %）";
    HeadCloseMedian: "time to close (median)", "结案用时（中位数）";
    HeadCloseP90: "time to close (90 %)", "结案用时（90 %）";
    ReportTimeliness: "Time limits", "时限达成情况";
    ReportTimelinessTogether: "All clocks together", "各时限合计";
    NoTimeliness: "no time limits are due in this period", "该期间没有到期的时限";
    HeadOnTime: "on time", "按期率";
    HeadTakenMedian: "taken (median)", "用时（中位数）";
    HeadWorst: "worst", "最长逾期";
    HeadWorstCase: "worst in", "最长逾期案件";
    HeadLateCases: "late cases", "逾期案件";
    ReportAgeing: "Open cases by age", "未结客诉的时长";
    HeadAge: "days open", "未结天数";
    AgeingOver: "over {age}", "超过 {age}";
    AgeingOldest: "the oldest: {case}, {age}d", "时间最长：{case}，{age} 天";
    ReportActions: "Actions", "措施";
    NoActions: "no actions are due in this period", "该期间没有到期的措施";
    HeadPlanned: "planned", "计划";
    HeadFinished: "done", "已完成";
    HeadActionsLate: "late", "逾期";
    HeadActionsOpen: "open", "未完成";
    HeadToEvaluate: "to evaluate", "待评价";
    HeadLetGo: "let go", "不再要求";
    HeadCameAgain: "came again", "有效后再发";
    HeadRepeatCases: "what came again", "再发案件";
    ReportRepeats: "Repeats", "重复发生的客诉";
    NoRepeats: "no complaint of this period is like an earlier one", "该期间的客诉没有与以往相同的";
    HeadEarlier: "earlier", "以往次数";
    HeadLastOne: "last", "上一件";
    HeadDaysSince: "days", "相隔天数";
    HeadSolvedBy: "solved by", "曾由何案解决";
    HeadSolvedOn: "on", "评价有效日期";
    RepeatsShare: "{repeats} of {opened} complaints came again ({share} %)[; {solved} of them after an earlier case had said that the cause is gone]", "{opened} 件客诉中有 {repeats} 件重复发生（{share} %）[，其中 {solved} 件在以往案件的措施评价有效之后]";
    ReportPareto: "Pareto", "排列图";
    ReportOthers: "others ({count})", "其他（{count} 项）";
    HeadComplaints: "complaints", "客诉";
    HeadShare: "share", "占比";
    HeadCumulative: "cumulative", "累计占比";
    NoteSeveral: "A complaint with several values stands under each; complaints in all: {opened}.", "一件客诉涉及多项时分别计入各项；客诉总数：{opened} 件。";
    ReportCost: "Cost", "赔款与费用";
    NoCost: "no payments in this period", "该期间没有赔款";
    HeadCurrency: "currency", "币种";
    HeadPayments: "payments", "笔数";
    HeadBorneByUs: "borne by us", "我方承担";
    HeadBySupplier: "by suppliers", "供应商承担";
    HeadByCarrier: "by carriers", "承运商承担";
    HeadWaiting: "waiting", "待审批";
    ReportCustomers: "Customers", "各客户情况";
    ReportCustomersGoods: "Goods complained of, and shipped", "投诉数量与发货数量";
    NoCustomers: "no complaints, surveys or shipments in this period", "该期间没有客诉、满意度调查和发货";
    HeadDisputed: "disputed replies", "有异议的回复";
    HeadSatisfaction: "satisfaction", "满意度";
    HeadSurveys: "surveys", "调查次数";
    HeadComplained: "complained of", "投诉数量";
    HeadShippedTo: "shipped", "发货数量";
    HeadPpm: "ppm", "ppm";
    NoteNoShipments: "No ppm: there is no shipment data (cases/trace/shipments*.csv).", "无 ppm：没有发货数据（cases/trace/shipments*.csv）。";
    NoteNotByModel: "No ppm: shipment data does not say which model was shipped.", "无 ppm：发货数据未注明型号。";
    NoteNoQuantity: "Complaints that do not say how much, and are not counted here: {count}.", "未注明数量、未计入的客诉：{count} 件。";
    NoReturns: "no goods came back, and none are to", "没有退货，也没有待退的货物";
    HeadRmas: "RMAs", "RMA 数";
    HeadSentBack: "sent back", "原样退回";
    HeadNoFault: "no fault", "未发现不良";
    HeadRate: "rate", "不良率";
    ReportTrend: "Trend", "客诉趋势";
    HeadPeriod: "period", "期间";
    HeadPieces: "pieces", "件数";
    HeadShippedSize: "shipped[ {unit}]", "出货[（{unit}）]";
    HeadSize: "size[ {unit}]", "基数[（{unit}）]";
    HeadTrendRate: "rate", "比率";
    HeadLower: "lower", "下限";
    HeadUpper: "upper", "上限";
    HeadBreaks: "rules", "违反判异准则";
    TrendCentre: "{chart} chart: the centre {centre} is that of {count} finished period{s}; {limits}", "{chart} 图：中心线 {centre}，由 {count} 个已结束的期间算出；{limits}";
    TrendFew: "fewer than 20 periods: take centre and limits as provisional", "不足 20 个期间：中心线与控制限仅供参考";
    TrendRare: "with less than 0.7 a period, runs on one side come by chance: --rules limits leaves them out", "每期不足 0.7 件时，连续多点在同一侧可能只是偶然：可用 --rules limits 忽略";
    TrendNoCentre: "no finished period yet makes a centre", "尚无已结束的期间，无法计算中心线";
    TrendSigma: "limits are three standard deviations away", "控制限为中心线 ± 3σ";
    TrendPoisson: "a Poisson count passes each limit with at most 0.135 %", "按泊松分布，超出每侧控制限的概率不大于 0.135 %";
    TrendBinomial: "a binomial count passes each limit with at most 0.135 %", "按二项分布，超出每侧控制限的概率不大于 0.135 %";
    TrendRule: "rule {rule} ({set}): {pattern}", "准则 {rule}（{set}）：{pattern}";
    TrendUncounted: "{count} complaint{s} without a quantity in {unit} count no piece", "{count} 件客诉没有以 {unit} 计的数量，未计件数";
    HeadOnHold: "on hold", "暂扣";
    HeadPromised: "promised", "应补";
    HeadShipped: "shipped", "已发";
    HeadOf: "of", "类别";
    HeadWhich: "which", "项目";
    HeadHowMany: "how many", "数量";
    HeadCases: "cases", "案件";
    PartAnomaly: "anomaly", "收货异常";
    PartDefect: "defect", "不良代码";
    PartDisposition: "disposition", "处置";
    PartDifference: "difference", "差异";

    // An export.
    MoreSheets: "note: a sheet holds 1,048,576 rows, so there are {count} sheets", "注意：每个工作表最多 1,048,576 行，因此共有 {count} 个工作表";
    HeadRows: "rows", "行";
    HeadColumn: "column", "列";
    HeadType: "type", "类型";
    HeadUnit: "unit", "单位";
    HeadMeaning: "meaning", "含义";

    // Help.
    ManPage: "note: `{command} | man -l -` shows it as a manual page", "注意：`{command} | man -l -` 以手册页形式显示";

    // Making a register.
    InitSchemas: "{folder}: {count} files", "{folder}：{count} 个文件";
    InitNoGit: "note: there is no git program; without git nobody can approve, and nothing is an audit trail", "注意：未安装 git；没有 git 就无法审批，也没有可追溯的历史";
    InitNoRepository: "note: this is no git repository yet: git init", "注意：此处还不是 git 仓库，请运行 git init";
    InitNobody: "note: git does not say who you are: fill in {file}", "注意：git 未设置您的身份，请填写 {file}";
    InitPerson: "note: {person} holds every role for now; approvals need a second person in {file}", "注意：目前由 {person} 兼任所有角色；审批需要第二个人，请在 {file} 中添加";
    CiThere: "note: {file} is there already and stays as it is", "注意：{file} 已存在，保持原样";
    CiAdapt: "note: {file}: adapt the step marked >>>, which puts plaint on the PATH", "注意：请修改 {file} 中标有 >>> 的步骤，使 plaint 位于 PATH 中";
    CiInclude: "note: add to .gitlab-ci.yml: include: {include}", "注意：请在 .gitlab-ci.yml 中加入 include: {include}";

    // The policy and the calendar.
    PolicyWouldBe: "the draft would be in force from {day}", "草案将自 {day} 起生效";
    PolicyIs: "the draft is in force from {day}", "草案自 {day} 起生效";
    PolicyWouldKeep: "the policy before it would be kept in {file}", "原规程将保存在 {file}";
    PolicyKept: "the policy before it is kept in {file}", "原规程已保存在 {file}";
    PolicyChecked: "{policy} of {day}: {count} finding{s}", "{policy}（{day} 起生效）：{count} 项问题";
    CalendarAssumed: "note: from {day} on the holidays are not known; counted with weekends alone", "注意：日历尚未录入 {day} 起的节假日，仅按周末推算";
    DayIs: "{date} {weekday}: {word} ({why}[ {name}])[; {unknown}]", "{date} {weekday}：{word}（{why}[ {name}]）[；{unknown}]";
    Workday: "workday", "上班";
    DayOff: "day off", "休息";
    YearUnknown: "the holidays of this year are not known", "日历尚未录入当年节假日";
    DaysWouldBeAdded: "{added} days would be added, {known} known already", "将新增 {added} 天，{known} 天已有";
    DaysAdded: "{added} days added, {known} known already", "新增 {added} 天，{known} 天已有";
    YearsComplete: "these years count as complete: {years}", "以下年份视为完整：{years}";
    YearPartial: "{year} has only {days} day{s} off: not taken as complete; --complete says it is", "{year} 年只有 {days} 个休息日，不视为完整；如确属完整，请加 --complete";
    DaysUnmarked: "{count} days without a mark of work or holiday were left out", "{count} 天未注明班或休，已略过";
    LineNotUnderstood: "line {line}: not understood: {text}", "第 {line} 行无法识别：{text}";

    // An import.
    ImportWould: "{read} rows read as {form}[, sheet `{sheet}`]: {opened} would be opened ({classified} classified[, {added}]), {there} there already[, of which {changed} say something else now][, {silent} say nothing][, {left} left out], {rejected} rejected", "按 {form}[ 工作表 `{sheet}`] 读取 {read} 行：将立案 {opened} 件（其中 {classified} 件已分级[、{added}]），已有 {there} 件[（其中 {changed} 件内容有变）][，{silent} 行无内容][，略过 {left} 行]，退回 {rejected} 行";
    ImportDone: "{read} rows read as {form}[, sheet `{sheet}`]: {opened} opened ({classified} classified[, {added}]), {there} there already[, of which {changed} say something else now][, {silent} say nothing][, {left} left out], {rejected} rejected", "按 {form}[ 工作表 `{sheet}`] 读取 {read} 行：立案 {opened} 件（其中 {classified} 件已分级[、{added}]），已有 {there} 件[（其中 {changed} 件内容有变）][，{silent} 行无内容][，略过 {left} 行]，退回 {rejected} 行";
    ImportWouldAdd: "{read} rows read as {form}[, sheet `{sheet}`]: {added} would be added in {cases} case{s}, {there} there already[, of which {changed} say something else now][, {silent} say nothing][, {left} left out], {rejected} rejected", "按 {form}[ 工作表 `{sheet}`] 读取 {read} 行：将在 {cases} 件客诉中添加{added}，已有 {there} 条[（其中 {changed} 条内容有变）][，{silent} 行无内容][，略过 {left} 行]，退回 {rejected} 行";
    ImportAdded: "{read} rows read as {form}[, sheet `{sheet}`]: {added} added in {cases} case{s}, {there} there already[, of which {changed} say something else now][, {silent} say nothing][, {left} left out], {rejected} rejected", "按 {form}[ 工作表 `{sheet}`] 读取 {read} 行：在 {cases} 件客诉中添加{added}，已有 {there} 条[（其中 {changed} 条内容有变）][，{silent} 行无内容][，略过 {left} 行]，退回 {rejected} 行";
    ImportCount: "{count} {kind}", "{kind} {count} 条";
    ImportNothing: "nothing", " 0 条";
    ImportUnitLine: "line", "行";
    ImportUnitRow: "row", "行";
    ImportUnitRecord: "record", "条";
    RestoreWould: "{written} case{s} would be restored, {there} there already, {refused} refused", "将恢复 {written} 件客诉，已有 {there} 件，拒绝 {refused} 件";
    RestoreDone: "{written} case{s} restored, {there} there already, {refused} refused", "恢复 {written} 件客诉，已有 {there} 件，拒绝 {refused} 件";
    RestoreRefused: "{unit} {place} ({case}[ {entry}]): {reason}", "第 {place} {unit}（{case}[ {entry}]）：{reason}";
    RestoreFiles: "note: files of the cases that an export does not hold: {count}; put them into the folders, `plaint check` names them", "注意：导出文件不含案件的附件，共 {count} 个；请放回各案件目录，`plaint check` 会列出";
    ImportReason: "{count} × {code}[ in `{column}`]", "{count} × {code}[（`{column}` 列）]";
    ImportLine: "{unit} {place} ({reference}): {reasons}", "第 {place} {unit}（{reference}）：{reasons}";
    ImportChanged: "{unit} {place} ({reference}): {case} says something else in {fields}", "第 {place} {unit}（{reference}）：与 {case} 的 {fields} 不同";
    ImportRejects: "rejected rows with their reasons: {file}", "退回的行及原因：{file}";
    ImportElsewhere: "note: {count} of these complaints are there already as those of the source `{source}`: with the same id, day and customer; should `source:` say so?", "注意：其中 {count} 件已作为来源 `{source}` 的客诉存在（编号、日期和客户相同）；`source:` 是否应改为该来源？";
    ImportProgress: "{cases} cases", "{cases} 件";
}
