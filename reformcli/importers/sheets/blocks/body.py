"""The rows below a heading: those of the table, and those that only look so (sections, totals, notes, headings)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reformcli.importers.sheets.blocks.sheet_blocks import Block
from reformcli.importers.sheets.cells.sheet import Spread, distinct, is_nothing, one_line
from reformcli.importers.sheets.cells.title import about, state_of
from reformcli.importers.sheets.columns.layout import Layout, SheetColumn
from reformcli.importers.sheets.words import state_words, vocabulary
from reformcli.importers.sheets.words.heading_table import normal
from reformcli.model.duty import ROLES

_TOTAL = re.compile(
    r"(?:本[页月周])?(?:合|总|小|共|累)\s*计(?:[:：（(].*)?|(?:全部|各项)?总计.*|(?:税[前后]|含税|不含税)?(?:总价|总额|总金额|总工时|总天数|合计|小计).{0,6}"
    r"|(?:sub|grand)?[ -]?totals?\b.{0,30}|平均值?|average|sum",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:附?注|备注|说明|填表说明|填报说明|注释|联系人|联系电话|填表人|填报人|制表人?|制表单位|审核人?|审批|签字|签发|签章|报送|抄送|"
    r"单位负责人|主要负责人|分管领导签字|负责人签字|负责人|经办人|填报单位|填报时间|填报日期|填表日期|填表时间|打印时间|"
    r"单位[（(](?:盖|公)章[）)]|盖章|"
    r"notes?|source|prepared by|signed|disclaimer|figures)\s*(?:\d+\s*)?[:：.、（(](?s:.*)|"
    r"(?:©|copyright\b|\(c\)).*|.*all rights reserved.*|"
    r"（?(?:以下|此行以下)(?:空白|无正文).*|"
    r"(?:以上|上述)(?:数据|内容|项目).*|(?:单位)?[（(](?:盖章|公章|签章)[）)].*|\*+\S.*|20\d\d年\d{1,2}月\d{1,2}日",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"[（(【\[]\s*(?:填写|填报)?(?:示例|样例|举例|范例|example|sample)\s*[）)】\]].*|(?:填写)?(?:示例|样例|范例|例)\s*[:：].*"
    r"|e\.g\..*|example\s*:.*|(?:填写|填报)?(?:示例|样例|范例|举例|例)$",
    re.IGNORECASE | re.DOTALL,
)
"""Rows that only show how to fill a form in."""

_NUMBERING = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.部批类]分?[、：:\s]?|[（(][一二三四五六七八九十]{1,3}[）)]|[IVX]{1,4}[.、]|[A-H][.、]\s)"
)
_SECTION = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、.部批类]|[（(][一二三四五六七八九十]{1,3}[）)]|[IVX]{1,4}[.、])"
)
_SECTION_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.]?|[IVX]{1,5}\.?")
_FIGURE = re.compile(r"[-+]?[\d,]+(?:\.\d+)?\s*(?:%|％|万元|亿元|项|个|元)?")
_MILESTONE = re.compile(r"milestone\b|里程碑", re.IGNORECASE)
_INNER = re.compile(r"^[（(]")
_COUNTED = re.compile(r"[（(，,：:]?\s*(?:共计?|合计)?\s*\d+\s*(?:项|个|件|条)(?:任务|项目|试点|改革)?\s*[）)]?$")
_SAID = re.compile(r"(?P<name>[^：:]{2,8})[：:]\s*(?P<value>\S.*)", re.DOTALL)
_WITH_WHOM = re.compile(r"(?P<section>.+)[（(](?P<name>[^：:（()）]{2,8})[：:](?P<value>[^（()）]+)[)）]", re.DOTALL)
"""A section with who answers for it: 一、医药卫生体制改革（牵头单位：县卫健局）."""

_DITTO = re.compile(r"同上|同前|〃|″|々|ditto|as above", re.IGNORECASE)
"""Cells that say what the cell above them says."""

_LONGEST_SECTION = 40
_SAID_BY_SECTIONS = (*ROLES, "theme", "source", "kind")
"""What a section says by a name and a colon: 牵头单位：县发改局."""


class Line(NamedTuple):
    """A row of the table: its place (from 0), its cells, and what the sections above say of it."""

    at: int
    cells: list[str]
    facts: Mapping[str, str]


def joined(lines: Sequence[Line]) -> list[str]:
    """The cells of rows that are one item, column by column: what they say differently stands on lines of its own."""
    width = max(len(line.cells) for line in lines)
    columns = ((line.cells[at] for line in lines if at < len(line.cells)) for at in range(width))
    return ["\n".join(dict.fromkeys(filter(None, cells))) for cells in columns]


def cell_of(line: Line, column: SheetColumn | None) -> str:
    """The cell of a row in a column; blank where there is none."""
    return line.cells[column.at] if column is not None and column.at < len(line.cells) else ""


class Left:
    """What was left out of a table, for telling: which rows of each kind, counted from 1."""

    def __init__(self) -> None:
        self.rows: dict[str, list[int]] = {}

    def out(self, kind: str, at: int) -> None:
        """Note a row that was left out."""
        self.rows.setdefault(kind, []).append(at + 1)


class _Frame(NamedTuple):
    """What sorting a table's rows goes by: its headings, its main column and that of its numbers, how full rows are."""

    sheet: Spread
    names: Sequence[str]
    title_at: int
    row_at: int | None
    who_when: tuple[int, ...]
    usual: int


