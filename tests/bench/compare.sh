#!/bin/sh
# Times whole processes, in registers of 1,000, 10,000 and 100,000 cases, in
# factories of as many lots, and in git histories of five commits a case:
#
#     tests/bench/compare.sh [FOLDER [COUNT...]]
#
# FOLDER keeps the registers, so that the next run need not make them again.
# Each line is the run with the median of the wall time, in milliseconds; the
# first run warms the cache and does not count. Steps are taken for good.
set -eu

cd "$(dirname "$0")/../.."
folder=${1:-/tmp/plaint-bench}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- 1000 10000 100000
RUNS=${RUNS:-7}
target=${CARGO_TARGET_DIR:-$PWD/target}/release
if [ -z "${NO_BUILD:-}" ]; then
    cargo build --release --quiet --bin plaint --example generate
fi
export GIT_AUTHOR_NAME=wang.min GIT_AUTHOR_EMAIL=wang.min@example.com
export GIT_COMMITTER_NAME=wang.min GIT_COMMITTER_EMAIL=wang.min@example.com
export PLAINT_NOW=2026-11-02T09:30:00+08:00

# A register, and a git history with a commit for each month.
make_register() {
    "$target/examples/generate" "$2" "$1"
    (
        cd "$2"
        git init --quiet
        git add cases/*.yaml
        git commit --quiet --no-verify -m rules
        for month in cases/*/*/; do
            git add "$month"
            git commit --quiet --no-verify -m "$month"
        done
    )
}

# time_it TIMES LABEL COMMAND...: wall, user and system time of one call, of so
# many in a row, and the peak of memory.
time_it() {
    times=$1 label=$2
    shift 2
    runs=$(mktemp)
    again='n=$1; shift; while [ "$n" -gt 0 ]; do "$@" >/dev/null 2>&1; n=$((n - 1)); done'
    sh -c "$again" - 1 "$@" || :
    i=0
    while [ $i -lt "$RUNS" ]; do
        /usr/bin/time -f '%e %U %S %M' -o "$runs.one" sh -c "$again" - "$times" "$@" || :
        tail -n 1 "$runs.one" >>"$runs"
        i=$((i + 1))
    done
    sort -n "$runs" | awk -v label="$label" -v times="$times" '
        { line[NR] = $0 }
        END {
            split(line[int((NR + 1) / 2)], of, " ")
            ms = 1000 / times
            printf "  %-16s %8.1f wall %8.1f user %8.1f sys %7.1f MB\n", label,
                of[1] * ms, of[2] * ms, of[3] * ms, of[4] / 1024
        }'
    rm -f "$runs" "$runs.one"
}

for count in "$@"; do
    register=$folder/$count
    [ -e "$register/.git" ] || make_register "$count" "$register"
    plaint=${PLAINT:-$target/plaint}
    echo "$count cases"
    (
        cd "$register"
        # An open case, and an ending of its number without leading zeros.
        open=$("$plaint" list --open --format csv | sed -n '2s/,.*//p')
        ending=${open%-*}-$(echo "${open#*-}" | sed 's/^0*//')
        time_it 50 "--version" "$plaint" --version
        time_it 50 "show" "$plaint" show "$open"
        time_it 1 "overdue" "$plaint" overdue
        time_it 1 "list" "$plaint" list
        time_it 1 "check" "$plaint" check
        time_it 1 "report summary" "$plaint" report summary
        time_it 1 "report pareto" "$plaint" report pareto --group model
        time_it 1 "report customers" "$plaint" report customers
        time_it 5 "note NUMBER" "$plaint" note "$open" "seen again"
        time_it 5 "note ENDING" "$plaint" note "$ending" "seen again"
        time_it 5 "classify" "$plaint" classify "$open" --criterion packing --scope single
        time_it 5 "open" "$plaint" open --customer Kestrel --description "does not fit" \
            --model AX-7 --defect crack
    )
done

# The lot in the middle of the rows that begin with those letters; rows within
# quoted cells do not begin so.
middle() {
    grep -h "^$1" cases/trace/lots-*.csv | cut -d, -f1 | awk '
        { lot[NR] = $0 } END { print lot[int((NR + 1) / 2)] }'
}

for count in "$@"; do
    register=$folder/lots-$count
    [ -e "$register/cases/trace/stock.csv" ] ||
        "$target/examples/generate" "$register" --factory "$count"
    plaint=${PLAINT:-$target/plaint}
    echo "$count lots"
    (
        cd "$register"
        raw=$(middle R) finished=$(middle L)
        time_it 1 "trace --back" "$plaint" trace "$finished" --back
        time_it 1 "trace --forward" "$plaint" trace "$raw" --forward
        time_it 1 "trace --mock" "$plaint" trace "$raw" --mock
        time_it 1 "trace LABEL" "$plaint" trace "LB-${finished#*-}" --as label
        time_it 1 "check" "$plaint" check
    )
done

# Cases with a history of five commits each.
for count in "$@"; do
    register=$folder/history-$count
    [ -e "$register/.git" ] ||
        "$target/examples/generate" "$register" --history --cases "$count" --commits $((count * 5))
    plaint=${PLAINT:-$target/plaint}
    echo "$count cases in git"
    (
        cd "$register"
        case=$("$plaint" list --format csv | sed -n '2s/,.*//p')
        time_it 1 "audit" "$plaint" audit
        time_it 1 "audit --since" "$plaint" audit --since HEAD~10
        time_it 1 "audit --staged" "$plaint" audit --staged
        time_it 1 "history" "$plaint" history "$case"
    )
done
