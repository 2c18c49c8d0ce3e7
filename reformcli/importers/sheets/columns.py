"""What each column of a table is: by the person's own map, by its heading, or by the shape of its cells."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reformcli.importers.sheets import shapes, vocabulary
from reformcli.importers.sheets.heading import Heading
from reformcli.importers.sheets.periods import is_actual, period
from reformcli.importers.sheets.sheet import letters
from reformcli.importers.sheets.vocabulary import normal
from reformcli.model.duty import ROLES
from reformcli.model.noun import noun

KEEP = "keep"
"""What a column is that has no field: it is kept under its heading."""

PERIOD = "period"
"""What a column is whose heading is a stretch of time: each cell below it is a milestone."""

_SEVERAL = (*ROLES, "units", KEEP, "progress", "row", PERIOD)
"""What more than one column may be."""


class Column(NamedTuple):
    """A column: where it stands, how it is headed, and what it is (a field, a role, `KEEP`, `PERIOD` …).

    `words` are those of its stretch of time, `actual` whether it holds what was done in it; `guessed` whether the shape
    of its cells decided.
    """

    at: int
    name: str
    key: str
    words: str = ""
    actual: bool = False
    guessed: bool = False

    @property
    def letters(self) -> str:
        """How spreadsheets name it."""
        return letters(self.at)


class Layout(NamedTuple):
    """A table's noun and its columns."""

    noun: str
    columns: tuple[Column, ...]

    def of(self, key: str) -> Column | None:
        """The first column that is `key`."""
        return next((column for column in self.columns if column.key == key), None)

    def all_of(self, key: str) -> list[Column]:
        """Every column that is `key`."""
        return [column for column in self.columns if column.key == key]


Map = Mapping[str, str]
"""What a person says that headings mean: a heading in its normal form to a field or role, or `noun.field`."""


def understand(
    heading: Heading, rows: Sequence[Sequence[str]], wanted: str | None, given: Map, plan: int
) -> Layout | None:
    """What the columns of a table are, by its heading and its first rows; None where no noun can be made of them."""
    layouts = [
        layout
        for key in ([wanted] if wanted else vocabulary.OFFICE_NOUNS)
        if (layout := _as(key, heading, rows, given, plan)) is not None
    ]
    return max(layouts, key=_score, default=None)


def _as(key: str, heading: Heading, rows: Sequence[Sequence[str]], given: Map, plan: int) -> Layout | None:
    columns: list[Column] = []
    taken: set[str] = set()
    for at, path in enumerate(heading.paths):
        column = _column(key, at, path, heading.name(at), given, plan) if path else Column(at, "", KEEP)
        if column.key in taken and column.key not in _SEVERAL:
            before = next(at for at, one in enumerate(columns) if one.key == column.key)
            if key == "project" and column.key == "title" and "measures" not in taken:
                column = column._replace(key="measures")
            elif column.key != "title" and _rank(key, column) < _rank(key, columns[before]):
                columns[before] = columns[before]._replace(key=KEEP)
            else:
                column = column._replace(key=KEEP)
        taken.add(column.key)
        columns.append(column)
    if key == "project":
        columns = _settled(columns, rows)
    columns = shapes.guess(key, columns, rows)
    layout = Layout(key, tuple(columns))
    return layout if _NEEDED[key] <= {column.key for column in columns} else None


def _rank(key: str, column: Column) -> int:
    return vocabulary.rank(key, column.name.rpartition("/")[2])


_NEEDED = {"project": {"title"}, "matter": {"title"}, "visit": {"date"}, "owner": {"name"}}


def _column(key: str, at: int, path: tuple[str, ...], name: str, given: Map, plan: int) -> Column:
    for said in (name, path[-1]):
        if (target := given.get(normal(said))) is not None:
            noun_key, _dot, field = target.rpartition(".")
            if noun_key in ("", key) and (field in noun(key).fields or field in ROLES or field in (KEEP, PERIOD)):
                return Column(at, name, field, words=path[-1] if field == PERIOD else "")
    if key == "project" and (stretch := _stretch(path, plan)):
        return Column(at, name, PERIOD, stretch, is_actual(path[-1]))
    for form in _forms(path):
        if (found := vocabulary.lookup(key, form)) is not None:
            return Column(at, name, found)
    return Column(at, name, KEEP)


def _forms(path: tuple[str, ...]) -> list[str]:
    """The ways in which headings above each other may be meant: the lowest, and it with what stands above."""
    leaf, top = path[-1], path[0]
    return [leaf, *([leaf + top, top + leaf, top] if len(path) > 1 else [])]


def _stretch(path: tuple[str, ...], plan: int) -> str | None:
    """The stretch of time that a column is for: in its lowest heading, or above one for what was done in it."""
    year = next(
        (part.strip() for part in path if part.strip().rstrip("年度").isdecimal() and len(part.strip()) < 7), ""
    )
    for part in reversed(path):
        if (words := period(part, plan)) is not None:
            return f"{year.rstrip('年度')}年{words}" if year and "20" not in words and not words.isascii() else words
    return None


def _settled(columns: list[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """A column of codes that are only 1, 2, 3 is the number of the row."""
    found = []
    for column in columns:
        cells = [row[column.at] for row in rows if column.at < len(row) and row[column.at]]
        if column.key == "code" and cells and all(cell.isdecimal() and len(cell) <= 4 for cell in cells):
            column = column._replace(key="row")
        found.append(column)
    return found


def _score(layout: Layout) -> float:
    """How well a noun explains the columns."""
    keys = {column.key for column in layout.columns if not column.guessed}
    known = sum(column.key != KEEP for column in layout.columns) + 0.1 * len(keys)
    if layout.noun == "matter" and keys & {"units", "measures", "due", "state"}:
        names = "".join(column.name for column in layout.columns)
        return known + (4 if "整改" in names or "销号" in names or "Finding" in names else -4)
    if layout.noun == "visit":
        return known + (5 if "owner" in keys or "visitors" in keys or "form" in keys else -10)
    if layout.noun == "owner":
        return known - 1 if keys & {"short_name", "other_names", "kind", "parent", "contact"} else known - 10
    return known
