#!/usr/bin/python3
"""Nobody waits for the window: while an officer works, no turn of its main loop takes more than 50 ms.

The window itself measures (sn-watchdog.h) and says so; it ends at once when its thread opens a workspace. What it measures is its
thread's processor time, reckoned back to the pace of the machine for which the 50 ms were set. What other programs do to the processor
comes and goes, so a turn is too long when it is in each walk of several. Each line that is printed gives the longest turn of a step, where
one was beyond the goal."""
import hashlib
import os
import pathlib
import re
import subprocess
import time

from songnuan_window import LONGEST_WAIT_S, GLib, Window, main, wait

PEOPLE = 20000
PAGES = ["dashboard", "recipients", *(f"department.{number:02}" for number in range(1, 15)), "disbursement", "findings", "reports", "history"]
GOAL_MS = 50
WALKS = 5  # at most: what others do to memory comes and goes too, and the pace does not show it
SAID_FROM_MS = os.environ.get("SONGNUAN_WATCHDOG_MS", GOAL_MS)
PACE_BYTES, PACE_ROUNDS, PACE_MS = bytes(65536), 680, 33.0


def measure_slowness():
    """How much slower than the machine of the goal this one is now, by work that neither memory nor disk takes part in; 1 where it is not.
    A plain digest takes as long with every OpenSSL; a key's derivation takes 3.5 little more than half the time of 3.0."""
    def measure():
        began = time.thread_time()
        digest = hashlib.sha256()
        for _ in range(PACE_ROUNDS):
            digest.update(PACE_BYTES)
        return (time.thread_time() - began) * 1000

    return max(1, min(measure() for _ in range(5)) / PACE_MS)


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
        while not (is_met := condition()) and time.monotonic() < deadline:
            context.iteration(True)
        return is_met

    def wait_for_rest(self):
        self.looks = []
        assert self.becomes(self.rests, LONGEST_WAIT_S), f"the program does not come to rest: {self.looks[-8:]}"

    def is_idle(self):
        """Not a tick of the processor's clock for a second."""
        now, used = time.monotonic(), pathlib.Path(f"/proc/{self.window.process.pid}/stat").read_text().split()[13:15]
        if used != self.used:
            self.used, self.used_since = used, now
        return now - self.used_since > 1

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

    def take_longest_turn(self):
        """Of those that the window told of since the last look, in ms; 0 without any."""
        words = self.window.words()
        found = [float(text) for text in re.findall(r"watchdog: .* took ([\d.]+) ms", words[self.seen:])]
        self.seen = len(words)
        return max(found, default=0)


def walk(program, folder, workspace):
    """Every page twice, and a search: the longest turn of each step, in ms."""
    longest_ms = {}
    with Window(program, folder, workspace, env={"SONGNUAN_WATCHDOG_MS": str(SAID_FROM_MS)}) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        officer = Officer(window)
        officer.wait_for_rest()
        officer.take_longest_turn()
        for what in (", first time", ""):
            for page in PAGES:
                officer.go(page)
                longest_ms[page + what] = officer.take_longest_turn()
        officer.go("recipients")
        officer.search()
        longest_ms["search"] = officer.take_longest_turn()
        officer.used = None
        assert officer.becomes(officer.is_idle, LONGEST_WAIT_S), "the window is busy though nobody does anything"
        window.key("ctrl+q")
        assert window.process.wait(timeout=60) == 0, window.words()[-2000:]
    return longest_ms


def test_no_turn_is_long(program, cli, folder):
    workspace = make_demo(cli, folder)
    least_ms = {}
    for number in range(1, WALKS + 1):
        place = folder / str(number)
        place.mkdir()
        slowness = measure_slowness()
        longest_ms = walk(program, place, workspace)
        slowness = max(slowness, measure_slowness())
        for step, took_ms in longest_ms.items():
            if took_ms > 0:
                print(f"# walk {number}, {step}: {took_ms:.0f} ms, the machine {slowness:.2f} times as slow")
            least_ms[step] = min(took_ms / slowness, least_ms.get(step, took_ms))
        if all(took_ms <= GOAL_MS for took_ms in least_ms.values()):
            break
    late = [f"{step}: {took_ms:.0f} ms" for step, took_ms in least_ms.items() if took_ms > GOAL_MS]
    assert not late, ", ".join(late)


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
