"""Owner: who answers for work: a unit, a leader, a group or a person."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reformcli.i18n import mark
from reformcli.model.days import lasts_on
from reformcli.model.fields import ITSELF, Thing, choice, day, line, names, reference
from reformcli.model.noun import Example, Noun, PageLine

KINDS = {
    "unit": mark("unit"),
    "leader": mark("leader"),
    "group": mark("group"),
    "person": mark("person"),
}
"""A unit (bureau, township), a leading official by post, a special group, or a person such as a liaison."""

CATEGORIES = {"county": mark("county body"), "township": mark("township")}
"""Classes of units in the default rules, as people say them; an office may have others, which are said as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner(Thing):
    """An owner. Its name, short name and other names all mean it; validity includes both days."""

    name: str = line(mark("Name"), mark("Full name."), required=True)
    short_name: str | None = line(mark("Short name"), mark("Short name, if it has one."))
    other_names: tuple[str, ...] = names(
        mark("Other names"), mark("Other names that it is written by, separated by commas.")
    )
    kind: str = choice(mark("Kind"), mark("What kind of owner it is."), KINDS, default="unit", option="--owner-kind")
    category: str | None = line(
        mark("Class"), mark("Class of units that it is compared with: county, township."), words=CATEGORIES
    )
    parent: int | None = reference(ITSELF, mark("Part of"), mark("Owner that it is part of."))
    place: str | None = line(mark("Place"), mark("Where a group has its office."))
    rules: str | None = line(mark("Rules"), mark("The rules that a group works by."))
    platform: str | None = line(mark("Platform"), mark("What a group does its work on: a platform, a pilot base."))
    contact: str | None = line(mark("Contact"), mark("Telephone, mail or messenger."))
    valid_from: date | None = day(mark("In post from"), mark("First day in post."))
    valid_to: date | None = day(mark("In post to"), mark("Last day in post."))

    def is_in_post(self, day: date) -> bool:
        """Whether it is in post on a day."""
        return lasts_on(day, self.valid_from, self.valid_to)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name that means this owner, the full name first."""
        return (self.name, *([self.short_name] if self.short_name else []), *self.other_names)


@lru_cache(maxsize=4096)  # a list names the same few owners in every row
def normal(name: str) -> str:
    """`name` without what does not tell owners apart: width of characters, case, spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


NOUN = Noun(
    Owner,
    "owner",
    mark("owner"),
    name="name",
    called=True,
    identity=(("name",),),
    page=PageLine(("parent",), mark("Its parts"), ("name",)),
    summary=mark("Who answers: units, leaders, groups, persons."),
    commands=("add", "list", "edit", "show"),
    examples={
        "add": (
            Example(
                mark('reform owner add "Department of Education" --short-name Education'),
                mark("A unit and its short name."),
            ),
            Example(
                mark(
                    'reform owner add "A. Smith" --owner-kind person --parent Transport --contact a.smith@example.org'
                ),
                mark("A contact in a unit."),
            ),
        ),
        "edit": (
            Example(
                mark('reform owner edit Health --other-names "Health Department,DoH"'),
                mark("Other names that mean the same."),
            ),
            Example(mark('reform owner edit "Deputy Mayor" --valid-to 2026-08-31'), mark("The last day in post.")),
        ),
        "show": (
            Example(mark("reform owner show Education"), mark("What the unit answers for.")),
            Example(mark('reform owner show "Deputy Mayor" --json'), mark("For another program.")),
        ),
    },
)
