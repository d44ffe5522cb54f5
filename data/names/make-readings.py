#!/usr/bin/python3
"""make-readings.py: writes readings.tsv from the Unihan database (Debian's package unicode-data; Unicode licence).

One line a character: the character, its total strokes, its Mandarin readings without tones, the usual one first. All of
U+3400 to U+9FFF that has a reading, and beyond that the characters of the official list of 2013 (kTGHZ2013).
Run by hand when Unicode changes; the result is kept in the repository.
"""
import bz2
import re
import unicodedata

FOLDER = "/usr/share/unicode/"


def plain(reading):
    """lǚ -> lv, zhēng -> zheng"""
    decomposed = unicodedata.normalize("NFD", reading)
    return "".join("v" if c == "\u0308" else c for c in decomposed if c == "\u0308" or not unicodedata.combining(c)).replace("uv", "v")


def fields(name):
    with bz2.open(f"{FOLDER}{name}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, field, value = line.rstrip("\n").split("\t")
                yield int(code[2:], 16), field, value


readings, listed, strokes = {}, set(), {}
order = {"kMandarin": 0, "kTGHZ2013": 1, "kXHC1983": 2}
found = {}
for code, field, value in fields("Unihan_Readings"):
    if field in order:
        words = value.split() if field == "kMandarin" else re.findall(r":(\S+)", value)
        found.setdefault(code, [[], [], []])[order[field]] = [w for word in words for w in word.split(",")]
        if field == "kTGHZ2013":
            listed.add(code)
for code, field, value in fields("Unihan_IRGSources"):
    if field == "kTotalStrokes":
        strokes[code] = int(value.split()[0])
for code, groups in found.items():
    words = [plain(word) for group in groups for word in group]
    readings[code] = list(dict.fromkeys(word for word in words if re.fullmatch("[a-z]+", word)))

with open(__file__.replace("make-readings.py", "readings.tsv"), "w", encoding="utf-8") as out:
    for code in sorted(readings):
        if readings[code] and (0x3400 <= code <= 0x9FFF or code in listed):
            out.write(f"{chr(code)}\t{strokes.get(code, 0)}\t{' '.join(readings[code])}\n")
