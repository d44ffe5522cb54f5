#!/usr/bin/python3
"""What the new notice says otherwise: days, programs, rates, places and ceilings; and that nothing is approved beyond them."""
import hashlib

from songnuan import account, main, people, resident_id, write_roster

CASH = "登记失业困难人员"


def given(cli, rows):
    path = cli.folder / "roster.xlsx"
    write_roster(path, rows)
    return path


def test_campaign_days(cli):
    cli.run("new")
    edited = cli.run("campaign", "edit", "--title", "2025年帮困送温暖", "--notice", "青民〔2025〕2号", "--delivery", "2025-01-25")
    assert (edited["title"], edited["notice_number"], edited["delivery_due"]) == ("2025年帮困送温暖", "青民〔2025〕2号", "2025-01-25"), edited
    cli.refused("campaign", "edit", "--delivery", "2025-01-29", saying="2025-01-29")
    cli.refused("campaign", "edit", "--report", "2025-01-20", saying="2025-01-20")
    cli.refused("campaign", "edit", "--as-of", "去年底", saying="去年底")
    cli.refused("campaign", "edit", "--title", "  ")
    before = len(cli.run("history"))
    cli.run("campaign", "edit", "--delivery", "2025-01-25")
    assert len(cli.run("history")) == before, "nothing changed, yet there is a change"
    cli.verify()


def test_program_added_and_removed(cli):
    cli.run("new")
    added = cli.run("program", "add", "--department", "03", "--title", "寒潮应急帮困", "--clause", "二（三）7", "--quota", "2")
    assert (added["code"], added["quota"], added["rates"]) == ("03.8", 2, 0), added
    cli.run("rates", "add", "--program", "03.8", "--label", "受灾家庭", "--unit", "household", "--amount", "800-1500", "--category", "subsistence-allowance")
    cli.run("funding", "add", "--program", "03.8", "--source", "慈善基金会青浦区代表机构")
    program = [p for p in cli.run("programs") if p["code"] == "03.8"][0]
    rate = program["rates"][0]
    assert (rate["unit"], rate["min_fen"], rate["max_fen"], rate["form"], rate["confirmed"]) == ("household", 80000, 150000, "cash", True), rate
    assert [f["source"] for f in program["funding"]] == ["慈善基金会青浦区代表机构"], program
    cli.refused("rates", "add", "--program", "03.8", "--label", "受灾家庭", "--amount", "5", saying="受灾家庭")
    cli.refused("rates", "add", "--program", "03.8", "--label", "倒着写", "--amount", "900-500")
    cli.refused("rates", "add", "--program", "03.8", "--label", "无此类", "--amount", "5", "--category", "nobody", saying="nobody")
    cli.refused("program", "add", "--department", "02", "--title", "没有", saying="财政")
    cli.refused("program", "add", "--department", "77", "--title", "没有", saying="77")
    assert len(program["rates"]) == 1
    cli.run("program", "remove", "--program", "03.8")
    assert "03.8" not in [p["code"] for p in cli.run("programs")]
    cli.run("undo", cli.run("history")[0]["id"])
    assert "03.8" in [p["code"] for p in cli.run("programs")]
    cli.verify()


