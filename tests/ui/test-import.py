#!/usr/bin/python3
"""The import window: columns set right, a cell repaired, rows left out and sent back, a second delivery, and what closing does; each
compared with what the file holds afterwards, as the command line tells it."""
import contextlib
import pathlib
import re
import sqlite3
import sys

import openpyxl

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from songnuan import HEADING, TOWNS, Cli, people, write_roster  # noqa: E402
from songnuan_window import BUTTONS, ENTRIES, OFFICER, Window, main, wait  # noqa: E402

DEPARTMENT, PROGRAM = "区民宗办", "08.1"
CHECKS = ("check box", "radio button", "check menu item")
PAGES = (*BUTTONS, *CHECKS, "page tab")
# A heading that no table of synonyms has.
UNKNOWN_HEADING = tuple("收款凭据编号" if caption == "身份证号" else caption for caption in HEADING)


def prepare(cli, folder):
    office = Cli(cli, folder, "office.songnuan")
    office.run("new", officer=OFFICER)
    return office


def open_import(window, path):
    window.take_officer()
    window.go(DEPARTMENT)
    window.alt("Import…", "i")
    window.choose_file(path, f"Import a Roster into {PROGRAM}")
    wait(lambda: window.title_in_front().startswith(PROGRAM), "the import window")


def lines(office, state=None):
    return [line for line in office.run("lines", "--program", PROGRAM) if state is None or line["state"] == state]


def see(window, page):
    window.press(page, PAGES)
    wait(lambda: "checked" in (states := window.find(PAGES, page).states) or "pressed" in states, f"the page {page}")


def is_usable(window, button):
    return any("sensitive" in control.states for control in window.front().matching(BUTTONS, button))


def grid(window):
    return window.find(None, "Rows of the roster")


def repair(window, text):
    """The cell in front: the first faulty one of the first refused row."""
    rows = grid(window)
    wait(lambda: window.is_in_front(rows), "the rows in front")
    window.key("F2")
    entry = window.find(ENTRIES, re.compile(r"^Row \d+, "))
    entry.write(text)
    window.key("Return")


def write_faulty(path):
    """Two numbers that cannot be, the second of which nobody can set right, under a heading that nobody knows."""
    rows = list(people(6))
    right = rows[2][3]
    rows[2][3] = right[:-1] + ("0" if right[-1] != "0" else "1")
    rows[4][3] = "310199196001010000"
    write_roster(path, rows, heading=UNKNOWN_HEADING)
    return rows, right


# Its place in the list over a column.
ID_NUMBER = 3


def choose_field(window, column, place):
    """By the list over a column of the sheet."""
    window.press(re.compile(rf"^Column {column}\b"))
    window.pick(place)


def test_columns_cells_and_rows(program, cli, folder):
    """The number's column is told, one number repaired, the other row left out and sent back; then all of it is undone."""
    office = prepare(cli, folder)
    rows, right = write_faulty(folder / "roster.xlsx")
    with Window(program, folder, office.workspace) as window:
        open_import(window, folder / "roster.xlsx")
        window.find(PAGES, "Heading and Columns")
        assert not is_usable(window, re.compile("^Import"))
        choose_field(window, "D", ID_NUMBER)
        window.find(BUTTONS, "Import 4 Rows")
        assert not is_usable(window, "Import 4 Rows"), "two refused rows, and nobody said that they are left out"
        see(window, "Row by Row")
        window.find(CHECKS, "Leave out the 2 refused rows")

        repair(window, right)
        window.find(BUTTONS, "Import 5 Rows")
        window.find(CHECKS, "Leave out the 1 refused row")
        assert lines(office) == [], "nothing is written before it is said"

        window.alt("Send Back the Refused Rows…", "b")
        window.save_file(folder / "back.xlsx", "Save the Refused Rows")
        window.find(None, "1 refused row is in “back.xlsx”")
        sheet = openpyxl.load_workbook(folder / "back.xlsx").worksheets[0]
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        [returned] = [row for row in cells if rows[4][2] in row]
        assert rows[4][3] in returned and 8 in returned and "id_check_digit" in returned, returned
        assert not [row for row in cells if rows[2][2] in row], "the repaired row went back"

        window.key("alt+l")
        wait(lambda: is_usable(window, "Import 5 Rows"), "the button")
        window.alt("Import 5 Rows", "i")
        wait(lambda: len(lines(office)) == 5, "the lines")
        assert right[:6] + "*" * 8 + right[-4:] in {line["id_number_masked"] for line in lines(office)}
        # Nothing of it is left but the history; the columns are known the next time.
        wait(lambda: window.title_in_front() == window.frame.name, "the main window")
        window.key("ctrl+z")
        wait(lambda: lines(office) == [], "the end of the lines")
        window.close()
    office.verify()


