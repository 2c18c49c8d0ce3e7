"""Compare: two days beside each other; and reports as the ledger was known on a day."""

import pytest

from reformcli import i18n
from reformcli.reports import REPORTS
from reformcli.reports.charts import CHARTS


@pytest.fixture
def quarter(reform):
    """Half a year's end, and what the quarter after it brought."""

    def on(day, *argv):
        done = reform(*argv, "--today", day, *(["--yes"] if argv[0] == "extend" else []))
        assert done.status == 0, done.err

    for title, due in (
        ("stays", "2026-12-31"),
        ("slips", "2026-09-01"),
        ("ends", "2026-10-31"),
        ("goes", "2026-10-31"),
        ("turns", "2026-08-31"),
    ):
        on("2026-06-30", "add", title, "--due", due, "--lead", "甲局", "--group", "经济")
    on("2026-06-30", "add", "step", "--to", "2", "--due", "2026-08-01")
    on("2026-06-30", "add", "step", "--to", "4", "--due", "2026-08-01")
    on("2026-07-01", "extend", "2", "--to", "2026-12-01", "--reason", "雨", "--approved-by", "县长")
    on("2026-07-02", "extend", "2.1", "--to", "2026-07-15", "--reason", "快", "--approved-by", "县长")
    on("2026-07-03", "done", "3", "--on", "2026-07-02")
    on("2026-07-04", "drop", "4", "--reason", "并入")
    on("2026-07-05", "add", "joins", "--due", "2026-12-31", "--lead", "乙局")
    on("2026-07-05", "add", "first", "--to", "6", "--due", "2026-12-01")
    on("2026-07-05", "add", "more", "--to", "1", "--due", "2026-12-01")
    on("2026-10-01", "edit", "1", "--title", "later")
    on("2026-10-01", "done", "5")
    return reform


def parts(answer):
    """Refs of the lists, and counts."""
    found = {}
    for row in answer.rows:
        found.setdefault(row["section"], []).append(row)
    return found


def test_each_kind_of_change_has_a_list_of_its_own(quarter):
    found = parts(quarter("compare", "2026-06-30", "2026-09-30", "--json"))
    assert [(row["ref"], row["how"]) for row in found["joined"]] == [("1.1", "added"), ("6", "added")]
    assert [(row["ref"], row["how"]) for row in found["left"]] == [("4", "dropped")]
    (finished,) = found["finished"]
    assert (finished["ref"], finished["done"], finished["light_before"]) == ("3", "2026-07-02", "green")
    assert [(row["ref"], row["due_before"], row["due_after"], row["days"]) for row in found["redated"]] == [
        ("2", "2026-09-01", "2026-12-01", 91),
        ("2.1", "2026-08-01", "2026-07-15", -17),
    ]
    assert [(row["ref"], row["light_before"], row["light_after"]) for row in found["relit"]] == [
        ("2", "green", "red"),
        ("2.1", "green", "red"),
        ("5", "green", "red"),
    ]
    assert found["relit"][1] | {"title": "step", "project": "slips", "lead": ["甲局"]} == found["relit"][1]


def test_counts_are_like_for_like(quarter):
    found = parts(quarter("compare", "2026-06-30", "2026-09-30", "--json"))
    counts = {row["item"]: (row["count_before"], row["count_after"]) for row in found["projects"] + found["light"]}
    assert counts == {"total": (5, 5), "both": (4, 4), "green": (4, 1), "red": (0, 2), "blue": (0, 1)}


def test_what_was_overdue_on_each_day_is_counted_as_overdue_counts_it(quarter):
    quarter("add", "late", "--kind", "decision", "--due", "2026-07-01", "--today", "2026-07-01")
    quarter("add", "later", "--kind", "finding", "--due", "2026-08-01", "--today", "2026-07-01")
    quarter("drop", "F1", "--reason", "x", "--today", "2026-07-10")
    found = parts(quarter("compare", "2026-07-02", "2026-09-30", "--json"))
    counts = {row["item"]: (row["count_before"], row["count_after"]) for row in found["overdue"]}
    assert counts == {"total": (1, 3), "both": (0, 3)}
    assert len(quarter("overdue", "--as-known", "2026-09-30", "--json").rows) == 3
    assert [(row["ref"], row["how"]) for row in found["left"]] == [("4", "dropped"), ("F1", "dropped")]
    assert [(row["ref"], row["kind"]) for row in found["relit"]][-1] == ("F2", "finding")


def test_a_day_counts_to_its_end(quarter):
    assert parts(quarter("compare", "2026-07-01", "2026-07-03", "--json")).keys() == {
        "projects",
        "light",
        "overdue",
        "finished",
        "redated",
        "relit",
    }
    assert [row["ref"] for row in parts(quarter("compare", "2026-07-02", "2026-07-03", "--json"))["finished"]] == ["3"]
    assert "redated" not in parts(quarter("compare", "2026-07-02", "2026-07-03", "--json"))


def test_dropped_work_that_is_opened_again_joins(quarter):
    quarter("reopen", "4", "--reason", "要办", "--today", "2026-10-02")
    found = parts(quarter("compare", "2026-09-30", "2026-10-02", "--json"))
    assert [(row["ref"], row["how"]) for row in found["joined"]] == [("4", "restored")]


