"""Noun: what is declared of a kind of thing, and the way from a thing, a type or a word to its declaration."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from sys import modules
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from reformcli.i18n import _, in_every_language
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field, FieldValue, FieldValues, Thing, fields_of
from reformcli.model.nouns import Tracked, listed_noun, listed_nouns
from reformcli.model.refs import Ref

T = TypeVar("T", bound=Thing)
T_co = TypeVar("T_co", bound=Thing, covariant=True)


class PageLine(NamedTuple):
    """The line of a thing on the page of what it refers to.

    `references` are the fields by which it gets there; `heading` stands above the lines. `texts` are the fields whose
    values it shows, `role` a choice that it shows beside them, `date` and `until` its days, `state` its state.
    """

    references: tuple[str, ...]
    heading: str
    texts: tuple[str, ...]
    role: str | None = None
    date: str | None = None
    until: str | None = None
    state: str | None = None


class Example(NamedTuple):
    """An example of a command: what is typed, and what it does."""

    typed: str
    meaning: str


@dataclass(frozen=True, slots=True, eq=False)
class Noun(Generic[T_co]):
    """A kind of thing that the ledger keeps: everything that is said of it once, but for what `model.nouns` lists.

    `key` names it in code. `name` is the field that people know a thing by; where it is also what they type in the
    place of a number, it is `called` so (an owner's name) and unique. `identity` lists the keys that tell two rows of
    an import apart where neither has a uid. `naming` says what people call a thing that no field names by itself, given
    the names of the owners by number: a duty by its role and its owner. `synonyms` are labels that people type as well,
    `listed` the columns of its list, `page` its line on other pages, `news` the days on which something was heard of
    its project.
    `commands` are made from the declaration: some of add, list, edit, show, remove; `summary` says what the group is
    for, `examples` are those of each command, `none` what its list says where there is nothing, other than that.
    """

    type: type[T_co]
    key: str
    label: str
    name: str = "title"
    called: bool = False
    identity: tuple[tuple[str, ...], ...] = ()
    naming: Callable[[T_co, Mapping[int, str]], str] | None = None
    synonyms: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    page: PageLine | None = None
    news: tuple[str, ...] = ()
    summary: str = ""
    none: str = ""
    commands: tuple[str, ...] = ()
    examples: Mapping[str, tuple[Example, ...]] = field(default_factory=dict)

    @property
    def fields(self) -> Mapping[str, Field]:
        """The declared fields by key."""
        return fields_of(self.type)

    @property
    def plural(self) -> str:
        """What its table, its export and its list are called."""
        return listed_noun(self.key).plural

    @property
    def prefix(self) -> str:
        """The letter of its refs, blank where they have none of their own."""
        return listed_noun(self.key).prefix

    @property
    def within(self) -> str | None:
        """The reference inside which its numbers count, a milestone's within its project; None where they count in the
        whole ledger."""
        return listed_noun(self.key).within or None

    @property
    def tracked(self) -> Tracked | None:
        """How its things are tracked work, None where they are not: said in the list of nouns, so that the queries of
        every day load no noun."""
        return listed_noun(self.key).tracked

    @property
    def primary(self) -> tuple[str, ...]:
        """The keys that a row is found by."""
        return (self.within, "number") if self.within else ("number",)

    @property
    def needed(self) -> tuple[Field, ...]:
        """Fields without which there is no thing, and that have no default."""
        return _needed(self)

    @property
    def references(self) -> tuple[Field, ...]:
        """The fields that refer to other things."""
        return _references(self)

    @property
    def is_named_by_owners(self) -> bool:
        """Whether what people call its things may hold the name of an owner."""
        return self.naming is not None and any(each.holds_owners for each in self.references)

    @property
    def words(self) -> set[str]:
        """What people type for it, in small letters: its key, its plural, its label and synonyms in every language."""
        labels = (label for each in (self.label, *self.synonyms) for label in in_every_language(each))
        return {self.key, self.plural, *(label.lower() for label in labels)}

    def ref(self, thing: Thing) -> Ref:
        """The Ref of `thing`."""
        return Ref(self.key, thing.number, self.inside(thing))

    def inside(self, thing: Thing) -> int | None:
        """The number of what `thing` counts within; None where its numbers count in the whole ledger."""
        outer = self.fields[self.within].of(thing) if self.within else None
        return outer if isinstance(outer, int) else None

    def name_of(self, thing: Thing) -> str:
        """The value of the field that people know `thing` by; empty where it has none."""
        value = self.fields[self.name].of(thing)
        return "" if value is None else str(value)

    def full_name(self, thing: Thing, owners: Mapping[int, str] = MappingProxyType({})) -> str:
        """What people call `thing`, in their language: as `naming` has it, else the value of its name.

        `owners` are the names of the owners by number, as far as they are known.
        """
        if self.naming and isinstance(thing, self.type):
            return self.naming(thing, owners)
        name, words = self.name_of(thing), self.fields[self.name].choices or {}
        return _(words[name]) if name in words else name

    def said(self, thing: Thing, number: int | None = None) -> str:
        """What people type for `thing`: `17`, `17.3`, `V12`; an owner's name, a day's date.

        `number` stands for its own where it is about to be given another one.
        """
        if self.called:
            return self.name_of(thing)
        return str(Ref(self.key, thing.number if number is None else number, self.inside(thing)))


@cache
def _needed(noun: Noun[Thing]) -> tuple[Field, ...]:
    kinds = (FieldKind.TEXT, FieldKind.DATE, FieldKind.REFERENCE, FieldKind.REF)
    return tuple(each for each in noun.fields.values() if each.needed or (each.required and each.kind in kinds))


@cache
def _references(noun: Noun[Thing]) -> tuple[Field, ...]:
    return tuple(one for one in noun.fields.values() if one.refers)


EXPORT_FORMAT = 2
"""Version of the shape of a whole export; an import refuses a newer one."""


@cache
def noun(key: str) -> Noun[Thing]:
    """The noun called `key`. Raises KeyError."""
    return _declared(listed_noun(key).place)


def _declared(module: str) -> Noun[Thing]:
    declared: Noun[Thing] = import_module(module).NOUN
    return declared


def nouns() -> tuple[Noun[Thing], ...]:
    """Every noun in use, in the order of the list."""
    return tuple(noun(listed.key) for listed in listed_nouns())


def noun_for(kind: type[T]) -> Noun[T]:
    """The noun whose things are of the type `kind`."""
    declared: Noun[T] = modules[kind.__module__].NOUN
    return declared


def noun_of(thing: T) -> Noun[T]:
    """The noun that `thing` is one of."""
    return noun_for(type(thing))


def ref_of(thing: Thing) -> Ref:
    """The Ref of `thing`."""
    return noun_of(thing).ref(thing)


def tracked_nouns() -> tuple[Noun[Thing], ...]:
    """The nouns whose things are tracked work, in the order of the list."""
    return tuple(noun(listed.key) for listed in listed_nouns() if listed.tracked)


def named(text: str) -> Noun[Thing] | None:
    """The noun that `text` names by one of its words."""
    word = text.strip().lower()
    for listed in listed_nouns():
        if word in (kind := noun(listed.key)).words:
            return kind
    return None


def referring_to(key: str) -> Iterator[tuple[Noun[Thing], Field]]:
    """Every field by which things refer to things of the noun `key`, with its noun; fields for any noun among them."""
    for kind in nouns():
        for one in kind.references:
            if one.to == key or one.kind is FieldKind.REF:
                yield kind, one


def values_of(thing: Thing) -> dict[str, FieldValue]:
    """What `thing` holds, by key."""
    return {key: one.of(thing) for key, one in fields_of(type(thing)).items()}


def build(kind: type[T], values: FieldValues) -> T:
    """A thing of the class `kind` with `values` in its fields, the others as declared. Raises TypeError for a key that
    is no field."""
    make: Callable[..., T] = kind
    return make(**values)


def changed(thing: T, values: FieldValues) -> T:
    """`thing` with `values` in its fields. Raises TypeError for a key that is no field."""
    changes: Mapping[str, Any] = values
    return replace(thing, **changes)
