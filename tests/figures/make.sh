#!/bin/sh
# Makes the register whose figures were worked out by hand: thirty-nine
# complaints of 2025 and 2026, small enough to be counted on paper.
#
#   tests/figures/make.sh [FOLDER]
#
# writes FOLDER/cases (FOLDER is tests/figures/register unless said otherwise)
# with the program that PLAINT names (target/debug/plaint unless said
# otherwise). The same program gives the same bytes. Whoever changes it works
# out the figures in tests/figures anew.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:-$top/tests/figures/register}
plaint=${PLAINT:-$top/target/debug/plaint}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for name in $(env | sed -n 's/^\(GIT_[A-Z0-9_]*\)=.*/\1/p'); do unset "$name"; done
unset PLAINT_REGISTER PLAINT_NOW PLAINT_SEED
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null NO_COLOR=1
git init --quiet --initial-branch main "$work/register"
cd "$work/register"

# run PERSON TIME VERB ...; odd seconds show how halves are rounded
run() {
    person=$1
    time=$2
    shift 2
    GIT_AUTHOR_NAME=$person GIT_AUTHOR_EMAIL=$person@mill.example \
    PLAINT_NOW=$time PLAINT_SEED="$time $1 ${2:-} ${3:-}" \
        "$plaint" "$@" >"$work/said" 2>&1 && return
    echo "$person $time: plaint $*" >&2
    cat "$work/said" >&2
    exit 1
}
chen() { run chen.jie "$@"; }      # marketing
li() { run li.wei "$@"; }          # quality
wang() { run wang.min "$@"; }      # quality
sun() { run sun.yan "$@"; }        # head of quality
zhou() { run zhou.qiang "$@"; }    # production
he() { run he.jun "$@"; }          # general manager

# The number of a case's RMA.
number() {
    "$plaint" show "$1" --format json | sed -n 's/^ *"number": "\(.*\)",$/\1/p'
}

sun 2025-01-01T08:00 init

cat >cases/people.yaml <<'YAML'
people:
  chen.jie: {name: 陈洁, email: chen.jie@mill.example, roles: [marketing]}
  li.wei: {name: 李伟, email: li.wei@mill.example, roles: [quality]}
  wang.min: {name: 王敏, email: wang.min@mill.example, roles: [quality]}
  sun.yan: {name: 孙燕, email: sun.yan@mill.example, roles: [quality-head]}
  zhou.qiang: {name: 周强, email: zhou.qiang@mill.example, roles: [production]}
  he.jun: {name: 何军, email: he.jun@mill.example, roles: [general-manager]}
YAML

cat >cases/catalog.yaml <<'YAML'
defects:
  bright-line: {en: Bright line, zh: 亮线}
  mura: {en: Uneven brightness, zh: 云纹}
  scratch: {en: Scratch, zh: 划伤}
  label-wrong: {en: Wrong label, zh: 标签错误}
products:
  AX-7: {en: 7 inch display module, zh: 7 英寸显示模组}
  BL-12: {en: 12 inch backlight, zh: 12 英寸背光}
  TP-5: {en: 5 inch touch panel, zh: 5 英寸触摸屏}
customers:
  华东电子: {class: 重点, also: [East China Electronics], terms: {report: 24h}}
  Nordlicht GmbH: {class: key}
  Kestrel Inc: {}
  # These two never complained; goods went to the first of them.
  Halden AS: {class: key}
  Vesta Ltd: {class: ordinary}
YAML

mkdir cases/trace
cat >cases/trace/shipments-2025.csv <<'CSV'
lot,customer,date,quantity,unit
L2501-01,华东电子,2025-01-03,5000,pcs
L2501-02,Nordlicht GmbH,2025-01-10,1200,pcs
L2502-01,Kestrel Inc,2025-02-03,800,pcs
L2504-01,East China Electronics,2025-04-07,3000,pcs
L2507-01,Nordlicht GmbH,2025-06-30,700,pcs
L2507-01,Nordlicht GmbH,2025-07-01,300,pcs
L2507-09,Halden AS,2025-07-15,450,pcs
K2508-01,Nordlicht GmbH,2025-08-20,250.5,kg
L2512-01,华东电子,2025-12-31,1000,pcs
CSV
cat >cases/trace/shipments-2026.csv <<'CSV'
lot,customer,date,quantity,unit
L2601-01,华东电子,2026-01-05,9000,pcs
L2603-01,Nordlicht GmbH,2026-03-02,2000,pcs
L2604-01,Kestrel Inc,2026-04-01,1500,pcs
L2607-02,华东电子,2026-07-02,4000,pcs
K2607-03,Nordlicht GmbH,2026-07-06,1000,kg
L2609-01,华东电子,2026-09-01,2000,pcs
L2610-09,Halden AS,2026-10-12,600,pcs
L2611-03,Kestrel Inc,2026-11-02,640,pcs
CSV

# ------------------------------------------------------------------------ 2025

