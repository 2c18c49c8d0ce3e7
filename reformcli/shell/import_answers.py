"""What `reform import` does with what a person answers on a terminal."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from reformcli.errors import ReformError
from reformcli.i18n import _
from reformcli.importers.sheets.dialogue import maps
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.dialogue.maps import SavedMap
from reformcli.importers.sheets.dialogue.saying import understood
from reformcli.merging.merger import Merger
from reformcli.merging.record import Doubt, Place, Record, Way
from reformcli.merging.sift import RowKey, row_key
from reformcli.model.duty import KIND_OF_ROLE
from reformcli.model.ledger import Ledger
from reformcli.model.noun import noun
from reformcli.model.project import Project
from reformcli.shell.import_questions import Questions, about_tables
from reformcli.shell.import_reading import keep_map, maps_folder
from reformcli.shell.new_owners import NearName, NewNames
from reformcli.shell.run import Context
from reformcli.shell.title_watch import TitleWatch
from reformcli.values import split_names
from reformcli.verbs.owners import OwnerBook

MOST_ASKED = 20_000
"""Of exports with more records than this nothing is asked: they are read once, and not kept."""

Make = Callable[[], tuple[Merger, NewNames]]
"""Makes what merges records, and what collects the names among them that are close to known ones."""


class Interview:
    """What a person is asked about an import on a terminal, once the reading is shown, and what is kept of the answers:
    the map called `save_as`, else one that the person may name, or the one called `read_by`."""

    def __init__(self, context: Context, intake: Intake, save_as: str, read_by: str) -> None:
        self._context = context
        self._intake = intake
        self._save_as = save_as
        self._read_by = read_by
        self.asked: set[str] = set()

    def records(
        self, read: Callable[[], Iterator[Record]], ledger: Ledger, make: Make, *, partial: bool
    ) -> tuple[Iterable[Record], frozenset[str]]:
        """The records as answered, and the names that are new owners. Raises what is wrong with a row, unless the rest
        may be taken.

        Files are read again with what was answered about words and headings. The records are merged once, with a merger
        that `make` makes, to see what is doubted of them.
        """
        reading = read()
        first = list(islice(reading, MOST_ASKED + 1))
        if len(first) > MOST_ASKED and not first[0].office:
            return chain(first, reading), frozenset()
        records = [*first, *reading]
        if any(record.office for record in records):
            self._context.show(understood(self._intake.tables))
        before = self._intake.answers if self._intake.saved is None else self._intake.saved.answers
        questions = Questions(self._context, before)
        answers = about_tables(questions, self._intake.tables)
        try:
            if answers:
                self._intake.answered(answers)
                records = list(read())
            return _Answered(questions, records).settled(self._intake, ledger, make, partial=partial)
        finally:
            self.asked = questions.asked
            self._keep(questions, answers._replace(answers=questions.answers))

    def _keep(self, questions: Questions, answers: SavedMap) -> None:
        """Keep the answers for the lists to come, where the person wants that."""
        if self._save_as:
            keep_map(self._context, self._save_as, self._intake, answers)
            return
        used = self._read_by or (self._intake.saved.used if self._intake.saved else None)
        if not answers or not self._intake.tables:
            return
        name = used or maps.free_name(maps_folder(self._context), self._intake.tables[0].file)
        question = _("Keep these answers for lists with the same headings?")
        if questions.choose(question, [_("yes, as {name}", name=name), _("no")]) == 0:
            keep_map(self._context, name, self._intake, answers)


class _Answered:
    """Records on their way to being as a person answers."""

    def __init__(self, questions: Questions, records: list[Record]) -> None:
        self._questions = questions
        self._records = records
        self._rows: dict[RowKey, list[int]] = {}
        for at, record in enumerate(records):
            file, sheet, n = row_key(record)
            for row in range(n, max(record.last, n) + 1):
                self._rows.setdefault((file, sheet, row), []).append(at)
        self._skipped: set[int] = set()
        self._owners: dict[str, Record] = {}
        self._fresh: set[str] = set()

    def settled(
        self, intake: Intake, ledger: Ledger, make: Make, *, partial: bool
    ) -> tuple[list[Record], frozenset[str]]:
        """The records as answered, and the names of new owners; see `Interview.records`.

        What a cell is answered to be may raise further doubts, so the records are merged until no cell changes.
        """
        self._about_titles(ledger)
        book, is_settled = OwnerBook(ledger.owners()), False
        while not is_settled:
            merger, names = make()
            for record in [*self._owners.values(), *self._left()]:
                try:
                    merger.merge(record)
                except ReformError:
                    if not partial:  # before a person answers for nothing
                        raise
            self._about_names(names.near, book)
            is_settled = self._about_doubts([*intake.doubts, *merger.standing_doubts()])
        return [*self._owners.values(), *self._left()], frozenset(self._fresh)

    def _about_titles(self, ledger: Ledger) -> None:
        watch = TitleWatch(lambda: ledger.find(Project))
        for _record in watch.through(self._records):
            pass
        titles: dict[str, str] = {}
        for near in watch.near:
            if near.title in titles:
                continue
            chosen = self._same_new_or_skip(near.record.place, near.title, near.close[0], forgotten=False)
            titles[near.title] = (near.close[0], near.title, "")[chosen]
        for at, record in enumerate(self._records):
            title = record.cells.get("title", "")
            if record.noun == "project" and title in titles:
                if titles[title]:
                    self._records[at] = record._replace(cells={**record.cells, "title": titles[title]})
                else:
                    self._skip(row_key(record))

    def _about_names(self, near: Iterable[NearName], book: OwnerBook) -> None:
        """Ask about names close to known ones: each is another name of that owner, or a new one's."""
        for each in near:
            rows = self._rows.get(_row_of(each.place), ())
            if each.name in self._fresh or all(at in self._skipped for at in rows):
                continue
            owner = each.close[0]
            chosen = self._same_new_or_skip(each.place, each.name, owner, forgotten=True)
            if chosen == 1:
                self._fresh.add(each.name)
            elif chosen == 2:
                for record in self._records:
                    if each.name in _names_in(record):
                        self._skip(row_key(record))
            else:
                present, above = book.find(owner), self._owners.get(owner)
                cells = {"name": owner} if present else {"name": owner, "kind": KIND_OF_ROLE[each.role]}
                others = (present.other_names if present else ()) if above is None else (above.cells["other_names"],)
                cells["other_names"] = ",".join((*others, each.name))
                self._owners[owner] = Record("owner", cells, each.place, office=True)

    def _same_new_or_skip(self, place: Place, name: str, close: str, *, forgotten: bool) -> int:
        about = _("{name} is close to {known}.", name=name, known=close)
        options = [_("the same"), _("a new one"), _("skip this row")]
        return self._questions.answer(str(place), about, options, forgotten=forgotten)

    def _about_doubts(self, doubts: Sequence[Doubt]) -> bool:
        """Ask about doubts of rows, each once for all rows of which it says the same, those first of which an answer
        may change a cell. Whether no cell was changed: else further doubts may have come of that."""
        alike: dict[tuple[str, str, str], list[Doubt]] = {}
        for doubt in doubts:
            if self._about(doubt):
                alike.setdefault((doubt.place.file, doubt.key, doubt.text), []).append(doubt)
        groups = sorted(alike.values(), key=lambda group: not any(way.cells for way in group[0].ways))
        before = list(self._records)
        for n, group in enumerate(groups, 1):
            if not any(way.cells for way in group[0].ways) and self._records != before:
                return False
            if any(self._about(doubt) for doubt in group):
                self._about_one(group, rest=_("this and all that follow") if n < len(groups) else "")
        return all(was.cells == is_.cells for was, is_ in zip(before, self._records, strict=True))

    def _about_one(self, group: Sequence[Doubt], *, rest: str) -> None:
        doubt = group[0]
        options = [doubt.proposal or _("take it so"), *(way.label for way in doubt.ways)]
        skip = _("skip this row") if len(group) == 1 and len(doubt.rows) < 2 else _("skip these rows")
        where = str(doubt.place) if (cell := doubt.place.cell(doubt.key)) is None else f"{doubt.place} ({cell})"
        chosen = self._questions.answer(where, doubt.text, [*options, skip], rest=rest)
        self._questions.asked.update(map(str, group))
        for each in group:
            if chosen == len(options):
                for at in self._about(each):
                    self._skip(row_key(self._records[at]))
            elif chosen:
                self._answer(each, each.ways[chosen - 1])
        if 0 < chosen < len(options) and doubt.ways[chosen - 1].is_approval:
            self._questions.answers.pop(doubt.text, None)  # it was for this time

    def _answer(self, doubt: Doubt, way: Way) -> None:
        approval = self._questions.approval() if way.is_approval else None
        for at in self._about(doubt):
            record = self._records[at]
            if doubt.about is None or record is doubt.about:
                cells = {key: cell for key, cell in way.cells.items() if key in record.cells}
                self._records[at] = record._replace(
                    cells={**record.cells, **cells}, approval=approval or record.approval
                )

    def _about(self, doubt: Doubt) -> list[int]:
        """Which records a doubt is about, but for those that are skipped."""
        file, sheet, row = _row_of(doubt.place)
        rows = doubt.rows or (row,)
        return [at for each in rows for at in self._rows.get((file, sheet, each), ()) if at not in self._skipped]

    def _skip(self, row: RowKey) -> None:
        self._skipped.update(self._rows.get(row, ()))

    def _left(self) -> Iterator[Record]:
        """The records that are not skipped, but for those that belong to one that is."""
        is_there: dict[str, bool] = {}
        for at, record in enumerate(self._records):
            is_left = at not in self._skipped and (record.under is None or is_there.get(record.under, True))
            is_there[record.noun] = is_left
            if is_left:
                yield record


def _row_of(place: Place) -> RowKey:
    return place.file, place.sheet, place.n


def _names_in(record: Record) -> set[str]:
    """Every name that a record gives in a role or in a field of owners."""
    fields = noun(record.noun).fields
    cells = (text for key, text in record.cells.items() if key in fields and fields[key].holds_owners)
    return {name for names in record.roles.values() for name in names} | {
        name for text in cells for name in (text.strip(), *split_names(text))
    }
