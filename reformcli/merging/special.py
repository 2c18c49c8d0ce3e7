"""Which nouns are merged in a way of their own; all others are merged the plain way."""

from collections.abc import Mapping

from reformcli.merging.assignment_rows import AssignmentMerging
from reformcli.merging.fact_rows import (
    AdoptionMerging,
    EventMerging,
    IdeaMerging,
    MeetingMerging,
    OrderMerging,
    RulesMerging,
    SubmissionMerging,
)
from reformcli.merging.mark_rows import MarkMerging
from reformcli.merging.matter_rows import MatterMerging
from reformcli.merging.noun_merging import NounMerging
from reformcli.merging.owner_rows import OwnerMerging
from reformcli.merging.project_rows import MilestoneMerging, ProjectMerging
from reformcli.merging.shared import Import
from reformcli.model.noun import noun

SPECIAL: Mapping[str, type[NounMerging]] = {
    "owner": OwnerMerging,
    "project": ProjectMerging,
    "milestone": MilestoneMerging,
    "assignment": AssignmentMerging,
    "matter": MatterMerging,
    "meeting": MeetingMerging,
    "order": OrderMerging,
    "rules": RulesMerging,
    "submission": SubmissionMerging,
    "adoption": AdoptionMerging,
    "event": EventMerging,
    "idea": IdeaMerging,
    "mark": MarkMerging,
}


def merging_of(key: str, shared: Import) -> NounMerging:
    """What merges the rows of the noun called `key` in one import."""
    return SPECIAL.get(key, NounMerging)(shared, noun(key))
