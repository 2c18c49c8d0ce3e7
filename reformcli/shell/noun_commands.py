"""The commands of a noun, made from its declaration: add, list, edit, show, remove."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from inspect import Parameter, Signature
from typing import Annotated, Any, Generic

import typer

from reformcli.errors import UsageError
from reformcli.i18n import _, mark
from reformcli.model.change import Change
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, FieldValues, Thing
from reformcli.model.noun import Noun, T, ref_of
from reformcli.model.project import Project
from reformcli.model.refs import parse
from reformcli.model.tree import parents_of, within
from reformcli.reports.noun_lists import Narrowing, noun_list
from reformcli.reports.pages import page
from reformcli.shell.build import Spec
from reformcli.shell.completion import owner_names, refs
from reformcli.shell.filters import question, scope
from reformcli.shell.new_owners import NEW_OWNER
from reformcli.shell.options import FILTERS, OUTPUT, WRITING, Shared, fields
from reformcli.shell.run import Context
from reformcli.shell.typed import due, get_thing, must_exist, on_day, tell_of_due_dates, values
from reformcli.shell.written import write
from reformcli.verbs.of_any_noun import add_thing, edit_thing, remove_things
from reformcli.verbs.owners import OwnerBook


class Rules(Generic[T]):
    """What adding, changing and taking out things of a noun means. A noun with rules of its own has a subclass, in the
    file of its commands.

    `argument` is the field that is typed without its flag after `add`: its name, unless another one is, which
    may be typed with its flag as well. `book` holds the owners, and those that the entry adds.
    """

    argument: str | None = None

    def __init__(self, context: Context, kind: Noun[T], book: OwnerBook) -> None:
        self.context = context
        self.kind = kind
        self.book = book

    def add(self, values: FieldValues) -> list[Change[Thing]]:
        """Add a thing that has `values`."""
        return add_thing(self.kind, values)

    def edit(self, thing: T, values: FieldValues) -> list[Change[Thing]]:
        """Change what `values` name."""
        return edit_thing(thing, values)

    def base(self, values: FieldValues) -> date | None:
        """The day from which words about the due date of a thing that has `values` count; None is today."""
        return None

    def remove(self, things: Sequence[T]) -> list[Change[Thing]]:
        """Take things out."""
        return remove_things(things, self.context.ledger)


def spec_of(kind: Noun[T], verb: str, rules: type[Rules[T]] = Rules) -> Spec:
    """The command `verb` of a noun: add, list, edit, show or remove."""
    maker = {"add": _add, "list": _list, "edit": _edit, "show": _show, "remove": _remove}[verb]
    return maker(kind, rules)._replace(examples=tuple(_examples(kind, verb, rules)))


# Writing


def _add(kind: Noun[T], rules: type[Rules[T]]) -> Spec:
    argument = _argument(kind, rules)

    def run(context: Context, **words: str | None) -> None:
        alone = {key: text for key, text in words.items() if text is not None}
        if twice := alone.keys() & context.choices.options.keys():
            flag = kind.fields[min(twice)].flag
            raise UsageError(_("{name} is given twice.", name=flag), hint=_("Give it once."))
        given = {**context.choices.options, **alone}
        context.choices = context.choices._replace(options=given)
        acting = rules(context, kind, _book(context.writable.owners, kind))
        found = values(context, kind, acting.book)
        limit, _reading = due(context, kind, _plan(context, kind, found), base=acting.base(found))
        added = acting.add(limit | found)
        _write(context, kind, "add", acting.book, added)

    typed = [] if argument is None else [_typed_alone(kind, argument, rules)]
    declared = [field for field in kind.fields.values() if field.entered and (rules.argument or field is not argument)]
    return Spec(_with(run, typed), (), (OUTPUT, WRITING), lambda: _options(kind, declared))


def _edit(kind: Noun[T], rules: type[Rules[T]]) -> Spec:
    def run(context: Context, ref: list[str]) -> None:
        if not kind.fields.keys() & context.choices.options.keys():
            hint = _("See `{path} --help`.", path=f"reform {kind.key} edit")
            raise UsageError(_("Nothing to change was given."), hint=hint)
        things = _things(context, kind, ref)
        acting = rules(context, kind, _book(context.ledger.owners, kind))
        found = values(context, kind, acting.book)
        changes: list[Change[Thing]] = []
        for thing in things:
            held = {key: field.of(thing) for key, field in kind.fields.items()}
            whole = held | found
            limit, _reading = due(context, kind, _plan(context, kind, whole), base=acting.base(whole))
            changes += acting.edit(thing, limit | found)
        _write(context, kind, "edit", acting.book, changes)

    declared = [field for field in kind.fields.values() if field.entered]
    return Spec(_with(run, [_several(kind)]), (), (OUTPUT, WRITING), lambda: _options(kind, declared))


def _remove(kind: Noun[T], rules: type[Rules[T]]) -> Spec:
    def run(context: Context, ref: list[str]) -> None:
        acting = rules(context, kind, OwnerBook(()))
        write(context, f"{kind.key} remove", acting.remove(_things(context, kind, ref)))

    return Spec(_with(run, [_several(kind)]), (), (OUTPUT, WRITING))


def _write(context: Context, kind: Noun[T], verb: str, book: OwnerBook, changes: Sequence[Change[Thing]]) -> None:
    must_exist(context, changes)
    write(context, f"{kind.key} {verb}", [*book.changes(), *changes])
    if "due" in context.choices.options:
        tell_of_due_dates(context, changes)


def _things(context: Context, kind: Noun[T], texts: Sequence[str]) -> list[T]:
    """The things that are typed, each once."""
    things = [get_thing(context, text, kind) for text in texts]
    return list({kind.ref(thing): thing for thing in things}.values())


def _book(owners: Callable[[], Sequence[Any]], kind: Noun[T]) -> OwnerBook:
    """The owners, which are read only where the noun refers to any."""
    return OwnerBook(owners() if any(field.holds_owners for field in kind.references) else ())


def _plan(context: Context, kind: Noun[T], held: FieldValues) -> int | None:
    """The plan year in which words about time are meant: the thing's own, or that of its project."""
    if "plan" in kind.fields:
        plan = held.get("plan", context.plan)
        return plan if isinstance(plan, int) else None
    project = held.get(kind.tracked.project) if kind.tracked else None
    for found in context.ledger.find(Project, number=project) if isinstance(project, int) else ():
        return found.plan
    return None


