#!/usr/bin/python3
"""Households that change, entries that are one person, and numbers that were wrong: by the command line, from rosters that are read in to
the money that is paid. What is due stays with the household, and an old number still finds the person."""
import random
import sqlite3
import subprocess

from songnuan import TIMEOUT_S, account, answer_from, main, resident_id, write_roster

HEADING = ("序号", "街镇", "姓名", "身份证号", "户号", "与户主关系", "补助金额（元）", "开户银行", "银行账号", "联系电话")


def row(number, name, household, relation="", amount="1200", birth="19600101", town="朱家角镇", phone=None, bank_account=None):
    return [number, town, name, resident_id(number, birth), household, relation, amount, "上海农商银行", bank_account or account(number),
            phone or f"100{number:08d}"]


def read_in(cli, program, rows, name=None):
    path = cli.folder / f"{name or program}.xlsx"
    write_roster(path, rows, heading=HEADING)
    return cli.run("import", path, "--program", program)


def ids(cli):
    """Name → row id; a name that is there twice gets a list."""
    known = {}
    for item in cli.run("recipients", "find", "", "--limit", "1000", "--sort", "id")["items"]:
        known.setdefault(item["name"], []).append(item["id"])
    return {name: found[0] if len(found) == 1 else found for name, found in known.items()}


def start(cli):
    cli.run("new", "--catalogue", "qingpu-2025", officer="经办甲")


def members(household):
    return [(member["name"], member["relation"]) for member in household["members"]]


def test_households(cli):
    start(cli)
    read_in(cli, "03.1", [row(1, "王建国", "H1", "户主"), row(2, "李梅", "H2")])
    read_in(cli, "04.1", [row(3, "王小明", "H1", "子", "750", birth="19850101"), row(4, "赵强", "H4", "户主", "750", birth="19850202")])
    known = ids(cli)
    shown = cli.run("household", "show", known["王建国"])
    assert members(shown) == [("王建国", "户主"), ("王小明", "子")], shown
    assert shown["register_number"] == "H1" and shown["takes_money"] == known["王建国"] and shown["payee"] == 0, shown
    home = shown["id"]
    assert cli.run("household", "show", home) == shown

    payee = cli.run("household", "payee", home, known["王小明"])
    assert payee["takes_money"] == payee["payee"] == known["王小明"], payee
    # The roster named whom the office wrote: it keeps the name.
    assert [benefit["named"] for benefit in cli.run("recipients", "show", known["王小明"])["benefits"]] == ["王建国", "王小明"]
    assert cli.run("household", "payee", home, "none")["payee"] == 0
    cli.refused("household", "payee", home, known["李梅"], saying="李梅 does not belong")

    head = cli.run("household", "head", home, known["王小明"], "--relation", f"{known['王建国']}=父亲")
    assert members(head) == [("王小明", "户主"), ("王建国", "父亲")], head
    cli.refused("household", "split", home, known["王小明"], saying="王小明 is the head")
    split = cli.run("household", "split", home, known["王小明"], "--old-head", known["王建国"])
    assert members(split) == [("王小明", "户主")] and split["register_number"] == "", split
    assert members(cli.run("household", "show", home)) == [("王建国", "户主")]

    moved = cli.run("household", "move", known["赵强"], split["id"], "--relation", "朋友")
    assert members(moved) == [("王小明", "户主"), ("赵强", "朋友")] and moved["register_number"] == "H4", moved
    merged = cli.run("household", "merge", home, split["id"])
    assert [name for name, _ in members(merged)][0] == "王建国" and len(merged["members"]) == 3, merged
    assert merged["register_number"] == "H1", merged
    # The number of one that was merged leads to where it went.
    assert cli.run("household", "show", split["id"])["id"] == home
    changed = cli.run("household", "set", home, "--certificate-kind", "低保证", "--certificate", "D1", "--kind", "collective", "--address", "某路1号",
                      "--town", "练塘镇")
    assert (changed["certificate_kind"], changed["certificate_number"], changed["household_kind"], changed["town"]) == \
        ("低保证", "D1", "collective", "练塘镇"), changed
    cli.refused("household", "set", home, "--register-number", "H2", saying="Another household has the register number")
    made = cli.run("household", "create", known["赵强"], known["李梅"], "--relation", f"{known['李梅']}=妻")
    assert members(made) == [("赵强", "户主"), ("李梅", "妻")], made
    # 李梅's household had nobody left: what it was due is now due here.
    benefits = cli.run("recipients", "show", known["赵强"])["benefits"]
    assert [(benefit["program"], benefit["unit"], benefit["named"]) for benefit in benefits] == \
        [("03.1", "household", "李梅"), ("04.1", "person", "赵强")], benefits
    cli.verify()
    for change in [change for change in cli.run("history", "--limit", "50") if change["action"].startswith("household-")]:
        cli.run("undo", change["id"])
    assert members(cli.run("household", "show", home)) == [("王建国", "户主"), ("王小明", "子")]
    cli.verify()


