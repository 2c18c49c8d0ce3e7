"""Dates: how phrases are read as time limits."""

import json
from collections.abc import Iterable

from reformcli.deadlines import Reading
from reformcli.i18n import _, mark
from reformcli.table import Column, Row, Shape, Table

KINDS = {
    "date": mark("a date"),
    "range": mark("a range"),
    "recurring": mark("recurring"),
    "relative": mark("counted from an event"),
    "open-ended": mark("without an end"),
    "unparseable": mark("no date"),
}

COLUMNS = (
    Column("phrase", mark("Phrase"), mark("The words that were read."), main=True),
    Column("kind", mark("Kind"), mark("What kind of time limit it is."), words=KINDS),
    Column("start", mark("Start"), mark("First day of a range."), Shape.DATE),
    Column("end", mark("Due"), mark("Last day in time."), Shape.DATE),
    Column("other_end", mark("Other reading"), mark("What else the words could mean."), Shape.DATE, detail=True),
    Column("ambiguous", mark("Ambiguous"), mark("Whether the words can be read in two ways."), Shape.FLAG, detail=True),
    Column("milestones", mark("Milestones"), mark("Due days of a cell that holds several."), Shape.LIST, detail=True),
    Column(
        "windows",
        mark("Windows"),
        mark("Spans of a cell that holds several: pairs of first and last day."),
        Shape.OBJECT,
        detail=True,
    ),
    Column("rule", mark("Rule"), mark("How it recurs."), detail=True),
    Column("then", mark("Then"), mark("standing: what goes on after the date."), detail=True),
    Column("workdays_of", mark("Working days"), mark("The country whose working days were counted."), detail=True),
    Column("warnings", mark("Warnings"), mark("What is odd about the words."), Shape.LIST, detail=True),
    Column("sentence", mark("Read as"), mark("How the words were read."), detail=True),
)


def dates(readings: Iterable[Reading]) -> Table:
    """One row for each reading, in order; read as they are taken."""
    return Table("date", _("How it is read"), COLUMNS, map(_row, readings))


def _row(reading: Reading) -> Row:
    windows = [[first.isoformat(), last.isoformat()] for first, last in reading.windows]
    return (
        reading.phrase,
        reading.kind.value,
        reading.start,
        reading.end,
        reading.other_end,
        reading.ambiguous,
        tuple(day.isoformat() for day in reading.milestones),
        json.dumps(windows),
        reading.rule,
        reading.then,
        reading.workdays_of or None,
        reading.warnings,
        reading.sentence,
    )
