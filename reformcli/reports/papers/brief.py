"""Brief (督查前一页纸): what to know before a visit to a unit or to see a project, and what to ask there."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reformcli import columns
from reformcli.document import Fields, Value
from reformcli.errors import NotPossible
from reformcli.i18n import _, mark, plural
from reformcli.lights import Verdict
from reformcli.model.colours import LIGHTS
from reformcli.model.days import quarter_of
from reformcli.model.duty import ROLES, Duty
from reformcli.model.fields import Thing, fields_of
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.noun import noun_of, ref_of
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.scope import Scope
from reformcli.model.states import DROPPED, STATES
from reformcli.model.tree import parents_of, within
from reformcli.model.visit import Visit
from reformcli.model.work import Work
from reformcli.reports.answering import answered
from reformcli.reports.lit import lit, thresholds_of
from reformcli.reports.papers import questions, visits
from reformcli.reports.papers.at_a_glance import COLUMNS, at_a_glance
from reformcli.reports.papers.declared import Paper, PaperField
from reformcli.reports.question import Question
from reformcli.reports.scoped import place
from reformcli.reports.why import rule_words
from reformcli.table import Column, Table

_MOST_VISITS, _MOST_MATTERS, _MOST_QUESTIONS = 5, 12, 12
_FEWER = 2, 3, 4
"""How many visits, open matters and questions a page has room for that is about one project, and about several."""

MILESTONES = (
    columns.REF,
    columns.TITLE,
    columns.DUE,
    columns.STATE,
    columns.DONE,
    columns.DAYS_LATE,
    columns.MOVES,
)
MATTERS = (
    columns.REF,
    columns.KIND,
    columns.TITLE,
    Column("owner", mark("Owner"), mark("Who answers for it.")),
    columns.DUE,
    columns.DAYS_LATE,
    columns.of_field(fields_of(Matter)["raised_by"]),
    columns.of_field(fields_of(Matter)["stage"]),
    columns.of_field(fields_of(Matter)["measures"]),
)


class Subject(NamedTuple):
    """What a brief is about: in words, the numbers of projects, the numbers of owners, a matter of its own."""

    words: str
    projects: frozenset[int]
    owners: frozenset[int] = frozenset()
    matter: int | None = None


def brief(ledger: Ledger, question: Question) -> Fields:
    """The fields of a brief about the project, milestone, visit, matter or owner that the option `about` holds."""
    today = question.scope.today
    subject = _subject(ledger, question)
    everything = Scope(today)
    work = list(ledger.work(everything, open_only=False))
    projects = sorted((piece for piece in work if piece.is_project and piece.number in subject.projects), key=place)
    verdicts = dict(lit(ledger, question._replace(scope=everything), projects))
    news = ledger.news([piece.number for piece in projects], today)
    steps = {
        project.number: sorted(
            (
                piece
                for piece in work
                if piece.is_milestone and piece.within == project.number and piece.state != DROPPED
            ),
            key=place,
        )
        for project in projects
    }
    matters = {matter.number: matter for matter in ledger.find(Matter)}
    open_matters = [piece for piece in work if piece.noun == "matter" and _concerns(piece, matters, subject, question)]
    names = ledger.names()
    most_visits, most_matters, most = _FEWER if len(projects) > 1 else (_MOST_VISITS, _MOST_MATTERS, _MOST_QUESTIONS)
    about = questions.About(projects, steps, open_matters, matters, news)
    asked = tuple(questions.asked(ledger, about, today, thresholds_of(ledger, question).silence))
    return {
        "subject": subject.words,
        "day": today,
        "projects": tuple(
            _project(ledger, project, steps[project.number], verdicts[project], question, names)
            | {"news": news.get(project.number)}
            for project in projects
        ),
        "listed": at_a_glance(projects, steps, verdicts, today),
        "matters": _matters(open_matters, matters, question, names, most_matters),
        "visits": _visits(ledger, subject, question, names, most_visits),
        "received": tuple(_received(ledger, subject, projects, question, names)),
        "questions": asked[:most],
        "unasked": len(asked[most:]),
    }


def _subject(ledger: Ledger, question: Question) -> Subject:
    thing = question.about
    words = _words(thing)
    if isinstance(thing, Project):
        return Subject(words, frozenset({thing.number}))
    if isinstance(thing, Milestone):
        return Subject(words, frozenset({thing.project}))
    if isinstance(thing, Visit):
        visited = ledger.names().get(thing.owner or 0, "")
        owners = frozenset({thing.owner} if thing.owner is not None else ())
        return Subject(f"{ref_of(thing)} {visited} {thing.date}", frozenset(thing.projects), owners)
    if isinstance(thing, Matter):
        about = frozenset({thing.project} if thing.project is not None else ())
        return Subject(words, about, matter=thing.number)
    if isinstance(thing, Owner):
        scope = Scope(question.scope.today, owner=thing.number)
        projects = frozenset(piece.number for piece in ledger.work(scope, nouns=("project",)))
        return Subject(words, projects, frozenset(within(thing.number, parents_of(ledger.owners()))))
    raise NotPossible(
        _("{ref} is nothing that a brief can be about.", ref=words),
        hint=_("Name a project, a milestone, a visit, a matter or an owner."),
    )


def _words(thing: Thing) -> str:
    kind = noun_of(thing)
    return kind.name_of(thing) if kind.called else f"{kind.ref(thing)} {kind.name_of(thing)}"


def _project(
    ledger: Ledger, work: Work, steps: Sequence[Work], verdict: Verdict, question: Question, names: Mapping[int, str]
) -> dict[str, Value]:
    project = ledger.get_of(Project, work.number)
    return {
        "ref": str(work.ref),
        "title": work.title,
        "light": _(LIGHTS[verdict.light]),
        "why": rule_words(verdict, thresholds_of(ledger, question)),
        "state": _(STATES[work.state]),
        "due": work.due,
        "due_first": work.due_first,
        "moves": work.moves,
        "goal": project.goal,
        "measures": project.measures,
        "result": project.result,
        "policy_basis": project.policy_basis,
        "local_situation": project.local_situation,
        "answers": tuple(_answers(ledger, work.number, question, names)),
        "milestones": _milestones(steps, question),
    }


def _answers(ledger: Ledger, project: int, question: Question, names: Mapping[int, str]) -> Iterator[Fields]:
    """Who answers for a project on the day asked about, role by role, and since when."""
    duties = [duty for duty in ledger.find(Duty, project=project) if duty.holds_on(question.scope.today)]
    order = list(ROLES)
    for duty in sorted(duties, key=lambda duty: (order.index(duty.role), duty.number)):
        yield {"role": _(ROLES[duty.role]), "owner": names[duty.owner], "since": duty.valid_from}


def _milestones(steps: Sequence[Work], question: Question) -> Table:
    today = question.scope.today
    rows = tuple(
        (str(step.ref), step.title, step.due, step.state, step.done, step.days_late(today) or None, step.moves or None)
        for step in steps
    )
    return Table("milestones", _("Milestones"), MILESTONES, rows, empty=_("It has no milestones."))


def _concerns(piece: Work, matters: Mapping[int, Matter], subject: Subject, question: Question) -> bool:
    """Whether an open matter is what the brief is about, or about one of its projects, or its owners' own."""
    if not piece.is_open:
        return False
    matter = matters[piece.number]
    if matter.opened is not None and matter.opened > question.scope.today:
        return False
    concerned = {matter.owner, matter.raised_by, *matter.supporting} & subject.owners
    return piece.number == subject.matter or piece.project in subject.projects or bool(concerned)


