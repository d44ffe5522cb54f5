#!/usr/bin/env python3
"""Rosters in: sheets understood and remembered, rows judged, sent back, delivered twice; lists without a program."""
import contextlib
import sqlite3

import openpyxl

from songnuan import HEADING, account, main, people, read_rows, resident_id, write_roster

PROGRAM = "08.1"


def new(cli):
    cli.run("new", officer="经办甲")


def roster(cli, name, rows, **options):
    write_roster(cli.folder / name, rows, **options)
    return cli.folder / name


def codes(result, level=None):
    return [fault["code"] for fault in result["faults"] if level in (None, fault["level"])]


def test_a_sheet_for_each_village(cli):
    """All sheets of one kind are one roster; another kind and hidden ones are named; a hidden row is a question."""
    new(cli)
    book = openpyxl.Workbook()
    book.active.title = "填表说明"
    book.active.append(["身份证号请以文本格式填写"])
    rows = list(people(6))
    for number, name in enumerate(("一村", "二村")):
        sheet = book.create_sheet(name)
        sheet.append(["2025年帮困送温暖花名册"])
        sheet.append(["填报单位（盖章）：夏阳街道", None, None, "单位：元"])
        sheet.append(HEADING)
        for row in rows[number * 3:number * 3 + 3]:
            sheet.append(row)
        sheet.append([])
        sheet.append(["合计", None, None, None, 3000])
        sheet.append(["制表人：王五", None, "审核人："])
    book["二村"].append(rows[0])
    book["一村"].row_dimensions[5].hidden = True
    other = book.create_sheet("去年")
    other.append(["姓名", "身份证号"])
    other.append(["张三", resident_id(900)])
    hidden = book.create_sheet("旧数据")
    hidden.append(HEADING)
    hidden.append(list(people(1, first=500))[0])
    hidden.sheet_state = "hidden"
    book.save(cli.folder / "villages.xlsx")

    tried = cli.run("import", cli.folder / "villages.xlsx", "--program", PROGRAM, "--dry-run", status=1)
    assert (tried["rows"], tried["accepted"], tried["rejected"]) == (7, 6, 1)
    [double] = [fault for fault in tried["faults"] if fault["code"] == "id_duplicate"]
    assert (double["sheet"], double["row"], double["column"]) == ("二村", 10, "D") and "一村" in double["message"], double
    assert {"other_sheet", "hidden_sheet", "hidden_rows"} <= set(codes(tried)), codes(tried)
    states = {sheet["sheet"]: sheet["state"] for sheet in tried["sheets"]}
    assert states == {"填表说明": "no_heading", "一村": "read", "二村": "read", "去年": "other_columns", "旧数据": "hidden"}, states
    first = next(sheet for sheet in tried["sheets"] if sheet["sheet"] == "一村")
    assert (first["title"], first["reporting_unit"], first["heading_row"]) == ("2025年帮困送温暖花名册", "夏阳街道", 3), first
    assert first["hidden_rows"] == 1
    assert [(row["sheet"], row["row"]) for row in tried["verdicts"] if row["hidden"]] == [("一村", 5)], tried["verdicts"]
    assert first["left_out"] == {"title": 2, "heading": 1, "repeat": 0, "section": 0, "total": 1, "footer": 1, "blank": 1, "hidden": 0}, first

    fewer = cli.run("import", cli.folder / "villages.xlsx", "--program", PROGRAM, "--dry-run", "--hidden", "none", status=1)
    assert (fewer["rows"], fewer["accepted"]) == (6, 5) and "hidden_rows_left_out" in codes(fewer)
    more = cli.run("import", cli.folder / "villages.xlsx", "--program", PROGRAM, "--dry-run", "--hidden", "all", status=1)
    assert more["accepted"] == 7
    one = cli.run("import", cli.folder / "villages.xlsx", "--program", PROGRAM, "--sheet", "二村")
    assert (one["rows"], one["accepted"]) == (4, 4)
    cli.run("import", cli.folder / "villages.xlsx", "--program", PROGRAM, "--hidden", "sometimes", status=2)
    cli.verify()


