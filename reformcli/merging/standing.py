"""Matters and ideas that rows of the ledger's own leave otherwise than their stages say."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from reformcli.merging.record import Doubt, Record
from reformcli.merging.shared import Import
from reformcli.model.fields import Thing
from reformcli.model.idea import Idea
from reformcli.model.matter import Matter
from reformcli.model.noun import ref_of
from reformcli.model.refs import Ref
from reformcli.model.rules import RuleSet
from reformcli.model.stage import Stage
from reformcli.rulebook import spoilt
from reformcli.verbs.strays import strays_among

_STAGED = (Matter, Idea)
"""What goes through stages."""


class StandingCheck:
    """Follows the matters and ideas of one import and their stages, which may stand in any order. What an office's list
    says of them is looked at where its row is merged."""

    def __init__(self, shared: Import) -> None:
        self._shared = shared
        self._touched: dict[Ref, Record] = {}

    def meet(self, thing: Thing, record: Record) -> None:
        """Know that `record` added or changed `thing`."""
        if not record.office and isinstance(thing, _STAGED):
            self._touched[ref_of(thing)] = record
        elif isinstance(thing, Stage) and thing.about is not None:
            self._touched.setdefault(thing.about, record)

    def doubts(self) -> Iterator[Doubt]:
        """A doubt for each matter that stands otherwise than its stages say, once all rows are there."""
        texts = self._texts() if self._touched else {}
        if not self._touched or any(spoilt(texts)):
            return
        courses: dict[Ref, list[Stage]] = defaultdict(list)
        for stage in self._shared.existing("stage").things:
            if isinstance(stage, Stage) and stage.about in self._touched:
                courses[stage.about].append(stage)
        matters = (self._shared.find(ref) for ref in self._touched)
        present = (matter for matter in matters if isinstance(matter, _STAGED))
        for stray in strays_among(present, courses, texts, self._shared.reader.today):
            yield Doubt(self._touched[ref_of(stray.thing)].place, "state", stray.line())

    def _texts(self) -> dict[date, str]:
        sets = (rules for rules in self._shared.existing("rules").things if isinstance(rules, RuleSet))
        return {rules.valid_from: rules.text for rules in sets if rules.valid_from is not None}
