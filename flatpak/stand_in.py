"""Makes stand-ins for org.gnome.Platform and org.gnome.Sdk out of Debian packages, for machines that reach Debian's and nothing else.

Needs no root: packages are unpacked, not installed, with an apt of its own, and what their scripts would have done is done by
finish-runtime inside the new tree.
"""
import concurrent.futures
import gzip
import os
import pathlib
import re
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"

# A name with a pattern is the one of the suite: libicu76 in trixie.
#
# What org.gnome.Platform has and the program or its tests use. Neither libzip, libgsf nor libxlsxwriter: it lacks them, too.
PLATFORM = """bash dash coreutils libgtk-4-1 libgtk-4-bin libadwaita-1-0 libglib2.0-bin librsvg2-common libjson-glib-1.0-0 libexpat1 libxml2 libicu[0-9]+
  adwaita-icon-theme hicolor-icon-theme shared-mime-info gsettings-desktop-schemas fontconfig fontconfig-config fonts-dejavu-core
  fonts-wqy-microhei locales tzdata""".split()
SDK = """gcc g++ make cmake meson ninja-build pkgconf gettext python3 git patch tar gzip bzip2 xz-utils sed grep findutils diffutils mawk
  binutils elfutils debugedit file hostname ccache libgtk-4-dev libadwaita-1-dev libglib2.0-dev-bin libjson-glib-dev libexpat1-dev
  libicu-dev libxml2-dev zlib1g-dev desktop-file-utils appstream libxml2-utils""".split()
# Tools of which an older or a newer Debian has only one.
SDK_IF_THERE = ["appstream-util", "appstream-compose"]
# Pulled in by the above, and no process of a sandbox uses them. The graphics drivers would double the size: GTK draws without.
NEVER = re.compile(r"""(systemd.*|libpam.*|dbus.*|libcryptsetup.*|dmsetup|libdevmapper.*|libfdisk1|adduser|passwd|login.*|mount|util-linux.*
  |procps|debconf|dpkg|usr-is-merged|usrmerge|init-system-helpers|media-types|openssl|libkmod2|sysvinit-utils|man-db|groff-base|bsdextrautils
  |autopoint|debhelper|po-debconf|intltool-debian|dh-.*|libgl1-mesa-dri|mesa-.*|libllvm.*|libz3-4|libdrm-(amdgpu|radeon|nouveau).*)""", re.VERBOSE)
NEVER_IN_PLATFORM = re.compile(r"(perl|perl-modules.*|libperl.*|lib.*-perl|python3.*|libpython3.*)")
LEFT_OUT = ("doc", "man", "info", "lintian", "bug")
# What flatpak brings by itself or mounts over, and what belongs to a machine that boots.
NOT_IN_A_RUNTIME = """etc/apt etc/cron.d etc/cron.daily etc/dpkg etc/init.d etc/pam.d etc/systemd etc/resolv.conf etc/hosts etc/passwd etc/group
  etc/machine-id etc/localtime share/bash-completion share/gtk-doc share/zsh share/fish lib/systemd lib/udev lib/init""".split()
METADATA = """[Runtime]
name={name}
runtime={platform}/{arch}/{version}
sdk={sdk}/{arch}/{version}

[Environment]
XDG_DATA_DIRS=/app/share:/usr/share:/usr/share/runtime/share:/run/host/user-share:/run/host/share
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/run/host/font-dirs.xml</include>
  <dir>/app/share/fonts</dir>
  <dir>/run/host/fonts</dir>
  <dir>/run/host/user-fonts</dir>
</fontconfig>
"""


def run(*words, **options):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, words[:6]))} …\n{(done.stdout + done.stderr)[-3000:]}")
    return done.stdout