def test_columns_are_remembered(cli):
    """What an officer said of the columns is used for the next sheet with the same headings, and shown."""
    new(cli)
    heading = ("序号", "街镇", "甲", "乙", "丙", "开户银行", "银行账号", "联系电话")
    first = roster(cli, "one.xlsx", people(3), heading=heading)
    cli.refused("import", first, "--program", PROGRAM, saying="姓名")
    unread = cli.run("preview", first, status=1)
    assert unread["problem"] and [doubt["field"] for doubt in unread["doubts"]] == ["name", "id"], unread["doubts"]
    maps = ("--map", "甲=name", "--map", "乙=id", "--map", "丙=amount")
    shown = cli.run("preview", first, *maps)
    assert [(column["field"], column["origin"]) for column in shown["columns"]][2:5] == [
        ("name", "chosen"), ("id", "chosen"), ("amount", "chosen")], shown["columns"]
    assert shown["doubts"] == [] and shown["hidden_rows"] == [], shown
    assert shown["columns"][3]["sample"] == resident_id(0, "19400101")[:6] + "*" * 8 + resident_id(0, "19400101")[-4:]
    assert account(0) not in str(shown)
    cli.run("import", first, "--program", PROGRAM, "--dry-run", *maps)
    cli.refused("import", first, "--program", PROGRAM, saying="姓名")
    cli.run("import", first, "--program", PROGRAM, *maps)
    # What was said of the headings is not taken back with the rows.
    rows, columns = cli.run("history", "--limit", 2)
    assert (rows["action"], columns["action"]) == ("roster-import", "columns-remember"), (rows, columns)
    assert "one.xlsx" in columns["summary"], columns
    cli.run("undo", rows["id"])
    assert cli.run("lines", "--program", PROGRAM) == []
    cli.run("import", first, "--program", PROGRAM, *maps)
    assert [change["action"] for change in cli.run("history", "--limit", 2)] == ["roster-import", "undo"]

    second = roster(cli, "two.xlsx", people(3, first=10), heading=("序 号", "街镇", "甲", "乙", "丙", "开户银行", "银行账号", "联系电话"))
    assert [column["origin"] for column in cli.run("preview", second)["columns"]][2:5] == ["remembered"] * 3
    assert cli.run("import", second, "--program", PROGRAM)["accepted"] == 3
    third = roster(cli, "three.xlsx", people(1, first=20), heading=("序号", "街镇", "甲", "乙", "丁", "开户银行", "银行账号", "联系电话"))
    cli.refused("import", third, "--program", PROGRAM, saying="姓名")
    cli.verify()


def test_every_row_gets_a_verdict(cli):
    new(cli)
    rows = [list(row) for row in people(5)]
    cli.run("import", roster(cli, "one.xlsx", rows[:4]), "--program", PROGRAM)
    rows[1][4] = "1200"         # another amount: the line is left as it stands, with a warning
    rows[2][2] = "换名"          # kept as it was
    rows[2][6] = account(77)    # taken
    rows[3][7] = ""
    rows.append([6, TOWN, "坏号", "310199196001010000", "1000", "", "", ""])
    tried = cli.run("import", roster(cli, "two.xlsx", rows), "--program", PROGRAM, "--dry-run", status=1)
    verdicts = {verdict["row"]: verdict for verdict in tried["verdicts"]}
    assert [verdicts[row]["verdict"] for row in range(4, 10)] == ["same", "doubtful", "doubtful", "same", "new", "refused"], verdicts
    differences = {difference["field"]: difference for difference in verdicts[6]["differences"]}
    assert differences["name"]["taken"] is False and differences["account_number"]["taken"] is True, differences
    assert account(77) not in str(tried["verdicts"]) and account(2) not in str(tried["verdicts"])
    assert (verdicts[6]["known"], verdicts[6]["listed"]) == (True, False)
    changed = next(fault for fault in tried["faults"] if fault["code"] == "account_changed")
    assert (changed["row"], changed["column"]) == (6, "G"), changed

    # The first list names a telephone; nobody else did, so the registry learns it.
    cli.run("import-registry", roster(cli, "people.xlsx", [[1, TOWN, "新人", resident_id(600), "", "", "", ""]]))
    tried = cli.run("import", roster(cli, "three.xlsx", [[1, TOWN, "新人", resident_id(600), "1000", "", "", "13900000000"]]),
                    "--program", PROGRAM, "--dry-run")
    [verdict] = tried["verdicts"]
    phone = next(difference for difference in verdict["differences"] if difference["field"] == "phone")
    assert (phone["registry"], phone["roster"], phone["taken"]) == ("", "139****0000", True), phone


