"""`main(argv) -> int`: the language, the app, and the one place where errors become words and a status."""

import errno
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

import typer
from typer.core import TyperGroup

from reformcli import __version__, i18n
from reformcli.commands import REPLACED, Listed, command, commands, spec
from reformcli.errors import ReformError, Status, UsageError
from reformcli.i18n import _, mark
from reformcli.model.nouns import NOUNS, ListedNoun, use
from reformcli.model.text import escape

_INTRODUCTION = mark("A ledger of projects, deadlines, responsibility and supervision, in one file.")
_CLOSING = mark("`reform COMMAND --help` explains a command and gives examples. `reform demo` shows it all.")


def main(argv: Sequence[str] | None = None, nouns: Iterable[ListedNoun] = NOUNS) -> int:
    """Run the command line `argv` (by default the process's own) and return the exit status.

    `nouns` are those that the ledger keeps, so that a caller may add some of its own; all of the program's are needed.
    """
    use(nouns)
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            _speak_utf8(stream)
    try:
        i18n.use(_language(arguments))
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        _discard_unwritten(sys.stdout, 1)
        return Status.DONE
    except KeyboardInterrupt:
        return _fail(ReformError(_("Interrupted; nothing more was written.")), arguments, Status.INTERRUPTED)
    except ReformError as error:
        return _fail(error, arguments, error.status)
    except OSError as error:
        _discard_unwritten(sys.stdout, 1)
        return _fail(
            ReformError(_("The answer could not be written: {why}.", why=error.strerror)), arguments, Status.FAILED
        )
    except Exception as error:
        what = _("Something went wrong inside reform: {why}.", why=f"{type(error).__name__}: {error}")
        return _fail(
            ReformError(what, hint=_("Run it again with --debug and report what it prints.")), arguments, Status.FAILED
        )
    finally:
        _discard_unwritten(sys.stderr, 2)  # which a terminal that has gone away leaves unwritten


def _run(arguments: list[str]) -> int:
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    completing = _completing(arguments)
    root = typer.main.get_command(_app(completing=completing))
    try:
        if completing:
            root.main(arguments, prog_name="reform", standalone_mode=False)
            return Status.DONE
        # Not `root.main`, which takes a broken pipe and an interrupt for its own.
        with root.make_context("reform", arguments) as context:
            return int(root.invoke(context) or 0)
    except typer.Exit as exit_:
        return exit_.exit_code
    except SystemExit as exit_:
        return int(exit_.code or 0)
    except typer.TyperException as error:
        raise UsageError(_usage(error), hint=_hint(error)) from None


def _app(*, completing: bool) -> typer.Typer:
    app = typer.Typer(cls=Root, add_completion=completing, rich_markup_mode=None, name="reform")

    @app.callback(invoke_without_command=True)
    def root(
        context: typer.Context,
        version: bool = typer.Option(False, "--version", help=mark("Print the version.")),
    ) -> None:
        if version:
            print(f"reform {__version__}")
        elif context.invoked_subcommand is None:
            print(context.get_help())

    return app


def _completing(arguments: list[str]) -> bool:
    """Whether Typer's own completion is wanted in this run: setting it up takes a tenth of the whole."""
    return "_REFORM_COMPLETE" in os.environ or any(one.endswith("-completion") for one in arguments[:1])


class _Lazy(TyperGroup):
    """A group of commands that are built when they are asked for."""

    @property
    def summaries(self) -> Mapping[str, str]:
        """What each command does, by name."""
        raise NotImplementedError

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands' names."""
        return list(self.summaries)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments begin with. Raises UsageError naming those that are close."""
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, self.summaries, n=2)
            hint = (
                _(REPLACED[name])
                if isinstance(self, Root) and name in REPLACED
                else _("Did you mean {names}?", names=", ".join(near))
                if near
                else _("See `{path} --help`.", path=ctx.command_path)
            )
            raise UsageError(_("There is no command {name!r}.", name=f"{ctx.command_path} {name}"), hint=hint)
        return super().resolve_command(ctx, args)


class Root(_Lazy):
    """The command `reform`, which knows all others by the list."""

    @property
    def summaries(self) -> Mapping[str, str]:
        """What each command does, by name."""
        return {listed.name: listed.summary for listed in commands()}

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command or group of that name, built now."""
        listed = command(cmd_name)
        if listed is None:
            return None
        if listed.group:
            return Group(listed)
        from reformcli.shell.build import build

        return build(listed.name, listed.summary, spec(listed))

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        from reformcli.shell.help import index

        every = commands()
        titles = dict.fromkeys(listed.section for listed in every)
        sections = [
            (_(title), [(one.name, _(one.summary)) for one in every if one.section == title]) for title in titles
        ]
        options = [
            ("--version", _("Print the version.")),
            ("--install-completion", _("Complete commands, refs and names in this shell.")),
            ("--show-completion", _("Print what does that.")),
            ("--help", _("Show this page.")),
        ]
        return index("reform COMMAND …", _(_INTRODUCTION), [*sections, (_("Options"), options)], _(_CLOSING))


