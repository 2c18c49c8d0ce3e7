"""A form as a workbook, made for an owner to fill in; `returned` reads it when it comes back.

What is given is locked, what is free is yellow and checked as it is typed. Each row carries its uid in a hidden column;
a hidden sheet holds the ledger's revision and the values as sent. There is no password: the lock is against slips, and
what was changed in spite of it is not taken in.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, NamedTuple

from reformcli.i18n import _, in_sequence, mark
from reformcli.model.colours import LIGHTS, PAINT
from reformcli.model.fields import TEXT_LIMIT
from reformcli.model.form import FREE, TEXTS, Form, FormRow
from reformcli.model.states import PLANNED, REPORTED, STARTED, STATES
from reformcli.model.text import escape
from reformcli.produced import FORM_SHEET

VERSION = "1"


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
    _Column("percent", mark("Per cent done"), 10),
)

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
        _foot(book, sheet, _FIRST + len(form.lines) + 1)
        _validate(sheet, len(form.lines))
        _set_up(sheet, form)
        _hide(book.add_worksheet(FORM_SHEET), form)
    return out.getvalue()


def _title(form: Form) -> str:
    return _("{owner}: open work on {day}", owner=shown(form.owner), day=form.day)


def _head(book: Any, sheet: Any, form: Form) -> None:
    sheet.write_string(0, 1, _title(form), book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 1, in_sequence(_instructions(form)), book.add_format())
    heading = book.add_format(_STRONG)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width, None, {"hidden": column.key == "uid"})
        sheet.write_string(_KEYS, at, column.key)
        sheet.write_string(_HEADING, at, _(column.label), heading)
    sheet.set_row(_KEYS, None, None, {"hidden": True})
    sheet.set_row(_HEADING, 24)


def _instructions(form: Form) -> Iterator[str]:
    """What the owner is to do, by when, and whom to ask."""
    yield _("Fill in the yellow cells, leave the others as they are, and send this file back.")
    if form.report_by is not None:
        yield _("Report by {day}.", day=form.report_by)
    if form.person:
        yield _("To: {person}.", person=shown(form.person))
    if form.telephone:
        yield _("Telephone: {number}.", number=shown(form.telephone))


def _foot(book: Any, sheet: Any, row: int) -> None:
    """Where the owner signs; the lines stand below the reference column, of which nothing is read back."""
    free = book.add_format({"locked": False})
    line = "＿" * 8
    sheet.write_string(row, 1, _("Filled in by: {line}    Telephone: {line}    Date: {line}", line=line), free)
    sheet.write_string(row + 2, 1, _("Checked by (head of the unit): {line}    (stamp)", line=line), free)
    sheet.set_row(row, 24)
    sheet.set_row(row + 2, 24)


def _row(book: Any, sheet: Any, row: int, line: FormRow) -> None:
    sent = line.sent
    state = _(STATES[sent["state"] or PLANNED])
    texts = {"uid": line.uid, "ref": line.ref, "project": line.project, "title": sent["title"], "state": state}
    texts["light"] = _(LIGHTS[line.light])
    days = {"due": sent["due"], "done": sent["reported"]}
    for at, column in enumerate(COLUMNS):
        properties: dict[str, Any] = dict(_OPEN if column.key in FREE else _BODY)
        if column.key == "light":
            properties |= zip(("bg_color", "font_color"), PAINT[line.light], strict=True)
        if column.key == "percent":
            properties["num_format"] = "@"  # 80% stays what was typed
        if column.key in days:
            form = book.add_format(properties | _DAY)
            if day := days[column.key]:
                sheet.write_datetime(row, at, datetime.fromisoformat(day), form)
            else:
                sheet.write_blank(row, at, None, form)
        elif text := shown(texts.get(column.key) or ""):
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
    for key in TEXTS:
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
    sheet.ignore_errors({"number_stored_as_text": "A1:L1048576"})


def _hide(sheet: Any, form: Form) -> None:
    """The hidden sheet: names and values in two columns, then each row's uid and values."""
    facts = {
        "version": VERSION,
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


def shown(text: str) -> str:
    """`text` as a cell shows it. XlsxWriter would take `<r>…</r>` for markup of its own, but for the space."""
    safe = escape(text)
    return f"{safe} " if safe.startswith("<r>") and safe.endswith("</r>") else safe
