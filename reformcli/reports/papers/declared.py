"""What a paper is made of: its fields, its options, its declaration."""

from collections.abc import Callable
from typing import NamedTuple

from reformcli.document import Fields
from reformcli.model.ledger import Ledger
from reformcli.reports.question import Option, Question
from reformcli.table import Column


class PaperField(NamedTuple):
    """A field that the paper's template can use: its key and what it holds; of a table its columns, of a record or a
    list of records their own fields."""

    key: str
    help: str
    columns: tuple[Column, ...] = ()
    fields: tuple["PaperField", ...] = ()


class Paper(NamedTuple):
    """A paper. `make` gives exactly its `fields`; the template of each language says how they stand on paper.

    `about` is what is typed after its name, in words, where it is about something; the question then has it among its
    options as `about`; `of_owner` is whether that is the name of an owner. One `of_month` has the first day of the
    month that is typed, else of the last one that is over, as `month`. `filtered` is whether it takes the filters,
    `filters` are those that it takes where those are only some. A `dense` paper is a sheet for the desk, a `wide` one
    is printed across: see `document.Document`.
    """

    make: Callable[[Ledger, Question], Fields]
    fields: tuple[PaperField, ...]
    examples: tuple[tuple[str, str], ...]
    about: str = ""
    of_owner: bool = False
    of_month: bool = False
    filtered: bool = False
    filters: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    settings: tuple[str, ...] = ()
    dense: bool = False
    wide: bool = False
