"""What the ledger's own commands answer is not taken in as a list; what it exports is."""

import csv

import pytest

from reformcli.i18n import LANGUAGES, in_every_language
from reformcli.model.noun import nouns
from reformcli.produced import is_marked
from reformcli.reports.catalogue import answers
from tests.importers.books import book


def headings():
    """The headings of every answer with a column that is no field: its keys, and its labels in each language."""
    seen = {}
    for answer in answers():
        if answer.command == "digest" or any(
            kind.fields.keys() >= {column.key for column in answer.columns} for kind in nouns()
        ):
            continue
        labels = zip(*(in_every_language(column.label)[: len(LANGUAGES)] for column in answer.columns), strict=True)
        for row in (tuple(column.key for column in answer.columns), *labels):
            seen.setdefault(row, answer.command)
    return [(command, row) for row, command in seen.items()]


HEADINGS = headings()


@pytest.mark.parametrize(("command", "row"), HEADINGS, ids=[f"{command} {row[0]}" for command, row in HEADINGS])
def test_an_answer_is_refused_with_the_command_that_gave_it(reform, home, command, row):
    reform("add", "甲")
    with (home / "x.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([row, ["1"] * len(row)])
    answer = reform("import", "x.csv")
    assert answer.status == 1 and f"This is what `reform {command}` answers." in answer.err
    assert "`reform export -o copy/`" in answer.err and len(reform("list", "--json").rows) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_of_late_work_is_no_list_of_projects(reform, language):
    reform("add", "甲", "--due", "2026-01-31", "--lead", "县教育局")
    reform("add", "漏", "--kind", "finding", "--due", "2026-01-31", "--lead", "县教育局")
    assert reform("overdue", "-o", "late.xlsx", "--lang", language).status == 0
    assert "reform overdue" in reform("import", "late.xlsx", "--lang", language).err
    assert len(reform("list", "--json").rows) == 1


def test_a_person_who_says_what_columns_mean_is_believed(reform, home):
    (home / "x.csv").write_text(
        "ref,title,project,due,days_late,lead,leader,liaison,due_first,extensions,kind\n"
        "2,乙,,2026-12-31,0,,,,,0,project\n",
        encoding="utf-8",
    )
    assert reform("import", "x.csv", "--map", "ref=code").status == 0
    assert reform("list", "--json").rows[0]["title"] == "乙"


def test_exports_come_in_again(reform, home):
    reform("add", "甲", "--due", "2026-12-31", "--lead", "县教育局")
    for noun in ("projects", "owners", "duties"):
        assert reform("export", noun, "-o", f"{noun}.csv").status == 0
        assert "Unchanged" in reform("import", f"{noun}.csv").err + reform("import", f"{noun}.csv").out


def test_a_list_that_begins_like_an_answer_is_a_list(reform):
    book("x.xlsx", {"清单": [["编号", "名称", "牵头单位", "完成时限"], ["1", "乙", "县教育局", "2026年12月底"]]})
    assert reform("import", "x.xlsx").status == 0 and reform("list", "--json").rows[0]["title"] == "乙"


def test_what_a_person_says_of_a_column_goes_before_its_own_name(reform, home):
    (home / "x.csv").write_text("title,due,lead\n更换锅炉,2026-12-31,王立\n", encoding="utf-8")
    assert reform("import", "x.csv", "--map", "lead=liaison").status == 0
    assert [row["role"] for row in reform("export", "duties", "--json").rows] == ["liaison"]


@pytest.mark.parametrize("command", [("status",), ("coverage",), ("score", "rank")])
def test_a_workbook_of_several_parts_is_no_list(reform, command):
    reform("add", "更换锅炉", "--due", "2026-01-31", "--lead", "县教育局")
    assert reform(*command, "-o", "x.xlsx").status == 0
    answer = reform("import", "x.xlsx")
    assert answer.status == 1 and "and no list." in answer.err


def test_a_paper_is_no_list_unless_a_person_says_what_its_rows_are(reform):
    reform("add", "更换锅炉", "--due", "2026-12-31", "--lead", "县教育局")
    assert reform("list", "-o", "x.docx").status == 0
    answer = reform("import", "x.docx")
    assert answer.status == 1 and "This is an answer or a paper that reform wrote, and no list." in answer.err
    assert reform("import", "x.docx", "--as", "project").status == 0


def test_a_form_is_merged_where_forms_are(reform, home):
    reform("add", "更换锅炉", "--due", "2026-12-31", "--lead", "县教育局")
    assert reform("forms", "send", "--all", "-o", "forms").status == 0
    answer = reform("import", *map(str, (home / "forms").glob("*.xlsx")))
    assert answer.status == 1 and "This is a form that was filled in, and no list." in answer.err
    assert "`reform forms collect FOLDER`" in answer.err


def test_a_paper_whose_columns_a_person_explains_is_read(reform):
    reform("add", "更换锅炉", "--due", "2026-12-31", "--lead", "县教育局")
    assert reform("list", "-o", "x.docx", "--lang", "en").status == 0
    assert reform("import", "x.docx", "--map", "Title=title").status == 0


def test_a_file_is_at_its_beginning_once_its_keyword_was_read(reform, home):
    reform("list", "-o", "x.docx")
    with (home / "x.docx").open("rb") as file:
        assert is_marked(file) and file.tell() == 0
