"""The cells of one row as fields, roles and other columns of a record."""

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence

from reformcli.i18n import _
from reformcli.importers.sheets.blocks.body import Line
from reformcli.importers.sheets.cells.sheet import BRANCHES, is_nothing, one_line
from reformcli.importers.sheets.columns import who
from reformcli.importers.sheets.columns.layout import KEEP, SECOND_LIMIT, SheetColumn
from reformcli.importers.sheets.rows.progress import RowProgress
from reformcli.importers.sheets.rows.source_table import SourceTable
from reformcli.importers.sheets.words import heading_table, schedules, vocabulary
from reformcli.merging.record import Said
from reformcli.model.duty import ROLES
from reformcli.model.field_kinds import FieldKind
from reformcli.model.fields import TITLE_LIMIT
from reformcli.model.note import NEXT, PROBLEM, PROGRESS
from reformcli.model.noun import noun
from reformcli.values import iso_date

_YEAR = re.compile(r"(?:19|20)\d\d\s*年?")

_NUMBERED = re.compile(r"^(?:\d{1,3}[、．]\s*|\d{1,3}\.\s*(?=[^\d\s])|[（(]\d{1,3}[）)]\s*|[①-⑳]\s*)")
_NUMBER_BEHIND = re.compile(r"\(#\d+\)$")
"""The number that a tracker writes behind a name: 政务平台(#3)."""

_IN_BRACKETS = re.compile(r"\s*[（(]([^()（）]*\d[^()（）]*)[)）]")

_SIGNS = ("light", "percent", "progress_text", "actual_start", "archived", "verdict", "remark")
"""Meanings that say how far work is, beside its state."""

SAID = {"progress_text": PROGRESS, "problem_text": PROBLEM, "next_step": NEXT}
"""Meanings of passages by which whoever answers reports, and the kind of note that each becomes."""

_LIMITS = ("due", "due_revised", "due_original", "span", SECOND_LIMIT)