class Group(_Lazy):
    """A noun with commands of its own, such as `reform owner`."""

    def __init__(self, listed: Listed) -> None:
        super().__init__(name=listed.name, help=listed.summary, invoke_without_command=True, rich_markup_mode=None)
        self.listed = listed

    @property
    def summaries(self) -> Mapping[str, str]:
        """What each command does, by name."""
        return dict(self.listed.group)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, built now."""
        if cmd_name not in self.summaries:
            return None
        from reformcli.shell.build import build

        return build(cmd_name, self.summaries[cmd_name], spec(self.listed, cmd_name))

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named; without one, show the help page."""
        if not ctx._protected_args:
            print(self.get_help(ctx))
            return 0
        return super().invoke(ctx)

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        from reformcli.shell.help import index

        terms = [(name, _(summary)) for name, summary in self.listed.group]
        return index(f"reform {self.name} COMMAND …", _(self.listed.summary), [(_("Commands"), terms)])


def _language(arguments: list[str]) -> str:
    """The language of this run: --lang, then the environment, then the settings file, then the environment's locale."""
    from reformcli.settings import Settings

    flags = {}
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            flags["lang"] = arguments[position + 1]
        elif argument.startswith("--lang="):
            flags["lang"] = argument.partition("=")[2]
    return str(Settings(os.environ, flags)["lang"] or i18n.preferred(os.environ))


def _usage(error: typer.TyperException) -> str:
    """Typer's complaint about a command line, in the reader's language."""
    kind = type(error).__name__
    name = getattr(error, "option_name", None) or ""
    parameter = getattr(error, "param", None)
    is_argument = parameter is not None and parameter.param_type_name == "argument"
    shown = (parameter.metavar if is_argument else parameter.opts[0]) if parameter is not None else ""
    if kind == "NoSuchOption":
        return _("There is no option {name}.", name=name)
    if kind == "MissingParameter":
        return _("{name} is missing.", name=shown)
    if kind == "BadOptionUsage":
        return _("{name} needs a value.", name=name)
    if kind == "BadParameter":  # the only values that Typer reads itself are whole numbers
        return _("{name} takes a whole number.", name=shown)
    if found := re.search(r"unexpected extra argument.*\(([^()]*)\)", error.format_message(), re.DOTALL):
        return _("There is a word too many: {words}.", words=found[1])
    return error.format_message()


def _hint(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    near = getattr(error, "possibilities", None)
    if near:
        return _("Did you mean {names}?", names=", ".join(near))
    return _("See `{path} --help`.", path=context.command_path if context else "reform")


def _fail(error: ReformError, arguments: list[str], status: int) -> int:
    """Put `error` on stderr, as words or as an object, and return `status`."""
    if "--debug" in arguments:
        import traceback

        traceback.print_exc()
    if "--json" in arguments or "--ndjson" in arguments:
        from reformcli.output.jsontext import encode

        parts = {"what": error.what, "where": error.where or None, "hint": error.hint or None}
        line = encode({"error": {"code": error.code, **parts}})
    else:
        line = escape(f"reform: {error.line()}".replace("\n", " "))
    try:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except OSError:
        pass
    return int(status)


def _speak_utf8(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _discard_unwritten(stream: TextIO | None, number: int) -> None:
    """Send what `stream`, the file `number`, cannot write nowhere, so that the interpreter's last flush cannot fail."""
    if stream is None:
        return
    try:
        stream.flush()
    except (OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
