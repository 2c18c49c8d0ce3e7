"""The options that many commands share, declared once, in families that a command lists.

An option of one command alone is declared where its function takes it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from typer.core import TyperOption

from reformcli.i18n import mark
from reformcli.model.colours import LIGHTS
from reformcli.output import FORMATS
from reformcli.shell.words import Words

if TYPE_CHECKING:
    from reformcli.model.field_kinds import FieldKind
    from reformcli.model.fields import Field


class Shared(NamedTuple):
    """A shared option: its name in code, how it is typed, help, the placeholder of its value (none for a switch).

    `words` are the only values that it takes, with their labels. One that may be given `multiple` times adds up.
    """

    name: str
    flags: tuple[str, ...]
    help: str
    value: str | None = None
    section: str = mark("Options")
    multiple: bool = False
    words: Mapping[str, str] | None = None


_GENERAL = mark("General options")
_OUTPUT = mark("Output options")
_FILTERS = mark("Filters")
_WRITING = mark("Writing options")
_FIELDS = mark("Fields")

NEWS = mark("Only what is new")

FOLDED = (NEWS, _FILTERS, _OUTPUT, _WRITING, _GENERAL)
"""Sections of a help page that list their options on a line or two; `reform help options` explains them."""

PLACEHOLDERS = (
    mark("BATCH"),
    mark("BODY"),
    mark("COMMAND"),
    mark("COUNTRY"),
    mark("DATE"),
    mark("DIR"),
    mark("FIELD"),
    mark("FILE"),
    mark("FIRST"),
    mark("FOLDER"),
    mark("HEADING"),
    mark("KIND"),
    mark("LANG"),
    mark("LAST"),
    mark("LIGHT"),
    mark("LINE"),
    mark("MONTH"),
    mark("NAME"),
    mark("NAMES"),
    mark("NEW"),
    mark("NOUN"),
    mark("NUMBER"),
    mark("OLD"),
    mark("PHRASE"),
    mark("PROBLEM"),
    mark("PROJECT"),
    mark("REF"),
    mark("REFS"),
    mark("RULE"),
    mark("SHELL"),
    mark("STAGE"),
    mark("STATE"),
    mark("STAYS"),
    mark("TEST"),
    mark("TEXT"),
    mark("TITLE"),
    mark("TOPIC"),
    mark("UNIT"),
    mark("WORD"),
    mark("YEAR"),
)
"""Every word that stands for a value in usages and help pages, translated there."""

GENERAL = (
    Shared("db", ("--db",), mark("The ledger's file."), "FILE", _GENERAL),
    Shared("today", ("--today",), mark("The day that counts as today."), "DATE", _GENERAL),
    Shared("lang", ("--lang",), mark("The language: en or zh."), "LANG", _GENERAL),
    Shared("quiet", ("--quiet", "-q"), mark("Print the answer and errors, nothing about them."), None, _GENERAL),
    Shared("debug", ("--debug",), mark("Show where in the program an error came from."), None, _GENERAL),
)

YES = Shared("yes", ("--yes", "-y"), mark("Answer yes to every question."), None, _WRITING)

OUTPUT = (
    *(Shared(name, (f"--{name}",), kind.help, None, _OUTPUT) for name, kind in FORMATS.items()),
    Shared(
        "output",
        ("-o", "--output"),
        mark("Write to this file, in the format that its name ends in; - is stdout."),
        "FILE",
        _OUTPUT,
    ),
    Shared("labels", ("--labels",), mark("People's headings instead of keys, in CSV and TSV."), None, _OUTPUT),
    Shared(
        "excel",
        ("--excel",),
        mark("CSV for a spreadsheet: with byte-order mark, nothing that it would run or take for a number."),
        None,
        _OUTPUT,
    ),
    YES._replace(section=_OUTPUT),
)

ACTOR = Shared("actor", ("--actor",), mark("Who is recorded as having made the change."), "NAME", _WRITING)

WRITING = (
    Shared("dry_run", ("--dry-run",), mark("Say what would be recorded, and record nothing."), None, _WRITING),
    YES,
    Shared("no_input", ("--no-input",), mark("Ask nothing; refuse what would need an answer."), None, _WRITING),
    ACTOR,
)

STRICT = Shared("strict", ("--strict",), mark("Refuse words about time that can be read in two ways."))
"""Every command that takes a date has it; `build` adds it."""

FILTERS = (
    Shared("plan", ("--plan",), mark("Only this plan year; all for every year."), "YEAR", _FILTERS),
    Shared("group", ("--group",), mark("Only what this group and its parts answer for."), "NAME", _FILTERS),
    Shared("leader", ("--leader",), mark("Only what this leader and its parts answer for."), "NAME", _FILTERS),
    Shared(
        "owner", ("--owner",), mark("Only what this owner and its parts answer for, in any role."), "NAME", _FILTERS
    ),
    Shared("source", ("--source",), mark("Only from this source."), "TEXT", _FILTERS),
    Shared("theme", ("--theme",), mark("Only of this theme."), "TEXT", _FILTERS),
    Shared("light", ("--light",), mark("Only with one of these lights."), "LIGHT", _FILTERS, True, LIGHTS),
    Shared("key", ("--key",), mark("Only key projects."), None, _FILTERS),
    Shared(
        "kind",
        ("--kind",),
        mark("Only of these kinds."),
        "KIND",
        _FILTERS,
        True,
    ),
    Shared(
        "where",
        ("--where",),
        mark(
            "Only work that meets a condition, such as 'due<2026-06-01' or title~road: "
            "dates and state are its own, all else its project's; may be repeated."
        ),
        "TEST",
        _FILTERS,
        True,
    ),
)

_PLACEHOLDER_OF_KIND = {
    "number": "NUMBER",
    "decimal": "NUMBER",
    "date": "DATE",
    "choice": "WORD",
    "names": "NAMES",
    "reference": "REF",
    "references": "REFS",
    "ref": "REF",
}
"""What stands for a value, by the kind of field that it is of; TEXT for all others."""

_SEVERAL = ("NAMES", "REFS")
"""Values of which there may be several, between commas or in options given again."""


def placeholder_of(kind: "FieldKind") -> str:
    """What stands for a value of a kind of field, on the pages of help."""
    return _PLACEHOLDER_OF_KIND.get(kind.value, "TEXT")


def fields(*declared: "Field") -> tuple[Shared, ...]:
    """Options that give a noun's fields, by their declarations. Their values are in `context.choices.options`."""
    return tuple(map(_field, declared))


