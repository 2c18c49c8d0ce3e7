"""`reform import`: take in files."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from reformcli import columns, importers
from reformcli.commands.completion import documents
from reformcli.commands.entering import NEW_OWNER, STRICT, entry
from reformcli.commands.importing import (
    Meeting,
    Refused,
    checked,
    preview,
    rest_path,
    sift,
    tell_differences,
    write_rest,
)
from reformcli.commands.shell import OUTPUT, WRITING, Spec
from reformcli.context import Context
from reformcli.errors import BadFile, UsageError
from reformcli.i18n import _, mark
from reformcli.importers.sheets import maps
from reformcli.importers.sheets.saying import gist
from reformcli.importers.sheets.take import Take
from reformcli.model.ledger import Ledger
from reformcli.model.noun import NOUNS, Noun, named, noun
from reformcli.table import Column, Shape, Table
from reformcli.verbs.assignments import spelled
from reformcli.verbs.items import together
from reformcli.verbs.merge import Merger
from reformcli.verbs.order import wholes_first
from reformcli.verbs.owners import OwnerBook
from reformcli.verbs.record import Doubt, Outcome, Record

COLUMNS = (
    columns.NOUN,
    Column("added", mark("Added"), mark("Rows that are new."), Shape.NUMBER),
    Column("changed", mark("Changed"), mark("Rows that differ from the ledger's."), Shape.NUMBER),
    Column("unchanged", mark("Unchanged"), mark("Rows that the ledger had already."), Shape.NUMBER),
)


def run(
    context: Context,
    file: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help=mark("Workbooks, CSV, TSV, JSON or NDJSON, a folder of them, or - for stdin.")
        ),
    ],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="NOUN", help=mark("What the rows are, where the heading does not tell: projects, visits …")
        ),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--document",
            metavar="TEXT",
            help=mark("The rows are items that this document hands down: its number or name."),
            autocompletion=documents,
        ),
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="HEADING=FIELD", help=mark("What a heading means, such as 办结时间=due; repeatable.")
        ),
    ] = None,
    save_map: Annotated[
        str | None,
        typer.Option("--save-map", metavar="NAME", help=mark("Keep what --map says for lists with the same headings.")),
    ] = None,
    map_name: Annotated[
        str | None, typer.Option("--map-name", metavar="NAME", help=mark("Read headings by this saved map."))
    ] = None,
    accept_partial: Annotated[
        bool,
        typer.Option("--accept-partial", help=mark("Take the rows that can be taken, write the rest to a file.")),
    ] = False,
    rest: Annotated[
        str | None,
        typer.Option(
            "--rest", metavar="FILE", help=mark("Where --accept-partial writes the rest: a CSV with reasons.")
        ),
    ] = None,
) -> None:
    """Take in files, all or nothing, as one batch."""
    ledger = context.writable
    wanted = named(as_) if as_ else None
    if as_ and wanted is None:
        raise UsageError(
            _("There is no noun {name}.", name=as_), hint=_("It is one of: {nouns}.", nouns=", ".join(NOUNS.values()))
        )
    if document is not None:
        wanted = _list_read_as(wanted)
    paths = [path for name in file for path in importers.files_of(Path(name))]
    take = _take(context, OwnerBook(ledger.owners()), map_ or [], save_map, map_name)
    take.document = _document(context, ledger, document)
    with _progress(context, paths) as tell:
        records = _with_plan(context, _in_order(paths, wanted.key if wanted else None, tell, take))
        if document is not None:
            records = iter(together(records, take.say))
        if context.choices.dry_run:
            _show_preview(context, ledger, list(records), take, partial=accept_partial)
            return
        refused: list[Refused] = []
        if accept_partial:
            good, refused = sift(list(records), lambda: _merger(context, ledger, gather=False)[0])
            records = iter(good)
        merger, meeting, changed = _merger(context, ledger, gather=not context.interactive)
        if refused:
            left = rest_path(paths, rest)
            write_rest(refused, left)
        with _without_garbage_collection():
            context.apply("import", checked(merger.changes(records), meeting), echo=False)
    if save_map and map_:
        context.say(_("Saved the map {path}.", path=maps.save(_maps_folder(context), save_map, take.given)))
    for note in (*take.notes, *(line for table in take.tables for line in gist(table)), *merger.notes):
        context.say(note)
    for warning in (*map(str, take.doubts), *merger.warnings):
        context.warn(warning)
    tell_differences(context, changed)
    if refused:
        context.warn(_("Rows not taken: {n}; they are in {path}.", n=len(refused), path=left))
    counts = [(key, merger.counts[key]) for key in NOUNS if key in merger.counts]
    rows = tuple((key, one.added, one.changed, one.unchanged) for key, one in counts)
    context.show(Table("imported", _("Imported"), COLUMNS, rows, empty=_("The files hold no rows.")))


def _list_read_as(wanted: Noun | None) -> Noun:
    """The noun as whose list a list of assigned items is read: it has the columns of a list of projects."""
    if wanted is not None and wanted.key != "assignment":
        raise UsageError(
            _("What a document hands down are assigned items, not {nouns}.", nouns=wanted.plural),
            hint=_("Leave out --as or --document."),
        )
    return noun("project")


def _document(context: Context, ledger: Ledger, typed: str | None) -> str | None:
    """The document named, as the ledger spells it. Raises BadValue where it is blank or too long."""
    if typed is None:
        return None
    return spelled(entry(context).value(noun("assignment").fields["document"], typed), ledger.find("assignment"))


def _take(context: Context, book: OwnerBook, given: list[str], save_map: str | None, map_name: str | None) -> Take:
    """What the import is told."""
    if save_map and not given:
        raise UsageError(_("There is no map to save."), hint=_("Give --map too."))
    take = Take(context.conventions, context.today, known=book.knows)
    folder = _maps_folder(context)
    take.given = {**(maps.saved(folder, map_name) if map_name else {}), **maps.parsed(given)}
    if not map_name:
        take.saved = maps.Saved(folder, take.say)
    return take


def _maps_folder(context: Context) -> Path:
    return Path(context.settings.path).parent / "import-maps"


def _merger(context: Context, ledger: Ledger, *, gather: bool) -> tuple[Merger, Meeting, list[Outcome]]:
    """What merges records into the ledger, whom it asks about names, and what it has changed."""
    book = OwnerBook(ledger.owners())
    meeting = Meeting(context, book, gather=gather)
    changed: list[Outcome] = []
    strict = "strict" in (context.choices.given or {})

    def note(one: Outcome) -> None:
        # What a row above adds has no number yet, and that it is the same is among the merger's notes.
        if one.before is not None and one.before.uid and one.before != one.after:
            changed.append(one)

    merger = meeting.merger = Merger(ledger, entry(context, strict=strict), book, meeting, note)
    return merger, meeting, changed


def _show_preview(context: Context, ledger: Ledger, records: list[Record], take: Take, *, partial: bool) -> None:
    """Show what an import would do. Raises BadFile where rows would be refused, unless the rest may be taken."""
    good, refused = sift(records, lambda: _merger(context, ledger, gather=True)[0])
    book = OwnerBook(ledger.owners())
    meeting = Meeting(context, book, gather=True)
    outcomes: list[Outcome] = []
    strict = "strict" in (context.choices.given or {})
    merger = meeting.merger = Merger(ledger, entry(context, strict=strict), book, meeting, outcomes.append)
    for _change in merger.changes(good):
        pass
    for note in (*take.notes, *(line for table in take.tables for line in gist(table)), *merger.notes):
        context.say(note)
    doubts = [*take.doubts, *merger.doubts, *(Doubt(place, role, what) for place, role, what in meeting.near)]
    context.show(preview(outcomes, doubts, refused))
    for key in NOUNS:
        if key in merger.counts:
            one = merger.counts[key]
            context.say(
                _(
                    "{noun}: {added} added, {changed} changed, {unchanged} unchanged.",
                    noun=_(noun(key).label),
                    added=one.added,
                    changed=one.changed,
                    unchanged=one.unchanged,
                )
            )
    context.say(_("Nothing was recorded."))
    if refused and not partial:
        raise BadFile(
            _("Rows that cannot be taken: {n}.", n=len(refused)),
            where=str(refused[0].record.place),
            hint=_("Correct them, or give --accept-partial. The first: {why}", why=refused[0].why),
        )


def _in_order(paths: list[Path], wanted: str | None, tell: importers.Progress, take: Take) -> Iterator[Record]:
    """The records of all files, those first that others refer to."""
    order = list(NOUNS.values())
    places = {path: order.index(path.stem) if path.stem in order else len(order) for path in paths}
    for path in sorted(paths, key=lambda one: places[one]):
        yield from wholes_first(importers.records(path, wanted, tell, take))


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
    total = sum(path.stat().st_size for path in paths if path.exists())
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
