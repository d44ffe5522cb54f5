#!/usr/bin/python3
"""kill -9 on the window after a confirmed change: the next start opens the same workspace, with the change in it."""
import json
import subprocess

from songnuan_window import OFFICER, Window, main, wait


def ask(cli, workspace, *words):
    done = subprocess.run([cli, "--workspace", str(workspace), "--json", *words], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_kill_and_reopen(program, cli, folder):
    """The change is the taking back of next year's campaign, under the name that was given in the window."""
    workspace = folder / "office.songnuan"
    ask(cli, workspace, "--officer", OFFICER, "new")
    campaign = ask(cli, workspace, "campaign", "list")[0]["id"]
    ask(cli, workspace, "--officer", OFFICER, "campaign", "new", "--from", str(campaign), "--title", "2026年送温暖",
        "--spring-festival", "2026-02-17")
    with Window(program, folder, workspace) as window:
        window.take_officer(OFFICER)
        wait(window.pages, "the sidebar")
        window.find(None, OFFICER)
        window.go("History")
        window.press("Take This Change Back")
        window.find(None, "Take This Change Back?")
        window.answer("Take Back")
        wait(lambda: ask(cli, workspace, "history")[0]["undoes"], "the change")
        window.kill()
    before = ask(cli, workspace, "history")
    assert before[0]["officer"] == OFFICER, before[0]
    with Window(program, folder) as window:
        assert "History" in wait(window.pages, "the sidebar")
        window.find(None, OFFICER)
        window.close()
    assert ask(cli, workspace, "history") == before
    assert ask(cli, workspace, "verify") == dict.fromkeys(("integrity", "hash_chain", "summaries", "foreign_keys"), "ok")


main(test_kill_and_reopen)
