#!/usr/bin/python3
"""Every command of the command line: its JSON keys, its refusals, its words."""
import json
import subprocess

from songnuan import main, people, write_roster

PROGRAM_KEYS = {"department", "department_code", "code", "title", "clause", "rates", "funding"}
RATE_KEYS = {"label", "unit", "form", "min_fen", "max_fen", "discretionary", "approximate", "min_age", "confirmed"}
BATCH_KEYS = {"batch", "state", "payments", "amount_fen", "paid", "failed", "returned", "unmatched"}
PROGRESS_KEYS = {"key", "label", "persons", "households", "entitlements", "planned_fen", "approved_fen", "issued_fen", "paid_fen", "failed_fen"}
FINDING_KEYS = {"id", "rule", "level", "program", "programs", "persons", "message", "decision"}
IMPORT_KEYS = {"rows", "accepted", "new_persons", "matched_persons", "warned", "rejected", "skipped", "faults"}


def has_keys(value, keys):
    assert keys <= value.keys(), f"{sorted(keys - value.keys())} is not in {sorted(value)}"


def test_the_catalogue(cli):
    cli.run("new")
    programs = cli.run("programs")
    assert len(programs) == 25 and len({program["department_code"] for program in programs}) == 13
    for program in programs:
        has_keys(program, PROGRAM_KEYS)
        for rate in program["rates"]:
            has_keys(rate, RATE_KEYS)
    by_code = {program["code"]: program for program in programs}
    [rate] = by_code["05.1"]["rates"]
    assert (rate["min_fen"], rate["max_fen"], rate["unit"], rate["form"]) == (110_000, 250_000, "person", "cash")
    assert by_code["03.4"]["rates"][0]["discretionary"] is True and by_code["03.4"]["rates"][0]["min_fen"] is None
    [campaign] = cli.run("campaign", "list")
    assert (campaign["delivery_due"], campaign["report_due"]) == ("2025-01-28", "2025-02-28")
    campaigns = cli.run("campaign", "new", "--from", campaign["id"], "--title", "2026年元旦春节帮困送温暖", "--spring-festival", "2026-02-17")
    assert (campaigns[0]["delivery_due"], campaigns[0]["report_due"]) == ("2026-02-16", "2026-03-31")
    campaigns = cli.run("campaign", "new", "--from", 2026, "--title", "2027年元旦春节帮困送温暖", "--spring-festival", "2027-02-06")
    assert (campaigns[0]["delivery_due"], campaigns[0]["report_due"]) == ("2027-02-05", "2027-03-31")
    assert len(cli.run("programs")) == 25
    cli.verify()


def test_the_demo_and_its_figures(cli):
    made = cli.run("demo", "--recipients", 3000, "--seed", 7)
    assert made["persons"] == 3000 and min(made.values()) > 0, made
    for grouping in ("department", "program", "town", "funding", "rate"):
        rows = cli.run("progress", "--by", grouping)
        for row in rows:
            has_keys(row, PROGRESS_KEYS)
        assert sum(row["entitlements"] for row in rows) <= made["entitlements"]
    assert len(cli.run("progress", "--by", "department")) == 14
    batches = cli.run("batch", "list")
    assert {"draft", "approved", "issued", "reconciled", "closed"} <= {batch["state"] for batch in batches}
    for batch in batches:
        has_keys(batch, BATCH_KEYS)
    has_keys(cli.run("batch", "show", batches[0]["batch"]), BATCH_KEYS | {"lines"})
    lines = cli.run("lines", "--program", "14.1")
    has_keys(lines[0], {"entitlement", "state", "payment_state", "other_lines", "other_amount_fen"})
    assert any(line["other_lines"] > 0 and line["other_amount_fen"] > 0 for line in lines)
    findings = cli.run("findings")
    # Every rule but those about last year: a demo has one campaign.
    assert {finding["rule"] for finding in findings} == {
        "person_twice", "household_twice", "programs_meet", "person_died", "person_moved", "identity_mismatch", "outside_town",
        "same_account", "holder_differs", "child_without_guardian", "amount_outside_rate", "age_not_met"}
    assert len(findings) < made["entitlements"] / 10, "a demo whose every line is doubtful"
    for finding in findings:
        has_keys(finding, FINDING_KEYS)
    found = cli.run("recipients", "find", "王", "--sort", "stroke", "--limit", 3)
    assert found["total"] > 3 and len(found["items"]) == 3
    has_keys(found["items"][0], {"id", "name", "id_number_masked", "town", "village", "categories"})
    has_keys(cli.run("candidates", "--program", "03.1"), {"total", "items"})
    for what, word in (("summary", None), ("roster", "03.1"), ("signsheet", "03.5"), ("publication", "10.4")):
        call = ["export", what, cli.folder / f"{what}.xlsx"] + (["--program", word] if word else [])
        has_keys(cli.run(*call), {"file", "rows", "amount_fen", "sha256"})
    for change in cli.run("history"):
        assert change["summary"] and "{" not in change["summary"], change
    cli.verify()


