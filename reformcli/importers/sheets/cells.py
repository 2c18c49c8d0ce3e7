"""The cells of one row as fields, roles and other columns of a record."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reformcli import deadlines
from reformcli.deadlines import Kind as DateKind
from reformcli.deadlines import Reading
from reformcli.i18n import mark
from reformcli.importers.sheets import vocabulary
from reformcli.importers.sheets.columns import Column, Layout
from reformcli.importers.sheets.sheet import is_nothing, one_line
from reformcli.importers.sheets.take import Take
from reformcli.merging.record import Original, Place, Record
from reformcli.model.duty import ROLES
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import TITLE_LIMIT
from reformcli.model.noun import noun
from reformcli.names import names_of
from reformcli.values import Means, iso_date

_ROW = mark("{file}, row {n}")
_ROW_OF_SHEET = mark("{file}, sheet {sheet}, row {n}")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:\s+\d{1,2}:\d\d(?::\d\d)?)?")


@dataclass
class Table:
    """A table that was understood: whose rows are next."""

    layout: Layout
    file: str
    sheet: str
    take: Take
    plan: int
    facts: Mapping[str, str]
    headings: tuple[str, ...]
    day_first: bool | None = None
    marks_are_plans: bool = False

    def place(self, at: int) -> Place:
        """Where the row `at` (from 0) stands."""
        return Place(_ROW_OF_SHEET if self.sheet else _ROW, self.file, at + 1, self.sheet, self.letters)

    def __post_init__(self) -> None:
        self.letters = {column.key: (column.letters, column.name) for column in reversed(self.layout.columns)}
        self.means = Means(None, self.day_first)

    def record(
        self,
        noun_key: str,
        at: int,
        cells: Mapping[str, str],
        original: Sequence[str],
        *,
        roles: Mapping[str, tuple[str, ...]] | None = None,
        under: str | None = None,
        base: date | None = None,
    ) -> Record:
        """A record of a row. `under` is the noun of the record before it that it belongs to."""
        means = self.means if base is None else Means(base, self.day_first)
        whole = Original(self.headings, tuple(original))
        return Record(noun_key, cells, self.place(at), 0, roles or {}, means, under, True, whole)

    def reading(self, words: str) -> Reading:
        """How words about time are read in this table."""
        conventions = replace(self.take.conventions, plan_year=self.plan)
        if self.day_first is not None:
            conventions = replace(conventions, day_first=self.day_first)
        return deadlines.read(words, self.take.today, conventions)

    def day(self, words: str) -> date | None:
        """The one day that words mean, or None."""
        if (iso := iso_date(words)) is not None:
            return iso
        reading = self.reading(words) if words else None
        return reading.end if reading and reading.kind is DateKind.DATE else None

    def time_limit(self, words: str) -> str:
        """A time limit on one line. Lines that only the width of the column had broken are put together again."""
        if is_nothing(words):
            return ""
        if "\n" not in words:
            return words
        joined = one_line(words)
        if self.reading(joined).kind is not DateKind.UNPARSEABLE:
            return joined
        return "；".join(part.strip() for part in words.split("\n") if part.strip())


_UNITS = ("lead", "responsible", "supporting")
_NOBODY = ("vacant", "tbc", "tbd", "n/a", "none", "待定", "空缺", "暂缺")
_DATES = ("start", "due", "done", "date", "reported", "valid_from", "valid_to")


class Cells:
    """What one row, or several that belong together, give a thing: fields, roles, other columns."""

    def __init__(self, table: Table, noun_key: str) -> None:
        self._table = table
        self._noun = noun_key
        self._fields = noun(noun_key).fields
        self.fields: dict[str, str] = {}
        self.roles: dict[str, tuple[str, ...]] = {}
        self.extra: dict[str, str] = {}
        self._named_above: frozenset[str] = frozenset()

    def next_row(self) -> None:
        """Go on to another row of the same thing: whom rows above named keep the roles that they have."""
        self._named_above = frozenset(name for role in _UNITS for name in self.roles.get(role, ()))

    def take(self, columns: Iterable[Column], cells: Sequence[str]) -> None:
        """Take the cells of `columns` in. What is there already stays; passages and other columns are added to."""
        for column in columns:
            cell = cells[column.at] if column.at < len(cells) else ""
            if cell:
                self._take(column, cell)

    def _take(self, column: Column, cell: str) -> None:
        key = column.key
        if key in ROLES:
            self.name(key, cell)
        elif key in self._fields:
            self._field(column, cell)
        else:
            if key == "progress":
                self._state(cell)
            self.keep(column.name, cell)

    def name(self, role: str, cell: str) -> None:
        """Add those whom a cell names."""
        if is_nothing(cell) or cell.strip().casefold() in _NOBODY:
            return
        there = self._named_above
        for one, names in names_of(role, cell, self._table.take.known).items():
            fresh = [name for name in names if one not in _UNITS or name not in there]
            if fresh:
                self.roles[one] = tuple(dict.fromkeys((*self.roles.get(one, ()), *fresh)))

    def keep(self, name: str, cell: str) -> None:
        """Keep a cell as another column."""
        known = self.extra.get(name)
        if known is None:
            self.extra[name] = cell
        elif cell not in known.split("\n"):
            self.extra[name] = f"{known}\n{cell}"

    def _field(self, column: Column, cell: str) -> None:
        key = column.key
        field = self._fields[key]
        if key == "due":
            cell = self._table.time_limit(cell)
        elif field.kind is FieldKind.CHOICE:
            code = vocabulary.words_of(self._noun, key).get(cell.casefold())
            if code is None:
                self.keep(column.name, cell)
                return
            if key == "state":
                self.keep(column.name, cell)
            cell = code
        elif field.kind is FieldKind.DATE:
            cell = "" if is_nothing(cell) else self._slashed(cell)
        elif field.kind is FieldKind.TEXT:
            cell = one_line(cell) if field.one_line else cell
        known = self.fields.get(key)
        if not known:
            if cell:
                self.fields[key] = cell
        elif field.kind is FieldKind.TEXT and not field.one_line and cell not in known.split("\n"):
            self.fields[key] = f"{known}\n{cell}"

    def _state(self, cell: str) -> None:
        code = vocabulary.words_of(self._noun, "state").get(cell.strip().rstrip("。").casefold())
        if code is not None:
            self.fields.setdefault("state", code)

    def _slashed(self, cell: str) -> str:
        """01/02/2026 as a date, where the table shows which of the two is the day."""
        found = _SLASHED.fullmatch(cell)
        if found is None or self._table.day_first is None:
            return cell
        day, month = (1, 3) if self._table.day_first else (3, 1)
        return f"{found[4]}-{int(found[month]):02}-{int(found[day]):02}"

    def facts(self, facts: Mapping[str, str]) -> None:
        """Take what sections, sheets and titles say, where the row itself does not."""
        for key, said in facts.items():
            if key in ROLES:
                if key not in self.roles:
                    self.name(key, said)
            elif key == "kind" and self._noun == "project":
                code = vocabulary.words_of("project", "kind").get(said[:4])
                if code and "kind" not in self.fields:
                    self.fields["kind"] = code
            elif key in self._fields:
                self.fields.setdefault(key, said)
            elif self._noun != "owner":
                self.extra.setdefault(key, said)

    def cells(self) -> dict[str, str]:
        """The cells of the record, other columns with them."""
        if self.extra:
            return {**self.fields, "extra": json.dumps(self.extra, ensure_ascii=False)}
        return dict(self.fields)


def shortened(title: str) -> tuple[str, str]:
    """A title that fits, and the whole of it where it was too long."""
    title = one_line(title)
    return (title, "") if len(title) <= TITLE_LIMIT else (title[: TITLE_LIMIT - 1] + "…", title)


def day_first(layout: Layout, rows: Iterable[Sequence[str]]) -> bool | None:
    """Whether 01/02/2026 is 1 February in a table; None where nothing tells.

    Days after the twelfth tell; where there are none, dots between the numbers do, which only go with the day first.
    """
    columns = [column.at for column in layout.columns if column.key in _DATES]
    first = second = dots = False
    for row in rows:
        for at in columns:
            if at < len(row) and (found := _SLASHED.fullmatch(row[at])):
                first = first or int(found[1]) > 12
                second = second or int(found[3]) > 12
                dots = dots or found[2] == "."
    return first if first != second else True if dots and not first else None
