"""Answer: the one way to show, to say and to ask, by what the shared options chose."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from reformcli.errors import BadFile, NeedsConfirmation, UsageError
from reformcli.i18n import _
from reformcli.model.text import escape
from reformcli.settings import Settings
from reformcli.table import Table

if TYPE_CHECKING:
    from reformcli.document import Document
    from reformcli.output import Options


class Choices(NamedTuple):
    """What the shared options of the command line chose.

    `format` is a key of `output.FORMATS` or None; `output` a file's path, `-` or None.
    """

    format: str | None = None
    output: str | None = None
    labels: bool = False
    excel: bool = False
    quiet: bool = False
    dry_run: bool = False
    yes: bool = False
    no_input: bool = False
    filters: Mapping[str, Any] | None = None
    given: Mapping[str, str] | None = None


class Answer:
    """What one run says: the answer to stdout, what is about it to stderr."""

    def __init__(self, settings: Settings, choices: Choices, environ: Mapping[str, str]) -> None:
        self.settings = settings
        self.choices = choices
        self.environ = environ

    @property
    def interactive(self) -> bool:
        """Whether a person is there to answer."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not self.choices.no_input

    def show(self, answer: "Table | Document", *, otherwise: str | None = None) -> None:
        """Put the answer out, in the format asked for (or `otherwise`), to where it was asked for."""
        from reformcli.output import is_binary, write
        from reformcli.output.files import opened

        shape = self._shape() or otherwise or self._own_format()
        with opened(self.choices.output, binary=is_binary(shape)) as file:
            write(answer, file, shape, self._options(shape))

    def _shape(self) -> str | None:
        """The format asked for, by name or by the ending of the file's name; None where the answer goes to stdout and
        none was named. Raises BadFile for an ending that means none."""
        from reformcli.output import FORMATS, format_of

        target = self.choices.output
        by_name = format_of(target or "")
        named = self.choices.format or by_name
        if by_name and named != by_name:
            raise UsageError(
                _("--{format} and {file} are different formats.", format=named, file=target),
                hint=_("Give one of them, or another ending."),
            )
        if named is not None or target in (None, "-"):
            return named
        endings = ", ".join(kind.endings[0] for kind in FORMATS.values())
        raise BadFile(
            _("The ending of this name means no format."),
            where=str(target),
            hint=_("Use one of {endings}, or say the format.", endings=endings),
        )

    def _own_format(self) -> str:
        return "screen" if sys.stdout.isatty() and self.environ.get("TERM") != "dumb" else "plain"

    def _options(self, shape: str) -> "Options":
        """How the format `shape` is written here."""
        from reformcli.output import Options

        if not sys.stdout.isatty():
            return Options(labels=self.choices.labels, excel=self.choices.excel)
        from shutil import get_terminal_size

        colour = not self.environ.get("NO_COLOR")
        return Options(self.choices.labels, self.choices.excel, get_terminal_size().columns, colour)

    def answer(self, sentence: str) -> None:
        """Put a sentence out as the answer itself."""
        sys.stdout.write(f"{escape(sentence)}\n")

    def say(self, sentence: str) -> None:
        """Tell the person something about the answer, unless --quiet."""
        if not self.choices.quiet:
            self.warn(sentence)

    def warn(self, sentence: str) -> None:
        """Tell the person something that --quiet does not silence."""
        sys.stdout.flush()
        sys.stderr.write(f"{escape(sentence)}\n")

    def say_if_trial(self) -> None:
        """Tell the person, after a trial run, that it was one."""
        if self.choices.dry_run:
            self.say(_("Nothing was recorded."))

    def ask(self, question: str, *, otherwise: str = "") -> bool:
        """Whether the person says yes to `question`; --yes says it for them.

        Raises NeedsConfirmation, with the hint `otherwise`, where nobody is there to ask.
        """
        if self.choices.yes:
            return True
        if not self.interactive:
            raise NeedsConfirmation(question, hint=otherwise or _("Give --yes to go ahead."))
        sys.stdout.flush()
        sys.stderr.write(f"{escape(question)} {_('[y/N]')} ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in ("y", "yes", "是", "好")