def test_the_same_seed_makes_the_same_district(cli):
    texts = []
    for name in ("one", "two"):
        cli.workspace = cli.folder / f"{name}.songnuan"
        cli.run("demo", "--recipients", 400, "--seed", 3)
        texts.append(json.dumps([cli.run("recipients", "find", "", "--limit", 400), cli.run("progress", "--by", "rate")]))
    assert texts[0] == texts[1]


def test_wrong_usage(cli):
    for words in (["nonsense"], ["import"], ["import", "x.xlsx"], ["undo", "twelve"], ["progress", "--by", "colour"],
                  ["batch", "show"], ["recipients", "find", "x", "--sort", "height"], ["campaign", "new"], ["verify", "--loud"],
                  ["--today", "yesterday", "verify"], ["demo"], ["decide", "1", "forget", "--reason", "r"],
                  ["decide", "1", "allow"], ["return", "--program", "03.1"], ["batch", "void", "1"], ["lines"], ["line", "1", "hold"],
                  ["line", "1", "keep", "--reason", "r"], ["candidates"],
                  ["candidates", "--person", "wang"], ["candidates", "--person", "1", "--add"], ["batch", "create", "--program", "03.1", "--channel", "mail"]):
        cli.run("new") if not cli.workspace.exists() else None
        assert cli.run(*words, status=2) is None, words
        assert cli.message.startswith("songnuan-cli: "), cli.message
    done = subprocess.run([cli.program], capture_output=True, timeout=60)
    assert done.returncode == 2 and b"Usage" in done.stderr
    help_text = cli.run("--help", as_json=False)
    for command in ("new", "demo", "import", "batch answer", "export summary", "restore", "undo"):
        assert f"\n  {command} " in help_text, command


def test_what_a_person_could_be_put_into(cli):
    """From who gets nothing to a line: what is possible is listed, and then it is not possible any more."""
    cli.run("demo", "--recipients", 3000, "--seed", 7)
    unreached = cli.run("unreached", "--category", "subsistence-allowance", "--limit", 500)["items"]
    possible = {person["id"]: cli.run("candidates", "--person", person["id"]) for person in unreached[:20]}
    person, [first, *rest] = next((person, found) for person, found in possible.items() if len(found) > 1)
    assert first.keys() == {"program", "title", "department", "rate", "min_fen", "max_fen", "discretionary", "ground"}
    assert "低保" in first["ground"] and first["min_fen"] > 0, first
    fits = next(rate for rate in cli.run("candidates", "--person", person, "--program", first["program"]) if rate["fits"])
    assert {key: fits[key] for key in ("rate", "min_fen", "max_fen", "ground")} == {key: first[key] for key in ("rate", "min_fen", "max_fen", "ground")}
    added = cli.run("candidates", "--person", person, "--program", first["program"], "--add", officer="沈晓芸")
    assert added == {"person": person, "program": first["program"], "amount_fen": first["min_fen"]}
    assert cli.run("candidates", "--person", person) == rest
    [line] = [line for line in cli.run("lines", "--program", first["program"]) if line["recipient"] == person and line["state"] != "withdrawn"]
    assert (line["state"], line["rate"], line["amount_fen"]) == ("listed", first["rate"], first["min_fen"])
    assert person not in {left["id"] for left in cli.run("unreached", "--category", "subsistence-allowance", "--limit", 500)["items"]}
    cli.refused("candidates", "--person", person, "--program", first["program"], "--add", saying="already")
    cli.refused("candidates", "--person", 5, saying="not in the registry")
    cli.verify()


