"""Time limits of the rules: as people say them, and the day to which one leads."""

import re
from collections.abc import Mapping
from datetime import date

from reformcli.i18n import plural
from reformcli.rulebook import DateRules

_COUNT = re.compile(r"\+(\d+)(d|wd)")


def limit_words(limit: str) -> str:
    """A time limit of the rules as people say it: +30d is within 30 days; one in words as it stands."""
    count = _COUNT.fullmatch(limit)
    if count is None:
        return limit
    if count[2] == "d":
        return plural("within {n} day", "within {n} days", int(count[1]))
    return plural("within {n} working day", "within {n} working days", int(count[1]))


def limit_end(limit: str, base: date, dates: DateRules, declared: Mapping[date, bool]) -> date | None:
    """The last day of a time limit that counts from `base`; `declared` are days that the ledger itself has as worked or
    not."""
    from reformcli.deadlines import Conventions, read

    conventions = Conventions(
        base.year,
        day_first=dates.day_first,
        fiscal_start=dates.fiscal_start,
        fiscal_named=dates.fiscal_named or "",
        country=dates.country,
        region=dates.region or "",
        calendar=declared,
    )
    return read(limit, base, conventions).end
