#!/usr/bin/python3
"""A workspace is known as one by its name and by what is in it, and the icons are what an icon theme takes."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

ROOT = pathlib.Path(sys.argv[1])
APPLICATION_ID = "io.github.songnuan.Songnuan"
FILE_TYPE = "application/x-songnuan"
SVG = "{http://www.w3.org/2000/svg}"


def make_database(folder):
    """A user's own MIME database that holds our type; gives the environment that reads it."""
    packages = pathlib.Path(folder, "share/mime/packages")
    packages.mkdir(parents=True)
    env = {**os.environ, "XDG_DATA_HOME": str(pathlib.Path(folder, "share"))}
    shutil.copy(ROOT / f"data/{APPLICATION_ID}.mime.xml", packages / f"{APPLICATION_ID}.xml")
    done = subprocess.run(["update-mime-database", str(packages.parent)], capture_output=True, text=True, timeout=60, env=env)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return env


def type_of(folder, name, env):
    done = subprocess.run(["gio", "info", "--attributes=standard::content-type", str(pathlib.Path(folder, name))], text=True,
                          capture_output=True, timeout=60, env=env)
    found = re.search(r"standard::content-type: (\S+)", done.stdout)
    assert found, done.stdout + done.stderr
    return found[1]


def check_known_by_content(folder):
    """An attachment without an ending, as a mail program leaves it; another program's SQLite file is not taken for ours."""
    env = make_database(folder)
    shutil.copy(ROOT / "tests/data/workspaces/version-1.songnuan", pathlib.Path(folder, "attachment"))
    assert type_of(folder, "attachment", env) == FILE_TYPE
    content = bytearray(pathlib.Path(folder, "attachment").read_bytes())
    content[68:72] = bytes(4)
    pathlib.Path(folder, "stranger").write_bytes(content)
    assert type_of(folder, "stranger", env) != FILE_TYPE


def check_known_by_name(folder):
    env = make_database(folder)
    pathlib.Path(folder, "torn.songnuan").write_bytes(bytes(100))
    assert type_of(folder, "torn.songnuan", env) == FILE_TYPE


def check_desktop_opens_it(folder):
    desktop = (ROOT / f"data/{APPLICATION_ID}.desktop.in").read_text(encoding="utf-8")
    assert f"MimeType={FILE_TYPE};" in desktop and "Exec=songnuan %f" in desktop


def check_desktop_offers_import(folder):
    """A spreadsheet can be opened with Songnuan, by a file of its own that no menu shows; the workspace's file claims no spreadsheet."""
    desktop = (ROOT / f"data/{APPLICATION_ID}.Import.desktop.in").read_text(encoding="utf-8")
    types = re.search("^MimeType=(.*)$", desktop, re.MULTILINE)[1].split(";")
    env = make_database(folder)
    for suffix in ("xlsx", "xlsm", "xls", "et", "ods", "fods", "csv"):
        pathlib.Path(folder, f"a.{suffix}").write_text("a,b\n")
        assert type_of(folder, f"a.{suffix}", env) in types, suffix
    assert "NoDisplay=true" in desktop and "Exec=songnuan %F" in desktop and FILE_TYPE not in types


def check_icons(folder):
    for name, size in ((f"scalable/apps/{APPLICATION_ID}.svg", "128"), (f"symbolic/apps/{APPLICATION_ID}-symbolic.svg", "16")):
        image = xml.etree.ElementTree.parse(ROOT / "data/icons/hicolor" / name).getroot()
        assert image.tag == SVG + "svg" and image.get("width") == image.get("height") == size, name
        assert not list(image.iter(SVG + "image")), f"{name}: a bitmap"


checks = (check_known_by_content, check_known_by_name, check_desktop_opens_it, check_desktop_offers_import, check_icons)
print(f"1..{len(checks)}")
failed = False
for number, check in enumerate(checks, 1):
    try:
        with tempfile.TemporaryDirectory() as folder:
            check(folder)
        print(f"ok {number} {check.__name__}")
    except AssertionError as error:
        failed = True
        print(f"# {error}")
        print(f"not ok {number} {check.__name__}")
sys.exit(failed)
