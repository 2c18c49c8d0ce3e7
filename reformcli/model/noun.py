"""The list of nouns and what each is called.

A noun is one module in this package that declares a dataclass and a `NOUN`, and one line in `NOUNS`. Modules load when
their noun is asked for, because most commands touch only one or two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from reformcli.i18n import in_every_language
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, fields_of


@dataclass(frozen=True, slots=True, eq=False)
class Noun:
    """A kind of thing that the ledger keeps.

    `key` names it in code, `plural` its table, its export and its list; `prefix` starts its refs (`V` in `V12`; empty
    where a ref is not a letter and a number). `identity` lists the keys that tell two rows of an import apart where
    neither has a uid; `within` is the reference inside which numbers count (a milestone's number counts within its
    project); `called` is the field, unique in the ledger, that people say instead of a number (an owner's name).
    """

    key: str
    plural: str
    type: type
    label: str
    prefix: str = ""
    identity: tuple[tuple[str, ...], ...] = ()
    within: str | None = None
    called: str = ""

    @property
    def fields(self) -> Mapping[str, Field]:
        """The declared fields by key."""
        return fields_of(self.type)

    @property
    def primary(self) -> tuple[str, ...]:
        """The keys that a row is found by."""
        return (self.within, "number") if self.within else ("number",)

    @property
    def needed(self) -> tuple[Field, ...]:
        """Fields without which there is no thing, and that have no default."""
        return _needed(self)

    def ref(self, thing: Any) -> str:
        """How people refer to `thing`: `17`, `17.3`, `V12`; an owner by name, a day by its date."""
        if self.within:
            return f"{getattr(thing, self.within)}.{thing.number}"
        return str(getattr(thing, self.called)) if self.called else f"{self.prefix}{thing.number}"


@cache
def _needed(noun: Noun) -> tuple[Field, ...]:
    kinds = (FieldKind.TEXT, FieldKind.DATE, FieldKind.PROJECT, FieldKind.OWNER)
    return tuple(field for field in noun.fields.values() if field.needed or (field.required and field.kind in kinds))


NOUNS: Mapping[str, str] = {
    "owner": "owners",
    "project": "projects",
    "milestone": "milestones",
    "assignment": "assignments",
    "duty": "duties",
    "extension": "extensions",
    "override": "overrides",
    "visit": "visits",
    "finding": "findings",
    "note": "notes",
    "day": "days",
}
"""Every noun and its plural, each after the nouns that it refers to: the order of exports and imports."""


EXPORT_FORMAT = 1
"""Version of the shape of a whole export; an import refuses a newer one."""


@cache
def noun(key: str) -> Noun:
    """The noun called `key`."""
    declared: Noun = import_module(f"reformcli.model.{key}").NOUN
    return declared


def nouns() -> tuple[Noun, ...]:
    """Every noun, in the order of `NOUNS`."""
    return tuple(noun(key) for key in NOUNS)


def noun_of(thing: Any) -> Noun:
    """The noun that `thing` is one of."""
    return noun(type(thing).__module__.rpartition(".")[2])


def named(text: str) -> Noun | None:
    """The noun that `text` names by key, plural or label, in any language."""
    word = text.strip().lower()
    for key, plural in NOUNS.items():
        if word in (key, plural) or word in in_every_language(noun(key).label):
            return noun(key)
    return None
