"""Closing (销号情况): how matters are closed out, by kind, unit or group: how many, how fast, and what came back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.matter import KINDS, Matter
from reformcli.model.noun import ref_of
from reformcli.model.refs import Ref
from reformcli.model.stage import LOOK_BACK, PASSED, RETURNED, Stage
from reformcli.model.states import DONE, DROPPED
from reformcli.reports.answering import NOBODY, Answered, answered
from reformcli.reports.lit import of_light
from reformcli.reports.look_backs import look_backs
from reformcli.reports.question import Option, Question, Report
from reformcli.table import Cell, Column, Row, Shape, Table, row

_BY = {"kind": mark("kind"), "unit": mark("unit"), "group": mark("group")}

_FIGURES = {
    "opened": mark("Opened in all"),
    "closed": mark("Closed"),
    "reopened": mark("Reopened"),
    "looked-back": mark("Looked back"),
    "missed": mark("Look-backs missed"),
    "came-back": mark("Came back"),
    "overdue": mark("Overdue"),
}
"""The counts whose matters can be listed."""

COLUMNS = (
    Column(
        "by",
        mark("Counted by"),
        mark("Kind, unit or group that has the matters."),
        words=KINDS,
        blank=NOBODY,
    ),
    Column("opened", _FIGURES["opened"], mark("Matters opened in the period, those dropped left out."), Shape.NUMBER),
    Column("closed", _FIGURES["closed"], mark("How many of them are closed out."), Shape.NUMBER),
    Column("share", mark("Share"), mark("Closed of those opened, from 0 to 1."), Shape.SHARE),
    Column("days", mark("Median days"), mark("Days from opening to close-out, the one in the middle."), Shape.NUMBER),
    Column(
        "reopened", _FIGURES["reopened"], mark("How many were closed out once and opened again since."), Shape.NUMBER
    ),
    Column("looked_back", _FIGURES["looked-back"], mark("How many were looked back at."), Shape.NUMBER),
    Column("missed", _FIGURES["missed"], mark("Look-backs that are past their day."), Shape.NUMBER),
    Column("came_back", _FIGURES["came-back"], mark("How many came back as a new matter."), Shape.NUMBER),
    Column("relapse_rate", mark("Relapse rate"), mark("Came back of those closed, from 0 to 1."), Shape.SHARE),
    Column("overdue", _FIGURES["overdue"], mark("Open and past their due date."), Shape.NUMBER),
)

LISTED = (
    Column("figure", mark("Figure"), mark("The count that the matter stands behind."), words=_FIGURES),
    columns.REF,
    columns.KIND,
    columns.TITLE,
    columns.STATE,
    Column("opened", mark("Opened"), mark("Day on which it was found or decided."), Shape.DATE),
    columns.DUE,
    columns.DONE,
    columns.LEAD,
    columns.PROJECT,
)


class _Case(NamedTuple):
    """A matter with what the figures look at."""

    piece: Answered
    opened: date | None
    figures: frozenset[str]

    @property
    def days(self) -> int | None:
        """Days from opening to close-out."""
        done = self.piece.work.done
        return (done - self.opened).days if done and self.opened else None


def closing(ledger: Ledger, question: Question) -> Table:
    """One row for each kind, unit or group; or with `list` one for each matter behind a figure."""
    cases = list(_cases(ledger, question))
    if figure := question.option("list", str):
        rows = tuple(_listed(case, figure) for case in cases if figure in case.figures)
        return Table("closing", _("Closing"), LISTED, rows, section="figure", empty=_("There is no such matter."))
    by = question.option("by", str) or "kind"
    rows = tuple(_row(name, group) for name, group in _grouped(cases, by).items())
    shown = COLUMNS if by == "kind" else (COLUMNS[0]._replace(words=None, label=_BY[by]), *COLUMNS[1:])
    return Table("closing", _("Closing"), shown, rows, empty=_("There is no matter in that time."))


def _cases(ledger: Ledger, question: Question) -> Iterator[_Case]:
    scope, since, until = question.scope, question.option("since", date), question.option("until", date)
    pieces = of_light(ledger, question, ledger.work(scope, open_only=False, nouns=("matter",)))
    kept = [piece for piece in pieces if piece.state != DROPPED]
    matters = {one.number: one for one in ledger.find(Matter)}
    came_back = {one.relapse_of for one in matters.values()}
    stages: defaultdict[Ref | None, list[Stage]] = defaultdict(list)
    for stage in ledger.find(Stage):
        stages[stage.about].append(stage)
    missed = {one.work.number for one in look_backs(ledger, scope) if one.due < scope.today}
    for piece in answered(ledger, question, kept):
        matter = matters[piece.work.number]
        if not _between(matter.opened, since, until):
            continue
        own = stages[ref_of(matter)]
        is_closed = piece.work.state == DONE
        figures = {
            "opened": True,
            "closed": is_closed,
            "reopened": _was_reopened(own),
            "looked-back": is_closed and any(stage.key == LOOK_BACK and stage.result == PASSED for stage in own),
            "missed": matter.number in missed,
            "came-back": matter.number in came_back,
            "overdue": piece.work.is_overdue(scope.today),
        }
        yield _Case(piece, matter.opened, frozenset(name for name, counts in figures.items() if counts))


def _was_reopened(stages: Iterable[Stage]) -> bool:
    """Whether a close-out was taken back: a look-back was failed, or a stage returned that had been passed."""
    passed: set[str] = set()
    for stage in stages:
        if stage.result == RETURNED and (stage.key == LOOK_BACK or stage.key in passed):
            return True
        if stage.result == PASSED:
            passed.add(stage.key)
    return False


def _between(opened: date | None, since: date | None, until: date | None) -> bool:
    """Whether a day lies in a period; one that is not known only in that without bounds."""
    if opened is None:
        return since is None and until is None
    return (since is None or opened >= since) and (until is None or opened <= until)


def _grouped(cases: Iterable[_Case], by: str) -> Mapping[str | None, list[_Case]]:
    """Cases by kind, or by each unit or group that answers for them."""
    groups: dict[str | None, list[_Case]] = {}
    for case in cases:
        for name in _names(case, by):
            groups.setdefault(name, []).append(case)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0] or "")))


def _names(case: _Case, by: str) -> Sequence[str | None]:
    if by == "kind":
        return (case.piece.work.kind,)
    names = case.piece.lead if by == "unit" else case.piece.names("group")
    return names or (None,)


def _row(name: str | None, cases: Sequence[_Case]) -> Row:
    counts = {figure: sum(figure in case.figures for case in cases) for figure in _FIGURES}
    days = [case.days for case in cases if case.days is not None]
    cells: dict[str, Cell] = {figure.replace("-", "_"): count for figure, count in counts.items()}
    cells["share"] = counts["closed"] / counts["opened"] if counts["opened"] else None
    cells["relapse_rate"] = counts["came-back"] / counts["closed"] if counts["closed"] else None
    return row(COLUMNS, by=name, days=median(days) if days else None, **cells)


def _listed(case: _Case, figure: str) -> Row:
    work = case.piece.work
    return (
        figure,
        str(work.ref),
        work.kind_code,
        work.title,
        work.state,
        case.opened,
        work.due,
        work.done,
        case.piece.lead,
        work.about,
    )


REPORT = Report(
    closing,
    COLUMNS,
    (
        ("reform closing --by unit --since 2026-01-01", mark("How each unit closes out what was found this year.")),
        ("reform closing --list came-back", mark("The matters that came back.")),
    ),
    (
        Option("by", FieldKind.CHOICE, mark("What to count by; the kind unless given."), _BY),
        Option("since", FieldKind.DATE, mark("Only matters opened from this day on.")),
        Option("until", FieldKind.DATE, mark("Only matters opened up to this day.")),
        Option("list", FieldKind.CHOICE, mark("Instead, the matters behind a figure."), _FIGURES),
    ),
)
