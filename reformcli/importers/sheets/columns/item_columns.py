"""Which column names the items of a table, where headings and cells leave it to the columns beside it."""

import re
from collections.abc import Mapping, Sequence

from reformcli.importers.sheets.columns import coded_wholes, fitness
from reformcli.importers.sheets.columns.layout import KEEP, MAIN, TOLD, WHOLE, SheetColumn
from reformcli.importers.sheets.words import vocabulary

_SHORT = 5
"""Texts of so few characters on average are hardly the names of work: 第3网格."""

_INSTEAD = {"project": ("measures", "goal", "result", "problem_text")}
"""What names the items of a list that has no column for their names: the first of these that holds words."""

_OF_PARTS = "theme"
"""What names them too where they are parts of coded projects, each of its own phase."""


def named(key: str, columns: list[SheetColumn], weights: Sequence[Mapping[str, float]]) -> list[SheetColumn]:
    """The columns of a list of the noun `key`, with the one that names its items; `weights` are what each may mean."""
    if key != "project":
        return _with_parts(_with_numbered(key, _with_main(key, columns)), weights)
    columns = _with_innermost(_with_what_to_do(coded_wholes.with_codes(columns)), weights)
    return _with_purpose(_with_parts(_with_numbered(key, _with_main(key, columns)), weights))


_CONTEXT = ("verdict", "source", "theme")
"""What a heading rather is that may name items too, where these came out of it or belong to it: Decision, Report."""

_OCCASION = re.compile(
    r"(?:key )?(?:events?|incidents?|lessons?(?: learn(?:ed|t))?|what (?:happened|went wrong))", re.IGNORECASE
)
"""What is over: a list that also says what to do about it is one of what to do."""

_NAMING = re.compile(r"\s+(?:title|name)$", re.IGNORECASE)


