"""Lights set by hand: a judgement with an author, a reason and an end."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from reformcli.errors import BadValue, NotFound, NotPossible
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.milestone import Milestone
from reformcli.model.override import Override
from reformcli.model.states import OPEN_STATES
from reformcli.verbs.work import Piece, already, ref_of


def set_light(
    piece: Piece, present: Iterable[Override], light: str, *, reason: str, author: str, today: date, until: date
) -> list[Change]:
    """Set the light of an open piece of work from `today` to `until`, both included, in the place of one that counts.

    `present` are all overrides of the piece's project.
    """
    if piece.state not in OPEN_STATES:
        raise NotPossible(
            already(piece),
            hint=_("Open it with `reform reopen {ref}`.", ref=ref_of(piece)),
        )
    if until < today:
        raise BadValue(
            _("{date} is past; a light is set until a day to come.", date=until),
            hint=_("Give a later day with --until."),
        )
    milestone = piece.number if isinstance(piece, Milestone) else None
    override = Override(
        project=piece.project if isinstance(piece, Milestone) else piece.number,
        milestone=milestone,
        light=light,
        reason=reason,
        author=author,
        valid_from=today,
        valid_to=until,
    )
    return [*_ended(milestone, present, today), Change("override", None, override)]


def clear_light(piece: Piece, present: Iterable[Override], today: date) -> list[Change]:
    """Let the rules give the light again from `today`. Raises NotFound where nothing is set by hand."""
    milestone = piece.number if isinstance(piece, Milestone) else None
    changes = _ended(milestone, present, today)
    if not changes:
        raise NotFound(
            _("The light of {ref} is not set by hand.", ref=ref_of(piece)),
            hint=_("See `reform why {ref}`.", ref=ref_of(piece)),
        )
    return changes


def _ended(milestone: int | None, present: Iterable[Override], today: date) -> list[Change]:
    """What counts on `today` or later ends the day before; what begins only then is taken back."""
    changes = []
    for one in present:
        if one.milestone != milestone or one.valid_to is None or one.valid_to < today:
            continue
        began = one.valid_from is not None and one.valid_from < today
        changes.append(Change("override", one, replace(one, valid_to=today - timedelta(days=1)) if began else None))
    return changes
