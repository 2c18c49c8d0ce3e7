"""A form that came back, read: the free cells, and what the hidden sheet says that it was sent with.

Nothing in the file is trusted: whoever filled it in may have changed the hidden sheet too.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from reformcli.documents.forms import VERSION, shown
from reformcli.errors import BadFile
from reformcli.i18n import _
from reformcli.model.form import FREE, SENT, Form, FormAnswer, FormRow, Returned
from reformcli.model.nouns import is_noun, listed_noun
from reformcli.model.states import STATES
from reformcli.model.text import clean
from reformcli.produced import FORM_SHEET

_MOST_BYTES = 64 << 20
"""How large the parts of a form may be when unpacked; a form has some hundred kilobytes."""

_PREFILLED = ("title", "due")
"""Given columns that are compared with what was sent."""


def read(data: bytes, place: str) -> Returned | None:
    """The form that a workbook is, or None where it is another workbook. Raises BadFile where it cannot be read, or
    where its hidden cells are not those of a form."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with ZipFile(BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_BYTES:
                raise BadFile(_("The workbook is larger than any form."), where=place)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        if FORM_SHEET not in book.sheet_names:
            return None
        sheets = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in (*[name for name in book.sheet_names if name != FORM_SHEET][:1], FORM_SHEET)
        }
    except (BadZipFile, CalamineError, OSError, ValueError):
        raise BadFile(_("The workbook is not whole."), where=place) from None
    try:
        form = _form(sheets.pop(FORM_SHEET))
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError):
        raise BadFile(
            _("The hidden cells are not those that this form was sent with."),
            where=place,
            hint=_("Ask for it in the file that was sent."),
        ) from None
    return _returned(form, next(iter(sheets.values()), []), place)


def _form(rows: Sequence[Sequence[Any]]) -> Form:
    """The form as it was sent. Raises what reading a cell of another shape than was written raises."""
    facts = {_cell(row[0]): _cell(row[1]) for row in rows[:7]}
    if facts["version"] != VERSION:
        raise ValueError
    lines = [_line(_cell(row[0]), json.loads(row[1])) for row in rows[7 : 7 + int(facts["rows"])]]
    if len({line.uid for line in lines}) < len(lines):
        raise ValueError
    return Form(
        facts["owner"],
        facts["owner_uid"],
        date.fromisoformat(facts["day"]),
        int(facts["sequence"]),
        facts["digest"],
        tuple(lines),
    )


def _line(uid: str, written: Any) -> FormRow:
    """A row of the hidden sheet. Raises ValueError or TypeError where it is not as it was written."""
    noun, ref, sent = written
    if not (isinstance(noun, str) and isinstance(ref, str) and isinstance(sent, dict) and set(sent) == set(SENT)):
        raise ValueError
    if not (is_noun(noun) and listed_noun(noun).tracked) or sent["state"] not in STATES:
        raise ValueError
    if not all(value is None or isinstance(value, str) for value in sent.values()):
        raise ValueError
    for key in ("due", "reported"):
        if sent[key] is not None:
            date.fromisoformat(sent[key])
    return FormRow(noun, uid, clean(ref)[0], "", "", {key: value and clean(value)[0] for key, value in sent.items()})


def _returned(form: Form, rows: Sequence[Sequence[Any]], place: str) -> Returned:
    heading = next((n for n, row in enumerate(rows[:50]) if {"uid", *FREE} <= set(map(str, row))), None)
    if heading is None:
        raise BadFile(_("The form's columns are no longer there."), where=place)
    at = {str(key): position for position, key in enumerate(rows[heading]) if key}
    lines = {line.uid: line for line in form.lines}
    answers, strange = [], []
    for number, row in enumerate(rows[heading + 2 :], heading + 3):
        cells = {key: _cell(row[position]) for key, position in at.items() if position < len(row)}
        line = lines.pop(cells["uid"], None)
        if line is not None:
            prefilled = {key: cells.get(key, "") for key in _PREFILLED}
            free = {key: cells.get(key, "") for key in FREE}
            answers.append(
                FormAnswer(line.noun, line.uid, line.ref, line.sent, free, _as_sent(prefilled, line.sent), number)
            )
        elif any(cells.get(key) for key in FREE):
            strange.append(number)
    return Returned(place, form, tuple(answers), tuple(strange), {key: _letters(n) for key, n in at.items()})


def _letters(position: int) -> str:
    """The letters of a column that is counted from 0: A, Z, AA."""
    quotient, rest = divmod(position, 26)
    return (_letters(quotient - 1) if quotient else "") + chr(ord("A") + rest)


def _as_sent(cells: Mapping[str, str], sent: Mapping[str, str | None]) -> dict[str, str]:
    """Given cells as they compare with what was sent: a text that was shown escaped counts as what it stands for."""
    return {
        key: (sent[key] or "") if text.strip() == shown(sent[key] or "").strip() else text
        for key, text in cells.items()
    }


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value).replace("_x000D_", ""))[0]
