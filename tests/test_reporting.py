"""Who has not reported this month: by the day, heard from the unit itself, and what to write to its contacts."""

import pytest


@pytest.fixture
def offices(reform):
    """Two units with a project each and a contact each; the day of March 2026, the 28th, is a Saturday."""
    reform("add", "甲项", "--lead", "甲局", "--liaison", "张三", "--officer", "李四", "--due", "2026-12-31")
    reform("add", "甲步", "--to", "1", "--due", "2026-06-30")
    reform("add", "乙项", "--lead", "乙局", "--due", "2026-12-31")
    return reform


def states(reform, day="2026-03-20", *options):
    return {row["unit"]: row["state"] for row in reform("reporting", "--all", "--today", day, "--json", *options).rows}


def test_the_day_moves_off_days_off(offices):
    told = offices("reporting", "--today", "2026-03-20").out
    assert "2 of 2 units have not reported; the day is 2026-03-30." in told and "2026-03-28 is a day off." in told
    assert "the day is 2026-04-28." in offices("reporting", "--today", "2026-04-01").out
    assert states(offices, "2026-03-30") == {"甲局": "due", "乙局": "due"}
    assert states(offices, "2026-03-31") == {"甲局": "missing", "乙局": "missing"}


def test_a_declared_calendar_counts(offices, home):
    (home / "days.csv").write_text("date,working\n2026-03-30,no\n2026-03-28,no\n", encoding="utf-8")
    assert offices("workdays", "load", "days.csv").status == 0
    assert "the day is 2026-03-31." in offices("reporting", "--today", "2026-03-20").out


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (("note", "1", "进展顺利", "--actor", "甲局"), "reported"),
        (("note", "1.1", "进展顺利", "--actor", "张三"), "reported"),
        (("note", "1", "进展顺利", "--actor", "李四"), "reported"),
        (("done", "1.1", "--reported"), "reported"),
        (("note", "1", "打过电话，无人接听", "--actor", "改革办"), "due"),
        (("note", "1", "进展", "--actor", "乙局"), "due"),
        (("visit", "add", "甲局", "--projects", "1"), "due"),
    ],
)
def test_what_the_unit_says_itself_is_heard(offices, said, heard):
    assert offices(*said, "--today", "2026-03-16").status == 0
    assert states(offices) == {"甲局": heard, "乙局": "due"}


def test_an_answer_to_an_order_is_heard(offices):
    offices("order", "add", "1", "--kind", "remind", "--due", "月底前")
    offices("order", "answer", "O1", "已推进")
    assert states(offices)["甲局"] == "reported"


def test_a_part_of_the_unit_speaks_for_it_and_what_was_said_last_month_does_not_count(offices):
    offices("owner", "add", "甲局办公室", "--parent", "甲局")
    offices("note", "1", "进展", "--actor", "甲局办公室", "--today", "2026-02-27")
    assert states(offices) == {"甲局": "due", "乙局": "due"}
    (first, _second) = offices("reporting", "--json").rows
    assert (first["unit"], first["last"], first["open"], first["refs"]) == ("甲局", "2026-02-27", 1, ["1"])
    offices("note", "1", "进展", "--actor", "甲局办公室", "--today", "2026-03-31")
    assert states(offices, "2026-03-31")["甲局"] == "late"
    assert states(offices, "2026-03-30")["甲局"] == "due"


def test_a_reminder_for_its_contacts(offices):
    texts = {row["unit"]: row["reminder"] for row in offices("reporting", "--json").rows}
    assert texts["甲局"] == "张三: please report how 1 of 甲局 stand in 2026-03; the day is 2026-03-30."
    assert texts["乙局"].startswith("乙局: ")
    assert "张三：请于 2026-03-30 前报送甲局 2026-03 改革工作进展（1）。" in offices("reporting", "--lang", "zh").out


def test_only_those_who_have_not_and_a_status_for_scripts(offices):
    offices("note", "1", "进展", "--actor", "甲局")
    assert [row["unit"] for row in offices("reporting", "--json").rows] == ["乙局"]
    assert offices("reporting", "--exit-code").status == 3
    offices("note", "2", "进展", "--actor", "乙局")
    done = offices("reporting", "--exit-code")
    assert (done.status, done.out, done.err) == (0, "", "")
