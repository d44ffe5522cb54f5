#!/usr/bin/python3
"""Amounts that follow from a score, the members of a household or the town: set, asked for, listed, and looked at."""
from songnuan import main, resident_id

DISABLED = "困难残疾人家庭"
CASES = "政策外困难家庭"
SOURCE = "残联综合困难评分"


def rate(cli, program, label):
    found = [p for p in cli.run("programs") if p["code"] == program][0]
    return [r for r in found["rates"] if r["label"] == label][0]


def sheet(cli, name, header, *rows):
    path = cli.folder / name
    path.write_text("\n".join([header] + list(rows)) + "\n", encoding="utf-8")
    return path


def test_tiers(cli):
    cli.run("new")
    plain = rate(cli, "11.1", DISABLED)
    assert (plain["basis"], plain["tiers"], plain["towns"], plain["member_fen"]) == ("", [], [], None), plain
    words = ("--program", "11.1", "--rate", DISABLED)
    tiers = cli.run("rates", "tiers", "80=2000", "60=1000", "72.5=1,500", *words)
    assert tiers["tiers"] == [{"from_score": 60, "amount_fen": 100000}, {"from_score": 72.5, "amount_fen": 150000},
                              {"from_score": 80, "amount_fen": 200000}], tiers
    assert (tiers["basis"], tiers["score_source"]) == ("score", SOURCE), tiers
    assert rate(cli, "11.1", DISABLED)["tiers"] == tiers["tiers"]
    cli.refused("rates", "tiers", "80=2500", *words, saying="2,500.00")
    cli.refused("rates", "edit", *words, "--amount", "1000-1800", saying="2,000.00")
    cli.run("rates", "tiers", "八十=2000", *words, status=2)
    text = cli.run("rates", "tiers", *words, as_json=False)
    assert "72.50" in text and "1,500.00" in text, text
    before = len(cli.run("history"))
    cli.run("rates", "tiers", "80=2000", "60=1000", "72.5=1500", *words)
    assert len(cli.run("history")) == before, "nothing changed, yet there is a change"
    cli.run("rates", "tiers", "none", *words)
    assert rate(cli, "11.1", DISABLED)["basis"] == ""
    cli.run("undo", cli.run("history")[0]["id"])
    assert rate(cli, "11.1", DISABLED)["tiers"] == tiers["tiers"]
    cli.verify()


def test_roster_with_scores(cli):
    """Without an amount column the scores say how much; they come into the registry, and the check knows them."""
    cli.run("new")
    cli.run("rates", "tiers", "60=1000", "80=2000", "--program", "11.1", "--rate", DISABLED)
    first, second, third = (resident_id(day) for day in (1, 2, 3))
    path = sheet(cli, "残联.csv", "姓名,身份证号,街镇,综合困难评分", f"王一,{first},盈浦街道,86.5", f"王二,{second},盈浦街道,60",
                 f"王三,{third},盈浦街道,59.99")
    taken = cli.run("import", path, "--program", "11.1", status=1)
    assert (taken["accepted"], taken["rejected"], taken["amount_fen"]) == (2, 1, 300000), taken
    assert cli.run("check", "--program", "11.1") == [], "the amounts are those that are due"
    cli.run("rates", "tiers", "60=1000", "87=2000", "--program", "11.1", "--rate", DISABLED)
    found = cli.run("check", "--program", "11.1")
    assert [f["rule"] for f in found] == ["amount_outside_rate"] and "86.50" in found[0]["message"], found
    cli.verify()


def test_members(cli):
    cli.run("new")
    words = ("--program", "03.1", "--rate", "低保家庭")
    cli.refused("rates", "members", "300", *words, saying="1200-2400")
    cli.run("rates", "edit", *words, "--amount", "1200-2400")
    members = cli.run("rates", "members", "300", "--covered", "2", *words)
    assert (members["basis"], members["member_fen"], members["members_covered"]) == ("members", 30000, 2), members
    cli.refused("rates", "members", "300", "--program", "11.1", "--rate", DISABLED, saying=DISABLED)
    cli.run("rates", "members", "none", *words)
    assert rate(cli, "03.1", "低保家庭")["basis"] == ""
    cli.verify()


def test_town(cli):
    cli.run("new")
    words = ("--program", "03.4", "--rate", CASES)
    cli.run("rates", "town", "盈浦街道", "800", *words)
    set_ = cli.run("rates", "town", "朱家角", "600", *words)
    assert sorted((t["town"], t["amount_fen"]) for t in set_["towns"]) == [("朱家角镇", 60000), ("盈浦街道", 80000)], set_
    cli.refused("rates", "town", "月球镇", "600", *words, saying="月球镇")
    cli.run("rates", "town", "盈浦街道", "0", *words, status=2)
    cli.refused("rates", "town", "盈浦街道", "600", "--program", "11.1", "--rate", DISABLED, saying=DISABLED)
    number = resident_id(1)
    path = sheet(cli, "临时.csv", "姓名,身份证号,街镇", f"王一,{number},盈浦街道")
    taken = cli.run("import", path, "--program", "03.4")
    assert (taken["accepted"], taken["amount_fen"]) == (1, 80000), taken
    cli.run("rates", "town", "盈浦街道", "none", *words)
    assert [t["town"] for t in rate(cli, "03.4", CASES)["towns"]] == ["朱家角镇"]
    cli.verify()


def test_what_if_and_candidates(cli):
    cli.run("demo", "--recipients", 3000, "--seed", 7)
    label = rate(cli, "03.1", "低保家庭")
    assert label["basis"] == "", "the demo sets no amounts that follow"
    words = ("--program", "03.1", "--rate", "低保家庭")
    drafted = cli.run("what-if", *words, "--amount", "1200-2400", "--member", "300", "--covered", "1")
    assert drafted["then_least_fen"] == drafted["then_most_fen"] > drafted["now_least_fen"], drafted
    cli.run("rates", "conditions", *words, "--set", f"score={SOURCE}:80-")
    asked = cli.run("rates", "conditions", *words)
    assert (asked[0]["kind"], asked[0]["least"], asked[0]["choices"]) == ("score", 8000, [SOURCE]), asked
    undone = cli.run("what-if", *words, "--remove", "score")
    assert undone["then_households"] > undone["now_households"], undone
    person = cli.run("candidates", "--program", "11.1")["items"]
    assert all(item["due"] == "" for item in person)
    cli.verify()


main(test_tiers, test_roster_with_scores, test_members, test_town, test_what_if_and_candidates)
