#!/usr/bin/python3
"""Every kind of roster is read with what the sandbox has, and comes in by every way that leads into it: chosen, opened with, dragged."""
import pathlib
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / folder) for folder in ("cli", "ui")]
from songnuan import HEADING, Cli, convert, people, write_page, write_roster, write_xml  # noqa: E402
from songnuan_drag import drag, drag_source, drop  # noqa: E402
from songnuan_window import OFFICER, Window, main, wait  # noqa: E402

DEPARTMENT, PROGRAM = "区民宗办", "08.1"
TARGET, COUNT = "Where Do These People Go?", 6


def outside(folder):
    place = folder / "outside"
    place.mkdir()
    return place


def write_named(folder, form):
    """The name tells the program; gives the file in that form."""
    path = folder / "困难职工春节慰问.xlsx"
    write_roster(path, people(COUNT))
    return path if form == "xlsx" else convert(path, form)


def write_csv(path, rows):
    path.write_text("\r\n".join(",".join(map(str, row)) for row in rows), encoding="gb18030")


def test_every_form(_program, cli, folder):
    """A library that is missing in the sandbox, or built without what a form needs, shows here."""
    office = Cli(cli, folder)
    office.run("new", officer=OFFICER)
    rows = list(people(30))
    write_roster(folder / "roster.xlsx", rows)
    files = [folder / "roster.xlsx", *(convert(folder / "roster.xlsx", form) for form in ("xls", "ods", "fods"))]
    for name, write in (("page.xls", write_page), ("xml.xls", write_xml), ("list.csv", write_csv)):
        write(folder / name, [HEADING, *rows])
        files.append(folder / name)
    for path in files:
        answer = office.run("import", path, "--program", PROGRAM, "--dry-run", officer=OFFICER)
        assert (answer["rows"], answer["accepted"], answer["amount_fen"]) == (30, 30, 3_000_000), f"{path.name}: {answer}"
    assert "王春一" in office.run("sheet", files[1], as_json=False)


def import_all(window, office, program):
    """In the import window: all rows can be taken, and are."""
    window.alt(f"Import {COUNT} Rows", "i")
    wait(lambda: len(office.run("lines", "--program", program)) == COUNT, "the rows of the file")
    wait(lambda: window.count_windows() == 1, "the end of the import window")


def start(window):
    window.press("Start With the 2025 Catalogue")
    window.take_officer()
    wait(window.pages, "the sidebar")


def own_workspace(cli, folder):
    """What the window keeps in the sandbox."""
    return Cli(cli, folder, "data/songnuan/default.songnuan")


def test_chosen(program, cli, folder):
    """An old workbook in the desktop's dialog, which is another program's: ours is handed that one file."""
    path = write_named(outside(folder), "xls")
    with Window(program, folder) as window:
        start(window)
        window.go(DEPARTMENT)
        window.alt("Import…", "i")
        dialog, is_portal = window.file_dialog(f"Import a Roster into {PROGRAM}")
        assert is_portal
        window.answer_file_dialog(dialog, path)
        import_all(window, own_workspace(cli, folder), PROGRAM)
        window.close()


def test_opened_with(program, cli, folder):
    """As from a file manager: the file comes in through the portal and is kept until a workspace is open."""
    path = write_named(outside(folder), "ods")
    with Window(program, folder, path) as window:
        window.find("label", f"“{path.name}” is imported as soon as a workspace is open.")
        start(window)
        window.expect(TARGET)
        window.finish("Return")
        import_all(window, own_workspace(cli, folder), "09.1")
        window.close()


def test_dragged(program, cli, folder):
    """The other program hands the file to the portal of file transfers; the path that it names does not exist in here."""
    path = write_named(outside(folder), "xlsx")
    with Window(program, folder) as window:
        start(window)
        window.go(DEPARTMENT)
        with drag_source(window, path) as source:
            drag(source)
            drop()
            import_all(window, own_workspace(cli, folder), PROGRAM)
        window.close()


main(test_every_form, test_chosen, test_opened_with, test_dragged)
