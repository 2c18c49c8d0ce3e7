"""The commands that reports are: each report's options, the filters, the formats."""

from datetime import date

from reformcli.commands import filters
from reformcli.commands.shell import FILTERS, OUTPUT, Shared, Spec
from reformcli.context import Context
from reformcli.errors import Status
from reformcli.i18n import _, mark
from reformcli.model.kinds import Kind
from reformcli.reports import report
from reformcli.reports.question import Option, Report
from reformcli.table import Table

_HASH = Shared(
    "with_hash", ("--with-hash",), mark("End with the newest hash of the history, by which a cut-off ledger is seen.")
)
_EXIT = Shared("exit_code", ("--exit-code",), mark("Exit with 3 when there is anything to report."))

_PLACEHOLDERS = {Kind.NUMBER: "NUMBER", Kind.DATE: "DATE", Kind.CHOICE: "WORD"}


def spec_of(name: str) -> Spec:
    """The command of the report called `name`."""
    declared = report(name)

    def run(context: Context) -> int:
        return _run(context, declared)

    own = (*map(_shared, declared.options), _HASH, *([_EXIT] if declared.alarms else []))
    return Spec(run, declared.examples, (FILTERS, OUTPUT), lambda: own)


def _run(context: Context, declared: Report) -> int:
    given = context.choices.given or {}
    options = {
        option.key: _value(context, option, given[option.key]) for option in declared.options if option.key in given
    }
    question = filters.question(context, plan=context.plan if declared.this_plan else None, **options)
    table = declared.make(context.ledger, question)
    rows = tuple(table.rows)
    table = table._replace(rows=rows)
    context.show(_with_hash(context, table) if "with_hash" in given else table)
    return Status.OVERDUE if rows and "exit_code" in given else Status.DONE


def _with_hash(context: Context, table: Table) -> Table:
    sequence, digest = context.ledger.newest()
    return table._replace(
        notes=(*table.notes, _("History: {n} lines, newest hash {digest}.", n=sequence, digest=digest))
    )


def _shared(option: Option) -> Shared:
    return Shared(option.key, (f"--{option.key}",), option.help, _PLACEHOLDERS.get(option.kind))


def _value(context: Context, option: Option, text: str) -> int | str | bool | date:
    from reformcli.model.fields import Field
    from reformcli.verbs.entry import Entry

    field = Field(option.key, option.kind, f"--{option.key}", option.help, choices=option.choices)
    value: int | str | bool | date = Entry(context.today, context.conventions).value(field, text)
    return value
