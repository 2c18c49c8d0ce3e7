"""How well the cells of a column fit what its heading may mean, and what cells mean whose heading says nothing."""

from collections.abc import Callable, Iterator, Mapping

from reformcli.importers.sheets.columns.shapes import ColumnShape

NEVER = -9.0
"""What fits not at all: words in a column of days, days in a column of names."""

_MOST = 0.6
_MANY = 0.8
_HALF = 0.5
_NUMBER_IN_YEAR = 7
"""So long is a year with a number, which may as well be a month: 2026/11."""


def fit(key: str, shape: ColumnShape) -> float:
    """How much the cells speak for (up to 0.5) or against (down to `NEVER`) a meaning; 0 where they do not tell."""
    judge = _JUDGES.get(key)
    if judge is None:
        return 0.0
    return -0.3 if shape.blank else judge(shape)


def _day(shape: ColumnShape) -> float:
    if shape.limits >= _MOST:
        return 0.3
    if shape.durations + shape.numbers + shape.money >= _MOST and shape.serials < _MANY:
        return NEVER
    in_words = shape.sentences >= _MOST and not shape.schedules
    are_codes = shape.ids >= _MOST and not shape.numbers  # M6 of a project that runs for 36 months
    if shape.limits == 0 and (in_words or are_codes or shape.states >= _MOST or shape.percents >= _MOST):
        return NEVER
    return 0.3 * shape.limits - 0.1


def _limit(shape: ColumnShape) -> float:
    """A limit that was set lies ahead more often than a day on which something happened."""
    fits = NEVER if not shape.limits and shape.posts >= _HALF else _day(shape)
    if fits <= 0:
        return fits
    same = 0.5 if shape.filled > 3 and shape.distinct <= 0.1 else 0.0  # the day of the list rather than of its items
    return fits + 0.1 * shape.future - same - (0.5 if _only_when_done(shape) else 0.0)


def _past(shape: ColumnShape) -> float:
    """A day on which something happened has come, and is blank where it has not happened yet; a stretch is a plan."""
    fits = _day(shape) - 0.5 * max(0.0, shape.limits - shape.days)
    if fits <= 0:
        return fits
    if _only_when_done(shape):
        return fits + 0.3
    if shape.open_filled is not None and shape.open_filled >= 0.5:
        return fits - 0.6
    gaps = 1 - shape.filled / shape.rows if shape.rows else 0.0
    return fits - 0.6 * shape.future + (0.15 if gaps > 0.2 and not shape.future else 0)


def _only_when_done(shape: ColumnShape) -> bool:
    """Whether the rows of work that is done have a cell and those of open work have none."""
    return shape.open_filled is not None and shape.open_filled < 0.1 and (shape.done_filled or 0) > 0.5


def _title(shape: ColumnShape) -> float:
    if shape.words < 0.5 or shape.days >= _MOST or shape.percents >= _MOST:
        return NEVER
    if shape.states >= _MANY or shape.links >= _MOST:
        return -0.6
    gaps = 1 - shape.filled / shape.rows if shape.rows else 0.0
    fits = 0.3 * shape.distinct + (0.1 if shape.sentences > 0.2 else 0.0) - (0.3 if shape.ids >= _MOST else 0.0)
    # The same in nearly every row, it names what all of them are about.
    same = 0.7 if shape.filled > 3 and shape.distinct <= 0.2 else 0.0
    return fits - same - (0.8 if gaps > 0.3 else 0.2) * gaps


def _code(shape: ColumnShape) -> float:
    if shape.counted or shape.sentences >= 0.3:
        return NEVER
    if shape.days >= _MOST:
        return -0.3 if shape.length <= _NUMBER_IN_YEAR else NEVER
    few = 0.5 * (1 - shape.distinct) if shape.filled > 1 else 0.0
    return (0.3 if shape.ids >= _MOST or shape.outline >= _MOST else -0.3 * (1 - shape.ids)) - few


def _row(shape: ColumnShape) -> float:
    if shape.counted:
        return 0.4
    return (
        0.0
        if shape.outline >= _MOST and shape.length <= 4 and shape.distinct < 0.6
        else NEVER
        if shape.ids >= _MOST and shape.numbers < 0.5
        else -0.3
    )


