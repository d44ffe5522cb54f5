"""test-standard-input.py CLI: what comes on standard input is read as a file is, whatever it is, and is laid down nowhere."""
import html
import json
import os
import sqlite3
import subprocess

from songnuan import HEADING, TIMEOUT_S, main, people, write_roster

OFFICER = "经办甲"
PROGRAM = ("--program", "08.1")


def run(cli, content, *words, status=0):
    """One command with @content on standard input, and a folder for temporary files that has to stay empty."""
    temporary = cli.folder / "temporary"
    temporary.mkdir(exist_ok=True)
    done = subprocess.run(cli.command(*words, officer=OFFICER), input=content, capture_output=True, timeout=TIMEOUT_S,
                          env={**os.environ, "TMPDIR": str(temporary), "XDG_DATA_HOME": str(temporary), "XDG_CACHE_HOME": str(temporary)})
    assert done.returncode == status, done.stderr.decode("utf-8")
    assert not list(temporary.rglob("*")), list(temporary.rglob("*"))
    return json.loads(done.stdout) if done.stdout.startswith(b"{") or done.stdout.startswith(b"[") else done.stderr.decode("utf-8")


def make_text(rows):
    return "\n".join("\t".join(map(str, row)) for row in [HEADING, *rows]).encode()


def make_page(rows):
    """As WPS puts cells on the clipboard: numbers are noted, also where fewer digits are shown."""
    def cell(value):
        return f"<td x:num=\"{value}\">{float(value):,.0f}</td>" if value == "1000.50" else f"<td x:str>{html.escape(str(value))}</td>"
    return ("<html><body><!--StartFragment--><table>" + "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in [HEADING, *rows])
            + "</table><!--EndFragment--></body></html>").encode()


def test_every_kind(cli):
    rows = list(people(20, amount="1000.50"))
    write_roster(cli.folder / "roster.xlsx", rows)
    cli.run("new", officer=OFFICER)
    expected = cli.run("import", cli.folder / "roster.xlsx", *PROGRAM, "--dry-run", officer=OFFICER)
    for content in (make_text(rows), make_page(rows), (cli.folder / "roster.xlsx").read_bytes()):
        answer = run(cli, content, "import", "-", *PROGRAM, "--dry-run")
        assert (answer["rows"], answer["amount_fen"]) == (expected["rows"], expected["amount_fen"]) == (20, 2_001_000), answer


def test_kept_by_its_sum(cli):
    """The lines say where they come from; the same again is known."""
    cli.run("new", officer=OFFICER)
    content = make_text(people(5))
    assert run(cli, content, "import", "-", *PROGRAM)["accepted"] == 5
    with sqlite3.connect(f"file:{cli.workspace}?mode=ro", uri=True) as file:
        [[name, digest]] = file.execute("SELECT name, sha256 FROM source_file").fetchall()
    assert name == "standard input" and len(digest) == 64, name
    again = run(cli, content, "import", "-", *PROGRAM)
    assert again["skipped"] == 5 and "file_again" in [fault["code"] for fault in again["faults"]], again


def test_other_commands(cli):
    cli.run("new", officer=OFFICER)
    content = make_text(people(4))
    assert run(cli, content, "import-registry", "-")["new_persons"] == 4
    assert run(cli, content, "preview", "-")["last_heading_row"] == 1
    held = run(cli, content, "import-category", "-", "--category", "subsistence-allowance", "--from", "2025-01-01")
    assert held["begun"] == 4, held
    assert run(cli, content, "sheets", "-") == []
    assert "nothing to read" in run(cli, b"", "import", "-", *PROGRAM, status=1)
    assert "PDF" in run(cli, b"%PDF-1.7", "import", "-", *PROGRAM, status=1)


main(test_every_kind, test_kept_by_its_sum, test_other_commands)
