"""Backups through SQLite's own online backup, and putting one back in place."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from reformcli.errors import BadFile, LedgerDamaged, reason
from reformcli.i18n import _
from reformcli.resources import make_folder
from reformcli.store.sqlite import ledger_files, schema
from reformcli.store.sqlite.connection import connect, in_words
from reformcli.store.sqlite.integrity import faults


def backup(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the open ledger to `target`: under another name first, checked there, and only then named.

    Raises BadFile where `target` exists or cannot be made.
    """
    if target.exists() or target.is_symlink():
        raise BadFile(_("This file exists already."), where=str(target), hint=_("Name a file that does not."))
    partial = target.with_name(f".{target.name}.{os.urandom(8).hex()}.partial")
    try:
        ledger_files.prepare(partial)
        copy = connect(partial, wait=30)
        try:
            connection.backup(copy)
            _must_be_well(copy, partial)
        finally:
            copy.close()
        _synchronise(partial)
        # A link, unlike a rename, fails where another process has made the name in the meantime.
        os.link(partial, target)
        _synchronise(target.parent)
    except OSError as error:
        raise BadFile(_("The backup cannot be written: {why}.", why=reason(error)), where=str(target)) from None
    finally:
        partial.unlink(missing_ok=True)


def restore(source: Path, target: Path, *, allow_network: bool) -> Path | None:
    """Put the backup `source` in the place of the ledger `target`. Returns where the replaced ledger is kept.

    The backup is checked first; the ledger that it replaces is kept beside it and named in the answer.
    """
    ledger_files.inspect(source, allow_network=True)
    with in_words(source):
        connection = connect(source, wait=30)
        try:
            schema.bring_up_to_date(connection, source)
            incoming = target.with_name(f".{target.name}.{os.urandom(8).hex()}.incoming")
            _must_be_well(connection, source)
            make_folder(target.parent)
            backup(connection, incoming)
        finally:
            connection.close()
    try:
        kept = None
        if target.exists() or target.is_symlink():
            ledger_files.inspect(target, allow_network=allow_network, damaged=True)
            with in_words(target):
                kept = _set_aside(target)
        os.replace(incoming, target)
        _synchronise(target.parent)
        return kept
    except OSError as error:
        raise BadFile(_("The ledger cannot be replaced: {why}.", why=reason(error)), where=str(target)) from None
    finally:
        incoming.unlink(missing_ok=True)


def batches_lacking(source: Path, target: Path) -> int:
    """How many batches of the ledger `target` are not in the backup `source`: what was written since, or beside it.

    None where one of them is missing or cannot be read, which `restore` tells.
    """
    if target.is_symlink() or not target.is_file():
        return 0
    try:
        return len({batch for batch, _digest in _written(target) - _written(source)})
    except sqlite3.DatabaseError:
        return 0


def _written(path: Path) -> set[tuple[int, str]]:
    """The batch and the hash of each change: a hash stands on all before it, so two ledgers share it or part there."""
    with closing(connect(path, wait=30)) as connection:
        return set(connection.execute("SELECT batch, digest FROM history"))


def _set_aside(target: Path) -> Path:
    """Keep the ledger at `target` under a name of its own, holding its lock so that no write is lost on the way."""
    number = 1
    while (kept := target.with_name(f"{target.name}.replaced-{number}")).exists():
        number += 1
    try:
        with closing(connect(target, wait=30)) as holder:
            holder.execute("BEGIN EXCLUSIVE")
            os.link(target, kept)
            holder.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        # What is replaced may be damaged, which is why it is replaced: it is kept as it is.
        if getattr(error, "sqlite_errorname", "") not in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
            raise
        os.link(target, kept)
    return kept


def _must_be_well(connection: sqlite3.Connection, path: Path) -> None:
    for _check, sentence in faults(connection, path):
        raise LedgerDamaged(
            _("This copy is not whole: {fault}", fault=sentence), where=str(path), hint=_("See `reform check`.")
        )


def _synchronise(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
