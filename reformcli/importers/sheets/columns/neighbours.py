"""What the columns beside it make of a column: who leads, which end is the limit, what names the items."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from reformcli.importers.sheets.cells.sheet import is_nothing
from reformcli.importers.sheets.columns import coded_wholes
from reformcli.importers.sheets.columns.layout import KEEP, MAIN, PERIOD, SECOND_LIMIT, STEP, TOLD, Layout, SheetColumn
from reformcli.importers.sheets.columns.period_columns import has_begun
from reformcli.importers.sheets.columns.shapes import ColumnShape
from reformcli.importers.sheets.columns.who import ANSWERING
from reformcli.importers.sheets.words.heading_table import normal
from reformcli.model.duty import ROLES

_MOST_SHARED = 0.2
"""Such a share of codes may be those of several items by mistake; see `Table.shared_codes`."""

_SURE = 1.0
"""From so much on, name and cells together say that a column is a limit."""

_NEARLY_ALL = 0.6
"""Such a share of a table's rows has an id where items have one: sections and headings in between have none."""


def settled(layout: Layout, cells: Sequence[Sequence[str]], plan: int, today: date) -> Layout:
    """The layout that was chosen, with what only all of its cells, by column, and the day of the import tell."""
    columns = coded_wholes.with_names(without_shared_codes(layout, cells), cells)
    return replace(layout, columns=with_reports(_with_years(columns), plan, today))


def without_shared_codes(layout: Layout, cells: Sequence[Sequence[str]]) -> tuple[SheetColumn, ...]:
    """The columns; what several items share is no code of theirs, but that of a board or a document."""
    code, title = layout.of("code"), layout.of(layout.main)
    if code is None or title is None or code.why == TOLD:
        return layout.columns
    titles: dict[str, set[str]] = {}
    for text, name in zip(cells[code.at], cells[title.at], strict=True):
        if not is_nothing(text) and name:
            titles.setdefault(text, set()).add(name)
    shared = sum(len(names) > 1 for names in titles.values())
    if shared <= _MOST_SHARED * len(titles):
        return layout.columns
    return tuple(column._replace(key=KEEP) if column is code else column for column in layout.columns)


def _with_years(columns: tuple[SheetColumn, ...]) -> tuple[SheetColumn, ...]:
    """The columns; what is to be reached in each of several years is a milestone of it: 2026年目标, 2027年目标."""
    years = {
        column: match[1]
        for column in columns
        if column.key in ("goal", "measures", KEEP) and column.why != TOLD and (match := _YEAR.fullmatch(column.name))
    }
    if len(set(years.values())) < 2:
        return columns
    return tuple(
        column._replace(key=PERIOD, words=f"{years[column]}年") if column in years else column for column in columns
    )


_YEAR = re.compile(r"(20\d\d)年?度?(?:工作|建设|阶段|主要)?(?:目标|任务|计划|安排)")


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

_ACCEPTED = re.compile(r"(?:accept|agree|approv|support|endors)(?:ed)?\W*(?:y\W*n\W*)?", re.IGNORECASE)
_PROPOSED = re.compile(r"recommend|proposal|motion|suggest|request|idea|petition|amendment", re.IGNORECASE)


