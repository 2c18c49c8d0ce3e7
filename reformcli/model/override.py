"""Override: a light that a person sets by hand, with a reason and an end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reformcli.i18n import _, mark
from reformcli.model.colours import GREEN, LIGHTS, RED, YELLOW
from reformcli.model.fields import Thing, choice, day, line, passage, ref
from reformcli.model.noun import Noun, PageLine
from reformcli.model.refs import Ref

COLOURS = {light: LIGHTS[light] for light in (RED, YELLOW, GREEN)}
"""What may be set: blue means done and grey means without a date, which no judgement changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override(Thing):
    """A light set by hand for the tracked work that `about` refers to. It counts on both of its days."""

    about: Ref | None = ref(mark("About"), mark("Ref of the work whose light is set."), required=True)
    light: str = choice(mark("Light"), mark("Red, yellow or green."), COLOURS, default=YELLOW)
    reason: str = passage(mark("Reason"), mark("Why the rules do not tell how it stands."), required=True)
    author: str = line(mark("Author"), mark("Who answers for the judgement."), required=True)
    valid_from: date | None = day(mark("From"), mark("First day on which it counts."), required=True)
    valid_to: date | None = day(mark("Until"), mark("Last day on which it counts."), required=True)


def _naming(override: Override, owners: Mapping[int, str]) -> str:
    light = _(LIGHTS[override.light])
    return _("{light} until {date}: {reason}", light=light, date=override.valid_to, reason=override.reason)


NOUN = Noun(
    Override,
    "override",
    mark("override"),
    name="reason",
    naming=_naming,
    identity=(("about", "valid_from", "light"),),
    listed=("about", "light", "reason", "author", "valid_from", "valid_to"),
    page=PageLine(
        ("about",),
        mark("Lights set by hand"),
        ("reason", "author"),
        role="light",
        date="valid_from",
        until="valid_to",
    ),
    news=("valid_from",),
)
