"""Submissions and adoptions: recording what was sent up and who took it, and what they may not be."""

from collections.abc import Iterable
from datetime import date

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _
from reformcli.model.adoption import INSTRUCTION, Adoption
from reformcli.model.change import Change
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.noun import build, changed, noun_of, ref_of
from reformcli.model.submission import COMMISSIONED, Submission
from reformcli.model.text import comparable


def add_submission(values: FieldValues, today: date) -> list[Change[Thing]]:
    """Record what was sent up, today where no day is given; what is commissioned is still to be sent without one.

    Raises BadValue without a title or a writer, for a day to come, or one who shares it with themselves.
    """
    first = {} if values.get("form") == COMMISSIONED else {"date": today}
    return [Change(None, checked(build(Submission, {**first, **values}), today))]


def edit_submission(
    submission: Submission, values: FieldValues, adoptions: Iterable[Adoption], today: date
) -> list[Change[Thing]]:
    """Change fields of a submission. Raises what `add_submission` does, and NotPossible where it would be sent after
    one of its `adoptions`."""
    after = checked(changed(submission, values), today)
    for adoption in adoptions:
        _must_follow(after, adoption)
    return [Change(submission, after)] if after != submission else []


def add_adoption(
    submission: Submission, values: FieldValues, others: Iterable[Adoption], today: date
) -> list[Change[Thing]]:
    """Record who took a submission, today where no day is given. `others` are the adoptions that there are.

    Raises BadValue for a day to come, or an instruction by nobody; NotPossible before it was sent, or where the same
    journal and issue printed it already.
    """
    adoption = build(Adoption, {"submission": submission.number, "date": today, **values})
    return [Change(None, checked_adoption(adoption, submission, others, today))]


def edit_adoption(
    adoption: Adoption, submission: Submission, values: FieldValues, others: Iterable[Adoption], today: date
) -> list[Change[Thing]]:
    """Change fields of an adoption. Raises what `add_adoption` does."""
    after = checked_adoption(changed(adoption, values), submission, others, today)
    return [Change(adoption, after)] if after != adoption else []


def checked(submission: Submission, today: date) -> Submission:
    """`submission`, which must have a title, a writer, a day that has come, and a limit while it is to be sent."""
    for field in noun_of(submission).needed:
        if not field.of(submission):
            hint = _("Give it with {flag}.", flag=field.flag)
            raise BadValue(_("{field} is missing.", field=_(field.label)), hint=hint)
    if submission.owner in submission.shared:
        raise BadValue(
            _("Who wrote it does not share it with itself."), hint=_("Name the others with --shared, or leave it out.")
        )
    if submission.date is not None and submission.date > today:
        raise BadValue(_("{date} has not come yet.", date=submission.date), hint=_("Give the day once it is sent."))
    if submission.date is None and submission.form == COMMISSIONED and submission.due is None:
        raise BadValue(_("What is commissioned needs the day by which it is to be sent."), hint=_("Give --due."))
    return submission


def checked_adoption(adoption: Adoption, submission: Submission, others: Iterable[Adoption], today: date) -> Adoption:
    """`adoption` of `submission`, which must come after that, once for each journal, issue and kind."""
    if adoption.date is None:
        raise BadValue(_("An adoption needs its day."), hint=_("Give it with --date."))
    if adoption.date > today:
        raise BadValue(_("{date} has not come yet.", date=adoption.date), hint=_("Give the day once it is adopted."))
    if adoption.by is not None and adoption.kind != INSTRUCTION:
        raise BadValue(_("Only an instruction is written by somebody."), hint=_("Leave out --by, or give --kind."))
    _must_follow(submission, adoption)
    for other in others:
        if other.number != adoption.number and is_same(other, adoption):
            raise NotPossible(
                _("{ref} says the same already: {what}.", ref=ref_of(other), what=noun_of(other).full_name(other)),
                hint=_("Change it with `reform submission adopted {ref}`.", ref=ref_of(other)),
            )
    return adoption


def _must_follow(submission: Submission, adoption: Adoption) -> None:
    """Raise NotPossible where `adoption` is before `submission` was sent."""
    if submission.date is None and submission.form == COMMISSIONED:
        raise NotPossible(
            _("{ref} has not been sent yet.", ref=ref_of(submission)),
            hint=_("Give its day with `reform submission edit {ref} --date …`.", ref=ref_of(submission)),
        )
    if submission.date is not None and adoption.date is not None and adoption.date < submission.date:
        raise NotPossible(
            _(
                "{date} is before {sent}, when {ref} was sent.",
                date=adoption.date,
                sent=submission.date,
                ref=ref_of(submission),
            ),
            hint=_("Correct one of the two days."),
        )


def is_same(adoption: Adoption, other: Adoption) -> bool:
    """Whether two adoptions of one submission are the same: of one kind and level, and in the same issue of the same
    journal, by the same leader, or on the same day where neither says."""
    if (adoption.submission, adoption.kind) != (other.submission, other.kind):
        return False
    mine, others = _printed(adoption), _printed(other)
    if any(mine) or any(others):
        return mine == others and (bool(adoption.issue) or adoption.date == other.date)
    return (adoption.level, adoption.date) == (other.level, other.date)


def _printed(adoption: Adoption) -> tuple[str, ...]:
    return tuple(comparable(text or "") for text in (adoption.journal, adoption.issue, adoption.by))
