#!/usr/bin/python3
"""kill -9 on the window after a confirmed change: the next start opens the same workspace, with the change in it."""
import json
import subprocess

from songnuan_window import OFFICER, Window, main, wait

OTHER = "顾志明"


def ask(cli, workspace, *words):
    done = subprocess.run([cli, "--workspace", str(workspace), "--json", *words], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_kill_and_reopen(program, cli, folder):
    workspace = folder / "data/songnuan/default.songnuan"
    with Window(program, folder) as window:
        window.press("Start With the 2025 Catalogue")
        window.take_officer()
        wait(window.pages, "the sidebar")
        # Another officer is made known in the workspace before the first write; taking the change back is that write.
        window.press(OFFICER)
        window.take_officer(OTHER)
        window.find(None, OTHER)
        window.go("History")
        window.press("Take This Change Back")
        wait(lambda: len(ask(cli, workspace, "history")) > 2, "the change")
        window.kill()
    before = ask(cli, workspace, "history")
    assert before[0]["officer"] == OTHER, before[0]
    with Window(program, folder) as window:
        assert "History" in wait(window.pages, "the sidebar")
        window.find(None, OTHER)
        window.close()
    assert ask(cli, workspace, "history") == before
    assert ask(cli, workspace, "verify") == dict.fromkeys(("integrity", "hash_chain", "summaries", "foreign_keys"), "ok")


main(test_kill_and_reopen)
