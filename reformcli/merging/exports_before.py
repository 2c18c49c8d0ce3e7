"""Exports of format 1, read as today's: findings as matters with stages, columns of project and milestone as refs.

They are known by their headings, which are the keys of that day.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from reformcli.merging.record import Record
from reformcli.model.stage import PASSED
from reformcli.model.upcasts import stage_uid, stages_of_finding, whole_matter_of_finding

FINDING = "finding"
"""The noun that matters were."""

PLURALS = {FINDING: "findings"}
"""The arrays that such an export has of nouns that there are no longer."""

_ALL = ("number", "uid", "extra")

COLUMNS: Mapping[str, frozenset[str]] = {
    FINDING: frozenset(
        (
            *_ALL,
            *("visit", "project", "owner", "problem", "measures", "due", "due_said", "due_first", "state", "fixed"),
            *("fixed_evidence", "closed", "closed_evidence", "looked_back", "relapse_of"),
        )
    ),
    "extension": frozenset(
        (*_ALL, "project", "milestone", "due_from", "due_to", "due_said", "reason", "approver", "document", "asked")
    ),
    "override": frozenset((*_ALL, "project", "milestone", "light", "reason", "author", "valid_from", "valid_to")),
}
"""The columns of nouns that have others today."""

_NEEDED = {
    FINDING: {"problem"},
    "extension": {"project", "due_to"},
    "override": {"project", "light", "valid_to"},
}


def noun_before(headings: Collection[str], extra: str) -> str | None:
    """The noun of a row of format 1 with these headings, those that begin with `extra` left out; None for today's."""
    own = {heading for heading in headings if not heading.startswith(extra)}
    return next((key for key, columns in COLUMNS.items() if len(own) > 1 and _NEEDED[key] <= own <= columns), None)


def renewed(records: Iterable[Record]) -> Iterator[Record]:
    """The records as today's; those that are so already as they are."""
    for record in records:
        if record.noun == FINDING:
            yield from _of_finding(record)
        elif record.noun in COLUMNS and "project" in record.cells and "about" not in record.cells:
            yield record._replace(cells=_with_about(record.cells))
        else:
            yield record


def _of_finding(record: Record) -> Iterator[Record]:
    """The matter that a finding is, and the stages that it had as dates."""
    cells = record.cells
    visit = cells.get("visit", "").strip().upper().removeprefix("V")
    matter = {key: value or "" for key, value in whole_matter_of_finding(cells).items()}
    if not matter["evidence"]:
        del matter["evidence"]
    if "visit" in cells:
        matter["source"] = f"V{visit}" if visit else ""
    yield record._replace(noun="matter", cells=matter)
    for stage, values in stages_of_finding(cells):
        own = {**values, "about": "", "result": PASSED, "evidence": values["evidence"] or ""}
        if cells.get("uid"):
            own["uid"] = stage_uid(cells["uid"], stage)
        yield record._replace(noun="stage", cells=own, cleaned=0, under="matter")


def _with_about(cells: Mapping[str, str]) -> dict[str, str]:
    project, milestone = cells["project"].strip(), cells.get("milestone", "").strip()
    others = {key: text for key, text in cells.items() if key not in ("project", "milestone")}
    return {"about": f"{project}.{milestone}" if milestone else project, **others}
