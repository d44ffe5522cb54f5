#!/usr/bin/python3
"""One person by the command line: added, corrected, with accounts and categories, and looked at only by who may."""
import sqlite3

from songnuan import account, main, people, resident_id, write_roster

NUMBER = resident_id(123)  # 310199196001011xx, a man
NAME = "单伟"


def legacy(number):
    """The same person's number as the card before 1999 had it."""
    return number[:6] + number[8:17]


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


def test_add_and_show(cli):
    cli.run("new", officer="经办甲")
    mother = cli.run("recipients", "add", "--name", "单母", "--id", resident_id(246, "19350101"), "--town", "朱家角", officer="经办甲")
    added = cli.run("recipients", "add", "--name", "单　伟", "--id", legacy(NUMBER), "--village", "310118102001", "--phone", "139 0000 0001",
                    "--former-names", "单大伟 单小伟", "--ethnic-group", "回", "--registered-address", "乙路2号", "--address", "甲路1号",
                    "--relation", "儿子", "--disability-certificate", NUMBER + "43", "--guardian", mother["id"], "--guardian-relation", "母",
                    "--guardian-phone", "59200001", "--account", account(1), "--bank", "农商", "--household", mother["household"]["id"],
                    officer="经办甲")
    expected = {
        "name": NAME, "id_number_masked": f"{NUMBER[:6]}********{NUMBER[14:]}", "document_type": "resident", "document_kind": "resident_card",
        "document_reason": "", "birth_date": "1960-01-01", "sex": "male", "age": 65, "town": "朱家角", "village": "大新街",
        "phone_masked": "139****0001", "former_names": ["单大伟", "单小伟"], "ethnic_group": "回族", "registered_address": "乙路2号",
        "address": "甲路1号", "relation": "子", "disability_kind": 4, "disability_kind_name": "肢体残疾", "disability_level": 3,
        "guardian": {"id": mother["id"], "name": "单母", "relation": "母亲", "phone_masked": "****0001"}, "bank": "农商",
        "account_holder": "", "account_relation": "", "other_accounts": [], "other_documents": [], "category_periods": [],
    }
    assert expected.items() <= added.items(), {key: added.get(key) for key in expected if added.get(key) != expected[key]}
    assert [member["name"] for member in added["household"]["members"]] == ["单母", NAME]
    assert added == cli.run("recipients", "show", added["id"])
    for protected in (NUMBER, "13900000001", "59200001", account(1)):
        assert protected not in str(added), protected
    assert cli.run("history", "--limit", 1)[0]["action"] == "person-create"
    cli.verify()


def test_one_person_however_typed(cli):
    cli.run("new", officer="经办甲")
    added = cli.run("recipients", "add", "--name", NAME, "--id", legacy(NUMBER), "--town", "重固")
    ways = (NUMBER, legacy(NUMBER), full_width(NUMBER), full_width(legacy(NUMBER)), f" {NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}", f"'{NUMBER}")
    for way in ways:
        cli.refused("recipients", "add", "--name", "别人", "--id", way, saying="already, in 重固镇")
    rows = people(len(ways))
    for row, way in zip(rows, ways):
        row[2], row[3] = NAME, way
    # One line after the other: in one file the same person twice would be a fault of its own.
    for row in rows:
        write_roster(cli.folder / "roster.xlsx", [row])
        done = cli.run("import", cli.folder / "roster.xlsx", "--program", "08.1", "--dry-run")
        assert (done["new_persons"], done["matched_persons"], done["rejected"]) == (0, 1, 0), (row, done)
    texts = (*ways[:-1], NUMBER[-4:], "19600101", "1960-01-01", "单大伟", "shandawei", "00000")
    cli.run("recipients", "correct", added["id"], "--former-names", "单大伟", "--phone", "13900000001")
    found = [cli.run("recipients", "find", text)["items"] for text in texts]
    assert [[item["id"] for item in items] for items in found] == [[added["id"]]] * len(found), found


