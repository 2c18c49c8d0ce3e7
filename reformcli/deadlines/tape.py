"""The tokens of a phrase with the frame they are read against, and the few questions that readers ask of them."""

from dataclasses import dataclass

from reformcli.deadlines.items import Frame, Item, Moment


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a phrase. `value` is the number that it says; `begin` and `end` are places in the text."""

    kind: str
    text: str
    begin: int
    end: int
    value: int | None = None


_NOTHING = Token("end of text", "", -1, -1)


@dataclass(slots=True)
class Tape:
    """Readers take a place on the tape and give back what they found and the place after it."""

    text: str
    tokens: list[Token]
    frame: Frame

    def at(self, place: int) -> Token:
        """The token at `place`; a token of kind `end of text` outside the tape."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else _NOTHING

    def kind(self, place: int) -> str:
        """The kind of the token at `place`."""
        return self.at(place).kind

    def numeral(self, place: int) -> int | None:
        """The number at `place`, or None where no numeral stands there."""
        return self.at(place).value if self.kind(place) == "numeral" else None

    def skip(self, place: int, *kinds: str) -> int:
        """The place after any run of tokens of these kinds."""
        while self.kind(place) in kinds:
            place += 1
        return place

    def skip_to(self, place: int, kind: str) -> int:
        """The place of the next token of a kind, or the end."""
        while place < len(self.tokens) and self.kind(place) != kind:
            place += 1
        return place

    def is_possessive(self, place: int) -> bool:
        """Whether 的 or 之 stands at `place`."""
        return self.at(place).text in ("的", "之")

    def before(self, place: int) -> str:
        """The text in front of the token at `place`."""
        token = self.at(place)
        return self.text if token.begin < 0 else self.text[: token.begin]

    def after(self, place: int) -> str:
        """The text from the token at `place` on."""
        token = self.at(place)
        return "" if token.begin < 0 else self.text[token.begin :]


Found = tuple[Moment, int] | None
"""A moment and the place after it, or nothing."""

FoundItem = tuple[Item, int] | None
"""An item and the place after it, or nothing."""
