"""The table of headings met in the wild, `data/headings.toml`: what a heading may mean, and how sure that is."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from reformcli.i18n import in_every_language
from reformcli.importers.sheets import date_names
from reformcli.importers.sheets.heading_weights import Meaning, by_weight
from reformcli.importers.sheets.heading_words import (
    BEFORE,
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
from reformcli.model.duty import ROLES
from reformcli.model.noun import noun as noun_of_key
from reformcli.model.nouns import is_noun
from reformcli.resources import folder

OFFICE_NOUNS = ("project", "matter", "visit", "owner")
"""The nouns whose lists are read with all that offices do to a sheet; the others are read as plain tables."""

_KIN: Mapping[str, tuple[str, ...]] = {
    "project": ("assignment", "milestone", "decision", "idea", "event", "submission", "adoption", "matter"),
    "matter": ("decision", "milestone", "assignment", "project"),
}
"""Whose headings count for a list of a noun too, the nearest first."""

_ACROSS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("project", "milestone"): {"title": "measures", "output": "result", "project": "parent", "weight": "keep"},
    ("project", "assignment"): {"item": "code"},
    ("project", "decision"): {"date": "raised_on", "meeting": "source", "project": "theme", "visitors": "contact"},
    ("project", "idea"): {
        "owner": "responsible",
        "opened": "raised_on",
        "problem": "local_situation",
        "approach": "measures",
        "places": "keep",
    },
    ("project", "event"): {
        "with_whom": "source",
        "date": "raised_on",
        "owners": "responsible",
        "document": "policy_basis",
    },
    ("project", "submission"): {"owner": "responsible", "date": "raised_on"},
    ("project", "adoption"): {"date": "raised_on", "journal": "keep", "issue": "keep", "by": "keep", "kind": "keep"},
    ("project", "matter"): {
        "owner": "responsible",
        "title": "problem_text",
        "reported": "actual_end",
        "done": "actual_end",
        "project": "theme",
    },
    ("matter", "decision"): {"title": "measures", "responsible": "owner", "actual_end": "done"},
    ("matter", "milestone"): {"title": "measures", "actual_end": "reported"},
    ("matter", "assignment"): {"title": "measures"},
    ("matter", "project"): {
        "title": "measures",
        "lead": "owner",
        "responsible": "owner",
        "actual_end": "done",
        "source": "keep",
        "goal": "keep",
    },
}
"""What a meaning of a kindred noun is in a list of a noun, where its name differs."""

_NO_HEADINGS = ("number", "uid", "extra", "kind")
_NO_HEADINGS_OF = {
    "matter": ("title", "source", "detail", "document", "supporting", "raised_by", "process", "stage", "relapse_of")
}
"""Fields whose own names are common words of other columns, or that no list of an office has."""

_REMEMBERED = 4096
"""So many texts of cells are remembered: headings come again and again, a title hardly ever does."""

_LESS_FOR_KIN = 0.1
_BARE, _ENDING, _RULE, _GROUP, _WORD_IN_IT, _TITLED = 0.97, 0.7, 0.92, 0.5, 0.55, 0.99
"""How sure a meaning is that a heading has without its brackets, by its ending, by rule, by what stands above it, by a
word in it, by Title or 名称 at its end."""

_DAYS = ("actual_end", "done", "reported", "raised_on")

_BRACKETS = re.compile(r"[(（\[【〔〈<《][^()（）\[\]【】〔〕]*[)）\]】〕〉>》]")
_PARENTHESES = re.compile(r"[()]")
_MARKS = re.compile(r"[\s_\-:：?？*＊、，,.。·/／“”\"'’‘&]+")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.])")
_WORDS = re.compile(r"[A-Za-z][a-z]+|[A-Z]+(?![a-z])|\d+|[%#]")
_SO_FAR = re.compile(r"(?<=\w)\s+(?:(?:achieved |made )?to[ -]date|so far)$", re.IGNORECASE)
"""What says of a heading that it is about the time until now, and not about a day: Progress to date."""

_HEAD = re.compile(
    r"(?P<head>[A-Za-z][A-Za-z ]*?) (?:of|for|from|at|to|raised|identified|reported|noted)\b", re.IGNORECASE
)
"""What an English heading is about that goes on with of whom or of what: Evidence of completion is evidence."""

_LONGEST_WITH_ENDING = 12
_SHORTEST_WITH_NUMBER = 5
_LONGEST_IN_ENGLISH, _SHORT_IN_ENGLISH = 5, 3
"""In how many words the end, and the beginning, of an English heading may say what it is about."""


@cache
def _tree() -> Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]:
    tree = tomllib.loads((folder("data") / "headings.toml").read_text("utf-8"))
    return {noun: fields for noun, fields in tree.items() if noun not in ("words", "days", "names", "lists", "ranks")}


@cache
def table() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Noun to meaning to headings, the surest first."""
    return {
        noun: {key: tuple(name for names in sources.values() for name in names) for key, sources in fields.items()}
        for noun, fields in _tree().items()
    }


