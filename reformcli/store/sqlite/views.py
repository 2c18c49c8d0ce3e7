"""The views by which other programs read a ledger: names instead of numbers, and nothing that needs to know the day.

They are made anew after every migration. `work` is all tracked work, `open_work` what is still to be done, `slips`
every move and correction of a due date, `answers` who answers for what since when.
"""

import sqlite3
from collections.abc import Iterator

from reformcli.store.tracked import ref_text, tracked_tables

OPEN = "state IN ('planned', 'started', 'reported')"


def statements() -> Iterator[tuple[str, str]]:
    """The name of each view and the statement that makes it."""
    yield "work", f"CREATE VIEW work AS {' UNION ALL '.join(table.view() for table in tracked_tables())}"
    yield "open_work", f"CREATE VIEW open_work AS SELECT * FROM work WHERE {OPEN}"
    yield (
        "slips",
        f"CREATE VIEW slips AS SELECT {ref_text('e.about')} AS ref, w.title, w.project, e.due_from, e.due_to, e.reason,"
        " e.approver, e.document, e.asked, e.kind, e.number AS extension"
        f" FROM extensions e LEFT JOIN work w ON w.ref = {ref_text('e.about')}",
    )
    yield (
        "answers",
        "CREATE VIEW answers AS SELECT p.number AS project, p.title, d.role, o.name AS owner, o.kind, d.valid_from,"
        " d.valid_to FROM duties d JOIN projects p ON p.number = d.project JOIN owners o ON o.number = d.owner",
    )


def make(connection: sqlite3.Connection) -> None:
    """Make the views, in the place of those that are there."""
    listed = list(statements())
    for name, _statement in reversed(listed):
        connection.execute(f"DROP VIEW IF EXISTS {name}")
    for _name, statement in listed:
        connection.execute(statement)
