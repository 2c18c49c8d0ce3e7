"""Festivals by name, and the day on which each falls in a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from reformcli.i18n import language
from reformcli.resources import folder


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival of `data/festivals.toml`: how it is written, and one of a fixed, a lunar and an Easter date."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    fixed: str = ""
    lunar: str = ""
    easter: int | None = None
    offset: int = 0

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
        lunar = _lunar_days(year).get(self.lunar)
        return lunar + timedelta(days=self.offset) if lunar else None


@cache
def _lunar_days(year: int) -> Mapping[str, date | None]:
    """The days of the Chinese calendar that festivals hang on, by the tables of the `holidays` package."""
    from holidays.groups.chinese import ChineseCalendarHolidays

    class ChineseCalendar(ChineseCalendarHolidays):
        def __init__(self, year: int) -> None:
            super().__init__()
            self._year = year

        def days(self) -> dict[str, date | None]:
            return {
                "spring": self._chinese_new_year,
                "qingming": self._qingming_festival,
                "dragon boat": self._dragon_boat_festival,
                "mid-autumn": self._mid_autumn_festival,
                "double ninth": self._double_ninth_festival,
            }

    return ChineseCalendar(year).days()


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
            easter=row.get("easter"),
            offset=row.get("offset", 0),
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
