"""The entries of an iCalendar file (RFC 5545): its lines unfolded, and each task and event with its properties."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

_KINDS = ("VTODO", "VEVENT")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_COMMA = re.compile(r"(?<!\\),")


class PropertyValue(NamedTuple):
    """The value of a property, and its parameters as they stand."""

    text: str
    parameters: str


class CalendarEntry(NamedTuple):
    """A task or event: its kind, its number in the file, its properties, and its categories."""

    kind: str
    number: int
    properties: Mapping[str, PropertyValue]
    categories: tuple[str, ...]

    def text(self, name: str) -> str:
        """What a property says, or ""."""
        return self.properties[name].text.strip() if name in self.properties else ""


def tops_of(entries: Iterable[CalendarEntry]) -> dict[str, str]:
    """For each task that is below another one of the file: the one above them all."""
    tasks = [entry for entry in entries if entry.kind == "VTODO" and entry.text("UID")]
    uids = {entry.text("UID") for entry in tasks}
    parents = {
        entry.text("UID"): entry.text("RELATED-TO")
        for entry in tasks
        if entry.text("RELATED-TO") in uids - {entry.text("UID")}
        and "RELTYPE" not in entry.properties["RELATED-TO"].parameters.upper().replace("RELTYPE=PARENT", "")
    }
    tops = {}
    for uid in parents:
        above, met = uid, set()
        while above in parents and above not in met:
            met.add(above)
            above = parents[above]
        if above not in met:  # a ring has no top: its tasks stay as they are
            tops[uid] = above
    return tops


def unfolded(text: str) -> list[str]:
    """The lines, those that were folded put together."""
    return re.sub(r"\r?\n[ \t]", "", text).replace("\r\n", "\n").split("\n")


def zone_of(lines: Iterable[str]) -> tzinfo | None:
    """The time zone that a calendar says to be its own, in which its moments in UTC are meant; None where it has none
    that is known."""
    name = next((line.partition(":")[2].strip() for line in lines if line.upper().startswith("X-WR-TIMEZONE")), "")
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None


def entries_of(lines: list[str]) -> Iterator[CalendarEntry]:
    """Each task and event with its properties; what stands inside it, such as an alarm, is not its own."""
    inside: list[str] = []
    properties: dict[str, PropertyValue] = {}
    categories: list[str] = []
    number = 0
    for line in lines:
        head, _colon, text = line.partition(":")
        name, _semicolon, parameters = head.partition(";")
        name = name.upper()
        if name == "BEGIN":
            inside.append(text.strip().upper())
            if inside[-1] in _KINDS:
                properties, categories = {}, []
        elif name == "END" and inside:
            kind = inside.pop()
            if kind in _KINDS:
                number += 1
                yield CalendarEntry(kind, number, properties, tuple(dict.fromkeys(filter(None, categories))))
        elif inside and inside[-1] in _KINDS:
            if '"' in parameters and parameters.count('"') % 2:
                quoted, _quote, rest = text.partition('"')
                parameters, text = f"{parameters}:{quoted}", rest.partition(":")[2]
            if name == "CATEGORIES":
                categories += (_plain(part).strip() for part in _COMMA.split(text))
            properties.setdefault(name, PropertyValue(_plain(text), parameters))


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda escaped: "\n" if escaped[1] in "nN" else escaped[1], text)
