"""Writes the workbooks of this folder with openpyxl: a list of complaints as
people keep it, with a title over merged cells, lots that begin with zeros,
dates of several forms, a formula gone wrong, and an empty row.

    python3 workbook.py
"""

import datetime
from pathlib import Path

import openpyxl
from openpyxl.utils import datetime as epochs

HEADER = ["投诉编号", "客户", "型号", "批号", "数量", "投诉日期", "时间", "投诉\n描述", "状态", "结案日期"]
ROWS = [
    ["T-1", "华东电子", "AX-7", 412, 1200, datetime.datetime(2026, 10, 5), datetime.time(9, 30), "亮线", "已关闭", datetime.date(2026, 10, 20)],
    ["T-2", "北方重工", "P-2", 20231108001, 0.1 + 0.2, datetime.date(2026, 10, 6), None, '漏油,"滴"', "处理中", None],
    ["T-3", "华东电子", "AX-7", "#N/A", 3, datetime.date(2026, 10, 7), None, "亮线", "处理中", None],
    [],
    ["T-4", "华东电子", True, None, 3, "2026/10/08", None, "异响", "处理中", None],
    ["T-5", "华东电子", "AX-7", None, 3, "昨天", None, "亮线", "处理中", None],
]


def book(epoch, name):
    book = openpyxl.Workbook()
    book.epoch = epoch
    sheet = book.active
    sheet.title = "投诉台账"
    sheet["A1"] = "2026年客户投诉台账"
    sheet.merge_cells("A1:J1")
    sheet["A2"] = "编制：品质部"
    sheet.append(HEADER)
    for row in ROWS:
        sheet.append(row or [None])
    sheet["D4"].number_format = "000000"
    sheet["D6"].data_type = "e"
    sheet["M20"].number_format = "0.00"
    book.create_sheet("说明")["A1"] = "只收今年的投诉"
    book.save(Path(__file__).parent / name)


book(epochs.WINDOWS_EPOCH, "complaints.xlsx")
book(epochs.MAC_EPOCH, "complaints-1904.xlsx")
