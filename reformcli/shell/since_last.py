"""What a report told last time, kept in a file for each reader, so that only what is new is told.

The file is replaced only once the answer is out: an answer that is lost is told again.
"""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reformcli.errors import BadFile, UsageError, reason
from reformcli.i18n import _, mark
from reformcli.settings import state_folder
from reformcli.shell.options import NEWS, Shared
from reformcli.shell.run import Context
from reformcli.table import Table

if TYPE_CHECKING:
    from reformcli.reports.delta import Cells, Delta, Told

OPTIONS = tuple(
    option._replace(section=NEWS)
    for option in (
        Shared(
            "changed_since_last",
            ("--changed-since-last",),
            mark("Only what is new, worse or cleared since this was last asked; nothing where nothing is."),
        ),
        Shared("for", ("--for",), mark("Whose last time is meant; each has a memory of its own."), "TEXT"),
        Shared("peek", ("--peek",), mark("Remember nothing: the next time tells the same again.")),
        Shared(
            "memory",
            ("--memory",),
            mark("The file that remembers; one in the user's state folder unless given."),
            "FILE",
        ),
    )
)

_KEYS = tuple(option.name for option in OPTIONS)
_FORMAT = 1
_APART = ("by", "as_known")
"""Options that show other rows, or another ledger, than those that are remembered."""


class _Asked(NamedTuple):
    """Which memory is meant: of a report, with these filters and options, for a reader."""

    report: str
    filters: Mapping[str, Any]
    options: Mapping[str, str]
    reader: str


def asked(typed: Mapping[str, str]) -> bool:
    """Whether only what is new is asked for. Raises UsageError for options that go with that alone."""
    if _KEYS[0] in typed:
        return True
    for option in OPTIONS[1:]:
        if option.name in typed:
            raise UsageError(
                _("{flag} goes with --changed-since-last only.", flag=option.flags[0]), hint=_("Leave it out.")
            )
    return False


class SinceLast:
    """What one run tells of a report, and what it remembers of it."""

    def __init__(self, context: Context, report: str) -> None:
        given = dict(context.choices.options)
        for key in _APART:
            if key in given:
                flag = "--" + key.replace("_", "-")
                raise UsageError(
                    _("{flag} and --changed-since-last do not go together.", flag=flag),
                    hint=_("Leave one of them out."),
                )
        options = {key: text for key, text in given.items() if key not in (*_KEYS, "exit_code", "with_hash")}
        self._context = context
        self._asked = _Asked(report, context.choices.filters, options, given.get("for", ""))
        self._is_kept = "peek" not in given
        self._path = Path(given["memory"]) if "memory" in given else self._usual_path()

    def delta(self, table: Table, rows_by: Sequence[str]) -> "Delta":
        """What changed since the last time. Raises BadFile for a memory that cannot be one of this report."""
        from reformcli.reports.delta import changed

        return changed(table, rows_by, self._read(), self._context.rules.changed)

    def keep(self, rows: "Sequence[Cells]") -> None:
        """Remember `rows`, once the answer is out. Raises BadFile where the file cannot be written."""
        if not self._is_kept:
            return
        import json

        from reformcli.output.files import atomic, made_folder

        sys.stdout.flush()
        made_folder(self._path.parent)
        memory = {
            "format": _FORMAT,
            **self._identity(),
            "day": self._context.today.isoformat(),
            "history": self._context.ledger.newest()[1],
            "rows": list(rows),
        }
        with atomic(self._path) as file:
            json.dump(memory, file, ensure_ascii=False)

    def _usual_path(self) -> Path:
        import json
        from hashlib import sha256

        words = json.dumps([str(self._context.path.resolve()), self._identity()], sort_keys=True)
        return Path(state_folder(self._context.environ)) / f"told-{sha256(words.encode()).hexdigest()[:24]}.json"

    def _identity(self) -> dict[str, Any]:
        """What a memory must agree with."""
        return {
            "report": self._asked.report,
            "filters": {
                key: list(value) if isinstance(value, tuple) else value for key, value in self._asked.filters.items()
            },
            "options": dict(self._asked.options),
            "for": self._asked.reader,
        }

    def _read(self) -> "Told | None":
        """What was told last; None the first time."""
        import json

        from reformcli.reports.delta import Told

        try:
            memory = json.loads(self._path.read_text(encoding="utf-8"))
            told = Told(date.fromisoformat(memory["day"]), [dict(cells) for cells in memory["rows"]])
            known = {key: memory[key] for key in self._identity()}
            history = str(memory["history"])
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unfit(_("The memory cannot be read: {why}.", why=reason(error))) from None
        except (ValueError, KeyError, TypeError):
            raise self._unfit(_("This is no memory of a report.")) from None
        if known != self._identity():
            raise self._unfit(_("This memory is of another report, other filters or another reader."))
        if history and self._context.books.position(history) is None:
            raise self._unfit(_("This memory is of another ledger, or of one that was cut off."))
        if told.day > self._context.today:
            raise self._unfit(_("This memory is of {day}, which is later than today.", day=told.day))
        return told

    def _unfit(self, what: str) -> BadFile:
        return BadFile(
            what, where=str(self._path), hint=_("Delete it, so that all is new, or name another with --memory.")
        )
