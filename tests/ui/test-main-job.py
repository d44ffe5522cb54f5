#!/usr/bin/python3
"""The main job as a new officer does it, in Chinese and by the keyboard: from the first start to the department's workbook.

What each step shows is compared with what the test reckons by itself, and with what the command line says of the same file.
"""
import hashlib
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from songnuan import Cli, account, answer_from, people, read_rows, write_roster  # noqa: E402
from songnuan_window import BUTTONS, Window, main, wait  # noqa: E402

PREPARER, APPROVER = "王经办", "赵负责"
DEPARTMENT, PROGRAM = "区民宗办", "08.1"
N_GOOD, RATE_FEN, LOW_FEN = 12, 100_000, 80_000
PLANNED_FEN = (N_GOOD - 1) * RATE_FEN + LOW_FEN
LOW, FAILED = 3, 7  # the row with another amount, and the line that the bank cannot pay
REASON = "经街镇核实，按分配方案发放"


def yuan(fen):
    return f"{fen // 100:,}.{fen % 100:02d}"


def make_roster(path):
    """A list as offices send it: a word behind an amount, an empty line, and three rows that cannot be taken."""
    rows = [[*row[:4], 1000, *row[5:]] for row in people(N_GOOD)]
    rows[1][4] = "1000元"
    rows[LOW - 1][4] = LOW_FEN // 100
    double = list(rows[0])
    mistyped = [13, "夏阳街道", "吴错码", "310199196001010000", 1000, "上海农商银行青浦支行", account(101), "10000000101"]
    ruined = [14, "夏阳街道", "郑数字", 310199196001010123, 1000, "上海农商银行青浦支行", account(102), "10000000102"]
    write_roster(path, [*rows[:5], [], *rows[5:], double, mistyped, ruined])
    return {"id_duplicate": 17, "id_check_digit": 18, "id_digits_lost": 19}


class Job:
    """The window, the same file seen by the command line, and what both are about."""

    def __init__(self, window, cli, folder):
        self.window, self.folder = window, folder
        self.cli = Cli(cli, folder, "data/songnuan/default.songnuan")

    def ask(self, *words):
        return self.cli.run(*words)

    def labels(self, name):
        """Texts of the cells of the table of that name, row by row."""
        return [label.name for label in self.window.find("tree table", name).matching("label")]

    def figure(self, caption):
        """The number above a caption in the dialog in front."""
        names = [label.name for label in self.window.dialog().matching("label")]
        return names[names.index(caption) - 1]

    def progress(self):
        [row] = [row for row in self.ask("progress", "--by", "program") if row["key"] == PROGRAM]
        return row

    def batch(self, number):
        return self.ask("batch", "list")[number - 1]


def start(job):
    job.window.alt("从2025年项目目录开始(S)")
    job.window.enter(PREPARER)
    job.window.finish("Return")
    wait(lambda: job.window.pages("页面"), "the sidebar")
    assert job.ask("history")[0]["officer"] == PREPARER


def work_as(job, officer):
    """By the main menu's keys."""
    window = job.window
    window.open_menu("F10")
    window.key("w")
    window.enter(officer)
    window.finish("Return")
    window.find(BUTTONS, officer)


def import_roster(job):
    window = job.window
    rows = make_roster(job.folder / "花名册.xlsx")
    window.go(DEPARTMENT, "页面")
    window.alt("导入(I)…")
    window.choose_file(job.folder / "花名册.xlsx", f"导入花名册到项目{PROGRAM}")
    window.find(BUTTONS, f"导入{N_GOOD}行(I)")
    dialog = window.dialog()
    assert [job.figure(caption) for caption in ("行数", "拟列入", "金额（元）", "未列入")] == [
        str(N_GOOD + len(rows)), str(N_GOOD), yuan(PLANNED_FEN), str(len(rows))]
    shown = [row.name for row in dialog.find("table", re.compile("花名册|roster")).matching("table row")]
    for row in rows.values():
        assert any(re.match(rf"\w+ {row}, ", name) for name in shown), (row, shown)
    assert not [name for name in shown if "19600101" in name], "a number in full among the refused rows"
    # Nothing is imported before the officer says that they stay out.
    wait(lambda: window.is_in_front(dialog), "the preview in front")
    assert "sensitive" not in window.find(BUTTONS, f"导入{N_GOOD}行(I)").states
    window.key("alt+l")
    window.alt(f"导入{N_GOOD}行(I)")
    wait(lambda: window.title_in_front() == window.frame.name, "the main window")
    wait(lambda: job.progress()["planned_fen"] == PLANNED_FEN, "the roster")
    again = job.cli.run("import", job.folder / "花名册.xlsx", "--program", PROGRAM, "--dry-run", status=1)
    assert {fault["code"]: fault["row"] for fault in again["faults"] if fault["level"] == "error"} == rows
    assert again["skipped"] == N_GOOD, again


