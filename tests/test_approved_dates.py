"""Approved dates: what moves one, what holds one, and what explains the one that stands."""

import pytest

LIST = "项目名称,牵头单位,完成时限,改革目标\n医共体改革,县卫健局,2026-06-30,建成医共体\n县管校聘,县教育局,2026-09-30,\n"


@pytest.fixture
def office(reform, home):
    """An office whose list is in the ledger."""
    (home / "list.csv").write_text(LIST, encoding="utf-8")
    assert reform("import", "list.csv").status == 0
    return reform


def dues(office):
    return [row["due"] for row in office("export", "projects", "--json").rows]


def extended(office, to="2027-03-31"):
    assert office("extend", "1", "--to", to, "--reason", "清产核资", "--approved-by", "县委改革委").status == 0


def moves(office, ref="1"):
    return [
        (row["kind"], row["due_from"], row["due_to"], row["reason"], row["approver"], row["document"])
        for row in office("slips", ref, "--json").rows
    ]


def test_a_second_import_moves_no_date_and_takes_the_rest(office, home):
    extended(office)
    (home / "list.csv").write_text(
        LIST.replace("建成医共体", "建成县域医共体").replace("09-30", "12-31"), encoding="utf-8"
    )
    again = office("import", "list.csv")
    assert again.status == 0
    assert "the due date of 1 is 2027-03-31; 2026-06-30 is held back: it was due then before" in again.err
    assert "the due date of 2 is 2026-09-30; 2026-12-31 is held back" in again.err
    assert dues(office) == ["2027-03-31", "2026-09-30"]
    assert office("export", "projects", "--json").rows[0]["goal"] == "建成县域医共体"


def test_an_import_with_an_approval_records_extensions_but_no_old_list(office, home):
    extended(office)
    (home / "list.csv").write_text(LIST.replace("2026-09-30", "2026-12-31"), encoding="utf-8")
    approved = ("--reason", "征求意见", "--approved-by", "县委", "--document", "红改〔2026〕3号")
    taken = office("import", "list.csv", *approved)
    assert taken.status == 0 and "the list is an old one" in taken.err
    assert dues(office) == ["2027-03-31", "2026-12-31"]
    assert moves(office, "2") == [("extension", "2026-09-30", "2026-12-31", "征求意见", "县委", "红改〔2026〕3号")]
    assert office("import", "list.csv", *approved).status == 0
    assert len(moves(office, "2")) == 1
    assert office("undo", "--yes").status == 0 and dues(office) == ["2027-03-31", "2026-09-30"]


def test_an_import_s_receipt_says_whose_how_often_and_what_lies_outside(office, home):
    office("add", "试点", "--to", "2", "--due", "2026-08-31")
    extended(office, "2026-12-31")
    assert office("edit", "2", "--due", "2026-09-29", "--correct", "打错一天").status == 0
    moved = LIST.replace("2026-06-30", "2027-01-31").replace("2026-09-30", "2026-07-31")
    (home / "list.csv").write_text(moved, encoding="utf-8")
    told = office("import", "list.csv", "--reason", "r", "--approved-by", "县委", "--yes").err
    assert "1 医共体改革 (县卫健局): Due: 2026-12-31 → 2027-01-31; extension number 2, approved by 县委" in told
    assert "2 县管校聘 (县教育局): Due: 2026-09-29 → 2026-07-31; extension number 1, approved by 县委" in told
    assert "1 milestone of 2 is due after the project itself (2026-07-31): 2.1 (2026-08-31)." in told
    undone = office("undo", "--yes").err
    assert "Removed: 2 extension 2026-09-29 → 2026-07-31: r" in undone
    assert "Changed back: 2 县管校聘: Due: 2026-07-31 → 2026-09-29" in undone
    (home / "list.csv").write_text(LIST.replace("2026-06-30", "2026-12-31").replace("建成", "办成"), encoding="utf-8")
    told = office("import", "list.csv").err
    assert "1 医共体改革 (县卫健局): Goal: 建成医共体 → 办成医共体\n" in told


def test_an_earlier_day_in_a_list_needs_to_be_said(office, home):
    (home / "list.csv").write_text(LIST.replace("2026-09-30", "2026-08-31"), encoding="utf-8")
    approved = ("--reason", "提前", "--approved-by", "县委")
    assert "earlier day" in office("import", "list.csv", *approved).err and dues(office)[1] == "2026-09-30"
    assert office("import", "list.csv", *approved, "--yes").status == 0 and dues(office)[1] == "2026-08-31"


