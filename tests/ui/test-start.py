#!/usr/bin/python3
"""The first start: three ways into a workspace, who works is asked first, and the next start finds it again."""
import json
import subprocess

from songnuan_window import BUTTONS, ENTRIES, OFFICER, Window, main, wait


def ask(cli, workspace, *words):
    done = subprocess.run([cli, "--workspace", str(workspace), "--json", *words], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_catalogue(program, cli, folder):
    """A new workspace with the notice's fourteen departments; the settings remember file and officer."""
    workspace = folder / "data/songnuan/default.songnuan"
    with Window(program, folder) as window:
        window.press("Start With the 2025 Catalogue")
        window.take_officer()
        assert "History" in wait(window.pages, "the sidebar")
        assert window.has(BUTTONS, OFFICER) or window.has("label", OFFICER)
        window.close()
    assert ask(cli, workspace, "verify")["integrity"] == "ok"
    assert ask(cli, workspace, "history")[0]["officer"] == OFFICER
    with Window(program, folder) as window:
        wait(window.pages, "the sidebar")
        assert not window.has(BUTTONS, "Try the Demo")
        window.close()


def test_cancelled(program, cli, folder):
    """Nobody gave a name: nothing is made, and the start page stays."""
    with Window(program, folder) as window:
        window.press("Start With the 2025 Catalogue")
        window.answer("Cancel")
        window.find(BUTTONS, "Start With the 2025 Catalogue")
        window.close()
    assert not list(folder.glob("data/**/*.songnuan*"))


def test_nameless(program, cli, folder):
    """A blank name cannot be used, nor one of the wide blanks of an input method."""
    with Window(program, folder) as window:
        window.press("Start With the 2025 Catalogue")
        use = window.find(BUTTONS, "Work Under This Name")
        assert "sensitive" not in use.states, use.states
        for blanks in ("  ", "　"):
            window.find(("text", "entry"), "Name").write(blanks)
            assert "sensitive" not in use.states, use.states
        window.answer("Cancel")
        window.close()


def test_given_file(program, cli, folder):
    """A file on the command line, as the desktop's file manager gives it."""
    workspace = folder / "given.songnuan"
    ask(cli, workspace, "new")
    with Window(program, folder, workspace) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        window.close()


def test_given_again(program, cli, folder):
    """Another file while a dialog is in front: it waits for the answer."""
    files = [folder / "given.songnuan", folder / "other.songnuan"]
    for file in files:
        ask(cli, file, "new")
    ask(cli, files[1], "campaign", "new", "--from", "2025", "--title", "Another Winter", "--spring-festival", "2026-02-17")

    with Window(program, folder, files[0]) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        window.open_menu("F10")
        window.key("w")
        window.expect("Who Works Here?")
        assert subprocess.run([program, files[1]], env=window.environment, timeout=60, check=False).returncode == 0
        window.expect("Who Works Here?")
        assert not window.application.has("label", "Another Winter")
        window.finish("Escape")
        window.find("label", "Another Winter")
        window.close()


def test_not_a_workspace(program, cli, folder):
    """Another kind of file: a sentence, and the start page."""
    stranger = folder / "letter.songnuan"
    stranger.write_text("Dear all,")
    with Window(program, folder, stranger) as window:
        # One dialog follows the other at once, so there is no moment without one to wait for.
        window.find(ENTRIES, "Name").write(OFFICER)
        window.press("Work Under This Name")
        window.find(None, "That Was Not Done")
        window.answer("Close")
        window.find(BUTTONS, "Try the Demo")
        window.close()
    assert stranger.read_text() == "Dear all,"


def test_demo(program, cli, folder):
    workspace = folder / "data/songnuan/demo.songnuan"
    with Window(program, folder) as window:
        window.press("Try the Demo")
        window.take_officer()
        wait(window.pages, "the sidebar", seconds=240)
        window.close()
    assert sum(row["planned_fen"] for row in ask(cli, workspace, "progress", "--by", "department")) > 0


main(test_catalogue, test_cancelled, test_nameless, test_given_file, test_given_again, test_not_a_workspace, test_demo)
