#!/usr/bin/python3
"""One person in the Chinese window: edited in place, added by the number, looked at, moved between households, made one with a double."""
import pathlib
import re
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from songnuan import Cli, account, check_character  # noqa: E402
from songnuan_window import BUTTONS, ENTRIES, OFFICER, Window, main, wait  # noqa: E402

LANGUAGE = "zh_CN"


def make_number(digits17):
    return digits17 + check_character(digits17)


FIRST, SECOND, THIRD = (make_number("31022919530401" + tail) for tail in ("301", "302", "303"))
PHONE, NEW_PHONE = "13900000001", "13900001234"


def prepare(cli, folder, *people):
    office = Cli(cli, folder, "office.songnuan")
    office.run("new", officer=OFFICER)
    for name, number, phone, *household in people:
        office.run("recipients", "add", "--name", name, "--id", number, "--phone", phone, *household, officer=OFFICER)
    return office


def ask(office, sql, *values):
    """One value out of the file, as it is."""
    with sqlite3.connect(f"file:{office.workspace}?mode=ro", uri=True) as connection:
        row = connection.execute(sql, values).fetchone()
    return row[0] if row else None


def open_window(program, folder, office):
    return Window(program, folder, office.workspace, language=LANGUAGE)


def go_to(window, name):
    """Who is called that comes into the pane."""
    if window.count_windows() > 1:  # the first start asks
        window.take_officer(button="以此姓名经办(W)", entry="姓名")
    window.go("对象", sidebar="页面")
    window.key("ctrl+f")
    window.find(ENTRIES, "查找对象").write(name)

    def is_shown():
        """Who stood first before the list had heard of the search may be in the pane: the keys are pressed until it has."""
        if window.has("label", name):
            return True
        window.key("ctrl+f", "Down")
        return False

    wait(is_shown, f"{name} in the pane")
    window.find(BUTTONS, "显示完整证件号码")


def in_dialog(window, roles, name):
    return window.dialog().find(roles, name)


def press_menu_item(window, button, place):
    window.press(button)
    wait(lambda: any("focused" in item.states for item in window.front().matching("menu item")), "the menu")
    window.key(*["Down"] * place, "Return")


def choose_member(window, name):
    """By keys: its box has no action."""
    for _ in range(12):
        if any("focused" in control.states for row in window.dialog().matching("list item") if name in row.name for control in row.walk()):
            window.key("space")
            return
        before = focused(window)
        window.key("Tab")
        wait(lambda: focused(window) != before, "the keyboard to move on")
    raise AssertionError(f"no Tab leads to {name}")


def focused(window):
    return next((control.accessible.path for control in window.dialog().walk() if "focused" in control.states), None)


def test_edit(program, cli, folder):
    """A phone that is none is told under its field and not saved; a good one is, and taken back."""
    office = prepare(cli, folder, ("王建国", FIRST, PHONE))

    def phone():
        return ask(office, "SELECT phone FROM person")

    with open_window(program, folder, office) as window:
        go_to(window, "王建国")
        window.key("F2")
        entry = window.find(ENTRIES, "电话")
        save = window.find(BUTTONS, re.compile("^保存"))
        assert "sensitive" not in save.states, "nothing is changed yet"
        entry.write("139")
        wait(lambda: any("电话" in label.name and len(label.name) > 4 for label in window.front().matching(name=re.compile("电话"))), "the sentence")
        assert "sensitive" not in save.states, "a fault is saved"
        entry.write(NEW_PHONE)
        wait(lambda: "sensitive" in save.states, "a good phone to be saved")
        window.key("ctrl+Return")
        wait(lambda: phone() == NEW_PHONE, "the phone saved")
        wait(lambda: window.has(BUTTONS, "显示完整电话"), "the pane again")
        window.key("ctrl+z")
        wait(lambda: phone() == PHONE, "the edit taken back")
        window.key("F2")
        window.find(BUTTONS, re.compile("^保存"))
        window.key("Escape")
        wait(lambda: window.has(BUTTONS, "显示完整电话"), "the pane after Esc")
        window.close()
    office.verify()


