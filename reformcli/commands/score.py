"""`reform score`: judge units, rank them, show receipts, contest lines and put them right."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from reformcli.commands.add import by_rule
from reformcli.errors import NotFound, NotPossible
from reformcli.i18n import _, mark
from reformcli.model.fields import FieldValues, Thing
from reformcli.model.mark import NOUN, Mark
from reformcli.model.matter import Matter
from reformcli.model.noun import ref_of
from reformcli.model.owner import Owner
from reformcli.model.refs import parse
from reformcli.model.text import for_shell
from reformcli.reports.scores import SCORES, score_report
from reformcli.rulebook import RuleHistory, in_force
from reformcli.scoring import reckon
from reformcli.scoring.line import ScoreLine
from reformcli.scoring.reckoning import Reckoning
from reformcli.scoring.totals import tenths
from reformcli.shell.build import Spec
from reformcli.shell.completion import owner_names, refs
from reformcli.shell.filters import question
from reformcli.shell.options import FILTERS, OUTPUT, WRITING
from reformcli.shell.report_commands import spec_of
from reformcli.shell.run import Context
from reformcli.shell.typed import entry, must_exist, on_day, said
from reformcli.shell.written import write
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.scores import (
    Decided,
    add_mark,
    appeal,
    correct,
    line_called,
    must_be_decided,
    own_line,
    rule_called,
)

Unit = Annotated[
    str, typer.Argument(metavar="UNIT", help=mark("The unit, by any of its names."), autocompletion=owner_names)
]


def judge(
    context: Context,
    unit: Unit,
    rule: Annotated[str, typer.Argument(metavar="RULE", help=mark("Key of the rule: view, praise, criticism."))],
    points: Annotated[
        str | None, typer.Option("--points", metavar="NUMBER", help=mark("For a view: how many points."))
    ] = None,
    evidence: Annotated[
        str | None,
        typer.Option("--evidence", metavar="REF", help=mark("What shows it: M4.2."), autocompletion=refs),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=mark("Why."))] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="NAME", help=mark("Who judges: for a view, the group."), autocompletion=owner_names
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help=mark("Day of the judgement; today unless given."))
    ] = None,
) -> None:
    """Record a judgement of a unit: a group's view of it, praise or criticism."""
    day = on_day(context, on, "--on")
    rules = in_force(context.ledger, day).score
    book = OwnerBook(context.ledger.owners())
    owner = book.get(unit)
    author = None if by is None else book.get(by)
    value = None if points is None else entry(context).value(NOUN.fields["points"], points)
    values: FieldValues = {
        "owner": owner.number,
        "date": day,
        "points": value,
        "evidence": None if evidence is None else parse(evidence),
        "reason": said(context, NOUN, "reason", reason),
        "author": None if author is None else author.number,
    }
    changes = add_mark(values, rule_called(rule, rules), rules, owner, author, context.today)
    must_exist(context, changes)
    told = [*_views_before(context, changes[0].after), *_of_which_year(day, is_dated=on is not None)]
    write(context, "score mark", changes)
    for sentence in told:
        context.say(sentence)


_EARLY = 3
"""The last month in which a judgement may well be meant for the year before."""


def _of_which_year(day: date, *, is_dated: bool) -> Iterator[str]:
    """That a judgement early in a year, whose day nobody gave, counts in that year."""
    if day.month <= _EARLY and not is_dated:
        before = day.year - 1
        last = date(before, 12, 31)
        yield _(
            "It counts in {year}; for the score of {before}, give --on {last}.", year=day.year, before=before, last=last
        )


def _views_before(context: Context, judged: Thing | None) -> Iterator[str]:
    """Which of several views that a group has of a unit in a year counts: the latest by day."""
    if not isinstance(judged, Mark) or judged.points is None or judged.date is None:
        return
    same = context.ledger.find(Mark, owner=judged.owner, author=judged.author, rule=judged.rule)
    views = [view for view in same if view.against is None and view.date and view.date.year == judged.date.year]
    if views:
        latest = max(views, key=lambda view: (str(view.date), view.number))
        facts = {"ref": ref_of(latest), "date": latest.date}
        if str(latest.date) > str(judged.date):
            yield _("The view {ref} of {date} is later, and counts instead.", **facts)
        else:
            yield _("It counts in the place of the view {ref} of {date}.", **facts)


