"""Rules (规则): what the office decides about processes, limits, lights and dates, from a day on."""

from dataclasses import dataclass
from datetime import date

from reformcli.i18n import mark
from reformcli.model.fields import Thing, day, line, passage
from reformcli.model.noun import Example, Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet(Thing):
    """The rules that count from the day `valid_from`, until newer ones do; `text` is TOML, as `rules.toml` explains."""

    valid_from: date | None = day(mark("From"), mark("First day on which they count."), required=True)
    title: str = line(mark("Title"), mark("What they are called: who decided them, under which number."), required=True)
    text: str = passage(mark("Text"), mark("The rules themselves, as TOML."), required=True)


NOUN = Noun(
    RuleSet,
    "rules",
    mark("rule set"),
    name="valid_from",
    called=True,
    identity=(("valid_from",),),
    listed=("title",),
    summary=mark("What the office decides: processes, limits, lights, dates, caps, from a day on."),
    none=mark("No rules are recorded: the shipped ones count. `reform rules show` has them."),
    commands=("list", "remove"),
    examples={
        "list": (
            Example("reform rules list", mark("Every set of rules, by its first day.")),
            Example("reform rules list --json", mark("For another program.")),
        ),
        "remove": (
            Example("reform rules remove 2026-01-01", mark("Those of that day; `reform undo` brings them back.")),
            Example("reform rules remove 2026-01-01 --dry-run", mark("What would be taken out.")),
        ),
    },
)
