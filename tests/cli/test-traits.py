#!/usr/bin/env python3
"""Ethnic group and disability: from a list into the registry and back, to the rates that ask for them, and asked for among all people."""
from songnuan import main, resident_id, write_roster

HEADING = ("姓名", "身份证号", "街镇", "民族", "残疾类别", "残疾等级", "残疾人证号")
TOWN = "夏阳街道"


def certificate(number, ending):
    return resident_id(number) + ending


def people(cli, *rows, name="people.xlsx", heading=HEADING):
    write_roster(cli.folder / name, [list(row) for row in rows], heading=heading)
    return cli.folder / name


FIRST = (
    ("马一", resident_id(1), TOWN, "回", "肢体", "二级", ""),
    ("张二", resident_id(2), TOWN, "汉族", "", "", certificate(2, "11")),
    ("李三", resident_id(3), TOWN, "1", "无", "无", "无"),
    ("王四", resident_id(4), TOWN, "汉人", "是", "", certificate(1, "42")),
)


def traits(cli, number):
    [item] = cli.run("recipients", "find", resident_id(number))["items"]
    person = cli.run("recipients", "show", item["id"])
    return person["ethnic_group"], person["disability_kind"], person["disability_level"]


def differences(answer, row=0):
    return [(one["field"], one["registry"], one["roster"], one["taken"]) for one in answer["verdicts"][row]["differences"]]


def test_registry_list(cli):
    """What is not understood is pointed out with cell and remedy and left out; the person comes in all the same."""
    cli.run("new", officer="经办甲")
    path = people(cli, *FIRST)
    tried = cli.run("import-registry", path, "--dry-run")
    told = {(fault["row"], fault["column"], fault["code"], fault["level"]) for fault in tried["faults"]}
    first = min(fault["row"] for fault in tried["faults"]) - 2  # of the people
    assert told == {(first + 2, "D", "ethnic_group_cleaned", "fixed"), (first + 3, "D", "ethnic_group_unknown", "warning"),
                    (first + 3, "E", "disability_unknown", "warning"), (first + 3, "G", "disability_certificate_bad", "warning")}, told
    assert not any(resident_id(1) in str(fault) for fault in tried["faults"])
    assert cli.run("recipients", "find", "")["total"] == 0
    done = cli.run("import-registry", path)
    assert (done["new_persons"], done["rejected"]) == (4, 0)
    assert [traits(cli, number) for number in (1, 2, 3, 4)] == [("回族", 4, 2), ("汉族", 1, 1), ("汉族", 0, 0), ("", 0, 0)]
    # Other columns by --map, and what it says of them is a key of the list.
    other = people(cli, ("王四", resident_id(4), "汉"), name="other.xlsx", heading=("姓名", "身份证号", "族"))
    cli.run("import-registry", other, "--map", "族=ethnic_group")
    assert traits(cli, 4) == ("汉族", 0, 0)
    cli.verify()


def test_difference_and_undo(cli):
    cli.run("new", officer="经办甲")
    cli.run("import-registry", people(cli, *FIRST))
    path = people(cli, ("马一", resident_id(1), TOWN, "汉", "肢体", "三级", ""), ("张二", resident_id(2), TOWN, "", "视力", "二级", ""), name="next.xlsx")
    tried = cli.run("import-registry", path, "--dry-run")
    assert differences(tried) == [("ethnic_group", "回族", "汉族", True), ("disability_level", "二级", "三级", True)], tried
    # What a certificate says is kept.
    assert differences(tried, 1) == [("disability_level", "一级", "二级", False)], tried
    assert {fault["code"] for fault in tried["faults"] if fault["level"] == "warning"} == {
        "ethnic_group_changed", "disability_changed", "disability_differs"}
    cli.run("import-registry", path)
    assert (traits(cli, 1), traits(cli, 2)) == (("汉族", 4, 3), ("汉族", 1, 1))
    change = cli.run("history", "--limit", 1)[0]
    cli.run("undo", change["id"])
    assert (traits(cli, 1), traits(cli, 2)) == (("回族", 4, 2), ("汉族", 1, 1))
    cli.verify()


