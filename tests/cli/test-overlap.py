#!/usr/bin/python3
"""Where programs meet: every overlap of the 2025 notice planted in rosters that are read in; each is found, and no other. What was
decided holds when the rosters are read in again."""
from songnuan import account, main, resident_id, write_roster

HEADING = ("序号", "街镇", "姓名", "身份证号", "户号", "补助标准", "补助金额（元）", "开户银行", "银行账号", "户名")
ORPHANS, GIFT_80, GIFT_60 = "特困供养人员、孤儿、困境儿童", "新春大礼包（80周岁及以上）", "低龄特殊困难老人（60周岁及以上）"


class People:
    """Made-up people; each in a household of his own unless told."""

    def __init__(self):
        self.known = {}

    def row(self, name, rate, amount, household=None, birth="19400101", town="朱家角镇", account_of=None, holder=""):
        number = self.known.setdefault(name, len(self.known) + 1)
        return [number, town, name, resident_id(number, birth), household or f"H{number:03d}", rate, amount, "上海农商银行",
                account(self.known[account_of] if account_of else number), holder]


def plant(people):
    """(program, rows) … and the findings they must lead to: (rule, programs, names)."""
    row = people.row
    rosters = {
        "03.6": [row("急难两处", "急难帮困", "1500"), row("礼包两处", GIFT_80, "600"), row("六十与礼包", GIFT_60, "600"),
                 row("只有急难", "急难帮困", "1500"), row("还不到龄", GIFT_80, "600", birth="19450129"), row("刚好到龄", GIFT_80, "600", birth="19450128")],
        "13.1": [row("急难两处", "急难帮困", "1500"), row("礼包两处", "新春大礼包", "300"), row("六十与礼包", "新春大礼包", "300")],
        "03.3": [row("红旗手户", "老三八红旗手", "1600", household="RED"), row("兵团两处", "新疆兵团返沪困难人员", "800"),
                 row("支外与兵团", "支援外地建设退休回沪人员", "300"), row("小乡干部", "农村小乡干部", "1600")],
        "10.3": [row("红旗手本人", "老三八红旗手", "1600", household="RED"), row("小乡干部", "老三八红旗手", "1600")],
        "13.2": [row("兵团两处", "新疆兵团回沪大病知青", "1500"), row("支外与兵团", "新疆兵团回沪大病知青", "1500")],
        "03.1": [row("孤儿", ORPHANS, "1200", household="O1", birth="20120101", holder="抚养人"),
                 row("困境儿童", ORPHANS, "1200", household="O2", birth="20130101", holder="抚养人二"),
                 row("低保户", "低保家庭", "1200", household="L1"), row("低保户成员", "低保家庭", "1200", household="L2"),
                 row("同户另一人", "低保家庭", "1200", household="L2")],
        "03.2": [row("孤儿", ORPHANS, "600", household="O1", birth="20120101", holder="抚养人"), row("低保户", "低保家庭", "600", household="L1")],
        "10.4": [row("孤儿", "散居孤儿", "500", household="O1", birth="20120101", holder="抚养人")],
        "10.5": [row("困境儿童", "监护缺失儿童", "1000", household="O2", birth="20130101", holder="抚养人二"),
                 row("孤儿", "监护缺失儿童", "1000", household="O1", birth="20120101", holder="抚养人"),
                 row("无人监护", "监护缺失儿童", "1000", birth="20140101")],
        "03.4": [row("政策外", "政策外困难家庭", "500"), row("已有低保", "政策外困难家庭", "500", household="L1")],
        "04.1": [row("失业", "登记失业困难人员", "750", birth="19800101"), row("金额不符", "登记失业困难人员", "800", birth="19810101"),
                 row("已故", "登记失业困难人员", "750", birth="19820101"), row("迁出", "登记失业困难人员", "750", birth="19830101"),
                 row("借用账户", "登记失业困难人员", "750", birth="19840101", account_of="失业"),
                 row("户名不符", "登记失业困难人员", "750", birth="19850101", holder="不相干"),
                 row("本人账户", "登记失业困难人员", "750", birth="19860101", holder="本人账户")],
        # By the notice nobody is forbidden to have these beside others.
        "11.1": [row("失业", "困难残疾人家庭", "1500", birth="19800101"), row("低保户", "困难残疾人家庭", "1500", household="L1")],
    }
    expected = [
        ("programs_meet", "03.6×13.1", "急难两处 急难两处"), ("programs_meet", "03.6×13.1", "礼包两处 礼包两处"),
        ("programs_meet", "03.3×10.3", "红旗手户 红旗手本人"), ("programs_meet", "03.3×13.2", "兵团两处 兵团两处"),
        ("programs_meet", "03.1×10.4", "孤儿 孤儿"), ("programs_meet", "03.2×10.4", "孤儿 孤儿"), ("programs_meet", "03.1×10.5", "孤儿 孤儿"),
        ("programs_meet", "03.2×10.5", "孤儿 孤儿"), ("programs_meet", "10.4×10.5", "孤儿 孤儿"),
        ("programs_meet", "03.1×10.5", "困境儿童 困境儿童"),
        # 3.4 is for those whom no other policy covers: this household has 3.1, 3.2 and 11.1.
        ("programs_meet", "03.1×03.4", "低保户 已有低保"), ("programs_meet", "03.2×03.4", "低保户 已有低保"),
        ("programs_meet", "03.4×11.1", "已有低保 低保户"),
        ("household_twice", "03.1", "低保户成员 同户另一人"), ("age_not_met", "03.6", "还不到龄"),
        ("amount_outside_rate", "04.1", "金额不符"), ("person_died", "04.1", "已故"), ("person_moved", "04.1", "迁出"),
        ("same_account", "04.1×11.1", "失业 借用账户 失业"), ("holder_differs", "04.1", "户名不符"),
        ("child_without_guardian", "10.5", "无人监护"),
    ]
    # The guardians live elsewhere: whose account it is, is asked on each line.
    expected += [("holder_differs", program, name) for program, name in
                 (("03.1", "孤儿"), ("03.1", "困境儿童"), ("03.2", "孤儿"), ("10.4", "孤儿"), ("10.5", "孤儿"), ("10.5", "困境儿童"))]
    return rosters, expected


