"""Calendar: what is due and which meetings come, each with an identity by which a calendar program knows it again."""

from collections.abc import Iterator
from datetime import date

from reformcli import columns
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.ledger import Ledger
from reformcli.model.meeting import Meeting
from reformcli.model.noun import noun_of, ref_of
from reformcli.model.scope import Scope
from reformcli.model.tree import parents_of, within
from reformcli.model.work import Work
from reformcli.reports.answering import answered
from reformcli.reports.lit import of_light
from reformcli.reports.question import Option, Question, Report
from reformcli.reports.scoped import left_out
from reformcli.table import Row, Table, row

COLUMNS = (
    columns.REF,
    columns.TITLE,
    columns.PROJECT,
    columns.DUE,
    columns.STATE,
    columns.DONE,
    columns.LEAD,
    columns.LEADER,
    columns.LIAISON,
    columns.UID,
    columns.SEQUENCE,
    columns.KIND,
)


def calendar(ledger: Ledger, question: Question) -> Table:
    """One row for each piece of open work that has a due date, and for each meeting to come, soonest first; within
    --from and --to.

    Both days are included. With --all also what was done or dropped, and the meetings held, of the plan year.
    """
    rows = sorted((*_work(ledger, question), *_meetings(ledger, question)), key=lambda row: str(row[_DUE]))
    notes = left_out(ledger, question, lambda scope: _dated(ledger, question, scope))
    return Table("calendar", _("Due dates"), COLUMNS, rows, notes=notes, empty=_("Nothing falls due in that time."))


_DUE = COLUMNS.index(columns.DUE)


def _work(ledger: Ledger, question: Question) -> Iterator[Row]:
    dated = _dated(ledger, question, question.scope)
    for piece in answered(ledger, question, of_light(ledger, question, dated)):
        yield row(
            COLUMNS,
            ref=str(piece.work.ref),
            title=piece.work.title,
            project=piece.work.about,
            due=piece.work.due,
            state=piece.work.state,
            done=piece.work.done,
            lead=piece.lead,
            leader=piece.names("leader"),
            liaison=piece.names("liaison"),
            uid=piece.work.uid,
            sequence=piece.work.sequence,
            kind=piece.work.kind_code,
        )


def _meetings(ledger: Ledger, question: Question) -> Iterator[Row]:
    """Meetings to come; with --all or --from those held too. Of the filters, only --owner and --group know meetings."""
    scope = question.scope
    if scope != Scope(scope.today, scope.plan, owner=scope.owner, group=scope.group):
        return
    parents = parents_of(ledger.owners())
    asked = [within(whole, parents) for whole in (scope.owner, scope.group) if whole is not None]
    first = question.option("from", date) or (date.min if question.has("all") else scope.today)
    last = question.option("to", date) or date.max
    names = ledger.names()
    for meeting in ledger.find(Meeting):
        if meeting.date is None or not first <= meeting.date <= last:
            continue
        if meeting.date < scope.today and question.plan not in (None, meeting.date.year):
            continue
        if all({meeting.owner, meeting.chair} & owners for owners in asked):
            yield row(
                COLUMNS,
                ref=str(ref_of(meeting)),
                title=noun_of(meeting).full_name(meeting, names),
                due=meeting.date,
                leader=() if meeting.chair is None else (names[meeting.chair],),
                uid=meeting.uid,
                sequence=0,
                kind="meeting",
            )


def _dated(ledger: Ledger, question: Question, scope: Scope) -> Iterator[Work]:
    first, last = question.option("from", date), question.option("to", date)
    work = ledger.work(scope, open_only=not question.has("all"), due_from=first, due_to=last)
    return (piece for piece in work if piece.due and (piece.is_open or question.plan in (None, piece.plan)))


REPORT = Report(
    calendar,
    COLUMNS,
    (
        (mark("reform calendar --owner Education -o plan.ics"), mark("One unit's due dates, for its calendar.")),
        (
            "REFORM_CALENDAR_AS=todo REFORM_CALENDAR_ALARM=7 reform calendar --ics",
            mark("As tasks, with an alarm a week before."),
        ),
    ),
    (
        Option("from", FieldKind.DATE, mark("First day.")),
        Option("to", FieldKind.DATE, mark("Last day.")),
        Option("all", FieldKind.FLAG, mark("Also what was done or dropped, and the meetings held, of the plan year.")),
    ),
)
