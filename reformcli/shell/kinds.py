"""Kinds of things as people type them, in any language, one or several: a noun, or a kind that tracked work has."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from reformcli.columns import KIND
from reformcli.errors import UsageError
from reformcli.i18n import _, in_every_language
from reformcli.model.nouns import is_noun, listed_noun
from reformcli.shell.words import Words

if TYPE_CHECKING:
    from reformcli.model.fields import Thing
    from reformcli.model.noun import Noun


class KindWords(Words):
    """The words that `--kind` takes: a tracked noun, or a kind of one; with `others` any other noun too, several then.

    Plurals are taken as well: `matter`, `decisions`, 堵点. Help lists the tracked ones.
    """

    def __init__(self, *, others: bool) -> None:
        assert KIND.words is not None
        super().__init__(KIND.words, several=others)
        self._others = others

    def code(self, text: str) -> str | None:
        """The noun or kind that a text means; None for any other word."""
        word = text.strip().lower()
        for code, label in self.labels.items():
            if word in _words(code, label):
                return code
        if not self._others:
            return None
        from reformcli.model.noun import named

        other = named(word)
        return other.key if other else None


def codes_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The codes of tracked nouns and kinds in `texts`, of which each may hold several.

    Raises UsageError for a noun whose things are no tracked work.
    """
    codes = dict.fromkeys(_each(texts))
    if kinds := _untracked(codes):
        raise UsageError(
            _("--kind {kind}: that is no tracked work.", kind=kinds[0].key),
            hint=_("`reform list --kind {kind}` lists it.", kind=kinds[0].key),
        )
    return tuple(codes)


def untracked(texts: Iterable[str]) -> "Noun[Thing] | None":
    """The noun that the codes in `texts` ask for where its things are no tracked work; None where they name none such.

    Raises UsageError where they name others too, which have another list.
    """
    codes = list(_each(texts))
    kinds = _untracked(codes)
    if kinds and len(codes) > 1:
        raise UsageError(_("{noun} has a list of its own.", noun=_(kinds[0].label)), hint=_("Give --kind once."))
    return kinds[0] if kinds else None


def _untracked(codes: Iterable[str]) -> "list[Noun[Thing]]":
    from reformcli.model.noun import noun

    return [noun(code) for code in codes if is_noun(code) and not listed_noun(code).tracked]


def noun_of_code(code: str) -> "Noun[Thing]":
    """The tracked noun that a code means, or one of whose kinds it is."""
    from reformcli.model.noun import noun, tracked_nouns

    if is_noun(code):
        return noun(code)
    return next(kind for kind in tracked_nouns() if code in _kinds_of(kind))


def _kinds_of(kind: "Noun[Thing]") -> Mapping[str, str]:
    """The kinds that things of a tracked noun have, with their labels."""
    key = kind.tracked.kind if kind.tracked else ""
    return (kind.fields[key].choices or {}) if key else {}


def _each(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from text.split(",")


def _words(code: str, label: str) -> set[str]:
    """What people write for a code: itself, its labels in any language, and the plurals."""
    if is_noun(code):
        from reformcli.model.noun import noun

        words = noun(code).words
    else:
        words = {code, *(word.lower() for word in in_every_language(label))}
    return words | {f"{word}s" for word in words if word.isascii()}
