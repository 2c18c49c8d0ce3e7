"""Agenda (会议议程): what became of the last meeting's decisions, papers, reports, and who else should report."""

from collections.abc import Iterator

from reformcli.document import Fields
from reformcli.i18n import mark
from reformcli.model.ledger import Ledger
from reformcli.model.meeting import Meeting
from reformcli.model.noun import ref_of
from reformcli.model.text import for_shell
from reformcli.model.topic import SET_TOPIC, Topic
from reformcli.reports.papers.declared import Paper, PaperField
from reformcli.reports.papers.sitting import FIELDS, meeting_of, sitting
from reformcli.reports.question import Question
from reformcli.reports.reporters import proposed


def agenda(ledger: Ledger, question: Question) -> Fields:
    """The fields of the agenda of the meeting that the option `about` holds."""
    meeting, names = meeting_of(question), ledger.names()
    topics = list(ledger.find(Topic, meeting=meeting.number))
    lengths = [topic.minutes for topic in topics if topic.minutes]
    reporting = {names[topic.owner] for topic in topics if topic.kind == SET_TOPIC and topic.owner is not None}
    return {
        **sitting(ledger, question, meeting, names),
        "proposed": tuple(_proposed(ledger, question, meeting, frozenset(reporting))),
        "minutes": sum(lengths) if lengths else None,
    }


def _proposed(ledger: Ledger, question: Question, meeting: Meeting, chosen: frozenset[str]) -> Iterator[Fields]:
    for reporter in proposed(ledger, question, meeting, chosen):
        words = ["reform", "meeting", "topic", str(ref_of(meeting)), "…", "--kind", SET_TOPIC, "--owner"]
        yield {
            "unit": reporter.unit,
            "why": reporter.why,
            "refs": reporter.refs,
            "command": " ".join([*words, for_shell(reporter.unit)]),
        }


PAPER = Paper(
    agenda,
    (
        *FIELDS,
        PaperField(
            "proposed",
            mark("Units that the rules propose as reporters, besides those that are on the agenda."),
            fields=(
                PaperField("unit", mark("Lead unit.")),
                PaperField("why", mark("Why it is proposed.")),
                PaperField("refs", mark("Refs of the work that it is to report on.")),
                PaperField("command", mark("What to type to put it on the agenda, with a title.")),
            ),
        ),
        PaperField("minutes", mark("How long its topics take together, in minutes.")),
    ),
    (
        ("reform paper agenda M4", mark("The agenda of the meeting M4.")),
        ("reform paper agenda M4 -o agenda.docx", mark("To print and hand out.")),
    ),
    about=mark("Which meeting: M4."),
    settings=("office.name", "office.commission"),
)