def _outline(shape: ColumnShape) -> float:
    return 0.3 if shape.outline >= _MANY and not shape.counted else -0.2 if shape.outline >= _MANY else NEVER


def _state(shape: ColumnShape) -> float:
    if shape.limits - shape.states >= _MOST or shape.durations >= _MOST:
        return NEVER
    says = shape.states + 0.85 * shape.answers + shape.percents
    if shape.lights > says:
        return -0.4
    if shape.sentences >= _MOST and says < 0.3:
        return -0.5
    if shape.numbers >= _MANY and (shape.answers < 0.5 or shape.most > 1) and shape.percents < 0.5:
        return NEVER
    if says > 0.2:
        return 0.4 * says
    if shape.phases > 0.2:
        return -0.4
    few = shape.filled <= 3 or shape.distinct < 0.6
    return -0.15 if shape.length <= 16 and few else -0.25


def _percent(shape: ColumnShape) -> float:
    return 0.4 if shape.percents >= _MOST or shape.shares >= _MANY else NEVER


def _light(shape: ColumnShape) -> float:
    return 0.4 if shape.lights >= 0.5 else -0.1 if shape.states + shape.answers < 0.5 else -0.3


def _who(shape: ColumnShape) -> float:
    if shape.filled and not shape.words:
        return NEVER  # R, A, C, I
    if shape.numbers + shape.money >= _MOST or shape.limits >= _MOST or shape.percents >= _MOST:
        return NEVER
    if shape.sentences >= _MOST and shape.units < 0.3 and shape.names < 0.3 and shape.posts < 0.3:
        return -0.4
    if shape.states >= _MANY or shape.answers >= _MANY:
        return -0.5
    named = max(shape.units, shape.persons, shape.names, shape.posts)
    return 0.2 * named - (0.15 if named < 0.3 else 0.0)


def _unit(shape: ColumnShape) -> float:
    return _who(shape) - (0.15 if shape.units < 0.2 and shape.persons >= _MANY else 0.0)


def _person(shape: ColumnShape) -> float:
    return _who(shape) - (0.3 if shape.units >= _MOST and shape.persons < 0.5 else 0.0)


def _leader(shape: ColumnShape) -> float:
    return _person(shape) + 0.1 * shape.posts


def _passage(shape: ColumnShape) -> float:
    if shape.grades >= _MOST or shape.days >= _MANY:
        return NEVER  # Risk: High, Medium, Low; Follow up date
    if shape.limits >= _MANY or shape.numbers >= _MANY:
        return -0.4
    return 0.15 * shape.sentences


def _measures(shape: ColumnShape) -> float:
    """Measures are words of their own, at least within an item: versions and the few answers of a class are none."""
    few = shape.filled > 3 and shape.distinct <= 0.5 and shape.length < 20 and not shape.names_parts
    parts = 0.25 if shape.names_parts else 0.0
    return _passage(shape) + parts - (0.6 if shape.ids >= _MOST or few else 0.0)


def _are_answers(shape: ColumnShape, share: float) -> bool:
    """Whether such a share of cells says yes or no; a column with a 2 or a 3 has grades, whatever its 1 may say."""
    return shape.answers >= share and shape.most <= 1


def _yes(shape: ColumnShape) -> float:
    return 0.3 if _are_answers(shape, _MOST) else -0.5


def _amount(shape: ColumnShape) -> float:
    if shape.numbers + shape.durations + shape.money >= _MOST:
        return 0.4
    return -0.3 if shape.limits >= _MOST else 0.0


def _priority(shape: ColumnShape) -> float:
    """High, Medium, Low: a few short words, or numbers."""
    if shape.sentences >= _MOST or _are_answers(shape, _MANY):
        return -0.3
    return 0.1 if shape.grades >= 0.5 else -0.3


def _year(shape: ColumnShape) -> float:
    return 0.3 if shape.numbers >= _MANY and 3.5 <= shape.length <= 4.5 else -0.4


