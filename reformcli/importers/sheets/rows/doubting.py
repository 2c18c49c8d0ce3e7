"""What of a table as a whole a person should look at: columns that may be something else, rows that name no item."""

from collections.abc import Sequence

from reformcli.i18n import _, plural
from reformcli.importers.sheets.blocks import body, paired
from reformcli.importers.sheets.blocks.understanding import Read
from reformcli.importers.sheets.cells.sheet import Spread, one_line
from reformcli.importers.sheets.columns.layout import KEEP, MOVING, Layout, SheetColumn
from reformcli.importers.sheets.columns.who import ANSWERING
from reformcli.importers.sheets.dialogue import saying
from reformcli.importers.sheets.rows.source_table import SourceTable
from reformcli.importers.sheets.words import vocabulary
from reformcli.importers.sheets.words.heading_table import normal


def is_unsure(column: SheetColumn) -> bool:
    """Whether a column may as well be something else."""
    if column.why == "cells":
        return column.key not in ("row", KEEP)
    return column.key in MOVING and bool(_rivals(column))


def _rivals(column: SheetColumn) -> list[str]:
    """What else a column of days or states may be, such that a day or a state would move."""
    return [rival for rival in column.rivals if rival in MOVING or (rival == KEEP and column.key == "due")]


def columns(source: Read, table: SourceTable) -> None:
    """Doubt the columns that may as well be something else, and lights that are colours only."""
    row = source.block.heading.bottom
    for column in table.layout.columns:
        if is_unsure(column) and column.why == "cells":
            text = _(
                "Column {name} is taken as {key}, by its cells; give --map if that is wrong.",
                name=column.name,
                key=saying.named(column.key, table.layout.noun),
            )
            table.doubt(row, column, text)
        elif is_unsure(column):
            text = _(
                "Column {name} is taken as {key}; it could also be {others}. --map {name}={other} says so.",
                name=column.name,
                key=saying.named(column.key, table.layout.noun),
                others=", ".join(saying.named(rival, table.layout.noun) for rival in column.rivals),
                other=column.rivals[0],
            )
            table.doubt(row, column, text)
        elif column.key in MOVING and (twins := _twins(column, table.layout)):
            text = _(
                "Columns {columns} are headed {name} too; {key} is read from {column}.",
                columns=", ".join(twins),
                name=column.name,
                key=saying.named(column.key, table.layout.noun),
                column=column.letters,
            )
            table.doubt(row, column, text)
        elif column.key == "state" and (others := _states_beside(table.layout)):
            text = _(
                "Columns {columns} hold words of state too; {key} is read from {column}.",
                columns=", ".join(others),
                key=saying.named(column.key, table.layout.noun),
                column=column.letters,
            )
            table.doubt(row, column, text)
        elif column.key == "light" and column.shape.blank and not source.sheet.marks.fills:
            table.intake.say(
                _(
                    "{place}: column {letters} ({name}) has no lights in words; colours are read in xlsx only.",
                    place=f"{table.file}, {table.sheet}" if table.sheet else table.file,
                    letters=column.letters,
                    name=column.name,
                )
            )

    for column in table.layout.all_of("due"):
        if whose := _who_beside(column, table.layout):
            text = _(
                "Column {name} names who answers too ({words}); only the days of its cells are taken.",
                name=column.name,
                words=whose,
            )
            table.doubt(row, column, text)

    for column, rows in table.going_on.items():
        text = _(
            "No column says the state of {rows}; in hand, since {name} says that work goes on.",
            rows=plural("{n} row", "{n} rows", len(rows)),
            name=column.name,
        )
        table.doubt(rows[0], column, text)


def _who_beside(column: SheetColumn, layout: Layout) -> str:
    """The words of a heading of days that name who answers (Assigned to / by when), where no other column says it."""
    names = paired.parts_of(column.name)
    return "" if names is None or any(each.key in ANSWERING for each in layout.columns) else names[1]


def beside_headings(source: Read, table: SourceTable) -> None:
    """Doubt cells beside the last heading: nobody knows what they say, and they are not taken."""
    heading, row = source.block.heading, source.sheet.row
    unread = [
        (at, place)
        for at in range(heading.bottom + 1, source.block.bottom + 1)
        for place, cell in enumerate(row(at))
        if cell and place >= len(heading.paths)
    ]
    if unread:
        at, place = unread[0]
        text = _(
            "Cells that no heading stands above are not taken: {n}, such as {text}.",
            n=len(unread),
            text=one_line(row(at)[place])[:30],
        )
        table.doubt(at, SheetColumn(place, "", KEEP), text, dict.fromkeys(line + 1 for line, _place in unread))


def _twins(column: SheetColumn, layout: Layout) -> list[str]:
    """The letters of the columns of the same heading that are only kept."""
    return [
        each.letters
        for each in layout.columns
        if each.key in (KEEP, "progress_text") and not each.shape.blank and normal(each.name) == normal(column.name)
    ]


def _states_beside(layout: Layout) -> list[str]:
    """The letters of the columns of progress whose cells are words of state, and which may be headed so: 设计完成情况
    beside 程序完成情况."""
    return [
        each.letters
        for each in layout.all_of("progress_text")
        if each.shape.states >= _MOSTLY
        and any(meaning.key == "state" for meaning in vocabulary.meanings(layout.noun, each.name))
    ]


_MOSTLY = 0.8

_MUCH = 4
"""So many cells of its own make a row an item, whose name may be missing."""


def nameless(table: SourceTable, sheet: Spread, group: Sequence[body.Line]) -> None:
    """Doubt rows that were added to the item above though they have a limit, a state or much else and no name."""
    main, measures = table.layout.of(table.layout.main), table.layout.of("measures")
    telling = [*table.layout.all_of("due"), *table.layout.all_of("state")]
    for line in group[1:]:
        filled = [
            column
            for column in table.layout.columns
            if body.cell_of(line, column) and not sheet.is_continued(line.at, column.at)
        ]
        own = len(filled) >= _MUCH or any(column in telling for column in filled)
        if own and main is not None and not body.cell_of(line, main) and not body.cell_of(line, measures):
            table.doubt(line.at, main, _("The row names no item; it is taken as more of the item above."))
