#!/usr/bin/python3
"""Every way in is the same path: cells pasted, files dragged, opened with the program and chosen; kept until a workspace is open, put where
the officer says, and laid down nowhere."""
import contextlib
import html
import pathlib
import re
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from songnuan import HEADING, Cli, people, write_roster  # noqa: E402
from songnuan_drag import drag, drag_source, drop  # noqa: E402
from songnuan_window import BUTTONS, ENTRIES, LONGEST_WAIT_S, OFFICER, Window, main, wait  # noqa: E402

DEPARTMENT, PROGRAM = "区民宗办", "08.1"
TARGET, COUNT = "Where Do These People Go?", 6
# Its name tells the program: 09.1 困难职工春节慰问.
NAMED_FILE, NAMED_PROGRAM = "区总工会困难职工春节慰问花名册.xlsx", "09.1"


def prepare(cli, folder):
    office = Cli(cli, folder, "office.songnuan")
    office.run("new", officer=OFFICER)
    return office


def write_named(folder, name=NAMED_FILE):
    write_roster(folder / name, people(COUNT))
    return folder / name


def put_on_clipboard(target, content):
    subprocess.run(["xclip", "-selection", "clipboard", "-in", "-target", target], input=content.encode(), check=True, timeout=20)


def paste(window, title):
    """A key that comes while the window is just getting the keyboard is lost."""
    for _ in range(5):
        window.show()
        window.key("ctrl+v")
        with contextlib.suppress(AssertionError):
            return wait(lambda: window.title_in_front() == title, f"the dialog “{title}”", seconds=LONGEST_WAIT_S / 5)
    raise AssertionError(f"pasting does not lead to “{title}”")


def make_page(count=COUNT, first=0):
    """As WPS does it: what is text is marked as text, behind a number stands all of it."""
    def cell(value):
        return f"<td x:num=\"{value}\">1E+03</td>" if value == "1000.00" else f"<td x:str>{html.escape(str(value))}</td>"
    rows = [HEADING, *people(count, first=first)]
    return "<html><body><table>" + "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows) + "</table></body></html>"


def lines(office, program):
    return office.run("lines", "--program", program)


def import_all(window, count=COUNT):
    """In the import window: all rows can be taken, and are."""
    button = f"Import {count} Rows"
    wait(lambda: any(True for _ in window.front().matching(BUTTONS, button)), f"“{button}”")
    window.alt(button, "i")


def find_target(window):
    window.expect(TARGET)
    return window.dialog()


def is_chosen(window, text):
    """Whether the chosen row of the target dialog says that."""
    return any("selected" in row.states and any(text in label.name for label in row.walk())
               for row in window.dialog().matching("list item"))


def choose_target(window, words, text):
    """By typing what it is called."""
    find_target(window)
    window.dialog().find(ENTRIES, "Search programs and lists").write(words)
    wait(lambda: is_chosen(window, text), f"“{text}” chosen")
    window.finish("Return")


def sources(office):
    with contextlib.closing(sqlite3.connect(f"file:{office.workspace}?mode=ro", uri=True)) as file:
        return file.execute("SELECT name, length (sha256) FROM source_file").fetchall()


def check_nothing_left(folder, office):
    """Neither beside the workspace nor among temporary files: what was pasted holds numbers of people."""
    left = [path.name for path in (folder / "temporary").rglob("*") if not path.is_socket()]
    assert not left, left
    beside = {path.name for path in folder.iterdir() if path.is_file()}
    assert beside <= {office.workspace.name, f"{office.workspace.name}-wal", f"{office.workspace.name}-shm", "window.log", NAMED_FILE}, beside
    assert not [path for path in (folder / "data").rglob("*") if path.suffix in (".html", ".csv", ".xlsx", ".txt")]


def test_paste(program, cli, folder):
    """On the dashboard it is asked where the cells go; on the page of a program they go there; in an entry they are text."""
    office = prepare(cli, folder)
    (folder / "temporary").mkdir()
    with Window(program, folder, office.workspace, env={"TMPDIR": str(folder / "temporary")}) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        put_on_clipboard("text/html", make_page())
        paste(window, TARGET)
        choose_target(window, PROGRAM, "少数民族困难对象")
        import_all(window)
        wait(lambda: len(lines(office, PROGRAM)) == COUNT, "the pasted rows")
        assert {line["amount_fen"] for line in lines(office, PROGRAM)} == {100_000}
        assert sources(office) == [("pasted cells", 64)], sources(office)
        wait(lambda: window.count_windows() == 1, "the end of the import window")

        window.go(DEPARTMENT)
        put_on_clipboard("text/html", make_page(2, first=50))
        window.tab_to("Roster", most=20)
        window.key("ctrl+v")
        import_all(window, 2)
        wait(lambda: len(lines(office, PROGRAM)) == COUNT + 2, "the rows for the program in view")
        wait(lambda: window.count_windows() == 1, "the end of the import window")

        put_on_clipboard("UTF8_STRING", "朱家角")
        window.key("ctrl+f")
        entry = wait(lambda: next((entry for entry in window.front().matching(ENTRIES) if "focused" in entry.states), None), "the entry")
        window.key("ctrl+v")
        wait(lambda: entry.text == "朱家角", "the text in the entry")
        assert window.count_windows() == 1
        # Several lines of no cells are one line there, cells are none: they go where cells go.
        put_on_clipboard("UTF8_STRING", "，某路1号\n2室\n")
        window.key("ctrl+v")
        wait(lambda: entry.text == "朱家角，某路1号 2室", "the lines in the entry")
        put_on_clipboard("UTF8_STRING", "\n".join("\t".join(map(str, row)) for row in [HEADING, *people(2, first=60)]))
        window.key("ctrl+v")
        import_all(window, 2)
        wait(lambda: len(lines(office, PROGRAM)) == COUNT + 4, "the rows pasted while the entry had the keyboard")
        assert entry.text == "朱家角，某路1号 2室", entry.text
        check_nothing_left(folder, office)
        window.close()
    office.verify()


