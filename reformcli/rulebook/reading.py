"""Rules read from TOML, whole or with all their faults at once; and written as TOML with what each key means."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from reformcli.errors import BadRules
from reformcli.i18n import _, in_every_language
from reformcli.lights import Thresholds
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
from reformcli.rulebook.sections import LEVEL_KEYS, SECTIONS, STAGE_KEYS, Key, Section

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
        parts |= _Reader(where, closely=closely and number == len(texts)).parts(text)
    dates, lights = parts["dates"], parts["lights"]
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
            tree = tomllib.loads(_with_quoted_keys(text))
        except tomllib.TOMLDecodeError as error:
            raise BadRules(_("The rules are not TOML: {why}.", why=error), where=self._where) from None
        parts: Parts = {}
        for word, content in tree.items():
            name = called(word, {key: section.label for key, section in SECTIONS.items()})
            if name is None:
                names = ", ".join(SECTIONS)
                self._faults.append(_("[{name}] is no part of the rules; there are: {names}.", name=word, names=names))
            elif not isinstance(content, dict):
                self._faults.append(_("{place} must be a part of its own: [{place}].", place=word))
            else:
                parts[name] = dict(self._section(name, SECTIONS[name], content))
        self._faults += _holes(parts)
        if self._faults:
            shown = " ".join(self._faults[:_MOST_SHOWN])
            hint = _("See `reform rules show` for every key and what it takes.")
            raise BadRules(shown, where=self._where, hint=hint)
        return parts

    def _section(self, name: str, section: Section, content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for word, value in content.items():
            place = f"{name}.{word}"
            if name == "process":
                yield word, tuple(self._stages(place, value))
            elif section.each is not None:
                yield word, self._value(place, section.each, value)
            elif (key := self._key(place, word, section.keys)) is not None:
                levels = (name, key) == ("ladder", "levels")
                yield key, tuple(self._levels(place, value)) if levels else self._value(place, section.keys[key], value)

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
            if closes and not facts.get("optional"):
                self._faults.append(_("{place}: what comes after the stage that closes must be optional.", place=own))
            closes = closes or facts.get("state") == DONE
            seen.append(facts["key"])
            yield StageRule(**facts)
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


_LEVEL_FACTS = 3
"""A level's key, its answer's time, and at least one condition."""


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


_BARE = re.compile(
    r"""^(?P<before>\s*\[{0,2}\s*)(?P<key>[^\s"'=\[\]#.,{}]*[^\x00-\x7f][^\s"'=\[\]#.,{}]*)(?P<after>\s*[=\]])""",
    re.MULTILINE,
)
"""A key at the beginning of a line that is no ASCII: TOML wants it in quotation marks, people leave those out."""


def _with_quoted_keys(text: str) -> str:
    return _BARE.sub(r'\g<before>"\g<key>"\g<after>', text)


def _holes(parts: Parts) -> Iterator[str]:
    """What is missing of a part that is given: a part takes the place of the default's whole."""
    needed = {
        "visits": ("red", "yellow", "green", "blue"),
        "changed": ("days",),
        "readiness": ("group", "unit"),
        "ladder": Ladder._fields,
        "reporting": Reporting._fields,
        "meetings": Meetings._fields,
    }
    for name, keys in needed.items():
        for key in keys:
            if name in parts and key not in parts[name]:
                yield _("[{name}] lacks {key}.", name=name, key=key)
    ladder = parts.get("ladder", {})
    levels, starts = [level.key for level in ladder.get("levels", ())], ladder.get("key_starts")
    if levels and starts is not None and starts not in levels:
        yield _("ladder.key_starts is none of the levels.")
    lights = parts.get("lights", {})
    behind, far = lights.get("behind"), lights.get("far_behind")
    if isinstance(behind, int) and isinstance(far, int) and behind > far:
        yield _("lights.behind is more than lights.far_behind.")


def called(word: str, labels: Mapping[str, str]) -> str | None:
    """The key that a word means, by itself or as people say it in any language."""
    typed = word.strip().lower().replace(" ", "_")
    for key, label in labels.items():
        if typed in (key, *(said.lower().replace(" ", "_") for said in in_every_language(label))):
            return key
    return None


def rules_text(rules: Rulebook) -> str:
    """The rules as TOML, each key with what it means in the reader's language: what `read` takes in again."""
    lines = []
    for name, section in SECTIONS.items():
        lines += [f"[{name}]  # {_(section.label)}", f"# {_(section.help)}"]
        lines += _written(name, section, rules)
        lines.append("")
    return "\n".join(lines)


def _written(name: str, section: Section, rules: Rulebook) -> Iterator[str]:
    values = values_of(rules)[name]
    for key, value in values.items():
        declared = section.keys.get(key)
        words = f"  # {_(declared.label)}: {_(declared.help)}" if declared else ""
        if value is None:
            yield f"# {key} ={words}"
        elif _has_tables(value):
            yield f"{_key(key)} = [{words}\n" + ",\n".join(f"  {_table(one)}" for one in value) + "]"
        else:
            yield f"{_key(key)} = {_toml(value)}{words}"


def values_of(rules: Rulebook) -> Mapping[str, Mapping[str, Any]]:
    """The values of each part, by key."""
    return {
        "process": rules.process,
        "limit": rules.limit,
        "visits": rules.visits._asdict(),
        "changed": {"days": rules.changed},
        "readiness": rules.readiness,
        "ladder": rules.ladder._asdict(),
        "reporting": rules.reporting._asdict(),
        "meetings": rules.meetings._asdict(),
        "dates": rules.dates._asdict(),
        "lights": rules.lights._asdict(),
        "caps": rules.caps._asdict(),
    }


def differences(before: Rulebook, after: Rulebook) -> Iterator[str]:
    """What differs between two sets of rules: `lights.near 30 → 14`."""
    old, new = values_of(before), values_of(after)
    for name in SECTIONS:
        for key in dict.fromkeys((*old[name], *new[name])):
            was, now = old[name].get(key), new[name].get(key)
            if was != now:
                yield f"{name}.{key} {_shown(was)} → {_shown(now)}"


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if _has_tables(value):
        return ", ".join(_table(one) if isinstance(one, Level) else one.key for one in value)
    return _toml(value).strip('"')


def _has_tables(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], StageRule | Level)


def _table(table: StageRule | Level) -> str:
    facts = {key: value for key, value in table._asdict().items() if value not in (None, False)}
    return "{" + ", ".join(f"{key}={_toml(value)}" for key, value in facts.items()) + "}"


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "_").replace("_", "a").isalnum()
    return key if bare else _toml(key)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}"'
    return str(value)
