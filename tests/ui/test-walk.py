#!/usr/bin/python3
"""Every page of the sidebar, and dialogs and menus: each control that can be used has a name that a screen reader can speak; in zh_CN
it is Chinese."""
import contextlib
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from songnuan import people, write_roster  # noqa: E402
from songnuan_window import BUTTONS, ENTRIES, LONGEST_WAIT_S, Window, main, wait  # noqa: E402

USABLE = {"push button", "button", "toggle button", "text", "entry", "combo box", "check box", "radio button", "spin button", "switch",
          "tree table", "table", "list", "menu item", "list item", "slider"}
# GTK names what has no name by its class.
CLASS_NAME = re.compile(r"^(Gtk|Adw|Sn)[A-Z]\w*$|^$")
# Inside these the parts are GTK's own, and the whole carries the name.
WHOLES = {"combo box", "spin button", "tree table", "table"}
ENGLISH = re.compile(r"[A-Za-z]{4,}")
ALLOWED = re.compile(r"demo\.songnuan|Songnuan|Ctrl|Shift|Excel|songnuan|\.xlsx|· [a-z_]+$")  # the last: codes of faults, as in the workbooks
# Parts of the platform's dialogs that it gives no name: the list in a group of preferences, the search of the shortcuts.
OF_PLATFORM = {("list", "GtkListBox"), ("push button", "GtkImage")}


def is_form(control):
    """libadwaita 1.7 tells the frame around the rows of a form as a list; its rows carry the names."""
    return control.role == "list" and any(True for _ in control.matching((*ENTRIES, "combo box")))


def usable(control, whole=False):
    """Usable controls that nobody named. A menu button's inner button is named by the outer."""
    named = not CLASS_NAME.match(control.name)
    is_usable = control.role in USABLE and control.has_size and not is_form(control)
    if is_usable and not named and not whole:
        yield control
    inside = whole or control.role in WHOLES or (is_usable and named)
    for child in control.children():
        yield from usable(child, inside)


def open_pages(window, sidebar="Pages"):
    """The sidebar's rows, each opened once."""
    for title in wait(lambda: window.pages(sidebar), "the sidebar"):
        window.go(title, sidebar)
        yield title


def make_demo(cli, folder):
    workspace = folder / "demo.songnuan"
    subprocess.run([cli, "--workspace", str(workspace), "--officer", "沈晓芸", "demo", "--recipients", "500"], check=True, timeout=240,
                   stdout=subprocess.DEVNULL)
    return workspace


def test_every_control_is_named(program, cli, folder):
    faults = []
    with Window(program, folder, make_demo(cli, folder)) as window:
        window.take_officer()
        for title in open_pages(window):
            faults += [f"{title}: {control} at {control.extents()}" for control in usable(window.frame)]
        window.close()
    assert not faults, "\n".join(dict.fromkeys(faults))


def english(control):
    for part in control.matching(("label", "push button", "toggle button", "check box", "text", "menu item")):
        if not CLASS_NAME.match(part.name) and ENGLISH.search(ALLOWED.sub("", part.name)):
            yield part


def test_chinese_is_chinese(program, cli, folder):
    faults = []
    with Window(program, folder, make_demo(cli, folder), language="zh_CN") as window:
        window.take_officer(button="以此姓名经办(W)", entry="姓名")
        for title in open_pages(window, "页面"):
            faults += [f"{title}: {control}" for control in english(window.frame)]
        window.kill()
    assert not faults, "\n".join(dict.fromkeys(faults))


def look(window, where):
    """What is wrong with the controls of the window in front."""
    return [f"{where}: {control}" for control in (*usable(window.front()), *english(window.front()))
            if (control.role, control.name) not in OF_PLATFORM]


# Page, table to stand in, what opens a menu or a dialog. Each is left with Escape.
MENUS = (("总览", "F10"), ("区民政局", "alt+e"))
DIALOGS = (
    ("总览", None, "F1"),
    ("区民政局", None, "alt+a"),
    ("区残联", "花名册", "alt+h"),  # nothing is paid there yet
    ("发放", "批次", "alt+o"),
    ("疑点", None, "alt+a"),
    ("疑点", None, "alt+u"),
)


# How to come to a row that the key can be used on: any line of the roster, the first batch that is a draft.
ROWS = {"花名册": ["Home"], "批次": ["Home", "Down", "Down", "Down"]}


def open_dialog(window, key, main_title):
    """What was chosen in the row may still be read: until then the key does nothing."""
    for _ in range(5):
        window.key(key)
        with contextlib.suppress(AssertionError):
            return wait(lambda: window.title_in_front() not in ("", main_title), f"the dialog of {key}", seconds=LONGEST_WAIT_S / 10)
    raise AssertionError(f"{key} opens no dialog")


def look_at_import(window, path):
    """The dialog that asks for a file is the platform's: only what it leads to is looked at."""
    window.go("区民政局", "页面")
    window.alt("导入(I)…")
    window.choose_file(path, "导入花名册到项目03.1")
    window.find(BUTTONS, re.compile("^导入.*行"))
    faults = look(window, "导入花名册")
    window.finish("Escape")
    return faults


def test_dialogs(program, cli, folder):
    """In Chinese, so that one look finds both: no name, and a name that nobody translated."""
    faults = []
    write_roster(folder / "花名册.xlsx", [*people(2), [3, "夏阳街道", "吴错码", "310199196001010000", "1000.00", "", "", ""]])
    with Window(program, folder, make_demo(cli, folder), language="zh_CN") as window:
        window.take_officer(button="以此姓名经办(W)", entry="姓名")
        main_title = window.title_in_front()
        for page, key in MENUS:
            window.go(page, "页面")
            window.open_menu(key)
            faults += look(window, f"{page}, {key}")
            window.key("Escape")
        for page, table, key in DIALOGS:
            window.go(page, "页面")
            if table is not None:
                window.tab_to(table, most=25)
                window.key(*ROWS[table])
            open_dialog(window, key, main_title)
            window.dialog()
            faults += look(window, window.title_in_front())
            window.finish("Escape")
            assert window.title_in_front() == main_title
        faults += look_at_import(window, folder / "花名册.xlsx")
        window.kill()
    assert not faults, "\n".join(dict.fromkeys(faults))


main(test_every_control_is_named, test_chinese_is_chinese, test_dialogs)
