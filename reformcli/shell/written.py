"""What was written, told: a line for each thing that was asked for, or a table in the format asked for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reformcli.i18n import _, in_a_line, in_sequence, joined, mark, plural
from reformcli.model.change import Change, Receipt
from reformcli.model.fields import Thing
from reformcli.model.ledger import Ledger
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.noun import noun_of, ref_of
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.reports.differences import differences
from reformcli.reports.things import is_typed
from reformcli.shell.run import Context
from reformcli.table import Column, Shape, Table
from reformcli.verbs.of_any_noun import namesakes

_ACTION = Column(
    "action",
    mark("Action"),
    mark("What was done."),
    words={
        "added": mark("Added"),
        "changed": mark("Changed"),
        "removed": mark("Removed"),
        "would add": mark("Would add"),
        "would change": mark("Would change"),
        "would remove": mark("Would remove"),
    },
)


_MOST_NAMED = 3
"""How many things that are the same as one that is added are named."""


class Written(NamedTuple):
    """Something written: what was done, the noun's key, what to type for it, its name, whose it is, what changed."""

    action: str
    noun: str
    ref: str | None
    name: str
    lead: tuple[str, ...]
    differences: tuple[str, ...]

    def line(self) -> str:
        """What is told of it."""
        called = "  ".join(dict.fromkeys(filter(None, (self.ref, self.name))))
        line = f"{_(self.action.capitalize())} {called}".rstrip()
        if self.lead and self.differences:
            line = _("{line} ({names})", line=line, names=joined(self.lead))
        return (
            _("{line}: {differences}", line=line, differences=in_a_line(self.differences)) if self.differences else line
        )


def _table(rows: tuple[Written, ...] = ()) -> Table:
    from reformcli import columns  # which only a table needs, and most entries are told in a line

    title = columns.TITLE._replace(help=mark("Its title, name or text."))
    lead = columns.LEAD._replace(help=mark("Whose work it is: its own owner, or its project's lead units."))
    changed = Column("differences", mark("Differences"), mark("What changed, field by field."), Shape.LIST, detail=True)
    return Table("written", _("Written"), (_ACTION, columns.NOUN, columns.REF, title, lead, changed), rows)


def write(context: Context, verb: str, changes: Sequence[Change[Thing]], *, every: bool = False) -> Receipt:
    """Write changes and tell what was written: as a table in the format asked for, else a line for each thing.

    Unless `every` change is to be told, those lines leave out what comes along with what was asked for. A change that
    leaves a thing as it is, is none.
    """
    changes = [change for change in changes if change.before != change.after]
    if context.choices.output:
        context.claim(_table())
    removes = any(change.after is None for change in changes)
    before = context.ledger.names() if removes else {}  # owners that are taken out have names only here
    repeated = _repeated(changes, context.ledger)
    receipt = context.apply(verb, changes)
    for sentence in repeated:
        context.warn(sentence)
    things = _things(changes, receipt)
    new = {thing.number: thing.name for thing in things if isinstance(thing, Owner)}  # not in the ledger by a dry run
    names = {**before, **_names(context, changes, things), **new}
    leads = leads_of(context, things, names) if names else {}
    rows = tuple(
        _written(context, change, thing, names)._replace(lead=leads.get(ref_of(thing), ()))
        for change, thing in zip(changes, things, strict=True)
    )
    if context.choices.format or context.choices.output:
        context.show(_table(rows))
        return receipt
    for row in rows if every else _worth_a_line(rows):
        if context.choices.quiet:
            context.answer(str(row.ref))
        else:
            context.answer(row.line())
    if not rows:
        context.say(_("Nothing to change."))
    return receipt


def _repeated(changes: Sequence[Change[Thing]], ledger: Ledger) -> list[str]:
    """What to say where things are added that are the same as others of the ledger: which, and by what."""
    others: dict[str, dict[str, None]] = {}
    for other, fields in namesakes(changes, ledger):
        if is_typed(noun_of(other)):
            labels = joined(_(field.label).lower() for field in fields)
            others.setdefault(labels, {})[noun_of(other).said(other)] = None
    undo = _("`reform undo` takes the new one back, if it is entered twice.")
    return [in_sequence((_same(list(refs), labels), undo)) for labels, refs in others.items()]


