"""What formats for people share about the blocks of a Document."""

from collections.abc import Iterable, Iterator

from reformcli.document import Break, Heading, Items, Paragraph, Signature, Words, text_of
from reformcli.model.text import escape
from reformcli.output.texts import wrapped

BULLET = "- "
_INDENT = "  "
_CUT_CELLS = 72
"""How wide a line along which a paper is cut is, where nothing is narrower."""


def plain_text(words: Words) -> str:
    """The words without anything that could steer a terminal, their lines parted by newlines."""
    return escape(text_of(words))


def marks(block: Items) -> Iterator[str]:
    """What stands before each item of a list."""
    for n in range(len(block.items)):
        yield BULLET if block.first is None else f"{block.first + n}. "


def lines_of(block: Heading | Paragraph | Items | Signature | Break, width: int | None = None) -> list[str]:
    """A block as lines of text, each at most `width` cells wide where that is given.

    Lines after the first of a paragraph or an item are indented, so that no text that is put in looks like a heading
    or an item of its own.
    """
    if isinstance(block, Break):
        return ["- " * (min(width or _CUT_CELLS, _CUT_CELLS) // 2 - 1) + "-"] if block is Break.CUT else []
    if isinstance(block, Items):
        marked = zip(marks(block), block.items, strict=True)
        return [line for mark, words in marked for line in _hanging(mark, words, " " * len(mark), width)]
    if isinstance(block, Signature):
        return [line for words in block.lines for line in _hanging(_INDENT * 2, words, _INDENT * 2, width)]
    return _hanging("", block.words, _INDENT, width)


def _hanging(first: str, words: Words, rest: str, width: int | None) -> list[str]:
    lines: Iterable[str] = plain_text(words).split("\n")
    if width is not None:
        lines = wrapped(lines, max(1, width - len(rest)))
    return [f"{rest if n else first}{line}".rstrip() for n, line in enumerate(lines)]
