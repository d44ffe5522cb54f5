#!/usr/bin/python3
"""Officers and rights: who names whom for what, seen in the file, and what stands grey for whom was not named."""
import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from songnuan import Cli, people, write_roster  # noqa: E402
from songnuan_window import BUTTONS, OFFICER, Window, main, wait  # noqa: E402

DEPARTMENT, PROGRAM = "区民宗办", "08.1"
REVIEWER, APPROVER = "顾志明", "周建国"
TITLE = "Officers and Rights"
DUTIES = ("may_prepare", "may_review", "may_approve")


def prepare(cli, folder):
    office = Cli(cli, folder, "office.songnuan")
    office.run("new", officer=OFFICER)
    write_roster(folder / "roster.xlsx", people(3, amount="1000.00"))
    office.run("import", folder / "roster.xlsx", "--program", PROGRAM, officer=OFFICER)
    for officer in (REVIEWER, APPROVER):
        office.run("check", officer=officer)
    return office


def duties(office, name):
    officer = next(officer for officer in office.run("officers") if officer["name"] == name)
    return tuple(officer[duty] for duty in DUTIES)


def open_officers(window):
    window.open_menu("F10")
    window.key("g")
    window.expect(TITLE)
    return window.dialog()


def control(dialog, role, name):
    return wait(lambda: next(iter(dialog.matching(role, name)), None), f"the {role} “{name}”")


def tick(window, dialog, name):
    """By keys: a tick has no action on the bus. From tick to tick by Tab, and around."""
    for _ in range(20):
        if "focused" in control(dialog, "check box", name).states:
            window.key("space")
            return
        before = focused(dialog)
        window.key("Tab")
        wait(lambda before=before: focused(dialog) != before, "the keyboard to move on")
    raise AssertionError(f"no Tab leads to {name}")


def focused(dialog):
    return next((part.accessible.path for part in dialog.walk() if "focused" in part.states), None)


def is_usable(part):
    return "sensitive" in part.states


def test_naming(program, cli, folder):
    """The first officer names by ticks and limits by the switch; what he lays down himself is asked for once more."""
    office = prepare(cli, folder)
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        window.go(DEPARTMENT)
        dialog = open_officers(window)
        for officer, column, left in ((REVIEWER, "Prepares", (False, True, True)), (REVIEWER, "Approves", (False, True, False)),
                                      (APPROVER, "Prepares", (False, True, True)), (APPROVER, "Reviews", (False, False, True))):
            tick(window, dialog, f"{officer}: {column}")
            wait(lambda officer=officer, left=left: duties(office, officer) == left, f"{officer}: {left}")
        tick(window, dialog, "Limit duties")
        wait(lambda: office.run("workspace", "duties") == {"duties": "named"}, "the limit")
        # The right to see numbers is another one, and who made the workspace keeps it.
        assert not is_usable(control(dialog, "check box", f"{OFFICER}: Full numbers"))
        tick(window, dialog, f"{OFFICER}: Reviews")
        window.expect("Lay Down a Duty of Your Own?")
        window.finish("Escape")
        assert duties(office, OFFICER) == (True, True, True)
        wait(lambda: "checked" in control(dialog, "check box", f"{OFFICER}: Reviews").states, "the tick back")
        tick(window, dialog, f"{OFFICER}: Reviews")
        window.expect("Lay Down a Duty of Your Own?")
        window.answer("Lay Down")
        wait(lambda: duties(office, OFFICER) == (True, False, True), "a duty laid down")
        wait(lambda: not is_usable(control(dialog, "check box", f"{OFFICER}: Reviews")), "the tick that he cannot set himself")
        window.finish("Escape")
        window.close()
    said = [change["action"] for change in office.run("history")]
    assert said.count("officer-duties") == 5 and "duties-limit" in said, said
    office.verify()


def test_reviewer(program, cli, folder):
    """Who only reviews neither prepares nor names; he approves, and the page follows who works."""
    office = prepare(cli, folder)
    office.run("officers", "duties", REVIEWER, "review", officer=OFFICER)
    office.run("workspace", "duties", "named", officer=OFFICER)
    with Window(program, folder, office.workspace) as window:
        window.take_officer(REVIEWER)
        window.go(DEPARTMENT)
        for name in ("Submit", "Add a Person…", "Import…"):
            button = wait(lambda name=name: next(iter(window.front().matching(BUTTONS, name)), None), name)
            wait(lambda button=button: not is_usable(button), f"{name} to stand grey")
            assert "named to prepare" in button.accessible.get_description() and OFFICER in button.accessible.get_description()
        dialog = open_officers(window)
        control(dialog, "label", re.compile(f"is set by {OFFICER}"))
        assert not is_usable(control(dialog, "check box", f"{REVIEWER}: Approves"))
        assert not is_usable(control(dialog, "check box", "Limit duties"))
        window.finish("Escape")
        office.run("submit", "--program", PROGRAM, officer=OFFICER)
        window.key("F5")
        wait(lambda: is_usable(window.find(BUTTONS, "Approve")), "the way to approve")
        # Another name, and the page is another's: his duties stand under it.
        window.press(re.compile(REVIEWER))
        wait(lambda: window.dialog().has("label", "Named for: review"), "the duties under the names")
        window.take_officer()
        wait(lambda: is_usable(window.find(BUTTONS, "Import…")), "who prepares to import")
        window.close()
    office.verify()


def states(office):
    return {line["state"] for line in office.run("lines", "--program", PROGRAM)}


def test_undo_is_ones_own(program, cli, folder):
    """What one officer did is not offered to the next to be undone, neither by the toast nor by its key; the history has it, in words."""
    office = prepare(cli, folder)
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        window.go(DEPARTMENT)
        for officer, following in ((OFFICER, APPROVER), (APPROVER, OFFICER), (OFFICER, APPROVER), (APPROVER, OFFICER)):
            wait(lambda: is_usable(window.find(BUTTONS, "Submit")), "the way to submit")
            began = time.monotonic()
            window.alt("Submit", "s")
            wait(lambda: window.has(BUTTONS, "Undo"), "the way back")
            window.press(re.compile(officer))
            window.take_officer(following)
            wait(lambda: not window.has(BUTTONS, "Undo"), "the offer to go")
            # By itself the toast goes after 8 seconds: where all took that long it is not known what it went by.
            if time.monotonic() - began < 8:
                break
            office.run("return", "--program", PROGRAM, "--reason", "再来一次", officer=REVIEWER)
            window.key("F5")
        else:
            raise AssertionError("the toast stays until its time is over")
        window.key("ctrl+z")
        window.find(None, re.compile("^You have changed nothing since you began to work here"))
        assert states(office) == {"submitted"}, states(office)
        window.go("History")
        window.find(None, "Submitted by")
        window.find(None, officer)
        window.close()
    office.verify()


main(test_naming, test_reviewer, test_undo_is_ones_own)