TOWN = "夏阳街道"


def test_a_second_delivery(cli):
    """Added, gone, changed are told before; who is gone is held only when an officer says so."""
    new(cli)
    rows = [list(row) for row in people(22)]
    first = roster(cli, "one.xlsx", rows)
    assert "delivery" not in cli.run("import", first, "--program", PROGRAM, "--dry-run")
    cli.run("import", first, "--program", PROGRAM)
    # Of the first two towns: one person is gone, one gets more, one is new.
    second = [rows[0], rows[11], rows[12], list(people(1, first=33))[0]]
    second[1][4] = "1500"
    path = roster(cli, "two.xlsx", second)
    delivery = cli.run("import", path, "--program", PROGRAM, "--dry-run")["delivery"]
    assert (delivery["added"], delivery["same"]) == (1, 2), delivery
    [changed] = delivery["changed"]
    assert (changed["name"], changed["before_fen"], changed["after_fen"], changed["row"]) == (rows[11][2], 100000, 150000, 5), changed
    [gone] = delivery["gone"]
    assert (gone["name"], gone["town"], gone["state"]) == (rows[1][2], "盈浦街道", "listed"), gone
    assert rows[1][3] not in str(gone) and changed["obstacle"] == ""
    standing = {line["name"]: line["amount_fen"] for line in cli.run("lines", "--program", PROGRAM)}
    cli.run("import", path, "--program", PROGRAM, "--hold-gone", "  ", status=1)
    cli.run("import", path, "--program", PROGRAM, "--take-changed", "  ", status=1)
    done = cli.run("import", path, "--program", PROGRAM, "--hold-gone", "第二次名单没有")
    assert len(done["delivery"]["gone"]) == 1
    held = [line for line in cli.run("lines", "--program", PROGRAM) if line["state"] == "held"]
    assert [(line["entitlement"], line["reason"]) for line in held] == [(gone["entitlement"], "第二次名单没有")], held
    change = cli.run("history", "--limit", 1)[0]
    assert change["action"] == "roster-import-hold"
    cli.run("undo", change["id"])
    assert [line["state"] for line in cli.run("lines", "--program", PROGRAM)].count("held") == 0
    assert {line["name"]: line["amount_fen"] for line in cli.run("lines", "--program", PROGRAM)} == standing

    # Nobody is listed twice: who has another amount is left so, or gets this file's where an officer says so.
    left = cli.run("import", path, "--program", PROGRAM)
    assert (left["accepted"], left["skipped"], left["changed"], left["amount_fen"]) == (4, 3, 0, 100000), left
    [warning] = [fault["message"] for fault in left["faults"] if fault["code"] == "listed_already"]
    assert "with 1,000.00 yuan in " in warning and "is left so" in warning, warning
    lines = cli.run("lines", "--program", PROGRAM)
    assert [line["amount_fen"] for line in lines if line["name"] == rows[11][2]] == [100000], lines
    cli.run("undo", cli.run("history", "--limit", 1)[0]["id"])
    taken = cli.run("import", path, "--program", PROGRAM, "--take-changed", "镇里更正了金额")
    assert (taken["accepted"], taken["skipped"], taken["changed"], taken["amount_fen"]) == (4, 2, 1, 100000), taken
    assert (taken["changed_before_fen"], taken["changed_after_fen"]) == (100000, 150000), taken
    after = cli.run("lines", "--program", PROGRAM)
    assert [line["amount_fen"] for line in after if line["name"] == rows[11][2]] == [150000], after
    assert (len(after), sum(line["amount_fen"] for line in after)) == (23, 2350000), after
    assert "person_twice" not in [finding["rule"] for finding in cli.run("check", "--program", PROGRAM)]
    change = cli.run("history", "--limit", 1)[0]
    assert change["action"] == "roster-import-change" and "镇里更正了金额" in change["summary"], change
    cli.run("undo", change["id"])
    assert {line["name"]: line["amount_fen"] for line in cli.run("lines", "--program", PROGRAM)} == standing

    # What was handed in stays, and it is said what to do first.
    cli.run("submit", "--program", PROGRAM)
    kept = cli.run("import", path, "--program", PROGRAM, "--take-changed", "镇里更正了金额")
    assert (kept["changed"], kept["delivery"]["changed"][0]["state"]) == (0, "submitted"), kept
    assert "return the roster first" in kept["delivery"]["changed"][0]["obstacle"], kept
    assert any("return the roster first" in fault["message"] for fault in kept["faults"]), kept

    # A row without a number may be anybody: then nobody is held.
    nameless = roster(cli, "three.xlsx", second + [[9, TOWN, "无号", "", "1000", "", "", ""]])
    cli.refused("import", nameless, "--program", PROGRAM, "--hold-gone", "不在名单", saying="anybody")
    cli.verify()


