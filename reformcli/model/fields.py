"""How a noun's fields are declared: once, with key, kind, label and help.

A noun is a frozen dataclass whose attributes are made by the functions below. Everything else reads these
declarations: command-line options, tables, columns of exports, the table in the store, the reference pages. What lists
of offices call the fields is in `data/headings.toml`.
"""

from collections.abc import Callable, Mapping
from dataclasses import Field as DataclassField
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from reformcli.i18n import mark
from reformcli.model.field_kinds import FieldKind
from reformcli.model.refs import Ref

FieldValue = (
    str | int | float | date | Ref | tuple[str, ...] | tuple[int, ...] | tuple[Ref, ...] | Mapping[str, str] | None
)
"""What a field may hold; which of them, its kind says."""

FieldValues = Mapping[str, FieldValue]
"""What fields of one thing hold, by key."""

V = TypeVar("V")


def value_in(values: Mapping[str, object], key: str, kind: type[V]) -> V | None:
    """The value of the class `kind` that `values` hold under `key`; None where they hold none. Raises TypeError for one
    of another class."""
    value = values.get(key)
    if value is None or isinstance(value, kind):
        return value
    raise TypeError(f"{key} holds {value!r}, which is no {kind.__name__}")


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field as declared: `key` is its name in code, flags, columns and storage. A field equals only itself.

    `to` is the key of the noun that a reference is to. `words` say yes or no in a flag, besides those that always do.
    A row that adds a thing must have a `needed` field, though it has a default. `option` is the flag that sets it where
    its key is the name of an option of other commands. A name that nobody bears yet becomes an owner of the kind that
    has `role`. A number with a fraction is at `least` so large. What is not `entered` by people follows from commands.
    """

    key: str
    kind: FieldKind
    label: str
    help: str
    choices: Mapping[str, str] | None = None
    required: bool = False
    entered: bool = True
    limit: int = 0
    words: Mapping[str, bool] | None = None
    needed: bool = False
    to: str = ""
    option: str = ""
    role: str = ""
    least: int = 0

    @property
    def blank(self) -> FieldValue:
        """What a blank means: no names, no numbers, no other columns; None for all other kinds."""
        if self.kind in (FieldKind.NAMES, FieldKind.REFERENCES):
            return ()
        return {} if self.kind is FieldKind.EXTRA else None

    @property
    def one_line(self) -> bool:
        """Whether a text must not have line breaks."""
        return self.limit == TITLE_LIMIT

    @property
    def flag(self) -> str:
        """The option that sets it: `result_form` is `--result-form`, unless it declares another."""
        return self.option or "--" + self.key.replace("_", "-")

    @property
    def is_owner(self) -> bool:
        """Whether it refers to one owner, whom people write by name."""
        return self.kind is FieldKind.REFERENCE and self.to == "owner"

    @property
    def holds_owners(self) -> bool:
        """Whether it refers to owners, one or several, whom people write by name."""
        return self.to == "owner"

    @property
    def refers(self) -> bool:
        """Whether it refers to other things of the ledger."""
        return self.kind in (FieldKind.REFERENCE, FieldKind.REFERENCES, FieldKind.REF)

    def of(self, thing: "Thing") -> FieldValue:
        """What `thing` holds in this field."""
        value: FieldValue = _reads(self.key)(thing)
        return value

    def refs_in(self, thing: "Thing") -> tuple[Ref, ...]:
        """What `thing` refers to in this field; nothing where the field does not refer."""
        return self.refs_of(self.of(thing))

    def refs_of(self, value: FieldValue) -> tuple[Ref, ...]:
        """What `value`, held in this field, refers to. Raises ValueError or TypeError for what is no reference."""
        if isinstance(value, Ref):
            return (value,)
        if self.kind is FieldKind.REFERENCE and isinstance(value, int):
            return (Ref(self.to, value),)
        if self.kind is FieldKind.REFERENCES and isinstance(value, tuple):
            return tuple(item if isinstance(item, Ref) else Ref(self.to, int(item or 0)) for item in value)
        return ()


@cache
def _reads(key: str) -> Callable[["Thing"], Any]:
    return attrgetter(key)


TITLE_LIMIT = 500
TEXT_LIMIT = 20_000
"""Characters that a line and a passage of text may have."""


def _declare(kind: FieldKind, label: str, help: str, default: Any, **more: Any) -> Any:
    return field(default=default, metadata={"kind": kind, "label": label, "help": help, **more})


def line(
    label: str,
    help: str,
    *,
    required: bool = False,
    entered: bool = True,
    default: str | None = None,
    words: Mapping[str, str] | None = None,
) -> Any:
    """A line of text of at most `TITLE_LIMIT` characters; `words` are what people see for some that are codes."""
    more: dict[str, Any] = {"required": required, "entered": entered, "limit": TITLE_LIMIT, "choices": words}
    return _declare(FieldKind.TEXT, label, help, "" if required else default, **more)


def passage(label: str, help: str, *, required: bool = False, entered: bool = True, option: str = "") -> Any:
    """Text that may have several lines, at most `TEXT_LIMIT` characters."""
    default = "" if required else None
    return _declare(
        FieldKind.TEXT, label, help, default, required=required, entered=entered, limit=TEXT_LIMIT, option=option
    )


def number(label: str, help: str, *, entered: bool = True, required: bool = False) -> Any:
    """A whole number. A required one starts as 0, which a ledger replaces by the next free number."""
    return _declare(FieldKind.NUMBER, label, help, 0 if required else None, entered=entered, required=required)


def decimal(label: str, help: str, *, default: float | None = None, least: int = 0) -> Any:
    """A number that may have a fraction, from `least` on."""
    return _declare(FieldKind.DECIMAL, label, help, default, required=default is not None, least=least)


def day(label: str, help: str, *, entered: bool = True, required: bool = False) -> Any:
    """A date. A required one has no sensible default, so leaving it out is a fault that the checks name."""
    return _declare(FieldKind.DATE, label, help, None, entered=entered, required=required)


def flag(
    label: str,
    help: str,
    *,
    words: Mapping[str, bool] | None = None,
    needed: bool = False,
    entered: bool = True,
) -> Any:
    """Yes or no, also in `words` of its own (in small letters); no unless given, which a `needed` one must be."""
    return _declare(FieldKind.FLAG, label, help, False, required=True, words=words, needed=needed, entered=entered)


def choice(
    label: str,
    help: str,
    choices: Mapping[str, str],
    *,
    default: str | None = None,
    entered: bool = True,
    option: str = "",
    needed: bool = False,
) -> Any:
    """One of `choices`: what is stored, and the label that people see; a `needed` one must be given."""
    required = default is not None
    return _declare(
        FieldKind.CHOICE,
        label,
        help,
        default,
        choices=choices,
        required=required,
        entered=entered,
        option=option,
        needed=needed,
    )


def names(label: str, help: str) -> Any:
    """Several names, in order."""
    return _declare(FieldKind.NAMES, label, help, ())


ITSELF = None
"""Given in the place of a noun by a field that refers to another thing of its own noun."""


def reference(
    to: "type[Thing] | None", label: str, help: str, *, required: bool = False, entered: bool = True, role: str = ""
) -> Any:
    """The number of a thing of the noun `to`, which must exist; a new owner's is of the kind that has `role`."""
    default = 0 if required else None
    return _declare(
        FieldKind.REFERENCE, label, help, default, required=required, entered=entered, to=_key_of(to), role=role
    )


