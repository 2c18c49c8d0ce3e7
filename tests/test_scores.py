"""Scores: rules and what is refused of them, receipts, judgements, appeals, corrections, ranks, other rules."""

from decimal import Decimal

import pytest

from reformcli.scoring.totals import tenths
from tests.conftest import load_rules
from tests.test_laws_of_scores import score_rules

TODAY = ("--today", "2026-09-01")


@pytest.fixture
def office(reform):
    """Two units, a group, a commission's meeting; 甲局 has a project that was late and one that is."""
    for name, *more in (
        ("甲局", "--category", "county"),
        ("乙局", "--category", "county"),
        ("丙镇", "--category", "township"),
    ):
        assert reform("owner", "add", name, *more).status == 0
    assert reform("owner", "add", "专项组", "--owner-kind", "group").status == 0
    for title, lead, due in (
        ("甲一", "甲局", "2026-03-31"),
        ("甲二", "甲局", "2026-05-31"),
        ("乙一", "乙局", "2026-06-30"),
    ):
        assert reform("add", title, "--lead", lead, "--group", "专项组", "--due", due).status == 0
    reform("done", "1", "--on", "2026-04-10", "--today", "2026-04-10")
    reform("done", "3", "--on", "2026-06-30", "--today", "2026-06-30")
    reform("meeting", "add", "--body", "commission", "--date", "2026-07-01", "--absent", "乙局", *TODAY)
    return reform


def lines(reform, unit, *more):
    return {row["line"]: row for row in reform("score", "show", unit, "--json", *(more or TODAY)).rows}


def values(reform, *more):
    return {row["unit"]: row["total"] for row in reform("score", "rank", "--json", *TODAY, *more).rows}


# Receipts


def test_a_receipt_names_each_line_and_adds_up(office):
    rows = lines(office, "甲局")
    assert (rows["late@1"]["points"], rows["late@1"]["day"], rows["late@2"]["points"]) == (-12.5, "2026-03-31", -25)
    assert "done 10 days late" in rows["late@1"]["evidence"] and "open, 93 days late" in rows["late@2"]["evidence"]
    total = rows.pop("total")
    assert sum(row["points"] for row in rows.values()) == pytest.approx(total["points"]) == pytest.approx(25)
    assert total["evidence"] == "poor"


def test_a_meeting_missed_costs_in_its_section_and_no_facts_is_no_number(office):
    rows = lines(office, "乙局")
    assert rows["absent@M1"]["points"] == -5 and rows["absent@M1"]["section"] == "report"
    shown = office("score", "rank", *TODAY)
    assert "丙镇" not in shown.out and "1 unit has no facts." in shown.out
    assert "has no number" in office("score", "show", "丙镇", *TODAY).err


def test_a_unit_is_charged_that_led_on_the_due_date(office):
    office("owner", "handover", "甲局", "丙镇", "--from", "2026-06-01", *TODAY)
    assert "late@2" in lines(office, "甲局") and "late@2" not in lines(office, "丙镇")
    office("owner", "edit", "甲局", "--name", "甲委")
    assert "late@2" in lines(office, "甲委")
    office("owner", "merge", "甲委", "乙局", "--yes")
    assert {"late@1", "late@2", "absent@M1"} <= lines(office, "乙局").keys()


def test_a_matter_that_was_handed_over_after_its_day_stays_with_who_had_it(office):
    office("add", "整改", "--kind", "finding", "--lead", "甲局", "--due", "2026-04-30", "--today", "2026-04-01")
    office("owner", "handover", "甲局", "丙镇", "--from", "2026-06-01", "--today", "2026-06-02")
    assert "overdue@F1" in lines(office, "甲局") and "overdue@F1" not in lines(office, "丙镇")


def test_late_is_by_the_day_of_the_report_once_that_was_accepted(office):
    office("add", "丁", "--lead", "丙镇", "--due", "2026-06-30")
    office("done", "4", "--reported", "--on", "2026-06-29", "--today", "2026-06-29")
    assert "reported on 2026-06-29, not accepted yet" in lines(office, "丙镇")["late@4"]["evidence"]
    office("done", "4", "--on", "2026-07-20", "--today", "2026-07-20")
    assert "late@4" not in lines(office, "丙镇")


