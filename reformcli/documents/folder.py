"""The folder of forms: names that no two forms share, and the forms that came back to it.

What was sent to whom, and who answered, stands in the ledger, so that forms may come back to any folder.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from reformcli.documents.returned import read
from reformcli.errors import BadFile, reason
from reformcli.i18n import _
from reformcli.model.form import Returned

_NO_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069/\\:*?"<>|]')
_MOST_BYTES = 240
"""Bytes of UTF-8 that a file's name may have: systems take 255, and what mails and copies add must fit too."""

_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))))
"""Names that Windows keeps for itself, whatever follows them after a dot."""


class Back(NamedTuple):
    """A file that came back: its hash, the form that it is, or why it cannot be read; neither for another workbook."""

    path: Path
    hash: str
    returned: Returned | None
    fault: BadFile | None


class FormsFolder:
    """A folder of forms. `write` puts a file there, whole or not at all."""

    def __init__(self, path: Path, write: Callable[[Path, bytes], None]) -> None:
        self.path = path
        self._write = write
        self._used: dict[str, str] | None = None

    def name_for(self, owner: str, day: date, own: Collection[str]) -> str:
        """A name for an owner's form that no other file has, capital or small; `own` are the hashes of forms sent to
        the same owner, of which one that nobody touched may be replaced."""
        used = self._names()
        stem, number = stem_of(owner), 1
        while True:
            ending = f"-{day}.xlsx" if number == 1 else f"-{day}-{number}.xlsx"
            name = f"{cut_stem(stem, ending)}{ending}"
            present = used.get(_comparable(name))
            if present is None or (present and self._hash(present) in own):
                used[_comparable(name)] = ""
                return present or name
            number += 1

    def save(self, name: str, data: bytes) -> None:
        """Write a form."""
        self._write(self.path / name, data)

    def _names(self) -> dict[str, str]:
        """The names of the files that are there, by the way in which they are compared; blank for one given away."""
        if self._used is None:
            there = self.path.iterdir() if self.path.is_dir() else ()
            self._used = {_comparable(path.name): path.name for path in there}
        return self._used

    def _hash(self, name: str) -> str:
        try:
            return hash_of((self.path / name).read_bytes())
        except OSError:
            return ""

    def back(self) -> Iterator[Back]:
        """The workbooks in the folder, in the order of their names. Raises BadFile where there is no such folder."""
        if not self.path.is_dir():
            raise BadFile(_("There is no such folder."), where=str(self.path))
        for path in self._visible():
            if not _is_workbook(path):
                continue
            try:
                data = path.read_bytes()
            except OSError as error:
                fault = BadFile(_("This file cannot be read: {why}.", why=reason(error)), where=str(path))
                yield Back(path, "", None, fault)
                continue
            try:
                yield Back(path, hash_of(data), read(data, str(path)), None)
            except BadFile as error:
                yield Back(path, hash_of(data), None, error)

    def unread(self) -> Sequence[str]:
        """The names of files and folders there that are no workbook, in which a form may have come back too."""
        return [path.name for path in self._visible() if not _is_workbook(path)]

    def _visible(self) -> Sequence[Path]:
        """What a person sees in the folder, in the order of the names; programs keep their own files under a dot."""
        return [path for path in sorted(self.path.iterdir()) if not path.name.startswith((".", "~$"))]


def _is_workbook(path: Path) -> bool:
    """Whether a path is a file that a form can have come back in."""
    return path.suffix.lower() == ".xlsx" and path.is_file()


def stem_of(name: str) -> str:
    """A name as that of a file, without its ending, that every system takes."""
    stem = _NO_NAME.sub("_", unicodedata.normalize("NFC", name)).strip(". ") or "owner"
    return f"_{stem}" if _comparable(stem.partition(".")[0].strip()) in _DEVICES else stem


def cut_stem(stem: str, ending: str) -> str:
    """As much of a file's name as its ending leaves room for."""
    return _cut(stem, _MOST_BYTES - len(ending.encode()))


def hash_of(data: bytes) -> str:
    """The hash by which a form is known again."""
    return sha256(data).hexdigest()


def _comparable(name: str) -> str:
    """A file's name as file systems compare it that take no notice of capitals, or of how accents are written."""
    return unicodedata.normalize("NFKC", name).casefold()


def _cut(text: str, most: int) -> str:
    """As much of a text as `most` bytes of UTF-8 hold."""
    return text.encode(errors="ignore")[:most].decode(errors="ignore").rstrip(". ") or "owner"
