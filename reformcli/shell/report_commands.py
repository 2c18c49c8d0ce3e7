"""The commands that reports are: each report's options, the filters, the formats."""

from collections.abc import Callable, Iterable
from datetime import date
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reformcli.errors import Status, UsageError
from reformcli.i18n import _, mark
from reformcli.model.field_kinds import FieldKind
from reformcli.reports.question import Option, Report
from reformcli.shell import filters, since_last
from reformcli.shell.build import Spec
from reformcli.shell.kinds import untracked
from reformcli.shell.options import FILTERS, OUTPUT, Shared, placeholder_of
from reformcli.shell.run import Context
from reformcli.table import Table

if TYPE_CHECKING:
    from reformcli.model.fields import Thing
    from reformcli.model.noun import Noun

_HASH = Shared(
    "with_hash", ("--with-hash",), mark("End with the newest hash of the history, by which a cut-off ledger is seen.")
)
_AS_KNOWN = Option(
    "as_known",
    FieldKind.DATE,
    mark("As the ledger was known at the end of this day, which also is today unless --today is given."),
)
_EXIT = Shared("exit_code", ("--exit-code",), mark("Exit with 3 when there is anything to report."))


def spec_of(declared: Report) -> Spec:
    """The command of a report."""
    own = (
        *map(shared_of, (*declared.options, _AS_KNOWN)),
        _HASH,
        *([_EXIT] if declared.alarms else []),
        *(since_last.OPTIONS if declared.rows_by else []),
    )
    about = (
        mark("With `--kind note`, or any other noun, it lists the things of that noun.") if declared.lists_nouns else ""
    )
    taken = tuple(option for option in FILTERS if declared.filters is None or option.name in declared.filters)
    return Spec(_command(declared), declared.examples, (taken, OUTPUT), lambda: own, about)


def _command(declared: Report) -> Callable[..., int]:
    """The function of a report's command, which takes the report's arguments besides the Context."""

    def run(context: Context, **words: str | None) -> int:
        return _run(context, declared, {key: text for key, text in words.items() if text is not None})

    arguments = [
        Parameter(
            option.key,
            Parameter.POSITIONAL_OR_KEYWORD,
            default=None,
            annotation=Annotated[str | None, _argument(option)],
        )
        for option in declared.arguments
    ]
    first = Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=Context)
    run.__signature__ = Signature([first, *arguments])  # type: ignore[attr-defined]
    return run


def _argument(option: Option) -> Any:
    from reformcli.shell.completion import owner_names, refs

    complete = {"project": refs, "unit": owner_names}.get(option.key)
    return typer.Argument(metavar=f"[{option.key.upper()}]", help=option.help, autocompletion=complete)


def _run(context: Context, declared: Report, words: dict[str, str]) -> int:
    given = {**context.choices.options, **words}
    if _AS_KNOWN.key in given:
        day = _value(context, _AS_KNOWN, given[_AS_KNOWN.key], _flag(_AS_KNOWN))
        assert isinstance(day, date)
        context.go_back(day)
        if not context.ledger.newest()[0]:
            context.say(_("Nothing was recorded by the end of {day}.", day=day))
    kinds = context.choices.filters.get("kind", ())
    if declared.lists_nouns and (listed := untracked(kinds)):
        _list_instead(context, listed)
        return Status.DONE
    options = {
        one.key: _value(context, one, given[one.key], one.key.upper()) for one in declared.arguments if one.key in given
    }
    options |= options_of(context, declared.options)
    options |= {key: context.settings[key] for key in declared.settings}
    question = filters.question(context, options, plan=context.plan if declared.this_plan else None)
    table = declared.make(context.ledger, question)
    rows = tuple(table.rows)
    table = table._replace(rows=rows)
    if since_last.asked(given):
        return _tell_changes(context, declared, table)
    context.show(_with_hash(context, table) if "with_hash" in given else table)
    for note in () if rows else table.notes:
        context.say(note)
    return Status.OVERDUE if rows and "exit_code" in given else Status.DONE


def _tell_changes(context: Context, declared: Report, table: Table) -> int:
    """Show what is new, worse or cleared since the last time, and remember what there is."""
    memory = since_last.SinceLast(context, table.name)
    delta = memory.delta(table, declared.rows_by)
    is_told = bool(delta.table.rows)
    shown = _with_hash(context, delta.table) if is_told and "with_hash" in context.choices.options else delta.table
    if is_told or context.choices.format or context.choices.output:
        context.show(shown)
    memory.keep(delta.rows)
    return Status.OVERDUE if delta.is_worse and "exit_code" in context.choices.options else Status.DONE


def _list_instead(context: Context, kind: "Noun[Thing]") -> None:
    """Show the things of a noun that is no tracked work."""
    typed = {f"--{key}" for key in {**context.choices.filters, **context.choices.options}}
    if more := sorted(typed - {"--kind", "--owner"}):
        raise UsageError(_("{flag} says nothing of this kind: {noun}.", flag=more[0], noun=_(kind.label)))
    from reformcli.shell.noun_commands import show_list

    filters_left = {key: value for key, value in context.choices.filters.items() if key != "kind"}
    context.choices = context.choices._replace(filters=filters_left)
    show_list(context, kind)


def _with_hash(context: Context, table: Table) -> Table:
    sequence, newest = context.ledger.newest()
    return table._replace(notes=(*table.notes, _("History: {n} lines, newest hash {hash}.", n=sequence, hash=newest)))


def shared_of(option: Option) -> Shared:
    """A report's or a paper's option as the command line has it."""
    placeholder = None if option.kind is FieldKind.FLAG else placeholder_of(option.kind)
    return Shared(option.key, (_flag(option),), option.help, placeholder, multiple=option.several, words=option.choices)


def options_of(context: Context, declared: Iterable[Option]) -> dict[str, object]:
    """The values of those of the options `declared` that were typed, by key."""
    given = context.choices.options
    return {one.key: _value(context, one, given[one.key], _flag(one)) for one in declared if one.key in given}


def _flag(option: Option) -> str:
    return "--" + option.key.replace("_", "-")


def _value(context: Context, option: Option, text: str, label: str) -> object:
    if option.several:
        one = option._replace(several=False)
        return tuple(_value(context, one, part, label) for part in text.split(","))
    if option.kind is FieldKind.DATE:
        from reformcli.shell.typed import on_day

        return on_day(context, text, label)
    from reformcli.model.fields import Field
    from reformcli.values import ValueReader

    field = Field(option.key, option.kind, label, option.help, choices=option.choices)
    return ValueReader(context.today, lambda: context.conventions).value(field, text)
