"""Rules written as TOML with what each key means, and what changes between two sets of them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from reformcli.i18n import _, joined
from reformcli.model.order import LEVELS
from reformcli.model.stage import STAGES
from reformcli.rulebook import LadderLevel, Rulebook, StageRule
from reformcli.rulebook.limits import limit_words
from reformcli.rulebook.parts import sections
from reformcli.rulebook.readers import words_for
from reformcli.rulebook.score import ScoreRule
from reformcli.rulebook.sections import Section
from reformcli.rulebook.toml import toml

_NAMES = {**STAGES, **LEVELS}
"""What stages and levels are called, by key."""


def rules_text(rules: Rulebook) -> str:
    """The rules as TOML, each key with what it means in the reader's language: what `read` takes in again."""
    lines = []
    for name, section in sections():
        lines += [f"[{name}]  # {_(section.label)}", f"# {_(section.help)}"]
        lines += _written(name, section, rules)
        lines.append("")
    return "\n".join(lines)


def _written(name: str, section: Section, rules: Rulebook) -> Iterator[str]:
    values = values_of(rules)[name]
    for key, value in values.items():
        declared = section.keys.get(key)
        words = f"  # {_(declared.label)}: {_(declared.help)}" if declared else f"  # {_(section.names[key])}"
        words += f": {limit_words(value)}" if name == "limit" else ""
        if value is None:
            yield f"# {key} ={words}"
        elif _has_tables(value):
            yield f"{key} = [{words}\n" + ",\n".join(f"  {_table(one)}" for one in value) + "]"
        else:
            yield f"{key} = {toml(value)}{words}"


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
        "score": {**rules.score._asdict(), "rules": tuple(rules.score.rules.values())},
        "submission": rules.submission._asdict(),
    }


def as_plain(value: object) -> object:
    """A value of the rules as lists, tables, numbers and words, as JSON has them."""
    if isinstance(value, ScoreRule):
        return as_plain(value.as_table())
    if isinstance(value, StageRule | LadderLevel):
        return {key: one for key, one in value._asdict().items() if one is not None}
    if isinstance(value, Mapping):
        return {key: as_plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [as_plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value


def differences(before: Rulebook, after: Rulebook) -> Iterator[str]:
    """What differs between two sets of rules, key by key: `lights.near 30 → 14`, of lists of tables each by itself; and
    of each part, what it had before and has no more: a part that is given takes the place of the one before it whole.
    """
    old, new = values_of(before), values_of(after)
    for name, section in sections():
        gone = [key for key, value in old[name].items() if value is not None and new[name].get(key) is None]
        for key in dict.fromkeys((*old[name], *new[name])):
            if key not in gone:
                yield from _differing(f"{name}.{key}", old[name].get(key), new[name].get(key))
        if gone:
            labels = section.labels()
            had = joined([f"{words_for({key: labels[key]})} ({in_words(old[name][key])})" for key in gone])
            yield _("[{name}] takes the place of the one before whole; what falls away: {keys}.", name=name, keys=had)


def _differing(place: str, was: Any, now: Any) -> Iterator[str]:
    """What differs in one value; in a list of tables, table by table."""
    if was == now:
        return
    if not (_has_tables(was) and _has_tables(now)):
        yield f"{place} {in_words(was)} → {in_words(now)}"
    elif isinstance(now[0], ScoreRule):
        old, new = ({rule.key: rule for rule in rules} for rules in (was, now))
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                yield f"{place}.{key} {in_words(old.get(key))} → {in_words(new.get(key))}"
    else:
        yield from _of_tables(place, was, now)


def _of_tables(
    place: str, was: Sequence[StageRule | LadderLevel], now: Sequence[StageRule | LadderLevel]
) -> Iterator[str]:
    if [one.key for one in was] != [one.key for one in now]:
        yield f"{place} {in_words(was)} → {in_words(now)}"
    present = {one.key: one._asdict() for one in was}
    for table in now:
        for fact, value in table._asdict().items():
            if table.key in present and present[table.key][fact] != value:
                yield f"{place}.{table.key}.{fact} {in_words(present[table.key][fact])} → {in_words(value)}"


def in_words(value: Any) -> str:
    """A value in a sentence: a time limit in words, tables by their keys, `-` for none."""
    if value is None:
        return "-"
    if isinstance(value, ScoreRule):
        return _table(value)
    if _has_tables(value):
        return joined([_(_NAMES.get(one.key, one.key)) for one in value])
    return limit_words(value) if isinstance(value, str) else toml(value)


def _has_tables(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], StageRule | LadderLevel | ScoreRule)


def _table(table: StageRule | LadderLevel | ScoreRule) -> str:
    if isinstance(table, ScoreRule):
        return toml(table.as_table())
    return toml({key: value for key, value in table._asdict().items() if value is not None and value is not False})