def test_a_closed_piece_of_work_and_a_blank_keep_their_date(office, home):
    office("done", "2")
    (home / "list.csv").write_text(LIST.replace("2026-09-30", "2026-12-31"), encoding="utf-8")
    assert "it is closed" in office("import", "list.csv", "--reason", "r", "--approved-by", "a").err
    (home / "projects.csv").write_text(office("export", "projects").out.replace("2026-06-30", ""), encoding="utf-8")
    office("import", "projects.csv")
    assert dues(office) == ["2026-06-30", "2026-09-30"]


def test_half_an_approval_is_refused(office):
    assert office("import", "list.csv", "--reason", "r").status == 2


def test_an_empty_date_is_filled(reform, home):
    (home / "list.csv").write_text(LIST.replace("2026-06-30", ""), encoding="utf-8")
    reform("import", "list.csv")
    (home / "list.csv").write_text(LIST, encoding="utf-8")
    assert reform("import", "list.csv").status == 0
    assert dues(reform) == ["2026-06-30", "2026-09-30"] and moves(reform) == []


TWO_DATES = "项目名称,牵头单位,原定完成时限,调整后完成时限\n"
TWO_DATES += "甲,县教育局,2026-06-30,2026-09-30\n乙,县教育局,2026-06-30,\n"


@pytest.mark.parametrize("undated", [False, True])
def test_a_list_with_first_and_present_dates_says_what_nothing_explains(reform, home, undated):
    if undated:
        reform("add", "甲")
    (home / "list.csv").write_text(TWO_DATES, encoding="utf-8")
    told = reform("import", "list.csv", "--new-owner").err
    assert (
        "“甲” was due on 2026-06-30 and is due on 2026-09-30 by now, which nothing explains" in told
        and "乙" not in told
    )
    assert reform("check", "--dates").status == 4 and reform("undo", "--yes").status == 0
    approved = ("--reason", "汛期", "--approved-by", "县长")
    assert "nothing explains" not in reform("import", "list.csv", "--new-owner", *approved).err
    assert reform("check", "--dates").status == 0 and dues(reform) == ["2026-09-30", "2026-06-30"]
    assert [row["extensions"] for row in reform("slips", "--json").rows] == [1]
    assert "nothing explains" not in reform("import", "list.csv").err


def test_an_extension_that_comes_along_explains_the_date_of_its_copy(office, home, run, monkeypatch):
    (home / "old.ndjson").write_text(office("export", "--ndjson").out, encoding="utf-8")
    extended(office)
    (home / "new.ndjson").write_text(office("export", "--ndjson").out, encoding="utf-8")
    monkeypatch.setenv("REFORM_DB", str(home / "copy.db"))
    run("init")
    run("import", "old.ndjson")
    taken = run("import", "new.ndjson")
    assert taken.status == 0 and "held back" not in taken.err and "nothing explains" not in taken.err
    assert dues(run) == ["2027-03-31", "2026-09-30"] and len(moves(run)) == 1
    assert "held back" in run("import", "old.ndjson").err and dues(run)[0] == "2027-03-31"
    monkeypatch.setenv("REFORM_DB", str(home / "second.db"))
    run("init")
    whole = run("import", "new.ndjson", "--reason", "r", "--approved-by", "a")
    assert "nothing explains" not in whole.err and len(moves(run)) == 1 and run("check", "--dates").status == 0


def test_a_slip_of_the_pen_is_corrected_and_counted_nowhere(office):
    refused = office("edit", "1", "--due", "2026-07-31")
    assert refused.status == 1 and "--correct" in refused.err
    corrected = office("edit", "1", "--due", "2026-07-31", "--goal", "建成", "--correct", "打错了月份")
    assert (
        corrected.status == 0 and "(县卫健局): Goal: 建成医共体 → 建成; Due: 2026-06-30 → 2026-07-31" in corrected.out
    )
    assert "1: a slip of the pen put right; it counts as no extension." in corrected.err
    assert moves(office) == [("correction", "2026-06-30", "2026-07-31", "打错了月份", "tester", None)]
    row = office("slips", "--json").rows[0]
    assert (row["due_first"], row["slip"], row["extensions"], row["corrections"]) == ("2026-07-31", 0, 0, 1)
    assert office("why", "1").out.count("2026-06-30") == 0
    assert office("undo", "--yes").status == 0 and dues(office)[0] == "2026-06-30" and moves(office) == []


def test_what_was_extended_or_has_passed_is_no_slip(office):
    extended(office)
    assert "was extended" in office("edit", "1", "--due", "2026-08-31", "--correct", "x").err
    assert "has passed" in office("edit", "2", "--due", "2026-08-31", "--correct", "x", "--today", "2026-10-01").err
    assert office("edit", "2", "--due", "2026-08-31", "--correct", " ").status == 2
    assert office("edit", "2", "--correct", "x").status == 2


