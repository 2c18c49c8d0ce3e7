"""Casebook (微改革案例): the ideas that were rolled out: problem, way, trial, result, conditions."""

from collections.abc import Iterator, Mapping
from datetime import date

from reformcli.document import Fields
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.idea import ORIGINS, Idea
from reformcli.model.ledger import Ledger
from reformcli.model.noun import ref_of
from reformcli.model.refs import Ref
from reformcli.model.stage import PASSED, Stage
from reformcli.model.states import DONE
from reformcli.reports.papers.declared import Paper, PaperField
from reformcli.reports.question import Option, Question
from reformcli.reports.things import title_of


def casebook(ledger: Ledger, question: Question) -> Fields:
    """The fields of a casebook: the ideas rolled out up to today, from the option `since` on where it is given."""
    today, since = question.scope.today, question.option("since", date)
    names = ledger.names()
    rolled_out = [
        idea
        for idea in ledger.find(Idea, state=DONE)
        if idea.done is not None and idea.done <= today and (since is None or since <= idea.done)
    ]
    rolled_out.sort(key=lambda idea: (idea.done or today, idea.number))
    return {
        "day": today,
        "office": question.option("office.name", str),
        "since": since,
        "ideas": tuple(_case(ledger, idea, names) for idea in rolled_out),
    }


def _case(ledger: Ledger, idea: Idea, names: Mapping[int, str]) -> Fields:
    became = None if idea.project is None else Ref("project", idea.project)
    return {
        "ref": str(ref_of(idea)),
        "title": idea.title,
        "owner": names[idea.owner],
        "origin": _(ORIGINS[idea.origin]) if idea.origin else None,
        "document": idea.document,
        "problem": idea.problem,
        "approach": idea.approach,
        "places": idea.places,
        "start": idea.start,
        "due": idea.due,
        "evaluated": idea.reported,
        "result": idea.result,
        "evidence": tuple(_evidence(ledger, idea)),
        "conditions": idea.conditions,
        "rolled_out": idea.done,
        "project": None if became is None else str(became),
        "project_title": title_of(ledger, became),
    }


def _evidence(ledger: Ledger, idea: Idea) -> Iterator[str]:
    """What shows that its stages were passed."""
    for stage in ledger.find(Stage, about=ref_of(idea)):
        if stage.result == PASSED and stage.evidence:
            yield stage.evidence


PAPER = Paper(
    casebook,
    (
        PaperField("day", mark("The day that it is of.")),
        PaperField("office", mark("The office's own name, by the setting office.name.")),
        PaperField("since", mark("The first day of its time, as given.")),
        PaperField(
            "ideas",
            mark("The ideas that were rolled out, the earliest first."),
            fields=(
                PaperField("ref", mark("Ref of the idea.")),
                PaperField("title", mark("What it is called.")),
                PaperField("owner", mark("Who tried it.")),
                PaperField("origin", mark("Whose idea it was.")),
                PaperField("document", mark("Number of the paper that it comes from.")),
                PaperField("problem", mark("What it is to put right.")),
                PaperField("approach", mark("How it is to be done.")),
                PaperField("places", mark("Where it was tried.")),
                PaperField("start", mark("First day of the trial.")),
                PaperField("due", mark("Last day of the trial.")),
                PaperField("evaluated", mark("Day on which it was evaluated.")),
                PaperField("result", mark("What the trial brought.")),
                PaperField("evidence", mark("What shows that its stages were passed.")),
                PaperField("conditions", mark("What a place needs before it is rolled out there.")),
                PaperField("rolled_out", mark("Day on which it was rolled out.")),
                PaperField("project", mark("Number of the project that it became.")),
                PaperField("project_title", mark("Title of that project.")),
            ),
        ),
    ),
    (
        ("reform paper casebook -o casebook.docx", mark("All that were rolled out.")),
        ("reform paper casebook --since 2026-01-01 --markdown", mark("This year's, as a text.")),
    ),
    options=(Option("since", FieldKind.DATE, mark("Only those rolled out from this day on.")),),
    settings=("office.name",),
)