def test_new_person(program, cli, folder):
    """The number says birth and sex, in its old form of 15 digits too; who has it already is named, and opened."""
    office = prepare(cli, folder, ("王建国", FIRST, PHONE))
    old_form = SECOND[:6] + SECOND[8:17]

    with open_window(program, folder, office) as window:
        go_to(window, "王建国")
        window.key("ctrl+n")
        window.expect("新增人员")
        in_dialog(window, ENTRIES, "身份证号").write(old_form)
        wait(lambda: in_dialog(window, ENTRIES, "出生日期").text == "1953-04-01", "the day of birth")
        in_dialog(window, ENTRIES, "姓名").write("李秀英")
        wait(lambda: "sensitive" in in_dialog(window, BUTTONS, re.compile("^添加")).states, "the form to be complete")
        window.finish("ctrl+Return")
        wait(lambda: ask(office, "SELECT document_number FROM person WHERE name = '李秀英'") == SECOND, "the person with 18 digits")

        window.key("ctrl+n")
        window.expect("新增人员")
        in_dialog(window, ENTRIES, "身份证号").write(FIRST[:17] + ("0" if FIRST[17] != "0" else "1"))
        wait(lambda: window.dialog().has(ENTRIES, "保留理由"), "the reason to be asked for")
        in_dialog(window, ENTRIES, "身份证号").write(FIRST)
        known = in_dialog(window, BUTTONS, "打开王建国")
        assert "sensitive" not in in_dialog(window, BUTTONS, re.compile("^添加")).states, "somebody is added twice"
        known.press()
        wait(lambda: window.count_windows() == 1, "the end of the dialog")
        wait(lambda: window.has("label", "王建国"), "who was known")
        assert ask(office, "SELECT count(*) FROM person") == 2
        window.close()
    office.verify()


def test_reveal(program, cli, folder):
    """A number in full is asked for by a button, shown, and noted; who has not the right cannot ask."""
    office = prepare(cli, folder, ("王建国", FIRST, PHONE))

    def looks():
        return [change for change in office.run("history") if change["action"] == "person-reveal"]

    with open_window(program, folder, office) as window:
        go_to(window, "王建国")
        assert not window.has("label", FIRST), "shown before anybody asked"
        window.press("显示完整证件号码")
        wait(lambda: any(label.text == FIRST for label in window.front().matching("label")), "the number")
        wait(lambda: len(looks()) == 1, "the look in the history")
        # By the mouse: the button goes from under the pointer, and nothing is selected by that.
        window.click(window.find(BUTTONS, "显示完整电话"))
        wait(lambda: any(label.text == PHONE for label in window.front().matching("label")), "the phone")
        wait(lambda: not window.has(BUTTONS, "显示完整电话"), "the button gone")
        # What is noted of it reads the person anew: the number stays as it is.
        wait(lambda: len(looks()) == 2, "the look in the history")
        for number in (FIRST, PHONE):
            [label] = [label for label in window.front().matching("label") if label.text == number]
            assert label.accessible.get_text_iface().get_n_selections() == 0, f"{number} is selected"
        wait(lambda: len(looks()) == 2, "the second look")
        window.close()
    office.run("workspace", "reveal", "named", officer=OFFICER)
    with Window(program, folder, office.workspace, language=LANGUAGE) as window:
        window.press(re.compile(OFFICER))
        window.take_officer("新来的", button="以此姓名经办(W)", entry="姓名")
        go_to(window, "王建国")
        window.key("F5")
        wait(lambda: "sensitive" not in window.find(BUTTONS, "显示完整证件号码").states, "the button that says why not")
        window.close()
    assert len(looks()) == 2
    office.verify()


