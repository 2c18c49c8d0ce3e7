"""`reform paper`: drafts of what the office issues, each a paper. Nothing is written into the ledger."""

from collections.abc import Callable
from datetime import date
from inspect import Parameter, Signature
from typing import Annotated

import typer

from reformcli.errors import BadValue
from reformcli.i18n import _, language, mark
from reformcli.model.days import month_before, month_of
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import Field
from reformcli.reports.papers import PAPERS, paper
from reformcli.reports.papers.declared import Paper
from reformcli.shell import papers
from reformcli.shell.build import Spec
from reformcli.shell.completion import refs_and_owners
from reformcli.shell.options import FILTERS, OUTPUT, Shared
from reformcli.shell.report_commands import options_of, shared_of
from reformcli.shell.run import Context
from reformcli.shell.typed import entry, get_any

_TEMPLATE = Shared(
    "template", ("--template",), mark("Print the template instead, to change it and keep it in papers.folder.")
)


def _spec(name: str) -> Spec:
    """The command of a paper."""
    declared = paper(name)
    taken = tuple(option for option in FILTERS if declared.filtered or option.name in declared.filters)
    families = (taken, OUTPUT) if taken else (OUTPUT,)
    return Spec(_command(name, declared), declared.examples, families, lambda: _own(declared))


def _own(declared: Paper) -> tuple[Shared, ...]:
    return (*map(shared_of, declared.options), _TEMPLATE)


def _command(name: str, declared: Paper) -> Callable[..., None]:
    """The function of a paper's command, which takes what the paper is about besides the Context."""

    def run(context: Context, ref: str | None = None) -> None:
        if "template" in context.choices.options:
            _print_template(context, name)
        else:
            _print_paper(context, name, declared, ref)

    about = typer.Argument(metavar=f"[{_placeholder(declared)}]", help=declared.about, autocompletion=refs_and_owners)
    if declared.of_month:
        about = typer.Argument(metavar="[MONTH]", help=mark("Which month; the last one that is over unless given."))
    argument = Parameter("ref", Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=Annotated[str | None, about])
    first = Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=Context)
    takes_one = declared.about or declared.of_month
    run.__signature__ = Signature([first, argument] if takes_one else [first])  # type: ignore[attr-defined]
    return run


def _placeholder(declared: Paper) -> str:
    """What stands for what a paper is about."""
    return "NAME" if declared.of_owner else "REF"


def _print_template(context: Context, name: str) -> None:
    from reformcli.documents.templates import source
    from reformcli.output.files import opened

    with opened(context.choices.output) as file:
        file.write(source(name, language(), None).text)


def _print_paper(context: Context, name: str, declared: Paper, ref: str | None) -> None:
    options = options_of(context, declared.options)
    if declared.about:
        (text,) = context.supplied(f"reform paper {name}", (_(_placeholder(declared)), _(declared.about), ref))
        options["about"] = get_any(context, text, is_owner=declared.of_owner)
    if declared.of_month:
        options["month"] = _month(context, ref)
    context.show(papers.composed(context, name, papers.fields_of(context, name, options)))


def _month(context: Context, text: str | None) -> date:
    """The first day of the month that a text means; of the last one that is over where there is none."""
    if text is None:
        return month_before(context.today)
    reading = entry(context).deadline(Field("month", FieldKind.DATE, mark("Month of the notice"), ""), text)
    first, last = reading.start, reading.end
    if first is None or (first, last) != month_of(first):
        raise BadValue(_("{text!r} is not a month.", text=text), hint=_("Write it as {example}.", example="2026-10"))
    return first


SPECS = {name: _spec(name) for name in PAPERS}
