"""What the columns beside it make of a column: which end is the limit, which state is in force, what is a step."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reformcli.importers.sheets.cells.sheet import is_nothing
from reformcli.importers.sheets.columns import coded_wholes
from reformcli.importers.sheets.columns.layout import KEEP, MAIN, PERIOD, SECOND_LIMIT, STEP, TOLD, Layout, SheetColumn
from reformcli.importers.sheets.columns.period_columns import has_begun
from reformcli.importers.sheets.columns.shapes import ColumnShape

_MOST_SHARED = 0.2
"""Such a share of codes may be those of several items by mistake; see `Table.shared_codes`."""

_SURE = _ALL = 1.0
"""From so much on, name and cells together say that a column is a limit."""

_NEARLY_ALL = 0.6
"""Such a share of a table's rows has an id where items have one: sections and headings in between have none."""


def settled(layout: Layout, cells: Sequence[Sequence[str]], plan: int, today: date) -> Layout:
    """The layout that was chosen, with what only all of its cells, by column, and the day of the import tell."""
    columns = coded_wholes.with_names(without_shared_codes(layout, cells), cells)
    return replace(layout, columns=with_reports(_with_years(columns, plan), plan, today))


def without_shared_codes(layout: Layout, cells: Sequence[Sequence[str]]) -> tuple[SheetColumn, ...]:
    """The columns; what several items share is no code of theirs, but that of a board or a document."""
    code, title = layout.of("code"), layout.of(layout.main)
    if code is None or title is None or code.why == TOLD:
        return layout.columns
    several = of_several(zip(cells[code.at], cells[title.at], strict=True))
    if sum(several.values()) <= _MOST_SHARED * len(several):
        return layout.columns
    return tuple(column._replace(key=KEEP) if column is code else column for column in layout.columns)


def of_several(pairs: Iterable[tuple[str, str]]) -> Mapping[str, bool]:
    """Each code of the `pairs` of code and title, and whether items of different titles have it."""
    titles: dict[str, set[str]] = {}
    for code, title in pairs:
        if title and not is_nothing(code):
            titles.setdefault(code, set()).add(title)
    return {code: len(names) > 1 for code, names in titles.items()}


def _with_years(columns: tuple[SheetColumn, ...], plan: int) -> tuple[SheetColumn, ...]:
    """The columns; what is to be reached in each of several years is a milestone of it: 2026年目标, 2027年目标. Years
    alone are such from the plan year on, where words stand below them."""
    years = {
        column: match[1]
        for column in columns
        if column.key in ("goal", "measures", KEEP)
        and column.why != TOLD
        and (match := _YEAR.fullmatch(column.name))
        and (match["what"] or (column.shape.words >= _NEARLY_ALL and not column.shape.states))
    }
    bare = [int(year) for column, year in years.items() if _BARE_YEAR.fullmatch(column.name)]
    if len(set(years.values())) < 2 or min(bare, default=plan) < plan:
        return columns
    return tuple(
        column._replace(key=PERIOD, words=f"{years[column]}年") if column in years else column for column in columns
    )


_YEAR = re.compile(r"(20\d\d)(?:年?度?(?P<what>(?:工作|建设|阶段|主要)?(?:目标|任务|计划|安排))|年度?)")
_BARE_YEAR = re.compile(r"20\d\d年度?")


def with_parts(
    cells: Sequence[Sequence[str]], shapes: Sequence[ColumnShape], titles: Sequence[int]
) -> list[ColumnShape]:
    """The shapes of columns, with whether each names the parts of what one of the columns `titles` names, if that
    stands further left."""
    return [
        shape._replace(names_parts=any(_are_parts(cells[title], cells[at]) for title in titles if title < at))
        for at, shape in enumerate(shapes)
    ]