def settle_doubt(job):
    window = job.window
    window.key("alt+4")
    window.find("label", re.compile("^列入金额为800.00元"))
    window.alt("认可(A)…")
    window.enter(REASON)
    window.finish("Return")
    wait(lambda: job.ask("findings")[0]["decision"] == "allow", "the decision")
    assert job.ask("findings")[0]["reason"] == REASON


def be_refused(job, button):
    """Whoever prepared may not approve, and is told so."""
    job.window.alt(button)
    job.window.expect("未能完成")
    assert job.window.front().has("label", re.compile("他人|另一")), [label.name for label in job.window.front().matching("label")]
    job.window.finish("Escape")


def approve_roster(job):
    window = job.window
    window.go(DEPARTMENT, "页面")
    window.alt("提交(S)")
    wait(lambda: {line["state"] for line in job.ask("lines", "--program", PROGRAM)} == {"submitted"}, "the roster handed in")
    window.alt("审批(P)")
    window.expect("复核审批")
    window.find(None, re.compile("须由他人审批"))
    assert "sensitive" not in window.find(("push button", "button"), "审批(P)").states
    window.finish("Escape")
    assert job.progress()["approved_fen"] == 0
    work_as(job, APPROVER)
    window.alt("审批(P)")
    window.expect("复核审批")
    window.finish("alt+p")
    wait(lambda: job.progress()["approved_fen"] == PLANNED_FEN, "the approval")
    work_as(job, PREPARER)


def make_batch(job):
    window = job.window
    window.alt("建立批次(B)…")
    window.find("label", re.compile(f"^{N_GOOD}笔.*{yuan(PLANNED_FEN)}"))
    window.finish("Return")
    window.expect("批次已建立")
    window.finish("Return")
    [batch] = job.ask("batch", "list")
    assert (batch["state"], batch["payments"], batch["amount_fen"]) == ("draft", N_GOOD, PLANNED_FEN), batch


def pay(job, number, lines, amount_fen, failing):
    """One batch from draft to the bank's answer; the test is the bank."""
    window = job.window
    be_refused(job, "审批(A)")
    work_as(job, APPROVER)
    window.alt("审批(A)")
    wait(lambda: job.batch(number)["state"] == "approved", "the batch approved")
    work_as(job, PREPARER)
    file, answer = job.folder / f"代发{number}.csv", job.folder / f"回盘{number}.csv"
    window.alt("生成代发文件(W)…")
    window.expect("银行要哪种文件？")
    window.alt("CSV（GB18030）(S)…")
    window.save_file(file, "生成代发文件")
    window.expect("代发文件已生成")
    shown = [label.name for label in window.dialog().matching("label")]
    assert {str(lines), yuan(amount_fen), file.name, hashlib.sha256(file.read_bytes()).hexdigest()} <= set(shown), shown
    window.finish("Escape")
    assert job.batch(number)["state"] == "issued"

    assert answer_from(file, answer, failing) == lines
    window.alt("读取回盘(R)…")
    window.choose_file(answer, "读取回盘文件")
    window.expect("回盘结果")
    assert [job.figure(caption) for caption in ("已发放", "失败")] == [str(lines - len(failing)), str(len(failing))]
    window.finish("Escape")
    batch = job.batch(number)
    assert (batch["state"], batch["paid"], batch["failed"]) == ("reconciled", lines - len(failing), len(failing)), batch


def check_dashboard(job, paid, paid_fen, failed, failed_fen):
    """The table is told column by column: its heading, then planned, approved, issued, paid, failed."""
    job.window.key("alt+1")

    def is_so():
        names = [label.name for label in job.window.find(("panel", "grouping"), "本次专项活动的数据").matching("label")]
        columns = [names[i:i + 6] for i in range(0, len(names), 6)]
        return [(column[1], column[4], column[5]) for column in columns[1:5]] == [
            (str(N_GOOD), str(paid), str(failed)), ("0", "0", "0"), (str(N_GOOD), str(paid), str(failed)),
            (yuan(PLANNED_FEN), yuan(paid_fen), yuan(failed_fen))]

    wait(is_so, f"{paid} paid and {failed} failed on the dashboard")
    row = job.progress()
    assert (row["planned_fen"], row["paid_fen"], row["failed_fen"]) == (PLANNED_FEN, paid_fen, failed_fen), row


