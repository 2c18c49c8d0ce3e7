"""Making forms: which work a form holds, and whether its owner has the same form already."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from reformcli.documents.folder import hash_of
from reformcli.documents.forms import build
from reformcli.model.form import SENT, Form, FormRow
from reformcli.model.ledger import Books
from reformcli.model.owner import Owner
from reformcli.model.sending import Sending


class Made(NamedTuple):
    """A form: the record of its sending, the file, and whether that sending is still to be recorded."""

    sending: Sending
    data: bytes
    is_new: bool


class FormMaker:
    """Makes forms like `pattern`, which says the day, by when they are to be sent back, and to whom."""

    def __init__(self, books: Books, pattern: Form) -> None:
        self._books = books
        self._pattern = pattern
        self._newest = books.newest()
        self._sendings: dict[int, list[Sending]] = {}
        for sending in books.find(Sending):
            self._sendings.setdefault(sending.owner, []).append(sending)

    def hashes(self, owner: Owner) -> Collection[str]:
        """The hashes of the forms that an owner was sent."""
        return {sending.hash for sending in self._of(owner) if sending.hash}

    def fresh(self, owner: Owner, lines: Sequence[FormRow]) -> list[FormRow]:
        """The work that is new to an owner, or has changed since the last form in which it was."""
        last: dict[str, int] = {}
        for sending in self._of(owner):
            last.update(dict.fromkeys(sending.works, sending.sequence or 0))
        return [line for line in lines if line.uid not in last or self._has_changed(line, last[line.uid])]

    def _has_changed(self, line: FormRow, since: int) -> bool:
        """Whether a line of the history after `since` says something else of what forms hold of a piece of work."""
        entries = self._books.entries(uid=line.uid)
        return any(one.sequence > since and not set(SENT).isdisjoint(one.after or {}) for one in entries)

    def make(self, owner: Owner, lines: Sequence[FormRow]) -> Made:
        """The form of an owner: the last one that it was sent, where that says the same."""
        for sending in self._of(owner)[-1:]:
            if sending.sequence and sending.date == self._pattern.day:
                same = self._built(owner, lines, sending.sequence, digest_at(self._books, sending.sequence) or "")
                if hash_of(same) == sending.hash:
                    return Made(sending, same, is_new=False)
        data = self._built(owner, lines, *self._newest)
        record = Sending(
            owner=owner.number,
            date=self._pattern.day,
            report_by=self._pattern.report_by,
            works=tuple(line.uid for line in lines),
            sequence=self._newest[0],
            hash=hash_of(data),
        )
        return Made(record, data, is_new=True)

    def _of(self, owner: Owner) -> Sequence[Sending]:
        return self._sendings.get(owner.number, ())

    def _built(self, owner: Owner, lines: Sequence[FormRow], sequence: int, digest: str) -> bytes:
        form = self._pattern._replace(owner=owner.name, owner_uid=owner.uid, lines=tuple(lines))
        return build(form._replace(sequence=sequence, digest=digest))


def digest_at(books: Books, sequence: int) -> str | None:
    """The hash of a line of the history; None where there is no such line."""
    newest, _hash = books.newest()
    line = next(books.entries(limit=newest - sequence + 1), None) if 0 < sequence <= newest else None
    return None if line is None else line.hash
