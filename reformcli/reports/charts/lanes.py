"""Work as lanes of a timeline."""

from collections.abc import Iterable
from datetime import date

from reformcli.i18n import mark
from reformcli.model.states import DONE
from reformcli.model.work import Work
from reformcli.table import Column, Row, Shape
from reformcli.timeline import DONE as DONE_SIGN
from reformcli.timeline import LATE, OVERDUE, PLANNED, Lane, Scale, StepMark, scale_of

TIMELINE = Column(
    "timeline",
    mark("Timeline"),
    mark("Start, due date, light, and a mark for each step: its day, planned, done, done late or overdue, its ref."),
    Shape.LANE,
)


def scale(rows: Iterable[Row], today: date, year: int | None) -> Scale:
    """The months that show all days of the lanes in `rows`, and the whole of `year`."""
    return scale_of((day for row in rows for cell in row if isinstance(cell, Lane) for day in cell.days), today, year)


def lane(piece: Work, light: str, steps: Iterable[Work], today: date, *, since: date | None = None) -> Lane:
    """A piece of work as a lane, with marks for `steps`; work without steps is a step of its own.

    It is drawn from its start, else from `since`.
    """
    marks = tuple(one for step in steps if (one := _mark(step, today)) is not None)
    return Lane(piece.start or since, piece.due, light, marks or tuple(filter(None, (_mark(piece, today),))))


def _mark(step: Work, today: date) -> StepMark | None:
    """A step's mark, or None where it has no date: done on its day, else planned or overdue on the day it is due."""
    day = (step.done or step.due) if step.state == DONE else step.due
    return None if day is None else StepMark(day, _sign(step, today), str(step.ref), step.title)


def _sign(step: Work, today: date) -> str:
    if step.state == DONE:
        return LATE if step.days_late(today) else DONE_SIGN
    return OVERDUE if step.is_overdue(today) else PLANNED
