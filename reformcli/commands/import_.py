"""`reform import`: take in files."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from reformcli import columns, importers
from reformcli.commands.entering import NEW_OWNER, STRICT, entry, meet_owner
from reformcli.commands.shell import OUTPUT, WRITING, Spec
from reformcli.context import Context
from reformcli.errors import UsageError
from reformcli.i18n import _, mark
from reformcli.model.noun import NOUNS
from reformcli.reports.tables import plural_noun
from reformcli.table import Column, Shape, Table
from reformcli.verbs.merge import Merger, Record
from reformcli.verbs.owners import OwnerBook

COLUMNS = (
    columns.NOUN,
    Column("added", mark("Added"), mark("Rows that are new."), Shape.NUMBER),
    Column("changed", mark("Changed"), mark("Rows that differ from the ledger's."), Shape.NUMBER),
    Column("unchanged", mark("Unchanged"), mark("Rows that the ledger had already."), Shape.NUMBER),
)


def run(
    context: Context,
    file: Annotated[
        list[str], typer.Argument(metavar="FILE", help=mark("CSV, TSV, JSON or NDJSON, or a folder of them."))
    ],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="NOUN", help=mark("What the rows are, where the heading does not tell: projects, visits …")
        ),
    ] = None,
) -> None:
    """Take in files, all or nothing, as one batch."""
    ledger = context.writable
    wanted = plural_noun(as_) if as_ else None
    if as_ and wanted is None:
        raise UsageError(
            _("There is no noun {name}.", name=as_), hint=_("It is one of: {nouns}.", nouns=", ".join(NOUNS.values()))
        )
    paths = [path for name in file for path in importers.files_of(Path(name))]
    book = OwnerBook(ledger.owners())

    strict = "strict" in (context.choices.given or {})
    merger = Merger(
        ledger, entry(context, strict=strict), book, lambda name, role: meet_owner(context, name, role, book)
    )
    with _progress(context, paths) as tell:
        records = _with_plan(context, _in_order(paths, wanted.key if wanted else None, tell))
        changes = merger.changes(records)
        if context.choices.dry_run:
            for _change in changes:
                pass
        else:
            with _without_garbage_collection():
                context.apply("import", changes, echo=False)
    for warning in merger.warnings:
        context.warn(warning)
    counts = [(key, merger.counts[key]) for key in NOUNS if key in merger.counts]
    rows = tuple((key, one.added, one.changed, one.unchanged) for key, one in counts)
    title = _("Would import") if context.choices.dry_run else _("Imported")
    context.show(Table("imported", title, COLUMNS, rows, empty=_("The files hold no rows.")))
    if context.choices.dry_run:
        context.say(_("Nothing was recorded."))


def _in_order(paths: list[Path], wanted: str | None, tell: importers.Progress) -> Iterator[Record]:
    """The records of all files, those first that others refer to."""
    order = list(NOUNS.values())
    places = {path: order.index(path.stem) if path.stem in order else len(order) for path in paths}
    for path in sorted(paths, key=lambda one: places[one]):
        yield from importers.records(path, wanted, tell)


def _with_plan(context: Context, records: Iterator[Record]) -> Iterator[Record]:
    """Projects of a list that names no plan year belong to the one in force."""
    for record in records:
        if record.noun == "project" and "plan" not in record.cells:
            yield record._replace(cells={**record.cells, "plan": str(context.plan)})
        else:
            yield record


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """What an import keeps in memory has no cycles; looking for some again and again takes a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _progress(context: Context, paths: list[Path]) -> Iterator[importers.Progress]:
    """A bar on the terminal for files that take a while; elsewhere nothing."""
    total = sum(path.stat().st_size for path in paths)
    if total < 1 << 20 or context.choices.quiet or not sys.stderr.isatty():
        yield lambda read: None
        return
    with typer.progressbar(length=total, label=_("Reading"), file=sys.stderr) as bar:
        yield lambda read: bar.update(read)


SPEC = Spec(
    run,
    (
        ("reform import 改革试点管理台账.csv --dry-run", mark("What a list would add and change.")),
        ("reform import seeds/hongan-2020", mark("A folder of exports or seeds.")),
    ),
    (OUTPUT, WRITING),
    lambda: (NEW_OWNER, STRICT),
)
