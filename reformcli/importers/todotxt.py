"""todo.txt: one task a line, `x` for done, days, a priority, +project, @context, and keys such as due:2026-06-30."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from reformcli.errors import BadFile
from reformcli.i18n import _
from reformcli.importers.delimited import LINE
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.merging.record import Doubt, Place, Record
from reformcli.model.states import DONE, PLANNED
from reformcli.model.text import clean

_LINE = re.compile(
    r"(?P<done>x )?(?P<early>\([A-Z]\) )?(?P<first>\d{4}-\d\d-\d\d )?(?P<second>\d{4}-\d\d-\d\d )?(?P<text>.*)",
    re.DOTALL,
)
_TAG = re.compile(r"(?:^|(?<=\s))(?:\+(?P<project>\S+)|@(?P<context>\S+)|(?P<key>[A-Za-z][\w-]*):(?P<value>(?!//)\S+))")
_MARKED = re.compile(r"^(?:x \d{4}-|x |\([A-Z]\) )|\s[+@]\w|\s(?:due|t|pri|rec):\S")


def is_todotxt(lines: Iterable[str]) -> bool:
    """Whether lines of text are tasks of todo.txt: most of them bear one of its marks."""
    filled = [line for line in lines if line.strip()]
    return bool(filled) and sum(_MARKED.search(line) is not None for line in filled) * 2 > len(filled)


def records(file: Iterable[bytes], name: str, intake: Intake) -> Iterator[Record]:
    """A project for each line that is not blank. Of a task that was done again and again the last time is taken."""
    tasks: dict[tuple[str, str], list[_Task]] = {}
    for number, content in enumerate(file, 1):
        place = Place(LINE, name, number)
        try:
            line = content.decode("utf-8-sig").strip()
        except UnicodeDecodeError as error:
            raise BadFile(_("This line is not UTF-8: {why}.", why=error), where=str(place)) from None
        if line:
            task = _task(line, place, intake)
            tasks.setdefault((task.cells["title"].casefold(), task.cells.get("theme", "")), []).append(task)
    names = Counter(title for title, _theme in tasks)
    left_out = 0
    for (title, theme), alike in tasks.items():
        apart = f" ({theme})" if names[title] > 1 and theme else ""
        there = [task for task in alike if task.is_open] or [max(alike, key=lambda task: task.cells.get("done", ""))]
        left_out += len(alike) - len(there)
        for n, task in enumerate(there, 1):
            again = f" ({n})" if len(there) > 1 else ""
            yield _record(task, f"{task.cells['title']}{apart}{again}")
    if left_out:
        intake.say(_("{file}: earlier times of tasks that were done again are left out: {n}.", file=name, n=left_out))


class _Task(NamedTuple):
    """A line read: its place, and its cells by field."""

    place: Place
    cells: Mapping[str, str]

    @property
    def is_open(self) -> bool:
        """Whether it is not done."""
        return self.cells["state"] != DONE


def _task(line: str, place: Place, intake: Intake) -> _Task:
    parts = _LINE.fullmatch(line)
    assert parts is not None  # every part may be missing
    tags = list(_TAG.finditer(parts["text"]))
    keys = {tag["key"].casefold(): tag["value"] for tag in tags if tag["key"]}
    projects = [tag["project"] for tag in tags if tag["project"]]
    contexts = [tag["context"] for tag in tags if tag["context"]]
    done = parts["done"] is not None
    cells = {
        "title": " ".join(_TAG.sub("", parts["text"]).split()) or line,
        "state": DONE if done else PLANNED,
        "done": _day(parts["first"]) if done else "",
        "theme": projects[0] if projects else "",
    }
    for key, field in (("due", "due"), ("t", "start")):
        if cells.setdefault(field, _day(keys.get(key))):
            del keys[key]
        elif key in keys:
            text = _("{text} is not read as a date.", text=f"{key}:{keys[key]}")
            intake.doubts.append(Doubt(place, field, text))
    cells["due_first"] = cells["due"]
    extra = keys | ({"contexts": ", ".join(contexts)} if contexts else {})
    if len(projects) > 1:
        extra["projects"] = ", ".join(projects)
    if parts["early"]:
        extra["priority"] = parts["early"][1]
    if created := _day(parts["second"] if done else parts["first"]):
        extra["created"] = created
    if extra:
        cells["extra"] = json.dumps(extra, ensure_ascii=False)
    return _Task(place, {key: text for key, text in cells.items() if text})


def _record(task: _Task, title: str) -> Record:
    cleaned = {key: clean(text) for key, text in {**task.cells, "title": title}.items()}
    lost = sum(changed for _text, changed in cleaned.values())
    return Record("project", {key: text for key, (text, _lost) in cleaned.items()}, task.place, lost)


def _day(text: str | None) -> str:
    """A day in ISO form; blank for what is none."""
    try:
        return date.fromisoformat((text or "").strip()).isoformat()
    except ValueError:
        return ""