class Debian:
    """The packages of one suite, from the place where this machine gets its own. What the machine has installed is not touched."""

    def __init__(self, suite, folder):
        self.suite, self.folder = suite, folder
        for name in ("lists/partial", "archives/partial", "nothing/partial", "empty"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "status").touch()
        (folder / "sources.list").write_text("".join(
            f"deb [signed-by={KEYRING}] {place} {self.suite}{ending} main\n" for place, ending in self.places()))
        configuration = folder / "apt.conf"
        configuration.write_text(f'''Dir::State "{folder}"; Dir::State::status "{folder}/status"; Dir::Cache "{folder}";
Dir::Etc::sourcelist "{folder}/sources.list"; Dir::Etc::sourceparts "{folder}/empty"; Dir::Etc::preferencesparts "{folder}/empty";
APT::Install-Recommends "false"; APT::Sandbox::User ""; Acquire::Languages "none"; Debug::NoLocking "true";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
''')
        self.environment = {**os.environ, "APT_CONFIG": str(configuration), "LC_ALL": "C.UTF-8"}

    @staticmethod
    def machine_places():
        """(address, suite) of what this machine's own apt reads."""
        lines = run("apt-get", "indextargets", "--format", "$(SITE) $(RELEASE)", "Created-By: Packages").splitlines()
        return [tuple(line.split(" ", 1)) for line in dict.fromkeys(lines)]

    def places(self):
        release = dict(line.split("=", 1) for line in pathlib.Path("/etc/os-release").read_text().splitlines() if "=" in line)
        own = release.get("VERSION_CODENAME", "").strip('"')
        found = {suite: site for site, suite in self.machine_places()}
        if own not in found:
            raise SystemExit(f"apt's sources name no place for Debian's {own} packages")
        yield found[own], ""
        yield found[own], "-updates"
        if security := found.get(f"{own}-security"):
            yield security, "-security"

    def source(self, path):
        """The address of a file beside the packages."""
        return f"{next(self.places())[0].rstrip('/')}/{path}"

    def apt(self, *words):
        return run("apt-get", "-qq", "-y", *words, env=self.environment)

    def named(self, packages):
        """The packages by their names in this suite; an optional one that it does not have is left out."""
        known = set(run("apt-cache", "pkgnames", env=self.environment).split())
        for package in packages:
            found = [package] if package in known else sorted(name for name in known if "[" in package and re.fullmatch(package, name))
            if not found and package not in SDK_IF_THERE:
                raise SystemExit(f"Debian {self.suite} has no package {package}")
            yield from found[-1:]

    def needed(self, packages):
        """Files of the packages and of all that they depend on."""
        listed = self.apt("-o", f"Dir::Cache::archives={self.folder}/nothing", "--print-uris", "install", *packages)
        return [line.split()[1] for line in listed.splitlines() if line.startswith("'")]

    def fetch(self, packages):
        self.apt("--download-only", "install", *packages)


def is_wanted(file, kind):
    name = file.split("_", 1)[0]
    return not NEVER.fullmatch(name) and not (kind == "platform" and NEVER_IN_PLATFORM.fullmatch(name))


def unpack(archive, tree):
    """Into a tree whose /usr is merged from the start."""
    left_out = [f"--exclude=./usr/share/{name}" for name in LEFT_OUT]
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", archive], stdout=subprocess.PIPE) as package:
        done = subprocess.run(["tar", "-x", "-C", tree, "--keep-directory-symlink", "--no-same-owner", *left_out], stdin=package.stdout,
                              capture_output=True, text=True, check=False)
    if done.returncode != 0 or package.returncode != 0:
        raise SystemExit(f"{archive}: {done.stderr[-500:]}")


def lay_out(tree):
    """What a root file system is around /usr, before the first package comes."""
    shutil.rmtree(tree, ignore_errors=True)
    (tree / "usr").mkdir(parents=True)
    for name in ("bin", "sbin", "lib", "lib64"):
        (tree / "usr" / name).mkdir()
        (tree / name).symlink_to(f"usr/{name}")


