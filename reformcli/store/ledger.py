"""The store: a ledger in one SQLite file."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reformcli.errors import NotFound
from reformcli.i18n import _
from reformcli.model.scope import Scope
from reformcli.model.work import Answering, Progress, Work
from reformcli.store import queries
from reformcli.store.sqlite import files, schema
from reformcli.store.sqlite.connection import connect, in_words

if TYPE_CHECKING:
    from reformcli.model.change import Batch, Entry, Receipt
    from reformcli.model.noun import Noun
    from reformcli.model.refs import Ref


def open_ledger(path: Path, *, wait: float = 30.0, allow_network: bool = False) -> "Store":
    """The ledger at `path`, its schema brought up to date. `wait` is in seconds, for a lock held by another process.

    Raises LedgerMissing, UnsafeFile, NotALedger, NewerLedger or LedgerBusy.
    """
    return _open(path, wait, allow_network, new=False)


def create(path: Path, *, wait: float = 30.0, allow_network: bool = False) -> "Store":
    """The ledger at `path`, made first where there is none. Several processes may do so at once."""
    files.prepare(path)
    return _open(path, wait, allow_network, new=True)


def _open(path: Path, wait: float, allow_network: bool, *, new: bool) -> "Store":
    files.inspect(path, allow_network=allow_network)
    with in_words(path):
        connection = connect(path, wait=wait)
        try:
            schema.bring_up_to_date(connection, path, create=new)
        except BaseException:
            connection.close()
            raise
    return Store(connection, path)


class Store:
    """A ledger that is open. Implements `model.ledger.Ledger`."""

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

    def find(self, noun_key: str, /, **values: Any) -> Iterator[Any]:
        """Things whose fields equal `values`, in the order of their numbers; read as they are taken."""
        from reformcli.store.rows import shape_of

        shape = shape_of(noun_key)
        conditions = [f'"{shape.noun.fields[key].key}" IS :{key}' for key in values]
        clause = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        order = ", ".join(f'"{key}"' for key in shape.noun.primary)
        stored = {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
        for row in self._rows(f"SELECT {shape.columns} FROM {shape.noun.plural}{clause} ORDER BY {order}", stored):
            yield shape.thing(row)

    def get(self, ref: "Ref") -> Any:
        """The thing that `ref` means. Raises NotFound."""
        from reformcli.model.noun import noun
        from reformcli.model.refs import Ref

        for thing in self.find(ref.noun, **ref.key):
            return thing

        if ref.project is not None and next(self.find("project", number=ref.project), None) is None:
            ref = Ref("project", ref.project)
        places = {
            "milestone": f"reform show {ref.project}",
            "visit": "reform visit list",
            "finding": "reform finding list",
            "assignment": "reform assignment list",
        }
        raise NotFound(
            _("There is no {noun} {ref}.", noun=_(noun(ref.noun).label), ref=ref),
            hint=_("See `{command}`.", command=places.get(ref.noun, "reform list")),
        )

    def owners(self) -> tuple[Any, ...]:
        """Every owner."""
        return tuple(self.find("owner"))

    def work(
        self,
        scope: Scope,
        *,
        open_only: bool = True,
        milestones: bool = True,
        due_from: date | None = None,
        due_to: date | None = None,
        done_from: date | None = None,
        done_to: date | None = None,
        moved_only: bool = False,
        standing: bool = False,
    ) -> Iterator[Work]:
        """Work in scope by due date; see `model.ledger.Ledger`."""
        conditions, values = _conditions(scope)
        if open_only:
            conditions.insert(0, f"w.{queries.OPEN}")
        bounds = {
            "due_from": ("due", ">="),
            "due_to": ("due", "<="),
            "done_from": ("done", ">="),
            "done_to": ("done", "<="),
        }
        given = {"due_from": due_from, "due_to": due_to, "done_from": done_from, "done_to": done_to}
        for name, bound in given.items():
            if bound is not None:
                column, operator = bounds[name]
                conditions.append(f"w.{column} {operator} :{name}")
                values[name] = bound.isoformat()
        if standing:
            conditions.append("w.due IS NULL AND w.due_said IS NOT NULL")
        if moved_only:
            conditions.append("(moves > 0 OR w.due <> w.due_first)")
        query = queries.work(conditions, milestones=milestones, rewound=self._rewinds(scope.today))
        for row in self._rows(query, values):
            work = Work(*row)
            yield work._replace(
                key=bool(work.key),
                start=_date(row[8]),
                due=_date(row[9]),
                due_first=_date(row[10]),
                reported=_date(row[13]),
                done=_date(row[14]),
            )

    def progress(self, projects: Iterable[int], today: date) -> Mapping[int, Progress]:
        """Progress by `today` of those of `projects` that have milestones, by number."""
        values = {"projects": _numbers(projects), "today": today.isoformat()}
        query = queries.progress(rewound=self._rewinds(today))
        return {row[0]: Progress(*row[1:]) for row in self._rows(query, values)}

    def news(self, projects: Iterable[int], today: date) -> Mapping[int, date]:
        """The last day up to `today` on which anything was heard of those of `projects` that were heard of."""
        values = {"projects": _numbers(projects), "today": today.isoformat()}
        return {project: date.fromisoformat(day) for project, day in self._rows(queries.NEWS, values)}

    def _rewinds(self, today: date) -> bool:
        """Whether work stood otherwise on `today` than it does now."""
        return any(row[0] for row in self._rows(queries.REWINDS, {"today": today.isoformat()}))

    def answering(self, projects: Collection[int], on: date) -> Mapping[int, Answering]:
        """Who answers for each of `projects` on the day `on`."""
        answering: dict[int, dict[str, tuple[str, ...]]] = {number: {} for number in projects}
        values = {"projects": _numbers(answering), "on": on.isoformat()}
        for project, role, name in self._rows(queries.ANSWERING, values):
            answering[project][role] = (*answering[project].get(role, ()), name)
        return answering

    def delimited(self, kind: "Noun") -> Iterator[str]:
        """Every thing of a noun as lines of CSV, all fields in order, many lines joined by newlines at a time."""
        from reformcli.store.lines import delimited

        with in_words(self.path):
            yield from delimited(self._connection, kind)

    # History

    def newest(self) -> tuple[int, str]:
        """The number of the newest line of the history and its hash; (0, "") before the first."""
        from reformcli.store import history

        with in_words(self.path):
            return history.newest(self._connection)

    def entries(
        self, *, batch: int | None = None, uid: str | None = None, limit: int | None = None
    ) -> Iterator["Entry"]:
        """Lines of the history, oldest first: of one batch, of one thing, or the newest `limit`."""
        from reformcli.store import history
        from reformcli.store.rows import shape_of

        with in_words(self.path):
            for entry in history.entries(self._connection, batch=batch, uid=uid, limit=limit):
                shape = shape_of(entry.noun)
                yield entry._replace(before=_values(shape, entry.before), after=_values(shape, entry.after))

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


def _numbers(numbers: Iterable[int]) -> str:
    """Numbers as the JSON array that a query takes."""
    return f"[{','.join(map(str, numbers))}]"


def _conditions(scope: Scope) -> tuple[list[str], dict[str, Any]]:
    conditions: list[str] = []
    values: dict[str, Any] = {"today": scope.today.isoformat()}
    for name in ("plan", "source", "theme", "key"):
        value = getattr(scope, name)
        if value is not None:
            conditions.append(f"p.{name} = :{name}")
            values[name] = value
    for name, role in (("owner", ""), ("group", " AND d.role = 'group'"), ("leader", " AND d.role = 'leader'")):
        value = getattr(scope, name)
        if value is not None:
            conditions.append(queries.HAS_DUTY.format(name=name, role=role))
            values[name] = value
    for position, condition in enumerate(scope.where):
        name = f"where{position}"
        value = condition.value.isoformat() if isinstance(condition.value, date) else condition.value
        if condition.operator == "~":
            conditions.append(f'instr(lower(p."{condition.field}"), lower(:{name})) > 0')
        elif condition.operator == "!=" and value is not None:
            conditions.append(f'p."{condition.field}" IS NOT :{name}')
        elif value is None:
            conditions.append(f'p."{condition.field}" IS {"NOT " if condition.operator == "!=" else ""}NULL')
        else:
            conditions.append(f'p."{condition.field}" {condition.operator} :{name}')
        values[name] = value
    return conditions, values


def _values(shape: Any, stored: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    return None if stored is None else {key: shape.value(key, value) for key, value in stored.items()}


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
