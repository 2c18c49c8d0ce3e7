"""JSON as exported: one object with an array of objects for each noun."""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any, BinaryIO

from reformcli.errors import BadFile
from reformcli.i18n import _, mark
from reformcli.importers.sheets.dialogue.intake import Intake
from reformcli.importers.sheets.records import taskwarrior
from reformcli.merging import exports_before
from reformcli.merging.record import Place, Record
from reformcli.model.duty import ROLES
from reformcli.model.noun import EXPORT_FORMAT, noun
from reformcli.model.nouns import is_noun, listed_nouns
from reformcli.model.text import clean


def records(file: BinaryIO, name: str, intake: Intake) -> Iterator[Record]:
    """A record for each object, nouns in the order in which they refer to each other."""
    tree = loads(file.read(), name)
    if taskwarrior.is_export(tree):
        yield from taskwarrior.records(tree, name, intake)
        return
    if isinstance(tree, list) and (key := intake.noun or _noun_of(name)):
        tree = {_plurals()[key]: tree}
    if not isinstance(tree, dict) or not any(plural in tree for plural in _plurals().values()):
        raise BadFile(
            _("This JSON holds none of: {nouns}.", nouns=", ".join(listed.plural for listed in listed_nouns())),
            where=name,
            hint=_("It must be as `reform export --json` makes it."),
        )
    if tree.get("format", EXPORT_FORMAT) not in range(1, EXPORT_FORMAT + 1):
        raise BadFile(
            _(
                "This export has the format {format}; this reform reads {known}.",
                format=tree["format"],
                known=EXPORT_FORMAT,
            ),
            where=name,
            hint=_("Install the newer program."),
        )
    for key, plural in _plurals().items():
        items = tree.get(plural) or []
        if not isinstance(items, list):
            raise BadFile(_("{noun} is not an array.", noun=plural), where=name)
        for position, item in enumerate(items, 1):
            yield record(key, item, Place(mark("{file}, item {n}"), f"{name}, {plural}", position))


def _noun_of(name: str) -> str | None:
    """The noun that a file is called after, such as projects.json."""
    return next((key for key, plural in _plurals().items() if PurePath(name).stem == plural), None)


def _plurals() -> dict[str, str]:
    """The arrays of an export by the nouns that they hold, those of exports of before too."""
    return {listed.key: listed.plural for listed in listed_nouns()} | exports_before.PLURALS


def loads(content: bytes, name: str) -> Any:
    """JSON parsed. Raises BadFile."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadFile(_("This is not JSON in UTF-8: {why}.", why=error), where=name) from None


def record(key: str, item: Any, place: Place) -> Record:
    """The record that an object is. Raises BadFile for a key that is no field."""
    if not isinstance(item, dict):
        raise BadFile(_("This is not a JSON object."), where=str(place))
    allowed = {*(noun(key).fields if is_noun(key) else ()), *(ROLES if key == "project" else ())}
    if exports_before.noun_before(item, "extra.") == key:
        allowed |= exports_before.COLUMNS[key]
    for field in item:
        if field not in allowed:
            raise BadFile(
                _("There is no field {field} of {noun}.", field=field, noun=_plurals()[key]),
                where=str(place),
                hint=_("Put it into extra."),
            )
    cleaned = {field: clean(_text(value)) for field, value in item.items()}
    cells = {field: text for field, (text, _lost) in cleaned.items()}
    return Record(key, cells, place, sum(lost for _cell, lost in cleaned.values()))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
