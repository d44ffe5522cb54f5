#!/usr/bin/python3
"""recipients story: who did what about one person, and sums that add up."""
from songnuan import main, people, write_roster

OFFICER, OTHER = "沈晓芸", "顾志明"
PROGRAM = "08.1"


def prepare(office):
    office.run("new", officer=OFFICER)
    write_roster(office.folder / "roster.xlsx", people(2, amount="1000.00"))
    office.run("import", office.folder / "roster.xlsx", "--program", PROGRAM, officer=OFFICER)
    office.run("submit", "--program", PROGRAM, officer=OFFICER)
    office.run("approve", "--program", PROGRAM, officer=OTHER)
    return office.run("lines", "--program", PROGRAM)[0]["recipient"]


def test_story(office):
    person = prepare(office)
    office.run("recipients", "reveal", person, officer=OTHER)
    office.run("recipients", "correct", person, "--phone", "13900001234", officer=OFFICER)
    story = office.run("recipients", "story", person)
    steps = [(event["step"], event["officer"]) for event in story["events"]]
    assert story["complete"] is True
    for step in [("listed", OFFICER), ("submitted", OFFICER), ("approved", OTHER), ("revealed", OTHER), ("edited", OFFICER), ("added", OFFICER)]:
        assert step in steps, (step, steps)
    listed = next(event for event in story["events"] if event["step"] == "listed")
    assert "roster.xlsx" in listed["note"] and listed["amount_fen"] == 100000 and listed["change"] > 0, listed
    assert not any("13900001234" in event["note"] for event in story["events"]), "a phone is told"
    now = story["now"]
    assert now["by_person"]["due_fen"] == now["named"]["due_fen"] == now["household"]["due_fen"] == 100000, now
    assert story["last"]["campaign"] == ""
    assert [program["program"] for program in story["programs"]] == [PROGRAM]


def test_words(office):
    person = prepare(office)
    text = office.run("recipients", "story", person, as_json=False)
    assert "Approved" in text and OTHER in text, text
    office.refused("recipients", "story", 4503599627370497)


if __name__ == "__main__":
    main(test_story, test_words)
