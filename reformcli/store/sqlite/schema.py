"""The schema, as migrations that sqlite-utils applies and records.

A migration is frozen once released: it spells out its SQL and never reads the nouns' declarations, which go on
changing. A test compares the two. `user_version` counts the migrations, so that a command can see with one plain query
whether there is anything to do, without importing sqlite-utils.
"""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from reformcli.errors import NewerLedger
from reformcli.i18n import _, mark
from reformcli.model.nouns import NOUNS, listed_nouns
from reformcli.store.sqlite import views
from reformcli.store.sqlite.connection import APPLICATION_ID, writing
from reformcli.store.sqlite.ledger_files import not_a_ledger

VERSION = 9
"""How many migrations there are."""


def bring_up_to_date(connection: sqlite3.Connection, path: Path, *, create: bool = False) -> None:
    """Check what file this is and apply the migrations that it lacks.

    A file that is empty becomes a ledger only with `create`. Raises NotALedger and NewerLedger, having written nothing.
    """
    brought = [listed.key for listed in listed_nouns() if listed not in NOUNS]
    if _version(connection, path) == VERSION and not brought:
        return
    with writing(connection):  # which waits for another process that may be making the ledger right now
        version = _version(connection, path)
        if version == 0 and not create:
            raise not_a_ledger(path)
        if version < VERSION:
            from sqlite_utils import Database

            from reformcli.store.sqlite.migrations import migrations

            database = Database(connection)
            migrations.apply(database)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={VERSION}")
            views.make(database)
        for key in brought:
            _make_table(connection, key)


def _make_table(connection: sqlite3.Connection, key: str) -> None:
    """Make the table of a noun that a caller brings, by its declaration."""
    from reformcli.model.noun import noun
    from reformcli.store.sqlite.declared_tables import statements

    for statement in statements(noun(key)):
        connection.execute(statement)


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """How many migrations the file has seen; 0 for one that is still empty."""
    # One statement sees one moment, even while another process is making the ledger.
    identity, version, tables = connection.execute(
        "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),"
        " (SELECT count(*) FROM sqlite_master)"
    ).fetchone()
    if identity != APPLICATION_ID:
        if identity or tables:
            raise not_a_ledger(path)
        return 0
    if version > VERSION:
        raise NewerLedger(
            _("The ledger was written by a newer reform (schema {theirs}, here {ours}).", theirs=version, ours=VERSION),
            where=str(path),
            hint=_("Install the newer program; the file was not touched."),
        )
    return int(version)


SENTENCES_OF_TABLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "numbers": (
        mark("The last number that was given, of each noun; none is ever given twice."),
        {
            "noun": mark("Key of the noun."),
            "within": mark("Number of the thing inside which numbers count; 0 for the whole ledger."),
            "last": mark("The last number given."),
        },
    ),
    "batches": (
        mark("Entries: everything that one command wrote, together."),
        {
            "number": mark("Number of the batch; `reform undo` takes it."),
            "verb": mark("The command that made it."),
            "actor": mark("Who made it."),
            "at": mark("Moment of the change, UTC."),
            "today": mark("The day that counted as today."),
            "undoes": mark("Number of the batch that it takes back."),
        },
    ),
    "history": (
        mark("The history: a line for each thing that was added, changed or removed. It only grows."),
        {
            "sequence": mark("Number of the line."),
            "batch": mark("Number of the batch that it belongs to."),
            "noun": mark("Key of the noun."),
            "uid": mark("Identity that stays the same in every copy of the ledger."),
            "ref": mark("What people call the thing."),
            "before": mark("What differs, as it was: JSON; none for a thing that is added."),
            "after": mark("What differs, as it is since: JSON; none for a thing that is removed."),
            "digest": mark("Hash of the line, over the hash of the line before it."),
        },
    ),
}
"""What the tables are that no noun declares, and what their columns mean."""