def test_rates_that_ask(cli):
    """A roster brings what the rate's conditions ask for: who meets them is no finding."""
    cli.run("new", officer="经办甲")
    rate = ["rates", "conditions", "--program", "04.1", "--rate", "登记失业困难人员"]
    cli.run(*rate, "--set", "disability_level=1-2", "--set", "ethnic_group=少数民族")
    rows = (("马一", resident_id(1), TOWN, "回族", "肢体二级", "", "", "750"), ("张二", resident_id(2), TOWN, "汉族", "肢体二级", "", "", "750"))
    path = people(cli, *rows, heading=(*HEADING, "补助金额（元）"))
    cli.run("import", path, "--program", "04.1")
    found = [finding for finding in cli.run("check", "--program", "04.1") if finding["rule"] == "condition_not_met"]
    assert len(found) == 1 and "张二" in str(found[0]) and "马一" not in str(found[0]), found
    cli.verify()


def test_asked_for(cli):
    cli.run("new", officer="经办甲")
    rows = (("马一", resident_id(1), TOWN, "回", "肢体二级", "男", "750"), ("张二", resident_id(2), TOWN, "汉", "视力一级", "男", "750"),
            ("李三", resident_id(3), TOWN, "", "肢体", "", ""), ("王四", resident_id(4), TOWN, "满族", "", "", "300"))
    path = people(cli, *rows, heading=("姓名", "身份证号", "街镇", "民族", "残疾类别等级", "性别", "补助金额（元）"))
    cli.run("import-registry", path)
    both = people(cli, ("马一", resident_id(1), "户籍路9号", "居住路8号"), name="both.xlsx", heading=("姓名", "身份证号", "户籍地址", "居住地址"))
    assert differences(cli.run("import-registry", both, "--dry-run")) == [
        ("address", "", "居住路8号", True), ("registered_address", "", "户籍路9号", True)]
    cli.run("import-registry", both)
    [item] = cli.run("recipients", "find", resident_id(1))["items"]
    known = cli.run("recipients", "show", item["id"])
    assert (known["address"], known["registered_address"]) == ("居住路8号", "户籍路9号"), known
    cli.run("import", people(cli, *(row[:3] + row[6:] for row in rows if row[6]), name="roster.xlsx",
                             heading=("姓名", "身份证号", "街镇", "补助金额（元）")), "--program", "04.1")

    def names(*words):
        return "|".join(item["name"] for item in cli.run("recipients", "find", *words)["items"])

    for words, expected in (
            (("--ethnic-group", "少数民族"), "马一|王四"), (("--ethnic-group", "汉"), "张二"), (("--ethnic-group", "unknown"), "李三"),
            (("--ethnic-group", "回族", "--ethnic-group", "满"), "马一|王四"),
            (("--disability", "any"), "李三|马一|张二"), (("--disability", "肢体"), "李三|马一"), (("--disability", "4", "--disability-level", "二级"), "马一"),
            (("--disability-level", "1", "--disability-level", "2"), "马一|张二"),
            (("--total", "700-"), "马一|张二"), (("--total", "-300"), "王四"), (("--total", "750"), "马一|张二"), (("--total", "301-749"), ""),
            (("--sort", "total,id"), "马一|张二|王四|李三"), (("--sort", "town,id", "--descending"), "马一|张二|李三|王四")):
        assert names(*words) == expected, (words, names(*words))
    men = [item["name"] for item in cli.run("recipients", "find", "--sex", "男")["items"]]
    assert men == [item["name"] for item in cli.run("recipients", "find", "--sex", "male")["items"]] and len(men) > 0
    assert len(men) + cli.run("recipients", "find", "--sex", "female")["total"] == 4
    view = cli.run("views", "save", "少数民族残疾人", "--ethnic-group", "少数民族", "--disability", "any", "--total", "500-2000", "--sort", "town,total")
    assert names("--view", "少数民族残疾人") == "马一", view
    cli.refused("recipients", "find", "--ethnic-group", "汉人", saying="少数民族")
    cli.refused("recipients", "find", "--disability", "8", saying="any, 1, 2")
    for words in (("--total", "x"), ("--total", "9-1"), ("--sort", "id,town"), ("--sort", "town,hair")):
        cli.run("recipients", "find", *words, status=2)


main(test_registry_list, test_difference_and_undo, test_rates_that_ask, test_asked_for)
