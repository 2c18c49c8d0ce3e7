"""Refs: the short names that people give to things: `17`, `17.3`, `V12`, `F45`, `A12`, `N3`."""

import re
from typing import NamedTuple

from reformcli.errors import BadValue
from reformcli.i18n import _

_REF = re.compile(r"#?(?:(?P<project>\d{1,12})(?:\.(?P<milestone>\d{1,6}))?|(?P<letter>[A-Za-z])(?P<number>\d{1,12}))")

LETTERS = {"V": "visit", "F": "finding", "N": "note", "A": "assignment"}
"""Which noun a letter means."""


class Ref(NamedTuple):
    """A ref taken apart: the noun's key, its number, and the project's number for a milestone."""

    noun: str
    number: int
    project: int | None = None

    def __str__(self) -> str:
        if self.project is not None:
            return f"{self.project}.{self.number}"
        return next((letter for letter, noun in LETTERS.items() if noun == self.noun), "") + str(self.number)

    @property
    def key(self) -> dict[str, int]:
        """The values that a row is found by."""
        return {"number": self.number} if self.project is None else {"project": self.project, "number": self.number}


def parse(text: str) -> Ref:
    """The ref that `text` is. Raises BadValue for anything else."""
    found = _REF.fullmatch(text.strip())
    if found and found["milestone"]:
        return Ref("milestone", int(found["milestone"]), int(found["project"]))
    if found and found["project"]:
        return Ref("project", int(found["project"]))
    if found and (noun := LETTERS.get(found["letter"].upper())):
        return Ref(noun, int(found["number"]))
    raise BadValue(
        _("{text!r} is not a ref.", text=text),
        hint=_("Give a project (17), a milestone (17.3), a visit (V12), a finding (F45) or an assigned item (A12)."),
    )


def step_ref(text: str, project: int) -> str:
    """The whole ref of a step that a step of `project` names: `2` is one of the same project, `17.2` of another."""
    name = text.strip()
    return name if "." in name else f"{project}.{name}"
