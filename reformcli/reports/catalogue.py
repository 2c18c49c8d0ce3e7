"""Every table that a command answers with, and the command whose answer a row of headings is."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from reformcli.i18n import in_every_language
from reformcli.model.noun import nouns
from reformcli.reports import REPORTS, report
from reformcli.reports.assigned import COLUMNS as ASSIGNED
from reformcli.reports.changes import COLUMNS as HISTORY
from reformcli.reports.charts import CHARTS, chart
from reformcli.reports.explained import COLUMNS as DATES
from reformcli.reports.forms import MISSING_COLUMNS
from reformcli.reports.handover import COLUMNS as HANDOVER
from reformcli.reports.list import PROJECT_COLUMNS
from reformcli.reports.noun_lists import noun_list
from reformcli.reports.pages import page_columns
from reformcli.reports.scores import SCORES, score_report
from reformcli.reports.scores.groups import COLUMNS as GROUPS
from reformcli.reports.search import COLUMNS as FIND
from reformcli.reports.slips import MOVES_COLUMNS
from reformcli.reports.statements import COLUMNS as STATEMENTS
from reformcli.reports.tables import OWNER_COLUMNS
from reformcli.reports.visit_plan import COLUMNS as VISIT_PLAN
from reformcli.reports.why import COLUMNS as WHY
from reformcli.reports.workdays import MOVED_COLUMNS, YEAR_COLUMNS
from reformcli.table import Column


class AnswerTable(NamedTuple):
    """A table that a command answers with: what is typed for it behind `reform`, and its columns in their order."""

    command: str
    columns: tuple[Column, ...]


_OF_COMMANDS: Mapping[str, tuple[Column, ...]] = {
    "score rank --by group": GROUPS,
    "reporting --statements": STATEMENTS,
    "show": page_columns(),
    "why": WHY,
    "find": FIND,
    "history": HISTORY,
    "owner list": OWNER_COLUMNS,
    "owner handover": HANDOVER,
    "assignment list": ASSIGNED,
    "visit plan": VISIT_PLAN,
    "slips REF": MOVES_COLUMNS,
    "check --dates": DATES,
    "forms missing": MISSING_COLUMNS,
    "workdays load": MOVED_COLUMNS,
    "workdays show": YEAR_COLUMNS,
}
"""Answers of commands that are no reports."""

_HANDED_ROUND = ("digest",)
"""Answers that are made to be handed round, and come in as any list of what units say."""


def answers() -> Iterator[AnswerTable]:
    """Every answer, but for those that only tell what a command has just done."""
    for name in REPORTS:
        yield AnswerTable("list --kind …" if name == "list" else name, report(name).columns)
    yield AnswerTable("list", PROJECT_COLUMNS)
    yield from (AnswerTable(f"chart {name}", chart(name).columns) for name in CHARTS)
    yield from (AnswerTable(f"score {name}", score_report(name).columns) for name in SCORES)
    yield from (AnswerTable(command, shown) for command, shown in _OF_COMMANDS.items())
    for kind in nouns():
        own = f"{kind.key} list"
        if own not in _OF_COMMANDS and "list" in kind.commands:
            yield AnswerTable(own, noun_list(kind).columns)
        elif own not in _OF_COMMANDS and kind.tracked is None:
            yield AnswerTable(f"list --kind {kind.key}", noun_list(kind).columns)


def command_of(headings: Sequence[str]) -> str | None:
    """The command whose whole answer has these headings, keys or labels in any language; None where they are no
    answer's, that of one which is handed round, or each a field of one noun, as in a file that is to be taken in."""
    return _commands().get(tuple(headings))


@cache
def _commands() -> Mapping[tuple[str, ...], str]:
    commands: dict[tuple[str, ...], str] = {}
    for command, shown in answers():
        keys = tuple(column.key for column in shown)
        if command not in _HANDED_ROUND and not any(kind.fields.keys() >= set(keys) for kind in nouns()):
            labels = zip(*(in_every_language(column.label) for column in shown), strict=False)
            commands |= {headings: command for headings in (keys, *labels) if headings not in commands}
    return commands
