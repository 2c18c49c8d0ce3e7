"""What can be asked of a ledger: the face that verbs and reports know, and every store has."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from reformcli.model.owner import Owner
    from reformcli.model.refs import Ref
    from reformcli.model.scope import Scope
    from reformcli.model.work import Answering, Progress, Work


class Ledger(Protocol):
    """A ledger that can be read."""

    def find(self, noun: str, /, **values: Any) -> Iterator[Any]:
        """Things of `noun` whose fields equal `values`, in the order of their numbers; read as they are taken."""

    def get(self, ref: "Ref") -> Any:
        """The thing that `ref` means. Raises NotFound."""

    def owners(self) -> "tuple[Owner, ...]":
        """Every owner."""

    def work(
        self,
        scope: "Scope",
        *,
        open_only: bool = True,
        milestones: bool = True,
        due_from: date | None = None,
        due_to: date | None = None,
        done_from: date | None = None,
        done_to: date | None = None,
        moved_only: bool = False,
        standing: bool = False,
    ) -> "Iterator[Work]":
        """Work in scope by due date. Bounds are inclusive; one that is given leaves out work without that date.

        `standing` is work that was given words, but no date. On a day in the past it is as its own dates say that it
        stood: what was done, dropped, reported or extended later was not yet.
        """

    def progress(self, projects: Iterable[int], today: date) -> "Mapping[int, Progress]":
        """Progress by `today` of those of `projects` that have milestones, by number."""

    def news(self, projects: Iterable[int], today: date) -> "Mapping[int, date]":
        """The last day up to `today` on which anything was heard of those of `projects` that were heard of: a report, a
        note, a visit, an extension, a step of a finding, a light set by hand."""

    def answering(self, projects: Collection[int], on: date) -> "Mapping[int, Answering]":
        """Who answers for each of `projects` on the day `on`."""

    def newest(self) -> tuple[int, str]:
        """The number of the newest line of the history and its hash; (0, "") before the first."""

    def as_known(self, day: date) -> "Ledger":
        """The ledger as it was known at the end of `day`: its things as the entries of days up to then made them.

        The history is replayed, and the day of an entry is the one that counted as today when it was made. What comes
        back can only be read; close it after use.
        """

    def close(self) -> None:
        """Let go of what it holds open."""