def tidy(usr, kind, triplet):
    for name in NOT_IN_A_RUNTIME:
        place = usr / name
        shutil.rmtree(place) if place.is_dir() and not place.is_symlink() else place.unlink(missing_ok=True)
    # flatpak looks for it in /usr/bin alone, and mounts over the last three.
    for link, target in (("bin/sh", "dash"), ("bin/ldconfig", "../sbin/ldconfig"), ("bin/awk", "mawk")):
        if not (usr / link).is_symlink() and ((usr / "bin" / target).exists() or (usr / "bin" / target).is_symlink()):
            (usr / link).symlink_to(target)
    for name in ("etc/fonts/conf.d", "etc/ld.so.conf.d", "share/runtime", f"lib/{triplet}/GL", "share/icons", "cache/fontconfig"):
        (usr / name).mkdir(parents=True, exist_ok=True)
    (usr / "etc/ld.so.conf").write_text("")
    (usr / "etc/fonts/conf.d/50-flatpak.conf").write_text(FONTS)
    # The Platform has no gunzip, and localedef reads no archive without.
    characters = usr / "share/i18n/charmaps/UTF-8"
    characters.write_bytes(gzip.decompress(characters.with_suffix(".gz").read_bytes()))
    for catalogue in (usr / "share/locale").glob("*"):
        if not catalogue.name.startswith(("zh", "en")):
            shutil.rmtree(catalogue) if catalogue.is_dir() else catalogue.unlink()
    if kind == "platform":
        for library in (usr / "lib").rglob("*.a"):
            library.unlink()


def finish(usr, triplet):
    run("bwrap", "--unshare-all", "--die-with-parent", "--bind", usr, "/usr", "--bind", usr / "etc", "/etc", "--symlink", "usr/bin", "/bin",
        "--symlink", "usr/sbin", "/sbin", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", "--proc", "/proc",
        "--dev", "/dev", "--tmpfs", "/tmp", "--tmpfs", "/var", "--ro-bind", HERE / "finish-runtime", "/tmp/finish-runtime", "--clearenv",
        "/usr/bin/sh", "/tmp/finish-runtime", triplet)


def make_tree(debian, files, kind, tree, triplet):
    """A folder that flatpak can export: usr/, files/, metadata."""
    lay_out(tree)
    for file in files:
        if is_wanted(file, kind):
            unpack(debian.folder / "archives" / file, tree)
    for name in ("bin", "sbin", "lib", "lib64"):
        (tree / name).unlink()
    (tree / "etc").rename(tree / "usr/etc")
    for place in tree.iterdir():
        if place.name != "usr":
            shutil.rmtree(place)
    (tree / "files").mkdir()
    tidy(tree / "usr", kind, triplet)
    finish(tree / "usr", triplet)


def make(manifest, suite, folder, repository, say):
    """Both stand-ins, under the names that the manifest gives, in an OSTree repository."""
    arch = run("flatpak", "--default-arch").strip()
    triplet = f"{arch}-linux-gnu"
    debian = Debian(suite, folder / "apt")
    debian.apt("update")
    extra = [module.get("x-stand-in", {}) for module in manifest["modules"]]
    packages = {"platform": PLATFORM + sum((each.get("platform", []) for each in extra), [])}
    packages["sdk"] = packages["platform"] + SDK + SDK_IF_THERE + sum((each.get("sdk", []) for each in extra), [])
    packages = {kind: list(debian.named(names)) for kind, names in packages.items()}
    debian.fetch(packages["sdk"])
    debian.fetch(packages["platform"])
    say(f"packages of Debian {suite} fetched")

    trees = {kind: folder / kind for kind in packages}
    with concurrent.futures.ThreadPoolExecutor() as pool:
        list(pool.map(lambda kind: make_tree(debian, debian.needed(packages[kind]), kind, trees[kind], triplet), packages))
    say("Platform and Sdk unpacked")

    # Kept uncompressed: what is installed from it are links to the same files.
    shutil.rmtree(repository, ignore_errors=True)
    run("ostree", "init", "--mode=bare-user-only", f"--repo={repository}")
    names = {"platform": manifest["runtime"], "sdk": manifest["sdk"]}
    for kind, tree in trees.items():
        (tree / "metadata").write_text(METADATA.format(name=names[kind], arch=arch, version=manifest["runtime-version"], **names))
        run("flatpak", "build-export", "--disable-sandbox", "--no-update-summary", "--runtime", f"--arch={arch}", repository, tree,
            manifest["runtime-version"])
        shutil.rmtree(tree)
    run("flatpak", "build-update-repo", "--no-update-appstream", repository)
    say("Platform and Sdk exported")
