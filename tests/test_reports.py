"""Reports: lights, status, grouping, filters, exit statuses."""

import pytest

from tests.conftest import load_rules


@pytest.fixture
def office(reform):
    """A small office: red by date, red by progress, yellow twice, green, blue, grey, and one of last year."""
    for title, due, more in (
        ("red", "2026-03-01", ("--lead", "甲局", "--leader", "副县长", "--key")),
        ("behind", "2026-12-31", ("--lead", "乙局", "--source", "省级")),
        ("near", "2026-03-30", ("--lead", "甲局", "--group", "经济")),
        ("slow", "2026-12-31", ()),
        (
            "green",
            "2026-12-31",
            (
                "--lead",
                "乙局",
            ),
        ),
        ("blue", "2026-12-31", ()),
        ("grey", None, ()),
        ("carried", "2025-12-31", ("--plan", "2025")),
    ):
        reform("add", title, *(("--due", due) if due else ()), *more)
    reform("done", "6")
    for project, weights in ((2, (4, 6)), (4, (2, 8))):
        reform("add", "early", "--to", project, "--due", "2026-02-01", "--weight", weights[0])
        reform("add", "late", "--to", project, "--due", "2026-11-01", "--weight", weights[1])
    return reform


def test_lights_follow_the_rules(office):
    lights = {row["title"]: row["light"] for row in office("list", "--json").rows}
    assert lights == {
        "red": "red",
        "behind": "red",
        "near": "yellow",
        "slow": "yellow",
        "green": "green",
        "blue": "blue",
        "grey": "grey",
        "carried": "red",
    }


def test_why_names_the_rule_and_its_figures(office):
    why = {row["fact"]: row["value"] for row in office("why", "2", "--json").rows}
    assert (why["light"], why["rule"], why["scheduled"], why["behind"]) == ("red", "far-behind", "40%", 40)
    assert "more than 30 points behind schedule" in office("why", "2").out


def test_thresholds_are_rules(office):
    load_rules(office, "[lights]\nnear = 10\nfar_behind = 50\n")
    lights = {row["title"]: row["light"] for row in office("list", "--json").rows}
    assert lights["near"] == "green" and lights["behind"] == "yellow"


def test_status_counts_the_plan_year_and_carries_earlier_years_apart(office):
    rows = office("status", "--json").rows
    counts = {(row["section"], row["item"] or row["name"]): row["count"] for row in rows}
    assert counts["projects", "total"] == 7 and counts["projects", "key"] == 1
    assert counts["light", "red"] == 2 and counts["light", "blue"] == 1
    assert counts["state", "planned"] == 6 and counts["state", "done"] == 1
    assert counts["carried", "2025"] == 1
    assert [row["ref"] for row in rows if row["section"] == "due"] == []
    assert [
        row["ref"] for row in office("status", "--today", "2026-03-20", "--json").rows if row["section"] == "due"
    ] == ["3"]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("unit", {"甲局": 2, "乙局": 2, None: 3}),
        ("leader", {"副县长": 1, None: 6}),
        ("group", {"经济": 1, None: 6}),
        ("source", {"省级": 1, None: 6}),
    ],
)
def test_status_in_parts(office, by, expected):
    rows = office("status", "--by", by, "--json").rows
    assert {row["name"]: row["count"] for row in rows if row["section"] == "by"} == expected


def test_overdue_is_worst_first_and_says_who_answers(office):
    rows = office("overdue", "--json").rows
    assert [(row["title"], row["days_late"]) for row in rows] == [
        ("carried", 74),
        ("early", 42),
        ("early", 42),
        ("red", 14),
    ]
    assert (rows[3]["lead"], rows[3]["leader"]) == (["甲局"], ["副县长"])
    assert rows[1]["project"] == "behind" and rows[1]["ref"] == "2.1"


def test_overdue_by_leader(office):
    rows = office("overdue", "--by", "leader", "--json").rows
    assert [row["by"] for row in rows] == [None, None, None, "副县长"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (("--plan", "2025"), ["carried"]),
        (("--owner", "甲局"), ["red", "near"]),
        (("--leader", "副县长"), ["red"]),
        (("--group", "经济"), ["near"]),
        (("--source", "省级"), ["behind"]),
        (("--key",), ["red"]),
        (("--light", "blue"), ["blue"]),
        (("--where", "due<2026-03-10"), ["red", "carried"]),
        (("--where", "title~EE"), ["green"]),
        (("--where", "due="), ["grey"]),
        (("--where", "state=done"), ["blue"]),
        (("--where", "due>2026-03-10", "--where", "due<2026-06-01"), ["near"]),
    ],
)
def test_filters_mean_the_same_everywhere(office, filters, expected):
    assert [row["title"] for row in office("list", *filters, "--json").rows] == expected