# A; every time limit kept, the action effective.
chen 2025-01-06T09:00 open --customer 华东电子 --channel phone --model AX-7 --lot L2501-01 --quantity '120 pcs' --defect bright-line --want report -d 亮线
li 2025-01-06T10:00 classify 2501-0001 --criterion function-lost --scope batch --nature quality
chen 2025-01-06T15:00:01 reply 2501-0001 --kind first --text 已收到
li 2025-01-07T08:30 reply 2501-0001 --kind interim --meets report --text 初步报告
zhou 2025-01-07T09:00 contain 2501-0001 --lot L2501-01 --place 成品仓 --action quarantine --quantity '860 pcs'
li 2025-01-10T10:00 investigate 2501-0001 --justified yes --occurrence 压头温度偏低 --escape 点灯只测静态画面 --category machine --party department --who production
li 2025-01-10T10:30 act 2501-0001 --kind corrective --text 双点测温 --owner zhou.qiang --due 2025-01-20
li 2025-01-16T10:00 reply 2501-0001 --kind final --text 报告
sun 2025-01-17T09:00 approve 2501-0001
zhou 2025-01-17T14:00 finish 2501-0001 已实施
chen 2025-01-20T10:00 compensate 2501-0001 --kind line-stop --amount '5000.00 CNY' --text 停线两小时
he 2025-01-20T15:00 approve 2501-0001
chen 2025-01-21T10:00 respond 2501-0001 --verdict accepted
sun 2025-02-20T09:00 evaluate 2501-0001 --verdict effective
li 2025-02-21T09:00 close 2501-0001 --basis accepted
chen 2025-02-25T09:00 survey 2501-0001 --score 5

# B; first reply, final reply and action late; charged to the supplier.
chen 2025-01-15T16:00 open --customer 'Nordlicht GmbH' --channel email --model BL-12 --lot L2501-02 --quantity '40 pcs' --defect mura -d 'Uneven brightness'
li 2025-01-16T10:00 classify 2501-0002 --criterion out-of-specification --scope several --nature quality
chen 2025-01-17T18:00 reply 2501-0002 --kind first --text Received
li 2025-01-24T10:00 investigate 2501-0002 --justified yes --occurrence 'Film of another gain' --escape 'Not tested' --category material --party supplier --who Kondor
li 2025-01-24T10:30 act 2501-0002 --kind corrective --text 'Test the film' --owner wang.min --due 2025-02-10
li 2025-02-12T10:00 reply 2501-0002 --kind final --text 'Film withdrawn'
sun 2025-02-14T10:00 approve 2501-0002
wang 2025-02-14T15:00 finish 2501-0002 'In the plan'
chen 2025-02-17T10:00 compensate 2501-0002 --kind sorting --amount '800.00 EUR' --paid-by supplier --party Kondor
he 2025-02-17T16:00 approve 2501-0002
chen 2025-02-18T10:00 respond 2501-0002 --verdict accepted
sun 2025-03-20T10:00 evaluate 2501-0002 --verdict effective
li 2025-03-21T10:00 close 2501-0002 --basis accepted

# C.
chen 2025-02-10T11:00 open --customer 'Kestrel Inc' --channel portal --model TP-5 --lot L2502-01 --quantity '8 pcs' --defect scratch -d 'Scratches'
wang 2025-02-11T09:00 classify 2502-0001 --criterion appearance --scope single --nature quality
chen 2025-02-12T16:00 reply 2502-0001 --kind first --text Received
wang 2025-02-28T10:00 reply 2502-0001 --kind final --text 'Tray changed'
chen 2025-03-05T10:00 respond 2502-0001 --verdict accepted
wang 2025-03-05T11:00 close 2502-0001 --basis accepted
chen 2025-03-06T09:00 survey 2502-0001 --score 4

# The complaint came at 23:30 in Greenwich: the first of April here. Closed
# without an answer.
chen 2025-04-01T09:30 open --customer 'Kestrel Inc' --channel email --model AX-7 --lot L2502-01 --quantity '15 pcs' --defect mura --when 2025-03-31T23:30:00Z -d 'Uneven'
li 2025-04-01T10:00 classify 2504-0001 --criterion appearance --scope several --nature quality
chen 2025-04-02T10:00 reply 2504-0001 --kind first --text Received
li 2025-04-29T17:00 reply 2504-0001 --kind final --text 'Within the limit samples'
chen 2025-06-04T10:00 remind 2504-0001 --text 'By e-mail'
chen 2025-06-20T10:00 confirm 2504-0001 --what no-answer --text 'No answer'
li 2025-06-23T10:00 close 2504-0001 --basis no-response

# B; like the first one, whose action had been found effective.
chen 2025-04-15T08:00 open --customer 华东电子 --channel phone --model AX-7 --lot L2504-01 --quantity '60 pcs' --defect bright-line --want report -d 又见亮线
li 2025-04-15T14:00 classify 2504-0002 --criterion unusable --scope single --nature quality
chen 2025-04-15T16:00 reply 2504-0002 --kind first --text 已收到
li 2025-04-17T09:00 reply 2504-0002 --kind interim --meets report --text 报告晚了
li 2025-04-25T10:00 investigate 2504-0002 --justified yes --occurrence 刀口磨损 --escape 抽检 --category machine --party department --who production
li 2025-04-25T10:30 act 2504-0002 --kind corrective --text 刀具计数 --owner zhou.qiang --due 2025-05-09
li 2025-04-25T10:40 act 2504-0002 --kind preventive --text 背面全检 --owner wang.min --due 2025-05-16
li 2025-05-06T10:00 reply 2504-0002 --kind final --text 报告
sun 2025-05-07T10:00 approve 2504-0002
zhou 2025-05-08T10:00 finish 2504-0002 '#6' 已实施
wang 2025-05-16T23:00 finish 2504-0002 '#7' 已实施
chen 2025-05-20T10:00 respond 2504-0002 --verdict accepted
sun 2025-06-16T10:00 evaluate 2504-0002 '#6' --verdict effective
li 2025-06-17T10:00 link 2504-0002 2501-0001 --as repeat
li 2025-06-17T10:00 close 2504-0002 --basis accepted
sun 2025-07-10T10:00 evaluate 2504-0002 '#7' --verdict effective

