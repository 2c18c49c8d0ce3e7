"""From sheets to records: which sheets hold a table, what it is, and its rows one after the other."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from reformcli import deadlines
from reformcli.errors import BadFile
from reformcli.i18n import _, mark, plural
from reformcli.importers.sheets import assignments, body, columns, projects, supervision, title
from reformcli.importers.sheets.cells import Table, day_first
from reformcli.importers.sheets.columns import PERIOD, Layout
from reformcli.importers.sheets.heading import ROWS_ABOVE, Heading, find
from reformcli.importers.sheets.periods import is_mark, state_of
from reformcli.importers.sheets.sheet import Sheet, Spread, distinct
from reformcli.importers.sheets.take import Take
from reformcli.importers.sheets.vocabulary import normal
from reformcli.merging.record import Record

_SAMPLE = 200

KINDS = {
    "project": mark("projects"),
    "breakdown": mark("projects broken down into measures"),
    "quarters": mark("projects with quarters as columns"),
    "chart": mark("a progress chart with months as columns"),
    "pilots": mark("pilots"),
    "return": mark("a group's return"),
    "assignment": mark("items that a document hands down"),
    "matter": mark("findings to be put right"),
    "visit": mark("a log of visits"),
    "owner": mark("owners"),
}
"""What a list can be."""

_LIGHTS = (
    "亮灯",
    "亮灯情况",
    "灯号",
    "预警",
    "预警情况",
    "红黄绿灯",
    "rag",
    "rag rating",
    "rag status",
    "light",
    "status",
)

_LEFT = {
    "heading": mark("repeated headings in rows {rows}"),
    "total": mark("totals in rows {rows}"),
    "note": mark("notes in rows {rows}"),
}


class _Found(NamedTuple):
    """A sheet that holds a table."""

    sheet: Spread
    heading: Heading
    layout: Layout
    said: title.Title
    plan: int


def read(sheets: Iterable[Sheet], file: str, take: Take, *, needed: bool = True) -> Iterator[Record]:
    """The records of every table in `sheets`. Raises BadFile where there is none, if one is needed."""
    tables = []
    without = []
    for sheet in sheets:
        found = _table(sheet, take)
        if found is not None:
            tables.append(found)
        elif any(any(row) for row in sheet.rows):
            without.append(sheet.name)
    if not tables and needed:
        raise BadFile(
            _("No row of headings was found in the first {n} rows.", n=ROWS_ABOVE),
            where=file,
            hint=_("A row must name the columns, such as title, due and lead; see the page of columns, or give --map."),
        )
    if without:
        take.say(_("{file}: no table in {sheets}; left out.", file=file, sheets=", ".join(without)))
    for found in tables:
        yield from _of_table(found, file, take, alone=len(tables) == 1)


def _table(sheet: Sheet, take: Take) -> _Found | None:
    spread = Spread(sheet)
    plan = take.conventions.plan_year
    heading = find(spread, plan, {*take.given, *(take.saved.headings if take.saved else ())})
    if heading is None:
        return None
    said = title.read([sheet.name, *(" ".join(distinct(spread.row(at))) for at in range(heading.top))])
    plan = said.plan or plan
    rows = [spread.row(at) for at in range(heading.bottom + 1, min(spread.height, heading.bottom + 1 + _SAMPLE))]
    names = {normal(name) for path in heading.paths if path for name in ("/".join(path), path[-1])}
    given = {**(take.saved.fitting(names) if take.saved else {}), **take.given}
    layout = columns.understand(heading, [row for row in rows if any(row)], take.noun, given, plan)
    return None if layout is None else _Found(spread, heading, layout, said, plan)


def _of_table(found: _Found, file: str, take: Take, *, alone: bool) -> Iterator[Record]:
    sheet, heading, layout = found.sheet, found.heading, found.layout
    facts = title.of_sheet(sheet.name, alone=alone)
    if layout.of("source"):
        facts.pop("source", None)
    if layout.noun == "project" and (by := found.said.filled_in_by):
        facts |= _from_filler(by, layout)
    rows = (sheet.row(at) for at in range(heading.bottom + 1, sheet.height))
    headings = tuple(heading.name(at) for at in range(len(heading.paths)))
    settled = day_first(layout, rows) if take.conventions.day_first is None else take.conventions.day_first
    table = Table(layout, file, sheet.name, take, found.plan, facts, headings, settled)
    table.marks_are_plans = _marks_are_plans(found, take)
    left = body.Left()
    main = {"visit": "date", "owner": "name"}.get(layout.noun, "title")
    groups = projects.groups(sheet, layout, body.lines(sheet, heading, layout, left), main)
    kind, count = layout.noun, 0
    if take.document is not None:
        kind = "assignment"
        for group in groups:
            count += 1
            yield assignments.record(table, group, take.document)
    elif layout.noun == "project":
        whole = list(groups)
        breakdown = projects.is_breakdown(layout, whole)
        kind = _kind(found, file, breakdown=breakdown)
        for group in whole:
            count += 1
            yield from projects.records(table, sheet, group, breakdown=breakdown)
    else:
        make = {"matter": supervision.matters, "visit": supervision.visits, "owner": supervision.owners}[layout.noun]
        for group in groups:
            count += 1
            yield from make(table, group)
    _tell(take, file, found, kind, count, left)


def _marks_are_plans(found: _Found, take: Take) -> bool:
    """Whether marks such as √ stand for what is planned: they do where one stands in a time that has not come."""
    conventions = replace(take.conventions, plan_year=found.plan)
    for column in found.layout.all_of(PERIOD):
        start = deadlines.read(column.words, take.today, conventions).start
        if start is None or start <= take.today:
            continue
        for at in range(found.heading.bottom + 1, found.sheet.height):
            cells = found.sheet.row(at)
            if column.at < len(cells) and is_mark(cells[column.at]) and state_of(cells[column.at]) == "done":
                return True
    return False


def _from_filler(by: str, layout: Layout) -> dict[str, str]:
    """What it says that a group or unit filled the list in, where no column says it."""
    if "小组" in by or "专班" in by:
        return {} if layout.of("group") else {"group": by}
    if any(layout.of(role) for role in ("lead", "responsible", "supporting")):
        return {}
    return {"lead": by}


def _kind(found: _Found, file: str, *, breakdown: bool) -> str:
    periods = found.layout.all_of(PERIOD)
    names = f"{file} {found.sheet.name} {''.join(column.name for column in found.layout.columns)}"
    if periods:
        return "chart" if any("月" in column.words or column.words.isascii() for column in periods) else "quarters"
    if breakdown:
        return "breakdown"
    if "试点" in names:
        return "pilots"
    by = found.said.filled_in_by or ""
    return "return" if "小组" in by and found.layout.of("progress") else "project"


def _tell(take: Take, file: str, found: _Found, kind: str, count: int, left: body.Left) -> None:
    """Say what a table was taken for, and what of it was left out."""
    place = f"{file}, {found.sheet.name}" if found.sheet.name else file
    top, bottom = found.heading.top + 1, found.heading.bottom + 1
    take.say(
        _(
            "{place}: {kind}, {items}; heading in {rows}.",
            place=place,
            kind=_(KINDS[kind]),
            items=plural("{n} item", "{n} items", count),
            rows=_("row {n}", n=top) if top == bottom else _("rows {n}", n=f"{top}-{bottom}"),
        )
    )
    if found.said.plan and found.said.plan != take.conventions.plan_year:
        take.say(_("{place}: plan year {plan}, as its title says.", place=place, plan=found.said.plan))
    kept = [column.name for column in found.layout.columns if column.key == "keep" and column.name]
    if kept:
        take.say(_("{place}: kept as other columns: {names}.", place=place, names=", ".join(kept)))
    for column in found.layout.columns:
        if column.guessed:
            take.say(
                _(
                    "{place}: column {letters} ({name}) is taken as {key}, by its cells; give --map if that is wrong.",
                    place=place,
                    letters=column.letters,
                    name=column.name,
                    key=column.key,
                )
            )
    _tell_of_colours(take, place, found)
    if left.rows:
        parts = [_(_LEFT[key], rows=", ".join(map(str, rows[:20]))) for key, rows in left.rows.items()]
        take.say(_("{place}: left out: {parts}.", place=place, parts="; ".join(parts)))


def _tell_of_colours(take: Take, place: str, found: _Found) -> None:
    """Say which columns of lights have no words: fills are not read, and nothing is guessed from them."""
    for column in found.layout.columns:
        if column.name.rpartition("/")[2].casefold() not in _LIGHTS:
            continue
        rows = range(found.heading.bottom + 1, found.sheet.height)
        if not any(column.at < len(cells) and cells[column.at] for cells in map(found.sheet.row, rows)):
            take.say(
                _(
                    "{place}: column {letters} ({name}) has lights only as colours, which are not read.",
                    place=place,
                    letters=column.letters,
                    name=column.name,
                )
            )
