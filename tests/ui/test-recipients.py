#!/usr/bin/python3
"""The list of recipients as a table: sorted, arranged, filtered, copied, exported, listed; by keys and as a screen reader hears it."""
import contextlib
import pathlib
import re
import sqlite3
import subprocess
import sys

import openpyxl

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from songnuan import Cli  # noqa: E402
from songnuan_window import BUTTONS, LONGEST_WAIT_S, OFFICER, GLib, Window, main, run, wait  # noqa: E402

PEOPLE = 600
LIST, CAPTIONS, PAGES, SEARCH = "对象", "列标题", "页面", "查找对象"
COUNT = re.compile(r"^([\d,]+)人，([\d,]+)户$")
TOWN = "徐泾"
PROGRAM = "03.1"
PADDING = 9


class Table:
    """The page, with a demo behind it."""

    def __init__(self, program, cli, folder, language="zh_CN", people=PEOPLE, env=None):
        self.office = Cli(cli, folder, "office.songnuan")
        if not self.office.workspace.exists():
            self.office.run("demo", "--recipients", people, officer=OFFICER)
        self.window = Window(program, folder, self.office.workspace, language=language, env=env)

    def __enter__(self):
        self.window.__enter__()
        return self

    def __exit__(self, *what):
        return self.window.__exit__(*what)

    def open(self, first=True):
        if first:
            self.window.take_officer(button="以此姓名经办(W)", entry="姓名")
        self.window.go("对象", PAGES)
        wait(lambda: self.count() is not None, "the registry in memory")
        return self.window

    def count(self):
        """People and households, as the status bar says; None before the image is there."""
        for label in self.window.front().matching("label", COUNT):
            return tuple(int(number.replace(",", "")) for number in COUNT.match(label.name).groups())
        return None

    def list(self):
        return self.window.find("list", LIST)

    def first(self):
        """What a screen reader says of the first row."""
        return next(row.name for row in self.list().children() if row.role == "list item")

    def captions(self):
        """Buttons, from the left."""
        group = list(self.window.find(None, CAPTIONS).children())
        scrolled = [button for part in group if part.role not in BUTTONS for button in part.children()]
        found = [button for button in [*group, *scrolled] if button.role in BUTTONS and button.has_size and button.name not in ("拼音或笔画", "列")]
        return sorted(found, key=lambda button: button.extents()[0])

    def titles(self):
        return [caption.name.split(",")[0] for caption in self.captions()]

    def caption(self, title):
        return next(caption for caption in self.captions() if caption.name.split(",")[0] == title)

    def focused(self):
        """What has the keyboard, by name."""
        return next((control.name for control in self.window.front().walk() if "focused" in control.states), None)

    def expect_focus(self, name):
        wait(lambda: (focused := self.focused()) is not None and re.search(name, focused), f"the keyboard at “{name}”")

    def tab_to(self, name, most=10):
        """From the search entry on."""
        self.window.key("ctrl+f")
        for _ in range(most):
            before = self.focused()
            if before and before.startswith(name):
                return
            self.window.key("Tab")
            wait(lambda: self.focused() != before, "the keyboard to move on")
        raise AssertionError(f"{most} Tabs do not lead to “{name}”")

    def enter(self):
        """The first row has the keyboard."""
        self.window.key("ctrl+f", "Down")
        wait(lambda: "list item" in {control.role for control in self.list().walk() if "focused" in control.states}, "a row with the keyboard")

    def find_people(self, *options):
        return self.office.run("recipients", "find", "", "--limit", PEOPLE, *options)

    def add_filter(self, *keys):
        """By the popover's keys."""
        self.window.key("ctrl+f", "alt+f")
        wait(lambda: self.focused() in ("街镇", "Town"), "the kinds of filters")
        self.window.key(*keys)

    def chips(self):
        bar = next(self.window.front().matching(None, "筛选条件"), None)
        return [] if bar is None else [button.name.split("，")[0] for button in bar.matching(BUTTONS) if button.name != "清除"]


def read_clipboard(target):
    """What another program would be given."""
    command = ["xclip", "-selection", "clipboard", "-out", "-target", target]
    return subprocess.run(command, capture_output=True, timeout=LONGEST_WAIT_S).stdout.decode()


