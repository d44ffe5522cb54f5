#!/usr/bin/python3
"""kill -9 in the midst of an import, an approval and an answer: the file opens, verifies, and holds all of it or nothing."""
import os
import signal
import subprocess
import time

from songnuan import answer_from, main, people, write_roster

N = 6000
PROGRAM = "08.1"
# How large the log of the writes has grown when the plug is pulled: at once, early, in the midst, near the end, after it.
THRESHOLDS_BYTES = (0, 1, 200_000, 1_500_000, 4_000_000)
LONGEST_WAIT_S = 60


def size_of(path):
    try:
        return os.path.getsize(path)
    except FileNotFoundError:  # before the first write, and when the log was folded in
        return 0


def kill_when(cli, threshold_bytes, *words, officer=None):
    """Starts the command and kills it once the write-ahead log has grown to so much. Whether it was still at work."""
    log = str(cli.workspace) + "-wal"
    running = subprocess.Popen(cli.command(*words, officer=officer), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    give_up = time.monotonic() + LONGEST_WAIT_S
    while running.poll() is None and time.monotonic() < give_up:
        if size_of(log) >= threshold_bytes:
            running.send_signal(signal.SIGKILL)
            break
    return running.wait(timeout=LONGEST_WAIT_S) == -signal.SIGKILL


def all_or_nothing(cli, count, key, *words, officer=None):
    """Pulls the plug at each threshold. @count gives how many lines the step has moved so far: none, or N of them."""
    killed = 0
    for threshold_bytes in THRESHOLDS_BYTES:
        killed += kill_when(cli, threshold_bytes, *words, officer=officer)
        cli.verify()
        done = count()
        assert done in (0, N), f"{key}: {done} of {N} after {threshold_bytes} bytes"
        if done == N:
            break
    assert killed > 0, f"{key}: it was never killed in the midst"
    if count() == 0:
        cli.run(*words, officer=officer)
    cli.verify()
    assert count() == N


def lines_in(cli, state):
    rows = [row for row in cli.run("progress", "--by", "program") if row["key"] == PROGRAM]
    return rows[0][state] // 100_000


def test_kill_in_the_midst(cli):
    cli.run("new", officer="经办甲")
    roster = cli.folder / "roster.xlsx"
    write_roster(roster, people(N))
    all_or_nothing(cli, lambda: lines_in(cli, "planned_fen"), "import", "import", roster, "--program", PROGRAM, officer="经办甲")
    assert cli.run("recipients", "find", "", "--limit", 1)["total"] == N
    all_or_nothing(cli, lambda: 0 if cli.run("history", "--limit", 1)[0]["action"] != "roster-submit" else N, "submit",
                   "submit", "--program", PROGRAM, officer="经办甲")
    cli.run("history", officer="负责人乙")  # makes the approver known, in a change of its own
    all_or_nothing(cli, lambda: lines_in(cli, "approved_fen"), "approval", "approve", "--program", PROGRAM, officer="负责人乙")
    batch = cli.run("batch", "create", "--program", PROGRAM, officer="经办甲")["batch"]
    cli.run("batch", "approve", batch, officer="负责人乙")
    cli.run("batch", "export", batch, "--format", "csv", cli.folder / "bank.csv", officer="经办甲")
    answer_from(cli.folder / "bank.csv", cli.folder / "answer.csv", {})
    all_or_nothing(cli, lambda: lines_in(cli, "paid_fen"), "answer", "batch", "answer", batch, cli.folder / "answer.csv",
                   officer="经办甲")


def test_a_killed_export_leaves_no_half_file(cli):
    cli.run("new", officer="经办甲")
    write_roster(cli.folder / "roster.xlsx", people(2000))
    cli.run("import", cli.folder / "roster.xlsx", "--program", PROGRAM)
    target = cli.folder / "out.xlsx"
    target.write_bytes(b"what stood there")
    running = subprocess.Popen(cli.command("export", "roster", "--program", PROGRAM, target), stdout=subprocess.DEVNULL)
    give_up = time.monotonic() + LONGEST_WAIT_S
    while running.poll() is None and time.monotonic() < give_up:
        if any(name.startswith(".out.xlsx.") for name in os.listdir(cli.folder)):
            running.send_signal(signal.SIGKILL)
            break
    assert running.wait(timeout=LONGEST_WAIT_S) == -signal.SIGKILL
    assert target.read_bytes() == b"what stood there"


main(test_kill_in_the_midst, test_a_killed_export_leaves_no_half_file)
