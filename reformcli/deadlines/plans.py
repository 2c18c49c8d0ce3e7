"""Five-year plan periods by name: 十四五 is 2021 to 2025."""

from collections.abc import Mapping
from functools import cache

from reformcli.deadlines.spans import Level, Span, a_year
from reformcli.resources import folder


@cache
def plan_periods() -> Mapping[str, Span]:
    """The plan periods of `data/plan_periods.toml`: name -> its years."""
    import tomllib

    rows = tomllib.loads((folder("data") / "plan_periods.toml").read_text("utf-8"))["period"]
    return {row["name"]: Span(a_year(row["first"]).start, a_year(row["last"]).end, Level.PLAN) for row in rows}