def test_remembered(program, cli, folder):
    """What an officer said of the columns is known the next time: the same heading opens on its rows."""
    office = prepare(cli, folder)
    write_roster(folder / "first.xlsx", people(2), heading=UNKNOWN_HEADING)
    write_roster(folder / "second.xlsx", people(2, first=2), heading=UNKNOWN_HEADING)
    with Window(program, folder, office.workspace) as window:
        open_import(window, folder / "first.xlsx")
        choose_field(window, "D", ID_NUMBER)
        window.find(BUTTONS, "Import 2 Rows")
        window.alt("Import 2 Rows", "i")
        wait(lambda: len(lines(office)) == 2, "the lines")
        wait(lambda: window.title_in_front() == window.frame.name, "the main window")
        # The rows are taken back, what was said of the headings is not.
        window.key("ctrl+z")
        wait(lambda: lines(office) == [], "the end of the lines")
        window.alt("Import…", "i")
        window.choose_file(folder / "second.xlsx", f"Import a Roster into {PROGRAM}")
        window.find(BUTTONS, "Import 2 Rows")
        # The button has the keyboard.
        window.finish("Return")
        wait(lambda: len(lines(office)) == 2, "the second file's lines")
        window.close()


def test_second_delivery(program, cli, folder):
    """One is gone, one has another amount, one is new; who is gone is held with a reason, and the line that stands gets the amount with one."""
    office = prepare(cli, folder)
    first = list(people(22))
    write_roster(folder / "first.xlsx", first)
    office.run("import", folder / "first.xlsx", "--program", PROGRAM, officer=OFFICER)
    second = [row for row in people(len(TOWNS) * 2) if row[0] != 3]
    second[0][4] = "800.00"
    second += list(people(1, first=22))
    write_roster(folder / "second.xlsx", second)
    with Window(program, folder, office.workspace) as window:
        open_import(window, folder / "second.xlsx")
        window.find(BUTTONS, "Import 1 Row")
        see(window, "Against Last Time")
        for toggle in ("All 3", "Gone 1", "Changed 1", "New 1"):
            window.find(PAGES, toggle)
        cells = [label.name for label in window.find("tree table", "Differences").matching("label")]
        assert first[2][2] in cells and not [cell for cell in cells if first[2][3] in cell], cells
        changed = cells.index(first[0][2])
        assert [cell for cell in cells[changed:] if cell in ("1,000.00", "800.00")][:2] == ["1,000.00", "800.00"], cells

        window.find("label", re.compile(r"^Lines that are changed \(1,000.00 → 800.00 yuan\):$"))
        window.key("alt+t")
        wait(lambda: not is_usable(window, "Import 2 Rows"), "the question why it is changed")
        window.find(ENTRIES, "Reason for Changing").write("镇里更正了金额")
        wait(lambda: is_usable(window, "Import 2 Rows"), "the answer why it is changed")
        window.find("label", "To be changed")
        # The rows say the same.
        see(window, "Row by Row")
        window.find(None, re.compile("that line gets what this row says"))
        see(window, "Against Last Time")
        window.key("alt+k")
        window.find(BUTTONS, "Import 1 Row")
        see(window, "Row by Row")
        window.find(None, re.compile("and is left so; this row says"))
        see(window, "Against Last Time")
        window.key("alt+t")
        window.find(BUTTONS, "Import 2 Rows")
        window.key("alt+h")
        wait(lambda: not is_usable(window, "Import 2 Rows"), "the question why")
        window.find(ENTRIES, "Reason for Holding").write("已迁出本镇")
        wait(lambda: is_usable(window, "Import 2 Rows"), "the answer")
        window.alt("Import 2 Rows", "i")
        wait(lambda: len(lines(office, "held")) == 1, "the line held")
        [held] = lines(office, "held")
        assert held["name"] == first[2][2], held
        # Of 22 one is held, one is new, and who is changed stands once.
        assert len(lines(office, "listed")) == len(first), lines(office)
        assert [line["amount_fen"] for line in lines(office) if line["name"] == first[0][2]] == [80000], lines(office)
        window.close()
    change = office.run("history", "--limit", 1)[0]
    assert change["action"] == "roster-import-change-hold" and "镇里更正了金额" in change["summary"], change
    office.run("undo", change["id"], officer=OFFICER)
    assert [line["amount_fen"] for line in lines(office) if line["name"] == first[0][2]] == [100000], lines(office)
    assert len(lines(office, "listed")) == len(first), lines(office)
    office.verify()


