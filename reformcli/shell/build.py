"""How a function becomes a command: its own parameters through Typer, the shared options declared here once.

A command's function takes the Context first and its own arguments and options after it, annotated as Typer reads them.
Options that many commands share come in families; the command lists those it takes, and finds their values in
`context.choices`.
"""

import inspect
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand

from reformcli.errors import Conflict, UsageError
from reformcli.i18n import _, joined
from reformcli.output import FORMATS
from reformcli.settings import Settings
from reformcli.shell.answer import Choices, supplied
from reformcli.shell.options import FILTERS, GENERAL, OUTPUT, STRICT, Shared, parameter, typer_option, unique
from reformcli.shell.run import Context
from reformcli.shell.words import named

_SETTING_FLAGS = ("db", "today", "lang", "actor")


class Spec(NamedTuple):
    """A command: its function, two examples of (what is typed, what it does), the families that it takes.

    `options` are those of a noun's fields, made when the command is, since nouns load late. An example that holds
    words of a language is a sentence with a translation, as what it does is.
    """

    run: Callable[..., Any]
    examples: tuple[tuple[str, str], ...]
    families: tuple[tuple[Shared, ...], ...] = (OUTPUT,)
    options: Callable[[], tuple[Shared, ...]] | None = None
    about: str = ""


_TIMES = {"DATE", "TEST"}
"""Placeholders of what may be words about time."""

_ATTEMPTS = 3
"""How often a command is tried that runs into another's entry."""


class Command(TyperCommand):
    """A Typer command with shared options, and help in the reader's language."""

    spec: Spec
    summary: str
    shared: tuple[Shared, ...]
    options: tuple[Shared, ...]

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Read the command line, once it is known to be whole.

        Raises UsageError where an option that has one value is given twice, and where something required is missing,
        unless a person is there to be asked for it.
        """
        if not ctx.resilient_parsing:
            values, _unread, order = _parsed(self.make_parser(ctx), args)
            if not values.get("help"):
                _refuse_repeated(order)
                args = self._with_missing(ctx, values, args)
        return super().parse_args(ctx, args)

    def _with_missing(self, ctx: typer.Context, values: Mapping[str, Any], args: list[str]) -> list[str]:
        """The command line with what it lacks, as a person supplies it."""
        missing = [each for each in self.params if each.required and values.get(each.name or "") in (None, ())]
        if not missing:
            return args
        asked = {named(each): _(str(getattr(each, "help", ""))) for each in missing}
        may_ask = not any(values.get(parameter(option)) for option in self.shared if option.name == "no_input")
        options, arguments = [], []
        for each, text in zip(missing, supplied(asked, ctx.command_path, may_ask=may_ask), strict=True):
            if each.param_type_name == "option":
                options += [each.opts[0], text]
            else:
                arguments += text.split() if each.nargs == -1 else [text]
        return [*options, *args, *arguments]

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command in a Context made from the shared options.

        Where somebody else wrote in between, it is run again on what the ledger holds now; a person is told instead.
        """
        values = {option.name: ctx.params.pop(parameter(option)) for option in self.shared}
        options = {option.name: ctx.params.pop(parameter(option)) for option in self.options}
        ctx.call_on_close(lambda: ctx.obj and ctx.obj.close())
        for attempt in range(_ATTEMPTS):
            ctx.obj = _context(values, options)
            try:
                status = super().invoke(ctx)
                ctx.obj.say_if_trial()
                return status
            except Conflict:
                if attempt == _ATTEMPTS - 1 or ctx.obj.interactive:
                    raise
                ctx.obj.close()
        raise AssertionError

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """The help page."""
        from reformcli.shell.help import page

        return page(self, ctx)


def _parsed(parser: Any, args: list[str]) -> Any:
    """What Typer's parser makes of a command line; its complaints know of which command they are."""
    try:
        return parser.parse_args(list(args))
    except typer.TyperException as error:
        error.ctx = parser.ctx  # type: ignore[attr-defined]
        raise


def build(name: str, summary: str, spec: Spec) -> Command:
    """The command `name` of `spec`."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=Command, help=summary)(_adapted(spec.run))
    command = typer.main.get_command(app)
    assert isinstance(command, Command)
    command.spec, command.summary = spec, summary
    command.options = spec.options() if spec.options else ()
    shared = unique(spec.families)
    typed = {option.value for option in (*command.options, *shared)} | {each.metavar for each in command.params}
    command.shared = unique([[STRICT] if typed & _TIMES else [], shared, GENERAL])
    command.params += [typer_option(option) for option in (*command.options, *command.shared)]
    return command


def _refuse_repeated(order: Sequence[Any]) -> None:
    """Raise UsageError for an option that has one value and is given twice; a switch may be."""
    for option, times in Counter(order).items():
        if times > 1 and not option.multiple and (not option.is_flag or option.secondary_opts):
            raise UsageError(_("{name} is given twice.", name=named(option)), hint=_("Give it once."))


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


def _context(values: Mapping[str, Any], options: Mapping[str, Any]) -> Context:
    flags = {name: values[name] for name in _SETTING_FLAGS if values.get(name) is not None}
    chosen = [name for name in FORMATS if values.get(name)]
    if len(chosen) > 1:
        raise UsageError(_("Only one of {flags} can be given.", flags=joined(f"--{name}" for name in chosen)))
    if chosen and FORMATS[chosen[0]].binary and values.get("output") in (None, "-") and sys.stdout.isatty():
        raise UsageError(
            _("--{format} is nothing for a terminal to show.", format=chosen[0]),
            hint=_("Name a file with -o, or send it through a pipe."),
        )
    to_stdout = values.get("output") in (None, "-")
    choices = Choices(
        format=chosen[0] if chosen else "csv" if values.get("excel") and to_stdout else None,
        output=values.get("output"),
        labels=bool(values.get("labels")),
        excel=bool(values.get("excel")),
        quiet=bool(values.get("quiet")),
        dry_run=bool(values.get("dry_run")),
        yes=bool(values.get("yes")),
        no_input=bool(values.get("no_input")),
        strict=bool(values.get("strict")),
        filters={option.name: values[option.name] for option in FILTERS if values.get(option.name)},
        options={key: _as_text(value) for key, value in options.items() if value not in (None, ())},
    )
    settings = Settings(os.environ, flags)
    settings.must_not_be_moved()
    return Context(settings, choices, os.environ)


def _as_text(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return ",".join(value)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
