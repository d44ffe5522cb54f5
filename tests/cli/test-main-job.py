#!/usr/bin/python3
"""The year's work once through, by the command line alone; every figure agrees to the fen at every step."""
import csv
import subprocess

import openpyxl

from songnuan import Cli, account, answer_from, main, people, read_rows, resident_id, write_roster, HEADING

PROGRAM = "08.1"  # 少数民族困难对象, 1000 yuan a person, cash
N = 500
EACH_FEN = 100_000
GROUPINGS = ("department", "program", "town", "funding", "rate")


def totals(cli, key):
    """The sum of a figure, which has to be the same whatever it is grouped by."""
    sums = {grouping: sum(row[key] for row in cli.run("progress", "--by", grouping)) for grouping in GROUPINGS}
    assert len(set(sums.values())) == 1, (key, sums)
    return sums["department"]


def expect(cli, **figures):
    for key, value in figures.items():
        assert totals(cli, key) == value, (key, totals(cli, key), value)
    cli.verify()


def prepare(cli, count=N):
    assert cli.run("new", officer="经办甲") == {
        "workspace": str(cli.workspace), "campaign": "2025年元旦春节帮困送温暖", "departments": 14, "programs": 25}
    write_roster(cli.folder / "roster.xlsx", people(count))
    return cli.run("import", cli.folder / "roster.xlsx", "--program", PROGRAM, officer="经办甲")


def test_the_whole_job(cli):
    result = prepare(cli)
    assert (result["rows"], result["accepted"], result["new_persons"], result["rejected"]) == (N, N, N, 0), result
    assert not [fault for fault in result["faults"] if fault["level"] == "error"]
    expect(cli, planned_fen=N * EACH_FEN, persons=N, approved_fen=0, issued_fen=0)

    again = cli.run("import", cli.folder / "roster.xlsx", "--program", PROGRAM, officer="经办甲")
    assert (again["new_persons"], again["skipped"], again["accepted"]) == (0, N, N), again
    expect(cli, planned_fen=N * EACH_FEN, persons=N)

    assert cli.run("check", "--program", PROGRAM) == []
    step = cli.run("submit", "--program", PROGRAM, officer="经办甲")
    assert step == {"entitlements": N, "amount_fen": N * EACH_FEN, "state": "submitted"}
    cli.refused("approve", "--program", PROGRAM, officer="经办甲", saying="somebody else")
    step = cli.run("approve", "--program", PROGRAM, officer="负责人乙")
    assert step == {"entitlements": N, "amount_fen": N * EACH_FEN, "state": "approved", "waiting_for_second": 0}
    expect(cli, planned_fen=N * EACH_FEN, approved_fen=N * EACH_FEN, issued_fen=0)

    batch = cli.run("batch", "create", "--program", PROGRAM, officer="经办甲")
    assert (batch["state"], batch["payments"], batch["amount_fen"], batch["channel"]) == ("draft", N, N * EACH_FEN, "bank")
    number = batch["batch"]
    cli.refused("batch", "export", number, cli.folder / "early.csv", officer="经办甲", saying="approved")
    assert not (cli.folder / "early.csv").exists()
    cli.refused("batch", "approve", number, officer="经办甲", saying="somebody else")
    assert cli.run("batch", "approve", number, officer="负责人乙")["state"] == "approved"
    for form in ("xlsx", "csv"):
        file = cli.folder / f"bank.{form}"
        written = cli.run("batch", "export", number, "--format", form, file, officer="经办甲")
        assert (written["state"], written["control_count"], written["control_sum_fen"]) == ("issued", N, N * EACH_FEN)
        assert file.stat().st_mode & 0o777 == 0o600
    expect(cli, approved_fen=N * EACH_FEN, issued_fen=N * EACH_FEN, paid_fen=0)

    failing = {7: "户名不符", 40: "账户已销户", 200: "系统超时"}
    assert answer_from(cli.folder / "bank.csv", cli.folder / "answer.csv", failing) == N
    answer = cli.run("batch", "answer", number, cli.folder / "answer.csv", officer="经办甲")
    assert (answer["paid"], answer["failed"], answer["unmatched"], answer["state"]) == (N - 3, 3, 0, "reconciled"), answer
    expect(cli, paid_fen=(N - 3) * EACH_FEN, failed_fen=3 * EACH_FEN, issued_fen=N * EACH_FEN)
    again = cli.run("batch", "answer", number, cli.folder / "answer.csv", officer="经办甲")
    assert (again["repeated"], again["paid"]) == (N, N - 3), again

    correct_and_retry(cli, number)
    summary_equals_store(cli)