def test_nothing_to_paste(program, cli, folder):
    office = prepare(cli, folder)
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        put_on_clipboard("UTF8_STRING", "请尽快报送")
        paste(window, "That Was Not Done")
        window.find("label", re.compile("No cells were copied.*Ctrl\\+C"))
        window.answer("Close")
        # A file manager's copy: the files themselves are meant.
        put_on_clipboard("text/uri-list", f"{write_named(folder).as_uri()}\r\n")
        paste(window, TARGET)
        find_target(window)
        wait(lambda: is_chosen(window, "困难职工春节慰问"), "the program that the file's name tells")
        window.finish("Escape")
        window.close()


def test_opened_with_the_program(program, cli, folder):
    """Kept on the start page until there is a workspace; the next one comes while the program runs, and its name proposes the program."""
    write_named(folder)
    with Window(program, folder, folder / NAMED_FILE) as window:
        window.find("label", f"“{NAMED_FILE}” is imported as soon as a workspace is open.")
        window.press("Start With the 2025 Catalogue")
        window.take_officer()
        find_target(window)
        wait(lambda: is_chosen(window, "困难职工春节慰问"), "the program that the file's name tells")
        window.finish("Return")
        import_all(window)
        office = Cli(cli, folder, "data/songnuan/default.songnuan")
        wait(lambda: len(lines(office, NAMED_PROGRAM)) == COUNT, "the rows of the file")
        wait(lambda: window.count_windows() == 1, "the end of the import window")

        # Two at a time are asked about one after the other; the last choice is proposed where the name says nothing.
        names = ["名单甲.xlsx", "名单乙.xlsx"]
        for number, name in enumerate(names):
            write_roster(folder / name, people(2, first=20 + 10 * number))
        subprocess.run([program, *(folder / name for name in names)], env=window.environment, check=True, timeout=40)
        for name in names:
            find_target(window)
            assert window.dialog().has("label", name)
            wait(lambda: is_chosen(window, "困难职工春节慰问"), "the program of before")
            window.finish("Return")
            import_all(window, 2)
        wait(lambda: len(lines(office, NAMED_PROGRAM)) == COUNT + 4, "the rows of both")
        wait(lambda: window.count_windows() == 1, "the end of the import window")
        window.close()
    office.verify()


def test_people(program, cli, folder):
    """From the menu of the recipients: into the registry; and as holders of a category from a day on."""
    office = prepare(cli, folder)
    write_named(folder, "甲.xlsx")
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        window.key("alt+2")
        window.press("More actions")
        window.expect_menu("the rows")
        window.key("i")
        window.choose_file(folder / "甲.xlsx", "Import People")
        find_target(window)
        wait(lambda: is_chosen(window, "Registry"), "the registry proposed")
        window.dialog().find(ENTRIES, "Search programs and lists").write("category")
        wait(lambda: is_chosen(window, "Category"), "the category chosen")
        window.find(ENTRIES, re.compile("Held From")).write("2025.1.1")
        window.find(ENTRIES, re.compile("Whose List")).write("一月台账")
        window.alt("Continue", "o")
        import_all(window)
        wait(lambda: office.run("recipients", "find", "--category", "低保"), "the holders")
        window.close()
    with contextlib.closing(sqlite3.connect(f"file:{office.workspace}?mode=ro", uri=True)) as file:
        assert file.execute("SELECT DISTINCT from_date, source FROM person_category").fetchall() == [("2025-01-01", "一月台账")]


def test_drag(program, cli, folder):
    """From a window of another program: where it would go is said while it hangs over ours, and asked, or known by the page in view."""
    office = prepare(cli, folder)
    write_named(folder)
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        with drag_source(window, folder / NAMED_FILE) as source:
            drag(source)
            window.find("label", "You are asked where the people go")
            drop()
            find_target(window)
            wait(lambda: is_chosen(window, "困难职工春节慰问"), "the program that the file's name tells")
            window.finish("Escape")
            assert not window.has("label", "Drop to Import")

            window.go(DEPARTMENT)
            drag(source)
            window.find("label", re.compile(f"Into {PROGRAM} "))
            drop()
            import_all(window)
            wait(lambda: len(lines(office, PROGRAM)) == COUNT, "the rows of the file")
        wait(lambda: window.count_windows() == 1, "the end of the import window")
        window.close()
    office.verify()


main(test_paste, test_nothing_to_paste, test_opened_with_the_program, test_people, test_drag)
