#!/usr/bin/python3
"""What the pages' other buttons do, by keys, seen in the file: lines held, one town handed in, visits, sheets, names of files."""
import pathlib
import re
import sys

import openpyxl

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from songnuan import HEADING, Cli, people, read_rows, write_roster  # noqa: E402
from songnuan_window import BUTTONS, ENTRIES, OFFICER, Window, main, wait  # noqa: E402

DEPARTMENT, PROGRAM = "区民宗办", "08.1"
VISIT_PROGRAM = "01.1"


def prepare(cli, folder, program=PROGRAM, count=12, amount="1000.00"):
    office = Cli(cli, folder, "office.songnuan")
    office.run("new", officer=OFFICER)
    write_roster(folder / "roster.xlsx", people(count, amount=amount))
    office.run("import", folder / "roster.xlsx", "--program", program, officer=OFFICER)
    return office


def states(office):
    return {line["name"]: line["state"] for line in office.run("lines", "--program", PROGRAM)}


def test_lines_and_towns(program, cli, folder):
    """The first line is held and released again; then one town's part is handed in, and nothing else."""
    office = prepare(cli, folder)
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        window.go(DEPARTMENT)
        window.tab_to("Roster", most=20)
        window.key("Home")
        window.alt("Hold…", "h")
        window.enter("地址待核实")
        window.finish("Return")
        wait(lambda: "held" in states(office).values(), "a line held")
        [held] = [name for name, state in states(office).items() if state == "held"]
        wait(lambda: window.has("status bar", "12 lines, 12,000.00 yuan; 1 of them is held or withdrawn, 1,000.00 yuan"), "the sums")
        # The line is still chosen, so that it can be released at once.
        window.alt("Release", "l")
        wait(lambda: states(office)[held] == "listed", "the line released")

        window.choose(window.find("combo box", "Town"), 2)
        wait(lambda: window.has("status bar", re.compile("^1 line")), "one town's lines")
        window.alt("Submit", "s")
        wait(lambda: "submitted" in states(office).values(), "a town handed in")
        assert sorted(states(office).values()) == ["listed"] * 11 + ["submitted"], states(office)
        window.close()
    office.verify()


def test_change(program, cli, folder):
    """Another amount for all lines but one that is handed in: what would come of it is said before, the reason stands in the history."""
    office = prepare(cli, folder)
    held = office.run("lines", "--program", PROGRAM)[0]["entitlement"]
    office.run("line", held, "hold", "--reason", "待核实", officer=OFFICER)

    def amounts():
        return sorted(line["amount_fen"] for line in office.run("lines", "--program", PROGRAM))

    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        window.go(DEPARTMENT)
        window.tab_to("Roster", most=20)
        window.key("ctrl+a")
        window.alt("Change…", "n")
        window.expect("Change 12 Lines")
        window.enter("900")
        window.find("list item", re.compile("^11 lines will be changed"))
        window.find("list item", re.compile("^1 line is held"))
        window.key("Tab")
        window.enter("按今年标准核减")
        window.finish("Return")
        wait(lambda: amounts() == [90000] * 11 + [100000], "the amounts changed")
        window.close()
    newest = office.run("history", "--limit", 1)[0]
    assert newest["action"] == "entitlements-change" and "按今年标准核减" in newest["summary"], newest
    office.verify()


def test_visits(program, cli, folder):
    """Who visits and when is asked for, visits are marked, and signed for."""
    office = prepare(cli, folder, VISIT_PROGRAM, 3, "2000")
    office.run("submit", "--program", VISIT_PROGRAM, officer=OFFICER)
    office.run("approve", "--program", VISIT_PROGRAM, officer="顾志明")
    batch = office.run("batch", "create", "--program", VISIT_PROGRAM, officer=OFFICER)["batch"]

    def state():
        return office.run("batch", "show", batch)["state"]

    with Window(program, folder, office.workspace) as window:
        window.take_officer("顾志明")
        wait(window.pages, "the sidebar")
        window.key("alt+3")
        window.alt("Who Visits…", "t")
        window.enter("区领导走访组")
        window.key("Tab")
        window.enter("2026-02-10")
        window.finish("Return")
        window.find("label", re.compile("visited by 区领导走访组"))
        window.alt("Approve", "a")
        wait(lambda: state() == "approved", "the visit approved")
        window.alt("Mark Visited", "v")
        wait(lambda: state() == "issued", "the visit marked")
        window.alt("Signed…", "s")
        window.expect("Signed For")
        window.finish("Return")
        wait(lambda: state() == "reconciled", "the signatures")
        assert office.run("batch", "show", batch)["paid"] == 3
        window.close()
    office.verify()


