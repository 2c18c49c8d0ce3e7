"""Kinds of things as people type them, in any language, one or several: a noun, or a kind that tracked work has."""

from collections.abc import Iterable, Iterator, Mapping

from reformcli.columns import KIND
from reformcli.errors import BadValue, UsageError
from reformcli.i18n import _, in_every_language
from reformcli.model.fields import Thing
from reformcli.model.noun import Noun, named, noun, tracked_nouns
from reformcli.model.nouns import is_noun, listed_noun


def code_of(text: str) -> str:
    """The tracked noun, or the kind of one, that `text` means: `matter`, `decisions`, 堵点. Raises BadValue."""
    word = text.strip().lower()
    for code, label in (KIND.words or {}).items():
        if word in _words(code, label):
            return code
    raise BadValue(
        _("--kind cannot be {text!r}.", text=text),
        hint=_("It is one of: {allowed}.", allowed=", ".join(KIND.words or ())),
    )


def codes_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The tracked nouns and kinds that `texts` mean, of which each may name several. Raises BadValue."""
    return tuple(dict.fromkeys(map(code_of, _each(texts))))


def untracked(texts: Iterable[str]) -> Noun[Thing] | None:
    """The noun that `texts` ask for where its things are no tracked work; None where they name none such.

    Raises UsageError where they name others too, which have another list.
    """
    words = list(_each(texts))
    kinds = [kind for word in words if (kind := named(word)) is not None and kind.tracked is None]
    if kinds and len(words) > 1:
        raise UsageError(_("{noun} has a list of its own.", noun=_(kinds[0].label)), hint=_("Give --kind once."))
    return kinds[0] if kinds else None


def noun_of_code(code: str) -> Noun[Thing]:
    """The tracked noun that a code means, or one of whose kinds it is."""
    if is_noun(code):
        return noun(code)
    return next(kind for kind in tracked_nouns() if code in _kinds_of(kind))


def _kinds_of(kind: Noun[Thing]) -> Mapping[str, str]:
    """The kinds that things of a tracked noun have, with their labels."""
    key = kind.tracked.kind if kind.tracked else ""
    return (kind.fields[key].choices or {}) if key else {}


def _each(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from text.replace("，", ",").replace("、", ",").split(",")


def _words(code: str, label: str) -> set[str]:
    """What people write for a code: itself, its label in any language, and the plurals."""
    words = {code, *(word.lower() for word in in_every_language(label))}
    plural = {listed_noun(code).plural} if is_noun(code) else set()
    return words | {f"{word}s" for word in words if word.isascii()} | plural
