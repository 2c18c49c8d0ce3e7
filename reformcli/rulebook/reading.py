"""Rules read from TOML, whole or with all their faults at once."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from reformcli.errors import BadRules
from reformcli.i18n import _
from reformcli.lights import Thresholds
from reformcli.model.idea import NOUN as IDEA
from reformcli.model.idea import PROCESS
from reformcli.model.matter import FINDING_BEFORE, KINDS
from reformcli.model.states import DONE
from reformcli.rulebook import (
    Caps,
    DateRules,
    Ladder,
    Level,
    Meetings,
    Reporting,
    Rulebook,
    StageRule,
    VisitRules,
    default_text,
)
from reformcli.rulebook.parts import PARTS
from reformcli.rulebook.score import ScoreRules
from reformcli.rulebook.score_reading import contradictions as contradictions_of_scores
from reformcli.rulebook.sections import LEVEL_KEYS, STAGE_KEYS, Key, Placed, Section, called
from reformcli.rulebook.submission import SubmissionRules

_MOST_SHOWN = 12

Parts = dict[str, dict[str, Any]]
"""The values of each part of the rules, by key."""


def read(*texts: str, where: str = "", closely: bool = False) -> Rulebook:
    """The rules that texts say, each with the parts of those before it that it leaves out, and the first with the
    default's.

    `closely`, as when somebody loads the last one, also reads its words about time. Raises BadRules, naming every fault
    with its place, for keys that there are not, values that cannot be, holes.
    """
    parts = _Reader("", closely=False).parts(default_text())
    for number, text in enumerate(texts, 1):
        given = _Reader(where, closely=closely and number == len(texts)).parts(text)
        if "process" in given:  # of a kind that is not named there stays the process of before
            given["process"] = {**parts["process"], **given["process"]}
        parts |= given
    dates, lights = parts["dates"], parts["lights"]
    if faults := list(_contradictions(lights)):
        raise BadRules(
            " ".join(faults), where=where, hint=_("See `reform rules show` for every key and what it takes.")
        )
    return Rulebook(
        process=parts["process"],
        limit=parts["limit"],
        visits=VisitRules(**{"cap": None, **parts["visits"]}),
        changed=parts["changed"]["days"],
        readiness=parts["readiness"],
        ladder=Ladder(**parts["ladder"]),
        reporting=Reporting(**parts["reporting"]),
        meetings=Meetings(**parts["meetings"]),
        dates=DateRules(**dates),
        lights=Thresholds(**lights),
        caps=Caps(**parts["caps"]),
        score=ScoreRules(**parts["score"]),
        submission=SubmissionRules(**parts["submission"]),
    )


class _Reader:
    """Reads one text of rules, and gathers its faults."""

    def __init__(self, where: str, *, closely: bool) -> None:
        self._where = where
        self._closely = closely
        self._faults: list[str] = []

    def parts(self, text: str) -> Parts:
        """The parts of a text. Raises BadRules with all its faults."""
        try:
            tree = tomllib.loads(_with_quoted_keys(text.removeprefix("\ufeff")))
        except tomllib.TOMLDecodeError as error:
            raise BadRules(_("The rules are not TOML: {why}.", why=error), where=self._where) from None
        parts: Parts = {}
        for word, content in tree.items():
            name = called(word, {key: section.label for key, section in PARTS.items()})
            if name is None:
                names = ", ".join(PARTS)
                self._faults.append(_("[{name}] is no part of the rules; there are: {names}.", name=word, names=names))
            elif not isinstance(content, dict):
                self._faults.append(_("{place} must be a part of its own: [{place}].", place=word))
            elif name in parts:
                self._faults.append(_("{place} is given twice.", place=f"[{word}]"))
            else:
                parts[name] = dict(self._section(name, PARTS[name], content))
        self._faults += _holes(parts)
        if self._faults:
            shown = " ".join(self._faults[:_MOST_SHOWN])
            hint = _("See `reform rules show` for every key and what it takes.")
            raise BadRules(shown, where=self._where, hint=hint)
        return parts

    def _section(self, name: str, section: Section, content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        each = section.each
        for word, value in content.items():
            place = f"{name}.{word}"
            if name in ("process", "limit"):
                kind = self._kind(place, word)
                if kind is None:
                    continue
                if kind in seen:
                    self._faults.append(_("{place} is given twice.", place=place))
                seen.add(kind)
                yield (
                    kind,
                    self._value(place, each, value) if each and name == "limit" else tuple(self._stages(place, value)),
                )
            elif each is not None:
                yield word, self._value(place, each, value)
            elif (key := self._key(place, word, section.keys)) is not None:
                if key in seen:
                    self._faults.append(_("{place} is given twice.", place=place))
                seen.add(key)
                levels = (name, key) == ("ladder", "levels")
                yield key, tuple(self._levels(place, value)) if levels else self._value(place, section.keys[key], value)

    def _kind(self, place: str, word: str) -> str | None:
        kind = called(word, _KINDS)
        if kind is None:
            names = ", ".join(_KINDS)
            self._faults.append(_("{place}: there is no such key; there are: {names}.", place=place, names=names))
        return kind

    def _key(self, place: str, word: str, keys: Mapping[str, Key]) -> str | None:
        key = called(word, {one: declared.label for one, declared in keys.items()})
        if key is None:
            names = ", ".join(keys)
            self._faults.append(_("{place}: there is no such key; there are: {names}.", place=place, names=names))
        return key

    def _value(self, place: str, key: Key, value: object) -> Any:
        try:
            result = key.read(value)
            if self._closely and key.check is not None:
                key.check(result)
        except Placed as faults:
            self._faults += [_("{place}: {what}.", place=place + inner, what=what) for inner, what in faults.places]
            return None
        except ValueError as allowed:
            self._faults.append(
                _("{place} cannot be {value!r}: it takes {allowed}.", place=place, value=value, allowed=allowed)
            )
            return None
        return result

    def _stages(self, place: str, value: Any) -> Iterator[StageRule]:
        """The stages of a process, which are named once each and of which the last required one closes."""
        if not _is_list_of_tables(value):
            example = '[{key="close", by="office", state="done"}]'
            self._faults.append(_("{place} must be a list of stages: {example}.", place=place, example=example))
            return
        seen: list[str] = []
        closes = False
        for own, facts in self._tables(place, value, STAGE_KEYS):
            if not facts.get("key") or not facts.get("by"):
                self._faults.append(_("{place} lacks key or by.", place=own))
                continue
            if facts["key"] in seen:
                self._faults.append(_("{place}: there is a stage {name} already.", place=own, name=facts["key"]))
            rule = StageRule(**facts)
            if closes and rule.is_needed:
                self._faults.append(_("{place}: what comes after the stage that closes must be optional.", place=own))
            closes = closes or rule.state == DONE
            seen.append(rule.key)
            yield rule
        if not closes:
            self._faults.append(_("{place}: no stage has the state done.", place=place))

    def _levels(self, place: str, value: Any) -> Iterator[Level]:
        """The levels of the ladder, which are named once each and have something that makes them due."""
        if not _is_list_of_tables(value):
            example = '[{key="red", answer="+3wd", overdue=1}]'
            self._faults.append(_("{place} must be a list of levels: {example}.", place=place, example=example))
            return
        seen: list[str] = []
        for own, facts in self._tables(place, value, LEVEL_KEYS):
            if not facts.get("key") or not facts.get("answer") or len(facts) < _LEVEL_FACTS:
                self._faults.append(_("{place} lacks key, answer, or what makes it due.", place=own))
                continue
            if facts["key"] in seen:
                self._faults.append(_("{place}: there is a level {name} already.", place=own, name=facts["key"]))
            seen.append(facts["key"])
            yield Level(**facts)

    def _tables(self, place: str, value: Any, keys: Mapping[str, Key]) -> Iterator[tuple[str, dict[str, Any]]]:
        """The values of each table of a list by key, with the place of the table."""
        for number, content in enumerate(value, 1):
            own = f"{place}[{number}]"
            yield (
                own,
                {
                    key: self._value(f"{own}.{key}", keys[key], given)
                    for word, given in content.items()
                    if (key := self._key(f"{own}.{word}", word, keys)) is not None
                },
            )


_KINDS: Mapping[str, str] = {**KINDS, PROCESS: IDEA.label, FINDING_BEFORE: FINDING_BEFORE}
"""The kinds of matters as people say them, ideas, and the process of matters that were there before kinds were."""

_LEVEL_FACTS = 3
"""A level's key, its answer's time, and at least one condition."""


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


_TOKENS = re.compile(
    r"""(?P<kept> \"{3}(?:\\.|[^\\])*?\"{3} | '{3}.*?'{3} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' | \#[^\n]* )"""
    r"""| (?P<word> [\w-]+ )""",
    re.DOTALL | re.VERBOSE,
)
"""Strings and comments, which stay as they are, and bare words."""