def _matters(
    pieces: Sequence[Work], matters: Mapping[int, Matter], question: Question, names: Mapping[int, str], most: int
) -> Table:
    """The open matters, the longest overdue first; at most `most`, then a note that says how many more there are."""
    today = question.scope.today
    ordered = sorted(pieces, key=lambda piece: -piece.days_late(today))
    rows = tuple(
        (
            str(piece.ref),
            piece.kind_code,
            piece.title,
            names.get(piece.owner) if piece.owner is not None else None,
            piece.due,
            piece.days_late(today) or None,
            names.get(matters[piece.number].raised_by or 0),
            matters[piece.number].stage,
            matters[piece.number].measures,
        )
        for piece in ordered[:most]
    )
    more = len(ordered) - len(rows)
    notes = (plural("{n} more is not listed.", "{n} more are not listed.", more),) if more else ()
    return Table("matters", _("Open matters"), MATTERS, rows, notes=notes, empty=_("There is no open matter."))


def _visits(ledger: Ledger, subject: Subject, question: Question, names: Mapping[int, str], most: int) -> Table:
    """The last visits to see these projects, or to these owners."""
    received = (
        visit
        for visit in ledger.find(Visit)
        if visit.date is not None and visit.date <= question.scope.today
        if visit.owner in subject.owners or set(visit.projects) & subject.projects
    )
    return visits.visits_table(received, names, most=most)