def test_a_project_shares_its_weight_among_its_milestones(office):
    office("add", "丙一", "--lead", "丙镇", "--due", "2026-06-30", "--today", "2026-03-01")
    office("add", "一半", "--to", "4", "--due", "2026-05-31", "--today", "2026-03-01")
    office("add", "另一半", "--to", "4", "--due", "2026-06-15", "--today", "2026-03-01")
    office("done", "4.1", "--on", "2026-06-05", "--today", "2026-06-05")
    rows = lines(office, "丙镇")
    assert (rows["late@4.1"]["points"], rows["late@4.2"]["points"]) == (-12.5, -25)
    assert "late@4" not in rows


def test_the_days_of_the_year_alone_count(office):
    assert "late@1" not in {
        row["line"] for row in office("score", "show", "甲局", "--plan", "2025", "--json", *TODAY).rows
    }
    assert values(office, "--plan", "2025") == {}


def test_points_are_shown_to_a_tenth():
    for points, shown in (("88.75", "88.8"), ("88.749999999999", "88.8"), ("88.74", "88.7"), ("-0.04", "0.0")):
        assert str(tenths(Decimal(points))) == shown


# Judgements


def test_views_are_a_groups_and_their_mean_counts(office):
    office("owner", "add", "二组", "--owner-kind", "group")
    for group, points in (("专项组", 14), ("二组", 19), ("专项组", 15)):
        assert office("score", "mark", "甲局", "view", "--points", points, "--by", group, *TODAY).status == 0
    row = lines(office, "甲局")["view@P2,P3"]
    assert (row["points"], row["section"]) == (17, "group")


def test_which_of_several_views_counts_is_said_and_in_january_which_year(office):
    view = ("score", "mark", "甲局", "view", "--by", "专项组", "--points")
    assert office(*view, 14, "--on", "2026-12-30", "--today", "2027-01-10").err == ""
    later = office(*view, 15, "--on", "2026-12-31", "--today", "2027-01-10")
    assert "It counts in the place of the view P1 of 2026-12-30." in later.err
    earlier = office(*view, 16, "--on", "2026-12-29", "--today", "2027-01-10")
    assert "The view P2 of 2026-12-31 is later, and counts instead." in earlier.err
    undated = office(*view, 17, "--today", "2027-01-10")
    assert "It counts in 2027; for the score of 2026, give --on 2026-12-31." in undated.err
    assert "view@P2" in lines(office, "甲局", "--plan", "2026", "--today", "2027-01-10")


def test_a_line_of_the_year_before_is_contested_with_its_year(office):
    contest = ("score", "appeal", "甲局", "late@2", "--reason", "停办六天", "--today", "2027-01-10")
    refused = office(*contest)
    assert refused.status == 1 and "It is a line of 2026: give --plan 2026." in refused.err
    assert office(*contest, "--plan", "2026").status == 0


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (("甲局", "view", "--points", "17"), "A view is a group's."),
        (("甲局", "view", "--points", "17", "--by", "乙局"), "A view is a group's."),
        (("甲局", "view", "--points", "21", "--by", "专项组"), "from 0 to 20"),
        (("甲局", "view", "--by", "专项组"), "from 0 to 20"),
        (("甲局", "praise", "--points", "3", "--evidence", "M1", "--reason", "好"), "says how many points"),
        (("甲局", "praise", "--reason", "好"), "need a reason and what shows it"),
        (("甲局", "praise", "--evidence", "M1"), "need a reason and what shows it"),
        (("甲局", "praise", "--evidence", "M9", "--reason", "好"), "There is no meeting M9"),
        (("甲局", "late"), "computed from the ledger"),
        (("甲局", "swim"), "There is no rule swim."),
        (("专项组", "praise", "--evidence", "M1", "--reason", "好"), "is no unit"),
        (("甲局", "praise", "--evidence", "M1", "--reason", "好", "--on", "2027-01-01"), "has not come yet"),
    ],
)
def test_what_is_no_judgement_is_refused(office, more, what):
    refused = office("score", "mark", *more, *TODAY)
    assert refused.status in (1, 2) and what in refused.err
    assert office("list", "--kind", "mark", "--json").rows == []