def picture(findings):
    return sorted((finding["rule"], "×".join(finding["programs"]), " ".join(person.split(" ")[0] for person in finding["persons"]))
                  for finding in findings)


def read_in(cli, rosters):
    results = []
    for program, rows in rosters.items():
        path = cli.folder / f"{program}.xlsx"
        if not path.exists():
            write_roster(path, rows, heading=HEADING)
        results.append(cli.run("import", path, "--program", program))
    return results


def note_deaths(cli):
    for name, what, date in (("已故", "died", "2024-12-20"), ("迁出", "moved", "2025-01-05")):
        [person] = cli.run("recipients", "find", name)["items"]
        shown = cli.run("recipients", "mark", person["id"], what, "--on", date)
        assert date in (shown["died_on"], shown["moved_on"]), shown
    assert "died" in cli.run("history", "--limit", 2)[1]["summary"]
    assert cli.run("recipients", "mark", person["id"], "gone", status=2) is None
    cli.refused("recipients", "mark", person["id"], "died", "--on", "2025-02-01", saying="still to come")


def test_every_overlap_and_no_other(cli):
    cli.run("new", officer="经办甲")
    rosters, expected = plant(People())
    read_in(cli, rosters)
    note_deaths(cli)
    findings = cli.run("check")
    found = picture(findings)
    assert found == sorted(expected), (sorted(set(found) - set(expected)), sorted(set(expected) - set(found)))
    for finding in findings:
        assert finding["program"] == finding["programs"][0] and finding["message"] and finding["decision"] == "", finding
        assert finding["level"] == ("error" if finding["rule"] in ("household_twice", "person_died") else "warning"), finding
    # Each department sees what touches its lines, and only that.
    for program in rosters:
        assert picture(cli.run("check", "--program", program)) == sorted(one for one in expected if program in one[1].split("×")), program
    cli.verify()


def test_decisions_outlive_reading_in_again(cli):
    cli.run("new", officer="经办甲")
    rosters, expected = plant(People())
    read_in(cli, rosters)
    note_deaths(cli)
    decided = {}
    for finding in cli.run("check"):
        cli.run("decide", finding["id"], "allow", "--reason", "已核实")
        decided[finding["id"]] = finding["rule"]
    assert len(decided) == len(expected)
    for result in read_in(cli, rosters):
        assert (result["new_persons"], result["skipped"]) == (0, result["rows"]), result
    again = cli.run("check")
    assert {finding["id"]: finding["rule"] for finding in again} == decided
    assert {finding["decision"] for finding in again} == {"allow"}
    cli.run("submit", "--program", "04.1")
    assert {finding["id"]: finding["decision"] for finding in cli.run("check")} == dict.fromkeys(decided, "allow")
    # What it was about changed: the old word no longer covers it, and nothing else is touched.
    cli.run("rules", "set", "03.6", "13.1", "forbid", "--first-rate", "急难帮困", "--second-rate", "急难帮困")
    [open_one] = [finding for finding in cli.run("check") if finding["decision"] == ""]
    assert (open_one["rule"], open_one["level"], open_one["programs"]) == ("programs_meet", "error", ["03.6", "13.1"])
    cli.refused("submit", "--program", "13.1", saying="1 finding")
    cli.run("decide", open_one["id"], "withdraw", "--reason", "只发一次")
    states = {line["name"]: line["state"] for line in cli.run("lines", "--program", "13.1")}
    assert states["急难两处"] == "withdrawn" and states["礼包两处"] == "listed", states
    cli.run("submit", "--program", "13.1")
    cli.verify()


def test_undone_import(cli):
    """Taken back and read in anew: the doubts are there again, each once."""
    cli.run("new", officer="经办甲")
    rosters, _expected = plant(People())
    read_in(cli, {program: rosters[program] for program in ("03.6", "13.1")})
    before = picture(cli.run("check"))
    [change, *_] = [change["id"] for change in cli.run("history") if change["action"] == "roster-import"]
    cli.run("undo", change)
    assert picture(cli.run("check")) == [("age_not_met", "03.6", "还不到龄")]
    read_in(cli, {"13.1": rosters["13.1"]})
    assert picture(cli.run("check")) == before


main(test_every_overlap_and_no_other, test_decisions_outlive_reading_in_again, test_undone_import)