def correct_and_retry(cli, number):
    """A failure that lies in the data waits until somebody has set the data right."""
    lines = {line["line"]: line for line in cli.run("batch", "show", number)["lines"]}
    assert [line for line in lines if lines[line]["state"] == "failed"] == [7, 40, 200]
    assert (lines[7]["failure_code"], lines[40]["failure_code"]) == ("BE01", "AC04")
    cli.run("recipients", "correct", lines[40]["person"], "--account", account(990_001), officer="经办甲")
    second = cli.run("batch", "retry", number, officer="经办甲")
    assert (second["payments"], second["left_out"], second["state"]) == (2, 1, "draft"), second
    cli.run("batch", "approve", second["batch"], officer="负责人乙")
    cli.run("batch", "export", second["batch"], "--format", "csv", cli.folder / "second.csv", officer="经办甲")
    assert answer_from(cli.folder / "second.csv", cli.folder / "second-answer.csv", {}) == 2
    cli.run("batch", "answer", second["batch"], cli.folder / "second-answer.csv", officer="经办甲")
    expect(cli, paid_fen=(N - 1) * EACH_FEN, failed_fen=EACH_FEN, issued_fen=N * EACH_FEN, planned_fen=N * EACH_FEN)
    cli.refused("batch", "close", number, officer="负责人乙", saying="open")
    assert cli.run("batch", "close", second["batch"], officer="负责人乙")["state"] == "closed"


def summary_equals_store(cli):
    workbook = cli.folder / "summary.xlsx"
    result = cli.run("export", "summary", "--department", "08", workbook)
    [row] = [row for row in cli.run("progress") if row["key"] == "08"]
    assert result["amount_fen"] == row["planned_fen"] == N * EACH_FEN
    total = next(cells for cells in read_rows(workbook) if cells[0] == "合　计")
    assert [round(cell * 100) for cell in total if isinstance(cell, float) or isinstance(cell, int) and cell >= 1000] == [
        row["planned_fen"], row["approved_fen"], row["paid_fen"], row["failed_fen"]], total
    formulas = openpyxl.load_workbook(workbook).worksheets[0]
    assert any(str(cell.value).startswith("=SUM(") for cells in formulas.iter_rows() for cell in cells)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{cli.folder}/office", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76",
                    "--outdir", str(cli.folder), str(workbook)], check=True, capture_output=True, timeout=120)
    with open(cli.folder / "summary.csv", encoding="utf-8", newline="") as file:
        [recalculated] = [cells for cells in csv.reader(file) if cells[0] == "合　计"]
    assert f"{row['paid_fen'] / 100:,.2f}" in recalculated, recalculated


def test_undo_of_an_import(cli):
    cli.run("new", officer="经办甲")
    before = dump(cli)
    write_roster(cli.folder / "roster.xlsx", people(60))
    cli.run("import", cli.folder / "roster.xlsx", "--program", PROGRAM, officer="经办甲")
    assert dump(cli) != before
    [change, *_] = cli.run("history", "--limit", 1)
    assert change["action"] == "roster-import"
    cli.run("undo", change["id"], officer="经办甲")
    assert dump(cli) == before
    cli.refused("undo", change["id"], officer="经办甲", saying="already")

    cli.run("import", cli.folder / "roster.xlsx", "--program", PROGRAM, officer="经办甲")
    [change, *_] = cli.run("history", "--limit", 1)
    cli.run("submit", "--program", PROGRAM, officer="经办甲")
    cli.refused("undo", change["id"], officer="经办甲", saying="Submitted 08.1")
    cli.verify()


def dump(cli):
    """All tables but the journal's own."""
    script = ".dump --data-only"
    text = subprocess.run(["sqlite3", f"file:{cli.workspace}?mode=ro", script], capture_output=True, text=True, check=True, timeout=60).stdout
    return sorted(line for line in text.splitlines()
                  if line.startswith("INSERT INTO ") and not line.startswith(("INSERT INTO change ", "INSERT INTO change(", "INSERT INTO change_part")))


