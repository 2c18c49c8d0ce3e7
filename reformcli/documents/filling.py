"""Filling in a form without a spreadsheet program: what a unit does in the demo."""

import re
from collections.abc import Mapping
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from reformcli.documents.returned import read

_SHEET = "xl/worksheets/sheet1.xml"


def filled(data: bytes, answers: Mapping[str, Mapping[str, str]]) -> bytes:
    """The form `data` with cells filled in: for the refs of its rows, texts by the keys of free cells.

    Raises KeyError for a ref or a key that the form does not have.
    """
    form = read(data, "")
    if form is None:
        raise KeyError("no form")
    rows = {answer.ref: answer.row for answer in form.answers}
    cells = {form.columns[key] + str(rows[ref]): text for ref, texts in answers.items() for key, text in texts.items()}
    out = BytesIO()
    with ZipFile(BytesIO(data)) as parts, ZipFile(out, "w", ZIP_DEFLATED) as copy:
        for part in parts.infolist():
            content = parts.read(part)
            copy.writestr(part, _with(content.decode(), cells).encode() if part.filename == _SHEET else content)
    return out.getvalue()


def _with(sheet: str, cells: Mapping[str, str]) -> str:
    """The XML of a sheet with texts in cells, each in the format that the cell has."""
    for cell, text in cells.items():
        head, found, tail = _cell(sheet, cell)
        sheet = (
            f'{head}<c r="{cell}" {found} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>{tail}'
        )
    return sheet


def _cell(sheet: str, cell: str) -> tuple[str, str, str]:
    """What stands before a cell, its format, and what stands after it. Raises KeyError for one that is not there."""
    found = re.search(rf'<c r="{cell}" (s="\d+")(?: t="s"><v>\d+</v></c>|/>)', sheet)
    if found is None:
        raise KeyError(cell)
    return sheet[: found.start()], found[1], sheet[found.end() :]
