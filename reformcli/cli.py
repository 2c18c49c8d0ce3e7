"""`main(argv) -> int`: the language, the app, and the one place where errors become words and a status."""

import errno
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn, TextIO

import typer

from reformcli import i18n
from reformcli.commands import DIRECTORY
from reformcli.errors import ReformError, Status, UsageError, reason
from reformcli.i18n import _, joined
from reformcli.model.nouns import NOUNS, ListedNoun, use
from reformcli.model.text import escape
from reformcli.shell.groups import COMPLETE, INSTALL, SHOW, Root, command_first


def run() -> NoReturn:
    """Run the process's command line and end the process.

    What is loaded stays until the end, so that nothing need look through it for garbage, at the end neither: that is a
    tenth of a short run.
    """
    gc.freeze()
    status = main()
    gc.freeze()
    sys.exit(status)


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
            ReformError(_("The answer could not be written: {why}.", why=reason(error))), arguments, Status.FAILED
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
    root = Root(DIRECTORY)
    if COMPLETE in os.environ:
        from reformcli.shell.completing import complete

        return complete(root, arguments, os.environ, sys.stdout)
    if arguments and arguments[0] in (INSTALL, SHOW):
        from reformcli.shell.completing import set_up

        return set_up(arguments, os.environ, sys.stdout)
    try:
        # Not `root.main`, which takes a broken pipe and an interrupt for its own.
        with root.make_context("reform", command_first(arguments, root)) as context:
            return int(root.invoke(context) or 0)
    except typer.Exit as exit_:
        return exit_.exit_code
    except SystemExit as exit_:
        return int(exit_.code or 0)
    except typer.TyperException as error:
        raise UsageError(_usage(error), hint=_hint(error)) from None


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
    shown = ""
    if parameter is not None:
        from reformcli.shell.words import named

        shown = named(parameter)
    if kind == "NoSuchOption":
        return _("There is no option {name}.", name=name)
    if kind == "BadOptionUsage":
        return _("{name} needs a value.", name=name)
    if kind == "BadParameter":  # the only values that Typer reads itself are whole numbers
        return _("{name} takes a whole number.", name=shown)
    message = error.format_message()
    if "unexpected extra argument" in message:
        return _("There is a word too many: {words}.", words=message.partition("(s) (")[2].removesuffix(")"))
    return message


def _hint(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    unknown = getattr(error, "option_name", "") if type(error).__name__ == "NoSuchOption" else ""
    if context and unknown and (near := _near_options(unknown, context.command.params)):
        return _("Did you mean {names}?", names=joined(near))
    return _("See `{path} --help`.", path=context.command_path if context else "reform")


def _near_options(typed: str, params: Iterable[Any]) -> list[str]:
    """The flags that one which is not there may stand for."""
    from reformcli.shell.other_words import OPTIONS, meant

    flags = {flag.lstrip("-"): flag for each in params for flag in each.opts if flag.startswith("--")}
    return [flags[name] for name in meant(typed.lstrip("-"), flags, OPTIONS)]


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
