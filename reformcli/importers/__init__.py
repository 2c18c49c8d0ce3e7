"""Importers: files in, records out. Each source says what it takes and yields records; `SOURCES` lists them."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, NamedTuple, cast

from reformcli.deadlines import Conventions
from reformcli.errors import BadFile, reason
from reformcli.i18n import _, mark
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.merging.exports_before import renewed
from reformcli.merging.record import Record


class Source(NamedTuple):
    """A kind of file: the module that reads it, the endings of its names, what it is, whether offices keep lists in it.

    The module has `records(file, name, intake)`: `file` is open for reading bytes, `name` its path for messages,
    `intake` what the import is told, and what it tells.
    """

    module: str
    endings: tuple[str, ...]
    help: str
    lists: bool = False

    def load(self) -> ModuleType:
        """The module, which is imported when it is first needed."""
        return import_module(f"{__name__}.{self.module}")


SOURCES: Mapping[str, Source] = {
    "todotxt": Source("todotxt", ("todo.txt", "done.txt"), mark("todo.txt: one task a line.")),
    "calendar": Source("calendars", (".ics", ".ical"), mark("iCalendar: tasks and events.")),
    "csv": Source(
        "delimited", (".csv", ".tsv", ".tab", ".txt"), mark("CSV or TSV: an export, or an office's list."), True
    ),
    "workbook": Source(
        "workbook", (".xlsx", ".xlsm", ".xls", ".ods"), mark("A workbook: an export, or an office's list."), True
    ),
    "word": Source("wordtables", (".docx",), mark("A Word document: the lists in its tables."), True),
    "json": Source("jsontext", (".json",), mark("JSON: one object of arrays as exported, or Taskwarrior's export.")),
    "ndjson": Source("jsonlines", (".ndjson", ".jsonl"), mark("One JSON object a line, as exported.")),
}

Progress = Callable[[int], None]
"""Told how many bytes were read since the last time."""

STDIN = "-"
"""What stands for standard input in the place of a file's name."""

_IN_MEMORY = 1 << 24
_HEAD = 1 << 13
"""How much of a text file is looked at to tell what it is."""


def files_of(path: Path) -> list[Path]:
    """The files to import under `path`: itself, or those of a folder that have a known ending, by name. Word documents
    of a folder are papers rather than lists: they are read where they are named."""
    if str(path) == STDIN:
        return [path]
    if not path.exists():
        raise BadFile(_("There is no such file."), where=str(path))
    if not path.is_dir():
        return [path]
    known = tuple(ending for key, source in SOURCES.items() if key != "word" for ending in source.endings)
    if not (inside := _in_folder(path, known)):
        raise BadFile(_("This folder holds no file that can be imported."), where=str(path))
    return inside


def documents_left_in(path: Path) -> list[Path]:
    """The Word documents in a folder, which `files_of` leaves out; none where `path` is no folder."""
    return _in_folder(path, SOURCES["word"].endings) if path.is_dir() else []


def _in_folder(path: Path, endings: tuple[str, ...]) -> list[Path]:
    """The files of a folder with one of these endings, by name, without those that programs keep there."""
    seen = (each for each in path.iterdir() if not each.name.startswith((".", "~$")))
    return sorted(each for each in seen if each.name.lower().endswith(endings))


def records(path: Path, noun: str | None, progress: Progress, intake: Intake | None = None) -> Iterator[Record]:
    """The records of a file. Raises BadFile, or BadValue for a cell, naming the place."""
    intake = intake or Intake(Conventions(plan_year=date.min.year), date.min)
    intake.noun = noun
    name = _("standard input") if str(path) == STDIN else str(path)
    try:
        # What reads is closed before its file, also when a bad row ends the reading.
        with _opened(path) as file:
            source = _source_of(path, file)
            if intake.document is not None and not source.lists:
                raise BadFile(
                    _("A list that a document hands down is a workbook, CSV or TSV."),
                    where=str(path),
                    hint=_("Leave out --document where the file is an export."),
                )
            with closing(source.load().records(file, name, intake)) as found:
                told = 0
                for number, record in enumerate(renewed(found)):
                    if number % 1000 == 0:
                        progress(file.tell() - told)
                        told = file.tell()
                    yield record
                progress(file.tell() - told)
    except OSError as error:
        raise BadFile(_("This file cannot be read: {why}.", why=reason(error)), where=str(path)) from None


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A file open for reading bytes."""
    if str(path) != STDIN:
        with path.open("rb") as file:
            yield file
        return
    kept = _kept(sys.stdin.buffer)
    kept.seek(0)
    yield kept


@lru_cache(maxsize=1)
def _kept(stream: BinaryIO) -> BinaryIO:
    """What standard input holds, kept as long as the process: what it is shows only in its bytes, and rows that cannot
    be taken are looked for in a second reading."""
    from shutil import copyfileobj
    from tempfile import SpooledTemporaryFile

    kept = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (read again until the process ends)
    copyfileobj(stream, kept)
    return cast("BinaryIO", kept)


def _source_of(path: Path, file: BinaryIO) -> Source:
    """What kind a file is: by its ending; standard input by its first bytes. A workbook is one by any name."""
    head = file.read(64)
    file.seek(0)
    named = next((one for one in SOURCES.values() if path.name.lower().endswith(one.endings)), None)
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) and (named or str(path) == STDIN):
        is_word = named is SOURCES["word"] or (named is None and SOURCES["word"].load().is_document(file))
        return SOURCES["word" if is_word else "workbook"]
    if (named is SOURCES["csv"] or str(path) == STDIN) and _is_todotxt(path, file):
        return SOURCES["todotxt"]
    if str(path) == STDIN:
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith(b'{"noun"'):
            return SOURCES["ndjson"]
        if start.upper().startswith(b"BEGIN:VCALENDAR"):
            return SOURCES["calendar"]
        return SOURCES["json" if start.startswith((b"{", b"[")) else "csv"]
    if named is None:
        known = " ".join(ending for one in SOURCES.values() for ending in one.endings)
        raise BadFile(
            _("Files of this kind are not read."), where=str(path), hint=_("Known endings: {known}", known=known)
        )
    return named


def _is_todotxt(path: Path, file: BinaryIO) -> bool:
    """Whether a text file holds tasks of todo.txt, by its first lines."""
    if str(path) != STDIN and not path.name.lower().endswith(".txt"):
        return False
    head = file.read(_HEAD)
    file.seek(0)
    lines = head.decode("utf-8", "replace").splitlines()[:20]
    return bool(SOURCES["todotxt"].load().is_todotxt(lines))