@cache
def headings_of(noun: str, key: str) -> tuple[str, ...]:
    """The headings met in the wild for a field or role of a noun."""
    return table().get(noun, {}).get(key, ())


@cache
def _lists() -> Mapping[str, Sequence[str]]:
    lists: Mapping[str, Sequence[str]] = tomllib.loads((folder("data") / "headings.toml").read_text("utf-8"))["lists"]
    return lists


def list_called(name: str) -> str | None:
    """The noun whose list a file or sheet of that name is; None where the name does not tell."""
    named = name.casefold()
    return next((noun for noun, words in _lists().items() if any(word in named for word in words)), None)


@cache
def ranks() -> Mapping[str, int]:
    """How far in an outline a row stands by the name of its kind: the smaller numbers are the wholes."""
    order: Sequence[Sequence[str]] = tomllib.loads((folder("data") / "headings.toml").read_text("utf-8"))["ranks"][
        "order"
    ]
    return {normal(name): rank for rank, names in enumerate(order, 1) for name in names}


@cache
def words_of(noun: str, key: str) -> Mapping[str, str]:
    """What cells say for the codes of a field: word to code."""
    tree = tomllib.loads((folder("data") / "headings.toml").read_text("utf-8"))["words"]
    return {word.casefold(): code for code, words in tree.get(noun, {}).get(key, {}).items() for word in (code, *words)}


@cache
def _named(noun: str) -> Mapping[str, Mapping[str, float]]:
    """Every heading of a noun in its normal form: what it may mean, and how sure each meaning is.

    The first headings of a meaning are the surest; those of kindred nouns count a little less.
    """
    by_name: dict[str, dict[str, float]] = {}
    for key, label in _own_names(noun):
        by_name.setdefault(normal(label), {}).setdefault(key, 1.0)
    for less, source in ((0.0, noun), *((_LESS_FOR_KIN, kin) for kin in _KIN.get(noun, ()))):
        across = _ACROSS.get((noun, source), {})
        for key, names in table().get(source, {}).items():
            for place, name in enumerate(names):
                meanings = by_name.setdefault(normal(name), {})
                if less and meanings and not any(weight <= 1 - less for weight in meanings.values()):
                    continue
                meanings.setdefault(across.get(key, key), 1 - less - min(place, 50) * 0.001)
    return by_name


def _own_names(noun_key: str) -> Iterator[tuple[str, str]]:
    """The ledger's own words for the fields and roles of a noun: keys, and labels in every language."""
    if not is_noun(noun_key):
        return
    roles = ROLES if noun_key == "project" else {}
    without = (*_NO_HEADINGS, *_NO_HEADINGS_OF.get(noun_key, ()))
    fields = {key: field.label for key, field in noun_of_key(noun_key).fields.items() if key not in without}
    for key, label in {**fields, **roles}.items():
        for name in (key, *in_every_language(label)):
            yield {"done": "actual_end"}.get(key, key) if noun_key == "project" else key, name


