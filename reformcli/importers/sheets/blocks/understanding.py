"""The tables of a sheet that are lists of work: as it stands, or turned where it lies on its side."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reformcli.i18n import _
from reformcli.importers.sheets.blocks import beside
from reformcli.importers.sheets.blocks.sheet_blocks import Block, blocks
from reformcli.importers.sheets.cells import title
from reformcli.importers.sheets.cells.sheet import Spread
from reformcli.importers.sheets.columns import column_meanings
from reformcli.importers.sheets.columns.layout import TOLD, Layout
from reformcli.importers.sheets.dialogue import maps
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.words import vocabulary
from reformcli.importers.sheets.words.heading_table import normal

_SAMPLE = 300


class Read(NamedTuple):
    """A table that was understood: its sheet (turned, where it lay on its side), place, columns and title.

    `words` is what a person says of words of state, `day_first` of days in figures, None where nobody says anything.
    """

    sheet: Spread
    block: Block
    layout: Layout
    title: title.Title
    plan: int
    words: Mapping[str, str] = {}
    day_first: bool | None = None

    @property
    def name(self) -> str:
        """The name of its sheet."""
        return self.sheet.name


def without_copies(tables: Sequence[Read], file: str, intake: Intake) -> Iterator[Read]:
    """The tables without those whose items mostly stand in an earlier one that says more of them, which is said."""
    if len(tables) < 2:
        yield from tables
        return
    met: list[tuple[Read, set[str]]] = []
    for table in tables:
        titles = _titles(table)
        for earlier, earlier_titles in met:
            shared = table.layout.noun == earlier.layout.noun and 2 * len(titles & earlier_titles) > len(titles) > 1
            if shared and _says(table) <= _says(earlier):
                intake.say(
                    _(
                        "{place}: most of its items stand in {other} already, which says more of them; left out.",
                        place=f"{file}, {table.name}",
                        other=earlier.name or file,
                    )
                )
                break
        else:
            met.append((table, titles))
            yield table


def _titles(table: Read) -> set[str]:
    column = table.layout.of(table.layout.main)
    assert column is not None
    rows = (table.sheet.row(at) for at in range(table.block.heading.bottom + 1, table.block.bottom + 1))
    return {cells[column.at].casefold() for cells in rows if column.at < len(cells) and cells[column.at]}


def _says(table: Read) -> float:
    """How much a table says of its items: of when, who and how far."""
    columns = (column for column in table.layout.columns if column.key in _SAYING and column.shape.rows)
    return sum(column.shape.filled / column.shape.rows for column in columns)


_SAYING = ("due", "due_revised", "start", "state", "percent", "lead", "responsible", "liaison", "owner", "leader")


def tables_of(spread: Spread, intake: Intake) -> list[Read]:
    """The tables of a sheet that hold work; where it has none as it stands, those that it has when it is turned."""
    plan = intake.conventions.plan_year
    upright = [table for part in beside.parts(spread, plan) for table in _understood(part, intake)]
    if any(table.layout.holds_work for table in upright) or intake.header_row is not None:
        return upright
    if 2 <= spread.height <= _SIDEWAYS and 2 <= spread.width <= _SIDEWAYS:
        turned = [table for table in _understood(spread.turned(), intake) if _lies_on_its_side(table)]
        if turned:
            return turned
    return upright


_SIDEWAYS = 200
"""A sheet with more rows or columns is not turned."""


def _lies_on_its_side(table: Read) -> bool:
    """Whether a table that was turned makes sense: nearly all of its headings are known, and name its items, of which
    none is a heading itself."""
    named = [column for column in table.layout.columns if column.name]
    sure = [column for column in named if column.why in ("name", "rule", TOLD)]
    main = table.layout.of(table.layout.main)
    is_named = table.layout.is_named or (main is not None and not main.name)
    makes_sense = table.layout.holds_work and is_named and not any(map(_is_label, _titles(table)))
    return makes_sense and len(sure) >= 3 and len(sure) * 3 >= len(named) * 2


def _is_form(layout: Layout, rows: Sequence[Sequence[str]]) -> bool:
    """Whether what would be the items are headings themselves: the labels of a form, each beside what is filled in."""
    column = layout.of(layout.main)
    if column is None or column.why == TOLD:
        return False
    labels = [cells[column.at] for cells in rows if column.at < len(cells) and cells[column.at]]
    return len(labels) > 1 and all(map(_is_label, labels))


def _is_label(words: str) -> bool:
    """Whether words are a heading by their whole name."""
    return vocabulary.likely(words) >= 0.95


def _understood(spread: Spread, intake: Intake) -> list[Read]:
    plan = intake.conventions.plan_year
    mapped = {*intake.given, *(intake.saved.headings if intake.saved else ())}
    row = intake.header_row - 1 if intake.header_row is not None else None
    made: list[Read] = []
    for block in blocks(spread, plan, mapped, row):
        titled = title.read([spread.name, *block.titles])
        rows = [spread.row(at) for at in range(block.heading.bottom + 1, block.bottom + 1)]
        filled = [cells for cells in rows if any(cells)][:_SAMPLE]
        if not filled:
            continue
        names = {normal(name) for path in block.heading.paths if path for name in ("/".join(path), path[-1])}
        intake.met |= names
        saved = intake.saved.fitting(names) if intake.saved else maps.NO_MAP
        answers = {**saved.headings, **intake.given}
        year = titled.plan or plan
        layout = column_meanings.understand(
            block.heading, filled, intake.noun, answers, year, intake.today, block.titles
        )
        if layout is not None and _is_form(layout, filled):
            continue
        if layout is not None and (layout.holds_work or (not made and (intake.document or layout.asks_for_work))):
            words = {**saved.words, **intake.words}
            day_first = saved.day_first if intake.day_first is None else intake.day_first
            made.append(Read(spread, block, layout, titled, year, words, day_first))
        elif made:
            intake.say(
                _(
                    "{place}: a second table in rows {rows} is no list of work; left out.",
                    place=spread.name or "-",
                    rows=f"{block.heading.top + 1}-{block.bottom + 1}",
                )
            )
    if len(made) > 1 and any(table.layout.holds_work for table in made):
        return [table for table in made if table.layout.holds_work]
    return made
