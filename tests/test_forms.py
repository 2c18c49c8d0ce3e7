"""Forms: what is sent, what may be filled in, what comes back and what stands in its way."""

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

KEYS = 3
"""Row of the column keys, from 1."""


@pytest.fixture
def office(reform):
    """Two units and a group; one project with a milestone, one without, one done."""
    reform("add", "医共体建设", "--lead", "县卫健局", "--group", "社会组", "--due", "2026-06-30")
    reform("add", "出台方案", "--to", "1", "--due", "2026-03-31")
    reform("add", "校车安全", "--lead", "县教育局", "--with", "县卫健局", "--due", "2026-02-01")
    reform("add", "旧事", "--lead", "县教育局", "--due", "2026-02-01")
    reform("done", "3", "--on", "2026-01-20")
    return reform


def path_of(home, owner, day="2026-03-15"):
    return home / "out" / f"{owner}-{day}.xlsx"


def fill(path, ref, **cells):
    """Fill in a form as a person would, and save it with another program."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[KEYS]}
    row = next(row for row in range(KEYS + 2, sheet.max_row + 1) if sheet.cell(row, at["ref"]).value == ref)
    for key, value in cells.items():
        sheet.cell(row, at[key]).value = value
    book.save(path)


def work(office, ref):
    kind = "milestones" if "." in ref else "projects"
    project, _dot, number = ref.partition(".")
    for row in office("export", kind, "--json").rows:
        if (str(row.get("project")), str(row["number"])) == (project, number) or str(row["number"]) == ref:
            return row
    raise AssertionError(ref)


def test_each_unit_gets_what_it_leads(office, home):
    sent = office("forms", "send", "--all", "-o", "out", "--json")
    assert {(row["owner"], row["rows"]) for row in sent.rows} == {("县卫健局", 2), ("县教育局", 1)}
    assert {path.name for path in (home / "out").iterdir()} == {
        "县卫健局-2026-03-15.xlsx",
        "县教育局-2026-03-15.xlsx",
    }
    sheet = openpyxl.load_workbook(path_of(home, "县卫健局")).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=KEYS + 2, max_row=KEYS + 3)]
    assert [row[1:7] for row in rows] == [
        ["1", None, "医共体建设", datetime(2026, 6, 30), "green", "not started"],
        ["1.1", "医共体建设", "出台方案", datetime(2026, 3, 31), "yellow", "not started"],
    ]


def test_a_group_and_named_owners_get_theirs(office, home):
    for kind in ("group", "专项小组"):
        groups = office("forms", "send", "--all", "--owner-kind", kind, "-o", "out", "--json").rows
        assert [row["owner"] for row in groups] == ["社会组"]
    sent = office("forms", "send", "--owner", "社会组", "--owner", "县教育局", "-o", "out", "--json").rows
    assert [(row["owner"], row["rows"]) for row in sent] == [("社会组", 2), ("县教育局", 1)]


def test_given_cells_are_locked_and_free_ones_checked(office, home):
    office("forms", "send", "--all", "-o", "out")
    book = openpyxl.load_workbook(path_of(home, "县卫健局"))
    sheet = book.worksheets[0]
    assert sheet.protection.sheet and book.worksheets[1].sheet_state == "veryHidden"
    locked = {sheet.cell(KEYS, cell.column).value: cell.protection.locked for cell in sheet[KEYS + 2]}
    assert {key for key, value in locked.items() if not value} == {
        "state",
        "done",
        "progress",
        "problems",
        "next",
        "percent",
    }
    kinds = {one.type: str(one.sqref) for one in sheet.data_validations.dataValidation}
    assert kinds["list"] == "G5:G6" and kinds["date"] == "H5:H6" and "textLength" in kinds
    assert sheet.column_dimensions["A"].hidden and sheet.row_dimensions[KEYS].hidden
    assert sheet.freeze_panes == "E5" and sheet.print_title_rows == "$4:$4"


def test_the_same_form_is_the_same_bytes(office, home):
    office("forms", "send", "--all", "-o", "out")
    before = path_of(home, "县卫健局").read_bytes()
    office("forms", "send", "--all", "-o", "out")
    assert path_of(home, "县卫健局").read_bytes() == before and len(list((home / "out").glob("*.xlsx"))) == 2


def test_what_comes_back_is_recorded_as_the_unit_reports_it(office, home):
    office("forms", "send", "--all", "-o", "out")
    done = {"done": datetime(2026, 3, 10), "progress": "已印发", "problems": "经费不足", "next": "四月培训"}
    fill(path_of(home, "县卫健局"), "1.1", **done)
    fill(path_of(home, "县卫健局"), "1", state="推进中", progress="第一行\n第二行")
    would = office("forms", "collect", "out", "--dry-run", "--json")
    assert would.status == 0 and {row["outcome"] for row in would.rows} == {"would"}
    assert office("export", "notes", "--json").rows == []
    taken = office("forms", "collect", "out", "--json")
    assert taken.status == 0, taken.err
    milestone = work(office, "1.1")
    assert (milestone["state"], milestone["reported"], milestone["done"]) == ("reported", "2026-03-10", None)
    assert work(office, "1")["state"] == "started"
    notes = office("export", "notes", "--json").rows
    assert {(row["about"], row["author"], row["date"]) for row in notes} == {
        ("1", "县卫健局", "2026-03-15"),
        ("1.1", "县卫健局", "2026-03-15"),
    }
    assert {(row["kind"], row["text"]) for row in notes} == {
        ("progress", "第一行\n第二行"),
        ("progress", "已印发"),
        ("problem", "经费不足"),
        ("next-step", "四月培训"),
    }
    batches = {row["batch"] for row in office("history", "--json").rows}
    again = office("forms", "collect", "out", "--json")
    assert again.rows == [] and {row["batch"] for row in office("history", "--json").rows} == batches
    assert office("undo", "--yes").status == 0
    assert office("export", "notes", "--json").rows == [] and work(office, "1.1")["state"] == "planned"


def test_the_same_form_from_another_folder_adds_nothing(office, home):
    office("forms", "send", "--all", "-o", "out")
    fill(path_of(home, "县卫健局"), "1.1", done=datetime(2026, 3, 10), progress="已印发")
    office("forms", "collect", "out")
    office("done", "1.1")
    (home / "mail").mkdir()
    shutil.copy(path_of(home, "县卫健局"), home / "mail" / "副本.xlsx")
    again = office("forms", "collect", "mail", "--json")
    assert (again.status, again.rows) == (0, [])


def test_a_row_that_changed_on_both_sides_is_shown_and_left(office, home):
    office("forms", "send", "--all", "-o", "out")
    office("edit", "1.1", "--state", "started")
    fill(path_of(home, "县卫健局"), "1.1", done=datetime(2026, 3, 10), progress="已印发")
    fill(path_of(home, "县卫健局"), "1", progress="在办")
    taken = office("forms", "collect", "out", "--json")
    assert taken.status == 1 and "1 row changed on both sides" in taken.err
    conflict = {
        row["field"]: (row["sent"], row["now"], row["form"]) for row in taken.rows if row["outcome"] == "conflict"
    }
    assert conflict == {
        "reported": (None, None, "2026-03-10"),
        "state": ("planned", "started", "reported"),
        "progress": (None, None, "已印发"),
    }
    assert work(office, "1.1")["state"] == "started"
    assert [row["about"] for row in office("export", "notes", "--json").rows] == ["1"]
    again = office("forms", "collect", "out", "--json")
    assert again.status == 1 and {row["outcome"] for row in again.rows} == {"conflict"}


def test_what_was_changed_here_alone_is_no_conflict(office, home):
    office("forms", "send", "--all", "-o", "out")
    office("extend", "1.1", "--to", "2026-05-31", "--reason", "征地", "--approved-by", "县长")
    office("edit", "1.1", "--title", "印发方案")
    office("edit", "1", "--state", "started")
    fill(path_of(home, "县卫健局"), "1.1", done=datetime(2026, 3, 10), progress="已印发")
    assert office("forms", "collect", "out").status == 0
    step = work(office, "1.1")
    assert (step["state"], step["due"], step["title"]) == ("reported", "2026-05-31", "印发方案")


def test_two_forms_about_one_piece_of_work(office, home):
    office("forms", "send", "--owner", "县卫健局", "--owner", "社会组", "-o", "out")
    for owner in ("县卫健局", "社会组"):
        fill(path_of(home, owner), "1.1", done=datetime(2026, 3, 10), progress=f"{owner}：已印发")
    assert office("forms", "collect", "out").status == 0
    assert work(office, "1.1")["reported"] == "2026-03-10"
    assert len(office("export", "notes", "--json").rows) == 2


def test_two_files_of_one_form_that_differ_are_said(office, home):
    office("forms", "send", "--owner", "县卫健局", "-o", "out")
    for name, percent in (("a", 30), ("b", 60)):
        (home / "back").mkdir(exist_ok=True)
        shutil.copy(path_of(home, "县卫健局"), home / "back" / f"{name}.xlsx")
        fill(home / "back" / f"{name}.xlsx", "1", progress="推进中", percent=percent)
    taken = office("forms", "collect", "back", "--json")
    assert "back/b.xlsx, cell L5: back/a.xlsx says something else of it" in taken.err
    assert [row["form"] for row in taken.rows if row["field"] == "percent"] == ["30", "60"]
    assert next(row["percent"] for row in office("digest", "--json").rows if row["ref"] == "1") == 60


def test_what_was_not_looked_at_in_the_folder_is_said(office, home):
    office("forms", "send", "--all", "-o", "out")
    (home / "out" / "县卫健局.xls").write_bytes(path_of(home, "县卫健局").read_bytes())
    (home / "out" / "更正").mkdir()
    (home / "out" / "~$县卫健局.xlsx").write_bytes(b"")
    assert "Not looked at: 县卫健局.xls, 更正. Forms are read from .xlsx" in office("forms", "collect", "out").err


def test_who_has_not_returned_is_known_whatever_the_folder(office, home):
    office("owner", "add", "李股长", "--owner-kind", "person", "--contact", "0713-5241000")
    office("edit", "1", "--liaison", "李股长")
    sending = ("forms", "send", "--all", "-o", "out", "--report-by", "2026-03-20")
    assert office(*sending, "--person", "改革办 王芳", "--telephone", "0713-5240000").status == 0
    missing = lambda *more: {row["owner"]: row for row in office("forms", "missing", "--json", *more).rows}  # noqa: E731
    assert set(missing()) == {"县卫健局", "县教育局"}
    row = missing("--today", "2026-03-25")["县卫健局"]
    assert (row["liaison"], row["contact"], row["days_late"], row["rows"]) == ("李股长", "0713-5241000", 5, 2)
    assert "李股长" in row["reminder"] and "5 days ago" in row["reminder"] and row["file"] in row["reminder"]
    (home / "mail").mkdir()
    shutil.copy(path_of(home, "县教育局"), home / "mail" / "未动过.xlsx")
    assert office("forms", "collect", "mail").status == 0 and set(missing()) == {"县卫健局", "县教育局"}
    fill(path_of(home, "县卫健局"), "1", progress="在办")
    path_of(home, "县卫健局").rename(home / "mail" / "回复.xlsx")
    assert office("forms", "collect", "mail").status == 0
    assert set(missing()) == {"县教育局"}
    assert office("undo", "--yes").status == 0 and set(missing()) == {"县卫健局", "县教育局"}


def test_a_form_says_by_when_to_whom_and_who_signs(office, home):
    office(
        "forms", "send", "--all", "-o", "out", "--report-by", "3月底前", "--person", "王芳", "--telephone", "0713", "-q"
    )
    sheet = openpyxl.load_workbook(path_of(home, "县卫健局")).worksheets[0]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("Report by 2026-03-31. To: 王芳. Telephone: 0713." in text for text in texts)
    assert any("Checked by" in text for text in texts) and any("Filled in by" in text for text in texts)


def test_telephones_are_those_of_the_ledger(office, home, monkeypatch):
    for name, contact in (("王芳", "0713-5240000"), ("李股长", "0713-5241000"), ("县委改革办", "0713-5249999")):
        office("owner", "add", name, "--owner-kind", "person", "--contact", contact)
    office("edit", "1", "--officer", "李股长")
    office("forms", "send", "--owner", "县卫健局", "-o", "out", "--person", "王芳", "-q")
    sheet = openpyxl.load_workbook(path_of(home, "县卫健局")).worksheets[0]
    assert "To: 王芳. Telephone: 0713-5240000." in sheet["B2"].value
    missing = lambda: office("forms", "missing", "--json").rows[0]  # noqa: E731
    assert (missing()["liaison"], missing()["contact"]) == ("李股长", "0713-5241000")
    assert missing()["reminder"].startswith("李股长: ") and missing()["reminder"].endswith("Please send it back.")
    monkeypatch.setenv("REFORM_OFFICE_NAME", "县委改革办")
    assert missing()["reminder"].endswith("Please send it back. To: 县委改革办. Telephone: 0713-5249999.")
    monkeypatch.setenv("REFORM_FORMS_TELEPHONE", "0713-5248888")
    assert missing()["reminder"].endswith("To: 县委改革办. Telephone: 0713-5249999.")
    monkeypatch.setenv("REFORM_FORMS_PERSON", "赵六")
    assert missing()["reminder"].endswith("To: 赵六. Telephone: 0713-5248888.")


def test_since_last_sends_what_changed(office, home, monkeypatch):
    office("forms", "send", "--all", "-o", "out")
    assert office("forms", "send", "--all", "--since-last", "-o", "out", "--json").rows == []
    office("extend", "1.1", "--to", "2026-05-31", "--reason", "征地", "--approved-by", "县长")
    monkeypatch.setenv("REFORM_TODAY", "2026-03-20")
    sent = office("forms", "send", "--all", "--since-last", "-o", "out", "--json").rows
    assert [(row["owner"], row["rows"]) for row in sent] == [("县卫健局", 1)]
    assert office("forms", "send", "--all", "--since-last", "-o", "out", "--json").rows == []


def test_a_form_that_was_filled_in_is_never_overwritten(office, home):
    office("forms", "send", "--all", "-o", "out")
    fill(path_of(home, "县卫健局"), "1", progress="在办")
    before = path_of(home, "县卫健局").read_bytes()
    sent = office("forms", "send", "--owner", "县卫健局", "-o", "out", "--json").rows
    assert sent[0]["file"] == "县卫健局-2026-03-15-2.xlsx" and path_of(home, "县卫健局").read_bytes() == before


def test_a_form_is_not_waited_for_of_which_nothing_is_the_owners_or_open_any_more(office):
    office("forms", "send", "--all", "-o", "out")
    office("owner", "handover", "县教育局", "县卫健局", "--from", "2026-03-16", "--today", "2026-03-16")
    later = ("--json", "--today", "2026-03-17")
    assert {row["owner"] for row in office("forms", "missing", *later).rows} == {"县卫健局"}
    for row in office("list", "--json").rows:
        office("done", row["ref"], "--all", "--on", "2026-03-16", "--today", "2026-03-16")
    assert office("forms", "missing", *later).rows == []


def test_what_was_given_stays_as_it_was(office, home):
    office("forms", "send", "--all", "-o", "out")
    fill(path_of(home, "县卫健局"), "1", title="别的", progress="在办")
    taken = office("forms", "collect", "out")
    assert taken.status == 0 and "cell D5: what was given is changed there" in taken.err
    assert work(office, "1")["title"] == "医共体建设"


@pytest.mark.parametrize(
    ("cells", "cell", "why"),
    [
        ({"done": "不久"}, "H6", "not read as a date"),
        ({"done": datetime(2026, 4, 1)}, "H6", "2026-04-01 has not come yet."),
        ({"state": "dropped"}, "G6", "is for the office to say"),
        ({"state": "取消"}, "G6", "is for the office to say"),
        ({"state": "暂缓"}, "G6", "cannot be '暂缓'"),
        ({"state": "没完成"}, "G6", "cannot be '没完成'"),
        ({"state": "started", "done": datetime(2026, 3, 1)}, "H6", "and yet it is started"),
        ({"problems": "长" * 20_001}, "J6", "more than 20000"),
        ({"percent": 0.8}, "L6", "may be 80 per cent"),
        ({"percent": "120"}, "L6", "not between 0 and 100"),
    ],
)
def test_a_cell_that_cannot_be_read_is_listed_and_the_rest_is_taken(office, home, cells, cell, why):
    office("forms", "send", "--all", "-o", "out")
    fill(path_of(home, "县卫健局"), "1", progress="在办")
    fill(path_of(home, "县卫健局"), "1.1", progress="已起草", **cells)
    taken = office("forms", "collect", "out", "--json", "--rest", "bad.csv")
    faults = [row for row in taken.rows if row["outcome"] == "fault"]
    assert taken.status == 1 and [(row["cell"], row["ref"]) for row in faults] == [(cell, "1.1")]
    assert why in faults[0]["reason"] and "县卫健局-2026-03-15.xlsx" in faults[0]["file"]
    assert {row["text"] for row in office("export", "notes", "--json").rows} == {"在办", "已起草"}
    assert work(office, "1.1")["state"] == "planned"
    assert cell in (home / "bad.csv").read_text(encoding="utf-8-sig") and "--on" not in taken.err


def test_done_typed_by_a_unit_is_a_report_and_said(office, home):
    office("forms", "send", "--all", "-o", "out", "--lang", "zh")
    fill(path_of(home, "县卫健局"), "1.1", state="已完成", done=datetime(2026, 3, 10))
    fill(path_of(home, "县卫健局"), "1", state="上报完成")
    taken = office("forms", "collect", "out")
    assert taken.status == 0 and "已完成 counts as a report; the office verifies it" in taken.err
    assert "no day is given, so it counts as reported today" in taken.err
    assert (work(office, "1.1")["state"], work(office, "1.1")["reported"]) == ("reported", "2026-03-10")
    assert (work(office, "1")["state"], work(office, "1")["reported"]) == ("reported", "2026-03-15")
    fill(path_of(home, "县卫健局"), "1", state="上报完成")
    again = office("forms", "collect", "out", "--json", "--today", "2026-03-20")
    assert (again.status, again.rows) == (0, [])


def test_a_day_beside_a_state_that_cannot_be_taken_is_told_too(office, home):
    office("forms", "send", "--all", "-o", "out")
    fill(path_of(home, "县卫健局"), "1.1", state="没完成", done=datetime(2026, 3, 1))
    taken = office("forms", "collect", "out", "--json")
    assert [row["cell"] for row in taken.rows if row["outcome"] == "fault"] == ["G6", "H6"]
    assert work(office, "1.1")["state"] == "planned"


@pytest.mark.parametrize(
    ("word", "state"), [("办结", "reported"), ("Finished", "reported"), ("进行中", "started"), ("基本完成", "started")]
)
def test_a_word_of_state_that_lists_know_is_taken_and_said(office, home, word, state):
    office("forms", "send", "--all", "-o", "out")
    fill(path_of(home, "县卫健局"), "1.1", state=word)
    taken = office("forms", "collect", "out")
    assert taken.status == 0 and work(office, "1.1")["state"] == state
    assert f"{word} counts as {'a report' if state == 'reported' else 'in hand'}" in taken.err


def test_a_day_beside_a_state_left_as_it_stood_is_a_report_and_said(office, home):
    office("forms", "send", "--all", "-o", "out")
    fill(path_of(home, "县卫健局"), "1.1", done=datetime(2026, 3, 10))
    taken = office("forms", "collect", "out")
    assert taken.status == 0 and "was left as it stood; by the day given it is done" in taken.err
    assert work(office, "1.1")["reported"] == "2026-03-10"


def test_forms_are_asked_back_on_a_day_to_come(office, home):
    refused = office("forms", "send", "--all", "--report-by", "2026-03-14", "-o", "out")
    assert refused.status == 2 and "2026-03-14 has passed." in refused.err and not (home / "out").exists()
    assert office("forms", "send", "--all", "--report-by", "2026-03-15", "-o", "out").status == 0


def test_done_on_a_day_that_cannot_be_read_is_no_report_and_a_dash_no_note(office, home):
    office("forms", "send", "--all", "-o", "out")
    fill(path_of(home, "县卫健局"), "1.1", state="done", done="不久", problems="——", next="/")
    assert office("forms", "collect", "out").status == 1
    assert work(office, "1.1")["state"] == "planned" and office("export", "notes", "--json").rows == []


def test_a_row_that_the_owner_does_not_answer_for_is_left_and_named(office, home):
    office("forms", "send", "--all", "-o", "out")
    fill(path_of(home, "县教育局"), "2", progress="在办")
    office("edit", "2", "--lead", "县卫健局")
    taken = office("forms", "collect", "out", "--json")
    assert [(row["outcome"], row["ref"]) for row in taken.rows] == [("left", "2")]
    assert "县教育局 does not answer for it" in taken.err
    assert office("export", "notes", "--json").rows == []


def forge(path, change):
    """Change the hidden sheet of a form."""
    book = openpyxl.load_workbook(path)
    change(book["_reform"])
    book.save(path)


def test_a_row_of_another_unit_that_was_put_into_a_form_is_left_and_named(office, home):
    office("forms", "send", "--all", "-o", "out")
    theirs = openpyxl.load_workbook(path_of(home, "县卫健局"))
    uid, facts = theirs["_reform"]["A8"].value, theirs["_reform"]["B8"].value

    def add(sheet):
        sheet["A8"], sheet["B8"] = uid, facts

    path = path_of(home, "县教育局")
    forge(path, add)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A5"], book.worksheets[0]["I5"] = uid, "冒填"
    book.save(path)
    taken = office("forms", "collect", "out")
    assert "this row was not sent to 县教育局" in taken.err
    assert office("export", "notes", "--json").rows == []


@pytest.mark.parametrize(
    "value",
    [
        "[" * 100_000,
        '["project", "1", 5]',
        '["project", "1", {"title": {"a": 1}, "due": null, "state": "planned", "reported": null}]',
        '["project", ["1"], {"title": "a", "due": "soon", "state": "planned", "reported": null}]',
        '[["project"], "1", {"title": "a", "due": null, "state": ["planned"], "reported": null}]',
        "null",
    ],
)
def test_hidden_cells_that_are_not_ours_are_one_clear_line(office, home, value):
    office("forms", "send", "--all", "-o", "out")
    forge(path_of(home, "县教育局"), lambda sheet: sheet.__setitem__("B8", value[:32_000]))
    fill(path_of(home, "县卫健局"), "1", progress="在办")
    taken = office("forms", "collect", "out")
    assert taken.status == 1 and "The hidden cells are not those that this form was sent with" in taken.err
    assert [row["text"] for row in office("export", "notes", "--json").rows] == ["在办"]


def test_rows_that_were_not_sent_are_left_out(office, home):
    office("forms", "send", "--all", "-o", "out")
    book = openpyxl.load_workbook(path_of(home, "县卫健局"))
    book.worksheets[0].cell(9, 9).value = "我们还做了别的"
    book.save(path_of(home, "县卫健局"))
    taken = office("forms", "collect", "out")
    assert taken.status == 0 and "cell B9: this row was not sent" in taken.err


def test_files_that_are_not_forms_of_this_ledger(office, home):
    office("forms", "send", "--all", "-o", "out")
    office("list", "-o", "out/list.xlsx")
    taken = office("forms", "collect", "out")
    assert taken.status == 0 and "list.xlsx is not a form" in taken.err
    office("init", "--db", "other.db")
    office("add", "甲", "--lead", "县教育局", "--db", "other.db")
    office("forms", "send", "--all", "-o", "other", "--db", "other.db")
    fill(home / "other" / "县教育局-2026-03-15.xlsx", "1", progress="在办")
    refused = office("forms", "collect", "other")
    assert refused.status == 1 and "this form was not sent from this ledger" in refused.err
    (home / "out" / "cut.xlsx").write_bytes(path_of(home, "县教育局").read_bytes()[:2000])
    assert "not whole" in office("forms", "collect", "out").err


def test_a_matter_is_reported_by_its_owner(office, home):
    begun = ("--opened", "2026-03-10", "--due", "2026-03-31")
    office("add", "台账不全", "--kind", "finding", "--lead", "县教育局", "--project", "1", *begun)
    assert office("stage", "F1", "measures", "--on", "2026-03-11").status == 0
    office("add", "漏报", "--kind", "finding", "--lead", "县教育局")
    office("forms", "send", "--owner", "县教育局", "-o", "out")
    path = path_of(home, "县教育局")
    fill(path, "F1", done=datetime(2026, 3, 12), progress="已补齐")
    fill(path, "F2", state="in hand", problems="人手不足")
    taken = office("forms", "collect", "out")
    assert taken.status == 0, taken.err
    first, second = office("export", "matters", "--json").rows
    assert (first["state"], first["reported"], first["done"]) == ("reported", "2026-03-12", None)
    assert (second["state"], second["reported"]) == ("started", None)
    notes = {(row["about"], row["author"], row["text"]) for row in office("export", "notes", "--json").rows}
    assert notes == {("F1", "县教育局", "已补齐"), ("F2", "县教育局", "人手不足")}
    office("done", "F1", "--all")
    fill(path, "F1", progress="再补", done=datetime(2026, 3, 13))
    assert office("forms", "collect", "out").status == 1
    fill(path, "F1", progress="再补", done=datetime(2026, 3, 12))
    assert office("forms", "collect", "out").status == 0
    assert [row["state"] for row in office("export", "matters", "--json").rows] == ["done", "started"]


def test_a_report_is_taken_back_by_its_unit(office, home):
    begun = ("--kind", "finding", "--lead", "县卫健局", "--opened", "2026-03-10")
    for title in ("台账不全", "漏报"):
        office("add", title, *begun)
    assert office("stage", "F2", "measures", "--on", "2026-03-11").status == 0
    for ref in ("1.1", "F1"):
        assert office("done", ref, "--reported", "--on", "2026-03-12", *(["--all"] if ref == "F1" else [])).status == 0
    office("forms", "send", "--owner", "县卫健局", "-o", "out")
    path = path_of(home, "县卫健局")
    for ref, state in (("1.1", "in hand"), ("F1", "not started"), ("F2", "not started")):
        fill(path, ref, state=state)
    taken = office("forms", "collect", "out", "--json")
    rows = {(row["ref"], row["field"]): row for row in taken.rows}
    for ref in ("1.1", "F1"):
        state = rows[ref, "state"]
        assert (state["now"], state["form"], state["reason"]) == ("reported", "started", "the report is taken back")
        assert (rows[ref, "reported"]["now"], rows[ref, "reported"]["form"]) == ("2026-03-12", None)
    assert rows["F2", "state"]["outcome"] == "fault" and "follows from its stages" in rows["F2", "state"]["reason"]
    assert (work(office, "1.1")["state"], work(office, "1.1")["reported"]) == ("started", None)
    first, second = office("export", "matters", "--json").rows
    assert (first["state"], first["reported"], first["stage"], second["state"]) == (
        "started",
        None,
        "measures",
        "started",
    )
    last = office("export", "stages", "--json").rows[-1]
    assert (last["key"], last["result"], last["by"], last["evidence"]) == (
        "self-check",
        "returned",
        "县卫健局",
        "the report is taken back",
    )
    before = office("export", "--ndjson").out
    office("forms", "collect", "out")
    assert office("export", "--ndjson").out == before
    assert office("done", "F1", "--reported", "--on", "2026-03-15").status == 0


@pytest.mark.parametrize("arguments", [["-o", "out"], ["--all", "--owner", "县教育局", "-o", "out"]])
def test_who_must_be_said(office, arguments):
    assert office("forms", "send", *arguments).status == 2


def test_a_form_in_chinese_comes_back_in_either_language(office, home):
    office("forms", "send", "--all", "-o", "out", "--lang", "zh")
    sheet = openpyxl.load_workbook(path_of(home, "县卫健局")).worksheets[0]
    assert sheet.cell(KEYS + 1, 9).value == "进展情况" and sheet.cell(KEYS + 2, 7).value == "未启动"
    fill(path_of(home, "县卫健局"), "1", state="推进中", done=None)
    assert office("forms", "collect", "out").status == 0 and work(office, "1")["state"] == "started"


def test_libreoffice_saves_a_form_that_can_be_collected(office, home):
    suite = shutil.which("soffice") or shutil.which("libreoffice")
    if suite is None:
        pytest.skip("LibreOffice is not installed")
    office("forms", "send", "--all", "-o", "out")
    fill(path_of(home, "县卫健局"), "1.1", done=datetime(2026, 3, 10), progress="已印发")
    profile = f"-env:UserInstallation=file://{home}/profile"
    subprocess.run(
        [suite, profile, "--headless", "--convert-to", "xlsx", "--outdir", "back", path_of(home, "县卫健局")],
        cwd=home,
        capture_output=True,
        timeout=240,
        check=True,
    )
    taken = office("forms", "collect", "back", "--json")
    assert taken.status == 0, taken.err
    assert work(office, "1.1")["reported"] == "2026-03-10"
    assert Path(home / "back").is_dir()