def correct_and_retry(job):
    """The failed line's account is set right, and the line goes again in a batch of its own."""
    window = job.window
    window.key("alt+3")
    window.tab_to("批次的发放明细")
    window.key("Home", *["Down"] * (FAILED - 1))
    window.alt("更正对象(E)…")
    window.expect("更正对象信息")
    window.key("Tab")
    window.enter(account(990_001))
    window.finish("Return")
    wait(lambda: "person" in job.ask("history", "--limit", "1")[0]["action"], "the correction")
    window.alt("重发(T)…")
    window.expect("重发？")
    window.finish("Return")
    wait(lambda: len(job.ask("batch", "list")) == 2, "the second batch")
    window.find("label", re.compile("^08.1第2批"))


def report(job):
    window = job.window
    window.key("alt+5")
    window.find("label", "汇总表")
    window.key("alt+d")
    window.pick(8)  # behind the whole district and seven others
    window.find("label", DEPARTMENT)
    window.alt("导出(E)…")
    file = job.folder / "民宗办汇总.xlsx"
    window.save_file(file, "导出工作簿")
    window.find("label", "回读核对一致")
    shown = [label.text for label in window.find("list", "本次已导出").matching("label")]  # a label with a caption has its name
    assert any(hashlib.sha256(file.read_bytes()).hexdigest() in text for text in shown), shown
    assert any(yuan(PLANNED_FEN) in text for text in shown), shown
    total = next(cells for cells in read_rows(file) if cells[0] == "合　计")
    sums = [round(cell * 100) for cell in total if isinstance(cell, float) or isinstance(cell, int) and cell >= 1000]
    assert sums[:3] == [PLANNED_FEN, PLANNED_FEN, PLANNED_FEN], total


def take_back(job):
    """A second list came by mistake: the history says it in words, and takes it back."""
    window = job.window
    write_roster(job.folder / "误报.xlsx", people(1, first=50))
    window.go(DEPARTMENT, "页面")
    window.alt("导入(I)…")
    window.choose_file(job.folder / "误报.xlsx", f"导入花名册到项目{PROGRAM}")
    window.find(BUTTONS, "导入1行(I)")
    window.finish("Return")
    wait(lambda: job.progress()["planned_fen"] == PLANNED_FEN + RATE_FEN, "the second list")
    window.key("alt+6")
    changes = job.cli.run("history", env=window.environment)
    wait(lambda: changes[0]["summary"] in job.labels("变更"), "the change in the history")
    shown = job.labels("变更")
    # The newest; the table tells only of rows that are in view.
    assert {change["summary"] for change in changes[:8]} <= set(shown), shown
    assert {PREPARER, APPROVER} <= set(shown), shown
    window.alt("撤销此项变更(T)")
    window.expect("撤销这项变更？")
    window.finish("Return")
    wait(lambda: job.ask("history", "--limit", "1")[0]["undoes"] == changes[0]["id"], "the change taken back")
    newest = job.cli.run("history", "--limit", "1", env=window.environment)[0]["summary"]
    wait(lambda: newest in job.labels("变更"), "the history with it")
    assert job.progress()["planned_fen"] == PLANNED_FEN


def test_main_job(program, cli, folder):
    with Window(program, folder, language="zh_CN") as window:
        job = Job(window, cli, folder)
        start(job)
        import_roster(job)
        settle_doubt(job)
        approve_roster(job)
        make_batch(job)
        pay(job, 1, N_GOOD, PLANNED_FEN, {FAILED: "账户已销户"})
        check_dashboard(job, N_GOOD - 1, PLANNED_FEN - RATE_FEN, 1, RATE_FEN)
        correct_and_retry(job)
        pay(job, 2, 1, RATE_FEN, {})
        check_dashboard(job, N_GOOD, PLANNED_FEN, 0, 0)
        report(job)
        take_back(job)
        window.close()
    job.cli.verify()


main(test_main_job)