def _with_what_to_do(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; what is to be done names the items, rather than the decision, the report or the workstream that it
    came out of, if all rows that say who or when have it. Parts that stand before their whole are items too."""
    title = next((column for column in columns if column.key == "title"), None)
    rather = _rather(title) if title is not None else None
    if title is None or title.why == TOLD or (rather not in _CONTEXT and not _OCCASION.fullmatch(title.name)):
        return columns
    filled = max((column.shape.filled for column in columns if column.key in _TELLING), default=title.shape.rows)
    for column in columns:
        named = bool(_may_mean(column) & ({"title"} if rather == "theme" else _NAMES))
        named = named and column.name.split()[:1] != title.name.split()[:1]  # Decision title, Decision summary
        before = column.key == "measures" and column.at < title.at
        may_be = (named and column.key in (KEEP, "measures", "progress_text", "goal")) or before
        if may_be and column.why != TOLD and column.shape.filled >= filled:
            instead = {column.at: "title", title.at: rather if rather in ("source", "theme") else KEEP}
            return [each._replace(key=instead.get(each.at, each.key)) for each in columns]
    return columns


def _rather(column: SheetColumn) -> str | None:
    """What the heading of names most likely means without the word for a name: Report title is a source."""
    return vocabulary.surely("project", _NAMING.sub("", column.name))


_NEARLY = 0.1
_NEARLY_ALL = 0.8
"""Such a share of different cells names items, and does not sort them."""


def _may_mean(column: SheetColumn) -> set[str]:
    """What a heading may mean nearly as surely as anything."""
    meanings = vocabulary.meanings("project", column.name)
    return {meaning.key for meaning in meanings if meaning.weight >= meanings[0].weight - _NEARLY}


_TELLING = ("lead", "responsible", "due", "due_revised")


def _with_innermost(columns: list[SheetColumn], weights: Sequence[Mapping[str, float]]) -> list[SheetColumn]:
    """The columns; of wholes inside each other the innermost is the item whose parts stand behind it: Programme,
    Project, Milestone."""
    title = next((column for column in columns if column.key == "title"), None)
    parts = next((column for column in columns if column.key == "measures"), None)
    if title is None or parts is None or title.why == TOLD:
        return columns
    outer = _different(title)
    inner = [
        column
        for column in columns
        if title.at < column.at < parts.at and column.key in ("theme", KEEP) and column.why != TOLD
        if "title" in weights[column.at] and outer < _different(column) < _different(parts)
    ]
    if not inner:
        return columns
    instead = {title.at: "theme", inner[-1].at: "title"}
    return [each._replace(key=instead.get(each.at, each.key)) for each in columns]


def _different(column: SheetColumn) -> float:
    """How many different cells a column has."""
    return column.shape.distinct * column.shape.filled


def _with_purpose(columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; an outcome before the names of the items is what they are for, and no report on them."""
    title = next((column.at for column in columns if column.key == "title"), 0)
    return [
        column._replace(key="goal")
        if column.at < title and column.key == "progress_text" and _OUTCOME.search(column.name)
        else column
        for column in columns
    ]


_OUTCOME = re.compile(r"\b(?:outcomes?|results?|impacts?)\b", re.IGNORECASE)


def _with_parts(columns: list[SheetColumn], weights: Sequence[Mapping[str, float]]) -> list[SheetColumn]:
    """The columns; where none says what is to be done, and several rows share an item, what is required in each does,
    or what may as well name an item: 重点任务 (shared), 工作要求; 项目名称 (shared), 前期工作事项."""
    title = next((at for at, column in enumerate(columns) if column.key == "title"), None)
    if title is None or columns[title].why == TOLD or any(column.key == "measures" for column in columns):
        return columns
    whole = next((at for at in range(title) if _is_whole(at, title, columns)), None)
    if whole is not None:
        made = list(columns)
        made[whole], made[title] = columns[whole]._replace(key="title"), columns[title]._replace(key="measures")
        return made
    for place, column in enumerate(columns):
        shape = column.shape
        may_be = column.key == "goal" or (column.key == KEEP and _NAMES & weights[column.at].keys())
        is_beside = column.name == columns[title].name and place == title + 1  # below one heading, merged over both
        if may_be and shape.names_parts and column.why != TOLD and (is_beside or shape.filled == shape.rows):
            return [*columns[:place], column._replace(key="measures"), *columns[place + 1 :]]
    return columns


def _with_main(key: str, columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; where none names the items, the one that says what is to be done does.

    So it does where it stands before one that only its cells make the name of the items, or says more.
    """
    main = MAIN[key]
    place_of_main = next((place for place, column in enumerate(columns) if column.key == main), None)
    if place_of_main is not None and columns[place_of_main].why != "cells":
        return columns
    are_parts = any(column.key == WHOLE for column in columns)
    instead = (*_INSTEAD.get(key, ()), *([_OF_PARTS] if are_parts else []))
    for other in instead[: None if place_of_main is None else 2]:
        for place, column in enumerate(columns):
            before = place_of_main is None or place < place_of_main
            says_more = before or (key == "project" and columns[place_of_main or 0].shape.length < _SHORT)
            fits = are_parts or fitness.fit(main, column.shape) > 0  # parts of many wholes may share their names
            if column.key == other and column.why != "cells" and says_more and fits:
                rest = list(columns)
                if place_of_main is not None:
                    rest[place_of_main] = columns[place_of_main]._replace(key=KEEP, why="")
                return [*rest[:place], column._replace(key=main), *rest[place + 1 :]]
    return _with_finest(key, columns)


_BY_NAME = re.compile(r"名称?$|\bname$", re.IGNORECASE)


def _with_finest(key: str, columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; where no heading names the items, the finest of what sorts them does, if it differs: 模块, 功能.

    Where cells look like names, only what is headed as one does: 系统名称 before 整合方式.
    """
    main = next((column for column in columns if column.key == "title"), None)
    sorting = [column for column in columns if column.key in ("theme", KEEP) and "theme" in _may_mean(column)]
    if main is not None:
        sorting = [column for column in sorting if column.at < main.at and _BY_NAME.search(column.name)]
    finest = max(sorting, key=_different, default=None)
    if key != "project" or finest is None or finest.shape.distinct < _NEARLY_ALL or finest.why == TOLD:
        return columns
    title = finest._replace(key="title", why="near" if _BY_NAME.search(finest.name) else "cells")
    return [
        title if column is finest else column._replace(key=KEEP, why="") if column is main else column
        for column in columns
    ]


def _is_whole(at: int, title: int, columns: Sequence[SheetColumn]) -> bool:
    """Whether a column names wholes of which the column `title` names the parts: 改革项目, 责任单位, 节点任务.

    Rows that share such a name, and of which each is somebody else's, are items of one kind.
    """
    column, named = columns[at], columns[at].shape.distinct * columns[at].shape.filled
    answering = [each.shape for each in columns if each.key in ("lead", "responsible")]
    return (
        column.key == KEEP
        and _rather(column) not in _CONTEXT
        and {meaning.key for meaning in vocabulary.meanings("project", column.name)} == {"title"}
        and columns[title].shape.names_parts
        and not any(shape.distinct * shape.filled > named + 0.5 for shape in answering)
    )


_NAMES = {"title", "measures"}

_SAYS_MORE = ("goal", "result", KEEP)


def _with_numbered(key: str, columns: list[SheetColumn]) -> list[SheetColumn]:
    """The columns; where numbers stand behind headings that several rows share, what is numbered are the items:
    工作任务 (shared), 序号, 具体要求. The shared headings are their theme."""
    place = next((place for place, column in enumerate(columns) if column.key == MAIN[key]), len(columns))
    number = next((at for at, column in enumerate(columns) if at > place and column.key == "row"), None)
    if number is None or columns[place].why == TOLD:
        return columns
    counted, shared = columns[number].shape, columns[place].shape
    if not counted.counted or counted.distinct < 1 or shared.distinct * shared.filled >= counted.filled:
        return columns
    for at, column in enumerate(columns[number + 1 :], number + 1):
        shape = column.shape
        if column.key in _SAYS_MORE and shape.distinct * shape.filled >= counted.filled and shape.words > 0.5:
            theme = "theme" if not any(each.key == "theme" for each in columns) else KEEP
            made = list(columns)
            made[place] = columns[place]._replace(key=theme)
            made[at] = column._replace(key=MAIN[key], why=column.why or "cells")
            return made
    return columns
