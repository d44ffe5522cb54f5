#!/usr/bin/python3
"""Nobody waits for the window: while an officer works, no turn of its main loop takes long.

The window itself measures (sn-watchdog.h) and says so; what it measures is its thread's processor time, not how busy the machine is. It
ends at once when that thread opens a workspace. The goal is 50 ms, and is not met yet where GTK lays a whole table out: changing to a page
takes 50 to 90 ms, opening it for the first time, when two hundred rows are made, up to 180. What is longer than the limits here is work of
ours on the wrong thread. Each line that is printed gives the longest turn beyond the goal."""
import os
import pathlib
import re
import subprocess
import time

from songnuan_window import LONGEST_WAIT_S, GLib, Window, main, wait

PEOPLE = 20000
PAGES = ["dashboard", "recipients", *(f"department.{number:02}" for number in range(1, 15)), "disbursement", "findings", "reports", "history"]
GOAL_MS = 50
LONGEST_MS = 200
LONGEST_FIRST_MS = 400
SAID_FROM_MS = os.environ.get("SONGNUAN_WATCHDOG_MS", GOAL_MS)


def make_demo(cli, folder):
    workspace = folder / "demo.songnuan"
    subprocess.run([cli, "--workspace", workspace, "--officer", "沈晓芸", "demo", "--recipients", str(PEOPLE)], check=True, timeout=240,
                   stdout=subprocess.DEVNULL)
    return workspace


class Officer:
    """Works by keys alone, and nothing is asked on the accessibility bus meanwhile: answering about thousands of cells is a turn too."""

    def __init__(self, window):
        self.window = window
        self.seen = 0

    def rests(self):
        """The program has had nothing to do for a moment."""
        looks = self.looks[-3:]
        self.looks.append(pathlib.Path(f"/proc/{self.window.process.pid}/stat").read_text().split()[13:15])
        return looks == [self.looks[-1]] * 3

    def becomes(self, condition, seconds):
        context = GLib.MainContext.default()
        deadline = time.monotonic() + seconds
        while not condition() and time.monotonic() < deadline:
            context.iteration(True)
        return condition()

    def wait_for_rest(self):
        self.looks = []
        assert self.becomes(self.rests, LONGEST_WAIT_S), "the program does not come to rest"

    def go(self, page):
        """The window notes the page that is shown in its settings."""
        settings = self.window.folder / "config/glib-2.0/settings/keyfile"
        for _ in range(5):  # a page may take the keyboard just then
            self.window.key("F9", "Home", *["Down"] * PAGES.index(page), "Return")
            if self.becomes(lambda: f"last-page='{page}'" in settings.read_text(), LONGEST_WAIT_S / 10):
                return self.wait_for_rest()
        raise AssertionError(f"the page {page} does not come")

    def search(self):
        self.window.key("ctrl+f")
        for keys in ("wangxm", "BackSpace " * 6, "310", "BackSpace " * 3, "zhang", "Down Next Next Next End Home Next"):
            self.window.key(*(keys.split() if " " in keys else keys))
            self.wait_for_rest()

    def take_long_turns(self, what, longest_ms):
        """Those that the window told of since the last look."""
        words = self.window.words()
        found = [float(text) for text in re.findall(r"watchdog: .* took ([\d.]+) ms", words[self.seen:])]
        self.seen = len(words)
        if found:
            print(f"# {what}: {max(found)} ms the longest of {len(found)}")
        return [f"{what}: {took} ms" for took in found if took > longest_ms]


def test_no_turn_is_long(program, cli, folder):
    late = []
    with Window(program, folder, make_demo(cli, folder), env={"SONGNUAN_WATCHDOG_MS": str(SAID_FROM_MS)}) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        officer = Officer(window)
        officer.wait_for_rest()
        for what, longest_ms in ((", first time", LONGEST_FIRST_MS), ("", LONGEST_MS)):
            for page in PAGES:
                officer.go(page)
                late += officer.take_long_turns(page + what, longest_ms)
        officer.go("recipients")
        officer.search()
        late += officer.take_long_turns("search", LONGEST_MS)
        window.key("ctrl+q")
        assert window.process.wait(timeout=60) == 0, window.words()[-2000:]
    assert not late, "\n".join(late)


def test_the_watchdog_barks(program, cli, folder):
    """At 1 ms every frame is too long: what the test above listens to is there."""
    workspace = folder / "small.songnuan"
    subprocess.run([cli, "--workspace", workspace, "new"], check=True, timeout=60, stdout=subprocess.DEVNULL)
    with Window(program, folder, workspace, env={"SONGNUAN_WATCHDOG_MS": "1"}) as window:
        window.take_officer()
        window.go("Reports")
        wait(lambda: "watchdog: a turn of the main loop took" in window.words(), "the watchdog's word")
        window.kill()


main(test_no_turn_is_long, test_the_watchdog_barks)
