# read-bank-file.py: reads and alters the bank's file with openpyxl and Python's csv, and asserts its form.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# read-bank-file.py show FILE: the lines and the total, one a line, cells separated by |
# read-bank-file.py set FILE CELL=VALUE…: sets cells of a workbook as text; CELL#VALUE as a number; formulas become their results
# read-bank-file.py copies FILE FOLDER CHANGE…: FOLDER/0.xlsx as it is, FOLDER/1.xlsx with the first change alone, and so on
import csv, re, sys
from decimal import Decimal

HEADINGS = ["序号", "户名", "账号", "开户行", "金额", "用途", "证件号"]
AMOUNT, HEADER_ROW = 4, 3
TEXT_COLUMNS = (0, 1, 2, 3, 5, 6)


def show_csv(path):
    with open(path, "rb") as file:
        raw = file.read()
    assert raw.endswith(b"\r\n") and raw.count(b"\n") == raw.count(b"\r\n")
    with open(path, encoding="gb18030", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    assert rows[0] == HEADINGS, rows[0]
    assert all(len(row) == len(HEADINGS) for row in rows), rows
    assert all(re.fullmatch(r"\d+", row[2]) for row in rows[1:-1]), rows
    return rows[1:]


def show_xlsx(path):
    import openpyxl
    values = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    formulas = openpyxl.load_workbook(path).worksheets[0]
    assert values["A1"].value == "一次性节日补助代发清单（第2批）", values["A1"].value
    line = "".join(str(cell.value or "") for cell in values[2])
    assert line.startswith("帮困项目：03.2　批次：2") and line.endswith("单位：元"), line
    assert [cell.value for cell in values[HEADER_ROW]] == HEADINGS
    rows = []
    for row in values.iter_rows(min_row=HEADER_ROW + 1):
        total = row[0].value == "合计"
        for column in TEXT_COLUMNS:
            cell = row[column]
            assert cell.number_format == "@" and (cell.value is None or isinstance(cell.value, str)), cell
        assert isinstance(row[AMOUNT].value, (int, float)) and row[AMOUNT].number_format == "#,##0.00", row[AMOUNT]
        cells = [cell.value or "" for cell in row]
        cells[AMOUNT] = f"{Decimal(str(row[AMOUNT].value)):.2f}"
        rows.append(cells)
        if total:
            last = row[0].row
            formula = formulas.cell(last, AMOUNT + 1).value
            assert formula == f"=SUM(E{HEADER_ROW + 1}:E{last - 1})", formula
            assert values.cell(last + 1, 1).value == "合计金额（大写）：人民币壹仟肆佰元整", values.cell(last + 1, 1).value
            assert "单位负责人：" in str(values.cell(last + 3, 1).value)
            return rows
    raise AssertionError("no total")


def show(path):
    for row in (show_xlsx if path.endswith(".xlsx") else show_csv)(path):
        print("|".join(row))


def save(path, target, changes):
    import openpyxl
    book = openpyxl.load_workbook(path, data_only=True)
    for change in changes:
        cell, kind, value = re.fullmatch(r"([A-Z]+\d+)([=#])(.*)", change).groups()
        book.worksheets[0][cell] = value if kind == "=" else int(value)
    book.save(target)


def set_cells(path, *changes):
    save(path, path, changes)


def copies(path, folder, *changes):
    save(path, f"{folder}/0.xlsx", [])
    for number, change in enumerate(changes, 1):
        save(path, f"{folder}/{number}.xlsx", [change])


{"show": show, "set": set_cells, "copies": copies}[sys.argv[1]](*sys.argv[2:])