def test_filters_say_what_joined_and_left(quarter):
    quarter("edit", "1", "--theme", "红", "--today", "2026-10-02")
    found = parts(quarter("compare", "2026-10-01", "2026-10-02", "--theme", "红", "--json"))
    assert [(row["ref"], row["how"]) for row in found["joined"]] == [("1", "fits")]
    quarter("edit", "1", "--theme", "绿", "--today", "2026-10-03")
    found = parts(quarter("compare", "2026-10-02", "2026-10-03", "--theme", "红", "--json"))
    assert [(row["ref"], row["how"]) for row in found["left"]] == [("1", "unfit")]


def test_a_light_is_looked_for_on_both_days(quarter):
    found = parts(quarter("compare", "2026-06-30", "2026-09-30", "--light", "red", "--json"))
    assert [row["ref"] for row in found["relit"]] == ["2", "2.1", "5"] and "joined" not in found
    green = parts(quarter("compare", "2026-06-30", "2026-09-30", "--light", "green", "--json"))
    assert green["relit"] == found["relit"] and len(green["finished"]) == 1
    assert [row["item"] for row in found["light"]] == ["red"]


def test_without_days_it_is_the_month_so_far(quarter):
    assert quarter("compare", "--today", "2026-07-31").out == quarter("compare", "2026-06-30", "2026-07-31").out


def test_an_empty_day_is_said(quarter):
    assert "Nothing was recorded by the end of 2026-06-29." in quarter("compare", "2026-06-29", "2026-06-30").out
    nothing = quarter("compare", "2026-01-01", "2026-01-02", "--json")
    assert nothing.rows == []


def test_days_in_the_wrong_order_are_refused(quarter):
    refused = quarter("compare", "2026-09-30", "2026-06-30")
    assert refused.status == 2 and "2026-09-30 is after 2026-06-30." in refused.err
    assert quarter("compare", "2026-13-01").status == 2


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("shape", ["--json", "--markdown", "--html", "--csv", "--svg", "--with-hash"])
@pytest.mark.parametrize("name", [*REPORTS, *(f"chart {name}" for name in CHARTS)])
def test_a_report_of_that_day_is_the_same_bytes_now(reform, name, shape, language):
    for argv in (
        ("add", "甲", "--due", "2026-06-30", "--lead", "甲局", "--leader", "副县长", "--group", "经济", "--key"),
        ("add", "一", "--to", "1", "--due", "2026-03-01", "--weight", "40"),
        ("add", "乙", "--due", "2026-04-30", "--lead", "乙局", "--source", "省级"),
        ("extend", "2", "--to", "2026-05-30", "--reason", "雨", "--approved-by", "县长"),
        ("done", "1.1", "--on", "2026-03-02"),
        ("visit", "add", "甲局", "--date", "2026-03-10", "--hours", "2"),
        ("light", "1", "red", "--until", "2026-12-31", "--reason", "x"),
    ):
        assert reform(*argv, "--today", "2026-03-15").status == 0
    asked = (*name.split(), shape, "--lang", language)
    then = reform(*asked, "--today", "2026-03-15")
    for argv in (
        ("owner", "edit", "甲局", "--name", "甲委"),
        ("owner", "handover", "甲委", "乙局", "--from", "2026-03-16"),
        ("done", "1", "--all"),
        ("add", "丙", "--due", "2026-03-14"),
        ("drop", "2", "--reason", "并入"),
        ("undo",),
    ):
        assert reform(*argv, "--today", "2026-03-16", "--yes").status == 0
    now = reform(*asked, "--as-known", "2026-03-15")
    assert (now.status, now.out) == (0, then.out)
    assert reform(*asked, "--as-known", "2026-03-16").out == reform(*asked, "--today", "2026-03-16").out


def test_what_was_lit_by_hand_says_so(reform):
    reform("add", "甲", "--due", "2026-12-31", "--today", "2026-03-10")
    reform("light", "1", "red", "--until", "2026-12-31", "--reason", "x", "--today", "2026-03-12")
    (relit,) = parts(reform("compare", "2026-03-11", "2026-03-12", "--json"))["relit"]
    assert (relit["light_before"], relit["light_after"], relit["mark"]) == ("green", "red", "override")


def test_what_was_known_can_be_looked_at_on_another_day(quarter):
    rows = quarter("overdue", "--as-known", "2026-06-30", "--today", "2026-08-02", "--json").rows
    assert [row["ref"] for row in rows] == ["2.1", "4.1"]
    assert [row["ref"] for row in quarter("overdue", "--as-known", "2026-06-30", "--json").rows] == []


def test_names_are_those_of_the_time(quarter):
    quarter("owner", "edit", "甲局", "--name", "丙局", "--today", "2026-10-02")
    assert len(quarter("list", "--owner", "甲局", "--as-known", "2026-06-30", "--json").rows) == 5
    assert quarter("list", "--owner", "丙局", "--as-known", "2026-06-30").status == 1
