"""What a phrase was read as, and the conventions of the office that decide it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The six kinds of answer. A kind is stored and printed as its value, never translated."""

    DATE = "date"
    RANGE = "range"
    RECURRING = "recurring"
    RELATIVE = "relative"
    OPEN_ENDED = "open-ended"
    UNPARSEABLE = "unparseable"


@dataclass(frozen=True, slots=True)
class Conventions:
    """The conventions of the office that decide what a phrase means; the caller fills them, no locale is asked.

    `plan_year` is the year meant where none is written. `day_first` says how `01/02/2026` is read: True day first,
    False month first, None not settled (such a date is then ambiguous). `fiscal_start` is the month in which a fiscal
    year begins, `fiscal_named` says by which of its two calendar years FY2027 is named: "end", "start", or "" not
    settled (both are then said). `country` is the ISO code of the country whose public holidays the working days leave
    out, `region` a part of it with holidays of its own (GB-ENG, AU-NSW), and `calendar` holds the days that the ledger
    itself declares: date -> is a working day.
    """

    plan_year: int
    day_first: bool | None = None
    fiscal_start: int = 4
    country: str = "CN"
    calendar: Mapping[date, bool] = field(default_factory=dict)
    region: str = ""
    fiscal_named: str = ""

    @property
    def place(self) -> str:
        """The country or region whose working days are counted: GB, GB-ENG."""
        return self.region or self.country


@dataclass(frozen=True, slots=True)
class Reading:
    """How one phrase was read. All dates are inclusive.

    `end` is the day by which the work is due; `start` is set for ranges and for work that only has a beginning;
    `is_period` is whether both are those of a month or quarter that the phrase names (June, Q3), so that nobody said
    when the work begins.
    `milestones` are the due days of a cell that holds several, in order of time, `windows` its spans. `rule` is the
    recurrence, in the words of `reformcli.deadlines.rules`; `end` is then the next due day. `other_end` is what the
    phrase means in its other reading; where a phrase gives no date, it is a suggestion. `warnings` and `sentence` are
    in the reader's language. `rescheduled_from` is the date that the phrase itself says was given up, `workdays_of` the
    country or region whose working days were counted, "" where none were.
    """

    phrase: str
    kind: Kind
    start: date | None = None
    end: date | None = None
    milestones: tuple[date, ...] = ()
    windows: tuple[tuple[date, date], ...] = ()
    rule: str | None = None
    standing: bool = False
    immediate: bool = False
    ambiguous: bool = False
    other_end: date | None = None
    warnings: tuple[str, ...] = ()
    sentence: str = ""
    rescheduled_from: date | None = None
    workdays_of: str = ""
    is_period: bool = False

    @property
    def then(self) -> str | None:
        """`standing` where the work goes on after its date (practice: "date, then standing"), else None."""
        return "standing" if self.standing and self.end is not None else None
