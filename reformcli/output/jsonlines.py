"""NDJSON: one JSON object a line, as it is read."""

from collections.abc import Mapping
from typing import IO

from reformcli.output import Options
from reformcli.output.jsontext import objects
from reformcli.table import Table


def write(table: Table, out: IO[str], options: Options) -> None:
    """Write `table`; nothing where there is no row."""
    for text in objects(table):
        out.write(f"{text}\n")


def write_all(tables: Mapping[str, Table], out: IO[str]) -> None:
    """Write several tables, each object saying by its `noun` which of them it is from."""
    for key, table in tables.items():
        for text in objects(table, noun=key):
            out.write(f"{text}\n")