def test_tooltip(program, cli, folder):
    """A tooltip stands over the page that goes, while the other one is laid out for the first time: the window is painted all the same."""
    office = prepare(cli, folder)
    write_roster(folder / "roster.xlsx", people(40))
    with Window(program, folder, office.workspace) as window:
        open_import(window, folder / "roster.xlsx")
        window.find(BUTTONS, "Import 40 Rows")
        window.hover(window.find(BUTTONS, re.compile("^All")))
        see(window, "Heading and Columns")
        window.find(BUTTONS, re.compile(r"^Column A\b"))
        assert not window.complaints(), window.complaints()
        window.finish("Escape")
        window.close()


def test_again(program, cli, folder):
    """A file that was read before is read once more only where that is said."""
    office = prepare(cli, folder)
    write_roster(folder / "roster.xlsx", people(3))
    office.run("import", folder / "roster.xlsx", "--program", PROGRAM, officer=OFFICER)
    office.run("line", lines(office)[0]["entitlement"], "withdraw", "--reason", "重复登记已核实", officer=OFFICER)
    with Window(program, folder, office.workspace) as window:
        open_import(window, folder / "roster.xlsx")
        window.find(BUTTONS, "Import 1 Row")
        assert not is_usable(window, "Import 1 Row")
        window.find(CHECKS, "Read this file once more")
        window.key("alt+o")
        wait(lambda: is_usable(window, "Import 1 Row"), "the button")
        window.alt("Import 1 Row", "i")
        wait(lambda: len(lines(office, "listed")) == 3, "the line")
        window.close()


def test_closing(program, cli, folder):
    """Repairs are not lost unasked, and a window that is closed has written nothing."""
    office = prepare(cli, folder)
    rows = list(people(3))
    right = rows[0][3]
    rows[0][3] = "310199196001010000"
    write_roster(folder / "roster.xlsx", rows)
    with Window(program, folder, office.workspace) as window:
        open_import(window, folder / "roster.xlsx")
        window.find(BUTTONS, "Import 2 Rows")
        repair(window, right)
        window.find(BUTTONS, "Import 3 Rows")
        title = window.title_in_front()
        window.key("Escape")
        window.find("label", "Close Without Importing?")
        window.answer("Go On")
        wait(lambda: window.title_in_front() == title, "the import window again")
        window.key("Escape")
        window.find("label", "Close Without Importing?")
        window.press("Close")
        wait(lambda: window.count_windows() == 1, "the end of the window")
        assert lines(office) == [] and office.run("history")[0]["summary"] == office.run("history")[-1]["summary"]
        window.close()
    office.verify()