def test_a_dry_run_changes_nothing(cli):
    cli.run("new", officer="经办甲")
    before = dump(cli)
    rows = list(people(20)) + [[21, "夏阳街道", "无号", "310199196001010000", "1000", "", "", ""]]
    write_roster(cli.folder / "roster.xlsx", rows)
    report = cli.folder / "report.xlsx"
    tried = cli.run("import", cli.folder / "roster.xlsx", "--program", PROGRAM, "--dry-run", "--report", report, status=1)
    assert (tried["accepted"], tried["rejected"], tried["new_persons"]) == (20, 1, 20)
    [fault] = [fault for fault in tried["faults"] if fault["level"] == "error"]
    assert (fault["sheet"], fault["row"], fault["column"], fault["code"]) == ("花名册", 24, "D", "id_check_digit"), fault
    assert "196001010000" not in str(tried["faults"]), "a number in full in a fault"
    assert any("id_check_digit" in row for row in read_rows(report))
    assert dump(cli) == before
    done = cli.run("import", cli.folder / "roster.xlsx", "--program", PROGRAM, status=1)
    assert (done["accepted"], done["rejected"]) == (tried["accepted"], tried["rejected"])


def list_twice(cli):
    """Two entries turn out to be one person, who then stands twice: the first of the first list, and one in another town."""
    first, other = list(people(1)), list(people(1, first=10))
    other[0][1] = "白鹤镇"
    write_roster(cli.folder / "other.xlsx", other)
    cli.run("import", cli.folder / "other.xlsx", "--program", PROGRAM)
    keep, gone = (cli.run("recipients", "find", rows[0][2])["items"][0]["id"] for rows in (first, other))
    cli.run("recipients", "merge", keep, gone)


def test_doubts_are_settled_before_the_money_leaves(cli):
    cli.run("new", officer="经办甲")
    write_roster(cli.folder / "one.xlsx", people(10))
    moved = list(people(1))
    moved[0][1] = "白鹤镇"
    write_roster(cli.folder / "two.xlsx", moved)
    cli.run("import", cli.folder / "one.xlsx", "--program", PROGRAM)
    # Who comes from another town as well is not listed a second time.
    second = cli.run("import", cli.folder / "two.xlsx", "--program", PROGRAM)
    assert "listed_already" in [fault["code"] for fault in second["faults"]]
    assert (second["skipped"], cli.run("check", "--program", PROGRAM)) == (1, []), second
    list_twice(cli)
    finding, elsewhere = cli.run("check", "--program", PROGRAM)
    assert (elsewhere["rule"], len(elsewhere["persons"])) == ("outside_town", 1)
    assert (finding["rule"], finding["level"], len(finding["persons"])) == ("person_twice", "error", 2)
    cli.refused("submit", "--program", PROGRAM, saying="1 finding")
    decision = cli.run("decide", finding["id"], "withdraw", "--reason", "两镇重复申报")
    [decided] = cli.run("findings", "--program", PROGRAM)
    assert decision == decided
    assert (decided["id"], decided["decision"], decided["reason"]) == (finding["id"], "withdraw", "两镇重复申报")
    assert cli.run("submit", "--program", PROGRAM)["entitlements"] == 10


def test_the_officer_says_which_line_stays(cli):
    """Of two lines of one person the first goes, and what was held comes back."""
    cli.run("new", officer="经办甲")
    write_roster(cli.folder / "one.xlsx", people(3))
    cli.run("import", cli.folder / "one.xlsx", "--program", PROGRAM)
    list_twice(cli)
    finding, _elsewhere = cli.run("check", "--program", PROGRAM)
    first, second = finding["entitlements"]
    cli.run("decide", finding["id"], "hold", "--reason", "待核实")
    assert [line["state"] for line in cli.run("lines", "--program", PROGRAM)].count("held") == 2
    assert cli.run("line", second, "release", "--reason", "以后一份为准")["state"] == "listed"
    assert cli.run("line", first, "withdraw", "--reason", "以后一份为准")["state"] == "withdrawn"
    cli.refused("line", first, "hold", "--reason", "x", saying="withdrawn")
    lines = {line["entitlement"]: line for line in cli.run("lines", "--program", PROGRAM)}
    assert (lines[first]["state"], lines[second]["state"], lines[second]["town"]) == ("withdrawn", "listed", "白鹤镇")
    assert cli.run("submit", "--program", PROGRAM)["entitlements"] == 3


