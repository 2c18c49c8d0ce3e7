"""Work: adding projects and milestones, changing them, finishing, dropping and reopening them; matters too, but for how
they begin. What moves a due date stands in `verbs/dates`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _, joined, plural
from reformcli.model.change import Change
from reformcli.model.fields import FieldValue, FieldValues, Thing
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.noun import build, changed, noun_of, ref_of
from reformcli.model.project import Project
from reformcli.model.states import DONE, DROPPED, OPEN_STATES, PLANNED, REPORTED, STARTED
from reformcli.verbs.rings import must_not_come_back

if TYPE_CHECKING:
    from reformcli.deadlines import Reading
    from reformcli.verbs.owners import OwnerBook

Piece = Project | Milestone | Matter
"""A piece of work."""

PieceT = TypeVar("PieceT", bound=Piece)

Names = Mapping[str, Sequence[str]]
"""Owners' names by role."""


def due_values(reading: "Reading") -> dict[str, FieldValue]:
    """The fields that a reading of a time limit sets: the date, the words, the first date approved, the start of a
    range that has one."""
    values: dict[str, FieldValue] = {"due": reading.end, "due_said": reading.phrase, "due_first": reading.end}
    return values | ({"start": reading.start} if reading.start and not reading.is_period else {})


def recurring_milestones(project: Project, reading: "Reading | None") -> list[Change[Thing]]:
    """A milestone for each of a reading's due days, where it has several, named after the project and its day.

    Those of a project that is done or dropped are so too.
    """
    state = PLANNED if project.state in OPEN_STATES else project.state
    pattern = Milestone(project=project.number, due_said=reading.phrase if reading else None, state=state)
    return [
        Change(None, replace(pattern, title=f"{project.title} {day}", due=day, due_first=day))
        for day in _several(reading)
    ]


def _several(reading: "Reading | None") -> tuple[date, ...]:
    return reading.milestones if reading and len(reading.milestones) > 1 else ()


def add_project(
    values: FieldValues, duties: Names, book: "OwnerBook", reading: "Reading | None" = None
) -> list[Change[Thing]]:
    """Add a project and the duties for it; owners not yet known are added with it.

    Where `reading` holds several due days, each becomes a milestone; the last one closes the project. Raises what
    `owners_of` does.
    """
    from reformcli.model.duty import Duty
    from reformcli.verbs.duties import owners_of

    project = _new(build(Project, {"number": -1, **values}))
    answering = [
        Duty(project=-1, owner=owner, role=role) for role, owners in owners_of(duties, book).items() for owner in owners
    ]
    return [
        *book.changes(),
        Change(None, project),
        *(Change(None, duty) for duty in answering),
        *recurring_milestones(project, reading),
    ]


def add_milestones(
    project: Project,
    values: FieldValues,
    reading: "Reading | None" = None,
    milestones: Iterable[Milestone] = (),
) -> list[Change[Thing]]:
    """Add a milestone to an open project; where `reading` holds several due days, one for each.

    `milestones` are those that it may depend on; they are read only where it depends on any.
    """
    if project.state not in OPEN_STATES:
        ref = project.number
        raise NotPossible(
            _("Project {ref} is closed.", ref=ref), hint=_("Open it with `reform reopen {ref}`.", ref=ref)
        )
    milestone = made_whole(_new(build(Milestone, {"project": project.number, **values})))
    must_not_come_back(milestone, milestones)
    each = [replace(milestone, title=f"{milestone.title} {day}", due=day, due_first=day) for day in _several(reading)]
    return [Change(None, one) for one in each or [milestone]]


def made_whole(milestone: Milestone) -> Milestone:
    """`milestone` with what it depends on as whole refs: a number alone is one of its own project's."""
    refs = (ref._replace(within=milestone.project) if ref.within is None else ref for ref in milestone.depends_on)
    return replace(milestone, depends_on=tuple(dict.fromkeys(refs)))


def edit(
    piece: Piece,
    values: FieldValues,
    *,
    today: date,
    milestones: Iterable[Milestone] = (),
    matters: Iterable[Matter] = (),
) -> list[Change[Thing]]:
    """Change fields. A due date that was approved moves only by an extension; a closed state is not typed in.

    `milestones` are those that a milestone may depend on, `matters` those that a matter may be a relapse of; they are
    read only where `values` name any. Raises NotPossible, NotFound for one that is not there, or BadValue.
    """
    ref = ref_of(piece)
    if piece.due is not None and values.get("due", piece.due) != piece.due:
        raise NotPossible(
            _("The due date of {ref} is approved; moving it needs a reason and an approver.", ref=ref),
            hint=_(
                "Try `reform extend {ref} --to … --reason … --approved-by …`; a slip of the pen: --correct REASON.",
                ref=ref,
            ),
        )
    if piece.due is not None:
        values = {key: value for key, value in values.items() if key not in ("due", "due_said", "due_first")}
    state = values.get("state", piece.state)
    if state != piece.state and (state not in (PLANNED, STARTED) or piece.state not in OPEN_STATES):
        raise NotPossible(
            _("The state of {ref} changes by a command of its own.", ref=ref),
            hint=_("Try `reform done`, `reform drop` or `reform reopen`."),
        )
    after = made_sound(changed(piece, values))
    if isinstance(after, Milestone) and "depends_on" in values:
        after = made_whole(after)
        must_not_come_back(after, milestones)
    if isinstance(after, Matter):
        from reformcli.verbs import matters as of_matters

        if values.keys() & {"opened", "owner", "raised_by"}:
            of_matters.checked(after, today)
        if "relapse_of" in values:
            of_matters.must_have_been_closed(after, matters)
    return [Change(piece, after)] if after != piece else []