def test_rates_edited(cli):
    cli.run("new")
    label = [p for p in cli.run("programs") if p["code"] == "03.6"][0]["rates"]
    assert len(label) > 1
    first, second = label[0]["label"], label[1]["label"]
    cli.run("rates", "edit", "--program", "03.6", "--rate", second, "--place", "1", "--min-age", "75", "--label", "七十五岁以上")
    rates = [p for p in cli.run("programs") if p["code"] == "03.6"][0]["rates"]
    assert [rates[0]["label"], rates[0]["min_age"], rates[1]["label"]] == ["七十五岁以上", 75, first], rates
    cli.refused("rates", "edit", "--program", "03.6", "--rate", first, "--label", "七十五岁以上", saying="七十五岁以上")
    cli.refused("rates", "edit", "--program", "03.6", "--rate", first, "--place", "99")
    cli.refused("rates", "edit", "--program", "03.6", "--rate", first, "--unit", "village", saying="village")
    roster = given(cli, people(3, amount="750"))
    cli.run("import", roster, "--program", "04.1", officer="张敏")
    cli.refused("rates", "remove", "--program", "04.1", "--rate", CASH, saying="3")
    cli.refused("rates", "edit", "--program", "04.1", "--rate", CASH, "--unit", "household", saying="3")
    cli.refused("program", "remove", "--program", "04.1", saying="3")
    cli.run("submit", "--program", "04.1", officer="张敏")
    cli.refused("rates", "edit", "--program", "04.1", "--rate", CASH, "--amount", "700", saying="3")
    cli.run("rates", "edit", "--program", "04.1", "--rate", CASH, "--eligible", "登记失业的困难人员")
    cli.verify()


def test_ceiling_holds(cli):
    cli.run("new")
    sources = [line["source"] for line in cli.run("funding", "--program", "04.1")]
    assert sources and all(line["ceiling_fen"] is None for line in cli.run("funding", "--program", "04.1"))
    for source in sources:
        cli.run("funding", "set", "--program", "04.1", "--source", source, "--ceiling", "2000" if source == sources[0] else "0",
                "--holder", "区财政局")
    roster = given(cli, people(4, amount="750"))
    cli.run("import", roster, "--program", "04.1", officer="张敏")
    cli.run("submit", "--program", "04.1", officer="张敏")
    # 4 × 750 is 3,000, which is 1,000 more than there is.
    cli.refused("approve", "--program", "04.1", officer="李强", saying="1,000.00")
    for line in cli.run("lines", "--program", "04.1")[:2]:
        cli.run("line", line["entitlement"], "hold", "--reason", "资金不足", officer="张敏")
    approved = cli.run("approve", "--program", "04.1", officer="李强")
    assert approved["amount_fen"] == 150000, approved
    cli.refused("funding", "set", "--program", "04.1", "--source", sources[0], "--ceiling", "1000", saying="1,500.00")
    cli.refused("funding", "set", "--program", "04.1", "--source", "无此来源", "--ceiling", "1000", saying=sources[0])
    cli.refused("funding", "add", "--program", "04.1", "--source", "慈善基金会青浦区代表机构", saying="4")
    line = cli.run("funding", "--program", "04.1")[0]
    assert (line["budget_holder"], line["ceiling_fen"], line["approved_fen"]) == ("区财政局", 200000, 150000), line
    cli.verify()


def test_no_way_round(cli):
    """A hold is not taken back, nor the raising of a ceiling, where more would then be approved than there is money for."""
    cli.run("new")
    source = cli.run("funding", "--program", "04.1")[0]["source"]
    cli.run("import", given(cli, people(4, amount="750")), "--program", "04.1", officer="张敏")
    cli.run("submit", "--program", "04.1", officer="张敏")
    cli.run("approve", "--program", "04.1", officer="李强")
    line = cli.run("lines", "--program", "04.1")[0]["entitlement"]
    cli.run("line", line, "hold", "--reason", "待核", officer="张敏")
    held = cli.run("history")[0]["id"]
    cli.run("funding", "set", "--program", "04.1", "--source", source, "--ceiling", "2250")
    cli.refused("undo", held, officer="李强", saying="ceiling")
    cli.run("funding", "set", "--program", "04.1", "--source", source, "--ceiling", "3000")
    raised = cli.run("history")[0]["id"]
    cli.run("undo", held, officer="李强")
    cli.refused("undo", raised, saying="ceiling")
    assert cli.run("funding", "--program", "04.1")[0]["approved_fen"] == 300000
    cli.verify()