_JUDGES: Mapping[str, Callable[[ColumnShape], float]] = {
    "title": _title,
    "problem": _title,
    "name": lambda shape: _who(shape) + (0.1 if shape.distinct > 0.9 else -0.3),
    "code": _code,
    "id": lambda shape: (
        NEVER if shape.sentences >= 0.3 else 0.2 * shape.distinct - (0 if shape.ids + shape.numbers >= _MOST else 0.3)
    ),
    "row": _row,
    "verdict": lambda shape: 0.2 if shape.states >= 0.3 and not shape.sentences else NEVER,
    "wbs": _outline,
    # A whole has parts: what each row names differently is its own name.
    "parent": lambda shape: -0.4 if shape.words and shape.filled > 2 and shape.distinct == 1 else 0.1,
    "level": lambda shape: 0.3 if shape.numbers >= _MANY and shape.length <= 2 else NEVER,
    "state": _state,
    "percent": _percent,
    "light": _light,
    "start": lambda shape: (
        NEVER if shape.spans >= _HALF or (not shape.limits and shape.words >= _MOST) else _day(shape)
    ),
    "due": _limit,
    "due_first": _day,
    "due_revised": _day,
    "due_original": _day,
    "span": lambda shape: 0.2 if not shape.numbers >= _MOST else NEVER,
    "date": lambda shape: _day(shape) - 0.4 * shape.future,
    "done": _past,
    "actual_start": _past,
    "actual_end": _past,
    "raised_on": lambda shape: (
        _day(shape) - 0.6 * shape.future - 0.5 * (shape.limits - shape.days) - 0.3 * (shape.filled < 0.8 * shape.rows)
    ),
    "dropped": _past,
    "reported": _past,
    "lead": _unit,
    "responsible": _unit,
    "supporting": _who,
    "owner": _who,
    "liaison": _person,
    "officer": _person,
    "leader": _leader,
    "group": _who,
    "contact": lambda shape: 0.0,
    "ignore": lambda shape: -0.1 if max(shape.names, shape.persons, shape.units) >= _MANY else 0.0,
    "plan": _year,
    "key": _yes,
    "flag": lambda shape: _yes(shape) if shape.answers or shape.blank else NEVER,
    "duration": _amount,
    "effort": _amount,
    "cost": _amount,
    "score": _amount,
    "goal": _passage,
    "result": lambda shape: NEVER if shape.states >= _MANY else 0.0,
    "measures": _measures,
    "progress_text": lambda shape: _passage(shape) + 0.1 - (0.4 if shape.states + shape.phases >= _MANY else 0.0),
    "problem_text": _passage,
    "remark": _passage,
    "next_step": _passage,
    "priority": _priority,
    "theme": lambda shape: (0.1 if shape.distinct < 0.7 else -0.1) - (0.4 if shape.limits >= _MOST else 0.0),
}


def guesses(noun: str, shape: ColumnShape, at: int) -> Iterator[tuple[str, float]]:
    """What cells mean below a heading that says nothing, and how sure that is; what names items stands further left."""
    if shape.filled < 2:
        return
    if noun in ("project", "matter"):
        if shape.limits >= _MANY and (shape.future > 0.2 or shape.days < 0.5):
            yield "due", 0.45
        who = "responsible" if noun == "project" else "owner"
        if shape.units >= _MANY:
            yield who, 0.45
        if (
            shape.states + shape.percents >= _MANY
            and shape.states >= 0.5
            and (shape.distinct <= 0.7 or shape.filled < 6)
        ):
            yield "state", 0.4 + 0.4 * (shape.states + shape.percents)
        plain = (
            shape.limits < 0.5 and shape.days < 0.2 and shape.units < 0.3 and shape.states < 0.3 and shape.links < 0.2
        )
        if shape.words == 1 and shape.distinct >= 0.8 and 3 <= shape.length <= 200 and plain:
            left = 0.1 if at == 0 else -0.005 * min(at, 10)
            yield "title", 0.35 + left + (0.1 if shape.length >= 8 else 0.0) - (0.2 if shape.names >= _MANY else 0.0)
