"""Refs: the short names that people give to things: `17`, `17.3`, `V12`, `F45`, `M4`, `M4.2`, `N3`."""

import re
from functools import cache
from typing import NamedTuple

from reformcli.errors import BadValue
from reformcli.i18n import _, joined
from reformcli.model.nouns import letter_of, part_of, prefixes
from reformcli.model.text import for_shell


class Ref(NamedTuple):
    """A thing of any noun: the noun's key, its number, and for a number that counts within another thing (a
    milestone's within its project, a topic's within its meeting) the number of that."""

    noun: str
    number: int
    within: int | None = None

    def __str__(self) -> str:
        outer = "" if self.within is None else f"{self.within}."
        return f"{letter_of(self.noun)}{outer}{self.number}"


def parse(text: str) -> Ref:
    """The ref that `text` is. Raises BadValue for anything else."""
    match = _pattern().fullmatch(text.strip())
    noun = _noun_of_letter(match["letter"]) if match else None
    if match and noun and not match["inner"]:
        return Ref(noun, int(match["outer"]))
    if match and noun and (part := part_of(noun)):
        return Ref(part, int(match["inner"]), int(match["outer"]))
    raise BadValue(_("{text!r} is not a ref.", text=text), hint=_hint(text))


def _hint(text: str) -> str:
    """What to do for who typed `text` for a ref: look for the words, or see an example of each ref that there is."""
    if not any(map(str.isdecimal, text)):
        return _("`reform find {words}` gives the refs of what holds these words.", words=for_shell(text.strip()))
    parts = (f"{letter}4.2" for letter, noun in prefixes().items() if part_of(noun))
    refs = joined(("17", "17.3", *(f"{letter}12" for letter in prefixes()), *parts))
    return _("A ref is one of: {refs}.", refs=refs)


def _noun_of_letter(letter: str) -> str | None:
    """The key of the noun whose refs begin with `letter`; a project's begin with none."""
    return prefixes().get(letter.upper()) if letter else "project"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"#?(?P<letter>[A-Za-z]?)(?P<outer>\d{1,12})(?:\.(?P<inner>\d{1,6}))?")
