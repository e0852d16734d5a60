use super::ics::IcsReason;

/// Whether a summary says that a day is worked, off, or neither.
pub(super) fn says_work(summary: &str) -> Result<Option<bool>, IcsReason> {
    match (chinese(summary)?, english(summary)) {
        (Some(a), Some(b)) if a != b => Err(IcsReason::Contradiction),
        (Some(work), _) | (None, Some(work)) => Ok(Some(work)),
        (None, None) => Ok(None),
    }
}

/// A mark in brackets, as in 春节（班）, decides; else the words of the whole summary.
fn chinese(summary: &str) -> Result<Option<bool>, IcsReason> {
    const MARKS: [(&str, bool); 7] = [
        ("班", true),
        ("补", true),
        ("补班", true),
        ("上班", true),
        ("休", false),
        ("放假", false),
        ("休息", false),
    ];
    let brackets = |c: char| "()（）[]【】「」〔〕".contains(c);
    let mark = |part: &str| MARKS.into_iter().find(|(mark, _)| *mark == part.trim());
    if let Some((_, work)) = summary.split(brackets).skip(1).find_map(mark) {
        return Ok(Some(work));
    }
    chinese_words(summary)
}

fn chinese_words(summary: &str) -> Result<Option<bool>, IcsReason> {
    // 调休 stands on both sides of a swap, and 休息日 on a day that is worked after all.
    let mut rest = summary.replace("调休", "").replace("休息日", "");
    let mut off = false;
    for no_work in ["不上班", "不用上班", "无需上班"] {
        off |= rest.contains(no_work);
        rest = rest.replace(no_work, "");
    }
    off |= rest.contains('休') || rest.contains("放假");
    match (rest.contains('班'), off) {
        (true, true) => Err(IcsReason::Contradiction),
        (true, false) => Ok(Some(true)),
        (false, true) => Ok(Some(false)),
        (false, false) => Ok(None),
    }
}

fn english(summary: &str) -> Option<bool> {
    let lower = summary.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_ascii_alphabetic() && !"'’".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let has_pair = |first: &[&str], second: &[&str]| {
        words
            .windows(2)
            .any(|pair| first.contains(&pair[0]) && second.contains(&pair[1]))
    };
    let work = ["work", "working", "workday", "workdays"];
    if has(&["off", "nonworking", "closed"]) || has_pair(&["no", "non", "not"], &work) {
        return Some(false);
    }
    if has_pair(&["working", "work"], &["day", "days"])
        || has_pair(&["make"], &["up"])
        || has(&["work", "workday", "workdays", "makeup"])
    {
        return Some(true);
    }
    has(&["holiday", "holidays", "rest"]).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_work_from_rest() {
        for (summary, work) in [
            ("春节（班）", Some(true)),
            ("春节(休)", Some(false)),
            ("国庆节 补班", Some(true)),
            ("国庆节（调休上班）", Some(true)),
            ("班｜国庆节", Some(true)),
            ("国庆节（补）", Some(true)),
            ("国庆节 假期 第1天/共7天", None),
            ("国庆节调休上班", Some(true)),
            ("休息日上班", Some(true)),
            ("劳动节放假", Some(false)),
            ("元旦 休", Some(false)),
            ("春节调休（休）", Some(false)),
            ("【班】国庆节放假调整", Some(true)),
            ("春节 不上班", Some(false)),
            ("春节", None),
            ("国庆节 调休", None),
            ("National Day (make-up workday)", Some(true)),
            ("Special Working Day", Some(true)),
            ("Work", Some(true)),
            ("National Day Holiday", Some(false)),
            ("Bank holiday", Some(false)),
            ("Day off for Spring Festival", Some(false)),
            ("Non-working day", Some(false)),
            ("International Workers' Day", None),
            ("Labour Day", None),
            ("Tag der Arbeit", None),
            ("Network maintenance", None),
        ] {
            assert_eq!(says_work(summary), Ok(work), "{summary}");
        }
    }

    #[test]
    fn says_so_when_a_summary_contradicts_itself() {
        for summary in ["国庆节放假8天，10月10日上班", "国庆节 Holiday 补班"] {
            assert_eq!(
                says_work(summary),
                Err(IcsReason::Contradiction),
                "{summary}"
            );
        }
    }
}
