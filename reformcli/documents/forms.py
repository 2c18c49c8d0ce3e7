"""A form as a workbook: made for an owner to fill in, read when it comes back.

What is given is locked, what is free is yellow and checked as it is typed. Each row carries its uid in a hidden column;
a hidden sheet holds the ledger's revision and the values as sent. There is no password: the lock is against slips, and
what was changed in spite of it is not taken in.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from reformcli.errors import BadFile
from reformcli.i18n import _, mark
from reformcli.lights import PAINT
from reformcli.model.colours import LIGHTS
from reformcli.model.fields import TEXT_LIMIT
from reformcli.model.form import FREE, SENT, Answer, Form, Line, Returned
from reformcli.model.nouns import is_noun, listed_noun
from reformcli.model.states import PLANNED, REPORTED, STARTED, STATES
from reformcli.model.text import clean, escape

_HIDDEN = "_reform"
_VERSION = "1"
_MOST_BYTES = 64 << 20
"""How large the parts of a form may be when unpacked; a form has some hundred kilobytes."""


class _Column(NamedTuple):
    key: str
    label: str
    width: int


COLUMNS = (
    _Column("uid", mark("Identity"), 4),
    _Column("ref", mark("Ref"), 8),
    _Column("project", mark("Project"), 20),
    _Column("title", mark("Title"), 30),
    _Column("due", mark("Due"), 12),
    _Column("light", mark("Light"), 8),
    _Column("state", mark("State"), 14),
    _Column("done", mark("Done on"), 12),
    _Column("progress", mark("Progress"), 30),
    _Column("problems", mark("Problems"), 24),
    _Column("next", mark("Next step"), 24),
)
_GIVEN_BACK = ("title", "due")
"""Given columns that are compared with what was sent when the form comes back."""

_KEYS, _HEADING, _FIRST = 2, 3, 4
"""Rows of the column keys (hidden), the heading, and the first piece of work, from 0."""

_BODY = {"text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#BFBFBF"}
_STRONG = {**_BODY, "bold": True, "bg_color": "#D9E1F2", "align": "center"}
_OPEN = {**_BODY, "locked": False, "bg_color": "#FFF9DB"}
_DAY = {"num_format": "yyyy-mm-dd", "align": "center"}


def build(form: Form) -> bytes:
    """The workbook of `form`; the same form gives the same bytes."""
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": _title(form), "created": datetime.combine(form.day, time())})
        sheet = book.add_worksheet(_("Open work"))
        _head(book, sheet, form)
        for row, line in enumerate(form.lines, _FIRST):
            _row(book, sheet, row, line)
        _validate(sheet, len(form.lines))
        _set_up(sheet, form)
        _hide(book.add_worksheet(_HIDDEN), form)
    return out.getvalue()


def _title(form: Form) -> str:
    return _("{owner}: open work on {day}", owner=_text(form.owner), day=form.day)


def _head(book: Any, sheet: Any, form: Form) -> None:
    sheet.write_string(0, 1, _title(form), book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(
        1, 1, _("Fill in the yellow cells, leave the others as they are, and send this file back."), book.add_format()
    )
    heading = book.add_format(_STRONG)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width, None, {"hidden": column.key == "uid"})
        sheet.write_string(_KEYS, at, column.key)
        sheet.write_string(_HEADING, at, _(column.label), heading)
    sheet.set_row(_KEYS, None, None, {"hidden": True})
    sheet.set_row(_HEADING, 24)


def _row(book: Any, sheet: Any, row: int, line: Line) -> None:
    sent = line.sent
    state = _(STATES[sent["state"] or PLANNED])
    texts = {"uid": line.uid, "ref": line.ref, "project": line.project, "title": sent["title"], "state": state}
    texts["light"] = _(LIGHTS[line.light])
    days = {"due": sent["due"], "done": sent["reported"]}
    for at, column in enumerate(COLUMNS):
        properties: dict[str, Any] = dict(_OPEN if column.key in FREE else _BODY)
        if column.key == "light":
            properties |= zip(("bg_color", "font_color"), PAINT[line.light], strict=True)
        if column.key in days:
            form = book.add_format(properties | _DAY)
            if day := days[column.key]:
                sheet.write_datetime(row, at, datetime.fromisoformat(day), form)
            else:
                sheet.write_blank(row, at, None, form)
        elif text := _text(texts.get(column.key) or ""):
            sheet.write_string(row, at, text, book.add_format(properties))
        else:
            sheet.write_blank(row, at, None, book.add_format(properties))
    lines = max(_lines(line.project, 20), _lines(sent["title"] or "", 30), 2)
    sheet.set_row(row, min(15 * lines + 4, 400))


def _lines(text: str, width: int) -> int:
    cells = sum(2 if ord(character) > 0x2E7F else 1 for character in text)
    return -(-cells // width)


def _validate(sheet: Any, rows: int) -> None:
    at = {column.key: position for position, column in enumerate(COLUMNS)}
    last = _FIRST + max(rows, 1) - 1
    words = [_(STATES[state]) for state in (PLANNED, STARTED, REPORTED)]
    states = {"validate": "list", "source": words, "error_message": _("Choose one of the words in the list.")}
    sheet.data_validation(_FIRST, at["state"], last, at["state"], states)
    days = {
        "validate": "date",
        "criteria": "between",
        "minimum": date(2000, 1, 1),
        "maximum": "=TODAY()",
        "error_message": _("A day that has come, such as 2026-06-28."),
    }
    sheet.data_validation(_FIRST, at["done"], last, at["done"], days)
    for key in ("progress", "problems", "next"):
        length = {"validate": "length", "criteria": "<=", "value": TEXT_LIMIT - 100}
        sheet.data_validation(_FIRST, at[key], last, at[key], length)


def _set_up(sheet: Any, form: Form) -> None:
    last = _FIRST + max(len(form.lines), 1) - 1
    sheet.freeze_panes(_FIRST, 4)
    sheet.autofilter(_HEADING, 1, last, len(COLUMNS) - 1)
    sheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page = _("Page {page} of {pages}", page="&P", pages="&N")
    sheet.set_footer(f"&L{form.day}&C{page}")
    sheet.ignore_errors({"number_stored_as_text": "A1:K1048576"})


def _hide(sheet: Any, form: Form) -> None:
    """The hidden sheet: names and values in two columns, then each row's uid and values."""
    facts = {
        "version": _VERSION,
        "owner": form.owner,
        "owner_uid": form.owner_uid,
        "day": form.day.isoformat(),
        "sequence": str(form.sequence),
        "digest": form.digest,
        "rows": str(len(form.lines)),
    }
    rows = [(line.uid, json.dumps([line.noun, line.ref, line.sent], ensure_ascii=False)) for line in form.lines]
    for row, (name, value) in enumerate([*facts.items(), *rows]):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()
    sheet.protect("")


