#!/usr/bin/python3
"""The rules between programs, by keys: a pair is chosen in the matrix, its rule is set, seen in the file, and taken back."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from songnuan import Cli, people, write_roster  # noqa: E402
from songnuan_window import BUTTONS, OFFICER, Window, main, wait  # noqa: E402

TITLE = "Rules Between Programs"
RATE = "急难帮困"
POLICIES = ("allow", "warn", "forbid")


def prepare(cli, folder):
    """The findings page has its buttons once something is doubtful: one person stands in 03.4, and in 07.1 beside it."""
    office = Cli(cli, folder, "office.songnuan")
    office.run("new", officer=OFFICER)
    write_roster(folder / "roster.xlsx", people(1, amount="1000.00"))
    for program in ("03.4", "07.1"):
        office.run("import", folder / "roster.xlsx", "--program", program, officer=OFFICER)
    return office


def open_rules(window):
    window.take_officer()
    window.go("Findings")
    window.alt("Rules Between Programs…", "u")
    window.expect(TITLE)


def rules(office, first, second):
    return [(rule["first_rate"], rule["second_rate"], rule["policy"], rule["note"]) for rule in office.run("rules")
            if (rule["first_program"], rule["second_program"]) == (first, second)]


def choose_policy(window, policy):
    window.key("alt+p", "space")
    window.pick(POLICIES.index(policy))


def says(window, words):
    """The chosen cell, as a screen reader speaks it."""
    window.find("table", re.compile(f"^{words}$"))


def is_usable(window, button):
    return "sensitive" in window.find(BUTTONS, button).states


def test_set_and_undo(program, cli, folder):
    """Two programs that were allowed are forbidden with a reason; the matrix says so; the way back is offered and leads back."""
    office = prepare(cli, folder)
    with Window(program, folder, office.workspace) as window:
        open_rules(window)
        says(window, "01.1 .*, 03.4 .*: a warning")
        window.key("ctrl+Home")
        says(window, "01.1 .*, 03.1 .*: allowed")
        assert not is_usable(window, "Set")

        choose_policy(window, "forbid")
        wait(lambda: is_usable(window, "Set"), "something to set")
        window.key("alt+w")
        window.enter("走访与补助，只取其一")
        window.alt("Set", "s")
        wait(lambda: rules(office, "01.1", "03.1") == [(None, None, "forbid", "走访与补助，只取其一")], "the rule in the file")
        says(window, "01.1 .*, 03.1 .*: forbidden")
        wait(lambda: not is_usable(window, "Set"), "nothing more to set")

        window.press("Undo")
        wait(lambda: rules(office, "01.1", "03.1") == [], "the rule taken back")
        says(window, "01.1 .*, 03.1 .*: allowed")
        window.finish("Escape")
        window.close()
    office.verify()


def test_rates(program, cli, folder):
    """A cell with rules for some rates shows the first of them, other rates have none, and one rule changes without the other."""
    office = prepare(cli, folder)
    before = rules(office, "03.6", "13.1")
    assert len(before) == 2
    with Window(program, folder, office.workspace) as window:
        open_rules(window)
        # From 01.1 × 03.4 down to 13.1 and right to 03.6
        says(window, "01.1 .*, 03.4 .*: a warning")
        window.key("End", "Page_Down", "Page_Down", "Home", "Up", "Up", *["Right"] * 6)
        says(window, "03.6 .*, 13.1 .*: a warning for some rates")
        window.find("status bar", "A rule about just these rates.")
        choose_policy(window, "forbid")
        window.alt("Set", "s")
        wait(lambda: [rule[2] for rule in rules(office, "03.6", "13.1")] == ["forbid", "warn"], "the rule of two rates in the file")
        assert [(*rule[:2], rule[3]) for rule in rules(office, "03.6", "13.1")] == [(*rule[:2], rule[3]) for rule in before]
        says(window, "03.6 .*, 13.1 .*: forbidden for some rates")
        # The rule of two rates goes altogether, and nothing else holds between them.
        window.alt("Remove", "r")
        wait(lambda: [rule[2] for rule in rules(office, "03.6", "13.1")] == ["warn"], "the rule removed from the file")
        window.find("status bar", "No rule about these; only about other rates.")
        wait(lambda: not is_usable(window, "Remove"), "nothing more to remove")
        window.finish("Escape")
        window.close()
    office.verify()


def test_table(program, cli, folder):
    """A row of the table chooses cell and rates."""
    office = prepare(cli, folder)
    listed = [(rule["first_program"], rule["second_program"]) for rule in office.run("rules")]
    with Window(program, folder, office.workspace) as window:
        open_rules(window)
        says(window, "01.1 .*, 03.4 .*: a warning")
        window.tab_to("Rules there are", most=10)
        window.key("Home", *["Down"] * listed.index(("03.6", "13.1")))
        says(window, "03.6 .*, 13.1 .*: a warning for some rates")
        window.find("label", RATE)
        window.find("status bar", "A rule about just these rates.")
        window.finish("Escape")
        window.close()


main(test_set_and_undo, test_rates, test_table)
