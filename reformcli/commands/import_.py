"""`reform import`: take in files."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from reformcli import columns, importers
from reformcli.documents.rest import rest_path, write_rest
from reformcli.errors import NotPossible, ReformError, UsageError
from reformcli.i18n import _, mark
from reformcli.importers.sheets import maps
from reformcli.importers.sheets.saying import gist, understood
from reformcli.importers.sheets.take import Take
from reformcli.merging.decided import matters
from reformcli.merging.items import together
from reformcli.merging.owner_order import wholes_first
from reformcli.merging.record import Record
from reformcli.merging.sift import Refused, sift
from reformcli.model.assignment import Assignment
from reformcli.model.fields import Thing
from reformcli.model.ledger import Ledger
from reformcli.model.noun import Noun, named, noun, ref_of
from reformcli.model.nouns import listed_nouns
from reformcli.model.project import Project
from reformcli.model.refs import parse
from reformcli.shell.build import Spec
from reformcli.shell.completion import documents, refs
from reformcli.shell.import_questions import TitleWatch, about_tables, doubts_about, settle
from reformcli.shell.importing import (
    Shown,
    counts_of,
    merger_for,
    nouns_of,
    permission_of,
    progress_bar,
    show_preview,
    strictly,
    with_a_way_on,
    with_plan,
    without_garbage_collection,
)
from reformcli.shell.new_owners import NEW_OWNER, checked
from reformcli.shell.options import OUTPUT, STRICT, WRITING
from reformcli.shell.preview import tell_differences
from reformcli.shell.run import Context
from reformcli.shell.typed import entry
from reformcli.shell.words import noun_words
from reformcli.table import Column, Row, Shape, Table
from reformcli.verbs.assignments import spelled
from reformcli.verbs.matters import from_source, must_have_come
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
            help=mark("The rows are items of this document, by number or name."),
            autocompletion=documents,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="REF",
            help=mark("The rows are matters that come from a meeting or visit."),
            autocompletion=refs,
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
    word: Annotated[
        list[str] | None,
        typer.Option(
            "--word", metavar="WORD=STATE", help=mark("How far work is by a word, such as Parked=planned; repeatable.")
        ),
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME", help=mark("Read this sheet only."))] = None,
    table: Annotated[
        int | None,
        typer.Option("--table", metavar="NUMBER", min=1, help=mark("Take this table of the file only, from 1.")),
    ] = None,
    header_row: Annotated[
        int | None,
        typer.Option("--header-row", metavar="NUMBER", min=1, help=mark("The row that the headings stand in.")),
    ] = None,
    rows: Annotated[
        bool, typer.Option("--rows", help=mark("With --dry-run: show what each row would do, too."))
    ] = False,
    doubts: Annotated[bool, typer.Option("--doubts", help=mark("With --dry-run: show the doubts alone."))] = False,
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
    permission = permission_of(context, reason, approved_by, document)
    if permission is not None:
        document = None
    ledger = context.writable
    wanted = named(as_) if as_ else None
    if document is not None and source is not None:
        raise UsageError(_("Only one of {flags} can be given.", flags="--document, --from"))
    if document is not None:
        wanted = _list_read_as(wanted, noun("assignment"))
    if source is not None:
        as_decided = _list_read_as(wanted, noun("matter"))
        wanted = noun("matter") if parse(source).noun == "visit" else as_decided
    paths = [path for name in file for path in importers.files_of(Path(name))]
    answers = maps.SavedMap(maps.parsed(map_ or []), maps.parsed_words(word or []))
    take = _take(context, OwnerBook(ledger.owners()), answers, map_name)
    take.document = _document(context, ledger, document)
    take.sheet, take.table, take.header_row = sheet, table, header_row
    if save_map and not (take.given or take.words or context.interactive):
        raise UsageError(_("There is no map to save."), hint=_("Give --map too."))
    fresh: set[str] = set()
    with progress_bar(context, paths) as tell:

        def read() -> Iterator[Record]:
            records = with_plan(context, _in_order(paths, wanted.key if wanted else None, tell, take))
            if document is not None:
                records = iter(together(records, take.say))
            return _from_source(context, ledger, records, source, take) if source is not None else records

        watch = TitleWatch(lambda: ledger.find(Project))
        records = watch.through(read())
        if context.choices.dry_run:
            would = list(records)
            take.doubts += doubts_about(watch.near)
            shown = Shown(rows, doubts)
            show_preview(context, ledger, would, take, permission, partial=accept_partial, shown=shown)
            return
        if context.interactive:
            answered, fresh = _answered(context, ledger, read, take)
            records = iter(answered)
        elif context.choices.strict:
            records = strictly(list(records), [*take.doubts, *doubts_about(watch.near)])
        refused: list[Refused] = []
        if accept_partial:
            sifting = list(records)
            good, refused = sift(sifting, lambda: merger_for(context, ledger, permission, gather=False, fresh=fresh)[0])
            records = iter(good)
        merger, names, changed = merger_for(context, ledger, permission, gather=not context.interactive, fresh=fresh)
        if refused:
            left = rest_path(paths, rest)
            write_rest(refused, left)
        context.claim(_imported())
        try:
            with without_garbage_collection():
                context.apply("import", checked(merger.changes(records), names), echo=False)
        except ReformError as error:
            raise with_a_way_on(error) from None
    if save_map:
        path = maps.save(_maps_folder(context), save_map, maps.SavedMap(take.given, take.words))
        context.say(_("Saved the map {path}.", path=path))
    for note in (*take.notes, *(line for each in take.tables for line in gist(each)), *merger.notes):
        context.say(note)
    if not context.interactive:
        take.doubts += doubts_about(watch.near)
    for warning in (*map(str, take.doubts), *merger.warnings):
        context.warn(warning)
    tell_differences(context, changed)
    if refused:
        context.warn(_("Rows not taken: {n}; they are in {path}.", n=len(refused), path=left))
    context.show(_imported((key, count.added, count.changed, count.unchanged) for key, count in counts_of(merger)))


def _answered(
    context: Context, ledger: Ledger, read: Callable[[], Iterator[Record]], take: Take
) -> tuple[list[Record], set[str]]:
    """The records as a person answers what is not sure of them, and the names that the person says are new.

    The files are read again with what was answered about words and headings.
    """
    records = list(read())
    if any(record.office for record in records):
        context.show(understood(take.tables))
    if answers := about_tables(context, take.tables):
        take.given = {**take.given, **answers.headings}
        take.words = {**take.words, **answers.words}
        for list_of in (take.notes, take.tables, take.doubts):
            list_of.clear()
        records = list(read())
    return settle(context, records, OwnerBook(ledger.owners()), ledger.find(Project))


def _imported(rows: Iterable[Row] = ()) -> Table:
    return Table("imported", _("Imported"), COLUMNS, tuple(rows), empty=_("The files hold no rows."))


def _plurals() -> list[str]:
    """What nouns are called in the names of files, in the order in which they are taken in."""
    return [listed.plural for listed in listed_nouns()]


def _list_read_as(wanted: Noun[Thing] | None, meant: Noun[Thing]) -> Noun[Thing]:
    """The noun as whose list a list of assigned items, or of matters, is read: it has the columns of a list of
    projects. Raises UsageError where the rows are wanted as anything but what is `meant`."""
    if wanted is not None and wanted.key != meant.key:
        raise UsageError(
            _("What a document hands down are assigned items, not {nouns}.", nouns=wanted.plural)
            if meant.key == "assignment"
            else _("What comes from a meeting or a visit are matters, not {nouns}.", nouns=wanted.plural),
            hint=_("Leave out --as."),
        )
    return noun("project")


def _from_source(
    context: Context, ledger: Ledger, records: Iterator[Record], typed: str, take: Take
) -> Iterator[Record]:
    """The records as matters that come from the thing that `typed` means. Raises NotPossible where nothing comes of
    it."""
    source = ledger.get(parse(typed))
    first = from_source(source, ledger.get)
    if "kind" not in first:
        raise NotPossible(
            _("{ref} is nothing that a list of matters comes from.", ref=ref_of(source)),
            hint=_("Name a meeting, a topic or a visit."),
        )
    must_have_come(source, first.get("opened"), context.today)
    take.source_day = first.get("opened")
    return matters(records, ref_of(source), take.source_day, take.say)


def _document(context: Context, ledger: Ledger, typed: str | None) -> str | None:
    """The document named, as the ledger spells it. Raises BadValue where it is blank or too long."""
    if typed is None:
        return None
    words = entry(context).text(noun("assignment").fields["document"], typed) or ""
    return spelled(words, ledger.find(Assignment))


def _take(context: Context, book: OwnerBook, answers: maps.SavedMap, map_name: str | None) -> Take:
    """What the import is told."""
    take = Take(context.conventions, context.today, known=book.knows, noun_of=nouns_of(context.ledger))
    folder = _maps_folder(context)
    named_map = maps.saved(folder, map_name) if map_name else maps.NO_MAP
    take.given = {**named_map.headings, **answers.headings}
    take.words = {**named_map.words, **answers.words}
    if not map_name:
        take.saved = maps.Saved(folder, take.say)
    return take


def _maps_folder(context: Context) -> Path:
    return Path(context.settings.path).parent / "import-maps"


def _in_order(paths: list[Path], wanted: str | None, tell: importers.Progress, take: Take) -> Iterator[Record]:
    """The records of all files, those first that others refer to."""
    order = _plurals()
    places = {path: order.index(path.stem) if path.stem in order else len(order) for path in paths}
    for path in sorted(paths, key=lambda one: places[one]):
        yield from wholes_first(importers.records(path, wanted, tell, take))


SPEC = Spec(
    run,
    (
        (mark("reform import projects-of-the-office.xlsx --dry-run"), mark("What a list would add and change.")),
        ("reform import seeds/hongan-2020", mark("A folder of exports or seeds.")),
    ),
    (OUTPUT, WRITING, (STRICT,)),
    lambda: (NEW_OWNER,),
)
