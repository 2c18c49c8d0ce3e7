"""Who answers for work: the names in a report's rows, and rows grouped by them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reformcli.i18n import mark
from reformcli.model.ledger import Ledger
from reformcli.model.tree import counted_under
from reformcli.model.work import ROLES_ABOVE_OWNER, Answering, Work
from reformcli.reports.question import Question

BY = {
    "owner": mark("lead unit"),
    "leader": mark("leader"),
    "group": mark("group"),
}
"""What rows can be grouped by; an owner stands for the lead unit, which reports for all."""

_ROLE = {"owner": "lead", "unit": "lead", "leader": "leader", "group": "group"}

NOBODY = mark("(nobody)")
NONE = mark("(none)")
"""What people see where there is no owner, or no source or theme."""


class Answered(NamedTuple):
    """A piece of work and who answers for it."""

    work: Work
    who: Answering

    def names(self, role: str) -> tuple[str, ...]:
        """The owners in a role."""
        return self.who.get(role, ())

    @property
    def lead(self) -> tuple[str, ...]:
        """Its own owner, or the project's lead units; where none is marked, the responsible units."""
        return self.names("lead") or self.names("responsible")


def answered(ledger: Ledger, question: Question, pieces: Iterable[Work]) -> list[Answered]:
    """Each piece with who answers for it on the day asked about."""
    return answered_on(ledger, question.scope.today, pieces)


def answered_on(ledger: Ledger, day: date, pieces: Iterable[Work]) -> list[Answered]:
    """Each piece with who answers for it on a day: by the duties of its project, and its own owner in the place of
    the units that do the project's work. Filters by owner go by the same rule in SQL, in `store/tracked`."""
    listed = list(pieces)
    duties = ledger.answering({piece.project for piece in listed if piece.project is not None}, day)
    names = ledger.names() if any(piece.owner is not None or piece.supporting for piece in listed) else {}
    return [Answered(piece, _answering(piece, duties, names)) for piece in listed]


def _answering(piece: Work, duties: Mapping[int, Answering], names: Mapping[int, str]) -> Answering:
    ours = duties.get(piece.project, {}) if piece.project is not None else {}
    if piece.owner is None and not piece.supporting:
        return ours
    helping = tuple(names[number] for number in piece.supporting)
    if piece.owner is None:
        return {**ours, "supporting": tuple(dict.fromkeys((*ours.get("supporting", ()), *helping)))}
    above = {role: ours[role] for role in ROLES_ABOVE_OWNER if role in ours}
    return {**above, "lead": (names[piece.owner],), "supporting": helping}


def grouped(by: str, pieces: Sequence[Answered]) -> Mapping[str | None, list[Answered]]:
    """Pieces by the name that answers for them (None for nobody), most first; one with several stands under each."""
    return _by_name(pieces, lambda piece: _names(by, piece))


def rolled_up(ledger: Ledger, by: str, pieces: Sequence[Answered]) -> Mapping[str | None, list[Answered]]:
    """As `grouped`, but a piece also stands, once, under each whole of the kind that its owners are part of."""
    return counted(by, pieces, wholes(ledger, by))


def wholes(ledger: Ledger, by: str) -> Mapping[str, tuple[str, ...]]:
    """The names in whose rows an owner's work counts, by its name: its own and the wholes that it is part of."""
    from reformcli.model.duty import KIND_OF_ROLE

    return counted_under(ledger.owners(), KIND_OF_ROLE[_ROLE[by]])


def counted(
    by: str, pieces: Sequence[Answered], under: Mapping[str, tuple[str, ...]]
) -> Mapping[str | None, list[Answered]]:
    """As `rolled_up`, where the `wholes` are known already."""
    return _by_name(pieces, lambda piece: rows_of(_names(by, piece), under))


def rows_of(names: Iterable[str], under: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The rows in which work of owners counts, each once. A name that is not among the wholes stands for itself."""
    return tuple(dict.fromkeys(row for name in names for row in under.get(name, (name,))))


def _names(by: str, piece: Answered) -> tuple[str, ...]:
    return piece.lead if _ROLE[by] == "lead" else piece.names(_ROLE[by])


def _by_name(
    pieces: Sequence[Answered], names: Callable[[Answered], Iterable[str]]
) -> Mapping[str | None, list[Answered]]:
    groups: dict[str | None, list[Answered]] = {}
    for piece in pieces:
        for name in names(piece) or (None,):
            groups.setdefault(name, []).append(piece)
    return dict(sorted(groups.items(), key=lambda item: -len(item[1])))