# Reading


def _list(kind: Noun[T], rules: type[Rules[T]]) -> Spec:
    owner = tuple(
        option for option in FILTERS if option.name == "owner" and any(field.holds_owners for field in kind.references)
    )
    return Spec(lambda context: show_list(context, kind), (), (owner, OUTPUT), lambda: tuple(_narrowing_options(kind)))


def show_list(context: Context, kind: Noun[T]) -> None:
    """Show the things of a noun that the options name: what refers to an owner or another thing, what is of some days
    or in some state."""
    options = context.choices.options
    owner = scope(context).owner
    since, until = (on_day(context, options[key], f"--{key}") if key in options else None for key in ("since", "until"))
    narrowing = Narrowing(
        about=ref_of(context.ledger.get(parse(options["about"]))) if "about" in options else None,
        owners=None if owner is None else within(owner, parents_of(context.ledger.owners())),
        since=since,
        until=until,
        state=options.get("state"),
    )
    context.show(noun_list(kind).make(context.ledger, context.today, narrowing))


def _narrowing_options(kind: Noun[Thing]) -> Iterator[Shared]:
    """The options by which a list shows only some of a noun's things."""
    declared = noun_list(kind)
    if any(not field.holds_owners for field in kind.references):
        yield Shared("about", ("--about",), mark("Only what refers to this, such as 17."), "REF")
    if declared.states:
        yield Shared("state", ("--state",), mark("Only in this state."), "WORD", words=declared.states)
    if declared.is_dated:
        yield Shared("since", ("--since",), mark("Only from this day on."), "DATE")
        yield Shared("until", ("--until",), mark("Only up to this day."), "DATE")


def _show(kind: Noun[T], rules: type[Rules[T]]) -> Spec:
    def run(context: Context, ref: str) -> None:
        context.show(page(context.ledger, get_thing(context, ref, kind), question(context)))

    return Spec(_with(run, [_parameter("ref", str, _metavar(kind), _which(kind), _complete(kind))]), ())


# What is typed without a flag


def _argument(kind: Noun[T], rules: type[Rules[T]]) -> Field | None:
    """The field that is typed without its flag after `add`, if any."""
    key = rules.argument or kind.name
    field = kind.fields[key]
    return field if rules.argument or (field in kind.needed and field.kind is FieldKind.TEXT) else None


