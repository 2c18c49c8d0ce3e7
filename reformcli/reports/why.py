"""Why: the light of a piece of work, the rule that gave it, what the rule looked at, and what would turn it green."""

from collections.abc import Iterator
from datetime import date

from reformcli.i18n import _, joined, mark
from reformcli.lights import RULES, Facts, Lacking, Thresholds, Verdict, judge, lacking, scheduled
from reformcli.model.colours import GREEN, LIGHTS
from reformcli.model.fields import Thing
from reformcli.model.ledger import Ledger
from reformcli.model.note import PROGRESS, Note
from reformcli.model.states import STATES
from reformcli.model.work import Work
from reformcli.reports.answering import answered_on
from reformcli.reports.lit import facts_of, thresholds_of, work_of
from reformcli.reports.question import Question
from reformcli.table import Cell, Code, Column, Table

_FACTS = {
    "light": mark("Light"),
    "rule": mark("Rule"),
    "set_by": mark("Set by"),
    "reason": mark("Reason"),
    "set_until": mark("Set until"),
    "otherwise": mark("By the rules"),
    "today": mark("Today"),
    "state": mark("State"),
    "due": mark("Due"),
    "due_said": mark("Due as said"),
    "due_first": mark("First due"),
    "done": mark("Done"),
    "days_late": mark("Days late"),
    "days_left": mark("Days left"),
    "scheduled": mark("Scheduled progress"),
    "actual": mark("Actual progress"),
    "behind": mark("Points behind"),
    "reported_progress": mark("Reported progress"),
    "judged_by": mark("Progress judged by"),
    "late_steps": mark("Steps past due"),
    "caught_up": mark("Steps done late"),
    "news": mark("Last news"),
    "leader_on_due": mark("Leader on the due date"),
    "lead_on_due": mark("Lead unit on the due date"),
    "yellow_from": mark("Yellow from"),
    "red_from": mark("Red from"),
    "green_when": mark("Green with"),
}

COLUMNS = (
    Column("fact", mark("Fact"), mark("What the rule looks at."), words=_FACTS),
    Column("value", mark("Value"), mark("What it found."), words={**LIGHTS, **STATES, **RULES}, main=True),
)

Fact = tuple[str, Cell]


def why(ledger: Ledger, thing: Thing, question: Question) -> Table:
    """One row for each fact about the light of tracked work."""
    today, limits = question.scope.today, thresholds_of(ledger, question)
    work, steps = work_of(ledger, thing, question)
    facts = facts_of(ledger, question, [work])(work)
    verdict = judge(work, facts, today, limits)
    found: list[Fact] = [
        ("light", Code(verdict.light)),
        ("rule", Code(verdict.rule)),
        *_override(work, facts, limits, question),
        ("today", today),
        ("state", Code(work.state)),
        ("due", work.due),
        ("due_said", work.due_said),
        ("due_first", work.due_first),
        ("done", work.done),
        *_time(work, question),
        *(_progress(work, steps, facts, limits, question) if work.is_open else ()),
        *(_reported(ledger, work, facts, question) if work.is_open else ()),
        ("news", facts.news if work.is_open and limits.silence is not None else None),
        *_answered(ledger, work),
        *_limits(limits),
        ("green_when", _green_when(work, steps, facts, verdict, limits, today)),
    ]
    # A rule's words name the thresholds in force, so they are filled in here.
    rule = {verdict.rule: rule_words(verdict, limits)}
    shown = (COLUMNS[0], COLUMNS[1]._replace(words={**LIGHTS, **STATES, **rule}))
    title = _("Why {ref} is {light}", ref=work.ref, light=_(LIGHTS[verdict.light]))
    return Table("why", title, shown, tuple(fact for fact in found if fact[1] is not None))


def rule_words(verdict: Verdict, limits: Thresholds) -> str:
    """The rule that gave a light, in words that name the thresholds in force."""
    return _(RULES[verdict.rule], **limits._asdict())


def _override(work: Work, facts: Facts, limits: Thresholds, question: Question) -> Iterator[Fact]:
    """Who set the light by hand, why and until when, and what the rules say; nothing where it does not count."""
    override = facts.override
    if override is None or not work.is_open:
        return
    otherwise = judge(work, facts._replace(override=None), question.scope.today, limits)
    yield "set_by", override.author
    yield "reason", override.reason
    yield "set_until", override.valid_to
    yield "otherwise", _("{light}: {rule}", light=_(LIGHTS[otherwise.light]), rule=rule_words(otherwise, limits))


