"""`reform date`: how words are read as a time limit, without writing anything."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from reformcli import deadlines
from reformcli.deadlines import Conventions, Kind, Reading
from reformcli.errors import BadDate, BadFile, UsageError, reason
from reformcli.i18n import _, capitalised, in_a_line, joined, mark
from reformcli.reports.dates import dates
from reformcli.shell.build import Spec
from reformcli.shell.options import OUTPUT
from reformcli.shell.run import Context
from reformcli.values import iso_date

SHOWN_UNDATED = 5
"""Phrases that are no dates which the last message names."""


def run(
    context: Context,
    phrase: Annotated[
        list[str] | None, typer.Argument(metavar="[PHRASE]", help=mark("Words of a time limit; several at once."))
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option(
            "--batch",
            metavar="FILE",
            help=mark(
                "A CSV with the columns phrase, and base and plan_year if need be; one JSON object a row comes out."
            ),
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            "--country",
            metavar="COUNTRY",
            help=mark("Whose working days are counted, such as CN or GB-ENG; the office's own unless given."),
        ),
    ] = None,
    day_first: Annotated[
        bool | None,
        typer.Option("--day-first/--month-first", help=mark("Whether 01/02/2026 is 1 February or 2 January.")),
    ] = None,
) -> None:
    """Explain phrases, or read a file of them. Every phrase is answered; the status says that some are no dates."""
    if bool(phrase) == bool(batch):
        raise UsageError(
            _("Give a phrase, or a file with --batch."), hint=_("See `{path} --help`.", path="reform date")
        )
    conventions = _conventions(context, country, day_first)
    tally = Tally()
    if batch:
        context.show(dates(tally.counting(_read_file(context, Path(batch), conventions))), otherwise="ndjson")
    else:
        readings = tally.counting(_as_typed(one, context.today, conventions) for one in phrase or ())
        if context.choices.format or context.choices.output:
            context.show(dates(readings))
        else:
            for reading in readings:
                _explain(context, reading, among=len(phrase or ()) > 1)
    tally.close()


@dataclass
class Tally:
    """How many phrases were answered, and those of them that are no dates."""

    answered: int = 0
    undated: list[str] = field(default_factory=list)

    def counting(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """The readings as they come, each of them counted."""
        for reading in readings:
            self.answered += 1
            if reading.kind is Kind.UNPARSEABLE:
                self.undated.append(reading.phrase)
            yield reading

    def close(self) -> None:
        """Raises BadDate, naming the first of them, where phrases were no dates."""
        if self.undated:
            raise BadDate(
                _("{n} of {count} phrases are not read as a date.", n=len(self.undated), count=self.answered),
                hint=in_a_line(self.undated[:SHOWN_UNDATED]),
            )


def _conventions(context: Context, country: str | None, day_first: bool | None) -> Conventions:
    """The office's conventions, with those of the command line in their place.

    A ledger that was named and is missing is said here, before the first phrase is answered.
    """
    next(iter(context.days()), None)
    conventions = context.conventions
    if country is not None:
        whole, _dash, part = country.strip().upper().partition("-")
        if len(whole) != 2 or not whole.isalpha():
            raise UsageError(_("{text!r} is no country code.", text=country), hint=_("Write it as CN or GB-ENG."))
        conventions = replace(conventions, country=whole, region=f"{whole}-{part}" if part else "")
    return conventions if day_first is None else replace(conventions, day_first=day_first)


def _as_typed(phrase: str, today: date, conventions: Conventions) -> Reading:
    """How a phrase is read where it is typed as the limit of something new."""
    following = replace(conventions, plan_year=conventions.plan_year + 1)
    reading = deadlines.read(phrase, today, conventions)
    return deadlines.to_come(reading, today, lambda: deadlines.read(phrase, today, following))


def _explain(context: Context, reading: Reading, among: bool) -> None:
    """Say a reading in words, a line for each thing that there is to say.

    Raises BadDate where a phrase by itself is no date; `among` others it is told, and the next one is answered.
    """
    if reading.kind is Kind.UNPARSEABLE and not among:
        raise BadDate(_("{text!r} is not read as a date.", text=reading.phrase), hint=capitalised(reading.sentence))
    context.answer(f"{reading.end or '-'}  {reading.sentence}")
    if reading.start:
        context.answer(_("From {start} to {end}.", start=reading.start, end=reading.end or "-"))
    if len(reading.milestones) > 1:
        context.answer(_("Milestones: {days}.", days=joined(map(str, reading.milestones))))
    if reading.workdays_of:
        context.answer(_("Working days of {country}.", country=reading.workdays_of))
    for warning in reading.warnings:
        context.answer(warning)


def _read_file(context: Context, path: Path, conventions: Conventions) -> Iterator[Reading]:
    """The readings of a file's phrases, in order. Raises BadFile naming the row."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            if "phrase" not in (rows.fieldnames or ()):
                raise BadFile(_("There is no column {name}.", name="phrase"), where=str(path))
            for number, row in enumerate(rows, 2):
                yield _read_row(context, row, conventions, _("{file}, row {n}", file=path, n=number))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = reason(error) if isinstance(error, OSError) else error
        raise BadFile(_("This file cannot be read: {why}.", why=why), where=str(path)) from None


def _read_row(context: Context, row: dict[str, str], conventions: Conventions, place: str) -> Reading:
    base, plan = row.get("base") or "", row.get("plan_year") or ""
    day = iso_date(base) if base else context.today
    if day is None or (plan and not plan.isdecimal()):
        raise BadFile(_("base must be a date such as 2026-03-15, and plan_year a year."), where=place)
    conventions = replace(conventions, plan_year=_plan(context, plan, base, day))
    return deadlines.read(row["phrase"] or "", day, conventions)


def _plan(context: Context, plan: str, base: str, day: date) -> int:
    return int(plan) if plan else day.year if base else context.plan


SPEC = Spec(
    run,
    (
        (mark('reform date "by the end of the third quarter"'), mark("Which day that is, and why.")),
        ("reform date --batch phrases.csv", mark("Every phrase of a file, for another program.")),
    ),
    (OUTPUT,),
)
