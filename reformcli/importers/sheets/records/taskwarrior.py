"""What `task export` of Taskwarrior writes, as projects."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from reformcli.errors import BadFile
from reformcli.i18n import _, mark
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.merging.record import Place, Record
from reformcli.model.text import clean

_STATES = {"pending": "planned", "waiting": "planned", "completed": "done", "deleted": "dropped"}
_TAKEN = ("uuid", "description", "status", "project", "due", "start", "end", "id", "urgency", "modified", "entry")
_PRIORITIES = {"H": "high", "M": "medium", "L": "low"}
_DAY = "%Y%m%dT%H%M%SZ"
_ITEM = mark("{file}, item {n}")


def is_export(tree: Any) -> bool:
    """Whether parsed JSON is what Taskwarrior exports: an array of tasks."""
    first = tree[0] if isinstance(tree, list) and tree else None
    return isinstance(first, dict) and {"uuid", "description", "status"} <= first.keys()


def records(tree: list[Any], name: str, intake: Intake) -> Iterator[Record]:
    """A project for each task; the templates of recurring tasks are left out, since their tasks are there too."""
    templates = 0
    for number, task in enumerate(tree, 1):
        place = Place(_ITEM, name, number)
        if not isinstance(task, dict) or not {"uuid", "description", "status"} <= task.keys():
            raise BadFile(_("This is not a task of Taskwarrior."), where=str(place))
        if task["status"] == "recurring":
            templates += 1
            continue
        cleaned = {key: clean(text) for key, text in _cells(task, place).items()}
        cells = {key: text for key, (text, _lost) in cleaned.items()}
        yield Record("project", cells, place, sum(lost for _text, lost in cleaned.values()))
    if templates:
        intake.say(_("{file}: templates of recurring tasks left out: {n}.", file=name, n=templates))


def _cells(task: Mapping[str, Any], place: Place) -> dict[str, str]:
    state = _STATES.get(str(task["status"]), "planned")
    due, end = _day(task, "due", place), _day(task, "end", place)
    cells = {
        "uid": str(task["uuid"]),
        "title": " ".join(str(task["description"]).split()),
        "state": "started" if state == "planned" and task.get("start") else state,
        "theme": str(task.get("project") or ""),
        "due": due,
        "due_first": due,
        "done": end if state == "done" else "",
        "dropped": end if state == "dropped" else "",
    }
    extra = {str(key): _text(value) for key, value in task.items() if key not in _TAKEN and value not in (None, "", [])}
    if extra:
        cells["extra"] = json.dumps(extra, ensure_ascii=False)
    return cells


def _day(task: Mapping[str, Any], key: str, place: Place) -> str:
    """The office's day of a moment, which Taskwarrior writes in UTC. A day alone is midnight where it was typed."""
    said = task.get(key)
    if not said:
        return ""
    try:
        return datetime.strptime(str(said), _DAY).replace(tzinfo=UTC).astimezone().date().isoformat()
    except ValueError:
        raise BadFile(_("{text!r} is not a moment as Taskwarrior writes it.", text=said), where=str(place)) from None


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(
            str(entry.get("description", entry)) if isinstance(entry, dict) else str(entry) for entry in value
        )
    return _PRIORITIES.get(str(value), str(value))
