"""todo.txt: one task a line, `x` for done, days, a priority, +project, @context, and keys such as due:2026-06-30."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date

from reformcli.errors import BadFile
from reformcli.i18n import _
from reformcli.importers.delimited import LINE
from reformcli.importers.sheets.intake import Intake
from reformcli.merging.record import Place, Record
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
    """A project for each line that is not blank."""
    for number, content in enumerate(file, 1):
        place = Place(LINE, name, number)
        try:
            line = content.decode("utf-8-sig").strip()
        except UnicodeDecodeError as error:
            raise BadFile(_("This line is not UTF-8: {why}.", why=error), where=str(place)) from None
        if line:
            yield _record(line, place)


def _record(line: str, place: Place) -> Record:
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
        "due": _day(keys.pop("due", None)),
        "start": _day(keys.pop("t", None)),
        "theme": projects[0] if projects else "",
    }
    cells["due_first"] = cells["due"]
    extra = keys | ({"contexts": ", ".join(contexts)} if contexts else {})
    if len(projects) > 1:
        extra["projects"] = ", ".join(projects)
    if parts["early"]:
        extra["priority"] = parts["early"][1]
    if extra:
        cells["extra"] = json.dumps(extra, ensure_ascii=False)
    cleaned = {key: clean(text) for key, text in cells.items() if text}
    lost = sum(changed for _text, changed in cleaned.values())
    return Record("project", {key: text for key, (text, _lost) in cleaned.items()}, place, lost)


def _day(text: str | None) -> str:
    """A day in ISO form; blank for what is none."""
    try:
        return date.fromisoformat((text or "").strip()).isoformat()
    except ValueError:
        return ""
