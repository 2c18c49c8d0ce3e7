"""Assigned items: adding and changing them, and which project carries them."""

import pytest

from tests.test_completion import offered

DOCUMENT = "黄改发〔2026〕3号"


@pytest.fixture
def office(reform):
    """Two projects and three items, of which project 1 carries the first."""
    reform("add", "医共体改革")
    reform("add", "县管校聘改革")
    reform("assignment", "add", "医共体改革", "--document", DOCUMENT, "--item", "1", "--project", "1")
    reform("assignment", "add", "组建总院", "--document", DOCUMENT, "--item", "2", "--due", "9月底前")
    reform("assignment", "add", "Cut waits", "--document", "Budget 2026")
    return reform


def on_a_wide_screen(monkeypatch):
    """Only a screen says why there is nothing to show."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "200")


def carried(reform, *argv):
    """Which project carries each item listed."""
    return {row["ref"]: row["project"] for row in reform("assignment", "list", *argv, "--json").rows}


def test_an_item_has_its_document_and_the_office_s_year(office):
    row = office("export", "assignments", "--json").rows[1]
    assert (row["document"], row["item"], row["title"], row["plan"]) == (DOCUMENT, "2", "组建总院", 2026)
    assert (row["due"], row["due_said"]) == ("2026-09-30", "9月底前")


def test_an_item_needs_a_document_and_is_not_added_twice(office):
    refused = office("assignment", "add", "甲")
    assert refused.status == 2 and "needs the document" in refused.err
    refused = office("assignment", "add", "“医共体” 改革", "--document", "黄改发[2026]3号", "--item", "1")
    assert refused.status == 1 and "A1 is this item of 黄改发〔2026〕3号 already." in refused.err
    assert office("assignment", "add", "医共体改革", "--document", DOCUMENT, "--item", "7").status == 0
    assert len(carried(office)) == 4


def test_a_mark_between_digits_tells_titles_apart(office):
    for title in ("压减3.5%", "压减35%", "压减 3．5％"):
        office("assignment", "add", title, "--document", DOCUMENT)
    assert len(carried(office)) == 5


def test_items_are_listed_by_document_and_by_what_carries_them(office):
    assert carried(office) == {"A3": None, "A1": "1", "A2": None}
    assert carried(office, "--document", "黄改发[2026] 3号") == {"A1": "1", "A2": None}
    assert carried(office, "--open") == {"A3": None, "A2": None}
    office("assignment", "edit", "A1", "--plan", "2025")
    office("assignment", "edit", "A3", "--plan", "")
    assert carried(office, "--plan", "2026") == {"A3": None, "A2": None}
    assert office("assignment", "list", "--plan", "soon").status == 2
    assert "none" in office("assignment", "list").out


def test_one_project_carries_several_items_until_none_does(office):
    told = office("assignment", "carry", "A2", "a3", "2")
    assert told.status == 0 and "Changed A2" in told.out
    assert carried(office) == {"A3": "2", "A1": "1", "A2": "2"}
    assert "Nothing to change." in office("assignment", "carry", "A2", "2").err
    office("assignment", "carry", "A2", "--none")
    assert carried(office, "--open") == {"A2": None}
    office("undo", "--yes")
    assert carried(office, "--open") == {}


@pytest.mark.parametrize("words", [("A1",), ("2",), ("A1", "1", "2"), ("A1", "2", "--none"), ("--none", "2")])
def test_items_go_to_exactly_one_project_or_none(office, words):
    refused = office("assignment", "carry", *words)
    assert refused.status == 2 and "reform assignment carry A12 A13 17" in refused.err
    assert carried(office)["A1"] == "1"


def test_what_cannot_carry(office):
    office("add", "步", "--to", "2", "--due", "2026-06-30")
    assert office("assignment", "carry", "A2", "2.1").status == 1
    assert office("assignment", "carry", "A2", "9").status == 1
    assert office("assignment", "edit", "A2", "--project", "9").status == 1
    office("drop", "2", "--reason", "不办")
    refused = office("assignment", "carry", "A2", "2")
    assert refused.status == 1 and "reform reopen 2" in refused.err
    assert office("assignment", "edit", "A2", "--project", "2").status == 1
    assert carried(office)["A2"] is None


def test_a_dropped_project_carries_nothing(office):
    office("drop", "1", "--reason", "不办")
    assert carried(office, "--open") == {"A3": None, "A1": "1", "A2": None}
    office("reopen", "1", "--reason", "续办")
    assert "A1" not in carried(office, "--open")


def test_items_are_changed(office):
    assert office("assignment", "edit", "A2", "A3", "--unit", "县卫健局", "--due", "年底前").status == 0
    rows = office("export", "assignments", "--json").rows
    assert [(row["unit"], row["due"]) for row in rows[1:]] == [("县卫健局", "2026-12-31")] * 2
    office("assignment", "edit", "A2", "--due", "", "--document", "黄改发（2026）3号", "--title", "建总院")
    row = office("export", "assignments", "--json").rows[1]
    assert (row["due"], row["due_said"], row["document"], row["title"]) == (None, None, DOCUMENT, "建总院")
    assert office("assignment", "edit", "A2").status == 2
    assert office("assignment", "edit", "A2", "--title", "").status == 2


def test_pages_of_both(office):
    for command in (("show", "A1"), ("assignment", "show", "1")):
        rows = office(*command, "--json").rows
        assert ("project", "1", "医共体改革") in {(row["section"], row["ref"], row["value"]) for row in rows}
    office("assignment", "carry", "A2", "1")
    rows = [row for row in office("show", "1", "--json").rows if row["section"] == "assignments"]
    assert [(row["ref"], row["value"], row["date"]) for row in rows] == [
        ("A1", f"{DOCUMENT} · 1 · 医共体改革", None),
        ("A2", f"{DOCUMENT} · 2 · 组建总院", "2026-09-30"),
    ]


def test_refs_with_the_letter_a_are_known_everywhere(office):
    assert office("note", "A2", "已问市改革办").status == 0
    assert "已问市改革办" in office("show", "A2").out
    missing = office("show", "A9")
    assert missing.status == 1 and "reform assignment list" in missing.err
    assert "A12" in office("show", "Q9").err
    assert "A3" in office("find", "cut WAITS").out
    assert office("assignment", "show", "V1").status == 1


def test_the_shell_completes_items_and_documents(office):
    assert offered("reform note A") == {"A1": "医共体改革", "A2": "组建总院", "A3": "Cut waits"}
    assert offered("reform show A2") == {"A2": "组建总院"}
    assert offered("reform note 1") == {"1": "医共体改革"}
    assert list(offered("reform assignment list --document 黄")) == [DOCUMENT]
    assert list(offered("reform assignment list --document ")) == [DOCUMENT, "Budget 2026"]


def test_an_edit_makes_no_two_items_the_same(office):
    refused = office("assignment", "edit", "A2", "--item", "1", "--title", "“医共体”改革")
    assert refused.status == 1 and f"A1 is this item of {DOCUMENT} already." in refused.err
    office("assignment", "add", "甲", "--document", DOCUMENT)
    assert office("assignment", "edit", "A2", "A4", "--item", "9", "--title", "同").status == 1
    assert office("assignment", "edit", "A1", "--title", "医共体 改革").status == 0
    assert office("assignment", "edit", "A1", "A2", "--unit", "县卫健局").status == 0


def test_an_item_added_by_mistake_is_removed(office):
    told = office("assignment", "remove", "A2", "--dry-run")
    assert told.status == 0 and "Would remove A2" in told.out and len(carried(office)) == 3
    told = office("assignment", "remove", "A2", "a3", "A2")
    assert told.status == 0 and "Removed A2" in told.out and carried(office) == {"A1": "1"}
    assert office("assignment", "remove", "A2").status == 1 and office("assignment", "remove", "1.1").status == 1
    assert office("check").status == 0
    office("undo", "--yes")
    assert len(carried(office)) == 3 and office("check").status == 0


def test_an_answer_without_items_says_which_documents_there_are(office, monkeypatch):
    on_a_wide_screen(monkeypatch)
    told = office("assignment", "list", "--document", "黄改发")
    assert f"Documents: Budget 2026; {DOCUMENT}." in told.out
    assert "There is no such item." in office("assignment", "list", "--document", DOCUMENT, "--plan", "2025").out
    assert "Documents:" in office("assignment", "list", "--document", "黄改发", "--open").out


def test_an_answer_without_any_item_says_how_to_take_a_list_in(reform, monkeypatch):
    on_a_wide_screen(monkeypatch)
    assert "reform import LIST" in reform("assignment", "list", "--document", DOCUMENT, "--open").out