# B; refuted.
chen 2025-05-12T10:00 open --customer 'Nordlicht GmbH' --channel email --model AX-7 --lot L2501-02 --quantity '500 pcs' --defect scratch -d 'Scratches on all'
li 2025-05-12T16:00 classify 2505-0001 --criterion appearance --scope batch --nature quality
chen 2025-05-13T09:00 reply 2505-0001 --kind first --text Received
li 2025-05-20T10:00 verify 2505-0001 --method retained-sample --result refuted --text 'None on the retained samples'
li 2025-05-21T10:00 reply 2505-0001 --kind final --text 'Not confirmed'
sun 2025-05-21T15:00 approve 2505-0001
li 2025-05-26T10:00:01 close 2505-0001 --basis refuted --text 'Looked at together'

# D.
chen 2025-05-19T10:00 open --customer 'Kestrel Inc' --channel email --model TP-5 --lot L2502-01 --quantity '200 pcs' --defect label-wrong -d 'Old label'
wang 2025-05-20T10:00 classify 2505-0002 --criterion papers --scope single --nature delivery
wang 2025-05-21T10:00 reply 2505-0002 --kind final --text 'New labels sent'
chen 2025-05-28T10:00 respond 2505-0002 --verdict accepted
wang 2025-05-29T10:00 close 2505-0002 --basis accepted

# The second complaint of this year, told twice; nobody graded it.
chen 2025-06-03T09:00 open --customer 华东电子 --channel phone --model AX-7 --lot L2504-01 --quantity '60 pcs' --defect bright-line -d 仓库又来电
li 2025-06-03T15:00 link 2506-0001 2504-0002 --as duplicate
li 2025-06-03T15:10 close 2506-0001 --basis duplicate

# Half past midnight: July here, June in Greenwich. Two models, two lots; the
# carrier's.
cat >"$work/two.yaml" <<'YAML'
customer: Nordlicht GmbH
channel: portal
product: [{model: BL-12, lot: L2507-01}, {model: TP-5, lot: L2507-02}]
quantity: 30 pcs
defect: scratch
description: Boxes crushed
YAML
chen 2025-07-01T00:30 open --from "$work/two.yaml"
li 2025-07-01T10:00 classify 2507-0001 --criterion packing --scope single --nature delivery
chen 2025-07-04T10:00 reply 2507-0001 --kind first --text Received
li 2025-07-10T10:00 investigate 2507-0001 --justified yes --occurrence 'Crushed on the way' --escape 'Whole when it left' --party carrier --who 顺达物流
chen 2025-07-10T11:00 notify 2507-0001 --party carrier --who 顺达物流
chen 2025-07-11T10:00 compensate 2507-0001 --kind transport --amount '620.00 CNY' --paid-by carrier --party 顺达物流
he 2025-07-11T11:00 approve 2507-0001
li 2025-07-14T10:00 reply 2507-0001 --kind final --text 'The carrier pays'
li 2025-07-16T10:00 close 2507-0001 --basis not-ours --text 'The carrier agrees'

# No defect named; withdrawn, not graded.
chen 2025-07-21T10:00 open --customer 'Kestrel Inc' --channel phone --model AX-7 -d 'Something is wrong'
chen 2025-07-22T09:00 reply 2507-0002 --kind first --text 'What is?'
li 2025-07-25T17:00 close 2507-0002 --basis withdrawn --text 'It was the power supply'

# C; a question makes a late first reply one in time.
chen 2025-08-04T09:00 open --customer 'Nordlicht GmbH' --channel email --model TP-5 --lot K2508-01 --quantity '2.5 kg' --defect scratch -d Scratches
wang 2025-08-05T09:00 classify 2508-0001 --criterion appearance --scope several --nature quality
chen 2025-08-05T15:00 ask 2508-0001 'Which pieces?'
chen 2025-08-11T10:00 answer 2508-0001 'The upper ones'
chen 2025-08-12T17:00 reply 2508-0001 --kind first --text Received
wang 2025-08-27T10:00 reply 2508-0001 --kind final --text 'Roller cleaned'
chen 2025-09-01T10:00 respond 2508-0001 --verdict accepted
wang 2025-09-01T10:10 close 2508-0001 --basis accepted

