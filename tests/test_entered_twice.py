"""What is entered twice is said, whatever its noun; what differs in anything that tells it apart is not."""

from collections.abc import Callable

import pytest

from tests.conftest import Run

SAID = "`reform undo` takes the new one back, if it is entered twice."


@pytest.mark.parametrize(
    ("argv", "same"),
    [
        (("add", "Cut waiting times", "--plan", "2026"), "2 is the same by plan year, title."),
        (("add", "Publish plan", "--to", "1"), "1.1 is the same by project, title."),
        (("add", "Rooms lack permits", "--from", "V1"), "F1 is the same by source, owner, title."),
        (
            ("score", "mark", "Health", "praise", "--evidence", "V1", "--reason", "fast"),
            "P1 is the same by rule, unit, date, evidence, reason, judged by.",
        ),
        (("visit", "add", "Health", "--date", "2026-03-02"), "V2 is the same by date, visited, form."),
    ],
)
def test_a_second_one_is_said(reform: Callable[..., Run], argv: tuple[str, ...], same: str) -> None:
    reform("add", "Open day", "--plan", "2026", "--lead", "Health")
    reform("visit", "add", "Health", "--date", "2026-03-01")
    assert SAID not in reform(*argv).err
    again = reform(*argv)
    assert again.status == 0
    assert f"{same} {SAID}" in again.err


def test_many_are_said_in_one_sentence(reform: Callable[..., Run]) -> None:
    reform("add", "Open day", "--plan", "2026", "--lead", "Health")
    for _turn in range(2):
        reform("add", "Publish plan", "--to", "1")
    assert f"1.1, 1.2 are the same by project, title. {SAID}" in reform("add", "Publish plan", "--to", "1").err
    three = reform("add", "Publish plan", "--to", "1").err
    assert three == f"1.1, 1.2, 1.3 are the same by project, title. {SAID}\n"
    many = reform("add", "Publish plan", "--to", "1")
    assert many.err == f"1.1, 1.2, 1.3 and 1 more are the same by project, title. {SAID}\n"


def test_another_year_owner_or_source_is_another_thing(reform: Callable[..., Run]) -> None:
    reform("add", "Cut waiting times", "--plan", "2026", "--lead", "Health")
    reform("visit", "add", "Health", "--date", "2026-03-01")
    reform("visit", "add", "Health", "--date", "2026-03-02")
    reform("add", "Rooms lack permits", "--from", "V1")
    assert SAID not in reform("add", "Cut waiting times", "--plan", "2027").err
    assert SAID not in reform("add", "Rooms lack permits", "--from", "V2").err


def test_what_is_open_of_the_year_before_is_said_where_it_is_added_again(reform: Callable[..., Run]) -> None:
    reform("add", "Cut waiting times", "--plan", "2026")
    again = reform("add", "Cut waiting times", "--plan", "2027").err
    assert "1 of 2026 has this title and is open: `reform edit 1 --plan 2027` goes on with it." in again
    reform("drop", "1", "--reason", "over")
    reform("drop", "2", "--reason", "over")
    assert "is open" not in reform("add", "Cut waiting times", "--plan", "2028").err


def test_a_stage_that_was_sent_back_is_passed_again_the_same_day(reform: Callable[..., Run]) -> None:
    reform("add", "Open day", "--plan", "2026", "--lead", "Health")
    reform("add", "Rooms lack permits", "--kind", "finding", "--lead", "Health")
    assert reform("stage", "F1", "self-check", "--all").status == 0
    assert reform("stage", "F1", "acceptance", "--return", "--evidence", "not yet").status == 0
    assert reform("stage", "F1", "self-check").err == ""


def test_one_submission_entered_twice_is_said_once(reform: Callable[..., Run]) -> None:
    reform("submission", "add", "Health pilot", "--owner", "Health", "--date", "2026-03-01")
    assert reform("submission", "add", "Health pilot", "--owner", "Health", "--date", "2026-03-01").err.count("S1") == 1
    assert reform("submission", "add", "Health pilot", "--owner", "Health").err.startswith("S1 has this title")


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("县管校聘", "1 县管校聘改革"),
        ("深化县管校聘工作", "1 县管校聘改革"),
        ("县域医共体改革", "2 推进县域医共体建设"),
        ("Register of all clinic", "3 Register of all clinics"),
    ],
)
def test_a_title_close_to_that_of_an_open_project_is_said(reform: Callable[..., Run], title: str, known: str) -> None:
    for one in ("县管校聘改革", "推进县域医共体建设", "Register of all clinics"):
        reform("add", one, "--plan", "2026")
    assert reform("add", title, "--dry-run").err.startswith(f"{title} is nearly the same as {known}; taken as a new")
    assert f"{title} is nearly the same as {known}" in reform("add", title).err


def test_other_numbers_other_words_and_what_is_closed_are_not_close(reform: Callable[..., Run]) -> None:
    for one in ("第一批试点乡镇建设", "县管校聘改革"):
        reform("add", one, "--plan", "2026")
    reform("drop", "2", "--reason", "over")
    for title in ("第二批试点乡镇建设", "县管校聘", "加强农村改革", "推进农村改革"):
        assert "nearly" not in reform("add", title, "--plan", "2026").err