def _typed_alone(kind: Noun[T], field: Field, rules: type[Rules[T]]) -> Parameter:
    word, complete = ("NAME", owner_names) if field.holds_owners else (field.key.upper(), None)
    if field in kind.needed and not rules.argument:
        return _parameter(field.key, str, word, field.help, complete)
    return _parameter(field.key, str | None, f"[{word}]", field.help, complete, default=None)


def _several(kind: Noun[T]) -> Parameter:
    return _parameter("ref", list[str], _metavar(kind), _which(kind, several=True), _complete(kind))


def _metavar(kind: Noun[T]) -> str:
    return "NAME" if kind.called else "REF"


def _which(kind: Noun[T], *, several: bool = False) -> str:
    if kind.called:
        return _("Any of its names; several at once.") if several else _("Any of its names.")
    facts = {"noun": _(kind.label), "ref": _example_ref(kind)}
    if several:
        return _("Which {noun}, such as {ref}; several at once.", **facts)
    return _("Which {noun}, such as {ref}.", **facts)


def _complete(kind: Noun[T]) -> Callable[..., Any]:
    return owner_names if kind.key == "owner" else refs


def _parameter(
    name: str, type_: Any, metavar: str, help: str, complete: Callable[..., Any] | None, default: Any = Parameter.empty
) -> Parameter:
    argument = typer.Argument(metavar=metavar, help=help, autocompletion=complete)
    return Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=Annotated[type_, argument])


def _with(run: Callable[..., None], arguments: Sequence[Parameter]) -> Callable[..., None]:
    """`run` with `arguments` after the Context, as Typer reads them."""
    first = Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=Context)
    run.__signature__ = Signature([first, *arguments])  # type: ignore[attr-defined]
    return run


def _options(kind: Noun[T], declared: Sequence[Field]) -> tuple[Shared, ...]:
    """The options of a command that writes the fields `declared`, and what goes with owners."""
    new_owners = any(field.holds_owners and field.to != kind.key for field in kind.references)
    return (*fields(*declared), *([NEW_OWNER] if new_owners else []))


# Examples, where the noun declares none


def _examples(kind: Noun[T], verb: str, rules: type[Rules[T]]) -> Iterator[tuple[str, str]]:
    declared = kind.examples.get(verb)
    if declared:
        yield from declared
        return
    ref, command = _example_ref(kind), f"reform {kind.key} {verb}"
    if verb == "add":
        argument = _argument(kind, rules)
        words = [] if argument is None else [_(argument.key.upper())]
        words += [f"{field.flag} {_value(field)}" for field in kind.needed if field is not argument and field.entered]
        yield " ".join([command, *words]), mark("With what it needs.")
        yield " ".join([command, *words, "--dry-run"]), mark("What would be recorded.")
    elif verb == "list":
        yield command, mark("All of them.")
        yield f"{command} --csv", mark("For a spreadsheet.")
    elif verb == "edit":
        typed = [field for field in kind.fields.values() if field.entered]
        yield f"{command} {ref} {typed[0].flag} {_value(typed[0])}", mark("One field of one.")
        text = next((field for field in typed if field.kind is FieldKind.TEXT and field not in kind.needed), None)
        if text is None:
            yield f"{command} {ref} {typed[0].flag} {_value(typed[0])} --dry-run", mark("What would be changed.")
        else:
            yield f"{command} {ref} {text.flag} ''", mark("Nothing any more.")
    elif verb == "show":
        yield f"{command} {ref}", mark("One of them, with all that refers to it.")
        yield f"{command} {ref} --json", mark("For another program.")
    else:
        yield f"{command} {ref}", mark("One of them; `reform undo` brings it back.")
        yield f"{command} {ref} --dry-run", mark("What would be taken out.")


def _example_ref(kind: Noun[T]) -> str:
    return _("NAME") if kind.called else f"{kind.prefix}12"


def _value(field: Field) -> str:
    """A value that a field can hold, for examples."""
    if field.kind is FieldKind.DATE:
        return "2026-06-30"
    if field.kind is FieldKind.CHOICE and field.choices:
        return next(iter(field.choices))
    if field.kind in (FieldKind.NUMBER, FieldKind.DECIMAL, FieldKind.REFERENCE, FieldKind.REFERENCES, FieldKind.REF):
        return _("NAME") if field.holds_owners else "17"
    return _("TEXT")
