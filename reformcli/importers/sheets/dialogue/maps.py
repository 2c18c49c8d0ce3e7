"""Maps: what a person says that headings mean, given once or kept under a name for the lists to come."""

import json
import os
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import NamedTuple

from reformcli.errors import BadFile, BadValue, reason
from reformcli.i18n import _, in_every_language, joined
from reformcli.importers.sheets.columns.layout import KEEP, PERIOD
from reformcli.importers.sheets.words.heading_table import OFFICE_NOUNS, normal, table
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
    """What a person says of one kind of list: headings (in normal form) to meanings, words of state (see `word_key`) to
    states, whether the day comes first in days in figures (None: not said), what was answered to other questions
    (the question to the answer), and the headings (in normal form) of the lists of this kind."""

    headings: Mapping[str, str] = {}
    words: Mapping[str, str] = {}
    day_first: bool | None = None
    answers: Mapping[str, str] = {}
    lists: tuple[frozenset[str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.headings or self.words or self.answers or self.day_first is not None)

    def fits(self, headings: Collection[str]) -> bool:
        """Whether a list with these headings (in normal form) is of this kind: it has all that the map reads, or nearly
        all that such a list has."""
        present = frozenset(headings)
        if self.headings and self.headings.keys() <= present:
            return True
        return any(len(each & present) >= _NEARLY_ALL * len(each) for each in self.lists)

    def over(self, other: "SavedMap") -> "SavedMap":
        """This map, and of another one what it does not say."""
        return SavedMap(
            {**other.headings, **self.headings},
            {**other.words, **self.words},
            other.day_first if self.day_first is None else self.day_first,
            {**other.answers, **self.answers},
            tuple(dict.fromkeys((*other.lists, *self.lists))),
        )


_NEARLY_ALL = 0.8

NO_MAP = SavedMap()


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
        words[word_key(word)] = code
    return words


def word_key(word: str) -> str:
    """What a word of state is known by: without case, blanks around it, and the stop at its end."""
    return word.strip().rstrip("。").casefold()


def saved(folder: Path, name: str) -> SavedMap:
    """The map that was saved as `name`. Raises BadFile."""
    path = _file(folder, name)
    try:
        return _parsed_file(path.read_text("utf-8"))
    except FileNotFoundError:
        present = ", ".join(sorted(each.stem for each in folder.glob("*.toml"))) or "-"
        raise BadFile(
            _("There is no saved map {name}.", name=name), where=str(path), hint=_("There are: {names}.", names=present)
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadFile(_("The saved map cannot be read: {why}.", why=error), where=str(path)) from None


def _parsed_file(content: str) -> SavedMap:
    """What a saved map says. Raises ValueError, KeyError, TypeError or AttributeError for what is none."""
    tree = tomllib.loads(content)
    day_first = tree.get("dates", {}).get("day_first")
    return SavedMap(
        parsed(f"{heading}={key}" for heading, key in tree["map"].items()),
        parsed_words(f"{word}={state}" for word, state in tree.get("words", {}).items()),
        None if day_first is None else bool(day_first),
        {str(question): str(answer) for question, answer in tree.get("answers", {}).items()},
        tuple(frozenset(map(str, each)) for each in tree.get("lists", {}).get("headings", ())),
    )


def saved_or_none(folder: Path, name: str) -> SavedMap:
    """The map that was saved as `name`; NO_MAP where there is none. Raises BadFile for one that cannot be read."""
    return saved(folder, name) if _file(folder, name).exists() else NO_MAP


def free_name(folder: Path, file: str) -> str:
    """A name for the map of a list, after its file, that no map has yet: without the month or year that it is of."""
    stem = PurePath(file).stem
    name = _PERIOD_OF_FILE.sub("", stem).strip(" .-_()（）") or stem
    name = re.sub(r"[^\w .-]+", "-", name).strip(" .-_")[:40] or "list"
    numbered = (name, *(f"{name}-{n}" for n in range(2, 1000)))
    return next(each for each in numbered if not _file(folder, each).exists())


_PERIOD_OF_FILE = re.compile(
    r"\d{4}年?(?:第?[一二三四1-4]季度|[.\-_]?\d{1,2}月?(?:份|[.\-_]?\d{1,2}日?)?)?"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|第[一二三四]季度"
)
"""What of a file's name says which month or year its list is of."""


def save(folder: Path, name: str, answers: SavedMap) -> Path:
    """Keep a map under a name, in the place of an earlier one. Raises BadFile."""
    path = _file(folder, name)
    draft = path.with_suffix(".new")
    try:
        make_folder(folder)
        draft.write_text("".join(_written(answers)), encoding="utf-8")
        os.replace(draft, path)
    except OSError as error:
        raise BadFile(_("The map cannot be saved: {why}.", why=reason(error)), where=str(path)) from None
    return path


def _written(answers: SavedMap) -> Iterator[str]:
    yield from ("[map]\n", *_lines(answers.headings))
    yield from ("\n[words]\n", *_lines(answers.words))
    if answers.answers:
        yield from ("\n[answers]\n", *_lines(answers.answers))
    if answers.day_first is not None:
        yield f"\n[dates]\nday_first = {json.dumps(answers.day_first)}\n"
    if answers.lists:
        lists = [sorted(each) for each in answers.lists]
        yield f"\n[lists]\nheadings = {json.dumps(lists, ensure_ascii=False)}\n"


def _lines(pairs: Mapping[str, str]) -> Iterator[str]:
    return (f"{_quoted(name)} = {_quoted(value)}\n" for name, value in pairs.items())


def _quoted(text: str) -> str:
    """A text as a basic string of TOML, whose escapes are those of JSON; DEL is none of its characters."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


class Saved:
    """The maps that were saved, of which the one that fits a table is used and told; `used` is the name of the last."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self._say = say
        names = sorted(path.stem for path in folder.glob("*.toml")) if folder.is_dir() else []
        self._maps = {name: saved(folder, name) for name in names}
        self.used: str | None = None
        self.answers: dict[str, str] = {}

    @property
    def headings(self) -> frozenset[str]:
        """Every heading that some map names, in its normal form."""
        return frozenset(heading for each in self._maps.values() for heading in each.headings)

    def fitting(self, headings: Iterable[str]) -> SavedMap:
        """The map that fits a list with `headings` (in normal form): of several, the one that reads the most."""
        there = set(headings)
        fits = {name: each for name, each in self._maps.items() if each.fits(there)}
        if not fits:
            return NO_MAP
        name = max(fits, key=lambda each: (len(fits[each].headings), len(fits[each].words) + len(fits[each].answers)))
        self._say(_("Headings are read by the saved map {name}.", name=name))
        self.used = name
        self.answers |= fits[name].answers
        return fits[name]
