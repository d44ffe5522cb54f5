#!/usr/bin/python3
"""Which people: what is typed and what holds of them, together; counted; as a workbook; and under a name."""
import openpyxl

from songnuan import account, main, resident_id, write_roster

HEADING = ("序号", "街镇", "姓名", "身份证号", "户号", "补助标准", "补助金额（元）", "开户银行", "银行账号", "联系电话")
PEOPLE = {  # name: number, birth, town, household
    "张伟": (1, "19600101", "徐泾镇", "H1"),
    "张小芳": (2, "19900303", "徐泾镇", "H1"),
    "曾明": (3, "19440505", "朱家角镇", "H2"),
    "吕布": (4, "19450110", "朱家角镇", "H3"),
    "单方": (5, "19450111", "徐泾镇", "H4"),
}


def row(name, rate, amount):
    number, birth, town, household = PEOPLE[name]
    return [number, town, name, resident_id(number, birth), household, rate, amount, "上海农商银行", account(number), f"1380000{number:04d}"]


def fill(cli):
    cli.run("new", officer="经办甲")
    rosters = {
        "04.1": [row(name, "登记失业困难人员", "750") for name in ("张伟", "曾明", "单方")],
        "06.1": [row("张小芳", "重点优抚对象", "1200"), row("曾明", "重点优抚对象", "1200")],
        "03.1": [row("吕布", "低保家庭", "1200")],
    }
    for program, rows in rosters.items():
        path = cli.folder / f"{program}.xlsx"
        write_roster(path, rows, heading=HEADING)
        cli.run("import", path, "--program", program, officer="经办甲")


def names(found):
    return "|".join(item["name"] for item in found["items"])


def test_find(cli):
    fill(cli)
    for words, total, households, found in (
            ((), 5, 4, "吕布|单方|曾明|张伟|张小芳"),
            (("zh",), 2, 1, "张伟|张小芳"),
            (("1960-1-1",), 1, 1, "张伟"),
            ((account(4)[-6:],), 1, 1, "吕布"),
            (("徐泾",), 3, 2, "单方|张伟|张小芳"),
            (("张 徐泾",), 2, 1, "张伟|张小芳"),
            (("--town", "徐泾镇"), 3, 2, "单方|张伟|张小芳"),
            (("--town", "徐泾", "--age", "60-"), 2, 2, "单方|张伟"),
            (("--town", "310118106", "--town", "朱家角"), 5, 4, "吕布|单方|曾明|张伟|张小芳"),
            # 80 today, and 80 tomorrow.
            (("--age", "80-"), 2, 2, "吕布|曾明"),
            (("--age", "-79"), 3, 2, "单方|张伟|张小芳"),
            (("--age", "34"), 1, 1, "张小芳"),
            (("--department", "04"), 3, 3, "单方|曾明|张伟"),
            (("--program", "06.1", "--state", "listed"), 2, 2, "曾明|张小芳"),
            (("--state", "approved"), 0, 0, ""),
            (("--departments-at-least", "2"), 1, 1, "曾明"),
            (("--nothing",), 0, 0, ""),
            (("--sort", "total"), 5, 4, "曾明|吕布|张小芳|单方|张伟"),
            (("--sort", "total", "--ascending"), 5, 4, "单方|张伟|吕布|张小芳|曾明"),
            (("--sort", "town"), 5, 4, "吕布|曾明|单方|张伟|张小芳"),
            (("--sort", "pinyin", "--descending"), 5, 4, "张小芳|张伟|曾明|单方|吕布"),
            (("zh", "--limit", "1"), 2, 1, "张伟")):
        answer = cli.run("recipients", "find", *words)
        assert (answer["total"], answer["households"], names(answer)) == (total, households, found), (words, answer)
    assert "Households" in cli.run("recipients", "find", "zh", as_json=False)


