"""Changes: the one way in which anything gets into the ledger, and what the history keeps of them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Generic, NamedTuple, TypedDict

from reformcli.model.fields import FieldValue, Thing
from reformcli.model.noun import T_co


class Change(NamedTuple, Generic[T_co]):
    """One thing before and after: `before` None adds it, `after` None takes it away.

    A thing that is added carries number 0, or a negative number by which other changes of the same batch refer to it;
    the ledger gives it its number when it is written.
    """

    before: T_co | None
    after: T_co | None

    @property
    def thing(self) -> T_co:
        """The thing as it is after the change; one that is taken away as it was. Raises ValueError for no thing."""
        thing = self.before if self.after is None else self.after
        if thing is None:
            raise ValueError("a change of nothing")
        return thing


class Batch(NamedTuple):
    """Changes that are written together or not at all.

    `verb` is the command that asked for them; `at` the moment (UTC), `today` the office's day; `undoes` the number of
    the batch that this one reverses.
    """

    verb: str
    actor: str
    at: datetime
    today: date
    changes: Iterable[Change[Thing]]
    undoes: int | None = None


CLOCKS_DIFFER = timedelta(days=1)
"""How far the clocks of machines that share a ledger may be apart before it is said."""


class Receipt(NamedTuple):
    """What was written: the batch's number, everything added or changed, with its number, and the moment at which the
    batch before it was written; None where there is none."""

    batch: int
    things: tuple[Thing, ...]
    earlier: datetime | None = None


class HistoryFilter(TypedDict, total=False):
    """Which lines of the history are asked for: of one batch, of one thing, of one command, of the days from `since` to
    `until`, both inclusive, of those that counted as today; the newest `limit` of them. None means any."""

    batch: int | None
    uid: str | None
    verb: str | None
    since: date | None
    until: date | None
    limit: int | None


class HistoryLine(NamedTuple):
    """A line of the history. `before` and `after` hold the fields that differ; `ref` is what people call the thing.

    `hash` ties it to the line before it.
    """

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
    before: Mapping[str, FieldValue] | None
    after: Mapping[str, FieldValue] | None
    hash: str
