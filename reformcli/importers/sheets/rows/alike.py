"""Items of a list that have one title: what tells them apart."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reformcli.i18n import _
from reformcli.importers.sheets.blocks.body import Line, cell_of
from reformcli.importers.sheets.cells.sheet import one_line
from reformcli.importers.sheets.columns.layout import Layout, SheetColumn
from reformcli.importers.sheets.columns.neighbours import of_several
from reformcli.importers.sheets.rows.row_cells import shortened
from reformcli.importers.sheets.rows.source_table import SourceTable
from reformcli.merging.record import Record
from reformcli.model.duty import ROLES
from reformcli.model.noun import noun


def told_apart(table: SourceTable, items: Sequence[list[Line]]) -> dict[int, str]:
    """What is added to titles that several items have, by the row of each item: what tells them apart.

    A code tells items apart by itself where things of the noun have codes. Items that agree in all else are one, which
    a row below says again.
    """
    layout = table.layout
    title = layout.of("title")
    if len({cell_of(group[0], title) for group in items}) == len(items):
        return {}
    same: dict[str, list[list[Line]]] = {}
    for group in items:
        same.setdefault(cell_of(group[0], title), []).append(group)
    added: dict[int, str] = {}
    has_codes = "code" in noun(layout.noun).fields
    for name, groups_of_name in same.items():
        firsts = [group[0] for group in groups_of_name]
        codes = [cell_of(line, layout.of("code")) for line in firsts]
        by_code = has_codes and (len(set(codes)) == len(codes) or (all(codes) and len(set(codes)) == 1))
        if not name or len(firsts) < 2 or by_code:
            continue
        for how in _distinctions(layout, firsts):
            texts = [how.of(place, line) for place, line in enumerate(firsts, 1)]
            if all(texts[1:]) and len(set(texts)) == len(texts):
                added |= {line.at: text for line, text in zip(firsts[1:], texts[1:], strict=True)}
                rows = ", ".join(str(line.at + 1) for line in firsts)
                assert title is not None
                table.doubt(
                    firsts[1].at,
                    title,
                    _("Rows {rows} have one title; told apart as {titles}.", rows=rows, titles=f"{name}（{texts[1]}）"),
                )
                break
    return added


def with_titles(records: Iterable[Record], added: str) -> Iterator[Record]:
    """The records of an item, its title with what tells it from another one's."""
    for record in records:
        title = record.cells.get("title")
        if added and title and record.under is None:
            apart, _whole = shortened(f"{title}（{one_line(added)}）")
            yield record._replace(cells={**record.cells, "title": apart})
        else:
            yield record


class _Distinction(NamedTuple):
    """What may tell items with one title apart: a fact of their sections, a column, or (neither) their order."""

    fact: str = ""
    column: SheetColumn | None = None

    def of(self, place: int, line: Line) -> str:
        """What it says of the item at a place, from 1."""
        if self.fact:
            return line.facts.get(self.fact, "")
        return cell_of(line, self.column) if self.column is not None else str(place)


def _distinctions(layout: Layout, lines: Sequence[Line]) -> Iterator[_Distinction]:
    """What tells items with one title apart, the surest first: section, category, whole, place in the outline.

    Who answers, their numbers, limits or order do where they say different things of one column: else a row below only
    says an item again, or names others for it.
    """
    yield from (_Distinction(fact) for fact in ("theme", "source", "group"))
    for key in ("theme", "source", "parent", "wbs", "code"):
        yield from (_Distinction(column=column) for column in layout.all_of(key))
    if any(
        len({cell for line in lines if (cell := cell_of(line, column))}) > 1
        for column in layout.columns
        if column.key not in (*ROLES, "row")
    ):
        for key in ("lead", "responsible", "row", "due", "due_revised"):
            yield from (_Distinction(column=column) for column in layout.all_of(key))
        yield _Distinction()


def shared_codes_of(layout: Layout, rows: Sequence[Sequence[str]]) -> frozenset[str]:
    """The codes that items of different titles have."""
    code, title = layout.of("code"), layout.of("title")
    if code is None or title is None:
        return frozenset()
    last = max(code.at, title.at)
    several = of_several((row[code.at], row[title.at]) for row in rows if last < len(row))
    return frozenset(text for text, is_shared in several.items() if is_shared)
