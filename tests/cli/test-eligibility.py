#!/usr/bin/python3
"""Who fits a program and why not, and many chosen people onto its roster."""
from songnuan import main


def made(cli):
    cli.run("demo", "--recipients", 3000, "--seed", 7)
    return cli.run("candidates", "--program", "03.1")["items"]


def nobody(cli, program):
    """Somebody who fits no rate of the program for want of a category."""
    for item in cli.run("recipients", "find", "王", "--limit", 200)["items"]:
        rates = cli.run("candidates", "--program", program, "--person", item["id"])
        if all(rate["reasons"] and rate["reasons"][0]["reason"] == "category" for rate in rates):
            return item["id"], rates
    raise AssertionError("the demo has nobody who does not fit")


def test_why_and_why_not(cli):
    candidates = made(cli)
    rates = cli.run("candidates", "--program", "03.1", "--person", candidates[0]["person"])
    first = next(rate for rate in rates if rate["fits"])
    assert first["rate"] == candidates[0]["rate"] and first["reasons"] == [] and first["ground"], rates
    _, rates = nobody(cli, "03.1")
    assert [rate["rate"] for rate in rates][:2] == ["低保家庭（残疾家庭）", "低保家庭"]
    assert "低保" in rates[0]["message"] and "2024-12-31" in rates[0]["message"], rates
    text = cli.run("candidates", "--program", "03.1", "--person", candidates[0]["person"], as_json=False)
    assert first["ground"] in text


def test_many(cli):
    candidates = made(cli)
    chosen = [item["person"] for item in candidates]
    half = len(chosen) // 2
    words = [word for person in chosen[:half] for word in ("--person", person)]
    misfit, _ = nobody(cli, "03.1")
    dry = cli.run("candidates", "--program", "03.1", "--dry-run", *words, "--person", misfit, status=1)
    assert (dry["can"], dry["cannot"], dry["covered"], dry["added"], dry["anyway"]) == (half, 1, 0, 0, 0), dry
    assert dry["amount_fen"] == sum(item["amount_fen"] for item in candidates[:half])
    assert [(line["person"], line["verdict"]) for line in dry["lines"]][-2:] == [(chosen[half - 1], "fits"), (misfit, "misfit")]
    assert [(row["reason"], row["people"]) for row in dry["obstacles"]] == [("category", 1)]
    assert len(cli.run("candidates", "--program", "03.1")["items"]) == len(candidates), "a dry run wrote"
    added = cli.run("candidates", "--program", "03.1", "--add", *words, officer="沈晓芸")
    assert added["added"] == half and added["cannot"] == 0
    assert [item["person"] for item in cli.run("candidates", "--program", "03.1")["items"]] == chosen[half:]
    assert cli.run("history", "--limit", 1)[0]["summary"].startswith(f"Listed {half} chosen lines in 03.1")
    # The rest from a file; whole, by one Change, which can be taken back.
    (cli.folder / "people.txt").write_text("\n".join(str(person) for person in chosen[half:]) + "\n")
    added = cli.run("candidates", "--program", "03.1", "--add", "--persons", cli.folder / "people.txt")
    assert added["added"] == len(chosen) - half
    assert cli.run("candidates", "--program", "03.1")["items"] == []
    cli.run("undo", cli.run("history", "--limit", 1)[0]["id"])
    assert [item["person"] for item in cli.run("candidates", "--program", "03.1")["items"]] == chosen[half:]
    cli.verify()


def test_anyway(cli):
    made(cli)
    misfit, rates = nobody(cli, "03.1")
    listing = ["candidates", "--program", "03.1", "--person", misfit, "--add"]
    cli.refused(*listing, saying="2024-12-31")
    cli.refused(*listing, "--reason", "街道已核实", saying="rate")
    added = cli.run(*listing, "--rate", rates[1]["rate"], "--reason", "街道已核实")
    assert (added["added"], added["anyway"]) == (1, 1) and added["lines"][0]["reason"] == "category"
    [line] = [line for line in cli.run("lines", "--program", "03.1") if line["recipient"] == misfit]
    assert line["state"] == "listed", line
    assert cli.run(*listing, "--rate", rates[1]["rate"], "--reason", "再来一次", status=1)["added"] == 0
    cli.verify()


def test_conditions(cli):
    """A condition that most do not meet: set, said, judged, taken back."""
    candidates = made(cli)
    rate = ["rates", "conditions", "--program", "03.1", "--rate", "低保家庭"]
    assert cli.run(*rate) == []
    [condition] = cli.run(*rate, "--set", "household_size=4-", officer="沈晓芸")
    assert condition == {"rate": "低保家庭", "kind": "household_size", "least": 4, "most": 0, "choices": [],
                         "asked": "at least 4 members of the household"}
    left = cli.run("candidates", "--program", "03.1")["items"]
    gone = [item for item in candidates if item not in left]
    assert gone and all(item["rate"] == "低保家庭" for item in gone), gone
    reasons = {rate["rate"]: rate["reasons"] for rate in cli.run("candidates", "--program", "03.1", "--person", gone[0]["person"])}
    assert [reason["reason"] for reason in reasons["低保家庭"]] == ["condition"]
    assert "at least 4 members" in reasons["低保家庭"][0]["message"]
    assert "condition_not_met" in {finding["rule"] for finding in cli.run("check", "--program", "03.1")}
    assert cli.run(*rate, "--set", "town", status=2) is None
    assert cli.run(*rate, "--set", "height=3", status=2) is None
    assert cli.run(*rate, "--remove", "household_size") == []
    assert cli.run("candidates", "--program", "03.1")["items"] == candidates
    assert cli.run("history", "--limit", 1)[0]["summary"] == "Took a condition away from the rate “低保家庭” of 03.1: at least 4 members of the household"
    cli.verify()


def test_what_if(cli):
    """What is foretold is what comes when it is done; nothing is written before."""
    made(cli)
    changes = len(cli.run("history"))
    asked = ["--program", "03.1", "--rate", "低保家庭"]
    told = cli.run("what-if", *asked, "--amount", "1300", "--set", "household_size=3-")
    same = cli.run("what-if", *asked)
    assert len(cli.run("history")) == changes
    assert same["difference_fen"] == same["gained"] == same["lost"] == 0 and same["now_least_fen"] == same["then_least_fen"] == told["now_least_fen"]
    assert told["lost"] > 0 and told["difference_fen"] == told["then_least_fen"] - told["now_least_fen"] < 0
    [rate] = [rate for rate in told["rates"] if rate["rate"] == "低保家庭"]
    assert rate["then_least_fen"] == rate["then_households"] * 130000 and rate["now_least_fen"] == rate["now_households"] * 120000
    assert told["funding"] == "区财政一般公共预算" and told["ceiling_fen"] is None
    cli.run("rates", "conditions", *asked, "--set", "household_size=3-")
    assert cli.run("what-if", *asked)["now_households"] == told["then_households"]
    assert "Households then" in cli.run("what-if", *asked, "--amount", "1300", as_json=False)
    for wrong in (["--min-age", "old"], ["--amount", "x"]):
        assert cli.run("what-if", *asked, *wrong, status=2) is None
    cli.refused("what-if", *asked, "--as-of", "yesterday", saying="yesterday")
    cli.refused("what-if", *asked, "--set", "town=某镇", saying="某镇")


main(test_why_and_why_not, test_many, test_anyway, test_conditions, test_what_if)