def test_refusals_say_what_to_do(cli):
    cli.refused("verify", saying="no workspace")
    cli.run("new")
    cli.refused("new", saying="exists already")
    cli.refused("import", cli.folder / "missing.xlsx", "--program", "03.1", saying="missing.xlsx")
    cli.refused("import", cli.workspace, "--program", "99.9", saying="programs are")
    cli.refused("sheet", cli.workspace, saying="neither a spreadsheet")
    cli.refused("batch", "show", 5, saying="no batch 5")
    cli.refused("undo", 999, saying="no change 999")
    cli.refused("submit", "--program", "03.1", saying="Nothing is listed")
    cli.refused("submit", "--program", "03.1", "--town", "火星镇", saying="火星镇")
    cli.refused("export", "summary", "--department", "77", cli.folder / "x.xlsx", saying="77")
    cli.refused("export", "summary", cli.folder / "no" / "x.xlsx", saying="x.xlsx")
    cli.refused("campaign", "new", "--from", 2025, "--title", "x", "--spring-festival", "2025-01-29", saying="exists")
    write_roster(cli.folder / "wrong.xlsx", people(1), heading=["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"])
    cli.refused("import", cli.folder / "wrong.xlsx", "--program", "03.1", saying="姓名")
    (cli.folder / "text.songnuan").write_text("not a database, but long enough to be taken for something " * 20)
    cli.workspace = cli.folder / "text.songnuan"
    cli.refused("verify", saying="not a Songnuan workspace")


def test_import_keys_and_towns(cli):
    cli.run("new")
    write_roster(cli.folder / "roster.xlsx", people(22))
    has_keys(cli.run("import", cli.folder / "roster.xlsx", "--program", "08.1"), IMPORT_KEYS)
    part = cli.run("submit", "--program", "08.1", "--town", "310118102")
    assert part == {"entitlements": 2, "amount_fen": 200_000, "state": "submitted"}
    back = cli.run("return", "--program", "08.1", "--town", "朱家角", "--reason", "名单有误", officer="复核丙")
    assert back == {"entitlements": 2, "amount_fen": 200_000, "state": "listed"}
    cli.refused("return", "--program", "08.1", "--town", "朱家角", "--reason", "x", saying="Nothing is submitted")
    rows = cli.run("sheet", cli.folder / "roster.xlsx", as_json=False).splitlines()
    assert rows[2].split(",")[:3] == ["序号", "街镇", "姓名"] and len(rows) == 25


def test_campaign_at_work(cli):
    """The newest, unless another is asked for; asking for one does not change the file."""
    cli.run("new", officer="经办甲")
    cli.run("campaign", "new", "--from", 2025, "--title", "2026年元旦春节帮困送温暖", "--spring-festival", "2026-02-17")
    write_roster(cli.folder / "roster.xlsx", people(3, amount="1000.00"))
    cli.run("--campaign", 2025, "import", cli.folder / "roster.xlsx", "--program", "08.1", officer="经办甲")
    assert len(cli.run("--campaign", 2025, "lines", "--program", "08.1")) == 3
    assert cli.run("lines", "--program", "08.1") == []
    cli.refused("--campaign", 1999, "lines", "--program", "08.1", saying="1999")


