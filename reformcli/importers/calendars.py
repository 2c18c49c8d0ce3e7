"""iCalendar (RFC 5545): tasks (VTODO) and events (VEVENT) as projects; what the ledger wrote itself finds its own work.

Lines are unfolded and read one by one. Days are as written; a moment in UTC is the day that it falls on in the
calendar's own time zone, else here.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import BinaryIO

from reformcli.errors import BadFile
from reformcli.i18n import _, in_a_line, mark
from reformcli.importers.calendar_entries import (
    CalendarEntry,
    PropertyValue,
    entries_of,
    tops_of,
    unfolded,
    zone_of,
)
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.words import shares, state_words
from reformcli.merging.record import Doubt, Place, Record
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
_KEPT = ("DESCRIPTION", "LOCATION", "PRIORITY", "ORGANIZER", "URL", "RRULE", "RELATED-TO")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_DURATION = re.compile(r"\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_BY_DAYS = re.compile(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)\b(?!.*BY(?:HOUR|MINUTE|SECOND))")
_UNTIL = re.compile(r"(?i)(UNTIL=\d{8})T\d{6}Z?")
_MOST_BYTES = 1 << 28


def records(file: BinaryIO, name: str, intake: Intake) -> Iterator[Record]:
    """A record for each task and event that has a summary; a task below another one is a milestone of its project."""
    content = file.read(_MOST_BYTES)
    try:
        lines = unfolded(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadFile(_("This is not iCalendar in UTF-8: {why}.", why=error), where=name) from None
    if not any(line.upper().startswith("BEGIN:VCALENDAR") for line in lines):
        raise BadFile(_("This is not iCalendar: BEGIN:VCALENDAR is missing."), where=name)
    titled = [entry for entry in entries_of(lines) if entry.text("SUMMARY")]
    reader = _Reader(name, intake, zone_of(lines))
    # Meetings of the ledger are kept there, and are no work.
    entries = [entry for entry in titled if not reader.is_meeting(entry)]
    below: dict[str, list[CalendarEntry]] = {}
    tops = tops_of(entries)
    for entry in entries:
        if (top := tops.get(entry.text("UID"))) is not None:
            below.setdefault(top, []).append(entry)
    for entry in entries:
        if entry.text("UID") in tops:
            continue
        yield reader.record(entry)
        for part in below.get(entry.text("UID"), ()):
            yield reader.record(part, is_part=True)
    reader.tell([_title(entry) for entry in titled if reader.is_meeting(entry)])


class _Reader:
    """Makes records of the entries of one file, and tells once what holds for several."""

    def __init__(self, name: str, intake: Intake, zone: tzinfo | None) -> None:
        self._name = name
        self._intake = intake
        self._zone = zone
        self._repeated = 0
        self._over: list[int] = []

    def is_meeting(self, entry: CalendarEntry) -> bool:
        """Whether an entry is a meeting of the ledger."""
        return self._intake.noun_of(entry.text("UID")) == "meeting"

    def record(self, entry: CalendarEntry, *, is_part: bool = False) -> Record:
        """The record of an entry: of the work that it is, else a new project, or a milestone of the one before it."""
        uid = entry.text("UID")
        noun = self._intake.noun_of(uid) if uid else None
        limit = self._limit(entry)
        if noun is None:
            cells = self._of_new(entry, limit, is_part=is_part)
        elif noun == "matter":
            cells = {}
        else:
            cells = {"title": _title(entry), **self._progress(entry)}
        if noun in ("project", "milestone", "matter") and "due" in limit and "RRULE" not in entry.properties:
            cells["due"] = limit["due"]  # it was approved: that the calendar has another one is held back, and said
        if uid:
            cells["uid"] = uid
        cleaned = {key: clean(text) for key, text in cells.items()}
        lost = sum(changed for _text, changed in cleaned.values())
        place = Place(_ITEM, self._name, entry.number)
        under = "project" if noun is None and is_part else None
        made = "milestone" if under else "project"
        return Record(noun or made, {key: text for key, (text, _lost) in cleaned.items()}, place, lost, under=under)

    def _of_new(self, entry: CalendarEntry, limit: Mapping[str, str], *, is_part: bool) -> dict[str, str]:
        cells = {"title": _title(entry), **self._progress(entry), **limit}
        if cells.get("due"):
            cells["due_first"] = cells["due"]
        extra = {key.casefold(): entry.text(key) for key in _KEPT if entry.text(key)}
        if is_part:
            cells.pop("start", None)
            extra.pop("related-to", None)
        elif entry.categories:
            cells["theme"] = entry.categories[0]
        if entry.categories[0 if is_part else 1 :]:
            extra["categories"] = ", ".join(entry.categories)
        if extra:
            cells["extra"] = json.dumps(extra, ensure_ascii=False)
        is_past = cells.get("due", "9999") < self._intake.today.isoformat()
        if entry.kind == "VEVENT" and is_past and cells.get("state", PLANNED) not in (DONE, DROPPED):
            self._over.append(entry.number)
        return cells

    def tell(self, meetings: Sequence[str]) -> None:
        """Tell what holds for several entries, and which meetings of the ledger are among them, by their titles."""
        if self._repeated:
            text = _(
                "{file}: entries that are repeated are taken once, with their next day: {n}.",
                file=self._name,
                n=self._repeated,
            )
            self._intake.say(text)
        if meetings:
            titles = in_a_line(meetings)
            self._intake.say(
                _("{file}: meetings stay as the ledger has them: {titles}.", file=self._name, titles=titles)
            )
        if self._over:
            place = Place(_ITEM, self._name, self._over[0])
            text = _("{n} events are over and say nothing of how far they are; taken as open.", n=len(self._over))
            self._intake.doubts.append(Doubt(place, "due", text, rows=tuple(self._over)))

    def _progress(self, entry: CalendarEntry) -> dict[str, str]:
        """How far a task or event is, and the day on which it was completed."""
        done = self._day(entry.properties.get("COMPLETED"))
        state = _STATUS.get(entry.text("STATUS").upper())
        if "PERCENT-COMPLETE" in entry.properties and state in (None, PLANNED):
            percent = shares.number_of(entry.text("PERCENT-COMPLETE"))
            state = state_words.of_percent(percent) if percent is not None else state
        if done is not None:
            state = DONE
        made = {"state": state} if state else {}
        return made | ({"done": done.isoformat()} if done is not None and done <= self._intake.today else {})

    def _limit(self, entry: CalendarEntry) -> dict[str, str]:
        """The start and the limit: the day of an event, or its last one; what a task is due. Of what is repeated, those
        of the next time."""
        start = self._day(entry.properties.get("DTSTART"))
        end = self._end(entry, start)
        if "RRULE" in entry.properties:
            self._repeated += 1
            first = start or end
            if first is not None and (later := _next(entry.text("RRULE"), first, self._intake.today)) is not None:
                start, end = (day and day + (later - first) for day in (start, end))
        made = {"due": end.isoformat()} if end is not None else {}
        if start is not None and start != end and (end is None or start < end):
            made["start"] = start.isoformat()
        return made

    def _end(self, entry: CalendarEntry, start: date | None) -> date | None:
        """The last day of an entry."""
        properties, is_event = entry.properties, entry.kind == "VEVENT"
        value = properties.get("DTEND" if is_event else "DUE")
        end = self._day(value)
        if end is None and start is not None and "DURATION" in properties:
            end = _after(properties["DTSTART"], start, entry.text("DURATION"))
        elif is_event and end is not None and value is not None and _ends_before(value):
            end -= timedelta(days=1)
        if is_event and (end is None or (start is not None and end < start)):
            return start
        return end

    def _day(self, value: PropertyValue | None) -> date | None:
        """The office's day of a date or moment; None where there is none that is one."""
        moment = _MOMENT.fullmatch(value.text.strip()) if value is not None else None
        if moment is None:
            return None
        year, month, day, hour, minute, second, utc = moment.groups()
        try:
            if not hour:
                return date(int(year), int(month), int(day))
            zone = UTC if utc else None
            at = datetime(int(year), int(month), int(day), int(hour), int(minute), min(int(second), 59), tzinfo=zone)
            return at.astimezone(self._zone).date() if utc else at.date()
        except (ValueError, OverflowError):
            return None


