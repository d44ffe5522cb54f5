#!/usr/bin/python3
"""make-tables.py READINGS STROKES SURNAMES OUT.c: the three lists as constant arrays.

A look-up costs nanoseconds and start-up nothing.
"""
import sys

FIRST, LAST = 0x3400, 0x9FFF
readings_path, strokes_path, surnames_path, out_path = sys.argv[1:]

characters = {}
for line in open(readings_path, encoding="utf-8"):
    character, strokes, readings = line.rstrip("\n").split("\t")
    characters[ord(character)] = (int(strokes), readings)
sets = [""] + sorted({readings for _, readings in characters.values()})
number = {readings: i for i, readings in enumerate(sets)}
surnames = []
for line in open(surnames_path, encoding="utf-8"):
    if not line.startswith("#"):
        surname, readings = line.rstrip("\n").split("\t")
        surnames.append((surname.encode(), surname, readings))
surnames.sort()
orders = {}
for line in open(strokes_path, encoding="utf-8"):
    if not line.startswith("#"):
        character, order = line.rstrip("\n").split("\t")
        orders[ord(character)] = order

with open(out_path, "w", encoding="utf-8") as out:
    out.write('/* Made by make-tables.py: do not edit. */\n#include "sn-han-tables.h"\n\n')
    out.write("const char *const sn_han_reading_sets[] = {\n")
    out.writelines(f'  "{readings}",\n' for readings in sets)
    out.write("};\n\nconst SnHanEntry sn_han_entries[SN_HAN_LAST - SN_HAN_FIRST + 1] = {\n")
    for code in range(FIRST, LAST + 1):
        if code in characters:
            strokes, readings = characters[code]
            out.write(f"  [{code - FIRST}] = {{ {number[readings]}, {strokes} }},\n")
    out.write("};\n\nconst SnHanRareEntry sn_han_rare_entries[] = {\n")
    rare = sorted(code for code in characters if code > LAST)
    for code in rare:
        strokes, readings = characters[code]
        out.write(f"  {{ 0x{code:x}, {number[readings]}, {strokes} }},\n")
    out.write(f"}};\nconst unsigned sn_han_n_rare_entries = {len(rare)};\n\nconst SnSurnameEntry sn_surname_entries[] = {{\n")
    for _, surname, readings in surnames:
        out.write(f'  {{ "{surname}", "{readings}" }},\n')
    out.write(f"}};\nconst unsigned sn_n_surname_entries = {len(surnames)};\n\n")
    out.write("const SnHanStrokeOrder sn_han_stroke_orders[] = {\n")
    for code in sorted(orders):
        out.write(f'  {{ 0x{code:x}, "{orders[code]}" }},\n')
    out.write(f"}};\nconst unsigned sn_han_n_stroke_orders = {len(orders)};\n")