def test_praise_and_criticism_by_the_rule_of_their_day_in_words_of_either_language(office):
    office("score", "mark", "甲局", "表扬", "--evidence", "M1", "--reason", "快", "--on", "2026-07-02", *TODAY)
    office("score", "mark", "甲局", "criticism", "--evidence", "M1", "--reason", "慢", "--on", "2026-07-03", *TODAY)
    rows = lines(office, "甲局")
    assert (rows["praise@P1"]["points"], rows["criticism@P2"]["points"]) == (1, -1)
    load_rules(
        office,
        score_rules(
            (
                'criticism", section="minus", fact="mark", points=-1',
                'criticism", section="minus", fact="mark", points=-3',
            )
        ),
        "2026-07-03",
    )
    assert lines(office, "甲局")["criticism@P2"]["points"] == -3


# Appeals and corrections


def test_an_appeal_is_a_matter_and_its_correction_replaces_one_line(office):
    before = lines(office, "甲局")
    added = office("score", "appeal", "甲局", "late@1", "--reason", "上级换系统", *TODAY)
    assert "Added F1" in added.out and "limit.appeal" in added.err
    (matter,) = office("export", "matters", "--json").rows
    assert (matter["kind"], matter["against"], matter["raised_by"], matter["due"]) == (
        "appeal",
        "late@1",
        "甲局",
        "2026-09-15",
    )
    assert "not decided yet" in office("score", "correct", "F1", "--points", "0", *TODAY).err
    assert office("stage", "F1", "decide", *TODAY).status == 0
    done = office("score", "correct", "F1", "--points", "0", *TODAY)
    assert done.status == 0 and "甲局, late@1: -12.5 → 0.0." in done.err
    after = lines(office, "甲局")
    row = after.pop("late@1")
    assert (row["points"], row["before"]) == (0, -12.5) and "corrected by P1 after F1" in row["evidence"]
    assert after.pop("total")["points"] - before.pop("total")["points"] == pytest.approx(25)
    del before["late@1"], before["scale"], after["scale"]
    assert after == before
    assert "was corrected after F1 already" in office("score", "correct", "F1", "--points", "-1", *TODAY).err
    assert "late@1" in office("show", "F1").out


@pytest.mark.parametrize(
    ("unit", "line", "what"),
    [
        ("甲局", "late@9", "甲局 has no line late@9."),
        ("乙局", "late@1", "late@1 is a line of 甲局, not of 乙局."),
        ("甲局", "maximum", "has no line maximum"),
        ("甲局", "late", "has no line late"),
    ],
)
def test_an_appeal_against_no_line_or_anothers_is_refused(office, unit, line, what):
    refused = office("score", "appeal", unit, line, "--reason", "r", *TODAY)
    assert refused.status == 1 and what in refused.err


def test_a_line_is_contested_once(office):
    assert office("score", "appeal", "甲局", "late@1", "--reason", "r", *TODAY).status == 0
    assert (
        "has contested late@1 already: F1" in office("score", "appeal", "甲局", "late@1", "--reason", "r", *TODAY).err
    )
    assert office("score", "appeal", "甲局", "late@2", "--reason", "r", *TODAY).status == 0
    assert "needs a reason" in office("score", "appeal", "甲局", "late@2", "--reason", " ", *TODAY).err
    office("drop", "F1", "--reason", "withdrawn", *TODAY)
    assert office("score", "appeal", "甲局", "late@1", "--reason", "r", *TODAY).status == 0


@pytest.mark.parametrize("points", ["3", "nan", "1e999", "-1e999", "x"])
def test_points_that_a_line_cannot_have_are_refused(office, points):
    office("score", "appeal", "甲局", "late@1", "--reason", "r", *TODAY)
    office("stage", "F1", "decide", *TODAY)
    assert office("score", "correct", "F1", "--points", points, *TODAY).status != 0
    assert office("list", "--kind", "mark", "--json").rows == []


def test_only_a_decided_appeal_corrects(office):
    office("add", "整改", "--kind", "finding", "--lead", "甲局", "--due", "2026-10-30", *TODAY)
    assert "is no appeal" in office("score", "correct", "F1", "--points", "0", *TODAY).err
    assert "is no appeal" in office("score", "correct", "1", "--points", "0", *TODAY).err
    office("score", "appeal", "甲局", "late@1", "--reason", "r", *TODAY)
    office("drop", "F2", "--reason", "withdrawn", *TODAY)
    assert "was struck off" in office("score", "correct", "F2", "--points", "0", *TODAY).err


# Ranks


