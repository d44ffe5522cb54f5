# read-summary.py: reads workbooks back with openpyxl and LibreOffice and asserts form and sums.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# read-summary.py check FILE SHEET TITLE ROWS LABEL HEADING=FEN…: form, the row whose first cell is LABEL, its formulas
# read-summary.py calculate FILE SHEET LABEL HEADING=FEN…: the same sums, calculated anew by LibreOffice
# read-summary.py text FILE SHEET HEADING: every cell below HEADING is text with format @
import csv, pathlib, subprocess, sys, tempfile
from decimal import Decimal

HEADER_ROW = 3


def open_sheet(path, name, values):
    import openpyxl
    return openpyxl.load_workbook(path, data_only=values)[name]


def find_columns(sheet):
    return {str(cell.value).replace("\n", ""): cell.column for cell in sheet[HEADER_ROW]}


def find_row(sheet, label):
    rows = [row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value or "").startswith(label)]
    assert len(rows) == 1, f"{label}: rows {rows}"
    return rows[0]


def fen(value):
    amount = Decimal(str(value)) * 100
    assert amount == amount.to_integral_value(), value
    return int(amount)


def wanted(arguments):
    return [(heading, int(number)) for heading, number in (argument.split("=") for argument in arguments)]


def check(path, name, title, n_rows, label, *sums):
    values, formulas = open_sheet(path, name, True), open_sheet(path, name, False)
    assert values["A1"].value == title, values["A1"].value
    assert values["A1"].font.name == "黑体" and values["A1"].font.sz == 18
    assert any(str(merged).startswith("A1:") for merged in values.merged_cells.ranges)
    line = "".join(str(cell.value or "") for cell in values[2])
    assert line.startswith("填报单位（盖章）：") and "填报日期：2025年1月10日" in line and line.endswith("单位：元"), line
    page = formulas.page_setup
    assert page.orientation == "landscape" and str(page.paperSize) == "9", (page.orientation, page.paperSize)
    assert formulas.sheet_properties.pageSetUpPr.fitToPage and page.fitToHeight == 0
    assert str(formulas.print_title_rows).replace("$", "") == "1:3", formulas.print_title_rows
    assert formulas.oddFooter.center.text == "第 &P 页 共 &N 页", formulas.oddFooter.center.text
    texts = [str(cell.value) for row in values.iter_rows(min_row=values.max_row) for cell in row if cell.value]
    assert texts == ["单位负责人：", "审核人：", "制表人：", "联系电话："], texts
    columns = find_columns(values)
    header = values.cell(HEADER_ROW, 1)
    assert header.font.b and header.border.top.style == "thin" and header.alignment.wrap_text
    numbered = [row for row in range(HEADER_ROW + 1, values.max_row + 1) if str(values.cell(row, 1).value).isdigit()]
    assert len(numbered) == int(n_rows), len(numbered)
    row = find_row(values, label)
    for heading, number in wanted(sums):
        cell, formula = values.cell(row, columns[heading]), formulas.cell(row, columns[heading])
        assert str(formula.value).startswith("=SUM("), formula.value
        money = cell.number_format == "#,##0.00"
        assert money or cell.number_format == "#,##0", cell.number_format
        assert (fen(cell.value) if money else cell.value) == number, (heading, cell.value, number)
        total = sum((fen(values.cell(r, columns[heading]).value) if money else values.cell(r, columns[heading]).value)
                    for r in numbered)
        assert total == number, (heading, total, number)


# Excel and WPS may trust the kept results; LibreOffice is told to calculate every formula anew.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def calculate(path, name, label, *sums):
    with tempfile.TemporaryDirectory() as folder:
        user = pathlib.Path(folder, "profile", "user")
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
        # comma, quotes, UTF-8, plain numbers, every sheet
        target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", target,
                        "--outdir", folder, path], check=True, timeout=100, stdout=subprocess.DEVNULL)
        sheet = pathlib.Path(folder, f"{pathlib.Path(path).stem}-{name}.csv")
        with open(sheet, encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    columns = {heading.replace("\n", ""): place for place, heading in enumerate(rows[HEADER_ROW - 1])}
    found = [row for row in rows if row[0].startswith(label)]
    assert len(found) == 1, found
    for heading, number in wanted(sums):
        amount = Decimal(found[0][columns[heading]])
        scale = 1 if heading.endswith("数") else 100
        assert (amount * scale).quantize(Decimal("0.000001")) == number, (heading, amount, number)


def text(path, name, heading):
    sheet = open_sheet(path, name, False)
    column = find_columns(sheet)[heading]
    cells = [sheet.cell(row, column) for row in range(HEADER_ROW + 1, sheet.max_row + 1)
             if str(sheet.cell(row, 1).value).isdigit()]
    assert cells
    for cell in cells:
        assert cell.number_format == "@" and (cell.value is None or isinstance(cell.value, str)), cell.value
        print(cell.value or "")


{"check": check, "calculate": calculate, "text": text}[sys.argv[1]](*sys.argv[2:])