def lines(sheet: Spread, block: Block, layout: Layout, left_out: Left) -> Iterator[Line]:
    """The rows of the table, each with the facts of its sections."""
    frame = _frame(sheet, block, layout)
    outer = _first_section(frame, block, layout)
    inner: dict[str, str] = {}
    waiting: list[int] = []
    above: list[str] = []
    in_notes = False
    for at in range(block.heading.bottom + 1, block.bottom + 1):
        cells = sheet.row(at)
        if not any(cells):
            continue
        texts = distinct(cells)
        kind = _kind(_Row(frame, at, cells, texts), in_notes)
        if kind == "section":
            waiting.append(at)
            named = texts[1] if _SECTION_NUMBER.fullmatch(texts[0]) and len(texts) > 1 else texts[0]
            level, facts = section(one_line(named), layout)
            if level:
                inner = facts
            else:
                outer, inner = facts, {}
            left_out.out("section", at)
        elif kind is None:
            waiting.clear()
            in_notes = False
            cells = above = _written_out(cells, above)
            yield Line(at, cells, {**outer, **inner} if inner else outer)
        else:
            in_notes = in_notes or kind == "note"
            left_out.out(kind, at)
    for at in waiting:
        left_out.rows["section"].remove(at + 1)
        left_out.out("note", at)
    if not left_out.rows.get("section", True):
        del left_out.rows["section"]


def _written_out(cells: list[str], above: Sequence[str]) -> list[str]:
    """A row's cells, those that only repeat the row `above` (同上, 〃) in its words."""
    return [
        above[at] if at < len(above) and above[at] and _DITTO.fullmatch(cell) else cell for at, cell in enumerate(cells)
    ]


def _first_section(frame: _Frame, block: Block, layout: Layout) -> dict[str, str]:
    """What the line above the heading says of the first rows, where lines above the heading's repetitions do so."""
    title = block.titles[-1] if block.titles else ""
    for at in range(block.heading.bottom + 2, block.bottom + 1):
        cells = frame.sheet.row(at)
        if len(distinct(cells)) > 1 and _repeats(cells, frame.names) and len(distinct(frame.sheet.row(at - 1))) == 1:
            return section(one_line(title), layout)[1] if 0 < len(title) <= _LONGEST_SECTION else {}
    return {}


