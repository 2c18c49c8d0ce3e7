"""Workbooks: xlsx, xlsm, xls and ods. Values are read; formulas and macros are not run."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import Any, BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from reformcli.errors import BadFile
from reformcli.i18n import _, mark
from reformcli.importers import shown
from reformcli.importers.delimited import given_away
from reformcli.importers.sheets.cells import bounds
from reformcli.importers.sheets.cells.sheet import Marks, Sheet, text
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.dialogue.own_files import must_be_no_form, must_be_no_paper
from reformcli.importers.sheets.records import list_reading, plain_rows
from reformcli.importers.sheets.words import heading_table
from reformcli.merging.record import Place, Record

_ROW = mark("{file}, sheet {sheet}, row {n}")


def records(file: BinaryIO, name: str, intake: Intake) -> Iterator[Record]:
    """The records of every sheet that holds a table, in the order of the sheets."""
    spans = bounds.check(file, name)
    marks = shown.marks_of(file)
    book = _opened(file, name)
    must_be_no_form(book.sheet_names, name)
    lists: list[Sheet] = []
    hidden, own = [], False
    for at, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            hidden.append(about.name)
            continue
        sheet, first = _sheet(book, at, about.name, name, spans.get(about.name, ()))
        if not any(first[1:]):  # an answer of several parts has its title there
            must_be_no_paper(file, name, intake)
        headings = (
            plain_rows.own_heading(first, about.name, intake, Place(_ROW, name, 1, about.name)) if first else None
        )
        if headings is not None:
            own = True
            rows = ([text(cell) for cell in row] for row in sheet.rows[1:])
            padded = (row + [""] * (len(headings.keys) - len(row)) for row in rows)
            yield from plain_rows.records(padded, headings, 1, _places(name, about.name))
        elif _is_of_another_noun(sheet, name, intake):
            own = True
            rows = ([text(cell) for cell in row] for row in sheet.rows)
            yield from plain_rows.below_titles(rows, _called(name, about.name), intake, _places(name, about.name))
        else:
            lists.append(sheet._replace(marks=marks.get(about.name, Marks())))
    if hidden:
        intake.say(_("{file}: hidden sheets left out: {sheets}.", file=name, sheets=", ".join(hidden)))
    del book
    if lists:
        yield from list_reading.read(given_away(lists), name, intake, needed=not own)
    elif not own:
        raise BadFile(_("The workbook has no sheet that can be seen and holds cells."), where=name)


def _called(file: str, sheet: str) -> str:
    """What tells of what a sheet is a list: its own name, or that of its file where that alone does."""
    stem = PurePath(file).stem
    return stem if heading_table.list_called(stem) and not heading_table.list_called(sheet) else sheet


def _is_of_another_noun(sheet: Sheet, file: str, intake: Intake) -> bool:
    if intake.noun is not None:
        return intake.noun not in heading_table.OFFICE_NOUNS
    return plain_rows.is_of_another_noun(
        [[text(cell) for cell in row] for row in sheet.rows[:20]], _called(file, sheet.name)
    )


def _places(name: str, sheet: str) -> Callable[[int], Place]:
    return lambda number: Place(_ROW, name, number, sheet)


def _opened(file: BinaryIO, name: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(file)
    except PasswordError:
        raise BadFile(
            _("The workbook is protected by a password."), where=name, hint=_("Save it without one.")
        ) from None
    except CalamineError as error:
        raise _broken(name, error) from None
    except BaseException as error:
        raise _unless_panic(name, error) from None


def _sheet(
    book: CalamineWorkbook, at: int, called: str, name: str, spans: Sequence[tuple[int, int, int, int]]
) -> tuple[Sheet, list[str]]:
    """A sheet from its first row on, and that row as text."""
    try:
        found = book.get_sheet_by_index(at)
        rows = _rows(found)
        merged = [(*start, *end) for start, end in found.merged_cell_ranges or ()] or list(spans)
    except CalamineError as error:
        raise _broken(name, error) from None
    except BaseException as error:
        raise _unless_panic(name, error) from None
    return Sheet(called, rows, merged), [text(cell) for cell in rows[0]] if rows else []


def _rows(sheet: CalamineSheet) -> list[list[Any]]:
    return [] if sheet.start is None else sheet.to_python(skip_empty_area=False)


def _broken(name: str, error: object) -> BadFile:
    why = " ".join(str(error).split())[:200].rstrip(".")
    return BadFile(_("The workbook cannot be read: {why}.", why=why), where=name, hint=_("Open it, save it as xlsx."))


def _unless_panic(name: str, error: BaseException) -> BaseException:
    """What a fault deep in the library is told as; interrupts and the like stay what they are."""
    return _broken(name, error) if type(error).__name__ == "PanicException" else error
