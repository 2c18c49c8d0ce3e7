"""Rules written as TOML with what each key means, and what changes between two sets of them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from reformcli.i18n import _
from reformcli.rulebook import Level, Rulebook, StageRule
from reformcli.rulebook.parts import PARTS
from reformcli.rulebook.score import ScoreRule
from reformcli.rulebook.sections import Section


def rules_text(rules: Rulebook) -> str:
    """The rules as TOML, each key with what it means in the reader's language: what `read` takes in again."""
    lines = []
    for name, section in PARTS.items():
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
        "score": {**rules.score._asdict(), "rules": tuple(rules.score.rules.values())},
        "submission": rules.submission._asdict(),
    }


def as_plain(value: object) -> object:
    """A value of the rules as lists, tables, numbers and words, as JSON has them."""
    if isinstance(value, ScoreRule):
        return as_plain(value.as_table())
    if isinstance(value, StageRule | Level):
        return {key: one for key, one in value._asdict().items() if one is not None}
    if isinstance(value, Mapping):
        return {key: as_plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [as_plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value


def differences(before: Rulebook, after: Rulebook) -> Iterator[str]:
    """What differs between two sets of rules: `lights.near 30 → 14`; of the rules of scores each by itself."""
    old, new = _each(before), _each(after)
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if was != now:
            yield f"{key} {_shown(was)} → {_shown(now)}"


def _each(rules: Rulebook) -> Mapping[str, Any]:
    """Every value of the rules, by its part and key."""
    values = values_of(rules)
    every = {f"{name}.{key}": value for name in PARTS for key, value in values[name].items()}
    every |= {f"score.rules.{key}": rule for key, rule in rules.score.rules.items()}
    del every["score.rules"]
    return every


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, ScoreRule):
        return _table(value)
    if _has_tables(value):
        return ", ".join(one.key if isinstance(one, StageRule) else _table(one) for one in value)
    return _toml(value).strip('"')


def _has_tables(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], StageRule | Level | ScoreRule)


def _table(table: StageRule | Level | ScoreRule) -> str:
    if isinstance(table, ScoreRule):
        return _toml(table.as_table())
    return _toml({key: value for key, value in table._asdict().items() if value not in (None, False)})


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "_").replace("_", "a").isalnum()
    return key if bare else _toml(key)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}={_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}"'
    return str(value)