def _title(entry: CalendarEntry) -> str:
    return " ".join(entry.text("SUMMARY").split())


def _ends_before(value: PropertyValue) -> bool:
    """Whether an event does not reach into the day of its end: one of whole days ends before it, as does one that ends
    at midnight."""
    moment = _MOMENT.fullmatch(value.text.strip())
    return moment is not None and (
        not moment[4] or (moment[4], moment[5], moment[6], moment[7]) == ("00", "00", "00", "")
    )


def _after(start: PropertyValue, first: date, duration: str) -> date:
    """The last day of what begins on `first` and lasts as long as `duration` says."""
    length = _DURATION.fullmatch(duration.upper())
    if length is None:
        return first
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in length.groups())
    moment = _MOMENT.fullmatch(start.text.strip())
    at = datetime.combine(first, time(int(moment[4]), int(moment[5])) if moment is not None and moment[4] else time())
    lasts = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    try:
        return max(first, (at + lasts - timedelta(seconds=1)).date())
    except OverflowError:
        return first


def _next(rule: str, first: date, today: date) -> date | None:
    """The next day from today on that a rule of repetition (RRULE) gives, its last one where it has ended; None for a
    rule by hours, or that is none."""
    from dateutil.rrule import rrulestr

    if not _BY_DAYS.search(rule.upper()) or not 1900 <= first.year <= 2200:
        return None
    try:
        days = rrulestr(_UNTIL.sub(r"\1", rule), dtstart=datetime.combine(first, time()))
        if first >= today:
            return first
        later = days.after(datetime.combine(today, time()), inc=True) or days.before(datetime.combine(today, time()))
    except (ValueError, TypeError, OverflowError, AttributeError):
        return None
    return later.date() if later is not None else None
