"""NDJSON: one JSON object a line, as it is read."""

from collections.abc import Mapping
from pathlib import Path
from typing import IO

from reformcli.output import Options
from reformcli.output.files import head
from reformcli.output.jsontext import has_keys, objects
from reformcli.table import Table


def write(table: Table, out: IO[str], options: Options) -> None:
    """Write `table`; nothing where there is no row."""
    for text in objects(table):
        out.write(f"{text}\n")


def is_ours(path: Path, table: Table | None) -> bool:
    """Whether the first object of a file has the table's keys."""
    return has_keys(head(path), table)


def is_whole(path: Path) -> bool:
    """Whether a file begins as `write_all` begins."""
    return head(path).startswith('{"noun": ')


def write_all(tables: Mapping[str, Table], out: IO[str]) -> None:
    """Write several tables, each object saying by its `noun` which of them it is from."""
    for key, table in tables.items():
        for text in objects(table, noun=key):
            out.write(f"{text}\n")