def test_refusals(cli):
    fill(cli)
    cli.refused("recipients", "find", "--town", "某镇", saying="310118001")
    cli.refused("recipients", "find", "--state", "gone", saying="listed, submitted")
    cli.refused("recipients", "find", "--view", "没有", saying="没有")
    for words in (("--age", "x"), ("--age", "9-1"), ("--sort", "hair"), ("--ascending", "--descending"), ("--limit", "0"),
                  ("--departments-at-least", "-1")):
        cli.run("recipients", "find", *words, status=2)
    cli.run("recipients", "export", cli.folder / "x.xlsx", "--columns", "hair", status=2)
    assert not (cli.folder / "x.xlsx").exists()


def test_export(cli):
    fill(cli)
    masked, full = cli.folder / "masked.xlsx", cli.folder / "full.xlsx"
    answer = cli.run("recipients", "export", masked, "--town", "徐泾", "--sort", "total")
    assert (answer["rows"], answer["amount_fen"]) == (3, 270000), answer
    sheet = openpyxl.load_workbook(masked).active
    rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert any("310199********" in str(value) for line in rows for value in line)
    assert not any(resident_id(number, birth) in map(str, line) for line in rows for number, birth, *_ in PEOPLE.values())
    before = len(cli.run("history"))
    cli.run("recipients", "export", full, "张", "--columns", "name,id_number,account,phone,departments,lines,total", "--full-ids")
    rows = {line[0].value: line for line in openpyxl.load_workbook(full).active.iter_rows()}
    line = rows["张伟"]
    assert [cell.value for cell in line[:4]] == ["张伟", resident_id(1, "19600101"), account(1), "13800000001"], line
    assert all(cell.data_type == "s" and cell.number_format == "@" for cell in line[1:4])
    assert (line[5].value, line[6].value) == (1, 750)
    assert "吕布" not in rows
    [change, *_] = cli.run("history")
    assert len(cli.run("history")) == before + 1 and change["action"] == "recipients-export-full" and "2 people" in change["summary"], change


def test_export_needs_the_right(cli):
    fill(cli)
    cli.run("workspace", "reveal", "named", officer="经办甲")
    cli.run("recipients", "export", cli.folder / "masked.xlsx", officer="新来的")
    cli.refused("recipients", "export", cli.folder / "full.xlsx", "--full-ids", officer="新来的")
    assert not (cli.folder / "full.xlsx").exists()


def test_views(cli):
    fill(cli)
    cli.run("views", "save", "徐泾的老人", "--town", "徐泾", "--age", "60-", "--sort", "total")
    answer = cli.run("recipients", "find", "--view", "徐泾的老人")
    assert names(answer) == "单方|张伟", answer
    # What is said besides narrows it; text takes the place of the view's.
    assert names(cli.run("recipients", "find", "zhang", "--view", "徐泾的老人")) == "张伟"
    [view] = cli.run("views")
    assert (view["name"], view["sort"], view["descending"]) == ("徐泾的老人", "total", True), view
    assert [(c["kind"], c["code"], c["least"]) for c in view["conditions"]] == [("town", "310118106", 0), ("age", "", 60)], view
    cli.refused("views", "rename", "没有", "甲", saying="没有")
    cli.run("views", "rename", "徐泾的老人", "甲")
    cli.run("views", "save", "乙", "张")
    assert [view["name"] for view in cli.run("views")] == ["甲", "乙"]
    [change, *_] = cli.run("history")
    assert change["action"] == "view-save" and "张" not in change["summary"], change
    cli.run("views", "delete", "甲")
    assert [view["name"] for view in cli.run("views")] == ["乙"]
    [change, *_] = [change["id"] for change in cli.run("history") if change["action"] == "view-delete"]
    cli.run("undo", change)
    assert [view["name"] for view in cli.run("views")] == ["甲", "乙"]
    cli.verify()


main(test_find, test_refusals, test_export, test_export_needs_the_right, test_views)