def read(data: bytes, place: str) -> Returned | None:
    """The form that a workbook is, or None where it is another workbook. Raises BadFile where it cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with ZipFile(BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_BYTES:
                raise BadFile(_("The workbook is larger than any form."), where=place)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        if _HIDDEN not in book.sheet_names:
            return None
        sheets = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in (*[name for name in book.sheet_names if name != _HIDDEN][:1], _HIDDEN)
        }
    except (BadZipFile, CalamineError, OSError, ValueError):
        raise BadFile(_("The workbook is not whole."), where=place) from None
    try:
        form = _form(sheets.pop(_HIDDEN))
    except (ValueError, KeyError, TypeError, IndexError):
        raise BadFile(_("What the form was sent with is no longer whole."), where=place) from None
    return _returned(form, next(iter(sheets.values()), []), place)


def _form(rows: list[list[Any]]) -> Form:
    """The form as it was sent. Raises ValueError, KeyError, TypeError or IndexError where that is broken."""
    facts = {_cell(row[0]): _cell(row[1]) for row in rows[:7]}
    if facts["version"] != _VERSION:
        raise ValueError
    lines = []
    for row in rows[7 : 7 + int(facts["rows"])]:
        noun, ref, sent = json.loads(row[1])
        if not (is_noun(noun) and listed_noun(noun).tracked) or set(sent) != set(SENT) or sent["state"] not in STATES:
            raise ValueError
        lines.append(Line(noun, _cell(row[0]), ref, "", "", sent))
    return Form(
        facts["owner"],
        facts["owner_uid"],
        date.fromisoformat(facts["day"]),
        int(facts["sequence"]),
        facts["digest"],
        tuple(lines),
    )


def _returned(form: Form, rows: list[list[Any]], place: str) -> Returned:
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
            given = {key: cells.get(key, "") for key in _GIVEN_BACK}
            free = {key: cells.get(key, "") for key in FREE}
            answers.append(Answer(line.noun, line.uid, line.ref, line.sent, free, _as_sent(given, line.sent), number))
        elif any(cells.get(key) for key in FREE):
            strange.append(number)
    return Returned(place, form, tuple(answers), tuple(strange))


def _as_sent(given: Mapping[str, str], sent: Mapping[str, str | None]) -> dict[str, str]:
    """Given cells as they compare with what was sent: a text that was shown escaped counts as what it stands for."""
    return {
        key: (sent[key] or "") if text.strip() == _text(sent[key] or "").strip() else text
        for key, text in given.items()
    }


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value).replace("_x000D_", ""))[0]


def _text(text: str) -> str:
    """`text` as a cell shows it. XlsxWriter would take `<r>…</r>` for markup of its own, but for the space."""
    shown = escape(text)
    return f"{shown} " if shown.startswith("<r>") and shown.endswith("</r>") else shown
