"""The file of what was not taken: rows of an import as they stand in their files, cells of forms, with the reason."""

import csv
import os
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from reformcli.errors import BadFile, reason
from reformcli.i18n import _
from reformcli.merging.record import REST, Record
from reformcli.merging.sift import Refused
from reformcli.model.text import is_misread


def write_rest(refused: Sequence[Refused], path: Path) -> None:
    """Write rows that were not taken, as they stand in their files, with the reason. Raises BadFile."""
    headings = list(dict.fromkeys(heading for one in refused for heading in _original(one.record) if heading))
    rows = []
    written: set[tuple[str, str, tuple[str, ...]]] = set()
    for one in refused:
        place, cells, original = one.record.place, _original(one.record), one.record.original
        if original is not None:
            whole = (place.file, place.sheet, original.above)
            if original.above and whole not in written:
                above = _by_heading(original.headings, original.above)
                rows.append([place.file, place.sheet, "", "", *(above.get(heading, "") for heading in headings)])
            written |= {whole, (place.file, place.sheet, original.cells)}
        rows.append([place.file, place.sheet, str(place.n), one.why, *(cells.get(heading, "") for heading in headings)])
    write_rows([*REST, *headings], rows, path)


def write_rows(headings: Sequence[str], rows: Iterable[Sequence[str]], path: Path) -> None:
    """Write rows to a new file that only its owner can read, as CSV for a spreadsheet. Raises BadFile."""
    try:
        # What an office keeps of its units is for nobody else to read.
        with open(path, "x", encoding="utf-8-sig", newline="", opener=partial(os.open, mode=0o600)) as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(map(_tame, headings))
            out.writerows([_tame(cell) for cell in row] for row in rows)
    except FileExistsError:
        raise BadFile(_("There is a file already."), where=str(path), hint=_("Name another one with --rest.")) from None
    except OSError as error:
        raise BadFile(_("The rest cannot be written: {why}.", why=reason(error)), where=str(path)) from None


def _tame(cell: str) -> str:
    """A cell that a spreadsheet does not run as a formula."""
    return f"'{cell}" if is_misread(cell) else cell


def _original(record: Record) -> dict[str, str]:
    if record.original is None:
        return {key: text for key, text in record.cells.items() if text}
    return _by_heading(record.original.headings, record.original.cells)


def _by_heading(headings: Iterable[str], cells: Iterable[str]) -> dict[str, str]:
    """Cells by their headings; those of one heading stand on lines of their own."""
    found: dict[str, str] = {}
    for heading, cell in zip(headings, cells, strict=False):
        found[heading] = f"{found[heading]}\n{cell}" if found.get(heading) and cell else found.get(heading) or cell
    return found


def rest_path(files: Sequence[Path], path_text: str | None) -> Path:
    """Where the rows that were not taken go: where the person said, else beside nothing, in the current folder."""
    if path_text:
        return Path(path_text)
    stem = files[0].stem if str(files[0]) != "-" else "stdin"
    return next(
        path
        for count in range(1, 10_000)
        if not (path := Path(f"{stem}-rest{'' if count == 1 else f'-{count}'}.csv")).exists()
    )
