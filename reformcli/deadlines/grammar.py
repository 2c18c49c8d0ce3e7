"""Forms as rows: of recurring work, what stands in which order and the rule it makes; of moments, their readers.

A row's form is a line of elements with spaces between. An element is the kind or the text of a token (`end`, `of`; a
hyphen stands for a space), or in capitals the name of a small reader (LENGTH, NTH, DAYS), which takes a piece of the
phrase and gives its words for the rule. `|` stands between alternatives, `?` after an element that may be missing. A
new form is a new row.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol, TypeVar

from reformcli.deadlines.counting import EVERY, Length, Repeat
from reformcli.deadlines.items import Moment
from reformcli.deadlines.rules import parse
from reformcli.deadlines.tape import Found, FoundItem, Tape


class Piece(NamedTuple):
    """What a small reader took: its words for the rule, the place after it, whether it is in doubt."""

    words: str
    after: int
    ambiguous: bool = False


PieceReader = Callable[[Tape, int], Piece | None]


class MomentForm(NamedTuple):
    """One form of a moment: how it is written, the small reader that takes it, and examples that it reads.

    The reader takes the tape, a place on it and the moment on its left (in a span or a list, where what is the same is
    not repeated), and gives the moment and the place after it, or None.
    """

    form: str
    read: Callable[[Tape, int, Moment | None], Found]
    examples: tuple[str, ...]


class CountedForm(NamedTuple):
    """One form of a counted limit: how it is written, the small reader that takes it, and examples that it reads.

    The reader takes the tape, the place where the words in front of the length begin, the length and the place after
    it, and gives the item and the place after that, or None.
    """

    form: str
    read: Callable[[Tape, int, Length, int], FoundItem]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One form. `units` are those of the time limit for which it holds, "" for all.

    `rule` and `other`, the rule of its other reading, are templates of the pieces' words by their readers' names in
    small letters, of `unit`, of `every`, the rule that is due at the end of each unit, and of `monthly`, which names a
    month of it: the first one of a longer unit.
    """

    form: str
    rule: str
    other: str = ""
    units: str = ""
    ambiguous: bool = False


class Match(NamedTuple):
    """The rule that a row made of a phrase, and the place after it."""

    repeat: Repeat
    after: int


def first_row(
    rows: tuple[Row, ...], tape: Tape, place: int, readers: Mapping[str, PieceReader], unit: str = ""
) -> Match | None:
    """The rule by the first row whose form stands at `place`.

    `unit` is the unit of time that the phrase has named; where it is "", a piece named UNIT, EACH or the like names it.
    """
    # A piece that several rows ask for at one place is read once.
    pieces: dict[tuple[str, int], Piece | None] = {}

    def piece_at(name: str, place: int) -> Piece | None:
        if (name, place) not in pieces:
            pieces[name, place] = readers[name](tape, place)
        return pieces[name, place]

    for row in rows:
        if unit and row.units and unit not in row.units.split(","):
            continue
        match = _match(row, tape, place, piece_at, unit)
        if match is not None:
            return match
    return None


def _match(row: Row, tape: Tape, place: int, piece_at: Callable[[str, int], Piece | None], unit: str) -> Match | None:
    words = {"unit": unit}
    ambiguous = row.ambiguous
    for names, optional in _elements(row.form):
        for name in names:
            if name.isupper():
                piece = piece_at(name, place)
                if piece is None:
                    continue
                named = "unit" if name in _NAMES_OF_UNIT else name.lower()
                if named == "unit" and unit and piece.words.removeprefix("fiscal ") != unit:
                    continue
                words[named], place = piece.words, piece.after
                ambiguous = ambiguous or piece.ambiguous
                break
            if tape.kind(place) == name or tape.at(place).text == name:
                place = tape.skip(place + 1, name) if name == "article" else place + 1
                break
        else:
            if not optional:
                return None
    if row.units and words["unit"] not in row.units.split(","):
        return None
    words["monthly"] = "monthly" if words["unit"] == "month" else f"first month of {words['unit']}"
    words["every"] = EVERY.get(words["unit"], words["unit"] + "ly")
    rule = _filled(row.rule, words)
    if parse(rule) is None and "fiscal" not in rule:
        return None
    return Match(Repeat(rule, ambiguous=ambiguous, other_rule=_filled(row.other, words)), place)


def _filled(template: str, words: Mapping[str, str]) -> str:
    """A template with its words in place; a word may itself be a template of the unit."""
    return template.format(**words).format(**words)


_NAMES_OF_UNIT = ("UNIT", "EACH", "ENDS", "SPAN", "UNITEND", "PACE", "THEEND")


@cache
def _elements(form: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """The elements of a form: the alternatives of each, and whether it may be missing."""
    return tuple(
        (
            tuple(name.replace("-", " ") if name.islower() else name for name in element.rstrip("?").split("|")),
            element.endswith("?"),
        )
        for element in form.split()
    )


def place_after_form(form: str, tape: Tape, place: int) -> int | None:
    """The place after a form that names kinds of tokens alone, or None where it does not stand at `place`."""
    for kinds, optional in _elements(form):
        if tape.kind(place) in kinds:
            place += 1
        elif not optional:
            return None
    return place


def first_kinds(form: str) -> tuple[str, ...]:
    """The kinds of tokens with which such a form may begin."""
    (kinds, optional), *_rest = _elements(form)
    return (*kinds, *first_kinds(form.partition(" ")[2])) if optional else kinds


class Formed(Protocol):
    """A row with a form."""

    @property
    def form(self) -> str:
        """The kinds of tokens, in order."""


FormedRow = TypeVar("FormedRow", bound=Formed)


def by_first_kind(rows: Iterable[FormedRow]) -> Mapping[str, list[FormedRow]]:
    """Rows, in their order, by each kind of token with which their forms may begin."""
    table: dict[str, list[FormedRow]] = {}
    for row in rows:
        for kind in first_kinds(row.form):
            table.setdefault(kind, []).append(row)
    return table
