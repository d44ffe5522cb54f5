"""Drives the real window through the accessibility bus, as a screen reader would, and through X events, as a keyboard would.

Runs under tests/ui/with-display. Nothing here sleeps to let time pass: every wait has a condition and a deadline.
"""
import contextlib
import faulthandler
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter("ignore", DeprecationWarning)

LONGEST_WAIT_S = float(os.environ.get("SONGNUAN_WAIT_S", 60))  # a loaded machine is slow; a quiet one needs a second
LOOK_AGAIN_MS = 40
APPLICATION_NAME = "songnuan"
OFFICER = "沈晓芸"
# What the platform says on a machine without a desktop, GTK 4.8 when a control that is being looked at goes, and libadwaita 1.7 of the
# labels of any AdwMessageDialog.
NOT_OURS = r"Unable to acquire|dconf|portal|g_variant_is_object_path|Trying to measure GtkLabel"
# Names of roles differ between versions of AT-SPI.
BUTTONS = ("push button", "button", "toggle button")
ENTRIES = ("text", "entry", "password text")
# Each question to a control goes over two buses: what is never in a table or in the list of pages is not looked for there.
NEVER_IN_TABLES = {*BUTTONS, *ENTRIES, "combo box", "menu item", "tree table"}
SIDEBARS = ("Pages", "页面")


def wait(condition, what, seconds=LONGEST_WAIT_S):
    """The first true value of @condition. Between two looks the events of the bus are taken in, so that names are current."""
    context = GLib.MainContext.default()
    deadline = time.monotonic() + seconds
    while True:
        try:
            found = condition()
        except GLib.Error:  # the control went while it was being looked at
            found = None
        if found:
            return found
        if time.monotonic() > deadline:
            if "SONGNUAN_PICTURE_OF_FAILURE" in os.environ:
                subprocess.run(["import", "-window", "root", os.environ["SONGNUAN_PICTURE_OF_FAILURE"]], check=False)
            raise AssertionError(f"waited {seconds} s for {what}")
        context.iteration(True)
        forget()


def forget():
    """Nothing is answered from what libatspi remembers: it does not hear of every change."""
    with contextlib.suppress(GLib.Error):
        for application in Control(Atspi.get_desktop(0)).children():
            application.accessible.clear_cache()


def run(*words, **options):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=LONGEST_WAIT_S, **options).stdout.strip()


def plain(name):
    """GTK 4.8 names a button with a mnemonic “_Open Open”."""
    words = name.replace("_", "", 1)
    middle = len(words) // 2
    return words[:middle] if "_" in name and words[middle:] == " " + words[:middle] else name