def test_what_is_refused(cli):
    cli.run("new", officer="经办甲")
    wrong = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
    cli.refused("recipients", "add", "--name", NAME, "--id", wrong, saying="give the reason")
    cli.refused("recipients", "add", "--name", NAME, "--id", "000000196001011236", "--reason", "x", saying="province")
    cli.refused("recipients", "add", "--name", NAME, "--id", NUMBER, "--town", "北京", saying="no town")
    cli.refused("recipients", "add", "--name", NAME, "--id", NUMBER, "--phone", "12", saying="phone number")
    cli.run("recipients", "add", "--name", NAME, status=2)
    cli.run("recipients", "add", "--name", NAME, "--id", NUMBER, "--document", "visa", status=2)
    kept = cli.run("recipients", "add", "--name", NAME, "--id", wrong, "--reason", "派出所证明")
    assert kept["document_reason"] == "派出所证明"
    passport = cli.run("recipients", "add", "--name", "Mary Ann", "--id", "123456789", "--document", "passport", "--sex", "女")
    assert (passport["document_kind"], passport["sex"], passport["birth_date"]) == ("passport", "female", "")
    cli.verify()


def test_correct(cli):
    cli.run("new", officer="经办甲")
    person = cli.run("recipients", "add", "--name", NAME, "--id", NUMBER)["id"]
    corrected = cli.run("recipients", "correct", person, "--name", "单 大伟", "--village", "大新街", "--town", "朱家角", "--phone", "021-5920 0001",
                        "--holder", "单母", "--holder-relation", "妈妈", "--disability-kind", "视力", "--disability-level", "1", "--note", "记")
    assert (corrected["name"], corrected["town"], corrected["village"]) == ("单大伟", "朱家角", "大新街")
    assert (corrected["account_holder"], corrected["account_relation"]) == ("单母", "母亲")
    assert (corrected["disability_kind"], corrected["disability_level"], corrected["note"]) == (1, 1, "记")
    cli.refused("recipients", "correct", person, "--birth-date", "1960-01-02", saying="1960-01-02, but the identity number says 1960-01-01")
    cli.refused("recipients", "correct", person, "--sex", "female", saying="identity number says male")
    cli.refused("recipients", "correct", person, "--guardian", person, saying="own guardian")
    cli.refused("recipients", "correct", person, "--holder", "单父", saying="Say how the holder stands")
    emptied = cli.run("recipients", "correct", person, "--town", "", "--phone", "", "--holder", "")
    assert (emptied["town"], emptied["village"], emptied["phone_masked"], emptied["account_relation"]) == ("", "", "", "")
    changes = cli.run("history")
    assert [change["action"] for change in changes[:2]] == ["person-edit", "person-edit"]
    cli.run("undo", changes[0]["id"])
    assert cli.run("recipients", "show", person) == corrected
    # The text form says the same in words.
    text = cli.run("recipients", "show", person, as_json=False)
    assert "视力残疾" in text and "resident identity card" in text


def test_accounts(cli):
    cli.run("new", officer="经办甲")
    person = cli.run("recipients", "add", "--name", NAME, "--id", NUMBER, "--account", account(1), "--bank", "农商")["id"]
    [other] = cli.run("recipients", "account", person, "add", "--account", account(2), "--holder", "单母", "--holder-relation", "母")["other_accounts"]
    masked = [f"6200 **** **** {account(n)[-4:]}" for n in (1, 2)]
    assert (other["account_masked"], other["account_holder"], other["account_relation"]) == (masked[1], "单母", "母亲")
    cli.refused("recipients", "account", person, "add", "--account", account(1), saying="has this account already")
    used = cli.run("recipients", "account", person, "use", other["id"])
    assert (used["account_masked"], used["account_holder"], used["other_accounts"][0]["account_masked"]) == (masked[1], "单母", masked[0])
    assert cli.run("recipients", "account", person, "list") == used["other_accounts"]
    assert cli.run("recipients", "reveal", person, "--field", "account")["value"] == account(2)
    assert cli.run("recipients", "reveal", person, "--field", "other-account", "--row", other["id"])["value"] == account(1)
    assert cli.run("recipients", "account", person, "remove", other["id"])["other_accounts"] == []
    cli.refused("recipients", "account", person, "use", other["id"], saying="no such account")
    cli.run("recipients", "account", person, "use", status=2)
    cli.run("recipients", "account", person, "list", "1", status=2)
    actions = [change["action"] for change in cli.run("history")[:5]]
    assert actions == ["account-remove", "person-reveal", "person-reveal", "account-use", "account-add"], actions
    cli.verify()


