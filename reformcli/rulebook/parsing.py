"""Rules read from TOML, whole or with all their faults at once."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from reformcli.errors import BadRules
from reformcli.i18n import _, plural
from reformcli.lights import Thresholds
from reformcli.rulebook import DateRules, Rulebook, default_text
from reformcli.rulebook.parts import section
from reformcli.rulebook.readers import Placed, called, words_for
from reformcli.rulebook.sections import LABELS, MOVED, Key, Rows
from reformcli.rulebook.toml import short, toml, tree_of

_MOST_SHOWN = 40
"""The most faults that one line tells of; how many more there are is said."""

Parts = dict[str, dict[str, Any]]
"""The values of each part of the rules, by key."""


def read(*texts: str, where: str = "", closely: bool = False) -> Rulebook:
    """The rules that texts say, each with the parts of those before it that it leaves out, and the first with the
    default's. What one of them says is right or wrong by itself, whatever stands before it.

    `closely`, as when the last one comes in, also reads its words about time. Raises BadRules, naming every fault with
    its place, for keys that there are not, values that cannot be, holes.
    """
    parts: Parts = {}
    for number, text in enumerate(texts, 1):
        for name, part in _Reader(where, closely=closely and number == len(texts)).parts(text).items():
            before = parts.get(name) or default_part(name) if section(name).adds else {}
            parts[name] = {**before, **part}
    return Rulebook(parts)


@cache
def default_part(name: str) -> Mapping[str, Any]:
    """What the default's part called `name` says, by key."""
    return _Reader("", closely=False).part(name, _default()[name])


@cache
def _default() -> Mapping[str, Mapping[str, Any]]:
    return tree_of(default_text())


class _Reader:
    """Reads one text of rules, and gathers its faults."""

    def __init__(self, where: str, *, closely: bool) -> None:
        self._where = where
        self._closely = closely
        self._faults: list[str] = []

    def parts(self, text: str) -> Parts:
        """The parts of a text. Raises BadRules with all its faults."""
        parts: Parts = {}
        for word, content in tree_of(text, self._where).items():
            name = called(word, LABELS)
            if name is None:
                what = _("[{name}] is no part of the rules; there are: {names}.", name=word, names=words_for(LABELS))
                self._faults.append(what)
            elif not isinstance(content, dict):
                self._faults.append(_("{place} must be a part of its own: [{place}].", place=word))
            elif name in parts:
                self._faults.append(_("{place} is given twice.", place=f"[{word}]"))
            else:
                parts[name] = self.part(name, content)
        self._faults += _contradictions({name: part for name, part in parts.items() if _is_whole(name, part)})
        if self._faults:
            more = len(self._faults) - _MOST_SHOWN
            shown = self._faults[:_MOST_SHOWN]
            shown += [plural("{n} more fault.", "{n} more faults.", more)] if more > 0 else []
            hint = _("See `reform rules show` for every key and what it takes.")
            raise BadRules(" ".join(shown).replace("。 ", "。"), where=self._where, hint=hint)
        return parts

    def part(self, name: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """What the part called `name` says, by key; None for what is at fault."""
        declared = section(name)
        part = {
            key: self._value(place, declared.key(key), value)
            for key, place, value in self._keys(name, content, declared.labels())
        }
        for key in declared.needed:
            if key not in part:
                self._faults.append(_("[{name}] lacks {key}.", name=name, key=key))
        return part

    def _keys(
        self, place: str, content: Mapping[str, Any], labels: Mapping[str, str]
    ) -> Iterator[tuple[str, str, object]]:
        """Each key of a table with its place and what stands there; a word that means none, or one again, is a
        fault."""
        seen: set[str] = set()
        for word, value in content.items():
            own = f"{place}.{word}"
            key = called(word, labels)
            if key is None and (moved := MOVED.get(own)):
                self._faults.append(_("{place} is {key}.", place=own, key=moved))
            elif key is None:
                names = words_for(labels)
                self._faults.append(_("{place}: there is no such key; there are: {names}.", place=own, names=names))
            elif key in seen:
                self._faults.append(_("{place} is given twice.", place=own))
            else:
                seen.add(key)
                yield key, own, value

    def _value(self, place: str, key: Key, value: object) -> Any:
        if key.rows is not None:
            return self._rows(place, key.rows, value)
        try:
            result = key.read(value)
            if self._closely and key.check is not None:
                key.check(result)
        except Placed as faults:
            self._faults += [_("{place}: {what}.", place=place + inner, what=what) for inner, what in faults.places]
            return None
        except ValueError as allowed:
            self._faults.append(
                _(
                    "{place} cannot be {value}: it takes {allowed}.",
                    place=place,
                    value=short(toml(value)),
                    allowed=allowed,
                )
            )
            return None
        return result

    def _rows(self, place: str, rows: Rows, value: object) -> tuple[Any, ...] | None:
        """What the tables of a list are made into; None where anything is wrong with them."""
        tables = value if isinstance(value, list) else []
        if not tables or not all(isinstance(table, dict) for table in tables):
            what = _("{place} must be a list such as {example}.", place=place, example=f"[{rows.example}]")
            self._faults.append(what)
            return None
        before = len(self._faults)
        made = []
        names: set[str] = set()
        labels = {key: declared.label for key, declared in rows.keys.items()}
        for number, table in enumerate(tables, 1):
            own = f"{place}[{number}]"
            facts = {key: self._value(at, rows.keys[key], fact) for key, at, fact in self._keys(own, table, labels)}
            lacking = [key for key in rows.needed if key not in facts]
            if lacking:
                self._faults.append(_("{place} lacks {keys}.", place=own, keys=", ".join(lacking)))
            elif facts["key"] in names:
                self._faults.append(_("{place}: {name} stands there already.", place=own, name=facts["key"]))
            else:
                names.add(facts["key"])
                made.append(rows.type(**facts))
        if len(self._faults) == before:
            self._faults += rows.faults(place, made)
        return tuple(made) if len(self._faults) == before else None


def _is_whole(name: str, part: Mapping[str, Any]) -> bool:
    """Whether all that a part must have is there and right."""
    return None not in part.values() and all(key in part for key in section(name).needed)


def _contradictions(parts: Parts) -> Iterator[str]:
    """What is wrong with parts whose values are right one by one: what they leave out is the default's."""
    ladder, lights, dates = (parts.get(name, {}) for name in ("ladder", "lights", "dates"))
    if ladder and ladder["key_starts"] not in [level.key for level in ladder["levels"]]:
        yield _("ladder.key_starts is none of the levels.")
    thresholds = Thresholds(**lights)
    if thresholds.behind > thresholds.far_behind:
        yield _("lights.behind is more than lights.far_behind.")
    place = DateRules(**dates)
    if place.region is not None and not place.region.startswith(f"{place.country}-"):
        yield _("dates.region is no part of dates.country.")
    if "score" in parts:
        from reformcli.rulebook.score_reading import contradictions

        yield from contradictions(parts["score"])
