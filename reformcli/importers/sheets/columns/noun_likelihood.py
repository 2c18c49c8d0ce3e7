"""How likely a table is a list of its noun by its headings together, beside what each column weighs."""

import re
from collections.abc import Sequence, Set

from reformcli.importers.sheets.columns.layout import TOLD, Layout, SheetColumn
from reformcli.importers.sheets.words import vocabulary
from reformcli.importers.sheets.words.heading_weights import Meaning

_SUPERVISION = re.compile(
    r"整改|销号|隐患|\braid\b|non-?\s?conform|\bncr\b|corrective|\bsnag|\bpunch list|\bbug\b|"
    r"\bseverity|raised by|finding|weakness|hazard|defect|audit|deficienc|remediat|mitigat|likelihood|probability|"
    r"(?:risk|issue)[\s_]*(?:#|id|no|number|ref|description|title|owner|log|register|statement)",
    re.IGNORECASE,
)
"""What the headings of lists of findings, risks and issues hold, beside what is wrong."""

_NEARLY_ALL = 0.8
"""Such a share of its cells makes a column the kinds of a log of risks and issues."""

_NEVER, _HARDLY = -9, -4
"""What a table weighs less whose columns speak against its noun, for certain or by the look of them."""


def of(layout: Layout, titles: Sequence[str]) -> float:
    """How likely a table below such titles is a list of its noun, beside what its columns weigh."""
    named = {column.key for column in layout.columns if column.why not in ("cells", "")}
    if layout.noun == "matter":
        return _likely_matters(layout, named, titles)
    if layout.noun == "visit":
        told = named & {"visitors", "form", "problem", "conclusion", "met"}
        return 4 if {"owner", "date"} <= named and told else _NEVER
    if layout.noun == "owner":
        answers = {meaning.key for _column, meaning in _as_tasks(layout)}
        fits = named & {"short_name", "other_names", "kind", "parent", "contact"}
        return (
            1 if fits and not answers & {"title", "due", "state", "start", "progress_text", "problem_text"} else _NEVER
        )
    return 0


def _likely_matters(layout: Layout, named: Set[str], titles: Sequence[str]) -> float:
    """How likely a table is one of findings, and not of tasks some of which have a problem."""
    if "title" not in named:
        return _NEVER
    title = [column for column in layout.columns if column.key == "title"]
    as_goal = any(meaning.key in ("goal", "title") for column in title for meaning in _as_work(column))
    tasks = [(column, meaning.weight) for column, meaning in _as_tasks(layout) if meaning.key == "title"]
    of_work = any(weight > 0.9 for _column, weight in tasks)
    are_kinds = any(column.shape.raid >= _NEARLY_ALL and column.shape.filled > 1 for column in layout.columns)
    if not are_kinds and ((of_work and as_goal) or any(column.name.casefold() == "title" for column in title)):
        return _NEVER
    if are_kinds or _SUPERVISION.search(" ".join([*titles, *(column.name for column in layout.columns)])):
        return 3
    gaps = any(column.shape.filled < column.shape.rows for column in title)
    if as_goal or (gaps and any(weight > 0.6 for _column, weight in tasks)):
        return _NEVER
    # That a heading means title says no more of a matter than of a project.
    return _HARDLY if of_work or any(column.why == TOLD for column in title) else 2


def _as_tasks(layout: Layout) -> list[tuple[SheetColumn, Meaning]]:
    """What the headings beside that of the items most likely mean in a list of projects."""
    others = [column for column in layout.columns if column.key != layout.main and column.name]
    return [(column, meaning) for column in others for meaning in _as_work(column)[:1]]


def _as_work(column: SheetColumn) -> Sequence[Meaning]:
    """What the heading of a column means in a list of projects: the whole of it, else the lowest of its rows."""
    whole = vocabulary.meanings("project", column.name)
    return whole if whole and whole[0].why == "name" else vocabulary.meanings("project", column.name.rpartition("/")[2])