def test_categories(cli):
    cli.run("new", officer="经办甲")
    person = cli.run("recipients", "add", "--name", NAME, "--id", NUMBER)["id"]
    code = next(reach["category"] for reach in cli.run("unreached") if reach["name"].startswith("低保"))
    held = cli.run("recipients", "category", person, code, "--from", "2024-06-01", "--source", "2024年6月低保名单")
    [period] = held["category_periods"]
    assert (period["code"], period["from"], period["to"], period["source"]) == (code, "2024-06-01", "", "2024年6月低保名单")
    again = cli.run("recipients", "category", person, period["name"], "--from", "2024-07-01")
    assert again["category_periods"] == held["category_periods"]
    ended = cli.run("recipients", "category", person, code, "--to", "2024-12-31")
    assert ended["category_periods"][0]["to"] == "2024-12-31"
    cli.refused("recipients", "category", person, code, "--from", "2025-01-05", "--to", "2025-01-01", saying="before it begins")
    cli.refused("recipients", "category", person, "富人", saying="no category")
    cli.refused("recipients", "category", person, code, "--to", "2025-01-05", saying="does not hold this category")
    assert [change["action"] for change in cli.run("history")[:2]] == ["category-end", "category-add"]


def test_who_may_look(cli):
    cli.run("new", officer="经办甲")
    person = cli.run("recipients", "add", "--name", NAME, "--id", NUMBER, "--phone", "13900000001", officer="经办乙")["id"]
    write_roster(cli.folder / "roster.xlsx", people(2))
    cli.run("import", cli.folder / "roster.xlsx", "--program", "08.1")
    assert cli.run("workspace", "reveal") == {"reveal": "all"}
    assert cli.run("recipients", "reveal", person, "--field", "phone", officer="经办乙")["value"] == "13900000001"
    assert cli.run("officers", "reveal", "经办乙", "no")[1] | {"id": 0} == {
        "id": 0, "name": "经办乙", "first": False, "may_prepare": True, "may_review": True, "may_approve": True, "may_reveal": False}
    assert cli.run("workspace", "reveal", "named") == {"reveal": "named"}
    cli.refused("recipients", "reveal", person, officer="经办乙", saying="only named officers")
    cli.refused("recipients", "reveal", person, officer="经办丙", saying="only named officers")
    cli.refused("officers", "reveal", "经办乙", "yes", officer="经办乙", saying="is set by 经办甲")
    cli.refused("workspace", "reveal", "all", officer="经办丙", saying="is set by 经办甲")
    limit = next(change["id"] for change in cli.run("history") if change["action"] == "reveal-limit")
    cli.refused("undo", limit, officer="经办丙", saying="is set by 经办甲")
    full = ["export", "roster", "--program", "08.1", "--full-ids", cli.folder / "full.xlsx"]
    cli.refused(*full, officer="经办丙", saying="only named officers")
    assert not (cli.folder / "full.xlsx").exists()
    cli.refused("officers", "reveal", "经办甲", "no", saying="first officer always")
    cli.refused("officers", "reveal", "经办丁", "yes", saying="no officer")
    cli.run("officers", "reveal", "经办乙", "maybe", status=2)
    cli.run("workspace", "reveal", "some", status=2)
    cli.run("officers", "reveal", "经办丙", "yes")
    assert cli.run("recipients", "reveal", person, officer="经办丙")["id_number"] == NUMBER
    assert cli.run(*full, officer="经办丙")["rows"] == 2
    cli.run("recipients", "reveal", person, "--field", "name", status=2)
    cli.verify()


def test_the_demo_has_it_too(cli):
    cli.run("demo", "--recipients", 3000, "--seed", 7)
    connection = sqlite3.connect(f"file:{cli.workspace}?mode=ro", uri=True)
    for what in ("disability_certificate <> ''", "ethnic_group NOT IN ('', '汉族')", "registered_address <> ''", "former_names <> ''",
                 "guardian_relation <> ''", "id IN (SELECT person_id FROM other_account)"):
        [(person,)] = connection.execute(f"SELECT min (id) FROM person WHERE {what}")
        assert person and cli.run("recipients", "show", person)["id"] == person, what
    connection.close()
    cli.verify()


main(test_add_and_show, test_one_person_however_typed, test_what_is_refused, test_correct, test_accounts, test_categories, test_who_may_look,
     test_the_demo_has_it_too)
