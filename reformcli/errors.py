"""Everything that can go wrong, as classes with a stable code and an exit status.

A message says what, where and what to try, as one line for the person who has to act. The sentences are composed where
the fault is found, already in the reader's language; `cli` alone prints them.
"""

import errno
from enum import IntEnum

from reformcli.i18n import _, mark

_REASONS = {
    errno.ENOENT: mark("there is no such file or folder"),
    errno.EACCES: mark("it is not permitted"),
    errno.EPERM: mark("it is not permitted"),
    errno.EISDIR: mark("it is a folder"),
    errno.ENOTDIR: mark("a part of the path is no folder"),
    errno.EEXIST: mark("it is there already"),
    errno.ENOSPC: mark("there is no room left"),
    errno.EROFS: mark("that place can only be read"),
    errno.ENAMETOOLONG: mark("the name is too long"),
}
"""What the system says most often of files, in words that have a translation."""


def reason(error: OSError) -> str:
    """Why the system could not do what was asked of it with a file."""
    words = _REASONS.get(error.errno or 0)
    return _(words) if words else error.strerror or str(error)


class Status(IntEnum):
    """Exit statuses of the program."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    OVERDUE = 3
    FAULTS = 4
    INTERRUPTED = 130


class ReformError(Exception):
    """A fault with words for a person.

    `what` says what is wrong, `where` names the place (file, row, field), `hint` what to try. `code` is stable and
    never translated; `meaning` describes the class in the reference page.
    """

    code = "failed"
    status = Status.FAILED
    meaning = mark("Something failed that has no class of its own.")

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def line(self) -> str:
        """The whole message on one line: where, what, hint, the last two with their full stops."""
        line = f"{self.where}: {self.what}" if self.where else self.what
        if not self.hint:
            return line
        is_chinese = line.endswith(("。", "？"))
        stop = "" if self.hint.endswith((".", "?", "。", "？")) else "。" if is_chinese else "."
        return f"{line}{'' if is_chinese else ' '}{self.hint}{stop}"


class UsageError(ReformError):
    code = "usage"
    status = Status.USAGE
    meaning = mark("The command line does not say what to do: an unknown command, option or missing argument.")


class BadValue(ReformError):
    code = "bad-value"
    status = Status.USAGE
    meaning = mark("A value that its field cannot hold; nothing was written.")


class BadDate(BadValue):
    code = "bad-date"
    meaning = mark("Words that are not read as a date; nothing was written.")


class NotFound(ReformError):
    code = "not-found"
    meaning = mark("No such thing in the ledger.")


class UnknownOwner(NotFound):
    code = "unknown-owner"
    meaning = mark("A name that is close to a known owner, or that several owners share.")


class NotPossible(ReformError):
    code = "not-possible"
    meaning = mark("The thing is there, but its state does not allow what was asked.")


class Conflict(ReformError):
    code = "conflict"
    meaning = mark("Somebody changed the same record in the meantime; nothing was written.")


class NeedsConfirmation(ReformError):
    code = "needs-confirmation"
    status = Status.USAGE
    meaning = mark("A question that only a person at a terminal, or --yes, can answer.")


class LedgerMissing(ReformError):
    code = "ledger-missing"
    meaning = mark("There is no ledger at the place that was named.")


class NotALedger(ReformError):
    code = "not-a-ledger"
    meaning = mark("The file is something other than a ledger of reform; it was not touched.")


class NewerLedger(ReformError):
    code = "newer-ledger"
    meaning = mark("The ledger was written by a newer reform; it was not touched.")


class UnsafeFile(ReformError):
    code = "unsafe-file"
    meaning = mark("A symbolic link, a device or a network folder stands where the ledger should be.")


class LedgerBusy(ReformError):
    code = "ledger-busy"
    meaning = mark("Another program kept the ledger locked for too long.")


class LedgerReadOnly(ReformError):
    code = "ledger-read-only"
    meaning = mark("The ledger or its folder cannot be written.")


class DiskFull(ReformError):
    code = "disk-full"
    meaning = mark("The disk is full; nothing was written.")


class LedgerDamaged(ReformError):
    code = "ledger-damaged"
    meaning = mark("The file is not whole as a database.")


class BadFile(ReformError):
    code = "bad-file"
    meaning = mark(
        "A file that cannot be read or written, or is not in the shape that was expected; nothing was written."
    )


class BadSetting(ReformError):
    code = "bad-setting"
    status = Status.USAGE
    meaning = mark("A setting that is unknown or has a value that it cannot hold.")


class BadRules(BadValue):
    code = "bad-rules"
    meaning = mark("Rules with keys that there are not, values that cannot be, or holes; nothing was written.")


ERRORS: tuple[type[ReformError], ...] = (
    ReformError,
    UsageError,
    BadValue,
    BadDate,
    NotFound,
    UnknownOwner,
    NotPossible,
    Conflict,
    NeedsConfirmation,
    LedgerMissing,
    NotALedger,
    NewerLedger,
    UnsafeFile,
    LedgerBusy,
    LedgerReadOnly,
    DiskFull,
    LedgerDamaged,
    BadFile,
    BadSetting,
    BadRules,
)
