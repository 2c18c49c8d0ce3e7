"""How papers look where no letterhead says otherwise: sizes in points and millimetres, typefaces and their stand-ins.

The Chinese look follows GB/T 9704-2012 (党政机关公文格式): A4, 37 mm above and 28 mm to the left of a type area of
156 × 225 mm, 22 lines of 28 characters in 仿宋 of 16 points (3号), the title in 小标宋 of 22 points (2号), headings in
黑体, then 楷体, then 仿宋; the number of the page between dashes 7 mm below the type area, outside on either side; who
issues it and the day four characters from the right. A sheet for the desk is set smaller, on more of the page.
The English look is a plain one.
"""

from collections.abc import Mapping
from typing import NamedTuple

A4 = (210, 297)
"""Millimetres."""


class Style(NamedTuple):
    """How a paragraph looks: typefaces for Latin and for Chinese, size in points, where it stands, space above and
    below in points, first line and right side set in by characters of its size, whether it keeps to the next one."""

    latin: str
    chinese: str
    size: float
    bold: bool = False
    align: str = "left"
    above: float = 0
    below: float = 0
    first: float = 0
    right: float = 0
    keep: bool = False


class Look(NamedTuple):
    """How a paper looks. Margins are above, right, below, left, and the number of the page's distance from the edge, in
    millimetres; `line` is the distance of lines in points, None for the typeface's own; `styles` by name in the file.
    """

    margins: tuple[float, float, float, float]
    footer: float
    line: float | None
    styles: Mapping[str, Style]
    dashes: bool


TITLE, BODY, SIGNATURE, CELL = "Title", "Normal", "Signature", "Table Text"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
"""Names of styles, which a letterhead may have too."""

STAND_INS: Mapping[str, str] = {
    "仿宋": "仿宋_GB2312,FangSong,STFangsong,FandolFang R,Noto Serif CJK SC",
    "楷体": "楷体_GB2312,KaiTi,STKaiti,FandolKai,Noto Serif CJK SC",
    "黑体": "SimHei,STHeiti,FandolHei,Noto Sans CJK SC",
    "宋体": "SimSun,STSong,FandolSong,Noto Serif CJK SC",
    "方正小标宋简体": "方正小标宋_GBK,小标宋体,FZXiaoBiaoSong-B05S,华文中宋,宋体,Noto Serif CJK SC",
    "Calibri": "Carlito,Helvetica,Arial,Liberation Sans",
}
"""What stands in for a typeface that is not installed, the nearest first."""

_LATIN, _PLAIN = "Times New Roman", "Calibri"


def look(language: str, *, dense: bool) -> Look:
    """The look of papers in a language, and of sheets for the desk."""
    return _chinese(dense) if language == "zh" else _english(dense)


def _chinese(dense: bool) -> Look:
    size, line = (11.0, 18.0) if dense else (16.0, 28.9)
    heading = 12.0 if dense else 16.0
    return Look(
        (25, 20, 25, 22) if dense else (37, 26, 35, 28),
        13 if dense else 23,
        line,
        {
            BODY: Style(_LATIN, "仿宋", size, first=2),
            TITLE: Style(_LATIN, "方正小标宋简体", 18 if dense else 22, align="center", below=line / 2, keep=True),
            HEADINGS[0]: Style(_LATIN, "黑体", heading, first=2, keep=True),
            HEADINGS[1]: Style(_LATIN, "楷体", size, first=2, keep=True),
            HEADINGS[2]: Style(_LATIN, "仿宋", size, bold=True, first=2, keep=True),
            SIGNATURE: Style(_LATIN, "仿宋", size, align="right", right=4),
            CELL: Style(_LATIN, "仿宋", 9.5 if dense else 10.5),
        },
        dashes=True,
    )


def _english(dense: bool) -> Look:
    size, margin = (9.5, 18) if dense else (11.0, 25)
    return Look(
        (margin, margin, margin, margin),
        12,
        None,
        {
            BODY: Style(_PLAIN, "宋体", size, below=3 if dense else 6),
            TITLE: Style(_PLAIN, "黑体", 18, bold=True, below=12, keep=True),
            HEADINGS[0]: Style(_PLAIN, "黑体", size + 3, bold=True, above=12, below=4, keep=True),
            HEADINGS[1]: Style(_PLAIN, "黑体", size + 1, bold=True, above=8, below=4, keep=True),
            HEADINGS[2]: Style(_PLAIN, "黑体", size, bold=True, above=6, below=2, keep=True),
            SIGNATURE: Style(_PLAIN, "宋体", size, align="right", above=6, right=0),
            CELL: Style(_PLAIN, "宋体", 8.5 if dense else 9),
        },
        dashes=False,
    )
