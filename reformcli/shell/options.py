"""The options that many commands share, declared once, in families that a command lists."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from typer.core import TyperOption

from reformcli.i18n import mark
from reformcli.output import FORMATS

if TYPE_CHECKING:
    from reformcli.model.fields import Field


class Shared(NamedTuple):
    """A shared option: its name in code, how it is typed, help, the placeholder of its value (none for a switch)."""

    name: str
    flags: tuple[str, ...]
    help: str
    value: str | None = None
    section: str = mark("Options")
    multiple: bool = False


_GENERAL = mark("General options")
_OUTPUT = mark("Output options")
_FILTERS = mark("Filters")
_WRITING = mark("Writing options")
_FIELDS = mark("Fields")

GENERAL = (
    Shared("db", ("--db",), mark("The ledger's file."), "FILE", _GENERAL),
    Shared("today", ("--today",), mark("The day that counts as today."), "DATE", _GENERAL),
    Shared("lang", ("--lang",), mark("The language: en or zh."), "LANG", _GENERAL),
    Shared("quiet", ("--quiet", "-q"), mark("Print the answer and errors, nothing about them."), None, _GENERAL),
    Shared("debug", ("--debug",), mark("Show where in the program an error came from."), None, _GENERAL),
)

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
        mark("CSV for a spreadsheet: with byte-order mark, nothing that it would run."),
        None,
        _OUTPUT,
    ),
)

ACTOR = Shared("actor", ("--actor",), mark("Who is recorded as having made the change."), "NAME", _WRITING)

WRITING = (
    Shared("dry_run", ("--dry-run",), mark("Say what would be recorded, and record nothing."), None, _WRITING),
    Shared("yes", ("--yes", "-y"), mark("Answer yes to every question."), None, _WRITING),
    Shared("no_input", ("--no-input",), mark("Ask nothing; refuse what would need an answer."), None, _WRITING),
    ACTOR,
)

FILTERS = (
    Shared("plan", ("--plan",), mark("Only this plan year; all for every year."), "YEAR", _FILTERS),
    Shared("group", ("--group",), mark("Only what this group and its parts answer for."), "NAME", _FILTERS),
    Shared("leader", ("--leader",), mark("Only what this leader and its parts answer for."), "NAME", _FILTERS),
    Shared(
        "owner", ("--owner",), mark("Only what this owner and its parts answer for, in any role."), "NAME", _FILTERS
    ),
    Shared("source", ("--source",), mark("Only from this source."), "TEXT", _FILTERS),
    Shared("theme", ("--theme",), mark("Only of this theme."), "TEXT", _FILTERS),
    Shared("light", ("--light",), mark("Only with this light: red, yellow, green, blue or grey."), "LIGHT", _FILTERS),
    Shared("key", ("--key",), mark("Only key projects."), None, _FILTERS),
    Shared(
        "kind",
        ("--kind",),
        mark("Only of this kind: project, milestone, matter, or a kind of matter such as finding; may be repeated."),
        "WORD",
        _FILTERS,
        True,
    ),
    Shared(
        "where",
        ("--where",),
        mark("Only projects that meet a condition, such as 'due<2026-06-01' or title~road; may be repeated."),
        "TEST",
        _FILTERS,
        True,
    ),
)

_PLACEHOLDERS = {
    "number": "NUMBER",
    "decimal": "NUMBER",
    "date": "DATE",
    "choice": "WORD",
    "names": "NAMES",
    "reference": "REF",
    "references": "REFS",
    "ref": "REF",
}


def fields(*declared: "Field") -> tuple[Shared, ...]:
    """Options that give a noun's fields, by their declarations. Their values are in `context.choices.given`."""
    from reformcli.model.field_kinds import FieldKind

    return tuple(
        Shared(field.key, (f"{field.flag}/--no-{field.flag[2:]}",), field.help, None, _FIELDS)
        if field.kind is FieldKind.FLAG
        else Shared(field.key, (field.flag,), field.help, _placeholder(field), _FIELDS)
        for field in declared
    )


def _placeholder(field: "Field") -> str:
    """What stands for the value of a field in help: owners are typed by name."""
    placeholder = _PLACEHOLDERS.get(field.kind.value, "TEXT")
    return placeholder.replace("REF", "NAME") if field.to == "owner" else placeholder


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
        type=None if switch else str,
        autocompletion=_completing(option),
    )


def _completing(option: Shared) -> Callable[..., list[str]] | None:
    if option.value not in ("NAME", "NAMES") or option.name in ("actor", "approver"):
        return None
    from reformcli.shell.completion import owner_names

    return lambda _context, _arguments, incomplete: owner_names(incomplete)
