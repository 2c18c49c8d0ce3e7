"""`reform add`: a project, a milestone to one, or a matter."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated

import typer

from reformcli.errors import NotPossible, UsageError
from reformcli.i18n import _, in_a_line, joined, mark
from reformcli.model.change import Change
from reformcli.model.fields import FieldValue, Thing, value_in
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.noun import Noun, noun, ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref, parse
from reformcli.model.states import OPEN_STATES
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs
from reformcli.shell.kinds import KindWords, noun_of_code
from reformcli.shell.new_owners import meet_owners
from reformcli.shell.options import OUTPUT, WRITING
from reformcli.shell.pieces import must_fit, options, values_of
from reformcli.shell.run import Context
from reformcli.shell.typed import due, duties, entry, get_piece, must_exist, tell_of_due_dates
from reformcli.shell.written import write
from reformcli.verbs.dates import outside
from reformcli.verbs.near_titles import OpenTitles
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.work import add_milestones, add_project

_WHAT = {"project": mark("A project"), "milestone": mark("A milestone"), "matter": mark("A matter")}
_ADDED_BY = {"--to": "milestone", "--from": "matter", "--relapse-of": "matter"}


def run(
    context: Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help=mark("What is to be done."))],
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="REF", help=mark("Add a milestone to this project."), autocompletion=refs),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="REF", help=mark("Add a matter that comes from this."), autocompletion=refs),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            click_type=KindWords(others=False),
            help=mark("What is added."),
        ),
    ] = None,
) -> None:
    """Add a project with those who answer for it, with `to` a milestone, with `source`, `kind` or what it is a relapse
    of a matter."""
    made = _noun(kind, {"--to": to, "--from": source, "--relapse-of": context.choices.options.get("relapse_of")})
    must_fit(context, made, _(_WHAT[made.key]))
    book = OwnerBook(() if made.key == "milestone" else context.writable.owners())
    values = {"title": entry(context).value(made.fields["title"], title), **values_of(context, made, book)}
    if kind not in (None, made.key):
        values["kind"] = kind
    changes = {"project": _project, "milestone": _milestone, "matter": _matter}[made.key](
        context, values, book, source if to is None else to
    )
    must_exist(context, changes)
    near = [told for change in changes if change.before is None and (told := _near_projects(context, change.thing))]
    limits: list[str] = []
    if "due" not in context.choices.options:
        changes = [by_rule(context, change, limits.append) for change in changes]
    write(context, "add", changes)
    for sentence in near:
        context.warn(sentence)
    for sentence in limits:
        context.say(sentence)
    if "due" in context.choices.options:
        tell_of_due_dates(context, changes)
    for sentence in outside(changes, context.ledger):
        context.warn(sentence)


def _noun(code: str | None, typed: Mapping[str, str | None]) -> Noun[Thing]:
    """The noun that a thing is added to, by its code where one is given, and by the flags that are `typed`.

    Raises UsageError where they mean different ones.
    """
    flags = [flag for flag, text in typed.items() if text is not None]
    meant = {_ADDED_BY[flag] for flag in flags} or {"project"}
    if len(meant) > 1:
        raise UsageError(_("Only one of {flags} can be given.", flags=joined(flags)))
    key = meant.pop()
    kind = noun(key) if code is None else noun_of_code(code)
    if flags and kind.key != key:
        raise UsageError(
            _("{flag} adds a {noun}.", flag=flags[0], noun=_(noun(key).label)), hint=_("Leave out --kind.")
        )
    if kind.key == "milestone" and not flags:
        raise UsageError(_("A milestone belongs to a project."), hint=_("Name it with --to."))
    if kind.key not in _WHAT:
        raise UsageError(
            _("{noun} has a command of its own.", noun=_(kind.label)), hint=_("Try `reform {noun} add`.", noun=kind.key)
        )
    return kind


def _near_projects(context: Context, added: Thing) -> str:
    """What to say of a new project where one of another year that is open has its title, or open ones nearly have it;
    blank where none has."""
    if not isinstance(added, Project):
        return ""
    title = added.title
    for other in context.ledger.find(Project, title=title):
        if other.plan != added.plan and other.state in OPEN_STATES:
            return _(
                "{ref} of {year} has this title and is open: `reform edit {ref} --plan {plan}` goes on with it.",
                ref=ref_of(other),
                year=other.plan,
                plan=added.plan,
            )
    close = OpenTitles(context.ledger.find(Project)).close(title)
    if not close:
        return ""
    known = in_a_line(f"{ref_of(project)} {project.title}" for project in close)
    return _("{title} is nearly the same as {known}; taken as a new project.", title=title, known=known)


def _project(context: Context, values: dict[str, FieldValue], book: OwnerBook, _ref: str | None) -> list[Change[Thing]]:
    values = {"plan": context.plan, **values}
    limit, reading = due(context, noun("project"), value_in(values, "plan", int))
    meet_owners(context, duties(context), book)
    return add_project(limit | values, duties(context), book, reading)


def _milestone(
    context: Context, values: dict[str, FieldValue], _book: OwnerBook, ref: str | None
) -> list[Change[Thing]]:
    project = get_piece(context, ref or "")
    if not isinstance(project, Project):
        raise NotPossible(_("A milestone belongs to a project, not to other work."))
    limit, reading = due(context, noun("milestone"), project.plan)
    return add_milestones(project, limit | values, reading, context.ledger.find(Milestone))


def _matter(context: Context, values: dict[str, FieldValue], book: OwnerBook, ref: str | None) -> list[Change[Thing]]:
    from reformcli.verbs.matters import add_matter, from_source

    source = None if ref is None else context.ledger.get(parse(ref))
    at_first = {**from_source(source, context.ledger.get), **values}
    number, earlier = value_in(at_first, "project", int), value_in(values, "relapse_of", int)
    plan = None if number is None else context.ledger.get_of(Project, number).plan
    changes = add_matter(
        due(context, noun("matter"), plan, base=value_in(at_first, "opened", date))[0] | values,
        source=source,
        find=context.ledger.get,
        relapse_of=None if earlier is None else context.ledger.get_of(Matter, earlier),
        today=context.today,
    )
    for change in changes:
        _tell_whom_it_falls_to(context, change.after, is_named="owner" in at_first)
    return [*book.changes(), *changes]


def _tell_whom_it_falls_to(context: Context, matter: Thing | None, *, is_named: bool) -> None:
    """Say who answers for a matter, where neither what was typed nor what it comes from names one."""
    if not isinstance(matter, Matter) or is_named:
        return
    if matter.owner is None:
        context.announce(_("Nobody answers for it yet; name a unit with `reform edit REF --lead NAME`."))
    elif matter.relapse_of is not None:
        owner, ref = context.ledger.names()[matter.owner], Ref("matter", matter.relapse_of)
        context.announce(_("It falls to {owner}, as {ref} did.", owner=owner, ref=ref))


def by_rule(context: Context, change: Change[Thing], tell: Callable[[str], None]) -> Change[Thing]:
    """A change that adds a matter, with the time limit that the rules of its first day give it, of which `tell` is
    given a sentence. Any other change as it is."""
    matter = change.after
    if not isinstance(matter, Matter):
        return change
    from reformcli.verbs.matters import with_limit  # whose rules projects need not wait for

    limited, sentence = with_limit(matter, context.ledger, context.today)
    if sentence:
        tell(sentence)
    return Change(None, limited)


SPEC = Spec(
    run,
    (
        (
            mark('reform add "Cut waiting times" --lead Health --leader "Deputy Mayor" --due "end of year"'),
            mark("Add a project; owners not yet known are added with it."),
        ),
        (
            mark('reform add "Leases are not signed" --from V12 --due 2026-06-30'),
            mark("What visit 12 found, against the unit visited."),
        ),
    ),
    (OUTPUT, WRITING),
    options("title", "kind"),
    about=mark("`--to 17` makes it a milestone of project 17."),
)
