"""JSON: one array of objects, keys in the order of the columns, nulls printed; of a paper one object, its fields."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO, Any

from reformcli.document import Document, Value
from reformcli.model.noun import EXPORT_FORMAT
from reformcli.output import Options
from reformcli.output.files import head
from reformcli.table import Cell, Column, Shape, Table
from reformcli.timeline import Lane

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_UNWANTED = "[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"


def write(table: Table, out: IO[str], options: Options) -> None:
    """Write `table`; an empty array where there is no row."""
    separator = "["
    for text in objects(table):
        out.write(f"{separator}\n  {text}")
        separator = ","
    out.write("[]\n" if separator == "[" else "\n]\n")


def write_document(document: Document, out: IO[str], options: Options) -> None:
    """Write the fields of a paper as one object, a field a line; Tables as arrays of objects."""
    fields = {"paper": document.name, **document.fields}
    lines = (f"  {encode(key)}: {encode(_plain(value))}" for key, value in fields.items())
    out.write("{\n" + ",\n".join(lines) + "\n}\n")


def write_all(tables: Iterable[Table], out: IO[str]) -> None:
    """Write several tables as one object: the version of its shape, then an array for each by its name."""
    out.write(f'{{"format": {EXPORT_FORMAT}')
    for table in tables:
        out.write(f',\n"{table.name}": [')
        for position, text in enumerate(objects(table)):
            out.write(f"{',' if position else ''}\n  {text}")
        out.write("\n]")
    out.write("\n}\n")


def is_ours(path: Path, table: Table | None) -> bool:
    """Whether a file begins as `write` begins: an array that is empty, or whose first object has the table's keys."""
    text = head(path)
    return text.strip() == "[]" or (text.startswith("[\n") and has_keys(text[2:], table))


def is_whole(path: Path) -> bool:
    """Whether a file begins as `write_all` begins."""
    return head(path).startswith('{"format": ')


def has_keys(text: str, table: Table | None) -> bool:
    """Whether the first line of a text is an object with the keys of a table, in their order."""
    try:
        first = json.loads(text.partition("\n")[0].rstrip(","))
    except ValueError:
        return False
    return table is not None and isinstance(first, dict) and list(first) == [column.key for column in table.columns]


def objects(table: Table, **first: str) -> Iterator[str]:
    """Each row as a JSON object on one line, which begins with the keys of `first`."""
    for cells in _objects(table):
        yield encode({**first, **cells})


def _objects(table: Table) -> Iterator[dict[str, Any]]:
    for row in table.rows:
        yield {column.key: _value(cell, column) for cell, column in zip(row, table.columns, strict=True)}


def _plain(value: Value) -> Any:
    """A field of a paper as JSON has it."""
    if isinstance(value, Table):
        return list(_objects(value))
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    return [_plain(part) for part in value]


def encode(value: Any) -> str:
    """`value` as JSON on one line, without characters that could steer a terminal."""
    text = _ENCODER.encode(value)
    return text if text.isprintable() else re.sub(_UNWANTED, lambda found: f"\\u{ord(found.group()):04x}", text)


def lane_object(lane: Lane) -> dict[str, Any]:
    """A lane as an object: its days, its light, its marks."""
    return {
        "start": lane.start and lane.start.isoformat(),
        "due": lane.due and lane.due.isoformat(),
        "light": lane.light,
        "marks": [one._asdict() | {"day": one.day.isoformat()} for one in lane.marks],
    }


def _value(cell: Cell, column: Column) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    if column.shape is Shape.OBJECT and isinstance(cell, str):
        return json.loads(cell)
    if isinstance(cell, Lane):
        return lane_object(cell)
    if isinstance(cell, tuple):
        return list(cell)
    return int(cell) if isinstance(cell, float) and cell == int(cell) and column.shape is not Shape.SHARE else cell