def test_stopped(program, cli, folder):
    """Closed in the middle of an admission: it asks, and then nothing of the list is there."""
    office = prepare(cli, folder)
    write_roster(folder / "roster.xlsx", people(20000))
    with Window(program, folder, office.workspace) as window:
        open_import(window, folder / "roster.xlsx")
        window.find(BUTTONS, re.compile("^Import 20000 Rows"))
        wait(lambda: is_usable(window, "Import 20000 Rows"), "the button")
        window.key("alt+i", "Escape")
        window.find("label", "Stop the Import?")
        window.press("Stop")
        wait(lambda: window.count_windows() == 1, "the end of the window")
        window.close()
    assert lines(office) == [], "lines of an import that was stopped"
    office.verify()


def people_of_one_town(count, first=0):
    return [[row[0], TOWNS[0], *row[2:]] for row in people(count, first=first)]


def test_category_list(program, cli, folder):
    """This month's list of a category: who is on it no more in its town is shown, and holds it no longer once that is said."""
    office = prepare(cli, folder)
    with contextlib.closing(sqlite3.connect(f"file:{office.workspace}?mode=ro", uri=True)) as file:
        [(code,)] = file.execute("SELECT code FROM category ORDER BY position LIMIT 1").fetchall()
    elsewhere = list(people(1, first=20))
    write_roster(folder / "december.xlsx", [*people_of_one_town(5), *elsewhere])
    assert elsewhere[0][1] != TOWNS[0]
    office.run("import-category", folder / "december.xlsx", "--category", code, "--from", "2024-12-01", officer=OFFICER)
    write_roster(folder / "january.xlsx", [*people_of_one_town(4), *people_of_one_town(1, first=9)])
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        window.key("alt+2")
        window.press("More actions")
        window.expect_menu("the rows")
        window.key("i")
        window.choose_file(folder / "january.xlsx", "Import People")
        window.dialog().find(ENTRIES, "Search programs and lists").write("category")
        window.find(ENTRIES, re.compile("Held From")).write("2025-01-01")
        window.alt("Continue", "o")
        window.find(BUTTONS, "Import 5 Rows")
        see(window, "Against Last Time")
        cells = [label.name for label in window.find("tree table", "Differences").matching("label")]
        assert list(people(5))[4][2] in cells and "2024-12-01" in cells, cells
        assert list(people(1, first=9))[0][2] in cells and elsewhere[0][2] not in cells, cells
        window.find(None, f"This list is of {TOWNS[0]}. Of the people on it 1 are new and 4 held the category before; 1 there who held it are"
                          " not on it.")
        window.key("alt+e")
        wait(lambda: any("checked" in check.states for check in window.front().matching(CHECKS, re.compile("^End the category"))), "the choice")
        window.alt("Import 5 Rows", "i")
        wait(lambda: len(ended(office)) == 1, "the end of a category")
        assert ended(office) == [(list(people(5))[4][2], "2024-12-31")]
        window.close()
    office.verify()


def ended(office):
    with contextlib.closing(sqlite3.connect(f"file:{office.workspace}?mode=ro", uri=True)) as file:
        return file.execute("SELECT p.name, k.to_date FROM person_category k JOIN person p ON p.id = k.person_id"
                            " WHERE k.to_date IS NOT NULL").fetchall()


def test_template(program, cli, folder):
    """An empty workbook for the towns, from the page; filled in, it is read without a fault."""
    office = prepare(cli, folder)
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        window.go(DEPARTMENT)
        window.alt("Template for Towns…", "t")
        window.save_file(folder / "template.xlsx", "Save a Template for Towns")
        wait(lambda: (folder / "template.xlsx").exists(), "the template")
        window.close()
    book = openpyxl.load_workbook(folder / "template.xlsx")
    assert any("姓名" in cells for cells in book.worksheets[0].iter_rows(values_only=True)), book.worksheets[0].title


main(test_columns_cells_and_rows, test_remembered, test_second_delivery, test_tooltip, test_again, test_closing, test_stopped, test_category_list, test_template)
