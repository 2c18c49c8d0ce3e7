"""Columns that hold a part each of what other lists hold in one: 年 月 日; 时间节点1, 节点内容1, 时间节点2, 节点内容2.

They are put together in the first of them before anything else is read; the others are left blank.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from reformcli.i18n import _, in_a_line
from reformcli.importers.sheets.cells.sheet import is_nothing, text
from reformcli.importers.sheets.columns.shapes import is_time_limit
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.words import state_words, vocabulary
from reformcli.importers.sheets.words.heading_table import normal

_PART_OF_DAY = re.compile(r"(?P<stem>.{0,6}?)(?P<unit>[年月日])份?")
_NUMBER = re.compile(r"\d{1,2}|[一二三四五六七八九十]|[①-⑩]")
_DEEPEST = 30
"""So many rows at the head of a sheet are searched for such headings."""

_BEYOND = {"年": 2100, "月": 13, "日": 32}

Row = Sequence[object]
_Join = Callable[[Row, Sequence[int]], str]
_Whole = tuple[Sequence[int], str, _Join]
"""The columns that are put together, the heading that they get, and what makes one cell of theirs."""


def assembled(rows: Sequence[Row], place: str, intake: Intake) -> Sequence[Row]:
    """The rows with such columns put together, which is said of `place`; the same rows where there are none.

    Columns that a person says the meaning of stay as they are.
    """
    mapped = {*intake.given, *(intake.saved.headings if intake.saved else ())}
    for top in range(min(_DEEPEST, len(rows))):
        names = ["".join(cell.split()) if isinstance(cell, str) else "" for cell in rows[top]]
        below = rows[top + 1 :]
        for places, heading, join in (*_days(names, rows, top), *_steps(names, below), *_ticks(names, rows, top)):
            if mapped.isdisjoint(normal(names[at]) for at in places):
                shown = {"place": place, "columns": in_a_line(text(rows[top][at]) for at in places), "name": heading}
                intake.say(_("{place}: columns {columns} are read as one, {name}.", **shown))
                rows = _joined(rows, top, places, heading, join)
    return rows


def _days(names: Sequence[str], rows: Sequence[Row], top: int) -> Iterator[_Whole]:
    """The columns side by side that hold a year, a month and a day, two of them at least. Their heading is what theirs
    have in common (开工年, 开工月: 开工时间), else what stands above them."""
    parts = [_PART_OF_DAY.fullmatch(name) for name in names]
    at = 0
    while at < len(parts):
        places = [at]
        while places[-1] + 1 < len(parts) and _goes_on(parts[places[-1]], parts[places[-1] + 1]):
            places.append(places[-1] + 1)
        part = parts[at]
        units = "".join(each["unit"] for place in places if (each := parts[place]) is not None)
        if part is not None and len(units) > 1 and _are_numbers(units, rows[top + 1 :], places):
            above = text(rows[top - 1][at]) if top and at < len(rows[top - 1]) else ""
            yield places, f"{part['stem']}时间" if part["stem"] else above or "年月日", partial(_day, units)
        at = places[-1] + 1


def _goes_on(part: re.Match[str] | None, following: re.Match[str] | None) -> bool:
    return (
        part is not None
        and following is not None
        and part["stem"] == following["stem"]
        and f"{part['unit']}{following['unit']}" in "年月日"
    )


def _are_numbers(units: str, rows: Sequence[Row], places: Sequence[int]) -> bool:
    """Whether the cells below are years, months and days in figures, as far as there are any."""
    cells = [(_figures(row, at), unit) for row in rows for at, unit in zip(places, units, strict=True)]
    filled = [cell.isdecimal() and 0 < int(cell) < _BEYOND[unit] for cell, unit in cells if cell]
    return bool(filled) and 2 * sum(filled) > len(filled)


def _figures(row: Row, at: int) -> str:
    cell = text(row[at]) if at < len(row) else ""
    return "" if is_nothing(cell) else cell.rstrip("年月日号份 ")


def _day(units: str, row: Row, places: Sequence[int]) -> str:
    cells = zip((_figures(row, at) for at in places), units, strict=True)
    return "".join(f"{figures}{unit}" for figures, unit in cells if figures)


def _steps(names: Sequence[str], rows: Sequence[Row]) -> Iterator[_Whole]:
    """The columns of days and of what is to be done by them, alternately, whose headings are numbered alike: each
    number is a step."""
    numbered: dict[str, dict[str, int]] = {}
    for at, name in enumerate(names):
        if len(_NUMBER.findall(name)) == 1:
            numbered.setdefault(_NUMBER.sub("", name), {})[_NUMBER.findall(name)[0]] = at
    series = {stem: places for stem, places in numbered.items() if len(places) > 1}
    of_days = next((stem for stem in series if _share(rows, series[stem], is_time_limit) > 0.5), None)
    of_words = next((stem for stem in series if stem != of_days and _share(rows, series[stem], _is_step) > 0.5), None)
    if of_days is None or of_words is None or not series[of_days].keys() & series[of_words].keys():
        return
    others = [name for name in names if name and _NUMBER.sub("", name) not in series]
    has_limit = any(vocabulary.surely("project", name) == "due" for name in others)
    shared = [number for number in series[of_days] if number in series[of_words]]
    pairs = [series[stem][number] for number in shared for stem in (of_days, of_words)]
    limits, measures = ("Deadlines", "Measures") if of_words.isascii() else ("时间节点", "推进措施")
    yield pairs, measures if has_limit else limits, _schedule


def _ticks(names: Sequence[str], rows: Sequence[Row], top: int) -> Iterator[_Whole]:
    """The columns side by side that hold ticks below words of state, or below the stages of one heading of states: what
    is ticked is the state. A stage before the last one is in hand."""
    at = 0
    while at < len(names):
        places = [at]
        while places[-1] + 1 < len(names) and _choose(names, rows, top, at, places[-1] + 1):
            places.append(places[-1] + 1)
        cells = [text(row[place]) for row in rows[top + 1 :] for place in places if place < len(row)]
        marks = {cell.casefold() for cell in cells if _is_tick(cell)}
        only_marks = all(_is_tick(cell) or is_nothing(cell) for cell in cells)
        if len(places) > 1 and len(marks) == 1 and only_marks:  # of ● and ○, √ and x one may say no
            chosen = [names[place] for place in places]
            if not all(map(_says_state, chosen)):
                chosen = [*(f"推进中（{name}）" for name in chosen[:-1]), chosen[-1]]
            yield places, _TICKED, partial(_ticked, chosen)
        at = places[-1] + 1


_TICKED = "完成情况"
"""What heads columns of ticks that are put together."""


def _choose(names: Sequence[str], rows: Sequence[Row], top: int, first: int, at: int) -> bool:
    """Whether the column `at` goes on a choice that begins with the column `first`."""
    if all(_says_state(names[place]) for place in (first, at)):
        return True
    above, own = (text(rows[top - 1][place]) if top and place < len(rows[top - 1]) else "" for place in (first, at))
    of_states = bool(above) and own in ("", above) and vocabulary.surely("project", above) == "state"
    return of_states and all(names[place] and not is_time_limit(names[place]) for place in (first, at))


def _says_state(name: str) -> bool:
    word = state_words.read(name)
    return word.listed and bool(word.states) and word.percent is None and not _is_tick(name)


def _is_tick(cell: str) -> bool:
    return cell in ("√", "✓", "✔", "☑", "✅", "●", "■", "▲", "○", "x", "X", "v", "V")


def _ticked(chosen: Sequence[str], row: Row, places: Sequence[int]) -> str:
    """The last choice that a row ticks."""
    ticked = [name for name, at in zip(chosen, places, strict=True) if at < len(row) and _is_tick(text(row[at]))]
    return ticked[-1] if ticked else ""


def _share(rows: Sequence[Row], places: Mapping[str, int], test: Callable[[str], bool]) -> float:
    cells = [text(row[at]) for row in rows for at in places.values() if at < len(row)]
    filled = [test(cell) for cell in cells if not is_nothing(cell)]
    return sum(filled) / len(filled) if filled else 0.0


def _is_step(cell: str) -> bool:
    return re.search(r"[^\W\d]{2}", cell) is not None and not (is_time_limit(cell) or state_words.read(cell).listed)


def _schedule(row: Row, places: Sequence[int]) -> str:
    cells = [text(row[at]) if at < len(row) else "" for at in places]
    pairs = zip(cells[::2], cells[1::2], strict=True)
    return "\n".join("：".join(cell for cell in pair if not is_nothing(cell)) for pair in pairs if any(pair))


def _joined(rows: Sequence[Row], top: int, places: Sequence[int], heading: str, join: _Join) -> list[Row]:
    """The rows from `top` on with the cells at `places` joined in the first of these."""
    made = list(rows[:top])
    for at, row in enumerate(rows[top:]):
        cells = [*row, *[None] * (max(places) + 1 - len(row))]
        whole = heading if not at else join(row, places)
        for place in places:
            cells[place] = None
        cells[places[0]] = whole
        made.append(cells)
    return made
