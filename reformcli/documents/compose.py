"""From a template and fields to a Document.

A value never makes structure. While Jinja2 and Markdown read the template, a number between two private characters
stands for each value; only when the blocks are there does the value take its place, as text. So a title that begins
with `#` or holds `{{` is a title that begins with `#` or holds `{{`.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from traceback import extract_tb

from jinja2 import TemplateError, Undefined, nodes
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reformcli.document import (
    Block,
    Break,
    Document,
    Fields,
    Heading,
    Items,
    Paragraph,
    Signature,
    TextRun,
    Words,
    text_of,
)
from reformcli.documents.templates import PRIVATE, Environment, TemplateText, environment, fault, parsed
from reformcli.i18n import _, language
from reformcli.table import Table

MOST_STEPS, MOST_TEXT = 100_000, 5_000_000
"""How many turns the loops of a template may take together, and how many characters come of it."""

_OPEN, _CLOSE = PRIVATE[0], PRIVATE[1]
_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRONG = re.compile(r"(?<!\\)\*\*")
_HARD_BREAK = re.compile(r"(?:\\| {2,})\n *")
_NUMBER = (
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\d+[.．](?!\d)\s*"),
)
"""How a heading of each level is numbered after GB/T 9704: 一、 then （一） then 1."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_BREAKS = {"-": Break.CUT, "*": Break.PAGE}
"""What a line of nothing but three or more of a sign means."""

_DIGITS = "零一二三四五六七八九"


class _Refused(Exception):
    """What a template asks for that cannot be; told with its place by `compose`."""


class _Values:
    """The values that a template has put out, each by its number."""

    def __init__(self) -> None:
        self._values: list[str | Table] = []
        self._steps = 0
        self._length = 0

    def put(self, value: object) -> str:
        """What stands for `value` until blocks are made."""
        kept = value if isinstance(value, Table) else self.counted(as_text(value))
        self._values.append(kept)
        return f"{_OPEN}{len(self._values) - 1}{_CLOSE}"

    def counted(self, text: str) -> str:
        """`text`, as long as all that the template puts out together stays within bounds."""
        self._length += len(text)
        if self._length > MOST_TEXT:
            raise _Refused(_("it makes more than {n} characters", n=MOST_TEXT))
        return text

    def table(self, text: str) -> Table | None:
        """The Table that `text` stands for, None where it stands for anything else."""
        place = _PLACE.fullmatch(text.strip())
        value = self._values[int(place[1])] if place else None
        return value if isinstance(value, Table) else None

    def filled(self, text: str) -> str:
        """`text` with the values in their places."""
        return _PLACE.sub(lambda place: self._text(int(place[1])), text)

    def _text(self, number: int) -> str:
        value = self._values[number]
        if isinstance(value, Table):
            raise _Refused(_("a table stands in a line of its own"))
        return value

    def bounded(self, several: object) -> Iterator[object]:
        """The parts of what a loop goes through, as long as all loops together stay within bounds."""
        if not isinstance(several, tuple):
            raise _Refused(_("a loop goes through a list, not through {value!r}", value=as_text(several)[:20]))
        for part in several:
            self._steps += 1
            if self._steps > MOST_STEPS:
                raise _Refused(_("its loops take more than {n} turns", n=MOST_STEPS))
            yield part


def as_text(value: object) -> str:
    """A plain value as text. Raises _Refused for what is none, UndefinedError for what is not there."""
    if isinstance(value, Undefined):
        return str(value)  # raises
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ("、" if language() == "zh" else ", ").join(as_text(part) for part in value)
    if isinstance(value, str | int | float | date):
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    raise _Refused(_("only a field with one value can be printed"))


def long_date(value: object) -> str:
    """A date as papers write it: 2026年6月30日, 30 June 2026."""
    if not isinstance(value, date):
        return as_text(value)
    if language() == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def long_month(value: object) -> str:
    """The month of a date as papers write it: 2026年6月, June 2026."""
    if not isinstance(value, date):
        return as_text(value)
    return f"{value.year}年{value.month}月" if language() == "zh" else f"{_MONTHS[value.month - 1]} {value.year}"


def count(value: object) -> int:
    """How many parts a list has, or rows a Table."""
    if isinstance(value, Table):
        return len(tuple(value.rows))
    if isinstance(value, tuple):
        return len(value)
    raise _Refused(_("{value!r} cannot be counted", value=as_text(value)[:20]))


def per_cent(value: object) -> str:
    """A share from 0 to 1 in per cent."""
    return f"{value:.0%}" if isinstance(value, int | float) else as_text(value)


FILTERS = {"long": long_date, "month": long_month, "count": count, "percent": per_cent}
"""The filters that a template has."""


def compose(
    template: TemplateText, fields: Fields, *, name: str, day: date, dense: bool = False, wide: bool = False
) -> Document:
    """The Document that a template makes of fields. Raises BadFile, with the line, where the template is not right."""
    values = _Values()
    jinja = environment(values.put, FILTERS)
    try:
        tree = parsed(jinja, template, fields)
        title, blocks = _blocks(_rendered(jinja, tree, template, fields, values), values)
    except _Refused as refused:
        raise fault(template, str(refused), _line(template, refused)) from None
    except TemplateError as error:
        raise fault(template, error.message or "", _line(template, error)) from None
    except RecursionError:
        raise fault(template, _("it is nested too deeply"), None) from None
    except TypeError as error:
        raise fault(template, _("it compares what cannot be compared"), _line(template, error)) from None
    return Document(name, title, tuple(blocks), fields, day, dense, wide)


