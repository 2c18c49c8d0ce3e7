"""Context: what a command runs in: the ledger, today, who acts, besides the one way to show and to say."""

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reformcli.errors import BadDate, LedgerMissing
from reformcli.i18n import _
from reformcli.settings import Settings, default_ledger
from reformcli.shell.answer import Answer, Choices

if TYPE_CHECKING:
    from reformcli.deadlines import Conventions
    from reformcli.model.change import Change, Receipt
    from reformcli.model.day import Day
    from reformcli.model.declared import DeclaredDays
    from reformcli.model.fields import Thing
    from reformcli.model.ledger import Books, Ledger
    from reformcli.output import Calendar, Identity, Options
    from reformcli.rulebook import Rulebook


class Context(Answer):
    """One run of one command. The ledger, the day and the settings are looked up when first asked for."""

    def __init__(self, settings: Settings, choices: Choices, environ: Mapping[str, str]) -> None:
        super().__init__(settings, choices, environ)
        self._books: Books | None = None
        self._past: Ledger | None = None
        self._news: list[str] = []

    # The ledger

    @property
    def path(self) -> Path:
        """The ledger's file."""
        return Path(self.settings["db"] or default_ledger(self.environ))

    @property
    def ledger(self) -> "Ledger":
        """The ledger to read: as it was known on a day where a command went back to one, else as it is."""
        return self._past or self.books

    @property
    def books(self) -> "Books":
        """The ledger with its history and its care, opened when first asked for. Raises LedgerMissing for none."""
        if self._books is None:
            from reformcli.store import open_ledger

            self._books = open_ledger(self.path, **self.opening)
        return self._books

    @property
    def writable(self) -> "Books":
        """The ledger for an entry: the one in the user's own folder is made when there is none yet."""
        if self._books is None and self.settings["db"] is None and not self.choices.dry_run and not self.path.exists():
            self.say(_("Made the ledger {path}.", path=self.path))
            self.make_ledger()
        return self.books

    def make_ledger(self) -> bool:
        """Make the ledger, with the rules that the locale proposes, which is said; whether it was not there yet."""
        from reformcli.store import create

        existed = self.path.exists()
        self._books = create(self.path, **self.opening)
        if not existed:
            self._propose_rules(self._books)
        return not existed

    def _propose_rules(self, books: "Books") -> None:
        from reformcli.model.change import Batch, Change
        from reformcli.rulebook.proposed import proposed

        rules = proposed(self.environ)
        if rules is None:
            return
        books.apply(Batch("init", self.actor, datetime.now(UTC), self.today, [Change(None, rules)]))
        self._forget("rules")
        country = self.rules.dates.country
        self.say(_("Dates are read as in {country}; `reform rules show` has all the rules.", country=country))

    def go_back(self, day: date) -> None:
        """Answer from now on as the ledger was known at the end of `day`, which is today unless --today was given."""
        self._past = self.books.as_known(day)
        self.books.close()
        self._books = None
        self.settings = self.settings.with_flag("today", day.isoformat())
        self._forget("today", "rules", "_declared_days")

    def _forget(self, *names: str) -> None:
        """Look these up again when they are asked for."""
        for name in names:
            self.__dict__.pop(name, None)

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
        for ledger in (self._past, self._books):
            if ledger is not None:
                ledger.close()

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

        rules = self.rules.dates
        return Conventions(
            plan_year=self.plan,
            day_first=rules.day_first,
            fiscal_start=rules.fiscal_start,
            fiscal_named=rules.fiscal_named or "",
            country=rules.country,
            region=rules.region or "",
            calendar=self._declared_days,
        )

    @cached_property
    def rules(self) -> "Rulebook":
        """The rules that count today; the default ones where no ledger was named and there is none yet."""
        from reformcli.rulebook import in_force, rulebook

        try:
            return in_force(self.ledger, self.today)
        except LedgerMissing:
            if self.settings["db"] is not None:
                raise
            return rulebook()

    def days(self) -> "Iterable[Day]":
        """The days that the ledger declares as worked or not; none where no ledger was named and there is none yet."""
        from reformcli.model.day import Day

        try:
            return self.ledger.find(Day)
        except LedgerMissing:
            if self.settings["db"] is not None:
                raise
            return ()

    @cached_property
    def _declared_days(self) -> "DeclaredDays":
        from reformcli.model.declared import DeclaredDays

        return DeclaredDays(lambda: {day.date: day.working for day in self.days() if day.date is not None})

    # Writing

    def apply(
        self, verb: str, changes: "Iterable[Change[Thing]]", *, undoes: int | None = None, echo: bool = True
    ) -> "Receipt":
        """Write `changes`, or with --dry-run write nothing. Without `echo` the receipt does not hold the things.

        Raises UsageError or BadFile, before anything is written, where what was written could not be told.
        """
        from reformcli.model.change import Batch, Receipt
        from reformcli.output import check

        check(self._shape() or "plain", ("ref", "title"))
        self.claim(None)
        if self.choices.dry_run:
            receipt = Receipt(0, tuple(change.after for change in changes if change.after is not None))
        else:
            batch = Batch(verb, self.actor, datetime.now(UTC), self.today, changes, undoes)
            receipt = self.writable.apply(batch, echo=echo)
            self._doubt_clock(batch.at, receipt.earlier)
        while self._news:
            self.say(self._news.pop(0))
        return receipt

    def _doubt_clock(self, at: datetime, earlier: datetime | None) -> None:
        """Warn where an entry was made long before the one before it: one of the two has a clock that was wrong."""
        from reformcli.model.change import CLOCKS_DIFFER

        if earlier is not None and earlier - at > CLOCKS_DIFFER:
            self.warn(
                _(
                    "By this machine's clock it is {now}, but the entry before this one was made on {earlier}."
                    " If this clock is the wrong one, put it right and take this entry back with `reform undo`.",
                    now=at.date(),
                    earlier=earlier.date(),
                )
            )

    def announce(self, sentence: str) -> None:
        """Tell the person something of what is about to be written, once it is."""
        self._news.append(sentence)

    # Formats that need to know more than what was chosen

    def _options(self, shape: str) -> "Options":
        from reformcli.output import Options

        if shape == "ics":
            return Options(calendar=self._calendar())
        if shape == "xlsx":
            return Options(day=self.today)
        if shape == "docx":
            letterhead = self.settings["papers.letterhead"]
            return Options(day=self.today, letterhead=Path(letterhead) if letterhead else None)
        return super()._options(shape)

    def _calendar(self) -> "Calendar":
        from reformcli.output import Calendar

        tasks = self.settings["calendar.as"] == "todo"
        return Calendar(self.moment, tasks, self.settings["calendar.alarm"], self._identities)

    def _identities(self) -> "dict[str, Identity]":
        """What calendars know the ledger's work by, by ref."""
        from reformcli.model.scope import Scope
        from reformcli.output import Identity

        work = self.ledger.work(Scope(self.today), open_only=False)
        return {str(piece.ref): Identity(piece.uid, piece.sequence) for piece in work}
