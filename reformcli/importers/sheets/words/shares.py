"""Shares that a cell says in words or figures: 60 %, 八成, 3/5, 过半, 0.6."""

import re
import unicodedata

_PERCENT = re.compile(
    r"(?:已?(?:完成|进度|进展|约|近|超|达到?)\s*)*(\d{1,3}(?:\.\d+)?)\s*%\s*(?:以上|左右|complete[d]?|done|完成)?"
)
_OF = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})|(\d[\d,]*) (?:out )?of (\d[\d,]*)(?: \w+)?")
_TENTHS = re.compile(r"(?:约|近|超过?|已?完成)?([一二三四五六七八九\d])成")
_WORDED_SHARES = {"过半": 50.0, "一半": 50.0, "三分之一": 33.0, "三分之二": 67.0, "大半": 60.0}


def percent_of(cell: str) -> float | None:
    """The percentage that a cell is: 60 %, 约60%, 八成, 3/5, 过半; None for a bare number."""
    form = unicodedata.normalize("NFKC", cell).casefold().strip()
    if form in _WORDED_SHARES:
        return _WORDED_SHARES[form]
    if (match := _PERCENT.fullmatch(form)) is not None:
        return float(match[1])
    if (match := _TENTHS.fullmatch(form)) is not None:
        digit = match[1]
        return 10.0 * (int(digit) if digit.isdecimal() else "一二三四五六七八九".index(digit) + 1)
    if (match := _OF.fullmatch(form)) is not None:
        part, whole = (int(number.replace(",", "")) for number in match.groups() if number)
        return 100.0 * part / whole if 0 <= part <= whole and whole and (match[3] or whole <= 100) else None
    return None


def number_of(cell: str) -> float | None:
    """The number that a cell is, a percentage without its sign; None where it is none."""
    form = unicodedata.normalize("NFKC", cell).strip().removesuffix("%").strip()
    try:
        return float(form) if form and form[0] in "0123456789." else None
    except ValueError:
        return None


def percent_in_column(cell: str, most: float) -> float | None:
    """The percentage that a cell of a column of percentages is; a bare 0.5 is a half where `most`, the largest number
    of the column, is not beyond 1."""
    if (percent := percent_of(cell)) is not None:
        return percent
    number = number_of(cell)
    return number * 100 if number is not None and most <= 1 else number
