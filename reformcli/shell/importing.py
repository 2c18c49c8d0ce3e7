"""What `reform import` asks of a person beside the files: strictness, an approval, a plan year; and a bar meanwhile."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import typer

from reformcli import importers
from reformcli.errors import BadDate, BadValue, ReformError, UsageError
from reformcli.i18n import _, in_sequence
from reformcli.merging.approved import Permission
from reformcli.merging.record import Doubt, Record
from reformcli.merging.sift import RowKey, row_key
from reformcli.model.extension import NOUN as EXTENSION
from reformcli.model.ledger import Ledger
from reformcli.model.noun import noun, tracked_nouns
from reformcli.shell.run import Context
from reformcli.shell.typed import entry
from reformcli.verbs.dates import Approval


def strictly(records: Sequence[Record], doubts: Sequence[Doubt]) -> Iterator[Record]:
    """The records; those that are doubted come with a fault. Raises BadValue for a doubt about a heading."""
    first_row = {
        (record.place.file, record.place.sheet, row): row_key(record)
        for record in reversed(records)
        for row in range(record.place.n, max(record.last, record.place.n) + 1)
    }
    by_row: dict[RowKey, Doubt] = {}
    for doubt in reversed(doubts):
        row = (doubt.place.file, doubt.place.sheet, doubt.place.n)
        by_row[first_row.get(row, row)] = doubt
    rows = {row_key(record) for record in records}
    general = [doubt for row, doubt in by_row.items() if row not in rows]
    if general:
        raise BadValue(
            general[0].text, where=str(general[0].place), hint=_("Say it with --map or --word, or leave out --strict.")
        )
    for record in records:
        about = by_row.get(row_key(record))
        yield record if about is None else record._replace(fault=record.fault or BadValue(about.text))


def with_a_way_on(error: ReformError) -> ReformError:
    """What is wrong with a row, with the way to take the others all the same."""
    if isinstance(error, BadValue | BadDate) and error.where:
        more = _("--accept-partial takes the other rows.")
        hint = error.hint if error.hint.endswith((".", "。", "?", "？")) else _("{hint}.", hint=error.hint)
        error.hint = in_sequence((hint, more)) if error.hint else more
    return error


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """What an import keeps in memory has no cycles; looking for some again and again takes a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def progress_bar(context: Context, paths: list[Path]) -> Iterator[importers.Progress]:
    """A bar on the terminal for files that take a while; elsewhere nothing."""
    total = sum(path.stat().st_size for path in paths if path.exists())
    if total < 1 << 20 or context.choices.quiet or not sys.stderr.isatty():
        yield lambda read: None
        return
    with typer.progressbar(length=total, label=_("Reading"), file=sys.stderr) as bar:
        yield lambda read: bar.update(read)


def nouns_of(ledger: Ledger) -> Callable[[str], str | None]:
    """What tells of which noun an identity is that calendars and lists hold: tracked work, meetings. The ledger is read
    when it is first asked."""

    @cache
    def by_uid() -> dict[str, str]:
        return {thing.uid: kind.key for kind in (*tracked_nouns(), noun("meeting")) for thing in ledger.find(kind.type)}

    return lambda uid: by_uid().get(uid)


def permission_of(
    context: Context, reason: str | None, approver: str | None, document: str | None
) -> Permission | None:
    """The approval by which due dates may move; None without --reason."""
    if (reason is None) != (approver is None):
        raise UsageError(_("A date moves for a reason and by an approval."), hint=_("Give --reason and --approved-by."))
    if reason is None or approver is None:
        return None
    return Permission(approval_of(context, reason, approver, document), earlier_too=context.choices.yes)


def approval_of(context: Context, reason: str, approver: str, document: str | None) -> Approval:
    """An approval in these words, asked for today. Raises BadValue for words that are too long."""
    reader, fields = entry(context), EXTENSION.fields
    return Approval(
        reason=reader.text(fields["reason"], reason) or "",
        approver=reader.text(fields["approver"], approver) or "",
        document=reader.text(fields["document"], document or ""),
        asked=context.today,
    )


def with_plan(context: Context, records: Iterator[Record]) -> Iterator[Record]:
    """Projects of a list that names no plan year belong to the one in force."""
    plan = ""
    for record in records:
        if record.noun == "project" and "plan" not in record.cells:
            plan = plan or str(context.plan)
            yield record._replace(cells={**record.cells, "plan": plan}, assumed=frozenset(("plan",)))
        else:
            yield record
