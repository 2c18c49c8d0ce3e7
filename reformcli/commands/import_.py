"""`reform import`: take in files."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from reformcli import columns, importers
from reformcli.documents.rest import rest_path, write_rest
from reformcli.errors import ReformError, UsageError
from reformcli.i18n import _, mark
from reformcli.importers.sheets import maps
from reformcli.importers.sheets.intake import Intake
from reformcli.importers.sheets.saying import gist
from reformcli.merging.merger import Merger
from reformcli.merging.record import Record
from reformcli.merging.sift import Refused, sift
from reformcli.model.noun import named
from reformcli.model.project import Project
from reformcli.shell.build import Spec
from reformcli.shell.completion import documents, refs
from reformcli.shell.import_answers import Interview
from reformcli.shell.import_reading import document_named, intake_for, keep_map, read_as, records_of
from reformcli.shell.importing import (
    PreviewParts,
    counts_of,
    merger_for,
    permission_of,
    progress_bar,
    show_preview,
    strictly,
    with_a_way_on,
    without_garbage_collection,
)
from reformcli.shell.near_titles import TitleWatch, doubts_about
from reformcli.shell.new_owners import NEW_OWNER, NewNames, checked
from reformcli.shell.options import OUTPUT, STRICT, WRITING
from reformcli.shell.preview import tell_differences
from reformcli.shell.run import Context
from reformcli.shell.words import noun_words
from reformcli.table import Column, Row, Shape, Table

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
    wanted = read_as(named(as_) if as_ else None, document, source)
    paths = [path for name in file for path in importers.files_of(Path(name))]
    answers = maps.SavedMap(maps.parsed(map_ or []), maps.parsed_words(word or []))
    intake = intake_for(context, ledger, answers, map_name)
    intake.document = document_named(context, ledger, document)
    intake.sheet, intake.table, intake.header_row = sheet, table, header_row
    if save_map and not (intake.given or intake.words or context.interactive):
        raise UsageError(_("There is no map to save."), hint=_("Give --map too."))
    fresh: frozenset[str] = frozenset()
    asks = context.interactive and not context.choices.strict
    asked: set[str] = set()
    with progress_bar(context, paths) as tell:

        def read() -> Iterator[Record]:
            return records_of(context, ledger, paths, wanted, source, intake, tell)

        watch = TitleWatch(lambda: ledger.find(Project))
        records = watch.through(read())
        if context.choices.dry_run:
            would = list(records)
            intake.doubts += doubts_about(watch.near)
            shown = PreviewParts(rows, doubts)
            show_preview(context, ledger, would, intake, permission, partial=accept_partial, shown=shown)
            return
        if asks:

            def make_gathering() -> tuple[Merger, NewNames]:
                return merger_for(context, ledger, permission, gather=True)[:2]

            interview = Interview(context, intake, save_map or "", map_name or "")
            answered, fresh = interview.records(read, ledger, make_gathering, partial=accept_partial)
            records, asked = iter(answered), interview.asked
        elif context.choices.strict:
            records = strictly(list(records), [*intake.doubts, *doubts_about(watch.near)])
        accepted, refused = _sifted(
            context,
            records,
            lambda: merger_for(context, ledger, permission, gather=False, fresh=fresh)[0],
            partial=accept_partial,
        )
        merger, names, changed = merger_for(context, ledger, permission, gather=not asks, fresh=fresh)
        if refused:
            left = rest_path(paths, rest)
            write_rest(refused, left)
        context.claim(_imported())
        try:
            with without_garbage_collection():
                context.apply("import", checked(merger.changes(accepted), names), echo=False)
        except ReformError as error:
            raise with_a_way_on(error) from None
    if save_map and not asks:
        keep_map(context, save_map, intake, maps.NO_MAP)
    if not asks:
        intake.doubts += doubts_about(watch.near)
    _tell(context, intake, merger, asked, gists=not asks)
    tell_differences(context, changed)
    if refused:
        context.warn(_("Rows not taken: {n}; they are in {path}.", n=len(refused), path=left))
    context.show(_imported((key, count.added, count.changed, count.unchanged) for key, count in counts_of(merger)))


def _sifted(
    context: Context, records: Iterable[Record], make: Callable[[], Merger], *, partial: bool
) -> tuple[Iterable[Record], Sequence[Refused]]:
    """The records to take, and the rows that cannot be taken: only --accept-partial and --strict look for these first.

    Raises the fault of the first of them where the rest are not to be taken without it.
    """
    if not (partial or context.choices.strict):
        return records, ()
    good, refused = sift(list(records), make, strict=context.choices.strict)
    if refused and not partial:
        raise with_a_way_on(refused[0].error())
    return good, refused


def _tell(context: Context, intake: Intake, merger: Merger, asked: Collection[str], *, gists: bool) -> None:
    """Say how the lists were read, what was done unasked, and what is doubtful, but for what was `asked` about."""
    readings = (line for each in intake.tables for line in gist(each)) if gists else ()
    for note in (*intake.notes, *readings, *merger.notes):
        context.say(note)
    for warning in (*map(str, intake.doubts), *merger.warnings):
        if warning not in asked:
            context.warn(warning)


def _imported(rows: Iterable[Row] = ()) -> Table:
    return Table("imported", _("Imported"), COLUMNS, tuple(rows), empty=_("The files hold no rows."))


SPEC = Spec(
    run,
    (
        (mark("reform import projects-of-the-office.xlsx --dry-run"), mark("What a list would add and change.")),
        ("reform import seeds/hongan-2020", mark("A folder of exports or seeds.")),
    ),
    (OUTPUT, WRITING, (STRICT,)),
    lambda: (NEW_OWNER,),
)