def write_two_sheets(path):
    """A cover sheet before the one with the rows, as offices send it."""
    book = openpyxl.Workbook()
    book.active.title = "说明"
    for row in ([*HEADING], *people(1, first=40)):
        book.active.append(row)
    sheet = book.create_sheet("第二批")
    sheet.append(HEADING)
    rows = list(people(4, first=20))
    rows[3][3] = "310199196001010000"
    for row in rows:
        sheet.append(row)
    book.save(path)


def test_sheets_and_names(program, cli, folder):
    """Sheets with the same table are read as one; the second is chosen alone; the list of its faults gets the ending that nobody typed, and replaces nothing unasked."""
    office = prepare(cli, folder)
    write_two_sheets(folder / "two.xlsx")
    faults = folder / "faults.xlsx"
    faults.write_text("an earlier list")
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        window.go(DEPARTMENT)
        window.alt("Import…", "i")
        window.choose_file(folder / "two.xlsx", f"Import a Roster into {PROGRAM}")
        window.find(BUTTONS, "Import 4 Rows")
        window.press("Heading and Columns", "page tab")
        wait(lambda: window.has(BUTTONS, re.compile("^Column A")), "the page of columns")
        window.key("alt+s")
        window.pick(2)
        window.find(BUTTONS, "Import 3 Rows")

        window.open_menu("F10")
        window.key("f")
        window.save_file(faults, "Save the List of Faults")
        window.expect("Replace the File?")
        window.finish("Escape")
        assert faults.read_text() == "an earlier list"
        window.open_menu("F10")
        window.key("f")
        window.save_file(faults, "Save the List of Faults")
        window.expect("Replace the File?")
        window.finish("alt+r")
        window.find(None, "Saved as “faults.xlsx”")
        assert any("id_check_digit" in row for row in read_rows(faults))

        window.key("alt+l")
        window.alt("Import 3 Rows", "i")
        wait(lambda: len(states(office)) == 15, "the second sheet's rows")
        window.close()


def test_person(program, cli, folder):
    """A death is noted in the registry, the planned line becomes a finding, and the note is taken back; a name is set right."""
    office = prepare(cli, folder, count=1)
    person = office.run("lines", "--program", PROGRAM)[0]["recipient"]

    def state():
        return office.run("recipients", "show", person)

    def choose(key):
        window.press("Set Right in the Registry")
        wait(lambda: any("focused" in item.states for item in window.front().matching("menu item")), "the menu")
        window.key(key)

    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        window.go("Recipients")
        window.key("ctrl+f", "Down")
        window.find(BUTTONS, "Set Right in the Registry")
        choose("d")
        window.expect("Note a Death")
        window.finish("Return")
        wait(lambda: state()["died_on"] != "", "the death noted")
        assert [finding["rule"] for finding in office.run("findings")] == ["person_died"]
        window.find("label", re.compile("died on"))
        choose("l")
        wait(lambda: state()["died_on"] == "", "the note taken back")
        wait(lambda: not window.has("label", re.compile("died on")), "the pane without it")
        window.key("F2")
        wait(lambda: window.has(BUTTONS, "Save"), "the form in the place of the pane")
        window.find(ENTRIES, "Name").write("更名后")
        window.press("Save")
        wait(lambda: state()["name"] == "更名后", "the name set right")
        window.close()
    office.verify()


def campaigns(office):
    return {campaign["spring_festival"]: campaign["title"] for campaign in office.run("campaign", "list")}


