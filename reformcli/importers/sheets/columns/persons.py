"""Which of the names in a column are persons: by how they are written, what heads the column, and what stands in it."""

import re
from collections.abc import Sequence

from reformcli.importers.sheets.columns.layout import Layout, SheetColumn
from reformcli.importers.sheets.columns.who import POST_WORD, UNITS, is_last_first, is_surely_a_unit
from reformcli.names import looks_like_person, looks_like_unit

_OF_PERSONS = re.compile(
    r"assign(?!\w* (?:group|team|unit))|person|developer|resource name|[人者员]$|经理$|指派给|处理人|执行|经办|姓名"
    r"|\bwho\b|by whom",
    re.IGNORECASE,
)
"""Headings of columns that hold persons, whatever their names look like."""

_ALSO_OF_PERSONS = re.compile(
    r"owner|lead|account|officer|manager|resource|contact|member|responsib|action|allocat|delegat|champion|sponsor|\bby\b",
    re.IGNORECASE,
)
"""Headings of columns in which what looks like a full name is a person's."""

_FULL_NAME = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z]\.?)?(?: (?:(?:de|van|von|der|la|bin|al) )?[A-Z][A-Za-z'’-]+){1,2}")
_SURELY = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Cllr|Councillor|Sir|Dame)\.? [A-Z].*|(?:[A-Z](?:\. ?| )){1,3}[A-Z][a-z][A-Za-z'’-]*"
)
"""Names that are a person's whatever heads the column: with a title, or with initials (J. Smith)."""

_SHORT_NAME = re.compile(r"@?[A-Za-z][a-z]{2,}(?:[._-][A-Za-z0-9]+)*")


def is_person(column: SheetColumn, name: str) -> bool:
    """Whether a name in a column is a person's; else it is taken for a unit's."""
    heading = column.name.rpartition("/")[2]
    if looks_like_unit(name) and not (looks_like_person(name) and _OF_PERSONS.search(heading)):
        return False
    if re.search("[\u3400-\u9fff]", name):
        return len(name) <= 4 and (looks_like_person(name) or _OF_PERSONS.search(heading) is not None)
    if POST_WORD.search(name):
        return True
    if is_surely_a_unit(name):
        return False
    if _SURELY.fullmatch(name):
        return True
    if _FULL_NAME.fullmatch(name):
        return _OF_PERSONS.search(heading) is not None or _ALSO_OF_PERSONS.search(heading) is not None
    return _OF_PERSONS.search(heading) is not None and _SHORT_NAME.fullmatch(name) is not None


def last_first_of(layout: Layout, rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns that write persons as "Lee, Ann"."""
    columns = [column.at for column in layout.columns if column.key in (*UNITS, "leader", "liaison", "owner")]
    return frozenset(at for at in columns if is_last_first([row[at] for row in rows if at < len(row)]))
