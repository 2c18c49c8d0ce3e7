"""How what was recorded before is read now: findings as matters with stages, refs that were columns or texts.

The history and exports keep the words of their day. Values here are as they are stored or exported: texts, numbers,
None. Each function leaves out what its row does not say, so that lines of history, which hold only what differs, are
read by the same rules as whole rows.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from reformcli.model.fields import TITLE_LIMIT
from reformcli.model.matter import FINDING_BEFORE

Values = Mapping[str, Any]

STATE_OF_FINDING = {"open": "planned", "fixed": "reported", "closed": "done"}
"""A matter's state by that of the finding it was."""


class StageOfFinding(NamedTuple):
    """A stage that a finding had as a date: its key, the column of the day, that of the evidence."""

    key: str
    day: str
    evidence: str


STAGES_OF_FINDING = (
    StageOfFinding("self-check", "fixed", "fixed_evidence"),
    StageOfFinding("close", "closed", "closed_evidence"),
    StageOfFinding("look-back", "looked_back", ""),
)

_STAGE_OF_STATE = {"open": None, "fixed": "self-check", "closed": "close"}
_SAME = ("number", "uid", "project", "owner", "measures", "due", "due_said", "due_first", "relapse_of", "extra")
_RENAMED = {"fixed": "reported", "closed": "done"}


def matter_of_finding(values: Values) -> dict[str, Any]:
    """The matter that a finding is, but for its source; also of a row that says only some of it."""
    matter = {key: values[key] for key in _SAME if key in values}
    matter |= {new: values[old] for old, new in _RENAMED.items() if old in values}
    if "problem" in values:
        matter["title"], matter["detail"] = title_and_detail(values["problem"] or "")
    if "state" in values:
        matter["state"] = STATE_OF_FINDING.get(values["state"], values["state"])
        matter["stage"] = _STAGE_OF_STATE.get(values["state"])
    if "looked_back" in values and (values["looked_back"] or "state" not in values):
        matter["stage"] = "look-back" if values["looked_back"] else "close"
    return matter


def whole_matter_of_finding(values: Values) -> dict[str, Any]:
    """The matter that a whole finding is: also its kind, its process, and evidence that no stage has a day for."""
    lost = [
        values[stage.evidence]
        for stage in STAGES_OF_FINDING
        if stage.evidence and values.get(stage.evidence) and not values.get(stage.day)
    ]
    return {
        **matter_of_finding(values),
        "kind": "finding",
        "process": FINDING_BEFORE,
        "evidence": "\n".join(lost) or None,
    }


def stages_of_finding(values: Values) -> list[tuple[StageOfFinding, dict[str, Any]]]:
    """The stages that a whole finding has days for, with key, day and evidence."""
    return [
        (stage, {"key": stage.key, "date": values[stage.day], "evidence": values.get(stage.evidence) or None})
        for stage in STAGES_OF_FINDING
        if values.get(stage.day)
    ]


def stage_number(finding: int, stage: StageOfFinding) -> int:
    """The number of a stage of finding `finding`: three to a finding, in order."""
    return 3 * (finding - 1) + STAGES_OF_FINDING.index(stage) + 1


def stage_uid(finding: str, stage: StageOfFinding) -> str:
    """The identity of a stage of the finding with the identity `finding`."""
    return f"{finding}-{stage.key}"


def title_and_detail(problem: str) -> tuple[str, str | None]:
    """The first line of a problem, cut to what a title holds, and the whole where that is not all of it."""
    title = problem.split("\n", 1)[0][:TITLE_LIMIT]
    return title, None if title == problem else problem


def steps_in(text: str, project: int) -> list[list[int]]:
    """The milestones that a list of names such as `2` (of `project`) or `17.2` means, as pairs of project and number;
    what is neither is left out."""
    found = (re.fullmatch(r"\s*(?:(\d+)\.)?(\d+)\s*", name) for name in re.split("[,，、;；]", text))
    return [[int(match[1] or project), int(match[2])] for match in found if match]
