#!/usr/bin/python3
"""Ways to get around the states and the four eyes by the command line: each is refused with a sentence, and leaves the file as it was."""
import sqlite3

from songnuan import answer_from, main, people, write_roster

LATE = "2026年元旦春节帮困送温暖"


def prepare(cli):
    """09.1 in a batch that was answered, one line of it failed; 04.1 in a draft; 08.1 submitted; 05.1 approved once; 2026 with rates
    that nobody confirmed."""
    batches = {}
    cli.run("new", officer="经办甲")
    cli.run("campaign", "set", "--second-approval", "2000", officer="负责人丙")
    for first, (program, amount) in enumerate((("09.1", "1000.00"), ("04.1", "750.00"), ("08.1", "1000.00"), ("05.1", "2400.00"))):
        write_roster(cli.folder / "roster.xlsx", people(3, first=first * 10, amount=amount))
        cli.run("import", cli.folder / "roster.xlsx", "--program", program, officer="经办甲")
        cli.run("submit", "--program", program, officer="经办甲")
        if program != "08.1":
            cli.run("approve", "--program", program, officer="复核乙")
        if program in ("09.1", "04.1"):
            batches[program] = cli.run("batch", "create", "--program", program, officer="经办甲")["batch"]
    cli.run("batch", "approve", batches["09.1"], officer="复核乙")
    cli.run("batch", "export", batches["09.1"], cli.folder / "bank.csv", "--format", "csv", officer="经办甲")
    answer_from(cli.folder / "bank.csv", cli.folder / "answer.csv", {2: "户名不符"})
    cli.run("batch", "answer", batches["09.1"], cli.folder / "answer.csv", officer="经办甲")
    cli.run("campaign", "new", "--from", 2025, "--title", LATE, "--spring-festival", "2026-02-17", officer="负责人丙")
    write_roster(cli.folder / "roster.xlsx", people(2, first=50, amount="1000.00"))
    cli.run("import", cli.folder / "roster.xlsx", "--program", "08.1", officer="经办甲")
    return batches


def last_change(cli, action, officer=None):
    return next(change["id"] for change in cli.run("history") if change["action"] == action and officer in (None, change["officer"]))


def picture(cli):
    """Every row of every table."""
    connection = sqlite3.connect(f"file:{cli.workspace}?mode=ro", uri=True)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
    rows = {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}
    connection.close()
    return rows


