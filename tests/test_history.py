"""History and undo."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from reformcli.model.change import Batch, Change
from reformcli.model.event import Event
from reformcli.store import open_ledger
from tests.test_golden import screen


def everything(reform):
    return reform("export", "--json").out


def test_every_change_is_told_field_by_field(reform):
    reform("add", "甲", "--due", "2026-06-30", "--actor", "张三")
    reform("edit", "1", "--goal", "建成")
    rows = reform("history", "1", "--json").rows
    assert {"actor": "张三", "field": "title", "before": None, "after": "甲"}.items() <= rows[0].items()
    hash_ = rows[-1]["hash"]
    assert rows[-1] | {"at": ""} == {
        "batch": 2,
        "at": "",
        "actor": "tester",
        "verb": "edit",
        "noun": "project",
        "ref": "1",
        "field": "goal",
        "before": None,
        "after": "建成",
        "hash": hash_,
    }
    assert hash_ not in reform("history", "1").out
    assert rows[-1]["at"].endswith("+00:00")


def test_a_hash_that_was_kept_elsewhere_is_found_on_its_line(reform, home):
    reform("add", "甲", "--today", "2026-03-14")
    kept = reform("history", "--json").rows[-1]["hash"]
    reform("edit", "1", "--goal", "建成")
    found = reform("check", "--hash", kept.upper())
    assert found.status == 0 and "The hash is that of line 1 of 2, written on 2026-03-14 at" in found.err
    strange = reform("check", "--hash", "0" * 64)
    assert strange.status == 4 and "No line of the history has the hash 000" in strange.out
    reform("init", "--db", "other.db")
    lost = reform("check", "--hash", kept, "--db", "other.db", "--json")
    assert lost.status == 4 and [row["check"] for row in lost.rows] == ["hash"]


def test_a_role_is_cleared_and_given_anew_from_the_day_on(reform):
    reform("add", "甲", "--supporting", "县财政局")
    assert reform("edit", "1", "--with", "", "--today", "2026-03-20").status == 0
    assert reform("edit", "1", "--with", "县财政局", "--today", "2026-03-25").status == 0
    duties = [(row["valid_from"], row["valid_to"]) for row in reform("export", "duties", "--json").rows]
    assert duties == [(None, "2026-03-19"), ("2026-03-25", None)]


def test_undo_takes_back_the_last_batch_whole(reform):
    reform("add", "甲")
    before = everything(reform)
    reform("add", "乙", "--lead", "县教育局", "--due", "2026-01-01")
    assert reform("undo").status == 2
    undone = reform("undo", "--yes")
    assert undone.status == 0 and undone.out == "Batch 2 is undone by batch 3.\n"
    assert everything(reform) == before
    assert reform("check").status == 0
    assert reform("undo", "--yes").out == "Batch 1 is undone by batch 4.\n"
    assert reform("undo", "--yes").status == 1


def test_an_undo_can_be_undone_by_its_number(reform):
    reform("add", "甲", "--lead", "县教育局")
    before = everything(reform)
    reform("undo", "--yes")
    assert reform("undo", "2", "--yes").status == 0
    assert everything(reform) == before


def test_numbers_are_not_given_again_after_an_undo(reform):
    reform("add", "甲")
    reform("undo", "--yes")
    assert reform("add", "乙").out == "Added 2  乙\n"


def test_what_later_changes_stand_on_is_not_undone(reform):
    reform("add", "甲")
    reform("edit", "1", "--goal", "一")
    reform("add", "步", "--to", "1")
    refused = reform("undo", "1", "--yes")
    assert refused.status == 1 and "has changed since batch 1" in refused.err
    assert reform("undo", "2", "--yes").status == 0
    refused = reform("undo", "1", "--yes")
    assert refused.status == 1 and "1 record refers to project 1: milestone 1.1." in refused.err
    assert reform("check").status == 0


def test_an_owner_has_a_history_by_any_of_its_names(reform):
    reform("owner", "add", "县 卫健局", "--other-names", "卫健委")
    reform("owner", "add", "卫生局", "--contact", "1")
    reform("owner", "edit", "卫健委", "--contact", "2")
    rows = [[row["batch"] for row in reform("history", name, "--json").rows] for name in ("县 卫健局", "卫健委")]
    assert rows[0] == rows[1] and set(rows[0]) == {1, 3}
    refused = reform("undo", "1", "--yes")
    assert refused.status == 1 and "see `reform history '县 卫健局'`" in refused.err
    reform("owner", "merge", "卫生局", "县卫健局", "--yes")
    assert {row["batch"] for row in reform("history", "卫生局", "--json").rows} == {1, 3, 4}
    unknown = reform("history", "教育局")
    assert unknown.status == 2 and "'教育局' is not a ref." in unknown.err


@pytest.mark.parametrize(
    "command",
    [
        ("done", "1", "--all"),
        ("drop", "1", "--reason", "x"),
        ("edit", "1", "--title", "乙", "--lead", "县财政局"),
        ("extend", "1", "--to", "2026-09-30", "--reason", "x", "--approved-by", "y"),
        ("note", "1", "x"),
        ("owner", "handover", "县教育局", "县财政局"),
        ("visit", "add", "县教育局"),
        ("add", "x", "--kind", "finding", "--project", "1"),
        ("edit", "F1", "--lead", "县财政局", "--with", ""),
        ("done", "F1", "--evidence", "x", "--all"),
        ("done", "F1", "--reported", "--all", "--by", "县教育局"),
        ("stage", "F1", "measures", "--evidence", "x"),
        ("stage", "F2", "look-back"),
        ("stage", "F2", "look-back", "--return", "--evidence", "x"),
        ("reopen", "F2", "--reason", "x"),
        ("reopen", "F3", "--reason", "x"),
        ("drop", "F1", "--reason", "x"),
        ("rules", "load", "rules.toml", "--valid-from", "2026-01-01"),
        ("visit", "edit", "V1", "--hours", "2"),
        ("visit", "remove", "V1"),
        ("owner", "edit", "县教育局", "--other-names", "教育局"),
        ("reopen", "2", "--reason", "x"),
    ],
)
def test_every_verb_can_be_undone(reform, home, command):
    reform("add", "甲", "--lead", "县教育局", "--due", "2026-06-30")
    reform("add", "步", "--to", "1", "--due", "2026-05-01")
    reform("add", "乙")
    reform("done", "2")
    for title in ("问题", "销了的", "不办的"):
        reform("add", title, "--kind", "finding", "--lead", "县教育局", "--with", "县人社局")
    reform("done", "F2", "--all")
    reform("drop", "F3", "--reason", "x")
    (home / "rules.toml").write_text("[lights]\nnear = 7\n")
    reform("visit", "add", "县教育局")
    before = everything(reform)
    assert reform(*command).status == 0
    assert everything(reform) != before
    assert reform("undo", "--yes").status == 0
    assert everything(reform) == before
    assert reform("check").status == 0


def test_an_unknown_batch(reform):
    assert reform("undo", "99", "--yes").err == "reform: There is no batch 99. See `reform history`.\n"


def test_people_read_the_history_in_words_batch_by_batch(reform):
    reform("add", "甲", "--lead", "县卫健局", "--actor", "张三")
    reform("visit", "add", "县卫健局", "--projects", "1", "--form", "on-site", "--actor", "李四")
    told = reform("history", "V1", "--lang", "zh").out
    assert "第2批　visit add　李四" in told and "第1批" not in told
    lines = [line.split() for line in told.splitlines()]
    assert ["督查", "V1", "督查对象", "县卫健局"] in lines and ["督查", "V1", "方式", "实地"] in lines
    assert not any(word in told for word in ("owner", "form", "on-site"))
    kept = {row["field"]: row["after"] for row in reform("history", "V1", "--json").rows}
    assert kept["form"] == "on-site" and kept["owner"] == "1"
    assert ["项目", "1", "名称", "甲"] in [
        line.split() for line in reform("find", "甲", "--lang", "zh").out.splitlines()
    ]


def test_a_whole_number_has_no_point(reform):
    reform("add", "甲", "--lead", "Health")
    reform("add", "乙", "--to", "1", "--weight", "3")
    assert "Weight: 1 → 2.5" in reform("edit", "1.1", "--weight", "2.5").out.replace("3", "1")
    assert "3.0" not in reform("history", "1.1").out


def test_the_question_before_an_undo_has_the_moment_as_the_history_has_it(reform):
    reform("add", "甲")
    at = reform("history", "--json").rows[-1]["at"][:16].replace("T", " ")
    assert f"(add, {at} UTC): 1 change?" in reform("undo").err


def test_what_is_in_use_is_not_undone_and_who_uses_it_is_named(reform):
    reform("owner", "add", "县卫健局")
    reform("add", "医共体", "--lead", "县卫健局")
    reform("visit", "add", "县卫健局", "--date", "2026-03-01")
    for trial in ((), ("--dry-run",)):
        refused = reform("undo", "1", "--yes", *trial)
        assert refused.status == 1 and "2 records refer to owner 县卫健局: duty 1, visit V1." in refused.err
    for batch in ("3", "2", "1"):
        assert reform("undo", batch, "--yes").status == 0


def test_a_batch_that_is_none_is_refused_and_a_cut_list_says_so(reform):
    refused = reform("history", "--batch", "9")
    assert refused.status == 1 and "There is no batch 9." in refused.err
    assert "--all lists every one" not in reform("history").err
    for number in range(17):
        reform("add", f"甲{number}", "--lead", f"第{number}局", "--new-owner", "--due", "2026-12-31")
    assert "The newest 50 lines; --all lists every one." in reform("history").err
    assert "--all lists" not in reform("history", "--all").err + reform("history", "--limit", "5").err


def test_the_history_of_some_days(reform):
    for day, title in (("2026-03-02", "甲"), ("2026-03-09", "乙"), ("2026-03-16", "丙")):
        reform("add", title, "--lead", "县卫健局", "--today", day)

    def titles(*options):
        rows = reform("history", *options, "--today", "2026-03-16", "--json").rows
        return [row["after"] for row in rows if row["noun"] == "project" and row["field"] == "title"]

    assert titles("--since", "2026-03-09") == ["乙", "丙"]
    assert titles("--until", "2026-03-09") == ["甲", "乙"]
    assert titles("--since", "last monday", "--until", "2026-03-15") == ["乙"]
    assert titles("1", "--since", "2026-03-03") == []
    assert {row["batch"] for row in reform("history", "--until", "2026-03-09", "--limit", "1", "--json").rows} == {2}
    coming = reform("history", "--since", "2026-04-01", "--today", "2026-03-16")
    assert coming.status == 2 and "--since: 2026-04-01 has not come yet." in coming.err
    turned = reform("history", "--since", "2026-03-09", "--until", "2026-03-02", "--today", "2026-03-16")
    assert turned.status == 2 and "2026-03-09 is after 2026-03-02." in turned.err
    assert "Nothing was entered then." in screen(["history", "--until", "2026-01-01"], "en", 80)


def test_some_days_are_listed_whole(reform, home):
    lines = "\n".join(f"事项{number},2026-12-31" for number in range(60))
    (home / "list.csv").write_text(f"项目名称,完成时限\n{lines}\n", encoding="utf-8")
    reform("import", "list.csv", "--today", "2026-03-09")
    narrowed = reform("history", "--since", "2026-03-09", "--today", "2026-03-09", "--json")
    assert sum(row["field"] == "title" for row in narrowed.rows) == 60 and "newest" not in narrowed.err


def test_clocks_that_are_hours_apart_are_not_spoken_of(reform, home):
    at = datetime.now(UTC) + timedelta(hours=20)
    with closing(open_ledger(home / "ledger.db")) as store:
        store.apply(Batch("test", "tester", at, at.date(), [Change(None, Event(title="甲", date=at.date()))]))
    assert "clock" not in reform("add", "乙", "--due", "2026-12-31").err
    assert "clock" not in reform("check").err


def test_an_entry_by_a_clock_that_is_years_behind_is_said(reform, home):
    with closing(open_ledger(home / "ledger.db")) as store:
        for year in (2090, 2091, 2090):
            at = datetime(year, 5, 1, tzinfo=UTC)
            store.apply(Batch("test", "tester", at, at.date(), [Change(None, Event(title="甲", date=at.date()))]))
    told = reform("add", "乙", "--due", "2026-12-31")
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert f"By this machine's clock it is {today}, but the entry before this one was made on 2090-05-01." in told.err
    assert "clock" not in reform("add", "丙", "--due", "2026-12-31").err
    checked = reform("check")
    assert checked.status == 0 and "Batch 3 was made on 2090-05-01, after one of 2091-05-01" in checked.err
    assert f"Batch 4 was made on {today}, after one of 2090-05-01" in checked.err and "Batch 5" not in checked.err
