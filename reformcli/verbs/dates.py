"""Due dates: what moves one, and what explains the one that stands.

A due date in the ledger is approved. It moves by an extension, which has a reason and an approver; a slip of the pen is
corrected while nothing has been built on it. Everything else, an import, a form, an undo, leaves it explained.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from reformcli.deadlines import Reading
from reformcli.errors import BadValue, Conflict, NotPossible
from reformcli.i18n import _, joined, plural
from reformcli.model.change import Change
from reformcli.model.extension import CORRECTION, Extension
from reformcli.model.fields import Thing
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.noun import noun_of, ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.states import OPEN_STATES
from reformcli.verbs.work import Piece, already, made_sound

_MOST_NAMED = 10


class Approval(NamedTuple):
    """Why dates move, who approved it, by which paper, and the day on which it was asked for."""

    reason: str
    approver: str
    document: str | None
    asked: date


def extend(piece: Piece, reading: Reading, approval: Approval, *, today: date) -> list[Change[Thing]]:
    """Move the due date to the end of `reading`, and keep what moved, why and by whose approval."""
    to = _day_of(piece, reading)
    if approval.asked > today:
        hint = _("Give the day on which it was asked for.")
        raise BadValue(_("{date} has not come yet.", date=approval.asked), hint=hint)
    after = made_sound(replace(piece, due=to, due_said=reading.phrase, due_first=piece.due_first or piece.due))
    return [Change(piece, after), Change(None, extension_of(piece, to, reading.phrase, approval))]


def extension_of(piece: Piece, to: date, phrase: str | None, approval: Approval) -> Extension:
    """The extension of a piece of work from its due date to another one."""
    return Extension(
        about=ref_of(piece),
        due_from=piece.due,
        due_to=to,
        due_said=phrase,
        reason=approval.reason,
        approver=approval.approver,
        document=approval.document,
        asked=approval.asked,
    )


def correct(
    piece: Piece, reading: Reading, reason: str, actor: str, extensions: Iterable[Extension], *, today: date
) -> tuple[Piece, Change[Thing]]:
    """Work with a due date put right that was written down wrongly, as if it had been so from the first, and what is
    kept of that.

    Raises NotPossible once the date was extended or has passed.
    """
    ref = ref_of(piece)
    hint = _("Try `reform extend {ref} --to … --reason … --approved-by …`.", ref=ref)
    to = _day_of(piece, reading)
    if any(extension.kind != CORRECTION for extension in extensions):
        raise NotPossible(
            _("The due date of {ref} was extended: it is no slip of the pen any more.", ref=ref), hint=hint
        )
    if piece.due is not None and piece.due < today:
        raise NotPossible(_("The due date of {ref} has passed on {date}.", ref=ref, date=piece.due), hint=hint)
    if not reason.strip():
        raise BadValue(_("The reason cannot be empty."), hint=_("Say what was wrong, with --correct."))
    after = made_sound(replace(piece, due=to, due_said=reading.phrase, due_first=to))
    kept = Extension(
        about=ref,
        due_from=piece.due,
        due_to=to,
        due_said=reading.phrase,
        reason=reason.strip(),
        approver=actor,
        asked=today,
        kind=CORRECTION,
    )
    return after, Change(None, kept)


def _day_of(piece: Piece, reading: Reading) -> date:
    """The day that the due date of open work moves to."""
    ref = ref_of(piece)
    if piece.state not in OPEN_STATES:
        raise NotPossible(already(piece))
    if piece.due is None:
        raise NotPossible(
            _("{ref} has no due date.", ref=ref), hint=_("Give it one with `reform edit {ref} --due …`.", ref=ref)
        )
    if reading.end is None:
        raise BadValue(_("{text!r} names no day.", text=reading.phrase))
    if reading.end == piece.due:
        raise NotPossible(_("{ref} is due on {date} already.", ref=ref, date=piece.due))
    return reading.end


# What explains a date


def by_work(extensions: Iterable[Extension]) -> Mapping[Ref, list[Extension]]:
    """Extensions and corrections by the work that they are about, each in its order."""
    grouped: dict[Ref, list[Extension]] = {}
    for extension in sorted(extensions, key=lambda extension: extension.number):
        if extension.about is not None:
            grouped.setdefault(extension.about, []).append(extension)
    return grouped


def is_explained(due: date | None, due_first: date | None, moves: Iterable[Extension]) -> bool:
    """Whether a due date is that of the last of its moves; without any, the one first entered."""
    last = list(moves)[-1:]
    return due is None or due == (last[0].due_to if last else due_first or due)


def earlier(due_first: date | None, moves: Iterable[Extension]) -> set[date]:
    """The dates that work was due on before: those that a list made earlier still has."""
    return {day for day in (due_first, *(move.due_from for move in moves)) if day is not None}


def must_stay_explained(changes: Iterable[Change[Thing]], ledger: Ledger) -> None:
    """Raise Conflict where changes would leave a due date that nothing explains, as an undo out of order may."""
    listed = list(changes)
    moved = {ref_of(change.thing) for change in listed if _is_dated(change.thing) and change.after is not None}
    moved |= {change.thing.about for change in listed if isinstance(change.thing, Extension) and change.thing.about}
    gone = {ref_of(change.before) for change in listed if change.before is not None and change.after is None}
    new = {ref_of(change.after): change.after for change in listed if change.after is not None}
    for ref in moved - gone:
        piece = new.get(ref) or ledger.get(ref)
        moves = {move.number: move for move in ledger.find(Extension, about=ref) if ref_of(move) not in gone}
        moves |= {move.number: move for move in new.values() if isinstance(move, Extension) and move.about == ref}
        if _is_dated(piece) and not is_explained(*_dates(piece), [moves[number] for number in sorted(moves)]):
            raise Conflict(
                _("{ref} would be due on a day that no approval explains.", ref=ref),
                hint=_("Undo the later batch first: see `reform history {ref}`.", ref=ref),
            )


def _is_dated(thing: Thing) -> bool:
    return {"due", "due_first"} <= noun_of(thing).fields.keys()


def _dates(thing: Thing) -> tuple[date | None, date | None]:
    due, first = (noun_of(thing).fields[key].of(thing) for key in ("due", "due_first"))
    return due if isinstance(due, date) else None, first if isinstance(first, date) else None


# What a date that moved leads to


def outside(changes: Iterable[Change[Thing]], ledger: Ledger) -> Iterator[str]:
    """What to say of milestones that lie after their project's due date, and of matters due before they were opened, by
    changes that were made."""
    moved = [
        change.thing
        for change in changes
        if change.after is not None and _due_of(change.before) != _due_of(change.after)
    ]
    projects = {thing.number: thing for thing in moved if isinstance(thing, Project)}
    for project in projects.values():
        yield from _with_later_milestones(project, ledger)
    for thing in moved:
        if isinstance(thing, Matter):
            yield from _due_before_opened(thing)
        elif isinstance(thing, Milestone) and thing.project > 0 and thing.project not in projects:
            yield from _after_its_project(thing, ledger)


def _with_later_milestones(project: Project, ledger: Ledger) -> Iterator[str]:
    late = [
        step
        for step in ledger.find(Milestone, project=project.number)
        if step.state in OPEN_STATES and step.due and project.due and step.due > project.due
    ]
    if late:
        named = joined(_("{ref} ({date})", ref=ref_of(step), date=step.due) for step in late[:_MOST_NAMED])
        yield plural(
            "{n} milestone of {ref} is due after the project itself ({date}): {refs}.",
            "{n} milestones of {ref} are due after the project itself ({date}): {refs}.",
            len(late),
            ref=project.number,
            date=project.due,
            refs=named + (" …" if len(late) > _MOST_NAMED else ""),
        )


def _due_before_opened(matter: Matter) -> Iterator[str]:
    if matter.due and matter.opened and matter.due < matter.opened:
        yield _(
            "{title} is due on {date}, before the day on which it was opened ({opened}).",
            title=matter.title,
            date=matter.due,
            opened=matter.opened,
        )


def _after_its_project(milestone: Milestone, ledger: Ledger) -> Iterator[str]:
    project = ledger.get_of(Project, milestone.project)
    if project.due and milestone.due and milestone.due > project.due:
        yield _(
            "{title} is due on {date}, after its project {ref} ({due}).",
            title=milestone.title,
            date=milestone.due,
            ref=project.number,
            due=project.due,
        )


def _due_of(thing: Thing | None) -> date | None:
    return thing.due if isinstance(thing, Project | Milestone | Matter) else None
