"""Old lines of the history, read as the nouns are declared today.

The stored text stays, and hashes are over it. What a replay puts together is turned over once it is whole; a line by
itself, for people and for undo, is turned over as far as it tells.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from reformcli.model.matter import FINDING_BEFORE
from reformcli.model.upcasts import (
    STAGES_OF_FINDING,
    StageOfFinding,
    matter_of_finding,
    stage_number,
    stage_uid,
    steps_in,
    whole_matter_of_finding,
)

Stored = Mapping[str, Any]
Things = dict[tuple[str, str], dict[str, Any]]


class StoredLine(NamedTuple):
    """What a line of the history says of one thing: column values that differ, by column."""

    noun: str
    uid: str
    ref: str
    before: Stored | None
    after: Stored | None


CAME_WITH_MATTERS = ("matter", "stage")
"""Nouns whose lines come only once findings have become matters."""


def is_old(noun: str) -> bool:
    """Whether a noun is kept under another name now."""
    return noun == "finding"


def lines(line: StoredLine) -> Iterator[StoredLine]:
    """The line as today's nouns have it: itself, or the lines that it amounts to."""
    if line.noun == "finding":
        yield from _of_finding(line)
    else:
        before, after = (
            None if values is None else stored(line.noun, line.ref, values) for values in (line.before, line.after)
        )
        yield line._replace(before=before, after=after)


def stored(noun: str, ref: str, values: Stored) -> Stored:
    """Column values of a line as today's columns have them."""
    if noun in ("extension", "override") and ("project" in values or "milestone" in values):
        kept = {key: value for key, value in values.items() if key not in ("project", "milestone")}
        return {**kept, **_about(values.get("project"), values.get("milestone"))}
    if noun == "note" and "about" in values:
        kept = {key: value for key, value in values.items() if key != "about"}
        return {**kept, **_ref("about", str(values["about"]))}
    if noun == "milestone" and "depends_on" in values:
        names = json.loads(values["depends_on"])
        if all(isinstance(name, str) for name in names):
            project = int(ref.partition(".")[0])
            steps = steps_in(",".join(names), project)
            return {**values, "depends_on": json.dumps(steps, separators=(",", ":"))}
    return values


def settle(things: Things) -> None:
    """Turn over whatever a replay has put together under a noun that has another name now."""
    for noun, uid in [key for key in things if is_old(key[0])]:
        values = things.pop((noun, uid))
        things["matter", uid] = {**whole_matter_of_finding(values), **_ref("source", _visit(values.get("visit")))}
        for stage in STAGES_OF_FINDING:
            if values.get(stage.day):
                things["stage", stage_uid(uid, stage)] = _stage(stage, f"F{values['number']}", uid, values)


def _of_finding(line: StoredLine) -> Iterator[StoredLine]:
    before, after = (None if values is None else _matter(values) for values in (line.before, line.after))
    if before is None or after is None:
        kept = {"kind": "finding", "process": FINDING_BEFORE}
        before, after = (None if values is None else {**values, **kept} for values in (before, after))
    yield StoredLine("matter", line.uid, line.ref, before, after)
    for stage in STAGES_OF_FINDING:
        had, has = (values is not None and bool(values.get(stage.day)) for values in (line.before, line.after))
        if had or has:
            yield StoredLine(
                "stage",
                stage_uid(line.uid, stage),
                line.ref,
                _stage(stage, line.ref, line.uid, line.before or {}) if had else None,
                _stage(stage, line.ref, line.uid, line.after or {}) if has else None,
            )


def _stage(stage: StageOfFinding, ref: str, uid: str, values: Stored) -> dict[str, Any]:
    """The stage of a finding that `values`, with its day, tell of."""
    return {
        **_ref("about", ref),
        "key": stage.key,
        "date": values[stage.day],
        "result": "passed",
        "evidence": values.get(stage.evidence) or None,
        "number": stage_number(int(ref.removeprefix("F")), stage),
        "uid": stage_uid(uid, stage),
        "extra": "{}",
    }


def _matter(values: Stored) -> dict[str, Any]:
    matter = matter_of_finding(values)
    if "visit" in values:
        matter |= _ref("source", _visit(values["visit"]))
    return matter


def _visit(number: int | None) -> str:
    return "" if number is None else f"V{number}"


def _about(project: int | None, milestone: int | None) -> Stored:
    return _ref("about", "" if project is None else f"{project}.{milestone}" if milestone else str(project))


def _ref(key: str, text: str) -> dict[str, Any]:
    """The columns of a ref as it was written: `17`, `17.3`, `V12`; all without value where there is none."""
    outer, dot, inner = text.partition(".")
    noun: str | None
    number: int | None
    within: int | None = None
    if dot:
        noun, within, number = "milestone", int(outer), int(inner)
    elif text.isdecimal():
        noun, number = "project", int(text)
    elif text:
        noun, number = _LETTERS[text[0]], int(text[1:])
    else:
        noun = number = None
    return {f"{key}_noun": noun, f"{key}_within": within, f"{key}_number": number}


_LETTERS = {"V": "visit", "F": "matter", "N": "note", "A": "assignment"}
"""What letters meant in refs that were kept as texts."""