@lru_cache(maxsize=_REMEMBERED)
def normal(heading: str) -> str:
    """A heading without what does not tell headings apart: width, case, spaces and marks; 督察 is 督查."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", heading).casefold()).replace("督察", "督查")


@lru_cache(maxsize=_REMEMBERED)
def meanings(noun: str, heading: str) -> tuple[Meaning, ...]:
    """What a heading may mean, the surest first; none where it is not known."""
    without_brackets = _BRACKETS.sub(" ", heading).strip() or heading.strip().strip("()（）")
    bare = _SO_FAR.sub("", _NUMBERED.sub("", without_brackets)).strip()
    names = _named(noun)
    if BEFORE.fullmatch(heading.strip(" )")):
        return (Meaning("ignore", _RULE, "rule"),)
    for key, unit in UNITS:
        if unit.search(heading) and normal(heading) not in names:
            return (Meaning(key, _BARE, "name"),)
    for weight, form in ((1.0, normal(heading)), (_BARE, normal(bare)), (_BARE, _in_other_number(bare))):
        if form and form in names:
            # Start (actual): what stands in brackets tells which day it is.
            dates = date_names.meanings(_PARENTHESES.sub(" ", heading)) if weight < 1 and "(" in heading else ()
            by_name = by_weight(names[form], weight, "name", form)
            return tuple(Meaning(key, _RULE * sure, "rule") for key, sure in dates) or by_name
    if OTHERS.fullmatch(bare):
        return (Meaning("keep", _ENDING, "near"),)
    if dates := date_names.meanings(_PARENTHESES.sub(" ", heading)) or date_names.meanings(bare or heading):
        return tuple(Meaning(key, _RULE * sure, "rule") for key, sure in dates)
    across = _ACROSS.get((noun, "project"), {})
    if PROGRESS_TOO.fullmatch(bare):
        return (Meaning("progress_text", _ENDING, "near"),)
    if MONEY.fullmatch(bare):
        return (Meaning("cost", _ENDING, "near"),)
    if NUMBERED.fullmatch(bare):
        return (Meaning("code", _ENDING, "near"),)
    if (answering := WHO.fullmatch(" ".join(bare.split()))) is not None and " " in bare.strip():
        key = "lead" if answering["lead"] else "responsible"
        return (Meaning(across.get(key, key), _ENDING, "near"),)
    of_units = KIND_OF_UNIT.sub("单位", bare)
    for form in ((normal(of_units),) if of_units != bare else ()) + tuple(_parts(of_units)):
        if form in names:
            sure = _TITLED if form in ("title", "标题", "名称") and "title" in names[form] else _ENDING
            # What is planned to be done by a day is due then.
            planned = PLANNED.match(bare) is not None
            ends = {("due" if planned and key in _DAYS else key): weight for key, weight in names[form].items()}
            return by_weight(ends, sure, "near", form)
    lower = heading.casefold()
    if noun == "matter" and PROBLEM.fullmatch(bare):
        return (Meaning("title", _WORD_IN_IT, "near"),)
    worded = [Meaning(across.get(key, key), _WORD_IN_IT, "near") for key, known in KEYWORDS if known.search(lower)][:1]
    if worded and worded[0].key == "progress_text":  # what goes on may be told in a word of state
        worded.append(Meaning("state", _WORD_IN_IT - 0.1, "near"))
    return tuple(worded)


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
    if len(words) > _LONGEST_IN_ENGLISH:
        return
    for size in range(len(words) - 1, 0, -1):
        if (ending := normal("".join(words[-size:]))) not in WEAK_ENDINGS:
            yield ending
    for size in range(len(words) - 1 if len(words) <= _SHORT_IN_ENGLISH else 0, 0, -1):
        if (beginning := normal("".join(words[:size]))) not in WEAK_BEGINNINGS:
            yield beginning


@lru_cache(maxsize=_REMEMBERED)
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


@lru_cache(maxsize=_REMEMBERED)
def anywhere(heading: str) -> bool:
    """Whether a heading is known for any noun that offices keep lists of."""
    return any(meanings(noun, heading) for noun in OFFICE_NOUNS)


@lru_cache(maxsize=_REMEMBERED)
def likely(heading: str) -> float:
    """How surely a text is a heading of any noun that offices keep lists of: 0 to 1."""
    sure = (meaning.weight for noun in OFFICE_NOUNS for meaning in meanings(noun, heading) if meaning.key != "ignore")
    return min(1.0, max(sure, default=0.0))


def surely(noun: str, heading: str) -> str | None:
    """The one meaning that a heading most likely has by its name; None where it is not known."""
    return next((meaning.key for meaning in meanings(noun, heading)), None)