def test_visits_and_goods(cli):
    cli.run("new", officer="经办甲")
    write_roster(cli.folder / "visit.xlsx", people(3, amount="2000"))
    write_roster(cli.folder / "goods.xlsx", people(4, first=10, amount="150"))
    for program, file in (("01.1", "visit"), ("03.5", "goods")):
        cli.run("import", cli.folder / f"{file}.xlsx", "--program", program)
        cli.run("submit", "--program", program)
        cli.run("approve", "--program", program, officer="负责人乙")
    cli.refused("batch", "create", "--program", "03.5", "--channel", "bank", saying="goods")
    visit = cli.run("batch", "create", "--program", "01.1")
    assert visit["channel"] == "visit"
    cli.refused("batch", "approve", visit["batch"], officer="负责人乙", saying="visit")
    cli.run("batch", "details", visit["batch"], "--visitors", "区领导走访组", "--visit-date", "2025-01-16")
    goods = cli.run("batch", "create", "--program", "03.5", "--channel", "goods")
    cli.refused("batch", "approve", goods["batch"], officer="负责人乙", saying="procurement")
    cli.run("batch", "details", goods["batch"], "--procurement", "青采示〔2025〕018号")
    for batch in (visit["batch"], goods["batch"]):
        cli.run("batch", "approve", batch, officer="负责人乙")
        assert cli.run("batch", "issue", batch)["state"] == "issued"
    assert cli.run("batch", "sign", visit["batch"], "--date", "2025-01-10")["state"] == "reconciled"
    part = cli.run("batch", "sign", goods["batch"], "--line", 2, "--date", "2025-01-10", "--collector", "张代领", "--relation", "子女")
    assert (part["state"], part["paid"], part["issued"]) == ("issued", 1, 3)
    expect(cli, paid_fen=3 * 200_000 + 15_000, issued_fen=3 * 200_000 + 4 * 15_000)


def test_backup_and_restore(cli):
    prepare(cli, 30)
    copy = Cli(cli.program, cli.folder, "copy.songnuan")
    cli.run("backup", copy.workspace)
    assert copy.workspace.stat().st_mode & 0o777 == 0o600
    cli.refused("backup", copy.workspace, saying="exists")
    before = dump(cli)
    cli.run("submit", "--program", PROGRAM)
    restored = cli.run("restore", copy.workspace)
    assert dump(cli) == before
    kept = Cli(cli.program, cli.folder, restored["kept"])
    assert kept.run("progress", "--by", "program")
    kept.verify()
    cli.refused("restore", cli.folder / "roster.xlsx", saying="not a Songnuan workspace")
    assert dump(cli) == before


def test_the_story_of_one_person(cli):
    prepare(cli, 12)
    write_roster(cli.folder / "other.xlsx", people(1, amount="800"))
    cli.run("import", cli.folder / "other.xlsx", "--program", "09.1")
    found = cli.run("recipients", "find", resident_id(0, "19400101")[-4:])
    [item] = [item for item in found["items"] if item["total_fen"] == 180_000]
    assert item["id_number_masked"] == "310199********" + resident_id(0, "19400101")[-4:]
    shown = cli.run("recipients", "show", item["id"])
    assert [(benefit["program"], benefit["amount_fen"]) for benefit in shown["benefits"]] == [("08.1", 100_000), ("09.1", 80_000)]
    assert resident_id(0, "19400101") not in str(shown)
    assert cli.run("recipients", "reveal", item["id"], officer="经办甲")["id_number"] == resident_id(0, "19400101")
    [change] = cli.run("history", "--limit", 1)
    assert (change["action"], change["rows"]) == ("person-reveal", 0)
    assert len(cli.run("recipients", "find", "", "--limit", 5)["items"]) == 5
    cli.refused("recipients", "show", 1, saying="not in the registry")


def test_csv_and_mapped_headings(cli):
    cli.run("new", officer="经办甲")
    heading = [*HEADING]
    heading[2], heading[3] = "当事人", "号码"
    with open(cli.folder / "roster.csv", "w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(people(8))
        writer.writerow(["合计", "", "", "", "8000.00", "", "", ""])
    cli.refused("import", cli.folder / "roster.csv", "--program", PROGRAM, saying="heading")
    done = cli.run("import", cli.folder / "roster.csv", "--program", PROGRAM, "--map", "当事人=name", "--map", "号码=id")
    assert (done["rows"], done["accepted"], done["amount_fen"]) == (8, 8, 800_000), done


main(test_the_whole_job, test_undo_of_an_import, test_a_dry_run_changes_nothing, test_doubts_are_settled_before_the_money_leaves,
     test_the_officer_says_which_line_stays, test_visits_and_goods, test_backup_and_restore, test_the_story_of_one_person, test_csv_and_mapped_headings)
