"""`reform import`: take in files."""

import gc
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from reformcli import columns, importers
from reformcli.documents.rest import rest_path, write_rest
from reformcli.errors import BadFile, UsageError
from reformcli.i18n import _, mark
from reformcli.importers.sheets import maps
from reformcli.importers.sheets.take import Take
from reformcli.merging.approved import Permission
from reformcli.merging.items import together
from reformcli.merging.merger import Merger
from reformcli.merging.owner_order import wholes_first
from reformcli.merging.record import Count, Doubt, Outcome, Record
from reformcli.merging.sift import Refused, sift
from reformcli.model.assignment import Assignment
from reformcli.model.extension import NOUN as EXTENSION
from reformcli.model.fields import Thing
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun, named, noun
from reformcli.model.nouns import listed_nouns
from reformcli.shell.build import Spec
from reformcli.shell.completion import documents
from reformcli.shell.new_owners import NEW_OWNER, Meeting, checked
from reformcli.shell.options import OUTPUT, STRICT, WRITING
from reformcli.shell.preview import preview, tell_differences
from reformcli.shell.run import Context
from reformcli.shell.typed import entry
from reformcli.shell.words import noun_words
from reformcli.table import Column, Row, Shape, Table
from reformcli.verbs.assignments import spelled
from reformcli.verbs.dates import Approval
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
        list[str],
        typer.Argument(
            metavar="FILE", help=mark("Workbooks, CSV, TSV, JSON or NDJSON, a folder of them, or - for stdin.")
        ),
    ],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="NOUN",
            click_type=noun_words(),
            help=mark("What the rows are, where the heading does not tell."),
        ),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--document",
            metavar="TEXT",
            help=mark(
                "The rows are items that this document hands down: its number or name. With --reason: the paper that"
                " approved the dates that move."
            ),
            autocompletion=documents,
        ),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason", metavar="TEXT", help=mark("Due dates that the rows move are extensions: why they move.")
        ),
    ] = None,
    approved_by: Annotated[
        str | None, typer.Option("--approved-by", metavar="NAME", help=mark("With --reason: who approved them."))
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="HEADING=FIELD", help=mark("What a heading means, such as Deadline=due; repeatable.")
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
    permission = _permission(context, reason, approved_by, document)
    if permission is not None:
        document = None
    ledger = context.writable
    wanted = named(as_) if as_ else None
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
            _show_preview(context, ledger, list(records), take, permission, partial=accept_partial)
            return
        refused: list[Refused] = []
        if accept_partial:
            good, refused = sift(list(records), lambda: _merger(context, ledger, permission, gather=False)[0])
            records = iter(good)
        merger, meeting, changed = _merger(context, ledger, permission, gather=not context.interactive)
        if refused:
            left = rest_path(paths, rest)
            write_rest(refused, left)
        context.claim(_imported())
        with _without_garbage_collection():
            context.apply("import", checked(merger.changes(records), meeting), echo=False)
    if save_map and map_:
        context.say(_("Saved the map {path}.", path=maps.save(_maps_folder(context), save_map, take.given)))
    for note in (*take.notes, *merger.notes):
        context.say(note)
    for warning in merger.warnings:
        context.warn(warning)
    tell_differences(context, changed)
    if refused:
        context.warn(_("Rows not taken: {n}; they are in {path}.", n=len(refused), path=left))
    context.show(_imported((key, count.added, count.changed, count.unchanged) for key, count in _counts(merger)))


def _imported(rows: Iterable[Row] = ()) -> Table:
    return Table("imported", _("Imported"), COLUMNS, tuple(rows), empty=_("The files hold no rows."))


def _plurals() -> list[str]:
    """What nouns are called in the names of files, in the order in which they are taken in."""
    return [listed.plural for listed in listed_nouns()]


def _counts(merger: Merger) -> list[tuple[str, Count]]:
    """How many rows of each noun were met, in the order of nouns."""
    return [(listed.key, merger.counts[listed.key]) for listed in listed_nouns() if listed.key in merger.counts]


def _list_read_as(wanted: Noun[Thing] | None) -> Noun[Thing]:
    """The noun as whose list a list of assigned items is read: it has the columns of a list of projects."""
    if wanted is not None and wanted.key != "assignment":
        raise UsageError(
            _("What a document hands down are assigned items, not {nouns}.", nouns=wanted.plural),
            hint=_("Leave out --as or --document."),
        )
    return noun("project")


def _permission(context: Context, reason: str | None, approver: str | None, document: str | None) -> Permission | None:
    """The approval by which due dates may move; None without --reason."""
    if (reason is None) != (approver is None):
        raise UsageError(_("A date moves for a reason and by an approval."), hint=_("Give --reason and --approved-by."))
    if reason is None or approver is None:
        return None
    reader, fields = entry(context), EXTENSION.fields
    approval = Approval(
        reason=reader.text(fields["reason"], reason) or "",
        approver=reader.text(fields["approver"], approver) or "",
        document=reader.text(fields["document"], document or ""),
        asked=context.today,
    )
    return Permission(approval, earlier_too=context.choices.yes)


def _document(context: Context, ledger: Ledger, typed: str | None) -> str | None:
    """The document named, as the ledger spells it. Raises BadValue where it is blank or too long."""
    if typed is None:
        return None
    words = entry(context).text(noun("assignment").fields["document"], typed) or ""
    return spelled(words, ledger.find(Assignment))


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


def _merger(
    context: Context, ledger: Ledger, permission: Permission | None, *, gather: bool
) -> tuple[Merger, Meeting, list[Outcome]]:
    """What merges records into the ledger, whom it asks about names, and what it has changed."""
    book = OwnerBook(ledger.owners())
    meeting = Meeting(context, book, gather=gather)
    changed: list[Outcome] = []

    def note(one: Outcome) -> None:
        # What a row above adds has no number yet, and that it is the same is among the merger's notes.
        if one.before is not None and one.before.uid and one.before != one.after:
            changed.append(one)

    merger = meeting.merger = Merger(ledger, entry(context), book, meeting, note, permission)
    return merger, meeting, changed


def _show_preview(
    context: Context, ledger: Ledger, records: list[Record], take: Take, permission: Permission | None, *, partial: bool
) -> None:
    """Show what an import would do. Raises BadFile where rows would be refused, unless the rest may be taken."""
    good, refused = sift(records, lambda: _merger(context, ledger, permission, gather=True)[0])
    book = OwnerBook(ledger.owners())
    meeting = Meeting(context, book, gather=True)
    outcomes: list[Outcome] = []
    merger = meeting.merger = Merger(ledger, entry(context), book, meeting, outcomes.append, permission)
    for _change in merger.changes(good):
        pass
    for note in (*take.notes, *merger.notes):
        context.say(note)
    doubts = [*merger.doubts, *(Doubt(place, role, what) for place, role, what in meeting.near)]
    names = {**ledger.names(), **{owner.number: owner.name for owner in book.added}}
    context.show(preview(outcomes, doubts, refused, names))
    for key, count in _counts(merger):
        context.say(
            _(
                "{noun}: {added} added, {changed} changed, {unchanged} unchanged.",
                noun=_(noun(key).label),
                added=count.added,
                changed=count.changed,
                unchanged=count.unchanged,
            )
        )
    if refused and not partial:
        raise BadFile(
            _("Rows that cannot be taken: {n}.", n=len(refused)),
            where=str(refused[0].record.place),
            hint=_("Correct them, or give --accept-partial. The first: {why}", why=refused[0].why),
        )


def _in_order(paths: list[Path], wanted: str | None, tell: importers.Progress, take: Take) -> Iterator[Record]:
    """The records of all files, those first that others refer to."""
    order = _plurals()
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
        (mark("reform import projects-of-the-office.xlsx --dry-run"), mark("What a list would add and change.")),
        ("reform import seeds/hongan-2020", mark("A folder of exports or seeds.")),
    ),
    (OUTPUT, WRITING, (STRICT,)),
    lambda: (NEW_OWNER,),
)