class Cells:
    """What one row, or several that belong together, give a thing: fields, roles, other columns."""

    def __init__(self, table: SourceTable, noun_key: str) -> None:
        self._table = table
        self._noun = noun_key
        self._fields = noun(noun_key).fields
        self._is_tracked = noun(noun_key).tracked is not None
        self.fields: dict[str, str] = {}
        self.roles: dict[str, tuple[str, ...]] = {}
        self.extra: dict[str, str] = {}
        self.progress = RowProgress(table)
        self._said: dict[str, str] = {}
        self._named_above: frozenset[str] = frozenset()
        self._at = 0

    def next_row(self, at: int) -> None:
        """Go on to the row `at` of the same thing: whom rows above named keep the roles that they have."""
        self._at = at
        self._named_above = frozenset(name for role in who.UNITS for name in self.roles.get(role, ()))

    def take(self, columns: Iterable[SheetColumn], cells: Sequence[str], at: int) -> None:
        """Take the cells of `columns` in. What is there already stays; passages and other columns are added to."""
        self._at = at
        for column in columns:
            cell = cells[column.at] if column.at < len(cells) else ""
            if cell:
                self._take(column, cell)
            elif (at, column.at) in self._table.marks.unvalued and column.key not in (KEEP, "ignore"):
                self._table.doubt(
                    at, column, _("The cell holds a formula without a stored value; it is taken as blank.")
                )

    def _take(self, column: SheetColumn, cell: str) -> None:
        key = column.key
        if key in ROLES:
            self.name(key, column, cell)
        elif key == "state":
            self.progress.state(self._at, column, cell)
            self.keep(column.name, cell)
        elif key in _LIMITS:
            self.progress.limits.take(key, self._at, column, cell)
        elif key in ("actual_end", "reported") or (self._noun == "matter" and key == "done"):
            self.progress.end(key, self._at, column, cell)
        elif key in self._fields:
            self._field(column, self.progress.title(self._at, column, cell) if key == "title" else cell)
        else:
            if key in _SIGNS:
                self.progress.sign(key, self._at, column, cell)
            elif key == "raised_on":
                self.progress.limits.counts_from(self._at, column, cell)
                if self._noun == "matter" and self._opens(column, cell):
                    return
            if self._is_tracked and key in SAID:
                self._say(key, cell)
            elif not (self._is_tracked and key == "percent" and self.progress.percent is not None):
                self.keep(column.name or column.letters, cell)

    def _opens(self, column: SheetColumn, cell: str) -> bool:
        """Whether a cell is the day on which a matter came up, and not one to come; it is recorded then."""
        day = iso_date(self._table.day_cell(self._at, column, cell))
        if day is None or day > self._table.intake.today:
            return False
        self.fields.setdefault("opened", day.isoformat())
        return True

    def _say(self, key: str, cell: str) -> None:
        present = self._said.get(key)
        if present is None or is_nothing(present):
            self._said[key] = cell
        elif not is_nothing(cell) and cell not in present.split("\n"):
            self._said[key] = f"{present}\n{cell}"

    def said(self) -> tuple[Said, ...]:
        """What the row says of progress, problems and next steps. A share done alone is said as progress; that it is
        nothing or all of the work says no more than the state."""
        texts = ((kind, key, self._said.get(key)) for key, kind in SAID.items())
        said = {kind: Said(kind, key, text, is_nothing=is_nothing(text)) for kind, key, text in texts if text}
        percent = self.progress.percent if self._is_tracked else None
        if percent is not None:
            percentage = Said(PROGRESS, "percent", f"{percent:g}%", is_nothing=percent in (0, 100))
            said[PROGRESS] = said.get(PROGRESS, percentage)._replace(percent=percent)
        return tuple(said.values())

    def name(self, role: str, column: SheetColumn | None, cell: str) -> None:
        """Add those whom a cell names."""
        if column is not None:
            cell = self._without_days(column, cell)
        above = self._named_above
        last_first = column is not None and column.at in self._table.last_first
        named = self._table.named(role, cell, last_first)
        if column is not None and not is_nothing(cell) and (not named or who.says_more(cell, named)):
            self.keep(column.name, cell)
            self._table.doubt_time_among_names(self._at, column, cell)
        for each, names in named.items():
            if column is not None and each in who.UNITS:
                self._table.meet(column, names)
            names = tuple(map(sys.intern, names))  # a long list names the same few again and again
            fresh = [name for name in names if each not in who.UNITS or name not in above]
            if fresh:
                self.roles[each] = tuple(dict.fromkeys((*self.roles.get(each, ()), *fresh)))

    def _without_days(self, column: SheetColumn, cell: str) -> str:
        """Names without the days in brackets behind them: the limit of each, and of the row where it has no other."""
        for inside in _IN_BRACKETS.finditer(cell):
            if self._table.is_limit(inside[1]):
                self.progress.limits.take(SECOND_LIMIT, self._at, column, inside[1])
                cell = cell.replace(inside[0], "")
        return cell

    def keep(self, name: str, cell: str) -> None:
        """Keep a cell as another column."""
        present = self.extra.get(name)
        if present is None:
            self.extra[name] = cell
        elif cell not in present.split("\n"):
            self.extra[name] = f"{present}\n{cell}"

    def _field(self, column: SheetColumn, cell: str) -> None:
        key = column.key
        field = self._fields[key]
        if key == "code" and cell in self._table.shared_codes:
            text = _("{code} is the code of several items; kept as another column.", code=cell)
            self._table.doubt(self._at, column, text)
            self.keep(column.name, cell)
            return
        if field.kind is FieldKind.CHOICE:
            code = heading_table.words_of(self._noun, key).get(cell.casefold())
            if code is None:
                self.keep(column.name, cell)
                return
            cell = code
        elif field.kind is FieldKind.DATE:
            cell = self._table.day_cell(self._at, column, cell)
            if not cell:
                return
        elif field.kind is FieldKind.TEXT:
            cell = _NUMBER_BEHIND.sub("", cell)
            cell = "" if is_nothing(cell) else one_line(cell) if field.one_line else cell
        elif key == "plan" and _YEAR.fullmatch(cell) is None:
            self.keep(column.name, cell)
            return
        elif field.kind in (FieldKind.FLAG, FieldKind.NUMBER) and is_nothing(cell):
            return
        present = self.fields.get(key)
        if not present:
            if cell:
                self.fields[key] = cell
        elif field.kind is FieldKind.TEXT and not field.one_line and cell not in present.split("\n"):
            self.fields[key] = f"{present}\n{cell}"

    def facts(self, facts: Mapping[str, str]) -> None:
        """Take what sections, sheets and titles say, where the row itself does not. Where they say who answers, a
        column of those who help, which would else be taken for it, is theirs."""
        column = self._table.layout.of("responsible")
        helps = column is not None and vocabulary.surely("project", column.name) == "supporting"
        if helps and facts.keys() & {"lead", "responsible"} and "responsible" in self.roles:
            self.roles["supporting"] = self.roles.pop("responsible")
        for key, said in facts.items():
            if key in ROLES:
                if key not in self.roles:
                    self.name(key, None, said)
            elif key == "state":
                self.progress.state_above(said)
            elif key == "kind" and self._noun == "project":
                code = heading_table.words_of("project", "kind").get(said[:4])
                if code and "kind" not in self.fields:
                    self.fields["kind"] = code
            elif key in self._fields:
                self.fields.setdefault(key, said)
            elif self._noun != "owner":
                self.extra.setdefault(key, said)

    def settle(self) -> None:
        """Take what the row says of its limit and of how far it is, once all of its cells are read."""
        for key, text in self.progress.fields(self._noun).items():
            self.fields.setdefault(key, text)
        for name, cell in self.progress.kept:
            self.keep(name, cell)
        self._take_limit_of_measures()
        self._must_begin_before_its_end()

    def _take_limit_of_measures(self) -> None:
        """Take the last of the limits that the measures of a row name where the row has none; say so."""
        column = self._table.layout.of("measures")
        if column is None or self.fields.get("due") or not (cell := self.fields.get("measures")):
            return
        steps = schedules.steps(cell, self._table.is_limit) or schedules.only_step(cell, self._table.is_limit)
        days = [self._table.last_day(step.words) for step in steps]
        if None not in days and (last := max(filter(None, days), default=None)) is not None:
            self.fields["due"] = last.isoformat()
            text = _("The due date is the last day that {column} names, {date}.", column=column.name, date=last)
            self._table.doubt(self._at, column, text)

    def follow_chart(self, lines: Sequence[Line]) -> None:
        """Take the start and the limit from the bars of a chart, where no column of the table says them."""
        chart = self._table.chart
        if chart is None or chart.has_limits or self.fields.get("due"):
            return
        spans = [span for line in lines if (span := chart.span(line)) is not None]
        if spans:
            self.fields["due"] = max(last for _first, last in spans).isoformat()
            self.fields.setdefault("start", min(first for first, _last in spans).isoformat())

    def _must_begin_before_its_end(self) -> None:
        """Doubt a start after the limit, and keep it as another column: one of the two is a slip."""
        start = iso_date(self.fields.get("start", ""))
        due = self._table.last_day(self.fields.get("due", ""))
        column = self._table.layout.of("start")
        if start is not None and due is not None and due < start and column is not None:
            self._table.doubt(
                self._at,
                column,
                _(
                    "It would begin on {start}, after its limit {due}; the start is kept as other column.",
                    start=start,
                    due=due,
                ),
            )
            self.keep(column.name, self.fields.pop("start"))

    def cells(self) -> dict[str, str]:
        """The cells of the record, other columns with them."""
        if self.extra:
            return {**self.fields, "extra": json.dumps(self.extra, ensure_ascii=False)}
        return dict(self.fields)


def shortened(title: str) -> tuple[str, str]:
    """A title that fits, and the whole of it where it was too long."""
    title = one_line(title)
    return (title, "") if len(title) <= TITLE_LIMIT else (title[: TITLE_LIMIT - 1] + "…", title)


def without_number(title: str) -> str:
    """A title without the number or the branches that a list writes before it."""
    return _NUMBERED.sub("", title.lstrip(BRANCHES + " ")).strip() or title


def without_numbers(titles: Sequence[str]) -> list[str]:
    """The titles of the parts of one thing without their numbers. Where these are 1, 2, 3, what follows 1. may be a
    figure: 1.2家卫生院达标."""
    numbers = [f"{place}." for place in range(1, len(titles) + 1)]
    if len(titles) > 1 and all(map(str.startswith, titles, numbers)):
        return [title.removeprefix(number).strip() for title, number in zip(titles, numbers, strict=True)]
    return list(map(without_number, titles))
