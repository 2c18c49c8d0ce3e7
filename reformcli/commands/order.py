"""`reform order`: slips that assign, remind and press, and their answers."""

from datetime import date
from typing import Annotated

import typer

from reformcli.errors import BadValue, NotPossible
from reformcli.i18n import _, joined, mark
from reformcli.model.change import Change
from reformcli.model.fields import FieldValue, FieldValues, Thing, value_in
from reformcli.model.noun import noun_of, ref_of
from reformcli.model.order import NOUN, Order
from reformcli.model.refs import Ref, parse
from reformcli.model.states import OPEN_STATES
from reformcli.reports.answering import answered_on
from reformcli.reports.lit import work_of
from reformcli.reports.orders import in_the_quarter
from reformcli.rulebook import in_force
from reformcli.rulebook.limits import limit_words
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs
from reformcli.shell.filters import question
from reformcli.shell.new_owners import NEW_OWNER
from reformcli.shell.noun_commands import Rules
from reformcli.shell.options import OUTPUT, WRITING, Shared, fields
from reformcli.shell.run import Context
from reformcli.shell.typed import deadline, due, entry, get_thing, must_exist, on_day, values
from reformcli.shell.written import write
from reformcli.verbs.orders import add_order, answer_order, edit_order, withdraw_order
from reformcli.verbs.owners import OwnerBook

OrderRef = Annotated[str, typer.Argument(metavar="REF", help=mark("Which order, such as O7."), autocompletion=refs)]


class OrderRules(Rules[Order]):
    """An order is about one thing, and its days follow one another."""

    def edit(self, thing: Order, values: FieldValues) -> list[Change[Thing]]:
        """Correct what was recorded."""
        return edit_order(thing, values, self.context.ledger.find(Order))

    def base(self, values: FieldValues) -> date | None:
        """Words about time count from the order's own day."""
        return value_in(values, "date", date)


def add(
    context: Context,
    ref: Annotated[
        str,
        typer.Argument(metavar="REF", help=mark("The one thing that it is about: 17.3, F45."), autocompletion=refs),
    ],
) -> None:
    """Issue an order about one thing, to whoever answers for it."""
    thing = context.ledger.get(parse(ref))
    _must_be_open(thing)
    book = OwnerBook(context.writable.owners())
    typed = values(context, NOUN, book)
    day = value_in(typed, "date", date) or context.today
    if typed.get("owner") is None:
        typed["owner"] = _addressee(context, thing, day)
    typed |= due(context, NOUN, None, base=day)[0] or _due_by_rule(context, value_in(typed, "level", str), day)
    orders = list(context.ledger.find(Order))
    changes = add_order({**typed, "about": ref_of(thing)}, orders, context.today)
    issued = changes[0].thing
    if isinstance(issued, Order) and issued.follows is not None and "follows" not in typed:
        followed = Ref(NOUN.key, issued.follows)
        context.say(_("It follows {ref}, to which no answer was taken.", ref=followed))
    must_exist(context, changes)
    if (owner := value_in(typed, "owner", int) or 0) > 0:
        context.say(in_the_quarter(context.ledger, owner, day))
    write(context, "order add", [*book.changes(), *changes])


def answer(
    context: Context,
    ref: OrderRef,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=mark("What was answered."))],
    poor: Annotated[
        bool, typer.Option("--poor", help=mark("The answer is not taken: the next level follows."))
    ] = False,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=mark("Day of the answer; today."))] = None,
) -> None:
    """Record the answer to an order."""
    day, order = on_day(context, on, "--on"), get_thing(context, ref, NOUN)
    words = entry(context).text(NOUN.fields["answer"], text) or ""
    write(context, "order answer", answer_order(order, words, on=day, poor=poor, today=context.today))


def withdraw(
    context: Context,
    ref: OrderRef,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=mark("Why it is taken back."))],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=mark("Day on which; today."))] = None,
) -> None:
    """Take an order back."""
    day, order = on_day(context, on, "--on"), get_thing(context, ref, NOUN)
    words = entry(context).text(NOUN.fields["reason"], reason) or ""
    write(context, "order withdraw", withdraw_order(order, words, on=day, today=context.today))


def _must_be_open(thing: Thing) -> None:
    """Raise NotPossible for tracked work that is closed: there is nothing left to press."""
    facts = noun_of(thing).tracked
    if facts is not None and noun_of(thing).fields[facts.state].of(thing) not in OPEN_STATES:
        raise NotPossible(
            _("{ref} is closed: there is nothing to order.", ref=ref_of(thing)),
            hint=_("Open it with `reform reopen {ref}`.", ref=ref_of(thing)),
        )


def _addressee(context: Context, thing: Thing, day: date) -> int:
    """The number of the one owner who answers for `thing`. Raises BadValue where that is nobody, or are several."""
    lead: tuple[str, ...] = ()
    if noun_of(thing).tracked is not None:
        work, _steps = work_of(context.ledger, thing, question(context))
        lead = answered_on(context.ledger, day, [work])[0].lead
    if len(lead) != 1:
        raise BadValue(
            _("{ref}: {names} answer for it.", ref=ref_of(thing), names=joined(lead))
            if lead
            else _("{ref}: nobody answers for it.", ref=ref_of(thing)),
            hint=_("Name one with --owner."),
        )
    return OwnerBook(context.ledger.owners()).get(lead[0]).number


def _due_by_rule(context: Context, level: str | None, day: date) -> dict[str, FieldValue]:
    """The last day for the answer by the rule of the level. Raises BadValue for an order without level."""
    limit = next((one.answer for one in in_force(context.ledger, day).ladder.levels if one.key == level), None)
    if limit is None:
        raise BadValue(_("An order needs its day and the last day for its answer."), hint=_("Give --due."))
    reading = deadline(context, NOUN.fields["due"], limit_words(limit), base=day)
    return {"due": reading.end, "due_said": reading.phrase}


def _options() -> tuple[Shared, ...]:
    return (*fields(*(field for field in NOUN.fields.values() if field.entered)), NEW_OWNER)


RULES = OrderRules

SPECS = {
    "add": Spec(
        add,
        (
            (
                mark("reform order add 42.2 --level red --due 'within 3 working days'"),
                mark("A red order to whoever answers for 42.2."),
            ),
            (mark("reform order add F9 --kind remind --due 'end of month'"), mark("A reminder, without a level.")),
        ),
        (OUTPUT, WRITING),
        _options,
    ),
    "answer": Spec(
        answer,
        (
            (
                mark('reform order answer O7 "there is a timetable for every site"'),
                mark("What the unit answered today."),
            ),
            (
                mark('reform order answer O7 "being looked into" --poor --on 2020-11-24'),
                mark("An answer that is not taken."),
            ),
        ),
        (OUTPUT, WRITING),
    ),
    "withdraw": Spec(
        withdraw,
        (
            (mark('reform order withdraw O8 --reason "sent by mistake"'), mark("One that was sent by mistake.")),
            (mark('reform order withdraw O8 --reason "no longer needed" --on 2020-11-24'), mark("On an earlier day.")),
        ),
        (OUTPUT, WRITING),
    ),
}