def _field(field: "Field") -> Shared:
    from reformcli.model.field_kinds import FieldKind

    if field.kind is FieldKind.FLAG:
        return Shared(field.key, (f"{field.flag}/--no-{field.flag[2:]}",), field.help, None, _FIELDS)
    value = placeholder_of(field.kind)
    if field.holds_owners:  # whom people write by name
        value = value.replace("REF", "NAME")
    words = field.choices if field.kind is FieldKind.CHOICE else None
    return Shared(field.key, (field.flag,), field.help, value, _FIELDS, value in _SEVERAL, words)


def unique(families: Iterable[Iterable[Shared]]) -> tuple[Shared, ...]:
    """The options of several families, each name once: a later family has the say about where it is listed."""
    return tuple({option.name: option for family in families for option in family}.values())


def parameter(option: Shared) -> str:
    """The name of an option among the parameters of a Typer command."""
    return f"shared_{option.section.split()[0].lower()}_{option.name}"


def typer_option(option: Shared) -> TyperOption:
    """The option as Typer takes it."""
    switch = option.value is None
    return TyperOption(
        param_decls=[parameter(option), *option.flags],
        is_flag=switch,
        multiple=option.multiple,
        metavar=option.value,
        help=option.help,
        rich_help_panel=option.section,
        default=None,
        type=None if switch else _words(option) or str,
        autocompletion=_completing(option),
    )


def _words(option: Shared) -> Words | None:
    """The words that an option takes, where they are fixed."""
    if option.value == "KIND":
        from reformcli.shell.kinds import KindWords

        return KindWords(others=True)
    return Words(option.words, several=option.multiple) if option.words else None


def _completing(option: Shared) -> Callable[..., list[str] | list[tuple[str, str]]] | None:
    if option.value in ("REF", "REFS"):
        from reformcli.shell.completion import refs

        return lambda context, _arguments, incomplete: refs(context, incomplete)
    if option.value not in ("NAME", "NAMES") or option.name in ("actor", "approver"):
        return None
    from reformcli.shell.completion import owner_names

    return lambda context, _arguments, incomplete: owner_names(context, incomplete)
