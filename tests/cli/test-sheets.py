"""test-sheets.py CLI: one roster in every form that offices send: each is read as the same sheet, and comes in the same."""
import csv
import datetime
import io

import openpyxl

from songnuan import HEADING, OFFICE_FORMATS, convert, main, people, write_page, write_roster, write_xml


def write_values(path):
    """What cells can hold; and a sheet, a row that are hidden."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "花名册"
    sheet.append(["姓名", "身份证号", "金额", "出生日期", "时间"])
    sheet.append(["欧阳𠮷", "310199196001011234", 1234.56, datetime.date(1960, 1, 1), datetime.time(8, 30)])
    sheet.append(["阿不都·热合曼", "31019919600101123X", 0.1, datetime.datetime(2025, 1, 8, 12, 30, 5), None])
    sheet.append(["=1/0", "=A2&B2", "=C2*2", None, "前\n后"])
    sheet.append([])
    sheet.append(["末", 6217000012345678, 13901234567])
    for number in range(2000):
        sheet.append([f"沈{number}" + "长" * (number % 50 * 20), "plain" * (number % 7), number / 100])
    sheet.row_dimensions[3].hidden = True
    sheet.merge_cells("A6:A7")
    hidden = book.create_sheet("藏")
    hidden["B2"] = "不见"
    hidden.sheet_state = "hidden"
    book.create_sheet("乙")["A1"] = 1
    book.save(path)


def read(cli, path, *words):
    """As text but for numbers, which programs write in different digits."""
    text = cli.run("sheet", path, *words, as_json=False)
    return [[number_or_text(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def number_or_text(cell):
    try:
        return float(cell) if len(cell) < 18 else cell
    except ValueError:
        return cell


def test_one_sheet_in_every_form(cli):
    write_values(cli.folder / "values.xlsx")
    expected = None
    for form in OFFICE_FORMATS:
        path = convert(cli.folder / "values.xlsx", form)
        rows = read(cli, path)
        expected = expected or rows
        assert rows[1] == ["欧阳𠮷", "310199196001011234", 1234.56, "1960-01-01", "08:30:00"], rows[1]
        assert rows[2] == ["阿不都·热合曼", "31019919600101123X", 0.1, "2025-01-08T12:30:05"], rows[2]
        assert rows[3] == ["#DIV/0!", "欧阳𠮷310199196001011234", 2469.12, "", "前\n后"], rows[3]
        assert rows[5][:3] == ["末", 6217000012345678, 13901234567], rows[5]
        assert len(rows) == 2006 and rows == expected, form
        assert read(cli, path, "--sheet", "藏") == [[], ["", "不见"]], form
        assert cli.run("sheets", path) == [{"sheet": "花名册", "hidden": False}, {"sheet": "乙", "hidden": False}, {"sheet": "藏", "hidden": True}]
    as_text = cli.run("sheets", path, as_json=False)
    assert "藏" in as_text and "花名册" in as_text


def write_text(path, rows):
    """What Excel calls Unicode text."""
    path.write_bytes("\r\n".join("\t".join(map(str, row)) for row in rows).encode("utf-16"))


def test_one_roster_in_every_form(cli):
    rows = list(people(30))
    write_roster(cli.folder / "roster.xlsx", rows)
    files = [cli.folder / "roster.xlsx"] + [convert(cli.folder / "roster.xlsx", form) for form in OFFICE_FORMATS]
    for name, write in (("page.xls", write_page), ("xml.xls", write_xml), ("text.xls", write_text)):
        write(cli.folder / name, [HEADING, *rows])
        files.append(cli.folder / name)
    cli.run("new", officer="经办甲")
    answers = [cli.run("import", path, "--program", "08.1", "--dry-run", officer="经办甲") for path in files]
    for path, answer in zip(files, answers):
        assert (answer["rows"], answer["accepted"], answer["amount_fen"]) == (30, 30, 3_000_000), f"{path.name}: {answer}"
        # The amount is written as text.
        assert {fault["code"] for fault in answer["faults"]} <= {"amount_cleaned"}, f"{path.name}: {answer['faults']}"


main(test_one_sheet_in_every_form, test_one_roster_in_every_form)
