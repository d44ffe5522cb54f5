"""What the tests of the command line share: running it, made-up rosters, and the lines of TAP."""
import csv
import html
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback

import openpyxl

TIMEOUT_S = 120
TODAY = "2025-01-10"
OFFICE_FORMATS = ("xls", "ods", "fods")  # that LibreOffice writes


class Cli:
    """songnuan-cli on one workspace in a folder of its own."""

    def __init__(self, program, folder, workspace="test.songnuan"):
        self.program = program
        self.folder = pathlib.Path(folder)
        self.workspace = self.folder / workspace

    def command(self, *words, officer=None, as_json=True):
        call = [self.program, "--workspace", str(self.workspace), "--today", TODAY]
        if as_json:
            call.append("--json")
        if officer:
            call += ["--officer", officer]
        return call + [str(word) for word in words]

    def run(self, *words, officer=None, status=0, as_json=True, env=None):
        """Runs one command, asserts its exit status; gives its JSON, or with as_json=False its text."""
        done = subprocess.run(self.command(*words, officer=officer, as_json=as_json), capture_output=True, timeout=TIMEOUT_S,
                              env={**os.environ, **(env or {})})
        self.message = done.stderr.decode("utf-8")
        output = done.stdout.decode("utf-8")
        assert done.returncode == status, f"{words}: status {done.returncode}, not {status}: {self.message}{output[:500]}"
        if not as_json:
            return output
        return json.loads(output) if output else None

    def refused(self, *words, officer=None, saying=""):
        """Asserts a refusal: status 1, one sentence on standard error, nothing on standard output."""
        output = self.run(*words, officer=officer, status=1)
        assert output is None, f"{words}: refused, yet printed {output}"
        assert self.message.count("\n") == 1, f"{words}: not one sentence: {self.message}"
        assert saying in self.message, f"{words}: “{saying}” is not in: {self.message}"

    def verify(self):
        proof = self.run("verify")
        assert proof == dict.fromkeys(("integrity", "hash_chain", "summaries", "foreign_keys"), "ok"), proof


def check_character(digits17):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(d) * w for d, w in zip(digits17, weights)) % 11]


def resident_id(number, birth="19600101"):
    """A valid number that nobody has: 310199 was never issued."""
    digits = f"310199{birth}{number % 1000:03d}"
    return digits + check_character(digits)


def account(number):
    """A card number that passes Luhn."""
    digits = f"620000{number:012d}"
    total = sum(sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(reversed(digits)))
    return digits + str(-total % 10)


TOWNS = ("夏阳街道", "盈浦街道", "香花桥街道", "朱家角镇", "练塘镇", "金泽镇", "赵巷镇", "徐泾镇", "华新镇", "重固镇", "白鹤镇")
HEADING = ("序号", "街镇", "姓名", "身份证号", "补助金额（元）", "开户银行", "银行账号", "联系电话")


def people(count, first=0, amount="1000.00"):
    """Rows for HEADING: different people, each with an account of his own."""
    for i in range(first, first + count):
        birth = f"{1940 + i // 1000 % 40}{1 + i % 12:02d}{1 + i % 28:02d}"
        yield [i + 1, TOWNS[i % len(TOWNS)], "王李张刘陈杨赵"[i % 7] + "春夏秋冬东南西北"[i // 7 % 8] + "一二三四五"[i // 56 % 5],
               resident_id(i, birth), amount, "上海农商银行青浦支行", account(i), f"100{i:08d}"]


def write_roster(path, rows, title="测试花名册", heading=HEADING):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("花名册")
    sheet.append([title])
    sheet.append(["填报单位（盖章）：", None, None, "单位：元"])
    sheet.append(heading)
    for row in rows:
        sheet.append(row)
    book.save(path)


def convert(path, form):
    """What LibreOffice makes of it, beside the file; @form: one of OFFICE_FORMATS."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{path.parent}/office", "--headless", "--convert-to", form, "--outdir", path.parent,
                    path], capture_output=True, check=True, timeout=TIMEOUT_S)
    return path.with_suffix("." + form)


def write_page(path, rows):
    """As systems of web servers do: a page in GBK under the name of a workbook."""
    cells = ["".join(f"<td style='mso-number-format:\"\\@\"'>{html.escape(str(cell))}</td>" for cell in row) for row in rows]
    path.write_text("<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'></head><body><table border=1>\n"
                    + "\n".join(f"<tr>{row}</tr>" for row in cells) + "</table></body></html>", encoding="gb18030")


def write_xml(path, rows):
    """What Excel 2003 calls an XML table."""
    cells = ["".join(f"<Cell><Data ss:Type='String'>{html.escape(str(cell))}</Data></Cell>" for cell in row) for row in rows]
    path.write_text("<?xml version='1.0'?>\n<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' "
                    "xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet ss:Name='花名册'><Table>"
                    + "".join(f"<Row>{row}</Row>" for row in cells) + "</Table></Worksheet></Workbook>", encoding="utf-8")


def read_rows(path):
    """All cells of the first sheet, as openpyxl sees the results that are kept in the file."""
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    rows = [[cell for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return rows


def answer_from(bank_file, answer_file, failing):
    """What a bank does: the file that it got, with a result for each line. @failing: line number → reason"""
    with open(bank_file, encoding="gb18030", newline="") as source, \
         open(answer_file, "w", encoding="gb18030", newline="") as target:
        writer = csv.writer(target, lineterminator="\r\n")
        lines = 0
        for row in csv.reader(source):
            if "序号" in row:
                writer.writerow(row + ["处理结果", "失败原因"])
            elif row[0].isdigit():
                lines += 1
                reason = failing.get(int(row[0]))
                writer.writerow(row + (["失败", reason] if reason else ["成功", ""]))
    return lines


def main(*tests):
    """Runs each test in a fresh folder, as TAP; the program's path is the first argument."""
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        folder = tempfile.mkdtemp(prefix="songnuan-cli-test-")
        name = test.__name__.removeprefix("test_").replace("_", "-")
        try:
            test(Cli(sys.argv[1], folder))
            print(f"ok {number} {name}", flush=True)
        except Exception:
            failed += 1
            print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()), end="")
            print(f"not ok {number} {name}", flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failed else 0)
