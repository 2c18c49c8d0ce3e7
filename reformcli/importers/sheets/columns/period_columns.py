"""Headings that are stretches of time, and the marks that stand below them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from reformcli import deadlines
from reformcli.deadlines import Conventions, Kind
from reformcli.importers.sheets.columns.shapes import ColumnShape

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_CHINESE = re.compile(
    r"(?:20\d\d年?度?|[当本今]年|明年)?(?:"
    rf"{_NUMBER}(?:[-—~至到]{_NUMBER})?月份?(?:[上中下]旬|底|末)?|第?[一二三四1-4]季度?[底末]?|[上下]半年|[前后]?[一二三四]季|q[1-4]"
    r")(?:目标|任务|计划|工作|进度|节点|安排)?"
)
_ENGLISH = re.compile(
    r"(?:q[1-4]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*)\.?[ -/]?(?:20\d\d|\d\d)?"
    r"|20\d\d(?:[-/](?:20)?\d\d)?[ -/]?q[1-4]|q[1-4](?:20)?\d\d[-/]\d\d|fy(?:20)?\d\d(?:[-/]\d\d)?[ -]?q[1-4]"
)
_IN_BRACKETS = re.compile(
    r"(?:(?:年度|工作|推进|计划|目标|序时)*(?:进度|节点|目标|任务|计划|安排)|.{0,6}阶段)\((?P<period>[^()]+)\)"
)
_ENDINGS = re.compile(r"(?:目标|任务|计划|工作|进度|节点|安排|份)$")
_OF_ACTUAL = re.compile(r"(?P<period>.+?)(?:实际)?(?:完成|进展|落实|推进|执行)(?:情况)?")
"""What was done in a stretch of time, beside what was planned for it: 一季度完成 beside 一季度计划."""

_ACTUAL = re.compile(r"实际(?:完成|进度|时间)?|(?:是否)?完成|(?:完成|落实|进展)情况|进展|actual|done")
_PLAN = re.compile(r"计划(?:进度|时间|目标|节点)?|目标|plan(?:ned)?|target|baseline")

_ALL_BUT_FEW, _MOSTLY = 0.8, 0.6
"""Such a share of cells makes a column what they are: reports by month, figures."""

_DONE = frozenset(("√", "✓", "✔", "☑", "✅", "是", "100%", "已完成", "done", "yes", "v", "y"))
_NOT_DONE = frozenset(("×", "✗", "✘", "☒", "否", "未完成", "no", "x", "n"))
_MARK = re.compile(r"[√✓✔☑✅×✗✘☒●○◎◆◇■□▲△★☆▇█→⇒]+|[xXvV]|\d{1,3}(?:\.\d+)?[%％]|[是否]|已完成|未完成|(?:0?\.\d+|1)")


@lru_cache(maxsize=4096)
def period(heading: str, plan: int) -> str | None:
    """The words of time that a heading is, such as 一季度 or 2026年3月; None where it is something else."""
    form = "".join(unicodedata.normalize("NFKC", heading).casefold().split())
    if (inside := _IN_BRACKETS.fullmatch(form)) is not None:
        form = inside["period"]
    if _CHINESE.fullmatch(form) is None and _ENGLISH.fullmatch(form.strip()) is None:
        return None
    words = _ENDINGS.sub("", form) if not form.isascii() else heading.strip()
    words = words.replace("季底", "季度底") if words.endswith("季底") else words
    words = f"{words}度" if words.endswith("季") else words
    reading = deadlines.read(words, date(plan, 1, 1), Conventions(plan_year=plan))
    return words if reading.end is not None and reading.kind in (Kind.RANGE, Kind.DATE) else None


def stretch(path: tuple[str, ...], plan: int) -> str | None:
    """The stretch of time that a column is for: in its lowest heading, or above one for what was done in it."""
    year = next(
        (part.strip() for part in path if part.strip().rstrip("年度").isdecimal() and len(part.strip()) < 7), ""
    )
    if len(path) > 1 and path[-1].isdecimal() and len(path[-1]) < 4:
        return None  # a day of a month: the scale of a chart
    for part in reversed(path):
        if (words := period(part, plan)) is not None:
            return f"{year.rstrip('年度')}年{words}" if year and "20" not in words and not words.isascii() else words
    return None


def reports(paths: Sequence[tuple[str, ...]], shapes: Sequence[ColumnShape], plan: int) -> list[int]:
    """The columns below stretches of time that only say how work stood in them, by lights and words of state.

    The last of them says how it stands.
    """
    return [
        at
        for at, (path, shape) in enumerate(zip(paths, shapes, strict=True))
        if path and shape.lights and shape.lights + shape.states >= _ALL_BUT_FEW and stretch(path, plan)
    ]


def stretches(
    paths: Sequence[tuple[str, ...]], shapes: Sequence[ColumnShape], plan: int
) -> Mapping[int, tuple[str, bool]]:
    """The stretch of time that each column is for, in words, and whether the column says what was done in it, not what
    is planned; by column. Figures are what is to be reached, and no steps."""
    made = {
        at: (words, is_actual(path[-1]))
        for at, (path, shape) in enumerate(zip(paths, shapes, strict=True))
        if path and (words := stretch(path, plan)) and not (shape.numbers >= _MOSTLY and shape.most > 1)
    }
    planned = {words for words, _actual in made.values()}
    for at, path in enumerate(paths):
        of_actual = _OF_ACTUAL.fullmatch(path[-1]) if path and at not in made else None
        if of_actual is not None and (words := period(of_actual["period"], plan)) in planned and words is not None:
            made[at] = (words, True)
    return made


def is_actual(heading: str) -> bool:
    """Whether a heading below a stretch of time, or the kind of a row, is for what was done, not for the plan."""
    return _ACTUAL.fullmatch("".join(heading.casefold().split())) is not None


def is_plan(kind: str) -> bool:
    """Whether the kind of a row is the plan, of which the row below it may say what was done."""
    return _PLAN.fullmatch("".join(kind.casefold().split())) is not None


def has_begun(words: str, plan: int, today: date) -> bool:
    """Whether a stretch of time, in its words, has begun by a day."""
    reading = deadlines.read(words, date(plan, 1, 1), Conventions(plan_year=plan))
    first = reading.start or reading.end
    return first is not None and first <= today


def is_mark(cell: str) -> bool:
    """Whether a cell is only a mark: √, ×, ●, 是, 否, a percentage."""
    return _MARK.fullmatch(cell.strip()) is not None


def is_refused(cell: str) -> bool:
    """Whether a mark says that something is not so: ×, 否, which is no bar of a chart."""
    return cell.strip() in ("×", "✗", "✘", "☒", "否", "未完成")


def state_of(cell: str) -> str | None:
    """The state that a mark stands for: done, planned, or None where it says nothing."""
    form = unicodedata.normalize("NFKC", cell.strip()).casefold()
    if form in _DONE:
        return "done"
    if form in _NOT_DONE:
        return "planned"
    return None
