#!/usr/bin/python3
"""history, history CHANGE: what a change altered, before and after, as it is kept and as officers read it."""
import re

from songnuan import main, people, resident_id, write_roster

PROGRAM = "08.1"


def change_of(cli, action):
    return next(change["id"] for change in cli.run("history") if change["action"] == action)


def values_of(cli, change, table):
    return {value["column"]: value for value in cli.run("history", change)["values"] if value["table"] == table}


def test_values(cli):
    cli.run("new", officer="经办甲")
    write_roster(cli.folder / "roster.xlsx", people(1, amount="1000.00"))
    cli.run("import", cli.folder / "roster.xlsx", "--program", PROGRAM)
    imported = change_of(cli, "roster-import")
    line = values_of(cli, imported, "entitlement")
    assert (line["amount_fen"]["after"], line["amount_fen"]["after_text"]) == ("100000", "1,000.00"), line["amount_fen"]
    assert line["amount_fen"]["before"] is None and line["amount_fen"]["before_text"] == "", line["amount_fen"]
    assert line["program_id"]["after_text"].startswith(f"{PROGRAM} ") and line["program_id"]["after"].isdigit(), line["program_id"]
    assert line["person_id"]["after_text"] == "王春一" and line["listed_by"]["after_text"] == "经办甲", line
    assert line["town_id"]["after_text"] == "夏阳街道" and line["without_fitting"]["after_text"] == "no", line
    assert line["state"]["column_text"] == "State" and line["state"]["row_text"] == f"王春一 · {PROGRAM}", line["state"]
    # Numbers are masked, raw as well; what the program makes for itself is not shown.
    person = values_of(cli, imported, "person")
    number = resident_id(0, "19400101")
    assert person["document_number"]["after"] == person["document_number"]["after_text"] == f"{number[:6]}********{number[-4:]}", person
    assert "****" in person["account_number"]["after"] and "****" in person["phone"]["after"], person
    assert not {"id", "pinyin_key", "name_pinyin"} & set(person), set(person)
    assert number not in str(cli.run("history", imported)) and number not in cli.run("history", imported, as_json=False)
    # A moment is one of this place, and stands in the list as in the change.
    read = values_of(cli, imported, "source_file")["imported_at"]
    assert re.fullmatch(r"2025-01-1\dT\d\d:\d\d:\d\dZ", read["after"]) and re.fullmatch(r"2025-01-1\d \d\d:\d\d", read["after_text"]), read
    entry = cli.run("history", "--limit", 1)[0]
    assert re.fullmatch(r"2025-01-1\d \d\d:\d\d", entry["made_at_text"]) and entry["made_at"].endswith("Z"), entry
    assert entry["made_at"] not in cli.run("history", as_json=False) and entry["made_at_text"] in cli.run("history", as_json=False)


def test_decided(cli):
    """Whom a decision concerns is said by the row and by its lines."""
    cli.run("new")
    write_roster(cli.folder / "roster.xlsx", people(1, amount="1000.01"))
    cli.run("import", cli.folder / "roster.xlsx", "--program", PROGRAM)
    finding = next(finding for finding in cli.run("check") if len(finding["persons"]) == 1)
    cli.run("decide", finding["id"], "allow", "--reason", "情况属实")
    lines = values_of(cli, change_of(cli, "finding-decide"), "decision")["entitlements"]
    assert lines["column_text"] == "Lines concerned" and lines["row_text"] == f"王春一 · {PROGRAM}", lines
    assert lines["after_text"] == f"王春一 · {PROGRAM}", lines


def test_taken_back(cli):
    """Before and after are turned around, and who is not there any more still has a name."""
    cli.run("new")
    write_roster(cli.folder / "roster.xlsx", people(1, amount="1000.00"))
    cli.run("import", cli.folder / "roster.xlsx", "--program", PROGRAM)
    imported = change_of(cli, "roster-import")
    undone = cli.run("undo", imported)["change"]
    amount = values_of(cli, undone, "entitlement")["amount_fen"]
    assert (amount["before_text"], amount["after_text"], amount["operation"]) == ("1,000.00", "", "delete"), amount
    person = values_of(cli, imported, "person")["name"]
    assert person["row_text"] == "王春一" and person["table_text"] == "Person", person
    assert cli.run("history", imported)["undone_by"] == undone
    cli.refused("history", 4711, saying="no change 4711")
    cli.run("history", "one", status=2)
    cli.verify()


def test_limits(cli):
    """Yes and no, and an amount, where an officer and a campaign are changed."""
    cli.run("new", officer="经办甲")
    cli.run("check", officer="经办乙")
    cli.run("officers", "duties", "经办乙", "review", officer="经办甲")
    named = values_of(cli, change_of(cli, "officer-duties"), "officer")
    assert (named["may_approve"]["before_text"], named["may_approve"]["after_text"]) == ("yes", "no"), named
    cli.run("campaign", "set", "--second-approval", "2000", officer="经办甲")
    [[column, value]] = values_of(cli, cli.run("history", "--limit", 1)[0]["id"], "campaign").items()
    assert (column, value["before"], value["after_text"]) == ("second_approval_fen", None, "2,000.00"), value


main(test_values, test_taken_back, test_limits)
