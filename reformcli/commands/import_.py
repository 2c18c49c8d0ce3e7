"""`reform import`: take in files."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from reformcli import columns, importers
from reformcli.documents.rest import rest_path, write_rest
from reformcli.errors import UsageError
from reformcli.i18n import _, joined, mark
from reformcli.importers.sheets.dialogue import maps
from reformcli.merging.record import Record
from reformcli.model.noun import named
from reformcli.shell.build import Spec
from reformcli.shell.completion import documents, refs
from reformcli.shell.import_answers import Interview
from reformcli.shell.import_reading import document_named, intake_for, keep_map, read_as, records_of
from reformcli.shell.import_run import ImportRun, PreviewParts, counts_of
from reformcli.shell.importing import permission_of, progress_bar
from reformcli.shell.new_owners import NEW_OWNER
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
            metavar="FILE",
            help=mark("Workbooks, Word tables, CSV, TSV, JSON, NDJSON, a folder of them, or - for stdin."),
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
    read_as_noun = read_as(named(as_) if as_ else None, document, source)
    paths = [path for name in file for path in importers.files_of(Path(name))]
    if left_out := [document for name in file for document in importers.documents_left_in(Path(name))]:
        context.say(
            _("Word documents are read where they are named; left out: {names}.", names=joined(map(str, left_out)))
        )
    answers = maps.SavedMap(maps.parsed(map_ or []), maps.parsed_words(word or []))
    intake = intake_for(context, ledger, answers, map_name)
    intake.document = document_named(context, ledger, document)
    intake.sheet, intake.table, intake.header_row = sheet, table, header_row
    if save_map and not (intake.given or intake.words or context.interactive):
        raise UsageError(_("There is no map to save."), hint=_("Give --map too."))
    asks = context.interactive and not context.choices.strict
    with progress_bar(context, paths) as tell:

        def read() -> Iterator[Record]:
            return records_of(context, ledger, paths, read_as_noun, source, intake, tell)

        importing = ImportRun(context, ledger, intake, read, permission, partial=accept_partial)
        if context.choices.dry_run:
            importing.show(PreviewParts(rows, doubts))
            return
        chosen = importing.choose(Interview(context, intake, save_map or "", map_name or "") if asks else None)
        if chosen.refused:
            rest_file = rest_path(paths, rest)
            write_rest(chosen.refused, rest_file)
        context.claim(_imported())
        merger = importing.write(chosen.records)
    if save_map and not asks:
        keep_map(context, save_map, intake, maps.NO_MAP)
    importing.tell(merger)
    tell_differences(context, importing.changed)
    if chosen.refused:
        context.warn(_("Rows not taken: {n}; they are in {path}.", n=len(chosen.refused), path=rest_file))
    context.show(_imported((key, count.added, count.changed, count.unchanged) for key, count in counts_of(merger)))


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
