"""Lists of the kinds that councils, auditors and offices publish, and what a careful clerk records of each.

`published/answers.csv` has a row for each field that is looked at: the list, the noun and the title of the item (of a
milestone also its project), the field, and the value. Who answers stands under the role, several with a comma.
"""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from tests.importers.books import answering, rows_of

FOLDER = Path(__file__).parent / "published"
NOUNS = {"project": "projects", "milestone": "milestones", "matter": "matters"}
ROLES = ("lead", "supporting", "liaison", "leader", "officer")


def answers():
    by_list = defaultdict(list)
    with (FOLDER / "answers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_list[row["list"]].append(row)
    return by_list


ANSWERS = answers()


def items_of(reform):
    """The items that came in, by noun, project and title."""
    items = {}
    titles = {project["number"]: project["title"] for project in rows_of(reform, "projects")}
    for noun, plural in NOUNS.items():
        for item in rows_of(reform, plural):
            within = titles[item["project"]] if noun == "milestone" else ""
            items[noun, within, item["title"]] = item
    return items


def recorded(reform, row, item):
    """What was recorded of a field, in the words of the answers."""
    field = row["field"]
    if row["noun"] == "project" and field in ROLES:
        roles = ("lead", "responsible") if field == "lead" else (field,)
        return ",".join(name for role in roles for name in answering(reform, item["number"], role))
    return "" if item[field] is None else str(item[field])


@pytest.mark.parametrize("name", ANSWERS)
def test_a_published_list_is_recorded_as_a_clerk_would(reform, name):
    taken = reform("import", FOLDER / f"{name}.csv", "--yes", "--new-owner", "--today", "2026-03-15")
    assert taken.status == 0, taken.err
    items = items_of(reform)
    wrong = []
    for row in ANSWERS[name]:
        item = items.get((row["noun"], row["project"], row["title"]))
        value = None if item is None else recorded(reform, row, item)
        if value != row["value"]:
            wrong.append((row["title"], row["field"], value, row["value"]))
    assert wrong == []
    projects = {row["title"] for row in ANSWERS[name] if row["noun"] == "project"}
    assert {title for noun, _within, title in items if noun == "project"} == projects


def test_months_with_two_figures_are_no_doubt_where_the_column_tells(reform):
    told = reform("import", FOLDER / "milestones-planned-and-revised.csv", "--dry-run", "--today", "2026-03-15")
    assert "could also mean" not in told.out + told.err


def test_what_is_only_asked_for_and_what_is_no_name_are_said(reform):
    told = reform("import", FOLDER / "posts-of-leaders.csv", "--dry-run", "--today", "2026-03-15").out
    assert "2月底（已申请延期至4月底） is read as 2026-02-28; it could also mean 2026-04-30." in told
    assert "2026年6月 stands among names; it is taken neither for a name nor for a limit." in told


@pytest.mark.parametrize("name", ["months-reported", "indicators-by-quarter"])
def test_months_that_have_come_and_figures_are_no_milestones(reform, name):
    assert reform("import", FOLDER / f"{name}.csv", "--yes", "--new-owner", "--today", "2026-03-15").status == 0
    assert rows_of(reform, "milestones") == []


def test_what_comes_again_every_week_is_no_row_of_milestones(reform):
    taken = reform("import", FOLDER / "habits-and-returns.csv", "--yes", "--new-owner", "--today", "2026-03-15")
    assert taken.status == 0, taken.err
    titles = {milestone["title"] for milestone in rows_of(reform, "milestones")}
    assert not any("weekly" in title for title in titles)
    assert "Chair one-to-one 2026-12-31" in titles


def test_a_state_that_only_the_title_says_is_taken_and_said(reform):
    told = reform("import", FOLDER / "states-in-titles.csv", "--dry-run", "--today", "2026-03-15").out
    assert "'DONE' (1 row) is taken as done; it may mean something else." in told
    assert "'on hold' (1 row): there is no such state; taken as in hand." in told


def test_columns_that_are_read_as_one_are_said_unless_a_person_maps_one(reform):
    steps = FOLDER / "steps-numbered.csv"
    told = reform("import", steps, "--dry-run", "--today", "2026-03-15")
    assert "columns Date 1; Step 1; Date 2; Step 2 are read as one, Deadlines." in told.out + told.err
    told = reform("import", steps, "--dry-run", "--map", "Date 2=due", "--today", "2026-03-15")
    assert "read as one" not in told.out + told.err


@pytest.mark.parametrize("heading", ["截至2月底工作进展", "进展情况（截至2月28日）"])
def test_what_a_heading_says_of_its_day_is_the_day_of_reports(reform, tmp_path, heading):
    path = tmp_path / "a.csv"
    path.write_text(f"改革任务,责任单位,{heading}\n完善权力清单,县纪委监委,已印发清单\n", encoding="utf-8")
    assert reform("import", path, "--yes", "--new-owner", "--today", "2026-03-15").status == 0
    assert [note["date"] for note in rows_of(reform, "notes")] == ["2026-02-28"]
