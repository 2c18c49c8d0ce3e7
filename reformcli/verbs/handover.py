"""Handing open work over from one owner to another; what is finished stays with who did it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta

from reformcli.errors import NotFound, NotPossible
from reformcli.i18n import _, joined, plural
from reformcli.model.change import Change
from reformcli.model.duty import Duty
from reformcli.model.fields import Thing
from reformcli.model.matter import NOUN, Matter
from reformcli.model.milestone import Milestone
from reformcli.model.noun import ref_of
from reformcli.model.owner import Owner
from reformcli.model.states import OPEN_STATES
from reformcli.model.text import for_shell
from reformcli.verbs.duties import Passing, take_over
from reformcli.verbs.owners import must_be_of_one_kind
from reformcli.verbs.references import redirected
from reformcli.verbs.work import Piece


def named_projects(pieces: Iterable[Piece]) -> set[int]:
    """The numbers of projects named for a handover. Raises NotPossible for anything else, and for a closed project."""
    numbers = set()
    for piece in pieces:
        if isinstance(piece, Milestone):
            raise NotPossible(
                _("{ref} is a milestone, which goes with its project.", ref=ref_of(piece)),
                hint=_("Give --project {ref}.", ref=piece.project),
            )
        if isinstance(piece, Matter):
            raise NotPossible(
                _("{ref} is a matter, which goes with its owner.", ref=ref_of(piece)),
                hint=_("Give --project with the project that it is about, or leave it out."),
            )
        if piece.state not in OPEN_STATES:
            raise NotPossible(
                _("Project {ref} is closed.", ref=piece.number),
                hint=_("Leave it out: what is finished stays with who did it."),
            )
        numbers.add(piece.number)
    return numbers


def hand_over(
    old: Owner,
    new: Owner,
    start: date,
    *,
    projects: Collection[int],
    duties: Iterable[Duty],
    own: Iterable[Duty],
    matters: Iterable[Matter],
    today: date,
    asked: Collection[int] = (),
) -> list[Change[Thing]]:
    """Let `new` answer from the day `start` for what `old` answered for until the day before.

    That is the `duties` of `old` for `projects`, which are open, and those of its `matters` that are open and do not
    wait (see `waiting`), whether it owns them or helps. `own` are the duties that `new` has already. Raises NotPossible
    where the two cannot hand over on that day, or where `old` answers for none of a project that was `asked` for by its
    number; NotFound where there is nothing to hand over.
    """
    _must_be_in_post(old, new, start)
    ended: list[Change[Thing]] = []
    passing = []
    for duty in duties:
        if duty.project not in projects or (duty.valid_to is not None and duty.valid_to < start):
            continue
        if duty.valid_from is not None and duty.valid_from >= start:
            passing.append(Passing(duty, replace(duty, owner=new.number)))
        else:
            ended.append(Change(duty, replace(duty, valid_to=start - timedelta(days=1))))
            passing.append(Passing(None, replace(duty, number=0, uid="", owner=new.number, valid_from=start)))
    still_open = [matter for matter in matters if matter.state in OPEN_STATES]
    _must_answer(old, asked, {duty.after.project for duty in passing} | {matter.project for matter in still_open})
    if not passing and not still_open:
        raise NotFound(
            _("{name} has no open work to hand over.", name=old.name),
            hint=_("See `reform history`; `reform undo` takes a handover back, so that it can be printed."),
        )
    moving = () if waiting(still_open, start, today) else still_open
    fields = tuple(NOUN.fields[key] for key in ("owner", "supporting"))
    moved = (Change(matter, redirected(matter, ref_of(old), ref_of(new), fields)) for matter in moving)
    return [*ended, *take_over(own, passing), *moved]


def waiting(matters: Iterable[Matter], start: date, today: date) -> list[Matter]:
    """Those of `matters` that stay with who has them until a handover on the day `start` or later.

    A matter's owner has no days, so one that passed before the day would be with the wrong owner until then.
    """
    return [matter for matter in matters if matter.state in OPEN_STATES] if start > today else []


def _must_answer(old: Owner, asked: Collection[int], answered: Collection[int | None]) -> None:
    """Raise NotPossible where `old` answers for none of a project that was `asked` for; `answered` are those it has."""
    if missing := sorted(set(asked).difference(answered)):
        raise NotPossible(
            plural(
                "{name} does not answer for project {refs}.",
                "{name} does not answer for projects {refs}.",
                len(missing),
                name=old.name,
                refs=joined(map(str, missing)),
            ),
            hint=_("See `reform owner show {name}`.", name=for_shell(old.name)),
        )


def _must_be_in_post(old: Owner, new: Owner, start: date) -> None:
    """Raise NotPossible where `new` does not hold the post on the day `start`, or `old` only after it."""
    if new.number == old.number:
        raise NotPossible(_("{name} answers already.", name=old.name), hint=_("Name somebody else."))
    must_be_of_one_kind(old, new)
    if start == date.min:
        raise NotPossible(
            _("No day comes before {date}, so {name} would have no last one.", date=start, name=old.name),
            hint=_("Give a later day with --from."),
        )
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
