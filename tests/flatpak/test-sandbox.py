#!/usr/bin/python3
"""The installed program is confined, does its work all the same, and is told to the desktop."""
import configparser
import os
import pathlib
import socket
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "ui"))
from songnuan_window import main  # noqa: E402

ID = "io.github.songnuan.Songnuan"
INSTALLATION = os.environ["SONGNUAN_FLATPAK_DIR"]


def flatpak(home, *words, **variables):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_DATA")}
    environment.update({"HOME": str(home), "FLATPAK_USER_DIR": INSTALLATION, **variables})
    return subprocess.run(["flatpak", *words], env=environment, capture_output=True, text=True, timeout=120, check=False)


def look(home, script):
    """Runs a line of shell where the program runs."""
    return flatpak(home, "run", "--user", "--command=bash", ID, "-c", script)


def cli(home, *words, **variables):
    return flatpak(home, "run", "--user", "--command=songnuan-cli", ID, *words, **variables)


def test_permissions(program, _cli, folder):
    """What was asked for is what was installed: a window, nothing else."""
    permissions = configparser.ConfigParser()
    permissions.read_string(flatpak(folder, "info", "--user", "--show-permissions", ID).stdout)
    assert permissions.sections() == ["Context"], permissions.sections()
    granted = {key: set(value.strip(";").split(";")) for key, value in permissions["Context"].items()}
    # Of fallback-x11, flatpak tells its older versions that X11 is wanted.
    assert granted == {"shared": {"ipc"}, "sockets": {"wayland", "fallback-x11", "x11"}, "devices": {"dri"}}, granted


def test_no_network(program, _cli, folder):
    """A server of this machine answers out here and cannot be reached from in there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"/dev/tcp/127.0.0.1/{server.getsockname()[1]}"
        assert subprocess.run(["bash", "-c", f"exec 3<>{place}"], check=False).returncode == 0
        inside = look(folder, f"echo inside; exec 3<>{place}")
    assert inside.returncode != 0 and inside.stdout == "inside\n", inside
    interfaces = look(folder, "while read -r name rest; do echo $name; done < /proc/net/dev").stdout
    assert [name for name in interfaces.split() if name.endswith(":")] == ["lo:"], interfaces


def test_no_files(program, _cli, folder):
    """Nothing of the user's home is there, and what is written there does not arrive."""
    home = folder / "home"
    home.mkdir()
    (home / "花名册.csv").write_text("secret")
    (folder / "elsewhere.csv").write_text("secret")
    inside = look(home, f'echo inside; ls -A "$HOME"; cat "$HOME/花名册.csv"; cat "{folder}/elsewhere.csv"; echo x > "$HOME/written.csv"')
    assert inside.stdout == "inside\n.var\n", inside
    assert not (home / "written.csv").exists()
    assert look(home, "ls -A /root /mnt /media /srv 2>/dev/null | grep -v : ; true").stdout.strip() == ""


def test_work(program, _cli, folder):
    """The command line in the sandbox; what the office keeps lies where no other program's is, and nobody else may read it."""
    done = cli(folder, "demo", "--recipients", "200")
    assert done.returncode == 0, done.stderr
    verified = cli(folder, "--json", "verify")
    assert verified.returncode == 0 and '"integrity" : "ok"' in verified.stdout, verified
    [workspace] = folder.glob(f".var/app/{ID}/data/songnuan/*.songnuan")
    assert workspace.stat().st_mode & 0o777 == 0o600


def test_chinese(program, _cli, folder):
    """The translation is in the same part: it would be missing on a PC that got one file."""
    refused = cli(folder, "import", "nowhere.xlsx", "--program", "03.1", LC_ALL="zh_CN.UTF-8", LANGUAGE="zh_CN", LOCPATH="")
    assert refused.returncode != 0 and any("一" <= letter <= "鿿" for letter in refused.stderr), refused.stderr
    catalogue = look(folder, "ls /app/share/locale/zh_CN/LC_MESSAGES")
    assert "songnuan.mo" in catalogue.stdout, catalogue.stdout


def test_told_to_desktop(program, _cli, folder):
    """Menu entry, icons and file type leave the sandbox; a file from the desktop goes through the portal."""
    exported = pathlib.Path(INSTALLATION, "exports/share")
    entry = (exported / f"applications/{ID}.desktop").read_text(encoding="utf-8")
    assert f"--file-forwarding {ID} @@ %f @@" in entry and "Name[zh_CN]=" in entry, entry
    assert (exported / f"mime/packages/{ID}.xml").exists()
    assert (exported / f"icons/hicolor/scalable/apps/{ID}.svg").exists()
    assert (exported / f"icons/hicolor/symbolic/apps/{ID}-symbolic.svg").exists()


def test_offered_for_rosters(program, _cli, folder):
    """Who installs it can open every kind of roster with it from the file manager: the type is known and leads to the import."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "XDG_DATA_HOME": str(folder),
                   "XDG_DATA_DIRS": f"{INSTALLATION}/exports/share:/usr/local/share:/usr/share"}
    for ending in ("xlsx", "xlsm", "xls", "et", "ods", "fods", "csv"):
        (folder / f"a.{ending}").write_text("a,b\n")
        said = subprocess.run(["gio", "info", "-a", "standard::content-type", folder / f"a.{ending}"], env=environment, capture_output=True,
                              text=True, check=True).stdout
        kind = said.split()[-1]
        programs = subprocess.run(["gio", "mime", kind], env=environment, capture_output=True, text=True, check=True).stdout
        assert f"{ID}.Import.desktop" in programs, f".{ending} is {kind}: {programs}"
    entry = pathlib.Path(INSTALLATION, f"exports/share/applications/{ID}.Import.desktop").read_text(encoding="utf-8")
    assert f"--file-forwarding {ID} @@ %F @@" in entry and "NoDisplay=true" in entry, entry


main(test_permissions, test_no_network, test_no_files, test_work, test_chinese, test_told_to_desktop, test_offered_for_rosters)
