"""Headings of plain tables to fields: by key, by label in any language, and by the names met in the wild."""

from collections.abc import Sequence
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

from reformcli.i18n import in_every_language
from reformcli.importers.sheets.words import heading_table
from reformcli.importers.sheets.words.heading_table import normal
from reformcli.merging import exports_before
from reformcli.model.duty import ROLES
from reformcli.model.fields import Field
from reformcli.model.noun import noun
from reformcli.model.nouns import listed_nouns

EXTRA = "extra."
"""What a column for other columns begins with: `extra.basis` is the other column `basis`."""


PARTS = {"submission": "adoption"}
"""Nouns whose lists tell of a thing and of a part of it in one row: the keys of the part's columns begin with it."""

IN_LISTS = {"event": {"kind": "award"}}
"""What the things of a list are that has no column for it: a list of honours does not say that they are awards."""


class Headings(NamedTuple):
    """A heading row understood: the noun, and the key for each column (`extra.…` where there is no field, `adoption.…`
    for a field of a part, `extra.` alone for what only counts the rows).

    `plain` is whether each column is a field of its own, so that a row needs no sorting out.
    """

    noun: str
    keys: tuple[str, ...]
    plain: bool


def understand(cells: Sequence[str], name: str, noun_key: str | None) -> Headings | None:
    """What a row of headings means, or None where it is no heading of any noun (of `noun_key`, where given)."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    stem = PurePath(name).stem.lower()
    if (before := exports_before.noun_before(names, EXTRA)) and noun_key in (None, before, "matter"):
        return Headings(before, tuple(names), len(set(names) & exports_before.COLUMNS[before]) == len(names))
    named = sorted(listed_nouns(), key=lambda listed: listed.plural != stem)
    candidates = [noun_key] if noun_key else [listed.key for listed in named]
    listed = noun_key or heading_table.list_called(name)
    best: Headings | None = None
    most = 0
    for key in candidates:
        matched = _matched(key, names)
        score = sum(field is not None for field in matched)
        if score > most and _enough(key, matched, by_name=key == listed):
            most = score
            keys = tuple(field or _other(heading) for field, heading in zip(matched, names, strict=True))
            best = Headings(key, keys, not _others(keys) and len(set(keys)) == len(keys))
    return best


def _matched(key: str, names: Sequence[str]) -> list[str | None]:
    """The field of a noun that each heading names. Of two that name the same, the one that is its key has it, else the
    first; the other one is of no field, so that what it holds is kept."""
    fields_by_name = _names_of(key)
    matched = [fields_by_name.get(normal(heading)) for heading in names]
    columns: dict[str, int] = {}
    for at, field in enumerate(matched):
        if field is not None and (field not in columns or names[columns[field]] != field == names[at]):
            columns[field] = at
    return [field if field is not None and columns[field] == at else None for at, field in enumerate(matched)]


def _other(heading: str) -> str:
    """The key of a column that no field has: what only counts the rows of a list is not kept."""
    counts = normal(heading) in {normal(name) for name in heading_table.headings_of("owner", "row")}
    return EXTRA if counts else EXTRA + heading.removeprefix(EXTRA)


def _others(keys: Sequence[str]) -> bool:
    """Whether a column has no field."""
    return any(key.startswith(EXTRA) and key != EXTRA for key in keys)


def _enough(key: str, matched: Sequence[str | None], *, by_name: bool) -> bool:
    """Whether a row names what a noun cannot do without, but for what a list that is known `by_name` goes without."""
    needed = {field.key for field in noun(key).needed} - (IN_LISTS.get(key, {}).keys() if by_name else set())
    found = {one for one in matched if one}
    return needed <= found and len(found) >= min(2, len(matched))


def is_own(cells: Sequence[str], headings: Headings) -> bool:
    """Whether a heading is meant to be the ledger's own: most of it as keys are written, or all known and uid there."""
    names = [cell.strip() for cell in cells]
    as_written = sum(name == key for name, key in zip(names, headings.keys, strict=False))
    return as_written * 2 > len(headings.keys) or ("uid" in headings.keys and headings.plain)


def strange(cells: Sequence[str], headings: Headings) -> list[str]:
    """Headings that are neither a field, nor a role, nor marked as another column."""
    if exports_before.noun_before(headings.keys, EXTRA) == headings.noun:
        return []
    known = _names_of(headings.noun)
    return [cell for cell in cells if cell.strip() and normal(cell) not in known and not cell.strip().startswith(EXTRA)]


@cache
def _names_of(key: str) -> dict[str, str]:
    """What a noun's headings mean, by their normal form: first the keys of its fields and roles, which are never
    another's, then their labels, then what offices call them."""
    roles = ROLES if key == "project" else {}
    labels = {**roles, **{field.key: field.label for field in noun(key).fields.values()}}
    of_part = {field.key: field.label for field in _part_fields(key)}
    names: dict[str, str] = {}
    for meanings in (
        ((each, (each,)) for each in labels),
        ((each, in_every_language(label)) for each, label in labels.items()),
        ((each, heading_table.headings_of(key, each)) for each in labels),
        ((f"{PARTS[key]}.{each}", in_every_language(label)) for each, label in of_part.items()),
        ((f"{PARTS[key]}.{each}", heading_table.headings_of(PARTS[key], each)) for each in of_part),
    ):
        for meaning, headings in meanings:
            for heading in headings:
                names.setdefault(normal(heading), meaning)
    return names


def _part_fields(key: str) -> list[Field]:
    """The fields of the part that rows of a noun tell of too, as far as people enter them."""
    return [field for field in noun(PARTS[key]).fields.values() if field.entered] if key in PARTS else []