def _are_parts(titles: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether several rows have one title and no two of these have one cell. A title holds for blank ones below it."""
    pairs: list[tuple[str, str]] = []
    title = ""
    for named, cell in zip(titles, cells, strict=True):
        title = named or title
        if not is_nothing(cell):
            pairs.append((title, cell))
    return len({title for title, _cell in pairs}) < len(set(pairs)) == len(pairs)


_HALF, _DAYS_OR_STATES = 0.5, 0.8
"""Such a share of days among its cells makes a column one of days, where so many are days or say that it is done."""


def with_limit(columns: list[SheetColumn], weights: Sequence[Mapping[str, float]]) -> list[SheetColumn]:
    """The columns; where none is the limit by its name, an end that may be one is, unless only done work has it."""
    named = [
        column._replace(key=KEEP) if (column.key, column.why) == ("due", "cells") else column for column in columns
    ]
    if any(column.key in ("due", "due_revised", "span", "due_original") for column in named):
        return columns
    for place, column in enumerate(named):
        lengths = column.shape.durations + (column.shape.numbers if column.key == "duration" else 0)
        if lengths >= _HALF and column.why != TOLD and _LIMIT.search(column.name):
            return [*named[:place], column._replace(key="due", why="near"), *named[place + 1 :]]
    for keys in (("actual_end", "done", "reported"), ("raised_on",)):
        for place, column in enumerate(named):
            # Nothing was done, and nothing entered, on days that have not come.
            may_be_limit = "raised_on" not in keys and "due" in weights[column.at]
            may_be = column.key in keys and (may_be_limit or column.shape.future >= _HALF)
            if may_be and not (column.shape.open_filled is not None and column.shape.open_filled < 0.1):
                return [*named[:place], column._replace(key="due"), *named[place + 1 :]]
    return columns


_LIMIT = re.compile(
    r"^(?!.*(?:合同|服务|质保|保修|租赁|贷款|借款|有效|债券|试用)).*(?:[时期]限|限[期办改])|deadline", re.IGNORECASE
)
"""What heads lengths of time in which the work has to be done."""


def with_reports(columns: tuple[SheetColumn, ...], plan: int, today: date) -> tuple[SheetColumn, ...]:
    """The columns; months that have all begun, in a table with limits and no other progress, tell what was done in
    them: 1月, 2月 in March."""
    months = [column for column in columns if column.key == PERIOD and column.why != TOLD]
    keys = {column.key for column in columns}
    if not months or "due" not in keys or "progress_text" in keys:
        return columns
    if all(
        _MONTH.fullmatch(each.name) and each.shape.words > 0.5 and has_begun(each.words, plan, today) for each in months
    ):
        return tuple(
            column._replace(key="progress_text", why="cells") if column in months else column for column in columns
        )
    return columns


_MONTH = re.compile(r"(?:20\d\d年)?(?:[1-9]|1[01]|[一二三四五六七八九十]|十一)月份?")
"""A month by itself. A year that has come to its end tells no more than its plan does."""

_NUMBER = re.compile(r"[A-Za-z][\w -]{0,20}[ _-](?:no|nr|num|number|id|ref|reference|code|#)\.?", re.IGNORECASE)
"""How the numbers of anything are headed: CAPA No."""

_ACCEPTED = re.compile(
    r"(?:accept|agree|approv|support|endors)(?:ed)?\W*"
    r"(?:y\W*n\W*|(?:or )?(?:not |partly )?(?:accept|agree|approv|reject)(?:ed)?)?",
    re.IGNORECASE,
)
_RESPONSE = re.compile(r"(?:government |management |council |initial )?(?:response|decision)", re.IGNORECASE)
"""How the answer to what was recommended is headed, which may be told in words of state."""

_PROPOSED = re.compile(r"recommend|proposal|motion|suggest|request|idea|petition|amendment", re.IGNORECASE)


def verdicts(key: str, columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; whether a recommendation or a proposal was accepted says nothing of how far it is."""
    main = next((column for column in columns if column.key == MAIN[key]), None)
    if main is None or not _PROPOSED.search(main.name):
        return columns
    return [
        column._replace(key="verdict")
        if (_ACCEPTED.fullmatch(column.name) or (column.key == "state" and _RESPONSE.fullmatch(column.name)))
        and column.shape.days < _HALF
        and column.why != TOLD
        else column
        for column in columns
    ]


_DAY_OF_SOMETHING = re.compile(r"\b(?:dates?|day|time|on|year)\b|日期|时间|[年月日]$", re.IGNORECASE)


def with_steps(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; several of days whose headings name no field are milestones by their names: Build, Go-live."""
    places = [
        place
        for place, column in enumerate(columns)
        if ((column.key == KEEP and not column.why) or (column.key == "due" and column.why == "cells"))
        and (column.shape.limits >= _NEARLY_ALL or column.shape.limits + column.shape.states >= _DAYS_OR_STATES)
        and column.shape.limits >= _HALF
        and column.name
        and not _DAY_OF_SOMETHING.search(column.name)
    ]
    if len(places) < 2:
        return columns
    # 开工 among 招标 and 竣工 is a step like these, not when all of it begins.
    places += [
        place
        for place, column in enumerate(columns)
        if column.key == "start" and column.why != TOLD and column.name.endswith(("开工", "启动"))
    ]
    return [
        column._replace(key=STEP, why="cells", rivals=()) if place in places else column
        for place, column in enumerate(columns)
    ]


def with_second_limit(columns: list[SheetColumn], weights: Sequence[Mapping[str, float]]) -> list[SheetColumn]:
    """The columns; beside that of limits another one may as well give them: it does where it holds the steps on the way
    (3月底：可研；6月底：初设), and for the rows of which the first says nothing."""
    first = next((column for column in columns if column.key == "due"), None)
    if first is None or first.why == TOLD:
        return columns
    gaps = first.shape.filled < first.shape.rows
    for place, column in enumerate(columns):
        own = weights[column.at]
        may_be = column.key in (KEEP, "raised_on") and column.why != TOLD and not _REVIEW.search(column.name)
        as_well = own.get("due", 0.0) >= max(_SURE, own.get(column.key, 0.0))
        has_steps = column.shape.schedules >= _HALF and "due" in own
        if may_be and (has_steps or (gaps and as_well and column.shape.days >= _NEARLY_ALL)):
            return [*columns[:place], column._replace(key=SECOND_LIMIT, rivals=()), *columns[place + 1 :]]
    return columns


_PLANNED = re.compile(r"(?:.*/)?(?:序时|时序|时间|计划|目标|应|planned|target|expected|scheduled)", re.IGNORECASE)
_OF_SHARES = ("percent", "state", "progress_text", "light", KEEP)


def with_share_done(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; of two of shares the one that is planned by now says nothing of how far the work is: 序时进度 beside
    实际进度."""
    shares = [column for column in columns if column.key in _OF_SHARES and column.shape.percents >= _NEARLY_ALL]
    planned = [column for column in shares if _PLANNED.match(column.name) and column.why != TOLD]
    done = [column for column in shares if column not in planned]
    if not planned or not done:
        return columns
    instead = {**dict.fromkeys((column.at for column in planned), KEEP), done[0].at: "percent"}
    return [column._replace(key=instead.get(column.at, column.key)) for column in columns]


def with_first_day(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; what every row has was not reported done, but reported first, where fewer rows have an end:
    Reported, Cleared."""
    ends = [column.shape.filled for column in columns if column.key in ("actual_end", "done")]
    return [
        column._replace(key="raised_on")
        if column.key == "reported"
        and column.why != TOLD
        and min(ends, default=0) < column.shape.filled == column.shape.rows
        and ends
        else column
        for column in columns
    ]


_DIGITS = re.compile(r"\d+")


def with_latest_state(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; of several states that only figures in their headings tell apart the last one is in force, if it is
    as full: Status 2025, Status 2026."""
    state = next((column for column in columns if column.key == "state" and column.why != TOLD), None)
    if state is None or not _DIGITS.search(state.name):
        return columns
    alike = _DIGITS.sub("", state.name)
    times = [column for column in columns if _DIGITS.sub("", column.name) == alike and column.name != alike]
    last = next(column for column in reversed(times) if column.shape.filled >= state.shape.filled)
    instead = {**dict.fromkeys((column.at for column in times), KEEP), last.at: "state"}
    return [column._replace(key=instead.get(column.at, column.key)) for column in columns]


_REVIEW = re.compile(r"\breview|复核|复查", re.IGNORECASE)
"""What heads the days on which work is looked at once more, whether or not it is due then."""


def with_code(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; where none is the code, the one of ids is, if each item has its own and they are not 1, 2, 3.

    So are numbers of rows with points (4.01), what only looks like a theme by its name (Strategy: 1.1.a) before the
    names of the items, and what is headed as a number of anything there (CAPA No).
    """
    if any(column.key == "code" for column in columns):
        return columns
    main = next((column for column in columns if column.key == "title"), SheetColumn(0, "", KEEP))
    title = main.shape
    for place, column in enumerate(columns):
        shape = column.shape
        whole = shape.filled >= _NEARLY_ALL * title.filled
        may_be = column.key == "theme" or (
            column.key == KEEP and column.at < main.at and _NUMBER.fullmatch(column.name)
        )
        is_id = (
            column.key == "id"
            or (column.key == "row" and shape.dotted >= _NEARLY_ALL)
            or (may_be and shape.ids >= _NEARLY_ALL)
        )
        if is_id and shape.distinct in (1, title.distinct) and whole and not shape.counted:
            return [*columns[:place], column._replace(key="code"), *columns[place + 1 :]]
    return columns