def test_campaigns(program, cli, folder):
    """Next year's campaign is made from this one, with what the calendar knows; last year's is looked at; and the making is taken back."""
    office = prepare(cli, folder)
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        wait(window.pages, "the sidebar")
        menu = window.find(BUTTONS, "Campaign")
        menu.press()
        window.find("menu item")
        window.key("Down", "Down", "Return")
        window.expect("New Campaign")
        window.finish("alt+m")
        wait(lambda: "2026-02-17" in campaigns(office), "the new campaign in the file")
        assert campaigns(office)["2026-02-17"].startswith("2026"), campaigns(office)
        # It has no rosters yet; last year's has.
        window.find("label", "No Rosters Yet")
        menu.press()
        window.find("menu item")
        window.key("Down", "Return")
        wait(lambda: not window.has("label", "No Rosters Yet"), "the figures of last year")
        window.find("label", campaigns(office)["2025-01-29"])

        window.key("ctrl+z")
        wait(lambda: list(campaigns(office)) == ["2025-01-29"], "the campaign taken back")
        window.close()
    office.verify()


def test_rates(program, cli, folder):
    """Next year's rates wait for a word: one amount is changed, all are confirmed, and then the roster can be handed in."""
    office = prepare(cli, folder)
    office.run("campaign", "new", "--from", 2025, "--title", "2026年元旦春节帮困送温暖", "--spring-festival", "2026-02-17", officer=OFFICER)
    with Window(program, folder, office.workspace) as window:
        window.take_officer()
        window.go("区民政局")
        window.find("status bar", re.compile("3 rates of 03.1 are taken over from last year"))
        window.find("label", "rates to be confirmed")
        window.alt("Confirm Rates…", "f")
        window.expect("Confirm the Rates")
        window.find("label", "last year 1,500.00")
        window.enter("much")
        wait(lambda: "sensitive" not in window.find(BUTTONS, "Confirm").states, "a word that is no amount to be refused")
        window.enter("1600")
        window.finish("Return")
        wait(lambda: all(rate["confirmed"] for rate in office.run("rates", "--program", "03.1")), "the rates confirmed")
        amounts = [(rate["min_fen"], rate["max_fen"], rate["last_min_fen"]) for rate in office.run("rates", "--program", "03.1")]
        assert amounts == [(160_000, 160_000, 150_000), (120_000, 120_000, 120_000), (120_000, 120_000, 120_000)], amounts
        assert "1 of them with a new amount" in office.run("history", "--limit", 1)[0]["summary"]
        wait(lambda: not window.has("status bar", re.compile("rates of 03.1")), "the word about the rates to go")
        # Those of the other programs wait on.
        assert not office.run("rates", "--program", "03.2")[0]["confirmed"]
        window.key("ctrl+z")
        wait(lambda: not office.run("rates", "--program", "03.1")[0]["confirmed"], "the word taken back")
        window.close()
    office.verify()


def test_second_approver(program, cli, folder):
    """Large amounts stay submitted after the first yes, and the window says for whom they wait."""
    office = prepare(cli, folder, count=2)
    office.run("campaign", "set", "--second-approval", "1000", officer=OFFICER)
    office.run("submit", "--program", PROGRAM, officer=OFFICER)

    def once():
        return [line["approved_once"] for line in office.run("lines", "--program", PROGRAM)]

    with Window(program, folder, office.workspace) as window:
        window.take_officer("顾志明")
        window.go(DEPARTMENT)
        window.alt("Approve", "p")
        window.expect("Review and Approve")
        window.find("label", "Lines that two must approve")
        window.finish("alt+p")
        wait(lambda: once() == [True, True], "the first yes")
        window.find("label", re.compile("2 lines.*wait for a second approver"))
        assert set(states(office).values()) == {"submitted"}
        window.close()
    office.run("approve", "--program", PROGRAM, officer="周建国")
    assert set(states(office).values()) == {"approved"}
    office.verify()


main(test_lines_and_towns, test_change, test_visits, test_sheets_and_names, test_person, test_campaigns, test_rates, test_second_approver)
