"""Only what is new, worse or cleared since it was last told."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformcli.reports.delta import Told, changed
from reformcli.reports.overdue import COLUMNS
from reformcli.rulebook import rulebook
from reformcli.table import Table, row
from tests.conftest import cap_of_visits, load_rules

DAYS = rulebook().changed


@pytest.fixture
def late(reform):
    """Three late projects, told of on 2026-03-15: one 6 days late, one 3, one to come."""
    for title, due in (("甲", "2026-03-09"), ("乙", "2026-03-12"), ("丙", "2026-03-16")):
        reform("add", title, "--lead", f"{title}局", "--due", due)
    return reform


def told(reform, *options, day="2026-03-15"):
    answer = reform("overdue", "--changed-since-last", "--json", "--today", day, *options)
    assert answer.status == 0, answer.err
    return [(one["change"], one["ref"]) for one in answer.rows]


def test_new_worse_cleared_and_the_rest_is_counted(late):
    assert told(late) == [("new", "1"), ("new", "2")]
    assert told(late) == []
    shown = late("overdue", "--changed-since-last", "--today", "2026-03-17", "--peek")
    assert "And 1 as before." in shown.out and "changes since 2026-03-15" in shown.out
    assert told(late, "--peek", day="2026-03-17") == [("new", "3"), ("worse", "1")]
    late("done", "2", "--on", "2026-03-16", "--today", "2026-03-17")
    assert told(late, day="2026-03-17") == [("new", "3"), ("worse", "1"), ("cleared", "2")]
    assert told(late, day="2026-03-18") == []
    assert told(late, day="2026-03-24") == [("worse", "1"), ("worse", "3")]


def test_nothing_new_prints_nothing(late):
    told(late)
    again = late("overdue", "--changed-since-last")
    assert (again.status, again.out, again.err) == (0, "", "")


def test_a_row_that_is_gone_says_who_and_nothing_of_another_day(late):
    told(late)
    late("done", "1")
    (gone,) = late("overdue", "--changed-since-last", "--json").rows
    assert (gone["title"], gone["lead"], gone["due"], gone["days_late"]) == ("甲", ["甲局"], None, None)
    assert list(gone)[:2] == ["change", "ref"]


def test_each_reader_and_each_question_has_a_memory(late, home):
    assert told(late, "--for", "书记") == [("new", "1"), ("new", "2")]
    assert told(late, "--for", "县长") == [("new", "1"), ("new", "2")]
    assert told(late, "--owner", "甲局") == [("new", "1")]
    assert told(late, "--for", "书记") == []
    assert len(list((home / "state" / "reform").iterdir())) == 3
    assert told(late, "--memory", str(home / "mine.json")) == [("new", "1"), ("new", "2")]
    assert told(late, "--memory", str(home / "mine.json")) == []


def test_the_exit_status_is_for_new_and_worse(late):
    words = ("overdue", "--changed-since-last", "--exit-code")
    assert late(*words).status == 3
    assert late(*words).status == 0
    late("done", "1")
    assert late(*words).status == 0
    assert late(*words, "--today", "2026-03-17").status == 3


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda memory: "{torn", "This is no memory of a report."),
        (lambda memory: "[]", "This is no memory of a report."),
        (lambda memory: json.dumps({**memory, "rows": [1]}), "This is no memory of a report."),
        (lambda memory: json.dumps({**memory, "day": "2026-03-16"}), "later than today"),
        (lambda memory: json.dumps({**memory, "history": "0" * 64}), "of another ledger"),
        (lambda memory: json.dumps({**memory, "report": "due"}), "of another report"),
        (lambda memory: json.dumps({**memory, "for": "县长"}), "another reader"),
    ],
)
def test_a_memory_that_cannot_be_is_refused_and_left(late, home, spoil, said):
    path = home / "mine.json"
    told(late, "--memory", str(path))
    text = spoil(json.loads(path.read_text(encoding="utf-8")))
    path.write_text(text, encoding="utf-8")
    refused = late("overdue", "--changed-since-last", "--memory", str(path))
    assert refused.status == 1 and said in refused.err and refused.out == ""
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--changed-since-last", "--by", "owner"), "--by and --changed-since-last do not go together."),
        (("--changed-since-last", "--as-known", "2026-03-15"), "--as-known and --changed-since-last"),
        (("--for", "书记"), "--for goes with --changed-since-last only."),
        (("--peek",), "--peek goes with --changed-since-last only."),
        (("--memory", "x.json"), "--memory goes with --changed-since-last only."),
    ],
)
def test_what_does_not_go_together(late, options, said):
    refused = late("overdue", *options)
    assert refused.status == 2 and said in refused.err


def test_a_memory_never_replaces_a_ledger(late, home):
    refused = late("overdue", "--changed-since-last", "--memory", str(home / "ledger.db"))
    assert refused.status == 1
    assert late("check").status == 0


def test_other_reports_and_what_is_worse_in_them(late):
    def changes(*words, day="2026-03-15"):
        answer = late(*words, "--changed-since-last", "--json", "--today", day)
        assert answer.status == 0, answer.err
        return [one["change"] for one in answer.rows]

    assert changes("due") == ["new"] and changes("due") == []
    assert changes("ladder") == ["new"] * 3
    assert changes("ladder", day="2026-03-17") == ["worse", "worse"]
    assert changes("reporting") == ["new"] * 3 and changes("reporting", day="2026-03-31") == ["worse"] * 3
    assert set(changes("coverage")) == {"new"} and changes("coverage") == []
    assert changes("load") == ["new"] * 3


def test_load_is_worse_over_one_more_cap(late):
    words = ("load", "--changed-since-last", "--json")
    assert len(late(*words).rows) == 3
    load_rules(late, cap_of_visits(0))
    late("visit", "add", "甲局")
    assert [(one["change"], one["unit"]) for one in late(*words).rows] == [("worse", "甲局")]


def test_chinese(late):
    shown = late("overdue", "--changed-since-last", "--lang", "zh").out
    assert "首次告知" in shown and "新增" in shown
    late("done", "1")
    shown = late("overdue", "--changed-since-last", "--lang", "zh").out
    assert "自 2026-03-15 以来的变化" in shown and "消除" in shown and "另有 1 项如前。" in shown


LATE = st.dictionaries(st.integers(1, 9), st.integers(1, 120), max_size=6)


@given(before=LATE, now=LATE)
def test_the_report_is_what_it_was_without_what_is_cleared_and_with_what_is_new(before, now):
    def table(days):
        rows = tuple(row(COLUMNS, ref=str(ref), title=f"t{ref}", days_late=late) for ref, late in days.items())
        return Table("overdue", "Overdue", COLUMNS, rows)

    first = changed(table(before), ("ref",), None, DAYS)
    assert [one[0] for one in first.table.rows] == ["new"] * len(before)
    kept = json.loads(json.dumps(first.rows))
    delta = changed(table(now), ("ref",), Told(date(2026, 3, 15), kept), DAYS)
    refs = {change: {one[1] for one in delta.table.rows if one[0] == change} for change in ("new", "worse", "cleared")}
    assert {str(ref) for ref in now} == ({str(ref) for ref in before} - refs["cleared"]) | refs["new"]
    assert refs["worse"] == {
        str(ref) for ref in before.keys() & now.keys() if any(before[ref] < day <= now[ref] for day in DAYS)
    }
    assert delta.is_worse == bool(refs["new"] or refs["worse"])
