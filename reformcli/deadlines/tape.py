"""The tokens of a phrase with the frame they are read against, and the few questions that readers ask of them."""

from dataclasses import dataclass, replace

from reformcli.deadlines.items import Frame, Item, Moment


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a phrase. `value` is the number that it says; `begin` and `end` are places in the text."""

    kind: str
    text: str
    begin: int
    end: int
    value: int | None = None


LONGEST_RUN = 8
"""Words of one kind in a row that are skipped."""
NEARBY = 130
"""Characters in front of a word, or after it, that may say something about it."""
MOST_ITEMS = 24
"""Statements about time that one phrase may hold; a phrase with more is no time limit."""

_NUMERALS = ("numeral", "number", "number word")
_NOTHING = Token("end of text", "", -1, -1)


@dataclass(slots=True)
class Tape:
    """Readers take a place on the tape and give back what they found and the place after it.

    `earlier` is the item read last before the place.
    """

    text: str
    tokens: list[Token]
    frame: Frame
    earlier: Item | None = None

    def at(self, place: int) -> Token:
        """The token at `place`; a token of kind `end of text` outside the tape."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else _NOTHING

    def kind(self, place: int) -> str:
        """The kind of the token at `place`."""
        return self.at(place).kind

    def numeral(self, place: int) -> int | None:
        """The number at `place`, or None where no numeral stands there."""
        return self.at(place).value if self.kind(place) in _NUMERALS else None

    def aside(self, said_year: int | None = None) -> "Tape":
        """The same tape, to read ahead: the phrase remembers nothing of it. `said_year` is the year that is meant."""
        return replace(self, frame=replace(self.frame, said_year=said_year or self.frame.said_year))

    def skip(self, place: int, *kinds: str) -> int:
        """The place after a run of tokens of these kinds; nobody writes more than a few of them."""
        for _step in range(LONGEST_RUN):
            if self.kind(place) not in kinds:
                break
            place += 1
        return place

    def skip_to(self, place: int, kind: str) -> int:
        """The place of the next token of a kind, or the end."""
        while place < len(self.tokens) and self.kind(place) != kind:
            place += 1
        return place

    def place_after(self, place: int, characters: int) -> int:
        """The place of the first token that begins at least so many characters after the one at `place`."""
        end = self.at(place).begin + characters
        while place < len(self.tokens) and self.at(place).begin < end:
            place += 1
        return place

    def is_possessive(self, place: int) -> bool:
        """Whether 的 or 之 stands at `place`."""
        return self.at(place).text in ("的", "之")

    def before(self, place: int) -> str:
        """The text shortly in front of the token at `place`."""
        begin = len(self.text) if self.at(place).begin < 0 else self.at(place).begin
        return self.text[max(0, begin - NEARBY) : begin]

    def after(self, place: int) -> str:
        """The text shortly after the beginning of the token at `place`."""
        begin = self.at(place).begin
        return "" if begin < 0 else self.text[begin : begin + NEARBY]


Found = tuple[Moment, int] | None
"""A moment and the place after it, or nothing."""

FoundItem = tuple[Item, int] | None
"""An item and the place after it, or nothing."""
