"""What a heading may mean by the table of headings met in the wild, and how sure that is."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from reformcli.importers.sheets.words import date_names, heading_table
from reformcli.importers.sheets.words.heading_table import OFFICE_NOUNS, REMEMBERED, normal
from reformcli.importers.sheets.words.heading_weights import Meaning, by_weight
from reformcli.importers.sheets.words.heading_words import (
    BEFORE,
    DOERS,
    HELPING,
    KEYWORDS,
    KIND_OF_UNIT,
    MONEY,
    NUMBERED,
    OTHERS,
    PLANNED,
    PROBLEM,
    PROGRESS_TOO,
    SHORT_ENDINGS,
    UNITS,
    WEAK_BEGINNINGS,
    WEAK_ENDINGS,
    WHO,
)

_BARE, _ENDING, _RULE, _GROUP, _WORD_IN_IT, _TITLED = 0.97, 0.7, 0.92, 0.5, 0.55, 0.99
"""How sure a meaning is that a heading has without its brackets, by its ending, by rule, by what stands above it, by a
word in it, by Title or 名称 at its end."""

_DAYS = ("actual_end", "done", "reported", "raised_on")

_BRACKETS = re.compile(r"[(（\[【〔〈<《][^()（）\[\]【】〔〕]*[)）\]】〕〉>》]")
_PARENTHESES = re.compile(r"[()]")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.])")
_WORDS = re.compile(r"[A-Za-z][a-z]+|[A-Z]+(?![a-z])|\d+|[%#]")
_SO_FAR = re.compile(r"(?<=\w)\s+(?:(?:achieved |made )?to[ -]date|so far)$", re.IGNORECASE)
"""What says of a heading that it is about the time until now, and not about a day: Progress to date."""

_HEAD = re.compile(
    r"(?P<head>[A-Za-z][A-Za-z ]*?) (?:of|for|from|at|to|if|this|raised|identified|reported|noted)\b", re.IGNORECASE
)
"""What an English heading is about that goes on with of whom or of what: Evidence of completion is evidence."""

_LONGEST_WITH_ENDING = 12
_SHORTEST_WITH_NUMBER = 5
_LONGEST_IN_ENGLISH, _SHORT_IN_ENGLISH = 5, 3
"""In how many words the end, and the beginning, of an English heading may say what it is about."""


class _Heading(NamedTuple):
    """A heading as it is looked up for a noun: as it stands, and `bare` of brackets, numbers and `to date`."""

    noun: str
    text: str
    bare: str

    @property
    def names(self) -> Mapping[str, Mapping[str, float]]:
        """The headings known for the noun."""
        return heading_table.named(self.noun)

    def field(self, key: str) -> str:
        """What a meaning in a list of projects is in one of the noun."""
        return heading_table.in_list_of(self.noun, key)


@lru_cache(maxsize=REMEMBERED)
def meanings(noun: str, heading: str) -> tuple[Meaning, ...]:
    """What a heading may mean, the surest first; none where it is not known.

    The first way of looking that knows it is the one that counts.
    """
    without_brackets = _BRACKETS.sub(" ", heading).strip() or heading.strip().strip("()（）")
    bare = _SO_FAR.sub("", _NUMBERED.sub("", without_brackets)).strip()
    looked_up = _Heading(noun, heading, bare)
    return next((known for look in _LOOKS if (known := look(looked_up))), ())


def _by_unit(heading: _Heading) -> tuple[Meaning, ...]:
    """What was before is left out; a unit of measure tells what is measured, where the heading has no other name."""
    if BEFORE.fullmatch(heading.text.strip(" )")):
        return (Meaning("ignore", _RULE, "rule"),)
    if normal(heading.text) in heading.names:
        return ()
    return next(((Meaning(key, _BARE, "name"),) for key, unit in UNITS if unit.search(heading.text)), ())


def _by_name(heading: _Heading) -> tuple[Meaning, ...]:
    """The whole of it is known, be it without brackets or in the other number."""
    text, bare, names = heading.text, heading.bare, heading.names
    for weight, form in ((1.0, normal(text)), (_BARE, normal(bare)), (_BARE, _in_other_number(bare))):
        if form and form in names:
            # Start (actual): what stands in brackets tells which day it is.
            dates = _of_dates(_PARENTHESES.sub(" ", text)) if weight < 1 and "(" in text else ()
            return dates or by_weight(names[form], weight, "name", form)
    return (Meaning("keep", _ENDING, "near"),) if OTHERS.fullmatch(bare) else ()


def _by_date(heading: _Heading) -> tuple[Meaning, ...]:
    """It is put together as the names of dates are."""
    return _of_dates(_PARENTHESES.sub(" ", heading.text)) or _of_dates(heading.bare or heading.text)


def _of_dates(words: str) -> tuple[Meaning, ...]:
    return tuple(Meaning(key, _RULE * sure, "rule") for key, sure in date_names.meanings(words))


_FORMS = (
    (PROGRESS_TOO, "progress_text"),
    (MONEY, "cost"),
    (NUMBERED, "code"),
    (DOERS, "liaison"),
    (HELPING, "supporting"),
)
"""What a heading means the whole of which has a form."""


def _by_form(heading: _Heading) -> tuple[Meaning, ...]:
    """The whole of it has a form of its own, or says who does what."""
    bare = heading.bare
    for form, key in _FORMS:
        if form.fullmatch(bare):
            return (Meaning(key, _ENDING, "near"),)
    answering = WHO.fullmatch(" ".join(bare.split())) if " " in bare.strip() else None
    if answering is None:
        return ()
    return (Meaning(heading.field("lead" if answering["lead"] else "responsible"), _ENDING, "near"),)


def _by_part(heading: _Heading) -> tuple[Meaning, ...]:
    """A part of it is known: how it ends, or how it begins."""
    of_units = KIND_OF_UNIT.sub("单位", heading.bare)
    whole = (normal(of_units),) if of_units != heading.bare else ()
    form = next((form for form in (*whole, *_parts(of_units)) if form in heading.names), None)
    if form is None:
        return ()
    known = heading.names[form]
    sure = _TITLED if form in ("title", "标题", "名称") and "title" in known else _ENDING
    # What is planned to be done by a day is due then.
    planned = PLANNED.match(heading.bare) is not None
    ends = {("due" if planned and key in _DAYS else key): weight for key, weight in known.items()}
    return by_weight(ends, sure, "near", form)


def _by_word(heading: _Heading) -> tuple[Meaning, ...]:
    """A word in it is known."""
    if heading.noun == "matter" and PROBLEM.fullmatch(heading.bare):
        return (Meaning("title", _WORD_IN_IT, "near"),)
    lower = heading.text.casefold()
    key = next((heading.field(key) for key, known in KEYWORDS if known.search(lower)), None)
    if key is None:
        return ()
    # What goes on may be told in a word of state.
    too = (Meaning("state", _WORD_IN_IT - 0.1, "near"),) if key == "progress_text" else ()
    return (Meaning(key, _WORD_IN_IT, "near"), *too)


_LOOKS = (_by_unit, _by_name, _by_date, _by_form, _by_part, _by_word)
"""The ways to look a heading up, the surest first."""


def _in_other_number(heading: str) -> str:
    """An English heading in the plural for one in the singular, and the other way round; blank for other headings."""
    form = normal(heading)
    if not form.isascii() or len(form) < _SHORTEST_WITH_NUMBER or form.endswith(("ss", "us", "is")):
        return ""
    return form[:-1] if form.endswith("s") else f"{form}s"


def _parts(heading: str) -> Iterator[str]:
    """The known names that a heading may end in or begin with, the longest first."""
    form = normal(heading)
    if not form.isascii():
        if len(form) <= _LONGEST_WITH_ENDING:
            endings = (form[start:] for start in range(1, len(form) - 1))
            yield from (ending for ending in endings if len(ending) > 2 or ending in SHORT_ENDINGS)
        return
    head = _HEAD.match(heading)
    if head is not None and (form := normal(head["head"])) not in WEAK_BEGINNINGS:
        yield form
    words = [word.casefold() for word in _WORDS.findall(heading)]
    if len(words) > _LONGEST_IN_ENGLISH or words[:2] == ["date", "of"]:
        return
    for size in range(len(words) - 1, 0, -1):
        if (ending := normal("".join(words[-size:]))) not in WEAK_ENDINGS:
            yield ending
    for size in range(len(words) - 1 if len(words) <= _SHORT_IN_ENGLISH else 0, 0, -1):
        if (beginning := normal("".join(words[:size]))) not in WEAK_BEGINNINGS:
            yield beginning


@lru_cache(maxsize=REMEMBERED)
def of_path(noun: str, path: tuple[str, ...]) -> tuple[Meaning, ...]:
    """What the headings above each other of one column may mean: the lowest, or it with what stands above it.

    A start or an end below `planned`, `actual`, `original` is one of these.
    """
    leaf, above = path[-1], path[:-1]
    if not above:
        return meanings(noun, leaf)
    by_name: dict[str, Meaning] = {}
    group = " ".join(above)
    dates = tuple(Meaning(key, sure, "group") for key, sure in date_names.meanings(leaf, group))
    joined = dates or meanings(noun, "".join(above) + leaf)
    lowest = () if dates else meanings(noun, leaf)
    upper = tuple(
        meaning._replace(weight=meaning.weight * _GROUP, why="group") for meaning in meanings(noun, above[-1])
    )
    for meaning in (*(meaning for meaning in joined if meaning.why != "near"), *lowest, *upper):
        by_name.setdefault(meaning.key, meaning)
    return tuple(sorted(by_name.values(), key=lambda meaning: -meaning.weight))


@lru_cache(maxsize=REMEMBERED)
def anywhere(heading: str) -> bool:
    """Whether a heading is known for any noun that offices keep lists of."""
    return any(meanings(noun, heading) for noun in OFFICE_NOUNS)


@lru_cache(maxsize=REMEMBERED)
def likely(heading: str) -> float:
    """How surely a text is a heading of any noun that offices keep lists of: 0 to 1."""
    sure = (meaning.weight for noun in OFFICE_NOUNS for meaning in meanings(noun, heading) if meaning.key != "ignore")
    return min(1.0, max(sure, default=0.0))


def surely(noun: str, heading: str) -> str | None:
    """The one meaning that a heading most likely has by its name; None where it is not known."""
    return next((meaning.key for meaning in meanings(noun, heading)), None)
