"""Matters as a bulletin counts them, kind by kind: in all, and in the time since the last one, read from `closing`."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from reformcli.columns import KIND
from reformcli.document import Fields
from reformcli.i18n import _, mark
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.noun import ref_of
from reformcli.model.refs import parse
from reformcli.model.states import OPEN_STATES
from reformcli.reports.closing import closing
from reformcli.reports.papers.declared import PaperField
from reformcli.reports.question import Question

OF_KIND = (
    PaperField("kind", mark("What they are.")),
    PaperField("total", mark("How many were opened in all, without those struck off.")),
    PaperField("done", mark("How many of them are closed.")),
    PaperField("share", mark("Part of the whole, from 0 to 1.")),
    PaperField("opened", mark("Refs of those that were opened in the time.")),
    PaperField("relapses", mark("Refs of those of them that are something come back.")),
    PaperField("closed", mark("Refs of those that were closed in the time.")),
    PaperField("open", mark("Refs of those that are open.")),
    PaperField("overdue", mark("Refs of those that are overdue.")),
)
"""The fields of a kind of matter."""


class _Counted(NamedTuple):
    """A matter as `reform closing --list` has it."""

    ref: str
    kind: str
    state: str
    opened: date | None
    done: date | None


def matters(ledger: Ledger, question: Question, since: date) -> Iterator[Fields]:
    """Each kind of matter: how many there were and are closed; the refs of those that were opened or closed since a
    day, came back, are open, are overdue."""
    every = _listed(ledger, question, "opened")
    overdue = {counted.ref for counted in _listed(ledger, question, "overdue")}
    relapses = {str(ref_of(matter)) for matter in ledger.find(Matter) if matter.relapse_of is not None}
    for kind in dict.fromkeys(counted.kind for counted in every):
        of_kind = [counted for counted in every if counted.kind == kind]
        new = _refs([counted for counted in of_kind if counted.opened is not None and counted.opened >= since])
        closed = [counted for counted in of_kind if counted.done is not None]
        standing = _refs([counted for counted in of_kind if counted.state in OPEN_STATES])
        yield {
            "kind": _((KIND.words or {})[kind]),
            "total": len(of_kind),
            "done": len(closed),
            "share": len(closed) / len(of_kind),
            "opened": new,
            "relapses": tuple(ref for ref in new if ref in relapses),
            "closed": _refs([counted for counted in closed if counted.done is not None and counted.done >= since]),
            "open": standing,
            "overdue": tuple(ref for ref in standing if ref in overdue),
        }


def _listed(ledger: Ledger, question: Question, figure: str) -> list[_Counted]:
    """The matters behind a figure of `closing` on the day asked about."""
    asked = question._replace(options={"list": figure, "until": question.scope.today})
    table = closing(ledger, asked)
    at = [table.position(key) for key in ("ref", "kind", "state", "opened", "done")]
    listed = []
    for row in table.rows:
        ref, kind, state, opened, done = (row[place] for place in at)
        listed.append(_Counted(str(ref), str(kind), str(state), _day(opened), _day(done)))
    return listed


def _day(cell: object) -> date | None:
    return cell if isinstance(cell, date) else None


def _refs(several: Sequence[_Counted]) -> tuple[str, ...]:
    return tuple(sorted((counted.ref for counted in several), key=lambda ref: parse(ref).number))
