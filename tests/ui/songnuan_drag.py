"""A drag from a window of another program, as from a file manager, by the mouse."""
import contextlib
import pathlib
import subprocess

from songnuan_window import run, wait


def read_geometry(window):
    """Place and size on the screen, by the names that xdotool gives them."""
    lines = run("xdotool", "getwindowgeometry", "--shell", window).splitlines()
    return {name: int(value) for name, value in (line.split("=") for line in lines)}


@contextlib.contextmanager
def drag_source(window, *paths):
    """The other program's window, in the corner of the screen; gives its number. Ours is put beside it."""
    run("xdotool", "windowsize", "--sync", window.x_window, "1000", "700")
    run("xdotool", "windowmove", "--sync", window.x_window, "270", "60")
    other = subprocess.Popen(["/usr/bin/python3", pathlib.Path(__file__).with_name("drag-source.py"), *paths], env=window.environment)
    try:
        source = wait(lambda: run("xdotool", "search", "--onlyvisible", "--name", "drag source"), "the other window").split()[-1]
        run("xdotool", "windowmove", source, "0", "0")
        # Its bar is above, its border left of it. The drag would begin where it stood before.
        wait(lambda: (place := read_geometry(source)) and place["X"] < 40 and place["Y"] < 80, "the other window in the corner")
        yield source
    finally:
        other.kill()
        other.wait()


def count_surfaces():
    """Of all programs: what is dragged has one of its own."""
    return len(run("xdotool", "search", "--onlyvisible", "--class", ".").split())


def drag(source, to=(800, 400)):
    """From the middle of the other window to a place of ours, in steps. It is moved to and fro until it is a drag: for GTK 4.18 what comes
    within a tenth of a second is none yet."""
    place = read_geometry(source)
    x, y = place["X"] + 40, place["Y"] + 60
    before = count_surfaces()
    run("xdotool", "mousemove", "--sync", x, y, "mousedown", "1")
    wait(lambda: run("xdotool", "mousemove", x + 20, y, "mousemove", x + 40, y) or count_surfaces() > before, "the drag")
    x += 40
    for step in range(1, 21):
        run("xdotool", "mousemove", "--sync", x + (to[0] - x) * step // 20, y + (to[1] - y) * step // 20)


def drop():
    run("xdotool", "mouseup", "1")
