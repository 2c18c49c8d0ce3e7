"""What the parts of one import share."""

from reformcli.errors import NotFound
from reformcli.merging.import_report import ImportReport
from reformcli.merging.matching import ExistingThings
from reformcli.merging.owner_names import Meet, OwnerNames
from reformcli.merging.titles import Titles
from reformcli.model.fields import Thing
from reformcli.model.ledger import Ledger
from reformcli.model.noun import noun
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.values import ValueReader
from reformcli.verbs.owners import OwnerBook

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