def _frame(sheet: Spread, block: Block, layout: Layout) -> _Frame:
    main, row = layout.of(layout.main), layout.of("row")
    names = [normal(path[-1]) if path else "" for path in block.heading.paths]
    sample = range(block.heading.bottom + 1, min(block.bottom + 1, block.heading.bottom + 60))
    counts = sorted(count for at in sample if (count := sum(map(bool, sheet.row(at)))) > 1)
    who_when = tuple(column.at for column in layout.columns if column.key in OF_ITEMS)
    usual = counts[len(counts) // 2] if counts else 0
    return _Frame(sheet, names, main.at if main else 0, row.at if row else None, who_when, usual)


OF_ITEMS = (*ROLES, "due", "due_revised", "state", "start", "owner")
"""Columns that rows of items fill and rows of sums do not."""


class _Row(NamedTuple):
    """A row below a heading as it is sorted: its place, its cells, and those among them that differ (at least one)."""

    frame: _Frame
    at: int
    cells: Sequence[str]
    texts: Sequence[str]

    @property
    def title(self) -> str:
        """Its cell in the main column."""
        return self.cells[self.frame.title_at] if self.frame.title_at < len(self.cells) else ""

    @property
    def is_of_title_only(self) -> bool:
        """Whether its first cell with words is the one of the main column."""
        return self.title == self.texts[0]

    @property
    def is_total(self) -> bool:
        words = ["".join(cell.split()) if not cell.isascii() else cell for cell in self.texts[:2]]
        is_item = _has_number(self.cells, self.frame.row_at) and _fills(self.cells, self.frame.who_when)
        return any(map(_TOTAL.fullmatch, words)) and not is_item

    @property
    def is_example(self) -> bool:
        return any(map(_EXAMPLE.match, (self.title, self.texts[0])))

    @property
    def is_note(self) -> bool:
        """Whether it begins like a note, and its main column holds none of the items."""
        first = self.texts[0]
        is_day = first[0].isdecimal()
        before_title = not self.is_of_title_only and self.cells.index(first) < self.frame.title_at and not is_day
        named = self.title and (is_day or not _NOTE.match(self.title))
        no_item = len(self.texts) <= 2 or not named or before_title
        return bool(_NOTE.match(first) and no_item)

    @property
    def heads_others(self) -> bool:
        """Whether it stands by itself as what rows below it belong to does."""
        frame, first = self.frame, self.texts[0]
        across = frame.sheet.is_across(self.at) or (bool(first) and self.cells[0] == first and frame.title_at > 0)
        alone = self.is_of_title_only and not frame.sheet.is_continued(self.at, frame.title_at)
        return across or bool(_NUMBERING.match(first)) or (alone and (frame.row_at is not None or frame.usual >= 4))


def _kind(row: _Row, in_notes: bool) -> str | None:
    """Why a row is not one of the table: heading, total, note or section; None where it is one."""
    if row.is_total:
        return "total"
    if len(row.texts) > 1 and _repeats(row.cells, row.frame.names):
        return "heading"
    if row.is_example:
        return "note"
    return _kind_of_several(row) if len(row.texts) > 1 else _kind_of_single(row, in_notes)


def _kind_of_several(row: _Row) -> str | None:
    """The same of a row that says more than one thing."""
    if _has_number(row.cells, row.frame.row_at):
        return None
    if _is_numbered_section(row.frame, row.cells, row.texts):
        return "section"
    if row.is_note:
        return "note"
    if _is_sum_of_section(row.frame, row.cells, row.texts):
        return "section"
    only_notes = not row.title and all(_NOTE.match(cell) or len(cell) < 2 for cell in row.texts)
    return "note" if only_notes else None


def _kind_of_single(row: _Row, in_notes: bool) -> str | None:
    """The same of a row that says one thing; below a note it is one too."""
    first = row.texts[0]
    if row.is_note or in_notes:
        return "note"
    if row.is_of_title_only and (_MILESTONE.match(first) or _has_parts(row.frame.sheet, row.at, row.frame.title_at)):
        return None
    if not row.heads_others:
        return None
    longest = _LONGEST_SECTION * (2 if first.isascii() else 1)
    return "section" if len(first) <= longest and not first.startswith("截至") else "note"


def _has_parts(sheet: Spread, at: int, title_at: int) -> bool:
    """Whether the row below names something that is indented further."""
    return at + 1 < sheet.height and sheet.indent(at + 1, title_at) > sheet.indent(at, title_at)


def _is_numbered_section(frame: _Frame, cells: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether a row has a section's number (一, 二 …) in the column of numbers, and its name and sums beside it."""
    number = cells[frame.row_at] if frame.row_at is not None and frame.row_at < len(cells) else ""
    if _SECTION_NUMBER.fullmatch(number) is None or _fills(cells, frame.who_when):
        return False
    return len(texts) > 1 and all(_FIGURE.fullmatch(cell) for cell in texts[2:])


def _fills(cells: Sequence[str], columns: Sequence[int]) -> bool:
    return any(at < len(cells) and not is_nothing(cells[at]) for at in columns)


def _is_sum_of_section(frame: _Frame, cells: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether a row names a section and holds nothing but figures beside it."""
    if _fills(cells, frame.who_when) or not frame.who_when or not _SECTION.match(texts[0]):
        return False
    return all(_FIGURE.fullmatch(cell) for cell in texts[1:])


def _has_number(cells: Sequence[str], row_at: int | None) -> bool:
    cell = cells[row_at] if row_at is not None and row_at < len(cells) else ""
    return bool(cell) and (cell.rstrip(".、").isdecimal() or (len(cell) <= 6 and any(map(str.isdigit, cell))))


def _repeats(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a row is the heading once more, or the lower part of one."""
    filled = [at for at, cell in enumerate(cells) if cell]
    same = sum(
        at < len(names) and normal(cells[at]) == names[at] for at in filled if len(cells[at]) <= _LONGEST_SECTION
    )
    if same * 2 >= len(filled) > 1 or same < 2:
        return same >= 2 or (same * 2 >= len(filled) > 1)
    return all(len(cells[at]) <= _LONGEST_SECTION and vocabulary.anywhere(one_line(cells[at])) for at in filled)


def section(words: str, layout: Layout) -> tuple[bool, dict[str, str]]:
    """Whether a section row is one inside another, and what it says of the rows below it."""
    inner = _INNER.match(words) is not None
    if (pair := _SAID.fullmatch(words)) and (key := vocabulary.surely("project", pair["name"])) in _SAID_BY_SECTIONS:
        return inner, {str(key): pair["value"].strip()}
    if (pair := _WITH_WHOM.fullmatch(words)) and (key := vocabulary.surely("project", pair["name"])) in ROLES:
        inner, facts = section(pair["section"], layout)
        return inner, {**facts, str(key): pair["value"].strip()}
    name = _COUNTED.sub("", _NUMBERING.sub("", words)).strip(" 　（(：:、")
    if not name or is_nothing(name):
        return inner, {}
    if (state := state_of([name])) is not None:
        return inner, {"state": state}
    word = state_words.read(name)
    if word.listed and not word.phase and word.states and word.states[0] not in state_words.ANSWERS:
        return inner, {"state": name}
    return inner, {about(name): name}
