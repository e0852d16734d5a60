//! Who was told of which lots, and what is called back of whom.

use super::*;

const FULL: &str =
    "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, product: {model: AX, lot: F1}}";
/// Blue got of both lots, Cargo only of F2.
const TRACE: &str = "trcbbb 11-02T10:00 wang trace: {lots: R7, touched: [F1, F2], customers: [\
    {customer: Blue, lot: F1, quantity: 20 pcs}, {customer: Blue, lot: F2, quantity: 30 pcs}, \
    {customer: Cargo, lot: F2, quantity: 7 pcs}]}";

fn rules() -> Rules {
    closing_by(
        "  accepted: {needs: [customers-told, recall-complete]}\n",
        "approvals: {recall: [{step: approve, role: general-manager}]}\n",
    )
}

/// A recall with an approval behind it.
fn recall(id: &str, time: &str, lots: &str, customers: &str) -> [String; 2] {
    let by = format!("p{}", &id[1..]);
    let by = by.replace('a', "b");
    [
        format!(
            "{id} 11-02T{time} li recall: {{decision: recall, lots: {lots}, reason: r, customers: {customers}}}"
        ),
        format!("{by} 11-02T{time} chen approve: {{for: {id}, role: general-manager}}"),
    ]
}

fn tell(id: &str, time: &str, of: &str, who: &str) -> String {
    format!("{id} 11-02T{time} li notify: {{{of}party: customer, who: {who}}}")
}

/// Each row: customer, lot, told, recall.
fn rows(log: &[&str]) -> Vec<String> {
    let rules = rules();
    let state = legal(&rules, log);
    let row = |one: &Reached| {
        let told = one.told.map(|seen| seen.id().as_str());
        let told = told.unwrap_or(if one.is_to_tell() { "to-do" } else { "-" });
        let recall = one.recall.map(|seen| seen.id().as_str());
        let recall = recall.unwrap_or(if one.stays { "stays" } else { "-" });
        let lots = one.lots.join("+");
        format!("{} {lots} {told} {recall}", one.customer())
    };
    reached(&state).iter().map(row).collect()
}

fn left_of(log: &[&str]) -> Vec<String> {
    let rules = rules();
    let state = legal(&rules, log);
    let thing = |one: &Left| match one {
        Left::Isolate(row, _) => format!("isolate {}", row.lot),
        Left::Tell(who, None) => format!("tell {who}"),
        Left::Tell(who, Some(recall)) => format!("tell {who} of {}", recall.id()),
        Left::CallBack(one) => {
            let quantity = one.quantity.as_ref();
            let quantity = quantity.map_or("?".to_owned(), ToString::to_string);
            format!(
                "call back {} {} {quantity}",
                one.customer,
                one.lots.join("+")
            )
        }
        Left::Await(of, rest) => {
            let rest = rest.as_ref().map_or("?".to_owned(), ToString::to_string);
            format!("await {} {rest}", of.customer)
        }
    };
    left(&state, &rules).iter().map(thing).collect()
}

#[test]
fn a_recall_covers_its_own_lots_and_customers() {
    let to_do = ["Blue F1 to-do -", "Blue F2 to-do -", "Cargo F2 to-do -"];
    assert_eq!(rows(&[FULL, TRACE]), to_do);
    let [called, approved] = recall(
        "rclbbb",
        "11:00",
        "F1",
        "{customer: Blue, quantity: 20 pcs}",
    );
    // One that waits covers what it names, one that was rejected nothing.
    let covered = ["Blue F1 - rclbbb", "Blue F2 to-do -", "Cargo F2 to-do -"];
    assert_eq!(rows(&[FULL, TRACE, &called]), covered);
    assert_eq!(rows(&[FULL, TRACE, &called, &approved]), covered);
    let rejected =
        "rjcbbb 11-02T11:10 chen reject: {for: rclbbb, role: general-manager, reason: r}";
    assert_eq!(rows(&[FULL, TRACE, &called, rejected]), to_do);
    // Who is told of that recall is not told of F2.
    let told = tell("tldbbb", "12:00", "for: rclbbb, ", "Blue");
    let log = [FULL, TRACE, &called, &approved, &told];
    let of_one = [
        "Blue F1 tldbbb rclbbb",
        "Blue F2 to-do -",
        "Cargo F2 to-do -",
    ];
    assert_eq!(rows(&log), of_one);
    let log = with(
        &log,
        &["tldccc 11-02T12:10 li notify: {party: customer, who: Blue}"],
    );
    assert_eq!(
        rows(&log)[..2],
        ["Blue F1 tldbbb rclbbb", "Blue F2 tldccc -"]
    );
    // F2 stays where it is, which Cargo need not be told.
    let log = with(
        &log[..4],
        &[
            "rclccc 11-02T13:00 li recall: {decision: no-recall, lots: F2, reason: harmless}",
            "pprccc 11-02T13:00 chen approve: {for: rclccc, role: general-manager}",
        ],
    );
    assert_eq!(
        rows(&log),
        ["Blue F1 - rclbbb", "Blue F2 - stays", "Cargo F2 - stays"]
    );
    // Of R7 it is one of all that was made of it.
    let all = "[{customer: Blue, quantity: 50 pcs}, {customer: Cargo, quantity: 7 pcs}]";
    let [called, _] = recall("rclbbb", "11:00", "R7", all);
    let covered = ["Blue F1 - rclbbb", "Blue F2 - rclbbb", "Cargo F2 - rclbbb"];
    assert_eq!(rows(&[FULL, TRACE, &called]), covered);
}