def test_sort_by_caption(program, cli, folder):
    """A click sorts, another the other way round; the caption says so; the name's menu has strokes."""
    with Table(program, cli, folder) as table:
        window = table.open()
        titles = table.titles()
        for sort, title in (("id", titles[1]), ("town", titles[4]), ("total", titles[8])):
            order = [item["name"] for item in table.find_people("--sort", sort)["items"]]
            table.caption(title).press()
            wait(lambda: table.first().startswith(order[0]), f"{order[0]} first by {sort}")
            assert re.search("升序|降序", table.caption(title).name), table.caption(title)
            table.caption(title).press()
            wait(lambda: not table.first().startswith(order[0]), f"the other end first by {sort}")
        by_strokes = [item["name"] for item in table.find_people("--sort", "stroke")["items"]]
        window.press("拼音或笔画")
        wait(lambda: any("focused" in item.states for item in window.front().matching("menu item")), "the menu")
        window.key("f")
        wait(lambda: table.first().startswith(by_strokes[0]), f"{by_strokes[0]} first by strokes")
        assert "笔画" in table.caption("姓名").name, table.caption("姓名")
        window.close()


def test_two_keys(program, cli, folder):
    """Shift and a click make a second key of a column, and no key again; it is there at the next start."""
    with Table(program, cli, folder) as table:
        window = table.open()
        towns, by_town = table.titles()[4], [item["name"] for item in table.find_people("--sort", "town")["items"]]
        both = [item["name"] for item in table.find_people("--sort", "town,pinyin")["items"]]
        # Until the first row tells the two orders apart.
        assert both[0] != by_town[0], both[0]
        table.caption(towns).press()
        wait(lambda: table.first().startswith(by_town[0]), f"{by_town[0]} first by town")
        window.click(table.caption("姓名"), holding="shift")
        wait(lambda: table.first().startswith(both[0]), f"{both[0]} first by town, then by name")
        assert re.search("拼音|pinyin", table.caption("姓名").name) and re.search("升序", table.caption(towns).name)
        window.close()
    with Table(program, cli, folder) as table:
        window = table.open(first=False)
        wait(lambda: table.first().startswith(both[0]), "the same order at the next start")
        window.click(table.caption("姓名"), holding="shift")
        wait(lambda: table.first().startswith(by_town[0]), "the second key gone")
        # The name's key comes back by the menu of its caption, the last of what sorts.
        table.tab_to("姓名")
        window.key("Menu")
        wait(lambda: any("focused" in item.states for item in window.front().matching("menu item")), "the menu")
        window.key("t")
        wait(lambda: table.first().startswith(both[0]), "the second key again")
        window.close()


def test_columns_are_remembered(program, cli, folder):
    """Hidden, shown, moved by keys and by the mouse, made wider: the next start has it all."""
    with Table(program, cli, folder) as table:
        window = table.open()
        before = table.titles()
        assert len(before) == 9, before
        # The second caption goes one to the right, by keys.
        table.tab_to(before[0])
        window.key("Right", "alt+Right")
        moved = [before[0], before[2], before[1], *before[3:]]
        wait(lambda: table.titles() == moved, f"{before[1]} moved")
        # By the choice of columns: the third is not wanted, and one that was not there is.
        window.press("列")
        table.expect_focus(f"^{moved[1]}$")
        window.key("Down", "space")
        wait(lambda: moved[2] not in table.titles(), f"{moved[2]} hidden")
        # It stays where it is in the choice; the first that is not shown stands behind the nine.
        window.key(*["Down"] * 7, "space")
        shown = wait(lambda: len(titles := table.titles()) == 9 and titles, "another one shown")
        assert shown[:8] == [title for title in moved if title != moved[2]] and shown[8] not in before, shown
        window.key("Escape")
        table.expect_focus("^列$")
        # An edge is dragged, a caption as well.
        width = table.caption(shown[1]).extents()[2]
        drag(window, table.caption(shown[1]), at_end=True, by=60)
        wait(lambda: table.caption(shown[1]).extents()[2] == width + 60, f"{shown[1]} wider")
        drag(window, table.caption(shown[2]), at_end=False, by=-(table.caption(shown[1]).extents()[2]))
        dragged = [shown[0], shown[2], shown[1], *shown[3:]]
        wait(lambda: table.titles() == dragged, f"{shown[2]} dragged")
        window.close()
    with Table(program, cli, folder) as table:
        window = table.open(first=False)
        assert table.titles() == dragged, table.titles()
        assert table.caption(shown[1]).extents()[2] == width + 60
        window.press("列")
        window.find("check box", dragged[1])
        window.press("恢复默认列(C)")
        wait(lambda: table.titles() == before, "the columns as at first")
        window.key("Escape")
        table.expect_focus("^列$")
        window.close()


