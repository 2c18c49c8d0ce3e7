"""NDJSON: one JSON object a line, as it is read."""

from typing import TextIO

from reformcli.output import Options
from reformcli.output.jsontext import objects
from reformcli.table import Table


def write(table: Table, out: TextIO, options: Options) -> None:
    """Write `table`; nothing where there is no row."""
    for text in objects(table):
        out.write(f"{text}\n")
