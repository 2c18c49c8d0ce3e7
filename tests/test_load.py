"""Load: what each unit has to carry."""

import pytest

from tests.conftest import cap_of_visits, load_rules


@pytest.fixture
def office(reform):
    """Two units: one leads two projects, the other helps with one and leads one that is done."""
    reform("add", "近", "--due", "2026-03-29", "--lead", "甲局", "--with", "乙局", "--theme", "红")
    reform("add", "远", "--due", "2026-12-31", "--lead", "甲局")
    reform("add", "完", "--due", "2026-03-20", "--lead", "乙局")
    reform("add", "迟", "--to", "2", "--due", "2026-03-14")
    reform("add", "早", "--to", "1", "--due", "2026-03-30")
    reform("done", "3")
    reform("visit", "add", "乙局", "--date", "2026-01-01", "--hours", "2.5", "--projects", "1")
    reform("visit", "add", "乙局", "--date", "2026-03-15", "--hours", "1")
    reform("visit", "add", "乙局", "--date", "2025-12-31", "--hours", "8")
    reform("visit", "add", "乙局", "--date", "2026-03-16", "--hours", "8", "--today", "2026-03-16")
    for _times in range(2):
        reform("add", "漏", "--from", "V1", "--lead", "甲局", "--project", "2", "--due", "长期坚持")
    assert reform("done", "F2", "--all").status == 0
    return reform


def loads(reform, *argv):
    """The figures of each unit."""
    keys = ("open", "leads", "due", "overdue", "matters", "visits", "hours")
    return {row["unit"]: tuple(row[key] for key in keys) for row in reform("load", *argv, "--json").rows}


def test_every_unit_s_work_matters_and_visits(office):
    assert loads(office) == {"甲局": (2, 2, 1, 1, 1, 0, 0), "乙局": (1, 0, 1, 0, 0, 2, 3.5)}


def test_how_far_ahead_and_since_when(office, monkeypatch):
    assert loads(office, "--days", "15")["甲局"][2] == 2
    assert loads(office, "--days", "0")["甲局"][2] == 0
    monkeypatch.setenv("REFORM_DUE_DAYS", "15")
    assert loads(office)["甲局"][2] == 2
    assert loads(office, "--since", "2026-01-02")["乙局"][5:] == (1, 1)
    assert loads(office, "--since", "2025-12-31")["乙局"][5:] == (3, 11.5)


def test_due_today_is_due_and_not_overdue(office):
    assert loads(office, "--today", "2026-03-14")["甲局"][2:4] == (1, 0)
    assert loads(office, "--today", "2026-03-16")["乙局"][5] == 3


def test_a_unit_with_two_roles_counts_once(office):
    office("edit", "1", "--responsible", "甲局")
    assert loads(office)["甲局"][:2] == (2, 2)


def test_work_that_nobody_answers_for(office):
    office("add", "无", "--due", "2026-03-20")
    assert loads(office)[None] == (1, 0, 1, 0, 0, 0, 0)
    assert "(nobody)" in office("load").out


def test_filters_leave_out_what_is_not_about_them(office):
    assert loads(office, "--theme", "红") == {"甲局": (1, 1, 1, 0, 0, 0, 0), "乙局": (1, 0, 1, 0, 0, 1, 2.5)}
    office("edit", "1", "--group", "经济")
    assert loads(office, "--owner", "经济") == loads(office, "--theme", "红")
    assert loads(office, "--owner", "乙局") == {"乙局": (1, 0, 1, 0, 0, 2, 3.5)}


def test_caps_are_rules(office):
    assert [(row["over"], row["work_cap"], row["visits_cap"]) for row in office("load", "--json").rows] == [
        ([], None, 2)
    ] * 2
    assert office("load", "--over", "--exit-code").status == 0
    load_rules(office, "[caps]\nwork = 2\n" + cap_of_visits(1))
    assert {row["unit"]: row["over"] for row in office("load", "--json").rows} == {"甲局": [], "乙局": ["visits"]}
    load_rules(office, "[caps]\nwork = 1\n" + cap_of_visits(2))
    rows = office("load", "--over", "--json").rows
    assert [(row["unit"], row["over"], row["work_cap"], row["visits_cap"]) for row in rows] == [
        ("甲局", ["work"], 1, 2)
    ]
    assert office("load", "--over", "--exit-code").status == 3


def test_caps_are_those_of_the_day_asked_about(office):
    load_rules(office, "[caps]\nwork = 1\n", valid_from="2026-03-15")
    assert [row["unit"] for row in office("load", "--over", "--json").rows] == ["甲局"]
    before = office("load", "--today", "2026-03-14", "--json").rows
    assert {row["unit"]: (row["over"], row["work_cap"]) for row in before} == {"甲局": ([], None), "乙局": ([], None)}


def test_papers_asked_for_in_the_period(office):
    office("visit", "add", "甲局", "--date", "2026-03-01", "--papers", "实施方案,半年总结", "--projects", "1")
    office("visit", "add", "甲局", "--date", "2026-02-01", "--papers", "台账")
    office("visit", "add", "甲局", "--date", "2025-12-31", "--papers", "年终总结")

    def papers(*argv):
        return {row["unit"]: row["papers"] for row in office("load", *argv, "--json").rows}

    assert papers() == {"甲局": 3, "乙局": 0}
    assert papers("--since", "2026-02-02") == papers("--theme", "红") == {"甲局": 2, "乙局": 0}
    assert papers("--since", "2025-12-01")["甲局"] == 4
    load_rules(office, "[caps]\npapers = 3\n")
    assert office("load", "--over", "--json").rows == []
    load_rules(office, "[caps]\npapers = 2\n")
    rows = office("load", "--over", "--json").rows
    assert [(row["unit"], row["over"], row["papers_cap"]) for row in rows] == [("甲局", ["papers"], 2)]


def test_the_fullest_is_first(office):
    assert [row["unit"] for row in office("load", "--json").rows] == ["甲局", "乙局"]
    office("add", "多", "--lead", "乙局")
    office("add", "多", "--lead", "乙局", "--due", "2026-03-01", "--new-owner")
    assert next(row["unit"] for row in office("load", "--json").rows) == "乙局"


def test_no_unit_is_over_a_cap_that_is_not_set(office, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "200")
    assert "No unit is over a cap." in office("load", "--over").out
    load_rules(office, cap_of_visits(1).replace("cap =", "# cap ="))
    told = office("load", "--over")
    assert "The rules have no caps: see [caps] and visits.cap in `reform rules show`." in told.out
    load_rules(office, "[caps]\nwork = 99\n")
    assert "No unit is over a cap." in office("load", "--over").out
