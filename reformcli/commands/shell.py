"""How a function becomes a command: its own parameters through Typer, the shared options declared here once.

A command's function takes the Context first and its own arguments and options after it, annotated as Typer reads them.
Options that many commands share come in families; the command lists those it takes, and finds their values in
`context.choices`.
"""

import inspect
import os
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperOption

from reformcli.context import Choices, Context
from reformcli.errors import Conflict, UsageError
from reformcli.i18n import _, mark
from reformcli.output import FORMATS
from reformcli.settings import Settings

if TYPE_CHECKING:
    from reformcli.model.fields import Field


class Shared(NamedTuple):
    """A shared option: its name in code, how it is typed, help, the placeholder of its value (none for a switch)."""

    name: str
    flags: tuple[str, ...]
    help: str
    value: str | None = None
    section: str = mark("Options")
    multiple: bool = False


_GENERAL = mark("General options")
_OUTPUT = mark("Output options")
_FILTERS = mark("Filters")
_WRITING = mark("Writing options")
_FIELDS = mark("Fields")

GENERAL = (
    Shared("db", ("--db",), mark("The ledger's file."), "FILE", _GENERAL),
    Shared("today", ("--today",), mark("The day that counts as today."), "DATE", _GENERAL),
    Shared("lang", ("--lang",), mark("The language: en or zh."), "LANG", _GENERAL),
    Shared("quiet", ("--quiet", "-q"), mark("Print the answer and errors, nothing about them."), None, _GENERAL),
    Shared("debug", ("--debug",), mark("Show where in the program an error came from."), None, _GENERAL),
)

OUTPUT = (
    *(Shared(name, (f"--{name}",), kind.help, None, _OUTPUT) for name, kind in FORMATS.items()),
    Shared(
        "output",
        ("-o", "--output"),
        mark("Write to this file, in the format that its name ends in; - is stdout."),
        "FILE",
        _OUTPUT,
    ),
    Shared("labels", ("--labels",), mark("People's headings instead of keys, in CSV and TSV."), None, _OUTPUT),
    Shared(
        "excel",
        ("--excel",),
        mark("CSV for a spreadsheet: with byte-order mark, nothing that it would run."),
        None,
        _OUTPUT,
    ),
)

ACTOR = Shared("actor", ("--actor",), mark("Who is recorded as having made the change."), "NAME", _WRITING)

WRITING = (
    Shared("dry_run", ("--dry-run",), mark("Say what would be recorded, and record nothing."), None, _WRITING),
    Shared("yes", ("--yes", "-y"), mark("Answer yes to every question."), None, _WRITING),
    Shared("no_input", ("--no-input",), mark("Ask nothing; refuse what would need an answer."), None, _WRITING),
    ACTOR,
)

FILTERS = (
    Shared("plan", ("--plan",), mark("Only this plan year; all for every year."), "YEAR", _FILTERS),
    Shared("group", ("--group",), mark("Only what this group and its parts answer for."), "NAME", _FILTERS),
    Shared("leader", ("--leader",), mark("Only what this leader and its parts answer for."), "NAME", _FILTERS),
    Shared(
        "owner", ("--owner",), mark("Only what this owner and its parts answer for, in any role."), "NAME", _FILTERS
    ),
    Shared("source", ("--source",), mark("Only from this source."), "TEXT", _FILTERS),
    Shared("theme", ("--theme",), mark("Only of this theme."), "TEXT", _FILTERS),
    Shared("light", ("--light",), mark("Only with this light: red, yellow, green, blue or grey."), "LIGHT", _FILTERS),
    Shared("key", ("--key",), mark("Only key projects."), None, _FILTERS),
    Shared(
        "where",
        ("--where",),
        mark("Only projects that meet a condition, such as 'due<2026-06-01' or title~road; may be repeated."),
        "TEST",
        _FILTERS,
        True,
    ),
)

_PLACEHOLDERS = {
    "number": "NUMBER",
    "decimal": "NUMBER",
    "date": "DATE",
    "choice": "WORD",
    "names": "NAMES",
    "project": "REF",
    "projects": "REFS",
    "owner": "NAME",
    "finding": "REF",
    "visit": "REF",
}
_SETTING_FLAGS = ("db", "today", "lang", "actor")


def fields(*declared: "Field") -> tuple[Shared, ...]:
    """Options that give a noun's fields, by their declarations. Their values are in `context.choices.given`."""
    from reformcli.model.kinds import Kind

    return tuple(
        Shared(field.key, (f"{field.flag}/--no-{field.flag[2:]}",), field.help, None, _FIELDS)
        if field.kind is Kind.FLAG
        else Shared(field.key, (field.flag,), field.help, _PLACEHOLDERS.get(field.kind.value, "TEXT"), _FIELDS)
        for field in declared
    )


