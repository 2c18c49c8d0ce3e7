"""Orders: issuing, correcting, answering and withdrawing them, and what one order may not be."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _, joined, typed_words
from reformcli.model.change import Change
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.noun import build, changed, ref_of
from reformcli.model.order import ANSWERED, ASSIGN, LEVELS, PRESS, WITHDRAWN, Order
from reformcli.model.refs import Ref
from reformcli.model.text import comparable


def add_order(values: FieldValues, others: Sequence[Order], today: date) -> list[Change[Thing]]:
    """Issue an order; today's where no date is given, one that presses where a level is.

    `others` are the ledger's orders. Raises BadValue for days in the wrong order, NotPossible where one of the same
    level or a higher one still waits for its answer.
    """
    order = build(Order, {"date": today, "kind": PRESS if values.get("level") else ASSIGN, **values})
    if "follows" not in values and (earlier := unanswered(order.about, others, order.date or today)) is not None:
        order = replace(order, follows=earlier.number)
    order = checked(order, others)
    if order.date is not None and order.date > today:
        raise BadValue(_("{date} has not come yet.", date=order.date), hint=_("Give the day on which it is issued."))
    for other in others:
        if other.about == order.about and other.waits_on(order.date or today) and rank(other) >= rank(order):
            raise NotPossible(
                _("{ref} waits for its answer until {date}.", ref=ref_of(other), date=other.due),
                hint=_("Record the answer with `reform order answer {ref}`, or take it back.", ref=ref_of(other)),
            )
    return [Change(None, order)]


def edit_order(order: Order, values: FieldValues, others: Iterable[Order]) -> list[Change[Thing]]:
    """Correct an order. Raises BadValue for days in the wrong order, or a code that another has."""
    after = checked(changed(order, values), others)
    return [Change(order, after)] if after != order else []


def answer_order(order: Order, text: str, *, on: date, poor: bool, today: date) -> list[Change[Thing]]:
    """Record the answer of an order, taken unless `poor`. A poor answer may be followed by another.

    Raises NotPossible for one that was withdrawn or answered, BadValue for no words, or a day out of order.
    """
    _must_stand(order, today)
    if not text.strip():
        raise BadValue(_("The answer cannot be empty."))
    _must_have_come(on, today)
    return [Change(order, checked(replace(order, answered=on, answer=text.strip(), accepted=not poor), ()))]


def withdraw_order(order: Order, reason: str, *, on: date, today: date) -> list[Change[Thing]]:
    """Take an order back. Raises what `answer_order` does, and BadValue without a reason."""
    _must_stand(order, today)
    if not reason.strip():
        raise BadValue(_("The reason cannot be empty."), hint=_("Say why, with --reason."))
    _must_have_come(on, today)
    return [Change(order, checked(replace(order, withdrawn=on, reason=reason.strip()), ()))]


def checked(order: Order, others: Iterable[Order]) -> Order:
    """`order`, whose days must follow one another, which must press where it has a level, follow an order about the
    same thing, and have a code that none of `others` has in its year. Raises BadValue or NotPossible."""
    if order.date is None or order.due is None:
        raise BadValue(_("An order needs its day and the last day for its answer."), hint=_("Give --due."))
    for day in (order.due, order.answered, order.withdrawn):
        if day is not None and day < order.date:
            raise BadValue(_("{day} is before the order's own day, {date}.", day=day, date=order.date))
    if (order.kind == PRESS) != (order.level is not None):
        hint = _("Give --level: {words}.", words=joined(typed_words(LEVELS)))
        raise BadValue(_("An order that presses has a level, no other has one."), hint=hint)
    for other in others:
        if other.number == order.number:
            continue
        if order.code and other.code and code_in_its_year(other) == code_in_its_year(order):
            raise NotPossible(_("{ref} has the code {code} already.", ref=ref_of(other), code=other.code))
        if other.number == order.follows and (other.about != order.about or (other.date or order.date) > order.date):
            raise NotPossible(
                _("{ref} is about {about}, on {date}.", ref=ref_of(other), about=other.about, date=other.date),
                hint=_("An order follows an earlier one about the same thing."),
            )
    return order


def unanswered(about: Ref | None, orders: Iterable[Order], day: date) -> Order | None:
    """The last order about a thing by `day`, where no answer to it was taken by then; None for another or none."""
    last = last_about(about, orders, day)
    return last if last is not None and last.state_on(day) != ANSWERED else None


def last_about(about: Ref | None, orders: Iterable[Order], day: date) -> Order | None:
    """The last order about a thing that stands on `day`: not one that was withdrawn by then."""
    standing = [one for one in orders if one.about == about and one.date and one.date <= day]
    return max(
        (one for one in standing if one.state_on(day) != WITHDRAWN),
        key=lambda order: (str(order.date), order.number),
        default=None,
    )


def rank(order: Order) -> int:
    """How hard an order presses: -1 where it has no level."""
    return list(LEVELS).index(order.level) if order.level in LEVELS else -1


def code_in_its_year(order: Order) -> tuple[int, str]:
    """The year of an order and its code, which no other order of that year has."""
    return (order.date.year if order.date else 0), comparable(order.code or "")


def _must_stand(order: Order, today: date) -> None:
    state = order.state_on(today)
    if state == WITHDRAWN:
        raise NotPossible(_("{ref} was withdrawn on {date}.", ref=ref_of(order), date=order.withdrawn))
    if state == ANSWERED:
        raise NotPossible(
            _("{ref} was answered on {date}.", ref=ref_of(order), date=order.answered),
            hint=_("`reform undo` takes the answer back."),
        )


def _must_have_come(day: date, today: date) -> None:
    if day > today:
        raise BadValue(_("{date} has not come yet.", date=day), hint=_("Give the day with --on."))
