"""One connection to the file, and SQLite's failures in words.

Rollback journal with `synchronous=EXTRA`: of the journal modes it is the one that lost no acknowledged write in
simulated power cuts, and colleagues who may only read the file can still read it (see docs/decisions.md).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from reformcli.errors import (
    Conflict,
    DiskFull,
    LedgerBusy,
    LedgerDamaged,
    LedgerReadOnly,
    ReformError,
)
from reformcli.i18n import _
from reformcli.store.sqlite.ledger_files import lock_holder, not_a_ledger

APPLICATION_ID = 0x7265666D
"""`refm`: tells a ledger from every other SQLite file."""


def connect(path: Path, *, wait: float) -> sqlite3.Connection:
    """A connection to an existing file. `wait` is how many seconds to wait for a lock."""
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode=rw", uri=True, timeout=wait, isolation_level=None
    )
    connection.executescript(
        "PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;"
    )
    add_functions(connection)
    return connection


def add_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that queries use and SQLite lacks: `folded`, by which letters of every alphabet
    are the same large and small."""
    connection.create_function("folded", 1, _folded, deterministic=True)


def _folded(text: object) -> str | None:
    return None if text is None else str(text).casefold()


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn every `sqlite3.Error` inside into an error that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(error, path) from error


def _explain(error: sqlite3.Error, path: Path) -> ReformError:
    name = getattr(error, "sqlite_errorname", "")
    where = str(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        holder = lock_holder(path)
        what = _("The ledger is locked by process {holder}.", holder=holder) if holder else _("The ledger is locked.")
        return LedgerBusy(what, where=where, hint=_("Nothing was written. Try again when that has ended."))
    if name.startswith("SQLITE_FULL"):
        return DiskFull(_("The disk is full; nothing was written."), where=where, hint=_("Make room and try again."))
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return LedgerReadOnly(
            _("The ledger or its folder cannot be opened for this; nothing was written."),
            where=where,
            hint=_("Check the rights of the file and of its folder."),
        )
    if name == "SQLITE_NOTADB":
        return not_a_ledger(path)
    if name.startswith("SQLITE_CORRUPT"):
        return LedgerDamaged(
            _("The file is damaged: {why}.", why=error),
            where=where,
            hint=_("Keep a copy, then `reform restore` a backup."),
        )
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return Conflict(_("Other records still refer to this; nothing was written."), hint=_("Undo those first."))
    if name.startswith("SQLITE_CONSTRAINT"):
        return Conflict(
            _("Another record has the same number or name; nothing was written. ({why})", why=error),
            hint=_("Try again."),
        )
    return ReformError(_("The ledger failed: {why}. Nothing was written.", why=error), where=where)


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that holds the write lock from its first statement and is undone whole on any failure."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction in which every query sees one state of the file."""
    connection.execute("BEGIN")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the lock comes with the first read
        yield
    finally:
        connection.execute("ROLLBACK")
