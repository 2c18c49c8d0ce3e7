"""Days and years by name: festivals, days of the Chinese calendar, solar terms, five-year plan periods.

The Chinese calendar is computed by `lunar_python`, Easter by `dateutil`; both load when a name first asks for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from reformcli.deadlines.spans import Level, Span, a_year
from reformcli.i18n import language
from reformcli.resources import folder

SOLAR_TERMS = "小寒大寒立春雨水惊蛰春分清明谷雨立夏小满芒种夏至小暑大暑立秋处暑白露秋分寒露霜降立冬小雪大雪冬至"
"""The 24 solar terms in the order of the solar year, two characters each."""
LUNAR_YEARS = range(1900, 2100)
"""The years whose Chinese calendar is computed; the official tables go no further."""


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival of `data/festivals.toml`: how it is written, and one of a fixed, a lunar and an Easter date.

    `country` is where the day is kept, "" where it is the same everywhere.
    """

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    fixed: str = ""
    lunar: str = ""
    term: str = ""
    easter: int | None = None
    offset: int = 0
    country: str = ""

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.chinese[0] if language() == "zh" else self.english[0]

    @property
    def key(self) -> str:
        """The English name: stands for the festival in recurrence rules."""
        return self.english[0]

    def day(self, year: int) -> date | None:
        """The day of the festival in `year`; None where the calendar has none."""
        if self.fixed:
            return date.fromisoformat(f"{year:04}-{self.fixed}")
        if self.easter is not None:
            from dateutil.easter import easter

            return easter(year) + timedelta(days=self.easter)
        if self.term:
            return solar_term(year, self.term)
        day = lunar_day(year, int(self.lunar[:2]), int(self.lunar[3:]))
        return day + timedelta(days=self.offset) if day else None


@cache
def lunar_day(year: int, month: int, day: int) -> date | None:
    """A day of the Chinese calendar; day 0 is the last of the month. None where the calendar has none.

    `year` is the one that begins with its Spring Festival; a leap month is never meant.
    """
    if year not in LUNAR_YEARS or not 1 <= month <= 12:
        return None
    from lunar_python import Lunar, LunarMonth

    length = LunarMonth.fromYm(year, month).getDayCount()
    if not 0 <= day <= length:
        return None
    return date.fromisoformat(Lunar.fromYmd(year, month, day or length).getSolar().toYmd())


@cache
def solar_term(year: int, name: str) -> date | None:
    """The day of the solar year `year` on which a solar term begins; None where the calendar has none."""
    if year not in LUNAR_YEARS or year == LUNAR_YEARS[0]:
        return None
    from lunar_python import Lunar

    for lunar_year in (year, min(year + 1, LUNAR_YEARS[-1]), year - 1):
        begins = date.fromisoformat(Lunar.fromYmd(lunar_year, 6, 1).getJieQiTable()[name].toYmd())
        if begins.year == year:
            return begins
    return None


@cache
def festivals() -> tuple[Festival, ...]:
    """All festivals of `data/festivals.toml`."""
    import tomllib

    rows = tomllib.loads((folder("data") / "festivals.toml").read_text("utf-8"))["festival"]
    return tuple(
        Festival(
            english=tuple(row["english"]),
            chinese=tuple(row["chinese"]),
            fixed=row.get("date", ""),
            lunar=row.get("lunar", ""),
            term=row.get("term", ""),
            easter=row.get("easter"),
            offset=row.get("offset", 0),
            country=row.get("country", ""),
        )
        for row in rows
    )


@cache
def by_chinese_name() -> Mapping[str, Festival]:
    """Every way a festival is written in Chinese."""
    return {name: festival for festival in festivals() for name in festival.chinese}


@cache
def by_english_name() -> Mapping[str, Festival]:
    """Every way a festival is written in English, in small letters and without apostrophes."""
    return {name.lower().replace("'", ""): festival for festival in festivals() for name in festival.english}


@cache
def plan_periods() -> Mapping[str, Span]:
    """The plan periods of `data/plan_periods.toml`: name -> its years. 十四五 is 2021 to 2025."""
    import tomllib

    rows = tomllib.loads((folder("data") / "plan_periods.toml").read_text("utf-8"))["period"]
    return {row["name"]: Span(a_year(row["first"]).start, a_year(row["last"]).end, Level.PLAN) for row in rows}
