"""From sheets to records: which sheets hold a table, what it is, and its rows one after the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reformcli import deadlines
from reformcli.errors import BadFile
from reformcli.i18n import _
from reformcli.importers.sheets.blocks import (
    assembled,
    bars,
    body,
    day_order,
    outline,
    paired,
    planned_and_actual,
    refusal,
)
from reformcli.importers.sheets.blocks.understanding import Read, tables_of, without_copies
from reformcli.importers.sheets.cells import title
from reformcli.importers.sheets.cells.sheet import Sheet, Spread, is_nothing
from reformcli.importers.sheets.columns import subitems, who
from reformcli.importers.sheets.columns.layout import KEEP, PERIOD
from reformcli.importers.sheets.columns.period_columns import is_mark, state_of
from reformcli.importers.sheets.columns.persons import last_first_of
from reformcli.importers.sheets.columns.who import UNITS
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.dialogue.understood import ColumnReading, LeftOut, TableReading
from reformcli.importers.sheets.records import handed_down, projects, supervision, wholes
from reformcli.importers.sheets.rows import alike, blanks, doubting, lamps
from reformcli.importers.sheets.rows.alike import shared_codes_of
from reformcli.importers.sheets.rows.row_cells import SAID
from reformcli.importers.sheets.rows.source_table import SourceTable
from reformcli.merging.record import Record


def read(sheets: Iterable[Sheet], file: str, intake: Intake, *, needed: bool = True) -> Iterator[Record]:
    """The records of every table in `sheets`. Raises BadFile where there is none, if one is needed."""
    spreads = [
        Spread(sheet._replace(rows=_whole_columns(sheet.rows, _place(file, sheet.name), intake)))
        for sheet in sheets
        if intake.sheet is None or sheet.name == intake.sheet
    ]
    if not spreads and intake.sheet is not None:
        raise BadFile(_("There is no sheet {sheet}.", sheet=intake.sheet), where=file)
    understood: list[Read] = []
    without: list[str] = []
    for spread in spreads:
        understood += tables_of(spread, intake)
    if any(source.layout.holds_work for source in understood):
        understood = [source for source in understood if source.layout.holds_work]
    understood = list(without_copies(understood, file, intake))
    named = {source.name for source in understood}
    without += [spread.name for spread in spreads if spread.name not in named and not spread.is_blank]
    if not understood and needed:
        if (why := refusal.no_table(spreads, file, intake)) is not None:
            raise why
        return
    if without:
        intake.say(_("{file}: no table in {sheets}; left out.", file=file, sheets=", ".join(without)))
    if intake.table is not None and not 1 <= intake.table <= len(understood):
        raise BadFile(_("There are {n} tables, no table {table}.", n=len(understood), table=intake.table), where=file)
    for number, table in enumerate(understood, 1):
        if intake.table in (None, number):
            yield from _of_table(table, number, file, intake, is_only_table=len(understood) == 1)


def _whole_columns(rows: Sequence[Sequence[Any]], place: str, intake: Intake) -> Sequence[Sequence[Any]]:
    """The rows with each thing in a column of its own."""
    rows = planned_and_actual.side_by_side(subitems.inlined(rows), place, intake)
    return paired.parted(assembled.assembled(rows, place, intake), place, intake)


def _place(file: str, sheet: str) -> str:
    """How to call a sheet of a file to a person."""
    return f"{file}, {sheet}" if sheet else file


def _of_table(source: Read, number: int, file: str, intake: Intake, *, is_only_table: bool) -> Iterator[Record]:
    if source.day_first is not None:
        intake = replace(intake, conventions=replace(intake.conventions, day_first=source.day_first))
    table = _table(source, file, intake, is_only_table=is_only_table)
    layout, sheet = source.layout, source.sheet
    left_out = body.Left()
    shared = blanks.of_groups(layout, sheet, range(source.block.heading.bottom + 1, source.block.bottom + 1))
    lines = blanks.written_out(table, shared, body.lines(sheet, source.block, layout, left_out))
    lines = lamps.lit(table, _shown(table, lines))
    groups = _named(table, sheet, projects.groups(sheet, layout, lines, layout.main), left_out)
    kind, count = layout.noun, 0
    if table.chart is not None:
        intake.say(table.chart.gist(table.file, table.sheet))
    if intake.document is not None:
        kind = "assignment"
        for group in groups:
            count += 1
            yield handed_down.record(table, group, intake.document)
    elif layout.noun == "project":
        whole = list(groups)
        count = len(whole)
        breakdown = projects.is_breakdown(layout, whole)
        kind = _kind(source, table, breakdown=breakdown)
        parents = [] if breakdown or not whole else outline.parents_of(sheet, layout, [group[0] for group in whole])
        named = wholes.wholes_of(layout, [group[0] for group in whole]) if whole and not breakdown else None
        if named is not None:
            kind = "outline"
            yield from wholes.records(table, named, whole)
        elif any(parent is not None for parent in parents):
            kind = "outline"
            yield from projects.outlined(table, sheet, whole, parents)
        else:
            apart = alike.told_apart(table, whole)
            for group in whole:
                added = apart.get(group[0].at, "")
                yield from projects.records(table, sheet, group, breakdown=breakdown, apart_by=added)
    else:
        make = {"matter": supervision.matters, "visit": supervision.visits, "owner": supervision.owners}[layout.noun]
        whole = list(groups)
        count = len(whole)
        apart = alike.told_apart(table, whole) if layout.noun == "matter" else {}
        for group in whole:
            yield from alike.with_titles(make(table, group), apart.get(group[0].at, ""))
    table.doubt_words()
    doubting.columns(source, table)
    doubting.beside_headings(source, table)
    if kind not in ("assignment", "owner", "visit") and any(map(layout.of, SAID)):
        intake.say(_tell_said_on(table))
    if intake.are_decisions:
        kind = "decisions"
    intake.tables.append(_reading(source, number, file, kind, count, table, left_out, intake))


def _named(
    table: SourceTable, sheet: Spread, groups: Iterable[list[body.Line]], left_out: body.Left
) -> Iterator[list[body.Line]]:
    """The items. Rows that neither name one nor say who, when or how far are none."""
    layout = table.layout
    main = layout.of(layout.main)
    telling = [column for column in layout.columns if column.key in body.OF_ITEMS]
    for group in groups:
        named = any(not is_nothing(body.cell_of(line, main)) for line in group)
        if named or any(not is_nothing(body.cell_of(line, column)) for line in group for column in telling):
            doubting.nameless(table, sheet, group)
            yield group
        else:
            for line in group:
                left_out.out("note", line.at)


def _table(source: Read, file: str, intake: Intake, *, is_only_table: bool) -> SourceTable:
    """What holds for all rows of a table."""
    heading, layout = source.block.heading, source.layout
    facts = title.of_sheet(source.sheet.name, is_only_table=is_only_table)
    if layout.of("source"):
        facts.pop("source", None)
    if layout.noun == "project" and not layout.of("group"):
        filler = source.title.filled_in_by
        group = filler if filler and _is_group(filler) else source.title.group
        facts |= {"group": group} if group else {}
    unit = title.own_unit(source.sheet.name, source.block.titles, source.title.filled_in_by)
    if layout.noun == "project" and unit and not any(map(layout.of, UNITS)):
        facts = {**({} if unit == source.sheet.name else facts), "responsible": unit}
        place = _place(file, source.sheet.name)
        intake.say(_("{place}: no column says who answers; {unit} does, whose list it is.", place=place, unit=unit))
    if state := title.state_of([source.sheet.name, *source.block.titles]):
        facts["state"] = state
    places = range(heading.bottom + 1, source.block.bottom + 1)
    rows = [source.sheet.row(at) for at in places]
    plans = _marks_are_plans(source, rows, intake)
    above = title.year_above([file, source.sheet.name, *source.block.titles], intake.conventions.fiscal_start)
    order = day_order.of_table(layout, rows, intake, source.plan)._replace(year=above)
    if day_order.needs_year_above(layout, rows, order):
        place = _place(file, source.sheet.name)
        years = f"{above.first}/{(above.first + 1) % 100:02}" if above else ""
        intake.say(
            _("{place}: limits that name no year are of {years}, which stands above them.", place=place, years=years)
        )
    table = SourceTable(
        layout,
        file,
        source.sheet.name,
        intake,
        source.plan,
        facts,
        tuple(heading.name(at) for at in range(len(heading.paths))),
        order,
        source.sheet.marks,
        last_first_of(layout, rows),
        plans,
        shared_codes_of(layout, rows),
        source.words,
        reaches=source.sheet.reaches(),
        unsettled=day_order.unsettled_cell(layout, rows, order),
    )
    numbered = list(zip(places, rows, strict=True))
    table.chart = bars.of_table(layout, numbered, source.sheet.marks.fills, table.reading, marks_are_plans=plans)
    reports = [column.name for column in layout.all_of("progress_text")]
    stamps = (table.day(words) for words in title.days([source.sheet.name, *source.block.titles, *reports], rows))
    table.said_on = next((day for day in stamps if day is not None and day <= intake.today), None)
    bases = map(table.day, title.days_to_count_from(source.block.titles))
    table.counts_from = next((day for day in bases if day is not None and day <= intake.today), None)
    by = source.title.filled_in_by
    table.said_by = by if by and (_is_group(by) or intake.known(by)) else None
    return table


def _shown(table: SourceTable, lines: Iterable[body.Line]) -> Iterator[body.Line]:
    """The rows; those that are hidden or struck out are said."""
    hidden: list[int] = []
    struck: list[int] = []
    main = table.layout.of(table.layout.main)
    for line in lines:
        if line.at in table.marks.hidden:
            hidden.append(line.at)
        if main is not None and (line.at, main.at) in table.marks.struck:
            struck.append(line.at)
        yield line
    if main is not None and hidden:
        rows = ", ".join(str(at + 1) for at in hidden[:20])
        text = _("Rows {rows} are hidden in the sheet; taken all the same.", rows=rows)
        table.doubt(hidden[0], main, text, (at + 1 for at in hidden))
    if main is not None and struck:
        rows = ", ".join(str(at + 1) for at in struck[:20])
        text = _("Rows {rows} are struck out in the sheet; taken all the same.", rows=rows)
        table.doubt(struck[0], main, text, (at + 1 for at in struck))


def _tell_said_on(table: SourceTable) -> str:
    """What to tell of the day that notes of progress get."""
    place = _place(table.file, table.sheet)
    if table.said_on is None:
        return _("{place}: no day stands on it; what it says of progress counts as said today.", place=place)
    return _("{place}: what it says of progress counts as said on {date}.", place=place, date=table.said_on)


def _marks_are_plans(source: Read, rows: Sequence[Sequence[str]], intake: Intake) -> bool:
    """Whether marks such as √ stand for what is planned: they do where one stands in a time that has not come."""
    conventions = replace(intake.conventions, plan_year=source.plan)
    for column in source.layout.all_of(PERIOD):
        start = deadlines.read(column.words, intake.today, conventions).start
        if start is None or start <= intake.today:
            continue
        for cells in rows:
            if column.at < len(cells) and is_mark(cells[column.at]) and state_of(cells[column.at]) == "done":
                return True
    return False


def _is_group(name: str) -> bool:
    return "小组" in name or "专班" in name


def _kind(source: Read, table: SourceTable, *, breakdown: bool) -> str:
    if table.chart is not None and not table.chart.has_limits:
        return "chart"
    periods = [column for column in source.layout.all_of(PERIOD) if not column.words.rstrip("年").isdecimal()]
    names = f"{table.file} {source.sheet.name} {''.join(column.name for column in source.layout.columns)}"
    if periods:
        return "chart" if any("月" in column.words or column.words.isascii() for column in periods) else "quarters"
    if breakdown:
        return "breakdown"
    if "试点" in names:
        return "pilots"
    by = source.title.filled_in_by or ""
    return "return" if "小组" in by and source.layout.of("progress_text") else "project"


def _reading(
    source: Read, number: int, file: str, kind: str, count: int, table: SourceTable, left_out: body.Left, intake: Intake
) -> TableReading:
    plan = source.plan if source.title.plan and source.title.plan != intake.conventions.plan_year else None
    return TableReading(
        file,
        source.sheet.name,
        number,
        (source.block.heading.top + 1, source.block.heading.bottom + 1, source.block.bottom + 1),
        kind,
        count,
        plan,
        tuple(
            ColumnReading(
                column.letters,
                column.name or column.letters,
                column.key,
                column.why,
                column.rivals,
                doubting.is_unsure(column),
            )
            for column in source.layout.columns
            if column.key != KEEP or not column.shape.blank
        ),
        table.words(),
        tuple(LeftOut(why, tuple(rows)) for why, rows in left_out.rows.items()),
        tuple(name for name, is_person in table.answering.items() if is_person),
        tuple(
            name
            for name, is_person in table.answering.items()
            if not is_person and not intake.known(name) and not who.is_surely_a_unit(name)
        ),
        table.unsettled,
    )