def _received(
    ledger: Ledger, subject: Subject, projects: Sequence[Work], question: Question, names: Mapping[int, str]
) -> Iterator[Fields]:
    """How many visits each unit that the brief is about has received in the quarter, and the cap."""
    today = question.scope.today
    since = quarter_of(today)[0]
    units = {names[number] for number in subject.owners}
    if not units:
        units = {name for piece in answered(ledger, question, projects) for name in piece.lead}
    counts = Counter(
        names[visit.owner]
        for visit in ledger.find(Visit)
        if visit.owner is not None and visit.date is not None and since <= visit.date <= today
    )
    most = visits.cap(ledger, question)
    for unit in sorted(units, key=lambda name: (-counts[name], name)):
        if counts[unit] or not subject.owners or len(units) == 1:
            yield {"unit": unit, "count": counts[unit], "cap": most, "over": most is not None and counts[unit] > most}


FIELDS = (
    PaperField("subject", mark("What it is about: a ref and its title, or an owner.")),
    PaperField("day", mark("The day that it is of.")),
    PaperField(
        "projects",
        mark("The projects that it is about."),
        fields=(
            PaperField("ref", mark("Number of the project.")),
            PaperField("title", mark("What is to be done.")),
            PaperField("light", mark("Colour of the light, as a word.")),
            PaperField("why", mark("The rule that gave the light.")),
            PaperField("state", mark("How far it is.")),
            PaperField("due", mark("Last day in time.")),
            PaperField("due_first", mark("First due date that was approved.")),
            PaperField("moves", mark("How often the due date was moved.")),
            PaperField("goal", mark("What it is to achieve.")),
            PaperField("measures", mark("How it is to be achieved.")),
            PaperField("result", mark("What will show it: a plan, a rule, a platform.")),
            PaperField("policy_basis", mark("Documents that require it.")),
            PaperField("local_situation", mark("How things stand here.")),
            PaperField(
                "answers",
                mark("Who answers for it on the day."),
                fields=(
                    PaperField("role", mark("In which role.")),
                    PaperField("owner", mark("Who answers.")),
                    PaperField("since", mark("First day of the duty.")),
                ),
            ),
            PaperField("milestones", mark("Its milestones, without those struck off."), MILESTONES),
            PaperField("news", mark("The last day on which anything was heard of it.")),
        ),
    ),
    PaperField("listed", mark("The same projects in a table, for a page about several."), COLUMNS),
    PaperField("matters", mark("The matters that are open, the longest overdue first."), MATTERS),
    PaperField("visits", mark("The last visits, the newest first."), visits.COLUMNS),
    PaperField(
        "received",
        mark("Visits in the quarter, unit by unit."),
        fields=(
            PaperField("unit", mark("Unit visited.")),
            PaperField("count", mark("Visits that it received in the quarter, up to the day.")),
            PaperField("cap", mark("How many it should receive at the most.")),
            PaperField("over", mark("Whether it received more.")),
        ),
    ),
    PaperField("questions", mark("What to ask, each from a row of the ledger and with its ref.")),
    PaperField("unasked", mark("How many more questions a page has no room for.")),
)

PAPER = Paper(
    brief,
    FIELDS,
    (
        ("reform paper brief 18", mark("One page about project 18.")),
        (mark("reform paper brief Treasury -o brief.docx"), mark("About a unit's open work, to print and take along.")),
    ),
    about=mark("What it is about: 18, 18.3, V12, F45, or an owner's name."),
    dense=True,
)
