"""Lanes of a timeline as text: one sign for each cell of a terminal."""

from collections.abc import Mapping
from datetime import date

from reformcli.i18n import _, language
from reformcli.output.texts import padded, width
from reformcli.timeline import DONE, LATE, OVERDUE, PLANNED, SIGNS, Lane, Scale

SPAN, TODAY, NOTHING = "span", "today", ""

PLAIN = {NOTHING: " ", SPAN: "-", TODAY: "|", PLANNED: "o", DONE: "v", LATE: "*", OVERDUE: "!"}
"""The signs in characters that every program shows, each one cell wide."""

DRAWN = {NOTHING: " ", SPAN: "─", TODAY: "│", PLANNED: "○", DONE: "●", LATE: "◐", OVERDUE: "✕"}
"""The signs on a terminal."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STEPS = (1, 2, 3, 6, 12)
"""Every how many months one is named."""


def signs(lane: Lane, scale: Scale, cells: int) -> list[str]:
    """What stands in each of `cells` cells: a key of `PLAIN`. Of several marks in one cell the worst shows."""
    drawn = [NOTHING] * cells
    if lane.due is not None and lane.due >= scale.first and (lane.start or scale.first) <= scale.last:
        first = max(lane.start or scale.first, scale.first)
        for i in range(_cell(scale, first, cells), _cell(scale, min(lane.due, scale.last), cells) + 1):
            drawn[i] = SPAN
    if scale.shows(scale.today):
        drawn[_cell(scale, scale.today, cells)] = TODAY
    for sign in reversed(SIGNS):
        for one in lane.marks:
            if one.sign == sign and scale.shows(one.day):
                drawn[_cell(scale, one.day, cells)] = sign
    return drawn


def text(lane: Lane, scale: Scale, cells: int, glyphs: Mapping[str, str]) -> str:
    """A lane as `cells` characters."""
    return "".join(glyphs[sign] for sign in signs(lane, scale, cells))


def heading(scale: Scale, cells: int) -> str:
    """The months, each named where it begins, as many as there is room for."""
    months = scale.months
    for step in STEPS:
        names = named_months(scale, step)
        room = cells * step // len(months)
        if all(width(name) < room for _i, name in names[1:]) or step == STEPS[-1]:
            break
    line = ""
    for i, name in names:
        at = i * cells // len(months)
        if (width(line) < at or not line) and at + width(name) <= cells:
            line = padded(line, at) + name
    return line


def named_months(scale: Scale, step: int = 1) -> list[tuple[int, str]]:
    """Every so many months, by their place from 0: January by its year, a first month that is none with its year."""
    return [
        (i, str(month.year) if month.month == 1 else f"{month:%Y-%m}" if i == 0 else month_name(month))
        for i, month in enumerate(scale.months)
        if i == 0 or (month.month - 1) % step == 0
    ]


def month_name(month: date) -> str:
    """A month in a heading."""
    return f"{month.month}月" if language() == "zh" else _MONTHS[month.month - 1]


def year_name(month: date, position: int) -> str:
    """The year above a month in a heading: where it begins, and above the first month."""
    return str(month.year) if month.month == 1 or position == 0 else ""


def legend(glyphs: Mapping[str, str]) -> str:
    """What the signs mean, on one line."""
    words = [f"{glyphs[sign]} {_(word)}" for sign, word in SIGNS.items()]
    return "   ".join([*words, f"{glyphs[TODAY]} {_('today')}"])


def _cell(scale: Scale, day: date, cells: int) -> int:
    return min(cells - 1, int(scale.position(day) * cells))