def test_the_same_file_again(cli):
    new(cli)
    path = roster(cli, "one.xlsx", people(5))
    cli.run("import", path, "--program", PROGRAM, officer="经办甲")
    again = cli.run("import", path, "--program", PROGRAM)
    assert (again["skipped"], codes(again, "warning")) == (5, ["file_again"]), again
    assert "经办甲" in again["faults"][-1]["message"]
    line = cli.run("lines", "--program", PROGRAM)[0]["entitlement"]
    cli.run("line", line, "withdraw", "--reason", "已搬走")
    cli.refused("import", path, "--program", PROGRAM, saying="经办甲")
    assert cli.run("import", path, "--program", PROGRAM, "--dry-run")["skipped"] == 4
    assert cli.run("import", path, "--program", PROGRAM, "--again")["skipped"] == 4
    # In another program it is no repetition; taken back, it was never read.
    assert "file_again" not in codes(cli.run("import", path, "--program", "05.1"))
    cli.run("undo", cli.run("history", "--limit", 1)[0]["id"])
    assert "file_again" not in codes(cli.run("import", path, "--program", "05.1"))
    cli.verify()


def test_what_goes_back_to_the_town(cli):
    """The original sheet with the refused rows, the cells marked and the reason; corrected, it is read as it is."""
    new(cli)
    rows = [list(row) for row in people(6)]
    right = rows[1][3]
    rows[1][3] = right[:-1] + ("0" if right[-1] != "0" else "1")
    rows[0][1] = rows[1][1]
    rows[4][4] = "很多"
    rows[4][3] = ""
    report = cli.folder / "back.xlsx"
    cli.run("import", roster(cli, "one.xlsx", rows), "--program", PROGRAM, "--report", report, status=1)
    book = openpyxl.load_workbook(report)
    sheet = book["花名册"]
    cells = list(sheet.iter_rows(values_only=True))
    assert cells[0][0] == "测试花名册" and cells[1][0] == "填报单位（盖章）："
    assert list(cells[2][:8]) == list(HEADING) and all(cells[2][8:11]), cells[2]
    assert len(cells) == 5
    assert list(cells[3][:8]) == [str(value) if not isinstance(value, int) else value for value in rows[1]], cells[3]
    assert (cells[3][9], cells[3][10]) == (5, "id_check_digit") and "check digit" in cells[3][8]
    assert cells[4][10] == "id_missing amount_garbage", cells[4]
    marked = {cell.coordinate for row in sheet.iter_rows(min_row=4) for cell in row if cell.fill.fgColor.rgb == "FFFFC7CE"}
    assert marked == {"D4", "D5", "E5"}, marked
    assert len(book.worksheets) == 2 and sheet["D4"].number_format == "@"
    # The town reads reasons, of its own rows.
    assert sheet.column_dimensions["K"].hidden and not sheet.column_dimensions["I"].hidden
    noticed = [row for row in book.worksheets[1].iter_rows(values_only=True) if isinstance(row[1], int)]
    assert {row[1] for row in noticed} == {5, 8}, noticed

    sheet["D4"] = right
    sheet["D5"] = resident_id(700)
    sheet["E5"] = 1000
    book.save(cli.folder / "corrected.xlsx")
    # Whoever was right at once is not gone from what comes again.
    done = cli.run("import", cli.folder / "corrected.xlsx", "--program", PROGRAM, "--hold-gone", "名单上没有")
    assert (done["rows"], done["accepted"], codes(done, "error")) == (2, 2, []), done
    assert done["delivery"]["gone"] == [], done["delivery"]
    lines = cli.run("lines", "--program", PROGRAM)
    assert len(lines) == 6 and {line["state"] for line in lines} == {"listed"}, lines
    cli.verify()


