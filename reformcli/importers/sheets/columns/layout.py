"""What a table is a list of, and what each of its columns is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reformcli.importers.sheets.cells.sheet import letters
from reformcli.importers.sheets.columns.shapes import ColumnShape
from reformcli.model.duty import ROLES

KEEP = "keep"
"""What a column is that has no field: it is kept under its heading."""

PERIOD = "period"
"""What a column is whose heading is a stretch of time: each cell below it is a milestone."""

STEP = "step"
"""What a column of days is whose heading names no field: each day in it is that of a milestone by its name."""

TOLD = "told"
"""Why a column is what it is, where a person says so. The other reasons are `cells` and those of a `Meaning`."""

SECOND_LIMIT = "due_else"
"""What a column is that gives the limit of the rows for which the column of limits has none."""

WHOLE = "whole"
"""What a column is that has the code of the project of which each row is a milestone: an export of one table of
several has it."""

NAME_OF_WHOLE = "name_of_whole"
"""What a column is that has the title of the project whose code the column before it has."""

ALONE = frozenset(
    (
        *("title", "code", "plan", "source", "kind", "theme", "key", "start", "due", "state"),
        *("actual_end", "dropped", "reported", "row", "wbs", "level", "parent", "row_kind"),
        *("due_original", "due_revised", "actual_start", "percent", "light", "priority", "span"),
        *("measures", "problem", "project", "done", "date", "form", "purpose", "hours", "conclusion"),
        *("demand", "name", "short_name"),
    )
)
"""Meanings that one column of a table has at most. What several may have is added up, or kept column by column."""

MAIN = {"project": "title", "matter": "title", "visit": "date", "owner": "name"}


class SheetColumn(NamedTuple):
    """A column: where it stands, how it is headed, and what it is (a field, a role, `KEEP`, `PERIOD` …).

    `words` are those of its stretch of time, `actual` whether it holds what was done in it. `why` is the reason (name,
    near, rule, group, cells, told), `rivals` what else it may be with nearly as much reason.
    """

    at: int
    name: str
    key: str
    words: str = ""
    actual: bool = False
    why: str = ""
    rivals: tuple[str, ...] = ()
    shape: ColumnShape = ColumnShape()

    @property
    def letters(self) -> str:
        """How spreadsheets name it."""
        return letters(self.at)


@dataclass(frozen=True)
class Layout:
    """A table's noun and its columns; `weight` is how well the noun explains them."""

    noun: str
    columns: tuple[SheetColumn, ...]
    weight: float = 0

    def of(self, key: str) -> SheetColumn | None:
        """The first column that is `key`."""
        return self._first.get(key)

    @cached_property
    def _first(self) -> Mapping[str, SheetColumn]:
        return {column.key: column for column in reversed(self.columns)}

    def all_of(self, key: str) -> list[SheetColumn]:
        """Every column that is `key`."""
        return [column for column in self.columns if column.key == key]

    @property
    def main(self) -> str:
        """The key of the column that names what a row is about."""
        return MAIN[self.noun]

    @property
    def holds_work(self) -> bool:
        """Whether the table says more of its items than their names: when, who, how far.

        What only the shape of cells tells is not enough, unless headings name the items; nor is a heading that may be
        one of measures.
        """
        return not self._holds_facts and any(
            column.key in _OF_WORK
            and (column.why != "cells" or self.is_named)
            and (column.why, column.key) != ("near", "measures")
            and (not column.shape.blank or column.key == PERIOD)
            for column in self.columns
        )

    @property
    def asks_for_work(self) -> bool:
        """Whether headings say that the items are work, though no cell says when, who or how far.

        They name tasks, or ask when, who, how far, or what an item is part of. A person who says which column names
        the items says that they are work. Owners are listed for themselves, findings and risks to be seen to.
        """
        main = self.of(self.main)
        if main is None or self._holds_facts:
            return False
        asked = any(column.key in _ASKED and column.why in ("name", "rule") for column in self.columns)
        named = self.noun in ("owner", "matter") or _TASK.search(main.name) is not None
        return main.why == TOLD or (self.is_named and (asked or named))

    @property
    def is_named(self) -> bool:
        """Whether a heading, or a person, names the column of the items."""
        column = self.of(self.main)
        return column is not None and column.why != "cells"

    @property
    def _holds_facts(self) -> bool:
        """Whether the items are no work by their headings (test cases, goods), and nothing says when they are due.

        Bills and purchases are due too, and meetings that nobody prepares have their day. What is headed as tasks is
        work whatever stands beside it (Role, 单价), and a figure of the plan (指标) that a unit answers for is a task.
        """
        main = self.of(self.main)
        if main is None or main.why == TOLD:
            return False
        if any(map(self.of, LIMITS)):
            attended = not any(map(self.of, ROLES)) and any(_ATTENDING.fullmatch(each.name) for each in self.columns)
            return attended or any(_OF_GOODS_DUE.fullmatch(column.name) for column in self.columns)
        aimed_at = main.name.startswith("指标") and any(map(self.of, ("lead", "responsible")))
        is_fact = _FACT.match(main.name) is not None and not aimed_at
        are_things = any(_OF_THINGS.fullmatch(column.name) for column in self.columns)
        return is_fact or (are_things and _TASK.search(main.name) is None)


LIMITS = ("due", "due_revised", "due_original", "span")
"""Meanings that say until when work is due."""

_OF_WORK = frozenset((*LIMITS, "start", STEP, "state", "percent", "measures", PERIOD, *ROLES, "owner", "date"))
_ASKED = _OF_WORK | {"parent", "level", "duration", "progress_text", "impact"}

_TASK = re.compile(r"\b(?:actions?|tasks?|to[- ]?dos?)\b|任务|待办|工作|事项|举措|改革", re.IGNORECASE)
"""How a column is headed that names what has to be done."""

_FACT = re.compile(
    r"(?:test|use)[ _](?:case|scenario|step)|stakeholder|(?:key |performance |outcome )*(?:indicator|metric|kpi)\b|"
    r"(?:\w+ )?criteri(?:on|a)\b|assumption|测试用例|用例|指标|干系人|利益相关方",
    re.IGNORECASE,
)
"""How a column is headed that names what is no work by itself."""

_OF_GOODS_DUE = re.compile(r"invoice[ _](?:no|number|#|id)\.?|发票号码?|采购需求(?:概况|概述)", re.IGNORECASE)
_OF_THINGS = re.compile(
    r"(?:unit|list)[ _](?:price|cost|rate)(?: ?\(.*\))?|单价(?:[（(].*[)）])?|warrant\w*(?: .*)?|"
    r"serial[ _](?:no|number)\.?|date purchased|purchase[ds]?(?: date)?|cost centre|role|job title|grade|"
    + _OF_GOODS_DUE.pattern,
    re.IGNORECASE,
)
"""How columns are headed that only bills and notices of purchases to come (财库〔2020〕10号) have, and those of goods,
accounts and people."""


_ATTENDING = re.compile(r"(?:参会|参加|出席|列席|与会)(?:会议)?(?:范围|人员|领导|单位|对象|部门|人)")
"""How columns are headed of who comes to a meeting."""

MOVING = frozenset(
    ("due", "due_revised", "due_original", "start", "actual_start", "actual_end", "raised_on", "state"),
)
"""Meanings between which a wrong choice moves a date or a state."""
