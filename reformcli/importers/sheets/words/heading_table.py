"""The table of headings met in the wild, `data/headings.toml`, and what a heading's normal form is."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from reformcli.i18n import in_every_language
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

REMEMBERED = 4096
"""So many texts of cells are remembered: headings come again and again, a title hardly ever does."""

_LESS_FOR_KIN = 0.1
_MARKS = re.compile(r"[\s_\-:：?？*＊、，,.。·/／“”\"'’‘&]+")


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
def named(noun: str) -> Mapping[str, Mapping[str, float]]:
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


def in_list_of(noun: str, key: str) -> str:
    """What a meaning in a list of projects is in a list of `noun`."""
    return _ACROSS.get((noun, "project"), {}).get(key, key)


@lru_cache(maxsize=REMEMBERED)
def normal(heading: str) -> str:
    """A heading without what does not tell headings apart: width, case, spaces and marks; 督察 is 督查."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", heading).casefold()).replace("督察", "督查")
