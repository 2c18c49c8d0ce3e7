"""Document: the neutral result beside the Table, a paper of typed blocks, and the fields that it was made from."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple, TypeAlias

from reformcli.table import Table


class TextRun(NamedTuple):
    """Words of a paragraph, heavy or not. A newline among them ends a line, and means nothing else."""

    text: str
    strong: bool = False


Words = tuple[TextRun, ...]


class Heading(NamedTuple):
    """A heading of level 1 to 3, its number included where it has one."""

    level: int
    words: Words


class Paragraph(NamedTuple):
    """A paragraph."""

    words: Words


class Items(NamedTuple):
    """A list, numbered from `first` or with bullets where that is None."""

    items: tuple[Words, ...]
    first: int | None = None


class Signature(NamedTuple):
    """Lines at the end of a paper, set right: who issues it and its date, over which the seal goes."""

    lines: tuple[Words, ...]


class Break(Enum):
    """Where a paper is cut off, or goes on on a new page."""

    CUT = "cut"
    PAGE = "page"


Block: TypeAlias = Heading | Paragraph | Items | Signature | Break | Table

Value: TypeAlias = str | int | float | bool | date | Table | tuple["Value", ...] | Mapping[str, "Value"] | None
"""What a field holds: a plain value, a Table, several of them, or a record of fields of its own."""

Fields: TypeAlias = Mapping[str, Value]


class Document(NamedTuple):
    """A paper. `name` is never translated; `day` is the office's day, by which files are dated.

    `fields` are what formats for programs give in the place of blocks. A `dense` paper is a sheet for the desk, set
    small so that it stays on one page; a `wide` one is printed across.
    """

    name: str
    title: Words
    blocks: tuple[Block, ...]
    fields: Fields
    day: date
    dense: bool = False
    wide: bool = False


def text_of(words: Words) -> str:
    """The words as text alone."""
    return "".join(span.text for span in words)
