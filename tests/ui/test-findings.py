#!/usr/bin/python3
"""The page of findings: rules with their counts as the command line has them, one rule alone, and who of a category gets nothing."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from songnuan import Cli  # noqa: E402
from songnuan_window import BUTTONS, OFFICER, Window, main, wait  # noqa: E402

MEET = "Programs meet"
CATEGORY = "低保"


def rows(window, name):
    """The rows of a list at the side, as a screen reader tells them: name and number."""
    told = (row.name.rpartition(": ") for row in window.find("list", name).children() if row.role == "list item")
    return {name: int(number.replace(",", "")) for name, _, number in told}


def shown_rules(window):
    """The rules that the table's rows in view name."""
    names = {label.name for label in window.find("tree table", "Findings").matching("label")}
    return names & set(rows(window, "Rules"))


def test_rules(program, cli, folder):
    office = Cli(cli, folder, "office.songnuan")
    office.run("demo", "--recipients", 800, officer=OFFICER)
    open_findings = [finding for finding in office.run("findings") if finding["decision"] == ""]
    n_meet = sum(finding["rule"] == "programs_meet" for finding in open_findings)
    assert 0 < n_meet < len(open_findings)
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        window.key("alt+4")
        wait(lambda: rows(window, "Rules").get("All Rules") == len(open_findings), "the findings counted")
        assert rows(window, "Rules")[MEET] == n_meet, rows(window, "Rules")
        levels = [label for label in window.find("tree table", "Findings").matching("label") if label.name in ("Error", "Warning")]
        window.click(levels[0])
        window.click(levels[2], holding="ctrl")
        window.find("label", re.compile("^2 findings are chosen"))
        window.click(levels[2], holding="ctrl")
        wait(lambda: not window.has("label", re.compile("findings are chosen")), "one finding again")
        window.tab_to("Rules", most=25)
        position = list(rows(window, "Rules")).index(MEET)
        window.key(*["Down"] * position)
        wait(lambda: shown_rules(window) == {MEET}, "findings of one rule alone")
        window.key("Home")
        wait(lambda: shown_rules(window) != {MEET}, "all findings again")
        window.close()


def test_who_gets_nothing(program, cli, folder):
    office = Cli(cli, folder, "office.songnuan")
    office.run("demo", "--recipients", 800, officer=OFFICER)
    unreached = {category["name"]: category["unreached"] for category in office.run("unreached") if category["unreached"] > 0}
    assert unreached.get(CATEGORY, 0) > 0, unreached
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        window.key("alt+4")
        wait(lambda: window.has("list", "Who Gets Nothing") and rows(window, "Who Gets Nothing") == unreached, "the categories")
        window.tab_to("Who Gets Nothing")
        window.key(*["Down"] * list(unreached).index(CATEGORY), "Return")
        window.find("label", re.compile(f"^{unreached[CATEGORY]} (person|people)"))
        window.close()


def test_to_a_line(program, cli, folder):
    """From a category that gets nothing to one person of it, who is listed where he fits; and that is taken back."""
    office = Cli(cli, folder, "office.songnuan")
    office.run("demo", "--recipients", 800, officer=OFFICER)

    def unreached():
        return {person["id"]: person["name"] for person in office.run("unreached", "--category", CATEGORY, "--limit", 100)["items"]}

    def possible(person):
        return [found["program"] for found in office.run("candidates", "--person", person)]

    def buttons():
        return [found[1] for button in window.front().matching(BUTTONS) if (found := re.match(r"List in (\S+) ", button.name))]

    before = unreached()
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        window.key("alt+4")
        wait(lambda: window.has("list", "Who Gets Nothing"), "the categories")
        window.tab_to("Who Gets Nothing")
        window.key(*["Down"] * list(rows(window, "Who Gets Nothing")).index(CATEGORY), "Return")
        window.find("label", re.compile(f"^{len(before)} (person|people)"))
        window.key("ctrl+f", "Down")
        window.find("list", "Could Be Listed")
        [person] = [person for person, name in before.items() if window.has("label", name) and possible(person) == buttons()]
        first, *rest = possible(person)
        # The letter leads to the first of several buttons, and does not list by itself.
        window.key("alt+l")
        wait(lambda: "focused" in window.find(BUTTONS, re.compile(f"^List in {first} ")).states, "the keyboard at the first button")
        window.key("space")
        wait(lambda: person not in unreached(), "the person reached")
        [line] = [line for line in office.run("lines", "--program", first) if line["recipient"] == person]
        assert line["state"] == "listed" and line["amount_fen"] > 0, line
        wait(lambda: buttons() == rest, "the pane without what was listed")
        window.find("label", re.compile(f"^Listed a person in {first}"))
        # The keyboard stays where the next one is.
        wait(lambda: any("focused" in control.states for control in window.find("list", "Could Be Listed").walk()), "the keyboard in the list")
        window.key("ctrl+z")
        wait(lambda: person in unreached(), "the line taken back")
        wait(lambda: buttons() == [first, *rest], "the pane with it again")
        window.close()
    office.verify()


main(test_rules, test_who_gets_nothing, test_to_a_line)