def _time(work: Work, question: Question) -> Iterator[Fact]:
    last = question.scope.today if work.is_open else work.done
    if work.due and last and (work.is_open or last > work.due):
        days = (work.due - last).days
        yield "days_late" if days < 0 else "days_left", abs(days)


def _progress(work: Work, steps: list[Work], facts: Facts, limits: Thresholds, question: Question) -> Iterator[Fact]:
    """Scheduled and actual progress of a project that has milestones, and the steps that tell of lateness."""
    progress, today = facts.progress, question.scope.today
    if progress is None or not progress.total:
        return
    due_by_now = scheduled(work, progress, today, limits)
    actual = progress.points(progress.actual)
    monthly = limits.schedule == "months"
    yield "scheduled", _("{share} (by months)", share=f"{due_by_now:.0f}%") if monthly else f"{due_by_now:.0f}%"
    yield "actual", f"{actual:.0f}%"
    yield "behind", round(due_by_now - actual, 1)
    past_due = [str(one.ref) for one in steps if one.is_overdue(today)]
    yield "late_steps", tuple(past_due) or None
    yield "caught_up", tuple(str(one.ref) for one in steps if not one.is_open and one.days_late(today)) or None


def _reported(ledger: Ledger, work: Work, facts: Facts, question: Question) -> Iterator[Fact]:
    """How far the work is by the latest report that says so, beside what the milestones give; and what the light goes
    by, since a unit's own figure turns no light."""
    today = question.scope.today
    notes = [
        note
        for note in ledger.find(Note, about=work.ref, kind=PROGRESS)
        if note.percent is not None and note.date is not None and note.date <= today
    ]
    if not notes:
        return
    last = max(notes, key=lambda note: (str(note.date), note.number))
    yield (
        "reported_progress",
        _("{share} ({name}, {day})", share=f"{last.percent:g}%", name=last.author or "-", day=last.date),
    )
    if facts.progress is not None and facts.progress.total:
        yield "judged_by", _("its milestones, not the report")
    else:
        yield "judged_by", _("its due date alone: it has no milestones")


def _answered(ledger: Ledger, work: Work) -> Iterator[Fact]:
    """Who answered on the due date, whoever does today."""
    if work.due is not None:
        for piece in answered_on(ledger, work.due, [work]):
            for role in ("leader", "lead"):
                yield f"{role}_on_due", piece.names(role) or None


def _limits(limits: Thresholds) -> Iterator[Fact]:
    values = limits._asdict()
    yield "yellow_from", _("{near} days before the due date, or {behind} points behind", **values)
    yield "red_from", _("the day after the due date, or more than {far_behind} points behind", **values)


def _green_when(
    work: Work, steps: list[Work], facts: Facts, verdict: Verdict, limits: Thresholds, today: date
) -> str | None:
    """What would turn the light green, all of it together; None where it is green, or closed."""
    if not work.is_open or verdict.light == GREEN:
        return None
    by_rules = judge(work, facts._replace(override=None), today, limits)
    wanted = list(_wanted(work, steps, lacking(work, facts, today, limits), limits))
    if by_rules.rule == "recovered" and by_rules.light != GREEN:
        wanted.append(_("the rule lights.recovered (done, it is blue)"))
    if facts.override is not None:
        wanted.insert(0, _("the end of what was set by hand"))
    return _("; and ").join(wanted)


def _wanted(work: Work, steps: list[Work], lack: Lacking, limits: Thresholds) -> Iterator[str]:
    if lack.dateless:
        yield _("a due date: `reform edit {ref} --due …`", ref=work.ref)
    if lack.time is not None:
        yield _("a due date after {date}, by an approved extension (done, it is blue)", date=lack.time)
    if lack.behind:
        refs = joined(str(one.ref) for one in steps if one.is_open)
        points = f"{lack.points - limits.behind:.3g}"
        yield _("steps done for more than {points} points; open, by date: {steps}", points=points, steps=refs)
    if lack.silent:
        yield _("news: a note, a visit, a report")