def test_exit_code_tells_a_script(office):
    assert office("overdue", "--exit-code").status == 3
    assert office("overdue", "--exit-code", "--owner", "乙局", "--plan", "2025").status == 0
    assert office("overdue").status == 0


def test_the_report_can_carry_the_newest_hash(office):
    report, check = office("overdue", "--with-hash").out, office("check").out
    assert report.splitlines()[-1] == check.splitlines()[-1]


def test_sorting_a_list(office):
    assert [row["light"] for row in office("list", "--sort", "light", "--json").rows][:3] == ["red"] * 3
    assert office("list", "--sort", "due", "--json").rows[-1]["title"] == "grey"
    assert office("list", "--sort", "; drop table projects").status == 2


def matters(reform):
    """A finding and a decision that are late, an obstacle that is not, one dropped and one done."""
    reform("visit", "add", "丙局", "--projects", "1")
    reform("owner", "add", "县长", "--owner-kind", "leader")
    for argv in (
        ("台账不全", "--from", "V1", "--due", "2026-03-10"),
        ("先办", "--kind", "decision", "--lead", "丙局", "--with", "乙局", "--due", "2026-03-13"),
        ("等资金", "--from", "2", "--due", "2026-03-20"),
        ("不办了", "--kind", "decision", "--lead", "丙局", "--due", "2026-03-01"),
        ("办完的", "--kind", "decision", "--lead", "丙局", "--due", "2026-03-01"),
    ):
        assert reform("add", *argv).status == 0
    reform("drop", "F4", "--reason", "x")
    assert reform("done", "F5", "--all", "--by", "县长").status == 0
    return reform


def rows_of(reform, section, *argv):
    return [row for row in reform("status", *argv, "--json").rows if row["section"] == section]


def test_status_counts_matters_by_kind_and_state_and_with_all_that_is_overdue(office):
    matters(office)
    found = [(row["name"], row["item"], row["count"], row["overdue"]) for row in rows_of(office, "matters")]
    assert found == [
        ("finding", "planned", 1, 1),
        ("decision", "planned", 1, 1),
        ("decision", "done", 1, 0),
        ("decision", "dropped", 1, 0),
        ("obstacle", "planned", 1, 0),
    ]
    late = [(row["item"], row["count"]) for row in rows_of(office, "overdue")]
    assert late == [("total", 5), ("project", 1), ("milestone", 2), ("matter", 2)]
    # What was opened in another year is that year's, whatever project it is about.
    assert rows_of(office, "matters", "--plan", "2025") == []
    by = {row["name"]: (row["count"], row["overdue"]) for row in rows_of(office, "by", "--by", "unit")}
    assert by == {"甲局": (2, 1), "乙局": (2, 1), "丙局": (0, 2), None: (3, 1)}


def test_what_was_dropped_is_counted_by_that_name_only(office):
    office("drop", "7", "--reason", "x")
    assert next(row["count"] for row in rows_of(office, "projects")) == 6
    assert sum(row["count"] for row in rows_of(office, "light")) == 6
    states = {row["item"]: (row["count"], row["share"]) for row in rows_of(office, "state")}
    assert states == {"planned": (5, 5 / 6), "done": (1, 1 / 6), "dropped": (1, None)}
    assert sum(row["count"] for row in rows_of(office, "by", "--by", "unit")) == 6


def test_overdue_ends_with_totals_that_programs_do_not_see(office):
    matters(office)
    assert office("overdue").out.endswith("\n6 items, 3 units, longest 74 days\n")
    assert office("overdue", "--lang", "zh").out.endswith("\n6项，3个单位，最长逾期74天\n")
    assert office("overdue", "--owner", "丙局").out.endswith("\n2 items, 1 unit, longest 5 days\n")
    for shape in ("--csv", "--json", "--ndjson", "--tsv"):
        assert "longest" not in office("overdue", "--by", "owner", shape).out
    assert office("overdue", "--plan", "2024") == (0, "", "")


