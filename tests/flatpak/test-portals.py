#!/usr/bin/python3
"""Files come and go through the portal's dialogs: the program sees what was chosen in them, and nothing else."""
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "ui"))
from songnuan_window import ENTRIES, Atspi, Control, Window, main, run, wait  # noqa: E402


def ask(cli, workspace, *words):
    done = subprocess.run([cli, "--workspace", str(workspace), "--json", *words], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def answer_portal(window, path, title):
    """The dialog belongs to the portal's program, not to ours; a slash opens its entry for a path."""
    def find_dialog():
        for application in Control(Atspi.get_desktop(0)).children():
            if application.name.startswith("xdg-desktop-portal"):
                return next((frame for frame in application.children() if frame.name == title), None)
        return None

    def front():
        return run("xdotool", "getactivewindow", "getwindowname")

    dialog = wait(find_dialog, f"the portal's dialog “{title}”")
    wait(lambda: front() == title, "the keyboard in it")
    window.key("slash")
    wait(lambda: next((entry for entry in dialog.matching(ENTRIES) if "focused" in entry.states), None), "its entry").write(str(path))
    window.key("Return")
    wait(lambda: front() not in ("", title), "its end")


def start(window):
    window.press("Start With the 2025 Catalogue")
    window.take_officer()
    wait(window.pages, "the sidebar")


def test_back_up(program, cli, folder):
    """A copy leaves whole, although no database can be opened where it goes."""
    copy = folder / "outside" / "copy.songnuan"
    copy.parent.mkdir()
    with Window(program, folder) as window:
        start(window)
        window.frame.do("win.back-up")
        answer_portal(window, copy, "Back Up")
        window.find("label", "The copy was written, opened and checked.")
        window.close()
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert ask(cli, copy, "verify")["hash_chain"] == "ok"


def test_take_in(program, cli, folder):
    """A chosen workspace is worked on as a copy; the same file leads to the same copy, and stays as it is."""
    lent = folder / "outside" / "given.songnuan"
    lent.parent.mkdir()
    ask(cli, lent, "--officer", "王经办", "new")
    content = lent.read_bytes()
    with Window(program, folder) as window:
        window.frame.do("win.open-workspace")
        answer_portal(window, lent, "Open Workspace")
        window.take_officer()
        wait(window.pages, "the sidebar")
        window.find("label", re.compile("^This is a copy of “given.songnuan”"))
        [own] = folder.glob("data/songnuan/*/given.songnuan")
        window.frame.do("win.open-workspace")
        answer_portal(window, lent, "Open Workspace")
        window.find("label", re.compile("^This is the copy of “given.songnuan” that was taken in before"))
        window.close()
    assert [own] == list(folder.glob("data/songnuan/*/*.songnuan"))
    assert lent.read_bytes() == content and [path.name for path in lent.parent.iterdir()] == [lent.name]
    assert ask(cli, own, "verify")["hash_chain"] == "ok"


main(test_back_up, test_take_in)
