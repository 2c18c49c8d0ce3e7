"""Minutes (会议纪要): who was there, what came of each topic, and what was decided, for whom and by when."""

from collections.abc import Mapping

from reformcli import columns
from reformcli.document import Fields
from reformcli.errors import NotPossible
from reformcli.i18n import _, mark
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.meeting import Meeting
from reformcli.model.noun import ref_of
from reformcli.reports.meetings import decisions_of
from reformcli.reports.papers.declared import Paper, PaperField
from reformcli.reports.papers.sitting import FIELDS, meeting_of, sitting
from reformcli.reports.question import Question
from reformcli.table import Column, Row, Shape, Table

DECISIONS = (
    Column("place", mark("#"), mark("Its place among the decisions."), Shape.NUMBER),
    columns.TITLE,
    Column("owner", mark("Lead unit"), mark("Who answers for it.")),
    Column("supporting", mark("Supporting"), mark("Who helps."), Shape.LIST),
    columns.DUE,
    Column("due_said", mark("Limit in words"), mark("The words of its time limit, where they give no date.")),
    columns.REF,
)


def minutes(ledger: Ledger, question: Question) -> Fields:
    """The fields of the minutes of the meeting that the option `about` holds. Raises NotPossible for one to come."""
    meeting, names = meeting_of(question), ledger.names()
    _must_be_held(meeting, question)
    return {
        **sitting(ledger, question, meeting, names),
        "number": meeting.minutes,
        "present": meeting.present,
        "absent": tuple(names[number] for number in meeting.absent),
        "decisions": _decisions(ledger, meeting, names),
    }


def _must_be_held(meeting: Meeting, question: Question) -> None:
    if meeting.date is not None and meeting.date > question.scope.today:
        raise NotPossible(
            _("{ref} is on {date}, which has not come yet.", ref=ref_of(meeting), date=meeting.date),
            hint=_("`reform paper agenda {ref}` makes its agenda.", ref=ref_of(meeting)),
        )


def _decisions(ledger: Ledger, meeting: Meeting, names: Mapping[int, str]) -> Table:
    matters = decisions_of(ledger, meeting)
    rows = tuple(_row(place, matter, names) for place, matter in enumerate(matters, 1))
    return Table("decisions", _("Decisions"), DECISIONS, rows, empty=_("Nothing was decided that is followed."))


def _row(place: int, matter: Matter, names: Mapping[int, str]) -> Row:
    return (
        place,
        matter.title,
        names.get(matter.owner or 0),
        tuple(names[number] for number in matter.supporting),
        matter.due,
        matter.due_said if matter.due is None else None,
        str(ref_of(matter)),
    )


PAPER = Paper(
    minutes,
    (
        *FIELDS,
        PaperField("number", mark("Number of the paper that holds its minutes.")),
        PaperField("present", mark("Who was there.")),
        PaperField("absent", mark("Owners who should have been there.")),
        PaperField("decisions", mark("What was decided."), DECISIONS),
    ),
    (
        ("reform paper minutes M4", mark("The minutes of the meeting M4.")),
        ("reform paper minutes M4 -o minutes.docx", mark("To sign and send out.")),
    ),
    about=mark("Which meeting: M4."),
    settings=("office.name", "office.commission"),
)
