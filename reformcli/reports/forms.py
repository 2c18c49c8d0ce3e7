"""What forms hold, who may report what by them, and which have not come back."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from reformcli import columns
from reformcli.i18n import _, in_sequence, mark, plural
from reformcli.model.form import FormRow, sent_values
from reformcli.model.ledger import Ledger
from reformcli.model.owner import Owner
from reformcli.model.scope import Scope
from reformcli.model.sending import Sending
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import lit
from reformcli.reports.question import Question
from reformcli.reports.scoped import Place, place
from reformcli.table import Column, Row, Shape, Table
from reformcli.verbs.owners import OwnerBook

_ROLE_OF_KIND = {"group": "group", "leader": "leader", "person": "liaison"}

MISSING_COLUMNS = (
    Column("owner", mark("Owner"), mark("Whom the form is for."), main=True),
    columns.LIAISON._replace(shape=Shape.TEXT, detail=False, help=mark("Who reports for it, by the work in the form.")),
    Column("contact", mark("Contact"), mark("How to reach the liaison, or the owner."), detail=True),
    Column("sent", mark("Sent on"), mark("Day on which the form was made."), Shape.DATE),
    Column("report_by", mark("Report by"), mark("Last day for sending the form back."), Shape.DATE),
    Column("days_late", mark("Days late"), mark("Calendar days after that day; 0 until then."), Shape.NUMBER),
    Column("rows", mark("Rows"), mark("Pieces of work in the form."), Shape.NUMBER),
    Column("file", mark("File"), mark("Name of the form's file in the folder."), detail=True),
    Column("reminder", mark("Reminder"), mark("A text to send to the liaison."), detail=True),
)


class Sender(NamedTuple):
    """To whom forms are to be sent back, and whom to call."""

    person: str | None
    telephone: str | None

    def told(self) -> Iterator[str]:
        """Sentences that say so."""
        if self.person:
            yield _("To: {person}.", person=self.person)
        if self.telephone:
            yield _("Telephone: {number}.", number=self.telephone)


def sender_of(ledger: Ledger, person: str | None, telephone: str | None, usual: str | None) -> Sender:
    """The person to send forms back to, with the telephone that is given, else the person's own in the ledger, else the
    `usual` one."""
    bearing = OwnerBook(ledger.owners()).bearing(person) if person and not telephone else []
    own = bearing[0].contact if len(bearing) == 1 else None
    return Sender(person, telephone or own or usual)


def lines_of(ledger: Ledger, question: Question, owners: Iterable[Owner]) -> Mapping[str, list[FormRow]]:
    """The open work of each owner, by its name, in the order of refs.

    A unit reports what it leads, for all that take part; a group what it claims, a leader what it answers for, a person
    what it is the liaison of.
    """
    asked = {owner.name: owner for owner in owners}
    scope = question.scope
    if len(asked) == 1:
        scope = scope._replace(owner=next(iter(asked.values())).number)
    verdicts = dict(lit(ledger, question, ledger.work(scope)))
    lines: dict[str, list[tuple[Place, FormRow]]] = {name: [] for name in asked}
    for piece in answered(ledger, question, verdicts):
        work = piece.work
        line = FormRow(work.noun, work.uid, str(work.ref), work.about or "", verdicts[work].light, sent_values(work))
        for name, owner in asked.items():
            if name in _reporting(piece, owner.kind):
                lines[name].append((place(work), line))
    return {name: [line for _place, line in sorted(placed, key=lambda one: one[0])] for name, placed in lines.items()}


def reported_by(ledger: Ledger, question: Question, owners: Collection[Owner]) -> Mapping[str, set[str]]:
    """The identities of the work, open or not, that each owner reports on the day asked about, by the owner's uid."""
    identities: dict[str, set[str]] = {owner.uid: set() for owner in owners}
    for piece in answered(ledger, question, ledger.work(Scope(question.scope.today), open_only=False)):
        for owner in owners:
            if owner.name in _reporting(piece, owner.kind):
                identities[owner.uid].add(piece.work.uid)
    return identities


def _reporting(piece: Answered, kind: str) -> tuple[str, ...]:
    """The owners of a kind that report a piece of work."""
    return piece.lead if kind == "unit" else piece.names(_ROLE_OF_KIND[kind])


def missing(ledger: Ledger, question: Question, sender: Sender) -> Table:
    """One row for each owner and liaison whose last form has not come back, the longest overdue first; `sender` stands
    at the end of the reminder. A form of which nothing is open any more, or the owner's, is not waited for."""
    out = [one for one in latest(ledger.find(Sending)).values() if one.returned is None]
    rows = [row for sending in out for row in _missing(ledger, question, sending, sender)] if out else []
    rows.sort(key=lambda row: -_days(row))
    return Table("missing", _("Not yet returned"), MISSING_COLUMNS, tuple(rows), empty=_("Every form has come back."))


def latest(sendings: Iterable[Sending]) -> dict[int, Sending]:
    """The last form that each owner was sent, by the owner's number."""
    return {sending.owner: sending for sending in sorted(sendings, key=lambda sending: sending.number)}


def _days(row: Row) -> int:
    days = row[5]
    return days if isinstance(days, int) else 0


def _missing(ledger: Ledger, question: Question, sending: Sending, sender: Sender) -> Iterator[Row]:
    owners = {owner.name: owner for owner in ledger.owners()}
    owner = next(one for one in owners.values() if one.number == sending.owner)
    open_work = ledger.work(Scope(question.scope.today, owner=owner.number))
    pieces = answered(ledger, question, (work for work in open_work if work.uid in sending.works))
    if not pieces:
        return
    liaisons = dict.fromkeys(name for piece in pieces for name in piece.names("liaison") or piece.names("officer"))
    late = max(0, (question.scope.today - sending.report_by).days) if sending.report_by else 0
    for liaison in liaisons or (None,):
        contact = owners[liaison].contact if liaison in owners else owner.contact
        yield (
            owner.name,
            liaison,
            contact,
            sending.date,
            sending.report_by,
            late,
            len(sending.works),
            sending.file,
            in_sequence([*_reminder(owner.name, liaison, sending, late), *sender.told()]),
        )


def _reminder(owner: str, liaison: str | None, sending: Sending, late: int) -> Iterator[str]:
    """The text by which a liaison is reminded."""
    yield _("{name}:", name=liaison or owner)
    yield plural(
        "the form “{file}” of {sent} asks {owner} to report on {n} item.",
        "the form “{file}” of {sent} asks {owner} to report on {n} items.",
        len(sending.works),
        file=sending.file or "",
        sent=sending.date,
        owner=owner,
    )
    if late:
        yield plural(
            "It was due on {day}, {n} day ago.", "It was due on {day}, {n} days ago.", late, day=sending.report_by
        )
    elif sending.report_by is not None:
        yield _("Please send it back by {day}.", day=sending.report_by)
    else:
        yield _("Please send it back.")