#[test]
fn a_notice_counts_for_what_was_traced_before_it() {
    let early = tell("tldbbb", "09:40", "", "Blue");
    assert_eq!(rows(&[FULL, &early, TRACE])[0], "Blue F1 to-do -");
    let later = tell("tldbbb", "10:10", "", "Blue");
    let again = TRACE.replace("trcbbb 11-02T10", "trcccc 11-02T12");
    // Traced again, nothing new is found of Blue, but for F3.
    let log = [FULL, TRACE, &later, &again];
    let told = ["Blue F1 tldbbb -", "Blue F2 tldbbb -", "Cargo F2 to-do -"];
    assert_eq!(rows(&log), told);
    let more = "trcddd 11-02T13:00 wang trace: {lots: F3, customers: {customer: Blue}}";
    assert_eq!(rows(&with(&log, &[more]))[3], "Blue F3 to-do -");
    // The first trace was wrong: that Blue got it is known since 12:00.
    let struck = "strbbb 11-02T12:30 wang strike: {for: trcbbb, reason: r}";
    assert_eq!(rows(&with(&log, &[struck]))[0], "Blue F1 to-do -");
    // A recall tells of its lots, traced or not.
    let [called, approved] = recall("rclbbb", "09:40", "R7", "{customer: Blue}");
    let told = tell("tldccc", "09:50", "for: rclbbb, ", "Blue");
    let log = [FULL, &called, &approved, &told, TRACE];
    let rows = rows(&log);
    assert_eq!(
        rows,
        [
            "Blue F1 tldccc rclbbb",
            "Blue F2 tldccc rclbbb",
            "Cargo F2 to-do -"
        ]
    );
}

#[test]
fn what_newer_data_show_more_is_called_back_once() {
    let all = "[{customer: Blue, quantity: 50 pcs}, {customer: Cargo, quantity: 7 pcs}]";
    let [called, approved] = recall("rclbbb", "11:00", "R7", all);
    let more = TRACE
        .replace("trcbbb 11-02T10", "trcccc 11-02T12")
        .replace("30 pcs", "40 pcs")
        .replace("]}", ", {customer: Dow, lot: F2, quantity: 3 pcs}]}");
    let log = [FULL, TRACE, &called, &approved, &more];
    let rules = rules();
    let next = |log: &[&str]| -> Vec<String> {
        let state = legal(&rules, log);
        let all = super::super::next(&case(log).opened_as, &state, &rules, at("11-02T13:00"));
        let all = all.into_iter().filter(|step| step.verb == "recall");
        all.map(|step| step.command).collect()
    };
    assert_eq!(next(&log[..4]), [""; 0]);
    // Of Blue's 60 the recall names 50, whichever lot the 10 are of.
    let left = [
        "tell Dow",
        "call back Blue F1+F2 10 pcs",
        "call back Dow F2 3 pcs",
        "tell Blue of rclbbb",
        "tell Cargo of rclbbb",
        "await Blue 50 pcs",
        "await Cargo 7 pcs",
    ];
    assert_eq!(left_of(&log), left);
    let command = "plaint recall 2611-0001 --decision recall --lot F1 --lot F2 --customer 'Blue 10 pcs' --customer 'Dow 3 pcs' --reason TEXT";
    assert_eq!(next(&log), [command]);
    let rest = "[{customer: Blue, quantity: 10 pcs}, {customer: Dow, quantity: 3 pcs}]";
    let [again, _] = recall("rclccc", "13:00", "[F1, F2]", rest);
    assert_eq!(next(&with(&log, &[&again])), [""; 0]);
    // A recall that names the quantity of one lot says nothing of the other.
    let [one, _] = recall(
        "rclbbb",
        "11:00",
        "F1",
        "{customer: Blue, quantity: 15 pcs}",
    );
    let command =
        "plaint recall 2611-0001 --decision recall --lot F1 --customer 'Blue 5 pcs' --reason TEXT";
    assert_eq!(next(&[FULL, TRACE, &one]), [command]);
}
