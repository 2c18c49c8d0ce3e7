"""Ideas: applying for one, changing it, what its stages ask of it, and making a project of one that was evaluated."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _
from reformcli.model.change import Change
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.idea import PROCESS, Idea
from reformcli.model.noun import build, changed, noun_of, ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.stage import TRIAL, Stage
from reformcli.model.states import DONE, DROPPED, PLANNED, REPORTED
from reformcli.rulebook import StageRule
from reformcli.verbs.work import Names, add_project, must_end_after_start

if TYPE_CHECKING:
    from reformcli.deadlines import Reading
    from reformcli.verbs.owners import OwnerBook

_PROVISIONAL = -1


def add_idea(values: FieldValues, process: Sequence[StageRule], today: date) -> list[Change[Thing]]:
    """Apply for an idea, today where no day is given; its owner passes the first stage of `process` with it, where that
    is how one begins.

    Raises BadValue without a title or an owner, for a day to come, or a trial that ends before it begins.
    """
    idea = checked(build(Idea, {"number": _PROVISIONAL, "process": PROCESS, "opened": today, **values}), today)
    first = process[0] if process and process[0].by == "owner" and process[0].state == PLANNED else None
    if first is None:
        return [Change(None, idea)]
    stage = Stage(about=Ref("idea", _PROVISIONAL), key=first.key, date=idea.opened, by=idea.owner)
    return [Change(None, replace(idea, stage=first.key)), Change(None, stage)]


def edit_idea(idea: Idea, values: FieldValues, today: date) -> list[Change[Thing]]:
    """Change fields of an idea. Raises what `add_idea` does, and NotPossible where one that was rolled out would lose
    its conditions."""
    after = checked(changed(idea, values), today)
    if after.state == DONE and idea.conditions:
        must_have_conditions(after)
    return [Change(idea, after)] if after != idea else []


def checked(idea: Idea, today: date) -> Idea:
    """`idea`, which must have a title and an owner, and days that follow one another."""
    for field in noun_of(idea).needed:
        if not field.of(idea):
            hint = _("Give it with {flag}.", flag=field.flag)
            raise BadValue(_("{field} is missing.", field=_(field.label)), hint=hint)
    if idea.opened is not None and idea.opened > today:
        raise BadValue(_("{date} has not come yet.", date=idea.opened), hint=_("Give the day on which it began."))
    if idea.opened is not None and idea.due is not None and idea.due < idea.opened:
        raise BadValue(
            _("Its trial would end on {due}, before it is applied for on {date}.", due=idea.due, date=idea.opened),
            hint=_("Correct one of the two days."),
        )
    must_end_after_start(idea)
    return idea


def tried(idea: Idea, state: str, stage: str, on: date, evidence: str | None) -> Idea:
    """`idea` once a stage, passed on a day, brings it to a state: its trial begins with the stage of that name.

    Raises NotPossible for a trial that would begin after its end or a roll-out without conditions, BadValue for a stop
    without a reason, which is its `evidence`.
    """
    if stage == TRIAL:
        start = idea.start or on
        if idea.due is not None and idea.due < start:
            raise NotPossible(
                _("The trial of {ref} would begin on {date}, after its end.", ref=ref_of(idea), date=start),
                hint=_("Give another end with `reform idea edit {ref} --due …`.", ref=ref_of(idea)),
            )
        return replace(idea, start=start)
    if state == DONE:
        must_have_conditions(idea)
    if state == DROPPED and not evidence:
        raise BadValue(_("A stop needs its reason."), hint=_("Give it with --evidence."))
    return idea


def must_have_conditions(idea: Idea) -> None:
    """Raise NotPossible where it is not said what a place needs before `idea` is rolled out there."""
    if not idea.conditions:
        raise NotPossible(
            _("It is not said what a place needs before {ref} is rolled out there.", ref=ref_of(idea)),
            hint=_("Say it with `reform idea edit {ref} --conditions …`.", ref=ref_of(idea)),
        )


def must_be_promotable(idea: Idea) -> None:
    """Raise NotPossible for an idea that became a project, was stopped, or has not been evaluated."""
    if idea.project is not None:
        raise NotPossible(
            _("{ref} became project {project} already.", ref=ref_of(idea), project=idea.project),
            hint=_("See `reform show {ref}`.", ref=idea.project),
        )
    if idea.state not in (REPORTED, DONE):
        what = _("{ref} was stopped.", ref=ref_of(idea)) if idea.state == DROPPED else None
        raise NotPossible(
            what or _("{ref} has not been evaluated.", ref=ref_of(idea)),
            hint=_("See `reform show {ref}`.", ref=ref_of(idea)),
        )


def promote(
    idea: Idea, values: FieldValues, duties: Names, book: "OwnerBook", reading: "Reading | None"
) -> list[Change[Thing]]:
    """Make a project of an idea, which the idea refers to from then on and whose stages it keeps.

    Raises what `must_be_promotable` does.
    """
    must_be_promotable(idea)
    first = {"title": idea.title, "kind": "chosen", "measures": idea.approach, "local_situation": idea.problem}
    changes = add_project({**first, **values}, duties, book, reading)
    project = next(change.after for change in changes if isinstance(change.after, Project))
    return [*changes, Change(idea, replace(idea, project=project.number))]