# A, safety: released by the general manager; one action ineffective, and
# another in its place. Reopened, and closed again.
chen 2025-09-08T14:00 open --customer 华东电子 --channel visit --model BL-12 --lot L2504-02 --quantity '2 pcs' --defect mura --owner li.wei -d 过热变暗
li 2025-09-08T15:00 classify 2509-0001 --criterion safety --scope single --nature quality
chen 2025-09-09T13:00 reply 2509-0001 --kind first --text 已隔离
zhou 2025-09-09T20:00 contain 2509-0001 --lot L2504-02 --place 成品仓 --action stop-shipment --quantity '100 pcs'
li 2025-09-12T10:00 investigate 2509-0001 --justified yes --occurrence 桥连 --escape 未检 --category method --party department --who quality
li 2025-09-12T10:10 act 2509-0001 --kind containment --text 全检库存 --owner zhou.qiang --due 2025-09-15
li 2025-09-12T10:20 act 2509-0001 --kind corrective --text 换钢网 --owner zhou.qiang --due 2025-09-19
li 2025-09-12T10:30 act 2509-0001 --kind preventive --text 加检 --owner wang.min --due 2025-09-26
zhou 2025-09-15T16:00 finish 2509-0001 '#6' 已全检
zhou 2025-09-18T10:00 finish 2509-0001 '#7' 已换
li 2025-09-19T10:00 reply 2509-0001 --kind final --text 报告
sun 2025-09-19T16:00 approve 2509-0001
he 2025-09-22T10:00 approve 2509-0001
wang 2025-09-29T10:00 finish 2509-0001 '#8' 已加检
chen 2025-09-30T10:00 respond 2509-0001 --verdict accepted
sun 2025-10-27T10:00 evaluate 2509-0001 '#7' --verdict effective
sun 2025-11-03T10:00 evaluate 2509-0001 '#8' --verdict ineffective
li 2025-11-05T10:00 act 2509-0001 '#8' --kind preventive --text 换治具 --owner wang.min --due 2025-11-14
wang 2025-11-13T10:00 finish 2509-0001 '#18' 已换治具
sun 2025-12-15T10:00 evaluate 2509-0001 '#18' --verdict effective
sun 2025-12-15T10:10 evaluate 2509-0001 '#6' --verdict effective
li 2025-12-16T10:00 link 2509-0001 2501-0002 --as repeat
li 2025-12-16T10:00 close 2509-0001 --basis accepted
li 2026-01-12T10:00 reopen 2509-0001 --reason 客户再问
li 2026-01-20T10:00 reply 2509-0001 --kind supplementary --text 补充说明
sun 2026-01-20T15:00 approve 2509-0001
he 2026-01-21T09:00 approve 2509-0001
chen 2026-01-26T10:00 respond 2509-0001 --verdict accepted
li 2026-01-27T10:00 close 2509-0001 --basis accepted
chen 2026-01-28T10:00 survey 2509-0001 --score 3

# D; a payment struck again.
chen 2025-11-10T10:00 open --customer 'Kestrel Inc' --channel letter --model AX-7 --lot L2502-01 --quantity '10 pcs' --defect label-wrong -d 'Wrong label'
wang 2025-11-10T11:00 classify 2511-0001 --criterion papers --scope several --nature delivery
chen 2025-11-14T10:00 reply 2511-0001 --kind first --text Received
chen 2025-11-17T10:00 compensate 2511-0001 --kind discount --amount '90.00 EUR'
chen 2025-11-17T11:00 strike 2511-0001 '#4' --reason 'Of another complaint'
wang 2025-12-09T10:00 reply 2511-0001 --kind final --text 'Label changed'
chen 2025-12-12T10:00 respond 2511-0001 --verdict accepted
wang 2025-12-12T10:30 close 2511-0001 --basis accepted
chen 2025-12-15T10:00 survey 2511-0001 --score 2

# C; two payments of different currencies.
chen 2025-12-31T22:00 open --customer 华东电子 --channel portal --model TP-5 --lot L2512-01 --quantity '25 pcs' --defect scratch -d 划伤
wang 2026-01-04T10:00 classify 2512-0001 --criterion appearance --scope single --nature quality
chen 2026-01-05T10:00 reply 2512-0001 --kind first --text 已收到
chen 2026-01-09T10:00 compensate 2512-0001 --kind discount --amount '300.50 CNY'
he 2026-01-09T14:00 approve 2512-0001
chen 2026-01-12T11:00 compensate 2512-0001 --kind discount --amount '45.00 EUR'
he 2026-01-12T14:00 approve 2512-0001
wang 2026-02-03T10:00 reply 2512-0001 --kind final --text 托盘已换
chen 2026-02-09T10:00 respond 2512-0001 --verdict accepted
wang 2026-02-10T10:00 close 2512-0001 --basis accepted

# ------------------------------------------------------------------------ 2026

# B; an action that nobody finished in time, and one called off.
chen 2026-01-07T10:00 open --customer 华东电子 --channel phone --model AX-7 --lot L2601-01 --quantity '90 pcs' --defect bright-line --want report -d 亮线
li 2026-01-07T11:00 classify 2601-0001 --criterion function-lost --scope single --nature quality
chen 2026-01-07T16:00 reply 2601-0001 --kind first --text 已收到
li 2026-01-08T09:00 reply 2601-0001 --kind interim --meets report --text 报告
li 2026-01-16T10:00 investigate 2601-0001 --justified yes --occurrence 来料 --escape 未测 --category material --party supplier --who Kondor
li 2026-01-16T10:10 act 2601-0001 --kind corrective --text 来料加测 --owner li.wei --due 2026-01-30
li 2026-01-16T10:20 act 2601-0001 --kind like-product --text 查同类 --owner wang.min --due 2026-02-06
li 2026-01-28T10:00 reply 2601-0001 --kind final --text 报告
sun 2026-01-28T16:00 approve 2601-0001
li 2026-02-03T10:00 finish 2601-0001 '#6' 已加测
li 2026-02-04T10:00 cancel 2601-0001 '#7' --reason 无同类
chen 2026-02-05T10:00 respond 2601-0001 --verdict accepted
li 2026-02-06T10:00 link 2601-0001 2501-0001 --as repeat
li 2026-02-06T10:00 link 2601-0001 2504-0002 --as repeat
li 2026-02-06T10:00 close 2601-0001 --basis accepted
sun 2026-03-09T16:00 evaluate 2601-0001 --verdict effective