def contest(
    context: Context,
    unit: Unit,
    line: Annotated[str, typer.Argument(metavar="LINE", help=mark("The line's name, such as late@18.2."))],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=mark("Why it is contested."))],
) -> None:
    """Contest a line of a unit's score: a matter for the office, with its time limit."""
    book = OwnerBook(context.ledger.owners())
    owner = book.get(unit)
    year = question(context).plan or context.plan
    contested = _line_of(context, line, owner, year)
    words = said(context, NOUN, "reason", reason) or ""
    changes = appeal(contested, owner, words, context.ledger.find(Matter), _office(context, book), context.today)
    limits: list[str] = []
    changes = [by_rule(context, change, limits.append) for change in changes]
    write(context, "score appeal", changes)
    for sentence in limits:
        context.say(sentence)


def _line_of(context: Context, line: str, unit: Owner, year: int) -> ScoreLine:
    """The line of a unit's score of a year. Raises NotFound, telling if it is one of the year before."""
    try:
        return line_called(line, unit, reckon(context.ledger, _reckoning(context, year)), context.ledger.names())
    except NotFound as error:
        if own_line(reckon(context.ledger, _reckoning(context, year - 1)).get(unit.number), line) is None:
            raise
        hint = _("It is a line of {year}: give --plan {year}.", year=year - 1)
        raise NotFound(error.what, hint=hint) from None


def put_right(
    context: Context,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help=mark("The appeal that was decided, such as F15."), autocompletion=refs)
    ],
    points: Annotated[str, typer.Option("--points", metavar="NUMBER", help=mark("The points of the line."))],
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help=mark("Why; as the appeal says unless given."))
    ] = None,
) -> None:
    """Replace the points of the line that a decided appeal is against; what they were stays in the receipt."""
    matter = context.ledger.get(parse(ref))
    if not isinstance(matter, Matter):
        raise NotPossible(_("{ref} is no appeal against a score line.", ref=ref_of(matter)))
    decided = must_be_decided(matter, context.ledger.find(Mark))
    owner = context.ledger.get_of(Owner, decided.unit)
    reckoning, line = _contested(context, decided, owner)
    value = entry(context).value(NOUN.fields["points"], points)
    words = said(context, NOUN, "reason", reason)
    office = _office(context, OwnerBook(context.ledger.owners()))
    changes = correct(decided, line, Decimal(str(value)), words, reckoning.own, office, context.today)
    write(context, "score correct", changes)
    facts = {"name": owner.name, "line": line.name, "before": tenths(line.points), "after": tenths(Decimal(str(value)))}
    context.say(_("{name}, {line}: {before} → {after}.", **facts))


def _reckoning(context: Context, year: int) -> Reckoning:
    return Reckoning(year, context.today, RuleHistory(context.ledger))


def _contested(context: Context, decided: Decided, owner: Owner) -> tuple[Reckoning, ScoreLine]:
    """The line that an appeal is against, with the year that it is of: the appeal's, or the one before."""
    opened = decided.matter.opened or context.today
    for year in (opened.year, opened.year - 1):
        reckoning = _reckoning(context, year)
        line = own_line(reckon(context.ledger, reckoning).get(owner.number), decided.against)
        if line is not None and line.day is not None and line.day <= opened:
            return reckoning, line
    raise NotPossible(
        _("{name} has no line {line}.", name=owner.name, line=decided.against),
        hint=_("What it came from has changed: see `reform score show {name}`.", name=for_shell(owner.name)),
    )


def _office(context: Context, book: OwnerBook) -> int | None:
    """The number of the owner that the office itself is, where the setting names one that is there."""
    name = context.settings["office.name"]
    own = book.find(name) if name else None
    return None if own is None else own.number


_PLAN = tuple(option for option in FILTERS if option.name == "plan")

SPECS = {
    "mark": Spec(
        judge,
        (
            (
                mark('reform score mark Transport view --points 17 --by "Urban Affairs"'),
                mark("What a group thinks of a unit, out of 20."),
            ),
            (
                mark('reform score mark Transport praise --evidence M4.2 --reason "ahead of time"'),
                mark("Praise at a meeting."),
            ),
        ),
        (OUTPUT, WRITING),
    ),
    **{name: spec_of(score_report(name)) for name in SCORES},
    "appeal": Spec(
        contest,
        (
            (
                mark('reform score appeal Transport late@18.2 --reason "the system was down for six days"'),
                mark("A line that the unit contests."),
            ),
            (
                mark('reform score appeal Transport absent@M3 --reason "invited too late" --plan 2025'),
                mark("A line of another year."),
            ),
        ),
        (_PLAN, OUTPUT, WRITING),
    ),
    "correct": Spec(
        put_right,
        (
            ("reform score correct F15 --points 0", mark("The appeal was granted.")),
            ("reform score correct F15 --points -2 --dry-run", mark("What a part of it would change.")),
        ),
        (OUTPUT, WRITING),
    ),
}