def test_candidate_names_the_payee(cli):
    start(cli)
    read_in(cli, "03.2", [row(1, "王建国", "H1", "户主", "600"), row(2, "王小明", "H1", "子", "600", birth="19900101")])
    known = ids(cli)
    cli.run("household", "payee", known["王建国"], known["王小明"])
    cli.run("recipients", "category", known["王建国"], "subsistence-allowance", "--from", "2024-01-01")
    cli.run("candidates", "--program", "03.1", "--add")
    named = [benefit["named"] for benefit in cli.run("recipients", "show", known["王建国"])["benefits"] if benefit["program"] == "03.1"]
    assert named == ["王小明"], named
    # As long as it is listed, it follows.
    cli.run("household", "payee", known["王建国"], "none")
    named = [benefit["named"] for benefit in cli.run("recipients", "show", known["王建国"])["benefits"] if benefit["program"] == "03.1"]
    assert named == ["王建国"], named


def test_duplicates(cli):
    start(cli)
    read_in(cli, "04.1", [row(1, "张伟", "", amount="750", birth="19800101", phone="13800000001"),
                          row(3, "张伟", "", amount="750", birth="19800101", phone="13800000001"),
                          row(345, "张玮", "", amount="750", birth="19831207", phone="13800000001"),
                          row(4, "李丽", "", amount="750", birth="19820101", phone="13800000001")])
    known = ids(cli)
    one, two = known["张伟"]
    found = cli.run("duplicates")
    assert found["total"] == 3, found
    first = found["items"][0]
    assert {first["person_1"], first["person_2"]} == {one, two}, first
    assert "name_birth" in first["grounds"] and "phone" in first["grounds"] and first["score"] > found["items"][1]["score"], first
    assert "*" in first["person_1_id_number_masked"] and first["ground"], first
    assert len(cli.run("duplicates", "--limit", "1")["items"]) == 1

    rows = {field["field"]: field for field in cli.run("duplicates", "compare", one, two)}
    assert rows["name"]["same"] and rows["birth_date"]["same"] and not rows["document_number"]["same"], rows
    # What differs is seen, and nothing more.
    assert rows["document_number"]["value_1"] != rows["document_number"]["value_2"] and "***" in rows["document_number"]["value_1"], rows
    assert rows["due"]["value_1"] == "750.00" and rows["last_listed"]["value_1"], rows
    assert rows["account"]["take"] == "account" and "****" in rows["account"]["value_1"], rows

    said = cli.run("duplicates", "apart", known["张玮"], one, "--reason", "堂兄弟")
    assert len(said) == 1 and said[0]["reason"] == "堂兄弟" and said[0]["officer"] == "经办甲", said
    assert cli.run("duplicates")["total"] == 2
    cli.refused("recipients", "merge", one, known["张玮"], saying="two people")
    assert cli.run("duplicates", "apart", known["张玮"], one, "--back") == []
    cli.refused("duplicates", "apart", one, known["张玮"], "--back", saying="nothing to take back")
    assert cli.run("duplicates")["total"] == 3
    cli.run("duplicates", "apart", one, status=2)


def test_merge_paid(cli):
    """Both were paid, as two people; then the town finds that they are one."""
    start(cli)
    old = row(2, "张伟", "", amount="750", birth="19800101")
    read_in(cli, "04.1", [row(1, "张伟", "", amount="750", birth="19800101"), old])
    one, two = ids(cli)["张伟"]
    numbers = {person: cli.run("recipients", "reveal", person)["id_number"] for person in (one, two)}
    keep, gone = (one, two) if numbers[two] == old[3] else (two, one)
    cli.run("submit", "--program", "04.1")
    cli.run("approve", "--program", "04.1", officer="负责人乙")
    batch = cli.run("batch", "create", "--program", "04.1")["batch"]
    cli.run("batch", "approve", batch, officer="负责人乙")
    cli.run("batch", "export", batch, "--format", "generic", cli.folder / "bank.csv", officer="负责人乙")
    answer_from(cli.folder / "bank.csv", cli.folder / "answer.csv", {})
    cli.run("batch", "answer", batch, cli.folder / "answer.csv")
    before = cli.run("progress", "--by", "program")
    person = cli.run("recipients", "merge", keep, gone, "--take", "phone", "--take", "account")
    assert person["id"] == keep and [benefit["payment_state"] for benefit in person["benefits"]] == ["paid", "paid"], person
    cli.verify()
    after = cli.run("progress", "--by", "program")
    paid = [(line["key"], line["paid_fen"]) for line in after]
    assert paid == [(line["key"], line["paid_fen"]) for line in before], after
    assert sum(line["persons"] for line in after) == 1, after
    cli.refused("recipients", "show", gone, saying="not in the registry")
    cli.refused("recipients", "merge", keep, gone, saying="not in the registry")
    cli.refused("recipients", "merge", keep, keep, saying="one entry")
    # Both lines are of one person now.
    assert [finding["rule"] for finding in cli.run("check")] == ["person_twice"]
    # A roster that still has the old number means the person.
    again = read_in(cli, "13.1", [row(2, "张伟", "", amount="1500", birth="19800101")], name="again")
    assert (again["new_persons"], again["matched_persons"]) == (0, 1), again
    assert [fault["code"] for fault in again["faults"] if fault["code"] == "number_replaced"] == ["number_replaced"], again
    assert numbers[keep] not in str(again), again
    merge = next(change for change in cli.run("history", "--limit", "20") if change["action"] == "person-merge")
    cli.run("undo", cli.run("history", "--limit", "1")[0]["id"])
    cli.run("undo", merge["id"])
    assert cli.run("progress", "--by", "program") == before
    assert cli.run("recipients", "show", gone)["id"] == gone
    cli.verify()