def _same(refs: Sequence[str], labels: str) -> str:
    if len(refs) > _MOST_NAMED:
        facts = {"refs": joined(refs[:_MOST_NAMED]), "n": len(refs) - _MOST_NAMED, "fields": labels}
        return _("{refs} and {n} more are the same by {fields}.", **facts)
    facts = {"refs": joined(refs), "fields": labels}
    return plural("{refs} is the same by {fields}.", "{refs} are the same by {fields}.", len(refs), **facts)


def _worth_a_line(rows: Sequence[Written]) -> list[Written]:
    """The rows worth a line: what was asked for, not what comes along with it (new owners are said as they are met)."""
    nouns = [row.noun for row in rows]
    added = {row.ref for row in rows if row.noun != "stage" and row.action in ("added", "would add")}
    main = [
        row
        for row in rows
        if row.noun not in ("owner", "duty", "extension") and not (row.noun == "stage" and row.ref in added)
    ]
    if main or not rows:
        return main
    return [row for row in rows if row.noun == ("duty" if "duty" in nouns else nouns[0])]


def _things(changes: Iterable[Change[Thing]], receipt: Receipt) -> list[Thing]:
    """The thing of each change as it was written, numbers given; a removed one as it was."""
    written = iter(receipt.things)
    return [change.thing if change.after is None else next(written) for change in changes]


def _written(context: Context, change: Change[Thing], thing: Thing, names: Mapping[int, str]) -> Written:
    if context.choices.dry_run:
        action = "would add" if change.before is None else "would remove" if change.after is None else "would change"
    else:
        action = "added" if change.before is None else "removed" if change.after is None else "changed"
    changed = tuple(differences(change.before, thing, names)) if change.after is not None else ()
    kind = noun_of(thing)
    return Written(action, kind.key, _ref(thing), kind.full_name(thing, names), (), changed)


def leads_of(context: Context, things: Iterable[Thing], names: Mapping[int, str]) -> Mapping[Ref, tuple[str, ...]]:
    """Whose tracked work is, by its ref: its own owner, else those who lead its project today."""
    own: dict[Ref, tuple[str, ...]] = {}
    project_of: dict[Ref, int] = {}
    for thing in things:
        if isinstance(thing, Matter) and thing.owner is not None and thing.owner in names:
            own[ref_of(thing)] = (names[thing.owner],)
        elif isinstance(thing, Project):
            project_of[ref_of(thing)] = thing.number
        elif isinstance(thing, Milestone | Matter) and thing.project is not None:
            project_of[ref_of(thing)] = thing.project
    duties = context.ledger.answering(set(project_of.values()), context.today) if project_of else {}
    leads = {ref: duties.get(project, {}) for ref, project in project_of.items()}
    return own | {ref: who.get("lead") or who.get("responsible", ()) for ref, who in leads.items()}


def _ref(thing: Thing) -> str | None:
    """What to type for a thing, once it has a number; for one that nobody types, what it is about."""
    kind = noun_of(thing)
    if is_typed(kind):
        return kind.said(thing) if thing.number > 0 or kind.called else None
    refs = (ref for field in kind.references if not field.holds_owners for ref in field.refs_in(thing))
    return next((str(ref) for ref in refs if ref.number > 0), None)


def owners_named(context: Context, things: Iterable[Thing]) -> Mapping[int, str]:
    """The names of the owners by number, where any of `things` may be called by the name of one."""
    return context.ledger.names() if any(noun_of(thing).is_named_by_owners for thing in things) else {}


def _names(context: Context, changes: Sequence[Change[Thing]], things: Iterable[Thing]) -> Mapping[int, str]:
    """The names of the owners by number, where any is told: a duty is known by its owner, a change is told with
    whose it is."""
    told = context.choices.format or context.choices.output or any(change.before is not None for change in changes)
    return context.ledger.names() if told else owners_named(context, things)


def told_as(thing: Thing, names: Mapping[int, str]) -> str:
    """What a thing is called where several are told of: what to type for it, and its name."""
    ref, name = _ref(thing) or "", noun_of(thing).full_name(thing, names)
    return name if not ref or name == ref or name.startswith(f"{ref} ") else f"{ref} {name}"