# C; no lot; graded and answered too late.
chen 2026-01-20T10:00 open --customer 'Nordlicht GmbH' --channel email --model BL-12 --quantity '6 pcs' --defect mura -d Uneven
wang 2026-01-23T10:00 classify 2601-0002 --criterion appearance --scope single --nature quality
wang 2026-03-05T10:00 reply 2601-0002 --kind final --text Explained
chen 2026-03-09T10:00 respond 2601-0002 --verdict accepted
li 2026-03-09T11:00 link 2601-0002 2501-0002 --as repeat
li 2026-03-09T11:00 link 2601-0002 2509-0001 --as repeat
wang 2026-03-09T11:00 close 2601-0002 --basis accepted

# Withdrawn, not graded, never answered.
chen 2026-02-25T10:00 open --customer 'Kestrel Inc' --channel phone --model TP-5 --lot L2502-01 --quantity '3 pcs' --defect mura -d Uneven
li 2026-02-26T10:00 close 2602-0001 --basis withdrawn --text 'Another maker'

# Lifted from B to A by the complaint of 7 January.
chen 2026-03-10T10:00 open --customer 'Nordlicht GmbH' --channel email --model AX-7 --lot L2603-01 --quantity '20 pcs' --defect bright-line -d 'Bright line'
li 2026-03-10T15:00 classify 2603-0001 --criterion function-lost --scope several --nature quality
chen 2026-03-11T09:00 reply 2603-0001 --kind first --text Received
zhou 2026-03-11T10:00 contain 2603-0001 --lot L2603-01 --place 成品仓 --action sort --quantity '50 pcs'
li 2026-03-17T10:00 investigate 2603-0001 --justified yes --occurrence 'Bond head' --escape 'Test at rest' --category machine --party department --who production
li 2026-03-17T10:10 act 2603-0001 --kind corrective --text 'Bond head changed' --owner zhou.qiang --due 2026-03-27
zhou 2026-03-26T10:00 finish 2603-0001 Changed
li 2026-03-26T11:00 reply 2603-0001 --kind final --text Report
sun 2026-03-30T10:00 approve 2603-0001
chen 2026-04-07T10:00 respond 2603-0001 --verdict accepted
chen 2026-04-08T10:00 compensate 2603-0001 --kind sorting --amount '1250.75 EUR' --when 2026-03-31T23:30:00Z
he 2026-04-08T15:00 approve 2603-0001
sun 2026-04-27T10:00 evaluate 2603-0001 --verdict effective
li 2026-04-28T10:00 link 2603-0001 2504-0002 --as repeat
li 2026-04-28T10:00 link 2603-0001 2601-0001 --as repeat
li 2026-04-28T10:00 close 2603-0001 --basis accepted
chen 2026-05-06T10:00 survey 2603-0001 --score 5

# D; done within a day.
chen 2026-03-16T08:00 open --customer 华东电子 --channel phone --model BL-12 --lot L2601-01 --quantity '1 pcs' --defect label-wrong -d 标签
wang 2026-03-16T09:00 classify 2603-0002 --criterion advice --scope single --nature service
wang 2026-03-16T10:30 reply 2603-0002 --kind final --text 已解释
chen 2026-03-16T14:00 respond 2603-0002 --verdict accepted
wang 2026-03-16T14:10 close 2603-0002 --basis accepted

# B; the first reply is a formal one, which had to be approved; disputed,
# answered again, late.
chen 2026-04-13T10:00 open --customer 'Kestrel Inc' --channel portal --model AX-7 --lot L2604-01 --quantity '75 pcs' --defect mura -d Uneven
li 2026-04-13T11:00 classify 2604-0001 --criterion out-of-specification --scope several --nature quality
li 2026-04-20T10:00 investigate 2604-0001 --justified yes --occurrence Film --escape 'Not tested' --category material --party supplier --who 明晖光学
li 2026-04-20T10:10 act 2604-0001 --kind corrective --text 'Measure haze' --owner wang.min --due 2026-04-30
wang 2026-04-29T10:00 finish 2604-0001 Measured
li 2026-05-06T10:00 reply 2604-0001 --kind final --text Report
sun 2026-05-06T16:00 approve 2604-0001
chen 2026-05-11T10:00 respond 2604-0001 --verdict disputed
li 2026-05-14T10:00 investigate 2604-0001 --justified yes --occurrence Film --escape 'Haze not tested' --category measurement --party department --who quality
li 2026-05-20T10:00 reply 2604-0001 --kind supplementary --text 'More of it'
sun 2026-05-20T15:00 approve 2604-0001
chen 2026-05-28T10:00 respond 2604-0001 --verdict accepted
sun 2026-06-05T10:00 evaluate 2604-0001 --verdict effective
li 2026-06-08T10:00 close 2604-0001 --basis accepted
chen 2026-06-09T10:00 survey 2604-0001 --score 4

