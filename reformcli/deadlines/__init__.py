"""Deadlines as offices write them, in Chinese and English: words to dates, working days, recurring work.

`read` never guesses: what it does not know has no date, what is ambiguous says so and carries the other reading.
What reads loads when it is first used, since most entries give no words to read; the `holidays` package is loaded only
when working days or festivals are asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reformcli.deadlines.reading import Conventions, Kind, Reading

if TYPE_CHECKING:
    from reformcli.deadlines.notation import canonical
    from reformcli.deadlines.reader import read, to_come
    from reformcli.deadlines.rules import as_milestones, next_due, occurrences
    from reformcli.deadlines.workdays import add_workdays, is_workday, published

_HOMES = {
    "add_workdays": "workdays",
    "as_milestones": "rules",
    "canonical": "notation",
    "is_workday": "workdays",
    "next_due": "rules",
    "occurrences": "rules",
    "published": "workdays",
    "read": "reader",
    "to_come": "reader",
}

__all__ = [
    "Conventions",
    "Kind",
    "Reading",
    "add_workdays",
    "as_milestones",
    "canonical",
    "is_workday",
    "next_due",
    "occurrences",
    "published",
    "read",
    "to_come",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"reformcli.deadlines.{_HOMES[name]}"), name)
    raise AttributeError(name)
