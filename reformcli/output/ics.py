"""iCalendar (RFC 5545): each due date as an event of the whole day or as a task, for any calendar program.

A program knows an entry again by its UID and takes the one with the higher SEQUENCE, so that a file that is taken in
again moves entries rather than doubling them. Lines end in CR LF and are folded at 75 octets, as the standard demands.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TextIO

from icalendar import Alarm, Event, Todo, vText
from icalendar import Calendar as Entries

from reformcli.i18n import _
from reformcli.model.states import DONE, DROPPED, PLANNED, REPORTED, STARTED
from reformcli.model.text import escape
from reformcli.output import Calendar, Identity, Options
from reformcli.output.cells import shown
from reformcli.output.files import head
from reformcli.table import Cell, Row, Table

PRODUCT = "-//reform//reform//EN"

_STATUS = {
    PLANNED: "NEEDS-ACTION",
    STARTED: "IN-PROCESS",
    REPORTED: "IN-PROCESS",
    DONE: "COMPLETED",
    DROPPED: "CANCELLED",
}
_TOLD = ("ref", "project", "state", "done", "lead", "leader", "group", "liaison")
"""Columns that an entry's description holds, where the table has them and they are filled."""

_MORNING = timedelta(hours=9)


class _Text(vText):
    r"""A text as it is: the library alone would take a backslash before an N, as in a path, for a line break."""

    def to_ical(self) -> bytes:
        return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write an entry for each row that has a ref and a due date; work that stands in several rows has one.

    `out` must not translate line ends. The calendar is called as the table is.
    """
    assert options.calendar is not None
    entries = Entries()
    entries.add("version", "2.0")
    entries.add("prodid", PRODUCT)
    entries.add("calscale", "GREGORIAN")
    entries.add("x-wr-calname", _text(table.title))
    for entry in _entries(table, options.calendar):
        entries.add_component(entry)
    out.write(entries.to_ical().decode())


def is_ours(path: Path, table: Table | None) -> bool:
    """Whether a calendar says that reform made it."""
    return f"PRODID:{PRODUCT}" in head(path)


def _entries(table: Table, how: Calendar) -> Iterator[Event | Todo]:
    places = {column.key: place for place, column in enumerate(table.columns)}
    known = {} if {"uid", "sequence"} <= places.keys() else how.identities()
    seen = set()
    for row in table.rows:
        cells = {key: row[place] for key, place in places.items()}
        identity = _identity(cells, known)
        if identity is None or not isinstance(cells["due"], date) or identity.uid in seen:
            continue
        seen.add(identity.uid)
        entry = _task(cells, cells["due"]) if how.tasks else _event(cells, cells["due"])
        entry.add("uid", _text(identity.uid))
        entry.add("sequence", identity.sequence)
        entry.add("dtstamp", how.at)
        entry.add("summary", _text(str(cells["title"] or "")))
        entry.add("description", _text(_description(table, row)))
        if how.alarm is not None and not cells.get("done") and cells.get("state") not in (DONE, DROPPED):
            entry.add_component(_alarm(how, cells))
        yield entry


def _identity(cells: Mapping[str, Cell], identities: Mapping[str, Identity]) -> Identity | None:
    uid, sequence = cells.get("uid"), cells.get("sequence")
    if isinstance(uid, str) and isinstance(sequence, int):
        return Identity(uid, sequence)
    return identities.get(str(cells["ref"]))


def _event(cells: Mapping[str, Cell], due: date) -> Event:
    entry = Event()
    entry.add("dtstart", due)
    # Without an end a whole-day event is one day long; the last day of the calendar has no next one.
    if due < date.max:
        entry.add("dtend", due + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    if cells.get("state") == DROPPED:
        entry.add("status", "CANCELLED")
    return entry


def _task(cells: Mapping[str, Cell], due: date) -> Todo:
    entry = Todo()
    entry.add("due", due)
    state = cells.get("state") or (DONE if cells.get("done") else None)
    if status := _STATUS.get(str(state)):
        entry.add("status", status)
    return entry


def _alarm(how: Calendar, cells: Mapping[str, Cell]) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _text(str(cells["title"] or "")))
    # A task has no start that an alarm could count from, so that its alarm counts from its end.
    related = {"RELATED": "END"} if how.tasks else {}
    alarm.add("trigger", _MORNING - timedelta(days=how.alarm or 0), parameters=related)
    return alarm


def _description(table: Table, row: Row) -> str:
    """Who answers and how far it is: a line for each column."""
    told = [
        _("{label}: {value}", label=_(column.label), value=shown(cell, column))
        for column, cell in zip(table.columns, row, strict=True)
        if column.key in _TOLD and cell not in (None, "", ())
    ]
    return "\n".join(told)


def _text(text: str) -> _Text:
    return _Text(escape(text))