def test_a_mapped_sheet_comes_back(cli):
    """Columns that an officer named are known again in what went back to the town, once more too; columns that nobody reads are told."""
    new(cli)
    heading = ("序号", "街镇", "甲", "乙", "补助", "健康状况", "代码", "联系电话")
    rows = [[*row[:5], "一般", "", row[7]] for row in people(2)]
    right = rows[1][3]
    rows[1][3] = right[:-1] + ("0" if right[-1] != "0" else "1")
    first = roster(cli, "one.xlsx", rows, heading=heading)
    maps = ("--map", "甲=name", "--map", "乙=id")
    shown = cli.run("preview", first, *maps)
    assert shown["columns"][4]["field"] == "amount", shown["columns"]
    assert shown["unread"] == [{"column": "F", "heading": "健康状况"}], shown["unread"]
    back, again = cli.folder / "back.xlsx", cli.folder / "again.xlsx"
    cli.run("import", first, "--program", PROGRAM, *maps, "--report", back, status=1)
    shown = cli.run("preview", back)
    assert shown["mapping"].count(",") == len(heading) + 2 and shown["mapping"].endswith("phone,,,"), shown["mapping"]
    assert shown["remembered"] and [column["heading"] for column in shown["unread"]] == ["健康状况"], shown
    cli.run("import", back, "--program", PROGRAM, "--report", again, status=1)
    book = openpyxl.load_workbook(again)
    cells = list(book["花名册"].iter_rows(values_only=True))
    assert len(cells[2]) == len(heading) + 3 and cells[2][8:] != cells[2][5:8], cells[2]
    book["花名册"]["D4"] = right
    book["花名册"]["I3"], book["花名册"]["J3"], book["花名册"]["K3"] = "退回原因", "原表行次", "代码"
    book.save(cli.folder / "corrected.xlsx")
    done = cli.run("import", cli.folder / "corrected.xlsx", "--program", PROGRAM)
    assert (done["accepted"], done["rejected"], done["amount_fen"]) == (1, 0, 100000), done
    cli.verify()


def find_recipient(cli, row):
    [item] = cli.run("recipients", "find", row[3])["items"]
    return cli.run("recipients", "show", item["id"])


def test_people_without_a_program(cli):
    new(cli)
    heading = ("姓名", "身份证号", "街镇", "户号", "对象类别", "联系电话")
    rows = [["张一", resident_id(1), TOWN, "沪-1", "低保", "13900000001"], ["张二", resident_id(2, "19700101"), TOWN, "沪-1", "", ""],
            ["坏号", "310199196001010000", TOWN, "", "", ""]]
    path = roster(cli, "people.xlsx", rows, heading=heading)
    tried = cli.run("import-registry", path, "--dry-run", status=1)
    assert [verdict["verdict"] for verdict in tried["verdicts"]] == ["new", "new", "refused"]
    assert cli.run("recipients", "find", "张")["total"] == 0
    done = cli.run("import-registry", path, status=1)
    assert (done["new_persons"], done["rejected"]) == (2, 1)
    assert cli.run("progress")[0]["entitlements"] == 0
    change = cli.run("history", "--limit", 1)[0]
    assert change["action"] == "registry-import" and "people.xlsx" in change["summary"]
    again = cli.run("import-registry", path, "--dry-run", status=1)
    assert [verdict["verdict"] for verdict in again["verdicts"]] == ["same", "same", "refused"]
    cli.run("undo", change["id"])
    assert cli.run("recipients", "find", "张")["total"] == 0
    cli.verify()