def test_each_group_of_what_is_overdue_has_its_totals_beside_its_heading(office):
    matters(office)
    headings = [line for line in office("overdue", "--by", "owner").out.splitlines() if "longest" in line]
    assert headings == [
        "(nobody)  2 items, 0 units, longest 74 days",
        "丙局  2 items, 1 unit, longest 5 days",
        "乙局  1 item, 1 unit, longest 42 days",
        "甲局  1 item, 1 unit, longest 14 days",
        "6 items, 3 units, longest 74 days",
    ]


def test_matters_stand_in_the_lists_of_work(office):
    matters(office)
    office("extend", "F3", "--to", "2026-03-25", "--reason", "雨", "--approved-by", "县长")
    late = {row["ref"]: row for row in office("overdue", "--json").rows}
    assert (late["F1"]["kind"], late["F1"]["project"], late["F1"]["lead"], late["F1"]["leader"]) == (
        "finding",
        "red",
        ["丙局"],
        ["副县长"],
    )
    assert (late["F2"]["kind"], late["F2"]["project"], late["F2"]["lead"]) == ("decision", None, ["丙局"])
    assert [row["ref"] for row in office("due", "--json").rows] == ["F3"]
    assert [row["ref"] for row in office("completed", "--json").rows] == ["F5", "6"]
    assert [(row["ref"], row["slip"]) for row in office("slips", "--json").rows] == [("F3", 5)]
    assert {"F1", "F2", "F3"} <= {row["ref"] for row in office("calendar", "--json").rows}
    # Those who answer for an obstacle that nobody was named for are its project's.
    assert office("due", "--json").rows[0]["lead"] == ["乙局"]
    assert [row["ref"] for row in office("overdue", "--owner", "副县长", "--json").rows] == ["1", "F1"]


def test_a_filter_by_project_counts_what_is_about_none(office):
    matters(office)
    for command in ("overdue", "load", "status", "calendar"):
        said = office(command, "--leader", "副县长")
        assert "1 item about no project is left out: a filter asks for one." in said.out + said.err
        assert "about no project" not in office(command, "--owner", "丙局").out
        assert "about no project" not in office(command, "--leader", "副县长", "--csv").out
    assert "about no project" not in office("due", "--leader", "副县长").err
    assert "1 item about no project" not in office("overdue", "--leader", "副县长", "--light", "yellow").err


def test_kinds_of_work_are_listed_with_what_they_have(office):
    matters(office)
    rows = office("list", "--kind", "finding", "--json").rows
    assert [
        (row["ref"], row["kind"], row["light"], row["days_late"], row["source"], row["project"]) for row in rows
    ] == [("F1", "finding", "red", 5, "V1", "red")]
    assert [row["ref"] for row in office("list", "--kind", "matter", "--open", "--json").rows] == ["F1", "F2", "F3"]
    both = office("list", "--kind", "project", "--kind", "obstacle", "--plan", "2026", "--json").rows
    assert [row["ref"] for row in both] == ["1", "2", "3", "4", "5", "6", "7", "F3"]
    assert [row["source"] for row in both][:2] == [None, "省级"] and both[-1]["source"] == "2"
    assert not {"kind", "days_late", "project", "stage"} & office("list", "--json").rows[0].keys()


@pytest.mark.parametrize(
    ("language", "note"),
    [("en", "`reform overdue` lists all that is late."), ("zh", "逾期的都列在 `reform overdue` 中。")],
)
def test_on_new_years_day_last_years_promises_are_counted_and_told(reform, language, note):
    reform("add", "更换锅炉", "--due", "2026-06-30", "--plan", "2026")
    reform("add", "招标", "--to", "1", "--due", "2026-04-30")
    reform("add", "维修礼堂", "--due", "2027-06-30", "--plan", "2026")
    day = ("--today", "2027-01-01")
    rows = [row for row in reform("status", "--json", *day).rows if row["section"] == "carried"]
    assert [(row["name"], row["count"], row["overdue"]) for row in rows] == [("2026", 3, 2)]
    assert len(reform("overdue", "--json", *day).rows) == 2
    assert note in reform("status", *day, "--lang", language).out
    assert note not in reform("status", "--today", "2026-12-31", "--lang", language).out
