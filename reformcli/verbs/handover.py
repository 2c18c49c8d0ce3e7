"""Handing open work over from one owner to another; what is finished stays with who did it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta

from reformcli.errors import NotFound, NotPossible
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.duty import Duty
from reformcli.model.finding import Finding
from reformcli.model.milestone import Milestone
from reformcli.model.owner import Owner
from reformcli.model.states import CLOSED, OPEN_STATES
from reformcli.verbs.duties import Passing, take
from reformcli.verbs.work import Piece, ref_of


def named(pieces: Iterable[Piece]) -> set[int]:
    """The numbers of projects named for a handover. Raises NotPossible for a milestone and for a closed project."""
    found = set()
    for piece in pieces:
        if isinstance(piece, Milestone):
            raise NotPossible(
                _("{ref} is a milestone, which goes with its project.", ref=ref_of(piece)),
                hint=_("Give --project {ref}.", ref=piece.project),
            )
        if piece.state not in OPEN_STATES:
            raise NotPossible(
                _("Project {ref} is closed.", ref=piece.number),
                hint=_("Leave it out: what is finished stays with who did it."),
            )
        found.add(piece.number)
    return found


def hand_over(
    old: Owner,
    new: Owner,
    start: date,
    *,
    projects: Collection[int],
    duties: Iterable[Duty],
    own: Iterable[Duty],
    findings: Iterable[Finding],
) -> list[Change]:
    """Let `new` answer from the day `start` for what `old` answered for until the day before.

    That is the `duties` of `old` for `projects`, which are open, and those of its `findings` that are not closed out.
    `own` are the duties that `new` has already. Raises NotPossible where the two cannot hand over on that day, NotFound
    where there is nothing to hand over.
    """
    _must_be_in_post(old, new, start)
    ended, passing = [], []
    for duty in duties:
        if duty.project not in projects or (duty.valid_to is not None and duty.valid_to < start):
            continue
        if duty.valid_from is not None and duty.valid_from >= start:
            passing.append(Passing(duty, replace(duty, owner=new.number)))
        else:
            ended.append(Change("duty", duty, replace(duty, valid_to=start - timedelta(days=1))))
            passing.append(Passing(None, replace(duty, number=0, uid="", owner=new.number, valid_from=start)))
    moved = [Change("finding", one, replace(one, owner=new.number)) for one in findings if one.state != CLOSED]
    if not passing and not moved:
        raise NotFound(
            _("{name} has no open work to hand over.", name=old.name),
            hint=_("See `reform owner show {name}`.", name=old.name),
        )
    return [*ended, *take(own, passing), *moved]


def _must_be_in_post(old: Owner, new: Owner, start: date) -> None:
    """Raise NotPossible where `new` does not hold the post on the day `start`, or `old` only after it."""
    if new.number == old.number:
        raise NotPossible(_("{name} answers already.", name=old.name), hint=_("Name somebody else."))
    for owner in (old, new):
        if owner.valid_from is not None and start < owner.valid_from:
            raise NotPossible(
                _("{name} is in post only from {date} on.", name=owner.name, date=owner.valid_from),
                hint=_("Give a later day with --from, or correct it with `reform owner edit`."),
            )
    if new.valid_to is not None and new.valid_to < start:
        raise NotPossible(
            _("{name} is in post only until {date}.", name=new.name, date=new.valid_to),
            hint=_("Name somebody else, or correct it with `reform owner edit`."),
        )
