"""The office's rules: what it decides about processes, limits, lights, dates and caps, each by its first day.

Rules are data: a text in TOML, kept in the ledger by the day from which it counts. What a record is judged by are the
newest rules whose first day is not after the record's own day; a part that they leave out stays what it was before
them, at first that of `data/rules.toml`.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from reformcli.errors import BadRules
from reformcli.i18n import _
from reformcli.lights import Thresholds
from reformcli.resources import folder
from reformcli.rulebook.score import ScoreRules
from reformcli.rulebook.submission import SubmissionRules

if TYPE_CHECKING:
    from reformcli.model.ledger import Ledger


class StageRule(NamedTuple):
    """A stage of a process: its key, who passes it (`owner`, `office`, `group`, `leader`, `raiser`), and the state that
    a matter has once it is passed.

    `within` is its time limit in words, counted from the stage before; `lasts` how long it is to last, in words;
    `after` how many days after the stage before it falls due. An `optional` one may be left out; `any` is one that may
    come at any time, as a stop does.
    """

    key: str
    by: str
    state: str | None = None
    within: str | None = None
    lasts: str | None = None
    after: int | None = None
    optional: bool = False
    any: bool = False

    @property
    def is_needed(self) -> bool:
        """Whether what comes after it cannot be without it."""
        return not (self.optional or self.any)


class VisitRhythm(NamedTuple):
    """Days after the last visit from which a unit is to be seen again, by its worst light, and how many visits it may
    receive in a quarter."""

    red: int
    yellow: int
    green: int
    blue: int
    cap: int | None


class LadderLevel(NamedTuple):
    """A level of the ladder: what makes it due, and the time for its answer, in words.

    `near` is days before the due date, `behind` points (0 to 100) behind schedule, `overdue` days after the due date;
    any of those that are set will do.
    """

    key: str
    answer: str
    near: int | None = None
    behind: int | None = None
    overdue: int | None = None


class Ladder(NamedTuple):
    """The levels of orders, the mildest first. With `escalate` no answer in time, or a poor one, asks for the next
    level; key projects begin at `key_starts`; after `interview` orders of the last level running a talk is proposed."""

    levels: tuple[LadderLevel, ...]
    escalate: bool
    key_starts: str
    interview: int


class Reporting(NamedTuple):
    """The day of the month by which units report, and which working day after it counts where it is a day off."""

    day: int
    off: int


class Meetings(NamedTuple):
    """How often the commission meets, a key of `MONTHS`; how many units report on a set topic, and why they are
    proposed, the first reason first, of `sections.REPORTERS`."""

    commission: str
    reporters: int = 3
    choose: tuple[str, ...] = ("red", "silent", "praised")


MONTHS = {"month": 1, "two-months": 2, "quarter": 3, "half-year": 6, "year": 12}
"""Rhythms, and how many months may lie between two meetings."""


class DateRules(NamedTuple):
    """How dates are read: whose holidays, in which region of that country, and which number of 01/02/2026 is the day.

    `fiscal_start` is the month in which a financial year begins, `fiscal_named` the year that names it: that of its
    `start` or its `end`; where neither is settled, both are said.
    """

    country: str = "CN"
    region: str | None = None
    day_first: bool | None = None
    fiscal_start: int = 4
    fiscal_named: str | None = None


class Caps(NamedTuple):
    """The most open projects and papers that a unit should have; None is no cap. Visits: `VisitRhythm.cap`."""

    work: int | None = None
    papers: int | None = None


class Rulebook:
    """The rules in force on a day: `parts` that texts gave, by name and key, and the default's for all others.

    What a part holds is made when it is first asked for, since few commands need more than one of them.
    """

    def __init__(self, parts: Mapping[str, Mapping[str, Any]]) -> None:
        self._parts = parts

    def _part(self, name: str) -> Mapping[str, Any]:
        if name in self._parts:
            return self._parts[name]
        from reformcli.rulebook.parsing import default_part

        return default_part(name)

    @cached_property
    def process(self) -> Mapping[str, tuple[StageRule, ...]]:
        """The stages of each kind of matter and of ideas."""
        return self._part("process")

    @cached_property
    def limit(self) -> Mapping[str, str]:
        """The time limit of each kind of matter, in words."""
        return self._part("limit")

    @cached_property
    def visits(self) -> VisitRhythm:
        """When units are to be seen again."""
        return VisitRhythm(**{"cap": None, **self._part("visits")})

    @cached_property
    def changed(self) -> tuple[int, ...]:
        """Days late that are told anew."""
        days: tuple[int, ...] = self._part("changed")["days"]
        return days

    @cached_property
    def readiness(self) -> Mapping[str, tuple[str, ...]]:
        """The marks that groups and units should have."""
        return self._part("readiness")

    @cached_property
    def ladder(self) -> Ladder:
        """When orders are proposed."""
        return Ladder(**self._part("ladder"))

    @cached_property
    def reporting(self) -> Reporting:
        """By when units report."""
        return Reporting(**self._part("reporting"))

    @cached_property
    def meetings(self) -> Meetings:
        """How often bodies meet, and who reports to them."""
        return Meetings(**self._part("meetings"))

    @cached_property
    def dates(self) -> DateRules:
        """How dates are read."""
        return DateRules(**self._part("dates"))

    @cached_property
    def lights(self) -> Thresholds:
        """Where lights change."""
        return Thresholds(**self._part("lights"))

    @cached_property
    def caps(self) -> Caps:
        """The most that a unit should carry."""
        return Caps(**self._part("caps"))

    @cached_property
    def score(self) -> ScoreRules:
        """What units are scored by."""
        return ScoreRules(**self._part("score"))

    @cached_property
    def submission(self) -> SubmissionRules:
        """Points for submissions."""
        return SubmissionRules(**self._part("submission"))


@cache
def default_text() -> str:
    """The rules that count where an office has none of its own, as TOML."""
    return (folder("data") / "rules.toml").read_text(encoding="utf-8")


@cache
def rulebook(*texts: str) -> Rulebook:
    """The rules that texts amount to, each with the parts of those before it that it leaves out, and the first with the
    default's. Raises BadRules."""
    from reformcli.rulebook.parsing import read

    return read(*texts)


