"""Rows of milestones: what they depend on may be written as a number of the same project."""

from typing import Any

from reformcli.merging.noun_merging import NounMerging, ThingMatch
from reformcli.merging.record import Record
from reformcli.model.milestone import Milestone
from reformcli.verbs.work import made_whole


class MilestoneMerging(NounMerging):
    """Merges rows of milestones."""

    def find(self, values: dict[str, Any], record: Record) -> ThingMatch:
        """What a row means, and what it says with whole refs to what it depends on."""
        match = super().find(values, record)
        project = match.thing.project if isinstance(match.thing, Milestone) else values.get("project")
        if values.get("depends_on") and project:
            whole = made_whole(Milestone(project=project, depends_on=values["depends_on"]))
            values = {**values, "depends_on": whole.depends_on}
        return ThingMatch(match.thing, values)
