"""What the parts of one import share: the ledger and what was added to it, names, titles, what there is to tell."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from reformcli.errors import NotFound
from reformcli.i18n import _, plural
from reformcli.merging.matching import ExistingThings
from reformcli.merging.record import Count, Doubt, Record, Way
from reformcli.model.duty import KIND_OF_ROLE
from reformcli.model.fields import Thing
from reformcli.model.ledger import Ledger
from reformcli.model.noun import noun
from reformcli.model.owner import Owner
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.states import DROPPED, OPEN_STATES
from reformcli.model.text import comparable
from reformcli.values import ValueReader
from reformcli.verbs.owners import OwnerBook


class ImportReport:
    """Grows with each record; `warnings` are complete once it is closed."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, Count] = defaultdict(Count)
        self.doubts: list[Doubt] = []
        self.warnings: list[str] = []
        self.notes: list[str] = []
        self._cleaned = 0

    def doubt(self, record: Record, key: str, text: str, ways: tuple[Way, ...] = (), proposal: str = "") -> None:
        """Tell that a person should look at a field of a record; see `Doubt`."""
        self.doubts.append(Doubt(record.place, key, text, ways, about=record, proposal=proposal))

    def clean(self, record: Record) -> None:
        """Count the cells of a record that control characters were taken out of."""
        self._cleaned += record.cleaned

    def close(self, doubts: Iterable[Doubt]) -> None:
        """Tell all warnings, `doubts` that only the end of an import raises among them."""
        self.doubts += doubts
        self.warnings += map(str, self.doubts)
        if self._cleaned:
            cells = plural("{n} cell", "{n} cells", self._cleaned)
            self.warnings.append(_("Control characters were taken out of {cells}.", cells=cells))


Meet = Callable[[str, str], None]
"""Told of a name and a role before an owner is made of it; raises where the name may be a slip."""


class OwnerNames:
    """The owners of a ledger and of an import."""

    def __init__(self, book: OwnerBook, meet: Meet) -> None:
        self.book = book
        self._meet = meet
        self._told = 0

    def number(self, name: str, role: str, *, whole: bool, person: bool = False) -> int:
        """The number of the owner that `name` means, a provisional one for a new owner: a `person`, else of the kind
        that has `role`.

        A `whole` name was alone in what it was read from. Raises UnknownOwner where it may be a slip, or means several.
        """
        if self.book.find(name) is None:
            self._meet(name, role)
        kind = "person" if person and KIND_OF_ROLE[role] == "unit" else KIND_OF_ROLE[role]
        return self.book.find_or_add(name, kind, whole=whole).number

    def fresh(self) -> Sequence[Owner]:
        """The owners made of names since this was last asked."""
        if self._told == len(self.book.added):
            return ()
        fresh = self.book.added[self._told :]
        self._told = len(self.book.added)
        return fresh


class Titles:
    """The titles of the projects of a ledger."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self._numbers: dict[str, int] = {}
        self._same: dict[tuple[int | None, str], list[int]] = {}
        self._called: dict[str, list[Project]] = {}
        for project in projects:
            self._called.setdefault(comparable(project.title), []).append(project)
            self._numbers[project.title] = project.number
            if project.state != DROPPED:
                self._same.setdefault((project.plan, comparable(project.title)), []).append(project.number)

    def number(self, title: str) -> int:
        """The number of the project with exactly this title. Raises NotFound."""
        if title not in self._numbers:
            raise NotFound(_("There is no project {title}.", title=title))
        return self._numbers[title]

    def carrier(self, title: str, plan: int | None) -> int | None:
        """The number of the one project of a plan year, not dropped, whose title is the same as an item's.

        None where there is none, or more than one. See `comparable` for what makes no difference.
        """
        numbers = self._same.get((plan, comparable(title)), [])
        return numbers[0] if len(numbers) == 1 else None

    def of_any_year(self, title: str, code: str | None) -> Project | None:
        """The one project of a title, whatever its plan year: the open one where others are closed. One with another
        code than `code` is another. None where there is none, or more than one."""
        fitting = [
            project
            for project in self._called.get(comparable(title), [])
            if code is None or project.code is None or code == project.code
        ]
        fitting = [project for project in fitting if project.state in OPEN_STATES] or fitting
        return fitting[0] if len(fitting) == 1 else None


_FEW = 1000
"""How many things are looked up one by one before all of their noun are read."""


class Import:
    """The ledger and what the import has added to it so far, the reader of typed text, and what there is to tell."""

    def __init__(self, ledger: Ledger, reader: ValueReader, book: OwnerBook, meet: Meet) -> None:
        self.ledger = ledger
        self.reader = reader
        self.owners = OwnerNames(book, meet)
        self.report = ImportReport()
        self._existing: dict[str, ExistingThings] = {}
        self._looked_up: dict[Ref, Thing | None] = {}
        self._titles: Titles | None = None

    @property
    def titles(self) -> Titles:
        """The titles of the ledger's projects."""
        if self._titles is None:
            self._titles = Titles(self.ledger.find(Project))
        return self._titles

    def existing(self, key: str) -> ExistingThings:
        """The things of the noun called `key`."""
        if key not in self._existing:
            self._existing[key] = ExistingThings(noun(key), self.ledger.find(noun(key).type))
        return self._existing[key]

    def is_read(self, key: str) -> bool:
        """Whether the things of the noun called `key` are read, so that more must be entered."""
        return key in self._existing

    def find(self, ref: Ref) -> Thing | None:
        """The thing that a ref means, in the ledger or the import; None where there is none."""
        if ref.noun in self._existing or len(self._looked_up) > _FEW:
            return self.existing(ref.noun).by_number(ref.number, ref.within)
        if ref not in self._looked_up:
            try:
                self._looked_up[ref] = self.ledger.get(ref)
            except NotFound:
                self._looked_up[ref] = None
        return self._looked_up[ref]
