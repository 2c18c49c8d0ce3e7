"""Context: what a command runs in: the ledger, today, who acts, and the one way to show and to say."""

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reformcli.errors import BadDate, BadFile, LedgerMissing, NeedsConfirmation, UsageError
from reformcli.i18n import _
from reformcli.model.text import escape
from reformcli.settings import Settings, default_ledger
from reformcli.table import Table

if TYPE_CHECKING:
    from reformcli.deadlines import Conventions
    from reformcli.lights import Thresholds
    from reformcli.model.change import Change, Receipt
    from reformcli.model.day import Day
    from reformcli.model.declared import DeclaredDays
    from reformcli.store import Store


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


class Context:
    """One run of one command. The ledger, the day and the settings are looked up when first asked for."""

    def __init__(self, settings: Settings, choices: Choices, environ: Mapping[str, str]) -> None:
        self.settings = settings
        self.choices = choices
        self.environ = environ
        self._store: Store | None = None

    # The ledger

    @property
    def path(self) -> Path:
        """The ledger's file."""
        return Path(self.settings["db"] or default_ledger(self.environ))

    @property
    def ledger(self) -> "Store":
        """The ledger, opened when first asked for. Raises LedgerMissing where there is none."""
        if self._store is None:
            from reformcli.store import open_ledger

            self._store = open_ledger(self.path, **self.opening)
        return self._store

    @property
    def writable(self) -> "Store":
        """The ledger for an entry: the one in the user's own folder is made when there is none yet."""
        if self._store is None and self.settings["db"] is None and not self.choices.dry_run:
            existed = self.path.exists()
            self.make_ledger()
            if not existed:
                self.say(_("Made the ledger {path}.", path=self.path))
        return self.ledger

    def make_ledger(self) -> None:
        """Make the ledger, or open it where it is there already."""
        from reformcli.store import create

        self._store = create(self.path, **self.opening)

    def go_back(self, day: date) -> None:
        """Answer from now on as the ledger was known at the end of `day`, which is today unless --today was given."""
        present = self.ledger
        self._store = present.as_known(day)
        present.close()
        self.settings = self.settings.with_flag("today", day.isoformat())
        for known in ("today", "_declared_days"):
            self.__dict__.pop(known, None)

    @property
    def opening(self) -> dict[str, Any]:
        """How a ledger is opened: seconds to wait for a lock, whether network folders are allowed."""
        return {"wait": float(self.settings["wait"]), "allow_network": self.settings["network_mounts"]}

    def anew(self, *, wait: int | None = None) -> "Context":
        """This run from its beginning: the ledger and the day are looked up again.

        `wait` is how many seconds to wait for a lock, in the place of the setting.
        """
        settings = self.settings if wait is None else self.settings.with_flag("wait", str(wait))
        return Context(settings, self.choices, self.environ)

    def close(self) -> None:
        """Let go of the ledger."""
        if self._store is not None:
            self._store.close()

    # The day and the office

    @cached_property
    def today(self) -> date:
        """The day that counts as today. Raises BadDate where the one that was given cannot be read."""
        said = self.settings["today"]
        if said is None:
            return self.now.date()
        try:
            return date.fromisoformat(said)
        except ValueError:
            raise BadDate(
                _("{text!r} is not a day that can be today.", text=said),
                where="--today" if (origin := self.settings.explain("today").origin) == "flag" else origin,
                hint=_("Write it as 2026-12-31."),
            ) from None

    @property
    def now(self) -> datetime:
        """The moment it is, in the machine's time zone, whatever day counts as today."""
        return datetime.now().astimezone()

    @property
    def moment(self) -> datetime:
        """The moment that a calendar file bears, in UTC; where today was given, that day's beginning."""
        if self.settings["today"] is None:
            return datetime.now(UTC)
        return datetime.combine(self.today, time(), UTC)

    @property
    def plan(self) -> int:
        """The plan year meant where none is given."""
        return int(self.settings["plan"] or self.today.year)

    @property
    def actor(self) -> str:
        """Who is recorded as having made a change."""
        if named := self.settings["actor"]:
            return str(named)
        import getpass

        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return str(os.getuid()) if hasattr(os, "getuid") else "?"

    @property
    def conventions(self) -> "Conventions":
        """How dates are read here."""
        from reformcli.deadlines import Conventions

        return Conventions(
            plan_year=self.plan,
            day_first=self.settings["dates.day_first"],
            fiscal_start=self.settings["dates.fiscal_start"],
            country=self.settings["dates.country"],
            calendar=self._declared_days,
        )

    def days(self) -> "Iterable[Day]":
        """The days that the ledger declares as worked or not; none where no ledger was named and there is none yet."""
        try:
            return self.ledger.find("day")
        except LedgerMissing:
            if self.settings["db"] is not None:
                raise
            return ()

    @cached_property
    def _declared_days(self) -> "DeclaredDays":
        from reformcli.model.declared import DeclaredDays

        return DeclaredDays(lambda: {day.date: day.working for day in self.days() if day.date is not None})

    @property
    def thresholds(self) -> "Thresholds":
        """Where lights change."""
        from reformcli.lights import Thresholds

        return Thresholds(**{name: self.settings[f"lights.{name}"] for name in Thresholds._fields})

    # Writing

    def apply(
        self, verb: str, changes: "Iterable[Change]", *, undoes: int | None = None, echo: bool = True
    ) -> "Receipt":
        """Write `changes`, or with --dry-run write nothing. Without `echo` the receipt does not hold the things.

        Raises UsageError or BadFile, before anything is written, where what was written could not be told.
        """
        from reformcli.model.change import Batch, Receipt
        from reformcli.output import check
        from reformcli.output.files import must_be_writable

        check(self._shape() or "plain", ("ref", "title"))
        must_be_writable(self.choices.output)
        if self.choices.dry_run:
            return Receipt(0, tuple(change.after for change in changes if change.after is not None))
        batch = Batch(verb, self.actor, datetime.now(UTC), self.today, changes, undoes)
        return self.writable.apply(batch, echo=echo)

    # Saying

    @property
    def interactive(self) -> bool:
        """Whether a person is there to answer."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not self.choices.no_input

    def show(self, table: Table, *, otherwise: str | None = None) -> None:
        """Put `table` out: the answer, in the format asked for (or `otherwise`), to where it was asked for."""
        from reformcli.output import is_binary, write
        from reformcli.output.files import opened

        shape = self._shape() or otherwise or self._own_format()
        with opened(self.choices.output, binary=is_binary(shape)) as file:
            write(table, file, shape, self._options(shape))

    @property
    def is_for_people(self) -> bool:
        """Whether the answer goes to people on the screen or a pipe, in no format that was asked for."""
        return self._shape() is None

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

    def _options(self, name: str) -> Any:
        from reformcli.output import Options

        if name == "ics":
            return Options(calendar=self._calendar())
        if name == "xlsx":
            return Options(day=self.today)
        if not sys.stdout.isatty():
            return Options(labels=self.choices.labels, excel=self.choices.excel)
        from shutil import get_terminal_size

        colour = not self.environ.get("NO_COLOR")
        return Options(self.choices.labels, self.choices.excel, get_terminal_size().columns, colour)

    def _calendar(self) -> Any:
        from reformcli.output import Calendar

        tasks = self.settings["calendar.as"] == "todo"
        return Calendar(self.moment, tasks, self.settings["calendar.alarm"], self._identities)

    def _identities(self) -> dict[str, Any]:
        """What calendars know the ledger's work by, by ref."""
        from reformcli.model.scope import Scope
        from reformcli.output import Identity

        found = self.ledger.work(Scope(self.today), open_only=False)
        return {piece.ref: Identity(piece.uid, piece.sequence) for piece in found}

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

    def read_line(self, question: str) -> str:
        """What a person types after `question`, one line; blank where nothing more comes."""
        sys.stdout.flush()
        sys.stderr.write(f"{escape(question)}")
        sys.stderr.flush()
        return sys.stdin.readline()

    def ask(self, question: str, *, otherwise: str = "") -> bool:
        """Whether the person says yes to `question`; --yes says it for them.

        Raises NeedsConfirmation, with the hint `otherwise`, where nobody is there to ask.
        """
        if self.choices.yes:
            return True
        if not self.interactive:
            raise NeedsConfirmation(question, hint=otherwise or _("Give --yes to go ahead."))
        return self.read_line(f"{question} {_('[y/N]')} ").strip().lower() in ("y", "yes", "是", "好")