def test_attempts(cli):
    batches = prepare(cli)
    issued, draft = batches["09.1"], batches["04.1"]
    of_2025 = ["--campaign", 2025]
    lines = {program: cli.run(*of_2025, "lines", "--program", program) for program in ("09.1", "05.1")}
    paid = next(line["entitlement"] for line in lines["09.1"] if line["payment_state"] == "paid")
    attempts = (
        # name, officer, what the sentence says, words
        ("approve-own", "经办甲", "somebody else", [*of_2025, "approve", "--program", "08.1"]),
        ("approve-own-blank-in-name", "经 办 甲", "somebody else", [*of_2025, "approve", "--program", "08.1"]),
        ("approve-own-wide-blank-in-name", "\u3000经办甲\u3000", "somebody else", [*of_2025, "approve", "--program", "08.1"]),
        ("approve-own-by-town", "经办甲", "somebody else", [*of_2025, "approve", "--program", "08.1", "--town", "夏阳"]),
        ("approve-as-nobody", "\u3000", "name is empty", [*of_2025, "approve", "--program", "08.1"]),
        ("approve-first-and-second", "复核乙", "another officer", [*of_2025, "approve", "--program", "05.1"]),
        ("approve-own-second", "经办甲", "somebody else", [*of_2025, "approve", "--program", "05.1"]),
        ("approve-what-is-listed", "复核乙", "Nothing is submitted", ["approve", "--program", "08.1"]),
        ("submit-under-waiting-rate", "经办甲", "nobody has confirmed", ["submit", "--program", "08.1"]),
        ("rate-under-lines", "经办甲", "keeps its amount",
         [*of_2025, "rates", "set", "--program", "08.1", "--rate", "少数民族困难对象", "2000"]),
        ("hold-paid", "复核乙", "stands on this line", ["line", paid, "hold", "--reason", "x"]),
        ("withdraw-paid", "复核乙", "stands on this line", ["line", paid, "withdraw", "--reason", "x"]),
        ("release-approved", "复核乙", "not held", ["line", paid, "release", "--reason", "x"]),
        ("hold-without-reason", "复核乙", "reason", ["line", lines["05.1"][0]["entitlement"], "hold", "--reason", " "]),
        ("return-approved", "复核乙", "Nothing is submitted", [*of_2025, "return", "--program", "09.1", "--reason", "x"]),
        ("batch-of-unapproved", "经办甲", "waits to be paid", [*of_2025, "batch", "create", "--program", "08.1"]),
        ("batch-of-once-approved", "经办甲", "waits to be paid", [*of_2025, "batch", "create", "--program", "05.1"]),
        ("batch-twice", "经办甲", "waits to be paid", [*of_2025, "batch", "create", "--program", "09.1"]),
        ("batch-cash-by-visit", "经办甲", "through a bank", [*of_2025, "batch", "create", "--program", "09.1", "--channel", "visit"]),
        ("batch-approve-own", "经办甲", "somebody else", ["batch", "approve", draft]),
        ("batch-approve-own-blank-in-name", "经办 甲", "somebody else", ["batch", "approve", draft]),
        ("batch-export-draft", "复核乙", "approved", ["batch", "export", draft, cli.folder / "early.csv"]),
        ("batch-answer-draft", "经办甲", "has left", ["batch", "answer", draft, cli.folder / "answer.csv"]),
        ("batch-void-issued", "复核乙", "not left yet", ["batch", "void", issued, "--reason", "x"]),
        ("batch-close-with-open-line", "复核乙", "still open", ["batch", "close", issued]),
        ("batch-sign-answered", "经办甲", "once it has left, until every line has one", ["batch", "sign", issued, "--date", "2025-01-10"]),
        ("batch-retry-uncorrected", "经办甲", "waits", ["batch", "retry", issued]),
        ("undo-approval-under-payment", "经办甲", "stands on it", ["undo", last_change(cli, "roster-approve", "复核乙")]),
        ("undo-submission-under-approval", "经办甲", "stands on it", ["undo", last_change(cli, "roster-submit")]),
    )
    for name, officer, saying, words in attempts:
        before = picture(cli)
        try:
            cli.refused(*words, officer=officer, saying=saying)
        except AssertionError as failure:
            raise AssertionError(f"{name}: {failure}") from failure
        assert picture(cli) == before, f"{name} left something behind"
        cli.verify()
    assert not (cli.folder / "early.csv").exists()
    assert len(attempts) >= 25


def test_approval_brought_back(cli):
    """Taken back by its giver, an approval does not come back by the hand of who prepared."""
    cli.run("new", officer="经办甲")
    write_roster(cli.folder / "roster.xlsx", people(3))
    cli.run("import", cli.folder / "roster.xlsx", "--program", "08.1", officer="经办甲")
    cli.run("submit", "--program", "08.1", officer="经办甲")
    cli.run("approve", "--program", "08.1", officer="复核乙")
    undone = cli.run("undo", last_change(cli, "roster-approve"), officer="复核乙")["change"]
    before = picture(cli)
    cli.refused("undo", undone, officer="经办甲", saying="an approval that somebody else took away")
    assert picture(cli) == before
    assert {line["state"] for line in cli.run("lines", "--program", "08.1")} == {"submitted"}
    cli.run("undo", undone, officer="复核乙")
    assert {line["state"] for line in cli.run("lines", "--program", "08.1")} == {"approved"}
    cli.verify()