def references(to: "type[Thing] | None", label: str, help: str) -> Any:
    """Several things of the noun `to`, in order, which must exist: their numbers, or refs where those count within
    another thing."""
    return _declare(FieldKind.REFERENCES, label, help, (), to=_key_of(to))


def ref(label: str, help: str, *, required: bool = False, entered: bool = True) -> Any:
    """A Ref to a thing of any noun, which must exist; stored as noun and number."""
    return _declare(FieldKind.REF, label, help, None, required=required, entered=entered)


def _key_of(to: "type[Thing] | None") -> str:
    """A noun's key is the name of its module."""
    return "" if to is None else to.__module__.rpartition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What every noun has."""

    number: int = number(mark("No."), mark("Number in the ledger, never reused."), entered=False, required=True)
    uid: str = line(
        mark("Identity"), mark("Identity that stays the same in every copy of the ledger."), entered=False, default=""
    )
    extra: Mapping[str, str] = field(
        default_factory=dict,
        hash=False,
        metadata={
            "kind": FieldKind.EXTRA,
            "label": mark("Other columns"),
            "help": mark("Columns of an imported file that have no field here, by heading."),
            "entered": False,
        },
    )


_declared: dict[type[Thing], Mapping[str, Field]] = {}


def fields_of(noun_type: type[Thing]) -> Mapping[str, Field]:
    """The declared fields of a noun's dataclass by key, in their order, other columns last."""
    if (present := _declared.get(noun_type)) is not None:
        return present
    own = _key_of(noun_type)
    declared = {each.name: _field(each, own) for each in fields(noun_type)}
    declared["extra"] = declared.pop("extra")
    _declared[noun_type] = declared
    return declared


def _field(declared: DataclassField[Any], own: str) -> Field:
    facts = dict(declared.metadata)
    if facts["kind"] in (FieldKind.REFERENCE, FieldKind.REFERENCES):
        facts["to"] = facts["to"] or own
    return Field(key=declared.name, **facts)