class Control:
    """One accessible control."""

    def __init__(self, accessible):
        self.accessible = accessible

    role = property(lambda self: self.accessible.get_role_name())
    # A line that tells how it stands has no name from GTK 4.10 on, only its words.
    name = property(lambda self: plain(self.accessible.get_name() or "") or (self.text if self.role == "status bar" else ""))
    states = property(lambda self: {state.value_nick for state in self.accessible.get_state_set().get_states()})

    def __repr__(self):
        return f"{self.role} “{self.name}”"

    @property
    def text(self):
        if "Text" not in self.accessible.get_interfaces():
            return ""
        return Atspi.Text.get_text(self.accessible, 0, Atspi.Text.get_character_count(self.accessible))

    def children(self):
        for index in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(index)
            if child is not None:
                yield Control(child)

    @property
    def has_size(self):
        """GTK gives what was never on the screen no size."""
        if "Component" not in self.accessible.get_interfaces():
            return True
        _, _, width, height = self.extents()
        return width > 0 and height > 0

    def walk(self, without_rows=False):
        """The control and everything in it, in reading order. Pages of a stack that are behind another are not told on the bus."""
        yield self
        with contextlib.suppress(GLib.Error):  # a control that goes meanwhile
            for child in self.children():
                if without_rows and (child.role == "tree table" or child.role == "list" and child.name in SIDEBARS):
                    yield child
                else:
                    yield from child.walk(without_rows)

    def matching(self, roles=None, name=None, showing=True, without_rows=False):
        roles = (roles,) if isinstance(roles, str) else roles
        for control in self.walk(without_rows or roles is not None and NEVER_IN_TABLES.issuperset(roles)):
            with contextlib.suppress(GLib.Error):
                if roles and control.role not in roles:
                    continue
                if name is not None and not (name.search(control.name) if hasattr(name, "search") else control.name == name):
                    continue
                if not showing or control.has_size:
                    yield control

    def find(self, roles=None, name=None, showing=True, seconds=LONGEST_WAIT_S):
        return wait(lambda: next(self.matching(roles, name, showing), None), f"{roles} “{getattr(name, 'pattern', name)}”", seconds)

    def has(self, roles=None, name=None):
        with contextlib.suppress(GLib.Error):
            return any(True for _ in self.matching(roles, name))
        return False

    def actions(self):
        if "Action" not in self.accessible.get_interfaces():
            return []
        return [Atspi.Action.get_action_name(self.accessible, index) for index in range(Atspi.Action.get_n_actions(self.accessible))]

    def do(self, action):
        names = self.actions()
        assert action in names, f"{self} has no action {action}, only {names}"
        Atspi.Action.do_action(self.accessible, names.index(action))

    def press(self):
        """The action of the control, or of the first one in it: menu buttons and drop-downs wrap a button."""
        for control in self.walk():
            for action in ("click", "toggle"):
                if action in control.actions():
                    return control.do(action)
        raise AssertionError(f"{self} cannot be pressed")

    def write(self, text):
        """Puts the text in place of what the entry has."""
        editable = next(control for control in self.walk() if "EditableText" in control.accessible.get_interfaces())
        # At once: the entry of GTK 4.18's file dialog goes when it is empty.
        Atspi.EditableText.set_text_contents(editable.accessible, text)
        wait(lambda: editable.text == text, f"“{text}” in {self}")

    def extents(self):
        place = Atspi.Component.get_extents(self.accessible, Atspi.CoordType.WINDOW)
        return place.x, place.y, place.width, place.height


