"""The store: a ledger in one SQLite file."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reformcli.errors import NotFound
from reformcli.i18n import _
from reformcli.model.nouns import listed_noun
from reformcli.model.scope import Scope
from reformcli.model.work import WORK_DAYS, Answering, Progress, Work
from reformcli.store import queries, tracked
from reformcli.store.parameters import date_in, equal, kinds_of, number_list, numbers_in, values_of
from reformcli.store.sqlite import ledger_files, schema
from reformcli.store.sqlite.connection import connect, in_words, reading

if TYPE_CHECKING:
    from typing import Unpack

    from reformcli.model.change import Batch, HistoryFilter, HistoryLine, Receipt
    from reformcli.model.fields import FieldValue, Thing
    from reformcli.model.noun import Noun, T
    from reformcli.model.owner import Owner
    from reformcli.model.refs import Ref


def open_ledger(path: Path, *, wait: float = 30.0, allow_network: bool = False) -> "Store":
    """The ledger at `path`, its schema brought up to date. `wait` is in seconds, for a lock held by another process.

    Raises LedgerMissing, UnsafeFile, NotALedger, NewerLedger or LedgerBusy.
    """
    return _open(path, wait, allow_network, new=False)


def create(path: Path, *, wait: float = 30.0, allow_network: bool = False) -> "Store":
    """The ledger at `path`, made first where there is none. Several processes may do so at once."""
    ledger_files.prepare(path)
    return _open(path, wait, allow_network, new=True)


def _open(path: Path, wait: float, allow_network: bool, *, new: bool) -> "Store":
    ledger_files.inspect(path, allow_network=allow_network)
    with in_words(path):
        connection = connect(path, wait=wait)
        try:
            schema.bring_up_to_date(connection, path, create=new)
        except BaseException:
            connection.close()
            raise
    return Store(connection, path)


class Store:
    """A ledger that is open. Implements `model.ledger.Books`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    def close(self) -> None:
        """Let go of the file."""
        with suppress(sqlite3.Error):
            self._connection.close()

    # Writing

    def apply(self, batch: "Batch", *, echo: bool = True) -> "Receipt":
        """Write `batch` and its history whole or not at all. Raises Conflict where something has changed since.

        Without `echo` the receipt does not hold what was written, which a large import has no use for.
        """
        from reformcli.store.writing import apply

        with in_words(self.path):
            return apply(self._connection, batch, echo=echo)

    # Reading

    def find(self, kind: "type[T]", /, **values: "FieldValue") -> "Iterator[T]":
        """Things whose fields equal `values`, in the order of their numbers; see `model.ledger.Ledger`."""
        from reformcli.model.noun import noun_for
        from reformcli.store.rows import codec

        noun = noun_for(kind)
        columns = codec(noun.key)
        conditions, parameters = equal(noun, values)
        clause = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        order = ", ".join(f't."{key}"' for key in noun.primary)
        for row in self._rows(f"SELECT {columns.columns} FROM {noun.plural} t{clause} ORDER BY {order}", parameters):
            yield columns.thing(kind, row)

    def get(self, ref: "Ref") -> "Thing":
        """The thing that `ref` means. Raises NotFound."""
        from reformcli.model.noun import noun

        kind = noun(ref.noun)
        key = {"number": ref.number} if kind.within is None else {kind.within: ref.within, "number": ref.number}
        for thing in self.find(kind.type, **key):
            return thing
        raise self._missing(ref)

    def get_of(self, kind: "type[T]", number: int) -> "T":
        """The thing of the type `kind` with a number that is unique in the ledger. Raises NotFound."""
        from reformcli.model.noun import noun_for
        from reformcli.model.refs import Ref

        for thing in self.find(kind, number=number):
            return thing
        raise self._missing(Ref(noun_for(kind).key, number))

    def _missing(self, ref: "Ref") -> NotFound:
        """What to say of a ref that means nothing; a milestone's project, where that is missing too."""
        from reformcli.model.noun import noun
        from reformcli.model.refs import Ref

        outer = Ref(listed_noun(ref.noun).within, ref.within) if ref.within is not None else None
        if outer is not None and next(self.find(noun(outer.noun).type, number=outer.number), None) is None:
            ref, outer = outer, None
        kind = noun(ref.noun)
        if outer is not None:
            place = f"reform show {outer}"
        elif kind.commands and "list" in kind.commands:
            place = f"reform {kind.key} list"
        else:
            place = "reform list" if ref.noun == "project" else f"reform list --kind {kind.key}"
        return NotFound(
            _("There is no {noun} {ref}.", noun=_(kind.label), ref=ref), hint=_("See `{command}`.", command=place)
        )

    def owners(self) -> "tuple[Owner, ...]":
        """Every owner."""
        from reformcli.model.owner import Owner

        return tuple(self.find(Owner))

    def names(self) -> Mapping[int, str]:
        """The owners' names by number."""
        return dict(self._rows("SELECT number, name FROM owners", {}))

    def work(
        self,
        scope: Scope,
        *,
        open_only: bool = True,
        nouns: Collection[str] = (),
        due_from: date | None = None,
        due_to: date | None = None,
        done_from: date | None = None,
        done_to: date | None = None,
        moved_only: bool = False,
        standing: bool = False,
    ) -> Iterator[Work]:
        """Work in scope by due date; see `model.ledger.Ledger`."""
        conditions = [tracked.is_open("w.state")] if open_only else []
        values = values_of(scope)
        bounds = {
            "due_from": ("due", ">=", due_from),
            "due_to": ("due", "<=", due_to),
            "done_from": ("done", ">=", done_from),
            "done_to": ("done", "<=", done_to),
        }
        for name, (column, operator, bound) in bounds.items():
            if bound is not None:
                conditions.append(f"w.{column} {operator} :{name}")
                values[name] = bound.isoformat()
        if standing:
            conditions.append("w.due IS NULL AND w.due_said IS NOT NULL")
        query = tracked.work(
            scope,
            conditions,
            nouns=nouns or [table.key for table in tracked.tracked_tables()],
            kinds_of=kinds_of() if scope.kinds else {},
            rewound=self._rewinds(scope.today),
            moved=moved_only,
        )
        for row in self._rows(query, values) if query else ():
            *cells, _rank = row
            facts = dict(zip(Work._fields, cells, strict=True))
            days = {key: date_in(facts[key]) for key in WORK_DAYS}
            key, supporting = bool(facts["key"]), numbers_in(facts["supporting"])
            yield Work(**{**facts, **days, "key": key, "supporting": supporting})

    def progress(self, projects: Iterable[int], today: date) -> Mapping[int, Progress]:
        """Progress by `today` of those of `projects` that have milestones, by number."""
        values = {"projects": number_list(projects), "today": today.isoformat()}
        query = queries.progress(rewound=self._rewinds(today))
        return {row[0]: Progress(*row[1:]) for row in self._rows(query, values)}

    def news(self, projects: Iterable[int], today: date) -> Mapping[int, date]:
        """The last day up to `today` on which anything was heard of those of `projects` that were heard of."""
        values = {"projects": number_list(projects), "today": today.isoformat()}
        return {project: date.fromisoformat(day) for project, day in self._rows(queries.news(), values)}

    def _rewinds(self, today: date) -> bool:
        """Whether work stood otherwise on `today` than it does now."""
        return any(row[0] for row in self._rows(queries.rewinds(), {"today": today.isoformat()}))

    def answering(self, projects: Collection[int], on: date) -> Mapping[int, Answering]:
        """Who answers for each of `projects` on the day `on`."""
        answering: dict[int, dict[str, tuple[str, ...]]] = {number: {} for number in projects}
        values = {"projects": number_list(answering), "on": on.isoformat()}
        for project, role, name in self._rows(queries.answering(), values):
            answering[project][role] = (*answering[project].get(role, ()), name)
        return answering

    def delimited(self, kind: "Noun[Thing]") -> Iterator[str]:
        """Every thing of a noun as lines of CSV, all fields in order, many lines joined by newlines at a time."""
        from reformcli.store.lines import delimited

        with in_words(self.path):
            yield from delimited(self._connection, kind)

    # History

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Within it every answer comes from one state of the ledger: whoever writes waits."""
        with in_words(self.path), reading(self._connection):
            yield

    def newest(self) -> tuple[int, str]:
        """The number of the newest line of the history and its hash; (0, "") before the first."""
        from reformcli.store import history

        with in_words(self.path):
            return history.newest(self._connection)

    def entries(self, **asked: "Unpack[HistoryFilter]") -> Iterator["HistoryLine"]:
        """Lines of the history, oldest first; see `model.ledger.Ledger`."""
        from reformcli.store import history

        with in_words(self.path):
            yield from history.entries(self._connection, **asked)

    def entered(self, nouns: Collection[str]) -> Mapping[str, date]:
        """The day on which each thing of `nouns` was first entered; see `model.ledger.Ledger`."""
        from reformcli.store import history

        with in_words(self.path):
            return history.entered(self._connection, nouns)

    def position(self, hash: str) -> "HistoryLine | None":
        """The line of the history that bears a hash, given whole or by its first characters; None where none does."""
        from reformcli.store import history

        with in_words(self.path):
            return history.position(self._connection, hash)

    def last_batch(self) -> int | None:
        """The newest batch that is neither an undo nor undone."""
        from reformcli.store import history

        with in_words(self.path):
            return history.last_batch(self._connection)

    def as_known(self, day: date) -> "Store":
        """The ledger as it was known at the end of `day`, in memory; see `model.ledger.Ledger`."""
        from reformcli.store.known import as_known

        with in_words(self.path):
            return Store(as_known(self._connection, day), self.path)

    # Care

    def faults(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the file, as (check, sentence); nothing when all is well."""
        from reformcli.store.sqlite.integrity import faults

        yield from faults(self._connection, self.path)

    def remarks(self) -> Iterator[str]:
        """What is worth saying of the file and no fault: tables and views of somebody's own."""
        from reformcli.store.sqlite.integrity import remarks

        with in_words(self.path):
            yield from remarks(self._connection)

    def version(self) -> int:
        """The version of the schema."""
        return int(next(self._rows("PRAGMA user_version", {}))[0])

    def location(self) -> str:
        """The file's path."""
        return str(self.path)

    def backup(self, target: Path) -> None:
        """Copy the ledger to `target`, which must not exist, whole and checked, or not at all."""
        from reformcli.store.sqlite.backup import backup

        with in_words(self.path):
            backup(self._connection, target)

    def _rows(self, query: str, values: Mapping[str, Any]) -> Iterator[Any]:
        with in_words(self.path):
            # `yield from` would try to close the cursor even when its file has been closed before.
            for row in self._connection.execute(query, values):  # noqa: UP028
                yield row
