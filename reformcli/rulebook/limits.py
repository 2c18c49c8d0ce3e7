"""Time limits of the rules: as people say them, and the day to which one leads."""

import re
from datetime import date
from typing import TYPE_CHECKING

from reformcli.i18n import plural
from reformcli.rulebook import in_force

if TYPE_CHECKING:
    from reformcli.model.ledger import Ledger

_COUNT = re.compile(r"\+(\d+)(d|wd)")


def limit_words(limit: str) -> str:
    """A time limit of the rules as people say it: +30d is within 30 days; one in words as it stands."""
    count = _COUNT.fullmatch(limit)
    if count is None:
        return limit
    if count[2] == "d":
        return plural("within {n} day", "within {n} days", int(count[1]))
    return plural("within {n} working day", "within {n} working days", int(count[1]))


def limit_end(ledger: "Ledger", limit: str, base: date, today: date) -> date | None:
    """The last day of a time limit that counts from `base`, as the ledger's rules of today read dates and its days are
    worked; None where its words give none."""
    from reformcli.deadlines import Conventions, read
    from reformcli.model.day import Day

    dates = in_force(ledger, today).dates
    conventions = Conventions(
        base.year,
        day_first=dates.day_first,
        fiscal_start=dates.fiscal_start,
        fiscal_named=dates.fiscal_named or "",
        country=dates.country,
        region=dates.region or "",
        calendar={day.date: day.working for day in ledger.find(Day) if day.date is not None},
    )
    return read(limit, base, conventions).end