class Window:
    """The program on one home folder; started, driven, ended."""

    def __init__(self, program, folder, *arguments, language="en", env=None):
        self.folder = pathlib.Path(folder)
        self.log = self.folder / "window.log"
        self.environment = {**os.environ, **make_environment(self.folder, language), **(env or {})}
        # The bus forgets a program that ended a moment after it ended.
        self.earlier = {accessible.get_process_id() for accessible in self._applications()}
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([*([program] if isinstance(program, str) else program), *map(str, arguments)],
                                            env=self.environment, stdout=log, stderr=log)
        # Where an earlier window was clicked, a tooltip would come up over a dialog that has no place on the screen yet.
        run("xdotool", "mousemove", 4000, 4000)
        try:
            self.application = wait(self._look, "the window on the accessibility bus")
            self.frame = wait(lambda: next(self.application.children(), None), "the window")
            self.x_window = wait(self._look_for_x_window, "the X window")
            self.show()
        except AssertionError as error:
            self.process.kill()
            raise AssertionError(f"{error}; the program said: {self.words()[-2000:]}") from None

    @staticmethod
    def _applications():
        forget()
        desktop = Atspi.get_desktop(0)
        found = (desktop.get_child_at_index(index) for index in range(desktop.get_child_count()))
        return [accessible for accessible in found if accessible is not None and accessible.get_name() == APPLICATION_NAME]

    def _look(self):
        assert self.process.poll() is None, f"the program ended at once with status {self.process.returncode}"
        for accessible in self._applications():
            if accessible.get_process_id() not in self.earlier and accessible.get_child_count() > 0:
                return Control(accessible)
        return None

    def _look_for_x_window(self):
        found = run("xdotool", "search", "--onlyvisible", "--class", APPLICATION_NAME).split()
        return found[-1] if found else None

    def show(self):
        """Gives the window the keyboard."""
        run("xdotool", "windowactivate", "--sync", self.x_window)

    def words(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def complaints(self):
        """Warnings and criticals that the program wrote."""
        return [line for line in self.words().splitlines() if re.search(r"-(WARNING|CRITICAL|ERROR)|Sanitizer|watchdog", line)
                and not re.search(NOT_OURS, line)]

    def front(self):
        """The window in front: dialogs are modal."""
        return list(self.application.children())[-1]

    def find(self, roles=None, name=None, showing=True, seconds=LONGEST_WAIT_S):
        """In the window in front. Not in rows of tables, unless the role does not matter: they come and go, and GTK 4.8 crashes when it is
        asked about one that goes."""
        what = f"{roles} “{getattr(name, 'pattern', name)}”"
        return wait(lambda: next(self.front().matching(roles, name, showing, roles is not None), None), what, seconds)

    def has(self, roles=None, name=None):
        return self.front().has(roles, name)

    def press(self, name, roles=BUTTONS):
        self.find(roles, name).press()

    def key(self, *keys):
        run("xdotool", "key", "--delay", "15", *keys)

    def type(self, text):
        run("xdotool", "type", "--delay", "10", text)

    def alt(self, button, letter=None):
        """Presses a button by its letter, once it is usable and its window in front. “导入(I)…” shows it: Alt+I."""
        control = self.find(BUTTONS, button)
        letter = letter or re.search(r"\((\w)\)", control.name)[1]
        wait(lambda: "sensitive" in control.states and self.is_in_front(control), f"{control} to be usable")
        self.key(f"alt+{letter.lower()}")

    def open_menu(self, key):
        """Waits until the keyboard is in it. Its items have names up to GTK 4.16 only."""
        self.key(key)
        self.expect_menu(key)

    def expect_menu(self, what):
        wait(lambda: any("focused" in item.states for item in self.front().matching("menu item")), f"the menu of {what}")

    @staticmethod
    def title_in_front():
        """Of the window that has the keyboard."""
        return run("xdotool", "getactivewindow", "getwindowname")

    def expect(self, title):
        """Waits until the keyboard is with the dialog of that title."""
        wait(lambda: self.title_in_front() == title, f"the dialog “{title}”")

    def is_in_front(self, control):
        """Whether the keyboard is with the window of the control. GTK 4.8 does not tell which one is active: the X server does."""
        frame = control
        while (parent := Control(frame.accessible.get_parent())).role != "application":
            frame = parent
        return self.title_in_front() == frame.name

    def finish(self, *keys):
        """The keys that end the dialog in front; waits until it is gone. Only the X server is asked meanwhile, see answer()."""
        title = self.title_in_front()
        self.key(*keys)
        wait(lambda: self.title_in_front() not in ("", title), f"the end of “{title}”")

    def tab_to(self, name, most=15):
        """Presses Tab until the keyboard is in the control of that name; no officer presses it more than @most times."""
        for _ in range(most):
            if any("focused" in control.states for control in self.find(("tree table", "list"), name).walk()):
                return
            before = self.focused()
            self.key("Tab")
            wait(lambda: self.focused() != before, "the keyboard to move on")
        raise AssertionError(f"{most} Tabs do not lead to “{name}”")

    def focused(self):
        """Where the keyboard is, as far as GTK 4.8 tells: not inside rows with an entry."""
        return next((control.accessible.path for control in self.front().walk() if "focused" in control.states), None)

    def enter(self, text):
        """Writes into the entry of the dialog that has the keyboard, in place of what is in it. A letter shows which one that is; the
        text comes at once, as from an input method: letters that the keyboard does not have get lost on a busy machine."""
        dialog = self.dialog()
        wait(lambda: self.is_in_front(dialog), f"the keyboard in {dialog}")
        self.key("ctrl+a", "x")
        entry = wait(lambda: next((control for control in dialog.matching(ENTRIES) if control.text == "x"), None), "the entry")
        entry.write(text)

    def point(self, control, frame=None, x_window=None):
        """Lays the pointer over a control, of the main window unless another is named."""
        geometry = dict(line.split("=") for line in run("xdotool", "getwindowgeometry", "--shell", x_window or self.x_window).splitlines())
        frame_x, frame_y, frame_width, frame_height = (frame or self.frame).extents()
        x, y, width, height = control.extents()
        # What is in the window begins at 0, 0, but GTK 4.18 counts from the place of its frame, as if that had no border.
        content_x, content_y, _, _ = next((frame or self.frame).children()).extents()
        left = int(geometry["X"]) + (int(geometry["WIDTH"]) - frame_width) // 2 - frame_x - content_x
        top = int(geometry["Y"]) + (int(geometry["HEIGHT"]) - frame_height) // 2 - frame_y - content_y
        # Without --sync: it waits for ever for a pointer that is there already.
        run("xdotool", "mousemove", left + x + width // 2, top + y + height // 2)

    @staticmethod
    def count_surfaces():
        """Tooltips and menus among them: the bus does not name the tooltips of GTK 4.8."""
        return len(run("xdotool", "search", "--onlyvisible", "--class", APPLICATION_NAME).split())

    def hover(self, control):
        """In the window in front, until a tooltip stands there."""
        before = self.count_surfaces()
        self.point(control, self.front(), run("xdotool", "getactivewindow"))
        wait(lambda: self.count_surfaces() > before, f"the tooltip of {control}")

    def click(self, control, count=1, holding=None):
        """With the mouse: what has no action of its own. @holding: a key that is held meanwhile."""
        self.point(control)
        held, released = (["keydown", holding], ["keyup", holding]) if holding else ([], [])
        run("xdotool", *held, "click", "--repeat", count, "--delay", "60", "1", *released)

    def choose(self, combo, index):
        """A row of a drop-down, by keys: its rows have no action."""
        combo.press()
        self.pick(index)

    def pick(self, index):
        """A row of the drop-down that is open."""
        wait(lambda: any("focused" in item.states for item in self.front().matching("list item")), "the rows of the drop-down")
        self.key("Home", *["Down"] * index, "Return")

    def count_windows(self):
        assert self.process.poll() is None, f"the program ended with status {self.process.returncode}: {self.words()[-2000:]}"
        return self.application.accessible.get_child_count()

    def dialog(self):
        """The window in front of the main one."""
        return wait(lambda: list(self.application.children())[1:], "a dialog")[-1]

    def answer(self, button):
        """Presses a dialog's button and waits until the dialog is gone. It only counts windows meanwhile: GTK 4.8 crashes when it is
        asked about a control that it is taking down. A button that is not on the screen yet ignores being pressed."""
        dialog = self.dialog()
        before = self.count_windows()
        deadline = time.monotonic() + LONGEST_WAIT_S
        while self.count_windows() == before:
            dialog.find(BUTTONS, button).press()
            with contextlib.suppress(AssertionError):
                wait(lambda: self.count_windows() < before, f"the end of the dialog that “{button}” answers", seconds=3)
            assert time.monotonic() < deadline, f"“{button}” does not end its dialog"

    def file_dialog(self, title):
        """The dialog of that title that asks for a file, and whether it belongs to a portal, which is another program. Our program is
        asked for its windows only once the dialog is in front, and not at all where a portal shows it: GTK keeps a window in hiding for
        a portal's dialog and crashes when it is asked, by an old number, for one that is gone (up to 4.18 at least)."""
        def look():
            if self.title_in_front() != title:
                return None
            applications = [(not control.name.startswith("xdg-desktop-portal"), control) for control in Control(Atspi.get_desktop(0)).children()]
            return next(((frame, not is_ours) for is_ours, control in sorted(applications, key=lambda pair: pair[0])
                         for frame in control.children() if frame.name == title), None)

        return wait(look, f"the dialog “{title}”")

    def choose_file(self, path, title):
        """Answers the dialog that asks for a file, by its title, with a path; waits until the dialog is gone."""
        dialog, _ = self.file_dialog(title)
        self.answer_file_dialog(dialog, path)

    def save_file(self, path, title):
        """The same for a new file, without the ending: the program adds it where it can. A portal grants the very name."""
        dialog, is_portal = self.file_dialog(title)
        self.answer_file_dialog(dialog, path if is_portal else path.with_suffix(""))

    def answer_file_dialog(self, dialog, path):
        """A dialog to save has its entry ready, the other opens one for the slash."""
        def find_entry():
            return next((entry for entry in dialog.matching(ENTRIES) if "focused" in entry.states), None)

        self.key("slash")
        wait(find_entry, "the entry for the path").write(str(path))
        self.finish("Return")

    def take_officer(self, name=OFFICER, button="Work Under This Name", entry="Name"):
        """Answers the dialog that asks who works here."""
        self.find(ENTRIES, entry).write(name)
        self.answer(button)
        # The dialog may have been the window that was found first.
        self.x_window = wait(self._look_for_x_window, "the X window")

    def sidebar(self, name="Pages"):
        return self.find("list", name)

    def pages(self, name="Pages"):
        """Titles of the sidebar's rows, from the top; none while there is no sidebar."""
        return [row.name for sidebar in self.application.matching("list", name) for row in sidebar.children() if row.role == "list item"]

    def go(self, title, sidebar="Pages"):
        """Opens a page by its row, and waits until the window names it. By keys: a row may be scrolled out of sight."""
        titles = wait(lambda: self.pages(sidebar), "the sidebar")
        self.key("F9", "Home", *["Down"] * titles.index(title), "Return")
        row = next(row for row in self.sidebar(sidebar).children() if row.name == title)
        wait(lambda: "selected" in row.states, f"the page {title}")

    def picture(self, path):
        run("import", "-window", "root", path)

    def close(self):
        """As the officer does; asserts that it ended well and said nothing bad."""
        for _ in range(3):  # a loaded X server loses a key now and then
            self.show()
            self.key("ctrl+q")
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=LONGEST_WAIT_S / 3)
                break
        status = self.process.wait(timeout=1)
        assert status == 0, f"ended with status {status}: {self.words()[-2000:]}"
        assert not self.complaints(), "\n".join(self.complaints()[:5])

    def kill(self):
        """Pulls the plug."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=LONGEST_WAIT_S)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if value is not None:
            self.tell_end()
        if self.process.poll() is None:
            self.kill()

    def tell_end(self):
        """How it stands with the program when a test stops: one that crashed is waited for in vain, too."""
        status = self.process.poll()
        print("# the program", "runs" if status is None else f"ended with status {status}", flush=True)
        for line in [line for line in self.words().splitlines() if line and not re.search(NOT_OURS, line)][-20:]:
            print("#", line, flush=True)
        if where := os.environ.get("SONGNUAN_PICTURES"):
            self.picture(pathlib.Path(where, f"{self.folder.name}.png"))


def make_locale(folder):
    """A Chinese locale that needs no administrator. Making it takes seconds: in SONGNUAN_LOCALES it is kept for the next run."""
    place = pathlib.Path(os.environ.get("SONGNUAN_LOCALES", folder), "locale")
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = pathlib.Path(tempfile.mkdtemp(dir=place.parent))
        subprocess.run(["localedef", "--no-archive", "-i", "zh_CN", "-f", "UTF-8", unfinished / "zh_CN.UTF-8"], capture_output=True)
        with contextlib.suppress(OSError):  # another test was quicker
            unfinished.rename(place)
    return place


def make_environment(folder, language):
    """Settings in a file, so that a second start finds them; the language as asked."""
    home = {name: str(folder / place) for name, place in
            (("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache"))}
    environment = {**home, "GSETTINGS_BACKEND": "keyfile", "GTK_A11Y": "atspi", "G_DEBUG": ""}
    if language == "zh_CN":
        return {**environment, "LOCPATH": str(make_locale(folder)), "LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"}
    return {**environment, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}


def main(*tests):
    """Runs each test on a fresh folder, as TAP. Arguments: the window's program, the command line's."""
    program, cli = sys.argv[1:3]
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="songnuan-ui-test-"))
        name = test.__name__.removeprefix("test_").replace("_", "-")
        try:
            test(program, cli, folder)
            print(f"ok {number} {name}", flush=True)
        except Exception:
            failed += 1
            traceback.print_exc()  # where the log of a failed test has it
            print(f"not ok {number} {name}", flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failed else 0)


faulthandler.enable()  # libatspi has been seen to crash; then this says where
Atspi.init()
# Ends each wait for an event soon, to look at what no event tells of.
GLib.timeout_add(LOOK_AGAIN_MS, lambda: GLib.SOURCE_CONTINUE)