def test_document(cli):
    start(cli)
    read_in(cli, "04.1", [row(1, "张伟", "", amount="750", birth="19800101"), row(2, "李丽", "", amount="750", birth="19820101")])
    known = ids(cli)
    right = resident_id(7, "19800102")
    changed = cli.run("recipients", "document", known["张伟"], right, "--reason", "录入错误")
    assert changed["birth_date"] == "1980-01-02" and changed["id"] != known["张伟"] and len(changed["benefits"]) == 1, changed
    cli.refused("recipients", "document", known["李丽"], right, saying="as that of 张伟")
    cli.refused("recipients", "document", known["李丽"], right[:-1] + ("0" if right[-1] != "0" else "1"), saying="give a reason")
    cli.refused("recipients", "document", known["李丽"], "12", saying="")
    # The wrong number is nobody's now: who comes with it is somebody else.
    again = read_in(cli, "13.1", [row(1, "张卫", "", amount="1500", birth="19800101")], name="again")
    assert again["new_persons"] == 1, again
    renewed = cli.run("recipients", "document", known["李丽"], resident_id(9, "19820101"), "--was-valid")
    assert cli.run("recipients", "find", "李丽")["total"] == 1
    again = read_in(cli, "13.1", [row(2, "李丽", "", amount="1500", birth="19820101")], name="renewed")
    assert again["matched_persons"] == 1, again
    assert len(cli.run("recipients", "show", renewed["id"])["benefits"]) == 2
    cli.verify()


def dump(cli):
    """All that the file holds beside its journal."""
    file = sqlite3.connect(cli.workspace)
    tables = [row[0] for row in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('change', 'change_part')")]
    rows = {table: sorted(map(repr, file.execute(f'SELECT * FROM "{table}"'))) for table in tables}
    file.close()
    return rows


def ask(cli, sql, *values):
    file = sqlite3.connect(cli.workspace)
    found = [row[0] for row in file.execute(sql, values)]
    file.close()
    return found


def draw_job(cli, dice):
    listed = sorted(set(ask(cli, "SELECT person_id FROM entitlement")))
    homes = ask(cli, "SELECT household_id FROM person GROUP BY 1 HAVING count(*) > 1 ORDER BY 1")
    home = dice.choice(homes)
    members = ask(cli, "SELECT id FROM person WHERE household_id = ? ORDER BY id", home)
    one, two = dice.sample(listed, 2)
    first, second = dice.sample(members, 2)
    return dice.choice((
        ("recipients", "merge", one, two), ("recipients", "merge", two, one, "--take", "household", "--take", "account"),
        ("recipients", "document", one, resident_id(dice.randrange(1000), f"{dice.randrange(1930, 2000)}0101"), "--was-valid"),
        ("household", "merge", home, one), ("household", "move", one, home), ("household", "create", one, two),
        ("household", "split", home, first, "--old-head", second), ("household", "head", home, first), ("household", "payee", home, first)))


def test_any_order(cli):
    """Lines in every state, and changes drawn by lot: whatever is done is sound, and taken back leaves nothing."""
    start(cli)
    cli.run("demo", "--recipients", "600", "--seed", "7")
    before, last = dump(cli), cli.run("history", "--limit", "1")[0]["id"]
    dice = random.Random(7)
    for _ in range(24):
        done = subprocess.run(cli.command(*draw_job(cli, dice)), capture_output=True, timeout=TIMEOUT_S)
        assert done.returncode in (0, 1) and (done.returncode == 0 or done.stderr.count(b"\n") == 1), done
    cli.verify()
    changes = [change["id"] for change in cli.run("history", "--limit", "100") if change["id"] > last]
    assert len(changes) > 10, changes
    for change in changes:
        cli.run("undo", change)
    after = dump(cli)
    assert all(after[table] == rows for table, rows in before.items()), [table for table in before if before[table] != after[table]]
    cli.verify()


main(test_households, test_candidate_names_the_payee, test_duplicates, test_merge_paid, test_document, test_any_order)
