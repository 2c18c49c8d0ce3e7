"""Projects that are not started though an office's list has one of their steps under way."""

from collections.abc import Iterator
from dataclasses import replace

from reformcli.i18n import _
from reformcli.merging.record import Record
from reformcli.merging.shared import Import
from reformcli.model.change import Change
from reformcli.model.fields import Thing
from reformcli.model.milestone import Milestone
from reformcli.model.project import Project
from reformcli.model.states import PLANNED, STARTED, STATES
from reformcli.verbs.work import is_under_way


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
