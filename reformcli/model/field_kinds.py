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
    REFERENCE = "reference"  # int, the number of a thing of the noun that the field refers to
    REFERENCES = "references"  # tuple[int, ...]; tuple[Ref, ...] where that noun's numbers count within another
    REF = "ref"  # Ref, a thing of any noun
    EXTRA = "extra"  # Mapping[str, str], columns that an import had and the ledger has no field for
