"""Lists of parts whose wholes have no rows: a column has the codes of projects, or the sections are projects."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reformcli.i18n import _
from reformcli.importers.sheets.blocks.body import Line, cell_of
from reformcli.importers.sheets.columns.layout import KEEP, NAME_OF_WHOLE, PERIOD, STEP, WHOLE, Layout, SheetColumn
from reformcli.importers.sheets.records import milestones, projects
from reformcli.importers.sheets.rows.row_cells import Cells
from reformcli.importers.sheets.rows.source_table import SourceTable
from reformcli.importers.sheets.words import vocabulary
from reformcli.merging.record import Record


class Wholes(NamedTuple):
    """What names the project that each row is a part of: a column, the words `of` a row, and the field that they are.

    By its `code` a project is only referred to, and another list may say the rest; by its `title` it is in this list.
    """

    field: str
    column: SheetColumn
    of: Callable[[Line], str]


def wholes_of(layout: Layout, items: Sequence[Line]) -> Wholes | None:
    """What names the wholes of a list of parts; None where its items stand by themselves."""
    coded = layout.of(WHOLE)
    if coded is not None:
        if coded.shape.numbers:  # 1, 2, 3 are codes of something in every list
            return Wholes("title", coded, lambda line: f"{coded.name} {cell_of(line, coded)}")
        return Wholes("code", coded, lambda line: cell_of(line, coded))
    for column in layout.columns:
        # Project stands over the sections, and Activity over the rows below them.
        is_theirs = column.key in (KEEP, "theme") and vocabulary.surely("project", column.name) == "title"
        if is_theirs and _are_in_sections(items, column):
            return Wholes("title", column, _section_of)
    return None


def _are_in_sections(items: Sequence[Line], column: SheetColumn) -> bool:
    """Whether all items stand below sections, and none says anything in a column."""
    return all(_section_of(line) and not cell_of(line, column) for line in items)


def _section_of(line: Line) -> str:
    return line.facts.get("theme", "")


def records(table: SourceTable, wholes: Wholes, items: Sequence[list[Line]]) -> Iterator[Record]:
    """The records of a list of parts: its projects, and each item as a milestone of one of them."""
    layout = table.layout
    own = [column for column in layout.columns if column.key not in (PERIOD, STEP, WHOLE, NAME_OF_WHOLE)]
    parts_of: dict[str, list[projects.Part]] = {}
    for group in items:
        parts_of.setdefault(wholes.of(group[0]), []).append((group, ""))
    for name, parts in parts_of.items():
        first = parts[0][0][0]
        project = Cells(table, "project")
        project.fields[wholes.field] = name
        if layout.of(NAME_OF_WHOLE):
            project.fields["title"] = cell_of(first, layout.of(NAME_OF_WHOLE))
        projects.take_units_of(project, own, parts)
        project.settle()
        steps = list(milestones.steps(table, own, set(), [first], breakdown=False, parts=parts, closed=None))
        cells = project.cells()
        if wholes.column.key == WHOLE and wholes.field == "title":
            text = _("No row says what {title} is; added under that name.", title=name)
            table.doubt(first.at, wholes.column, text)
        if wholes.field == "title":
            projects.follow_parts(table, cells, steps, silent=True)
        made = table.record("project", first.at, cells, first.cells, roles=project.roles)
        place = made.place._replace(
            columns={**made.place.columns, wholes.field: (wholes.column.letters, wholes.column.name)}
        )
        yield made._replace(has_steps=True, place=place)
        yield from steps
