"""TOML as people write it: words need no quotation marks, and what is no TOML is named with its line."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from reformcli.errors import BadRules
from reformcli.i18n import _

_SHOWN = 60
"""How many characters of a line or value a message has room for."""

_TOKENS = re.compile(
    r"""(?P<kept> \"{3}(?:\\.|[^\\])*?\"{3} | '{3}.*?'{3} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' | \#[^\n]* )"""
    r"""| (?P<word> [\w-]+ )""",
    re.DOTALL | re.VERBOSE,
)
"""Strings and comments, which stay as they are, and bare words."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")

_LINE = re.compile(r"at line (\d+)")


def tree_of(text: str, where: str = "") -> dict[str, Any]:
    """What a text in TOML holds. A bare word that is not ASCII, which TOML has nowhere, is read as if it stood in
    quotation marks: 亮灯, 临近. Raises BadRules naming the line that is no TOML."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        return tomllib.loads(_TOKENS.sub(_quoted, text))
    except RecursionError:
        raise BadRules(_("The rules are lists in lists without end."), where=where) from None
    except ValueError as error:  # TOMLDecodeError, and numbers of thousands of digits
        raise BadRules(
            _no_toml(text, str(error)),
            where=where,
            hint=_('Words stand in straight quotation marks: "…"; every key on a line of its own.'),
        ) from None


def _quoted(token: re.Match[str]) -> str:
    word = token["word"]
    return token[0] if word is None or word.isascii() else f'"{word}"'


def _no_toml(text: str, why: str) -> str:
    lines = text.rstrip().split("\n")
    place = _LINE.search(why)
    number = min(int(place[1]), len(lines)) if place else len(lines)
    facts = {"line": number, "text": short(lines[number - 1].strip())}
    if why.startswith("Cannot"):
        return _("Line {line} of the rules says something for the second time: {text}", **facts)
    return _("Line {line} of the rules is no TOML: {text}", **facts)


def short(text: str) -> str:
    """`text`, cut where a message has no room for more."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else toml(key)


def toml(value: object) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}={toml(part)}" for key, part in value.items()) + "}"
    if isinstance(value, str):
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}"'
    return str(value)
