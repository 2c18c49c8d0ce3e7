"""Importers: files in, records out. Each source says what it takes and yields records; `SOURCES` lists them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reformcli.errors import BadFile
from reformcli.i18n import _, mark
from reformcli.verbs.merge import Record


class Source(NamedTuple):
    """A kind of file: the module that reads it, the endings of its names, and what it is.

    The module has `records(file, name, noun)`: `file` is open for reading bytes, `name` its path for messages, `noun`
    the key of the noun that it must be, or None to find out.
    """

    module: str
    endings: tuple[str, ...]
    help: str


SOURCES: Mapping[str, Source] = {
    "csv": Source(
        "delimited", (".csv", ".tsv", ".tab", ".txt"), mark("CSV or TSV in UTF-8: an export, or an office's list.")
    ),
    "json": Source("jsontext", (".json",), mark("One JSON object of arrays, as exported.")),
    "ndjson": Source("jsonlines", (".ndjson", ".jsonl"), mark("One JSON object a line, as exported.")),
}

Progress = Callable[[int], None]
"""Told how many bytes were read since the last time."""


def files_of(path: Path) -> list[Path]:
    """The files to import under `path`: itself, or those of a folder that have a known ending, by name."""
    if not path.exists():
        raise BadFile(_("There is no such file."), where=str(path))
    if not path.is_dir():
        return [path]
    known = tuple(ending for source in SOURCES.values() for ending in source.endings)
    found = sorted(one for one in path.iterdir() if one.name.lower().endswith(known) and not one.name.startswith("."))
    if not found:
        raise BadFile(_("This folder holds no file that can be imported."), where=str(path))
    return found


def records(path: Path, noun: str | None, progress: Progress) -> Iterator[Record]:
    """The records of a file. Raises BadFile, or BadValue for a cell, naming the place."""
    source = next((one for one in SOURCES.values() if path.name.lower().endswith(one.endings)), None)
    if source is None:
        known = " ".join(ending for one in SOURCES.values() for ending in one.endings)
        raise BadFile(
            _("Files of this kind are not read."), where=str(path), hint=_("Known endings: {known}", known=known)
        )
    from importlib import import_module

    try:
        read = import_module(f"reformcli.importers.{source.module}").records
        # What reads is closed before its file, also when a bad row ends the reading.
        with path.open("rb") as file, closing(read(file, str(path), noun)) as found:
            told = 0
            for number, record in enumerate(found):
                if number % 1000 == 0:
                    progress(file.tell() - told)
                    told = file.tell()
                yield record
            progress(file.tell() - told)
    except OSError as error:
        raise BadFile(_("This file cannot be read: {why}.", why=error.strerror), where=str(path)) from None
