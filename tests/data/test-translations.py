#!/usr/bin/python3
"""zh_CN is complete: every message of the sources is translated, none is fuzzy, no file with messages is missing from POTFILES.in."""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1])
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dngettext:2,3", "g_dpgettext2:2c,3", "COUNTED:1,2")


def run(*words):
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120)


def read_messages(text):
    """msgid → (is fuzzy, translations), out of a .po file; obsolete entries left out."""
    messages = {}
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        fields, name = {}, None
        for line in lines:
            match = re.match(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?) "(.*)"$', line)
            if match:
                name = match[1]
                fields[name] = match[2]
            elif line.startswith('"') and name:
                fields[name] += line[1:-1]
        if fields.get("msgid"):
            fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in lines)
            messages[fields.get("msgctxt", "") + "|" + fields["msgid"]] = (
                fuzzy, [value for key, value in fields.items() if key.startswith("msgstr")])
    return messages


def extract(folder):
    template = pathlib.Path(folder, "songnuan.pot")
    done = run("xgettext", "--from-code=UTF-8", "--files-from=po/POTFILES.in", "-o", str(template),
               *(f"--keyword={keyword}" for keyword in KEYWORDS), "--flag=g_set_error:4:c-format", "--flag=g_dngettext:2:c-format")
    assert done.returncode == 0, done.stderr
    # A macro in the midst of a message would be cut off, and the message never found when the program runs.
    assert "not a valid C format string" not in done.stderr, done.stderr
    return read_messages(template.read_text(encoding="utf-8"))


def check_all_translated(folder):
    wanted = extract(folder)
    have = read_messages((ROOT / "po/zh_CN.po").read_text(encoding="utf-8"))
    missing = [message for message in wanted if message not in have]
    assert not missing, f"{len(missing)} messages are not in zh_CN.po: {missing[:5]}"
    fuzzy = [message for message in wanted if have[message][0]]
    assert not fuzzy, f"fuzzy: {fuzzy}"
    untranslated = [message for message in wanted if not all(have[message][1])]
    assert not untranslated, f"untranslated: {untranslated}"
    assert len(wanted) > 300, len(wanted)


def check_formats(folder):
    done = run("msgfmt", "--check", "-o", "/dev/null", "po/zh_CN.po")
    assert done.returncode == 0, done.stderr


def check_potfiles(folder):
    listed = set((ROOT / "po/POTFILES.in").read_text().split())
    speaking = {str(path.relative_to(ROOT)) for path in ROOT.glob("src/**/*.[ch]")
                if re.search(r'(\b_|\bN_|\bN?C_|ngettext|COUNTED) ?\(\s*"|g_dngettext \(GETTEXT', path.read_text(encoding="utf-8"))}
    speaking |= {str(path.relative_to(ROOT)) for path in [*ROOT.glob("data/ui/*.ui"), *ROOT.glob("data/*.gschema.xml"), *ROOT.glob("data/*.in")]
                 if re.search('translatable="yes"|gettext-domain|Name=|<component', path.read_text(encoding="utf-8"))}
    assert speaking == listed, f"missing: {sorted(speaking - listed)}, gone or silent: {sorted(listed - speaking)}"
    assert list((ROOT / "po/POTFILES.in").read_text().split()) == sorted(listed), "POTFILES.in is not sorted"


def check_one_domain(folder):
    """Plain ngettext() asks the program's default domain, in which a library's messages are not."""
    plain = [str(path) for path in ROOT.glob("src/**/*.[ch]") if re.search(r"(?<!d)ngettext \(", path.read_text(encoding="utf-8"))]
    assert not plain, plain


def check_places_stand(folder):
    """{1}, {2} … of the journal's sentences are all there in Chinese, too."""
    for message, (_, translations) in read_messages((ROOT / "po/zh_CN.po").read_text(encoding="utf-8")).items():
        for translation in translations:
            assert sorted(re.findall(r"\{\d\}", message)) == sorted(re.findall(r"\{\d\}", translation)), (message, translation)


checks = (check_all_translated, check_formats, check_potfiles, check_one_domain, check_places_stand)
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
