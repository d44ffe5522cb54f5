#!/usr/bin/python3
"""The Flatpak's manifest: a window and nothing else, every source pinned, and one name for the program everywhere."""
import pathlib
import re
import sys
import xml.etree.ElementTree

import yaml

ROOT = pathlib.Path(sys.argv[1])
ID = "io.github.songnuan.Songnuan"
WINDOW_ALONE = ["--socket=wayland", "--socket=fallback-x11", "--share=ipc", "--device=dri"]
ARCHIVES = r"\.(tar\.(gz|xz|bz2|zst)|tgz|zip)"
MANIFEST = yaml.safe_load((ROOT / f"flatpak/{ID}.yml").read_text(encoding="utf-8"))


def sources():
    return [(module["name"], source) for module in MANIFEST["modules"] for source in module["sources"]]


def check_permissions():
    assert MANIFEST["finish-args"] == WINDOW_ALONE, MANIFEST["finish-args"]


def check_runtime():
    assert (MANIFEST["runtime"], MANIFEST["sdk"]) == ("org.gnome.Platform", "org.gnome.Sdk")
    assert re.fullmatch(r"\d\d", MANIFEST["runtime-version"]), "a pinned version, as text"
    assert MANIFEST["separate-locales"] is False, "a bundle would lack the Chinese"


def check_sources_pinned():
    for name, source in sources():
        if source["type"] == "archive":
            assert re.fullmatch("[0-9a-f]{64}", source["sha256"]), name
            assert re.fullmatch(rf"https://\S+\d{ARCHIVES}", source["url"]), f"{name}: {source['url']}"
        elif source["type"] == "git":
            assert re.fullmatch("[0-9a-f]{40}", source["commit"]), name
        else:
            assert (name, source["type"]) == ("songnuan", "dir"), f"{name}: a source of type {source['type']}"


def check_program_is_last():
    """Of the tree that the manifest stands in, and after all that it needs."""
    last = MANIFEST["modules"][-1]
    assert last["name"] == "songnuan" and last["sources"][0]["path"] == ".."
    assert [name for name, source in sources() if source["type"] == "dir"] == ["songnuan"]


def check_names():
    assert MANIFEST["id"] == ID and MANIFEST["command"] == "songnuan"
    metainfo = xml.etree.ElementTree.parse(ROOT / f"data/{ID}.metainfo.xml.in").getroot()
    assert metainfo.findtext("id") == ID
    assert metainfo.findtext("launchable") == f"{ID}.desktop"
    assert metainfo.findtext("provides/binary") == MANIFEST["command"]
    desktop = (ROOT / f"data/{ID}.desktop.in").read_text(encoding="utf-8")
    assert f"Icon={ID}\n" in desktop and f"Exec={MANIFEST['command']} %f\n" in desktop
    schema = xml.etree.ElementTree.parse(ROOT / f"data/{ID}.gschema.xml").getroot()
    assert schema.find("schema").get("id") == ID


def check_stand_ins():
    """What takes a module's place is Debian's: packages for both, the running and the building, or its copy of the source."""
    for module in MANIFEST["modules"][:-1]:
        replacement = module["x-stand-in"]
        assert set(replacement) in ({"platform", "sdk"}, {"source"}), module["name"]
    assert "x-stand-in" not in MANIFEST["modules"][-1]


checks = (check_permissions, check_runtime, check_sources_pinned, check_program_is_last, check_names, check_stand_ins)
print(f"1..{len(checks)}")
failed = False
for number, check in enumerate(checks, 1):
    try:
        check()
        print(f"ok {number} {check.__name__}")
    except (AssertionError, KeyError) as error:
        failed = True
        print(f"# {error!r}")
        print(f"not ok {number} {check.__name__}")
sys.exit(failed)
