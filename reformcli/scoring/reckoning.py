"""What a score is reckoned of: a year up to a day, by the rules of each day."""

from datetime import date
from typing import NamedTuple

from reformcli.rulebook import Rulebook, RuleHistory
from reformcli.rulebook.score import ScoreRules


class Reckoning(NamedTuple):
    """A year, reckoned as of `today`; `rules` are asked for each day.

    With `instead` those rules count for every day, as if they had been in force all the time.
    """

    year: int
    today: date
    history: RuleHistory
    instead: Rulebook | None = None

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The day reckoned: today, or the last day of a year that is over."""
        return min(self.today, date(self.year, 12, 31))

    @property
    def own(self) -> ScoreRules:
        """The rules whose sections, caps and bands count: those of the day reckoned."""
        return self.on(self.last).score

    def on(self, day: date) -> Rulebook:
        """The rules that count on `day`."""
        return self.instead or self.history.on(day)

    def holds(self, day: date | None) -> bool:
        """Whether a day is one of the year, and has come."""
        return day is not None and self.first <= day <= self.last