def _with_quoted_keys(text: str) -> str:
    """A text in which bare words that are no ASCII stand in quotation marks, as TOML wants them."""
    return _TOKENS.sub(lambda token: f'"{token[0]}"' if token["word"] and not token[0].isascii() else token[0], text)


def _holes(parts: Parts) -> Iterator[str]:
    """What is missing of a part that is given: a part takes the place of the default's whole."""
    needed = {
        "visits": ("red", "yellow", "green", "blue"),
        "changed": ("days",),
        "readiness": ("group", "unit"),
        "ladder": Ladder._fields,
        "reporting": Reporting._fields,
        "meetings": ("commission",),
        "score": ScoreRules._fields,
        "submission": ("points",),
    }
    for name, keys in needed.items():
        for key in keys:
            if name in parts and key not in parts[name]:
                yield _("[{name}] lacks {key}.", name=name, key=key)
    ladder = parts.get("ladder", {})
    levels, starts = [level.key for level in ladder.get("levels", ())], ladder.get("key_starts")
    if levels and starts is not None and starts not in levels:
        yield _("ladder.key_starts is none of the levels.")
    yield from contradictions_of_scores(parts.get("score", {}))


def _contradictions(lights: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the lights of rules that are whole: a text may give one threshold without the other."""
    behind, far = (lights.get(key, getattr(Thresholds(), key)) for key in ("behind", "far_behind"))
    if isinstance(behind, int) and isinstance(far, int) and behind > far:
        yield _("lights.behind is more than lights.far_behind.")