def test_rules(cli):
    """The matrix of programs: the notice's rules, and what an office makes of them."""
    cli.run("new", officer="经办甲")
    rules = cli.run("rules")
    assert len(rules) == 33
    for rule in rules:
        assert rule.keys() >= {"first_program", "second_program", "first_rate", "second_rate", "policy", "note"}
        assert rule["first_program"] < rule["second_program"] and rule["policy"] == "warn" and rule["note"], rule
    rules = cli.run("rules", "set", "12.1", "07.1", "forbid", "--note", "两处都是大病", officer="经办甲")
    assert len(rules) == 34
    assert {"first_program": "07.1", "second_program": "12.1", "first_rate": None, "second_rate": None, "policy": "forbid",
            "note": "两处都是大病"} in rules
    assert "07.1" in cli.run("history", "--limit", 1)[0]["summary"]
    assert len(cli.run("rules", "set", "07.1", "12.1", "allow")) == 33
    assert cli.run("rules", "set", "07.1", "07.1", "warn", status=1) is None
    # Two rates that were allowed are a row of their own until it is removed.
    assert len(cli.run("rules", "set", "13.1", "03.6", "allow", "--first-rate", "新春大礼包")) == 34
    assert cli.run("rules", "remove", "13.1", "03.6", status=1) is None
    assert len(cli.run("rules", "remove", "03.6", "13.1", "--second-rate", "新春大礼包")) == 33
    cli.refused("rules", "set", "07.1", "99.9", "warn", saying="programs are")
    cli.refused("rules", "set", "03.6", "07.1", "warn", "--first-rate", "没有", saying="rates are")
    assert cli.run("rules", "set", "07.1", "12.1", "maybe", status=2) is None
    assert "急难帮困" in cli.run("rules", as_json=False)
    campaigns = cli.run("campaign", "new", "--from", 2025, "--title", "2026年元旦春节帮困送温暖", "--spring-festival", "2026-02-17")
    assert cli.run("rules") == cli.run("--campaign", 2025, "rules"), campaigns
    cli.verify()


def test_unreached(cli):
    """The other way round: who of a category gets nothing."""
    cli.run("demo", "--recipients", 3000, "--seed", 7)
    reaches = {reach["category"]: reach for reach in cli.run("unreached")}
    assert "subsistence-allowance" in reaches and "family-planning-support" not in reaches
    for reach in reaches.values():
        assert reach["persons"] == reach["reached"] + reach["unreached"], reach
    reach = reaches["subsistence-allowance"]
    assert reach["reached"] > 0 and reach["unreached"] > 0, reach
    found = cli.run("unreached", "--category", "subsistence-allowance", "--limit", 2)
    assert found["total"] == reach["unreached"] and len(found["items"]) == 2
    assert cli.run("unreached", "--category", "低保", "--limit", 2) == found
    assert cli.run("recipients", "show", found["items"][0]["id"])["benefits"] == []
    cli.refused("unreached", "--category", "nobody", saying="subsistence-allowance")
    assert cli.run("unreached", "--limit", 0, status=2) is None


def test_rates(cli):
    """Next year's rates wait for a word; until it is said nothing is handed in under them."""
    cli.run("new", officer="经办甲")
    cli.run("campaign", "new", "--from", 2025, "--title", "2026年元旦春节帮困送温暖", "--spring-festival", "2026-02-17")
    assert not any(rate["confirmed"] for program in cli.run("programs") for rate in program["rates"])
    [rate] = cli.run("rates", "--program", "08.1")
    assert rate == {"label": "少数民族困难对象", "unit": "person", "form": "cash", "min_fen": 100_000, "max_fen": 100_000,
                    "last_min_fen": 100_000, "last_max_fen": 100_000, "confirmed": False}
    assert cli.run("rates", "--program", "03.4")[0]["last_min_fen"] is None
    write_roster(cli.folder / "roster.xlsx", people(3, amount="1000.00"))
    cli.run("import", cli.folder / "roster.xlsx", "--program", "08.1", officer="经办甲")
    cli.refused("submit", "--program", "08.1", officer="经办甲", saying="confirmed them yet: “少数民族困难对象”")
    [rate] = cli.run("rates", "set", "--program", "08.1", "--rate", "少数民族困难对象", "1,100–1200", officer="经办甲")
    assert (rate["min_fen"], rate["max_fen"], rate["last_min_fen"], rate["confirmed"]) == (110_000, 120_000, 100_000, True)
    assert "1,100.00–1,200.00" in cli.run("history", "--limit", 1)[0]["summary"]
    # The lines keep their amount and are findings now.
    assert [finding["rule"] for finding in cli.run("findings", "--program", "08.1")] == ["amount_outside_rate"] * 3
    [rate] = cli.run("rates", "set", "--program", "08.1", "--rate", "少数民族困难对象", "1000", officer="经办甲")
    assert rate["confirmed"] and cli.run("submit", "--program", "08.1", officer="经办甲")["entitlements"] == 3
    cli.refused("rates", "set", "--program", "08.1", "--rate", "少数民族困难对象", "1200", saying="3 lines")
    cli.refused("rates", "set", "--program", "03.1", "--rate", "低保家庭", "0", saying="above zero")
    cli.refused("rates", "set", "--program", "03.4", "--rate", "政策外困难家庭", "100", saying="case by case")
    three = cli.run("rates", "confirm", "--program", "03.1", "--rate", "低保家庭")
    assert [rate["confirmed"] for rate in three] == [False, True, False]
    assert all(rate["confirmed"] for rate in cli.run("rates", "confirm", "--program", "03.1"))
    before = len(cli.run("history"))
    cli.run("rates", "confirm", "--program", "03.1")
    assert len(cli.run("history")) == before
    for words in (["rates"], ["rates", "set", "--program", "03.1", "100"], ["rates", "set", "--program", "03.1", "--rate", "低保家庭", "much"]):
        cli.run(*words, status=2)
    assert "1,200.00" in cli.run("rates", "--program", "03.1", as_json=False)
    cli.verify()


