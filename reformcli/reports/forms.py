"""What forms hold: the open work of each owner that has to report it."""

from collections.abc import Iterable, Mapping

from reformcli.model.form import Line, sent_values
from reformcli.model.ledger import Ledger
from reformcli.model.owner import Owner
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Question
from reformcli.reports.scoped import Place, place

_ROLE_OF_KIND = {"group": "group", "leader": "leader", "person": "liaison"}


def lines_of(ledger: Ledger, question: Question, owners: Iterable[Owner]) -> Mapping[str, list[Line]]:
    """The open work of each owner, by its name, in the order of refs.

    A unit reports what it leads, for all that take part; a group what it claims, a leader what it answers for, a person
    what it is the liaison of.
    """
    asked = {owner.name: owner for owner in owners}
    scope = question.scope
    if len(asked) == 1:
        scope = scope._replace(owner=next(iter(asked.values())).number)
    verdicts = dict(lit(ledger, question, ledger.work(scope)))
    lines: dict[str, list[tuple[Place, Line]]] = {name: [] for name in asked}
    for piece in answered(ledger, question, verdicts):
        work = piece.work
        line = Line(work.noun, work.uid, str(work.ref), work.about or "", verdicts[work].light, sent_values(work))
        for name, owner in asked.items():
            if name in _reporting(piece, owner.kind):
                lines[name].append((place(work), line))
    return {name: [line for _place, line in sorted(placed, key=lambda one: one[0])] for name, placed in lines.items()}


def _reporting(piece: Answered, kind: str) -> tuple[str, ...]:
    """The owners of a kind that report a piece of work."""
    return piece.lead if kind == "unit" else piece.names(_ROLE_OF_KIND[kind])
