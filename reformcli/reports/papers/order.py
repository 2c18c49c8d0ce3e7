"""Order (督办单): the slip itself: to whom, about what, until when, and a receipt to cut off and send back."""

from collections.abc import Mapping
from datetime import date

from reformcli.document import Fields
from reformcli.errors import NotFound, NotPossible
from reformcli.i18n import _, mark
from reformcli.model.ledger import Ledger
from reformcli.model.noun import noun_of, ref_of
from reformcli.model.order import KINDS, LEVELS, WITHDRAWN, Order
from reformcli.model.refs import Ref
from reformcli.model.work import Work
from reformcli.reports.ladder import order_said
from reformcli.reports.lit import work_of
from reformcli.reports.papers.declared import Paper, PaperField
from reformcli.reports.question import Question
from reformcli.reports.things import title_of
from reformcli.table import Column, Table

RECEIPT = (
    Column("asked", mark("Receipt"), mark("What is to be filled in.")),
    Column("answer", mark("To be filled in and sent back"), mark("Room for the answer."), open=True),
)

_ASKED = (mark("What was done"), mark("Done on"), mark("Who answers for it"), mark("Signature and date"))


def order(ledger: Ledger, question: Question) -> Fields:
    """The fields of the order that the option `about` holds, as it was issued: its thing stands as on its day."""
    thing = question.about
    if not isinstance(thing, Order):
        what = _("{ref} is no order.", ref=noun_of(thing).said(thing))
        raise NotPossible(what, hint=_("See `reform order list`."))
    day, names = thing.date or question.scope.today, ledger.names()
    is_withdrawn = thing.state_on(question.scope.today) == WITHDRAWN
    rows = tuple((_(asked), None) for asked in _ASKED)
    return {
        "ref": str(ref_of(thing)),
        "code": thing.code,
        "kind": _(KINDS[thing.kind]),
        "level": _(LEVELS[thing.level]) if thing.level else None,
        "office": question.option("office.name", str),
        "day": day,
        "owner": names.get(thing.owner or 0),
        **_about(ledger, question, thing, day),
        "requirement": thing.requirement,
        "due": thing.due,
        "due_said": None if thing.due_said == str(thing.due) else thing.due_said,
        "signed_by": names.get(thing.signed_by or 0),
        "withdrawn": thing.withdrawn if is_withdrawn else None,
        "reason": thing.reason if is_withdrawn else None,
        "receipt": Table("receipt", _("Receipt"), RECEIPT, rows),
    }


def _about(ledger: Ledger, question: Question, thing: Order, day: date) -> Fields:
    """What an order is about, as it stood on the order's day, and the order that it follows."""
    work = _work(ledger, question, thing.about, day)
    before = [] if thing.follows is None else list(ledger.find(Order, number=thing.follows))
    return {
        "about": str(thing.about),
        "title": title_of(ledger, thing.about),
        "about_due": work.due if work else None,
        "days_late": work.days_late(day) if work else 0,
        "follows": order_said(before[0], day) if before else None,
    }


def _work(ledger: Ledger, question: Question, about: Ref | None, day: date) -> Work | None:
    """The work that an order is about as it stood on a day; None for a thing that is no work, or was not there yet."""
    try:
        thing = ledger.get(about) if about else None
    except NotFound:
        return None
    if thing is None or noun_of(thing).tracked is None:
        return None
    asked = question._replace(scope=question.scope._replace(today=day))
    return work_of(ledger, thing, asked)[0]


_FIELDS: Mapping[str, str] = {
    "ref": mark("What to type for the order: O7."),
    "code": mark("Number of the paper, unique in its year."),
    "kind": mark("Whether it assigns, reminds or presses."),
    "level": mark("How hard it presses, as a word; blank where it does not."),
    "office": mark("The office's own name, by the setting office.name."),
    "day": mark("Day on which it is issued."),
    "owner": mark("To whom it goes."),
    "about": mark("Ref of the one thing that it is about."),
    "title": mark("Title of that thing."),
    "about_due": mark("Last day in time of that thing, as it stood on the order's day."),
    "days_late": mark("Calendar days that it was late on the order's day; 0 where it was not."),
    "follows": mark("The order that it follows, and what came of that one."),
    "requirement": mark("What is asked for; blank where the template's words will do."),
    "due": mark("Last day for the answer."),
    "due_said": mark("The words that the day was given in; empty where it was given as a date."),
    "signed_by": mark("Who signs it."),
    "withdrawn": mark("Day on which it was taken back; blank where it stands."),
    "reason": mark("Why it was taken back."),
}

PAPER = Paper(
    order,
    (
        *(PaperField(key, meaning) for key, meaning in _FIELDS.items()),
        PaperField("receipt", mark("What the addressee fills in and sends back."), RECEIPT),
    ),
    (
        ("reform paper order O7", mark("The slip of the order O7.")),
        ("reform paper order O7 -o order.docx", mark("To sign and send, with the receipt to cut off.")),
    ),
    about=mark("Which order: O7."),
    settings=("office.name",),
)
