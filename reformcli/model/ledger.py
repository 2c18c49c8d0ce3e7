"""What can be asked of a ledger, and what can be done to one: the faces that every store has."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from typing import Unpack

    from reformcli.model.change import Batch, HistoryFilter, HistoryLine, Receipt
    from reformcli.model.fields import FieldValue, Thing
    from reformcli.model.noun import Noun, T
    from reformcli.model.owner import Owner
    from reformcli.model.refs import Ref
    from reformcli.model.scope import Scope
    from reformcli.model.work import Answering, Progress, Work


class Ledger(Protocol):
    """A ledger that can be read."""

    def find(self, kind: "type[T]", /, **values: "FieldValue") -> "Iterator[T]":
        """Things of the type `kind` whose fields equal `values`, in the order of their numbers; read as they are
        taken. A value for a field that holds several things is one that is among them."""

    def get(self, ref: "Ref") -> "Thing":
        """The thing that `ref` means. Raises NotFound."""

    def get_of(self, kind: "type[T]", number: int) -> "T":
        """The thing of the type `kind` with a number that is unique in the ledger. Raises NotFound."""

    def owners(self) -> "tuple[Owner, ...]":
        """Every owner."""

    def names(self) -> Mapping[int, str]:
        """The owners' names by number."""

    def work(
        self,
        scope: "Scope",
        *,
        open_only: bool = True,
        nouns: Collection[str] = (),
        due_from: date | None = None,
        due_to: date | None = None,
        done_from: date | None = None,
        done_to: date | None = None,
        moved_only: bool = False,
        standing: bool = False,
    ) -> "Iterator[Work]":
        """Work in scope by due date, work without one first; of `nouns`, by key, or of every tracked noun.

        Bounds are inclusive; one that is given leaves out work without that date. `standing` is work that was given
        words, but no date. On a day in the past it is as its own dates say that it stood: what was done, dropped,
        reported or extended later was not yet.
        """

    def progress(self, projects: Iterable[int], today: date) -> "Mapping[int, Progress]":
        """Progress by `today` of those of `projects` that have milestones, by number."""

    def news(self, projects: Iterable[int], today: date) -> "Mapping[int, date]":
        """The last day up to `today` on which anything was heard of those of `projects` that were heard of: a report, a
        note, a visit, an extension, a stage of a matter, a light set by hand."""

    def answering(self, projects: Collection[int], on: date) -> "Mapping[int, Answering]":
        """Who answers for each of `projects` on the day `on`."""

    def entries(self, **asked: "Unpack[HistoryFilter]") -> "Iterator[HistoryLine]":
        """The lines of the history that are asked for, oldest first."""

    def entered(self, nouns: Collection[str]) -> Mapping[str, date]:
        """The day that counted as today when each thing of `nouns`, by key, was first entered, by identity."""

    def newest(self) -> tuple[int, str]:
        """The number of the newest line of the history and its hash; (0, "") before the first."""

    def as_known(self, day: date) -> "Ledger":
        """The ledger as it was known at the end of `day`: its things as the entries of days up to then made them.

        The history is replayed, and the day of an entry is the one that counted as today when it was made. What comes
        back can only be read; close it after use.
        """

    def close(self) -> None:
        """Let go of what it holds open."""


class Books(Ledger, Protocol):
    """A ledger that can be written, with its history and its care."""

    def reading(self) -> "AbstractContextManager[None]":
        """Within it every answer comes from one state of the ledger: whoever writes waits."""

    def apply(self, batch: "Batch", *, echo: bool = True) -> "Receipt":
        """Write `batch` and its history whole or not at all. Raises Conflict where something has changed since.

        Without `echo` the receipt does not hold what was written, which a large import has no use for.
        """

    def last_batch(self) -> int | None:
        """The newest batch that is neither an undo nor undone."""

    def delimited(self, kind: "Noun[Thing]") -> Iterator[str]:
        """Every thing of a noun as lines of CSV, all fields in order, many lines joined by newlines at a time."""

    def faults(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the ledger, as (check, sentence); nothing when all is well."""

    def remarks(self) -> Iterator[str]:
        """What is worth saying of the ledger and no fault: tables and views of somebody's own."""

    def position(self, hash: str) -> "HistoryLine | None":
        """The line of the history that bears a hash, given whole or by its first characters; None where none does."""

    def backup(self, target: Path) -> None:
        """Copy the ledger to `target`, which must not exist, whole and checked, or not at all."""

    def version(self) -> int:
        """The version of its schema."""

    def location(self) -> str:
        """Where it is, for messages."""