def test_this_months_holders(cli):
    """Who is new on a category's list, and who is on it no more."""
    new(cli)
    heading = ("姓名", "身份证号", "街镇")
    old = [["李一", resident_id(11), TOWN], ["李二", resident_id(12), TOWN], ["李三", resident_id(13), TOWN]]
    category = ("--category", "subsistence-allowance")
    first = cli.run("import-category", roster(cli, "dec.xlsx", old, heading=heading), *category, "--from", "2024-12-01",
                    "--source", "2024年12月低保名单")
    assert (first["begun"], first["held"], first["new_persons"]) == (3, 0, 3), first
    new_list = old[:1] + [["李四", resident_id(14), TOWN], ["坏号", "310199196001010000", TOWN]]
    path = roster(cli, "jan.xlsx", new_list, heading=heading)
    tried = cli.run("import-category", path, *category, "--from", "2025-01-01", "--dry-run", status=1)
    assert (tried["begun"], tried["held"], [end["name"] for end in tried["missing"]]) == (1, 1, ["李二", "李三"]), tried
    cli.refused("import-category", path, *category, "--from", "2025-01-01", "--end-missing", saying="lose the category")
    path = roster(cli, "jan.xlsx", new_list[:2], heading=heading)
    done = cli.run("import-category", path, *category, "--from", "2025-01-01", "--end-missing")
    assert [end["name"] for end in done["ended"]] == ["李二", "李三"]
    assert resident_id(12) not in str(done)
    change = cli.run("history", "--limit", 1)[0]
    assert change["action"] == "category-import" and "2" in change["summary"], change
    assert cli.run("import-category", path, *category, "--from", "2025-01-01", "--end-missing")["ended"] == []
    cli.run("undo", change["id"])
    tried = cli.run("import-category", path, *category, "--from", "2025-01-01", "--dry-run")
    assert len(tried["missing"]) == 2
    returned = roster(cli, "back.xlsx", [[*new_list[1], "号码不对", 5, "id_check_digit"]], heading=(*heading, "退回原因", "原表行次", "代码"))
    assert cli.run("import-category", returned, *category, "--from", "2025-01-01", "--end-missing")["ended"] == []
    cli.refused("import-category", path, "--category", "nonsense", saying="nonsense")
    cli.run("import-category", path, status=2)
    cli.verify()


def test_a_list_of_one_town(cli):
    """It says nothing of the other towns, be its town in the rows or known of its people; its day is the officer's, whatever a column says."""
    new(cli)
    heading = ("姓名", "身份证号", "街镇", "人员类别")
    category = ("--category", "subsistence-allowance")
    other = "徐泾镇"
    old = [["李一", resident_id(11), TOWN, ""], ["李二", resident_id(12), TOWN, ""], ["王三", resident_id(13), other, ""]]
    cli.run("import-category", roster(cli, "dec.xlsx", old, heading=heading), *category, "--from", "2024-12-01")
    rows = [[*row[:3], "低保"] for row in (*old[:1], ["李四", resident_id(14), TOWN])]
    path = roster(cli, "jan.xlsx", rows, heading=heading)
    tried = cli.run("import-category", path, *category, "--from", "2025-01-20", "--dry-run")
    assert (tried["towns"], [end["name"] for end in tried["missing"]]) == ([TOWN], ["李二"]), tried
    known = roster(cli, "known.xlsx", [row[:2] for row in old[2:]], heading=heading[:2])
    tried = cli.run("import-category", known, *category, "--from", "2025-01-20", "--dry-run")
    assert (tried["towns"], tried["missing"]) == ([other], []), tried
    done = cli.run("import-category", path, *category, "--from", "2025-01-20", "--end-missing")
    assert (done["begun"], done["held"], [end["name"] for end in done["ended"]]) == (1, 1, ["李二"]), done
    with contextlib.closing(sqlite3.connect(f"file:{cli.workspace}?mode=ro", uri=True)) as file:
        held = file.execute("SELECT p.name, k.from_date, k.to_date FROM person_category k JOIN person p ON p.id = k.person_id"
                            " ORDER BY p.document_number").fetchall()
    assert held == [("李一", "2024-12-01", None), ("李二", "2024-12-01", "2025-01-19"), ("王三", "2024-12-01", None),
                    ("李四", "2025-01-20", None)], held
    cli.verify()


def test_scores(cli):
    new(cli)
    heading = ("姓名", "身份证号", "综合困难评分")
    cli.run("import-registry", roster(cli, "people.xlsx", [["王一", resident_id(21)], ["王二", resident_id(22)]], heading=heading[:2]))
    rows = [["王一", resident_id(21), 86.5], ["王二", resident_id(22), "72分"], ["王三", resident_id(23), 60], ["王四", resident_id(24), "高"]]
    path = roster(cli, "scores.xlsx", rows, heading=heading)
    done = cli.run("import-scores", path, "--source", "残联综合困难评分", "--on", "2024-12-31", status=1)
    assert (done["changed"], done["unknown"], done["rejected"]) == (2, 1, 1), done
    assert {"person_unknown", "score_missing"} <= set(codes(done))
    missing = next(fault for fault in done["faults"] if fault["code"] == "score_missing")
    assert (missing["row"], missing["column"]) == (7, "C"), missing
    again = cli.run("import-scores", path, "--source", "残联综合困难评分", "--on", "2024-12-31", status=1)
    assert (again["changed"], again["skipped"]) == (0, 2)
    assert cli.run("history", "--limit", 1)[0]["action"] == "scores-import"
    cli.run("undo", cli.run("history", "--limit", 1)[0]["id"])
    assert cli.run("import-scores", path, "--on", "2024-12-31", "--dry-run", status=1)["changed"] == 2
    cli.verify()


