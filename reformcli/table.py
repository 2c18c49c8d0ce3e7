"""Table: the one neutral result that every reading command makes and every format renders."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from reformcli.timeline import Lane, Scale

Cell: TypeAlias = "str | int | float | bool | date | tuple[str, ...] | Lane | None"
Row: TypeAlias = tuple[Cell, ...]


class Code(str):
    """A code in a column that also holds free text: people see its word, the free text as it is.

    `word` is the word of one that means something else in other rows of its column; else the column has the words.
    """

    word: str | None

    def __new__(cls, code: str, word: str | None = None) -> "Code":
        """The code, with its own word where it has one."""
        made = super().__new__(cls, code)
        made.word = word
        return made


class Shape(StrEnum):
    """What a column's cells are: decides alignment and how machines and people see a value."""

    TEXT = "text"  # str
    NUMBER = "number"  # int or float
    DATE = "date"  # datetime.date
    FLAG = "flag"  # bool
    LIST = "list"  # tuple[str, ...]
    SHARE = "share"  # float from 0 to 1, shown as per cent and a bar
    OBJECT = "object"  # str that is JSON already
    LANE = "lane"  # Lane, drawn against the table's scale


class Column(NamedTuple):
    """A column. `key` is stable and never translated; `label` and `help` are sentences to translate.

    `words` translate coded values (a light, a state) for people; machines get the code. In a `main` column, which holds
    free text, only a Code is one. `detail` marks a column that a narrow screen may put below the row; `main` the one it
    is put below. A `passage` is long text: a narrow screen puts it below the row over the whole width, and the details
    with it. `blank` is what people see in an empty cell. An `open` column is room to write by hand: a paper has it
    though all its cells are empty.
    `places` is how many decimals numbers are shown with; 0 for as many as they have.
    """

    key: str
    label: str
    help: str
    shape: Shape = Shape.TEXT
    words: Mapping[str, str] | None = None
    detail: bool = False
    main: bool = False
    blank: str = ""
    open: bool = False
    passage: bool = False
    places: int = 0


class Table(NamedTuple):
    """Rows under columns. `rows` may be read only once.

    `title` and `notes` are translated; `section` is the key of the column by which people's formats put rows under
    headings; `empty` is what to tell a person when there is no row. A chart has a `scale` for its lanes, or columns
    whose equal neighbours are `merged` into one cell, each within the column named before it. `delimited`, where there
    is one, gives the rows ready-made as lines of CSV, many joined by newlines at a time, which spares building each
    cell. A `titled` one is hung up or signed, so that plain text and the screen begin with its title too. `tally` says
    of the rows of a part, under the columns that the part has, what stands beside its heading.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    section: str | None = None
    notes: tuple[str, ...] = ()
    empty: str = ""
    delimited: Callable[[], Iterator[str]] | None = None
    scale: "Scale | None" = None
    merged: tuple[str, ...] = ()
    titled: bool = False
    tally: Callable[[Sequence[Column], Iterable[Row]], str] | None = None

    @property
    def is_chart(self) -> bool:
        """Whether it is drawn rather than listed where a format can draw."""
        return self.scale is not None or bool(self.merged)

    def position(self, key: str) -> int:
        """Where the column `key` stands among the columns, from 0."""
        return next(position for position, column in enumerate(self.columns) if column.key == key)


def row(columns: Sequence[Column], **cells: Cell) -> Row:
    """A row of cells by the keys of `columns`, None where none is given. Raises TypeError for a key that none has."""
    made = tuple(cells.pop(column.key, None) for column in columns)
    if cells:
        raise TypeError(f"no such column: {', '.join(cells)}")
    return made