def finish(
    piece: Piece,
    milestones: Iterable[Milestone],
    on: date,
    *,
    today: date,
    reported: bool = False,
    evidence: str | None = None,
    all_milestones: bool = False,
) -> list[Change[Thing]]:
    """Take a piece of work as done on the day `on`, or only note that its unit reported it done.

    A project with open milestones, which are among `milestones`, is finished only together with them. Raises BadValue
    for a day after `today`, NotPossible for what is closed, or reported, already.
    """
    if on > today:
        raise BadValue(_("{date} has not come yet.", date=on), hint=_("Give the day on which it was done with --on."))
    must_be_open(piece)
    if reported and piece.state == REPORTED:
        raise NotPossible(
            _("{ref} was reported done on {date}.", ref=ref_of(piece), date=piece.reported or "-"),
            hint=_("`reform done {ref}` verifies it, `reform reopen {ref}` sends it back.", ref=ref_of(piece)),
        )
    still_open = [milestone for milestone in milestones if milestone.state in OPEN_STATES]
    if still_open and not reported and not all_milestones:
        refs = joined(str(ref_of(milestone)) for milestone in still_open[:5])
        raise NotPossible(
            plural(
                "{n} milestone of {ref} is still open: {refs}.",
                "{n} milestones of {ref} are still open: {refs}.",
                len(still_open),
                ref=ref_of(piece),
                refs=refs,
            ),
            hint=_("Finish them first, or give --all to finish them too."),
        )
    pieces: list[Piece] = [piece] if reported else [*still_open, piece]
    return [Change(one, _finished(one, on, reported, evidence)) for one in pieces]


def begun(changes: Sequence[Change[Thing]], ledger: Ledger) -> list[Change[Thing]]:
    """Projects that are not started, though by `changes` one of their milestones is under way or done: they are in
    hand."""
    changed = {ref_of(change.thing) for change in changes if isinstance(change.thing, Project)}
    steps = [
        after
        for before, after in changes
        if isinstance(after, Milestone) and after.project > 0 and is_under_way(after) and not is_under_way(before)
    ]
    projects = [ledger.get_of(Project, number) for number in dict.fromkeys(step.project for step in steps)]
    return [
        Change(project, replace(project, state=STARTED))
        for project in projects
        if project.state == PLANNED and ref_of(project) not in changed
    ]


def is_under_way(thing: Thing | None) -> bool:
    """Whether a thing is a milestone that has begun, and was not dropped."""
    return isinstance(thing, Milestone) and thing.state in (STARTED, REPORTED, DONE)


def _finished(piece: Piece, on: date, reported: bool, evidence: str | None) -> Piece:
    """The office may close a matter that its unit never reported; other work was reported on the day that it was done,
    unless earlier."""
    proof = evidence or piece.evidence
    if reported:
        return replace(piece, state=REPORTED, reported=on, evidence=proof)
    report = piece.reported if isinstance(piece, Matter) else piece.reported or on
    return replace(piece, state=DONE, done=on, reported=report, evidence=proof)


def reopen(piece: Piece, reason: str) -> list[Change[Thing]]:
    """Open a finished or dropped piece of work, or one reported done, again."""
    if piece.state in (PLANNED, STARTED):
        raise NotPossible(_("{ref} is open.", ref=ref_of(piece)))
    return [
        Change(piece, replace(piece, state=STARTED, reported=None, done=None, dropped=None, reason=with_reason(reason)))
    ]


def drop(piece: Piece, milestones: Iterable[Milestone], on: date, reason: str) -> list[Change[Thing]]:
    """Strike off a piece of work that will not be done, a project with its open `milestones`."""
    if piece.state not in OPEN_STATES:
        raise NotPossible(already(piece))
    pieces: list[Piece] = [*(milestone for milestone in milestones if milestone.state in OPEN_STATES), piece]
    return [Change(one, replace(one, state=DROPPED, dropped=on, reason=with_reason(reason))) for one in pieces]


def must_be_open(piece: Piece) -> None:
    """Raise NotPossible where a piece of work is done or dropped."""
    if piece.state not in OPEN_STATES:
        raise NotPossible(already(piece), hint=_("Open it with `reform reopen {ref}`.", ref=ref_of(piece)))


def already(piece: Piece) -> str:
    """That a closed piece of work is closed, and how."""
    ref = ref_of(piece)
    return _("{ref} is done already.", ref=ref) if piece.state == DONE else _("{ref} was dropped.", ref=ref)


def _new(piece: PieceT) -> PieceT:
    """`piece` as it may be added: open."""
    if piece.state not in (PLANNED, STARTED):
        raise BadValue(
            _("What is added is not started or in hand."), hint=_("Add it, then try `reform done REF --on …`.")
        )
    return made_sound(piece)


def with_reason(text: str) -> str:
    """The reason that `text` gives. Raises BadValue where it gives none."""
    if not text.strip():
        raise BadValue(_("The reason cannot be empty."), hint=_("Say why, with --reason."))
    return text.strip()


def made_sound(piece: PieceT) -> PieceT:
    """`piece`, which must have a title and must not end before it starts."""
    if not piece.title.strip():
        raise BadValue(_("The title cannot be empty."), hint=_("Say what is to be done."))
    must_end_after_start(piece)
    return piece


def must_end_after_start(thing: Thing) -> None:
    """Raise BadValue where a thing with a start and a due date would end before it starts."""
    fields = noun_of(thing).fields
    if "start" not in fields or "due" not in fields:
        return
    start, due = fields["start"].of(thing), fields["due"].of(thing)
    if isinstance(start, date) and isinstance(due, date) and due < start:
        raise BadValue(_("It would be due on {due}, before it starts on {start}.", due=due, start=start))
