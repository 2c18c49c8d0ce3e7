"""The table of headings met in the wild, `data/headings.toml`, and how a heading is looked up in it."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from reformcli.resources import folder

OFFICE_NOUNS = ("project", "matter", "visit", "owner")
"""The nouns whose lists are read with all that offices do to a sheet; the others are read as plain tables."""

_SEVERAL = {("matter", "owner"): "units"}
"""Fields that hold one of the several that a column may name."""

_BRACKETS = re.compile(r"[(（\[【〔〈<《][^()（）\[\]【】〔〕]*[)）\]】〕〉>》]")
_MARKS = re.compile(r"[\s_\-:：*＊、，,.。·/／“”\"'’‘&]+")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.])")


@cache
def table() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Noun to field or role to headings, as the file has them."""
    tree = tomllib.loads((folder("data") / "headings.toml").read_text("utf-8"))
    return {noun: fields for noun, fields in tree.items() if noun != "words"}


@cache
def headings_of(noun: str, key: str) -> tuple[str, ...]:
    """The headings met in the wild for a field or role of a noun."""
    return tuple(table().get(noun, {}).get(_SEVERAL.get((noun, key), key), ()))


@cache
def words_of(noun: str, key: str) -> Mapping[str, str]:
    """What cells say for the codes of a field: word to code."""
    tree = tomllib.loads((folder("data") / "headings.toml").read_text("utf-8"))["words"]
    return {word.casefold(): code for code, words in tree.get(noun, {}).get(key, {}).items() for word in (code, *words)}


@cache
def known(noun: str) -> Mapping[str, str]:
    """Every heading of a noun in its normal form, and what it names."""
    found: dict[str, str] = {}
    for key, names in table().get(noun, {}).items():
        for name in names:
            found.setdefault(normal(name), key)
    return found


@cache
def normal(heading: str) -> str:
    """A heading without what does not tell headings apart: width, case, spaces and marks; 督察 is 督查."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", heading).casefold()).replace("督察", "督查")


@cache
def lookup(noun: str, heading: str) -> str | None:
    """What a heading names: as it stands, without brackets and numbering, or by the known name that it ends in."""
    names = known(noun)
    bare = _NUMBERED.sub("", _BRACKETS.sub("", heading).strip())
    for form in (normal(heading), normal(bare)):
        if form and form in names:
            return names[form]
    form = normal(bare)
    if form.isascii() or len(form) > 12:
        return None
    return next((names[form[start:]] for start in range(1, len(form) - 2) if form[start:] in names), None)


@cache
def rank(noun: str, heading: str) -> int:
    """How early the name that a heading has stands in the table: of two columns the earlier one is meant."""
    forms = (normal(heading), normal(_NUMBERED.sub("", _BRACKETS.sub("", heading).strip())))
    names = [normal(name) for name in table().get(noun, {}).get(lookup(noun, heading) or "", ())]
    return next((names.index(form) for form in forms if form in names), len(names))


@cache
def anywhere(heading: str) -> bool:
    """Whether a heading is known for any noun that offices keep lists of."""
    return any(lookup(noun, heading) is not None for noun in OFFICE_NOUNS)
