"""Files that appear whole or not at all, and what those say that stand in their place."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from reformcli.errors import BadFile, reason
from reformcli.i18n import _
from reformcli.resources import make_folder


@contextmanager
def opened(target: str | None, *, binary: bool = False) -> Iterator[IO[Any]]:
    """Where an answer goes: stdout where `target` is None or `-`, else the file `target`, whole or not at all.

    What is there and no file, such as a device or a pipe, is written into.
    """
    if target not in (None, "-") and _is_special(Path(str(target))):
        with open(str(target), "wb") if binary else open(str(target), "w", encoding="utf-8", newline="\n") as file:
            yield file
    elif target not in (None, "-"):
        with atomic(Path(str(target)), binary=binary) as file:
            yield file
    elif binary:
        sys.stdout.flush()
        yield sys.stdout.buffer
    else:
        yield sys.stdout


@contextmanager
def atomic(path: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    """A file to write (0600) that takes the name `path` when all went well: text in UTF-8 with newline line ends, or
    bytes.

    Raises BadFile where it cannot be written; what stood at `path` is then untouched.
    """
    _must_not_be_a_database(path)
    partial = path.with_name(f".{os.urandom(8).hex()}.partial")  # short, since names may be as long as can be
    try:
        handle = os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with open(handle, "wb") if binary else open(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except OSError as error:
        raise _not_writable(path, error.errno) from None
    finally:
        partial.unlink(missing_ok=True)


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


_HEAD = 1 << 16
"""Bytes from the beginning of a file by which it is known."""


def is_taken(target: str | None) -> bool:
    """Whether an answer written to the file `target` takes the place of something."""
    if target in (None, "-"):
        return False
    path = Path(str(target))
    return path.is_file() and path.stat().st_size > 0


def head(path: Path) -> str:
    """How the text in a file begins, without a byte-order mark; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD).decode("utf-8-sig", "replace")
    except OSError:
        return ""


def must_be_writable(target: str | None) -> None:
    """Raise BadFile where an answer cannot be written to the file `target`, as far as that is seen beforehand."""
    if target in (None, "-"):
        return
    path = Path(str(target))
    if _is_special(path):
        return
    if not path.parent.is_dir():
        raise _not_writable(path, errno.ENOENT)
    if path.is_dir() or not os.access(path.parent, os.W_OK):
        raise _not_writable(path, errno.EISDIR if path.is_dir() else errno.EACCES)
    _must_not_be_a_database(path)


def _not_writable(path: Path, why: int | None) -> BadFile:
    return BadFile(
        _("This file cannot be written: {why}.", why=reason(OSError(why or errno.EIO, os.strerror(why or errno.EIO)))),
        where=str(path),
        hint=_("Name another with -o."),
    )


def _must_not_be_a_database(path: Path) -> None:
    """Raise BadFile where an answer would replace a ledger, or another database."""
    try:
        with path.open("rb") as file:
            is_database = file.read(15) == b"SQLite format 3"
    except OSError:
        return
    if is_database:
        raise BadFile(
            _("This is a database, which an answer must not replace."), where=str(path), hint=_("Name another with -o.")
        )


def made_folder(path: Path) -> Path:
    """The folder `path`, made where it is missing. Raises BadFile where it cannot be."""
    try:
        make_folder(path)
    except OSError as error:
        raise BadFile(_("The folder cannot be made: {why}.", why=reason(error)), where=str(path)) from None
    return path