def test_two_approvers(cli):
    """From the campaign's amount on the first yes is half of one."""
    cli.run("new", officer="经办甲")
    [campaign] = cli.run("campaign", "list")
    assert campaign["second_approval_fen"] is None and campaign["amount_change_percent"] == 50
    [campaign] = cli.run("campaign", "set", "--second-approval", "2000", "--amount-change", 30, officer="负责人丙")
    assert (campaign["second_approval_fen"], campaign["amount_change_percent"]) == (200_000, 30)
    for words in (["campaign", "set"], ["campaign", "set", "--second-approval", "0"], ["campaign", "set", "--second-approval", "few"],
                  ["campaign", "set", "--amount-change", "0"]):
        cli.run(*words, status=2)
    rows = list(people(2, amount="1200.00")) + list(people(2, first=2, amount="2400.00"))
    write_roster(cli.folder / "roster.xlsx", rows)
    cli.run("import", cli.folder / "roster.xlsx", "--program", "05.1", officer="经办甲")
    cli.run("submit", "--program", "05.1", officer="经办甲")
    first = cli.run("approve", "--program", "05.1", officer="负责人乙")
    assert first == {"entitlements": 2, "amount_fen": 240_000, "state": "approved", "waiting_for_second": 2}
    assert sorted((line["state"], line["approved_once"]) for line in cli.run("lines", "--program", "05.1")) == [
        ("approved", False), ("approved", False), ("submitted", True), ("submitted", True)]
    cli.refused("approve", "--program", "05.1", officer="负责人乙", saying="another officer as well")
    cli.refused("approve", "--program", "05.1", officer="经办甲", saying="somebody else")
    second = cli.run("approve", "--program", "05.1", officer="负责人丙")
    assert second == {"entitlements": 2, "amount_fen": 480_000, "state": "approved", "waiting_for_second": 0}
    assert not any(line["approved_once"] for line in cli.run("lines", "--program", "05.1"))
    [campaign] = cli.run("campaign", "set", "--second-approval", "none")
    assert campaign["second_approval_fen"] is None and campaign["amount_change_percent"] == 30
    cli.verify()


def test_any_locale(cli):
    """Chinese words arrive whole where the environment says nothing of UTF-8, and Chinese messages where it says zh_CN."""
    cli.run("new", officer="经办甲", env={"LC_ALL": "C"})
    text = cli.run("programs", as_json=False, env={"LC_ALL": "POSIX"})
    assert "蓝天下的至爱" in text
    text = cli.run("verify", as_json=False, env={"LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN"})
    assert "ok" in text


main(test_the_catalogue, test_the_demo_and_its_figures, test_the_same_seed_makes_the_same_district, test_wrong_usage,
     test_what_a_person_could_be_put_into, test_refusals_say_what_to_do, test_import_keys_and_towns, test_campaign_at_work, test_rules,
     test_unreached, test_rates, test_two_approvers, test_any_locale)