def verdicts(key: str, columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; whether a recommendation or a proposal was accepted says nothing of how far it is."""
    main = next((column for column in columns if column.key == MAIN[key]), None)
    if main is None or not _PROPOSED.search(main.name):
        return columns
    return [
        column._replace(key="verdict")
        if _ACCEPTED.fullmatch(column.name) and column.shape.days < _HALF and column.why != TOLD
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
    """The columns; where some rows have no limit, another column that may as well be it gives theirs."""
    first = next((column for column in columns if column.key == "due"), None)
    if first is None or first.why == TOLD or first.shape.filled >= first.shape.rows:
        return columns
    for place, column in enumerate(columns):
        own = weights[column.at]
        may_be = column.key in (KEEP, "raised_on") and column.why != TOLD and column.shape.days >= _NEARLY_ALL
        if may_be and own.get("due", 0.0) >= max(_SURE, own.get(column.key, 0.0)):
            return [*columns[:place], column._replace(key=SECOND_LIMIT, rivals=()), *columns[place + 1 :]]
    return columns


def with_code(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; where none is the code, the one of ids is, if each item has its own and they are not 1, 2, 3."""
    if any(column.key == "code" for column in columns):
        return columns
    title = next((column.shape for column in columns if column.key == "title"), ColumnShape())
    for place, column in enumerate(columns):
        shape = column.shape
        whole = shape.filled >= _NEARLY_ALL * title.filled
        if column.key == "id" and shape.distinct in (1, title.distinct) and whole and not shape.counted:
            return [*columns[:place], column._replace(key="code"), *columns[place + 1 :]]
    return columns


_OF_UNITS = re.compile(r"service(?: area)?|directorate|division|section|branch|faculty|school", re.IGNORECASE)
"""What heads units that work belongs to; where nobody else answers for it, they do."""


def people(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns of those who answer told apart: beside a column of units a person is the liaison; beside the one whom
    work is assigned to, its owner is the leader."""
    columns = _without_subjects(_with_units_that_work_belongs_to(_with_one_who_answers(columns)))
    answering = _answering(columns)
    persons = [column for column in answering if _holds_persons(column)]
    roles: dict[int, str] = {}
    if len(persons) < len(answering) or any(column.key == "lead" and column.why == TOLD for column in columns):
        roles = {column.at: "liaison" for column in persons if column.key == "responsible"}
    elif len(persons) > 1:
        owners = [column for column in persons if _OWNER.search(normal(column.name))]
        roles = {column.at: "leader" for column in owners} if len(owners) < len(persons) else {}
    return [column._replace(key=roles.get(column.at, column.key)) for column in columns]


_OWNER = re.compile("owner|lead|accountable")


def _answering(columns: Sequence[SheetColumn]) -> list[SheetColumn]:
    """The columns of those who answer for the work, but for what a person says."""
    return [column for column in columns if column.key in ("lead", "responsible") and column.why != TOLD]


def _with_one_who_answers(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; where nobody answers, an English Officer does (a 经办人 does the work at the desk of one who does),
    else the first owner, else, where no person is named, those who help."""
    named = {column.key for column in columns}
    if named & {"lead", "responsible"}:
        return columns
    officers = [column.at for column in columns if column.key == "officer" and column.name.isascii()]
    helping = ("owner",) if named & {"liaison", "leader"} else ("owner", "supporting")
    others = [column for key in helping for column in columns if column.key == key]
    answering = officers or [column.at for column in others[:1] if column.why != TOLD]
    return [column._replace(key="responsible") if column.at in answering else column for column in columns]


def _with_units_that_work_belongs_to(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; where nobody answers, the units that head the work do."""
    if any(column.key in (*ANSWERING, "group") for column in columns):
        return columns
    units = [column for column in columns if column.key == "theme" and _OF_UNITS.fullmatch(column.name)]
    return [column._replace(key="responsible") if column in units[:1] else column for column in columns]


def _without_subjects(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; 企业名称 beside 责任单位 is what the row is about and answers for nothing."""
    answering = _answering(columns)
    subjects = [column for column in answering if column.name.endswith("名称")]
    if len(subjects) == len(answering):
        return columns
    return [column._replace(key=KEEP) if column in subjects else column for column in columns]


_VISITED = re.compile(r"^(?:被|受)?(?:检|检查|督查|督察|巡察|巡视|审计)(?:单位|对象|部门|企业|场所)$")


def putting_right(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns of a list of findings; where others put right what was found, the unit that was looked at is kept.

    Where only a column of persons says who does, they do. The other parts that somebody has in it are kept.
    """
    answering = {column.key for column in columns} & {"owner", "liaison"}
    instead = next((column for column in columns if column.key == "leader" and not answering), None)
    columns = [
        column._replace(key="liaison" if column is instead else KEEP)
        if column.key in ROLES and column.key not in ("liaison", "supporting") and column.why != TOLD
        else column
        for column in columns
    ]
    visited = [column for column in columns if column.key == "owner" and _VISITED.match(column.name)]
    others = [column for column in columns if column.key == "owner" and column not in visited]
    persons = [column for column in columns if column.key == "liaison" and not column.shape.blank]
    if not (others or persons):
        return columns
    columns = [column._replace(key=KEEP) if column in visited and column.why != TOLD else column for column in columns]
    return [column._replace(key="owner") if column in persons[:1] and not others else column for column in columns]


def _holds_persons(column: SheetColumn) -> bool:
    shape = column.shape
    by_name = (
        re.search(r"owner|assign|accountable|person|officer|developer|manager|人$|者$", column.name, re.IGNORECASE)
        is not None
    )
    return shape.units < 0.3 and (shape.persons >= 0.6 or (shape.names >= 0.6 and by_name))
