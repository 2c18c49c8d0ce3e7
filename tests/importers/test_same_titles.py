"""Rows of the ledger's own columns that have one title: by their numbers they are two things, or one."""

import pytest

from tests.importers.books import rows_of


@pytest.fixture
def project(reform, home):
    """A project with one milestone."""
    reform("add", "改革")
    reform("add", "月报", "--to", "1")
    return home


def milestones(reform):
    return [(row["number"], row["title"], row["due"]) for row in rows_of(reform, "milestones")]


def imported(reform, home, name, *lines):
    (home / f"{name}.csv").write_text("\n".join(lines))
    taken = reform("import", home / f"{name}.csv", "--json")
    assert taken.status == 0, taken.err
    return [(row["noun"], row["added"], row["changed"], row["unchanged"]) for row in taken.rows]


def test_steps_of_one_title_and_two_numbers_are_two(reform, project):
    rows = ("project,number,title,due", "1,2,周报,", "1,3,周报,", "1,4,周报,2026-12-31")
    assert imported(reform, project, "milestones", *rows) == [("milestone", 3, 0, 0)]
    assert milestones(reform)[1:] == [(2, "周报", None), (3, "周报", None), (4, "周报", "2026-12-31")]
    assert imported(reform, project, "milestones", *rows) == [("milestone", 0, 0, 3)]


def test_a_number_that_no_step_has_is_a_new_step_and_what_has_its_title_is_said(reform, project):
    (project / "milestones.csv").write_text("project,number,title\n1,7,月报\n1,8,周报\n")
    taken = reform("import", project / "milestones.csv")
    assert taken.status == 0
    assert taken.err.count("1.1 has this title under another number; the row is taken as another one.") == 1
    assert milestones(reform) == [(1, "月报", None), (7, "月报", None), (8, "周报", None)]


def test_a_row_without_a_number_is_the_step_of_its_title(reform, project):
    assert imported(reform, project, "milestones", "project,title,due", "1,月报,2026-12-31")[0][1:3] == (0, 1)
    assert milestones(reform) == [(1, "月报", "2026-12-31")]


def test_projects_of_one_title_and_two_numbers_are_two(reform, home):
    rows = ("number,title,plan", "4,改革,2026", "5,改革,2026")
    assert imported(reform, home, "projects", *rows) == [("project", 2, 0, 0)]


def test_a_day_is_called_by_its_date_whatever_its_number(reform, home):
    reform("import", _days(home, "number,date,working,name", "1,2026-10-01,no,国庆"))
    again = reform("import", _days(home, "number,date,working,name", "9,2026-10-01,no,国庆"), "--json")
    assert again.status == 0, again.err
    assert [(row["added"], row["unchanged"]) for row in again.rows] == [(0, 1)]


def _days(home, *lines):
    (home / "days.csv").write_text("\n".join(lines))
    return home / "days.csv"


def test_every_row_that_refers_to_what_is_nowhere_is_refused(reform, project):
    (project / "milestones.csv").write_text("project,number,title\n9,1,甲\n9,2,乙\n1,2,丙\n")
    taken = reform("import", project / "milestones.csv", "--accept-partial", "--rest", project / "rest.csv", "--json")
    assert [(row["noun"], row["added"]) for row in taken.rows] == [("milestone", 1)], taken.err
    assert [line.rsplit(",", 1)[1] for line in (project / "rest.csv").read_text().splitlines()[1:]] == ["甲", "乙"]