def test_account(program, cli, folder):
    """A wrong account number is told in the form, which stays with what was typed; a good one is added, and has room beside its buttons."""
    office = prepare(cli, folder, ("王建国", FIRST, PHONE))

    def numbers():
        return ask(office, "SELECT group_concat (account_number) FROM other_account")

    with open_window(program, folder, office) as window:
        go_to(window, "王建国")
        window.press(re.compile("^添加账户"))
        window.expect("添加账户")
        in_dialog(window, ENTRIES, "开户银行").write("上海农商银行")
        in_dialog(window, ENTRIES, "账号").write("62170000")
        window.key("Return")
        # Another dialog has taken the place of the one that was answered.
        wait(lambda: window.count_windows() > 1 and window.dialog().has(None, re.compile("^银行账号须为")), "the sentence in the form")
        assert in_dialog(window, ENTRIES, "账号").text == "62170000" and in_dialog(window, ENTRIES, "开户银行").text == "上海农商银行"
        assert numbers() is None
        in_dialog(window, ENTRIES, "账号").write(account(4))
        window.finish("Return")
        wait(lambda: numbers() == account(4), "the account in the file")
        use = window.find(BUTTONS, "今后发放到此账户")
        show = window.find(BUTTONS, "显示完整账号")
        assert use.extents()[1] > show.extents()[1], "the number shares its line with all of its buttons"
        window.close()
    office.verify()


def test_household(program, cli, folder):
    """A member leaves into a household of his own, and comes back with it."""
    office = prepare(cli, folder, ("王建国", FIRST, PHONE))
    household = str(ask(office, "SELECT household_id FROM person"))
    office.run("recipients", "add", "--name", "李秀英", "--id", SECOND, "--household", household, officer=OFFICER)

    def n_households():
        return ask(office, "SELECT count(DISTINCT household_id) FROM person")

    with open_window(program, folder, office) as window:
        go_to(window, "王建国")
        window.press(re.compile("^家庭"))
        window.expect("家庭")
        wait(lambda: len(list(window.dialog().matching("check box"))) == 2, "both members")
        choose_member(window, "李秀英")
        split = in_dialog(window, BUTTONS, re.compile("^分户"))
        wait(lambda: "sensitive" in split.states, "the member to be chosen")
        split.press()
        in_dialog(window, BUTTONS, re.compile("^分户"))
        window.expect("分户")
        window.finish("Return")
        wait(lambda: n_households() == 2, "two households")

        wait(lambda: len([box for box in window.dialog().matching("check box")]) == 1, "one member left")
        in_dialog(window, BUTTONS, re.compile("^并户")).press()
        window.expect("并入哪一户？请选该户成员")
        in_dialog(window, ENTRIES, "查找对象").write("李秀英")
        wait(lambda: len(list(window.dialog().matching("list item"))) == 1, "the only one")
        window.key("Return")
        window.expect("并入另一户")
        window.finish("Return")
        wait(lambda: n_households() == 1, "one household")
        window.expect("家庭")
        window.finish("Escape")
        window.close()
    office.verify()


def test_duplicates(program, cli, folder):
    """Two entries that look like one person are made one, and are two again; then they are said to be two."""
    office = prepare(cli, folder, ("王建国", FIRST, PHONE), ("王建国", SECOND, NEW_PHONE), ("赵六", THIRD, PHONE))

    def n_people():
        return ask(office, "SELECT count(*) FROM person WHERE name = '王建国'")

    with open_window(program, folder, office) as window:
        go_to(window, "王建国")
        press_menu_item(window, "更多操作", 2)
        window.expect("疑似同一人")
        same = in_dialog(window, BUTTONS, re.compile("^是同一人"))
        wait(lambda: "sensitive" in same.states, "the pair side by side")
        same.press()
        window.expect("确认是同一人？")
        window.finish("Return")
        wait(lambda: n_people() == 1, "one entry")
        assert ask(office, "SELECT count(*) FROM other_document") == 1
        wait(lambda: window.dialog().has(name="没有重复登记"), "no pair left")
        window.expect("疑似同一人")
        window.finish("Escape")
        window.key("ctrl+z")
        wait(lambda: n_people() == 2, "two entries again")

        press_menu_item(window, "更多操作", 2)
        window.expect("疑似同一人")
        apart = in_dialog(window, BUTTONS, re.compile("^不是同一人"))
        wait(lambda: "sensitive" in apart.states, "the pair side by side")
        apart.press()
        window.expect("确认是两个人？")
        window.finish("Return")
        wait(lambda: ask(office, "SELECT count(*) FROM person_apart") == 1, "the word kept")
        wait(lambda: window.dialog().has(name="没有重复登记"), "no pair left")
        window.finish("Escape")
        window.close()
    office.verify()


if __name__ == "__main__":
    main(test_edit, test_new_person, test_reveal, test_account, test_household, test_duplicates)