def _rendered(jinja: Environment, tree: nodes.Template, template: TemplateText, fields: Fields, values: _Values) -> str:
    jinja.filters["bounded"] = values.bounded
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, "bounded", [], [], None, None, lineno=loop.lineno)
    code = jinja.compile(tree, filename=str(template.path))
    made = jinja.template_class.from_code(jinja, code, {}).generate(fields)
    return "".join(values.counted(part) for part in made)


def _line(template: TemplateText, error: Exception) -> int | None:
    """The line of the template in which an error came up, None where that was after it had been read."""
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == str(template.path)]
    return lines[-1] if lines else None


# Markdown to blocks


def _blocks(text: str, values: _Values) -> tuple[Words, list[Block]]:
    """The title and the blocks of a template that has been filled in."""
    tokens = MarkdownIt("zero").enable(["heading", "list", "blockquote", "hr"]).parse(text)
    title: Words = ()
    blocks: list[Block] = []
    numbers = [0, 0, 0]
    for kind, level, inner in _groups(tokens):
        if kind == "heading" and level == 1:
            if title or blocks:
                raise _Refused(_("its title, with one #, comes first and once"))
            title = _words(inner[0].content, values)
        elif kind == "heading":
            if level > len(numbers) + 1:
                raise _Refused(_("a heading has two, three or four #"))
            blocks.append(Heading(level - 1, _words(_numbered(inner[0].content, level - 2, numbers), values)))
        elif kind == "paragraph" and (table := values.table(inner[0].content)) is not None:
            blocks.append(_with_rows(table))
        elif kind == "paragraph":
            blocks.append(Paragraph(_words(inner[0].content, values)))
        elif kind == "hr" and inner[0].markup[0] in _BREAKS:
            blocks.append(_BREAKS[inner[0].markup[0]])
        elif kind == "hr":  # a line to write on, as its author drew it
            first = inner[0].map[0] if inner[0].map else 0
            blocks.append(Paragraph((TextRun(text.splitlines()[first].strip()),)))
        elif kind == "blockquote":
            blocks.append(Signature(tuple(_lines(inner, values))))
        else:
            items = tuple(_words(part.content, values) for part in inner)
            blocks.append(Items(items, level if kind == "ordered" else None))
    if not title:
        raise _Refused(_("it has no title: a first line that begins with #"))
    return title, [block for block in map(_without_blanks, blocks) if block is not None]


def _groups(tokens: list[Token]) -> Iterator[tuple[str, int, list[Token]]]:
    """Each block on the highest level: its kind, the level of a heading or first number of a list, its texts."""
    depth = 0
    opened: Token | None = None
    inner: list[Token] = []
    for token in tokens:
        if token.nesting == 1 and depth == 0:
            opened, inner = token, []
        elif token.type == "hr" and depth == 0:
            yield "hr", 0, [token]
            continue
        elif token.type in ("bullet_list_open", "ordered_list_open", "blockquote_open", "heading_open", "hr"):
            raise _Refused(_("lists and signatures hold plain lines only"))
        if token.type == "inline":
            inner.append(token)
        depth += token.nesting
        if opened is not None and depth == 0:
            yield opened.type.removesuffix("_open").removesuffix("_list"), _level(opened), inner


def _level(token: Token) -> int:
    if token.type == "heading_open":
        return int(token.tag[1:])
    return int(token.attrGet("start") or 1)


def _lines(inner: Iterable[Token], values: _Values) -> Iterator[Words]:
    for token in inner:
        for line in token.content.split("\n"):
            yield _words(line.rstrip("\\ "), values)


def _words(text: str, values: _Values) -> Words:
    """Text of Markdown as words: `**` makes heavy, a backslash takes a mark for itself, lines run on."""
    parts = _STRONG.split(text)
    if len(parts) % 2 == 0:
        raise _Refused(_("** is not closed in {text!r}", text=values.filled(text)[:40]))
    return tuple(TextRun(filled, n % 2 == 1) for n, part in enumerate(parts) if (filled := _filled(part, values)))


def _filled(text: str, values: _Values) -> str:
    between = "" if language() == "zh" else " "
    lines = (line.replace("\n", between) for line in _HARD_BREAK.split(text))
    return values.filled(_ESCAPED.sub(r"\1", "\n".join(lines)))


def _numbered(text: str, level: int, numbers: list[int]) -> str:
    """A heading whose number is the one that its place gives it, where the template gives it any."""
    typed = _NUMBER[level].match(text)
    if typed is None:
        return text
    numbers[level] += 1
    numbers[level + 1 :] = [0] * (len(numbers) - level - 1)
    number = numbers[level]
    fresh = (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}. ")[level]
    return fresh + text[typed.end() :]


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _with_rows(table: Table) -> Block:
    """A Table without the columns that hold nothing and are not there to write in, or what it says without a row."""
    rows = tuple(table.rows)
    if not rows:
        return Paragraph((TextRun(table.empty),) if table.empty else ())
    kept = [
        place
        for place, column in enumerate(table.columns)
        if column.open or any(row[place] not in (None, ()) for row in rows)
    ]
    columns = tuple(table.columns[place] for place in kept)
    return table._replace(columns=columns, rows=tuple(tuple(row[place] for place in kept) for row in rows))


def _without_blanks(block: Block) -> Block | None:
    """A block without items and lines that say nothing; None where nothing is left."""
    if isinstance(block, Items):
        kept = tuple(words for words in block.items if text_of(words).strip())
        return block._replace(items=kept) if kept else None
    if isinstance(block, Signature):
        kept = tuple(words for words in block.lines if text_of(words).strip())
        return Signature(kept) if kept else None
    if isinstance(block, Heading | Paragraph):
        return block if text_of(block.words).strip() else None
    return block
