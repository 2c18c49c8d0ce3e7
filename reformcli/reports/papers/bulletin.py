"""Bulletin (改革督查通报): visits of a period, totals, who is behind and was so before, what is required, a list.

Its totals are read from the reports `status`, `overdue`, `completed` and `closing`, asked the same question, so that a
bulletin never says another number than they do: as there, the totals are of one plan year, and what is overdue or was
done is of every year unless one is named.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from reformcli import columns
from reformcli.document import Fields
from reformcli.errors import BadValue
from reformcli.i18n import _, mark
from reformcli.model.colours import LIGHTS
from reformcli.model.days import quarter_of
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.scope import Scope
from reformcli.model.states import DROPPED, STATES
from reformcli.model.tree import parents_of, within
from reformcli.model.visit import Visit
from reformcli.reports.completed import completed
from reformcli.reports.list import listing
from reformcli.reports.overdue import late
from reformcli.reports.papers import laggards, visits
from reformcli.reports.papers.declared import Paper, PaperField
from reformcli.reports.papers.following import FOLLOWING, following
from reformcli.reports.papers.matters import OF_KIND, matters
from reformcli.reports.question import Option, Question
from reformcli.reports.status import status
from reformcli.table import Cell, Table

ANNEX = (
    columns.REF,
    columns.TITLE,
    columns.LEAD._replace(detail=False),
    columns.DUE,
    columns.STATE,
    columns.LIGHT,
)


def bulletin(ledger: Ledger, question: Question) -> Fields:
    """The fields of a bulletin of the time from the option `since`, else the first day of the quarter, to today."""
    today = question.scope.today
    of_year = question._replace(scope=question.scope._replace(plan=question.plan))
    since = question.option("since", date) or quarter_of(today)[0]
    _must_be_in_order(question)
    behind = late(ledger, question)
    before = laggards.late_on(ledger, question, since)
    return {
        "number": question.option("number", int),
        "office": question.option("office.name", str),
        "day": today,
        "since": since,
        "plan": question.plan,
        **_visited(ledger, question, since),
        **_totals(ledger, of_year),
        **_completed(completed(ledger, question._replace(options={"since": since, "until": today}))),
        "overdue": len(behind),
        "laggards": tuple(laggards.by_unit(behind, before, today)),
        "matters": tuple(matters(ledger, question, since)),
        "requirements": tuple(laggards.requirements(behind, before)),
        "next_visit": question.option("next_visit", date),
        **following(ledger, question, since),
        "annex": _annex(ledger, of_year),
    }


def _must_be_in_order(question: Question) -> None:
    """Raise BadValue where the next visits are not after the bulletin."""
    today, following = question.scope.today, question.option("next_visit", date)
    if following is not None and following < today:
        raise BadValue(_("--next-visit {day} is before the day of the bulletin, {today}.", day=following, today=today))


def _completed(table: Table) -> Fields:
    """The refs of what was done, and of the projects among it."""
    ref, kind = table.position("ref"), table.position("kind")
    rows = tuple(table.rows)
    return {
        "completed": tuple(str(row[ref]) for row in rows),
        "completed_projects": tuple(sorted((str(row[ref]) for row in rows if row[kind] == "project"), key=int)),
    }


# Visits


def _visited(ledger: Ledger, question: Question, since: date) -> Fields:
    received = list(_visits(ledger, question, since))
    days = [visit.date for visit in received if visit.date is not None]
    table = visits.visits_table(received, ledger.names())
    return {
        "visits": table,
        "visited": len(received),
        "visit_refs": tuple(str(row[table.position("ref")]) for row in table.rows),
        "helped": sum(visit.purpose == "help" for visit in received),
        "units": len({visit.owner for visit in received if visit.owner is not None}),
        "projects": len({project for visit in received for project in visit.projects}),
        "first": min(days, default=None),
        "last": max(days, default=None),
    }


def _visits(ledger: Ledger, question: Question, since: date) -> Iterator[Visit]:
    """The visits of the period; where filters narrow the work, those to see some of it, or to the owner asked about."""
    scope = question.scope
    narrowed = scope != Scope(scope.today, scope.plan)
    seen: set[int] = set()
    owners: set[int] = set()
    if narrowed:
        seen = {piece.number for piece in ledger.work(scope, open_only=False, nouns=("project",))}
        owners = within(scope.owner, parents_of(ledger.owners())) if scope.owner is not None else set()
    for visit in ledger.find(Visit):
        is_seen = not narrowed or visit.owner in owners or bool(seen & set(visit.projects))
        if is_seen and visit.date is not None and since <= visit.date <= scope.today:
            yield visit


# Totals


class _Count(NamedTuple):
    """A row of `reform status`."""

    section: Cell
    item: Cell
    counted: Cell
    share: Cell

    @property
    def number(self) -> int:
        """How many."""
        return self.counted if isinstance(self.counted, int) else 0

    def words(self, words: Mapping[str, str]) -> Fields:
        """The row as a record."""
        code, share = str(self.item), self.share if isinstance(self.share, float) else None
        return {"code": code, "word": _(words[code]), "count": self.number, "share": share}


def _totals(ledger: Ledger, question: Question) -> Fields:
    """What `reform status` counts: all projects, and how many have each state and each light."""
    table = status(ledger, question)
    at = {key: table.position(key) for key in ("section", "item", "count", "share")}
    counts = [_Count(*(row[at[key]] for key in at)) for row in table.rows]
    states = [counted for counted in counts if counted.section == "state"]
    totals = (counted.number for counted in counts if (counted.section, counted.item) == ("projects", "total"))
    return {
        "total": next(totals, 0),
        "states": tuple(counted.words(STATES) for counted in states if counted.item != DROPPED),
        "dropped": next((counted.number for counted in states if counted.item == DROPPED), 0),
        "lights": tuple(counted.words(LIGHTS) for counted in counts if counted.section == "light"),
    }


# The list


def _annex(ledger: Ledger, question: Question) -> Table:
    """All projects in scope, as `reform list` has them."""
    scope = question.scope._replace(kinds=())
    table = listing(ledger, question._replace(scope=scope, options={}))
    places = [table.position(column.key) for column in ANNEX]
    rows = tuple(tuple(row[at] for at in places) for row in table.rows)
    return Table("annex", table.title, ANNEX, rows, empty=table.empty)


_COUNTED = (
    PaperField("code", mark("Code of the state or light.")),
    PaperField("word", mark("Its word.")),
    PaperField("count", mark("How many.")),
    PaperField("share", mark("Part of the whole, from 0 to 1.")),
)

PAPER = Paper(
    bulletin,
    (
        PaperField("number", mark("Its number, as given.")),
        PaperField("office", mark("The office's own name, by the setting office.name.")),
        PaperField("day", mark("The day that it is of.")),
        PaperField("since", mark("The first day of its time: that of the last one.")),
        PaperField("plan", mark("The plan year; blank for every year.")),
        PaperField("visits", mark("The visits of the time, the newest first."), visits.COLUMNS),
        PaperField("visited", mark("How many visits there were.")),
        PaperField("visit_refs", mark("Their refs.")),
        PaperField("helped", mark("How many of them were to help.")),
        PaperField("units", mark("How many units were visited.")),
        PaperField("projects", mark("How many projects were looked at.")),
        PaperField("first", mark("Day of the first visit.")),
        PaperField("last", mark("Day of the last visit.")),
        PaperField("total", mark("How many projects there are, without those struck off, as status counts them.")),
        PaperField("states", mark("Projects by state."), fields=_COUNTED),
        PaperField("dropped", mark("How many projects were struck off.")),
        PaperField("lights", mark("Projects by light."), fields=_COUNTED),
        PaperField("completed", mark("Refs of what was done in the time, as completed lists them.")),
        PaperField("completed_projects", mark("Refs of the projects among it, by number.")),
        PaperField("overdue", mark("How much work is overdue, as overdue lists it.")),
        PaperField(
            "laggards",
            mark("What is overdue, unit by unit."),
            fields=laggards.FIELDS,
        ),
        PaperField("matters", mark("Matters by kind, as closing counts them."), fields=OF_KIND),
        PaperField("requirements", mark("What is required of each unit that is behind, with refs.")),
        PaperField("next_visit", mark("Day of the next visits, as given.")),
        *FOLLOWING,
        PaperField("annex", mark("All projects, as list has them."), ANNEX),
    ),
    (
        (
            "reform paper bulletin --since 2026-04-01 --number 6 -o bulletin.docx",
            mark("The second quarter's, to sign."),
        ),
        (
            mark('reform paper bulletin --group "Mission Health"'),
            mark("What one group's projects would look like in it."),
        ),
    ),
    filtered=True,
    options=(
        Option("since", FieldKind.DATE, mark("Day of the last bulletin; the first of the quarter unless given.")),
        Option("number", FieldKind.NUMBER, mark("Its number.")),
        Option("next_visit", FieldKind.DATE, mark("Day of the next visits.")),
    ),
    settings=("office.name",),
)