def in_force(ledger: "Ledger", day: date) -> Rulebook:
    """The rules of a ledger that count on `day`; the default's where it has none yet. Raises BadRules naming the first
    day of those that cannot be read."""
    return rules_on(texts_of(ledger), day)


class RuleHistory:
    """The rules of a ledger, asked for many days; with `more`, as if those texts counted too from their first days."""

    def __init__(self, ledger: "Ledger", more: Mapping[date, str] | None = None) -> None:
        self._texts = texts_of(ledger) | dict(more or {})
        self.first_days = sorted(self._texts)

    def on(self, day: date) -> Rulebook:
        """The rules that count on `day`. Raises BadRules as `in_force` does."""
        return rules_on(self._texts, day)


def every_rulebook(ledger: "Ledger") -> list[Rulebook]:
    """The rules of every time of a ledger, the default's first. Raises BadRules as `in_force` does."""
    texts = texts_of(ledger)
    return [rulebook(), *(rules_on(texts, first) for first in texts)]


def texts_of(ledger: "Ledger") -> dict[date, str]:
    """The texts of a ledger's rules by the day from which each counts, the earliest first."""
    from reformcli.model.rules import RuleSet

    texts = {rules.valid_from: rules.text for rules in ledger.find(RuleSet)}
    return {first: texts[first] for first in sorted(first for first in texts if first is not None)}


def rules_on(texts: Mapping[date, str], day: date) -> Rulebook:
    """The rules that count on `day` where each of `texts` does from its day on. Raises BadRules as `in_force` does."""
    counting = {first: texts[first] for first in sorted(texts) if first <= day}
    try:
        return rulebook(*counting.values())
    except BadRules:
        raise next(spoilt(counting)) from None


def spoilt(texts: Mapping[date, str]) -> Iterator[BadRules]:
    """What is wrong with each of `texts` that cannot be read, its first day named."""
    for first, text in texts.items():
        try:
            rulebook(text)
        except BadRules as error:
            error.where = _("rules of {date}", date=first)
            error.hint = _("Take them out with `reform rules remove {date}`, and load them anew.", date=first)
            yield error


def must_be_sound(text: str, where: str = "") -> None:
    """Raise BadRules, naming every fault with its place, where `text`, from the file `where`, cannot come in."""
    from reformcli.rulebook.parsing import read

    read(text, where=where, closely=True)