def test_one_person_after_the_approval(cli):
    """Two approved lines turn out to be one person's: no batch takes both before somebody decided."""
    cli.run("new")
    rows = [[number, "朱家角镇", name, resident_id(1 + 2 * number, "19600101"), "750", "上海农商银行", account(number), "13800000000"]
            for number, name in enumerate(("王建国", "王健国", "李四"), 1)]
    cli.run("import", given(cli, rows), "--program", "04.1", officer="张敏")
    cli.run("submit", "--program", "04.1", officer="张敏")
    cli.run("approve", "--program", "04.1", officer="李强")
    keep, gone = (cli.run("recipients", "find", name)["items"][0]["id"] for name in ("王建国", "王健国"))
    early = cli.run("batch", "create", "--program", "04.1", officer="张敏")["batch"]
    cli.run("recipients", "merge", keep, gone, officer="张敏")
    cli.refused("batch", "approve", early, officer="李强", saying="1")
    cli.run("undo", cli.run("history")[0]["id"], officer="张敏")
    cli.run("batch", "approve", early, officer="李强")
    cli.run("recipients", "merge", keep, gone, officer="张敏")
    cli.refused("batch", "export", early, "--format", "csv", cli.folder / "bank.csv", officer="张敏", saying="1")
    cli.run("batch", "void", early, "--reason", "同一人", officer="张敏")
    cli.refused("batch", "create", "--program", "04.1", officer="张敏", saying="1")
    finding = next(finding for finding in cli.run("findings") if finding["rule"] == "person_twice")
    cli.run("decide", finding["id"], "hold", "--reason", "同一人", officer="张敏")
    assert cli.run("batch", "create", "--program", "04.1", officer="张敏")["payments"] == 1
    cli.verify()


def test_places_hold(cli):
    cli.run("new")
    cli.run("program", "edit", "--program", "04.1", "--quota", "3")
    roster = given(cli, people(4, amount="750"))
    cli.run("import", roster, "--program", "04.1", officer="张敏")
    cli.run("submit", "--program", "04.1", officer="张敏")
    cli.refused("approve", "--program", "04.1", officer="李强", saying="3")
    cli.run("program", "edit", "--program", "04.1", "--quota", "4")
    cli.run("approve", "--program", "04.1", officer="李强")
    cli.refused("program", "edit", "--program", "04.1", "--quota", "3", saying="4")
    cli.run("program", "edit", "--program", "04.1", "--quota", "none")
    cli.verify()


def test_attachments(cli):
    """A scan is known by its hash: the same one is not taken twice, and one that changed or went is told."""
    cli.run("new")
    scan = cli.folder / "批复.pdf"
    scan.write_bytes(b"%PDF-1.4 approval")
    added = cli.run("attachments", "add", scan, "--program", "04.1", "--note", "区政府批复", officer="张敏")[0]
    assert (added["name"], added["state"], added["note"], added["officer"]) == ("批复.pdf", "same", "区政府批复", "张敏"), added
    assert added["sha256"] == hashlib.sha256(scan.read_bytes()).hexdigest() and added["size_bytes"] == scan.stat().st_size
    cli.refused("attachments", "add", scan, "--program", "04.1", saying="批复.pdf")
    cli.refused("attachments", "add", cli.folder, "--program", "04.1")
    cli.refused("attachments", "add", cli.folder / "无此文件.pdf", "--program", "04.1")
    scan.write_bytes(b"%PDF-1.4 another approval")
    assert cli.run("attachments", "--program", "04.1")[0]["state"] == "changed"
    scan.unlink()
    assert cli.run("attachments")[0]["state"] == "missing"
    cli.run("attachments", "remove", added["attachment"])
    assert cli.run("attachments") == []
    cli.refused("attachments", "remove", added["attachment"])
    cli.run("undo", cli.run("history")[0]["id"])
    assert cli.run("attachments")[0]["attachment"] == added["attachment"]
    cli.verify()


main(test_attachments, test_campaign_days, test_program_added_and_removed, test_rates_edited, test_ceiling_holds, test_no_way_round,
     test_one_person_after_the_approval, test_places_hold)
