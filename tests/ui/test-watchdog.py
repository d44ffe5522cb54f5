#!/usr/bin/python3
"""Nobody waits for the window: no turn of its main loop may take more than 50 ms of the thread's processor time while an officer works.

The window itself measures (sn-watchdog.h) and warns; what it measures is its own work, not how busy the machine is. It also ends at
once when its thread enters SQLite."""
import os
import re
import subprocess

from songnuan_window import ENTRIES, Window, main, wait

LIMIT_MS = os.environ.get("SONGNUAN_TEST_LIMIT_MS", "50")
PEOPLE = 20000


def make_demo(cli, folder):
    workspace = folder / "demo.songnuan"
    subprocess.run([cli, "--workspace", str(workspace), "--officer", "沈晓芸", "demo", "--recipients", str(PEOPLE)], check=True, timeout=240,
                   stdout=subprocess.DEVNULL)
    return workspace


def slow_turns(window):
    return re.findall(r"watchdog: .*", window.words())


def test_no_turn_is_long(program, cli, folder):
    slow = []
    with Window(program, folder, make_demo(cli, folder), env={"SONGNUAN_WATCHDOG_MS": LIMIT_MS}) as window:
        window.take_officer()
        for title in wait(window.pages, "the sidebar"):
            before = len(slow_turns(window))
            window.go(title)
            slow += [f"{title}: {turn}" for turn in slow_turns(window)[before:]]
        before = len(slow_turns(window))
        window.go("Recipients")
        window.key("ctrl+f")
        for text in ("w", "wang", "zhang", "3", "31", "1963"):
            window.find(ENTRIES, re.compile("Search")).write(text)
        window.key("Down", "Next", "Next", "Next", "End", "Home")
        slow += [f"search: {turn}" for turn in slow_turns(window)[before:]]
        window.kill()
    print("\n".join("# " + turn for turn in slow))
    assert not slow, "\n".join(slow)


main(test_no_turn_is_long)
