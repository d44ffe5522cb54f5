#!/usr/bin/python3
"""officers duties, workspace duties: who is named for what, who names, and each step by none but who is named for it."""
from songnuan import main, people, write_roster

FIRST, REVIEWER, SECOND, APPROVER = "经办甲", "复核乙", "复核戊", "负责人丙"
DUTIES = ("may_prepare", "may_review", "may_approve")


def duties(cli):
    return {officer["name"]: tuple(officer[duty] for duty in DUTIES) for officer in cli.run("officers")}


def prepare(cli):
    """Everybody is known and named; 08.1 is submitted, 05.1 listed: its amounts ask for two."""
    cli.run("new", officer=FIRST)
    cli.run("campaign", "set", "--second-approval", "2000", officer=FIRST)
    for officer in (REVIEWER, SECOND, APPROVER):
        cli.run("history", officer=officer)
        cli.run("check", officer=officer)
    for program, amount, first in (("08.1", "1000.00", 0), ("05.1", "2400.00", 10)):
        write_roster(cli.folder / "roster.xlsx", people(2, first=first, amount=amount))
        cli.run("import", cli.folder / "roster.xlsx", "--program", program, officer=FIRST)
    cli.run("submit", "--program", "08.1", officer=FIRST)
    cli.run("officers", "duties", REVIEWER, "review", officer=FIRST)
    cli.run("officers", "duties", SECOND, "review", officer=FIRST)
    cli.run("officers", "duties", APPROVER, "approve", officer=FIRST)
    cli.run("officers", "duties", FIRST, "prepare", officer=FIRST)


def test_naming(cli):
    prepare(cli)
    assert duties(cli) == {FIRST: (True, False, False), REVIEWER: (False, True, False), SECOND: (False, True, False),
                           APPROVER: (False, False, True)}, duties(cli)
    assert cli.run("workspace", "duties") == {"duties": "all"}
    cli.refused("workspace", "duties", "named", officer=APPROVER, saying=f"is set by {FIRST}")
    assert cli.run("workspace", "duties", "named", officer=FIRST) == {"duties": "named"}
    cli.refused("officers", "duties", FIRST, "prepare,review", officer=FIRST, saying="Nobody names themselves")
    cli.run("officers", "duties", FIRST, "prepare, review", officer=APPROVER)
    cli.refused("officers", "duties", "没有的人", "none", officer=FIRST, saying="no officer")
    cli.run("officers", "duties", FIRST, "sign", status=2)
    cli.run("workspace", "duties", "some", status=2)
    # Who is made known from now on is named for nothing.
    cli.refused("submit", "--program", "05.1", officer="新来丁", saying="named to prepare")
    assert duties(cli)["新来丁"] == (False, False, False)
    assert duties(cli)[FIRST] == (True, True, False)
    said = [change["summary"] for change in cli.run("history")]
    assert any("prepare, review" in summary and FIRST in summary for summary in said), said
    text = cli.run("officers", as_json=False)
    assert REVIEWER in text
    cli.verify()


def test_steps(cli):
    prepare(cli)
    cli.run("workspace", "duties", "named", officer=FIRST)
    cli.refused("approve", "--program", "08.1", officer=FIRST, saying=f"neither to review nor to approve. This is done by: {REVIEWER}, {SECOND}")
    cli.run("approve", "--program", "08.1", officer=REVIEWER)
    cli.refused("submit", "--program", "05.1", officer=REVIEWER, saying=f"You have not been named to prepare. This is done by: {FIRST}.")
    cli.run("submit", "--program", "05.1", officer=FIRST)
    cli.run("approve", "--program", "05.1", officer=REVIEWER)
    cli.refused("approve", "--program", "05.1", officer=SECOND, saying=f"named to approve. This is done by: {APPROVER}.")
    cli.run("approve", "--program", "05.1", officer=APPROVER)
    assert {line["state"] for line in cli.run("lines", "--program", "05.1")} == {"approved"}
    batch = cli.run("batch", "create", "--program", "08.1", officer=FIRST)["batch"]
    cli.refused("batch", "approve", batch, officer=REVIEWER, saying="named to approve")
    cli.run("batch", "approve", batch, officer=APPROVER)
    cli.refused("batch", "export", batch, cli.folder / "early.csv", officer=APPROVER, saying="named to prepare")
    assert not (cli.folder / "early.csv").exists()
    cli.run("batch", "export", batch, cli.folder / "bank.csv", "--format", "csv", officer=FIRST)
    cli.verify()


main(test_naming, test_steps)
