"""Readers of values in rules: what TOML has in, a value of the rules out.

A reader raises ValueError with what is allowed, in the reader's language.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from reformcli.i18n import _, in_every_language, joined, typed_words

Reader = Callable[[object], object]
"""Turns what TOML has into a value. Raises ValueError with what is allowed."""

_LONGEST = 3660
"""The most days that any rule counts: about ten years."""


class Placed(ValueError):
    """What is wrong inside a value that holds others: each place, after that of the value, and what is wrong there."""

    def __init__(self, places: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.places = places


def called(word: str, labels: Mapping[str, str]) -> str | None:
    """The key that a word means, by itself or as people say it in any language; None for another word."""
    if word in labels:
        return word
    typed = _spelled(word)
    for key, label in labels.items():
        if typed in (_spelled(key), *map(_spelled, in_every_language(label))):
            return key
    return None


def _spelled(word: str) -> str:
    return word.strip().lower().replace(" ", "_").replace("-", "_")


def words_for(labels: Mapping[str, str]) -> str:
    """The words that may stand somewhere, for a sentence."""
    return joined(typed_words(labels))


def whole(low: int, high: int = _LONGEST) -> Reader:
    """A whole number within bounds, both included."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(_("a whole number from {low} to {high}", low=low, high=high))
        return value

    return read


def word(words: Mapping[str, str]) -> Reader:
    """One of some words, by its code or as people say it in any language."""

    def read(value: object) -> str:
        code = called(value, words) if isinstance(value, str) else None
        if code is None:
            raise ValueError(_("one of {words}", words=words_for(words)))
        return code

    return read


def words_of(words: Mapping[str, str]) -> Reader:
    """Several of some words, each once."""

    def read(value: object) -> tuple[str, ...]:
        if isinstance(value, list):
            return tuple(dict.fromkeys(str(word(words)(one)) for one in value))
        raise ValueError(_("a list of {words}", words=words_for(words)))

    return read


def name_among(words: Mapping[str, str]) -> Reader:
    """One of some words, as `word` reads it, or a name of the office's own, in one line."""

    def read(value: object) -> str:
        name = text(value)
        return called(name, words) or name

    return read


def yes_or_no(value: object) -> bool:
    """Yes or no."""
    if value is True or value is False:
        return value
    raise ValueError(_("true or false"))


def text(value: object) -> str:
    """Words in one line, without control characters."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable() or len(value) > 200:
        raise ValueError(_("words without control characters"))
    return value.strip()


def is_phrase(value: object) -> None:
    """A time limit in words must be one as `reform date` reads it, and count from a day: it gives another day when it
    is counted from another one, and none before that."""
    from reformcli.deadlines import Conventions, read

    bases = (date(2026, 1, 5), date(2031, 3, 3))
    readings = [read(str(value), base, Conventions(base.year)) for base in bases]
    ends = [reading.end for reading in readings if reading.end is not None and not reading.ambiguous]
    if len({*ends}) < len(bases) or any(end < base for end, base in zip(ends, bases, strict=True)):
        raise ValueError(_("a time limit in words, such as +15d or +10wd"))


def days(value: object) -> tuple[int, ...]:
    """Numbers of days, each greater than the one before."""
    numbers = value if isinstance(value, list) else []
    are_days = all(isinstance(one, int) and not isinstance(one, bool) and 0 < one <= _LONGEST for one in numbers)
    if not numbers or not are_days or numbers != sorted(set(numbers)):
        raise ValueError(_("numbers of days, each greater than the one before"))
    return tuple(numbers)


def country(value: object) -> str:
    """A country's code."""
    code = text(value)
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        raise ValueError(_("a country code of two letters, such as CN"))
    return code.upper()


def region(value: object) -> str:
    """A country and its part: GB-ENG."""
    whole_country, _dash, part = text(value).upper().partition("-")
    if not part or len(part) > 3 or not part.isalnum() or not part.isascii():
        raise ValueError(_("a country and its part, such as GB-ENG"))
    return f"{country(whole_country)}-{part}"
