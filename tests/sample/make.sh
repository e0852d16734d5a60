#!/bin/sh
# Makes the sample register: one year's second half in a display factory that
# does not exist, with people and customers who do not exist either.
#
#   tests/sample/make.sh [FOLDER]
#
# writes FOLDER/cases and FOLDER/schemas (FOLDER is the top of the repository
# unless said otherwise). Everything is entered with the program itself, which
# PLAINT names (target/debug/plaint unless said otherwise), by the person and
# at the time that each line starts with. The same program gives the same bytes.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
here=$top/tests/sample
out=${1:-$top}
plaint=${PLAINT:-$top/target/debug/plaint}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Nothing of the machine may show: no settings of git, no register elsewhere.
for name in $(env | sed -n 's/^\(GIT_[A-Z0-9_]*\)=.*/\1/p'); do unset "$name"; done
unset PLAINT_REGISTER PLAINT_NOW PLAINT_SEED
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null NO_COLOR=1
git init --quiet --initial-branch main "$work/register"
cd "$work/register"

# run PERSON MM-DDTHH:MM VERB ...
run() {
    person=$1
    time=$2
    shift 2
    name=${2:-} name=${name##*/}
    GIT_AUTHOR_NAME=$person GIT_AUTHOR_EMAIL=$person@lanhai.example \
    PLAINT_NOW=2026-$time PLAINT_SEED="$time $1 $name" \
        "$plaint" "$@" >"$work/said" 2>&1 && return
    echo "$person $time: plaint $*" >&2
    cat "$work/said" >&2
    exit 1
}
chen() { run chen.jie "$@"; }      # marketing
brandt() { run sofie.brandt "$@"; } # marketing, Europe and America
zhao() { run zhao.lei "$@"; }      # customer service, until the end of September
qian() { run qian.yu "$@"; }       # customer service, from October on
li() { run li.wei "$@"; }          # quality
wang() { run wang.min "$@"; }      # quality; deputy head in October
sun() { run sun.yan "$@"; }        # head of quality
zhou() { run zhou.qiang "$@"; }    # production
he() { run he.jun "$@"; }          # general manager

# The number of a case's RMA.
number() {
    "$plaint" show "$1" --format json | sed -n 's/^ *"number": "\(.*\)",$/\1/p'
}

# ---------------------------------------------------------------- the register

sun 07-01T08:30 init

cat >cases/people.yaml <<'YAML'
# yaml-language-server: $schema=../schemas/people.schema.json
# Everybody who enters, decides or owes something. git's author is matched by
# e-mail address. Somebody who leaves gets `until:` and stays in the file: old
# entries name them.
people:
  chen.jie:
    name: 陈洁
    email: chen.jie@lanhai.example
    roles: [marketing]
  sofie.brandt:
    name: Sofie Brandt
    email: [sofie.brandt@lanhai.example, brandt@lanhai-europe.example]
    roles: [marketing]
  zhao.lei:
    name: 赵磊
    email: zhao.lei@lanhai.example
    roles: [customer-service]
    until: 2026-09-30
  qian.yu:
    name: 钱玉
    email: qian.yu@lanhai.example
    roles: [customer-service]
    from: 2026-10-01
  li.wei:
    name: 李伟
    email: li.wei@lanhai.example
    roles: [quality]
  wang.min:
    name: 王敏
    email: wang.min@lanhai.example
    # Deputy while the head of quality was away.
    roles: [quality, {role: quality-head, from: 2026-10-12, until: 2026-10-30}]
  sun.yan:
    name: 孙燕
    email: sun.yan@lanhai.example
    roles: [quality-head]
  zhou.qiang:
    name: 周强
    email: zhou.qiang@lanhai.example
    roles: [production]
  he.jun:
    name: 何军
    email: he.jun@lanhai.example
    roles: [general-manager]
YAML

cat >cases/catalog.yaml <<'YAML'
# yaml-language-server: $schema=../schemas/catalog.schema.json
# What is entered is checked against these lists.
defects:
  bright-line: {en: Bright line, zh: 亮线}
  dead-pixel: {en: Dead pixel, zh: 坏点}
  mura: {en: Uneven brightness, zh: 云纹}
  light-leak: {en: Light leak, zh: 漏光}
  flicker: {en: Flicker, zh: 闪屏}
  touch-dead: {en: Touch does not respond, zh: 触摸失灵}
  scratch: {en: Scratch, zh: 划伤}
  overheat: {en: Overheating, zh: 过热}
  label-wrong: {en: Wrong label, zh: 标签错误}
  packing-damage: {en: Damaged packing, zh: 包装破损}
  papers-missing: {en: Papers missing, zh: 单据缺失}
products:
  AX-7: {en: 7 inch display module, zh: 7 英寸显示模组}
  AX-10: {en: 10 inch display module, zh: 10 英寸显示模组}
  TP-5: {en: 5 inch touch panel, zh: 5 英寸触摸屏}
  BL-12: {en: 12 inch backlight, zh: 12 英寸背光}
  DM-43: {en: 43 inch digital sign, zh: 43 英寸广告机}
customers:
  华东电子: {class: key, also: [East China Electronics], terms: {report: 24h}}
  星河汽车电子: {class: key, also: [Galaxy Automotive], terms: {report: 2wd, first-reply: 8h}}
  海晏家电: {class: ordinary}
  宏达仪表: {class: ordinary}
  Nordlicht GmbH: {class: key}
  Aurora Medical Systems Ltd: {class: key}
  Kestrel Avionics Inc: {class: ordinary}
  Pampero Instrumentos S.A.: {class: ordinary}
  # A private buyer: who it is stands in a file that is not in git.
  C-0417: {class: private}
YAML

sed 's/^# hours:/hours:/' cases/calendar.yaml >"$work/calendar" && cp "$work/calendar" cases/calendar.yaml

# Until the end of July replies to C and D were given more time; the limits
# that came with the program are in force from August on.
sed 's/^effective: .*/effective: 2026-08-01/' cases/policy.yaml >"$work/august.yaml"
sed -e 's/^effective: .*/effective: 2026-01-01/' \
    -e 's/{A: 24h, B: 24h, C: 2wd, D: 3wd}/{A: 24h, B: 24h, C: 3wd, D: 5wd}/' \
    cases/policy.yaml >"$work/january.yaml"
# Who keeps which record of a lot, and how much of one may be scrap.
for policy in january august; do
    cat >>"$work/$policy.yaml" <<'YAML'

trace:
  links:
    warehouse: customer-service
    label: production
    ink-code: production
    inspection-report: quality
    production-record: production
    materials: production
    requisition: production
    item: quality
    goods-in: quality
    supplier: quality
    supplier-lot: quality
  unaccounted: 0.5 %
YAML
done
cp "$work/january.yaml" cases/policy.yaml

# What the ERP says about lots, as it was exported on the last day.
cp -R "$here/files/trace" cases/trace

# ------------------------------------------------------------------------ July

# What was open in the spreadsheet kept until June comes over, and is finished.
li 07-01T09:30 import "$here/files/old-system.csv" --map "$here/files/old-system.map.yaml"
zhao 07-01T10:00 reply 2606-0001 --when 2026-06-10T16:00 --kind first --text '已收到，请寄回不良品'
li 07-02T15:00 reply 2606-0001 --kind final --text '偏光片贴附压力偏大，已下调并加做暗场全检'
zhao 07-06T09:40 respond 2606-0001 '#4' --verdict accepted
li 07-06T10:00 close 2606-0001 --basis accepted
brandt 07-01T15:10 reply 2606-0002 --when 2026-06-17T15:00 --kind final --text 'Packing list corrected and sent again'
brandt 07-01T15:15 respond 2606-0002 '#3' --when 2026-06-22T17:00 --verdict accepted
li 07-02T09:00 close 2606-0002 --basis accepted
zhao 07-01T10:10 reply 2606-0003 --when 2026-06-25T09:30 --kind first --text '已收到，安排上门更换'
wang 07-07T10:00 investigate 2606-0003 --justified yes --occurrence '电源板散热片螺钉漏锁' --escape '老化测试只测 30 分钟，未到温升稳定' \
    --category man --party department --who production
wang 07-07T10:20 act 2606-0003 --kind corrective --text '产线增加螺钉锁附计数，缺一报警' --owner zhou.qiang --due 2026-07-10
wang 07-08T14:30 reply 2606-0003 --kind final --text '电源板散热片螺钉漏锁，已更换；产线增加锁附计数'
sun 07-08T16:00 approve 2606-0003
zhou 07-10T15:00 finish 2606-0003 '锁附计数已启用，扭力枪联动'
zhao 07-13T10:20 respond 2606-0003 --verdict accepted
wang 07-13T11:00 close 2606-0003 --basis accepted

# 0001: the whole way of a grave one: treated at the customer's, the bad pieces
# brought back, scrapped and replaced.
chen 07-03T09:12 open --customer 华东电子 --reference HD-QA-2207 --channel phone --model AX-7 --lot L2606-11 \
    --quantity '1200 pcs' --defect bright-line --order-kind MO --order MO-260418 --want report --want replacement \
    --description '上线后 38 块面板出现竖向亮线，不良率 3.2%，客户产线已停'
li 07-03T10:05 classify 2607-0001 --criterion production-stop --criterion function-lost --scope batch --nature quality
chen 07-03T11:30 reply 2607-0001 --kind first --text '已收到，L2606-11 批次库存已隔离，工程师今日到场分选'
zhou 07-03T11:35 contain 2607-0001 --lot L2606-11 --place 成品仓 --action quarantine --quantity '860 pcs'
chen 07-03T11:40 rma 2607-0001 --reason quality --way on-site --replenish yes --team 李伟 --team 王敏 --by-day 2026-07-06 \
    --text '在客户产线旁分选'
sun 07-03T13:00 approve 2607-0001
li 07-03T16:40 attach 2607-0001 "$here/files/AX-7-bright-line.png" --text '客户产线照片，第 512 列'
li 07-06T17:00 inspect 2607-0001 --good 1159 --defective bright-line=41
li 07-06T17:10 note 2607-0001 '分选 1200 块：亮线 41 块，其余 1159 块复测合格'
li 07-06T17:20 disposition 2607-0001 --item 'leave 1159' --item 'bring-back 41'
sun 07-07T08:40 approve 2607-0001
chen 07-07T09:30 replace 2607-0001 --quantity 41 --by-day 2026-07-15
sun 07-07T10:10 approve 2607-0001
zhou 07-08T10:00 receive 2607-0001 --number "$(number 2607-0001)" --quantity 41 --packing original --marking marked --sorting sorted
li 07-08T14:50 disposition 2607-0001 --item 'scrap 41'
sun 07-08T15:20 approve 2607-0001
li 07-08T16:00 reply 2607-0001 --kind interim --meets report --text '初步判断：邦定压头温度偏低，ACF 导电粒子未充分压破'
li 07-09T14:00 investigate 2607-0001 --justified yes --occurrence '邦定压头热电偶松脱，压头温度偏低，ACF 导电粒子未充分压破' \
    --escape '点灯检验在常温做，开路在升温后才出现' --why '亮线：数据线开路' --why 'ACF 导电粒子未压破' --why '压头实际温度低 18 ℃' \
    --why '热电偶松脱，显示值仍正常' --category machine --party department --who production
li 07-09T14:20 act 2607-0001 --kind corrective --text '热电偶加锁紧螺母，双点测温互检，偏差 5 ℃ 停机' --owner zhou.qiang --due 2026-07-13
li 07-09T14:30 act 2607-0001 --kind preventive --text '点灯检验改在 50 ℃ 下做' --owner wang.min --due 2026-07-14
zhou 07-13T09:00 finish 2607-0001 '#19' '12 台压头全部改完，停机联锁验证合格'
chen 07-13T10:00 ship 2607-0001 --delivery-note 30611 --carrier 顺达物流
wang 07-14T11:00 finish 2607-0001 '检验箱温度 50 ℃，作业指导书已换版'
li 07-15T14:30 reply 2607-0001 --kind final --meets report --file "$here/files/2607-0001-8D.txt"
sun 07-15T16:05 approve 2607-0001 --reason '根本原因与验证数据齐全'
chen 07-16T09:10 accept 2607-0001 --text '客户仓库签收 41 块'
chen 07-16T11:00 compensate 2607-0001 --kind line-stop --amount '3680.00 CNY' --paid-by us --means deduction --text '客户产线停 2 小时，协商从货款扣除'
he 07-16T14:00 approve 2607-0001
chen 07-20T10:20 respond 2607-0001 --verdict accepted --text '客户 SQE 邮件确认接受 8D'
sun 07-20T10:40 evaluate 2607-0001 '#19' --verdict effective --lot L2607-04 --lot L2607-05 --lot L2607-07 --text '三批出货 3600 块，无亮线'
sun 07-20T10:45 evaluate 2607-0001 '#20' --verdict effective --lot L2607-04 --lot L2607-05 --lot L2607-07 --text '高温点灯拦下 2 块，均未流出'
li 07-20T11:00 close 2607-0001 --basis accepted
chen 07-24T15:00 survey 2607-0001 --score 4 --channel phone --text '到场快，报告清楚；停线半天仍有怨言'

# 0002: a light one, in English.
brandt 07-08T15:20 open --customer 'Nordlicht GmbH' --reference NL-4471 --channel email --model AX-10 --lot L2605-02 \
    --quantity '40 pcs' --defect scratch --want report \
    --description 'Incoming inspection found fine scratches on the cover glass of 6 out of 40 modules, upper left corner'
wang 07-09T09:00 classify 2607-0002 --criterion appearance --scope several --nature quality
brandt 07-09T15:45 reply 2607-0002 --kind first --text 'Received; please keep the six modules for us'
wang 07-23T10:30 reply 2607-0002 --kind final --meets report --text 'Tray rib of the old mould touched the glass; tray 7 withdrawn, mould reworked, 200 pcs checked without a scratch'
brandt 07-28T16:10 respond 2607-0002 '#4' --verdict accepted
wang 07-29T09:20 close 2607-0002 --basis accepted

# 0003: taken back by the customer.
zhao 07-14T13:50 open --customer 宏达仪表 --channel phone --model BL-12 --lot L2606-30 --quantity '2 pcs' --defect flicker \
    --description '调光到 30 % 时两块背光闪烁'
li 07-15T09:10 classify 2607-0003 --criterion appearance --scope single
zhao 07-15T10:00 reply 2607-0003 --kind first --text '请寄回样品，我们先行复测'
li 07-17T15:30 close 2607-0003 --basis withdrawn --text '客户来电撤回：闪烁来自其治具电源，与背光无关'

# 0004: questions and answers; closed, and taken up again in November.
zhao 07-21T09:35 open --customer 海晏家电 --reference HY-0721 --channel portal --model DM-43 --lot L2605-18 --quantity '1 pcs' \
    --defect flicker --want repair --description '门店广告机开机约 20 分钟后闪屏，重启后恢复'
wang 07-21T14:00 classify 2607-0004 --criterion unusable --scope single --nature quality
zhao 07-21T16:20 reply 2607-0004 --kind first --text '已登记，请协助提供固件版本'
wang 07-22T09:00 ask 2607-0004 '固件版本、信号源型号、闪屏时机壳温度？'
zhao 07-27T11:15 answer 2607-0004 '固件 3.2.1，HDMI 播放盒，机壳 48 ℃'
wang 08-04T16:00 investigate 2607-0004 --justified yes --occurrence '屏线连接器接触电阻偏大' --escape '来料只测常温接触电阻' \
    --category material --party supplier --who 恒连接插件
wang 08-04T16:20 act 2607-0004 --kind corrective --text '来料加测 60 ℃ 接触电阻' --owner li.wei --due 2026-08-10
wang 08-05T15:00 reply 2607-0004 --kind final --text '屏线连接器接触电阻偏大，已更换屏线并升级固件 3.2.4'
sun 08-05T17:00 approve 2607-0004
li 08-07T10:00 finish 2607-0004 '来料检验规范已换版，首批 200 条合格'
zhao 08-10T10:00 respond 2607-0004 --verdict accepted --text '门店反馈一周未再出现'
wang 08-10T10:30 close 2607-0004 --basis accepted
wang 11-16T09:40 reopen 2607-0004 --reason '门店来电：更换屏线三个月后再次闪屏'
wang 11-17T15:00 evaluate 2607-0004 --verdict ineffective --text '换上的屏线镀锡端子微动腐蚀，来料检验测不出'
wang 11-17T15:30 act 2607-0004 '#7' --kind corrective --text '连接器改用镀金端子' --owner li.wei --due 2026-12-04
wang 11-18T11:00 reply 2607-0004 --kind supplementary --text '连接器改用镀金端子，免费更换整条屏线'

# 0005: no fault of the goods.
brandt 07-27T20:15 open --customer 'Kestrel Avionics Inc' --channel email --model AX-10 --lot L2606-05 --quantity '25 pcs' \
    --defect papers-missing --description 'No certificate of conformity in the box, goods are held at incoming inspection'
li 07-28T09:30 classify 2607-0005 --criterion papers --scope single --nature delivery
brandt 07-28T16:00 reply 2607-0005 --kind final --text 'Certificate sent as PDF; the packing list now names it as a line of its own'
brandt 08-03T17:30 respond 2607-0005 '#3' --verdict accepted --text 'Goods released by the customer on 29 July'
li 08-04T09:00 close 2607-0005 --basis accepted

sun 07-29T10:00 policy adopt "$work/august.yaml"

# ---------------------------------------------------------------------- August

# 0001: the same fault within 90 days, one level graver; the customer's own term.
chen 08-11T08:50 open --customer 华东电子 --reference HD-QA-2219 --channel portal --model AX-7 --lot L2607-03 \
    --quantity '800 pcs' --defect bright-line --order-kind MO --order MO-260533 --want report \
    --description '整改后批次再次出现亮线 5 块，位置与 7 月不同'
li 08-11T10:30 classify 2608-0001 --criterion function-lost --scope several --nature quality
chen 08-11T11:00 reply 2608-0001 --kind first --text '已收到并升级为 A 级处理'
zhou 08-11T13:30 contain 2608-0001 --lot L2607-03 --place 成品仓 --action quarantine --quantity '260 pcs'
chen 08-11T14:00 request 2608-0001 report --text '客户要求先给出临时分析'
li 08-12T11:40 reply 2608-0001 --kind interim --meets report --text '5 块均为 COF 切口毛刺导致相邻线短路，与 7 月压头温度无关'
li 08-17T10:00 investigate 2608-0001 --justified yes --occurrence 'COF 冲切刀口磨损，切口毛刺使相邻线短路' \
    --escape '切口只用 20 倍镜抽检，毛刺在背面' --category machine --party department --who production --lot L2607-04
li 08-17T10:30 link 2608-0001 2607-0001 --as repeat --text '原因不同：7 月是压头，本次是切口'
zhou 08-17T11:00 contain 2608-0001 --lot L2607-04 --place 成品仓 --action sort --quantity '420 pcs' --text '背面全检，挑出 1 块'
li 08-17T11:30 act 2608-0001 --kind corrective --text '冲切刀每 2 万次更换，计数到停机' --owner zhou.qiang --due 2026-08-21
zhou 08-20T16:00 finish 2608-0001 '刀具计数与停机联锁已启用'
li 08-21T16:20 reply 2608-0001 --kind final --file "$here/files/2608-0001-8D.txt"
sun 08-24T09:30 approve 2608-0001
chen 08-28T13:40 respond 2608-0001 '#12' --verdict accepted
sun 08-28T14:30 evaluate 2608-0001 --verdict effective --lot L2608-03 --lot L2608-06 --lot L2608-09 --text '三批背面全检无毛刺'
li 08-28T15:00 close 2608-0001 --basis accepted

# 0002: the same complaint, come twice.
zhao 08-12T13:45 open --customer 华东电子 --channel phone --model AX-7 \
    --description '仓库来电：AX-7 有亮线，要求处理'
li 08-12T14:30 link 2608-0002 2608-0001 --as duplicate --text '同一批货，品质部已在平台提出'
li 08-12T14:35 close 2608-0002 --basis duplicate

# 0003: a disputed reply and a supplementary one; the goods come back otherwise
# than the RMA says, are reworked, and replaced by new ones.
chen 08-13T09:05 open --customer 星河汽车电子 --reference XH-8D-118 --channel portal --model TP-5 --lot L2607-15 \
    --quantity '2400 pcs' --defect touch-dead --order-kind MO --order MO-260541 --want report --want replacement \
    --description '低温 -20 ℃ 下整批触摸无反应，回温后恢复'
wang 08-13T09:50 classify 2608-0003 --criterion function-lost --scope batch --nature quality
chen 08-13T11:20 reply 2608-0003 --kind first --text '库存与在途已隔离，正在做低温复现'
zhou 08-13T11:30 contain 2608-0003 --lot L2607-15 --place 成品仓 --action quarantine --quantity '600 pcs'
chen 08-13T14:00 rma 2608-0003 --reason quality --way return --replenish yes --transport '顺丰陆运，到付'
sun 08-13T15:30 approve 2608-0003
chen 08-14T10:00 replace 2608-0003 --quantity 2400 --by-day 2026-08-28 --source made-anew
sun 08-14T11:00 approve 2608-0003
zhou 08-19T09:20 receive 2608-0003 --quantity 2385 --packing loose --marking unmarked --sorting mixed --delivery-note XH-5520
chen 08-19T14:00 resolve 2608-0003 --how accepted --reason '客户电话确认：15 片留作仲裁样品，纸箱进水后改为散装，未贴 RMA 编号'
wang 08-20T10:00 inspect 2608-0003 '#9' --sampled --good 118 --defective touch-dead=7
wang 08-21T16:00 inspect 2608-0003 '#9' --good 60 --defective touch-dead=2200
wang 08-24T08:50 disposition 2608-0003 --item 'restock all good' --item 'rework all defective' --mark 客退
sun 08-24T09:20 approve 2608-0003
wang 08-24T14:30 inspect 2608-0003 '#13' --good 2195 --defective touch-dead=12
wang 08-24T15:00 disposition 2608-0003 --item 'restock 2195' --item 'scrap 12' --mark 客退
sun 08-24T15:30 approve 2608-0003
wang 08-24T15:20 investigate 2608-0003 --justified yes --occurrence '出货烧录了旧版固件，缺低温校准表' --escape '出货检验不核对固件版本' \
    --category method --party department --who production
wang 08-24T15:30 act 2608-0003 --kind corrective --text '烧录工位扫码锁定固件版本' --owner zhou.qiang --due 2026-08-28
wang 08-24T15:40 reply 2608-0003 --kind final --meets report --text '触控芯片低温校准表缺失，出货固件版本错误'
sun 08-24T16:30 approve 2608-0003
wang 08-26T10:00 inspect 2608-0003 '#7' --good 2400
chen 08-27T09:00 ship 2608-0003 --delivery-note 30790 --carrier 顺达物流
chen 08-27T10:10 respond 2608-0003 --verdict disputed --text '客户质疑：未说明为何出货检验没有发现'
zhou 08-28T14:00 finish 2608-0003 '三个烧录工位均已锁定'
wang 08-31T10:00 investigate 2608-0003 --justified yes --occurrence '出货烧录了旧版固件，缺低温校准表' \
    --escape '出货检验只在常温抽测，也不核对固件版本' --category measurement --party department --who quality
wang 08-31T10:20 act 2608-0003 --kind preventive --text '出货检验加 -20 ℃ 抽测与固件版本核对' --owner li.wei --due 2026-09-02
li 09-01T11:00 finish 2608-0003 '检验规范已换版，当日起执行'
wang 09-01T14:00 reply 2608-0003 --kind supplementary --text '流出原因：出货检验只在常温抽测；已增加 -20 ℃ 抽测与固件版本核对'
sun 09-01T15:20 approve 2608-0003
chen 09-02T09:30 accept 2608-0003 --text '星河仓库签收'
chen 09-03T10:00 compensate 2608-0003 --kind transport --amount '620.00 CNY' --paid-by carrier --party 顺丰 --text '退货纸箱进水'
he 09-03T15:00 approve 2608-0003
chen 09-04T16:00 respond 2608-0003 --verdict accepted
sun 09-04T16:20 evaluate 2608-0003 '#19' --verdict effective --lot L2608-15 --lot L2608-16 --lot L2608-19 --text '三批固件版本逐台核对无误'
wang 09-04T16:30 close 2608-0003 --basis accepted --outlive '#27' --text '低温抽测满一个月后评价'
chen 09-10T10:00 survey 2608-0003 --score 3 --channel visit --text '第一次报告不够完整'
sun 10-09T10:00 evaluate 2608-0003 --verdict effective --text '一个月抽测 640 片，低温触摸全部正常'

# 0004: refuted by the facts.
brandt 08-18T15:10 open --customer 'Aurora Medical Systems Ltd' --reference AMS-2026-077 --channel email --model AX-10 --lot L2606-21 \
    --quantity '12 pcs' --defect mura --description 'Uneven brightness measured on all 12 modules, 78 % against 80 % wanted'
li 08-19T09:20 classify 2608-0004 --criterion out-of-specification --scope single --nature quality
brandt 08-19T14:30 reply 2608-0004 --kind first --text 'Received; please send the measuring set-up'
wang 08-31T16:00 verify 2608-0004 --method retained-sample --method returned-sample --lot L2606-21 --result refuted \
    --text '留样 10 块、退样 12 块均匀性 84 % 至 88 %，规格 80 %'
li 09-01T10:00 reply 2608-0004 --kind final --text 'Ten retained samples and the twelve returned modules measure 84 to 88 %; the customer had measured at 10 % brightness instead of 100 %'
sun 09-01T11:15 approve 2608-0004
li 09-07T09:00 close 2608-0004 --basis refuted --text 'Measured again together in a video call on 4 September'

# 0005: by a dealer, and not ours.
zhao 08-20T10:25 open --customer C-0417 --source dealer --channel web --model DM-43 --lot L2607-01 --quantity '1 pcs' \
    --defect packing-damage --description '外箱一角压塌，屏幕完好'
wang 08-20T15:00 classify 2608-0005 --criterion packing --scope single --nature delivery
zhao 08-21T09:10 reply 2608-0005 --kind first --text '请提供签收单照片'
zhao 08-24T11:30 attach 2608-0005 "$here/files/delivery-note-30771.txt" --text '承运商签收单抄录'
wang 08-31T15:30 investigate 2608-0005 --justified yes --occurrence '运输中受压，签收单已注明' --escape '出库时完好，装车照片可证' \
    --party carrier --who 顺达物流
zhao 08-31T16:00 notify 2608-0005 --party carrier --who 顺达物流 --text '附签收单与装车照片，要求理赔'
wang 08-31T16:10 reply 2608-0005 --kind final --text '签收单注明运输破损，已转承运商理赔'
wang 09-02T09:40 close 2608-0005 --basis not-ours --text '承运商承认责任'

# 0006: no answer came.
brandt 08-25T21:00 open --customer 'Pampero Instrumentos S.A.' --channel email --model BL-12 --lot L2606-30 --quantity '60 pcs' \
    --defect light-leak --description 'Light leaks at the connector side of 4 backlights out of 60'
li 08-26T09:45 classify 2608-0006 --criterion appearance --scope several --nature quality
brandt 08-27T16:20 reply 2608-0006 --kind first --text 'Received; photographs would help'
li 09-10T14:00 reply 2608-0006 --kind final --text 'Black tape 0.4 mm short on one fixture; fixture corrected, 60 pcs replaced free of charge'
brandt 10-06T16:00 remind 2608-0006 --text 'By e-mail and telephone; nobody answers'

# ------------------------------------------------------------------- September

# 0001: an authority asks: a second approval, by the general manager.
brandt 09-01T16:45 open --customer 'Nordlicht GmbH' --source authority --reference MSA-26/1187 --channel letter --model AX-10 \
    --lot L2607-22 --quantity '350 pcs' --defect label-wrong --want report \
    --description 'Market surveillance: the rating label of lot L2607-22 names 12 V instead of 24 V'
li 09-02T08:45 classify 2609-0001 --criterion authority-finding --scope single --nature quality
brandt 09-02T14:10 reply 2609-0001 --kind first --text 'Receipt confirmed to the authority and to the customer'
brandt 09-02T14:20 request 2609-0001 report --due 2026-09-16 --text 'The authority wants our answer by 16 September'
zhou 09-02T15:00 contain 2609-0001 --lot L2607-22 --place 成品仓 --action stop-shipment --quantity '150 pcs'
li 09-08T10:00 verify 2609-0001 --method records --method photographs --lot L2607-22 --result confirmed --text 'All 350 labels say 12 V; the goods are 24 V'
li 09-09T10:00 investigate 2609-0001 --justified yes --occurrence 'Label file of the 12 V variant loaded at the change of shift' \
    --escape 'Outgoing inspection compares the label with the label file, not with the order' --category method --party department --who production
li 09-09T10:20 act 2609-0001 --kind corrective --text 'Lock the label file to the work order' --owner zhou.qiang --due 2026-09-11
zhou 09-11T15:00 finish 2609-0001 'Locked on all four printers'
li 09-14T11:00 reply 2609-0001 --kind final --meets report --text 'Label file of the 12 V variant loaded at the change of shift; all 350 labels replaced, label file now locked to the work order'
sun 09-14T13:40 approve 2609-0001
he 09-14T15:10 approve 2609-0001 --reason '同意对外发出'
sun 09-15T09:00 notify 2609-0001 --party authority --who 'Market Surveillance Authority' --text 'Corrective action and label check'
he 09-15T10:00 approve 2609-0001
brandt 09-28T17:00 respond 2609-0001 '#10' --verdict accepted --text 'The authority has closed its file'
sun 09-29T09:00 evaluate 2609-0001 --verdict effective --lot L2609-03 --lot L2609-05 --lot L2609-08 --text 'Labels of three lots checked against the orders'
li 09-29T09:10 close 2609-0001 --basis accepted

# 0002: the third time, with the cause of an earlier one.
chen 09-08T09:30 open --customer 华东电子 --reference HD-QA-2231 --channel phone --model AX-7 --lot L2607-03 --quantity '120 pcs' \
    --defect bright-line --description '尾数 120 块中 2 块亮线，外观轻微'
li 09-08T11:15 classify 2609-0002 --criterion appearance --scope several --nature quality
chen 09-08T13:40 reply 2609-0002 --kind first --text '已收到，与 8 月同批，合并分析'
li 09-09T10:00 link 2609-0002 2608-0001 --as same-cause --text '同为 COF 切口毛刺'
li 09-09T10:05 link 2609-0002 2607-0001 --as repeat --text '与 7 月的压头无关'
li 09-21T15:00 reply 2609-0002 --kind final --text '原因同 2608-0001，剩余 118 块已全部换货'
sun 09-21T16:10 approve 2609-0002
chen 09-28T10:00 respond 2609-0002 '#6' --verdict accepted
li 09-29T09:30 close 2609-0002 --basis accepted

# 0003: mistakes mended: an amended quantity, a struck note, a visit called off.
zhao 09-15T08:55 open --customer 海晏家电 --channel phone --model BL-12 --lot L2608-04 --quantity '300 pcs' --defect mura \
    --want visit --description '整批背光下沿偏暗，与样品差异明显'
wang 09-15T11:00 classify 2609-0003 --criterion appearance --scope batch --nature quality
zhao 09-15T14:00 reply 2609-0003 --kind first --text '已收到，明日派人分选'
zhao 09-15T14:05 amend 2609-0003 '#1' --set 'quantity=3000 pcs' --reason '少录一个零，见送货单 30815'
zhao 09-15T14:30 note 2609-0003 '客户要求改发空运'
zhao 09-15T14:40 strike 2609-0003 '#5' --reason '记错案件，属于另一订单'
zhao 09-16T09:00 request 2609-0003 visit --due 2026-09-22 --text '客户希望现场确认'
zhao 09-18T16:00 cancel 2609-0003 '#7' --reason '客户改为视频确认'
zhou 09-18T16:30 contain 2609-0003 --lot L2608-04 --place 成品仓 --action quarantine --quantity '1100 pcs'
wang 09-21T10:00 trace L2608-04 --case 2609-0003 --back
wang 09-22T16:00 investigate 2609-0003 --justified yes --occurrence '扩散膜供应商换批，雾度偏低' --escape '来料只测透过率，不测雾度' \
    --category material --party supplier --who 明晖光学 --lot L2608-05
wang 09-22T16:05 trace R2607-06 --case 2609-0003 --forward --text '扩散膜换批的全部去向'
wang 09-22T16:10 act 2609-0003 --kind corrective --text '扩散膜来料加测雾度，每批五点' --owner li.wei --due 2026-09-25
zhou 09-22T16:35 contain 2609-0003 --lot R2607-06 --action quarantine
zhou 09-22T16:40 contain 2609-0003 --lot L2608-05 --action quarantine
zhou 09-22T16:45 contain 2609-0003 --lot M2608-02 --action sort --place 半成品仓 --quantity '120 pcs'
chen 09-23T09:10 notify 2609-0003 --party customer --who 星河汽车电子 --text 'L2608-05 请先停用，换货另行通知'
chen 09-23T09:20 notify 2609-0003 --party customer --who 宏达仪表 --text 'L2608-05 请先停用，换货另行通知'
brandt 09-23T16:00 notify 2609-0003 --party customer --who 'Nordlicht GmbH' --text 'Please set aside lot L2608-05'
brandt 09-23T16:10 notify 2609-0003 --party customer --who 'Pampero Instrumentos S.A.' --text 'Please set aside lot L2608-04'
wang 09-24T10:30 reply 2609-0003 --kind final --text '扩散膜供应商换批，雾度偏低；已换回原批并加严来料检验'
sun 09-24T14:00 approve 2609-0003
li 09-25T09:00 finish 2609-0003 '来料检验规范已换版'
zhao 09-30T09:30 respond 2609-0003 --verdict accepted
wang 09-30T10:00 close 2609-0003 --basis accepted

# 0004: a reply that was rejected, then a better one.
brandt 09-17T15:30 open --customer 'Aurora Medical Systems Ltd' --reference AMS-2026-091 --channel phone --model AX-10 --lot L2607-09 \
    --quantity '1 pcs' --defect overheat --want report \
    --description 'Display of a ward monitor became too hot to touch; the unit was switched off, nobody was hurt'
wang 09-17T16:10 classify 2609-0004 --criterion safety --scope single --nature quality
brandt 09-17T17:00 reply 2609-0004 --kind first --text 'Lot L2607-09 is blocked in stock; please keep the unit switched off'
zhou 09-17T17:10 contain 2609-0004 --lot L2607-09 --place 成品仓 --action quarantine --quantity '95 pcs'
wang 09-18T09:00 trace L2607-09 --case 2609-0004
sun 09-18T10:00 recall 2609-0004 --decision recall --lot L2607-09 --reason 'A display that overheats beside a patient: until the cause is known none stays in use'
he 09-18T14:30 approve 2609-0004
brandt 09-18T16:00 notify 2609-0004 '#6' --party customer --who 'Aurora Medical Systems Ltd' --text 'Letter with pictures of the label'
brandt 09-18T16:30 notify 2609-0004 '#6' --party customer --who 'Nordlicht GmbH'
wang 09-23T15:00 reply 2609-0004 --kind final --text 'The display overheated because its temperature was too high'
sun 09-23T16:30 reject 2609-0004 --reason '原因只是重复现象，没有说明为何过热、为何未检出'
wang 09-28T15:00 investigate 2609-0004 --justified yes --occurrence 'Solder bridge at R118 of the driver board' \
    --escape 'A masked area hides R118 from the optical inspection' --why 'Overheating: R118 is bridged' --why 'Too much paste: the stencil is worn' \
    --why 'Stencils are counted by month, not by print' --category machine --party department --who production
wang 09-28T15:20 act 2609-0004 --kind corrective --text 'Change stencils after 50000 prints' --owner zhou.qiang --due 2026-09-30
wang 09-28T15:30 act 2609-0004 --kind preventive --text 'Take the mask off R118 and its neighbours' --owner li.wei --due 2026-09-30
wang 09-29T14:00 reply 2609-0004 --kind final --meets report --text 'Solder bridge at R118 of the driver board, not seen by the optical inspection because of a masked area; 96 boards inspected, 1 more found'
sun 09-29T15:20 approve 2609-0004
he 09-30T08:50 approve 2609-0004
zhou 09-30T10:00 finish 2609-0004 '#13' 'Counter on all printers'
li 09-30T11:00 finish 2609-0004 'Mask taken off; 96 boards inspected again'
zhou 10-08T10:00 retrieve 2609-0004 --customer 'Nordlicht GmbH' --quantity '60 pcs'
zhou 10-09T11:00 retrieve 2609-0004 --customer 'Aurora Medical Systems Ltd' --quantity '176 pcs' --rest 'Four are in use and are exchanged at the next service'
brandt 10-12T15:40 respond 2609-0004 '#15' --verdict accepted
sun 10-13T08:50 evaluate 2609-0004 '#13' --verdict effective --lot L2610-01 --lot L2610-03 --lot L2610-04 --text 'No bridge on 288 boards'
sun 10-13T08:55 evaluate 2609-0004 '#14' --verdict effective --lot L2610-01 --lot L2610-03 --lot L2610-04 --text 'R118 is seen on every board'
wang 10-13T09:15 close 2609-0004 --basis accepted

# 0005: the clocks stand still over National Day, while the customer is asked.
zhao 09-22T09:20 open --customer 宏达仪表 --reference HDY-0922 --channel email --model TP-5 --lot L2608-11 --quantity '500 pcs' \
    --defect touch-dead --description '装机后 7 台触摸无反应，其余正常'
li 09-22T10:40 classify 2609-0005 --criterion unusable --scope single --nature quality
zhou 09-22T13:00 contain 2609-0005 --lot L2608-11 --place 成品仓 --action stop-shipment --quantity '0 pcs'
zhao 09-22T14:00 reply 2609-0005 --kind first --text '已收到，请提供不良品序列号'
li 09-28T09:10 ask 2609-0005 '7 台不良的序列号和装配方式（胶粘或卡扣）？'
qian 10-09T10:30 answer 2609-0005 '序列号见附件，全部为胶粘装配'
qian 10-09T10:40 attach 2609-0005 "$here/files/serials-2609-0005.txt" --for '#6'
li 10-15T10:00 investigate 2609-0005 --justified no --party customer --text '胶粘时溢胶进入 FPC 连接器，我方出货品复测正常'
li 10-15T10:10 link 2609-0005 2608-0003 --as repeat --text '与固件无关'
li 10-15T10:20 act 2609-0005 --kind preventive --text '随货提供装配指导书和定量点胶治具图' --owner qian.yu --due 2026-10-20
li 10-16T15:00 reply 2609-0005 --kind final --text '胶粘时溢胶进入 FPC 连接器；改用定量点胶治具，并提供装配指导书'
wang 10-16T16:20 approve 2609-0005
qian 10-20T16:00 finish 2609-0005 '已随 10 月 20 日送货提供'
qian 10-22T09:50 respond 2609-0005 '#11' --verdict accepted
sun 10-22T10:10 evaluate 2609-0005 --verdict effective --lot L2609-04 --lot L2609-07 --lot L2609-09 --text '客户三批装机 1500 台，无溢胶'
li 10-22T10:30 close 2609-0005 --basis accepted

# 0006: graded otherwise than by the rule, with approval.
brandt 09-23T20:30 open --customer 'Kestrel Avionics Inc' --reference KA-553 --channel visit --model AX-10 --lot L2608-02 \
    --quantity '4 pcs' --defect flicker --description 'Flicker at 115 V 400 Hz supply during acceptance test, 1 of 4'
li 09-24T09:00 classify 2609-0006 --criterion unusable --scope single --severity A --reason '客户下周来厂审核，按 A 级处理'
sun 09-24T10:20 approve 2609-0006 --reason '同意升级'
brandt 09-24T14:00 reply 2609-0006 --kind first --text 'Received; a test with a 400 Hz supply is being set up'
zhou 09-24T16:00 contain 2609-0006 --lot L2608-02 --place 成品仓 --action quarantine --quantity '36 pcs'
li 10-10T10:00 investigate 2609-0006 --justified yes --occurrence 'Filter capacitor C21 below its value' --escape 'Incoming inspection trusts the supplier’s certificate' \
    --category material --party supplier --who 'Kondor Capacitors'
li 10-10T10:20 act 2609-0006 --kind corrective --text 'Measure C21 of every supplier lot' --owner wang.min --due 2026-10-14
li 10-12T10:00 reply 2609-0006 --kind final --text 'Filter capacitor C21 below its value; supplier lot blocked, four modules replaced'
wang 10-12T11:30 approve 2609-0006
wang 10-14T10:00 finish 2609-0006 'In the incoming inspection plan since today'
brandt 10-20T17:10 respond 2609-0006 '#8' --verdict accepted
sun 10-21T08:40 evaluate 2609-0006 --verdict effective --lot L2610-05 --lot L2610-06 --lot L2610-07 --text 'C21 in tolerance in three lots'
li 10-21T09:00 close 2609-0006 --basis accepted

# 2608-0006: reminded after 25 days; ten working days later, the National Day
# between them, still nothing.
brandt 10-21T16:30 confirm 2608-0006 --what no-answer --text 'Two e-mails and one call without an answer'
li 10-22T09:00 close 2608-0006 --basis no-response

# --------------------------------------------------------------------- October

# 0001: a report wanted by a day of the customer's own.
chen 10-09T09:00 open --customer 星河汽车电子 --reference XH-8D-131 --channel portal --model TP-5 --lot L2608-20 --quantity '600 pcs' \
    --defect scratch --order-kind SO --order SO-26091 --description '样品盖板边缘细划伤 9 片'
li 10-09T10:30 classify 2610-0001 --criterion appearance --scope several --nature quality
chen 10-09T11:10 reply 2610-0001 --kind first --text '已收到，样品单优先处理'
chen 10-09T14:00 request 2610-0001 report --due 2026-10-16 --text '客户 10 月 16 日评审会前需要'
li 10-15T16:30 reply 2610-0001 '#4' --kind interim --meets report --text '划伤来自二次覆膜滚轮异物，评审用报告随附'
li 10-28T10:00 reply 2610-0001 --kind final --text '滚轮加装粘尘辊并每班点检；补发样品 20 片'
chen 11-03T09:20 respond 2610-0001 '#6' --verdict accepted
li 11-03T09:50 close 2610-0001 --basis accepted

# 0002: disputed, and the supplementary reply is overdue.
brandt 10-12T16:00 open --customer 'Nordlicht GmbH' --reference NL-4528 --channel email --model AX-10 --lot L2608-17 --quantity '480 pcs' \
    --defect mura --order-kind MO --order MO-260688 --want report \
    --description 'Brightness uneven beyond the agreed limit on a whole pallet, 61 of 80 modules sampled'
li 10-13T09:30 classify 2610-0002 --criterion out-of-specification --scope batch --nature quality
brandt 10-13T14:20 reply 2610-0002 --kind first --text 'Received; the rest of the lot is blocked at our warehouse in Hamburg'
zhou 10-13T15:00 contain 2610-0002 --lot L2608-17 --place Hamburg --action quarantine --quantity '160 pcs'
li 10-20T10:00 investigate 2610-0002 --justified yes --occurrence 'Diffuser film of a second source with another gain' \
    --escape 'Second source released without a test at 100 % brightness' --category material --party department --who quality
li 10-20T10:20 act 2610-0002 --kind corrective --text 'Release plan for second sources with a test at full brightness' --owner wang.min --due 2026-10-30
li 10-22T15:30 reply 2610-0002 --kind final --meets report --text 'Diffuser film of a second source with another gain; film withdrawn, 480 modules to be replaced'
wang 10-22T16:40 approve 2610-0002
wang 10-30T15:00 finish 2610-0002 'Release plan in force'
brandt 11-11T17:15 respond 2610-0002 '#7' --verdict disputed --text 'Asks why the second source was released without a test at 100 % brightness'

# 0003: everything late.
qian 10-13T10:20 open --customer 海晏家电 --reference HY-1013 --channel phone --model DM-43 --lot L2609-02 --quantity '180 pcs' \
    --defect packing-damage --want compensation --description '整车 180 台外箱受潮变形，部分角托脱落'
wang 10-13T15:00 classify 2610-0003 --criterion packing --scope batch --nature quality
wang 10-13T15:30 assign 2610-0003 --to production --text '查入库、堆码和装车环节'
zhou 10-14T09:00 sign 2610-0003
qian 10-15T09:00 reply 2610-0003 --kind first --text '抱歉回复较晚，请先分开存放受潮外箱'
zhou 10-16T10:00 opinion 2610-0003 '出库时外箱干燥，装车当日有雨' --impact '仅外箱和角托，机器未受潮'
wang 10-20T16:00 note 2610-0003 '纸箱供应商 10 月 23 日来厂分析'
wang 10-20T16:05 link 2610-0003 2608-0005 --as repeat --text '这次是受潮，与上次运输受压不同'
qian 10-22T15:00 visit 2610-0003 '到客户仓库看受潮外箱' --person 钱玉 --contact 仓管周工 --feedback '希望以后雨天用篷布车'

# 0004: a final reply that waits for its approval.
brandt 10-19T21:10 open --customer 'Kestrel Avionics Inc' --reference KA-561 --channel portal --model AX-7 --lot L2608-29 \
    --quantity '64 pcs' --defect dead-pixel --description 'More than three dead pixels on most modules of the lot'
li 10-20T09:00 classify 2610-0004 --criterion appearance --scope batch --nature quality
brandt 10-20T15:00 reply 2610-0004 --kind first --text 'Received; please send two modules by courier'
li 11-17T10:40 reply 2610-0004 --kind final --text 'Particles in the cell gap; clean room filter of line 2 replaced, 64 modules replaced'

# 0005: replied, and no answer yet.
brandt 10-21T21:30 open --customer 'Pampero Instrumentos S.A.' --channel phone --model BL-12 --lot L2608-04 --quantity '16 pcs' \
    --defect flicker --description 'Backlight flickers when dimmed below 20 %'
li 10-22T09:10 classify 2610-0005 --criterion unusable --scope single --nature quality
brandt 10-22T16:30 reply 2610-0005 --kind first --text 'Received; which dimming frequency is used?'
li 11-06T10:00 investigate 2610-0005 --justified yes --occurrence 'The LED driver cannot dim below 20 % at 100 Hz' \
    --escape 'Dimming is tested at 1 kHz only' --category method --party department --who quality
li 11-06T10:20 act 2610-0005 --kind corrective --text 'Name the dimming range in the data sheet, test at 100 Hz' --owner wang.min --due 2026-11-27
li 11-09T14:00 reply 2610-0005 --kind final --text 'The LED driver cannot dim below 20 % at 100 Hz; a resistor change allows 1 kHz, new modules sent'
sun 11-10T09:30 approve 2610-0005
wang 11-10T15:00 finish 2610-0005 'Data sheet revision C is out; 100 Hz is in the test plan'
brandt 11-10T16:00 note 2610-0005 'Sent by e-mail and courier'

# 0006: the customer wants a visit by a day.
chen 10-26T09:15 open --customer 华东电子 --reference HD-QA-2247 --channel visit --model AX-7 --lot L2609-13 --quantity '900 pcs' \
    --defect dead-pixel --want report --description '巡检发现坏点 11 块，均为边缘区'
li 10-26T14:00 classify 2610-0006 --criterion appearance --scope several --nature quality
chen 10-26T15:00 reply 2610-0006 --kind first --text '已收到，边缘区坏点按规格逐块复判'
li 11-11T15:00 investigate 2610-0006 --justified yes --occurrence '边缘区灰尘管控不足' --escape '规格未写边缘区坏点' --category environment --party department --who production
li 11-11T15:20 act 2610-0006 --kind corrective --text '贴合间加局部层流罩' --owner zhou.qiang --due 2026-11-30
chen 11-12T10:00 request 2610-0006 visit --due 2026-11-25 --text '客户要求品质工程师到厂共同判定'

# 0007: everything is there but the closing.
qian 10-27T13:50 open --customer 宏达仪表 --channel email --model AX-7 --lot L2609-01 --quantity '200 pcs' --defect label-wrong \
    --description '外箱标签数量写成 100，实物 200'
wang 10-28T09:00 classify 2610-0007 --criterion papers --scope several --nature delivery
qian 10-28T15:20 reply 2610-0007 --kind first --text '已收到，更正标签随下批寄出'
wang 11-10T11:00 reply 2610-0007 --kind final --text '标签模板数量为手工填写，已改为由工单自动带出'
qian 11-18T09:40 respond 2610-0007 '#4' --verdict accepted

# 0008: waits for the customer.
chen 10-29T16:20 open --customer 星河汽车电子 --reference XH-8D-139 --channel phone --model BL-12 --lot L2609-06 --quantity '300 pcs' \
    --defect light-leak --description '夜间模式下左上角漏光，客户口头反馈'
li 10-30T09:30 classify 2610-0008 --criterion appearance --scope several --nature quality
chen 10-30T10:10 reply 2610-0008 --kind first --text '已收到，请确认夜间模式亮度'
chen 11-02T09:00 ask 2610-0008 '夜间模式的亮度、观察角度，以及不良数量？'

# -------------------------------------------------------------------- November

# 0001: a repeat across customers; its final reply is due on the last day, and
# nothing is decided about its goods.
chen 11-06T09:40 open --customer 星河汽车电子 --reference XH-8D-142 --channel portal --model TP-5 --lot L2610-02 --quantity '1500 pcs' \
    --defect touch-dead --order-kind MO --order MO-260777 --want report --description '整车下线检测 3 台触摸间歇失灵'
wang 11-06T11:00 classify 2611-0001 --criterion function-lost --scope single --nature quality
wang 11-06T11:10 link 2611-0001 2608-0003 --as repeat
wang 11-06T11:15 link 2611-0001 2609-0005 --as repeat --text '间歇失灵，两次的原因都要重查'
chen 11-06T14:00 reply 2611-0001 --kind first --text '已收到，3 台不良请顺丰寄回'
chen 11-06T15:00 rma 2611-0001 --quantity '3 pcs' --reason quality --way return --replenish no
zhou 11-06T16:00 contain 2611-0001 --lot L2610-02 --place 成品仓 --action quarantine --quantity '240 pcs'
sun 11-06T16:20 approve 2611-0001
zhou 11-10T09:10 receive 2611-0001 --number "$(number 2611-0001)" --quantity 3 --packing original --marking marked --sorting sorted
wang 11-13T15:30 inspect 2611-0001 --defective touch-dead=1
wang 11-13T16:00 reply 2611-0001 --kind interim --text '复现 1 台：FPC 补强板翘起，另外 2 台仍在分析'

# 0002: waits for the customer.
qian 11-10T10:05 open --customer 海晏家电 --reference HY-1110 --channel portal --model DM-43 --lot L2609-02 --quantity '2 pcs' \
    --defect flicker --want repair --description '两台新机冷启动闪屏'
wang 11-10T15:00 classify 2611-0002 --criterion unusable --scope single --nature quality
wang 11-10T15:10 link 2611-0002 2607-0004 --as repeat --text '同一屏线连接器？'
qian 11-11T09:30 reply 2611-0002 --kind first --text '已收到，安排上门检测'
wang 11-12T09:00 ask 2611-0002 '两台的固件版本？是否与播放盒同时上电？'

# 0003: graded otherwise than by the rule, and not approved yet.
qian 11-13T09:45 open --customer 宏达仪表 --channel phone --model AX-7 --lot L2610-08 --quantity '30 pcs' --defect scratch \
    --description '出口机型盖板划伤 1 片，客户担心影响海外验货'
li 11-13T14:10 classify 2611-0003 --criterion appearance --scope single --severity B --reason '海外验货在即，需按 B 级时限回复'
qian 11-13T15:00 reply 2611-0003 --kind first --text '已收到，先补发 2 片'

# 0004: advice to a private buyer.
qian 11-16T10:50 open --customer C-0417 --channel web --model DM-43 --lot L2607-01 --quantity '1 pcs' \
    --description '更换播放盒后屏幕闪烁，咨询设置'
li 11-16T16:00 classify 2611-0004 --criterion storage-or-use --scope single --nature service
qian 11-17T09:20 reply 2611-0004 --kind first --text '请将播放盒输出改为 60 Hz 后再试'

# 0005: nobody has graded it.
chen 11-17T08:55 open --customer 华东电子 --reference HD-QA-2258 --channel email --model AX-7 --lot L2610-01 --quantity '1000 pcs' \
    --defect bright-line --order-kind MO --order MO-260802 --want report --description '试产 1000 块中 1 块亮线，要求 24 小时内回复'
li 11-17T09:30 link 2611-0005 2607-0001 --as repeat
li 11-17T09:35 link 2611-0005 2608-0001 --as repeat --text '等样品到后判断是压头还是切口'

# 0006: grave, and in time; one of the two displays came back.
brandt 11-18T16:20 open --customer 'Aurora Medical Systems Ltd' --reference AMS-2026-104 --channel phone --model AX-10 --lot L2609-19 \
    --quantity '2 pcs' --defect overheat --want report --description 'Two displays show a brown mark near the connector after 200 hours'
wang 11-18T17:05 classify 2611-0006 --criterion safety --scope several --nature quality
wang 11-18T17:10 link 2611-0006 2609-0004 --as repeat --text 'Another lot, made after the stencil change'
zhou 11-18T17:20 contain 2611-0006 --lot L2609-19 --place 成品仓 --action quarantine --quantity '120 pcs'
brandt 11-18T17:30 rma 2611-0006 --reason quality --way return --replenish no
sun 11-18T17:40 approve 2611-0006
brandt 11-18T18:00 reply 2611-0006 --kind first --text 'Lot L2609-19 is blocked in stock; please return both units'

zhou 11-20T10:15 receive 2611-0006 --number "$(number 2611-0006)" --quantity 1 --partial --packing original --marking marked --sorting sorted
wang 11-20T14:00 inspect 2611-0006 --defective overheat=1

# 0007: the complaint does not say enough.
brandt 11-19T20:40 open --customer 'Kestrel Avionics Inc' --channel phone --model AX-10 \
    --description 'Bezel clips do not snap in; more to follow by e-mail'
li 11-20T09:10 classify 2611-0007 --criterion fit --scope single --nature quality

# 0008: came in on the last afternoon.
brandt 11-20T15:40 open --customer 'Nordlicht GmbH' --reference NL-4561 --channel email --model AX-10 --lot L2610-11 --quantity '200 pcs' \
    --defect scratch --description 'Scratches on the cover glass of 3 modules out of 200'

# ---------------------------------------------------------------------- outside

mkdir -p "$out"
rm -rf "$out/cases" "$out/schemas"
cp -R cases schemas "$out/"
