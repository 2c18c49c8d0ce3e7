"""Numbers: the next one of each noun, in the whole ledger or inside one thing. None is ever given twice.

The table `numbers` keeps the last one that was given, also after the thing that had it is gone.
"""

import sqlite3

from reformcli.model.fields import Thing
from reformcli.model.noun import Noun

_LAST = "SELECT last FROM numbers WHERE noun = :noun AND within = :within"
_KEEP = (
    "INSERT INTO numbers (noun, within, last) VALUES (:noun, :within, :last)"
    " ON CONFLICT (noun, within) DO UPDATE SET last = excluded.last WHERE excluded.last > numbers.last"
)

Place = tuple[str, int]
"""A noun's key, and the number of the thing inside which its numbers count; 0 for the whole ledger."""


class Numbers:
    """Gives the things of one batch their numbers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last: dict[Place, int] = {}

    def number_of(self, noun: Noun[Thing], thing: Thing) -> int:
        """The number of a thing that is added: its own where it is positive, else the next one."""
        place = _place(noun, thing)
        if place not in self._last:
            row = self._connection.execute(_LAST, {"noun": place[0], "within": place[1]}).fetchone()
            self._last[place] = row[0] if row else 0
        number = thing.number if thing.number > 0 else self._last[place] + 1
        self._last[place] = max(self._last[place], number)
        return number

    def keep(self) -> None:
        """Write down the last number of each noun of the batch."""
        rows = [{"noun": noun, "within": within, "last": last} for (noun, within), last in self._last.items()]
        self._connection.executemany(_KEEP, rows)


def _place(noun: Noun[Thing], thing: Thing) -> Place:
    return noun.key, noun.inside(thing) or 0
