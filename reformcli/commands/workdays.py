"""`reform workdays`: which days are worked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from reformcli import importers
from reformcli.deadlines import published, read
from reformcli.errors import BadDate, BadFile
from reformcli.i18n import _, joined, mark
from reformcli.merging.merger import Merger
from reformcli.merging.record import Record
from reformcli.model.change import Change
from reformcli.model.day import Day
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, FieldValue, Thing
from reformcli.model.noun import noun_of
from reformcli.model.nouns import listed_noun
from reformcli.reports.workdays import moved, year
from reformcli.shell.build import Spec
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.run import Context
from reformcli.shell.typed import entry
from reformcli.values import iso_date
from reformcli.verbs.owners import OwnerBook


def load(
    context: Context,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help=mark("CSV with the columns date, working (yes or no) and name.")),
    ],
) -> None:
    """Take in a calendar, all or nothing, and list the deadlines that it would move. Nothing is moved."""
    ledger = context.writable
    before = {day.date: day.working for day in ledger.find(Day) if day.date is not None}
    merger = Merger(ledger, entry(context), OwnerBook(()), lambda name, role: None)
    changes = list(merger.changes(_own(context, importers.records(Path(file), "day", lambda read: None))))
    context.apply("workdays load", changes, echo=False)
    for warning in merger.warnings:
        context.warn(warning)
    count = merger.counts["day"]
    context.say(
        _(
            "Days added: {added}, changed: {changed}, unchanged: {unchanged}.",
            added=count.added,
            changed=count.changed,
            unchanged=count.unchanged,
        )
    )
    table, unclear = moved(
        ledger,
        replace(context.conventions, calendar=before),
        _after(before, changes),
        context.today,
        lambda thing: _said_on(context, thing),
    )
    if unclear:
        context.warn(
            _(
                "The words of {refs} count working days, but the day from which is not known; check their dates.",
                refs=joined(unclear),
            )
        )
    context.show(table)


def show(
    context: Context,
    year_: Annotated[
        str | None, typer.Argument(metavar="[YEAR]", help=mark("The year; the plan year in force unless given."))
    ] = None,
) -> None:
    """List public holidays, weekend days that are worked, and what the ledger declares; count the working days."""
    field = Field("plan", FieldKind.NUMBER, "YEAR", "")
    number = context.plan if year_ is None else entry(context).value(field, year_)
    assert isinstance(number, int)
    conventions = context.conventions
    if not published(number, conventions.place):
        context.warn(
            _(
                "No calendar of working days is published for {year} in {country}: some of it is an estimate.",
                year=number,
                country=conventions.place,
            )
        )
    context.show(year(number, context.days(), conventions))


def _own(context: Context, records: Iterable[Record]) -> Iterator[Record]:
    """The records of a calendar, without numbers and identities: a day is known by its date in every ledger.

    Raises BadFile for a record of another noun, and BadDate for a date whose year would be a guess.
    """
    for record in records:
        if record.noun != "day":
            raise BadFile(
                _("This is no calendar: it holds {noun}.", noun=listed_noun(record.noun).plural),
                where=str(record.place),
                hint=_("Take it in with `reform import`."),
            )
        _must_say_its_year(context, record)
        cells = {key: text for key, text in record.cells.items() if key not in ("number", "uid")}
        yield record._replace(cells=cells)


def _must_say_its_year(context: Context, record: Record) -> None:
    text = record.cells.get("date", "")
    if iso_date(text) is not None:
        return
    readings = (
        read(text.strip(), context.today, replace(context.conventions, plan_year=context.plan + more))
        for more in (0, 1)
    )
    if len({reading.end for reading in readings}) > 1:
        raise BadDate(
            _("{text!r} does not say of which year it is.", text=text),
            where=str(record.place),
            hint=_("Write it as 2026-12-31."),
        )


def _after(before: Mapping[date, bool], changes: Iterable[Change[Thing]]) -> dict[date, bool]:
    """The ledger's calendar once `changes` are written."""
    days = [change.after for change in changes if isinstance(change.after, Day)]
    return {**before, **{day.date: day.working for day in days if day.date is not None}}


def _said_on(context: Context, thing: Thing) -> Iterator[date]:
    """The days on which entries gave a thing the due date and the words that it now has, the newest first.

    What an undo brought back was said when it was first entered.
    """
    fields = noun_of(thing).fields
    held = {key: fields[key].of(thing) for key in ("due", "due_said") if key in fields}
    values: dict[str, FieldValue] = dict.fromkeys(held)
    days = []
    for line in context.books.entries(uid=thing.uid):
        told = {key: value for key, value in (line.after or {}).items() if key in held}
        values |= told
        if line.undoes is None and told and values == held:
            days.append(date.fromisoformat(line.today))
    return reversed(days)


SPECS = {
    "load": Spec(
        load,
        (
            ("reform workdays load 2027.csv", mark("The calendar of a year, as its notice sets it.")),
            ("reform workdays load 2027.csv --dry-run --json", mark("What it would move, for another program.")),
        ),
        (OUTPUT, WRITING),
    ),
    "show": Spec(
        show,
        (
            ("reform workdays show 2026", mark("Days off, days worked in exchange, and how many working days.")),
            ("reform workdays show --csv", mark("The plan year's, for a spreadsheet.")),
        ),
    ),
}