def drag(window, caption, at_end, by):
    """With the mouse, by its end or in its midst. GTK 4.8 tells where its text is: its end is PADDING beyond."""
    geometry = dict(line.split("=") for line in run("xdotool", "getwindowgeometry", "--shell", window.x_window).splitlines())
    frame_x, frame_y, frame_width, frame_height = window.frame.extents()
    x, y, width, height = caption.extents()
    left = int(geometry["X"]) + (int(geometry["WIDTH"]) - frame_width) // 2 - frame_x + x + (width + PADDING if at_end else width // 2)
    top = int(geometry["Y"]) + (int(geometry["HEIGHT"]) - frame_height) // 2 - frame_y + y + height // 2
    run("xdotool", "mousemove", "--sync", left, top, "mousedown", 1)
    run("xdotool", "mousemove", "--sync", left + by // 2, top, "mousemove", "--sync", left + by, top, "mouseup", 1)


def test_cells_are_read(program, cli, folder):
    """Left and Right go through the cells of a row, each with its caption; Down stays in the column; the row has its sentence."""
    with Table(program, cli, folder) as table:
        window = table.open()
        people = table.find_people("--sort", "pinyin")["items"]
        table.enter()
        table.expect_focus(f"^{people[0]['name']}, ")
        window.key("Right")
        table.expect_focus(f"^姓名：{people[0]['name']}$")
        window.key("Right")
        table.expect_focus(re.escape(people[0]["id_number_masked"]))
        window.key("Down")
        table.expect_focus(re.escape(people[1]["id_number_masked"]))
        window.key("ctrl+shift+c")
        wait(lambda: read_clipboard("UTF8_STRING") == people[1]["id_number_masked"], "the cell on the clipboard")
        window.key("Left", "Left")
        table.expect_focus(f"^{people[1]['name']}, ")
        cells = [cell for cell in table.list().matching("table cell")]
        assert len(cells) == 9, "one row alone has its cells"
        window.close()


def test_filters(program, cli, folder):
    """Chips by kind: they narrow the list together, go one by one and all at once."""
    with Table(program, cli, folder) as table:
        window = table.open()
        everybody = table.count()
        table.add_filter("Return")
        window.find(("text", "entry"), "在其中查找").write(TOWN)
        window.key("Return")
        wait(lambda: len(table.chips()) == 1, "a chip for the town")
        assert TOWN in table.chips()[0], table.chips()
        in_town = wait(lambda: (count := table.count()) != everybody and count, "fewer people")
        # The fourth kind: an age, from 60 to 120 unless somebody says otherwise.
        table.add_filter("Down", "Down", "Down", "Return")
        window.alt("加上此条件(D)")
        wait(lambda: len(table.chips()) == 2, "a chip for the age")
        old = wait(lambda: (count := table.count()) != in_town and count, "fewer still")
        people = [item for item in table.find_people()["items"] if TOWN in item["town"]]
        assert in_town[0] == len(people), (in_town, len(people))
        assert 0 < old[0] < in_town[0]
        assert "60" in table.chips()[1], table.chips()
        # Men or women of that age: the fifth kind, whose first choice has the keyboard.
        table.add_filter("Down", "Down", "Down", "Down", "Return")
        table.expect_focus("^男$")
        window.key("Return")
        wait(lambda: len(table.chips()) == 3, "a chip for the sex")
        men = wait(lambda: (count := table.count()) != old and count, "the men among them")
        assert 0 < men[0] < old[0], (men, old)
        table.add_filter("Down", "Down", "Down", "Down", "Return")
        table.expect_focus("^男$")
        window.key("Down", "Return")
        wait(lambda: len(table.chips()) == 4 and table.count() == old, "men and women")
        for left in (3, 2):
            table.tab_to(table.chips()[2])
            window.key("Delete")
            wait(lambda: len(table.chips()) == left, "a chip gone")
        wait(lambda: table.count() == old, "men and women again")
        # Another town: one or the other.
        table.add_filter("Return")
        window.find(("text", "entry"), "在其中查找").write("夏阳")
        window.key("Return")
        wait(lambda: len(table.chips()) == 3 and table.count()[0] > old[0], "the people of two towns")
        chips = table.chips()
        table.tab_to(chips[0])
        window.key("Delete")
        wait(lambda: table.chips() == chips[1:], "the first chip gone")
        window.press("清除")
        wait(lambda: not table.chips() and table.count() == everybody, "everybody")
        window.close()


def test_named_views(program, cli, folder):
    """Saved, changed, taken again, renamed and deleted."""
    with Table(program, cli, folder) as table:
        window = table.open()

        def views():
            return [view["name"] for view in table.office.run("views")]

        def in_menu():
            # GTK up to 4.16 tells the names, later ones which item has the keyboard.
            return window.has("menu item", re.compile("^另存为")) or any(
                "focused" in item.states for item in window.front().matching("menu item"))

        def choose(button, *keys):
            wait(lambda: not in_menu(), "the end of the last menu")
            window.press(button)
            wait(in_menu, "the menu of views")
            window.key(*keys)

        everybody = table.count()
        table.add_filter("Return")
        window.find(("text", "entry"), "在其中查找").write(TOWN)
        window.key("Return")
        in_town = wait(lambda: (count := table.count()) != everybody and count, "fewer people")
        choose("视图", "a")
        window.enter("徐泾的对象")
        window.finish("Return")
        wait(lambda: views() == ["徐泾的对象"], "the view in the file")
        window.find(BUTTONS, "徐泾的对象")
        window.press("清除")
        wait(lambda: table.count() == everybody, "everybody")
        # A question that was cleared is nobody's view any more.
        window.find(BUTTONS, "视图")
        choose("视图", "Return")
        wait(lambda: table.count() == in_town and len(table.chips()) == 1, "the view again")
        choose("徐泾的对象", "r")
        window.enter("徐泾")
        window.finish("Return")
        wait(lambda: views() == ["徐泾"], "the other name")
        window.find(BUTTONS, "徐泾")
        choose("徐泾", "d")
        wait(lambda: views() == [], "the view deleted")
        window.find(BUTTONS, "视图")
        window.close()


def test_copy_and_export(program, cli, folder):
    """All rows on the clipboard as a table for a sheet, and in a workbook: numbers masked, and text."""
    with Table(program, cli, folder) as table:
        window = table.open()
        people = table.find_people("--sort", "pinyin")["items"]
        table.enter()
        window.key("shift+Down", "shift+Down")
        window.find("label", "已选3人")
        window.key("ctrl+a")
        window.find("label", f"已选{PEOPLE}人")
        window.key("ctrl+c")
        text = wait(lambda: (text := read_clipboard("UTF8_STRING")).count("\n") > PEOPLE and text, "the rows on the clipboard")
        lines = [line.split("\t") for line in text.splitlines()]
        assert lines[0] == table.titles(), lines[0]
        assert [line[:2] for line in lines[1:]] == [[person["name"], person["id_number_masked"]] for person in people]
        html = read_clipboard("text/html")
        assert html.count("<tr") == PEOPLE + 1 and "mso-number-format" in html
        assert people[0]["id_number_masked"] in html
        # Two rows, to a file.
        window.key("Home", "shift+Down")
        window.find("label", "已选2人")
        window.key("ctrl+s")
        window.save_file(folder / "two.xlsx", "导出对象名单")
        wait((folder / "two.xlsx").exists, "the workbook")
        sheet = openpyxl.load_workbook(folder / "two.xlsx").active
        cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
        assert [person["id_number_masked"] for person in people[:2]] == [cell for cell in cells if "****" in cell and len(cell) == 18]
        window.close()


def test_add_to_program(program, cli, folder):
    """A dry run says who can be listed and why others cannot; then it is done, and taken back."""
    with Table(program, cli, folder) as table:
        window = table.open()

        def lines():
            return len(table.office.run("lines", "--program", PROGRAM))

        before = lines()
        table.enter()
        window.key("ctrl+a", "ctrl+l")
        window.expect(f"将{PEOPLE}人列入项目")
        window.find(("text", "entry"), "查找项目").write(PROGRAM)
        window.key("Return")
        button = window.find(BUTTONS, re.compile(r"^列入[\d,]+笔"))
        wait(lambda: "sensitive" in button.states, "the dry run")
        count = int(re.search(r"[\d,]+", button.name)[0].replace(",", ""))
        assert count > 0 and window.has("list", "不能列入的对象及原因")
        window.finish("alt+a")
        wait(lambda: lines() == before + count, f"{count} more lines")
        window.key("ctrl+z")
        wait(lambda: lines() == before, "the lines taken back")
        window.close()
    table.office.verify()


def multiply_people(workspace, copies):
    """The same people under other numbers: a demo of so many would take minutes."""
    with contextlib.closing(sqlite3.connect(workspace)) as file:
        columns = [row[1] for row in file.execute("PRAGMA table_info (person)")]
        others = {"id": "id + ?1", "document_type": "'other'", "document_number": "'K' || ?1 || document_number"}
        chosen = ", ".join(others.get(column, column) for column in columns)
        for number in range(1, copies):
            file.execute(f"INSERT INTO person SELECT {chosen} FROM person WHERE document_type = 'resident'", (number,))
        file.commit()


def choose_all_columns(folder):
    """Those that are read from other tables as well, so that a copy takes a while."""
    keys = ("name", "id_number", "age", "town", "village", "address", "categories", "phone", "bank", "account", "account_holder", "household_head",
            "relation", "household_size", "disability", "departments", "lines", "total", "last_total", "note")
    settings = folder / "config" / "glib-2.0" / "settings"
    settings.mkdir(parents=True)
    columns = ", ".join(f"('{key}', 0)" for key in keys)
    (settings / "keyfile").write_text(f"[io/github/songnuan/Songnuan]\nrecipient-columns=[{columns}]\n", encoding="utf-8")


def find_places(window, name):
    """Where that button is, or may come: GTK 4.18 tells of it only once it is revealed."""
    found, empty = [], []
    for control in window.front().walk(without_rows=True):
        with contextlib.suppress(GLib.Error):  # it went meanwhile
            if control.name == name:
                found.append(control)
            elif not any(control.children()):
                empty.append(control)
    return found or empty


def test_large_copy_stops(program, cli, folder):
    """Tens of thousands of rows with all columns: the window says what it does, and whoever presses Cancel finds the clipboard as it was."""
    choose_all_columns(folder)
    office = Cli(cli, folder, "office.songnuan")
    office.run("demo", "--recipients", PEOPLE, officer=OFFICER)
    multiply_people(office.workspace, 100)
    with Table(program, cli, folder) as table:
        window = table.open()
        table.enter()
        window.key("Right", "ctrl+shift+c")
        name = wait(lambda: read_clipboard("UTF8_STRING"), "a name on the clipboard")
        window.key("ctrl+a")
        number = wait(lambda: next((label.name for label in window.front().matching("label", re.compile("^已选[5-9]")) if len(label.name) > 6), None),
                      "tens of thousands selected")
        # Looked for before: to look takes longer than to copy.
        places = find_places(window, "取消(C)")
        window.key("ctrl+c")
        stop = wait(lambda: next((button for place in places for button in place.matching(BUTTONS, "取消(C)", showing=False)), None), "“取消(C)”")
        # A button that is not on the screen yet ignores being pressed.
        wait(lambda: stop.press() or "sensitive" not in stop.states, "the job told to stop")
        assert read_clipboard("UTF8_STRING") == name, f"{number} copied, or some of them"
        window.close()


main(test_sort_by_caption, test_two_keys, test_columns_are_remembered, test_cells_are_read, test_filters, test_named_views, test_copy_and_export,
     test_add_to_program, test_large_copy_stops)