# B; two models of one lot each; its payment is not divided.
cat >"$work/two.yaml" <<'YAML'
customer: East China Electronics
channel: visit
product: [{model: TP-5, lot: L2601-01}, {model: AX-7, lot: L2601-01}]
quantity: 44 pcs
defect: scratch
description: 两种产品都有划伤
YAML
chen 2026-05-06T09:00 open --from "$work/two.yaml"
li 2026-05-06T15:00 classify 2605-0001 --criterion fit --scope batch --nature quality
chen 2026-05-07T08:59 reply 2605-0001 --kind first --text 已收到
li 2026-05-12T10:00 investigate 2605-0001 --justified yes --occurrence 托盘 --escape 未检 --category man --party department --who production
li 2026-05-12T10:10 act 2605-0001 --kind corrective --text 换托盘 --owner zhou.qiang --due 2026-05-22
zhou 2026-05-22T18:00 finish 2605-0001 已换
li 2026-05-25T10:00 reply 2605-0001 --kind final --text 报告
sun 2026-05-26T23:00 approve 2605-0001
chen 2026-05-27T10:00 compensate 2605-0001 --kind sorting --amount '2400.00 CNY'
he 2026-05-27T15:00 approve 2605-0001
chen 2026-06-01T10:00 respond 2605-0001 --verdict accepted
li 2026-06-02T10:00 close 2605-0001 --basis accepted
sun 2026-11-02T10:00 evaluate 2605-0001 --verdict effective

# C; closed, and open again since October.
chen 2026-05-18T10:00 open --customer 'Nordlicht GmbH' --channel email --model BL-12 --lot L2603-01 --quantity '9 pcs' --defect mura -d Uneven
wang 2026-05-18T15:00 classify 2605-0002 --criterion appearance --scope single --nature quality
chen 2026-05-20T10:00 reply 2605-0002 --kind first --text Received
wang 2026-06-10T10:00 reply 2605-0002 --kind final --text Explained
chen 2026-06-15T10:00 respond 2605-0002 --verdict accepted
li 2026-06-15T10:30 link 2605-0002 2509-0001 --as repeat
wang 2026-06-15T10:30 close 2605-0002 --basis accepted
wang 2026-10-12T10:00 reopen 2605-0002 --reason 'Seen again'

# C; open, its final reply long overdue.
chen 2026-06-22T10:00 open --customer 'Kestrel Inc' --channel portal --model TP-5 --lot L2604-01 --quantity '12 pcs' --defect scratch -d Scratches
wang 2026-06-23T10:00 classify 2606-0001 --criterion appearance --scope several --nature quality
chen 2026-06-24T10:00 reply 2606-0001 --kind first --text Received

# D.
chen 2026-06-29T10:00 open --customer 华东电子 --channel phone --model AX-7 --lot L2601-02 --quantity '5 pcs' --defect scratch -d 划伤
wang 2026-06-29T14:00 classify 2606-0002 --criterion storage-or-use --scope single --nature quality
chen 2026-06-30T10:00 reply 2606-0002 --kind first --text 已收到
wang 2026-07-20T10:00 reply 2606-0002 --kind final --text 搬运所致
chen 2026-07-27T10:00 respond 2606-0002 --verdict accepted
wang 2026-07-27T10:30 close 2606-0002 --basis accepted

# C; the customer's own.
chen 2026-07-06T10:00 open --customer 'Nordlicht GmbH' --channel email --model TP-5 --lot K2607-03 --quantity '12.25 kg' --defect mura -d Uneven
li 2026-07-06T14:00 classify 2607-0001 --criterion appearance --scope single --nature quality
chen 2026-07-08T10:00 reply 2607-0001 --kind first --text Received
li 2026-07-13T10:00 investigate 2607-0001 --justified no --party customer --who 'Nordlicht GmbH' --text 'Stored in the sun'
li 2026-07-14T10:00 reply 2607-0001 --kind final --text 'Stored in the sun'
chen 2026-07-14T11:00 notify 2607-0001 --party customer --who 'Nordlicht GmbH'
li 2026-07-15T10:00 close 2607-0001 --basis not-ours --text 'Agreed by telephone'

# Lifted from B to A by the one of May; open: an action overdue, a payment that waits, a late opinion.
chen 2026-07-20T10:00 open --customer 华东电子 --channel portal --model BL-12 --lot L2607-02 --quantity '300 pcs' --defect mura --owner wang.min -d 偏暗
li 2026-07-20T11:00 classify 2607-0002 --criterion appearance --scope batch --nature quality
li 2026-07-20T12:00 assign 2607-0002 --to production --text 查膜材
chen 2026-07-21T09:00 reply 2607-0002 --kind first --text 已收到 --when 2026-07-20T18:00
zhou 2026-07-24T12:00 opinion 2607-0002 换批 --impact 三百片
li 2026-08-03T10:00 investigate 2607-0002 --justified yes --occurrence 换批 --escape 未测 --category material --party supplier --who 明晖光学
li 2026-08-03T10:10 act 2607-0002 --kind corrective --text 每批五点 --owner wang.min --due 2026-08-31
li 2026-08-03T10:20 act 2607-0002 --kind containment --text 退换膜材 --owner zhou.qiang --due 2026-12-15
chen 2026-08-05T10:00 compensate 2607-0002 --kind sorting --amount '1500.00 CNY' --paid-by supplier --party 明晖光学
he 2026-08-05T15:00 approve 2607-0002
chen 2026-11-19T10:00 compensate 2607-0002 --kind other --amount '777.00 CNY'
li 2026-11-19T10:00 link 2607-0002 2509-0001 --as repeat

