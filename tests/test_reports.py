"""Reports: lights, status, grouping, filters, exit statuses."""

import pytest


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


def test_thresholds_are_settings(office, monkeypatch):
    monkeypatch.setenv("REFORM_LIGHTS_NEAR", "10")
    monkeypatch.setenv("REFORM_LIGHTS_FAR_BEHIND", "50")
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


def test_status_counts_only_the_findings_of_its_projects(office):
    office("finding", "add", "今年的", "--project", "1")
    office("finding", "add", "去年的", "--project", "8")
    office("finding", "add", "谁也不属于的")
    rows = office("status", "--json").rows
    assert [(row["item"], row["count"]) for row in rows if row["section"] == "findings"] == [("open", 2)]
