"""Day: a day of the year that the ledger itself declares as worked or not."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from reformcli.i18n import mark
from reformcli.model.fields import Thing, day, flag, line
from reformcli.model.noun import Noun

WORDS = {
    **dict.fromkeys(("工作日", "工作", "上班", "班", "补班", "调休上班", "working day", "working", "workday"), True),
    **dict.fromkeys(
        ("休息日", "休息", "休", "放假", "假日", "节假日", "法定节假日", "day off", "off", "holiday"), False
    ),
}
"""How calendars write whether a day is worked. 调休 alone is neither: days worked and days off both go by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Thing):
    """A day off, or a working day on a weekend. It counts before what the `holidays` package says of that day."""

    date: dt.date | None = day(mark("Date"), mark("The day."), required=True)
    working: bool = flag(
        mark("Working day"),
        mark("Whether the day is worked: yes or no."),
        words=WORDS,
        needed=True,
    )
    name: str | None = line(mark("Name"), mark("Festival, or why the day is worked or not."))


def _naming(day: Day, owners: Mapping[int, str]) -> str:
    return f"{day.date} {day.name or ''}".rstrip()


NOUN = Noun(Day, "day", mark("calendar day"), name="date", called=True, identity=(("date",),), naming=_naming)
