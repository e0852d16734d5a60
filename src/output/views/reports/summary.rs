use super::{
    bad_item, cases_head, cases_item, group_head, group_item, level_heads, level_items, time_item,
    total_item,
};
use crate::messages::{Phrase, Vocabulary};
use crate::output::{Head, Item, Sheet};
use crate::report::{SummaryOutput, SummaryRow};

/// How many complaints came, were closed, are open; how soon.
pub fn summary(output: &SummaryOutput, words: &Vocabulary) -> Vec<Sheet> {
    let number = |key: &str, phrase| Head::number(key, words.text(phrase));
    let mut heads = vec![
        group_head(output.group, words),
        number("opened", Phrase::HeadNewCount),
        number("closed", Phrase::HeadClosedCount),
        number("open", Phrase::HeadOpenCount),
        number("overdue", Phrase::HeadOverdue),
    ];
    heads.extend(level_heads(&output.total.severity, words).map(|head| head.spare(3)));
    heads.extend([
        number("first_reply_median", Phrase::HeadReplyMedian),
        number("first_reply_p90", Phrase::HeadReplyP90).spare(2),
        number("close_median", Phrase::HeadCloseMedian),
        number("close_p90", Phrase::HeadCloseP90).spare(1),
    ]);
    heads.extend(cases_head(output.total.cases.is_some(), words));
    let mut sheet = Sheet::new(words.text(Phrase::ReportSummary), heads);
    for row in &output.rows {
        let group = group_item(output.group, row.group.as_deref(), words);
        sheet.push(items(group, row));
    }
    sheet.totals.push(items(total_item(words), &output.total));
    vec![sheet]
}

fn items(group: Item, row: &SummaryRow) -> Vec<Item> {
    let mut items = vec![
        group,
        row.opened.into(),
        row.closed.into(),
        row.open.into(),
        bad_item(row.overdue),
    ];
    items.extend(level_items(&row.severity));
    items.extend([
        time_item(row.first_reply_median),
        time_item(row.first_reply_p90),
        time_item(row.close_median),
        time_item(row.close_p90),
    ]);
    items.extend(cases_item(row.cases.as_ref()));
    items
}
