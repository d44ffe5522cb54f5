#!/usr/bin/python3
"""What the notice says otherwise this year, by keys: a program's ceiling and places, a new rate, a new program, the campaign's days."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

from songnuan import Cli  # noqa: E402
from songnuan_window import ENTRIES, OFFICER, Window, main, wait  # noqa: E402


def prepare(cli, folder):
    office = Cli(cli, folder, "office.songnuan")
    office.run("new", officer=OFFICER)
    return office


def open_program_menu(window, steps):
    window.go("区人社局")
    window.press("The program itself")
    window.expect_menu("the program")
    window.key(*["Down"] * steps, "Return")


def fill(window, entry, text):
    control = window.find(ENTRIES, entry)
    control.write(text)


def program(office, code):
    return next((program for program in office.run("programs") if program["code"] == code), None)


def test_ceiling_and_places(binary, cli, folder):
    """A ceiling that cannot be read is said and keeps from saving; a right one stands in the file, and the way back leads back."""
    office = prepare(cli, folder)
    with Window(binary, folder, office.workspace) as window:
        window.take_officer()
        open_program_menu(window, 0)
        window.expect("Program and Rates")
        fill(window, "Ceiling in yuan", "many")
        window.find(("label", "status bar", "statusbar", "static"), "The ceiling of 区财政一般公共预算 cannot be read: “many”. Write yuan, or leave it empty.")
        assert "sensitive" not in window.find(("push button", "button"), "Save").states
        fill(window, "Ceiling in yuan", "30000")
        fill(window, "Places (leave empty where there is no bound)", "40")
        window.finish("alt+s")
        wait(lambda: office.run("funding", "--program", "04.1")[0]["ceiling_fen"] == 3000000, "the ceiling in the file")
        window.key("ctrl+z")
        wait(lambda: office.run("funding", "--program", "04.1")[0]["ceiling_fen"] is None, "the ceiling taken back")


def test_new_program_and_rate(binary, cli, folder):
    """A program that is new this year gets its title, and a rate in a dialog over its own."""
    office = prepare(cli, folder)
    with Window(binary, folder, office.workspace) as window:
        window.take_officer()
        open_program_menu(window, 2)
        window.expect("New Program")
        window.enter("临时救助")
        window.finish("alt+a")
        window.expect("Program and Rates")
        wait(lambda: program(office, "04.2") is not None, "the program in the file")
        window.alt("Add Rate…", "a")
        window.expect("Rate")
        fill(window, "Name of the rate", "失业家庭")
        fill(window, "Amount in yuan (a range like 1,100–2,500; empty: by need)", "500-900")
        window.finish("alt+s")
        wait(lambda: [(rate["label"], rate["min_fen"], rate["max_fen"]) for rate in program(office, "04.2")["rates"]]
             == [("失业家庭", 50000, 90000)], "the rate in the file")


def test_tiers(binary, cli, folder):
    """The tiers of a rate are written in a form: what does not suit the rate is said at once, and an empty tier is none."""
    office = prepare(cli, folder)
    with Window(binary, folder, office.workspace) as window:
        window.take_officer()
        open_program_menu(window, 0)
        window.expect("Program and Rates")
        window.alt("Add Rate…", "a")
        window.expect("Rate")
        fill(window, "Name of the rate", "按评分发放")
        fill(window, "Amount in yuan (a range like 1,100–2,500; empty: by need)", "500-900")
        # Behind the name: whom it is for, the unit, the form, how it is settled.
        window.key("Tab", "Tab", "Tab", "Tab", "space")
        window.pick(1)
        window.find(None, "“按评分发放” has no tier. Write at least one, with its lowest score and its amount.")
        scores = list(window.front().matching(ENTRIES, "From which score on"))
        amounts = list(window.front().matching(ENTRIES, "Amount in yuan"))
        assert (len(scores), len(amounts)) == (2, 2), (scores, amounts)
        scores[0].write("60")
        amounts[0].write("950")
        window.find(None, re.compile("The tier from 60 on gives 950.00 yuan"))
        assert "sensitive" not in window.find(("push button", "button"), "Save").states
        amounts[0].write("900")
        window.finish("alt+s")
        wait(lambda: [rate["tiers"] for rate in program(office, "04.1")["rates"] if rate["label"] == "按评分发放"]
             == [[{"from_score": 60, "amount_fen": 90000}]], "the tiers in the file")


def test_campaign_days(binary, cli, folder):
    """A day of delivery after the festival is refused in the dialog, where what was typed is still there."""
    office = prepare(cli, folder)
    with Window(binary, folder, office.workspace) as window:
        window.take_officer()
        window.press("Campaign")
        window.expect_menu("the campaign")
        window.key("Down", "Return")
        window.expect("Campaign")
        fill(window, "Delivered by (YYYY-MM-DD)", "2025-02-01")
        window.key("alt+s")
        window.find(None, "Delivery is due on 2025-02-01, but the Spring Festival is on 2025-01-29. Everything is to be delivered before it.")
        window.answer("Close")
        fill(window, "Delivered by (YYYY-MM-DD)", "2025-01-24")
        window.finish("alt+s")
        wait(lambda: office.run("campaign", "list")[0]["delivery_due"] == "2025-01-24", "the day in the file")


main(test_campaign_days, test_new_program_and_rate, test_tiers, test_ceiling_and_places)