# B; closed while an action goes on; evaluated late, and the same again on the
# day after.
chen 2026-08-03T10:00 open --customer 'Kestrel Inc' --channel email --model AX-7 --lot L2604-01 --quantity '33 pcs' --defect bright-line -d 'Bright line'
li 2026-08-03T15:00 classify 2608-0001 --criterion unusable --scope single --nature quality
chen 2026-08-05T10:00 reply 2608-0001 --kind first --text Received
li 2026-08-10T10:00 investigate 2608-0001 --justified yes --occurrence 'Bond head again' --escape 'Test at rest' --category machine --party department --who production
li 2026-08-10T10:10 act 2608-0001 --kind corrective --text 'New bond head' --owner zhou.qiang --due 2026-08-28
li 2026-08-10T10:20 act 2608-0001 --kind preventive --text 'Test warm' --owner wang.min --due 2026-11-30
zhou 2026-08-27T10:00 finish 2608-0001 '#5' Done
li 2026-08-28T10:00 reply 2608-0001 --kind final --text Report
sun 2026-08-28T15:00 approve 2608-0001
chen 2026-09-07T10:00 respond 2608-0001 --verdict accepted
li 2026-09-08T10:00 link 2608-0001 2601-0001 --as repeat
li 2026-09-08T10:00 link 2608-0001 2603-0001 --as repeat
li 2026-09-08T10:00 close 2608-0001 --basis accepted --outlive '#6'
sun 2026-10-19T10:00 evaluate 2608-0001 '#5' --verdict effective

# C; refuted; a report asked for and no longer wanted.
chen 2026-08-17T10:00 open --customer 华东电子 --channel portal --model TP-5 --lot L2607-02 --quantity '700 pcs' --defect label-wrong -d 标签
li 2026-08-17T11:00 classify 2608-0002 --criterion papers --scope widespread --nature delivery
chen 2026-08-17T12:00 request 2608-0002 report --text 要报告
chen 2026-08-17T18:00 cancel 2608-0002 '#3' --reason 不要了
chen 2026-08-18T10:00 reply 2608-0002 --kind first --text 已收到
li 2026-08-24T10:00 verify 2608-0002 --method photographs --result refuted --text 标签无误
li 2026-08-25T10:00 reply 2608-0002 --kind final --text 标签无误
li 2026-08-26T10:00 close 2608-0002 --basis refuted --text 客户同意

# The one of July, told again.
chen 2026-08-20T10:00 open --customer 华东电子 --channel phone --model BL-12 --lot L2607-02 --quantity '300 pcs' --defect mura -d 催办
li 2026-08-20T15:00 link 2608-0003 2607-0002 --as duplicate
li 2026-08-21T15:10 close 2608-0003 --basis duplicate

# A; goods come back, are disposed of late and replaced.
chen 2026-09-01T10:00 open --customer 华东电子 --channel phone --model AX-7 --lot L2607-02 --quantity '50 pcs' --defect bright-line --want replacement -d 停线
li 2026-09-01T11:00 classify 2609-0001 --criterion production-stop --scope single --nature quality
chen 2026-09-01T12:00 reply 2609-0001 --kind first --text 已收到
zhou 2026-09-01T13:00 contain 2609-0001 --lot L2607-02 --place 成品仓 --action quarantine --quantity '200 pcs'
chen 2026-09-01T14:00 rma 2609-0001 --reason quality --way return --replenish yes
sun 2026-09-02T10:00 approve 2609-0001
chen 2026-09-03T10:00 replace 2609-0001 --quantity 50 --by-day 2026-09-15
sun 2026-09-04T10:00 approve 2609-0001
zhou 2026-09-07T10:00 receive 2609-0001 --number "$(number 2609-0001)" --quantity 50 --packing original --marking marked --sorting sorted
li 2026-09-08T10:00 inspect 2609-0001 --good 38 --defective bright-line=12
li 2026-09-10T10:00 disposition 2609-0001 --item 'restock all good' --item 'scrap all defective' --mark 客退
sun 2026-09-14T10:00 approve 2609-0001
zhou 2026-09-16T10:00 ship 2609-0001 --delivery-note DN-1
chen 2026-09-18T10:00 accept 2609-0001
li 2026-09-18T10:30 investigate 2609-0001 --justified yes --occurrence 压头 --escape 静态 --category machine --party department --who production --when 2026-09-11T10:00
li 2026-09-18T11:00 act 2609-0001 --kind corrective --text 换压头 --owner zhou.qiang --due 2026-10-09
li 2026-09-18T12:00 reply 2609-0001 --kind final --text 报告
sun 2026-09-18T16:00 approve 2609-0001
zhou 2026-10-13T10:00 finish 2609-0001 已换
chen 2026-10-14T10:00 compensate 2609-0001 --kind line-stop --amount '12000.00 CNY'
he 2026-10-15T10:00 approve 2609-0001
chen 2026-10-16T10:00 compensate 2609-0001 --kind other --amount '66.00 CNY' --text 加班餐费
he 2026-10-16T15:00 reject 2609-0001 --reason 自理
li 2026-10-16T15:00 link 2609-0001 2601-0001 --as repeat
li 2026-10-16T15:00 link 2609-0001 2603-0001 --as repeat

