"""The board: lights by special group, the next deadlines, what is overdue; read once, filtered as often as wanted."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.lights import Verdict
from reformcli.model.colours import LIGHTS
from reformcli.model.ledger import Ledger
from reformcli.model.states import DROPPED
from reformcli.reports import due, overdue
from reformcli.reports.answering import NOBODY, Answered, answered, counted, rows_of, wholes
from reformcli.reports.lit import lit
from reformcli.reports.question import Question
from reformcli.table import Cell, Code, Column, Row, Shape, Table

ALL = "all"
"""Code of the row that counts every project once."""

NO_GROUP = ""
"""What stands for the row of what no group answers for, where a group's name is asked for."""

LIGHT_COLUMNS = (
    Column(
        "group",
        mark("Group"),
        mark("Special group with its parts; a project that several claim counts in each."),
        words={ALL: mark("all")},
        main=True,
        blank=NOBODY,
    ),
    *(Column(light, word, mark("How many projects have this light."), Shape.NUMBER) for light, word in LIGHTS.items()),
    columns.COUNT,
)

_LISTED = (columns.REF, columns.TITLE, columns.PROJECT, columns.LEAD)


class Panes(NamedTuple):
    """The tables of the board's panes."""

    lights: Table
    due: Table
    overdue: Table


class Board(NamedTuple):
    """What was read: projects with their lights, the deadlines ahead, the overdue; for each group its wholes."""

    projects: Sequence[tuple[Answered, Verdict]]
    due: Table
    overdue: Table
    under: Mapping[str, tuple[str, ...]]

    def panes(self, text: str = "", group: str | None = None) -> Panes:
        """The tables of what has every word of `text` in its title, its project's, ref, lead unit or group.

        Where a `group` is named, only what it or one of its parts answers for; with NO_GROUP what none does.
        """
        words = text.casefold().split()
        kept = [
            (piece, verdict)
            for piece, verdict in self.projects
            if self._keeps((str(piece.work.ref), piece.work.title, piece.lead), piece.names("group"), words, group)
        ]
        return Panes(
            self._lights(kept),
            self._filtered(self.due, words, text, group),
            self._filtered(self.overdue, words, text, group),
        )

    def _keeps(self, cells: Collection[Cell], groups: Sequence[str], words: Collection[str], group: str | None) -> bool:
        """Whether work of `groups` is of `group`, and every word is in its cells or the names of its groups."""
        rows = rows_of(groups, self.under)
        return group in (None, *(rows or (NO_GROUP,))) and _has(words, (*cells, rows))

    def _lights(self, projects: Sequence[tuple[Answered, Verdict]]) -> Table:
        colours = {piece.work.number: verdict.light for piece, verdict in projects}
        groups = counted("group", [piece for piece, _verdict in projects], self.under)
        by_hand = sum(verdict.rule == "override" for _piece, verdict in projects)
        rows = [_counts(Code(ALL), list(colours.values()))]
        rows += [_counts(name, [colours[piece.work.number] for piece in pieces]) for name, pieces in groups.items()]
        title = _("Lights by group, {n} set by hand", n=by_hand) if by_hand else _("Lights by group")
        return Table("lights", title, LIGHT_COLUMNS, tuple(rows))

    def _filtered(self, table: Table, words: Collection[str], text: str, group: str | None) -> Table:
        if not words and group is None:
            return table
        at = table.position(columns.GROUP.key)
        searched = [
            position
            for position, column in enumerate(table.columns)
            if column in (columns.REF, columns.TITLE, columns.PROJECT, columns.LEAD)
        ]
        rows = tuple(
            row for row in table.rows if self._keeps([row[i] for i in searched], _texts(row[at]), words, group)
        )
        if words:
            empty = _("Nothing here has {text} in it.", text=text.strip())
        else:
            empty = _("Nothing of {group} is here.", group=group or _(NOBODY))
        return table._replace(rows=rows, empty=empty)


def board(ledger: Ledger, question: Question) -> Board:
    """Read what the board shows: the lights of one plan year, deadlines and the overdue of all unless one is named."""
    of_year = question._replace(scope=question.scope._replace(plan=question.plan))
    projects = ledger.work(of_year.scope, open_only=False, nouns=("project",))
    lights = dict(lit(ledger, of_year, (work for work in projects if work.state != DROPPED)))
    ahead = due.ahead(ledger, question)
    late = overdue.late(ledger, question)
    return Board(
        [(piece, lights[piece.work]) for piece in answered(ledger, question, lights)],
        _pane(due.listed(question, ahead), [piece for piece, _verdict in ahead], columns.DAYS_LEFT, *_LISTED),
        _pane(overdue.listed(question, late), late, columns.DAYS_LATE, *_LISTED, columns.LEADER),
        wholes(ledger, "group"),
    )


def _pane(table: Table, pieces: Sequence[Answered], *shown: Column) -> Table:
    """A report's rows, one for each of `pieces`, with the columns `shown` of it, and the groups."""
    places = [table.position(column.key) for column in shown]
    return table._replace(
        columns=(*(table.columns[place] for place in places), columns.GROUP),
        rows=tuple(
            (*(cells[place] for place in places), piece.names("group"))
            for cells, piece in zip(table.rows, pieces, strict=True)
        ),
    )


def _counts(name: Cell, lights: Sequence[str]) -> Row:
    return (name, *(lights.count(light) for light in LIGHTS), len(lights))


def _has(words: Collection[str], cells: Collection[Cell]) -> bool:
    """Whether every word is found in some cell, capital or small."""
    texts = [text.casefold() for text in chain.from_iterable(map(_texts, cells))]
    return all(any(word in text for text in texts) for word in words)


def _texts(cell: Cell) -> tuple[str, ...]:
    return cell if isinstance(cell, tuple) else () if cell is None else (str(cell),)
