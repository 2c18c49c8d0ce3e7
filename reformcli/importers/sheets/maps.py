"""Maps: what a person says that headings mean, given once or kept under a name for the lists to come."""

import json
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reformcli.errors import BadFile, BadValue
from reformcli.i18n import _, in_every_language, joined
from reformcli.importers.sheets.layout import KEEP, PERIOD
from reformcli.importers.sheets.vocabulary import OFFICE_NOUNS, normal, table
from reformcli.model.duty import ROLES
from reformcli.model.noun import noun
from reformcli.model.states import STATES
from reformcli.resources import make_folder

_NAME = re.compile(r"[\w][\w .-]{0,60}")


def parsed(options: Iterable[str]) -> dict[str, str]:
    """What `HEADING=FIELD` texts say: the heading in its normal form to a field, a role, or `noun.field`.

    Raises BadValue.
    """
    found = {}
    for text in options:
        heading, equals, target = text.rpartition("=")
        key = target.strip()
        if not equals or not normal(heading):
            raise BadValue(_("{text!r} is no map of a heading.", text=text), hint=_("Write it as 办结时间=due."))
        if key not in _targets():
            raise BadValue(
                _("There is no field {field}.", field=key),
                hint=_(
                    "It is one of: {allowed}.",
                    allowed=", ".join(sorted(each for each in _targets() if "." not in each)),
                ),
            )
        found[normal(heading)] = key
    return found


def _targets() -> set[str]:
    """Everything that a heading can be said to mean."""
    found = {KEEP, PERIOD, *ROLES}
    for key in OFFICE_NOUNS:
        own = {name for name, field in noun(key).fields.items() if name not in ("number", "uid", "extra")}
        for name in own | set(table().get(key, {})):
            found |= {name, f"{key}.{name}"}
    return found


def _file(folder: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise BadValue(_("{name!r} cannot be the name of a map.", name=name), hint=_("Use letters and digits."))
    return folder / f"{name}.toml"


class SavedMap(NamedTuple):
    """What a person says of one kind of list: headings (in normal form) to meanings, words of state (casefolded) to
    states."""

    headings: Mapping[str, str]
    words: Mapping[str, str]


NO_MAP = SavedMap({}, {})


def parsed_words(texts: Iterable[str]) -> dict[str, str]:
    """What `WORD=STATE` texts say: the word, casefolded, to a state of work, given as code or label. Raises
    BadValue."""
    words = {}
    for text in texts:
        word, equals, state = text.rpartition("=")
        code = next((key for key, label in STATES.items() if state.strip() in (key, *in_every_language(label))), None)
        if not equals or not word.strip() or code is None:
            states = joined(f"{key} ({_(label)})" for key, label in STATES.items())
            raise BadValue(
                _("{text!r} says no state of a word.", text=text),
                hint=_("Write it as Parked=planned; states are {states}.", states=states),
            )
        words[word.strip().casefold()] = code
    return words


def saved(folder: Path, name: str) -> SavedMap:
    """The map that was saved as `name`. Raises BadFile."""
    path = _file(folder, name)
    try:
        tree = tomllib.loads(path.read_text("utf-8"))
        headings, words = tree["map"].items(), tree.get("words", {}).items()
    except FileNotFoundError:
        present = ", ".join(sorted(each.stem for each in folder.glob("*.toml"))) or "-"
        raise BadFile(
            _("There is no saved map {name}.", name=name), where=str(path), hint=_("There are: {names}.", names=present)
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadFile(_("The saved map cannot be read: {why}.", why=error), where=str(path)) from None
    return SavedMap(
        parsed(f"{heading}={key}" for heading, key in headings),
        parsed_words(f"{word}={state}" for word, state in words),
    )


def save(folder: Path, name: str, answers: SavedMap) -> Path:
    """Keep a map under a name, in the place of an earlier one. Raises BadFile."""
    path = _file(folder, name)
    draft = path.with_suffix(".new")
    lines = ["[map]\n", *_lines(answers.headings), "\n[words]\n", *_lines(answers.words)]
    try:
        make_folder(folder)
        draft.write_text("".join(lines), encoding="utf-8")
        os.replace(draft, path)
    except OSError as error:
        raise BadFile(_("The map cannot be saved: {why}.", why=error.strerror), where=str(path)) from None
    return path


def _lines(pairs: Mapping[str, str]) -> Iterator[str]:
    return (f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(value)}\n" for name, value in pairs.items())


class Saved:
    """The maps that were saved, of which the one that fits a table is used and told."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self._say = say
        names = sorted(path.stem for path in folder.glob("*.toml")) if folder.is_dir() else []
        self._maps = {name: saved(folder, name) for name in names}

    @property
    def headings(self) -> frozenset[str]:
        """Every heading that some map names, in its normal form."""
        return frozenset(heading for each in self._maps.values() for heading in each.headings)

    def fitting(self, headings: Iterable[str]) -> SavedMap:
        """The map whose headings are all among `headings` (in normal form), the largest of several."""
        there = set(headings)
        fits = {name: each for name, each in self._maps.items() if each.headings and each.headings.keys() <= there}
        if not fits:
            return NO_MAP
        name = max(fits, key=lambda each: len(fits[each].headings))
        self._say(_("Headings are read by the saved map {name}.", name=name))
        return fits[name]
