"""Texts found again by those that differ from them in few characters, without comparing each with all."""

from collections.abc import Collection
from difflib import SequenceMatcher

CHINESE_RATIO, LATIN_RATIO = 0.88, 0.85
"""From which ratio of `difflib.SequenceMatcher` on texts are similar; Latin ones have more letters for the same."""


class SimilarTexts:
    """Texts by their pieces: characters of a Chinese text, pairs of letters of a Latin one.

    Of two similar texts the shorter one has few pieces that the longer one lacks. So one of any few pieces more is in
    both, and the rarest are looked up. The characters that are `counting` (numbers, for instance) are the same in both
    and in the same order.
    """

    def __init__(self, counting: Collection[str]) -> None:
        self._counting = frozenset(counting)
        self._counts: set[str] = set()
        """The counting characters of each text, in order: what has others is like none."""
        self._known: dict[str, tuple[set[str], int]] = {}
        """The pieces of each text, and how many of them a similar one may lack."""
        self._by_piece: dict[str, list[str]] = {}
        self._by_rarest: dict[str, list[str]] = {}

    def enter(self, text: str) -> None:
        """Know a text from now on."""
        if text in self._known:
            return
        self._counts.add(self._count(text))
        pieces, most = self._known[text] = self._pieces(text), _most_missing(text)
        for piece in self._rarest(pieces, most):
            self._by_rarest.setdefault(piece, []).append(text)
        for piece in pieces:
            self._by_piece.setdefault(piece, []).append(text)

    def like(self, text: str) -> set[str]:
        """The texts that may be similar to `text`, itself among them if it is known; all that are similar are."""
        if self._count(text) not in self._counts:
            return set()
        pieces, most = self._known.get(text) or (self._pieces(text), _most_missing(text))
        longer = {other for piece in self._rarest(pieces, most) for other in self._by_piece.get(piece, ())}
        shorter = {other for piece in pieces for other in self._by_rarest.get(piece, ())}
        return {other for other in longer if len(pieces - self._known[other][0]) <= most} | {
            other for other in shorter if len(self._known[other][0] - pieces) <= self._known[other][1]
        }

    def _rarest(self, pieces: set[str], most: int) -> list[str]:
        return sorted(pieces, key=lambda piece: (len(self._by_piece.get(piece, ())), piece))[: most + 1]

    def _count(self, text: str) -> str:
        return "".join(character for character in text if character in self._counting)

    def _pieces(self, text: str) -> set[str]:
        """The pieces of a text, each with the counting characters of the whole, so that others have no piece of it."""
        counted = self._count(text)
        pieces = {text[at : at + 2] for at in range(max(len(text) - 1, 1))} if text.isascii() else set(text)
        return {f"{piece} {counted}" for piece in pieces} if counted else pieces


def likeness(text: str, other: str, least: float, counting: Collection[str]) -> float:
    """How similar two texts are, 1 being the same; 0 below `least`, or where they differ by a `counting` character."""
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least or (ratio := matcher.ratio()) < least:
        return 0
    different = (text[a:b] + other[c:d] for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal")
    return 0 if any(character in counting for part in different for character in part) else ratio


def _most_missing(text: str) -> int:
    """How many pieces of a text a similar one that is no shorter may lack.

    Characters that differ are at most 12 % of a Chinese text, or its last one. Of a Latin text 15 % of the letters may
    differ, each of which stands in two pairs, and as many letters between others part a pair each.
    """
    part = 3 * (1 - LATIN_RATIO) if text.isascii() else 1 - CHINESE_RATIO
    return max(1, int(part * len(text) + 1e-9))
