"""Visits as papers tell of them, and how many of them a unit has received against the cap."""

from collections.abc import Iterable, Mapping

from reformcli import columns
from reformcli.i18n import _, mark, plural
from reformcli.model.fields import fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.noun import ref_of
from reformcli.model.visit import Visit
from reformcli.reports.question import Question
from reformcli.rulebook import in_force
from reformcli.table import Column, Shape, Table

COLUMNS = (
    columns.REF,
    columns.of_field(fields_of(Visit)["date"]),
    Column("owner", mark("Visited"), mark("Unit visited.")),
    columns.of_field(fields_of(Visit)["form"]),
    columns.of_field(fields_of(Visit)["purpose"]),
    Column("projects", mark("Projects"), mark("Numbers of the projects looked at, separated by commas."), Shape.LIST),
    columns.of_field(fields_of(Visit)["conclusion"]),
)


def cap(ledger: Ledger, question: Question) -> int | None:
    """How many visits a unit may receive in a quarter, by the rules of the day; None where they do not say."""
    return in_force(ledger, question.scope.today).visits.cap


def visits_table(visits: Iterable[Visit], names: Mapping[int, str], *, most: int | None = None) -> Table:
    """One row for each visit, the newest first; at most `most`, and then a note that says how many more there are."""
    ordered = sorted(visits, key=lambda visit: (str(visit.date), visit.number), reverse=True)
    shown = ordered[:most]
    rows = tuple(
        (
            str(ref_of(visit)),
            visit.date,
            names.get(visit.owner) if visit.owner is not None else None,
            visit.form,
            visit.purpose,
            tuple(map(str, visit.projects)),
            visit.conclusion,
        )
        for visit in shown
    )
    unlisted = len(ordered) - len(shown)
    note = plural("{n} earlier visit is not listed.", "{n} earlier visits are not listed.", unlisted)
    notes = (note,) if unlisted else ()
    return Table("visits", _("Visits"), COLUMNS, rows, notes=notes, empty=_("There was no visit."))