def test_ranks_are_within_a_class_and_ties_share_them(office):
    office("add", "丙一", "--lead", "丙镇", "--due", "2026-05-31")
    rows = office("score", "rank", "--json", *TODAY).rows
    assert [(row["category"], row["unit"], row["rank"]) for row in rows] == [
        ("county", "乙局", 1),
        ("county", "甲局", 2),
        ("township", "丙镇", 1),
    ]
    assert [row["time"] for row in office("score", "rank", "--section", "time", "--json", *TODAY).rows] == [50, 12.5, 0]
    assert (
        office("score", "rank", "--section", "时效", "--csv", *TODAY).out
        == office("score", "rank", "--section", "time", "--csv", *TODAY).out
    )
    assert "There is no section swim." in office("score", "rank", "--section", "swim", *TODAY).err


def test_groups_stand_by_the_mean_of_their_units(office):
    (row,) = office("score", "rank", "--by", "group", "--json", *TODAY).rows
    totals = values(office)
    assert (row["group"], row["claimed"], row["broken_down"], row["late"], row["units"]) == ("专项组", 3, 0, 1, 2)
    assert row["mean"] == pytest.approx((totals["甲局"] + totals["乙局"]) / 2, abs=0.06)


def test_other_rules_beside_these(office, home):
    (home / "r.toml").write_text(score_rules(("late=0.5", "late=0")), encoding="utf-8")
    rows = {row["unit"]: row for row in office("score", "rank", "--compare", "r.toml", "--json", *TODAY).rows}
    assert (rows["甲局"]["total"], rows["甲局"]["compared"], rows["甲局"]["change"]) == (25, 50, 25)
    assert "cannot be read" in office("score", "rank", "--compare", "none.toml", *TODAY).err
    (home / "bad.toml").write_text("[score]\nbase = nan\n", encoding="utf-8")
    assert "score.base cannot be nan" in office("score", "rank", "--compare", "bad.toml", *TODAY).err


def test_loading_rules_says_which_lines_change(office, home):
    (home / "r.toml").write_text(
        score_rules(("late=0.5", "late=0"), ("minus_cap = 20", "minus_cap = 15")), encoding="utf-8"
    )
    loaded = office("rules", "load", "r.toml", "--valid-from", "2026-01-01", *TODAY)
    assert "score.minus_cap 20 → 15" in loaded.err
    assert 'score.rules.late {key="late", section="time", fact="work", late=0.5, open=1}' in loaded.err
    assert "1 score line since 2026-01-01 changes, totals by +25.0 points in all." in loaded.err


def test_as_known_prints_the_same_after_new_rules(office, home):
    asked = ("score", "rank", "--as-known", "2026-07-01", "--csv")
    before = office(*asked).out
    (home / "r.toml").write_text(score_rules(("late=0.5", "late=0")), encoding="utf-8")
    assert office("rules", "load", "r.toml", "--valid-from", "2026-01-01", *TODAY).status == 0
    assert office(*asked).out == before != ""
    assert office("score", "rank", "--csv", "--today", "2026-07-01").out != before


def test_a_line_takes_the_rule_of_its_own_day(office):
    load_rules(office, score_rules(("late=0.5", "late=0.1")), "2026-04-01")
    assert lines(office, "甲局")["late@1"]["points"] == -12.5  # due on the last day of the old rules
    load_rules(office, score_rules(("late=0.5", "late=0.1")), "2026-03-31")
    assert lines(office, "甲局")["late@1"]["points"] == -2.5


# Rules that are none

VIEW = "{key='a', section='group', fact='mark'}"
ANOTHER = VIEW.replace("'a'", "'b'")

