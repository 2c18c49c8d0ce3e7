"""How files that the program wrote are told from others: a keyword in what Office files say of themselves, the hidden
sheet of a form."""

import zlib
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

MARK = "reform"
"""The keyword, and what pages and pictures say that they were made by."""

FORM_SHEET = "_reform"
"""The sheet that holds what a form was sent with."""


def is_marked(file: Path | BinaryIO) -> bool:
    """Whether an Office file has `MARK` as its keyword. An open file is at its beginning again afterwards."""
    try:
        with ZipFile(file) as package, package.open("docProps/core.xml") as properties:
            return f"<cp:keywords>{MARK}</cp:keywords>".encode() in properties.read(1 << 16)
    except (OSError, BadZipFile, KeyError, RuntimeError, NotImplementedError, zlib.error):
        return False
    finally:
        if not isinstance(file, Path):
            file.seek(0)
