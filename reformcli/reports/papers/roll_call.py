"""Roll-call (全员汇报单): for the meeting of the liaisons, a line for each project, with room for what they report."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from reformcli import columns
from reformcli.document import Fields
from reformcli.i18n import _, mark
from reformcli.lights import Verdict
from reformcli.model.ledger import Ledger
from reformcli.model.owner import Owner
from reformcli.model.work import Work
from reformcli.reports.answering import Answered, answered
from reformcli.reports.lit import lit
from reformcli.reports.papers.declared import Paper, PaperField
from reformcli.reports.question import Question
from reformcli.reports.scoped import place
from reformcli.table import Column, Shape, Table

LINES = (
    columns.REF,
    columns.TITLE,
    columns.LIGHT,
    columns.LEAD._replace(detail=False),
    columns.LIAISON._replace(detail=False),
    Column("news", mark("Last heard"), mark("The last day on which anything was heard of it."), Shape.DATE),
    Column("progress", mark("Progress"), mark("Room for what was done since."), open=True),
    Column("problem", mark("Problem"), mark("Room for what stands in the way."), open=True),
    Column("following", mark("Next steps"), mark("Room for what comes next."), open=True),
)


def roll_call(ledger: Ledger, question: Question) -> Fields:
    """The fields of a roll-call sheet: the open projects in scope, group by group."""
    today = question.scope.today
    verdicts = dict(lit(ledger, question, ledger.work(question.scope, nouns=("project",))))
    pieces = sorted(answered(ledger, question, verdicts), key=lambda piece: place(piece.work))
    news = ledger.news([piece.work.number for piece in pieces], today)
    by_group: defaultdict[str | None, list[Answered]] = defaultdict(list)
    for piece in pieces:
        for name in piece.names("group") or (None,):
            by_group[name].append(piece)
    owners = ledger.owners()
    groups = [owner.name for owner in owners if owner.name in by_group]
    return {
        "day": today,
        "count": len(pieces),
        "groups": tuple(
            {**_group(name, owners, question), "projects": _lines(by_group[name], verdicts, news)}
            for name in (*groups, *([None] if None in by_group else []))
        ),
    }


def _group(name: str | None, owners: Sequence[Owner], question: Question) -> Fields:
    """A group with its four marks (四有): a liaison in post, a place, rules, a platform."""
    group = next((owner for owner in owners if owner.name == name), None)
    if group is None:
        return {"group": None, "person": False, "place": False, "rules": False, "platform": False, "liaisons": ()}
    liaisons = tuple(_liaisons(group, owners, question))
    return {
        "group": group.name,
        "person": bool(liaisons),
        "place": bool((group.place or "").strip()),
        "rules": bool((group.rules or "").strip()),
        "platform": bool((group.platform or "").strip()),
        "liaisons": liaisons,
    }


def _liaisons(group: Owner, owners: Sequence[Owner], question: Question) -> Iterator[str]:
    """The persons in post who are part of a group."""
    today = question.scope.today
    for owner in owners:
        in_post = (owner.valid_from or today) <= today <= (owner.valid_to or today)
        if owner.kind == "person" and owner.parent == group.number and in_post:
            yield owner.name


def _lines(pieces: Sequence[Answered], verdicts: Mapping[Work, Verdict], news: Mapping[int, date]) -> Table:
    rows = tuple(
        (
            str(piece.work.ref),
            piece.work.title,
            verdicts[piece.work].light,
            piece.lead,
            piece.names("liaison"),
            news.get(piece.work.number),
            None,
            None,
            None,
        )
        for piece in pieces
    )
    return Table("roll-call", _("Projects"), LINES, rows)


PAPER = Paper(
    roll_call,
    (
        PaperField("day", mark("The day that it is of.")),
        PaperField("count", mark("How many projects are to be reported.")),
        PaperField(
            "groups",
            mark("The groups that claim projects, and last what no group claims."),
            fields=(
                PaperField("group", mark("Name of the group; blank for what no group claims.")),
                PaperField("person", mark("Whether it has a liaison in post.")),
                PaperField("place", mark("Whether it has a place.")),
                PaperField("rules", mark("Whether it has rules.")),
                PaperField("platform", mark("Whether it has a platform.")),
                PaperField("liaisons", mark("Its liaisons in post.")),
                PaperField("projects", mark("Its open projects, with room to fill in."), LINES),
            ),
        ),
    ),
    (
        (
            mark('reform paper roll-call --group "Mission Health" -o roll-call.docx'),
            mark("One group's sheet, to fill in by hand."),
        ),
        ("reform paper roll-call --light red", mark("What the liaisons of red projects are to report.")),
    ),
    filtered=True,
    dense=True,
    wide=True,
)
