"""One run of `reform import`: records are read, answered about, sifted, shown or written."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from reformcli.errors import BadFile, BadValue, ReformError
from reformcli.i18n import _, joined, mark
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.dialogue.saying import gist, understood
from reformcli.merging.approved import Permission
from reformcli.merging.merger import Merger, Tell
from reformcli.merging.record import Count, Doubt, Outcome, Record
from reformcli.merging.sift import Refused, RowKey, sift, taken
from reformcli.model.ledger import Ledger
from reformcli.model.noun import noun
from reformcli.model.nouns import listed_nouns
from reformcli.model.project import Project
from reformcli.shell.import_answers import Interview
from reformcli.shell.importing import strictly, with_a_way_on, without_garbage_collection
from reformcli.shell.new_owners import NewNames, checked
from reformcli.shell.preview import doubted, preview
from reformcli.shell.run import Context
from reformcli.shell.title_watch import TitleWatch, doubts_about
from reformcli.shell.typed import entry
from reformcli.verbs.owners import OwnerBook

_MOST_TOLD = 40


class PreviewParts(NamedTuple):
    """What of a preview is shown: each row, the doubts alone."""

    rows: bool
    doubts_alone: bool


class Chosen(NamedTuple):
    """The records to take, and the rows that cannot be taken."""

    records: Iterable[Record]
    refused: Sequence[Refused]


class ImportRun:
    """One run of `reform import` into a ledger. `read` yields the records of the files, and does so again where it is
    called again; `intake` is told how. With a `permission` due dates may move; where it is `partial`, rows that can be
    taken are taken without the others.

    `changed` is what has become of what was there.
    """

    def __init__(
        self,
        context: Context,
        ledger: Ledger,
        intake: Intake,
        read: Callable[[], Iterator[Record]],
        permission: Permission | None,
        *,
        partial: bool,
    ) -> None:
        self._context = context
        self._ledger = ledger
        self._intake = intake
        self._read = read
        self._permission = permission
        self._partial = partial
        self._titles = TitleWatch(lambda: ledger.find(Project))
        self._is_answered = False
        self._fresh: frozenset[str] = frozenset()
        """Names that are new owners, as a person says."""
        self._asked: Collection[str] = frozenset()
        """The doubts that were answered, in words."""
        self.changed: list[Outcome] = []

    @property
    def doubts(self) -> list[Doubt]:
        """What the files themselves leave in doubt, complete once all records were read."""
        return [*self._intake.doubts, *doubts_about(self._titles.near)]

    def show(self, parts: PreviewParts) -> None:
        """Show what the import would do: what was understood, counts, and last the doubts; row by row in other formats.

        Raises BadFile where rows would be refused, unless it is partial.
        """
        context, tables = self._context, self._intake.tables
        good, refused = sift(list(self._titles.through(self._read())), lambda: self._merger(gather=True)[0])
        book = OwnerBook(self._ledger.owners())
        outcomes: list[Outcome] = []
        merger, names = self._merger(gather=True, book=book, tell=outcomes.append)
        for _change in merger.changes(good):
            pass
        doubts = [*self.doubts, *merger.doubts, *(Doubt(near.place, near.key, near.what) for near in names.near)]
        owners = {**self._ledger.names(), **{owner.number: owner.name for owner in book.added}}
        if parts.doubts_alone:
            context.show(doubted(doubts, refused, for_people=context.is_for_people))
        elif context.is_for_people:
            if tables:
                context.show(understood(tables))
            if parts.rows or not tables:
                context.show(preview(outcomes, (), () if tables else refused, owners))
            _say_all(context, (*self._intake.notes, *merger.notes, *_would(merger)))
            if doubts or (refused and tables):
                context.show(doubted(doubts, refused if tables else (), for_people=True))
        else:
            context.show(preview(outcomes, doubts, refused, owners))
            _say_all(context, (*self._intake.notes, *self._gists(), *merger.notes, *_would(merger)))
        if refused and not self._partial:
            raise BadFile(
                _("Rows that cannot be taken: {n}.", n=len(refused)),
                where=str(refused[0].record.place),
                hint=_("Correct them, or give --accept-partial. The first: {why}", why=refused[0].why),
            )

    def choose(self, interview: Interview | None) -> Chosen:
        """What to take: as a person answers in an interview, else what can be read safely. Only partial and strict
        imports look for rows that cannot be taken before they write.

        Raises the fault of the first of these where the rest are not to be taken without it.
        """
        strict = self._context.choices.strict
        records: Iterable[Record]
        if interview is not None:
            self._is_answered = True
            try:
                records, self._fresh = interview.records(
                    self._read, self._ledger, lambda: self._merger(gather=True), partial=self._partial
                )
            except ReformError as error:
                raise self._with_all_faults(error) from None
            self._asked = interview.asked
        else:
            records = self._titles.through(self._read())
        if interview is None and strict:
            records = list(records)
            records = strictly(records, self.doubts)
        if not (self._partial or strict):
            return Chosen(records, ())
        good, refused = sift(list(records), lambda: self._merger(gather=False)[0], strict=strict)
        if refused and not self._partial:
            raise self._told_of(refused)
        return Chosen(good, refused)

    def write(self, records: Iterable[Record]) -> Merger:
        """Write what the records bring into the ledger, all or nothing. Raises what is wrong with them."""
        merger, names = self._merger(gather=not self._is_answered, tell=self._note)
        try:
            with without_garbage_collection():
                self._context.apply("import", checked(merger.changes(records), names), echo=False)
        except ReformError as error:
            raise self._with_all_faults(error, records) from None
        return merger

    def _with_all_faults(self, error: ReformError, records: Iterable[Record] = ()) -> ReformError:
        """What to raise once an error has ended the import: where it is of a row, those of other rows are told, too."""
        if not (isinstance(error, BadValue) and error.where):
            return error
        return self._told_of(self._refused(records), error)

    def _refused(self, records: Iterable[Record]) -> list[Refused]:
        """Every row that cannot be taken of records that are kept, else of the files, which are read again for that."""
        refused: dict[RowKey, Refused] = {}
        with suppress(ReformError):
            again = records if records and isinstance(records, Sequence) else self._read()
            for _record in taken(again, self._merger(gather=True)[0], refused):
                pass
        return list(refused.values())

    def _told_of(self, refused: Sequence[Refused], first: ReformError | None = None) -> ReformError:
        """What to raise for rows that cannot be taken, of which there may be only a `first` one: where there are
        several, each is told, and what is raised counts them."""
        first = first or refused[0].fault
        if len(refused) < 2:
            return with_a_way_on(first)
        for each in refused[:_MOST_TOLD]:
            self._context.warn(_("{place}: {reason}", place=each.record.place, reason=each.why))
        if len(refused) > _MOST_TOLD:
            self._context.warn(_("And {n} more rows; see --dry-run --doubts.", n=len(refused) - _MOST_TOLD))
        return type(first)(
            _("{n} rows cannot be taken; nothing was written.", n=len(refused)),
            where=refused[0].record.place.file,
            hint=_("Correct them; --accept-partial takes the other rows."),
        )

    def tell(self, merger: Merger) -> None:
        """Say how the lists were read, what was done unasked, and what is doubtful, but for what was asked about."""
        gists = () if self._is_answered else self._gists()
        _say_all(self._context, (*self._intake.notes, *gists, *merger.notes))
        for warning in (*map(str, self.doubts), *merger.warnings):
            if warning not in self._asked:
                self._context.warn(warning)

    def _gists(self) -> Iterator[str]:
        """How each list was read, in a few sentences."""
        return (line for table in self._intake.tables for line in gist(table))

    def _note(self, outcome: Outcome) -> None:
        # What a row above adds has no number yet, and that it is the same is among the merger's notes.
        if outcome.before is not None and outcome.before.uid and outcome.before != outcome.after:
            self.changed.append(outcome)

    def _merger(
        self,
        *,
        gather: bool,
        book: OwnerBook | None = None,
        tell: Tell | None = None,
    ) -> tuple[Merger, NewNames]:
        """What merges records that have not been seen, and what asks about the names in them or collects them."""
        book = OwnerBook(self._ledger.owners()) if book is None else book
        names = NewNames(self._context, book, gather=gather, fresh=self._fresh)
        names.merger = Merger(self._ledger, entry(self._context), book, names, tell, self._permission)
        return names.merger, names


def _say_all(context: Context, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        context.say(sentence)


def counts_of(merger: Merger) -> list[tuple[str, Count]]:
    """How many rows of each noun were met, in the order of nouns."""
    return [(listed.key, merger.counts[listed.key]) for listed in listed_nouns() if listed.key in merger.counts]


def _would(merger: Merger) -> Iterator[str]:
    """How many rows of each noun would be added, changed and left, a sentence each."""
    counts = counts_of(merger)
    for sentence, numbers in (
        (mark("Would add: {counts}."), [(key, count.added) for key, count in counts]),
        (mark("Would change: {counts}."), [(key, count.changed) for key, count in counts]),
        (mark("Unchanged: {counts}."), [(key, count.unchanged) for key, count in counts]),
    ):
        if parts := [f"{_(noun(key).label)} {number}" for key, number in numbers if number]:
            yield _(sentence, counts=joined(parts))
