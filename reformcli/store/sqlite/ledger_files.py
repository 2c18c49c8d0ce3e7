"""The ledger as a file: who may read it, what must not stand in its place, who holds its lock."""

import os
import stat
from pathlib import Path

from reformcli.errors import LedgerMissing, LedgerReadOnly, NotALedger, UnsafeFile, reason
from reformcli.i18n import _
from reformcli.resources import make_folder

NETWORK_TYPES = ("nfs", "cifs", "smb", "fuse.", "9p", "afs", "ceph", "glusterfs", "lustre", "ncpfs")
"""Beginnings of the file system types that are reached over a network or through a user's program. SQLite's own advice
is against such places: their locks may not hold. `fuseblk` is a local disk."""


def prepare(path: Path) -> None:
    """Make the file (0600, whatever the umask) and its folders (0700) where they are missing."""
    try:
        make_folder(path.parent)
        handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        raise LedgerReadOnly(
            _("The ledger cannot be made: {why}.", why=reason(error)),
            where=str(path),
            hint=_("Name another place with --db."),
        ) from None
    try:
        os.fchmod(handle, 0o600)
    finally:
        os.close(handle)


def inspect(path: Path, *, allow_network: bool, damaged: bool = False) -> None:
    """Raise where `path` is missing, is no ordinary file or no database, or lies on a network folder not allowed.

    With `damaged` it need not be a database: a ledger that is replaced may no longer be one.
    """
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise LedgerMissing(
            _("There is no ledger here."), where=str(path), hint=_("Make one with `reform init`, or name it with --db.")
        ) from None
    except OSError as error:
        raise UnsafeFile(_("The ledger cannot be reached: {why}.", why=reason(error)), where=str(path)) from None
    for beside in (path, Path(f"{path}-journal")):
        if beside.is_symlink():
            raise UnsafeFile(
                _("This is a symbolic link, which could lead a record astray."),
                where=str(beside),
                hint=_("Name the file itself with --db."),
            )
    if not stat.S_ISREG(mode):
        raise UnsafeFile(_("This is not an ordinary file."), where=str(path), hint=_("Name a ledger with --db."))
    if not damaged and not _begins_as_sqlite(path):
        raise not_a_ledger(path)
    if not allow_network and (kind := network_type(path, _mounts())):
        raise UnsafeFile(
            _("The ledger lies on a network folder ({kind}), where locks may not hold.", kind=kind),
            where=str(path),
            hint=_("Move it to a local disk, or set network_mounts to yes."),
        )


def version_of(path: Path) -> tuple[int, ...] | None:
    """What differs once the file was written to or replaced; None where there is none.

    The file is looked at, not opened: closing it would drop the locks that another thread of this process holds on it.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


def not_a_ledger(path: Path) -> NotALedger:
    """The error for a file that is something else."""
    return NotALedger(
        _("This file is not a ledger of reform; it was not touched."),
        where=str(path),
        hint=_("Name a ledger with --db, or make one elsewhere with `reform init --db FILE`."),
    )


def _begins_as_sqlite(path: Path) -> bool:
    """Whether the file is empty or begins as SQLite's do: SQLite itself takes a very short file for an empty one."""
    try:
        with path.open("rb") as file:
            return file.read(16) in (b"", b"SQLite format 3\0")
    except OSError as error:
        raise UnsafeFile(_("The ledger cannot be reached: {why}.", why=reason(error)), where=str(path)) from None


def network_type(path: Path, mounts: str) -> str | None:
    """The type of the network file system that `path` lies on, or None; `mounts` is the text of /proc/self/mounts."""
    best, kind = -1, ""
    target = os.path.realpath(path)
    for line in mounts.splitlines():
        fields = line.split(" ")
        point = fields[1].replace("\\040", " ")
        if len(point) > best and (target == point or target.startswith(point.rstrip("/") + "/")):
            best, kind = len(point), fields[2]
    return kind if kind.startswith(NETWORK_TYPES) else None


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(errors="replace")
    except OSError:
        return ""


def lock_holder(path: Path) -> str | None:
    """Which process holds a lock on `path`, as `PID (name)`, where the system tells."""
    try:
        inode = str(path.stat().st_ino)
        locks = Path("/proc/locks").read_text()
    except OSError:
        return None
    for line in locks.splitlines():
        fields = line.split()
        if "->" not in fields and len(fields) > 5 and fields[5].rpartition(":")[2] == inode:
            pid = fields[4]
            if pid != str(os.getpid()) and pid.isdecimal() and int(pid) > 0:
                return f"{pid} ({_process_name(pid)})"
    return None


def _process_name(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text(errors="replace").strip()
    except OSError:
        return "?"
