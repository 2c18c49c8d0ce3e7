"""iCalendar (RFC 5545): tasks (VTODO) and events (VEVENT) as projects; what the ledger wrote itself finds its own work.

Lines are unfolded and read one by one. Days are the office's: a moment in UTC is the day that it falls on here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import BinaryIO, NamedTuple

from reformcli.errors import BadFile
from reformcli.i18n import _, mark
from reformcli.importers.sheets import state_words
from reformcli.importers.sheets.intake import Intake
from reformcli.merging.record import Place, Record
from reformcli.model.states import DONE, DROPPED, PLANNED, STARTED
from reformcli.model.text import clean

_ITEM = mark("{file}, item {n}")
_STATUS = {
    "NEEDS-ACTION": PLANNED,
    "IN-PROCESS": STARTED,
    "COMPLETED": DONE,
    "CANCELLED": DROPPED,
    "TENTATIVE": PLANNED,
    "CONFIRMED": PLANNED,
}
_KINDS = ("VTODO", "VEVENT")
_KEPT = ("DESCRIPTION", "LOCATION", "PRIORITY", "ORGANIZER", "URL", "RRULE", "RELATED-TO")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_MOST_BYTES = 1 << 28


class _Value(NamedTuple):
    """The value of a property, and its parameters as they stand."""

    text: str
    parameters: str


def records(file: BinaryIO, name: str, intake: Intake) -> Iterator[Record]:
    """A record for each task and event that has a summary."""
    content = file.read(_MOST_BYTES)
    try:
        lines = _unfolded(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadFile(_("This is not iCalendar in UTF-8: {why}.", why=error), where=name) from None
    if not any(line.upper().startswith("BEGIN:VCALENDAR") for line in lines):
        raise BadFile(_("This is not iCalendar: BEGIN:VCALENDAR is missing."), where=name)
    repeated = 0
    for number, (kind, entry) in enumerate(_entries(lines), 1):
        if "SUMMARY" not in entry:
            continue
        repeated += "RRULE" in entry
        yield _record(kind, entry, Place(_ITEM, name, number), intake)
    if repeated:
        intake.say(_("{file}: entries that are repeated are taken once: {n}.", file=name, n=repeated))


def _unfolded(text: str) -> list[str]:
    """The lines, those that were folded put together."""
    return re.sub(r"\r?\n[ \t]", "", text).replace("\r\n", "\n").split("\n")


def _entries(lines: list[str]) -> Iterator[tuple[str, dict[str, _Value]]]:
    """Each task and event with its properties; what stands inside it, such as an alarm, is not its own."""
    inside: list[str] = []
    entry: dict[str, _Value] = {}
    for line in lines:
        head, _colon, text = line.partition(":")
        name, _semicolon, parameters = head.partition(";")
        name = name.upper()
        if name == "BEGIN":
            inside.append(text.strip().upper())
            if inside[-1] in _KINDS:
                entry = {}
        elif name == "END" and inside:
            kind = inside.pop()
            if kind in _KINDS:
                yield kind, entry
        elif inside and inside[-1] in _KINDS:
            if '"' in parameters and parameters.count('"') % 2:
                quoted, _quote, rest = text.partition('"')
                parameters, text = f"{parameters}:{quoted}", rest.partition(":")[2]
            entry.setdefault(name, _Value(_plain(text), parameters))


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda escaped: "\n" if escaped[1] in "nN" else escaped[1], text)


def _record(kind: str, entry: Mapping[str, _Value], place: Place, intake: Intake) -> Record:
    uid = entry["UID"].text if "UID" in entry else ""
    noun = intake.noun_of(uid) if uid else None
    cells = {"title": " ".join(entry["SUMMARY"].text.split())} | _progress(entry, intake.today)
    if uid:
        cells["uid"] = uid
    if noun in (None, "project"):
        cells |= _limit(kind, entry)
        if noun is None and cells.get("due"):
            cells["due_first"] = cells["due"]
        if "CATEGORIES" in entry and noun is None:
            cells["theme"] = entry["CATEGORIES"].text.partition(",")[0].strip()
        extra = {key.casefold(): entry[key].text for key in _KEPT if key in entry and entry[key].text}
        if extra and noun is None:
            cells["extra"] = json.dumps(extra, ensure_ascii=False)
    if noun == "matter":
        cells = {"uid": uid}
    if noun is not None:
        # What was approved stays: a calendar moves no limit of work that the ledger has.
        cells = {key: text for key, text in cells.items() if key in ("uid", "title", "state", "done") and text}
    cleaned = {key: clean(text) for key, text in cells.items()}
    lost = sum(changed for _text, changed in cleaned.values())
    return Record(noun or "project", {key: text for key, (text, _lost) in cleaned.items()}, place, lost)


def _progress(entry: Mapping[str, _Value], today: date) -> dict[str, str]:
    """How far a task or event is, and the day on which it was completed."""
    done = _day(entry.get("COMPLETED"))
    state = _STATUS.get(entry["STATUS"].text.strip().upper()) if "STATUS" in entry else None
    if "PERCENT-COMPLETE" in entry and state in (None, PLANNED):
        percent = state_words.number_of(entry["PERCENT-COMPLETE"].text)
        state = state_words.of_percent(percent) if percent is not None else state
    if done is not None:
        state = DONE
    made = {"state": state} if state else {}
    return made | ({"done": done.isoformat()} if done is not None and done <= today else {})


def _limit(kind: str, entry: Mapping[str, _Value]) -> dict[str, str]:
    """The start and the limit: the day of an event, or its last one; what a task is due."""
    start, end = _day(entry.get("DTSTART")), _day(entry.get("DUE" if kind == "VTODO" else "DTEND"))
    if kind == "VEVENT" and end is not None and "DTEND" in entry and _is_whole_day(entry["DTEND"]):
        end -= timedelta(days=1)  # the end of an event of whole days is the day after its last
    if kind == "VEVENT" and (end is None or (start is not None and end < start)):
        end = start
    made = {"due": end.isoformat()} if end is not None else {}
    if start is not None and start != end:
        made["start"] = start.isoformat()
    return made


def _is_whole_day(value: _Value) -> bool:
    return "T" not in value.text


def _day(value: _Value | None) -> date | None:
    """The office's day of a date or moment; None where there is none that is one."""
    moment = _MOMENT.fullmatch(value.text.strip()) if value is not None else None
    if moment is None:
        return None
    year, month, day, hour, minute, second, utc = moment.groups()
    try:
        if not hour:
            return date(int(year), int(month), int(day))
        at = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), tzinfo=UTC if utc else None)
    except ValueError:
        return None
    return at.astimezone().date() if utc else at.date()