# Lifted from C to B by the one of July; a question is open: paused.
chen 2026-09-21T10:00 open --customer 'Kestrel Inc' --channel email --model BL-12 --lot L2604-01 --quantity '4 pcs' --defect mura -d Uneven
wang 2026-09-21T15:00 classify 2609-0002 --criterion appearance --scope single --nature quality
chen 2026-09-21T16:00 ask 2609-0002 'At which angle?'
li 2026-09-22T10:00 link 2609-0002 2509-0001 --as repeat
li 2026-09-22T10:00 link 2609-0002 2607-0002 --as repeat

# B; the final reply waits for its approval.
chen 2026-10-09T10:00 open --customer 'Nordlicht GmbH' --channel email --model AX-7 --lot L2603-01 --quantity '18 pcs' --defect mura -d Uneven
li 2026-10-09T15:00 classify 2610-0001 --criterion out-of-specification --scope single --nature quality
chen 2026-10-10T09:00 reply 2610-0001 --kind first --text Received
li 2026-10-26T10:00 investigate 2610-0001 --justified yes --occurrence Film --escape 'Not tested' --category environment --party department --who quality
li 2026-10-26T10:10 act 2610-0001 --kind corrective --text 'Cleaner room' --owner wang.min --due 2026-11-20
li 2026-10-26T10:20 act 2610-0001 --kind preventive --text 'Count dust' --owner li.wei --due 2026-11-23
li 2026-11-20T11:00 reply 2610-0001 --kind final --text Report
wang 2026-11-20T18:00 finish 2610-0001 '#5' Cleaned
li 2026-11-20T18:00 link 2610-0001 2604-0001 --as repeat

# C; replied, no answer yet.
chen 2026-10-19T10:00 open --customer 华东电子 --channel phone --model TP-5 --lot L2609-01 --quantity '7 pcs' --defect scratch -d 划伤
wang 2026-10-20T10:00 classify 2610-0002 --criterion appearance --scope single --nature quality
chen 2026-10-21T23:59 reply 2610-0002 --kind first --text 已收到
wang 2026-11-12T10:00 reply 2610-0002 --kind final --text 托盘

# Raised to A by the one of September; disputed.
chen 2026-10-20T17:00 open --customer 'Kestrel Inc' --channel portal --model AX-7 --lot L2609-01 --quantity '21 pcs' --defect bright-line -d 'Bright line'
li 2026-10-21T10:00 classify 2610-0003 --criterion function-lost --scope single --nature quality
chen 2026-10-21T16:00 reply 2610-0003 --kind first --text Received
li 2026-10-30T10:00 investigate 2610-0003 --justified yes --occurrence 'Bond head' --escape 'At rest' --category machine --party department --who production
li 2026-11-02T10:00 reply 2610-0003 --kind final --text Report
sun 2026-11-03T10:00 approve 2610-0003
chen 2026-11-18T10:00 respond 2610-0003 --verdict disputed
li 2026-11-18T10:00 link 2610-0003 2601-0001 --as repeat
li 2026-11-18T10:00 link 2610-0003 2603-0001 --as repeat
li 2026-11-18T10:00 link 2610-0003 2608-0001 --as repeat

# Nobody graded it, nobody answered.
chen 2026-11-17T10:00 open --customer 华东电子 --channel phone --model AX-7 --lot L2609-01 --quantity '11 pcs' --defect bright-line --want report -d 亮线
li 2026-11-17T10:00 link 2611-0001 2601-0001 --as repeat
li 2026-11-17T10:00 link 2611-0001 2603-0001 --as repeat
li 2026-11-17T10:00 link 2611-0001 2608-0001 --as repeat

# D; in time so far.
chen 2026-11-19T10:00 open --customer 'Nordlicht GmbH' --channel web --model TP-5 --lot L2603-01 --quantity '2 pcs' --defect label-wrong -d Label
wang 2026-11-19T15:00 classify 2611-0002 --criterion papers --scope single --nature delivery

# A, a fatal defect: who has the lot, and is it called back?
chen 2026-11-19T16:00 open --customer 'Kestrel Inc' --channel phone --model BL-12 --lot L2611-03 --quantity '1 pcs' --defect mura -d 'It smokes'
li 2026-11-19T17:00 classify 2611-0003 --criterion fatal-defect --scope single --nature quality
chen 2026-11-19T18:00 reply 2611-0003 --kind first --text 'Switch it off'
li 2026-11-19T18:30 notify 2611-0003 --party department --who marketing
zhou 2026-11-20T12:00 contain 2611-0003 --lot L2611-03 --place 成品仓 --action quarantine --quantity '10 pcs'
li 2026-11-20T12:00 link 2611-0003 2509-0001 --as repeat
li 2026-11-20T12:00 link 2611-0003 2607-0002 --as repeat

# Two lots, no defect; a question open.
cat >"$work/two.yaml" <<'YAML'
customer: Nordlicht GmbH
channel: email
product: [{model: AX-7, lot: L2603-01}, {model: AX-7, lot: L2603-02}]
quantity: 3 pcs
description: Something about the clips
YAML
chen 2026-11-20T15:00 open --from "$work/two.yaml"
chen 2026-11-20T16:00 ask 2611-0004 'What about them?'

# Of this morning.
chen 2026-11-23T08:00 open --customer 华东电子 --channel phone --model BL-12 --lot L2609-01 --quantity '2 pcs' --defect mura -d 偏暗
li 2026-11-23T08:00 link 2611-0005 2509-0001 --as repeat
li 2026-11-23T08:00 link 2611-0005 2607-0002 --as repeat

mkdir -p "$out"
rm -rf "$out/cases"
cp -R cases "$out/"