def test_an_earlier_extension_is_asked_about_and_receipts_count(office):
    extended(office)
    earlier = ("extend", "1", "--to", "2026-12-31", "--reason", "提前", "--approved-by", "县委")
    refused = office(*earlier)
    assert refused.status == 2 and "earlier than 2027-03-31" in refused.err and dues(office)[0] == "2027-03-31"
    taken = office(*earlier, "--yes")
    assert "(县卫健局): Due: 2027-03-31 → 2026-12-31\n" in taken.out and "extension number 2" in taken.err


def test_what_moved_so_often_is_listed(office):
    extended(office)
    office("extend", "1", "--to", "2027-06-30", "--reason", "汛期", "--approved-by", "县委")
    office("extend", "2", "--to", "2026-10-31", "--reason", "汛期", "--approved-by", "县委")
    assert [row["ref"] for row in office("slips", "--where", "extensions>=2", "--json").rows] == ["1"]
    assert [row["ref"] for row in office("list", "--where", "延期次数=1", "--json").rows] == ["2"]


def test_what_lies_outside_its_project_is_named(office):
    office("add", "试点", "--to", "1", "--due", "2026-05-31")
    assert "1.1" not in office("extend", "1", "--to", "2026-07-31", "--reason", "r", "--approved-by", "a").err
    overrun = office("extend", "1.1", "--to", "2026-08-31", "--reason", "r", "--approved-by", "a")
    assert "试点 is due on 2026-08-31, after its project 1 (2026-07-31)" in overrun.err
    outside = office("extend", "1", "--to", "2026-08-01", "--reason", "r", "--approved-by", "a")
    assert "1 milestone of 1 is due after the project itself (2026-08-01): 1.1 (2026-08-31)" in outside.err


def test_an_undo_out_of_order_leaves_no_date_unexplained(office):
    for to in ("2026-12-31", "2026-06-30", "2026-12-31"):
        office("extend", "1", "--to", to, "--reason", "r", "--approved-by", "a", "--yes")
    first = next(row["batch"] for row in office("history", "1", "--json").rows if row["verb"] == "extend")
    refused = office("undo", str(first), "--yes")
    assert refused.status == 1 and dues(office)[0] == "2026-12-31"
    assert office("check").status == 0


def test_what_comes_back_is_said_in_words(office):
    office("done", "1", "--on", "2026-03-10")
    undone = office("undo", "--yes").err
    assert "State: done → not started" in undone and "Done: 2026-03-10 → -" in undone
    office("done", "1", "--on", "2026-03-10")
    again = office("reopen", "1", "--reason", "验收未通过", "--today", "2026-07-02")
    assert "State: done → in hand" in again.out and "due on 2026-06-30 and is 2 days late" in again.err


def test_check_says_what_every_date_stands_on(office, home):
    extended(office)
    office("edit", "2", "--due", "2026-10-31", "--correct", "打错")
    office("add", "新事", "--due", "2026-08-31")
    checked = office("check", "--dates", "--json")
    assert checked.status == 0
    assert [(row["ref"], row["by"], row["who"]) for row in checked.rows] == [
        ("3", "entry", "tester"),
        ("2", "correction", "tester"),
        ("1", "extension", "县委改革委"),
    ]


def test_check_finds_a_date_that_nothing_explains(office, home):
    copy = office("export", "projects").out.replace("2026-06-30", "2026-07-31", 1)
    uid = office("export", "projects", "--json").rows[0]["uid"]
    lines = [line.replace(uid, "f" * 32) for line in copy.splitlines()]
    heading = lines[0].split(",")
    cells = dict(zip(heading, lines[1].split(","), strict=True)) | {"number": "9", "title": "抄来的", "plan": "2026"}
    (home / "projects.csv").write_text(f"{lines[0]}\n{','.join(cells[key] for key in heading)}\n", encoding="utf-8")
    imported = office("import", "projects.csv")
    assert imported.status == 0
    assert "“抄来的” was due on 2026-06-30 and is due on 2026-07-31" in imported.err
    checked = office("check", "--dates", "--json")
    assert checked.status == 4 and "1 due date stands on nothing" in checked.err
    assert checked.rows[0]["by"] == "nothing"


def test_a_new_date_that_has_passed_is_said(office):
    passed = "2026-02-01 has passed already."
    assert passed in office("edit", "1", "--due", "2026-02-01", "--correct", "月份打错").err
    assert passed not in office("edit", "1", "--goal", "建成医共体").err
    late = ("extend", "2", "--to", "2026-02-01", "--reason", "提前", "--approved-by", "县委改革委", "--yes")
    assert passed in office(*late).err