BAD = {
    "base = 90": "score.sections are 100 together, score.base is 90.",
    "base = nan": "score.base cannot be nan",
    "base = 1e999": "score.base cannot be inf",
    "plus_cap = -1": "score.plus_cap cannot be -1",
    "empty = 'guess'": 'score.empty cannot be "guess"',
    "bands = [[90, 'a'], [60, 'b']]": "score.bands cannot be",
    "bands = [[60, 'a'], [90, 'b'], [0, 'c']]": "score.bands cannot be",
    "bands = [[90, 'a'], [0, 'a']]": "score.bands cannot be",
    "bands = [[900, 'a'], [0, 'b']]": "nobody can reach 900",
    "roles = {lead=2}": "score.roles cannot be",
    "roles = {cook=1}": "score.roles cannot be",
    "sections = {time=100, plus=0}": "score.sections cannot be",
    "swim = 1": "score.swim: there is no such key",
    "rules = 3": "score.rules cannot be 3",
    "rules = [{key='a', section='time', fact='swim', points=-1}]": 'score.rules[1].fact: it cannot be "swim"',
    "rules = [{key='a', section='pool', fact='meeting', points=-1}]": "score.rules[1]: there is no section pool",
    "rules = [{key='a', section='time', fact='meeting', swim=1}]": "score.rules[1].swim: there is no such key",
    "rules = [{key='a', section='time', fact='meeting', points=nan}]": "points cannot be nan",
    "rules = [{key='a', section='time', fact='meeting', points=-1e999}]": "points cannot be -inf",
    "rules = [{key='a', section='time', fact='meeting', points=0.00001}]": "points cannot be",
    "rules = [{key='a', section='time', fact='meeting', points=5}]": "not above 0",
    "rules = [{key='a', section='plus', fact='meeting', points=-5}]": "not below 0",
    "rules = [{key='a', section='time', fact='meeting'}]": "it lacks points",
    "rules = [{key='a', section='plus', fact='mark'}]": "it lacks points",
    "rules = [{key='a', section='time', fact='work', late=0.5}]": "it lacks late, open",
    "rules = [{key='a', section='time', fact='work', late=0.9, open=0.5}]": "late is more than open",
    "rules = [{key='a', section='time', fact='work', late=0.5, open=0.9}]": "open must be 1",
    "rules = [{key='a', section='plus', fact='work', late=0.5, open=1}]": "work costs a share of a section",
    "rules = [{key='a', section='plus', fact='submission', points=1}]": "say their points themselves",
    "rules = [{key='a', section='plus', fact='meeting', points={city=1}}]": "points cannot be",
    "rules = [{key='a', section='plus', fact='event', points={moon=1}}]": "points cannot be",
    "rules = [{key='a', section='plus', fact='submission', per=0}]": "per is for facts",
    "rules = [{key='a@b', section='plus', fact='submission', per=1}]": "score.rules[1].key",
    f"rules = [{VIEW}, {VIEW}]": "score.rules[2]: there is a rule a already",
    f"rules = [{VIEW}, {ANOTHER}]": "the rule a gives group already",
    "rules = [{section='plus', fact='submission', per=1}]": "it lacks key",
}


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_rule_of_scores_is_refused_by_its_place(reform, home, text):
    key = text.partition(" ")[0]
    kept = [line for line in score_rules().splitlines() if not line.startswith((f"{key} ", "  {", "#"))]
    kept = [line for line in kept if (key != "rules" and not line.startswith("rules")) or not line.startswith("rules")]
    rules = [] if key == "rules" else ["rules = []"]
    (home / "r.toml").write_text("\n".join([*kept, *rules, text]) + "\n", encoding="utf-8")
    refused = reform("rules", "load", "r.toml", "--valid-from", "2026-01-01")
    assert refused.status == 2 and BAD[text] in refused.err, refused.err
    assert refused.err.startswith("reform: r.toml: ")


def test_rules_in_words_of_the_office(reform, home):
    text = """[得分]
基础分 = 100
各部分 = {时效=60, 创新=40}
加分上限 = 5
减分上限 = 5
角色 = {牵头单位=1}
空白 = "满分"
等次 = [[80, "优秀"], [0, "其他"]]
规则 = [
  {名称="逾期", 部分="时效", 事实="工作", 逾期=0.5, 未完成=1},
  {名称="缺会", 部分="创新", 事实="会议", 缺席=true, 得分=-2.5}]
"""
    (home / "r.toml").write_text(text, encoding="utf-8")
    assert reform("rules", "load", "r.toml", "--valid-from", "2026-01-01").status == 0
    shown = {row["key"]: row["value"] for row in reform("rules", "show", "--json").rows if row["part"] == "score"}
    assert shown["sections"] == {"time": 60, "创新": 40} and shown["empty"] == "full"
    assert shown["bands"] == [[80, "excellent"], [0, "其他"]]
    assert shown["rules"][1] == {"key": "缺会", "section": "创新", "fact": "meeting", "points": -2.5, "absent": True}
    reform("add", "甲", "--lead", "甲局", "--due", "2026-03-01")
    (row,) = reform("score", "rank", "--json").rows
    assert (row["time"], row["创新"], row["total"], row["band"]) == (0, 40, 40, "其他")
    assert "逾期@1" in reform("score", "show", "甲局", "--lang", "zh").out
