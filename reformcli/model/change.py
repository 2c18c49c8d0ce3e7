"""Changes: the one way in which anything gets into the ledger, and what the history keeps of them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple


class Change(NamedTuple):
    """One thing before and after: `before` None adds it, `after` None takes it away.

    A thing that is added carries number 0, or a negative number by which other changes of the same batch refer to it;
    the ledger gives it its number when it is written.
    """

    noun: str
    before: Any
    after: Any


class Batch(NamedTuple):
    """Changes that are written together or not at all.

    `verb` is the command that asked for them; `at` the moment (UTC), `today` the office's day; `undoes` the number of
    the batch that this one reverses.
    """

    verb: str
    actor: str
    at: datetime
    today: date
    changes: Iterable[Change]
    undoes: int | None = None


class Receipt(NamedTuple):
    """What was written: the batch's number, and everything added or changed, with its number."""

    batch: int
    things: tuple[Any, ...]


class Entry(NamedTuple):
    """A line of the history. `before` and `after` hold the fields that differ; `ref` is what people call the thing."""

    sequence: int
    batch: int
    verb: str
    actor: str
    at: str
    today: str
    undoes: int | None
    noun: str
    uid: str
    ref: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    digest: str
