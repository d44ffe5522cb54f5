#!/usr/bin/python3
"""Files come and go through the portal's dialogs: the program sees what was chosen in them, and nothing else."""
import hashlib
import json
import pathlib
import re
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / folder) for folder in ("cli", "ui")]
from songnuan import read_rows  # noqa: E402
from songnuan_window import ENTRIES, Window, main, wait  # noqa: E402


def ask(cli, workspace, *words):
    done = subprocess.run([cli, "--workspace", str(workspace), "--json", *words], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


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
        window.choose_file(copy, "Back Up")
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
        window.choose_file(lent, "Open Workspace")
        window.take_officer()
        wait(window.pages, "the sidebar")
        window.find("label", re.compile("^This is a copy of “given.songnuan”"))
        [own] = folder.glob("data/songnuan/*/given.songnuan")
        window.frame.do("win.open-workspace")
        window.choose_file(lent, "Open Workspace")
        window.find("label", re.compile("^This is the copy of “given.songnuan” that was taken in before"))
        window.close()
    assert [own] == list(folder.glob("data/songnuan/*/*.songnuan"))
    assert lent.read_bytes() == content and [path.name for path in lent.parent.iterdir()] == [lent.name]
    assert ask(cli, own, "verify")["hash_chain"] == "ok"


def be_asked_again(window, file, title):
    """Who leaves the ending away gets the same dialog once more, with the whole name in it: the portal lets in no other file."""
    window.choose_file(file.with_suffix(""), title)
    window.expect("The Ending Is Missing")
    window.finish("Return")
    dialog, is_portal = window.file_dialog(title)
    assert is_portal
    wait(lambda: any(entry.text == file.name for entry in dialog.matching(ENTRIES)), f"the name {file.name} proposed")
    window.answer_file_dialog(dialog, file)


def write_bank_file(window, file):
    window.go("Disbursement")
    window.choose(window.find("combo box", "State"), 2)
    window.find("label", re.compile("^03.6, batch 1"))
    window.alt("Write Bank File…", "w")
    window.expect("Which File Does the Bank Take?")
    window.alt("CSV (GB18030)…", "s")
    be_asked_again(window, file, "Write the Bank's File")
    window.expect("The Bank's File Is Written")
    shown = {label.name for label in window.dialog().matching("label")}
    assert {file.name, hashlib.sha256(file.read_bytes()).hexdigest()} <= shown, shown
    window.finish("Escape")


def write_workbook(window, file):
    window.go("Reports")
    window.alt("Export…", "e")
    window.choose_file(file, "Export a Workbook")
    window.find("label", "Read back and found equal")
    shown = [label.text for label in window.find("list", "Written in This Session").matching("label")]
    assert any(hashlib.sha256(file.read_bytes()).hexdigest() in text for text in shown), shown
    assert not any("/doc/" in text for text in shown), f"the portal's own path: {shown}"


def test_write_files(program, cli, folder):
    """The bank's file and a workbook are written beside their names, read back, and arrive whole."""
    demo, outside = folder / "demo.songnuan", folder / "outside"
    outside.mkdir()
    ask(cli, demo, "--officer", "王经办", "demo", "--recipients", "200")
    [batch] = [batch for batch in ask(cli, demo, "batch", "list") if batch["state"] == "approved"]
    with Window(program, folder, demo) as window:
        window.take_officer()
        write_bank_file(window, outside / "bank.csv")
        write_workbook(window, outside / "summary.xlsx")
        window.close()
    assert sorted(path.name for path in outside.iterdir()) == ["bank.csv", "summary.xlsx"]
    lines = (outside / "bank.csv").read_text(encoding="gb18030").splitlines()
    assert len(lines) == batch["payments"] + 2 and lines[-1].startswith("合计,"), lines
    assert any(row and row[0] == "全区合计" for row in read_rows(outside / "summary.xlsx"))


main(test_back_up, test_take_in, test_write_files)