class Spec(NamedTuple):
    """A command: its function, two examples of (what is typed, what it does), the families that it takes.

    `given` are the options of a noun's fields, made when the command is, since nouns load late.
    """

    run: Callable[..., Any]
    examples: tuple[tuple[str, str], ...]
    families: tuple[tuple[Shared, ...], ...] = (OUTPUT,)
    given: Callable[[], tuple[Shared, ...]] | None = None
    about: str = ""


_ATTEMPTS = 3
"""How often a command is tried that runs into another's entry."""


class Command(TyperCommand):
    """A Typer command with shared options, and help in the reader's language."""

    spec: Spec
    summary: str
    shared: tuple[Shared, ...]
    given: tuple[Shared, ...]

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command in a Context made from the shared options.

        Where somebody else wrote in between, it is run again on what the ledger holds now; a person is told instead.
        """
        values = {option.name: ctx.params.pop(_parameter(option)) for option in self.shared}
        given = {option.name: ctx.params.pop(_parameter(option)) for option in self.given}
        ctx.call_on_close(lambda: ctx.obj and ctx.obj.close())
        for attempt in range(_ATTEMPTS):
            ctx.obj = _context(values, given)
            try:
                return super().invoke(ctx)
            except Conflict:
                if attempt == _ATTEMPTS - 1 or ctx.obj.interactive:
                    raise
                ctx.obj.close()
        raise AssertionError

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """The help page."""
        from reformcli.commands.help import page

        return page(self, ctx)


def build(name: str, summary: str, spec: Spec) -> Command:
    """The command `name` of `spec`."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=Command, help=summary)(_adapted(spec.run))
    command = typer.main.get_command(app)
    assert isinstance(command, Command)
    command.spec, command.summary = spec, summary
    command.given = spec.given() if spec.given else ()
    command.shared = tuple(option for family in (*spec.families, GENERAL) for option in family)
    command.params += [_option(option) for option in (*command.given, *command.shared)]
    return command


def _adapted(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function` as Typer wants it: the Context comes out of Typer's own."""
    signature = inspect.signature(function)
    rest = list(signature.parameters.values())[1:]

    @wraps(function)
    def command(typer_context: typer.Context, **arguments: Any) -> Any:
        return function(typer_context.obj, **arguments)

    carrier = inspect.Parameter("typer_context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    command.__signature__ = signature.replace(parameters=[carrier, *rest])  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in rest} | {"typer_context": typer.Context}
    del command.__wrapped__
    return command


def _parameter(option: Shared) -> str:
    return f"shared_{option.section.split()[0].lower()}_{option.name}"


def _option(option: Shared) -> TyperOption:
    switch = option.value is None
    return TyperOption(
        param_decls=[_parameter(option), *option.flags],
        is_flag=switch,
        multiple=option.multiple,
        metavar=option.value,
        help=option.help,
        rich_help_panel=option.section,
        default=None,
        type=None if switch else str,
        autocompletion=_completing(option),
    )


def _completing(option: Shared) -> Callable[..., list[str]] | None:
    if option.value not in ("NAME", "NAMES") or option.name in ("actor", "approver"):
        return None
    from reformcli.commands.completion import owner_names

    return lambda _context, _arguments, incomplete: owner_names(incomplete)


def _context(values: Mapping[str, Any], given: Mapping[str, Any]) -> Context:
    flags = {name: values[name] for name in _SETTING_FLAGS if values.get(name) is not None}
    chosen = [name for name in FORMATS if values.get(name)]
    if len(chosen) > 1:
        raise UsageError(_("Only one of {flags} can be given.", flags=", ".join(f"--{name}" for name in chosen)))
    if chosen and FORMATS[chosen[0]].binary and values.get("output") in (None, "-") and sys.stdout.isatty():
        raise UsageError(
            _("--{format} is nothing for a terminal to show.", format=chosen[0]),
            hint=_("Name a file with -o, or send it through a pipe."),
        )
    choices = Choices(
        format=chosen[0] if chosen else None,
        output=values.get("output"),
        labels=bool(values.get("labels")),
        excel=bool(values.get("excel")),
        quiet=bool(values.get("quiet")),
        dry_run=bool(values.get("dry_run")),
        yes=bool(values.get("yes")),
        no_input=bool(values.get("no_input")),
        filters={option.name: values[option.name] for option in FILTERS if values.get(option.name)},
        given={key: _as_text(value) for key, value in given.items() if value not in (None, ())},
    )
    return Context(Settings(os.environ, flags), choices, os.environ)


def _as_text(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return ",".join(value)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
