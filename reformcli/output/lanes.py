"""Lanes of a timeline as text: one sign for each cell of a terminal."""

from collections.abc import Mapping
from datetime import date

from reformcli.i18n import _, language
from reformcli.output.cells import padded, width
from reformcli.timeline import DONE, LATE, OVERDUE, PLANNED, SIGNS, Lane, Scale

SPAN, TODAY, NOTHING = "span", "today", ""

PLAIN = {NOTHING: " ", SPAN: "-", TODAY: "|", PLANNED: "o", DONE: "x", LATE: "*", OVERDUE: "!"}
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
    """The months, each named where it begins, as many as there is room for; January by its year."""
    months = scale.months
    for step in STEPS:
        names = [(i, month_name(month)) for i, month in enumerate(months) if (month.month - 1) % step == 0]
        room = cells * step // len(months)
        if all(width(name) < room for _i, name in names) or step == STEPS[-1]:
            break
    line = ""
    for i, name in names:
        at = i * cells // len(months)
        if (width(line) < at or not line) and at + width(name) <= cells:
            line = padded(line, at) + name
    return line


def month_name(month: date) -> str:
    """A month in a heading: its name, or for January the year that it begins."""
    if month.month == 1:
        return str(month.year)
    return f"{month.month}月" if language() == "zh" else _MONTHS[month.month - 1]


def legend(glyphs: Mapping[str, str]) -> str:
    """What the signs mean, on one line."""
    words = [f"{glyphs[sign]} {_(word)}" for sign, word in SIGNS.items()]
    return "   ".join([*words, f"{glyphs[TODAY]} {_('today')}"])


def _cell(scale: Scale, day: date, cells: int) -> int:
    return min(cells - 1, int(scale.position(day) * cells))