def test_attempts_at_duties(cli):
    """Everybody does what he was named for; another name, an undo or a setting is no way around it."""
    batches = prepare(cli)
    of_2025 = ["--campaign", 2025]
    line = cli.run(*of_2025, "lines", "--program", "08.1")[0]
    person = line["recipient"]
    for officer, duty in (("复核乙", "review"), ("负责人丙", "approve"), ("经办己", "prepare"), ("经办甲", "prepare")):
        cli.run("check", officer=officer)
        cli.run("officers", "duties", officer, duty, officer="经办甲")
    threshold = last_change(cli, "campaign-checks")
    limited = cli.run("workspace", "duties", "named", officer="经办甲")
    assert limited == {"duties": "named"}
    named, limit = last_change(cli, "officer-duties"), last_change(cli, "duties-limit")
    cli.run("check", officer="新来丁")
    attempts = (
        ("approve-as-preparer", "经办己", "neither to review nor to approve", [*of_2025, "approve", "--program", "08.1"]),
        ("approve-under-a-new-name", "新来庚", "neither to review nor to approve", [*of_2025, "approve", "--program", "08.1"]),
        ("return-as-preparer", "经办甲", "neither to review nor to approve", [*of_2025, "return", "--program", "08.1", "--reason", "x"]),
        ("hold-as-reviewer", "复核乙", "named to prepare", ["line", line["entitlement"], "hold", "--reason", "x"]),
        ("import-as-reviewer", "复核乙", "named to prepare", ["import", cli.folder / "roster.xlsx", "--program", "08.1"]),
        ("submit-as-approver", "负责人丙", "named to prepare", ["submit", "--program", "08.1"]),
        ("correct-as-reviewer", "复核乙", "named to prepare", ["recipients", "correct", person, "--phone", "13900001234"]),
        ("batch-as-reviewer", "复核乙", "named to prepare", [*of_2025, "batch", "create", "--program", "08.1"]),
        ("batch-approve-as-reviewer", "复核乙", "named to approve", ["batch", "approve", batches["04.1"]]),
        ("batch-void-as-newcomer", "新来丁", "for any duty", ["batch", "void", batches["04.1"], "--reason", "x"]),
        ("answer-as-approver", "负责人丙", "named to prepare", ["batch", "answer", batches["09.1"], cli.folder / "answer.csv"]),
        ("threshold-by-preparer", "经办己", "changed by those who approve", [*of_2025, "campaign", "set", "--second-approval", "1"]),
        ("threshold-taken-back", "经办己", "changed by those who approve", ["undo", threshold]),
        ("rate-by-preparer", "经办己", "changed by those who approve",
         ["rates", "set", "--program", "08.1", "--rate", "少数民族困难对象", "2000"]),
        ("rule-by-reviewer", "复核乙", "changed by those who approve", ["rules", "set", "04.1", "08.1", "allow"]),
        ("name-oneself", "新来丁", "is set by 经办甲", ["officers", "duties", "新来丁", "prepare,review,approve"]),
        ("first-officer-names-himself", "经办甲", "Nobody names themselves", ["officers", "duties", "经办甲", "prepare,approve"]),
        ("lift-the-limit", "负责人丙", "is set by 经办甲", ["workspace", "duties", "all"]),
        ("undo-the-limit", "负责人丙", "is set by 经办甲", ["undo", limit]),
        ("undo-own-naming", "经办甲", "Nobody names themselves", ["undo", named]),
        ("undo-first-approval", "经办己", "not been named for the step", ["undo", last_change(cli, "roster-approve-first")]),
    )
    cli.run("check", officer="新来庚")
    for name, officer, saying, words in attempts:
        before = picture(cli)
        try:
            cli.refused(*words, officer=officer, saying=saying)
        except AssertionError as failure:
            raise AssertionError(f"{name}: {failure}") from failure
        assert picture(cli) == before, f"{name} left something behind"
        cli.verify()
    assert len(attempts) >= 20


main(test_attempts, test_approval_brought_back, test_attempts_at_duties)
