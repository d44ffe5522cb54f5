#!/usr/bin/python3
"""A rate as it is written: what it asks for, and what it would mean for the registry, before it is saved."""
import contextlib
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from songnuan import Cli  # noqa: E402
from songnuan_window import ENTRIES, OFFICER, Window, main, wait  # noqa: E402

RATE = "登记失业困难人员"
LABELS = ("label", "status bar", "statusbar", "static")


def tab_to_row(window, name, most=40):
    """The row of a form; rows with an entry do not tell that they have the keyboard."""
    for _ in range(most):
        if any("focused" in control.states and name in control.name for control in window.front().walk()):
            return
        before = window.focused()
        window.key("Tab")
        with contextlib.suppress(AssertionError):
            wait(lambda: window.focused() != before, "the keyboard to move on", seconds=1)
    raise AssertionError(f"{most} Tabs do not lead to “{name}”")


def test_conditions_and_outlook(binary, cli, folder):
    """A greatest age is written: the dialog counts who would be left; saved, it stands in the file and judges; it can be taken back."""
    office = Cli(cli, folder, "office.songnuan")
    office.run("demo", "--recipients", "2000", "--seed", "5", officer=OFFICER)
    told = office.run("what-if", "--program", "04.1", "--rate", RATE, "--set", "age=45")
    assert 0 < told["then_persons"] < told["now_persons"], told
    with Window(binary, folder, office.workspace) as window:
        window.take_officer()
        window.go("区人社局")
        window.press("The program itself")
        window.expect_menu("the program")
        window.key("Return")
        window.expect("Program and Rates")
        tab_to_row(window, RATE)
        window.key("Return")
        window.expect("Rate")
        window.find(LABELS, re.compile(f"Entitled now: people: {told['now_persons']}, "))
        # Rows that are folded away are not told on the bus from GTK 4.10 on.
        tab_to_row(window, "Further conditions, all of which must hold")
        window.key("space")
        window.find(ENTRIES, "Age at most (years, such as 59)", showing=False).write("old")
        window.find(LABELS, re.compile("“old” is no span of numbers"))
        assert "sensitive" not in window.find(("push button", "button"), "Save").states
        window.find(ENTRIES, "Age at most (years, such as 59)", showing=False).write("45")
        window.find(LABELS, re.compile(f"With this rate: people: {told['then_persons']}, .*Newly entitled: 0; not entitled any more: {told['lost']}", re.DOTALL))
        window.finish("alt+s")
        wait(lambda: [condition["asked"] for condition in office.run("rates", "conditions", "--program", "04.1")] == ["at most 45 years old"],
             "the condition in the file")
        window.finish("Escape")
        window.key("ctrl+z")
        wait(lambda: office.run("rates", "conditions", "--program", "04.1") == [], "the condition taken back")


main(test_conditions_and_outlook)
