"""Answer: the one way to show, to say and to ask, by what the shared options chose."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reformcli.errors import BadFile, NeedsConfirmation, NotPossible, UsageError
from reformcli.i18n import _, joined, plural
from reformcli.model.text import escape
from reformcli.settings import Settings
from reformcli.table import Table

if TYPE_CHECKING:
    from reformcli.document import Document
    from reformcli.output import Options


class Choices(NamedTuple):
    """What the shared options of the command line chose.

    `format` is a key of `output.FORMATS` or None; `output` a file's path, `-` or None. `strict` refuses words about
    time that can be read in two ways. `filters` are those of the shared filters that were given, `options` the texts
    given to options of the command's own, by name.
    """

    format: str | None = None
    output: str | None = None
    labels: bool = False
    excel: bool = False
    quiet: bool = False
    dry_run: bool = False
    yes: bool = False
    no_input: bool = False
    strict: bool = False
    filters: Mapping[str, Any] = {}
    options: Mapping[str, str] = {}


class Answer:
    """What one run says: the answer to stdout, what is about it to stderr."""

    def __init__(self, settings: Settings, choices: Choices, environ: Mapping[str, str]) -> None:
        self.settings = settings
        self.choices = choices
        self.environ = environ
        self._claimed = False

    @property
    def interactive(self) -> bool:
        """Whether a person is there to answer."""
        return is_somebody_there() and not self.choices.no_input

    def show(self, answer: "Table | Document", *, otherwise: str | None = None) -> None:
        """Put the answer out, in the format asked for (or `otherwise`), to where it was asked for."""
        from reformcli.output import is_binary, write
        from reformcli.output.files import opened

        shape = self._shape() or otherwise or self._own_format()
        self.claim(answer if isinstance(answer, Table) else None, shape)
        with opened(self.choices.output, binary=is_binary(shape)) as file:
            write(answer, file, shape, self._options(shape))

    def rendered(self, answer: "Table | Document", shape: str, *, sheet: str = "") -> bytes:
        """What a file in the format `shape` would hold of an answer, whatever the options chose; `sheet` is that of
        `output.Options`."""
        from io import BytesIO, TextIOWrapper

        from reformcli.output import is_binary, write

        whole, options = BytesIO(), self._options(shape)._replace(sheet=sheet)
        if is_binary(shape):
            write(answer, whole, shape, options)
        else:
            text = TextIOWrapper(whole, encoding="utf-8", newline="\n", write_through=True)
            write(answer, text, shape, options)
            text.detach()
        return whole.getvalue()

    def claim(self, table: Table | None, shape: str | None = None) -> None:
        """See to it that the answer may take the place of the file that it goes to: ask, unless it is one of ours.

        A command that writes to the ledger claims the file beforehand; `table` is the answer, or has its columns.
        Raises NeedsConfirmation where nobody is there to ask, and NotPossible where the answer is no.
        """
        from reformcli.output import is_ours
        from reformcli.output.files import is_taken, must_be_writable

        must_be_writable(self.choices.output)
        target, name = self.choices.output, shape or self._shape()
        if self._claimed or not is_taken(target):
            return
        assert target is not None
        assert name is not None
        self.may_replace(target, ours=is_ours(name, Path(target), table))
        self._claimed = True

    def may_replace(self, place: str, *, ours: bool) -> None:
        """Ask whether what is at `place` may be replaced, unless it is `ours`. Raises what `claim` raises."""
        question = _("{file} is there, and is not this answer. Replace it?", file=place)
        if not ours and not self.ask(question, otherwise=_("Give --yes to replace it, or name another with -o.")):
            raise NotPossible(_("{file} stays as it is, and nothing was recorded.", file=place))

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
        if self.choices.excel and named not in (None, "csv", "xlsx"):
            raise UsageError(_("--excel makes CSV fit for a spreadsheet, not {format}.", format=named))
        if named is not None or target in (None, "-"):
            return named
        endings = joined(kind.endings[0] for kind in FORMATS.values())
        raise BadFile(
            _("The ending of this name means no format."),
            where=str(target),
            hint=_("Use one of {endings}, or say the format.", endings=endings),
        )

    @property
    def is_for_people(self) -> bool:
        """Whether the answer goes to people on the screen or a pipe, in no format that was asked for."""
        return self._shape() is None

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

    def supplied(self, command: str, *needed: tuple[str, str, str | None]) -> list[str]:
        """The values of what a command needs in this case, each given as its name, what it means, and what was typed.

        Raises UsageError as the function `supplied` does.
        """
        missing = {name: meaning for name, meaning, text in needed if not (text or "").strip()}
        texts = iter(supplied(missing, command, may_ask=not self.choices.no_input) if missing else ())
        return [text if text and text.strip() else next(texts) for _name, _meaning, text in needed]

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

    def read_line(self, question: str) -> str:
        """What a person types after `question`, one line; blank where nothing more comes."""
        return _line_typed(question)

    def ask(self, question: str, *, otherwise: str = "") -> bool:
        """Whether the person says yes to `question`; --yes says it for them.

        Raises NeedsConfirmation, with the hint `otherwise`, where nobody is there to ask.
        """
        if self.choices.yes:
            return True
        if not self.interactive:
            raise NeedsConfirmation(question, hint=otherwise or _("Give --yes to go ahead."))
        return self.read_line(f"{question} {_('[y/N]')} ").lower() in ("y", "yes", "是", "好")


def is_somebody_there() -> bool:
    """Whether a person is at a terminal to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def supplied(missing: Mapping[str, str], command: str, *, may_ask: bool) -> list[str]:
    """What a person types for each flag or placeholder in `missing`, which maps it to what it means.

    Raises UsageError naming all that is missing where nobody is asked or nothing is typed.
    """
    names = list(missing)
    texts = []
    if may_ask and is_somebody_there():
        texts = [_line_typed(f"{name} – {meaning} ") for name, meaning in missing.items()]
        names = [name for name, text in zip(names, texts, strict=True) if not text]
    if names:
        raise UsageError(
            plural("{names} is missing.", "{names} are missing.", len(names), names=joined(names)),
            hint=_("See `{path} --help`.", path=command),
        )
    return texts


def _line_typed(question: str) -> str:
    sys.stdout.flush()
    sys.stderr.write(escape(question))
    sys.stderr.flush()
    return sys.stdin.readline().strip()
