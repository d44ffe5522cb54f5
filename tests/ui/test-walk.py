#!/usr/bin/python3
"""Every page of the sidebar: each control that can be used has a name that a screen reader can speak; in zh_CN it is Chinese."""
import re
import subprocess

from songnuan_window import Window, main, wait

USABLE = {"push button", "button", "toggle button", "text", "entry", "combo box", "check box", "radio button", "spin button", "switch",
          "tree table", "table", "list", "menu item", "list item", "slider"}
# GTK names what has no name by its class.
CLASS_NAME = re.compile(r"^(Gtk|Adw|Sn)[A-Z]\w*$|^$")
# Inside these the parts are GTK's own, and the whole carries the name.
WHOLES = {"combo box", "spin button", "tree table", "table"}
ENGLISH = re.compile(r"[A-Za-z]{4,}")
ALLOWED = re.compile(r"Songnuan|Ctrl|Excel|songnuan")


def usable(control, whole=False):
    """Usable controls that nobody named. A menu button's inner button is named by the outer."""
    named = not CLASS_NAME.match(control.name)
    is_usable = control.role in USABLE and control.has_size
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


def test_chinese_is_chinese(program, cli, folder):
    faults = []
    with Window(program, folder, make_demo(cli, folder), language="zh_CN") as window:
        window.take_officer(button="以此姓名经办(W)", entry="姓名/名称")
        for title in open_pages(window, "页面"):
            for control in window.application.matching(("label", "push button", "toggle button", "check box", "text")):
                if not CLASS_NAME.match(control.name) and ENGLISH.search(ALLOWED.sub("", control.name)):
                    faults.append(f"{title}: {control}")
        window.kill()
    assert not faults, "\n".join(dict.fromkeys(faults))


main(test_every_control_is_named, test_chinese_is_chinese)
