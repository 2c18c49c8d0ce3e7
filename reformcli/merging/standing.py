"""How work stands once all rows are there: by its stages, and by its steps."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reformcli.i18n import _
from reformcli.merging.record import Doubt, Record
from reformcli.merging.shared import Import
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.idea import Idea
from reformcli.model.matter import Matter
from reformcli.model.milestone import Milestone
from reformcli.model.noun import ref_of
from reformcli.model.project import Project
from reformcli.model.refs import Ref
from reformcli.model.rules import RuleSet
from reformcli.model.stage import Stage
from reformcli.model.states import PLANNED, STARTED, STATES
from reformcli.rulebook import spoilt
from reformcli.verbs.strays import strays_among
from reformcli.verbs.work import is_under_way

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


class StartedProjects:
    """Starts such projects, which is told; one that the list itself has as not started is doubted."""

    def __init__(self, shared: Import) -> None:
        self._shared = shared
        self._steps: dict[int, tuple[Milestone, Record]] = {}
        self._with_state: set[int] = set()

    def meet(self, before: Thing | None, after: Thing, record: Record) -> None:
        """Know what a record made of a thing."""
        if not record.office:
            return
        if isinstance(after, Project) and "state" in record.cells:
            self._with_state.add(after.number)
        if isinstance(after, Milestone) and is_under_way(after) and not is_under_way(before):
            self._steps.setdefault(after.project, (after, record))

    def changes(self) -> Iterator[Change[Thing]]:
        """The changes that start projects, once all records are met."""
        for number, (step, record) in self._steps.items():
            project = self._shared.existing("project").by_number(number)
            if not isinstance(project, Project) or project.state != PLANNED:
                continue
            named = {"title": project.title, "step": step.title, "state": _(STATES[step.state])}
            if number in self._with_state:
                told = _("“{title}” is not started by the list, though its step “{step}” is {state}", **named)
                self._shared.report.doubt(record, "state", told)
                continue
            told = _("“{title}” is in hand, since its step “{step}” is {state}.", **named)
            self._shared.report.notes.append(told)
            yield Change(project, replace(project, state=STARTED))
