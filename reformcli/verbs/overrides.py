"""Lights set by hand: a judgement with an author, a reason and an end."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from reformcli.errors import BadValue, NotFound, NotPossible
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.noun import ref_of
from reformcli.model.override import Override
from reformcli.model.states import OPEN_STATES
from reformcli.verbs.work import Piece, already


def set_light(
    about: Piece, present: Iterable[Override], light: str, *, reason: str, author: str, today: date, until: date
) -> list[Change[Thing]]:
    """Set the light of an open piece of work from `today` to `until`, both included, in the place of one that counts.

    `present` are the overrides about it. Raises NotPossible for closed work, BadValue for a day that is past.
    """
    if about.state not in OPEN_STATES:
        raise NotPossible(already(about), hint=_("Open it with `reform reopen {ref}`.", ref=ref_of(about)))
    if until < today:
        raise BadValue(
            _("{date} is past; a light is set until a day to come.", date=until),
            hint=_("Give a later day with --until."),
        )
    override = Override(
        about=ref_of(about), light=light, reason=reason, author=author, valid_from=today, valid_to=until
    )
    return [*_ended(present, today), Change(None, override)]


def clear_light(about: Piece, present: Iterable[Override], today: date) -> list[Change[Thing]]:
    """Let the rules give the light again from `today`. `present` are the overrides about the piece of work.

    Raises NotFound where nothing is set by hand.
    """
    changes = _ended(present, today)
    if not changes:
        ref = ref_of(about)
        raise NotFound(_("The light of {ref} is not set by hand.", ref=ref), hint=_("See `reform why {ref}`.", ref=ref))
    return changes


def _ended(present: Iterable[Override], today: date) -> list[Change[Thing]]:
    """What counts on `today` or later ends the day before; what begins only then is taken back."""
    changes: list[Change[Thing]] = []
    for override in present:
        if override.valid_to is None or override.valid_to < today:
            continue
        began = override.valid_from is not None and override.valid_from < today
        changes.append(Change(override, replace(override, valid_to=today - timedelta(days=1)) if began else None))
    return changes
