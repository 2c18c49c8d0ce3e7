"""What `reform import` does between reading files and writing: what merges them, what is refused, the preview."""

import gc
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import typer

from reformcli import importers
from reformcli.errors import BadDate, BadFile, BadValue, ReformError, UsageError
from reformcli.i18n import _, in_sequence, joined, mark
from reformcli.importers.sheets.intake import Intake
from reformcli.importers.sheets.saying import gist, understood
from reformcli.merging.approved import Permission
from reformcli.merging.merger import Merger
from reformcli.merging.record import Count, Doubt, Outcome, Record
from reformcli.merging.sift import RowKey, row_key, sift
from reformcli.model.extension import NOUN as EXTENSION
from reformcli.model.ledger import Ledger
from reformcli.model.noun import noun, tracked_nouns
from reformcli.model.nouns import listed_nouns
from reformcli.shell.new_owners import NewNames
from reformcli.shell.preview import doubted, preview
from reformcli.shell.run import Context
from reformcli.shell.typed import entry
from reformcli.verbs.dates import Approval
from reformcli.verbs.owners import OwnerBook


def merger_for(
    context: Context,
    ledger: Ledger,
    permission: Permission | None,
    *,
    gather: bool,
    fresh: Collection[str] = frozenset(),
) -> tuple[Merger, NewNames, list[Outcome]]:
    """What merges records into the ledger, whom it asks about names (but for `fresh` ones), and what it has changed."""
    book = OwnerBook(ledger.owners())
    names = NewNames(context, book, gather=gather, fresh=fresh)
    changed: list[Outcome] = []

    def note(outcome: Outcome) -> None:
        # What a row above adds has no number yet, and that it is the same is among the merger's notes.
        if outcome.before is not None and outcome.before.uid and outcome.before != outcome.after:
            changed.append(outcome)

    merger = names.merger = Merger(ledger, entry(context), book, names, note, permission)
    return merger, names, changed


def counts_of(merger: Merger) -> list[tuple[str, Count]]:
    """How many rows of each noun were met, in the order of nouns."""
    return [(listed.key, merger.counts[listed.key]) for listed in listed_nouns() if listed.key in merger.counts]


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


class PreviewParts(NamedTuple):
    """What of a preview is shown: each row, the doubts alone."""

    rows: bool
    doubts_alone: bool


def show_preview(
    context: Context,
    ledger: Ledger,
    records: list[Record],
    intake: Intake,
    permission: Permission | None,
    *,
    partial: bool,
    shown: PreviewParts,
) -> None:
    """Show what an import would do: what was understood, counts, and last the doubts; row by row in other formats.

    Raises BadFile where rows would be refused, unless the rest may be taken.
    """
    good, refused = sift(records, lambda: merger_for(context, ledger, permission, gather=True)[0])
    book = OwnerBook(ledger.owners())
    names = NewNames(context, book, gather=True)
    outcomes: list[Outcome] = []
    merger = names.merger = Merger(ledger, entry(context), book, names, outcomes.append, permission)
    for _change in merger.changes(good):
        pass
    doubts = [*intake.doubts, *merger.doubts, *(Doubt(near.place, near.key, near.what) for near in names.near)]
    known = {**ledger.names(), **{owner.number: owner.name for owner in book.added}}
    if shown.doubts_alone:
        context.show(doubted(doubts, refused, for_people=context.is_for_people))
    elif context.is_for_people:
        if intake.tables:
            context.show(understood(intake.tables))
        if shown.rows or not intake.tables:
            context.show(preview(outcomes, (), () if intake.tables else refused, known))
        _say_all(context, (*intake.notes, *merger.notes, *_counted(merger)))
        if doubts or (refused and intake.tables):
            context.show(doubted(doubts, refused if intake.tables else (), for_people=True))
    else:
        context.show(preview(outcomes, doubts, refused, known))
        gists = (line for table in intake.tables for line in gist(table))
        _say_all(context, (*intake.notes, *gists, *merger.notes, *_counted(merger)))
    if refused and not partial:
        raise BadFile(
            _("Rows that cannot be taken: {n}.", n=len(refused)),
            where=str(refused[0].record.place),
            hint=_("Correct them, or give --accept-partial. The first: {why}", why=refused[0].why),
        )


def _say_all(context: Context, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        context.say(sentence)


def _counted(merger: Merger) -> Iterator[str]:
    """How many rows of each noun would be added, changed and left, a sentence each."""
    counts = counts_of(merger)
    for sentence, numbers in (
        (mark("Would add: {counts}."), [(key, count.added) for key, count in counts]),
        (mark("Would change: {counts}."), [(key, count.changed) for key, count in counts]),
        (mark("Unchanged: {counts}."), [(key, count.unchanged) for key, count in counts]),
    ):
        if parts := [f"{_(noun(key).label)} {number}" for key, number in numbers if number]:
            yield _(sentence, counts=joined(parts))


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
    """What tells which noun of tracked work has an identity; the ledger is read when it is first asked."""

    @cache
    def by_uid() -> dict[str, str]:
        return {thing.uid: kind.key for kind in tracked_nouns() for thing in ledger.find(kind.type)}

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
            yield record._replace(cells={**record.cells, "plan": plan})
        else:
            yield record
