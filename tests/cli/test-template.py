#!/usr/bin/env python3
"""The empty workbook for a town: choices, text formats, a page of help; filled in it is read without a fault."""
import openpyxl

from songnuan import account, main, resident_id


def choices(sheet):
    """Column letter → formula of the list that is offered there."""
    return {str(rule.sqref).split(":")[0].rstrip("0123456789"): rule.formula1
            for rule in sheet.data_validations.dataValidation if rule.type == "list"}


def test_every_program_has_one(cli):
    """Choices are those of the program; what a spreadsheet would cut is text."""
    cli.run("new", officer="经办甲")
    for program in cli.run("programs"):
        done = cli.run("export", "template", "--program", program["code"], cli.folder / "t.xlsx")
        assert done["program"] == program["code"] and len(done["sha256"]) == 64
        book = openpyxl.load_workbook(cli.folder / "t.xlsx")
        assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
            ("花名册", "visible"), ("填表说明", "visible"), ("选项", "hidden")]
        sheet, helping, lists = book.worksheets
        headings = [cell.value for cell in sheet[3]]
        assert headings[3:5] == ["姓名", "身份证号"] and program["title"] in sheet["A1"].value
        offered = choices(sheet)
        for heading in ("街镇", "村居", "性别", "民族", "对象类别", "残疾类别", "残疾等级", "补助标准"):
            assert openpyxl.utils.get_column_letter(headings.index(heading) + 1) in offered, (heading, offered)
        assert [cell.value for cell in lists["C"] if cell.value] == [rate["label"] for rate in program["rates"]]
        assert [len([cell for cell in lists[letter] if cell.value]) for letter in "DEFG"] == [58, 7, 4, 11]
        assert "村居_夏阳街道" in book.defined_names and book.defined_names["村居_练塘镇"].attr_text.startswith("'选项'!$")
        for heading in ("身份证号", "残疾证号", "银行账号", "联系电话"):
            letter = openpyxl.utils.get_column_letter(headings.index(heading) + 1)
            # As openpyxl has it, a format of several columns is kept with the first of them.
            assert sheet.column_dimensions[letter].number_format == "@", heading
        text = "".join(str(cell.value) for row in helping.iter_rows() for cell in row)
        assert all(rate["label"] in text for rate in program["rates"])
    cli.refused("export", "template", "--program", "99.9", cli.folder / "t.xlsx", saying="99.9")
    cli.run("export", "template", cli.folder / "t.xlsx", status=2)


def test_filled_in_it_is_read(cli):
    cli.run("new", officer="经办甲")
    for place, program in enumerate(cli.run("programs")):
        cli.run("export", "template", "--program", program["code"], cli.folder / "t.xlsx")
        book = openpyxl.load_workbook(cli.folder / "t.xlsx")
        sheet, _helping, lists = book.worksheets
        headings = [cell.value for cell in sheet[3]]
        assert cli.run("import", cli.folder / "t.xlsx", "--program", program["code"], "--dry-run")["rows"] == 0
        sheet["A2"] = "填报单位（盖章）：夏阳街道"
        for number, rate in enumerate(program["rates"]):
            person = place * 10 + number
            row = {"序号": number + 1, "街镇": "夏阳街道", "村居": lists["H1"].value, "姓名": "张" + "一二三四五六七八九"[number],
                   "身份证号": resident_id(person, "19300101"), "性别": "男" if person % 2 else "女", "民族": lists["D3"].value, "残疾类别": lists["E4"].value,
                   "残疾等级": lists["F2"].value, "残疾证号": resident_id(person, "19300101") + "42", "补助标准": rate["label"],
                   "补助金额（元）": (rate["max_fen"] or 100000) / 100, "开户银行": "上海农商银行青浦支行",
                   "银行账号": account(person), "联系电话": f"139{person:08d}"}
            for heading, value in row.items():
                sheet.cell(4 + number, headings.index(heading) + 1, value)
        book.save(cli.folder / "filled.xlsx")
        done = cli.run("import", cli.folder / "filled.xlsx", "--program", program["code"])
        assert done["faults"] == [], (program["code"], done["faults"])
        assert (done["rows"], done["accepted"], done["skipped"]) == (len(program["rates"]), len(program["rates"]), 0), done
        assert [one["reporting_unit"] for one in done["sheets"] if one["state"] == "read"] == ["夏阳街道"]
        found = cli.run("recipients", "find", resident_id(place * 10, "19300101"))
        known = cli.run("recipients", "show", found["items"][0]["id"])
        assert (known["ethnic_group"], known["disability_kind"], known["disability_level"]) == ("回族", 4, 2), known
        lines = cli.run("lines", "--program", program["code"])
        assert sorted(line["rate"] for line in lines) == sorted(rate["label"] for rate in program["rates"])
    cli.verify()


main(test_every_program_has_one, test_filled_in_it_is_read)
