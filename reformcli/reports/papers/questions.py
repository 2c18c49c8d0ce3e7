"""What to ask on a visit: each question comes from a row of the ledger and ends in its ref."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reformcli.i18n import _, plural
from reformcli.model.extension import Extension
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.refs import Ref
from reformcli.model.stage import RETURNED, Stage
from reformcli.model.states import REPORTED
from reformcli.model.work import Work
from reformcli.reports.coming import coming
from reformcli.verbs.stages import stage_words

SILENCE = 30
"""Days without news after which to ask, where the office's rules say nothing (`lights.silence`): units report each
month."""


def of_matters(ledger: Ledger, pieces: Iterable[Work], matters: Mapping[int, Matter], today: date) -> Iterator[str]:
    """How far each open matter is: what was lacking where it was sent back, which stage comes next and by when."""
    for piece in pieces:
        matter = matters[piece.number]
        stages = list(ledger.find(Stage, about=piece.ref))
        following = next((stage for stage in coming(ledger, matter, today) if stage.rule.is_needed), None)
        facts = {
            "title": piece.title,
            "stage": following and stage_words(following.rule.key),
            "due": following and following.due,
        }
        is_late = piece.is_overdue(today)
        if is_late:
            yield _late(piece, today)
        if stages and stages[-1].result == RETURNED:
            sentence = _(
                "“{title}” was sent back on {day}, lacking “{evidence}”: what has been done about it?",
                title=piece.title,
                day=stages[-1].date,
                evidence=" ".join((stages[-1].evidence or "").split()),
            )
            yield _asked(sentence, piece.ref)
        elif is_late:
            continue
        elif following is None:
            yield _asked(_("“{title}” is open: how far is it, and what closes it?", title=piece.title), piece.ref)
        elif following.due is None:
            yield _asked(_("“{title}”: when does the stage “{stage}” follow, and what shows it?", **facts), piece.ref)
        else:
            sentence = _("“{title}”: the stage “{stage}” is due by {due}; how far is it, and what shows it?", **facts)
            yield _asked(sentence, piece.ref)


def of_work(project: Work, steps: Iterable[Work], today: date) -> Iterator[str]:
    """What is late, what was reported and not yet looked at, and what falls due next: of a project and its steps.

    A project that is late as its steps are is not asked about besides.
    """
    pieces = [piece for piece in steps if piece.is_open]
    if not any(piece.is_overdue(today) for piece in pieces) and project.is_open:
        pieces.append(project)
    for piece in pieces:
        if piece.state == REPORTED and piece.reported:
            sentence = _("“{title}” was reported done on {day}: what shows it?", title=piece.title, day=piece.reported)
            yield _asked(sentence, piece.ref)
        elif piece.is_overdue(today):
            yield _late(piece, today)
    coming = [piece for piece in pieces if piece.due and piece.due >= today and piece.state != REPORTED]
    if coming:
        following = min(coming, key=lambda piece: (piece.due or date.max, not piece.is_milestone, piece.number))
        days = ((following.due or today) - today).days
        sentence = plural(
            "“{title}” is due on {due}, in {n} day: will it be done by then, and what will show it?",
            "“{title}” is due on {due}, in {n} days: will it be done by then, and what will show it?",
            days,
            title=following.title,
            due=following.due,
        )
        if not days:
            sentence = _("“{title}” is due today: is it done, and what shows it?", title=following.title)
        yield _asked(sentence, following.ref)


def of_silence(project: Work, news: date | None, today: date, silence: int | None) -> Iterator[str]:
    """How an open project stands of which nothing was heard for long."""
    days = (today - news).days if news else None
    if not project.is_open or (days is not None and days <= (SILENCE if silence is None else silence)):
        return
    if news is None:
        yield _asked(_("Nothing has been heard of “{title}” yet: how does it stand?", title=project.title), project.ref)
    else:
        sentence = _("Nothing was heard of “{title}” after {day}: how does it stand?", title=project.title, day=news)
        yield _asked(sentence, project.ref)


def of_moves(ledger: Ledger, pieces: Iterable[Work], today: date) -> Iterator[str]:
    """Whether a date that has moved holds: the last move of each open piece of work."""
    moved = {piece.ref: piece for piece in pieces if piece.moves and piece.is_open}
    last: dict[Ref, Extension] = {}
    for extension in ledger.find(Extension) if moved else ():
        if extension.about in moved and (extension.asked is None or extension.asked <= today):
            last[extension.about] = extension
    for ref, extension in last.items():
        sentence = _(
            "The date of “{title}” moved from {due_from} to {due_to} ({reason}): does it hold?",
            title=moved[ref].title,
            due_from=extension.due_from or "-",
            due_to=extension.due_to,
            reason=extension.reason,
        )
        yield _asked(sentence, ref)


def _late(piece: Work, today: date) -> str:
    sentence = plural(
        "“{title}” was due on {due} and is {n} day late: what holds it up, and when will it be done?",
        "“{title}” was due on {due} and is {n} days late: what holds it up, and when will it be done?",
        piece.days_late(today),
        title=piece.title,
        due=piece.due,
    )
    return _asked(sentence, piece.ref)


def _asked(sentence: str, ref: Ref) -> str:
    return _("{sentence} ({ref})", sentence=sentence, ref=ref)


class About(NamedTuple):
    """What a brief is about: projects with their steps, open matters with what is recorded of them, and the last day on
    which each project was heard of."""

    projects: Sequence[Work]
    steps: Mapping[int, Sequence[Work]]
    open_matters: Sequence[Work]
    matters: Mapping[int, Matter]
    news: Mapping[int, date]


def asked(ledger: Ledger, about: About, today: date, silence: int | None) -> Iterator[str]:
    """What to ask, the most pressing first: of matters, of each project and its steps, of dates that moved, of silence
    of more than so many days."""
    yield from of_matters(ledger, about.open_matters, about.matters, today)
    for project in about.projects:
        yield from of_work(project, about.steps[project.number], today)
    steps = (step for several in about.steps.values() for step in several)
    yield from of_moves(ledger, [*about.projects, *steps, *about.open_matters], today)
    for project in about.projects:
        yield from of_silence(project, about.news.get(project.number), today, silence)
