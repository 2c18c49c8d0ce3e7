"""`reform export`: put everything out, or one noun."""

import sys
from pathlib import Path
from typing import IO, Annotated

import typer

from reformcli.errors import BadFile, UsageError
from reformcli.i18n import _, mark
from reformcli.model.fields import Thing
from reformcli.model.noun import Noun, named, nouns
from reformcli.output import Options, format_of, is_ours, jsonlines, jsontext, write
from reformcli.output.files import atomic, is_taken, made_folder, must_be_writable
from reformcli.reports.tables import everything
from reformcli.shell.build import Spec
from reformcli.shell.options import OUTPUT
from reformcli.shell.run import Context
from reformcli.shell.words import noun_words
from reformcli.table import Table


def run(
    context: Context,
    what: Annotated[
        str | None,
        typer.Argument(metavar="[NOUN]", click_type=noun_words(), help=mark("One noun; all unless given.")),
    ] = None,
) -> None:
    """Put out every field of every thing: of one noun as CSV, of all as NDJSON, unless another format is asked for."""
    target, chosen = context.choices.output, context.choices.format
    if what is not None:
        kind = named(what)
        assert kind is not None
        context.show(_table(context, kind), otherwise="csv")
    elif target in (None, "-"):
        _write_all(context, sys.stdout, chosen or "ndjson")
    else:
        assert target is not None
        name = chosen or format_of(target)
        if name in ("json", "ndjson"):
            whole = jsontext.is_whole if name == "json" else jsonlines.is_whole
            must_be_writable(target)
            if is_taken(target):
                context.may_replace(target, ours=whole(Path(target)))
            with atomic(Path(target)) as file:
                _write_all(context, file, name)
        elif _names_a_folder(target) if name is None else chosen == "csv":
            _write_folder(context, Path(target))
        else:
            raise BadFile(
                _("All nouns do not fit into one such file."),
                where=target,
                hint=_("Name a folder, with / at its end, or a file that ends in .json or .ndjson."),
            )


def _names_a_folder(target: str) -> bool:
    """Whether `target` reads as the name of a folder: one that is there, one that ends in a slash, or one without the
    ending of a file, which has letters."""
    place = Path(target)
    return place.is_dir() or target.endswith("/") or not any(map(str.isalpha, place.suffix))


def _table(context: Context, kind: Noun[Thing]) -> Table:
    return everything(context.books, kind, lambda: context.books.delimited(kind))


def _write_all(context: Context, out: IO[str], name: str) -> None:
    tables = {kind.key: _table(context, kind) for kind in nouns()}
    if name == "ndjson":
        jsonlines.write_all(tables, out)
    elif name == "json":
        jsontext.write_all(tables.values(), out)
    else:
        raise UsageError(
            _("All nouns do not fit into one table."),
            hint=_("Name one noun, or give --json, --ndjson or -o FOLDER."),
        )


def _write_folder(context: Context, place: Path) -> None:
    made_folder(place)
    options = Options(labels=context.choices.labels, excel=context.choices.excel)
    tables = {place / f"{kind.plural}.csv": _table(context, kind) for kind in nouns()}
    taken = {path: table for path, table in tables.items() if is_taken(str(path))}
    if foreign := [str(path) for path, table in taken.items() if not is_ours("csv", path, table)]:
        context.may_replace(", ".join(foreign), ours=False)
    for path, table in tables.items():
        with atomic(path) as file:
            write(table, file, "csv", options)
    context.say(_("{n} files are in {folder}.", n=len(tables), folder=place))


SPEC = Spec(
    run,
    (
        ("reform export milestones --csv", mark("One noun, for a spreadsheet or another program.")),
        ("reform export -o copy/", mark("Everything, one CSV for each noun; `reform import copy/` takes it in again.")),
    ),
    (OUTPUT,),
)
