"""Refs: the short names that people give to things: `17`, `17.3`, `V12`, `F45`, `A12`, `N3`."""

import re
from functools import cache
from typing import NamedTuple

from reformcli.errors import BadValue
from reformcli.i18n import _
from reformcli.model.nouns import listed_noun, prefixes


class Ref(NamedTuple):
    """A thing of any noun: the noun's key, its number, and for a number that counts within another thing (a
    milestone's within its project) the number of that."""

    noun: str
    number: int
    within: int | None = None

    def __str__(self) -> str:
        if self.within is not None:
            return f"{self.within}.{self.number}"
        return f"{listed_noun(self.noun).prefix}{self.number}"


def parse(text: str) -> Ref:
    """The ref that `text` is. Raises BadValue for anything else."""
    match = _pattern().fullmatch(text.strip())
    if match and match["inner"]:
        return Ref("milestone", int(match["inner"]), int(match["outer"]))
    if match and match["outer"]:
        return Ref("project", int(match["outer"]))
    if match and (noun := prefixes().get(match["letter"].upper())):
        return Ref(noun, int(match["number"]))
    raise BadValue(_("{text!r} is not a ref.", text=text), hint=_("A ref is one of: {refs}.", refs=hint()))


def hint() -> str:
    """An example of each ref that there is, for people who typed another."""
    return ", ".join(("17", "17.3", *(f"{letter}12" for letter in prefixes())))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"#?(?:(?P<outer>\d{1,12})(?:\.(?P<inner>\d{1,6}))?|(?P<letter>[A-Za-z])(?P<number>\d{1,12}))")
