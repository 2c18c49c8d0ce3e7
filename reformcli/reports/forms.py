"""What forms hold: the open work of each owner that has to report it."""

from collections.abc import Iterable, Mapping

from reformcli.model.form import Line, sent_values
from reformcli.model.ledger import Ledger
from reformcli.model.owner import Owner
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Question

_ROLE_OF_KIND = {"group": "group", "leader": "leader", "person": "liaison"}


def lines_of(ledger: Ledger, question: Question, owners: Iterable[Owner]) -> Mapping[str, list[Line]]:
    """The open work of each owner, by its name, in the order of refs.

    A unit reports what it leads, for all that take part; a group what it claims, a leader what it answers for, a person
    what it is the liaison of.
    """
    wanted = {owner.name: owner for owner in owners}
    scope = question.scope
    if len(wanted) == 1:
        scope = scope._replace(owner=next(iter(wanted.values())).number)
    found = list(lit(ledger, question, ledger.work(scope)))
    lights = {piece.uid: verdict.light for piece, verdict in found}
    lines: dict[str, list[tuple[tuple[int, int], Line]]] = {name: [] for name in wanted}
    for piece in answered(ledger, question, (piece for piece, _verdict in found)):
        work = piece.work
        line = Line(
            "milestone" if work.milestone else "project",
            work.uid,
            work.ref,
            work.project_title if work.milestone else "",
            lights[work.uid],
            sent_values(work),
        )
        for name, owner in wanted.items():
            if name in _reporting(piece, owner.kind):
                lines[name].append(((work.project, work.milestone), line))
    return {name: [line for _place, line in sorted(placed, key=lambda one: one[0])] for name, placed in lines.items()}


def _reporting(piece: Answered, kind: str) -> tuple[str, ...]:
    """The owners of a kind that report a piece of work."""
    return piece.lead if kind == "unit" else piece.names(_ROLE_OF_KIND[kind])