def test_deaths(cli):
    new(cli)
    heading = ("姓名", "身份证号", "死亡日期")
    people_rows = [["赵一", resident_id(31)], ["赵二", resident_id(32)], ["赵三", resident_id(33)]]
    cli.run("import-registry", roster(cli, "people.xlsx", people_rows, heading=heading[:2]))
    rows = [["赵一", resident_id(31), "2024.12.3"], ["赵二", resident_id(32), "2026-01-01"], ["赵三", resident_id(33), "1950-01-01"],
            ["赵四", resident_id(34), "2024-11-01"]]
    path = roster(cli, "deaths.xlsx", rows, heading=heading)
    tried = cli.run("import-deaths", path, "--dry-run", status=1)
    assert (tried["changed"], tried["unknown"], tried["rejected"]) == (1, 1, 2), tried
    assert [(row["verdict"], row["known"]) for row in tried["verdicts"]] == [
        ("matched", True), ("refused", False), ("refused", False), ("doubtful", False)], tried["verdicts"]
    assert find_recipient(cli, ["", "", "", resident_id(31)])["died_on"] == ""
    cli.run("import-deaths", path, status=1)
    assert find_recipient(cli, ["", "", "", resident_id(31)])["died_on"] == "2024-12-03"
    change = cli.run("history", "--limit", 1)[0]
    assert change["action"] == "deaths-import"
    cli.run("undo", change["id"])
    assert find_recipient(cli, ["", "", "", resident_id(31)])["died_on"] == ""
    cli.verify()


def test_lines_are_changed(cli):
    """Another amount: tried, done with a reason, taken back; who changes does not approve; what is handed in stays."""
    new(cli)
    cli.run("import", roster(cli, "roster.xlsx", people(3)), "--program", PROGRAM, officer="经办甲")
    first, second, third = (line["entitlement"] for line in cli.run("lines", "--program", PROGRAM))
    cli.run("line", third, "hold", "--reason", "待核实", officer="经办甲")

    def amounts():
        return [line["amount_fen"] for line in cli.run("lines", "--program", PROGRAM)]

    before = amounts()
    call = ("lines", "change", first, third, "--program", PROGRAM, "--amount", "900")
    tried = cli.run(*call, "--dry-run", status=1)
    assert (tried["changed"], tried["outside_rate"], tried["left"], tried["after_fen"]) == (1, 1, 1, 90000), tried
    assert amounts() == before
    cli.run(*call, status=2, officer="复核乙")
    assert "--reason" in cli.message
    cli.run(*call, "--reason", "核实后调整", status=1, officer="复核乙")
    assert amounts() == [90000, before[1], before[2]], amounts()
    change = cli.run("history", "--limit", 1)[0]
    assert change["action"] == "entitlements-change" and "核实后调整" in change["summary"], change
    [finding] = [finding for finding in cli.run("check", "--program", PROGRAM) if finding["rule"] == "amount_outside_rate"]
    cli.run("decide", finding["id"], "allow", "--reason", "已核实", officer="经办甲")
    cli.run("submit", "--program", PROGRAM, officer="经办甲")
    cli.refused("approve", "--program", PROGRAM, officer="复核乙", saying="changed")
    cli.refused("lines", "change", second, "--program", PROGRAM, "--amount", "900", "--reason", "x", saying="submitted")
    cli.refused("lines", "change", second, "--program", "03.1", "--amount", "900", "--reason", "x", saying="There is no line of 03.1")
    cli.run("lines", "change", second, "--program", PROGRAM, "--amount", "x", "--reason", "x", status=2)
    cli.verify()


main(test_a_sheet_for_each_village, test_columns_are_remembered, test_every_row_gets_a_verdict, test_a_second_delivery,
     test_the_same_file_again, test_what_goes_back_to_the_town, test_a_mapped_sheet_comes_back,
     test_people_without_a_program, test_this_months_holders, test_a_list_of_one_town, test_scores, test_deaths, test_lines_are_changed)
