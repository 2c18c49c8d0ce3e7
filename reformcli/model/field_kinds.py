"""The kinds of value that a field holds."""

from enum import StrEnum


class FieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"  # str
    NUMBER = "number"  # int
    DECIMAL = "decimal"  # float
    DATE = "date"  # datetime.date
    FLAG = "flag"  # bool
    CHOICE = "choice"  # str, one of the field's choices
    NAMES = "names"  # tuple[str, ...]
    PROJECT = "project"  # int, a project's number
    PROJECTS = "projects"  # tuple[int, ...], projects' numbers
    OWNER = "owner"  # int, an owner's number; written as the owner's name
    FINDING = "finding"  # int, a finding's number
    VISIT = "visit"  # int, a visit's number
    EXTRA = "extra"  # Mapping[str, str], columns that an import had and the ledger has no field for


REFERENCES = {
    FieldKind.PROJECT: "project",
    FieldKind.OWNER: "owner",
    FieldKind.FINDING: "finding",
    FieldKind.VISIT: "visit",
}
"""Kinds that hold the number of another noun's thing, and that noun."""
