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


def test_another_year_owner_or_source_is_another_thing(reform: Callable[..., Run]) -> None:
    reform("add", "Cut waiting times", "--plan", "2026", "--lead", "Health")
    reform("visit", "add", "Health", "--date", "2026-03-01")
    reform("visit", "add", "Health", "--date", "2026-03-02")
    reform("add", "Rooms lack permits", "--from", "V1")
    assert SAID not in reform("add", "Cut waiting times", "--plan", "2027").err
    assert SAID not in reform("add", "Rooms lack permits", "--from", "V2").err
