use std::io::{self, Write};

use super::line;
use crate::messages::{Phrase, Sort};
use crate::output::Screen;
use crate::report::SamplingView;

/// A sampling plan in one line, and below it what is not as usual: an arrow
/// followed, a lot inspected whole, defects counted instead of pieces, numbers
/// between acceptance and rejection.
pub fn plan(out: &mut dyn Write, view: &SamplingView, screen: &Screen) -> io::Result<()> {
    lines(view, screen)
        .iter()
        .try_for_each(|text| line(out, text, screen))
}

fn lines(view: &SamplingView, screen: &Screen) -> Vec<String> {
    let words = &screen.words;
    let lot = match &view.unit {
        Some(unit) => format!("{} {unit}", view.lot_size),
        None => view.lot_size.to_string(),
    };
    let between = (view.accept + 1, view.reject - 1);
    let args = [
        ("letter", view.letter.as_str()),
        ("used", &view.used_letter),
        ("n", &view.sample_size.to_string()),
        ("accept", &view.accept.to_string()),
        ("reject", &view.reject.to_string()),
        ("lot", &lot),
        ("level", &view.level),
        ("aql", &view.aql),
        ("regime", &words.word(Sort::Word, &view.regime)),
        ("from", &between.0.to_string()),
        ("to", &between.1.to_string()),
    ];
    let notes = [
        (true, Phrase::PlanLine),
        (view.letter != view.used_letter, Phrase::PlanArrow),
        (view.whole, Phrase::PlanWhole),
        (view.counting == "defects", Phrase::PlanDefects),
        (between.0 == between.1, Phrase::PlanBetweenOne),
        (between.0 < between.1, Phrase::PlanBetween),
    ];
    let said = notes.into_iter().filter(|(holds, _)| *holds);
    said.map(|(_, phrase)| words.say(phrase, &args)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Lang, Vocabulary};

    fn usual() -> SamplingView {
        SamplingView {
            lot_size: 1200,
            unit: Some("pcs".to_owned()),
            level: "II".to_owned(),
            aql: "1.0".to_owned(),
            regime: "normal".to_owned(),
            letter: "J".to_owned(),
            used_letter: "J".to_owned(),
            sample_size: 80,
            inspected: 80,
            whole: false,
            accept: 2,
            reject: 3,
            counting: "defective-pieces".to_owned(),
        }
    }

    fn shown(view: &SamplingView, lang: Lang) -> String {
        let screen = Screen {
            words: Vocabulary::new(lang),
            ..Screen::default()
        };
        let mut out = Vec::new();
        plan(&mut out, view, &screen).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_plan_is_one_line() {
        assert_eq!(
            shown(&usual(), Lang::En),
            "J  n = 80  Ac 2  Re 3  (lot of 1200 pcs, level II, AQL 1.0, normal)\n"
        );
        assert_eq!(
            shown(&usual(), Lang::Zh),
            "J  n = 80  Ac 2  Re 3（批量 1200 pcs，检验水平 II，AQL 1.0，正常检验）\n"
        );
    }

    #[test]
    fn an_arrow_and_a_small_lot_are_said_in_words() {
        let view = SamplingView {
            lot_size: 10,
            unit: None,
            regime: "tightened".to_owned(),
            letter: "B".to_owned(),
            used_letter: "F".to_owned(),
            sample_size: 20,
            inspected: 10,
            whole: true,
            accept: 0,
            reject: 1,
            ..usual()
        };
        assert_eq!(
            shown(&view, Lang::En),
            "F  n = 20  Ac 0  Re 1  (lot of 10, level II, AQL 1.0, tightened)\n\
             the lot has the letter B, where the table's arrow leads to the plan of F\n\
             the lot is no larger than the sample: inspect every piece\n"
        );
        assert_eq!(
            shown(&view, Lang::Zh),
            "F  n = 20  Ac 0  Re 1（批量 10，检验水平 II，AQL 1.0，加严检验）\n\
             该批的字码为 B，按表中箭头改用 F 的方案\n\
             样本量不小于批量：全数检验\n"
        );
    }

    #[test]
    fn defects_and_a_gap_are_said_in_words() {
        let view = SamplingView {
            aql: "40".to_owned(),
            regime: "reduced".to_owned(),
            letter: "F".to_owned(),
            used_letter: "F".to_owned(),
            sample_size: 8,
            inspected: 8,
            accept: 7,
            reject: 10,
            counting: "defects".to_owned(),
            ..usual()
        };
        assert_eq!(
            shown(&view, Lang::En),
            "F  n = 8  Ac 7  Re 10  (lot of 1200 pcs, level II, AQL 40, reduced)\n\
             above AQL 10 defects are counted, not defective pieces: one piece may have several\n\
             if 8 to 9 are found, the lot is accepted and the next one inspected normally\n"
        );
        assert_eq!(
            shown(&view, Lang::Zh),
            "F  n = 8  Ac 7  Re 10（批量 1200 pcs，检验水平 II，AQL 40，放宽检验）\n\
             AQL 大于 10 时按不合格数计数，而非不合格品数：一件产品可有多处不合格\n\
             查出 8 至 9 个时接收该批，但下一批恢复正常检验\n"
        );
        let one = SamplingView {
            accept: 0,
            reject: 2,
            ..view
        };
        assert!(
            shown(&one, Lang::En).ends_with(
                "if 1 is found, the lot is accepted and the next one inspected normally\n"
            )
        );
        assert!(shown(&one, Lang::Zh).ends_with("查出 1 个时接收该批，但下一批恢复正常检验\n"));
    }
}
